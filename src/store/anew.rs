//! A ledger made of a journal alone, in memory: for whoever holds the entries and not the file.

use crate::domain::Quote;
use crate::journal::personal::Personal;
use crate::journal::{Digest, Frontier};

use super::engine::{Head, Writing};
use super::load::contradicts;
use super::memory::{Memory, Transaction};
use super::{Error, tables};

/// Entries as they are added to a ledger in memory.
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

    /// Adds a personal datum, which must hold, with the entry that first commits to it.
    ///
    /// # Errors
    /// It was added before, or memory ran out.
    pub fn open(&mut self, datum: &Personal, entry: u64) -> Result<(), Error> {
        self.transaction.add(&[], &[(entry, datum.clone())])
    }

    /// Adds lines of rates to a set, with the entry that holds their digest.
    ///
    /// # Errors
    /// The entry is not there, two lines are of one currency and day, or memory ran out.
    pub fn quote(&mut self, set: &str, entry: u64, quotes: &[Quote]) -> Result<(), Error> {
        self.transaction.quote(set, entry, quotes)
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
