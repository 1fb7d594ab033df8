//! Verifying: every digest again, every entry folded again, and all of it compared with what is stored.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Transaction;
use rusqlite::types::Value;

use crate::journal::{Body, Digest, Entry, Frontier, Personal, State, codec};

use super::Error;
use super::load::number;
use super::project::{self, Row, TABLES, Table};

/// What verifying found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Findings {
    /// The number of entries read.
    pub entries: u64,
    /// The root of the tree over them.
    pub root: Digest,
    /// Every difference, in words; none if the ledger is as the journal says.
    pub differences: Vec<String>,
}

/// Reads the whole ledger and lists every difference.
pub(super) fn verify(tx: &Transaction<'_>) -> Result<Findings, Error> {
    let mut check = Check::default();
    check.integrity(tx)?;
    check.journal(tx)?;
    check.head(tx)?;
    for table in TABLES {
        check.table(tx, table)?;
    }
    check.personal(tx)?;
    Ok(Findings { entries: check.frontier.size(), root: check.frontier.root(), differences: check.differences })
}

#[derive(Default)]
struct Check {
    differences: Vec<String>,
    state: State,
    frontier: Frontier,
    /// Each commitment and the entry that first holds it.
    commitments: BTreeMap<Digest, u64>,
    recorded_at: String,
}

impl Check {
    fn integrity(&mut self, tx: &Transaction<'_>) -> Result<(), Error> {
        let mut statement = tx.prepare("PRAGMA integrity_check")?;
        let found = statement.query_map([], |row| row.get::<_, String>(0))?;
        for line in found {
            let line = line?;
            if line != "ok" {
                self.differences.push(format!("the file: {line}"));
            }
        }
        let mut statement = tx.prepare("PRAGMA foreign_key_check")?;
        let found = statement.query_map([], |row| row.get::<_, String>(0))?;
        for table in found {
            self.differences.push(format!("{}: a row names an entry or a case that is not there", table?));
        }
        Ok(())
    }

    fn journal(&mut self, tx: &Transaction<'_>) -> Result<(), Error> {
        let mut statement = tx.prepare("SELECT entry, bytes FROM entry ORDER BY entry")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let number = number(row)?;
            let bytes = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
            let expected = self.frontier.size() + 1;
            if number != expected {
                self.differences.push(format!("entry {expected} is missing: entry {number} follows in its place"));
            }
            self.frontier.push(Digest::of_leaf(bytes));
            match codec::decode(bytes) {
                Ok(entry) => self.entry(number, &entry),
                Err(fault) => self.differences.push(format!("entry {number}: {fault}")),
            }
        }
        if self.frontier.size() == 0 {
            self.differences.push("the journal is empty: entry 1, which begins a ledger, is missing".to_owned());
        }
        Ok(())
    }

    fn entry(&mut self, number: u64, entry: &Entry) {
        if entry.number != number {
            self.differences.push(format!("entry {number} says of itself that it is entry {}", entry.number));
        }
        if (number == 1) != matches!(entry.body, Body::Genesis(_)) {
            self.differences.push(format!("entry {number}: entry 1, and no other, begins a ledger"));
        }
        if entry.stamp.recorded_at < self.recorded_at {
            self.differences.push(format!("entry {number} was recorded before the entry that precedes it"));
        }
        self.recorded_at.clone_from(&entry.stamp.recorded_at);
        if let Body::Act(act) | Body::Correction { act, .. } = &entry.body {
            for commitment in act.commitments() {
                self.commitments.entry(commitment).or_insert(number);
            }
        }
        if let Err(fault) = self.state.fold(entry) {
            self.differences.push(format!("entry {number} contradicts those before it: {fault}"));
        }
    }

    fn head(&mut self, tx: &Transaction<'_>) -> Result<(), Error> {
        let mut statement = tx.prepare("SELECT size, root, frontier FROM head")?;
        let heads = statement.query_map([], |row| Ok((number(row)?, row.get(1)?, row.get(2)?)))?;
        let heads: Vec<(u64, Vec<u8>, Vec<u8>)> = heads.collect::<Result<_, _>>()?;
        let expected = (self.frontier.size(), self.frontier.root().0.to_vec(), self.frontier.bytes());
        let [(size, root, frontier)] = heads.as_slice() else {
            self.differences.push(format!("there are {} heads, there is one", heads.len()));
            return Ok(());
        };
        if *size != expected.0 {
            self.differences.push(format!("the head counts {size} entries, the journal has {}", expected.0));
        }
        if *root != expected.1 {
            let stored: String = root.iter().map(|byte| format!("{byte:02x}")).collect();
            self.differences.push(format!("the head's root is {stored}, the journal's is {}", self.frontier.root()));
        }
        if *frontier != expected.2 {
            self.differences.push("the head's frontier is not that of the journal".to_owned());
        }
        Ok(())
    }

    fn table(&mut self, tx: &Transaction<'_>, table: &Table) -> Result<(), Error> {
        let keyed = |rows: Vec<Row>| -> BTreeMap<String, Row> {
            rows.into_iter().map(|row| (row.first().map(shown).unwrap_or_default(), row)).collect()
        };
        let expected = keyed(project::rows(table, &self.state)?);
        let mut statement = tx.prepare(table.select)?;
        let columns = table.columns.len();
        let stored = statement.query_map([], |row| (0..columns).map(|column| row.get(column)).collect())?;
        let stored = keyed(stored.collect::<Result<_, _>>()?);
        let keys: BTreeSet<&String> = expected.keys().chain(stored.keys()).collect();
        for key in keys {
            let place = format!("{} {key}", table.name);
            match (stored.get(key), expected.get(key)) {
                (Some(_), None) => self.differences.push(format!("{place}: stored, but the journal has none")),
                (None, _) => self.differences.push(format!("{place}: the journal has it, but it is not stored")),
                (Some(stored), Some(expected)) => {
                    for ((column, stored), expected) in table.columns.iter().zip(stored).zip(expected) {
                        if stored != expected {
                            let (stored, expected) = (shown(stored), shown(expected));
                            self.differences
                                .push(format!("{place}: {column} is {stored}, the journal says {expected}"));
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn personal(&mut self, tx: &Transaction<'_>) -> Result<(), Error> {
        let mut statement = tx.prepare("SELECT entry, commitment, salt, data FROM personal ORDER BY commitment")?;
        let stored = statement.query_map([], |row| {
            let personal = Personal { commitment: Digest(row.get(1)?), salt: row.get(2)?, data: row.get(3)? };
            Ok((number(row)?, personal))
        })?;
        for row in stored {
            let (entry, personal) = row?;
            let place = format!("personal {}", personal.commitment);
            if !personal.holds() {
                self.differences.push(format!("{place}: the data are not those that entry {entry} committed to"));
            }
            match self.commitments.remove(&personal.commitment) {
                Some(first) if first == entry => {}
                Some(first) => {
                    self.differences.push(format!("{place}: entry is {entry}, the journal says {first}"));
                }
                None => self.differences.push(format!("{place}: no entry holds this commitment")),
            }
        }
        for (commitment, entry) in std::mem::take(&mut self.commitments) {
            self.differences.push(format!("personal {commitment}: the data of entry {entry} are missing"));
        }
        Ok(())
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "empty".to_owned(),
        Value::Integer(number) => number.to_string(),
        Value::Text(text) => crate::domain::text::escape(text).into_owned(),
        Value::Real(_) | Value::Blob(_) => "not text".to_owned(),
    }
}
