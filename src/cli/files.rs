//! Files that commands read whole and write whole.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use crate::domain::Fault;

use super::failure::Failure;
use super::words;

/// Who may read a file that is written, as far as the umask allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Readers {
    /// Everybody.
    All,
    /// Only the one who asked for it: it shows personal data.
    Owner,
}

/// Reads a small text file.
///
/// # Errors
/// It cannot be read, is longer than `longest` bytes, or is not text in UTF-8.
pub(super) fn read_text(file: &Path, longest: u64) -> Result<String, Failure> {
    let failed = |error: io::Error| Failure::file("read", file, &error);
    // Asked before it is opened: opening a pipe would wait for a writer.
    if !file.metadata().map_err(failed)?.is_file() {
        let fault = Fault::new(format!("{} is no regular file", words::path(file)));
        return Err(Failure::Environment(fault.hint("give the path of the file itself")));
    }
    let mut bytes = Vec::new();
    File::open(file).map_err(failed)?.take(longest + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > longest {
        return Err(Fault::new(format!("{} has more than {longest} bytes", words::path(file))).into());
    }
    let fault = |_| Fault::new(format!("{} is not text in UTF-8", words::path(file)));
    Ok(String::from_utf8(bytes).map_err(fault)?)
}

/// Writes a file that must not be there yet: wholly, or not at all.
///
/// # Errors
/// Something is there already, or the file cannot be written.
pub(super) fn write_new(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let created = OpenOptions::new().write(true).create_new(true).open(file);
    let mut out = created.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            let what = format!("{} exists already", words::path(file));
            Fault::new(what).hint("it is never overwritten: name another file, or move it away").into()
        }
        _ => Failure::file("write", file, &error),
    })?;
    out.write_all(bytes).and_then(|()| out.sync_all()).map_err(|error| {
        // It was made a moment ago, and holds nothing that anybody needs.
        let _: io::Result<()> = std::fs::remove_file(file);
        Failure::file("write", file, &error)
    })
}

/// Why something was not written to its end.
pub(super) enum Unwritten {
    /// The stream took no more.
    Output(io::Error),
    /// What was to be written could not be made.
    Made(Failure),
}

impl From<io::Error> for Unwritten {
    fn from(error: io::Error) -> Unwritten {
        Unwritten::Output(error)
    }
}

impl From<Failure> for Unwritten {
    fn from(failure: Failure) -> Unwritten {
        Unwritten::Made(failure)
    }
}

impl Unwritten {
    /// The failure, if this happened to a file.
    pub(super) fn of_file(self, file: &Path) -> Failure {
        match self {
            Unwritten::Made(failure) => failure,
            Unwritten::Output(error) => Failure::file("write", file, &error),
        }
    }

    /// The failure, if this happened to standard output.
    pub(super) fn of_output(self) -> Failure {
        match self {
            Unwritten::Made(failure) => failure,
            Unwritten::Output(error) => Failure::output(&error),
        }
    }
}

/// Writes beside the file and puts it in its place only when it is whole, so that no half of it is ever read.
///
/// # Errors
/// The file is the ledger itself, or cannot be written, or what `make` says.
pub(super) fn replace(
    file: &Path,
    ledger: &Path,
    readers: Readers,
    make: impl FnOnce(&mut dyn Write) -> Result<(), Unwritten>,
) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure::file("write", file, &error);
    if file.canonicalize().is_ok_and(|file| ledger.canonicalize().is_ok_and(|ledger| file == ledger)) {
        return Err(Failure::usage("--output names the ledger itself", "name another file"));
    }
    if file.is_dir() {
        return Err(failed(io::ErrorKind::IsADirectory.into()));
    }
    // A device or a pipe is written to as it is.
    if file.exists() && !file.is_file() {
        let mut out = io::BufWriter::new(File::create(file).map_err(failed)?);
        return make(&mut out).and_then(|()| Ok(out.flush()?)).map_err(|unwritten| unwritten.of_file(file));
    }
    let name = file.file_name().ok_or_else(|| failed(io::ErrorKind::InvalidFilename.into()))?;
    let mut unfinished = name.to_owned();
    unfinished.push(format!(".{}.unfinished", std::process::id()));
    let unfinished = file.with_file_name(unfinished);
    let mode = match readers {
        Readers::All => 0o666,
        Readers::Owner => 0o600,
    };
    let created = OpenOptions::new().write(true).create_new(true).mode(mode).open(&unfinished).map_err(failed)?;
    let mut out = io::BufWriter::new(created);
    let written = make(&mut out).and_then(|()| Ok(out.flush()?)).and_then(|()| Ok(std::fs::rename(&unfinished, file)?));
    if written.is_err() {
        // What is left of it is of no use, and its removal can only fail for the same reason.
        let _: io::Result<()> = std::fs::remove_file(&unfinished);
    }
    written.map_err(|unwritten| unwritten.of_file(file))
}
