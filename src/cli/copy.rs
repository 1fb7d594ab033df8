//! `impound copy`.

use std::path::PathBuf;

use crate::store::{Error, Mode, Refusal, Remedy, spare};

use super::answer::Answer;
use super::copying::{Copying, Made, tell};
use super::failure::{Exit, Failure};
use super::session::Session;
use super::words;

/// Copy a ledger between files and servers, while others record
///
/// Copies the entries byte by byte, the personal data with their salts, and the lines of rates; what follows from the
/// entries is derived anew. The root, proofs, checkpoints and `export journal` of the copy are those of the original.
/// The copy is verified in full before it is there. It appears whole or not at all, and replaces nothing: TO is a file
/// that does not exist yet, or the URL of a server's schema with nothing in it.
///
/// The copy of a server's ledger needs the role that reads personal data.
///
/// To move a ledger, let nobody record in it any more; then record in the copy only. Entries added to both make a fork.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  impound copy unit7.db postgres://owner@db.example/seized/unit7
  impound copy postgres://owner@db.example/seized/unit7 unit7.db")]
pub(super) struct CopyLedger {
    /// The ledger to copy: a file, or the URL of one on a server
    from: PathBuf,

    /// Where the copy goes
    to: PathBuf,

    #[command(flatten)]
    answer: Answer,
}

/// Copies a ledger.
///
/// # Errors
/// The original cannot be read or is damaged, or the copy cannot be written where it is to be. No part of it remains.
pub(super) fn run(args: CopyLedger, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let CopyLedger { from, to, answer } = args;
    let (source, target) = (session.location_at(&from, "FROM")?, session.location_at(&to, "TO")?);
    if source.real().is_ok_and(|source| target.real().is_ok_and(|target| source == target)) {
        return Err(Refusal::IsTheLedger(to).into());
    }
    spare(&to, &from)?;
    session.ledger = Some(from.clone());
    let ledger = session.open(Mode::Read).map_err(missing)?;
    let copying = Copying::begin(session)?;
    let copied = target.copy(&ledger, &mut |progress| copying.at(progress));
    drop((copying, ledger));
    session.ledger = Some(to.clone());
    // The copy is there, even if it cannot be noted that this user saw it.
    if copied.is_ok()
        && let Err(failure) = session.open(Mode::Read)
    {
        session.note(&format!("the copy is there, but cannot be opened: {}", failure.what()));
    }
    let said = format!("copied {} to {}", words::path(&from), words::path(&to));
    tell(copied, &Made { from: &from, to: &to, refused: "it is not copied" }, |_| said, answer, session)
}

/// Asks for another FROM where there is no ledger.
fn missing(failure: Failure) -> Failure {
    match failure {
        Failure::Store(Error::Environment { what, remedy: Remedy::CreateLedger }) => {
            Failure::Store(Error::Environment { what, remedy: Remedy::GiveLedger })
        }
        other => other,
    }
}
