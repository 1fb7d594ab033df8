//! Connections to a file, with every setting that needs no look into it.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};

use crate::store::Error;

use super::error::sqlite;

/// How long to wait for another process, at the writers' lock and again at SQLite's.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// One more connection to a ledger that is open and whose schema is known to be ours, to be read.
pub(super) fn another(path: &Path) -> Result<Connection, Error> {
    let failed = |err: rusqlite::Error| sqlite("open", path, &err);
    let connection = connect(path, PATIENCE).map_err(failed)?;
    connection.pragma_update(None, "query_only", true).map_err(failed)?;
    Ok(connection)
}

/// A connection to a file that exists, with every setting that needs no look into it.
///
/// It is read-write even where only reading is meant, because a command that was cut off must be rolled back before the
/// file makes sense. Where the file may not be written, SQLite falls back to reading by itself.
pub(super) fn connect(real: &Path, patience: Duration) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let connection = Connection::open_with_flags(real, flags)?;
    connection.busy_timeout(patience)?;
    // A statement that is planned stays planned: SQLite would else prepare some anew for each value that is bound.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, 64 << 20)?;
    connection.set_limit(Limit::SQLITE_LIMIT_SQL_LENGTH, 1 << 20)?;
    connection.set_limit(Limit::SQLITE_LIMIT_WORKER_THREADS, 0)?;
    connection.execute_batch(
        "PRAGMA cell_size_check = ON;
         PRAGMA mmap_size = 0;
         PRAGMA temp_store = MEMORY;
         PRAGMA secure_delete = ON;
         PRAGMA foreign_keys = ON;
         PRAGMA recursive_triggers = ON;",
    )?;
    Ok(connection)
}
