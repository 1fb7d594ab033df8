//! What reports read from a ledger.

use jiff::civil;

use crate::domain::{AssetRef, CaseRef, Fault, Identifier, Rate, RateSet, SourceCitation, Unit};
use crate::journal::kept::Kept;
use crate::journal::{Digest, Disclosure, Entry, Family, Frontier, Tally};

use super::Error;

/// A selection of families.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Families<'a> {
    /// All.
    All,
    /// Families with an asset or an item in a case. May include a few others.
    OfCase(&'a CaseRef),
    /// Families that are in no kept total.
    Woven,
    /// Families for which an entry states several jurisdictions.
    Pools,
}

/// A range of entry numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Only entries after this one; 0 for all.
    pub after: u64,
    /// Only entries up to this one.
    pub up_to: u64,
    /// At most this many, from the first; `None` for all.
    pub limit: Option<u64>,
}

impl Span {
    /// The first entries, up to a number.
    pub fn first(up_to: u64) -> Span {
        Span { after: 0, up_to, limit: None }
    }

    /// The maximum number of entries in it.
    pub fn most(self) -> u64 {
        let between = self.up_to.saturating_sub(self.after);
        self.limit.map_or(between, |limit| limit.min(between))
    }
}

/// A selection of rates from a set, as known at an entry.
#[derive(Clone, Copy, Debug)]
pub struct Rates<'a> {
    /// The set's name.
    pub set: &'a str,
    /// Only this currency.
    pub currency: Option<Unit>,
    /// The first day.
    pub from: civil::Date,
    /// The last day.
    pub to: civil::Date,
    /// As known when this entry was the last.
    pub up_to: u64,
}

/// Receives a rate.
pub type EachRate<'a, E> = dyn FnMut(Rate) -> Result<(), E> + 'a;

/// Receives a stored family: its asset's reference and its lines.
pub type EachKept<'a, E> = dyn FnMut(&str, &str) -> Result<(), E> + 'a;

/// Receives a row of a kept breakdown: its key and the tally.
pub type EachTotal<'a, E> = dyn FnMut(&str, Tally) -> Result<(), E> + 'a;

/// Receives an entry.
pub type EachOfCase<'a, E> = dyn FnMut(Entry) -> Result<(), E> + 'a;

/// Receives an entry's bytes, with the asset's reference and the lines of the family that it begins, if any.
pub type EachStored<'a, E> = dyn FnMut(&[u8], Option<(&str, &str)>) -> Result<(), E> + 'a;

/// Receives an entry with its digest and the family that it begins, if any.
pub type EachEntry<'a, E> = dyn FnMut(Entry, Digest, Option<Family>) -> Result<(), E> + 'a;

/// One consistent state of a ledger, as reports read it.
pub trait Source {
    /// Why it cannot be read.
    type Error: From<Fault> + From<Error> + Send;

    /// The number of entries and the tree over them.
    ///
    /// # Errors
    /// The ledger cannot be read.
    fn head(&self) -> Result<Frontier, Self::Error>;

    /// The tree over the entries up to a number.
    ///
    /// # Errors
    /// The ledger cannot be read.
    fn tree_at(&self, up_to: u64) -> Result<Frontier, Self::Error>;

    /// The entry that opened a case.
    ///
    /// # Errors
    /// The ledger cannot be read.
    fn opened(&self, case: &CaseRef) -> Result<Option<u64>, Self::Error>;

    /// Passes stored families to `each`: the asset's reference and the lines that [`Family::read`] folds.
    ///
    /// # Errors
    /// The ledger cannot be read, or `each` fails.
    fn each_kept(&self, which: Families<'_>, each: &mut EachKept<'_, Self::Error>) -> Result<(), Self::Error>;

    /// Passes the rows of a kept breakdown to `each`, in key order.
    ///
    /// # Errors
    /// The ledger cannot be read, or `each` fails.
    fn each_total(&self, kept: &Kept, each: &mut EachTotal<'_, Self::Error>) -> Result<(), Self::Error>;

    /// The lines of an asset's family, which [`Family::read`] folds.
    ///
    /// # Errors
    /// The ledger cannot be read.
    fn kept(&self, root: &AssetRef) -> Result<Option<String>, Self::Error>;

    /// An asset's family, as known at an entry.
    ///
    /// # Errors
    /// The ledger cannot be read.
    fn family(&self, root: &AssetRef, up_to: u64) -> Result<Option<Family>, Self::Error>;

    /// Passes the bytes of entries to `each`, in order; an entry that begins a family comes with that family as stored.
    ///
    /// # Errors
    /// The ledger cannot be read, or `each` fails.
    fn each_stored(&self, span: Span, each: &mut EachStored<'_, Self::Error>) -> Result<(), Self::Error>;

    /// Passes entries to `each`, in order, with their digests; an entry that begins a family comes with that family as
    /// known at the end of the span.
    ///
    /// # Errors
    /// The ledger cannot be read, or `each` fails.
    fn each_entry(&self, span: Span, each: &mut EachEntry<'_, Self::Error>) -> Result<(), Self::Error>;

    /// Passes to `each` the entries up to a number that record a claim or an event of a case (`None`: of any), or that
    /// say what became of one; those of one case in order.
    ///
    /// # Errors
    /// The ledger cannot be read, or `each` fails.
    fn each_of_case(
        &self,
        case: Option<&CaseRef>,
        up_to: u64,
        each: &mut EachOfCase<'_, Self::Error>,
    ) -> Result<(), Self::Error>;

    /// The sources cited by an entry's action. Citations of the imported file are left out if the action cites another
    /// source, because the file only repeats what that says.
    ///
    /// # Errors
    /// The ledger cannot be read.
    fn cited(&self, entry: u64) -> Result<Vec<SourceCitation>, Self::Error>;

    /// The data behind commitments, as far as they may be shown.
    ///
    /// # Errors
    /// The ledger cannot be read.
    fn disclosure(&self, commitments: &[Digest]) -> Result<Disclosure, Self::Error>;

    /// The entries that give a reference: those that opened a case, added a source, began an asset, or were recorded under it.
    ///
    /// # Errors
    /// The ledger cannot be read.
    fn named(&self, reference: &str) -> Result<Vec<u64>, Self::Error>;

    /// The entries that hold an identifier which may be shown, in order.
    ///
    /// # Errors
    /// The ledger cannot be read.
    fn bearing(&self, identifier: &Identifier) -> Result<Vec<u64>, Self::Error>;

    /// Why an entry corrects or voids an action; `None` if it does neither.
    ///
    /// # Errors
    /// The ledger cannot be read.
    fn reason(&self, entry: u64) -> Result<Option<String>, Self::Error>;

    /// The rate sets added up to an entry, by name.
    ///
    /// # Errors
    /// The ledger cannot be read.
    fn rate_sets(&self, up_to: u64) -> Result<Vec<RateSet>, Self::Error>;

    /// Passes rates to `each`, by currency code and then by day: for each currency and day, the rate in force at the
    /// entry.
    ///
    /// # Errors
    /// The ledger cannot be read, or `each` fails.
    fn each_rate(&self, rates: Rates<'_>, each: &mut EachRate<'_, Self::Error>) -> Result<(), Self::Error>;
}
