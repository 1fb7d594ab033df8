//! From the file into memory: the part of the journal that a command concerns, or all of it.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row};

use crate::domain::{AssetRef, CaseRef, EntryRef, Places, SourceRef, Unit};
use crate::journal::Withholdings;
use crate::journal::fold::{Case, Filed};
use crate::journal::{
    Act, Asset, Body, CaseFile, Digest, Edit, Entry, Event, Family, Handle, Handling, Particular, Personal, Said,
    SourceFile, State, Target, codec, rules, step,
};

use super::Error;
use super::changes::Kin;
use super::refusal::Refusal;
use super::seal::{self, Seal, Sealed};

/// What a command names, so that only the entries about it need be read.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) cases: Vec<CaseRef>,
    pub(super) sources: Vec<SourceRef>,
    pub(super) assets: Vec<Handle>,
    /// Entries whose actions, or whose sources, are meant.
    pub(super) entries: Vec<u64>,
    /// Commitments to personal data that may be withheld.
    pub(super) commitments: Vec<Digest>,
}

/// How far what is derived from the journal is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// A family's lines are taken as they are.
    Lines,
    /// They are compared with the entries that they were derived from.
    Entries,
}

/// What a family's lines are sealed with.
pub(super) fn lines_value(lines: &str) -> seal::Value {
    lines.split('\n').fold(None, |before, line| Some(seal::value(before, line.as_bytes()))).unwrap_or_default()
}

/// What the row of a case is sealed with.
pub(super) fn case_value(case: &Case) -> seal::Value {
    seal::value(Some(filed_value(case.filed)), &case.assets.to_be_bytes())
}

/// What the row of a source is sealed with.
pub(super) fn filed_value(filed: Filed) -> seal::Value {
    seal::value(Some(number_value(filed.entry)), &filed.latest.to_be_bytes())
}

/// What an entry's number is sealed with.
pub(super) fn number_value(entry: u64) -> seal::Value {
    seal::value(None, &entry.to_be_bytes())
}

/// What the rows of a commitment are sealed with, with one more of them.
pub(super) fn said_value(before: Option<seal::Value>, entry: u64, handling: Handling) -> seal::Value {
    seal::value(before, format!("{entry} {}", handling.as_str()).as_bytes())
}

impl Names {
    /// What an entry names.
    pub(super) fn of(body: &Body) -> Names {
        let mut names = Names::default();
        match body {
            Body::Genesis(_) => {}
            Body::Case(case) | Body::CaseEdit(Edit { file: case, .. }) => names.cases.push(case.case.clone()),
            Body::Source(source) | Body::SourceEdit(Edit { file: source, .. }) => {
                names.sources.push(source.source.clone());
            }
            Body::Act(act) | Body::Correction { act, .. } => {
                match &act.target {
                    Target::New { asset } => names.cases.push(asset.case().clone()),
                    Target::Item { case, .. } => names.cases.extend(case.clone()),
                    Target::Existing { .. } => {}
                }
                names.assets.push(Handle::Asset(act.target.asset().clone()));
                for particular in Particular::kept() {
                    if let Said::Assets(assets) = act.said(particular) {
                        names.assets.extend(assets.iter().cloned().map(Handle::Asset));
                    }
                }
                names.sources.extend(act.sources.iter().map(|citation| citation.source().clone()));
            }
            Body::Void { voids: action, .. } | Body::Reinstatement { reinstates: action, .. } => {
                names.entries.push(*action);
            }
            Body::Withholding(withholding) => {
                names.entries.push(withholding.of);
                names.commitments.clone_from(&withholding.commitments);
            }
        }
        names
    }
}

/// The state as far as the names go.
pub(super) fn concerning(connection: &Connection, names: &Names) -> Result<State, Error> {
    let mut state = State::default();
    load(connection, Trust::Entries, names, &mut state, &mut HashMap::new(), Some(&mut Seal::of_head(connection)?))?;
    Ok(state)
}

/// Adds to a state what the names mean, and to `kin` how the families among it are kept.
pub(super) fn load(
    connection: &Connection,
    trust: Trust,
    names: &Names,
    state: &mut State,
    kin: &mut HashMap<AssetRef, Kin>,
    mut seal: Option<&mut Seal<'_>>,
) -> Result<(), Error> {
    let mut check = |table, key: &str, found| seal.as_mut().map_or(Ok(()), |seal| seal.check(table, key, found));
    for case in &names.cases {
        if state.case(case).is_none() {
            let known = case_of(connection, case)?;
            check(Sealed::Case, case.as_str(), known.as_ref().map(case_value))?;
            known.into_iter().for_each(|known| state.assume_case(case.clone(), known));
        }
    }
    if !names.commitments.is_empty() {
        let known = withheld(connection, &names.commitments)?;
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
                    let found = entry_of(connection, reference)?;
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
    for entry in entries.into_iter().filter(|entry| state.record(*entry).is_none()) {
        match root_of(connection, entry)? {
            Some(root) => roots.push(root),
            None => sources.extend(source_in(self::entry(connection, entry)?).map(|file| file.source)),
        }
    }
    for source in &sources {
        if state.source(source).is_none() {
            let known = source_of(connection, source)?;
            check(Sealed::Source, source.as_str(), known.map(filed_value))?;
            known.into_iter().for_each(|known| state.assume_source(source.clone(), known));
        }
    }
    roots.sort();
    roots.dedup();
    roots.retain(|root| !kin.contains_key(root));
    for root in roots {
        let found = kin_of(connection, &root)?;
        check(Sealed::Family, &root.to_string(), found.as_ref().map(|(known, _)| known.value()))?;
        if let Some((known, lines)) = found {
            if trust == Trust::Entries {
                compare(connection, &root, &lines)?;
            }
            if let Some(family) = family_of(&root, &lines, None)? {
                state.assume_family(root.clone(), family);
                kin.insert(root, known);
            }
        }
    }
    Ok(())
}

/// Compares the lines of a family with the entries that they were derived from.
fn compare(connection: &Connection, root: &AssetRef, lines: &str) -> Result<(), Error> {
    for line in lines.split('\n') {
        let number = step::entry_of(line).map_err(|fault| Error::damaged(fault.to_string()))?;
        let found = entry(connection, number)?;
        let mut expected = String::new();
        if let Some(event) = found.and_then(|found| Event::of(&found.body)) {
            event.write(number, &mut expected);
        }
        if expected != line {
            return Err(Error::damaged_somewhere(format!("what is kept of {root} is not what entry {number} says")));
        }
    }
    Ok(())
}

fn case_of(connection: &Connection, case: &CaseRef) -> Result<Option<Case>, Error> {
    let mut statement = connection.prepare_cached("SELECT entry, latest, assets FROM case_file WHERE case_ref = ?1")?;
    let known = statement.query_row([case.as_str()], |row| Ok(Case { filed: filed(row)?, assets: row.get(2)? }));
    Ok(known.optional()?)
}

pub(super) fn source_of(connection: &Connection, source: &SourceRef) -> Result<Option<Filed>, Error> {
    let mut statement = connection.prepare_cached("SELECT entry, latest FROM source WHERE source_ref = ?1")?;
    Ok(statement.query_row([source.as_str()], filed).optional()?)
}

/// Where particulars stand, in a row's first two columns.
pub(super) fn filed(row: &Row<'_>) -> rusqlite::Result<Filed> {
    Ok(Filed { entry: number(row)?, latest: number_in(row, 1)? })
}

/// The family of a row, with how it is kept.
pub(super) fn kin_of(connection: &Connection, root: &AssetRef) -> Result<Option<(Kin, String)>, Error> {
    let mut statement = connection.prepare_cached("SELECT entry, woven, pool, steps FROM family WHERE root = ?1")?;
    let found = statement
        .query_row([root.to_string()], |row| {
            let steps: String = row.get(3)?;
            let lines = lines_value(&steps);
            Ok((Kin { id: number(row)?, woven: row.get(1)?, pool: row.get(2)?, lines }, steps))
        })
        .optional()?;
    Ok(found)
}

/// The family that lines hold.
pub(super) fn family_of(root: &AssetRef, lines: &str, at_entry: Option<u64>) -> Result<Option<Family>, Error> {
    Family::read(root, lines, at_entry).map_err(|fault| Error::damaged(format!("the family {root}: {fault}")))
}

/// Whether a case is in the ledger.
pub(super) fn has_case(connection: &Connection, case: &CaseRef) -> Result<bool, Error> {
    Ok(case_of(connection, case)?.is_some())
}

/// Whether a source is in the ledger.
pub(super) fn has_source(connection: &Connection, source: &SourceRef) -> Result<bool, Error> {
    Ok(source_of(connection, source)?.is_some())
}

/// The texts of a column.
pub(super) fn texts(connection: &Connection, query: &str) -> Result<Vec<String>, Error> {
    let mut statement = connection.prepare_cached(query)?;
    let texts = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(texts)
}

/// Whether an asset is in the ledger, its first action not voided.
pub(super) fn has_asset(connection: &Connection, asset: &AssetRef) -> Result<bool, Error> {
    let root = asset.root();
    let Some((_, lines)) = kin_of(connection, &root)? else { return Ok(false) };
    let family = family_of(&root, &lines, None)?;
    Ok(family.is_some_and(|family| family.standing().asset(asset).is_some()))
}

/// What entries say of the data behind some commitments.
pub(super) fn withheld(connection: &Connection, commitments: &[Digest]) -> Result<Withholdings, Error> {
    let mut statement =
        connection.prepare_cached("SELECT entry, how FROM withheld WHERE commitment = ?1 ORDER BY entry")?;
    let mut known = Withholdings::default();
    for commitment in commitments {
        let mut said = Vec::new();
        let mut rows = statement.query([commitment.0])?;
        while let Some(row) = rows.next()? {
            said.push((number(row)?, handling(row, 1)?));
        }
        known.assume(*commitment, said);
    }
    Ok(known)
}

/// The datum of a row with its commitment, salt and data, if it is the one that was committed to.
pub(super) fn committed(row: &Row<'_>) -> Result<Personal, Error> {
    let datum = Personal { commitment: Digest(row.get(0)?), salt: row.get(1)?, data: row.get(2)? };
    if datum.holds() {
        return Ok(datum);
    }
    Err(Error::damaged_somewhere(format!(
        "the data behind {} are not those that an entry committed to",
        datum.commitment
    )))
}

/// How data are handled, as a column says.
pub(super) fn handling(row: &Row<'_>, column: usize) -> Result<Handling, Error> {
    let word = row.get_ref(column)?.as_str().map_err(rusqlite::Error::from)?;
    Handling::parse(word).map_err(|fault| Error::damaged(fault.to_string()))
}

/// The particulars of a case as an entry holds them.
pub(super) fn case_in(entry: Option<Entry>) -> Option<CaseFile> {
    match entry?.body {
        Body::Case(file) | Body::CaseEdit(Edit { file, .. }) => Some(file),
        _ => None,
    }
}

/// The particulars of a source as an entry holds them.
pub(super) fn source_in(entry: Option<Entry>) -> Option<SourceFile> {
    match entry?.body {
        Body::Source(file) | Body::SourceEdit(Edit { file, .. }) => Some(file),
        _ => None,
    }
}

/// The action as an entry reads it; none where it records none.
pub(super) fn act(connection: &Connection, number: u64) -> Result<Option<Act>, Error> {
    Ok(match entry(connection, number)?.map(|entry| entry.body) {
        Some(Body::Act(act) | Body::Correction { act, .. }) => Some(act),
        _ => None,
    })
}

/// The currency of an asset, if it has one; `None` also where it is not in the ledger.
pub(super) fn unit_of(connection: &Connection, trust: Trust, handle: &Handle) -> Result<Option<Unit>, Error> {
    Ok(asset_in(&state_of(connection, trust, handle)?, handle).and_then(|asset| asset.value.unit()))
}

/// The candidate jurisdictions of an asset; none if it is not known.
pub(super) fn places_of(connection: &Connection, trust: Trust, handle: &Handle) -> Result<Places, Error> {
    let state = state_of(connection, trust, handle)?;
    Ok(asset_in(&state, handle).map(|asset| asset.places.clone()).unwrap_or_default())
}

/// A state with an asset's family in it.
pub(super) fn state_of(connection: &Connection, trust: Trust, handle: &Handle) -> Result<State, Error> {
    let mut state = State::default();
    let names = Names { assets: vec![handle.clone()], ..Names::default() };
    load(connection, trust, &names, &mut state, &mut HashMap::new(), None)?;
    Ok(state)
}

/// An asset of a state, as it stands.
pub(super) fn asset_in<'a>(state: &'a State, handle: &Handle) -> Option<&'a Asset> {
    let asset = rules::find(state, handle).ok()?;
    state.family(&asset)?.standing().asset(&asset)
}

/// The number of an entry with a reference.
pub(super) fn entry_of(connection: &Connection, reference: &EntryRef) -> Result<Option<u64>, Error> {
    let mut statement = connection.prepare_cached("SELECT entry FROM reference WHERE ref = ?1")?;
    Ok(statement.query_row([reference.as_str()], number).optional()?)
}

/// The asset's reference that a derived table holds.
pub(super) fn stored_root(root: &str) -> Result<AssetRef, Error> {
    AssetRef::parse(root).map_err(|fault| Error::damaged(format!("what is kept of a family: {fault}")))
}

/// The asset that an entry's action concerns, or what that is in the end an item of.
pub(super) fn root_of(connection: &Connection, number: u64) -> Result<Option<AssetRef>, Error> {
    // Most often the entry is the one with which the asset began.
    let Ok(key) = i64::try_from(number) else { return Ok(None) };
    let mut statement = connection.prepare_cached("SELECT root FROM family WHERE entry = ?1")?;
    let root: Option<String> = statement.query_row([key], |row| row.get(0)).optional()?;
    if let Some(root) = root {
        return stored_root(&root).map(Some);
    }
    action_root(connection, number)
}

/// The same, by what the entry itself says.
pub(super) fn action_root(connection: &Connection, number: u64) -> Result<Option<AssetRef>, Error> {
    Ok(match entry(connection, number)?.map(|entry| entry.body) {
        Some(Body::Act(act) | Body::Correction { act, .. }) => Some(act.target.asset().root()),
        _ => None,
    })
}

/// One entry.
pub(super) fn entry(connection: &Connection, number: u64) -> Result<Option<Entry>, Error> {
    let Ok(number) = i64::try_from(number) else { return Ok(None) };
    let mut statement = connection.prepare_cached("SELECT bytes FROM entry WHERE entry = ?1")?;
    statement.query_row([number], |row| Ok(decoded(row))).optional()?.transpose()
}

/// The entry in a row whose first column is its bytes.
pub(super) fn decoded(row: &Row<'_>) -> Result<Entry, Error> {
    let bytes = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
    codec::decode(bytes).map_err(|fault| Error::damaged(fault.to_string()))
}

/// An entry's number as SQLite holds it.
pub(super) fn signed(number: u64) -> Result<i64, Error> {
    i64::try_from(number).map_err(|_| Error::damaged(format!("{number} is no number of an entry")))
}

/// An entry's number in a row's first column.
pub(super) fn number(row: &Row<'_>) -> rusqlite::Result<u64> {
    number_in(row, 0)
}

/// An entry's number in a column of a row.
pub(super) fn number_in(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let number: i64 = row.get(column)?;
    u64::try_from(number).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, number))
}

/// The entries that were once admitted no longer are, so the file is not what impound wrote.
pub(super) fn contradicts(entry: u64, refusal: &Refusal) -> Error {
    Error::damaged(format!("entry {entry} contradicts those before it: {refusal}"))
}
