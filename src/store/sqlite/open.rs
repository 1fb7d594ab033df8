//! Opening and creating a ledger: the settings that keep its promises, and the checks before any row is read.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, MAIN_DB, TransactionBehavior};

use crate::store::draft::Draft;
use crate::store::error::{Error, io, printable};
use crate::store::refusal::Refusal;
use crate::store::remedy::Remedy;

use super::connect::{PATIENCE, connect, connect_to_look};
use super::error::sqlite;
use super::file::{self, Parent};
use super::lock::Lock;
use super::reading::Transaction;
use super::schema::{self, FORMAT};

/// `impd`, which identifies an SQLite file as a ledger.
const APPLICATION_ID: i64 = 0x696D_7064;

/// SQLite's answer when `synchronous` is EXTRA.
const EXTRA: i64 = 3;

/// The purpose of opening a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Reading; the connection refuses to write.
    Read,
    /// Reading at once or not at all: it waits for nobody, and leaves to others what an interrupted command left.
    Look,
    /// Writing, one process at a time.
    Write,
}

/// An open ledger whose schema has been checked.
#[derive(Debug)]
pub(super) struct Opened {
    /// The connection. It comes before the lock because fields are dropped in order: closed first, then released.
    pub(super) connection: Connection,
    /// The writers' lock, if opened for writing.
    pub(super) lock: Option<Lock>,
}

/// Creates a ledger with these tables; `fill` writes its first rows in the same transaction.
///
/// A failure leaves nothing behind: no file, and no directory created for it.
pub(super) fn create<T>(
    path: &Path,
    parent: Parent,
    schema: &str,
    fill: impl FnOnce(&Transaction<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    place(path, parent, |draft| build(draft, schema, fill))
}

/// Has `build` make a ledger under a temporary name, then moves it to the path, where nothing may exist yet.
///
/// A failure leaves nothing behind: no file, and no directory created for it.
pub(super) fn place<T, E: From<Error>>(
    path: &Path,
    parent: Parent,
    build: impl FnOnce(&Draft) -> Result<T, E>,
) -> Result<T, E> {
    let (real, _made) = file::vacant(path, parent)?;
    let lock = Lock::take(&real, PATIENCE)?;
    let built = file::draft(&real).map_err(E::from).and_then(|draft| {
        let filled = build(&draft)?;
        file::publish(draft)?;
        Ok(filled)
    });
    if built.is_err() {
        lock.withdraw();
    }
    built
}

/// Opens a ledger and checks that it is one, of this format, with exactly these tables.
///
/// This changes nothing in the file, except that an interrupted command is rolled back.
pub(super) fn open(path: &Path, schema: &str, mode: Mode) -> Result<Opened, Error> {
    open_within(path, schema, mode, if mode == Mode::Look { Duration::ZERO } else { PATIENCE })
}

pub(super) fn open_within(path: &Path, schema: &str, mode: Mode, patience: Duration) -> Result<Opened, Error> {
    let real = file::existing(path)?;
    if mode != Mode::Write {
        return Ok(Opened { connection: connect_checked(&real, &real, schema, mode, patience)?, lock: None });
    }
    let lock = Lock::take(&real, patience)?;
    // Checked again, because the wait may have been long.
    match file::existing(path).and_then(|real| connect_checked(&real, &real, schema, mode, patience)) {
        Ok(connection) => Ok(Opened { connection, lock: Some(lock) }),
        Err(err) => {
            lock.withdraw();
            Err(err)
        }
    }
}

/// A read connection to a copy of a ledger; errors name the original file.
pub(super) fn connect_copy(copy: &Path, named: &Path, schema: &str) -> Result<Connection, Error> {
    connect_checked(copy, named, schema, Mode::Read, PATIENCE)
}

fn connect_checked(
    real: &Path,
    named: &Path,
    schema: &str,
    mode: Mode,
    patience: Duration,
) -> Result<Connection, Error> {
    let failed = |err: rusqlite::Error| sqlite("open", named, &err);
    let connection =
        if mode == Mode::Look { connect_to_look(real) } else { connect(real, patience) }.map_err(failed)?;
    if mode == Mode::Write && connection.is_readonly(MAIN_DB).map_err(failed)? {
        return Err(Error::environment(format!("{} may not be written", named.display()), Remedy::CheckPermission));
    }
    check_identity(&connection, named)?;
    check_length(&connection, real, named)?;
    schema::check(&connection, named, schema)?;
    make_durable(&connection, named)?;
    if mode != Mode::Write {
        connection.pragma_update(None, "query_only", true).map_err(failed)?;
    }
    Ok(connection)
}

/// Makes commits reach the disk, and checks that they will: SQLite silently ignores a setting that it cannot apply.
///
/// A new connection uses the mode `delete` unless the file says otherwise, so the mode is queried and not set: setting
/// it would rewrite a file that another program had switched to a write-ahead log.
fn make_durable(connection: &Connection, real: &Path) -> Result<(), Error> {
    let failed = |err: rusqlite::Error| sqlite("open", real, &err);
    let journal: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0)).map_err(failed)?;
    if journal != "delete" {
        return Err(Error::damaged(format!(
            "{} is in journal mode {}: another program has changed how it is written",
            real.display(),
            printable(&journal)
        )));
    }
    connection.pragma_update(None, "synchronous", "EXTRA").map_err(failed)?;
    let synchronous: i64 = connection.pragma_query_value(None, "synchronous", |row| row.get(0)).map_err(failed)?;
    if synchronous != EXTRA {
        let what =
            format!("cannot open {}: commits cannot be made safe (synchronous is {synchronous})", real.display());
        return Err(Error::environment(what, Remedy::KeepOnAnotherFileSystem));
    }
    Ok(())
}

/// Refuses files that are not ledgers, and ledgers of another format.
fn check_identity(connection: &Connection, real: &Path) -> Result<(), Error> {
    let ask = |name| {
        connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).map_err(|err| sqlite("read", real, &err))
    };
    if ask("application_id")? != APPLICATION_ID {
        return Err(Error::no_ledger(real));
    }
    let format = ask("user_version")?;
    if format == FORMAT {
        return Ok(());
    }
    Err(Refusal::OtherFormat { path: real.to_path_buf(), format, known: FORMAT }.into())
}

/// Checks that the file is as long as its header says: SQLite reads the missing part of a page as zeros.
fn check_length(connection: &Connection, real: &Path, named: &Path) -> Result<(), Error> {
    let failed = |err: rusqlite::Error| sqlite("read", named, &err);
    // In a transaction, so that the length belongs to one state of the file.
    let tx = connection.unchecked_transaction().map_err(failed)?;
    let ask = |name| tx.pragma_query_value(None, name, |row| row.get::<_, u32>(0)).map_err(failed);
    let (pages, size) = (ask("page_count")?, ask("page_size")?);
    let length = std::fs::metadata(real).map_err(|err| io("read", named, &err))?.len();
    if length < u64::from(pages) * u64::from(size) {
        return Err(Error::damaged(format!(
            "{} is cut off: {length} bytes, of {pages} pages of {size}",
            named.display()
        )));
    }
    Ok(())
}

/// Builds the tables and their first rows in a new, empty file in one transaction, then closes it.
pub(super) fn build<T>(
    draft: &Draft,
    schema: &str,
    fill: impl FnOnce(&Transaction<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let failed = |err: rusqlite::Error| sqlite("create", draft.target(), &err);
    let mut connection = connect(draft.path(), PATIENCE).map_err(failed)?;
    make_durable(&connection, draft.target())?;
    let filled = {
        let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
        tx.pragma_update(None, "application_id", APPLICATION_ID).map_err(failed)?;
        tx.pragma_update(None, "user_version", FORMAT).map_err(failed)?;
        tx.execute_batch(schema).map_err(failed)?;
        let tx = Transaction(tx);
        let filled = fill(&tx)?;
        // A failed file is thrown away, so the outcome is certain: there is no ledger.
        tx.0.commit().map_err(failed)?;
        filled
    };
    connection.close().map_err(|(_, err)| failed(err))?;
    Ok(filled)
}
