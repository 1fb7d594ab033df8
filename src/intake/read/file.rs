//! A file that is checked to stay the same while it is read.

use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::{FileExt, FileTypeExt, MetadataExt, OpenOptionsExt};
use std::path::Path;
use std::sync::Arc;

use encoding_rs::Encoding;
use sha2::{Digest as _, Sha256};

use crate::domain::Fault;
use crate::journal::Digest;

/// How many bytes are read at once.
pub(super) const CHUNK: usize = 256 << 10;

/// How many of the first bytes to keep, for identifying the file.
const HEAD: usize = 64 << 10;

/// An open file and the results of one pass over its bytes.
#[derive(Clone, Debug)]
pub(super) struct Source {
    file: Arc<File>,
    /// The file's state before the first byte was read.
    stamp: Stamp,
    /// Its first bytes.
    pub(super) head: Vec<u8>,
    /// Its size in bytes.
    pub(super) size: u64,
    /// The SHA-256 of its bytes.
    pub(super) digest: Digest,
    /// The position of the first bytes that are not UTF-8.
    pub(super) not_utf8: Option<u64>,
}

impl Source {
    /// Opens a file and passes over it once.
    ///
    /// # Errors
    /// It is not a regular file (but a folder, a device, a pipe), is empty, or cannot be read.
    pub(super) fn open(path: &Path) -> Result<Source, Fault> {
        let cannot = |error: io::Error| unreadable(&error);
        // Opened in the ordinary way, a pipe without a writer would block for ever.
        let no_wait = rustix::fs::OFlags::NONBLOCK.bits().cast_signed();
        let file = OpenOptions::new().read(true).custom_flags(no_wait).open(path).map_err(cannot)?;
        let kind = file.metadata().map_err(cannot)?.file_type();
        if let Some(what) = not_a_file(kind) {
            return Err(Fault::new(format!("it is {what}, not a file"))
                .hint("save the table as a file and give its path: it is read twice, and its digest is recorded"));
        }
        let source = survey(Arc::new(file)).map_err(cannot)?;
        match source.size {
            0 => Err(Fault::new("it is empty").hint("check the path, or get the file again")),
            _ => Ok(source),
        }
    }

    /// Its bytes from a position on; several such readers are independent.
    pub(super) fn bytes(&self, from: u64) -> Bytes {
        Bytes { file: Arc::clone(&self.file), at: from }
    }

    /// Its bytes from the beginning, with a check at the end that they are unchanged.
    pub(super) fn checked(&self) -> Checked {
        Checked { bytes: self.bytes(0), stamp: self.stamp, digest: self.digest }
    }

    /// All its bytes.
    ///
    /// # Errors
    /// There are more than `most`, reading fails, or they no longer match the digest.
    pub(super) fn whole(&self, most: u64) -> Result<Vec<u8>, Fault> {
        if self.size > most {
            return Err(Fault::new(format!("it has {} bytes; a spreadsheet may have {most}", self.size))
                .hint("save the sheet as CSV, which has no such limit"));
        }
        let bytes = at_most(self.bytes(0), most + 1).map_err(|error| unreadable(&error))?;
        match Digest::of(&bytes) == self.digest {
            true => Ok(bytes),
            false => Err(changed()),
        }
    }
}

/// Everything that can be read, but at most the first `most` bytes.
///
/// # Errors
/// Errors of the system.
pub(crate) fn at_most(input: impl Read, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The refusal of a file that has changed since its digest was taken.
pub(super) fn changed() -> Fault {
    Fault::new("the file changed while it was read").hint("wait until it is written, then import it again")
}

/// The fault of a file that the system cannot read.
pub(super) fn unreadable(error: &io::Error) -> Fault {
    Fault::new(format!("it cannot be read: {}", plain(error)))
        .of_system()
        .hint("check the path, its owner and its mode")
}

/// The system's message, without its number.
pub(super) fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or_default().to_owned()
}

/// A file's bytes from a position on.
#[derive(Debug)]
pub(super) struct Bytes {
    file: Arc<File>,
    at: u64,
}

impl Read for Bytes {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read_at(buffer, self.at)?;
        self.at += read as u64;
        Ok(read)
    }
}

/// A file's bytes, with a check at the end that they are the ones first read.
#[derive(Debug)]
pub(super) struct Checked {
    bytes: Bytes,
    stamp: Stamp,
    digest: Digest,
}

impl Checked {
    /// Whether the file still matches its digest; meaningful at its end.
    pub(super) fn is_same(&self) -> bool {
        // A rename changes the stamp too, so a different stamp only means reading the bytes again.
        let whole = || Digest::of_stream(Bytes { file: Arc::clone(&self.bytes.file), at: 0 });
        Stamp::of(&self.bytes.file).is_ok_and(|stamp| stamp == self.stamp)
            || whole().is_ok_and(|(digest, _)| digest == self.digest)
    }

    /// Reads some bytes again, for a message.
    pub(super) fn again(&self, at: u64, length: usize) -> Vec<u8> {
        let mut bytes = vec![0; length];
        let read = self.bytes.file.read_at(&mut bytes, at).unwrap_or(0);
        bytes.truncate(read);
        bytes
    }
}

impl Read for Checked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.bytes.read(buffer)
    }
}

/// What the system records at each write and nobody can reset: the size and the time of the last change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    size: u64,
    written: (i64, i64),
    changed: (i64, i64),
}

impl Stamp {
    fn of(file: &File) -> io::Result<Stamp> {
        let about = file.metadata()?;
        Ok(Stamp {
            size: about.len(),
            written: (about.mtime(), about.mtime_nsec()),
            changed: (about.ctime(), about.ctime_nsec()),
        })
    }
}

fn not_a_file(kind: std::fs::FileType) -> Option<&'static str> {
    Some(match () {
        () if kind.is_file() => return None,
        () if kind.is_dir() => "a folder",
        () if kind.is_fifo() => "a pipe",
        () if kind.is_socket() => "a socket",
        () => "a device",
    })
}

/// Digest, size, beginning, and whether all of it is UTF-8, in one pass.
fn survey(file: Arc<File>) -> io::Result<Source> {
    let stamp = Stamp::of(&file)?;
    let mut bytes = Bytes { file: Arc::clone(&file), at: 0 };
    let (mut hasher, mut head, mut size) = (Sha256::new(), Vec::new(), 0_u64);
    let (mut not_utf8, mut chunk, mut kept) = (None, vec![0; CHUNK], 0);
    loop {
        // A character cut by the previous chunk is at the beginning, and is examined with what follows.
        let read = match bytes.read(&mut chunk[kept..]) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        let filled = kept + read;
        hasher.update(&chunk[kept..filled]);
        head.extend_from_slice(&chunk[kept..filled.min(kept + HEAD.saturating_sub(head.len()))]);
        let before = size - kept as u64;
        size += read as u64;
        kept = 0;
        if not_utf8.is_none() {
            let valid = Encoding::utf8_valid_up_to(&chunk[..filled]);
            // At most three bytes can be an incomplete character.
            match filled - valid {
                0 => {}
                rest if rest < 4 && read > 0 => {
                    chunk.copy_within(valid..filled, 0);
                    kept = rest;
                }
                _ => not_utf8 = Some(before + valid as u64),
            }
        }
        if read == 0 {
            return Ok(Source { file, stamp, head, size, digest: Digest(hasher.finalize().into()), not_utf8 });
        }
    }
}
