//! Backing up and restoring: a whole ledger is copied to an unused name, and verified before it appears there.
//!
//! SQLite takes a backup page by page while others write. Each step blocks writers for a few milliseconds; if one of
//! them commits between two steps, SQLite restarts the copy. After several restarts the backup takes the writers' lock
//! and finishes the copy while they wait.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use rustix::fs::OFlags;

use crate::store::Error;
use crate::store::copied::{Copied, NotCopied, Progress};
use crate::store::draft::{Draft, beside};
use crate::store::error::io;
use crate::store::refusal::Refusal;
use crate::store::remedy::Remedy;
use crate::store::{held, verify};

use super::connect::PATIENCE;
use super::error::sqlite;
use super::file::{self, Parent};
use super::lock::Lock;
use super::open::{connect_copy, place};
use super::reading::Transaction;
use super::schema::SCHEMA;

/// The pages copied in one step. At a ledger's 4096 bytes per page, a writer waits for 2 MiB.
const STEP: i32 = 512;

/// The pause between two steps, to let writers in.
const PAUSE: Duration = Duration::from_millis(5);

/// The restarts allowed before writers are made to wait.
const RESTARTS: u32 = 3;

/// The bytes read from a backup at a time.
const CHUNK: usize = 1 << 20;

/// Copies the ledger of an open connection to a vacant path.
pub(super) fn back_up(
    source: &Connection,
    to: &Path,
    progress: &mut dyn FnMut(Progress) -> Result<(), Error>,
) -> Result<Copied, NotCopied> {
    let ledger = source.path().map(PathBuf::from).unwrap_or_default();
    let target = file::vacant_for_backup(to, &ledger)?;
    let draft = file::draft(&target)?;
    let restarts = copy(source, &ledger, &draft, progress)?;
    finish(draft, &ledger, restarts, progress)
}

/// Restores a backup to `path`, which is vacant and whose directory may be created as for a new ledger.
pub(in crate::store) fn restore(
    from: &Path,
    path: &Path,
    parent: Parent,
    progress: &mut dyn FnMut(Progress) -> Result<(), Error>,
) -> Result<Copied, NotCopied> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(Error::from(Refusal::NeverReplaced(path.to_path_buf())).into());
    }
    let (real, mut backup) = open_backup(from)?;
    place(path, parent, |draft| {
        read_into(&mut backup, &real, draft, progress)?;
        verified(draft, &real, 0, progress)
    })
    .map_err(of_a_backup)
}

/// Copies all pages into the draft, and returns the number of restarts.
fn copy(
    source: &Connection,
    ledger: &Path,
    draft: &Draft,
    progress: &mut dyn FnMut(Progress) -> Result<(), Error>,
) -> Result<u32, Error> {
    let failed = |err: rusqlite::Error| sqlite("write", draft.target(), &err);
    let mut into = open_draft(draft.path()).map_err(failed)?;
    let size: u32 = source.pragma_query_value(None, "page_size", |row| row.get(0)).map_err(failed)?;
    let backup = Backup::new(source, &mut into).map_err(failed)?;
    let (mut restarts, mut left, mut lock) = (0, i32::MAX, None);
    loop {
        let step = backup.step(STEP).map_err(failed)?;
        let pages = backup.progress();
        match step {
            StepResult::Done => break,
            StepResult::More => {}
            // SQLite has waited for the writer for as long as this connection allows.
            _ => return Err(busy(ledger)),
        }
        if pages.remaining >= left {
            restarts += 1;
        }
        left = pages.remaining;
        let bytes = |pages: i32| u64::try_from(pages).unwrap_or(0) * u64::from(size);
        progress(Progress::Copied(bytes(pages.pagecount.saturating_sub(left)), bytes(pages.pagecount)))?;
        if restarts >= RESTARTS && lock.is_none() {
            lock = Some(Lock::take(ledger, PATIENCE)?);
        }
        if lock.is_none() {
            std::thread::sleep(PAUSE);
        }
    }
    drop(backup);
    into.close().map_err(|(_, err)| failed(err))?;
    Ok(restarts)
}

/// Opens the draft for SQLite's exclusive use: an interrupted one is worthless, and the finished one is synced as a
/// whole.
fn open_draft(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA mmap_size = 0;")?;
    Ok(connection)
}

/// Verifies the draft and publishes it.
fn finish(
    draft: Draft,
    named: &Path,
    restarts: u32,
    progress: &mut dyn FnMut(Progress) -> Result<(), Error>,
) -> Result<Copied, NotCopied> {
    let copied = verified(&draft, named, restarts, progress)?;
    file::publish(draft)?;
    Ok(copied)
}

/// Verifies a draft in full, as `impound verify` does; errors name the original file.
pub(super) fn verified(
    draft: &Draft,
    named: &Path,
    restarts: u32,
    progress: &mut dyn FnMut(Progress) -> Result<(), Error>,
) -> Result<Copied, NotCopied> {
    let bytes = fs::metadata(draft.path()).map_err(|err| io("read", draft.target(), &err))?.len();
    let mut connection = connect_copy(draft.path(), named, SCHEMA)?;
    let tx = Transaction(connection.transaction().map_err(Error::from)?);
    // If the head cannot be read, verification reports it.
    let entries = held::head(&tx).map_or(0, |head| head.size());
    let findings = verify::verify(&tx, &[], &mut |read| progress(Progress::Verified(read, entries)))?;
    drop(tx);
    connection.close().map_err(|(_, err)| Error::from(err))?;
    if findings.differences.is_empty() {
        Ok(Copied { findings, bytes: Some(bytes), restarts })
    } else {
        Err(NotCopied::Differs(findings))
    }
}

/// Opens a backup for reading byte by byte. This drops no lock of this process, since no ledger is open there.
pub(super) fn open_backup(from: &Path) -> Result<(PathBuf, File), Error> {
    let failed = |err: io::Error| match err.kind() {
        io::ErrorKind::NotFound => {
            Error::environment(format!("there is no backup at {}", from.display()), Remedy::GiveBackup)
        }
        _ => io("read", from, &err),
    };
    let real = fs::canonicalize(from).map_err(failed)?;
    // NONBLOCK: opening a pipe must not wait for its other end.
    let flags = OFlags::NONBLOCK.bits().cast_signed();
    let file = OpenOptions::new().read(true).custom_flags(flags).open(&real).map_err(failed)?;
    if !file.metadata().map_err(failed)?.is_file() {
        let what = format!("{} is not a regular file", from.display());
        return Err(Error::environment(what, Remedy::GiveBackup));
    }
    for suffix in ["-journal", "-wal"] {
        let left = beside(&real, suffix);
        if fs::symlink_metadata(&left).is_ok() {
            return Err(Refusal::BeingWritten { beside: left, ledger: from.to_path_buf() }.into());
        }
    }
    Ok((real, file))
}

/// Copies a backup into the draft byte by byte, so that the ledger is identical to the file that was kept.
fn read_into(
    backup: &mut File,
    from: &Path,
    draft: &Draft,
    progress: &mut dyn FnMut(Progress) -> Result<(), Error>,
) -> Result<(), Error> {
    let reading = |err: io::Error| io("read", from, &err);
    let writing = |err: io::Error| io("write", draft.target(), &err);
    let length = backup.metadata().map_err(reading)?.len();
    let mut into = OpenOptions::new().write(true).open(draft.path()).map_err(writing)?;
    let (mut chunk, mut copied) = (vec![0; CHUNK], 0);
    loop {
        let read = match backup.read(&mut chunk) {
            Ok(0) => return Ok(()),
            Ok(read) => read,
            Err(err) if err.kind() == io::ErrorKind::Interrupted => continue,
            Err(err) => return Err(reading(err)),
        };
        into.write_all(&chunk[..read]).map_err(writing)?;
        copied += read as u64;
        progress(Progress::Copied(copied, length))?;
    }
}

fn busy(ledger: &Path) -> Error {
    Error::environment(
        format!("cannot copy {}: the ledger is busy: another program holds it", ledger.display()),
        Remedy::WaitForProgram,
    )
}

/// Replaces advice about a ledger by advice about a backup.
pub(in crate::store) fn of_a_backup(err: NotCopied) -> NotCopied {
    match err {
        NotCopied::Failed(Error::Damaged { what, .. }) => {
            NotCopied::Failed(Error::Damaged { what, remedy: Remedy::UseAnotherBackup })
        }
        other => other,
    }
}
