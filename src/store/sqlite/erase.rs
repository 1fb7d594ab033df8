//! Erasure: afterwards the file contains no byte of the data or of their salts.

use rusqlite::{Connection, params};

use crate::journal::Digest;

use super::schema;
use crate::store::Error;

/// The triggers that protect personal data.
const TRIGGERS: [&str; 3] = ["personal_is_new", "personal_stays", "personal_remains"];

/// Deletes the data behind commitments that entries declare erased, in the same transaction as those entries.
///
/// SQLite overwrites a deleted row, but rows it has moved between pages may have left copies in the gaps. So the
/// remaining rows are written to a new table, and all pages of the old one are freed, which overwrites them completely
/// (`secure_delete`).
///
/// # Errors
/// The file cannot be written, or no entry says that the data are erased.
pub(super) fn erase(connection: &Connection, commitments: &[Digest]) -> Result<(), Error> {
    let mut statement = connection.prepare("DELETE FROM personal WHERE commitment = ?1")?;
    for commitment in commitments {
        statement.execute(params![commitment.0])?;
    }
    drop(statement);
    for trigger in TRIGGERS {
        connection.execute_batch(&format!("DROP TRIGGER {trigger}"))?;
    }
    connection.execute_batch("ALTER TABLE personal RENAME TO personal_before")?;
    connection.execute_batch(schema::personal())?;
    connection.execute_batch(
        "INSERT INTO personal SELECT * FROM personal_before ORDER BY commitment; DROP TABLE personal_before;",
    )?;
    connection.execute_batch(schema::personal_index())?;
    TRIGGERS.iter().try_for_each(|name| Ok(connection.execute_batch(schema::trigger(name))?))
}
