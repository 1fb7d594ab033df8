//! What holds on an open ledger: its format, SQLite, and the settings that keep the ledger's promises.

use rusqlite::Connection;
use rusqlite::types::Value;

use super::error::printable;
use super::schema::FORMAT;
use super::{Error, append};

/// What holds on an open ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The version of SQLite.
    pub sqlite: &'static str,
    /// What SQLite was compiled with, as it lists it.
    pub compiled: Vec<String>,
    /// The format of the file.
    pub format: i64,
    /// The number of entries.
    pub entries: u64,
    /// Each setting that a promise of the ledger rests on.
    pub held: Vec<Setting>,
}

/// A setting of the connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its name in SQLite.
    pub name: &'static str,
    /// Its value.
    pub value: String,
    /// The value that it must have.
    pub wanted: &'static str,
}

/// The settings that a ledger is opened with.
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

/// Asks a connection what holds on it.
pub(super) fn of(connection: &Connection) -> Result<Settings, Error> {
    let ask = |name| connection.pragma_query_value(None, name, |row| row.get::<_, Value>(0));
    let held = WANTED.iter().map(|(name, wanted)| Ok(Setting { name, value: shown(&ask(name)?), wanted }));
    let mut statement = connection.prepare("PRAGMA compile_options")?;
    let compiled = statement.query_map([], |row| row.get(0))?;
    Ok(Settings {
        sqlite: rusqlite::version(),
        compiled: compiled.collect::<Result<_, _>>()?,
        format: FORMAT,
        entries: append::head(connection)?.size(),
        held: held.collect::<Result<_, rusqlite::Error>>()?,
    })
}

fn shown(value: &Value) -> String {
    match value {
        Value::Integer(number) => number.to_string(),
        Value::Text(text) => printable(text),
        Value::Null | Value::Real(_) | Value::Blob(_) => "unknown".to_owned(),
    }
}
