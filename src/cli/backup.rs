//! `impound backup`.

use std::path::PathBuf;

use crate::store::{Copied, Mode};

use super::answer::Answer;
use super::copying::{Copying, Made, tell};
use super::failure::{Exit, Failure};
use super::session::Session;
use super::words;

/// Copy the whole ledger to a new file, while others record
///
/// The copy is one state of the ledger. It is verified in full, as by `impound verify`, before it gets its name; only
/// you can read it; and no file is ever replaced. It may lie on a network file system, where a ledger may not.
///
/// A writer never waits for long: while others record, the copy restarts up to three times, and then it is finished
/// while they wait. The backup of a ledger on a server is a file, too, as `impound copy` makes it. Keep the root that is printed: `impound verify` of a restored ledger must print it again.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  impound backup unit7-2024-07-01.db --ledger unit7.db")]
pub(super) struct Backup {
    /// The file that the backup becomes; it must not be there yet
    file: PathBuf,

    #[command(flatten)]
    answer: Answer,
}

/// Backs up the ledger.
///
/// # Errors
/// The file exists or cannot be written; the ledger is busy or damaged. No part of the copy remains.
pub(super) fn run(args: Backup, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let from = session.ledger_path()?.0;
    let ledger = session.open(Mode::Read)?;
    let copying = Copying::begin(session)?;
    let copied = ledger.back_up(&args.file, &mut |progress| copying.at(progress));
    drop(copying);
    if copied.is_ok() {
        let now = session.context.now();
        session.remember(&ledger, |remembered| remembered.backup_at = Some(now));
    }
    drop(ledger);
    let made = Made { from: &from, to: &args.file, refused: "no backup is made of it" };
    let said = |Copied { bytes, .. }: &Copied| {
        format!("backed up to {}: {} bytes", words::path(&args.file), bytes.unwrap_or_default())
    };
    tell(copied, &made, said, args.answer, session)
}
