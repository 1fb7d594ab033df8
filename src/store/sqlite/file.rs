//! The ledger as a file: where it is, whether it may be opened as one, and how a new one is created.
//!
//! Nothing here opens an existing ledger. When a process closes *any* descriptor of a file, POSIX drops all its locks
//! on that file, so even a harmless look inside would strip the locks of a connection open elsewhere in the program.
//! Whatever must be known beforehand is determined from the path instead.

use std::ffi::OsStr;
use std::fs::{self, DirBuilder, Permissions};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::Access;

use crate::store::draft::{Draft, beside, directory_of, sync_directory};
use crate::store::error::{Error, io};
#[cfg(target_os = "linux")]
use crate::store::network;
use crate::store::refusal::Refusal;
use crate::store::remedy::Remedy;

/// What to do when the directory of a new ledger is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parent {
    /// Refuse: somebody typed the path, perhaps wrongly.
    MustExist,
    /// Create it with mode 0700: for the default location, which nobody typed.
    Make,
}

/// The real path of an existing ledger that may be opened; refuses everything but an ordinary local file.
pub(super) fn existing(path: &Path) -> Result<PathBuf, Error> {
    let real = match real(path) {
        Err(Failure::NoDirectory) => return Err(missing(path)),
        other => other.map_err(|failure| failure.about(path))?,
    };
    let found = match fs::symlink_metadata(&real) {
        Err(err) if err.kind() == io::ErrorKind::NotFound => return Err(missing(path)),
        other => other.map_err(|err| io("open", path, &err))?,
    };
    let kind = found.file_type();
    if kind.is_symlink() {
        return Err(unusable(path, "is a symbolic link", Remedy::GiveTarget));
    }
    if !kind.is_file() {
        let what = if kind.is_dir() { "is a directory" } else { "is not a regular file" };
        return Err(unusable(path, what, Remedy::GiveLedger));
    }
    if found.nlink() != 1 {
        // SQLite finds an interrupted command's journal by the ledger's name, and would miss it under another name.
        let what = format!("has {} names (hard links)", found.nlink());
        return Err(unusable(path, &what, Remedy::RemoveLinks));
    }
    refuse_network(&real)?;
    rustix::fs::access(&real, Access::READ_OK).map_err(|err| io("read", path, &err.into()))?;
    refuse_wal(&real)?;
    refuse_strange_journal(&real)?;
    Ok(real)
}

/// The real path for a new ledger, where nothing exists yet, and the directories created for it.
pub(super) fn vacant(path: &Path, parent: Parent) -> Result<(PathBuf, Made), Error> {
    let mut made = Made(Vec::new());
    if parent == Parent::Make {
        made.make(directory_of(path))?;
    }
    let real = real(path).map_err(|failure| failure.about(path))?;
    // A former ledger's journal would be replayed into the new one.
    for taken in [real.clone(), beside(&real, "-journal"), beside(&real, "-wal")] {
        match fs::symlink_metadata(&taken) {
            Err(err) if err.kind() == io::ErrorKind::NotFound => {}
            Err(err) => return Err(io("create", path, &err)),
            Ok(_) if taken == real => return Err(Refusal::LedgerThere(real).into()),
            Ok(_) => return Err(Refusal::LeftOver(taken).into()),
        }
    }
    refuse_network(directory_of(&real))?;
    Ok((real, made))
}

/// The real path for a new backup, where nothing exists yet. It may be on a network file system: only the command that
/// makes it writes to it.
pub(super) fn vacant_for_backup(path: &Path, ledger: &Path) -> Result<PathBuf, Error> {
    let real = real(path).map_err(|failure| match failure {
        Failure::NoName => unusable(path, "does not name a file", Remedy::GiveNewFile),
        Failure::NoDirectory => Error::environment(
            format!("there is no directory {}", directory_of(path).display()),
            Remedy::CreateDirectory,
        ),
        Failure::Io(err) => io("create", path, &err),
    })?;
    spare(path, ledger)?;
    for taken in [real.clone(), beside(&real, "-journal"), beside(&real, "-wal")] {
        match fs::symlink_metadata(&taken) {
            Err(err) if err.kind() == io::ErrorKind::NotFound => {}
            Err(err) => return Err(io("create", path, &err)),
            Ok(_) => {
                return Err(Refusal::FileThere(taken).into());
            }
        }
    }
    Ok(real)
}

/// The suffixes of the files beside a ledger.
const OF_A_LEDGER: [&str; 4] = [".lock", "-journal", "-wal", "-shm"];

/// Refuses to write to a ledger, or to a file that SQLite or impound keeps beside one: under that very name, or through
/// a link.
///
/// # Errors
/// The path is such a file.
pub(crate) fn spare(path: &Path, ledger: &Path) -> Result<(), Refusal> {
    // Without the directory nothing can be written, and the attempt reports it.
    let Ok(here) = real(path) else { return Ok(()) };
    let identity = |path: &Path| fs::metadata(path).ok().map(|found| (found.dev(), found.ino()));
    let is = |other: &Path| here == other || identity(path).is_some_and(|one| identity(other) == Some(one));
    if let Ok(ledger) = real(ledger) {
        if is(&ledger) {
            return Err(Refusal::IsTheLedger(path.to_path_buf()));
        }
        if OF_A_LEDGER.iter().any(|suffix| is(&beside(&ledger, suffix))) {
            // SQLite would take a file with this name for part of the ledger.
            return Err(Refusal::NameOfTheLedger(path.to_path_buf()));
        }
    }
    let name = here.as_os_str().as_bytes();
    let stem = OF_A_LEDGER.iter().find_map(|suffix| name.strip_suffix(suffix.as_bytes()));
    match stem.map(|stem| Path::new(OsStr::from_bytes(stem))).filter(|stem| stem.is_file()) {
        Some(stem) => Err(Refusal::NameOfALedger { path: path.to_path_buf(), ledger: stem.to_path_buf() }),
        None => Ok(()),
    }
}

/// The directories created for a new ledger; dropping this removes those that are still empty.
#[derive(Debug)]
pub(super) struct Made(Vec<PathBuf>);

impl Made {
    fn make(&mut self, directory: &Path) -> Result<(), Error> {
        let missing: Vec<&Path> =
            directory.ancestors().take_while(|d| !d.as_os_str().is_empty() && !d.exists()).collect();
        for directory in missing.into_iter().rev() {
            let attempt = (|| {
                match DirBuilder::new().mode(0o700).create(directory) {
                    // Another process created it after it was found missing, so it is not ours to configure or remove.
                    Err(err) if err.kind() == io::ErrorKind::AlreadyExists && directory.is_dir() => return Ok(()),
                    other => other?,
                }
                self.0.push(directory.to_path_buf());
                // The umask may have taken permissions from the owner too.
                fs::set_permissions(directory, Permissions::from_mode(0o700))?;
                sync_directory(directory_of(directory))
            })();
            attempt.map_err(|err| io("create the directory", directory, &err))?;
        }
        Ok(())
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        for directory in self.0.iter().rev() {
            // The directory of a new ledger is not empty, so it stays.
            let _ = fs::remove_dir(directory);
        }
    }
}

/// A ledger being built under a temporary name, so that an interrupted command leaves no partial ledger under the real
/// one.
pub(super) fn draft(target: &Path) -> Result<Draft, Error> {
    Draft::begin(target).map_err(|err| match err.kind() {
        io::ErrorKind::WouldBlock => {
            Error::environment(format!("another impound is making {}", target.display()), Remedy::WaitForMaker)
        }
        _ => io("create", target, &err),
    })
}

/// Gives a finished ledger its real name, never replacing anything.
pub(super) fn publish(draft: Draft) -> Result<(), Error> {
    let target = draft.target().to_path_buf();
    draft.publish().map_err(|err| match err.kind() {
        io::ErrorKind::AlreadyExists => Refusal::LedgerThere(target).into(),
        _ => io("create", &target, &err),
    })
}

/// Why a path has no real path.
enum Failure {
    NoName,
    NoDirectory,
    Io(io::Error),
}

impl Failure {
    fn about(self, path: &Path) -> Error {
        match self {
            Failure::NoName => unusable(path, "does not name a file", Remedy::GiveLedger),
            Failure::NoDirectory => Error::environment(
                format!("there is no directory {}", directory_of(path).display()),
                Remedy::CreateDirectoryOfLedger,
            ),
            Failure::Io(err) => io("open", path, &err),
        }
    }
}

/// The path with its directory's links resolved, but not its own: SQLite is told to follow no links at all, yet a home
/// directory may well be reached through one. The result is absolute, so SQLite cannot take it for a URI.
fn real(path: &Path) -> Result<PathBuf, Failure> {
    let name = path.file_name().ok_or(Failure::NoName)?;
    match fs::canonicalize(directory_of(path)) {
        Ok(directory) => Ok(directory.join(name)),
        Err(err) if err.kind() == io::ErrorKind::NotFound => Err(Failure::NoDirectory),
        Err(err) => Err(Failure::Io(err)),
    }
}

fn missing(path: &Path) -> Error {
    Error::environment(format!("there is no ledger at {}", path.display()), Remedy::CreateLedger)
}

fn unusable(path: &Path, what: &str, remedy: Remedy) -> Error {
    Error::environment(format!("{} {what}", path.display()), remedy)
}

/// Refuses a `-wal` file beside the ledger. SQLite would replay it into the ledger before anything could be checked,
/// and impound never leaves one.
fn refuse_wal(real: &Path) -> Result<(), Error> {
    let wal = beside(real, "-wal");
    match fs::symlink_metadata(&wal) {
        Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(err) => Err(io("look at", &wal, &err)),
        Ok(_) => Err(Error::Damaged {
            what: format!("{} lies beside the ledger: another program has changed how it is written", wal.display()),
            remedy: Remedy::CloseThenPutBackup,
        }),
    }
}

/// Refuses a `-journal` beside the ledger that is not a regular file: SQLite would open it, and on a pipe wait for ever
/// for a writer. A regular file there was left by an interrupted command and is rolled back.
fn refuse_strange_journal(real: &Path) -> Result<(), Error> {
    let journal = beside(real, "-journal");
    match fs::symlink_metadata(&journal) {
        Err(err) if err.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(err) => Err(io("look at", &journal, &err)),
        Ok(found) if found.is_file() => Ok(()),
        Ok(_) => Err(Error::Damaged {
            what: format!(
                "{} lies beside the ledger and is not a regular file: impound did not create it",
                journal.display()
            ),
            remedy: Remedy::RemoveStrangeFile,
        }),
    }
}

/// Refuses file systems with unreliable locks and syncs.
#[cfg(target_os = "linux")]
fn refuse_network(real: &Path) -> Result<(), Error> {
    let magic = rustix::fs::statfs(real).map_err(|err| io("look at", real, &err.into()))?.f_type;
    // The kernel's magic numbers have 32 bits; the width and sign of the field vary between processors.
    match network::refused(magic as u32) {
        None => Ok(()),
        Some(name) => Err(unusable(
            real,
            &format!("is on a network file system ({name}), whose locks do not keep two writers apart"),
            Remedy::KeepOnLocalDisk,
        )),
    }
}

/// Other systems do not identify a file system by number.
#[cfg(not(target_os = "linux"))]
fn refuse_network(_: &Path) -> Result<(), Error> {
    Ok(())
}
