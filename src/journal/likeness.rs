//! What two records of the same thing have in common, so that one that is recorded twice is found.

use std::collections::BTreeSet;

use crate::domain::identifier::Scheme;
use crate::domain::{Amount, AssetKind, AssetRef, CaseRef, Date, EntryRef, Places, SourceCitation};

use super::digest::Digest;
use super::particular::Act;
use super::target::Target;

/// An asset in the ledger that a new one looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The asset.
    pub asset: AssetRef,
    /// The entry with which it began.
    pub entry: u64,
    /// In what.
    pub by: Likeness,
}

/// In what a new asset looks like another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// Its case, places, kind, date, amount and a source are the same.
    Particulars,
    /// The other is held, and bears the same identifier.
    Identifier(Scheme),
}

impl Alike {
    /// Whether it is asked about: a command with a reference of its own says by it that it is another one, but not so
    /// where an identifier is the same.
    pub(crate) fn is_asked(&self, reference: Option<&EntryRef>) -> bool {
        reference.is_none() || matches!(self.by, Likeness::Identifier(_))
    }

    /// In what it is alike, as a sentence.
    pub fn said(&self) -> String {
        let Alike { asset, entry, by } = self;
        match by {
            Likeness::Particulars => {
                format!("{asset} (entry {entry}) has the same case, places, kind, date, amount and source")
            }
            Likeness::Identifier(scheme) => {
                format!("{asset} (entry {entry}) is held and bears the same {scheme} identifier")
            }
        }
    }
}

/// What an action that begins an asset has in common with a record of the same thing, for each source that it cites: the first
/// eight bytes of a digest over case, places, kind, date, amount and source. Nothing for any other action.
///
/// Two that have one in common are compared in full before anything is said.
pub(crate) fn likenesses(act: &Act) -> BTreeSet<i64> {
    let Target::New { asset } = &act.target else { return BTreeSet::new() };
    likenesses_of(asset.case(), act.places.as_ref(), act.kind, &act.date, act.amount, &act.sources)
}

/// The same of an action that is not recorded yet.
pub(crate) fn likenesses_of(
    case: &CaseRef,
    at: Option<&Places>,
    kind: Option<AssetKind>,
    date: &Date,
    stated: Option<Amount>,
    sources: &[SourceCitation],
) -> BTreeSet<i64> {
    let kind = kind.map_or("", AssetKind::as_str);
    let shared = [case.as_str(), &places(at), kind, date.text(), &amount(stated)].join("\n");
    let sources = sources.iter().map(|citation| citation.source());
    sources.map(|source| first_bytes(&Digest::of(format!("{shared}\n{source}").as_bytes()))).collect()
}

fn first_bytes(Digest(digest): &Digest) -> i64 {
    let (first, _) = digest.split_at(8);
    first.iter().fold(0, |number: i64, byte| number << 8 | i64::from(*byte))
}

/// Whether two actions begin assets of the same case, places, kind, date and amount, and share a source.
pub(crate) fn begins_alike(act: &Act, other: &Act) -> bool {
    let (Target::New { asset }, Target::New { asset: before }) = (&act.target, &other.target) else { return false };
    let shared = |cited: &SourceCitation| other.sources.iter().any(|citation| citation.source() == cited.source());
    asset.case() == before.case()
        && places(act.places.as_ref()) == places(other.places.as_ref())
        && act.kind == other.kind
        && act.date == other.date
        && amount(act.amount) == amount(other.amount)
        && act.sources.iter().any(shared)
}

fn places(places: Option<&Places>) -> String {
    places.map_or(String::new(), Places::codes)
}

/// The amount in its canonical text; one that is left out is not stated.
fn amount(amount: Option<Amount>) -> String {
    amount.unwrap_or(Amount::Unstated(None)).to_string()
}
