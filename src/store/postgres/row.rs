//! The columns of a row that the server returns.

use std::borrow::Cow;

use tokio_postgres::Row;
use tokio_postgres::types::Type;

use crate::domain::{End, Fault};
use crate::journal::{Digest, Tally};
use crate::store::Error;
use crate::store::error::printable;
use crate::store::field::Field;

/// The error for a value of another type than impound stores.
pub(super) fn strange(error: tokio_postgres::Error) -> Error {
    Error::damaged(format!("the ledger holds what impound never writes ({})", printable(&error.to_string())))
}

/// A whole number.
pub(super) fn integer(row: &Row, column: usize) -> Result<i64, Error> {
    row.try_get(column).map_err(strange)
}

/// An entry's number.
pub(super) fn number(row: &Row, column: usize) -> Result<u64, Error> {
    let found = integer(row, column)?;
    u64::try_from(found).map_err(|_| Error::damaged("the ledger holds what impound never writes (a number below 0)"))
}

/// Text.
pub(super) fn text(row: &Row, column: usize) -> Result<&str, Error> {
    row.try_get(column).map_err(strange)
}

/// Bytes.
pub(super) fn bytes(row: &Row, column: usize) -> Result<&[u8], Error> {
    row.try_get(column).map_err(strange)
}

/// Exactly `N` bytes.
pub(super) fn array<const N: usize>(row: &Row, column: usize) -> Result<[u8; N], Error> {
    let wrong = |_| Error::damaged("the ledger holds what impound never writes (bytes of another length)");
    bytes(row, column)?.try_into().map_err(wrong)
}

/// A digest.
pub(super) fn digest(row: &Row, column: usize) -> Result<Digest, Error> {
    array(row, column).map(Digest)
}

/// A flag.
pub(super) fn flag(row: &Row, column: usize) -> Result<bool, Error> {
    row.try_get(column).map_err(strange)
}

/// A column as the field of a table's row.
pub(super) fn field(row: &Row, column: usize) -> Result<Field<'_>, Error> {
    let kind = row.columns()[column].type_();
    Ok(if *kind == Type::INT8 {
        Field::Integer(integer(row, column)?)
    } else if *kind == Type::BOOL {
        Field::from(flag(row, column)?)
    } else if *kind == Type::TEXT {
        Field::Text(Cow::Borrowed(text(row, column)?))
    } else if *kind == Type::BYTEA {
        Field::Bytes(Cow::Borrowed(bytes(row, column)?))
    } else {
        Field::Strange("of another type")
    })
}

/// The columns of a kept total, in the order in which [`tally`] reads them.
pub(super) const TALLY: &str = "exact, bounded, unstated, non_valued, carried, valued, lower, lower_exclusive, upper,
        upper_exclusive, endless, approximate";

/// A kept total, from this column on.
pub(super) fn tally(row: &Row, from: usize) -> Result<Tally, Error> {
    let figure = |column| {
        let text = text(row, column)?;
        let wrong = |_| Error::damaged(Fault::new(format!("“{text}” is not a sum in a kept total")).to_string());
        text.parse::<i128>().map_err(wrong)
    };
    let [exact, bounded, unstated, non_valued, carried, valued] = [0, 1, 2, 3, 4, 5].map(|at| integer(row, from + at));
    let upper_steps = integer(row, from + 9)?
        .checked_neg()
        .ok_or_else(|| Error::damaged("a kept total has a count below all numbers"))?;
    Ok(Tally {
        exact: exact?,
        bounded: bounded?,
        unstated: unstated?,
        non_valued: non_valued?,
        carried: carried?,
        valued: valued?,
        lower: End::restore(figure(from + 6)?, integer(row, from + 7)?),
        upper: End::restore(figure(from + 8)?, upper_steps),
        endless: integer(row, from + 10)?,
        approximate: integer(row, from + 11)?,
    })
}
