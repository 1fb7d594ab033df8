//! Whether the file's tables, indexes, triggers and views are exactly those that impound creates.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::Value;

use super::error::{Error, printable, sqlite};

/// One row of SQLite's own table of what there is. Values, not texts: a strange file may hold anything there.
#[derive(Debug, PartialEq)]
struct Object {
    kind: Value,
    name: Value,
    table: Value,
    sql: Value,
}

/// Refuses a file whose schema differs in one byte from what these statements create.
///
/// Only SQLite's own table is read, so no trigger and no view of a hostile file has run when it is refused.
pub(super) fn check(connection: &Connection, real: &Path, schema: &str) -> Result<(), Error> {
    let found = objects(connection).map_err(|err| sqlite("read", real, &err))?;
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

/// Everything that the file defines, in one order. `main` keeps a temporary table of that name out of it.
fn objects(connection: &Connection) -> rusqlite::Result<Vec<Object>> {
    connection
        .prepare("SELECT type, name, tbl_name, sql FROM main.sqlite_schema ORDER BY type, name, tbl_name, sql")?
        .query_map([], |row| Ok(Object { kind: row.get(0)?, name: row.get(1)?, table: row.get(2)?, sql: row.get(3)? }))?
        .collect()
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
