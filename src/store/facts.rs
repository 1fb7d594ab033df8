//! Whether the seal that the head holds is the one over the rows of the derived tables.

use std::collections::HashMap;

use rusqlite::{Connection, Row};

use crate::journal::Digest;
use crate::journal::fold::Case;

use super::Error;
use super::changes::Kin;
use super::fingerprint::Fingerprint;
use super::load::{self, filed, handling, number};
use super::seal::{self, Name, Sealed, Value};

/// Compares the facts of the seal with those of the rows.
///
/// # Errors
/// The file cannot be read.
pub(super) fn hold(connection: &Connection) -> Result<bool, Error> {
    let mut sealed = Fingerprint::default();
    let mut found = sealed.blank();
    let nodes = match seal::each_fact(connection, |name, value| sealed.add(&(name, value))) {
        Err(Error::Damaged { .. }) => return Ok(false),
        other => other?,
    };
    let stored: i64 = connection.query_row("SELECT count(*) FROM seal", [], |row| row.get(0))?;
    each_row(connection, |name, value| found.add(&(&name, value)))?;
    Ok(i64::try_from(nodes).is_ok_and(|nodes| nodes == stored) && found.agrees(&sealed))
}

/// Gives the fact of each row that is sealed to `each`.
fn each_row(connection: &Connection, mut each: impl FnMut(Name, Value)) -> Result<(), Error> {
    rows(connection, "SELECT entry, latest, assets, case_ref FROM case_file", |row| {
        let case = Case { filed: filed(row)?, assets: row.get(2)? };
        each(seal::name(Sealed::Case, text(row, 3)?), load::case_value(&case));
        Ok(())
    })?;
    rows(connection, "SELECT entry, latest, source_ref FROM source", |row| {
        each(seal::name(Sealed::Source, text(row, 2)?), load::filed_value(filed(row)?));
        Ok(())
    })?;
    rows(connection, "SELECT entry, ref FROM reference", |row| {
        each(seal::name(Sealed::Reference, text(row, 1)?), load::number_value(number(row)?));
        Ok(())
    })?;
    rows(connection, "SELECT entry, woven, pool, steps, root FROM family", |row| {
        let lines = load::lines_value(text(row, 3)?);
        let kin = Kin { id: number(row)?, woven: row.get(1)?, pool: row.get(2)?, lines };
        each(seal::name(Sealed::Family, text(row, 4)?), kin.value());
        Ok(())
    })?;
    let mut said: HashMap<Digest, Value> = HashMap::new();
    rows(connection, "SELECT entry, how, commitment FROM withheld ORDER BY commitment, entry", |row| {
        let commitment = Digest(row.get(2)?);
        let value = load::said_value(said.get(&commitment).copied(), number(row)?, handling(row, 1)?);
        said.insert(commitment, value);
        Ok(())
    })?;
    for (commitment, value) in said {
        each(seal::name(Sealed::Withheld, &commitment.to_string()), value);
    }
    Ok(())
}

fn rows(connection: &Connection, sql: &str, mut each: impl FnMut(&Row<'_>) -> Result<(), Error>) -> Result<(), Error> {
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        each(row)?;
    }
    Ok(())
}

fn text<'r>(row: &'r Row<'_>, column: usize) -> Result<&'r str, Error> {
    row.get_ref(column)?.as_str().map_err(|error| Error::from(rusqlite::Error::from(error)))
}
