//! What an entry changes in the derived tables, one row each: decided without a database, and applied by whatever keeps the
//! tables.

use crate::domain::{AssetRef, CaseRef, EntryRef, Places, SourceRef};
use crate::journal::fold::{Case, Filed};
use crate::journal::{Digest, Entry, Event, Fact, Handling, Step, Subtree, Tally, Target};

use super::sealed::{self, Value};

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
        sealed::value(Some(self.lines), format!("{} {} {}", self.id, self.woven, self.pool).as_bytes())
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
    /// An entry says something of a case beside its particulars, or what became of what the second entry says of it.
    OfCase(CaseRef, u64, u64),
    /// An entry adds rates to a set.
    RatesAdded(String, u64),
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
    /// What a kept total holds from now on, of the breakdown with a number in [`crate::journal::kept::KEPT`].
    Total(usize, String, Tally),
    /// A full subtree of the tree over the entries, with its root.
    Subtree(Subtree, Digest),
    /// The bytes of a node of the seal; none where it is empty.
    Node(i64, Vec<u8>),
}

/// The changes that an entry makes by itself, whatever was before it: its reference, its likenesses, and what it says
/// of personal data.
pub(super) fn given(entry: &Entry) -> impl Iterator<Item = Change> {
    let number = entry.number;
    let referred = entry.reference.clone().map(|reference| Change::Referred(reference, number));
    let facts = entry.body.facts().into_iter().map(move |fact| match fact {
        Fact::Likened(likeness) => Change::Likened(likeness, number),
        Fact::Handled(commitment, handling) => Change::Handled(commitment, number, handling),
    });
    referred.into_iter().chain(facts)
}

/// Whether an event states several jurisdictions for an asset, so that its family holds a pool.
pub(super) fn states_pool(event: &Event) -> bool {
    let places = |step: &'_ Step| [&step.places, &step.to].into_iter().flatten().any(Places::is_pool);
    event.step().is_some_and(places)
}

/// The case of an item that is not its asset's, by what the item's event says.
pub(super) fn guest(event: &Event) -> Option<&CaseRef> {
    match event.step().map(|step| &step.target) {
        Some(Target::Item { case, .. }) => case.as_ref(),
        _ => None,
    }
}

/// The families that an event names as perhaps the same money.
pub(super) fn links(event: &Event) -> impl Iterator<Item = AssetRef> {
    event.step().into_iter().flat_map(|step| &step.may_overlap).map(AssetRef::root)
}
