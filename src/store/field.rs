//! A field of a stored row, as an engine returns it; the reader says what type it must have.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::domain::text;
use crate::journal::{Digest, Handling};

use super::Error;

/// The value in a column of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Field<'a> {
    /// A whole number.
    Integer(i64),
    /// Text.
    Text(Cow<'a, str>),
    /// Bytes.
    Bytes(Cow<'a, [u8]>),
    /// A value that no ledger holds, described in words.
    Strange(&'static str),
}

impl Field<'_> {
    /// The number of an entry.
    ///
    /// # Errors
    /// The field holds something else.
    pub(super) fn number(&self) -> Result<u64, Error> {
        u64::try_from(self.integer()?).map_err(|_| strange("a number below 0"))
    }

    /// A whole number.
    ///
    /// # Errors
    /// The field holds something else.
    pub(super) fn integer(&self) -> Result<i64, Error> {
        match self {
            Field::Integer(number) => Ok(*number),
            other => Err(other.unexpected("a whole number")),
        }
    }

    /// A flag, stored as a number.
    ///
    /// # Errors
    /// It is not a number.
    pub(super) fn flag(&self) -> Result<bool, Error> {
        Ok(self.integer()? != 0)
    }

    /// Text.
    ///
    /// # Errors
    /// The field holds something else.
    pub(super) fn text(&self) -> Result<&str, Error> {
        match self {
            Field::Text(text) => Ok(text),
            other => Err(other.unexpected("text")),
        }
    }

    /// Bytes.
    ///
    /// # Errors
    /// The field holds something else.
    pub(super) fn bytes(&self) -> Result<&[u8], Error> {
        match self {
            Field::Bytes(bytes) => Ok(bytes),
            other => Err(other.unexpected("bytes")),
        }
    }

    /// Exactly `N` bytes.
    ///
    /// # Errors
    /// There are fewer or more, or the field holds something else.
    pub(super) fn array<const N: usize>(&self) -> Result<[u8; N], Error> {
        self.bytes()?.try_into().map_err(|_| strange("bytes of another length"))
    }

    /// A digest.
    ///
    /// # Errors
    /// The field holds something else.
    pub(super) fn digest(&self) -> Result<Digest, Error> {
        self.array().map(Digest)
    }

    /// How data are handled.
    ///
    /// # Errors
    /// The field holds no such word.
    pub(super) fn handling(&self) -> Result<Handling, Error> {
        Handling::parse(self.text()?).map_err(|fault| Error::damaged(fault.to_string()))
    }

    /// The same field, borrowing nothing.
    pub(super) fn into_owned(self) -> Field<'static> {
        match self {
            Field::Integer(number) => Field::Integer(number),
            Field::Text(text) => Field::Text(Cow::Owned(text.into_owned())),
            Field::Bytes(bytes) => Field::Bytes(Cow::Owned(bytes.into_owned())),
            Field::Strange(what) => Field::Strange(what),
        }
    }

    /// The field as text, for reporting a difference.
    pub(super) fn shown(&self) -> String {
        match self {
            Field::Integer(number) => number.to_string(),
            Field::Text(said) => text::escape(said).into_owned(),
            Field::Bytes(bytes) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
            Field::Strange(what) => (*what).to_owned(),
        }
    }

    /// The order of two fields of one column: numbers by value, texts and bytes byte by byte.
    pub(super) fn order(&self, other: &Field<'_>) -> Ordering {
        match (self, other) {
            (Field::Integer(one), Field::Integer(other)) => one.cmp(other),
            (Field::Text(one), Field::Text(other)) => one.as_bytes().cmp(other.as_bytes()),
            (Field::Bytes(one), Field::Bytes(other)) => one.cmp(other),
            (one, other) => one.rank().cmp(&other.rank()),
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Field::Strange(_) => 0,
            Field::Integer(_) => 1,
            Field::Text(_) => 2,
            Field::Bytes(_) => 3,
        }
    }

    fn unexpected(&self, wanted: &str) -> Error {
        let found = match self {
            Field::Integer(_) => "a whole number",
            Field::Text(_) => "text",
            Field::Bytes(_) => "bytes",
            Field::Strange(what) => what,
        };
        strange(&format!("{found}, not {wanted}"))
    }
}

impl From<i64> for Field<'_> {
    fn from(number: i64) -> Self {
        Field::Integer(number)
    }
}

impl From<bool> for Field<'_> {
    fn from(flag: bool) -> Self {
        Field::Integer(i64::from(flag))
    }
}

impl<'a> From<&'a str> for Field<'a> {
    fn from(text: &'a str) -> Self {
        Field::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a [u8]> for Field<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Field::Bytes(Cow::Borrowed(bytes))
    }
}

/// The error for a row that impound does not write: the program reads only the types it stores, so another program
/// stored this one.
fn strange(what: &str) -> Error {
    Error::damaged(format!("the ledger holds what impound never writes ({what})"))
}
