//! What seals the rows of derived tables: a digest of a row's table and key, and one of what the row holds.

use crate::journal::Digest;

/// The length of a fact's name, which tells the row.
pub(super) const NAME: usize = 16;

/// The length of a fact's value, which tells what the row holds.
pub(super) const VALUE: usize = 8;

/// A digest of what a row holds.
pub(super) type Value = [u8; VALUE];

/// A digest of a row's table and key.
pub(super) type Name = [u8; NAME];

/// A derived table whose rows are sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sealed {
    /// Cases, by reference.
    Case,
    /// Sources, by reference.
    Source,
    /// Families, by the reference of their first asset.
    Family,
    /// References of entries.
    Reference,
    /// What is said of personal data, by commitment.
    Withheld,
    /// What is said of a case, by the entry that says it.
    CaseEntry,
    /// The entries that add rates, by the set.
    RateSet,
}

impl Sealed {
    /// Its table.
    pub(super) fn table(self) -> &'static str {
        match self {
            Sealed::Case => "case_file",
            Sealed::Source => "source",
            Sealed::Family => "family",
            Sealed::Reference => "reference",
            Sealed::Withheld => "withheld",
            Sealed::CaseEntry => "case_entry",
            Sealed::RateSet => "rate_set",
        }
    }
}

/// The value of a row, or of one more part of a row whose value so far is `before`.
pub(super) fn value(before: Option<Value>, part: &[u8]) -> Value {
    let digest = Digest::of(&[&before.unwrap_or_default(), part].concat());
    std::array::from_fn(|at| digest.0[at])
}

/// The name of the fact of a row.
pub(super) fn name(table: Sealed, key: &str) -> Name {
    let digest = Digest::of(&[table.table().as_bytes(), b"\n", key.as_bytes()].concat());
    std::array::from_fn(|at| digest.0[at])
}
