//! The particulars of cases and sources, as the entries hold them that opened, added or edited them.

use rusqlite::{Connection, OptionalExtension, Row};

use crate::domain::{CaseRef, SourceRef};
use crate::journal::fold::Filed;
use crate::journal::{Body, CaseFile, Entry, SourceFile};

use super::Error;
use super::load::{self, case_in, filed, source_in};
use super::remedy::Remedy;
use super::seal::{Seal, Sealed};

/// The particulars of a case or of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Particulars<T> {
    /// The entry that opened the case or added the source.
    pub entry: u64,
    /// The entry that holds these particulars: that one, or an edit.
    pub latest: u64,
    /// What they are.
    pub file: T,
}

/// Where particulars are listed, and how they are found in an entry.
struct Kind<T> {
    all: &'static str,
    one: &'static str,
    of: fn(Option<Entry>) -> Option<T>,
    sealed: Sealed,
}

const CASES: Kind<CaseFile> = Kind {
    all: "SELECT entry, latest FROM case_file ORDER BY case_ref",
    one: "SELECT entry, latest FROM case_file WHERE case_ref = ?1",
    of: case_in,
    sealed: Sealed::Case,
};

const SOURCES: Kind<SourceFile> = Kind {
    all: "SELECT entry, latest FROM source ORDER BY source_ref",
    one: "SELECT entry, latest FROM source WHERE source_ref = ?1",
    of: source_in,
    sealed: Sealed::Source,
};

/// All cases as they were known at an entry, by their references.
pub(super) fn cases(connection: &Connection, at_entry: Option<u64>) -> Result<Vec<Particulars<CaseFile>>, Error> {
    all(connection, &CASES, at_entry)
}

/// All sources as they were known at an entry, by their references.
pub(super) fn sources(connection: &Connection, at_entry: Option<u64>) -> Result<Vec<Particulars<SourceFile>>, Error> {
    all(connection, &SOURCES, at_entry)
}

/// One case.
pub(super) fn case(connection: &Connection, case: &CaseRef) -> Result<Option<Particulars<CaseFile>>, Error> {
    one(connection, &CASES, case.as_str()).map(|found| found.filter(|found| found.file.case == *case))
}

/// One source.
pub(super) fn source(connection: &Connection, source: &SourceRef) -> Result<Option<Particulars<SourceFile>>, Error> {
    one(connection, &SOURCES, source.as_str()).map(|found| found.filter(|found| found.file.source == *source))
}

/// The entries that edited particulars, in order.
pub(super) fn edits(connection: &Connection, latest: u64) -> Result<Vec<Entry>, Error> {
    let mut found = Vec::new();
    let mut at = latest;
    while let Some(entry) = load::entry(connection, at)? {
        let Some(before) = edited(&entry) else { break };
        found.push(entry);
        at = before;
    }
    found.reverse();
    Ok(found)
}

fn all<T>(connection: &Connection, kind: &Kind<T>, at_entry: Option<u64>) -> Result<Vec<Particulars<T>>, Error> {
    let mut statement = connection.prepare_cached(kind.all)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let Filed { entry, latest } = filed(row)?;
        if at_entry.is_none_or(|last| entry <= last) {
            found.push(read(connection, kind, entry, latest, at_entry)?);
        }
    }
    Ok(found)
}

fn one<T>(connection: &Connection, kind: &Kind<T>, key: &str) -> Result<Option<Particulars<T>>, Error> {
    let row = |row: &Row<'_>| filed(row);
    let known = connection.prepare_cached(kind.one)?.query_row([key], row).optional()?;
    if known.is_none() {
        // Who is told that there is none goes by that.
        Seal::of_head(connection)?.check(kind.sealed, key, None)?;
    }
    known.map(|Filed { entry, latest }| read(connection, kind, entry, latest, None)).transpose()
}

/// The particulars as they were known at an entry.
fn read<T>(
    connection: &Connection,
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
    let mut found = load::entry(connection, at)?;
    while at_entry.is_some_and(|last| at > last) {
        // An edit names an earlier entry, so that this comes to an end.
        at = found.as_ref().and_then(edited).filter(|before| *before < at).ok_or_else(|| damaged(at))?;
        found = load::entry(connection, at)?;
    }
    let file = (kind.of)(found).ok_or_else(|| damaged(at))?;
    Ok(Particulars { entry, latest: at, file })
}

/// The entry that an edit edits.
pub(super) fn edited(edit: &Entry) -> Option<u64> {
    let edits = match &edit.body {
        Body::CaseEdit(edit) => edit.edits,
        Body::SourceEdit(edit) => edit.edits,
        _ => return None,
    };
    // What names itself or a later entry was not written by impound.
    (edits < edit.number).then_some(edits)
}
