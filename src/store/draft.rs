//! How everything that impound writes comes into being: under the name `.NAME.unfinished` beside its place, and in its place
//! only when it is whole and on the disk.
//!
//! Whoever writes holds a lock on the unfinished file itself, which ends with the process. So what a command left that was
//! cut off is known as such, and is cleared away by the next that writes to the same place.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, Permissions, TryLockError};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;
use rustix::io::Errno;

/// Read and write for the owner, nothing for anyone else.
const PRIVATE: u32 = 0o600;

/// What follows the name of what is not finished.
pub(super) const UNFINISHED: &str = ".unfinished";

/// A file or a directory that is being written. What is left of it is removed when it is dropped.
#[derive(Debug)]
pub(crate) struct Draft {
    path: PathBuf,
    target: PathBuf,
    pub(super) file: File,
    is_published: bool,
}

impl Draft {
    /// An empty file beside `target`, for its owner alone, whatever the umask. What lies there of a command that was cut off is
    /// removed.
    ///
    /// # Errors
    /// It cannot be created; of the kind `WouldBlock` where another command is writing to the same place.
    pub(crate) fn begin(target: &Path) -> io::Result<Draft> {
        Draft::of(target, create_private, |path| fs::remove_file(path))
    }

    /// What `make` makes beside `target`, once `remove` has removed what lies there of a command that was cut off.
    pub(super) fn of(
        target: &Path,
        make: impl Fn(&Path) -> io::Result<File>,
        remove: impl Fn(&Path) -> io::Result<()>,
    ) -> io::Result<Draft> {
        let path = draft_of(target)?;
        loop {
            match make(&path) {
                Ok(file) if locked(&file, &path)? => {
                    // What SQLite keeps of a draft that is a ledger.
                    let _: io::Result<()> = fs::remove_file(beside(&path, "-journal"));
                    return Ok(Draft { path, target: target.to_path_buf(), file, is_published: false });
                }
                // Another command took it for one that was left behind, and has it now.
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
                // Removed while it is locked: whoever waits for it sees that it is gone.
                Ok(_) => remove(&path)?,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Where it is written.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Where it will lie: the path to name in errors.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// Puts it in its place in one step, and makes it safe against a power cut. What lies there stays.
    ///
    /// # Errors
    /// It cannot be; of the kind `AlreadyExists` where something lies there. Nothing is left of it then.
    pub(crate) fn publish(self) -> io::Result<()> {
        let target = self.target.clone();
        // Not known to survive a power cut, so not acknowledged, so not kept.
        self.publish_by(rename_to_vacant, |draft| draft.discard(&target))
    }

    /// Puts it in its place with a rename; `undo` is called where that is not known to survive a power cut.
    pub(super) fn publish_by(
        mut self,
        rename: impl FnOnce(&Path, &Path) -> io::Result<()>,
        undo: impl FnOnce(&Draft),
    ) -> io::Result<()> {
        self.file.sync_all()?;
        // Opened before: where it cannot be, nothing has its name yet.
        let directory = File::open(directory_of(&self.target))?;
        rename(&self.path, &self.target)?;
        self.is_published = true;
        directory.sync_all().inspect_err(|_| undo(&self))
    }

    fn discard(&self, path: &Path) {
        // What is left is of no use, and its removal can only fail as its writing did.
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

/// The path whose name is the given one's with something after it, as SQLite names its journals.
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

/// The name under which what will lie at `target` is written.
fn draft_of(target: &Path) -> io::Result<PathBuf> {
    let mut name = OsString::from(".");
    name.push(target.file_name().ok_or(io::ErrorKind::InvalidFilename)?);
    name.push(UNFINISHED);
    Ok(directory_of(target).join(name))
}

/// Creates a file that was not there.
pub(super) fn create(path: &Path, mode: u32) -> io::Result<File> {
    let flags = OFlags::NOFOLLOW.bits().cast_signed();
    OpenOptions::new().read(true).write(true).create_new(true).mode(mode).custom_flags(flags).open(path)
}

/// Creates a file that was not there, for its owner alone, whatever the umask.
pub(super) fn create_private(path: &Path) -> io::Result<File> {
    let file = create(path, PRIVATE)?;
    if let Err(error) = file.set_permissions(Permissions::from_mode(PRIVATE)) {
        let _: io::Result<()> = fs::remove_file(path);
        return Err(error);
    }
    Ok(file)
}

/// What lies in the draft's place, to be locked; `None` where it is neither a file nor a directory.
fn left(path: &Path) -> io::Result<Option<File>> {
    let found = fs::symlink_metadata(path)?;
    if !found.is_file() && !found.is_dir() {
        return Ok(None);
    }
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(path).map(Some)
}

/// Locks a draft if nobody holds it. A lock on a file that was removed after it was opened keeps nobody out, and counts as
/// not taken. Where the file system knows no locks, nobody else is expected to write to the same place.
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

/// Whether the path still leads to this very file.
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(held), Ok(named)) => (held.dev(), held.ino()) == (named.dev(), named.ino()),
        _ => false,
    }
}

/// Renames, and fails if the new name is taken.
fn rename_to_vacant(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        // Some file systems lack such a rename. A directory then replaces nothing but an empty one; the second name of
        // a file cannot replace anything either.
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
