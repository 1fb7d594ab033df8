//! Ledgers of earlier formats: their journals are read for ever, and only what is derived from them is made anew.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::error::{Error, commit_failed};
use super::load::contradicts;
use super::project;
use super::schema::{self, FORMAT};

/// The first format whose derived tables are those of today, but for the one of withheld data.
const TOTALS: i64 = 2;

/// The tables of a format, as the impound of its time created them; `today` of the present one.
pub(super) fn tables(format: i64, today: &str) -> &str {
    match format {
        FORMAT => today,
        TOTALS => include_str!("format/2.sql"),
        _ => include_str!("format/1.sql"),
    }
}

/// Derives the tables that a format lacks beside those of the file, for as long as it is open; nothing in the file changes.
///
/// # Errors
/// The file cannot be read.
pub(super) fn beside(connection: &Connection, format: i64) -> Result<(), Error> {
    if format == TOTALS {
        // No entry of that format withholds anything.
        return Ok(connection.execute_batch(&schema::beside(schema::withheld()))?);
    }
    connection.execute_batch(&schema::beside(schema::derived()))?;
    // What contradicts itself is for `verify` to say.
    project::rebuild(connection, |_, _| Ok(()))
}

/// Brings a file of an earlier format to this one, in one transaction.
///
/// # Errors
/// The file cannot be written, or its journal contradicts itself.
pub(super) fn upgrade(connection: &mut Connection, real: &Path, format: i64) -> Result<(), Error> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    tx.execute_batch("DROP TRIGGER personal_remains")?;
    tx.execute_batch(schema::trigger("personal_remains"))?;
    if format == TOTALS {
        tx.execute_batch(schema::withheld())?;
    } else {
        tx.execute_batch(
            "DROP TABLE reading; DROP TABLE reference; DROP TABLE asset; DROP TABLE source; DROP TABLE case_file;
             DROP TRIGGER head_follows;",
        )?;
        tx.execute_batch(schema::trigger("head_follows"))?;
        tx.execute_batch(schema::derived())?;
        project::rebuild(&tx, |entry, fault| Err(contradicts(entry, &fault)))?;
    }
    tx.pragma_update(None, "user_version", FORMAT)?;
    tx.commit().map_err(|err| commit_failed(real, &err))
}
