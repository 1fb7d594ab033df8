//! Reading the file. SQL selects and orders; the caller adds up.

use std::borrow::Cow;
use std::path::PathBuf;

use rusqlite::types::ValueRef;
use rusqlite::{OptionalExtension, Params, Row, Statement, ToSql, params};

use crate::domain::{CaseRef, Unit};
use crate::journal::fold::{Case, Filed};
use crate::journal::kept::{KEPT, Kept};
use crate::journal::{Digest, Handling, Personal};
use crate::query::{EachTotal, Families, Rates, Span};
use crate::store::Error;
use crate::store::engine::{
    ALIKE, Asked, Check, EachBegun, EachBytes, EachFamily, EachRow, EachStoredRate, Head, Known, Reading, Stored,
    StoredRate,
};
use crate::store::field::Field;
use crate::store::table::Table;

use super::connect::another;
use super::totals;

/// A transaction: the file changes only by what is written in it.
pub(super) struct Transaction<'a>(pub(super) rusqlite::Transaction<'a>);

impl Transaction<'_> {
    /// The results of a statement, run for each key.
    fn each<K, T>(
        &self,
        sql: &str,
        keys: &[K],
        find: impl Fn(&mut Statement<'_>, &K) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let mut statement = self.0.prepare_cached(sql)?;
        keys.iter().map(|key| find(&mut statement, key)).collect()
    }
}

impl Reading for Transaction<'_> {
    fn head(&self) -> Result<Option<Head>, Error> {
        let mut statement = self.0.prepare_cached("SELECT size, root, frontier, seal FROM head WHERE id = 1")?;
        let head = |row: &Row<'_>| {
            Ok(Head { size: number(row)?, root: row.get(1)?, frontier: row.get(2)?, seal: row.get(3)? })
        };
        Ok(statement.query_row([], head).optional()?)
    }

    fn last(&self) -> Result<u64, Error> {
        let mut statement = self.0.prepare_cached("SELECT coalesce(max(entry), 0) FROM entry")?;
        Ok(statement.query_row([], number)?)
    }

    fn known(&self, asked: &Asked<'_>) -> Result<Known, Error> {
        Ok(Known {
            cases: self.each(
                "SELECT entry, latest, assets FROM case_file WHERE case_ref = ?1",
                &asked.cases,
                |statement, case| {
                    let known = |row: &Row<'_>| Ok(Case { filed: filed(row)?, assets: row.get(2)? });
                    optional(statement, [case.as_str()], known)
                },
            )?,
            sources: self.each(
                "SELECT entry, latest FROM source WHERE source_ref = ?1",
                &asked.sources,
                |statement, source| optional(statement, [source.as_str()], filed),
            )?,
            references: self.each(
                "SELECT entry FROM reference WHERE ref = ?1",
                &asked.references,
                |statement, reference| optional(statement, [reference.as_str()], number),
            )?,
            families: self.each(
                "SELECT entry, steps, woven, pool FROM family WHERE root = ?1",
                &asked.families,
                |statement, root| optional(statement, [root.to_string()], stored),
            )?,
            begun: self.each("SELECT root FROM family WHERE entry = ?1", &asked.begun, |statement, entry| {
                by_number(statement, *entry, |row| row.get(0))
            })?,
            entries: self.each("SELECT bytes FROM entry WHERE entry = ?1", &asked.entries, |statement, entry| {
                by_number(statement, *entry, |row| row.get(0))
            })?,
            handled: self.each(
                "SELECT entry, how FROM withheld WHERE commitment = ?1 ORDER BY entry",
                &asked.handled,
                |statement, commitment| all(statement, [commitment.0], |row| Ok((number(row)?, handling(row)?))),
            )?,
            data: self.each(
                "SELECT commitment, salt, data FROM personal WHERE commitment = ?1",
                &asked.data,
                |statement, commitment| optional(statement, [commitment.0], personal),
            )?,
            bearing: asked.bearing.iter().map(|data| self.bearing(data)).collect::<Result<_, _>>()?,
            alike: self.each(
                "SELECT entry FROM likeness WHERE likeness = ?1 AND entry > ?2 ORDER BY entry LIMIT ?3",
                &asked.alike,
                |statement, (likeness, after)| {
                    let most = i64::try_from(ALIKE).unwrap_or(i64::MAX);
                    all(statement, [*likeness, signed(*after)?, most], |row| Ok(number(row)?))
                },
            )?,
            nodes: self.each("SELECT bytes FROM seal WHERE node = ?1", &asked.nodes, |statement, node| {
                optional(statement, [node], |row| row.get(0))
            })?,
            subtrees: self.each(
                "SELECT root FROM subtree WHERE level = ?1 AND number = ?2",
                &asked.subtrees,
                |statement, subtree| {
                    let key = [i64::from(subtree.level), signed(subtree.number)?];
                    optional(statement, key, |row| Ok(Digest(row.get(0)?)))
                },
            )?,
            totals: asked
                .totals
                .iter()
                .map(|(kept, key)| totals::of(&self.0, &KEPT[*kept], key))
                .collect::<Result<_, _>>()?,
        })
    }

    fn entries(&self, span: Span, each: &mut EachBytes<'_>) -> Result<(), Error> {
        let sql = "SELECT entry, bytes FROM entry WHERE entry > ?1 AND entry <= ?2 ORDER BY entry LIMIT ?3";
        let mut statement = self.0.prepare_cached(sql)?;
        let mut rows = statement.query(of_span(span)?)?;
        while let Some(row) = rows.next()? {
            each(number(row)?, row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?)?;
        }
        Ok(())
    }

    fn begun(&self, span: Span, each: &mut EachBegun<'_>) -> Result<(), Error> {
        let mut statement = self.0.prepare_cached(
            "SELECT entry.bytes, family.root, family.steps
             FROM entry LEFT JOIN family ON family.entry = entry.entry
             WHERE entry.entry > ?1 AND entry.entry <= ?2 ORDER BY entry.entry LIMIT ?3",
        )?;
        let mut rows = statement.query(of_span(span)?)?;
        while let Some(row) = rows.next()? {
            let bytes = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
            let family = match row.get_ref(1)? {
                ValueRef::Null => None,
                _ => Some((text(row, 1)?, text(row, 2)?)),
            };
            each(bytes, family)?;
        }
        Ok(())
    }

    fn families(&self, which: Families<'_>, each: &mut EachFamily<'_>) -> Result<(), Error> {
        for (sql, case) in queries(which) {
            let mut statement = self.0.prepare_cached(sql)?;
            let mut rows = match case {
                None => statement.query([])?,
                Some(case) => statement.query([case.as_str()])?,
            };
            while let Some(row) = rows.next()? {
                each(text(row, 0)?, text(row, 1)?)?;
            }
        }
        Ok(())
    }

    fn breakdown(&self, kept: &Kept, each: &mut EachTotal<'_, Error>) -> Result<(), Error> {
        totals::each(&self.0, kept, each)
    }

    fn rates(&self, rates: &Rates<'_>, each: &mut EachStoredRate<'_>) -> Result<(), Error> {
        let (from, to, up_to) = (rates.from.to_string(), rates.to.to_string(), signed(rates.up_to)?);
        let code = rates.currency.map(Unit::code);
        let currency = if code.is_some() { "AND currency = ?5" } else { "AND ?5 IS NULL" };
        let mut statement = self.0.prepare_cached(&format!(
            "SELECT currency, date, entry, rate FROM rate
             WHERE rate_set = ?1 AND date BETWEEN ?2 AND ?3 AND entry <= ?4 {currency}
             ORDER BY currency, date, entry"
        ))?;
        let mut rows = statement.query(params![rates.set, from, to, up_to, code])?;
        while let Some(row) = rows.next()? {
            each(StoredRate {
                currency: text(row, 0)?,
                date: text(row, 1)?,
                entry: number_in(row, 2)?,
                rate: text(row, 3)?,
            })?;
        }
        Ok(())
    }

    fn rows(&self, table: &Table, each: &mut EachRow<'_>) -> Result<(), Error> {
        let (columns, name) = (table.columns.join(", "), table.name);
        let order: Vec<&str> = table.order.iter().map(|column| table.columns[*column]).collect();
        // The SQL text contains only names from the list of tables.
        let sql = format!("SELECT {columns} FROM {name} ORDER BY {}", order.join(", "));
        let mut statement = self.0.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let mut fields = Vec::with_capacity(table.columns.len());
            for column in 0..table.columns.len() {
                fields.push(field(row.get_ref(column)?)?);
            }
            each(&fields)?;
        }
        Ok(())
    }

    fn count(&self, table: &Table) -> Result<u64, Error> {
        // The SQL text contains only names from the list of tables.
        Ok(self.0.query_row(&format!("SELECT count(*) FROM {}", table.name), [], number)?)
    }

    fn check(&self) -> Option<Check> {
        // Uses its own connection; the transaction here keeps writers away from both.
        let path = self.0.path().map(PathBuf::from)?;
        Some(Box::new(move || integrity(&path)))
    }
}

impl Transaction<'_> {
    /// The entries that hold a datum. Uses the index, which omits data longer than an identifier.
    fn bearing(&self, data: &str) -> Result<Vec<(u64, Digest)>, Error> {
        const INDEXED: usize = 1000;
        let sql = if data.chars().count() <= INDEXED {
            "SELECT entry, commitment FROM personal WHERE data = ?1 AND length(data) <= 1000"
        } else {
            "SELECT entry, commitment FROM personal WHERE data = ?1"
        };
        let mut statement = self.0.prepare_cached(sql)?;
        all(&mut statement, [data], |row| Ok((number(row)?, Digest(row.get(1)?))))
    }
}

/// SQLite's integrity check of the file.
fn integrity(path: &std::path::Path) -> Result<Vec<String>, Error> {
    let connection = another(path)?;
    let mut found = Vec::new();
    let mut statement = connection.prepare("PRAGMA integrity_check")?;
    let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
    for line in lines {
        let line = line?;
        if line != "ok" {
            found.push(format!("the file: {line}"));
        }
    }
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let tables = statement.query_map([], |row| row.get::<_, String>(0))?;
    for table in tables {
        found.push(format!("{}: a row names an entry that is not there", table?));
    }
    Ok(found)
}

/// The statements that find families, each with the case it binds, if any.
fn queries(which: Families<'_>) -> Vec<(&'static str, Option<&CaseRef>)> {
    match which {
        Families::All => vec![("SELECT root, steps FROM family ORDER BY entry", None)],
        Families::Woven => vec![("SELECT root, steps FROM family WHERE woven = 1 ORDER BY entry", None)],
        Families::Pools => vec![("SELECT root, steps FROM family WHERE pool = 1 ORDER BY entry", None)],
        // A case's reference may itself contain a colon, so some families of other cases are included; reports check
        // each asset's own case anyway.
        Families::OfCase(case) => vec![
            ("SELECT root, steps FROM family WHERE root >= ?1 || ':' AND root < ?1 || ';' ORDER BY entry", Some(case)),
            (
                "SELECT root, steps FROM guest JOIN family ON family.entry = guest.family
                 WHERE case_ref = ?1 ORDER BY family.entry",
                Some(case),
            ),
        ],
    }
}

fn of_span(span: Span) -> Result<[i64; 3], Error> {
    Ok([signed(span.after)?, signed(span.up_to)?, signed(span.most())?])
}

fn optional<T>(
    statement: &mut Statement<'_>,
    key: impl Params,
    find: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Option<T>, Error> {
    Ok(statement.query_row(key, find).optional()?)
}

/// The row for an entry number; none if SQLite cannot hold the number.
fn by_number<T>(
    statement: &mut Statement<'_>,
    entry: u64,
    find: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Option<T>, Error> {
    let Ok(entry) = i64::try_from(entry) else { return Ok(None) };
    optional(statement, [&entry as &dyn ToSql], find)
}

fn all<T>(
    statement: &mut Statement<'_>,
    key: impl Params,
    find: impl Fn(&Row<'_>) -> Result<T, Error>,
) -> Result<Vec<T>, Error> {
    let mut rows = statement.query(key)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(find(row)?);
    }
    Ok(found)
}

/// The entries that hold the particulars, from a row's first two columns.
fn filed(row: &Row<'_>) -> rusqlite::Result<Filed> {
    Ok(Filed { entry: number(row)?, latest: number_in(row, 1)? })
}

fn stored(row: &Row<'_>) -> rusqlite::Result<Stored> {
    Ok(Stored { entry: number(row)?, lines: row.get(1)?, woven: row.get(2)?, pool: row.get(3)? })
}

fn personal(row: &Row<'_>) -> rusqlite::Result<Personal> {
    Ok(Personal { commitment: Digest(row.get(0)?), salt: row.get(1)?, data: row.get(2)? })
}

fn handling(row: &Row<'_>) -> Result<Handling, Error> {
    Handling::parse(text(row, 1)?).map_err(|fault| Error::damaged(fault.to_string()))
}

fn field(value: ValueRef<'_>) -> Result<Field<'_>, Error> {
    Ok(match value {
        ValueRef::Null => Field::Strange("empty"),
        ValueRef::Integer(number) => Field::Integer(number),
        ValueRef::Real(_) => Field::Strange("not text"),
        ValueRef::Text(_) => Field::Text(Cow::Borrowed(value.as_str().map_err(rusqlite::Error::from)?)),
        ValueRef::Blob(bytes) => Field::Bytes(Cow::Borrowed(bytes)),
    })
}

/// An entry's number as SQLite holds it.
pub(super) fn signed(number: u64) -> Result<i64, Error> {
    i64::try_from(number).map_err(|_| Error::damaged(format!("{number} is not an entry number")))
}

/// An entry's number in a row's first column.
fn number(row: &Row<'_>) -> rusqlite::Result<u64> {
    number_in(row, 0)
}

/// An entry's number in a column of a row.
fn number_in(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let number: i64 = row.get(column)?;
    u64::try_from(number).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, number))
}

fn text<'r>(row: &'r Row<'_>, column: usize) -> Result<&'r str, Error> {
    row.get_ref(column)?.as_str().map_err(|error| Error::from(rusqlite::Error::from(error)))
}
