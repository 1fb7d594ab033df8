//! What is derived from the journal and kept in tables, so that a command need not read every entry.
//!
//! Each table has one function that says what its row for a key is. Appending writes the rows that an entry touched;
//! `verify` compares all rows with what the same functions say.

use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};

use crate::domain::{CaseRef, EntryRef, SourceRef};
use crate::journal::fold::Record;
use crate::journal::{Asset, State, Touched};

use super::Error;
use super::load::signed;

/// A derived table: its name, its columns (the key first), and how a row is written.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) columns: &'static [&'static str],
    upsert: &'static str,
    pub(super) select: &'static str,
}

pub(super) const CASES: Table = Table {
    name: "case_file",
    columns: &["case_ref", "entry", "assets"],
    upsert: "INSERT INTO case_file (case_ref, entry, assets) VALUES (?1, ?2, ?3)
             ON CONFLICT (case_ref) DO UPDATE SET assets = excluded.assets",
    select: "SELECT case_ref, entry, assets FROM case_file",
};

pub(super) const SOURCES: Table = Table {
    name: "source",
    columns: &["source_ref", "entry"],
    upsert: "INSERT INTO source (source_ref, entry) VALUES (?1, ?2)",
    select: "SELECT source_ref, entry FROM source",
};

pub(super) const ASSETS: Table = Table {
    name: "asset",
    columns: &["asset_ref", "root", "case_ref", "entry", "currency"],
    upsert: "INSERT INTO asset (asset_ref, root, case_ref, entry, currency) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (asset_ref) DO UPDATE SET currency = excluded.currency",
    select: "SELECT asset_ref, root, case_ref, entry, currency FROM asset",
};

pub(super) const READINGS: Table = Table {
    name: "reading",
    columns: &["entry", "action", "root", "status", "voided"],
    upsert: "INSERT INTO reading (entry, action, root, status, voided) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (entry) DO UPDATE SET status = excluded.status, voided = excluded.voided",
    select: "SELECT entry, action, root, status, voided FROM reading",
};

pub(super) const REFERENCES: Table = Table {
    name: "reference",
    columns: &["ref", "entry"],
    upsert: "INSERT INTO reference (ref, entry) VALUES (?1, ?2)",
    select: "SELECT ref, entry FROM reference",
};

pub(super) const TABLES: [&Table; 5] = [&CASES, &SOURCES, &ASSETS, &READINGS, &REFERENCES];

/// One row, its key first.
pub(super) type Row = Vec<Value>;

/// Writes the rows that an entry touched.
pub(super) fn write(connection: &Connection, state: &State, touched: &Touched) -> Result<(), Error> {
    for case in &touched.cases {
        CASES.put(connection, case_row(state, case)?)?;
    }
    for source in &touched.sources {
        SOURCES.put(connection, source_row(state, source)?)?;
    }
    for root in &touched.families {
        connection.prepare_cached("DELETE FROM asset WHERE root = ?1")?.execute(params![root.to_string()])?;
        for asset in state.family(root).iter().flat_map(|family| family.standing().assets()) {
            ASSETS.put(connection, Some(asset_row(asset)?))?;
        }
    }
    for asset in &touched.assets {
        let asset = state.family(asset).and_then(|family| family.standing().asset(asset));
        ASSETS.put(connection, asset.map(asset_row).transpose()?)?;
    }
    for entry in &touched.readings {
        READINGS.put(connection, reading_row(state, *entry)?)?;
    }
    for reference in &touched.references {
        REFERENCES.put(connection, reference_row(state, reference)?)?;
    }
    Ok(())
}

/// All rows of a table as the journal has them.
pub(super) fn rows(table: &Table, state: &State) -> Result<Vec<Row>, Error> {
    let rows: Result<Vec<Option<Row>>, Error> = match table.name {
        "case_file" => state.cases().keys().map(|case| case_row(state, case)).collect(),
        "source" => state.sources().keys().map(|source| source_row(state, source)).collect(),
        "asset" => {
            let assets = state.families().values().flat_map(|family| family.standing().assets());
            assets.map(|asset| asset_row(asset).map(Some)).collect()
        }
        "reading" => state.readings().keys().map(|entry| reading_row(state, *entry)).collect(),
        _ => state.references().keys().map(|reference| reference_row(state, reference)).collect(),
    };
    Ok(rows?.into_iter().flatten().collect())
}

impl Table {
    fn put(&self, connection: &Connection, row: Option<Row>) -> Result<(), Error> {
        if let Some(row) = row {
            connection.prepare_cached(self.upsert)?.execute(params_from_iter(row))?;
        }
        Ok(())
    }
}

fn case_row(state: &State, case: &CaseRef) -> Result<Option<Row>, Error> {
    let Some(known) = state.cases().get(case) else { return Ok(None) };
    Ok(Some(vec![text(case), Value::Integer(signed(known.entry)?), Value::Integer(known.assets.into())]))
}

fn source_row(state: &State, source: &SourceRef) -> Result<Option<Row>, Error> {
    let Some(entry) = state.sources().get(source) else { return Ok(None) };
    Ok(Some(vec![text(source), Value::Integer(signed(*entry)?)]))
}

fn asset_row(asset: &Asset) -> Result<Row, Error> {
    let currency = asset.value.unit().map_or(Value::Null, |unit| Value::Text(unit.code().to_owned()));
    let entry = Value::Integer(signed(asset.entry)?);
    Ok(vec![text(&asset.asset), text(&asset.asset.root()), text(&asset.case), entry, currency])
}

fn reading_row(state: &State, entry: u64) -> Result<Option<Row>, Error> {
    let Some((action, record)) = state.record(entry) else { return Ok(None) };
    let root = record.act.target.asset().root();
    let status = Value::Text(record.status(entry).as_str().to_owned());
    Ok(Some(vec![
        Value::Integer(signed(entry)?),
        Value::Integer(signed(action)?),
        text(&root),
        status,
        voided(record)?,
    ]))
}

fn voided(record: &Record) -> Result<Value, Error> {
    record.voided.map_or(Ok(Value::Null), |entry| signed(entry).map(Value::Integer))
}

fn reference_row(state: &State, reference: &EntryRef) -> Result<Option<Row>, Error> {
    let Some(entry) = state.reference(reference) else { return Ok(None) };
    Ok(Some(vec![text(reference), Value::Integer(signed(entry)?)]))
}

fn text(reference: &impl ToString) -> Value {
    Value::Text(reference.to_string())
}
