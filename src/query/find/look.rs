//! What an entry is about.

use crate::domain::{AssetRef, CaseRef, SourceCitation, SourceRef};
use crate::journal::{Effect, Entry, Family, Target};

use crate::query::source::{Source, Span};

/// What an entry concerns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concerned {
    /// The asset.
    pub asset: Option<AssetRef>,
    /// The case that the entry itself names.
    pub case: Option<CaseRef>,
    /// The source that it adds or edits.
    pub source: Option<SourceRef>,
}

/// What an entry concerns. If it says what became of another entry, it concerns what that one does.
///
/// # Errors
/// The ledger cannot be read.
pub fn concerned<S: Source>(source: &S, entry: &Entry) -> Result<Concerned, S::Error> {
    let mut found = Concerned::default();
    match entry.body.effect() {
        Effect::Begin | Effect::Rates { .. } => {}
        Effect::Case { case, .. } => found.case = Some(case.clone()),
        Effect::Source { source, .. } => found.source = Some(source.clone()),
        Effect::OfCase { case, asset, .. } => {
            (found.case, found.asset) = (Some(case.clone()), asset.cloned());
        }
        Effect::Act { act, .. } => {
            found.asset = Some(act.target.asset().clone());
            if let Target::Item { case: Some(case), .. } = &act.target {
                found.case = Some(case.clone());
            }
        }
        Effect::Turn { action: other, .. }
        | Effect::Reading { reads: other, .. }
        | Effect::Withhold { of: other, .. } => {
            // The other is an earlier one, so this ends.
            if other < entry.number
                && let Some((other, _)) = read(source, other, other)?
            {
                return concerned(source, &other);
            }
        }
    }
    Ok(found)
}

/// An entry, with the family that it begins as known at `up_to`.
pub(super) fn read<S: Source>(
    source: &S,
    number: u64,
    up_to: u64,
) -> Result<Option<(Entry, Option<Family>)>, S::Error> {
    let mut found = None;
    source.each_entry(Span { after: number.saturating_sub(1), up_to, limit: Some(1) }, &mut |entry, _, family| {
        found = Some((entry, family));
        Ok(())
    })?;
    Ok(found.filter(|(entry, _)| entry.number == number))
}

/// The sources that an entry adds or cites.
pub(super) fn sources(entry: &Entry) -> Vec<SourceRef> {
    let of = |sources: &[SourceCitation]| sources.iter().map(|citation| citation.source().clone()).collect();
    match entry.body.effect() {
        Effect::Source { source, .. } => vec![source.clone()],
        Effect::Act { act, .. } => of(&act.sources),
        Effect::OfCase { sources, .. } | Effect::Reading { sources, .. } | Effect::Rates { sources, .. } => of(sources),
        Effect::Begin | Effect::Case { .. } | Effect::Turn { .. } | Effect::Withhold { .. } => Vec::new(),
    }
}
