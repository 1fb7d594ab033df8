//! Checks that the file's tables, indexes, triggers and views are exactly those that impound creates.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::Value;

use crate::journal::Digest;

use crate::store::error::{Error, printable};

use super::error::sqlite;

/// The statements that create the tables, as stored in the file.
pub const SCHEMA: &str = include_str!("../../../schema.sql");

/// The format of these tables and of the entries, kept in the file's `user_version`, and the only one supported.
/// Formats 1 to 4 belong to builds before the first release.
pub(super) const FORMAT: i64 = 5;

/// The digest of the schema that SQLite stores for [`SCHEMA`], so that opening a ledger need not create the tables in
/// memory to compare; a test checks it.
const DIGEST: &str = "b95e445e3130f9fe675f54c3912d8c2b651dbc28022222884ceebfe756b98b24";

/// The line of [`SCHEMA`] after which the derived tables begin.
const DERIVED: &str = "-- What follows is derived.";

/// The statement that creates a trigger; empty if there is no such trigger.
pub(super) fn trigger(name: &str) -> &'static str {
    let begun = SCHEMA.find(&format!("CREATE TRIGGER {name} ")).map_or("", |at| &SCHEMA[at..]);
    begun.split_inclusive("END;").next().unwrap_or_default()
}

/// The statement that creates the table of personal data, without its triggers.
pub(super) fn personal() -> &'static str {
    let begun = SCHEMA.find("CREATE TABLE personal (").map_or("", |at| &SCHEMA[at..]);
    begun.split_inclusive(';').next().unwrap_or_default()
}

/// The statement that creates the index of personal data.
pub(super) fn personal_index() -> &'static str {
    let begun = SCHEMA.find("CREATE INDEX personal_by_data ").map_or("", |at| &SCHEMA[at..]);
    begun.split_inclusive(';').next().unwrap_or_default()
}

/// The statements that create the derived tables.
pub(super) fn derived() -> &'static str {
    SCHEMA.split_once(DERIVED).map_or("", |(_, derived)| derived)
}

/// The names of the derived tables.
pub(super) fn derived_tables() -> impl Iterator<Item = &'static str> {
    derived().lines().filter_map(|line| line.strip_prefix("CREATE TABLE ")?.strip_suffix(" ("))
}

/// One row of SQLite's schema table. The fields are values, not texts: a hostile file may contain anything there.
#[derive(Debug, PartialEq)]
struct Object {
    kind: Value,
    name: Value,
    table: Value,
    sql: Value,
}

/// Refuses a file whose schema differs by even one byte from what these statements create.
///
/// Reads only SQLite's schema table, so no trigger or view of a hostile file has run by then.
pub(super) fn check(connection: &Connection, real: &Path, schema: &str) -> Result<(), Error> {
    let found = objects(connection).map_err(|err| sqlite("read", real, &err))?;
    if schema == SCHEMA && digest(&found).to_string() == DIGEST {
        return Ok(());
    }
    let ours = Connection::open_in_memory()
        .and_then(|memory| {
            memory.execute_batch(schema)?;
            objects(&memory)
        })
        .map_err(|err| sqlite("check", real, &err))?;
    match difference(&found, &ours) {
        None => Ok(()),
        Some(what) => Err(Error::damaged(format!("{} {what}", real.display()))),
    }
}

/// Everything the file defines, in a fixed order. `main` excludes a temporary table of the same name.
fn objects(connection: &Connection) -> rusqlite::Result<Vec<Object>> {
    connection
        .prepare("SELECT type, name, tbl_name, sql FROM main.sqlite_schema ORDER BY type, name, tbl_name, sql")?
        .query_map([], |row| Ok(Object { kind: row.get(0)?, name: row.get(1)?, table: row.get(2)?, sql: row.get(3)? }))?
        .collect()
}

/// A digest of every byte of the objects, each value preceded by its type and length.
fn digest(objects: &[Object]) -> Digest {
    let mut bytes = Vec::new();
    for value in objects.iter().flat_map(|object| [&object.kind, &object.name, &object.table, &object.sql]) {
        let text = match value {
            Value::Text(text) => text.as_str(),
            _ => "",
        };
        bytes.extend(format!("{:?} {} ", value.data_type(), text.len()).bytes());
        bytes.extend(text.bytes());
    }
    Digest::of(&bytes)
}

/// The first difference, as the end of a sentence about the file.
fn difference(found: &[Object], ours: &[Object]) -> Option<String> {
    if found == ours {
        return None;
    }
    if let Some(object) = found.iter().find(|object| !ours.contains(object)) {
        let altered = ours.iter().any(|own| own.kind == object.kind && own.name == object.name);
        return Some(if altered {
            format!("has been altered: its {} is not the one that impound creates", object.title())
        } else {
            format!("has been altered: it has the {}, which impound does not create", object.title())
        });
    }
    let gone = ours.iter().find(|own| !found.contains(own));
    Some(match gone {
        Some(own) => format!("has been altered: it lacks the {}", own.title()),
        None => "has been altered: it defines something twice".into(),
    })
}

impl Object {
    fn title(&self) -> String {
        format!("{} {}", shown(&self.kind), shown(&self.name))
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) => printable(text),
        Value::Null => "NULL".into(),
        Value::Integer(number) => number.to_string(),
        Value::Real(_) | Value::Blob(_) => "without a name".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_matches_the_tables_that_the_schema_creates() {
        let memory = Connection::open_in_memory().unwrap();
        memory.execute_batch(SCHEMA).unwrap();
        assert_eq!(digest(&objects(&memory).unwrap()).to_string(), DIGEST);
        memory.execute_batch("CREATE INDEX more ON entry (bytes)").unwrap();
        assert_ne!(digest(&objects(&memory).unwrap()).to_string(), DIGEST);
    }
}
