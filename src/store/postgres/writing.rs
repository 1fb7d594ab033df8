//! Writing to the server, all or nothing. What is written waits until something is read, or until it is committed, and
//! is then sent along: it costs no flight of its own.

use crate::domain::Quote;
use crate::journal::{Digest, Personal};
use crate::store::Error;
use crate::store::changes::Change;
use crate::store::engine::{Head, Writing};

use super::ask::Ask;
use super::error::Committed;
use super::transaction::Transaction;

impl Writing for Transaction<'_> {
    fn add(&self, entries: &[(u64, &[u8])], data: &[(u64, Personal)]) -> Result<(), Error> {
        if !entries.is_empty() {
            self.forget_latest();
        }
        for (number, bytes) in entries {
            self.write(|pending| pending.entry(*number, bytes))?;
        }
        data.iter().try_for_each(|(entry, datum)| self.write(|pending| pending.datum(*entry, datum)))
    }

    fn quote(&self, set: &str, entry: u64, quotes: &[Quote]) -> Result<(), Error> {
        quotes.iter().try_for_each(|quote| self.write(|pending| pending.quote(set, entry, quote)))
    }

    fn apply(&self, changes: &[Change]) -> Result<(), Error> {
        changes.iter().try_for_each(|change| self.write(|pending| pending.change(change)))
    }

    /// The server keeps a deleted row until it is vacuumed, and longer in its log, standbys and backups.
    fn erase(&self, commitments: &[Digest]) -> Result<(), Error> {
        self.write(|pending| {
            commitments.iter().for_each(|commitment| pending.erase(commitment));
            Ok(())
        })
    }

    fn empty(&self) -> Result<(), Error> {
        self.answer(Ask::new("SELECT @.empty()")).map(drop)
    }

    fn lead(&self, head: &Head) -> Result<(), Error> {
        self.forget_latest();
        self.write(|pending| {
            pending.lead(head);
            Ok(())
        })
    }

    fn commit(self: Box<Self>) -> Result<(), Error> {
        self.finish(Committed::Entries)
    }
}
