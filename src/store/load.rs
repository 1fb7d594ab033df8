//! Loads from the file the part of the journal that a command concerns, or all of it.

use crate::domain::{AssetRef, CaseRef, EntryRef, Keyed, Places, SourceRef, Unit};
use crate::journal::Withholdings;
use crate::journal::assertions::Assertion;
use crate::journal::fold::{Case, Filed};
use crate::journal::{
    Act, AddedRates, Asset, CaseFile, Digest, Effect, Entry, Family, Handle, Handling, Personal, SourceFile, State,
    codec, rules, step,
};

use super::Error;
use super::changes::Kin;
use super::engine::{Asked, Reading, Stored};
use super::refusal::Refusal;
use super::seal::Seal;
use super::sealed::{self, Sealed};
use super::table::{self, Table};

pub(super) use crate::journal::Names;

/// How far to trust what is derived from the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// Take a family's lines as they are.
    Lines,
    /// Compare them with the entries they were derived from.
    Entries,
}

/// The sealed value of a family's lines.
pub(super) fn lines_value(lines: &str) -> sealed::Value {
    lines.split('\n').fold(None, |before, line| Some(sealed::value(before, line.as_bytes()))).unwrap_or_default()
}

/// The sealed value of a case's row.
pub(super) fn case_value(case: &Case) -> sealed::Value {
    sealed::value(Some(filed_value(case.filed)), &case.assets.to_be_bytes())
}

/// The sealed value of a source's row.
pub(super) fn filed_value(filed: Filed) -> sealed::Value {
    sealed::value(Some(number_value(filed.entry)), &filed.latest.to_be_bytes())
}

/// The sealed value of an entry's number.
pub(super) fn number_value(entry: u64) -> sealed::Value {
    sealed::value(None, &entry.to_be_bytes())
}

/// The sealed value of a commitment's rows, with one more added.
pub(super) fn said_value(before: Option<sealed::Value>, entry: u64, handling: Handling) -> sealed::Value {
    sealed::value(before, format!("{entry} {}", handling.as_str()).as_bytes())
}

/// The sealed value of the entries for one assertion, with one more added.
pub(super) fn more_value(before: Option<sealed::Value>, entry: u64) -> sealed::Value {
    sealed::value(before, &entry.to_be_bytes())
}

/// The part of the state that the names concern.
pub(super) fn concerning(reading: &dyn Reading, names: &Names) -> Result<State, Error> {
    let mut state = State::default();
    load(reading, Trust::Entries, names, &mut state, &mut Keyed::default(), Some(&mut Seal::of_head(reading)?))?;
    Ok(state)
}

/// Adds what the names mean to `state`, and how the families among it are kept to `kin`.
pub(super) fn load(
    reading: &dyn Reading,
    trust: Trust,
    names: &Names,
    state: &mut State,
    kin: &mut Keyed<AssetRef, Kin>,
    mut seal: Option<&mut Seal<'_>>,
) -> Result<(), Error> {
    let mut check = |table, key: &str, found| seal.as_mut().map_or(Ok(()), |seal| seal.check(table, key, found));
    for case in &names.cases {
        if state.case(case).is_none() {
            let known = case_of(reading, case)?;
            check(Sealed::Case, case.as_str(), known.as_ref().map(case_value))?;
            known.into_iter().for_each(|known| state.assume_case(case.clone(), known));
        }
    }
    if !names.commitments.is_empty() {
        let known = withheld(reading, &names.commitments)?;
        for commitment in &names.commitments {
            let said = known.said(commitment).iter();
            let value = said.fold(None, |before, (entry, handling)| Some(said_value(before, *entry, *handling)));
            check(Sealed::Withheld, &commitment.to_string(), value)?;
        }
        state.assume_withheld(known);
    }
    let mut entries = names.entries.clone();
    let mut roots = Vec::new();
    for handle in &names.assets {
        match handle {
            Handle::Asset(asset) => roots.push(asset.root()),
            Handle::CreatedBy(reference) => match state.reference(reference) {
                Some(entry) => entries.push(entry),
                None => {
                    let found = entry_of(reading, reference)?;
                    check(Sealed::Reference, reference.as_str(), found.map(number_value))?;
                    if let Some(entry) = found {
                        state.assume_reference(reference.clone(), entry);
                        entries.push(entry);
                    }
                }
            },
        }
    }
    let mut sources = names.sources.clone();
    entries.retain(|entry| state.concerned(*entry).is_none());
    for entry in entries {
        match root_of(reading, entry)? {
            Some(root) => roots.push(root),
            None if state.assertion(entry).is_some() => {}
            None => {
                let found = self::entry(reading, entry)?;
                if let Some(assertion) = found.as_ref().and_then(|found| Assertion::of(&found.body)) {
                    let (assertion, value) = assertion_of(reading, entry, assertion)?;
                    check(Sealed::CaseEntry, &entry.to_string(), value)?;
                    state.assume_assertion(entry, assertion);
                }
                sources.extend(source_in(found).map(|file| file.source));
            }
        }
    }
    for source in &sources {
        if state.source(source).is_none() {
            let known = source_of(reading, source)?;
            check(Sealed::Source, source.as_str(), known.map(filed_value))?;
            known.into_iter().for_each(|known| state.assume_source(source.clone(), known));
        }
    }
    load_rate_sets(reading, &names.rate_sets, state, &mut check)?;
    roots.sort();
    roots.dedup();
    roots.retain(|root| !kin.contains_key(root));
    for root in roots {
        let found = kin_of(reading, &root)?;
        check(Sealed::Family, &root.to_string(), found.as_ref().map(|(known, _)| known.value()))?;
        if let Some((known, lines)) = found {
            if trust == Trust::Entries {
                compare(reading, &root, &lines)?;
            }
            if let Some(family) = family_of(&root, &lines, None)? {
                state.assume_family(root.clone(), family);
                kin.insert(root, known);
            }
        }
    }
    Ok(())
}

/// Checks a row of a table by its key.
type Check<'a> = dyn FnMut(Sealed, &str, Option<sealed::Value>) -> Result<(), Error> + 'a;

/// Adds sets of rates to a state.
fn load_rate_sets(
    reading: &dyn Reading,
    sets: &[String],
    state: &mut State,
    check: &mut Check<'_>,
) -> Result<(), Error> {
    for set in sets.iter().filter(|set| state.rate_set(set).is_none()).collect::<Vec<_>>() {
        let entries = entries_with_rates(reading, set)?;
        let value = entries.iter().fold(None, |before, entry| Some(more_value(before, *entry)));
        check(Sealed::RateSet, set, value)?;
        if let Some(first) = entries.first() {
            state.assume_rate_set(added_rates(reading, *first)?.set);
        }
    }
    Ok(())
}

/// What an entry says of a case with everything that became of it, and the sealed value of its rows.
fn assertion_of(
    reading: &dyn Reading,
    own: u64,
    mut assertion: Assertion,
) -> Result<(Assertion, Option<sealed::Value>), Error> {
    let mut numbers = Vec::new();
    reading.rows(&table::CASE_ENTRY, &mut |row| {
        if row[2].number()? == own {
            numbers.push(row[1].number()?);
        }
        Ok(())
    })?;
    let value = numbers.iter().fold(None, |before, number| Some(more_value(before, *number)));
    for number in numbers.into_iter().filter(|number| *number != own) {
        let found = entry(reading, number)?;
        if let Some(Effect::Turn { turn, .. }) = found.as_ref().map(|found| found.body.effect()) {
            assertion.follow(own, number, turn).map_err(|refusal| contradicts(number, &refusal.into()))?;
        }
    }
    Ok((assertion, value))
}

/// Compares a family's lines with the entries they were derived from.
fn compare(reading: &dyn Reading, root: &AssetRef, lines: &str) -> Result<(), Error> {
    for line in lines.split('\n') {
        let number = step::entry_of(line).map_err(|fault| Error::damaged(fault.to_string()))?;
        let found = entry(reading, number)?;
        let mut expected = String::new();
        if let Some(event) = found.and_then(|found| found.body.event()) {
            event.write(number, &mut expected);
        }
        if expected != line {
            return Err(Error::damaged_somewhere(format!("what is kept of {root} does not match entry {number}")));
        }
    }
    Ok(())
}

/// The answer for a single name.
fn one<T>(found: Vec<Option<T>>) -> Option<T> {
    found.into_iter().next().flatten()
}

fn case_of(reading: &dyn Reading, case: &CaseRef) -> Result<Option<Case>, Error> {
    Ok(one(reading.known(&Asked { cases: vec![case], ..Asked::default() })?.cases))
}

/// The entry that added a source, and the one with its current particulars.
pub(super) fn source_of(reading: &dyn Reading, source: &SourceRef) -> Result<Option<Filed>, Error> {
    Ok(one(reading.known(&Asked { sources: vec![source], ..Asked::default() })?.sources))
}

/// The family with this first asset, and how it is kept.
pub(super) fn kin_of(reading: &dyn Reading, root: &AssetRef) -> Result<Option<(Kin, String)>, Error> {
    let found = one(reading.known(&Asked { families: vec![root], ..Asked::default() })?.families);
    Ok(found.map(|Stored { entry, lines, woven, pool }| {
        (Kin { id: entry, woven, pool, lines: lines_value(&lines) }, lines)
    }))
}

/// The family recorded in these lines.
pub(super) fn family_of(root: &AssetRef, lines: &str, at_entry: Option<u64>) -> Result<Option<Family>, Error> {
    Family::read(root, lines, at_entry).map_err(|fault| Error::damaged(format!("the family {root}: {fault}")))
}

/// Whether a case is in the ledger.
pub(super) fn has_case(reading: &dyn Reading, case: &CaseRef) -> Result<bool, Error> {
    Ok(case_of(reading, case)?.is_some())
}

/// Whether a source is in the ledger.
pub(super) fn has_source(reading: &dyn Reading, source: &SourceRef) -> Result<bool, Error> {
    Ok(source_of(reading, source)?.is_some())
}

/// The entries that add rates to a set, in order.
pub(super) fn entries_with_rates(reading: &dyn Reading, set: &str) -> Result<Vec<u64>, Error> {
    let mut entries = Vec::new();
    reading.rows(&table::RATE_SET, &mut |row| {
        if row[0].text()? == set {
            entries.push(row[1].number()?);
        }
        Ok(())
    })?;
    Ok(entries)
}

/// The rates that an entry adds, according to a derived table.
pub(super) fn added_rates(reading: &dyn Reading, number: u64) -> Result<AddedRates, Error> {
    let found = entry(reading, number)?.and_then(|entry| entry.body.rates().cloned());
    found.ok_or_else(|| Error::damaged_somewhere(format!("entry {number} adds no rates, but a derived table names it")))
}

/// The references of all cases or all sources, in order.
pub(super) fn references(reading: &dyn Reading, table: &Table) -> Result<Vec<String>, Error> {
    let mut references = Vec::new();
    reading.rows(table, &mut |row| {
        references.push(row[0].text()?.to_owned());
        Ok(())
    })?;
    Ok(references)
}

/// Whether an asset is in the ledger and its first action is not voided.
pub(super) fn has_asset(reading: &dyn Reading, asset: &AssetRef) -> Result<bool, Error> {
    let root = asset.root();
    let Some((_, lines)) = kin_of(reading, &root)? else { return Ok(false) };
    let family = family_of(&root, &lines, None)?;
    Ok(family.is_some_and(|family| family.standing().asset(asset).is_some()))
}

/// What entries say of the data behind some commitments.
pub(super) fn withheld(reading: &dyn Reading, commitments: &[Digest]) -> Result<Withholdings, Error> {
    let said = reading.known(&Asked { handled: commitments.to_vec(), ..Asked::default() })?.handled;
    let mut known = Withholdings::default();
    for (commitment, said) in commitments.iter().zip(said) {
        known.assume(*commitment, said);
    }
    Ok(known)
}

/// The datum behind a commitment, checked against it; `None` if it was erased.
pub(super) fn datum(reading: &dyn Reading, commitment: Digest) -> Result<Option<Personal>, Error> {
    let found = one(reading.known(&Asked { data: vec![commitment], ..Asked::default() })?.data);
    found.map(committed).transpose()
}

/// Checks a datum against its commitment.
pub(super) fn committed(datum: Personal) -> Result<Personal, Error> {
    if datum.holds() {
        return Ok(datum);
    }
    Err(Error::damaged_somewhere(format!(
        "the data behind {} are not those that an entry committed to",
        datum.commitment
    )))
}

/// The particulars of a case in an entry.
pub(super) fn case_in(entry: Option<Entry>) -> Option<CaseFile> {
    entry?.body.case_file().cloned()
}

/// The particulars of a source in an entry.
pub(super) fn source_in(entry: Option<Entry>) -> Option<SourceFile> {
    entry?.body.source_file().cloned()
}

/// The action as an entry reads it; `None` if it records no action.
pub(super) fn act(reading: &dyn Reading, number: u64) -> Result<Option<Act>, Error> {
    Ok(entry(reading, number)?.and_then(|entry| entry.body.act().cloned()))
}

/// The currency of an asset; `None` if it has none or is not in the ledger.
pub(super) fn unit_of(reading: &dyn Reading, trust: Trust, handle: &Handle) -> Result<Option<Unit>, Error> {
    Ok(asset_in(&state_of(reading, trust, handle)?, handle).and_then(|asset| asset.value.unit()))
}

/// The candidate jurisdictions of an asset; empty if it is not in the ledger.
pub(super) fn places_of(reading: &dyn Reading, trust: Trust, handle: &Handle) -> Result<Places, Error> {
    let state = state_of(reading, trust, handle)?;
    Ok(asset_in(&state, handle).map(|asset| asset.places.clone()).unwrap_or_default())
}

/// A state containing an asset's family.
pub(super) fn state_of(reading: &dyn Reading, trust: Trust, handle: &Handle) -> Result<State, Error> {
    let mut state = State::default();
    let names = Names { assets: vec![handle.clone()], ..Names::default() };
    load(reading, trust, &names, &mut state, &mut Keyed::default(), None)?;
    Ok(state)
}

/// An asset in a state.
pub(super) fn asset_in<'a>(state: &'a State, handle: &Handle) -> Option<&'a Asset> {
    let asset = rules::find(state, handle).ok()?;
    state.family(&asset)?.standing().asset(&asset)
}

/// The number of the entry with this reference.
pub(super) fn entry_of(reading: &dyn Reading, reference: &EntryRef) -> Result<Option<u64>, Error> {
    Ok(one(reading.known(&Asked { references: vec![reference], ..Asked::default() })?.references))
}

/// Parses an asset's reference from a derived table.
pub(super) fn stored_root(root: &str) -> Result<AssetRef, Error> {
    AssetRef::parse(root).map_err(|fault| Error::damaged(format!("what is kept of a family: {fault}")))
}

/// The first asset of the family that an entry's action concerns.
pub(super) fn root_of(reading: &dyn Reading, number: u64) -> Result<Option<AssetRef>, Error> {
    // Usually this is the entry that began the asset.
    match begun_by(reading, number)? {
        Some(root) => stored_root(&root).map(Some),
        None => action_root(reading, number),
    }
}

/// The first asset of the family that an entry began, as stored.
pub(super) fn begun_by(reading: &dyn Reading, entry: u64) -> Result<Option<String>, Error> {
    Ok(one(reading.known(&Asked { begun: vec![entry], ..Asked::default() })?.begun))
}

/// The first asset of the family, determined from the entry itself.
pub(super) fn action_root(reading: &dyn Reading, number: u64) -> Result<Option<AssetRef>, Error> {
    let Some(found) = entry(reading, number)? else { return Ok(None) };
    match found.body.effect() {
        // A reading concerns the same asset as the action it reads, which is earlier.
        Effect::Reading { reads, .. } if reads < number => action_root(reading, reads),
        _ => Ok(found.body.asset().map(AssetRef::root)),
    }
}

/// One entry.
pub(super) fn entry(reading: &dyn Reading, number: u64) -> Result<Option<Entry>, Error> {
    let found = one(reading.known(&Asked { entries: vec![number], ..Asked::default() })?.entries);
    found.as_deref().map(decoded).transpose()
}

/// Decodes an entry's bytes.
pub(super) fn decoded(bytes: &[u8]) -> Result<Entry, Error> {
    codec::decode(bytes).map_err(|fault| Error::damaged(fault.to_string()))
}

/// The error for entries that were once admitted and no longer are, so impound did not write the file as it is.
pub(super) fn contradicts(entry: u64, refusal: &Refusal) -> Error {
    Error::damaged(format!("entry {entry} contradicts those before it: {refusal}"))
}
