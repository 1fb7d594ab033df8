//! The particulars of cases and sources, from the entries that opened, added or edited them.

use crate::domain::{CaseRef, SourceRef};
use crate::journal::fold::Filed;
use crate::journal::{CaseFile, Entry, SourceFile};

use super::Error;
use super::engine::{Asked, Reading};
use super::load::{self, case_in, source_in};
use super::remedy::Remedy;
use super::seal::Seal;
use super::sealed::Sealed;
use super::table::{self, Table};

/// The particulars of a case or of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Particulars<T> {
    /// The entry that opened the case or added the source.
    pub entry: u64,
    /// The entry that holds these particulars: the same one, or an edit.
    pub latest: u64,
    /// The particulars.
    pub file: T,
}

/// The table that lists particulars, and how to find them in an entry.
struct Kind<T> {
    table: &'static Table,
    of: fn(Option<Entry>) -> Option<T>,
    sealed: Sealed,
}

const CASES: Kind<CaseFile> = Kind { table: &table::CASE_FILE, of: case_in, sealed: Sealed::Case };

const SOURCES: Kind<SourceFile> = Kind { table: &table::SOURCE, of: source_in, sealed: Sealed::Source };

/// All cases as known at an entry, in order of reference.
pub(super) fn cases(reading: &dyn Reading, at_entry: Option<u64>) -> Result<Vec<Particulars<CaseFile>>, Error> {
    all(reading, &CASES, at_entry)
}

/// All sources as known at an entry, in order of reference.
pub(super) fn sources(reading: &dyn Reading, at_entry: Option<u64>) -> Result<Vec<Particulars<SourceFile>>, Error> {
    all(reading, &SOURCES, at_entry)
}

/// One case.
pub(super) fn case(reading: &dyn Reading, case: &CaseRef) -> Result<Option<Particulars<CaseFile>>, Error> {
    let known = reading.known(&Asked { cases: vec![case], ..Asked::default() })?.cases;
    let filed = known.into_iter().next().flatten().map(|known| known.filed);
    one(reading, &CASES, case.as_str(), filed).map(|found| found.filter(|found| found.file.case == *case))
}

/// One source.
pub(super) fn source(reading: &dyn Reading, source: &SourceRef) -> Result<Option<Particulars<SourceFile>>, Error> {
    let filed = load::source_of(reading, source)?;
    one(reading, &SOURCES, source.as_str(), filed).map(|found| found.filter(|found| found.file.source == *source))
}

/// The entries that edited particulars, in order.
pub(super) fn edits(reading: &dyn Reading, latest: u64) -> Result<Vec<Entry>, Error> {
    let mut found = Vec::new();
    let mut at = latest;
    while let Some(entry) = load::entry(reading, at)? {
        let Some(before) = edited(&entry) else { break };
        found.push(entry);
        at = before;
    }
    found.reverse();
    Ok(found)
}

fn all<T>(reading: &dyn Reading, kind: &Kind<T>, at_entry: Option<u64>) -> Result<Vec<Particulars<T>>, Error> {
    let mut known = Vec::new();
    reading.rows(kind.table, &mut |row| {
        known.push(Filed { entry: row[1].number()?, latest: row[2].number()? });
        Ok(())
    })?;
    let then = known.into_iter().filter(|filed| at_entry.is_none_or(|last| filed.entry <= last));
    then.map(|Filed { entry, latest }| read(reading, kind, entry, latest, at_entry)).collect()
}

fn one<T>(
    reading: &dyn Reading,
    kind: &Kind<T>,
    key: &str,
    known: Option<Filed>,
) -> Result<Option<Particulars<T>>, Error> {
    if known.is_none() {
        // The caller acts on the absence, so it must be sealed too.
        Seal::of_head(reading)?.check(kind.sealed, key, None)?;
    }
    known.map(|Filed { entry, latest }| read(reading, kind, entry, latest, None)).transpose()
}

/// The particulars as known at an entry.
fn read<T>(
    reading: &dyn Reading,
    kind: &Kind<T>,
    entry: u64,
    latest: u64,
    at_entry: Option<u64>,
) -> Result<Particulars<T>, Error> {
    let damaged = |at: u64| Error::Damaged {
        what: format!("entry {at} does not hold the particulars that it should"),
        remedy: Remedy::Rederive,
    };
    let mut at = latest;
    let mut found = load::entry(reading, at)?;
    while at_entry.is_some_and(|last| at > last) {
        // An edit names an earlier entry, so this terminates.
        at = found.as_ref().and_then(edited).filter(|before| *before < at).ok_or_else(|| damaged(at))?;
        found = load::entry(reading, at)?;
    }
    let file = (kind.of)(found).ok_or_else(|| damaged(at))?;
    Ok(Particulars { entry, latest: at, file })
}

/// The entry that an edit edits.
pub(super) fn edited(edit: &Entry) -> Option<u64> {
    // Impound never writes an edit that names itself or a later entry.
    edit.body.edits().filter(|edits| *edits < edit.number)
}
