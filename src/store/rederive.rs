//! Deriving the tables that follow from the journal anew, in the ledger's own file.

use rusqlite::{Connection, TransactionBehavior};

use super::load::contradicts;
use super::{Error, commit, schema, tables, verify};

/// What became of the derived tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rederived {
    /// They are what the journal says now.
    Anew,
    /// Nothing was changed, because the journal itself does not verify: every difference, in words.
    NotFrom(Vec<String>),
}

/// Empties the derived tables and fills them from the journal, in one transaction, if the journal verifies.
pub(super) fn rederive(
    connection: &mut Connection,
    progress: &mut dyn FnMut(u64) -> Result<(), Error>,
) -> Result<Rederived, Error> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let differences = verify::journal(&tx, progress)?;
    if !differences.is_empty() {
        return Ok(Rederived::NotFrom(differences));
    }
    // A table goes with its triggers and indexes, and comes back as the schema has it.
    for table in schema::derived_tables() {
        tx.execute_batch(&format!("DROP TABLE main.{table}"))?;
    }
    tx.execute_batch(schema::derived())?;
    let seal = tables::rebuild(&tx, |entry, fault| Err(contradicts(entry, &fault)))?;
    tx.execute("UPDATE head SET seal = ?1", [seal])?;
    commit(tx)?;
    Ok(Rederived::Anew)
}
