//! What reports read of a ledger.

use jiff::civil;

use crate::domain::{AssetRef, CaseRef, Fault, Rate, RateSet, SourceCitation, Unit};
use crate::journal::kept::Kept;
use crate::journal::{Digest, Disclosure, Entry, Family, Frontier, Tally};

use super::Error;

/// Which families are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Families<'a> {
    /// All.
    All,
    /// Those of an asset of a case, or with an item of it. A few others may be among them.
    OfCase(&'a CaseRef),
    /// Those that are in no kept total.
    Woven,
    /// Those for which an entry states several jurisdictions.
    Pools,
}

/// Some entries, by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Those that come after this one; all come after 0.
    pub after: u64,
    /// None that comes after this one.
    pub up_to: u64,
    /// Of these the first, so many; all of them where it is `None`.
    pub limit: Option<u64>,
}

impl Span {
    /// The first entries, up to a number.
    pub fn first(up_to: u64) -> Span {
        Span { after: 0, up_to, limit: None }
    }

    /// How many entries there are in it at most.
    pub fn most(self) -> u64 {
        let between = self.up_to.saturating_sub(self.after);
        self.limit.map_or(between, |limit| limit.min(between))
    }
}

/// Some rates of a set, as they were known at an entry.
#[derive(Clone, Copy, Debug)]
pub struct Rates<'a> {
    /// The set's name.
    pub set: &'a str,
    /// Of this currency only.
    pub currency: Option<Unit>,
    /// Of the days from this one …
    pub from: civil::Date,
    /// … to this one.
    pub to: civil::Date,
    /// As known when this entry was the last.
    pub up_to: u64,
}

/// Takes a rate.
pub type EachRate<'a, E> = dyn FnMut(Rate) -> Result<(), E> + 'a;

/// Takes what is kept of a family: its asset's reference, and its lines.
pub type EachKept<'a, E> = dyn FnMut(&str, &str) -> Result<(), E> + 'a;

/// Takes a row of a kept breakdown: its key, and the tally.
pub type EachTotal<'a, E> = dyn FnMut(&str, Tally) -> Result<(), E> + 'a;

/// Takes an entry.
pub type EachOfCase<'a, E> = dyn FnMut(Entry) -> Result<(), E> + 'a;

/// Takes an entry with its digest and the family that it begins, if it begins one.
pub type EachEntry<'a, E> = dyn FnMut(Entry, Digest, Option<Family>) -> Result<(), E> + 'a;

/// One state of a ledger, as reports read it: whatever is asked of it, the answers belong together.
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

    /// Gives what is kept of families to `each`: the asset's reference, and the lines from which [`Family::read`] folds.
    ///
    /// # Errors
    /// The ledger cannot be read, or what `each` says.
    fn each_kept(&self, which: Families<'_>, each: &mut EachKept<'_, Self::Error>) -> Result<(), Self::Error>;

    /// Gives the rows of a kept breakdown to `each`, in the order of their keys.
    ///
    /// # Errors
    /// The ledger cannot be read, or what `each` says.
    fn each_total(&self, kept: &Kept, each: &mut EachTotal<'_, Self::Error>) -> Result<(), Self::Error>;

    /// The family of an asset, as it was known at an entry.
    ///
    /// # Errors
    /// The ledger cannot be read.
    fn family(&self, root: &AssetRef, up_to: u64) -> Result<Option<Family>, Self::Error>;

    /// Gives entries to `each`, in order, with their digests; of an entry that begins a family, also that family as it was
    /// known at the span's end.
    ///
    /// # Errors
    /// The ledger cannot be read, or what `each` says.
    fn each_entry(&self, span: Span, each: &mut EachEntry<'_, Self::Error>) -> Result<(), Self::Error>;

    /// Gives the entries, up to a number, that say something of a case (of any: `None`) beside its particulars, or what became of
    /// that, to `each`: those of one case in their order.
    ///
    /// # Errors
    /// The ledger cannot be read, or what `each` says.
    fn each_of_case(
        &self,
        case: Option<&CaseRef>,
        up_to: u64,
        each: &mut EachOfCase<'_, Self::Error>,
    ) -> Result<(), Self::Error>;

    /// The sources that an entry's action cites. Those of the file from which it was imported are left out where it cites
    /// another: that file only repeats what they say.
    ///
    /// # Errors
    /// The ledger cannot be read.
    fn cited(&self, entry: u64) -> Result<Vec<SourceCitation>, Self::Error>;

    /// What may be shown of the data behind some commitments.
    ///
    /// # Errors
    /// The ledger cannot be read.
    fn disclosure(&self, commitments: &[Digest]) -> Result<Disclosure, Self::Error>;

    /// Why an entry corrects or voids an action; `None` where it does neither.
    ///
    /// # Errors
    /// The ledger cannot be read.
    fn reason(&self, entry: u64) -> Result<Option<String>, Self::Error>;

    /// The sets of rates that were added up to an entry, in the order of their names.
    ///
    /// # Errors
    /// The ledger cannot be read.
    fn rate_sets(&self, up_to: u64) -> Result<Vec<RateSet>, Self::Error>;

    /// Gives rates to `each`, in the order of their currencies' codes and then of their days: of each currency and day the one
    /// that held at the entry.
    ///
    /// # Errors
    /// The ledger cannot be read, or what `each` says.
    fn each_rate(&self, rates: Rates<'_>, each: &mut EachRate<'_, Self::Error>) -> Result<(), Self::Error>;
}
