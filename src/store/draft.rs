//! How impound writes every file: first as `.NAME.unfinished` beside its destination, and moved there only when
//! complete and synced to disk.
//!
//! The writer holds a lock on the unfinished file, which ends with the process. So the remains of an interrupted
//! command are recognised, and the next command that writes to the same place removes them.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, Permissions, TryLockError};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;
use rustix::io::Errno;

/// Read and write for the owner, nothing for anyone else.
const PRIVATE: u32 = 0o600;

/// Follows the name of an unfinished file.
pub(super) const UNFINISHED: &str = ".unfinished";

/// A file or directory being written. Dropping it removes whatever was not published.
#[derive(Debug)]
pub(crate) struct Draft {
    path: PathBuf,
    target: PathBuf,
    pub(super) file: File,
    is_published: bool,
}

impl Draft {
    /// Creates an empty file beside `target`, private to its owner whatever the umask, after removing the remains of
    /// an interrupted command.
    ///
    /// # Errors
    /// It cannot be created; of kind `WouldBlock` if another command is writing to the same place.
    pub(crate) fn begin(target: &Path) -> io::Result<Draft> {
        Draft::of(target, create_private, |path| fs::remove_file(path))
    }

    /// Has `make` create something beside `target`, after `remove` has removed the remains of an interrupted command.
    pub(super) fn of(
        target: &Path,
        make: impl Fn(&Path) -> io::Result<File>,
        remove: impl Fn(&Path) -> io::Result<()>,
    ) -> io::Result<Draft> {
        let path = draft_of(target)?;
        loop {
            match make(&path) {
                Ok(file) if locked(&file, &path)? => {
                    // The journal that SQLite keeps if the draft is a ledger.
                    let _: io::Result<()> = fs::remove_file(beside(&path, "-journal"));
                    return Ok(Draft { path, target: target.to_path_buf(), file, is_published: false });
                }
                // Another command took it for an abandoned one, and has it now.
                Ok(_) => continue,
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                Err(_) => {}
            }
            match left(&path) {
                Ok(Some(left)) if !locked(&left, &path)? => {
                    if is_at(&left, &path) {
                        return Err(io::ErrorKind::WouldBlock.into());
                    }
                }
                // Removed while locked, so that a waiting command sees that it is gone.
                Ok(_) => remove(&path)?,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// The path being written to.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The final path, which errors should name.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// Moves it to its destination in one step, safe against a power cut, without replacing anything.
    ///
    /// # Errors
    /// It cannot be moved; of kind `AlreadyExists` if something is there. Either way nothing is left of it.
    pub(crate) fn publish(self) -> io::Result<()> {
        let target = self.target.clone();
        // Its survival of a power cut is uncertain, so it is neither acknowledged nor kept.
        self.publish_by(rename_to_vacant, |draft| draft.discard(&target))
    }

    /// Moves it to its destination by `rename`; calls `undo` if its survival of a power cut is uncertain.
    pub(super) fn publish_by(
        mut self,
        rename: impl FnOnce(&Path, &Path) -> io::Result<()>,
        undo: impl FnOnce(&Draft),
    ) -> io::Result<()> {
        self.file.sync_all()?;
        // Opened first: if this fails, nothing has the final name yet.
        let directory = File::open(directory_of(&self.target))?;
        rename(&self.path, &self.target)?;
        self.is_published = true;
        directory.sync_all().inspect_err(|_| undo(&self))
    }

    fn discard(&self, path: &Path) {
        // The remains are useless, and removal can only fail for the same reasons as writing.
        let _: io::Result<()> = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        let _: io::Result<()> = fs::remove_file(beside(path, "-journal"));
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.is_published {
            self.discard(&self.path);
        }
    }
}

/// The path with something appended to its name, as SQLite names its journals.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_os_string();
    name.push(suffix);
    PathBuf::from(name)
}

pub(super) fn sync_directory(directory: &Path) -> io::Result<()> {
    File::open(directory)?.sync_all()
}

pub(super) fn directory_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The path under which the file for `target` is written.
fn draft_of(target: &Path) -> io::Result<PathBuf> {
    let mut name = OsString::from(".");
    name.push(target.file_name().ok_or(io::ErrorKind::InvalidFilename)?);
    name.push(UNFINISHED);
    Ok(directory_of(target).join(name))
}

/// Creates a new file.
pub(super) fn create(path: &Path, mode: u32) -> io::Result<File> {
    let flags = OFlags::NOFOLLOW.bits().cast_signed();
    OpenOptions::new().read(true).write(true).create_new(true).mode(mode).custom_flags(flags).open(path)
}

/// Creates a new file, private to its owner whatever the umask.
pub(super) fn create_private(path: &Path) -> io::Result<File> {
    let file = create(path, PRIVATE)?;
    if let Err(error) = file.set_permissions(Permissions::from_mode(PRIVATE)) {
        let _: io::Result<()> = fs::remove_file(path);
        return Err(error);
    }
    Ok(file)
}

/// Opens what is in the draft's place, for locking; `None` if it is neither a file nor a directory.
fn left(path: &Path) -> io::Result<Option<File>> {
    let found = fs::symlink_metadata(path)?;
    if !found.is_file() && !found.is_dir() {
        return Ok(None);
    }
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(path).map(Some)
}

/// Locks a draft if nobody holds it. A lock on a file removed after it was opened excludes nobody, so it counts as not
/// taken. If the file system has no locks, no other writer is expected.
fn locked(file: &File, path: &Path) -> io::Result<bool> {
    match file.try_lock() {
        Ok(()) => Ok(is_at(file, path)),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(error)) => match Errno::from_io_error(&error) {
            Some(Errno::NOSYS | Errno::NOTSUP | Errno::NOLCK | Errno::INVAL) => Ok(is_at(file, path)),
            _ => Err(error),
        },
    }
}

/// Whether the path still leads to this file.
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(held), Ok(named)) => (held.dev(), held.ino()) == (named.dev(), named.ino()),
        _ => false,
    }
}

/// Renames, or fails if the new name is taken.
fn rename_to_vacant(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        // Some file systems lack such a rename. A directory can then replace only an empty one, and a second link to a
        // file cannot replace anything either.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) if from.is_dir() => fs::rename(from, to),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {
            fs::hard_link(from, to)?;
            fs::remove_file(from)
        }
        other => other.map_err(io::Error::from),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rename_never_replaces() {
        let dir = tempfile::tempdir().unwrap();
        let (from, to) = (dir.path().join("from"), dir.path().join("to"));
        fs::write(&from, "new").unwrap();
        fs::write(&to, "old").unwrap();
        assert_eq!(rename_to_vacant(&from, &to).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&to).unwrap(), b"old");
        fs::remove_file(&to).unwrap();
        rename_to_vacant(&from, &to).unwrap();
        assert_eq!(fs::read(&to).unwrap(), b"new");
    }
}
