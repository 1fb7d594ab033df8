//! What an entry changes in the derived tables, one row each: decided without a database, and applied by whatever keeps the
//! tables.

use crate::domain::{AssetRef, CaseRef, EntryRef, SourceRef};
use crate::journal::fold::{Case, Filed};
use crate::journal::{Digest, Handling};

use super::seal::{self, Value};

/// How a family is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kin {
    /// The entry with which it began.
    pub(super) id: u64,
    /// Whether it is woven.
    pub(super) woven: bool,
    /// Whether it holds a pool.
    pub(super) pool: bool,
    /// What its lines are sealed with.
    pub(super) lines: Value,
}

impl Kin {
    /// What the family's row is sealed with.
    pub(super) fn value(&self) -> Value {
        seal::value(Some(self.lines), format!("{} {} {}", self.id, self.woven, self.pool).as_bytes())
    }
}

/// A row of a derived table that is new, or other than it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// A case is opened.
    CaseOpened(CaseRef, Case),
    /// A case is edited, or has one more asset.
    CaseKnown(CaseRef, Case),
    /// A source is added.
    SourceAdded(SourceRef, Filed),
    /// A source is edited.
    SourceKnown(SourceRef, Filed),
    /// An entry was recorded with a reference.
    Referred(EntryRef, u64),
    /// A family begins with a line.
    FamilyBegun(AssetRef, Kin, String),
    /// A family has one more line.
    FamilyFollowed(AssetRef, Kin, String),
    /// A family is named by another as perhaps the same money.
    FamilyWoven(AssetRef, Kin),
    /// A family, by its entry, has an item of a case that is not its own.
    Guest(CaseRef, u64),
    /// An entry begins an asset, with what a record of the same thing would have in common with it.
    Likened(i64, u64),
    /// An entry says how the datum behind a commitment is handled from now on.
    Handled(Digest, u64, Handling),
}
