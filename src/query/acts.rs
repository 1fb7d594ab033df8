//! The actions in force, one by one, because they may not fit in memory.

use std::collections::HashMap;
use std::rc::Rc;

use crate::domain::{AssetRef, Overlap};
use crate::journal::{Act, Asset, Disclosure, Entry, Family, Status};

use super::families::concerned;
use super::question::{Known, PersonalData, Query};
use super::register::States;
use super::source::{Source, Span};

/// The number of entries read at a time; others can record in between.
const READ_TOGETHER: u64 = 4_096;

/// An action as it is read now, with what is known of its asset.
pub(crate) struct Current<'a> {
    /// The entry whose reading is in force.
    pub(crate) entry: &'a Entry,
    /// The action.
    pub(crate) act: &'a Act,
    /// The entry that first recorded it.
    pub(crate) first: u64,
    /// The asset's family.
    pub(crate) family: &'a Family,
    /// The asset.
    pub(crate) asset: &'a Asset,
    /// If the asset begins with the action, those that it names as perhaps the same money.
    pub(crate) others: &'a [Asset],
    /// The personal data that may be shown, if any were asked for.
    pub(crate) personal: Option<&'a Disclosure>,
}

/// An action waiting for the personal data of those read with it.
struct Waiting {
    entry: Entry,
    first: u64,
    family: Rc<Family>,
    others: Vec<Asset>,
}

/// Passes the actions in force to `each`, in the order of the entries whose reading is in force, with the number of the
/// last entry read. Of the scope only the case counts.
///
/// Entries are read in batches, always as known at the last entry of `known`, so entries that others record in the
/// meantime change nothing.
///
/// # Errors
/// The ledger cannot be read, or `each` fails.
pub(crate) fn each_act<L: States, E: From<L::Error>>(
    ledger: &L,
    query: &Query,
    known: &Known,
    mut each: impl FnMut(u64, &Current<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let entries = known.entries();
    let mut after = 0;
    while after < entries {
        let state = ledger.state()?;
        let (last, waiting) = read(&state, query, entries, after)?;
        let commitments = waiting.iter().flat_map(|waiting| waiting.entry.body.commitments());
        let commitments: Vec<_> = commitments.map(|(commitment, _)| commitment).collect();
        let shown = (query.personal == PersonalData::Shown).then(|| state.disclosure(&commitments)).transpose()?;
        drop(state);
        for Waiting { entry, first, family, others } in &waiting {
            let asset = entry.body.asset().and_then(|asset| family.standing().asset(asset));
            let (Some(act), Some(asset)) = (entry.body.act(), asset) else { continue };
            let (first, personal) = (*first, shown.as_ref());
            each(last, &Current { entry, act, first, family, asset, others, personal })?;
        }
        after = last;
    }
    Ok(())
}

/// The actions in force that the next entries hold, with the number of the last one read.
fn read<S: Source>(source: &S, query: &Query, entries: u64, after: u64) -> Result<(u64, Vec<Waiting>), S::Error> {
    let mut families: HashMap<AssetRef, Rc<Family>> = HashMap::new();
    let (mut waiting, mut last) = (Vec::new(), entries);
    source.each_entry(Span { after, up_to: entries, limit: Some(READ_TOGETHER) }, &mut |entry, _, begun| {
        last = entry.number;
        let Some(family) = concerned(source, &entry, begun, &mut families, entries, Ok)? else { return Ok(()) };
        let record = family.record(entry.number);
        let Some(record) = record.filter(|record| record.status(entry.number) == Status::Current) else {
            return Ok(());
        };
        let first = record.entry;
        let asset = entry.body.asset().and_then(|asset| family.standing().asset(asset));
        let Some(asset) = asset.filter(|asset| query.scope.is_of_case(&asset.case)) else { return Ok(()) };
        let begins = entry.body.act().is_some_and(|act| act.target.begins());
        let others = if begins { named(source, asset, entries)? } else { Vec::new() };
        waiting.push(Waiting { entry, first, family, others });
        Ok(())
    })?;
    Ok((last, waiting))
}

/// The assets that one names as perhaps the same money, as they are now.
fn named<S: Source>(source: &S, asset: &Asset, entries: u64) -> Result<Vec<Asset>, S::Error> {
    let mut others = Vec::new();
    for other in asset.may_overlap.iter().filter_map(Overlap::here) {
        let family = source.family(&other.root(), entries)?;
        others.extend(family.and_then(|family| family.standing().asset(other).cloned()));
    }
    Ok(others)
}
