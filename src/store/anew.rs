//! A ledger built in memory from a journal alone, for a reader who has the entries but not the file.

use crate::journal::personal::Personal;
use crate::journal::{Digest, Frontier};

use super::engine::{Head, Writing};
use super::load::contradicts;
use super::memory::{Memory, Transaction};
use super::{Error, tables};

/// Entries being added to a ledger in memory.
#[derive(Default)]
pub struct Anew {
    transaction: Transaction<'static>,
    tree: Frontier,
}

impl Anew {
    /// Adds the next entry.
    ///
    /// # Errors
    /// Memory ran out.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.transaction.add(&[(self.tree.size() + 1, bytes)], &[])?;
        self.tree.push(Digest::of_leaf(bytes));
        Ok(())
    }

    /// Adds a personal datum, which must match its commitment, with the first entry that commits to it.
    ///
    /// # Errors
    /// It was already added, or memory ran out.
    pub fn open(&mut self, datum: &Personal, entry: u64) -> Result<(), Error> {
        self.transaction.add(&[], &[(entry, datum.clone())])
    }

    /// Derives everything else from the entries.
    ///
    /// # Errors
    /// The entries contradict each other.
    pub(super) fn finish(self) -> Result<Memory, Error> {
        let Anew { transaction, tree } = self;
        let seal = tables::rebuild(&transaction, &transaction, |entry, fault| Err(contradicts(entry, &fault)))?;
        transaction.lead(&Head::over(&tree, seal))?;
        Ok(transaction.into())
    }
}
