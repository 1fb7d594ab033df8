//! What an engine has to offer that keeps ledgers: facts to read, and changes to make in one transaction. Everything above
//! it is the same for every engine, byte for byte: what may follow what, the bytes of entries, the tree, the sums.

use std::path::Path;

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
    /// One state, which stays as it is while it is read.
    ///
    /// # Errors
    /// The ledger cannot be read.
    fn read(&self) -> Result<Box<dyn Reading + '_>, Error>;

    /// The right to write, which nobody else has until it is committed or dropped. What is dropped was never written.
    ///
    /// # Errors
    /// Another command is writing, or the ledger cannot be written.
    fn write(&mut self, writes: Writes) -> Result<Box<dyn Writing + '_>, Error>;

    /// The settings on which the engine's promises rest.
    ///
    /// # Errors
    /// The ledger cannot be read.
    fn settings(&self) -> Result<Settings, Error>;

    /// Copies the ledger to a file that is not there yet, while others write, and verifies the copy.
    ///
    /// # Errors
    /// As for [`super::Ledger::back_up`].
    fn back_up(&self, to: &Path, progress: &mut dyn FnMut(Progress) -> Result<(), Error>) -> Result<Copied, NotCopied>;
}

/// How much is going to be written, so that an engine can make room for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writes {
    /// A few entries.
    Few,
    /// Perhaps a million.
    Many,
}

/// The head as it is stored: what it says is checked by whoever reads it.
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

/// Takes an entry: its number, and its bytes.
pub(super) type EachBytes<'a> = dyn FnMut(u64, &[u8]) -> Result<(), Error> + 'a;

/// Takes an entry's bytes with what is kept of the family that it begins, if it begins one: its root and its lines.
pub(super) type EachBegun<'a> = dyn FnMut(&[u8], Option<(&str, &str)>) -> Result<(), Error> + 'a;

/// Takes what is kept of a family: its root and its lines.
pub(super) type EachFamily<'a> = dyn FnMut(&str, &str) -> Result<(), Error> + 'a;

/// Takes a row of a table, a field for each of its columns.
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

/// A check of the engine's own, such as of its pages, that may run on another thread while the entries are read. It gives
/// what it found wrong, in words.
pub(super) type Check = Box<dyn FnOnce() -> Result<Vec<String>, Error> + Send>;

/// One state of a ledger: whatever is asked of it, the answers belong together.
pub(super) trait Reading {
    /// The head; `None` where there is none.
    fn head(&self) -> Result<Option<Head>, Error>;

    /// The number of the last entry; 0 where there is none.
    fn last(&self) -> Result<u64, Error>;

    /// What is known under some names, all in one answer.
    fn known(&self, asked: &Asked<'_>) -> Result<Known, Error>;

    /// Some kept totals, each by the number of its breakdown in [`crate::journal::kept::KEPT`] and its key; a total that is
    /// not kept is nothing.
    fn totals(&self, keys: &[(usize, &str)]) -> Result<Vec<Tally>, Error>;

    /// Gives entries to `each`, in order.
    fn entries(&self, span: Span, each: &mut EachBytes<'_>) -> Result<(), Error>;

    /// Gives entries to `each`, in order, each with the family that it begins.
    fn begun(&self, span: Span, each: &mut EachBegun<'_>) -> Result<(), Error>;

    /// Gives families to `each`, in the order of the entries with which they began. Of a case a few others may be among
    /// them, and some twice.
    fn families(&self, which: Families<'_>, each: &mut EachFamily<'_>) -> Result<(), Error>;

    /// Gives the totals of a kept breakdown to `each`, in the order of their keys.
    fn breakdown(&self, kept: &Kept, each: &mut EachTotal<'_, Error>) -> Result<(), Error>;

    /// Gives lines of rates to `each`, in the order of their currencies, days and entries.
    fn rates(&self, rates: &Rates<'_>, each: &mut EachStoredRate<'_>) -> Result<(), Error>;

    /// Gives all rows of a table to `each`, in the table's order: what verifying compares, and what lists are made of.
    fn rows(&self, table: &Table, each: &mut EachRow<'_>) -> Result<(), Error>;

    /// The number of a table's rows.
    fn count(&self, table: &Table) -> Result<u64, Error>;

    /// The engine's check of itself.
    fn check(&self) -> Option<Check>;
}

/// The right to write. What is written is read again by the same one, and by others once it is committed.
pub(super) trait Writing: Reading {
    /// Adds entries, each with its number, and what lies behind their commitments, each datum with the entry that holds it.
    fn add(&self, entries: &[(u64, &[u8])], data: &[(u64, Personal)]) -> Result<(), Error>;

    /// Adds lines of rates to a set, with the entry that holds their digest; they are in order, and each is of a currency and a
    /// day of its own.
    fn quote(&self, set: &str, entry: u64, quotes: &[Quote]) -> Result<(), Error>;

    /// Makes changes of what is derived from the entries, one after the other.
    fn apply(&self, changes: &[Change]) -> Result<(), Error>;

    /// Takes all data away that lie behind some commitments, so that the engine keeps no copy of them that it could give
    /// back. Entries say so already.
    fn erase(&self, commitments: &[Digest]) -> Result<(), Error>;

    /// Empties everything that is derived from the entries.
    fn empty(&self) -> Result<(), Error>;

    /// Replaces the head.
    fn lead(&self, head: &Head) -> Result<(), Error>;

    /// Keeps what was written; once this returns, it is where a failing machine does not reach it.
    ///
    /// # Errors
    /// [`Error::Unknown`] where it cannot be told whether it is kept; any other: it is not.
    fn commit(self: Box<Self>) -> Result<(), Error>;
}

/// Names of which a caller wants to know what they mean.
#[derive(Debug, Default)]
pub(super) struct Asked<'a> {
    /// Cases.
    pub(super) cases: Vec<&'a CaseRef>,
    /// Sources.
    pub(super) sources: Vec<&'a SourceRef>,
    /// References of entries.
    pub(super) references: Vec<&'a EntryRef>,
    /// Families, by the assets with which they begin.
    pub(super) families: Vec<&'a AssetRef>,
    /// Families, by the entries with which they begin.
    pub(super) begun: Vec<u64>,
    /// Entries.
    pub(super) entries: Vec<u64>,
    /// Commitments of which entries say how the data behind them are handled.
    pub(super) handled: Vec<Digest>,
    /// Commitments with the data behind them.
    pub(super) data: Vec<Digest>,
    /// Data, of which is asked which entries hold them.
    pub(super) bearing: Vec<&'a str>,
    /// Likenesses, each with the entry behind which is searched.
    pub(super) alike: Vec<(i64, u64)>,
    /// Nodes of the seal.
    pub(super) nodes: Vec<i64>,
    /// Full subtrees of the tree over the entries.
    pub(super) subtrees: Vec<Subtree>,
}

/// How many entries of one likeness are told at once: of many alike the first that stands is enough.
pub(super) const ALIKE: usize = 16;

/// What is known under the names of an [`Asked`], each list in its order.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Cases.
    pub(super) cases: Vec<Option<Case>>,
    /// Sources.
    pub(super) sources: Vec<Option<Filed>>,
    /// The entries that were recorded with a reference.
    pub(super) references: Vec<Option<u64>>,
    /// Families.
    pub(super) families: Vec<Option<Stored>>,
    /// The assets with which families begin.
    pub(super) begun: Vec<Option<String>>,
    /// The bytes of entries.
    pub(super) entries: Vec<Option<Vec<u8>>>,
    /// What entries say of data, in their order.
    pub(super) handled: Vec<Vec<(u64, Handling)>>,
    /// Data; none where they were erased.
    pub(super) data: Vec<Option<Personal>>,
    /// The entries that hold data, with the commitments.
    pub(super) bearing: Vec<Vec<(u64, Digest)>>,
    /// The first entries of a likeness, at most [`ALIKE`] of them.
    pub(super) alike: Vec<Vec<u64>>,
    /// The bytes of nodes.
    pub(super) nodes: Vec<Option<Vec<u8>>>,
    /// The roots of subtrees.
    pub(super) subtrees: Vec<Option<Digest>>,
}

/// What is kept of a family.
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
