//! `impound restore`.

use std::path::PathBuf;

use crate::store::{Mode, Since};

use super::answer::Answer;
use super::copying::{Copying, Made, tell};
use super::failure::{Exit, Failure};
use super::session::Session;
use super::words;

/// Restore a backup where there is no ledger
///
/// The backup is copied byte by byte and verified in full before it becomes the ledger; a damaged one changes nothing
/// and ends with exit code 3. An existing ledger is never replaced: move it away first, together with the files beside
/// it. On a server, where --ledger is a URL, the backup is copied as by `impound copy`, into a schema with nothing in it.
///
/// It lacks the entries that were recorded after it was made.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  impound restore unit7-2024-07-01.db --ledger unit7.db")]
pub(super) struct Restore {
    /// The backup
    file: PathBuf,

    #[command(flatten)]
    answer: Answer,
}

/// Restores a backup.
///
/// # Errors
/// A ledger is already there, the backup cannot be read, or the ledger cannot be written; nothing is restored.
pub(super) fn run(args: Restore, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let (path, parent) = session.ledger_path()?;
    let target = session.location(&path)?;
    let copying = Copying::begin(session)?;
    let copied = target.restore(&args.file, parent, &mut |progress| copying.at(progress));
    drop(copying);
    // The ledger is restored, even if the warning fails.
    if copied.is_ok()
        && let Err(failure) = warn_of_what_is_lost(session)
    {
        session.note(&format!("cannot tell whether you had seen more entries than the backup has: {}", failure.what()));
    }
    let said = format!("restored {} to {}", words::path(&args.file), words::path(&path));
    let made = Made { from: &args.file, to: &path, refused: "it is not restored" };
    tell(copied, &made, |_| said, args.answer, session)
}

/// Warns that this user saw entries that the backup lacks: every command will say so until that is accepted.
fn warn_of_what_is_lost(session: &mut Session<'_>) -> Result<(), Failure> {
    let (ledger, seen) = session.open_unseen(Mode::Read)?;
    seen.require_readable()?;
    for before in &seen.trees {
        let (Since::RolledBack(now) | Since::Forked(now)) = ledger.since(before)? else { continue };
        let (lost, kept) = (before.size(), now.size());
        session.note(&format!(
            "you had seen {lost} entries of this ledger, and the backup has {kept}: other commands refuse it as \
             rolled back until you accept it with `impound verify --accept`"
        ));
    }
    Ok(())
}
