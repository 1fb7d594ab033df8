//! What is derived from the journal and kept in tables, so that a command need not read every entry.
//!
//! Appending, making the tables anew and comparing them entry by entry all let the same [`Projector`] follow the
//! journal, so they agree by construction.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use rusqlite::{Connection, params};

use crate::domain::{AssetRef, CaseRef, Fault, Places};
use crate::journal::fold::Case;
use crate::journal::kept::{self, KEPT};
use crate::journal::likeness::likenesses;
use crate::journal::tally::{self, ByKey};
use crate::journal::{Act, Body, Edit, Entry, Event, State, Tally, Target, Withholding, codec};

use super::load::{self, Kin, Names, Trust, signed};
use super::seal::{self, Seal, Sealed};
use super::{Error, totals};

/// How many families are held in memory before they are forgotten.
const FAMILIES_HELD: usize = 128;

/// How many totals are held in memory before they are written.
const TOTALS_HELD: usize = 200_000;

/// Follows the journal entry by entry and writes the tables that are derived from it.
pub(super) struct Projector<'a> {
    connection: &'a Connection,
    trust: Trust,
    /// The cases and the sources met so far, and the families that the next entry concerns.
    pub(super) state: State,
    /// How those families are kept.
    kin: HashMap<AssetRef, Kin>,
    /// Assets that were named before they were there.
    named: HashSet<AssetRef>,
    /// Cases whose count of assets is not written yet.
    cases: HashSet<CaseRef>,
    /// What is to be added to the kept totals, of each breakdown by key.
    totals: Vec<ByKey<Tally>>,
    /// What seals the rows that are read and written.
    pub(super) seal: Seal<'a>,
    step: Undo,
}

/// What to take back when the entries since the last [`Projector::settle`] are.
#[derive(Default)]
struct Undo {
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
struct Change {
    begins: bool,
    kin: Kin,
    line: String,
    /// The item's case, where it is not its asset's.
    guest: Option<CaseRef>,
    /// The families that it names as perhaps the same money.
    links: Vec<AssetRef>,
}

impl<'a> Projector<'a> {
    pub(super) fn new(connection: &'a Connection, trust: Trust, seal: Seal<'a>) -> Projector<'a> {
        Projector {
            connection,
            trust,
            state: State::default(),
            kin: HashMap::new(),
            named: HashSet::new(),
            cases: HashSet::new(),
            totals: KEPT.iter().map(|_| ByKey::default()).collect(),
            seal,
            step: Undo::default(),
        }
    }

    /// Loads what the names mean, as far as it is not there from before.
    pub(super) fn load(&mut self, names: &Names) -> Result<(), Error> {
        if self.kin.len() > FAMILIES_HELD {
            self.forget();
        }
        load::load(self.connection, self.trust, names, &mut self.state, &mut self.kin, Some(&mut self.seal))
    }

    /// Lets an entry follow: changes the state, and writes what it changes in the tables. What it concerns is loaded.
    ///
    /// # Errors
    /// [`Error::Refused`]: the rules do not allow it, and no table is changed; or the file cannot be written.
    pub(super) fn follow(&mut self, entry: &Entry) -> Result<(), Error> {
        let event = Event::of(&entry.body);
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
        let (Some(event), Some(root)) = (event, root) else {
            self.state.fold_event(entry, None)?;
            self.refer(entry)?;
            return self.enlist(entry);
        };
        let change = self.change(entry.number, &root, &event);
        self.state.fold_event(entry, Some(event))?;
        self.kin.insert(root.clone(), change.kin);
        self.count(&root, settled, Sign::Plus)?;
        self.keep(&root, change)?;
        self.refer(entry)?;
        if let Body::Act(act) | Body::Correction { act, .. } = &entry.body {
            self.liken(entry.number, act)?;
        }
        Ok(())
    }

    /// What an entry changes in how its family is kept.
    fn change(&self, entry: u64, root: &AssetRef, event: &Event) -> Change {
        let known = self.kin.get(root).copied();
        let pool = event.step().and_then(|step| step.places.as_ref()).is_some_and(Places::is_pool);
        let named = known.is_none() && !self.named.is_empty() && self.named.contains(root);
        let kin = Kin {
            id: known.map_or(entry, |kin| kin.id),
            woven: known.is_some_and(|kin| kin.woven) || kept::weaves(event) || named,
            pool: known.is_some_and(|kin| kin.pool) || pool,
            lines: known.map(|kin| kin.lines).unwrap_or_default(),
        };
        let guest = match event.step().map(|step| &step.target) {
            Some(Target::Item { case, .. }) => case.clone(),
            _ => None,
        };
        let links = event.step().into_iter().flat_map(|step| &step.may_overlap).map(AssetRef::root).collect();
        let mut line = String::new();
        event.write(entry, &mut line);
        let kin = Kin { lines: seal::value(known.map(|kin| kin.lines), line.as_bytes()), ..kin };
        Change { begins: known.is_none(), kin, line, guest, links }
    }

    /// Takes what followed since the last time as done.
    pub(super) fn settle(&mut self) -> Result<(), Error> {
        for (kept, key, tally) in self.step.totals.iter() {
            tally::add(&mut self.totals[kept], key, tally)?;
        }
        self.step.totals.clear();
        self.step.cases.clear();
        self.seal.settle();
        if self.totals.iter().map(ByKey::len).sum::<usize>() > TOTALS_HELD { self.flush() } else { Ok(()) }
    }

    /// Takes back what followed since the last [`Projector::settle`]; the tables must have been taken back as well.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(super) fn take_back(&mut self) -> Result<(), Error> {
        self.seal.take_back()?;
        self.step.totals.clear();
        self.forget();
        self.state.forget_sources();
        for (case, known) in self.step.cases.drain(..).rev() {
            self.state.restore_case(case, known);
        }
        Ok(())
    }

    /// Writes what was held back.
    pub(super) fn flush(&mut self) -> Result<(), Error> {
        let mut statement =
            self.connection.prepare_cached("UPDATE case_file SET assets = ?2 WHERE case_ref = ?1 AND assets <> ?2")?;
        for case in self.cases.drain() {
            if let Some(known) = self.state.case(&case) {
                statement.execute(params![case.as_str(), known.assets])?;
                self.seal.set(Sealed::Case, case.as_str(), load::case_value(&known))?;
            }
        }
        for (kept, changed) in KEPT.iter().zip(&mut self.totals) {
            let mut changed: Vec<(String, Tally)> = changed.drain().collect();
            // In the order of the table, so that each of its pages is looked for once.
            changed.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
            for (key, tally) in changed {
                totals::add(self.connection, kept, &key, tally)?;
            }
        }
        Ok(())
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
    fn count(&mut self, root: &AssetRef, settled: usize, sign: Sign) -> Result<(), Error> {
        if self.kin.get(root).is_some_and(|kin| kin.woven) {
            return Ok(());
        }
        let Some(family) = self.state.family(root) else { return Ok(()) };
        let counted = &mut self.step.totals;
        Ok(kept::additions(family, settled, |kept, key, tally| {
            counted.add(kept, key, if sign == Sign::Plus { tally } else { Tally::default().minus(tally)? });
            Ok(())
        })?)
    }

    /// Writes a case, a source, or what is said of personal data.
    fn enlist(&mut self, entry: &Entry) -> Result<(), Error> {
        let (sql, name) = match &entry.body {
            Body::Case(case) => {
                ("INSERT INTO case_file (case_ref, entry, latest, assets) VALUES (?1, ?2, ?2, 0)", case.case.as_str())
            }
            Body::CaseEdit(Edit { file, .. }) => {
                ("UPDATE case_file SET latest = ?2 WHERE case_ref = ?1", file.case.as_str())
            }
            Body::Source(source) => {
                ("INSERT INTO source (source_ref, entry, latest) VALUES (?1, ?2, ?2)", source.source.as_str())
            }
            Body::SourceEdit(Edit { file, .. }) => {
                ("UPDATE source SET latest = ?2 WHERE source_ref = ?1", file.source.as_str())
            }
            Body::Withholding(withholding) => return self.withhold(entry.number, withholding),
            _ => return Ok(()),
        };
        self.connection.prepare_cached(sql)?.execute(params![name, signed(entry.number)?])?;
        let (case, source) = match &entry.body {
            Body::Case(file) | Body::CaseEdit(Edit { file, .. }) => (self.state.case(&file.case), None),
            Body::Source(file) | Body::SourceEdit(Edit { file, .. }) => (None, self.state.source(&file.source)),
            _ => (None, None),
        };
        if let Some(known) = case {
            self.seal.set(Sealed::Case, name, load::case_value(&known))?;
        }
        if let Some(known) = source {
            self.seal.set(Sealed::Source, name, load::filed_value(known))?;
        }
        Ok(())
    }

    fn withhold(&mut self, entry: u64, withholding: &Withholding) -> Result<(), Error> {
        let sql = "INSERT INTO withheld (commitment, entry, how) VALUES (?1, ?2, ?3)";
        let mut statement = self.connection.prepare_cached(sql)?;
        for commitment in &withholding.commitments {
            statement.execute(params![commitment.0, signed(entry)?, withholding.handling.as_str()])?;
            let key = commitment.to_string();
            let before = self.seal.get(Sealed::Withheld, &key)?;
            self.seal.set(Sealed::Withheld, &key, load::said_value(before, entry, withholding.handling))?;
        }
        Ok(())
    }

    /// Writes the line of an entry into its family's row, and weaves the families that it links.
    fn keep(&mut self, root: &AssetRef, Change { begins, kin, line, guest, links }: Change) -> Result<(), Error> {
        let id = signed(kin.id)?;
        if begins {
            let sql = "INSERT INTO family (entry, root, steps, woven, pool) VALUES (?1, ?2, ?3, ?4, ?5)";
            self.connection.prepare_cached(sql)?.execute(params![id, root.to_string(), line, kin.woven, kin.pool])?;
        } else {
            let sql = "UPDATE family SET steps = steps || char(10) || ?2, woven = ?3, pool = ?4 WHERE entry = ?1";
            self.connection.prepare_cached(sql)?.execute(params![id, line, kin.woven, kin.pool])?;
        }
        self.seal.set(Sealed::Family, &root.to_string(), kin.value())?;
        if let Some(case) = guest {
            self.connection
                .prepare_cached("INSERT OR IGNORE INTO guest (case_ref, family) VALUES (?1, ?2)")?
                .execute(params![case.as_str(), id])?;
        }
        links.iter().try_for_each(|other| self.weave(other))
    }

    /// The asset that an entry's action concerns, or what that is in the end an item of.
    fn root_of(&self, body: &Body) -> Option<AssetRef> {
        match body {
            Body::Act(act) | Body::Correction { act, .. } => Some(act.target.asset().root()),
            Body::Void { voids: action, .. } | Body::Reinstatement { reinstates: action, .. } => {
                self.state.record(*action).map(|record| record.step.target.asset().root())
            }
            Body::Genesis(_)
            | Body::Case(_)
            | Body::CaseEdit(_)
            | Body::Source(_)
            | Body::SourceEdit(_)
            | Body::Withholding(_) => None,
        }
    }

    fn forget(&mut self) {
        self.state.forget_families();
        self.kin.clear();
    }

    /// Takes a family that another names out of the kept totals.
    fn weave(&mut self, root: &AssetRef) -> Result<(), Error> {
        let Some(kin) = self.kin.get(root).copied() else { return Ok(()) };
        if !kin.woven {
            self.count(root, 0, Sign::Minus)?;
            self.connection
                .prepare_cached("UPDATE family SET woven = 1 WHERE entry = ?1")?
                .execute(params![signed(kin.id)?])?;
            let kin = Kin { woven: true, ..kin };
            self.seal.set(Sealed::Family, &root.to_string(), kin.value())?;
            self.kin.insert(root.clone(), kin);
        }
        Ok(())
    }

    /// Writes down what a record of the same thing would have in common with this one.
    fn liken(&self, entry: u64, act: &Act) -> Result<(), Error> {
        let sql = "INSERT INTO likeness (likeness, entry) VALUES (?1, ?2)";
        let mut statement = self.connection.prepare_cached(sql)?;
        for likeness in likenesses(act) {
            statement.execute(params![likeness, signed(entry)?])?;
        }
        Ok(())
    }

    fn refer(&mut self, entry: &Entry) -> Result<(), Error> {
        let Some(reference) = &entry.reference else { return Ok(()) };
        self.connection
            .prepare_cached("INSERT INTO reference (ref, entry) VALUES (?1, ?2)")?
            .execute(params![reference.as_str(), signed(entry.number)?])?;
        self.seal.set(Sealed::Reference, reference.as_str(), load::number_value(entry.number))?;
        Ok(())
    }
}

/// Lets the tables follow the whole journal from its beginning; they are empty. What cannot follow is told to `fault`. Gives
/// what the head is to hold of the seal over the tables.
///
/// # Errors
/// The file cannot be read or written, or what `fault` says.
pub(super) fn rebuild(
    connection: &Connection,
    mut fault: impl FnMut(u64, Fault) -> Result<(), Error>,
) -> Result<Vec<u8>, Error> {
    let mut projector = Projector::new(connection, Trust::Lines, Seal::over_nothing(connection));
    let mut statement = connection.prepare("SELECT entry, bytes FROM main.entry ORDER BY entry")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let bytes = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        let entry = match codec::decode(bytes) {
            Ok(entry) => entry,
            Err(unreadable) => {
                fault(load::number(row)?, unreadable)?;
                continue;
            }
        };
        projector.load(&Names::of(&entry.body))?;
        projector.expect_missing(&entry.body);
        match projector.follow(&entry) {
            Err(Error::Refused(contradicts)) => {
                projector.take_back()?;
                fault(entry.number, contradicts)?;
            }
            other => other?,
        }
        projector.settle()?;
    }
    projector.flush()?;
    projector.seal.finish()
}

impl Projector<'_> {
    /// Remembers which of the assets that an entry names are not there yet.
    fn expect_missing(&mut self, body: &Body) {
        if let Body::Act(act) | Body::Correction { act, .. } = body {
            let missing = act.may_overlap.iter().filter(|other| self.state.family(other).is_none());
            let missing: Vec<AssetRef> = missing.cloned().collect();
            self.expect(&missing);
        }
    }
}

/// The case that an entry opens or edits, or in which it counts one more asset.
fn case_touched(body: &Body) -> Option<&CaseRef> {
    match body {
        Body::Case(case) | Body::CaseEdit(Edit { file: case, .. }) => Some(&case.case),
        Body::Act(Act { target: Target::New { asset }, .. }) => Some(asset.case()),
        _ => None,
    }
}
