//! What the command line writes besides ledgers: files readable by others, replacements of files, and directories.

use std::fs::{self, DirBuilder, File, Permissions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use super::draft::{Draft, UNFINISHED, create, create_private};

/// The pause between two attempts to begin.
const PAUSE: Duration = Duration::from_millis(3);

/// Who may read the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Readers {
    /// Everybody, as far as the umask allows.
    All,
    /// Only the owner, whatever the umask.
    Owner,
}

impl Draft {
    /// Creates an empty file beside `target`, like [`Draft::begin`], for these readers.
    ///
    /// # Errors
    /// As for [`Draft::begin`].
    pub(crate) fn begin_for(target: &Path, readers: Readers) -> io::Result<Draft> {
        match readers {
            Readers::All => Draft::of(target, |path| create(path, 0o666), |path| fs::remove_file(path)),
            Readers::Owner => Draft::begin(target),
        }
    }

    /// The same for its owner only, waiting at most `patience` for another command that writes to the same place.
    ///
    /// # Errors
    /// As for [`Draft::begin`].
    pub(crate) fn begin_within(target: &Path, patience: Duration) -> io::Result<Draft> {
        let mut waited = Duration::ZERO;
        loop {
            match Draft::begin(target) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock && waited < patience => sleep(PAUSE),
                other => return other,
            }
            waited += PAUSE;
        }
    }

    /// Creates an empty directory beside `target`, private to its owner. The remains of an interrupted command are
    /// removed if they contain only files with these names.
    ///
    /// # Errors
    /// As for [`Draft::begin`], or the remains contain something else.
    pub(crate) fn directory(target: &Path, names: &[String]) -> io::Result<Draft> {
        let make = |path: &Path| {
            DirBuilder::new().mode(0o700).create(path)?;
            fs::set_permissions(path, Permissions::from_mode(0o700))?;
            File::open(path)
        };
        Draft::of(target, make, |path| remove_directory(path, names))
    }

    /// Writes a file into an unfinished directory, private to its owner and safe against a power cut. It has its final
    /// name at once, since nobody mistakes the directory for a finished one before it is published.
    ///
    /// # Errors
    /// It cannot be written, or `make` fails.
    pub(crate) fn add<T, E: From<io::Error>>(
        &self,
        name: &str,
        make: impl FnOnce(&mut (dyn Write + Send)) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut out = BufWriter::new(create_private(&self.path().join(name))?);
        let made = make(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        Ok(made)
    }

    /// The file.
    pub(crate) fn file(&mut self) -> &mut File {
        &mut self.file
    }

    /// Moves it to its destination in one step, like [`Draft::publish`], but replaces what is there.
    ///
    /// # Errors
    /// It cannot be moved.
    pub(crate) fn replace(self) -> io::Result<()> {
        // The old file is gone, whether or not the new one is certain to survive a power cut.
        self.publish_by(|from, to| fs::rename(from, to), |_| ())
    }
}

/// Whether a name belongs to something unfinished, or to a file kept beside it.
pub(crate) fn is_unfinished(name: &str) -> bool {
    ["", "-journal", ".lock"].iter().any(|end| name.strip_suffix(end).is_some_and(|name| name.ends_with(UNFINISHED)))
}

/// Removes the directory of an interrupted command, unless it contains anything else.
fn remove_directory(path: &Path, names: &[String]) -> io::Result<()> {
    for entry in fs::read_dir(path)? {
        let name = entry?.file_name();
        let is_ours =
            |name: &str| names.iter().any(|known| known == name) || is_unfinished(name) && name.starts_with('.');
        if !name.to_str().is_some_and(is_ours) {
            let what = format!("{} holds {}, which does not belong to it", path.display(), name.display());
            return Err(io::Error::new(io::ErrorKind::DirectoryNotEmpty, what));
        }
    }
    fs::remove_dir_all(path)
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::os::unix::fs::{MetadataExt, symlink};

    use super::*;

    fn names(directory: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_in_its_place_once_complete_and_otherwise_nowhere() {
        let directory = tempfile::tempdir().unwrap();
        let target = directory.path().join("out");
        let mut draft = Draft::begin(&target).unwrap();
        draft.file().write_all(b"one").unwrap();
        assert_eq!(names(directory.path()), [".out.unfinished"]);
        assert_eq!(fs::metadata(draft.path()).unwrap().mode() & 0o777, 0o600);
        draft.publish().unwrap();
        assert_eq!(names(directory.path()), ["out"]);
        drop(Draft::begin_for(&target, Readers::All).unwrap());
        assert_eq!(
            Draft::begin_for(&target, Readers::All).unwrap().publish().unwrap_err().kind(),
            io::ErrorKind::AlreadyExists
        );
        assert_eq!((names(directory.path()), fs::read(&target).unwrap()), (vec!["out".to_owned()], b"one".to_vec()));
        Draft::begin_for(&target, Readers::All).unwrap().replace().unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"");
    }

    #[test]
    fn remains_of_a_killed_command_are_removed_but_not_what_another_is_writing() {
        let directory = tempfile::tempdir().unwrap();
        let target = directory.path().join("out");
        let left = directory.path().join(".out.unfinished");
        fs::write(&left, "left").unwrap();
        let held = Draft::begin_for(&target, Readers::All).unwrap();
        let busy = || Draft::begin_for(&target, Readers::All).map(drop).unwrap_err().kind();
        assert_eq!(busy(), io::ErrorKind::WouldBlock);
        std::thread::scope(|scope| {
            let (patience, target) = (Duration::from_secs(60), target.clone());
            let waiting = scope.spawn(move || Draft::begin_within(&target, patience).unwrap());
            sleep(Duration::from_millis(30));
            drop(held);
            waiting.join().unwrap();
        });
        symlink(directory.path().join("elsewhere"), &left).unwrap();
        drop(Draft::begin_for(&target, Readers::All).unwrap());
        assert!(names(directory.path()).is_empty());
    }

    #[test]
    fn an_abandoned_directory_is_cleared_only_of_files_that_belong_in_it() {
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
        draft.publish().unwrap();
        assert_eq!(names(directory.path()), ["out"]);
    }
}
