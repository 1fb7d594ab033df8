//! `impound restrict` and `impound unrestrict`.

use crate::journal::Handling;
use crate::store::{Mode, Request};

use super::failure::{Exit, Failure};
use super::particulars::{Answering, Once, needed_words, optional_words};
use super::session::Session;

/// Restrict the personal data of an action or the map of an import: they stay as evidence, but nothing shows them
///
/// All names and identifiers of the action, in all its readings, or every map by which the file was imported, are shown as
/// `[restricted]` until they are unrestricted.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  impound restrict 14 --reason \"accuracy contested; needed as evidence\"")]
pub(super) struct Restrict {
    #[command(flatten)]
    grounds: Grounds,
}

/// Show restricted personal data of an action, or a restricted map of an import, again
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  impound unrestrict 14 --reason \"the names were confirmed: judgment of 2026-11-20\"")]
pub(super) struct Unrestrict {
    #[command(flatten)]
    grounds: Grounds,
}

/// Which action, and why.
#[derive(Debug, clap::Args)]
struct Grounds {
    /// The number of an entry that records the action, or that says how the file was imported
    #[arg(value_name = "ENTRY", value_parser = super::particulars::entry_number)]
    entry: u64,

    /// Why; never name the data here
    #[arg(long, value_name = "TEXT")]
    reason: String,

    /// The authority that ordered or allowed it
    #[arg(long, value_name = "NAME")]
    authority: Option<String>,

    #[command(flatten)]
    once: Once,

    #[command(flatten)]
    answering: Answering,
}

/// Records that data are restricted.
///
/// # Errors
/// A value is invalid, a rule refuses the entry, or the ledger cannot be written.
pub(super) fn run(args: Restrict, session: &mut Session<'_>) -> Result<Exit, Failure> {
    args.grounds.record(Handling::Restricted, session)
}

/// Records that data are no longer restricted.
///
/// # Errors
/// As for [`run`].
pub(super) fn lift(args: Unrestrict, session: &mut Session<'_>) -> Result<Exit, Failure> {
    args.grounds.record(Handling::Unrestricted, session)
}

impl Grounds {
    fn record(self, handling: Handling, session: &mut Session<'_>) -> Result<Exit, Failure> {
        let reason = needed_words("reason", self.reason, &mut session.answers)?;
        let authority = optional_words("authority", self.authority, &mut session.answers)?;
        let request = self.once.of(Request::Withhold { entry: self.entry, handling, reason, authority })?;
        let mut ledger = session.open(Mode::Write)?;
        let receipt = session.append(&mut ledger, request, self.answering.keep())?;
        self.answering.give(session, &receipt)?;
        Ok(Exit::Done)
    }
}
