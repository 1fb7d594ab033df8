//! What two records of the same thing have in common, so that duplicates are found.

use std::collections::BTreeSet;

use crate::domain::identifier::Scheme;
use crate::domain::{Amount, AssetKind, AssetRef, CaseRef, Date, EntryRef, Places, SourceCitation};

use super::digest::Digest;
use super::particular::Act;
use super::target::Target;

/// An existing asset that a new one resembles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The asset.
    pub asset: AssetRef,
    /// The entry with which it began.
    pub entry: u64,
    /// How they are alike.
    pub by: Likeness,
}

/// How a new asset resembles an existing one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// Case, places, kind, date, amount and a source are the same.
    Particulars,
    /// The other is held and has the same identifier.
    Identifier(Scheme),
}

impl Alike {
    /// Whether the user must confirm: a reference of its own marks a command as a different asset, unless an identifier
    /// matches.
    pub(crate) fn is_asked(&self, reference: Option<&EntryRef>) -> bool {
        reference.is_none() || matches!(self.by, Likeness::Identifier(_))
    }

    /// The likeness as a sentence.
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

/// Keys that an action beginning an asset shares with another record of the same thing, one for each source cited: the
/// first eight bytes of a digest over case, places, kind, date, amount and source. Other actions have none.
///
/// Actions that share a key are compared in full before anything is reported.
pub(crate) fn likenesses(act: &Act) -> BTreeSet<i64> {
    let Target::New { asset } = &act.target else { return BTreeSet::new() };
    likenesses_of(asset.case(), act.places.as_ref(), act.kind, &act.date, act.amount, &act.sources)
}

/// The same for an action not yet recorded.
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

/// Whether two actions begin assets with the same case, places, kind, date and amount, and share a source.
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

/// The amount as canonical text; an absent one is not stated.
fn amount(amount: Option<Amount>) -> String {
    amount.unwrap_or(Amount::Unstated(None)).to_string()
}
