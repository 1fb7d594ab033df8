//! Files that commands read whole and write whole.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rustix::fs::OFlags;

use crate::domain::Fault;
use crate::intake::read::at_most;
pub(super) use crate::store::Readers;
use crate::store::{self, Draft, spare};

use super::failure::Failure;
use super::words;

/// Whether a path that is read may be a symbolic link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Links {
    /// It may: the user gave the path.
    Followed,
    /// It may not: somebody else put it there, and the link could lead anywhere.
    Refused,
}

/// Opens a regular file for reading. Never waits for the other end of a pipe, and never reads a device.
///
/// # Errors
/// It does not exist or cannot be read; of the kind `InvalidInput` if it is not a regular file.
pub(super) fn open_regular(file: &Path, links: Links) -> io::Result<File> {
    let no_file = || io::Error::new(io::ErrorKind::InvalidInput, "not a regular file");
    let (flags, found) = match links {
        Links::Followed => (OFlags::NONBLOCK, fs::metadata(file)?),
        Links::Refused => (OFlags::NONBLOCK | OFlags::NOFOLLOW, fs::symlink_metadata(file)?),
    };
    if !found.is_file() {
        return Err(no_file());
    }
    // The file may have been replaced since, so check the opened one again.
    let opened = OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(file)?;
    if opened.metadata()?.is_file() { Ok(opened) } else { Err(no_file()) }
}

/// Reads a small text file.
///
/// # Errors
/// It cannot be read, is not a regular file, is longer than `longest` bytes, or is not text in UTF-8.
pub(super) fn read_text(file: &Path, longest: u64, links: Links) -> Result<String, Failure> {
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::InvalidInput => irregular(file, "give the path of the file itself"),
        _ => Failure::file("read", file, &error),
    };
    let bytes = open_regular(file, links).and_then(|file| at_most(file, longest + 1)).map_err(failed)?;
    if bytes.len() as u64 > longest {
        let fault = Fault::new(format!("{} has more than {longest} bytes", words::path(file)));
        return Err(fault.hint("this is not the file asked for: give another one").into());
    }
    let fault = |_| Fault::new(format!("{} is not text in UTF-8", words::path(file))).hint("give another file");
    Ok(String::from_utf8(bytes).map_err(fault)?)
}

/// Refuses anything but a regular file. Call it before opening: opening a pipe would wait for a writer.
///
/// # Errors
/// It is not a regular file, or does not exist.
pub(super) fn require_regular(file: &Path, hint: &str) -> Result<(), Failure> {
    let metadata = file.metadata().map_err(|error| Failure::file("read", file, &error))?;
    if metadata.is_file() { Ok(()) } else { Err(irregular(file, hint)) }
}

fn irregular(file: &Path, hint: &str) -> Failure {
    Failure::Environment(Fault::new(format!("{} is not a regular file", words::path(file))).hint(hint))
}

/// Refuses a path that is taken.
///
/// # Errors
/// It is taken, or that cannot be determined.
pub(super) fn refuse_existing(path: &Path, hint: &str) -> Result<(), Failure> {
    match path.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(Failure::file("look at", path, &error)),
        Ok(_) => Err(Fault::new(format!("{} exists already", words::path(path))).hint(hint).into()),
    }
}

/// Writes a new file, private to its owner: wholly, or not at all.
///
/// # Errors
/// The path is taken, it belongs to the ledger, or the file cannot be written.
pub(super) fn write_new(file: &Path, ledger: &Path, bytes: &[u8]) -> Result<(), Failure> {
    make_new(file, ledger, |out| Ok(out.write_all(bytes)?))
}

/// Writes a new file part by part, private to its owner: wholly, or not at all.
///
/// # Errors
/// The path is taken, it belongs to the ledger, or the file cannot be written; or `make` fails.
pub(super) fn make_new<T>(
    file: &Path,
    ledger: &Path,
    make: impl FnOnce(&mut dyn Write) -> Result<T, Unwritten>,
) -> Result<T, Failure> {
    refuse_existing(file, "it is never overwritten: name another file, or move it away")?;
    let mut draft = begin(file, ledger, Readers::Owner)?;
    let mut out = io::BufWriter::new(draft.file());
    let made = make(&mut out).and_then(|made| out.flush().map(|()| made).map_err(Unwritten::from));
    // After a failure, what is still buffered is of no use.
    let _ = out.into_parts();
    made.and_then(|made| draft.publish().map(|()| made).map_err(Unwritten::from))
        .map_err(|unwritten| unwritten.of_file(file))
}

/// Starts to write to a path that no ledger needs.
///
/// # Errors
/// The path belongs to the ledger, another command is writing to it, or it cannot be written.
pub(super) fn begin(file: &Path, ledger: &Path, readers: Readers) -> Result<Draft, Failure> {
    spare(file, ledger)?;
    Draft::begin_for(file, readers).map_err(|error| unbegun(file, &error))
}

/// Why a file or a directory could not be started.
pub(super) fn unbegun(path: &Path, error: &io::Error) -> Failure {
    if error.kind() != io::ErrorKind::WouldBlock {
        return Failure::file("write", path, error);
    }
    let what = format!("another command is writing {}", words::path(path));
    Failure::Environment(Fault::new(what).hint("wait for it to finish, or name another file"))
}

/// Why something was not written to the end.
pub(super) enum Unwritten {
    /// The stream failed.
    Output(io::Error),
    /// The content could not be made.
    Made(Failure),
}

impl From<io::Error> for Unwritten {
    fn from(error: io::Error) -> Unwritten {
        Unwritten::Output(error)
    }
}

impl From<store::Error> for Unwritten {
    fn from(error: store::Error) -> Unwritten {
        Unwritten::Made(error.into())
    }
}

impl From<Failure> for Unwritten {
    fn from(failure: Failure) -> Unwritten {
        Unwritten::Made(failure)
    }
}

impl Unwritten {
    /// The failure, if a file was being written.
    pub(super) fn of_file(self, file: &Path) -> Failure {
        match self {
            Unwritten::Made(failure) => failure,
            Unwritten::Output(error) => unable(&error).unwrap_or_else(|| Failure::file("write", file, &error)),
        }
    }

    /// The failure, if standard output was being written.
    pub(super) fn of_output(self) -> Failure {
        match self {
            Unwritten::Made(failure) => failure,
            Unwritten::Output(error) => unable(&error).unwrap_or_else(|| Failure::output(&error)),
        }
    }
}

/// The refusal of a format that cannot represent the report, if that is the error.
fn unable(error: &io::Error) -> Option<Failure> {
    let is_refusal = error.kind() == io::ErrorKind::Unsupported && error.get_ref().is_some();
    let refusal =
        || Fault::new(error.to_string()).hint("ask for less of it, or choose another format: csv, json").at("--format");
    is_refusal.then(|| refusal().into())
}

/// Writes a draft, and replaces the file only with the whole of it, so that nobody reads half a file.
///
/// # Errors
/// The path belongs to the ledger or cannot be written, or `make` fails.
pub(super) fn replace(
    file: &Path,
    ledger: &Path,
    readers: Readers,
    make: impl FnOnce(&mut dyn Write) -> Result<(), Unwritten>,
) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure::file("write", file, &error);
    spare(file, ledger).map_err(|refusal| Failure::from(refusal).at("--output"))?;
    if file.is_dir() {
        return Err(failed(io::ErrorKind::IsADirectory.into()));
    }
    // Devices and pipes are written to directly.
    if file.exists() && !file.is_file() {
        let mut out = io::BufWriter::new(File::create(file).map_err(failed)?);
        return make(&mut out).and_then(|()| Ok(out.flush()?)).map_err(|unwritten| unwritten.of_file(file));
    }
    let mut draft = begin(file, ledger, readers)?;
    let mut out = io::BufWriter::new(draft.file());
    let written = make(&mut out).and_then(|()| Ok(out.flush()?));
    // After a failure, what is still buffered is of no use.
    let _ = out.into_parts();
    written.and_then(|()| Ok(draft.replace()?)).map_err(|unwritten| unwritten.of_file(file))
}
