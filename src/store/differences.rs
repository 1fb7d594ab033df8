//! Each difference of the derived tables by name: they are derived anew beside those in the file, and compared.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use rusqlite::types::Value;

use super::refusal::Refusal;
use super::{Error, schema, tables};

/// A derived table, and how many of its first columns are its key.
struct Table {
    name: &'static str,
    columns: &'static [&'static str],
    key: usize,
}

const TABLES: [Table; 9] = [
    Table { name: "case_file", columns: &["case_ref", "entry", "latest", "assets"], key: 1 },
    Table { name: "source", columns: &["source_ref", "entry", "latest"], key: 1 },
    Table { name: "family", columns: &["root", "entry", "steps", "woven", "pool"], key: 1 },
    Table { name: "guest", columns: &["case_ref", "family"], key: 2 },
    Table { name: "reference", columns: &["ref", "entry"], key: 1 },
    Table { name: "likeness", columns: &["likeness", "entry"], key: 2 },
    Table {
        name: "total",
        columns: &[
            "breakdown",
            "key",
            "exact",
            "bounded",
            "unstated",
            "non_valued",
            "carried",
            "valued",
            "lower",
            "lower_exclusive",
            "upper",
            "upper_exclusive",
            "endless",
            "approximate",
        ],
        key: 2,
    },
    Table { name: "seal", columns: &["node", "bytes"], key: 1 },
    Table { name: "withheld", columns: &["commitment", "entry", "how"], key: 2 },
];

/// Lists what contradicts itself in the journal, but for what is `told` already, and each row of a derived table that is not as
/// the journal says.
pub(super) fn list(connection: &Connection, told: &[(u64, Refusal)], found: &mut Vec<String>) -> Result<(), Error> {
    // The tables beside are temporary: nothing of the file itself is written.
    connection.pragma_update(None, "query_only", false)?;
    connection.execute_batch(&schema::beside(schema::derived()))?;
    let seal = tables::rebuild(connection, |entry, refusal| {
        let is_told = told.iter().any(|(other, told)| *other == entry && *told == refusal);
        if !is_told {
            found.push(format!("entry {entry} contradicts those before it: {refusal}"));
        }
        Ok(())
    })?;
    TABLES.iter().try_for_each(|table| compare(connection, table, found))?;
    let sealed = connection.prepare("SELECT 1 FROM head WHERE seal = ?1")?.exists([&seal])?;
    if !sealed {
        found.push("head: seal is not the one over the derived tables that the journal says".to_owned());
    }
    schema::derived_tables().try_for_each(|table| Ok(connection.execute_batch(&format!("DROP TABLE temp.{table}"))?))
}

fn compare(connection: &Connection, table: &Table, found: &mut Vec<String>) -> Result<(), Error> {
    let stored = only_in(connection, table, "main", "temp")?;
    let expected = only_in(connection, table, "temp", "main")?;
    let keys: BTreeSet<&String> = expected.keys().chain(stored.keys()).collect();
    for key in keys {
        let place = format!("{} {key}", table.name);
        match (stored.get(key), expected.get(key)) {
            (Some(_), None) => found.push(format!("{place}: stored, but the journal has none")),
            (None, _) => found.push(format!("{place}: the journal has it, but it is not stored")),
            (Some(stored), Some(expected)) => {
                for ((column, stored), expected) in table.columns.iter().zip(stored).zip(expected) {
                    if stored != expected {
                        let (stored, expected) = (shown(stored), shown(expected));
                        found.push(format!("{place}: {column} is {stored}, the journal says {expected}"));
                    }
                }
            }
        }
    }
    Ok(())
}

/// The rows of a table that one schema has and the other has not, by their keys.
fn only_in(
    connection: &Connection,
    table: &Table,
    schema: &str,
    other: &str,
) -> Result<BTreeMap<String, Vec<Value>>, Error> {
    let (columns, name) = (table.columns.join(", "), table.name);
    // Only names from the list above are put together here.
    let sql = format!("SELECT {columns} FROM {schema}.{name} EXCEPT SELECT {columns} FROM {other}.{name}");
    let mut statement = connection.prepare(&sql)?;
    let rows = statement.query_map([], |row| {
        (0..table.columns.len()).map(|column| row.get::<_, Value>(column)).collect::<Result<Vec<_>, _>>()
    })?;
    let keyed = rows.map(|row| row.map(|row| (row[..table.key].iter().map(shown).collect::<Vec<_>>().join(" "), row)));
    Ok(keyed.collect::<Result<_, _>>()?)
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => "empty".to_owned(),
        Value::Integer(number) => number.to_string(),
        Value::Text(text) => crate::domain::text::escape(text).into_owned(),
        Value::Blob(bytes) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
        Value::Real(_) => "not text".to_owned(),
    }
}
