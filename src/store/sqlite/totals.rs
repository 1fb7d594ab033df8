//! The kept totals in an SQLite file.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row, Statement, params};

use crate::domain::{End, Fault};
use crate::journal::Tally;
use crate::journal::kept::Kept;

use crate::store::Error;

/// The value of a kept total; empty if it has no row.
pub(super) fn of(connection: &Connection, kept: &Kept, key: &str) -> Result<Tally, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT key, exact, bounded, unstated, non_valued, carried, valued, lower, lower_exclusive, upper,
                upper_exclusive, endless, approximate
         FROM total WHERE breakdown = ?1 AND key = ?2",
    )?;
    let found = statement.query_row(params![kept.name, key], |row| Ok(tally_in(row))).optional()?;
    Ok(found.transpose()?.unwrap_or_default())
}

/// Removes a kept total.
pub(super) const DROP: &str = "DELETE FROM total WHERE breakdown = ? AND key = ?";

/// Writes the new value of a kept total, as [`put`] binds it.
pub(super) const PUT: &str =
    "INSERT OR REPLACE INTO total (breakdown, key, exact, bounded, unstated, non_valued, carried,
         valued, lower, lower_exclusive, upper, upper_exclusive, endless, approximate)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

/// Writes the new value of a kept total.
pub(super) fn put(statement: &mut Statement<'_>, kept: &Kept, key: &str, tally: &Tally) -> rusqlite::Result<usize> {
    statement.execute(params![
        kept.name,
        key,
        tally.exact,
        tally.bounded,
        tally.unstated,
        tally.non_valued,
        tally.carried,
        tally.valued,
        tally.lower.scaled().to_string(),
        tally.lower.steps(),
        tally.upper.scaled().to_string(),
        -tally.upper.steps(),
        tally.endless,
        tally.approximate
    ])
}

/// Passes the rows of a kept breakdown to `each`, in key order.
pub(super) fn each(
    connection: &Connection,
    kept: &Kept,
    mut each: impl FnMut(&str, Tally) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut statement = connection.prepare_cached(
        "SELECT key, exact, bounded, unstated, non_valued, carried, valued, lower, lower_exclusive, upper,
                upper_exclusive, endless, approximate
         FROM total WHERE breakdown = ?1 ORDER BY key",
    )?;
    let mut rows = statement.query([kept.name])?;
    while let Some(row) = rows.next()? {
        let (key, tally) = (text(row, 0)?, tally_in(row)?);
        each(key, tally)?;
    }
    Ok(())
}

fn tally_in(row: &Row<'_>) -> Result<Tally, Error> {
    let upper_exclusive: i64 = row.get(10)?;
    let upper_steps =
        upper_exclusive.checked_neg().ok_or_else(|| Error::damaged("a kept total has a count below all numbers"))?;
    Ok(Tally {
        exact: row.get(1)?,
        bounded: row.get(2)?,
        unstated: row.get(3)?,
        non_valued: row.get(4)?,
        carried: row.get(5)?,
        valued: row.get(6)?,
        lower: End::restore(figure(row, 7)?, row.get(8)?),
        upper: End::restore(figure(row, 9)?, upper_steps),
        endless: row.get(11)?,
        approximate: row.get(12)?,
    })
}

fn figure(row: &Row<'_>, column: usize) -> Result<i128, Error> {
    let text = text(row, column)?;
    text.parse().map_err(|_| Error::damaged(Fault::new(format!("“{text}” is not a sum in a kept total")).to_string()))
}

fn text<'a>(row: &'a Row<'_>, column: usize) -> Result<&'a str, Error> {
    match row.get_ref(column)? {
        ValueRef::Text(text) => std::str::from_utf8(text).map_err(|_| Error::damaged("a kept total is not text")),
        _ => Err(Error::damaged("a kept total is not text")),
    }
}
