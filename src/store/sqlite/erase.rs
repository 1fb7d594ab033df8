//! Erasing: afterwards no byte of the data, nor of their salts, is in the file.

use rusqlite::{Connection, params};

use crate::journal::Digest;

use super::schema;
use crate::store::Error;

/// The triggers that watch over personal data.
const TRIGGERS: [&str; 3] = ["personal_is_new", "personal_stays", "personal_remains"];

/// Deletes the data behind commitments, of which entries say that they are erased, within the transaction of those.
///
/// A deleted row is overwritten, but rows that SQLite has moved from page to page may have left copies in the gaps
/// between. So the rows that remain are written into a new table, and all pages of the old one are given back, which
/// overwrites them whole (`secure_delete`).
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
