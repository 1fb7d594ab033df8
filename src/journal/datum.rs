//! What may lie behind a commitment.

use std::fmt;

use crate::domain::text;

/// What sort of datum lies behind a commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Datum {
    /// An identifier of an asset, as `scheme:value`.
    Identifier,
    /// The name of a person affected.
    Name,
    /// The text of the map by which a file was imported, byte for byte.
    Map,
}

/// The most bytes that a map has.
pub(crate) const LONGEST_MAP: u64 = 1 << 20;

impl Datum {
    /// The most bytes that such a datum has.
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
