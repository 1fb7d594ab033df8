//! How everything that impound writes comes into being: under the name `.NAME.unfinished` beside its place, and in its place
//! only when it is whole and on the disk.
//!
//! Whoever writes holds a lock on the unfinished file itself, which ends with the process. So what a command left that was
//! cut off is known as such, and is cleared away by the next that writes to the same place.

use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, OpenOptions, Permissions, TryLockError};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use rustix::fs::OFlags;
use rustix::io::Errno;

/// What follows the name of what is not finished.
const UNFINISHED: &str = ".unfinished";

/// Between two attempts to begin.
const PAUSE: Duration = Duration::from_millis(3);

/// Who may read what is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Everybody, as far as the umask allows.
    All,
    /// Only its owner, whatever the umask.
    Owner,
}

/// What becomes of something that lies in the place already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It stays, and what was written is not kept.
    Stays,
    /// It is replaced in one step.
    Replaced,
}

/// A file or a directory that is being written. What is left of it is removed when it is dropped.
#[derive(Debug)]
pub struct Draft {
    path: PathBuf,
    target: PathBuf,
    file: File,
    is_published: bool,
}

impl Draft {
    /// An empty file beside `target`. What lies there of a command that was cut off is removed.
    ///
    /// # Errors
    /// It cannot be created; of the kind `WouldBlock` where another command is writing to the same place.
    pub fn begin(target: &Path, readers: Readers) -> io::Result<Draft> {
        Draft::of(target, |path| create(path, readers), |path| fs::remove_file(path))
    }

    /// The same, waiting no longer than `patience` for another command that writes to the same place.
    ///
    /// # Errors
    /// As for [`Draft::begin`].
    pub fn begin_within(target: &Path, readers: Readers, patience: Duration) -> io::Result<Draft> {
        let mut waited = Duration::ZERO;
        loop {
            match Draft::begin(target, readers) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock && waited < patience => sleep(PAUSE),
                other => return other,
            }
            waited += PAUSE;
        }
    }

    /// An empty directory beside `target`, for its owner alone. What lies there of a command that was cut off is removed if
    /// it holds nothing but files of these names.
    ///
    /// # Errors
    /// As for [`Draft::begin`], or something else lies in it.
    pub fn directory(target: &Path, names: &[String]) -> io::Result<Draft> {
        let make = |path: &Path| {
            DirBuilder::new().mode(0o700).create(path)?;
            fs::set_permissions(path, Permissions::from_mode(0o700))?;
            File::open(path)
        };
        Draft::of(target, make, |path| remove_directory(path, names))
    }

    fn of(
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
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where it will lie: the path to name in errors.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// The file.
    pub fn file(&mut self) -> &mut File {
        &mut self.file
    }

    /// Puts it in its place in one step, and makes it safe against a power cut.
    ///
    /// # Errors
    /// It cannot be; of the kind `AlreadyExists` where something lies there that stays. Nothing is left of it then.
    pub fn publish(mut self, taken: Taken) -> io::Result<()> {
        self.file.sync_all()?;
        // Opened before: where it cannot be, nothing has its name yet.
        let directory = File::open(directory_of(&self.target))?;
        match taken {
            Taken::Stays => rename_to_vacant(&self.path, &self.target)?,
            Taken::Replaced => fs::rename(&self.path, &self.target)?,
        }
        self.is_published = true;
        directory.sync_all().inspect_err(|_| {
            // Not known to survive a power cut, so not acknowledged, so not kept. What was replaced is gone either way.
            if taken == Taken::Stays {
                self.discard(&self.target);
            }
        })
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
pub fn beside(path: &Path, suffix: &str) -> PathBuf {
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

/// Whether a name is that of something unfinished, or of what is kept beside it.
pub fn is_unfinished(name: &str) -> bool {
    ["", "-journal", ".lock"].iter().any(|end| name.strip_suffix(end).is_some_and(|name| name.ends_with(UNFINISHED)))
}

/// The name under which what will lie at `target` is written.
fn draft_of(target: &Path) -> io::Result<PathBuf> {
    let mut name = OsString::from(".");
    name.push(target.file_name().ok_or(io::ErrorKind::InvalidFilename)?);
    name.push(UNFINISHED);
    Ok(directory_of(target).join(name))
}

fn create(path: &Path, readers: Readers) -> io::Result<File> {
    let mode = if readers == Readers::All { 0o666 } else { 0o600 };
    let flags = OFlags::NOFOLLOW.bits().cast_signed();
    let file = OpenOptions::new().read(true).write(true).create_new(true).mode(mode).custom_flags(flags).open(path)?;
    if readers == Readers::Owner
        && let Err(error) = file.set_permissions(Permissions::from_mode(mode))
    {
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

/// Removes a directory of a command that was cut off, if it is nothing else.
fn remove_directory(path: &Path, names: &[String]) -> io::Result<()> {
    for entry in fs::read_dir(path)? {
        let name = entry?.file_name();
        let is_ours =
            |name: &str| names.iter().any(|known| known == name) || is_unfinished(name) && name.starts_with('.');
        if !name.to_str().is_some_and(is_ours) {
            let what = format!("{} holds {}, which is none of its files", path.display(), name.display());
            return Err(io::Error::new(io::ErrorKind::DirectoryNotEmpty, what));
        }
    }
    fs::remove_dir_all(path)
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
        // Some file systems know no such rename. A directory then replaces nothing but an empty one; the second name of a
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
    use std::io::Write;
    use std::os::unix::fs::symlink;

    use super::*;

    fn names(directory: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_is_written_lies_in_its_place_when_it_is_whole_and_else_nowhere() {
        let directory = tempfile::tempdir().unwrap();
        let target = directory.path().join("out");
        let mut draft = Draft::begin(&target, Readers::Owner).unwrap();
        draft.file().write_all(b"one").unwrap();
        assert_eq!(names(directory.path()), [".out.unfinished"]);
        assert_eq!(fs::metadata(draft.path()).unwrap().mode() & 0o777, 0o600);
        draft.publish(Taken::Stays).unwrap();
        assert_eq!(names(directory.path()), ["out"]);
        drop(Draft::begin(&target, Readers::All).unwrap());
        assert_eq!(
            Draft::begin(&target, Readers::All).unwrap().publish(Taken::Stays).unwrap_err().kind(),
            io::ErrorKind::AlreadyExists
        );
        assert_eq!((names(directory.path()), fs::read(&target).unwrap()), (vec!["out".to_owned()], b"one".to_vec()));
        Draft::begin(&target, Readers::All).unwrap().publish(Taken::Replaced).unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"");
    }

    #[test]
    fn what_a_killed_command_left_is_cleared_and_what_another_is_writing_is_not() {
        let directory = tempfile::tempdir().unwrap();
        let target = directory.path().join("out");
        let left = directory.path().join(".out.unfinished");
        fs::write(&left, "left").unwrap();
        let held = Draft::begin(&target, Readers::All).unwrap();
        let busy = || Draft::begin(&target, Readers::All).map(drop).unwrap_err().kind();
        assert_eq!(busy(), io::ErrorKind::WouldBlock);
        std::thread::scope(|scope| {
            let (patience, target) = (Duration::from_secs(60), target.clone());
            let waiting = scope.spawn(move || Draft::begin_within(&target, Readers::All, patience).unwrap());
            sleep(Duration::from_millis(30));
            drop(held);
            waiting.join().unwrap();
        });
        symlink(directory.path().join("elsewhere"), &left).unwrap();
        drop(Draft::begin(&target, Readers::All).unwrap());
        assert!(names(directory.path()).is_empty());
    }

    #[test]
    fn a_directory_that_was_left_is_cleared_only_of_what_belongs_in_it() {
        let directory = tempfile::tempdir().unwrap();
        let target = directory.path().join("out");
        let left = directory.path().join(".out.unfinished");
        let known = ["a".to_owned()];
        fs::create_dir(&left).unwrap();
        fs::write(left.join("a"), "").unwrap();
        fs::write(left.join("b"), "").unwrap();
        assert_eq!(Draft::directory(&target, &known).map(drop).unwrap_err().kind(), io::ErrorKind::DirectoryNotEmpty);
        fs::remove_file(left.join("b")).unwrap();
        let draft = Draft::directory(&target, &known).unwrap();
        assert_eq!(Draft::directory(&target, &known).map(drop).unwrap_err().kind(), io::ErrorKind::WouldBlock);
        assert!(names(draft.path()).is_empty());
        draft.publish(Taken::Stays).unwrap();
        assert_eq!(names(directory.path()), ["out"]);
    }

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
