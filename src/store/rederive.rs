//! Rebuilds the derived tables from the journal, within the ledger's own file.

use super::ahead::Ahead;
use super::derive::{Deriving, TOGETHER};
use super::engine::{Engine, Reading, Writes, Writing};
use super::tree::Chunk;
use super::{Error, Remedy, table, verify};

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
    let tx = Ahead::of(engine.write(Writes::Many)?);
    let differences = verify::journal(&tx, progress)?;
    if !differences.is_empty() {
        return Ok(Rederived::NotFrom(differences));
    }
    tx.empty()?;
    let (mut deriving, mut chunk) = (Deriving::begin(&tx), Chunk::default());
    tx.rows(&table::ENTRY, &mut |row| {
        chunk.push(row[0].number()?, row[1].bytes()?);
        if chunk.len() < TOGETHER { Ok(()) } else { deriving.follow(&std::mem::take(&mut chunk)) }
    })?;
    deriving.follow(&chunk)?;
    deriving.finish()?;
    Box::new(tx).commit().map_err(|error| error.if_unknown(Remedy::Repeat))?;
    Ok(Rederived::Anew)
}
