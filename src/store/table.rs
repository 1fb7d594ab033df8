//! The tables that make up a ledger on any engine; the column descriptions in `schema.sql` apply to all.

/// A table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Table {
    /// Its name.
    pub(super) name: &'static str,
    /// Its columns, starting with the key.
    pub(super) columns: &'static [&'static str],
    /// The number of columns in the key.
    pub(super) key: usize,
    /// The columns that order its rows, by number.
    pub(super) order: &'static [usize],
}

/// The entries.
pub(super) const ENTRY: Table = Table { name: "entry", columns: &["entry", "bytes"], key: 1, order: &[0] };

/// Personal data.
pub(super) const PERSONAL: Table =
    Table { name: "personal", columns: &["commitment", "entry", "salt", "data"], key: 1, order: &[0] };

/// Cases.
pub(super) const CASE_FILE: Table =
    Table { name: "case_file", columns: &["case_ref", "entry", "latest", "assets"], key: 1, order: &[0] };

/// Entries that say something of a case other than its particulars, and what became of it.
pub(super) const CASE_ENTRY: Table =
    Table { name: "case_entry", columns: &["case_ref", "entry", "about"], key: 2, order: &[0, 1] };

/// Lines of rates, in the order in which they are looked up.
pub(super) const RATE: Table =
    Table { name: "rate", columns: &["rate_set", "currency", "date", "entry", "rate"], key: 4, order: &[0, 1, 2, 3] };

/// Entries that add rates to sets.
pub(super) const RATE_SET: Table = Table { name: "rate_set", columns: &["rate_set", "entry"], key: 2, order: &[0, 1] };

/// Sources.
pub(super) const SOURCE: Table =
    Table { name: "source", columns: &["source_ref", "entry", "latest"], key: 1, order: &[0] };

/// Families, in the order of their first entries.
pub(super) const FAMILY: Table =
    Table { name: "family", columns: &["root", "entry", "steps", "woven", "pool"], key: 1, order: &[1] };

/// Cases with an item in a family of another case.
pub(super) const GUEST: Table = Table { name: "guest", columns: &["case_ref", "family"], key: 2, order: &[0, 1] };

/// References of entries.
pub(super) const REFERENCE: Table = Table { name: "reference", columns: &["ref", "entry"], key: 1, order: &[0] };

/// Likenesses of the entries that begin assets.
pub(super) const LIKENESS: Table = Table { name: "likeness", columns: &["likeness", "entry"], key: 2, order: &[0, 1] };

/// Kept totals.
pub(super) const TOTAL: Table = Table {
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
    order: &[0, 1],
};

/// Nodes of the seal.
pub(super) const SEAL: Table = Table { name: "seal", columns: &["node", "bytes"], key: 1, order: &[0] };

/// Full subtrees of the tree over the entries.
pub(super) const SUBTREE: Table =
    Table { name: "subtree", columns: &["level", "number", "root"], key: 2, order: &[0, 1] };

/// What entries say of personal data.
pub(super) const WITHHELD: Table =
    Table { name: "withheld", columns: &["commitment", "entry", "how"], key: 2, order: &[0, 1] };

/// The tables that are derived from the entries.
pub(super) const DERIVED: [&Table; 12] = [
    &CASE_FILE,
    &CASE_ENTRY,
    &SOURCE,
    &FAMILY,
    &GUEST,
    &REFERENCE,
    &LIKENESS,
    &TOTAL,
    &SEAL,
    &SUBTREE,
    &WITHHELD,
    &RATE_SET,
];
