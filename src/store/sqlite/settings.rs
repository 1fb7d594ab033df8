//! The SQLite settings that keep the ledger's promises.

use rusqlite::Connection;
use rusqlite::types::Value;

use crate::store::settings::{Setting, Settings};
use crate::store::{Error, error::printable};

use super::schema::FORMAT;

/// The settings a ledger is opened with.
const WANTED: [(&str, &str); 9] = [
    ("journal_mode", "delete"),
    ("synchronous", "3"),
    ("secure_delete", "1"),
    ("cell_size_check", "1"),
    ("foreign_keys", "1"),
    ("recursive_triggers", "1"),
    ("trusted_schema", "0"),
    ("mmap_size", "0"),
    ("temp_store", "2"),
];

/// Reads the settings in force on a connection.
pub(super) fn of(connection: &Connection, entries: u64) -> Result<Settings, Error> {
    let ask = |name| connection.pragma_query_value(None, name, |row| row.get::<_, Value>(0));
    let held = WANTED.iter().map(|(name, wanted)| Ok(Setting { name, value: shown(&ask(name)?), wanted }));
    let mut statement = connection.prepare("PRAGMA compile_options")?;
    let compiled = statement.query_map([], |row| row.get(0))?;
    Ok(Settings {
        engine: "sqlite",
        version: rusqlite::version().to_owned(),
        compiled: compiled.collect::<Result<_, _>>()?,
        format: FORMAT,
        entries,
        held: held.collect::<Result<_, rusqlite::Error>>()?,
        noted: Vec::new(),
    })
}

fn shown(value: &Value) -> String {
    match value {
        Value::Integer(number) => number.to_string(),
        Value::Text(text) => printable(text),
        Value::Null | Value::Real(_) | Value::Blob(_) => "unknown".to_owned(),
    }
}
