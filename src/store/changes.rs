//! What an entry changes in the derived tables, one row each: decided without a database, and applied by any engine.

use crate::domain::{AssetRef, CaseRef, EntryRef, Overlap, Places, SourceRef};
use crate::journal::fold::{Case, Filed};
use crate::journal::{Digest, Entry, Event, Fact, Handling, Step, Subtree, Tally, Target};

use super::sealed::{self, Value};

/// How a family is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kin {
    /// The entry with which it began.
    pub(super) id: u64,
    /// Whether it is woven: it has an item or a link, and so is in no kept total.
    pub(super) woven: bool,
    /// Whether it holds a pool.
    pub(super) pool: bool,
    /// The sealed value of its lines.
    pub(super) lines: Value,
}

impl Kin {
    /// The sealed value of the family's row.
    pub(super) fn value(&self) -> Value {
        sealed::value(Some(self.lines), format!("{} {} {}", self.id, self.woven, self.pool).as_bytes())
    }
}

/// A new or changed row of a derived table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// A case is opened.
    CaseOpened(CaseRef, Case),
    /// A case is edited, or gains an asset.
    CaseKnown(CaseRef, Case),
    /// A source is added.
    SourceAdded(SourceRef, Filed),
    /// A source is edited.
    SourceKnown(SourceRef, Filed),
    /// An entry is recorded under a reference.
    Referred(EntryRef, u64),
    /// The first entry makes a statement about a case, other than its particulars, or changes the status of the
    /// statement in the second.
    OfCase(CaseRef, u64, u64),
    /// An entry adds rates to a set.
    RatesAdded(String, u64),
    /// A family begins with this line.
    FamilyBegun(AssetRef, Kin, String),
    /// A family gains a line.
    FamilyFollowed(AssetRef, Kin, String),
    /// Another family names this one as perhaps the same money.
    FamilyWoven(AssetRef, Kin),
    /// The family with this first entry has an item that belongs to another case.
    Guest(CaseRef, u64),
    /// An entry begins an asset; the number is shared by records of the same thing.
    Likened(i64, u64),
    /// An entry says how the datum behind a commitment is handled from now on.
    Handled(Digest, u64, Handling),
    /// The new value of a kept total, with the number of its breakdown in [`crate::journal::kept::KEPT`].
    Total(usize, String, Tally),
    /// A full subtree of the tree over the entries, with its root.
    Subtree(Subtree, Digest),
    /// The bytes of a node of the seal; empty for an empty node.
    Node(i64, Vec<u8>),
}

/// The changes an entry makes regardless of what came before: its reference, its likenesses, and what it says of
/// personal data.
pub(super) fn given(entry: &Entry) -> impl Iterator<Item = Change> {
    let number = entry.number;
    let referred = entry.reference.clone().map(|reference| Change::Referred(reference, number));
    let facts = entry.body.facts().into_iter().map(move |fact| match fact {
        Fact::Likened(likeness) => Change::Likened(likeness, number),
        Fact::Handled(commitment, handling) => Change::Handled(commitment, number, handling),
    });
    referred.into_iter().chain(facts)
}

/// Whether an event states several jurisdictions for an asset, which makes its family hold a pool.
pub(super) fn states_pool(event: &Event) -> bool {
    let places = |step: &'_ Step| [&step.places, &step.to].into_iter().flatten().any(Places::is_pool);
    event.step().is_some_and(places)
}

/// The case of an item, if its event names a case other than its asset's.
pub(super) fn guest(event: &Event) -> Option<&CaseRef> {
    match event.step().map(|step| &step.target) {
        Some(Target::Item { case, .. }) => case.as_ref(),
        _ => None,
    }
}

/// The families of the ledger that an event names as perhaps the same money.
pub(super) fn links(event: &Event) -> impl Iterator<Item = AssetRef> {
    event.step().into_iter().flat_map(|step| &step.may_overlap).filter_map(Overlap::here).map(AssetRef::root)
}
