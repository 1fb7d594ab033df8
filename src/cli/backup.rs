//! `impound backup`.

use std::path::PathBuf;

use crate::store::Mode;

use super::copying::{Copying, tell};
use super::failure::{Exit, Failure};
use super::session::Session;
use super::words;

/// Copy the whole ledger to a new file, while others record
///
/// The copy is one state of the ledger. It is verified in full, as by `impound verify`, before it gets its name; only
/// you can read it; and no file is ever replaced. It may lie on a network file system, where a ledger may not.
///
/// A writer never waits for long: while others record, the copy restarts up to three times, and then it is finished
/// while they wait. Keep the root that is printed: `impound verify` of a restored ledger must print it again.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  impound backup unit7-2024-07-01.db --ledger unit7.db")]
pub(super) struct Backup {
    /// The file that the backup becomes; it must not be there yet
    file: PathBuf,
}

/// Backs up the ledger.
///
/// # Errors
/// The file exists or cannot be written; the ledger is busy or damaged. Nothing is left of the copy.
pub(super) fn run(args: Backup, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let ledger = session.open(Mode::Read)?;
    let copying = Copying::begin(session)?;
    let made = ledger.back_up(&args.file, &mut |progress| copying.at(progress));
    drop(copying);
    if made.is_ok() {
        let now = session.context.now();
        session.remember(&ledger, |remembered| remembered.backup_at = Some(now));
    }
    drop(ledger);
    let said = |bytes: u64| format!("backed up to {}: {bytes} bytes", words::path(&args.file));
    tell(made, |copied| said(copied.bytes), "no backup is made of it", session)
}
