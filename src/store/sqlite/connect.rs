//! Connections to a file, with all settings that do not depend on its content.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};

use crate::store::Error;

use super::error::sqlite;

/// How long to wait for another process, at the writers' lock and again at SQLite's.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// Another read connection to an open ledger whose schema has been checked.
pub(super) fn another(path: &Path) -> Result<Connection, Error> {
    let failed = |err: rusqlite::Error| sqlite("open", path, &err);
    let connection = connect(path, PATIENCE).map_err(failed)?;
    connection.pragma_update(None, "query_only", true).map_err(failed)?;
    Ok(connection)
}

/// Connects to an existing file, with all settings that do not depend on its content.
///
/// The connection is read-write even for reading, because an interrupted command must be rolled back before the file
/// makes sense. If the file is not writable, SQLite falls back to reading.
pub(super) fn connect(real: &Path, patience: Duration) -> rusqlite::Result<Connection> {
    connect_as(OpenFlags::SQLITE_OPEN_READ_WRITE, real, patience)
}

/// Connects to an existing file without any right to write, and without waiting.
pub(super) fn connect_to_look(real: &Path) -> rusqlite::Result<Connection> {
    connect_as(OpenFlags::SQLITE_OPEN_READ_ONLY, real, Duration::ZERO)
}

fn connect_as(right: OpenFlags, real: &Path, patience: Duration) -> rusqlite::Result<Connection> {
    let flags = right | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let connection = Connection::open_with_flags(real, flags)?;
    connection.busy_timeout(patience)?;
    // Keeps query plans stable: otherwise SQLite would prepare some statements again for each bound value.
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
