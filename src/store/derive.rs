//! Derives the tables from a journal's entries, many at a time: what they name is looked up together, because on a remote
//! engine each question costs a round trip.

use crate::journal::{Entry, Frontier};

use super::Error;
use super::ahead::Ahead;
use super::engine::{Head, Writing};
use super::foresight::Foresight;
use super::load::{self, Trust, contradicts};
use super::seal::Seal;
use super::subtrees::Tree;
use super::tables::Tables;
use super::tree::Chunk;

/// How many entries are followed together.
pub(super) const TOGETHER: usize = 1_000;

/// Derived tables being filled.
pub(super) struct Deriving<'a> {
    ahead: &'a Ahead<'a>,
    tables: Tables<'a>,
    tree: Tree,
}

impl<'a> Deriving<'a> {
    /// Begins with empty tables.
    pub(super) fn begin(ahead: &'a Ahead<'a>) -> Deriving<'a> {
        let tables = Tables::new(ahead, Trust::Lines, Seal::over_nothing(ahead));
        Deriving { ahead, tables, tree: Tree::default() }
    }

    /// Follows the next entries, which the transaction already has.
    ///
    /// # Errors
    /// One of them contradicts those before it, or the ledger cannot be read or written.
    pub(super) fn follow(&mut self, chunk: &Chunk) -> Result<(), Error> {
        let entries = chunk.entries().map(|(_, bytes)| load::decoded(bytes)).collect::<Result<Vec<Entry>, Error>>()?;
        let mut foresight = Foresight::default();
        entries.iter().for_each(|entry| foresight.add_entry(entry));
        foresight.ask_to_derive(self.ahead, &mut self.tables)?;
        chunk.entries().for_each(|(_, bytes)| self.tree.push(bytes));
        let mut fault = |entry, refusal| Err(contradicts(entry, &refusal));
        entries.iter().try_for_each(|entry| self.tables.derive(entry, &mut fault))
    }

    /// Writes what is left and the head, and returns the tree over all entries.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub(super) fn finish(mut self) -> Result<Frontier, Error> {
        self.ahead.apply(&self.tree.changes())?;
        let seal = self.tables.finish()?;
        self.ahead.lead(&Head::over(&self.tree.edge, seal))?;
        Ok(self.tree.edge)
    }
}
