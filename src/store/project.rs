//! Facts derived from the journal and kept in tables, so that a command need not read every entry.
//!
//! Appending, rebuilding the tables and comparing them entry by entry all use the same [`Projector`], so they agree by
//! construction. It knows no database: it returns the changes of each entry as a list.

use std::collections::HashSet;

use crate::domain::{AssetRef, CaseRef, Fault, Keyed, Overlap, SourceRef};
use crate::journal::fold::{Case, Filed};
use crate::journal::kept;
use crate::journal::{Body, Effect, Entry, Event, Refusal, State, Tally, Target};

use super::changes::{self, Change, Kin};
use super::counted::{Additions, Counted};
use super::sealed;

/// The most families kept in memory.
const FAMILIES_HELD: usize = 500;

/// Follows the journal entry by entry, and says what each changes in the derived tables.
#[derive(Default)]
pub(super) struct Projector {
    /// The cases and sources met so far, and the families that the next entry concerns.
    pub(super) state: State,
    /// How those families are kept.
    pub(super) kin: Keyed<AssetRef, Kin>,
    /// Assets named before they exist.
    named: HashSet<AssetRef>,
    /// Cases whose number of assets has changed since it was last written.
    cases: HashSet<CaseRef>,
    /// What to add to the kept totals.
    pub(super) totals: Counted,
    step: Undo,
}

/// The changes since the last [`Projector::settle`], and what is needed to roll them back.
#[derive(Default)]
struct Undo {
    changes: Vec<Change>,
    totals: Additions,
    cases: Vec<(CaseRef, Option<Case>)>,
}

/// Whether to add a family's part to the kept totals or subtract it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Plus,
    Minus,
}

/// How an entry changes its family's rows.
struct Step {
    kin: Kin,
    changes: Vec<Change>,
    /// The families it names as perhaps the same money.
    links: Vec<AssetRef>,
}

impl Projector {
    /// The changes since the last [`Projector::settle`].
    pub(super) fn changes(&self) -> &[Change] {
        &self.step.changes
    }

    /// Forgets the families once there are many, unless some have changes that are not written yet.
    pub(super) fn forget_if_many(&mut self) {
        if self.kin.len() > FAMILIES_HELD && self.step.changes.is_empty() {
            self.forget();
        }
    }

    /// Follows an entry: updates the state and notes what changes in the tables. What the entry concerns must be
    /// loaded.
    ///
    /// # Errors
    /// The rules do not allow it; the caller must roll back what was noted of it.
    pub(super) fn follow(&mut self, entry: &Entry) -> Result<(), Refusal> {
        let event = entry.body.event();
        let root = self.root_of(&entry.body);
        let settled = root.as_ref().zip(event.as_ref()).map_or(0, |(root, event)| self.settled(root, event));
        if let Some(root) = &root {
            self.count(root, settled, Sign::Minus)?;
        }
        if let Some(case) = case_touched(&entry.body) {
            if !self.cases.contains(case) {
                self.cases.insert(case.clone());
            }
            self.step.cases.push((case.clone(), self.state.case(case)));
        }
        let Some(root) = root else {
            self.state.fold_event(entry, event)?;
            self.enlist(entry);
            self.step.changes.extend(changes::given(entry));
            return Ok(());
        };
        // An entry that concerns a family always has an event for it.
        let step = event.as_ref().map(|event| self.change(entry.number, &root, event));
        self.state.fold_event(entry, event)?;
        let Some(Step { kin, changes, links }) = step else { return Ok(()) };
        self.kin.insert(root.clone(), kin);
        self.count(&root, settled, Sign::Plus)?;
        self.step.changes.extend(changes);
        links.iter().try_for_each(|other| self.weave(other))?;
        self.step.changes.extend(changes::given(entry));
        Ok(())
    }

    /// How an entry changes its family's rows.
    fn change(&self, entry: u64, root: &AssetRef, event: &Event) -> Step {
        let known = self.kin.get(root).copied();
        let pool = changes::states_pool(event);
        let named = known.is_none() && !self.named.is_empty() && self.named.contains(root);
        let kin = Kin {
            id: known.map_or(entry, |kin| kin.id),
            woven: known.is_some_and(|kin| kin.woven) || kept::weaves(event) || named,
            pool: known.is_some_and(|kin| kin.pool) || pool,
            lines: known.map(|kin| kin.lines).unwrap_or_default(),
        };
        let mut line = String::new();
        event.write(entry, &mut line);
        let kin = Kin { lines: sealed::value(known.map(|kin| kin.lines), line.as_bytes()), ..kin };
        let written = match known {
            None => Change::FamilyBegun(root.clone(), kin, line),
            Some(_) => Change::FamilyFollowed(root.clone(), kin, line),
        };
        let guest = changes::guest(event).map(|case| Change::Guest(case.clone(), kin.id));
        let links = changes::links(event).collect();
        Step { kin, changes: std::iter::once(written).chain(guest).collect(), links }
    }

    /// Settles everything since the last call, and returns the changes in order.
    ///
    /// # Errors
    /// A total does not fit.
    pub(super) fn settle(&mut self) -> Result<Vec<Change>, Fault> {
        self.totals.add(&mut self.step.totals)?;
        self.step.cases.clear();
        Ok(std::mem::take(&mut self.step.changes))
    }

    /// Rolls back everything since the last [`Projector::settle`].
    pub(super) fn take_back(&mut self) {
        self.step.changes.clear();
        self.step.totals.clear();
        self.forget();
        self.state.forget_sources();
        for (case, known) in self.step.cases.drain(..).rev() {
            self.state.restore_case(case, known);
        }
    }

    /// The cases whose number of assets has changed since it was last written.
    pub(super) fn cases(&mut self) -> Vec<Change> {
        let cases = self.cases.drain();
        let known = |case| self.state.case(&case).map(|known| Change::CaseKnown(case, known));
        cases.filter_map(known).collect()
    }

    /// Notes assets that are named before they exist, so that their families are woven once they begin.
    pub(super) fn expect(&mut self, assets: &[AssetRef]) {
        self.named.extend(assets.iter().map(AssetRef::root));
    }

    /// How many of a family's actions an entry leaves unchanged: all of them if it adds an action, so that the cost of
    /// an entry does not grow with their number.
    fn settled(&self, root: &AssetRef, event: &Event) -> usize {
        let one_more = matches!(event, Event::Step(step) if !step.target.begins()) && !kept::weaves(event);
        self.state.family(root).filter(|_| one_more).map_or(0, |family| family.standing().deeds().len())
    }

    /// Adds a family's part to the kept totals, except for its first `settled` actions, or subtracts it. A fault is
    /// rolled back with the entry.
    fn count(&mut self, root: &AssetRef, settled: usize, sign: Sign) -> Result<(), Fault> {
        if self.kin.get(root).is_some_and(|kin| kin.woven) {
            return Ok(());
        }
        let Some(family) = self.state.family(root) else { return Ok(()) };
        let counted = &mut self.step.totals;
        kept::additions(family, settled, |kept, key, tally| {
            counted.add(kept, key, if sign == Sign::Plus { tally } else { Tally::default().minus(tally)? });
            Ok(())
        })
    }

    /// Notes a case or source, or an assertion about a case.
    fn enlist(&mut self, entry: &Entry) {
        let case = |case: &CaseRef, change: fn(CaseRef, Case) -> Change| {
            self.state.case(case).map(|known| change(case.clone(), known))
        };
        let source = |source: &SourceRef, change: fn(SourceRef, Filed) -> Change| {
            self.state.source(source).map(|known| change(source.clone(), known))
        };
        let change = match entry.body.effect() {
            Effect::Case { case: of, edits } => case(of, edits.map_or(Change::CaseOpened, |_| Change::CaseKnown)),
            Effect::Source { source: of, edits } => {
                source(of, edits.map_or(Change::SourceAdded, |_| Change::SourceKnown))
            }
            Effect::Rates { set, .. } => Some(Change::RatesAdded(set.name.clone(), entry.number)),
            Effect::OfCase { case, .. } => Some(Change::OfCase(case.clone(), entry.number, entry.number)),
            Effect::Turn { action: about, .. } => {
                let assertion = self.state.assertion(about);
                assertion.map(|assertion| Change::OfCase(assertion.case.clone(), entry.number, about))
            }
            _ => None,
        };
        self.step.changes.extend(change);
    }

    /// The first asset of the family that an entry's action concerns.
    fn root_of(&self, body: &Body) -> Option<AssetRef> {
        match body.effect() {
            Effect::Act { act, .. } => Some(act.target.asset().root()),
            Effect::Reading { reads: of, .. } | Effect::Turn { action: of, .. } => {
                self.state.concerned(of).map(|record| record.step.target.asset().root())
            }
            _ => None,
        }
    }

    fn forget(&mut self) {
        self.state.forget_families();
        self.kin.clear();
    }

    /// Removes a family that another names from the kept totals.
    fn weave(&mut self, root: &AssetRef) -> Result<(), Fault> {
        let Some(kin) = self.kin.get(root).copied() else { return Ok(()) };
        if !kin.woven {
            self.count(root, 0, Sign::Minus)?;
            let kin = Kin { woven: true, ..kin };
            self.step.changes.push(Change::FamilyWoven(root.clone(), kin));
            self.kin.insert(root.clone(), kin);
        }
        Ok(())
    }

    /// Notes which of the assets that an entry names do not exist yet.
    pub(super) fn expect_missing(&mut self, body: &Body) {
        if let Some(act) = body.act() {
            let missing =
                act.may_overlap.iter().filter_map(Overlap::here).filter(|other| self.state.family(other).is_none());
            let missing: Vec<AssetRef> = missing.cloned().collect();
            self.expect(&missing);
        }
    }
}

/// The case that an entry opens or edits, or that gains an asset by it.
fn case_touched(body: &Body) -> Option<&CaseRef> {
    match body.effect() {
        Effect::Case { case, .. } => Some(case),
        Effect::Act { act, corrects: None } => match &act.target {
            Target::New { asset } => Some(asset.case()),
            _ => None,
        },
        _ => None,
    }
}
