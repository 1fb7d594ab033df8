//! What a row leaves to the ledger: the currency of an amount, the meaning of a shared sign, whether a part is meant.

use crate::domain::{Fault, Places};
use crate::intake::draft::Drafted;
use crate::intake::map::Part;
use crate::journal::{Aim, Draft, Handle};
use crate::store::{Batch, Request};

use super::super::failure::Failure;

/// Completes an amount with what only the ledger, or earlier actions of the same row, can tell.
///
/// # Errors
/// The ledger cannot be read.
pub(super) fn settle(
    batch: &Batch<'_>,
    drafted: &mut Drafted,
    before: &[Request],
) -> Result<Result<(), Fault>, Failure> {
    if drafted.asks_for_places() {
        let places = places_of(batch, &drafted.draft, before)?;
        return Ok(drafted.settle_places(&places));
    }
    if !drafted.asks_for_unit() {
        return Ok(Ok(()));
    }
    let unit = about(&drafted.draft.target).map(|asset| batch.unit_of(asset)).transpose()?.flatten();
    Ok(drafted.settle(unit))
}

/// Where the asset of an action lies: as the action says, or else as its asset says; an item lies where its asset does.
fn places_of(batch: &Batch<'_>, draft: &Draft, before: &[Request]) -> Result<Places, Failure> {
    let mut draft = draft;
    let mut before = before;
    loop {
        if let Some(places) = &draft.details.places {
            return Ok(places.clone());
        }
        let Some(asset) = about(&draft.target) else { return Ok(Places::unstated()) };
        // What the row itself begins is not in the ledger yet.
        let begins = |request: &Request| match (request, asset) {
            (Request::Act(draft), Handle::CreatedBy(reference)) => draft.details.reference.as_ref() == Some(reference),
            _ => false,
        };
        let Some(at) = before.iter().rposition(begins) else { return Ok(batch.places_of(asset)?) };
        let Request::Act(begun) = &before[at] else { return Ok(Places::unstated()) };
        (draft, before) = (begun, &before[..at]);
    }
}

/// The asset, in the ledger or from an earlier row, that an action is about.
fn about(target: &Aim) -> Option<&Handle> {
    match target {
        Aim::Named(asset, _) | Aim::Item(asset, _) | Aim::Existing(asset) => Some(asset),
        Aim::New(_) => None,
    }
}

/// Turns an action on an existing asset into one on a part of it, if the map says so and the amount is certainly less
/// than the asset has.
///
/// # Errors
/// The ledger cannot be read, or a figure does not fit.
pub(super) fn carve(batch: &Batch<'_>, drafted: &mut Drafted) -> Result<(), Failure> {
    if drafted.part == Part::WhenLess
        && let Aim::Named(asset, _) = &drafted.draft.target
        && batch.is_of_a_part(&drafted.draft)?
    {
        drafted.draft.target = Aim::Item(asset.clone(), None);
    }
    Ok(())
}
