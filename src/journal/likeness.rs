//! What two records of the same thing have in common, so that duplicates are found.

use std::fmt::{self, Write};

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
pub(crate) fn likenesses(act: &Act) -> Vec<i64> {
    let Target::New { asset } = &act.target else { return Vec::new() };
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
) -> Vec<i64> {
    let mut text = String::with_capacity(160);
    // Writing to a string never fails.
    let _: fmt::Result = write_shared(&mut text, (case, at, kind, date, stated));
    let shared = text.len();
    let mut found: Vec<i64> = sources
        .iter()
        .map(|citation| {
            text.truncate(shared);
            text.push_str(citation.source().as_str());
            first_bytes(&Digest::of(text.as_bytes()))
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// What a likeness is made of before the source.
type Shared<'a> = (&'a CaseRef, Option<&'a Places>, Option<AssetKind>, &'a Date, Option<Amount>);

/// Writes what all likenesses of an action share, a line each.
fn write_shared(text: &mut String, (case, at, kind, date, stated): Shared<'_>) -> fmt::Result {
    writeln!(text, "{}", case.as_str())?;
    writeln!(text, "{}", places(at))?;
    writeln!(text, "{}\n{}", kind.map_or("", AssetKind::as_str), date.text())?;
    writeln!(text, "{}", stated.unwrap_or(Amount::Unstated(None)))
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
