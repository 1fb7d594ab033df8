//! Opening and creating a ledger: the settings that keep its promises, and the checks that come before a row is read.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, MAIN_DB, TransactionBehavior};

use crate::store::draft::Draft;
use crate::store::error::{Error, io, printable};
use crate::store::refusal::Refusal;
use crate::store::remedy::Remedy;

use super::connect::{PATIENCE, connect};
use super::error::sqlite;
use super::file::{self, Parent};
use super::lock::Lock;
use super::reading::Transaction;
use super::schema::{self, FORMAT};

/// `impd`, which marks an SQLite file as a ledger.
const APPLICATION_ID: i64 = 0x696D_7064;

/// What SQLite answers when `synchronous` is EXTRA.
const EXTRA: i64 = 3;

/// What a ledger is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// To be read; the connection refuses to write.
    Read,
    /// To be written, one process at a time.
    Write,
}

/// An open ledger whose schema is known to be ours.
#[derive(Debug)]
pub(super) struct Opened {
    /// The connection. It stands before the lock because fields are dropped in this order: closed first, then released.
    pub(super) connection: Connection,
    /// The writers' lock, if it was opened to be written.
    pub(super) lock: Option<Lock>,
}

/// Creates a ledger with these tables, and lets `fill` write its first rows in the same transaction.
///
/// Whatever fails, nothing is left behind: no file, no directory that was made for it.
pub(super) fn create<T>(
    path: &Path,
    parent: Parent,
    schema: &str,
    fill: impl FnOnce(&Transaction<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    place(path, parent, |draft| build(draft, schema, fill))
}

/// Lets `build` make a ledger under a name of its own, and gives it the path, where nothing may be yet.
///
/// Whatever fails, nothing is left behind: no file, no directory that was made for it.
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
/// Nothing in the file changes by it, except that a command which was cut off is rolled back.
pub(super) fn open(path: &Path, schema: &str, mode: Mode) -> Result<Opened, Error> {
    open_within(path, schema, mode, PATIENCE)
}

pub(super) fn open_within(path: &Path, schema: &str, mode: Mode, patience: Duration) -> Result<Opened, Error> {
    let real = file::existing(path)?;
    if mode == Mode::Read {
        return Ok(Opened { connection: connect_checked(&real, &real, schema, mode, patience)?, lock: None });
    }
    let lock = Lock::take(&real, patience)?;
    // Asked again, because the wait may have been long.
    match file::existing(path).and_then(|real| connect_checked(&real, &real, schema, mode, patience)) {
        Ok(connection) => Ok(Opened { connection, lock: Some(lock) }),
        Err(err) => {
            lock.withdraw();
            Err(err)
        }
    }
}

/// A connection to a copy of a ledger, to be read; errors name the file that it is a copy of.
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
    let connection = connect(real, patience).map_err(failed)?;
    if mode == Mode::Write && connection.is_readonly(MAIN_DB).map_err(failed)? {
        return Err(Error::environment(format!("{} may not be written", named.display()), Remedy::CheckPermission));
    }
    check_identity(&connection, named)?;
    check_length(&connection, real, named)?;
    schema::check(&connection, named, schema)?;
    make_durable(&connection, named)?;
    if mode == Mode::Read {
        connection.pragma_update(None, "query_only", true).map_err(failed)?;
    }
    Ok(connection)
}

/// Makes commits reach the disk, and makes sure that they will: SQLite ignores without an error what it cannot do.
///
/// A new connection is in the mode `delete` unless the file itself says otherwise, so that mode is asked for and not
/// set: setting it would rewrite a file that another program had switched to a write-ahead log.
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

/// Refuses what is not a ledger, and a ledger of another format.
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

/// Checks that the file is as long as its header says: SQLite takes what is missing of a page for zeros.
fn check_length(connection: &Connection, real: &Path, named: &Path) -> Result<(), Error> {
    let failed = |err: rusqlite::Error| sqlite("read", named, &err);
    // A transaction, so that the length is that of one state of the file.
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

/// Builds the tables and their first rows in a new, empty file, in one transaction, and closes it.
fn build<T>(draft: &Draft, schema: &str, fill: impl FnOnce(&Transaction<'_>) -> Result<T, Error>) -> Result<T, Error> {
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
        // The file is thrown away if this fails, so its outcome is known: there is no ledger.
        tx.0.commit().map_err(failed)?;
        filled
    };
    connection.close().map_err(|(_, err)| failed(err))?;
    Ok(filled)
}
