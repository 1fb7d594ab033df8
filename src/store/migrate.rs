//! Ledgers of earlier formats: their journals are read for ever, and only what is derived from them is made anew.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::error::{Error, commit_failed};
use super::load::contradicts;
use super::project;
use super::schema::{FORMAT, derived, derived_beside, head_follows};

/// The tables of format 1, as impound 0.1.0 created them.
pub(super) const FORMAT_1: &str = include_str!("format/1.sql");

/// Derives the tables of this format beside those of the file, for as long as it is open; nothing in the file changes.
///
/// # Errors
/// The file cannot be read.
pub(super) fn beside(connection: &Connection) -> Result<(), Error> {
    connection.execute_batch(&derived_beside())?;
    // What contradicts itself is for `verify` to say.
    project::rebuild(connection, |_, _| Ok(()))
}

/// Brings a file of format 1 to this format, in one transaction.
///
/// # Errors
/// The file cannot be written, or its journal contradicts itself.
pub(super) fn upgrade(connection: &mut Connection, real: &Path) -> Result<(), Error> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    tx.execute_batch(
        "DROP TABLE reading; DROP TABLE reference; DROP TABLE asset; DROP TABLE source; DROP TABLE case_file;
         DROP TRIGGER head_follows;",
    )?;
    tx.execute_batch(head_follows())?;
    tx.execute_batch(derived())?;
    project::rebuild(&tx, |entry, fault| Err(contradicts(entry, &fault)))?;
    tx.pragma_update(None, "user_version", FORMAT)?;
    tx.commit().map_err(|err| commit_failed(real, &err))
}
