//! The kinds of data behind commitments.

use std::fmt;

use crate::domain::text;

/// The kind of data behind a commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Datum {
    /// An identifier of an asset, as `scheme:value`.
    Identifier,
    /// The name of an affected person.
    Name,
    /// The text of the map used to import a file, byte for byte.
    Map,
}

/// The maximum size of a map in bytes.
pub(crate) const LONGEST_MAP: u64 = 1 << 20;

impl Datum {
    /// The maximum size of such a datum in bytes.
    pub fn longest(self) -> u64 {
        match self {
            Datum::Identifier | Datum::Name => 4 * text::LONGEST as u64,
            Datum::Map => LONGEST_MAP,
        }
    }
}

impl fmt::Display for Datum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Datum::Identifier => "identifier",
            Datum::Name => "name",
            Datum::Map => "map",
        })
    }
}
