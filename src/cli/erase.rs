//! `impound erase`.

use crate::journal::Handling;
use crate::store::{Mode, Receipt, Request};

use super::failure::{Exit, Failure};
use super::particulars::{Answering, Once, needed_words};
use super::session::Session;

/// Erase the personal data of an action (names and identifiers, in all its readings) or the map of an import, for good
///
/// The entry stays as it is: it holds only commitments, which tell nothing once the data are gone, and the ledger still
/// verifies. A new entry says who erased them, why and on whose authority. Reports show `[erased DATE]`. For an
/// imported file, every map by which it was imported is erased; the SHA-256 of each stays. Text that you entered
/// elsewhere, such as --note or --what, is not personal data to impound, and stays.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  impound erase 14 --reason \"acquitted; request of 2026-11-02\" --authority \"Tribunal de Paris\"

Backups and copies made before still hold the data.")]
pub(super) struct Erase {
    /// The number of an entry that records the action, or that says how the file was imported
    #[arg(value_name = "ENTRY", value_parser = super::particulars::entry_number)]
    entry: u64,

    /// Why; never name the data here
    #[arg(long, value_name = "TEXT")]
    reason: String,

    /// The authority that ordered or allowed it
    #[arg(long, value_name = "NAME")]
    authority: String,

    #[command(flatten)]
    once: Once,

    #[command(flatten)]
    answering: Answering,
}

/// Erases the data, and records that it did.
///
/// # Errors
/// A value is invalid, a rule refuses the entry, or the ledger cannot be written.
pub(super) fn run(args: Erase, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let reason = needed_words("reason", args.reason, &mut session.answers)?;
    let authority = needed_words("authority", args.authority, &mut session.answers)?;
    let request =
        Request::Withhold { entry: args.entry, handling: Handling::Erased, reason, authority: Some(authority) };
    let request = args.once.of(request)?;
    let mut ledger = session.open(Mode::Write)?;
    let receipt = session.append(&mut ledger, request, args.answering.keep())?;
    args.answering.give(session, &receipt)?;
    warn(session, &receipt);
    Ok(Exit::Done)
}

/// Says where copies of the data remain.
fn warn(session: &mut Session<'_>, receipt: &Receipt) {
    let others: Vec<String> = receipt.elsewhere.iter().map(ToString::to_string).collect();
    if !others.is_empty() {
        let (entries, hold) = if others.len() == 1 { ("entry", "holds") } else { ("entries", "hold") };
        session.note(&format!("{entries} {} {hold} some of the same data: erase them there too", others.join(", ")));
    }
    session.note("backups and copies of the ledger that were made before still hold the data");
}
