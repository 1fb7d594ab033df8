//! How rows of derived tables are sealed: a digest of a row's table and key, and a digest of its content.

use crate::journal::Digest;

/// The length of a fact's name in bytes; the name identifies the row.
pub(super) const NAME: usize = 16;

/// The length of a fact's value in bytes; the value depends on the row's content.
pub(super) const VALUE: usize = 8;

/// A digest of a row's content.
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
        self.line().trim_end()
    }

    /// The name of its table, on a line.
    fn line(self) -> &'static str {
        match self {
            Sealed::Case => "case_file\n",
            Sealed::Source => "source\n",
            Sealed::Family => "family\n",
            Sealed::Reference => "reference\n",
            Sealed::Withheld => "withheld\n",
            Sealed::CaseEntry => "case_entry\n",
            Sealed::RateSet => "rate_set\n",
        }
    }
}

/// The value of a row, or of a row extended by one part if its value so far is `before`.
pub(super) fn value(before: Option<Value>, part: &[u8]) -> Value {
    let digest = Digest::of_both(&before.unwrap_or_default(), part);
    std::array::from_fn(|at| digest.0[at])
}

/// The name of a row's fact.
pub(super) fn name(table: Sealed, key: &str) -> Name {
    let digest = Digest::of_both(table.line().as_bytes(), key.as_bytes());
    std::array::from_fn(|at| digest.0[at])
}
