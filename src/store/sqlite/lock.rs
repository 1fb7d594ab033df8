//! The writers' lock: one writer at a time, with a bounded wait.
//!
//! SQLite's own waiting is unfair: with many writers, some never get their turn. Instead they queue for a lock on a
//! file beside the ledger, which each takes before opening the ledger.

use std::fs::{File, OpenOptions, Permissions, TryLockError};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustix::fs::OFlags;

use crate::store::draft::{beside, create_private, is_at};
use crate::store::error::{Error, io};
use crate::store::remedy::Remedy;

/// The right to write to a ledger; released when dropped, or by the system when the process ends.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    path: PathBuf,
    fresh: bool,
}

impl Lock {
    /// Takes the lock of the ledger at this real path, waiting at most `patience` for another writer.
    pub(super) fn take(ledger: &Path, patience: Duration) -> Result<Lock, Error> {
        let started = Instant::now();
        loop {
            if let Some(lock) = Lock::attempt(ledger)? {
                return Ok(lock);
            }
            if started.elapsed() >= patience {
                return Err(busy(patience));
            }
            sleep(pause());
        }
    }

    /// Takes the lock of the file at this real path if nobody holds it.
    pub(super) fn attempt(ledger: &Path) -> Result<Option<Lock>, Error> {
        let path = beside(ledger, ".lock");
        let (file, fresh) = side_file(&path)?;
        Ok(locked(&file, &path)?.then_some(Lock { file, path, fresh }))
    }

    /// Releases the lock of a file that is not a ledger after all, and removes the side file if this lock created it.
    pub(super) fn withdraw(self) {
        if self.fresh {
            self.remove();
        }
    }

    /// Releases the lock and removes the side file, because the locked file is gone.
    pub(super) fn remove(self) {
        if is_at(&self.file, &self.path) {
            // Removed while still locked, so that waiting writers see that it is gone.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// The side file, opened or created, and whether it was created. It stays after use; its presence means nothing.
fn side_file(path: &Path) -> Result<(File, bool), Error> {
    loop {
        match create_private(path) {
            Ok(file) => {
                if let Err(err) = file.sync_all() {
                    let _ = std::fs::remove_file(path);
                    return Err(io("create", path, &err));
                }
                return Ok((file, true));
            }
            Err(err) if err.kind() == io::ErrorKind::AlreadyExists => {}
            Err(err) => return Err(io("create", path, &err)),
        }
        match existing(path) {
            Ok(file) => return Ok((file, false)),
            // Withdrawn between the two calls.
            Err(err) if err.kind() == io::ErrorKind::NotFound => {}
            Err(err) => return Err(io("lock", path, &err)),
        }
    }
}

fn existing(path: &Path) -> io::Result<File> {
    // NONBLOCK: opening a pipe must not wait for its other end.
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    let file = OpenOptions::new().read(true).write(true).custom_flags(flags.bits().cast_signed()).open(path)?;
    let found = file.metadata()?;
    if !found.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
    }
    if found.mode() & 0o777 != 0o600 {
        // Anyone who can open it could hold it, and keep the ledger's owner from writing.
        file.set_permissions(Permissions::from_mode(0o600))?;
    }
    Ok(file)
}

/// Locks the file if nobody holds it. A lock on a file withdrawn after it was opened excludes nobody, because the next
/// writer creates a new one; it counts as not taken.
fn locked(file: &File, path: &Path) -> Result<bool, Error> {
    match file.try_lock() {
        Ok(()) => Ok(is_at(file, path)),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(err)) => Err(io("lock", path, &err)),
    }
}

/// Between 2 and 20 ms, at random, so that waiting writers do not fall into step.
fn pause() -> Duration {
    let random = getrandom::u32().unwrap_or(9);
    Duration::from_millis(2 + u64::from(random % 19))
}

fn busy(patience: Duration) -> Error {
    Error::environment(
        format!("the ledger is busy: another impound has been writing to it for {} s", patience.as_secs()),
        Remedy::WaitForWriter,
    )
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    const SHORT: Duration = Duration::from_millis(60);

    fn is_busy(taken: &Result<Lock, Error>) -> bool {
        matches!(taken, Err(Error::Environment { remedy: Remedy::WaitForWriter, .. }))
    }

    #[test]
    fn a_second_writer_gets_busy_when_its_patience_runs_out() {
        let dir = tempfile::tempdir().unwrap();
        let ledger = dir.path().join("ledger.db");
        let held = Lock::take(&ledger, SHORT).unwrap();
        let started = Instant::now();
        assert!(is_busy(&Lock::take(&ledger, SHORT)));
        assert!(started.elapsed() >= SHORT && started.elapsed() < Duration::from_secs(5));
        drop(held);
        Lock::take(&ledger, SHORT).unwrap();
    }

    #[test]
    fn a_writer_takes_over_as_soon_as_the_other_is_done() {
        let dir = tempfile::tempdir().unwrap();
        let ledger = dir.path().join("ledger.db");
        let held = Lock::take(&ledger, SHORT).unwrap();
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| Lock::take(&ledger, Duration::from_secs(30)));
            sleep(SHORT);
            drop(held);
            waiting.join().unwrap().unwrap();
        });
    }

    #[test]
    fn a_lock_on_a_withdrawn_file_excludes_nobody_and_is_not_taken() {
        let dir = tempfile::tempdir().unwrap();
        let ledger = dir.path().join("ledger.db");
        let first = Lock::take(&ledger, SHORT).unwrap();
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| Lock::take(&ledger, Duration::from_secs(30)).unwrap());
            sleep(SHORT);
            first.withdraw();
            let second = waiting.join().unwrap();
            assert!(is_busy(&Lock::take(&ledger, SHORT)), "the file that was made anew is the one that is locked");
            drop(second);
        });
    }

    #[test]
    fn a_file_withdrawn_between_opening_and_locking_gives_no_lock() {
        let dir = tempfile::tempdir().unwrap();
        let side = dir.path().join("ledger.db.lock");
        let (opened, _) = side_file(&side).unwrap();
        std::fs::remove_file(&side).unwrap();
        assert!(!locked(&opened, &side).unwrap());
        let (made_anew, _) = side_file(&side).unwrap();
        assert!(!locked(&opened, &side).unwrap());
        assert!(locked(&made_anew, &side).unwrap());
    }

    #[test]
    fn an_existing_side_file_is_not_withdrawn() {
        let dir = tempfile::tempdir().unwrap();
        let ledger = dir.path().join("ledger.db");
        drop(Lock::take(&ledger, SHORT).unwrap());
        Lock::take(&ledger, SHORT).unwrap().withdraw();
        assert!(dir.path().join("ledger.db.lock").exists());
    }

    #[test]
    fn a_side_file_open_to_others_is_made_private() {
        let dir = tempfile::tempdir().unwrap();
        let side = dir.path().join("ledger.db.lock");
        std::fs::write(&side, "").unwrap();
        std::fs::set_permissions(&side, Permissions::from_mode(0o666)).unwrap();
        let _held = Lock::take(&dir.path().join("ledger.db"), SHORT).unwrap();
        assert_eq!(side.metadata().unwrap().mode() & 0o7777, 0o600);
    }

    #[test]
    fn a_link_a_directory_or_a_pipe_in_place_of_the_side_file_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let (ledger, side) = (dir.path().join("ledger.db"), dir.path().join("ledger.db.lock"));
        let elsewhere = dir.path().join("elsewhere");
        std::fs::write(&elsewhere, "").unwrap();
        let refused =
            || matches!(Lock::take(&ledger, SHORT), Err(Error::Environment { what, .. }) if what.contains("lock"));
        symlink(&elsewhere, &side).unwrap();
        assert!(refused());
        std::fs::remove_file(&side).unwrap();
        std::fs::create_dir(&side).unwrap();
        assert!(refused());
        std::fs::remove_dir(&side).unwrap();
        let pipe = rustix::fs::FileType::Fifo;
        rustix::fs::mknodat(rustix::fs::CWD, &side, pipe, rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR, 0).unwrap();
        assert!(refused());
    }
}
