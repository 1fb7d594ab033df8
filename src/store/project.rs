//! What is derived from the journal and kept in tables, so that a command need not read every entry.
//!
//! Appending, making the tables anew and comparing them entry by entry all let the same [`Projector`] follow the
//! journal, so they agree by construction. It knows no database: what an entry changes it gives as a list.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::domain::{AssetRef, CaseRef, Fault, SourceRef};
use crate::journal::fold::{Case, Filed};
use crate::journal::kept::{self, KEPT};
use crate::journal::tally::{self, ByKey};
use crate::journal::{Body, Effect, Entry, Event, Refusal, State, Tally, Target};

use super::changes::{self, Change, Kin};
use super::sealed;

/// How many families are held in memory before they are forgotten.
const FAMILIES_HELD: usize = 128;

/// How many totals are held in memory before they are written.
const TOTALS_HELD: usize = 200_000;

/// Follows the journal entry by entry, and tells what that changes in the tables that are derived from it.
#[derive(Default)]
pub(super) struct Projector {
    /// The cases and the sources met so far, and the families that the next entry concerns.
    pub(super) state: State,
    /// How those families are kept.
    pub(super) kin: HashMap<AssetRef, Kin>,
    /// Assets that were named before they were there.
    named: HashSet<AssetRef>,
    /// Cases whose count of assets is not told yet.
    cases: HashSet<CaseRef>,
    /// What is to be added to the kept totals, of each breakdown by key.
    totals: [ByKey<Tally>; KEPT.len()],
    step: Undo,
}

/// What the entries since the last [`Projector::settle`] have changed, and what is to be taken back with them.
#[derive(Default)]
struct Undo {
    changes: Vec<Change>,
    totals: Additions,
    cases: Vec<(CaseRef, Option<Case>)>,
}

/// Tallies for the rows of kept breakdowns; the keys stand one behind the other, since there are very many of them.
#[derive(Default)]
struct Additions {
    keys: String,
    tallies: Vec<(usize, Range<usize>, Tally)>,
}

impl Additions {
    fn add(&mut self, kept: usize, key: &str, tally: Tally) {
        let begun = self.keys.len();
        self.keys.push_str(key);
        self.tallies.push((kept, begun..self.keys.len(), tally));
    }

    fn clear(&mut self) {
        self.keys.clear();
        self.tallies.clear();
    }

    fn iter(&self) -> impl Iterator<Item = (usize, &str, Tally)> {
        self.tallies.iter().map(|(kept, key, tally)| (*kept, &self.keys[key.clone()], *tally))
    }
}

/// Whether what a family adds to the kept totals is added or taken away.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Plus,
    Minus,
}

/// What an entry changes in how its family is kept.
struct Step {
    kin: Kin,
    changes: Vec<Change>,
    /// The families that it names as perhaps the same money.
    links: Vec<AssetRef>,
}

impl Projector {
    /// What the entries since the last [`Projector::settle`] have changed.
    pub(super) fn changes(&self) -> &[Change] {
        &self.step.changes
    }

    /// Forgets the families where there are many, unless some of them have changed and nobody else knows of it yet.
    pub(super) fn forget_if_many(&mut self) {
        if self.kin.len() > FAMILIES_HELD && self.step.changes.is_empty() {
            self.forget();
        }
    }

    /// Lets an entry follow: changes the state, and notes what it changes in the tables. What it concerns is loaded.
    ///
    /// # Errors
    /// The rules do not allow it; what was noted of it is to be taken back.
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
        // What concerns a family always does something to it.
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

    /// What an entry changes in how its family is kept.
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

    /// Takes what followed since the last time as done, and gives what that changed, in its order.
    ///
    /// # Errors
    /// A total that does not fit.
    pub(super) fn settle(&mut self) -> Result<Vec<Change>, Fault> {
        for (kept, key, tally) in self.step.totals.iter() {
            tally::add(&mut self.totals[kept], key, tally)?;
        }
        self.step.totals.clear();
        self.step.cases.clear();
        Ok(std::mem::take(&mut self.step.changes))
    }

    /// Takes back what followed since the last [`Projector::settle`].
    pub(super) fn take_back(&mut self) {
        self.step.changes.clear();
        self.step.totals.clear();
        self.forget();
        self.state.forget_sources();
        for (case, known) in self.step.cases.drain(..).rev() {
            self.state.restore_case(case, known);
        }
    }

    /// Whether it is time to write what is to be added to the totals.
    pub(super) fn holds_many_totals(&self) -> bool {
        self.totals.iter().map(ByKey::len).sum::<usize>() > TOTALS_HELD
    }

    /// The cases whose count of assets was not told yet.
    pub(super) fn cases(&mut self) -> Vec<Change> {
        let cases = self.cases.drain();
        let known = |case| self.state.case(&case).map(|known| Change::CaseKnown(case, known));
        cases.filter_map(known).collect()
    }

    /// What is to be added to the totals of each kept breakdown, by key, in the order of the table, so that each of its pages
    /// is looked for once.
    pub(super) fn totals(&mut self) -> impl Iterator<Item = Vec<(String, Tally)>> {
        self.totals.iter_mut().map(|changed| {
            let added = changed.drain().filter(|(_, added)| *added != Tally::default());
            let mut changed: Vec<(String, Tally)> = added.collect();
            changed.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
            changed
        })
    }

    /// Remembers that assets are named which are not there yet, so that their families are woven when they come.
    pub(super) fn expect(&mut self, assets: &[AssetRef]) {
        self.named.extend(assets.iter().map(AssetRef::root));
    }

    /// How many of a family's actions an entry leaves as they are: all of them where it adds one more, so that the cost of an
    /// entry does not grow with those before it.
    fn settled(&self, root: &AssetRef, event: &Event) -> usize {
        let one_more = matches!(event, Event::Step(step) if !step.target.begins()) && !kept::weaves(event);
        self.state.family(root).filter(|_| one_more).map_or(0, |family| family.standing().deeds().len())
    }

    /// Adds what a family adds to the kept totals now, but for its first `settled` actions, or takes it away. On a fault it is
    /// taken back with the entry.
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

    /// Notes a case or a source, or what is said of a case.
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

    /// The asset that an entry's action concerns, or what that is in the end an item of.
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

    /// Takes a family that another names out of the kept totals.
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

    /// Remembers which of the assets that an entry names are not there yet.
    pub(super) fn expect_missing(&mut self, body: &Body) {
        if let Some(act) = body.act() {
            let missing = act.may_overlap.iter().filter(|other| self.state.family(other).is_none());
            let missing: Vec<AssetRef> = missing.cloned().collect();
            self.expect(&missing);
        }
    }
}

/// The case that an entry opens or edits, or in which it counts one more asset.
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
