//! Names each difference in the derived tables, by deriving them again beside the stored ones and comparing.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::engine::Reading;
use super::field::Field;
use super::memory::Transaction;
use super::refusal::Refusal;
use super::table::{DERIVED, Table};
use super::{Error, tables};

/// A row that borrows nothing.
type Row = Vec<Field<'static>>;

/// Lists every contradiction in the journal that is not in `told`, and every row of a derived table that does not match
/// the journal.
pub(super) fn list(reading: &dyn Reading, told: &[(u64, Refusal)], found: &mut Vec<String>) -> Result<(), Error> {
    let beside = Transaction::beside(reading);
    let seal = tables::rebuild(reading, &beside, |entry, refusal| {
        let is_told = told.iter().any(|(other, told)| *other == entry && *told == refusal);
        if !is_told {
            found.push(format!("entry {entry} contradicts those before it: {refusal}"));
        }
        Ok(())
    })?;
    DERIVED.iter().try_for_each(|table| compare(reading, &beside, table, found))?;
    if reading.head()?.is_none_or(|head| head.seal != seal) {
        found.push("head: the seal does not match the derived tables that the journal yields".to_owned());
    }
    Ok(())
}

fn compare(stored: &dyn Reading, derived: &dyn Reading, table: &Table, found: &mut Vec<String>) -> Result<(), Error> {
    let (stored, expected) = apart(stored, derived, table)?;
    let keys: BTreeSet<&String> = expected.keys().chain(stored.keys()).collect();
    for key in keys {
        let place = format!("{} {key}", table.name);
        match (stored.get(key), expected.get(key)) {
            (Some(_), None) => found.push(format!("{place}: stored, but not in the journal")),
            (None, _) => found.push(format!("{place}: in the journal, but not stored")),
            (Some(stored), Some(expected)) => {
                for ((column, stored), expected) in table.columns.iter().zip(stored).zip(expected) {
                    if stored != expected {
                        let (stored, expected) = (stored.shown(), expected.shown());
                        found.push(format!("{place}: {column} is {stored}, the journal says {expected}"));
                    }
                }
            }
        }
    }
    Ok(())
}

/// Rows by key.
type ByKey = BTreeMap<String, Row>;

/// The rows that only one side has, by key: stored, then derived.
fn apart(stored: &dyn Reading, derived: &dyn Reading, table: &Table) -> Result<(ByKey, ByKey), Error> {
    let mut expected = Vec::new();
    derived.rows(table, &mut |row| {
        expected.push(row.iter().cloned().map(Field::into_owned).collect::<Row>());
        Ok(())
    })?;
    let mut expected = expected.into_iter().peekable();
    let (mut only_stored, mut only_expected) = (ByKey::new(), ByKey::new());
    stored.rows(table, &mut |row| {
        while let Some(before) = expected.next_if(|expected| order(table, expected, row) == Ordering::Less) {
            only_expected.insert(key(table, &before), before);
        }
        match expected.next_if(|expected| order(table, expected, row) == Ordering::Equal) {
            Some(same) if *same == *row => return Ok(()),
            Some(other) => drop(only_expected.insert(key(table, &other), other)),
            None => {}
        }
        only_stored.insert(key(table, row), row.iter().cloned().map(Field::into_owned).collect());
        Ok(())
    })?;
    only_expected.extend(expected.map(|row| (key(table, &row), row)));
    Ok((only_stored, only_expected))
}

/// Compares two rows by the columns that order the table.
fn order(table: &Table, one: &[Field<'_>], other: &[Field<'_>]) -> Ordering {
    table.order.iter().map(|at| one[*at].order(&other[*at])).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

fn key(table: &Table, row: &[Field<'_>]) -> String {
    row[..table.key].iter().map(Field::shown).collect::<Vec<_>>().join(" ")
}
