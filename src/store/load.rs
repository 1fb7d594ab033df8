//! From the file into memory: the part of the journal that a command concerns, or all of it.

use rusqlite::{Connection, OptionalExtension, Row};

use crate::domain::{AssetRef, CaseRef, EntryRef, SourceRef, Unit};
use crate::journal::codec;
use crate::journal::fold::Case;
use crate::journal::{Act, Body, Entry, Handle, State, Target};

use super::Error;

/// What a command names, so that only the entries about it need be read.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) cases: Vec<CaseRef>,
    pub(super) sources: Vec<SourceRef>,
    pub(super) assets: Vec<Handle>,
    pub(super) references: Vec<EntryRef>,
    /// Entries whose actions are meant.
    pub(super) entries: Vec<u64>,
}

/// The state as far as the names go.
pub(super) fn concerning(connection: &Connection, names: &Names) -> Result<State, Error> {
    let mut state = State::default();
    for case in &names.cases {
        assume_case(connection, &mut state, case)?;
    }
    for source in &names.sources {
        let entry = connection
            .prepare_cached("SELECT entry FROM source WHERE source_ref = ?1")?
            .query_row([source.as_str()], number)
            .optional()?;
        if let Some(entry) = entry {
            state.assume_source(source.clone(), entry);
        }
    }
    let mut entries = names.entries.clone();
    for reference in &names.references {
        entries.extend(entry_of(connection, reference)?);
    }
    let mut roots = Vec::new();
    for handle in &names.assets {
        match handle {
            Handle::Asset(asset) => roots.push(asset.root()),
            Handle::CreatedBy(reference) => entries.extend(entry_of(connection, reference)?),
        }
    }
    for entry in entries {
        roots.extend(root_of(connection, entry)?);
    }
    roots.sort();
    roots.dedup();
    for root in roots {
        load_family(connection, &mut state, &root)?;
    }
    Ok(state)
}

/// Whether a case is in the ledger.
pub(super) fn has_case(connection: &Connection, case: &CaseRef) -> Result<bool, Error> {
    Ok(connection.prepare_cached("SELECT 1 FROM case_file WHERE case_ref = ?1")?.exists([case.as_str()])?)
}

/// Whether a source is in the ledger.
pub(super) fn has_source(connection: &Connection, source: &SourceRef) -> Result<bool, Error> {
    Ok(connection.prepare_cached("SELECT 1 FROM source WHERE source_ref = ?1")?.exists([source.as_str()])?)
}

/// Whether an asset is in the ledger, its first action not voided.
pub(super) fn has_asset(connection: &Connection, asset: &AssetRef) -> Result<bool, Error> {
    Ok(connection.prepare_cached("SELECT 1 FROM asset WHERE asset_ref = ?1")?.exists([asset.to_string()])?)
}

/// The currency of an asset, if it has one; `None` also where it is not in the ledger.
pub(super) fn unit_of(connection: &Connection, handle: &Handle) -> Result<Option<Unit>, Error> {
    let asset = match handle {
        Handle::Asset(asset) => Some(asset.clone()),
        Handle::CreatedBy(reference) => match entry_of(connection, reference)? {
            Some(number) => entry(connection, number)?.and_then(|entry| match entry.body {
                Body::Act(act) => Some(act.target.asset().clone()),
                _ => None,
            }),
            None => None,
        },
    };
    let Some(asset) = asset else { return Ok(None) };
    let mut statement = connection.prepare_cached("SELECT currency FROM asset WHERE asset_ref = ?1")?;
    let currency: Option<Option<String>> = statement.query_row([asset.to_string()], |row| row.get(0)).optional()?;
    Ok(currency.flatten().as_deref().map(Unit::parse).transpose()?)
}

/// The number of an entry with a reference.
pub(super) fn entry_of(connection: &Connection, reference: &EntryRef) -> Result<Option<u64>, Error> {
    let mut statement = connection.prepare_cached("SELECT entry FROM reference WHERE ref = ?1")?;
    Ok(statement.query_row([reference.as_str()], number).optional()?)
}

/// The asset that an entry's action concerns, or what that is in the end an item of.
pub(super) fn root_of(connection: &Connection, entry: u64) -> Result<Option<AssetRef>, Error> {
    let Ok(entry) = i64::try_from(entry) else { return Ok(None) };
    let mut statement = connection.prepare_cached("SELECT root FROM reading WHERE entry = ?1")?;
    let root: Option<String> = statement.query_row([entry], |row| row.get(0)).optional()?;
    Ok(root.as_deref().map(AssetRef::parse).transpose()?)
}

/// Folds the entries of one family, with the names that they were once admitted with.
pub(super) fn load_family(connection: &Connection, state: &mut State, root: &AssetRef) -> Result<(), Error> {
    let mut statement = connection.prepare_cached(
        "SELECT bytes FROM entry WHERE entry IN (
             SELECT entry FROM reading WHERE root = ?1
             UNION SELECT voided FROM reading WHERE root = ?1 AND voided IS NOT NULL
         ) ORDER BY entry",
    )?;
    let mut rows = statement.query([root.to_string()])?;
    while let Some(row) = rows.next()? {
        let entry = decoded(row)?;
        if let Body::Act(act) | Body::Correction { act, .. } = &entry.body {
            assume_names(connection, state, act)?;
        }
        state.fold(&entry).map_err(|fault| contradicts(entry.number, &fault))?;
    }
    Ok(())
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
    let number: i64 = row.get(0)?;
    u64::try_from(number).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(0, number))
}

/// The entries that were once admitted no longer are, so the file is not what impound wrote.
pub(super) fn contradicts(entry: u64, fault: &crate::domain::Fault) -> Error {
    Error::damaged(format!("entry {entry} contradicts those before it: {fault}"))
}

fn assume_case(connection: &Connection, state: &mut State, case: &CaseRef) -> Result<(), Error> {
    let known = connection
        .prepare_cached("SELECT entry, assets FROM case_file WHERE case_ref = ?1")?
        .query_row([case.as_str()], |row| Ok(Case { entry: number(row)?, assets: row.get(1)? }))
        .optional()?;
    if let Some(known) = known {
        state.assume_case(case.clone(), known);
    }
    Ok(())
}

fn assume_names(connection: &Connection, state: &mut State, act: &Act) -> Result<(), Error> {
    let case = match &act.target {
        Target::New { asset } => Some(asset.case()),
        Target::Item { case, .. } => case.as_ref(),
        Target::Existing { .. } => None,
    };
    if let Some(case) = case.filter(|case| !state.cases().contains_key(*case)) {
        assume_case(connection, state, case)?;
    }
    for citation in &act.sources {
        if !state.sources().contains_key(citation.source()) {
            state.assume_source(citation.source().clone(), 0);
        }
    }
    Ok(())
}
