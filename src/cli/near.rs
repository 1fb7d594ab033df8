//! Suggestions for a reference that is not in the ledger, and refusals of one that looks like another.

use crate::domain::{CaseRef, EntryRef, Fault, SourceRef, text};
use crate::journal::{Handle, Refusal, rules};
use crate::query::{Source, Span};
use crate::store::{self, Ledger};

use super::advice::{self, Said};
use super::failure::Failure;

/// How many of the last entries are searched for a reference: people mistype what they recorded not long ago.
const LAST: u64 = 10_000;

/// The refusal of a case that is not in the ledger, with the one that is spelt similarly, if any.
///
/// # Errors
/// The ledger cannot be read.
pub(super) fn no_case(ledger: &Ledger, case: &CaseRef) -> Result<Fault, Failure> {
    Ok(meant(ledger, case)?.unwrap_or_else(|| advice::of_entry(&Refusal::NoCase(case.clone()), Said::Typed)))
}

/// The same if another case is spelt similarly; `None` if none is, or if the case is in the ledger.
///
/// # Errors
/// The ledger cannot be read.
pub(super) fn meant(ledger: &Ledger, case: &CaseRef) -> Result<Option<Fault>, Failure> {
    if ledger.case(case)?.is_some() {
        return Ok(None);
    }
    let cases = ledger.cases(None)?;
    let known: Vec<&str> = cases.iter().map(|known| known.file.case.as_str()).collect();
    // The list follows from the entries: a case that is listed but not found is damage, which is reported elsewhere.
    if known.contains(&case.as_str()) {
        return Ok(None);
    }
    let hint = |near| format!("did you mean {}? `impound case list` shows the cases", text::quote(near));
    Ok(nearest(case.as_str(), &known).map(|near| Fault::new(format!("there is no case {case}")).hint(hint(near))))
}

/// The refusal of a source that is not in the ledger, with the one that is spelt similarly, if any.
///
/// # Errors
/// The ledger cannot be read.
pub(super) fn no_source(ledger: &Ledger, source: &SourceRef) -> Result<Fault, Failure> {
    let sources = ledger.sources(None)?;
    let known: Vec<&str> = sources.iter().map(|known| known.file.source.as_str()).collect();
    let fault = advice::of_entry(&Refusal::NoSource(source.clone()), Said::Typed);
    let Some(near) = nearest(source.as_str(), &known).filter(|near| *near != source.as_str()) else { return Ok(fault) };
    let add = advice::typed(&fault).unwrap_or_default();
    let hint = format!("did you mean {}? if not, {add}", text::quote(near));
    Ok(fault.hint(hint))
}

/// The refusal of a reference that no entry has, with one of a late entry that is spelt similarly, if any.
fn no_reference(ledger: &Ledger, reference: &EntryRef) -> Result<Fault, Failure> {
    let state = ledger.snapshot()?;
    let up_to = state.head()?.size();
    let mut found: Vec<String> = Vec::new();
    state.each_entry(Span { after: up_to.saturating_sub(LAST), up_to, limit: None }, &mut |entry, _, _| {
        found.extend(entry.reference.map(|reference| reference.to_string()));
        Ok(())
    })?;
    let known: Vec<&str> = found.iter().map(String::as_str).collect();
    let fault = advice::of_entry(&Refusal::NoReference(reference.clone()), Said::Typed);
    let otherwise = advice::typed(&fault).unwrap_or_default();
    let hint = or_meant(reference.as_ref(), &known, &otherwise);
    Ok(fault.hint(hint))
}

/// A hint, preceded by the known word that is spelt like what was given, if any.
pub(super) fn or_meant(given: &str, known: &[&str], otherwise: &str) -> String {
    match nearest(given, known) {
        Some(near) => format!("did you mean {}? {otherwise}", text::quote(near)),
        None => otherwise.to_owned(),
    }
}

/// Refuses a source that is not in the ledger, with the one that is spelt similarly, if any.
///
/// # Errors
/// It is not in the ledger, or the ledger cannot be read.
pub(super) fn refuse_no_source(ledger: &Ledger, source: &SourceRef) -> Result<(), Failure> {
    if ledger.source(source)?.is_some() { Ok(()) } else { Err(no_source(ledger, source)?.into()) }
}

/// Refuses an asset that is not in the ledger.
///
/// # Errors
/// It is not in the ledger, or the ledger cannot be read.
pub(super) fn refuse_no_asset(ledger: &Ledger, asset: &Handle) -> Result<(), Failure> {
    match rules::find(&ledger.state_of(asset)?, asset) {
        Ok(_) => Ok(()),
        Err(refusal) => Err(widened(ledger, store::Refusal::Entry(refusal))),
    }
}

/// An error of the store; if it refuses a reference, with the one that is spelt similarly, if any.
pub(super) fn refused(ledger: &Ledger, error: store::Error) -> Failure {
    match error {
        store::Error::Refused(refusal) => widened(ledger, refusal),
        other => other.into(),
    }
}

fn widened(ledger: &Ledger, refusal: store::Refusal) -> Failure {
    let suggested = match &refusal {
        store::Refusal::Entry(Refusal::NoCase(case)) => meant(ledger, case),
        store::Refusal::Entry(Refusal::NoAsset(asset)) => meant(ledger, asset.case()),
        store::Refusal::Entry(Refusal::NoSource(source)) => no_source(ledger, source).map(Some),
        store::Refusal::Entry(Refusal::NoReference(reference)) => no_reference(ledger, reference).map(Some),
        _ => Ok(None),
    };
    // A ledger that can no longer be read is no reason to hide what was refused.
    suggested.ok().flatten().map_or_else(|| refusal.into(), Failure::from)
}

/// Refuses a case that is not in the ledger if another is spelt similarly.
///
/// # Errors
/// Another is spelt similarly, or the ledger cannot be read.
pub(super) fn refuse_mistyped(ledger: &Ledger, case: &CaseRef) -> Result<(), Failure> {
    match ledger.case(case)? {
        Some(_) => Ok(()),
        None => meant(ledger, case)?.map_or(Ok(()), |fault| Err(fault.into())),
    }
}

/// The known word that is spelt similarly.
fn nearest<'a>(given: &str, known: &[&'a str]) -> Option<&'a str> {
    let plain = given.to_lowercase();
    let most = match plain.chars().count() {
        0..4 => 1,
        4..9 => 2,
        _ => 3,
    };
    let measured = known.iter().map(|known| (strsim::levenshtein(&plain, &known.to_lowercase()), *known));
    let looks_alike = |known: &str| skeleton(known) == skeleton(given);
    let near = measured.filter(|(distance, known)| *distance <= most || looks_alike(known));
    near.min().map(|(_, known)| known)
}

/// Refuses a new reference that a reader could mistake for one in the ledger (Unicode Technical Standard 39).
///
/// # Errors
/// It looks like one in the ledger.
pub(super) fn refuse_lookalike<'a>(
    what: &str,
    given: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Result<(), Fault> {
    let alike = skeleton(given);
    let other = known.into_iter().find(|known| *known != given && skeleton(known) == alike);
    other.map_or(Ok(()), |other| Err(lookalike(what, given, other, IN_LEDGER)))
}

/// Where the other reference is.
pub(super) const IN_LEDGER: &str = "is in the ledger";

/// The refusal of a reference that looks like another; `place` says where the other is.
pub(super) fn lookalike(what: &str, given: &str, other: &str, place: &str) -> Fault {
    let unlike = given.chars().zip(other.chars()).find(|(one, other)| one != other);
    let told =
        unlike.map(|(one, other)| format!(", in which U+{:04X} replaces U+{:04X}", u32::from(one), u32::from(other)));
    let fault = Fault::new(format!(
        "the {what} {} looks like {}, which {place}{}",
        text::quote(given),
        text::quote(other),
        told.unwrap_or_default()
    ));
    fault.hint(format!("if {other} is meant, use that; otherwise choose another reference, or add --anyway"))
}

/// The skeleton of a reference: references that a reader could confuse share it (Unicode Technical Standard 39).
pub(super) fn skeleton(reference: &str) -> String {
    unicode_security::skeleton(reference).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_that_look_alike_have_the_same_skeleton() {
        assert_eq!(skeleton("coco"), skeleton("\u{441}\u{43e}\u{441}\u{43e}"), "in Cyrillic letters");
        assert_ne!(skeleton("coco"), skeleton("caca"));
    }
}
