//! Rebuilds the derived tables from the journal, within the ledger's own file.

use super::engine::{Engine, Head, Writes};
use super::load::contradicts;
use super::{Error, held, tables, verify};

/// The outcome for the derived tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rederived {
    /// They now match the journal.
    Anew,
    /// Nothing was changed because the journal itself does not verify: every difference, in words.
    NotFrom(Vec<String>),
}

/// Empties the derived tables and refills them from the journal, in one transaction, if the journal verifies.
pub(super) fn rederive(
    engine: &mut dyn Engine,
    progress: &mut dyn FnMut(u64) -> Result<(), Error>,
) -> Result<Rederived, Error> {
    let tx = engine.write(Writes::Many)?;
    let differences = verify::journal(&*tx, progress)?;
    if !differences.is_empty() {
        return Ok(Rederived::NotFrom(differences));
    }
    tx.empty()?;
    let seal = tables::rebuild(&*tx, &*tx, |entry, fault| Err(contradicts(entry, &fault)))?;
    tx.lead(&Head::over(&held::head(&*tx)?, seal))?;
    tx.commit()?;
    Ok(Rederived::Anew)
}
