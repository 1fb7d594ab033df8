//! What an engine that keeps ledgers provides: facts to read, and changes applied in one transaction. Everything above
//! it is the same for every engine, byte for byte: the rules, the bytes of entries, the tree, the sums.

use std::path::Path;

use jiff::Timestamp;

use crate::domain::{AssetRef, CaseRef, EntryRef, Quote, SourceRef};
use crate::journal::fold::{Case, Filed};
use crate::journal::kept::Kept;
use crate::journal::{Digest, Frontier, Handling, Personal, Subtree, Tally};
use crate::query::{EachTotal, Families, Rates, Span};

use super::changes::Change;
use super::copied::{Copied, NotCopied, Progress};
use super::field::Field;
use super::settings::Settings;
use super::{Error, table::Table};

/// An open ledger.
pub(super) trait Engine: Send {
    /// A consistent state that does not change while it is read.
    ///
    /// # Errors
    /// The ledger cannot be read.
    fn read(&self) -> Result<Box<dyn Reading + '_>, Error>;

    /// The exclusive right to write, until committed or dropped. Dropping discards everything written.
    ///
    /// # Errors
    /// Another command is writing, or the ledger cannot be written.
    fn write(&mut self, writes: Writes) -> Result<Box<dyn Writing + '_>, Error>;

    /// Whether an attempt to write that failed is worth another, from its beginning: whatever stood in its way may be
    /// over, and a lost connection is replaced. Returns after a pause that grows with the number of attempts so far.
    fn try_again(&mut self, _failed: &Error, _attempts: u32) -> bool {
        false
    }

    /// The settings on which the engine's promises rest.
    ///
    /// # Errors
    /// The ledger cannot be read.
    fn settings(&self) -> Result<Settings, Error>;

    /// Gives back the memory of what reports of totals do not read. Only a ledger in memory has any.
    #[cfg(feature = "cli")]
    fn thin(&mut self) {}

    /// Copies the ledger to a new file while others write, and verifies the copy.
    ///
    /// # Errors
    /// As for [`super::Ledger::back_up`].
    fn back_up(&self, to: &Path, progress: &mut dyn FnMut(Progress) -> Result<(), Error>) -> Result<Copied, NotCopied>;
}

/// How much will be written, so that an engine can make room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writes {
    /// A few entries.
    Few,
    /// Perhaps a million.
    Many,
}

/// The head as stored, unchecked: the reader checks what it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// The number of entries.
    pub(super) size: u64,
    /// The root over them.
    pub(super) root: Vec<u8>,
    /// The tree's right edge.
    pub(super) frontier: Vec<u8>,
    /// The top of the seal over the derived facts.
    pub(super) seal: Vec<u8>,
}

impl Head {
    /// The head over a tree.
    pub(super) fn over(tree: &Frontier, seal: Vec<u8>) -> Head {
        Head { size: tree.size(), root: tree.root().0.to_vec(), frontier: tree.bytes(), seal }
    }
}

/// Takes an entry's number and bytes.
pub(super) type EachBytes<'a> = dyn FnMut(u64, &[u8]) -> Result<(), Error> + 'a;

/// Takes an entry's bytes, with the stored root and lines of the family that it begins, if any.
pub(super) type EachBegun<'a> = dyn FnMut(&[u8], Option<(&str, &str)>) -> Result<(), Error> + 'a;

/// Takes the stored root and lines of a family.
pub(super) type EachFamily<'a> = dyn FnMut(&str, &str) -> Result<(), Error> + 'a;

/// Takes a row of a table, one field per column.
pub(super) type EachRow<'a> = dyn FnMut(&[Field<'_>]) -> Result<(), Error> + 'a;

/// A stored line of rates, as an engine gives it.
#[derive(Clone, Copy, Debug)]
pub(super) struct StoredRate<'a> {
    /// The currency's code.
    pub(super) currency: &'a str,
    /// The day.
    pub(super) date: &'a str,
    /// The entry that adds the line.
    pub(super) entry: u64,
    /// The rate.
    pub(super) rate: &'a str,
}

/// Takes a stored line of rates.
pub(super) type EachStoredRate<'a> = dyn FnMut(StoredRate<'_>) -> Result<(), Error> + 'a;

/// An engine's check of itself, for example of its pages, which may run on another thread while entries are read. It
/// returns what it found wrong, in words.
pub(super) type Check = Box<dyn FnOnce() -> Result<Vec<String>, Error> + Send>;

/// One consistent state of a ledger: all answers belong together.
pub(super) trait Reading {
    /// The head; `None` if there is none.
    fn head(&self) -> Result<Option<Head>, Error>;

    /// The number of the last entry; 0 if there is none.
    fn last(&self) -> Result<u64, Error>;

    /// The time on the engine's own clock, if it has one.
    fn clock(&self) -> Result<Option<Timestamp>, Error> {
        Ok(None)
    }

    /// The name under which whoever records is logged in to the engine, if it asks for one.
    fn login(&self) -> Result<Option<String>, Error> {
        Ok(None)
    }

    /// What is known under these names, in one answer.
    fn known(&self, asked: &Asked<'_>) -> Result<Known, Error>;

    /// Kept totals, each by the number of its breakdown in [`crate::journal::kept::KEPT`] and its key; empty for a
    /// total that is not kept.
    fn totals(&self, keys: &[(usize, &str)]) -> Result<Vec<Tally>, Error> {
        Ok(self.known(&Asked { totals: keys.to_vec(), ..Asked::default() })?.totals)
    }

    /// Passes entries to `each`, in order.
    fn entries(&self, span: Span, each: &mut EachBytes<'_>) -> Result<(), Error>;

    /// Passes entries to `each`, in order, each with the family that it begins.
    fn begun(&self, span: Span, each: &mut EachBegun<'_>) -> Result<(), Error>;

    /// Passes families to `each`, in the order of their first entries. When asked for a case, it may include families
    /// of other cases, and repeat some.
    fn families(&self, which: Families<'_>, each: &mut EachFamily<'_>) -> Result<(), Error>;

    /// Passes the totals of a kept breakdown to `each`, in key order.
    fn breakdown(&self, kept: &Kept, each: &mut EachTotal<'_, Error>) -> Result<(), Error>;

    /// Passes lines of rates to `each`, by currency, day and entry.
    fn rates(&self, rates: &Rates<'_>, each: &mut EachStoredRate<'_>) -> Result<(), Error>;

    /// Passes all rows of a table to `each`, in the table's order, for verification and lists.
    fn rows(&self, table: &Table, each: &mut EachRow<'_>) -> Result<(), Error>;

    /// The number of a table's rows.
    fn count(&self, table: &Table) -> Result<u64, Error>;

    /// The engine's check of itself, if it has one.
    fn check(&self) -> Option<Check>;
}

/// The right to write. It reads back what it has written; others do so once it is committed.
///
/// An engine may hold back what is written until something is read or until it is committed, and refuse it only then.
pub(super) trait Writing: Reading {
    /// Adds numbered entries, and the data behind their commitments, each datum with the entry that holds it.
    fn add(&self, entries: &[(u64, &[u8])], data: &[(u64, Personal)]) -> Result<(), Error>;

    /// Adds lines of rates to a set, with the entry that holds their digest. They are in order, and no two have the same
    /// currency and day.
    fn quote(&self, set: &str, entry: u64, quotes: &[Quote]) -> Result<(), Error>;

    /// Applies changes to the derived facts, in order.
    fn apply(&self, changes: &[Change]) -> Result<(), Error>;

    /// Deletes all data behind these commitments, so that the engine keeps no recoverable copy. The entries already say
    /// so.
    fn erase(&self, commitments: &[Digest]) -> Result<(), Error>;

    /// Deletes everything derived from the entries.
    fn empty(&self) -> Result<(), Error>;

    /// Replaces the head.
    fn lead(&self, head: &Head) -> Result<(), Error>;

    /// Keeps what was written; once this returns, it survives a machine failure, and so does everything that was read.
    ///
    /// # Errors
    /// [`Error::Unknown`] if it is uncertain whether it was kept; after any other error it was not.
    fn commit(self: Box<Self>) -> Result<(), Error>;
}

/// Names to look up.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked<'a> {
    /// Cases.
    pub(super) cases: Vec<&'a CaseRef>,
    /// Sources.
    pub(super) sources: Vec<&'a SourceRef>,
    /// References of entries.
    pub(super) references: Vec<&'a EntryRef>,
    /// Families, by their first asset.
    pub(super) families: Vec<&'a AssetRef>,
    /// Families, by their first entry.
    pub(super) begun: Vec<u64>,
    /// Entries.
    pub(super) entries: Vec<u64>,
    /// Commitments, to learn how entries say their data are handled.
    pub(super) handled: Vec<Digest>,
    /// Commitments, to get the data behind them.
    pub(super) data: Vec<Digest>,
    /// Data, to find the entries that hold them.
    pub(super) bearing: Vec<&'a str>,
    /// Likenesses, each with the entry after which to search.
    pub(super) alike: Vec<(i64, u64)>,
    /// Nodes of the seal.
    pub(super) nodes: Vec<i64>,
    /// Full subtrees of the tree over the entries.
    pub(super) subtrees: Vec<Subtree>,
    /// Kept totals, as for [`Reading::totals`].
    pub(super) totals: Vec<(usize, &'a str)>,
}

/// The most entries returned for a likeness at once: only the first one in force matters.
pub(super) const ALIKE: usize = 16;

/// What is known under the names in an [`Asked`], each list in the same order.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Cases.
    pub(super) cases: Vec<Option<Case>>,
    /// Sources.
    pub(super) sources: Vec<Option<Filed>>,
    /// The entries recorded under references.
    pub(super) references: Vec<Option<u64>>,
    /// Families.
    pub(super) families: Vec<Option<Stored>>,
    /// The first assets of families.
    pub(super) begun: Vec<Option<String>>,
    /// The bytes of entries.
    pub(super) entries: Vec<Option<Vec<u8>>>,
    /// What entries say of data, in order.
    pub(super) handled: Vec<Vec<(u64, Handling)>>,
    /// Data; `None` where erased.
    pub(super) data: Vec<Option<Personal>>,
    /// The entries that hold data, with their commitments.
    pub(super) bearing: Vec<Vec<(u64, Digest)>>,
    /// The first entries of each likeness, at most [`ALIKE`].
    pub(super) alike: Vec<Vec<u64>>,
    /// The bytes of nodes.
    pub(super) nodes: Vec<Option<Vec<u8>>>,
    /// The roots of subtrees.
    pub(super) subtrees: Vec<Option<Digest>>,
    /// Kept totals; empty for those that are not kept.
    pub(super) totals: Vec<Tally>,
}

/// A family as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stored {
    /// The entry with which it began.
    pub(super) entry: u64,
    /// Its lines.
    pub(super) lines: String,
    /// Whether it is woven.
    pub(super) woven: bool,
    /// Whether it holds a pool.
    pub(super) pool: bool,
}
