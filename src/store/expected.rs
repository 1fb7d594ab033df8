//! What the derived tables must hold, computed in one pass over the journal in nearly constant memory.

use std::collections::{HashMap, HashSet};

use crate::domain::{AssetRef, CaseRef, Fault, RateSet, SourceCitation, SourceRef};
use crate::journal::assertions::Assertion;
use crate::journal::fold::{Case, Filed};
use crate::journal::kept::{self, KEPT};
use crate::journal::tally::{self, ByKey};
use crate::journal::{Act, Effect, Entry, Event, Family, Tally, Target, step};
use crate::query::threads::fold_apart;

use super::Error;
use super::changes::{self, Change};
use super::engine::Reading;
use super::field::Field;
use super::fingerprint::Fingerprint;
use super::load;
use super::table::{self, Table};

/// What must follow from the entries read so far.
#[derive(Default)]
pub(super) struct Expected {
    cases: HashMap<CaseRef, Case>,
    sources: HashMap<SourceRef, Filed>,
    references: Fingerprint,
    likenesses: Fingerprint,
    of_cases: Fingerprint,
    rates_added: Fingerprint,
    /// Each set of rates, as its first entry describes it.
    rate_sets: HashMap<String, RateSet>,
    assertions: HashMap<u64, Assertion>,
    lines: Fingerprint,
    /// Assets that another asset names.
    named: HashSet<AssetRef>,
    /// For each family, the other cases that its items belong to.
    guests: HashMap<AssetRef, HashSet<CaseRef>>,
    /// Entries that void or reinstate an action, or that read it from another source: only the action's own entry names
    /// the family.
    turns: Vec<(u64, u64, Event)>,
    /// Assets that somebody looked at, with the entries that say so.
    looked_at: Vec<(u64, AssetRef)>,
    /// Something is already wrong, so the tables must be compared in full.
    contradicted: bool,
}

impl Expected {
    /// Notes what must follow from one more entry.
    pub(super) fn follow(&mut self, entry: &Entry) {
        for change in changes::given(entry) {
            match change {
                Change::Referred(reference, number) => self.references.add(&(reference.as_str(), number)),
                Change::Likened(likeness, number) => self.likenesses.add(&(likeness, number)),
                _ => {}
            }
        }
        match entry.body.effect() {
            // Withheld data are compared separately.
            Effect::Begin | Effect::Withhold { .. } => {}
            Effect::Case { case, edits: None } => {
                let case_known = Case { filed: Filed::by(entry.number), assets: 0 };
                self.contradicted |= self.cases.insert(case.clone(), case_known).is_some();
            }
            Effect::Source { source, edits: None } => {
                self.contradicted |= self.sources.insert(source.clone(), Filed::by(entry.number)).is_some();
            }
            Effect::Case { case, edits: Some(edits) } => {
                let known = self.cases.get_mut(case).map(|case| &mut case.filed);
                self.contradicted |= !edited(known, entry.number, edits);
            }
            Effect::Source { source, edits: Some(edits) } => {
                self.contradicted |= !edited(self.sources.get_mut(source), entry.number, edits);
            }
            Effect::OfCase { case, sources, asset } => {
                self.contradicted |= !self.cases.contains_key(case) || !self.knows(sources);
                self.looked_at.extend(asset.map(|asset| (entry.number, asset.clone())));
                self.of_cases.add(&(case.as_str(), entry.number, entry.number));
                self.assertions.extend(Assertion::of(&entry.body).map(|assertion| (entry.number, assertion)));
            }
            Effect::Reading { reads, sources } => {
                self.contradicted |= !self.knows(sources);
                self.turns.extend(entry.body.event().map(|event| (entry.number, reads, event)));
            }
            Effect::Rates { set, sources } => {
                let known = self.rate_sets.entry(set.name.clone()).or_insert_with(|| set.clone());
                let differs = known != set;
                self.contradicted |= differs || !self.knows(sources);
                self.rates_added.add(&(set.name.as_str(), entry.number));
            }
            Effect::Act { act, .. } => self.act(entry, act),
            Effect::Turn { action, turn } => match (self.assertions.get_mut(&action), entry.body.event()) {
                (Some(assertion), _) => {
                    self.contradicted |= assertion.follow(action, entry.number, turn).is_err();
                    self.of_cases.add(&(assertion.case.as_str(), entry.number, action));
                }
                (None, Some(event)) => self.turns.push((entry.number, action, event)),
                (None, None) => self.contradicted = true,
            },
        }
    }

    /// The entry that added a source.
    pub(super) fn added(&self, source: &SourceRef) -> Option<u64> {
        self.sources.get(source).map(|source| source.entry)
    }

    fn act(&mut self, entry: &Entry, act: &Act) {
        let root = act.target.asset().root();
        if let Some(event) = entry.body.event() {
            self.line(&root, entry.number, &event);
            self.named.extend(changes::links(&event));
            if let Some(case) = changes::guest(&event) {
                self.guests.entry(root).or_default().insert(case.clone());
            }
        }
        self.contradicted |= !self.knows(&act.sources);
        let case = match &act.target {
            Target::New { asset } => Some(asset.case()),
            Target::Item { case, .. } => case.as_ref(),
            Target::Existing { .. } => None,
        };
        match case.map(|case| self.cases.get_mut(case)) {
            Some(None) => self.contradicted = true,
            Some(Some(case)) => {
                if let Target::New { asset } = &act.target {
                    case.assets = case.assets.max(asset.number());
                }
            }
            None => {}
        }
    }

    /// Whether there are sources and all are in the ledger.
    fn knows(&self, sources: &[SourceCitation]) -> bool {
        !sources.is_empty() && sources.iter().all(|citation| self.sources.contains_key(citation.source()))
    }

    fn line(&mut self, root: &AssetRef, entry: u64, event: &Event) {
        let mut line = String::new();
        event.write(entry, &mut line);
        self.lines.add(&(root.to_string(), entry, line));
    }

    /// Whether all derived tables hold exactly what they must.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(super) fn holds(mut self, reading: &dyn Reading) -> Result<bool, Error> {
        for (entry, action, event) in std::mem::take(&mut self.turns) {
            match load::action_root(reading, action)? {
                Some(root) => self.line(&root, entry, &event),
                None => return Ok(false),
            }
        }
        Ok(!self.contradicted
            && self.looks_hold(reading)?
            && self.cases_hold(reading)?
            && self.sources_hold(reading)?
            && pairs_hold(reading, &table::REFERENCE, &self.references, |row, found| {
                found.add(&(row[0].text()?, row[1].number()?));
                Ok(())
            })?
            && pairs_hold(reading, &table::LIKENESS, &self.likenesses, |row, found| {
                found.add(&(row[0].integer()?, row[1].number()?));
                Ok(())
            })?
            && pairs_hold(reading, &table::CASE_ENTRY, &self.of_cases, |row, found| {
                found.add(&(row[0].text()?, row[1].number()?, row[2].number()?));
                Ok(())
            })?
            && pairs_hold(reading, &table::RATE_SET, &self.rates_added, |row, found| {
                found.add(&(row[0].text()?, row[1].number()?));
                Ok(())
            })?
            && self.families_hold(reading)?)
    }

    /// Whether each asset that somebody looked at was in the ledger at that time.
    fn looks_hold(&self, reading: &dyn Reading) -> Result<bool, Error> {
        for (entry, asset) in &self.looked_at {
            let root = asset.root();
            let Some((_, lines)) = load::kin_of(reading, &root)? else { return Ok(false) };
            let family = load::family_of(&root, &lines, Some(*entry))?;
            if family.is_none_or(|family| family.standing().asset(asset).is_none()) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn cases_hold(&mut self, reading: &dyn Reading) -> Result<bool, Error> {
        let mut holds = true;
        reading.rows(&table::CASE_FILE, &mut |row| {
            let known = self.cases.remove(row[0].text()?);
            let filed = Filed { entry: row[1].number()?, latest: row[2].number()? };
            let assets = row[3].integer()?;
            let same = |known: Case| known.filed == filed && i64::from(known.assets) == assets;
            holds &= known.is_some_and(same);
            Ok(())
        })?;
        Ok(holds && self.cases.is_empty())
    }

    fn sources_hold(&mut self, reading: &dyn Reading) -> Result<bool, Error> {
        let mut holds = true;
        reading.rows(&table::SOURCE, &mut |row| {
            let known = self.sources.remove(row[0].text()?);
            holds &= known == Some(Filed { entry: row[1].number()?, latest: row[2].number()? });
            Ok(())
        })?;
        Ok(holds && self.sources.is_empty())
    }

    /// Compares the families' lines, folds them, and compares the results: the guests and the kept totals.
    fn families_hold(&self, reading: &dyn Reading) -> Result<bool, Error> {
        let parts = fold_apart(
            || self.nothing_folded(),
            |folded, chunk: Vec<Kept>| self.fold(&chunk, folded),
            |give| give_families(reading, give),
        )?;
        let mut folded = self.nothing_folded();
        parts.into_iter().try_for_each(|part| folded.merge(part))?;
        Ok(folded.holds
            && folded.lines.agrees(&self.lines)
            && folded.guests == self.guest_count()
            && self.guests_hold(reading)?
            && totals_hold(reading, folded.totals)?)
    }

    fn nothing_folded(&self) -> Folded {
        let totals = KEPT.iter().map(|_| ByKey::default()).collect();
        Folded { holds: true, lines: self.lines.blank(), guests: 0, totals }
    }

    fn fold(&self, chunk: &[Kept], folded: &mut Folded) -> Result<(), Error> {
        for kept in chunk {
            folded.holds &= self.family_holds(kept, folded)?;
        }
        Ok(())
    }

    fn family_holds(&self, kept: &Kept, folded: &mut Folded) -> Result<bool, Fault> {
        for line in kept.steps.split('\n') {
            match step::entry_of(line) {
                Ok(entry) => folded.lines.add(&(&kept.root, entry, line)),
                Err(_) => return Ok(false),
            }
        }
        let Ok(root) = AssetRef::parse(&kept.root) else { return Ok(false) };
        let (mut pool, mut woven) = (false, self.named.contains(&root));
        let family = Family::read_each(&root, &kept.steps, None, |event| {
            pool |= changes::states_pool(event);
            woven |= kept::weaves(event);
        });
        let Ok(Some(family)) = family else { return Ok(false) };
        let begun = family.records().first().map(|record| record.entry);
        if (begun, kept.woven, kept.pool) != (Some(kept.entry), woven, pool) {
            return Ok(false);
        }
        if woven {
            folded.guests += self.guests.get(&root).map_or(0, HashSet::len);
            return Ok(true);
        }
        kept::additions(&family, 0, |at, key, tally| tally::add(&mut folded.totals[at], key, tally))?;
        Ok(true)
    }

    fn guests_hold(&self, reading: &dyn Reading) -> Result<bool, Error> {
        let (mut holds, mut count) = (true, 0);
        reading.rows(&table::GUEST, &mut |row| {
            let root = load::begun_by(reading, row[1].number()?)?;
            let root = root.and_then(|root| AssetRef::parse(&root).ok());
            let cases = root.and_then(|root| self.guests.get(&root));
            let case = row[0].text()?;
            holds &= cases.is_some_and(|cases| cases.contains(case));
            count += 1;
            Ok(())
        })?;
        Ok(holds && count == self.guest_count())
    }

    fn guest_count(&self) -> usize {
        self.guests.values().map(HashSet::len).sum()
    }
}

/// Applies an edit, if it edits the current particulars.
fn edited(known: Option<&mut Filed>, entry: u64, edits: u64) -> bool {
    known.filter(|known| known.latest == edits).map(|known| known.latest = entry).is_some()
}

/// How many families are processed together.
const TOGETHER: usize = 512;

/// A family as stored.
struct Kept {
    entry: u64,
    root: String,
    steps: String,
    woven: bool,
    pool: bool,
}

/// What follows from some families.
struct Folded {
    /// Whether each is stored as it must be.
    holds: bool,
    lines: Fingerprint,
    guests: usize,
    totals: Vec<ByKey<Tally>>,
}

impl Folded {
    fn merge(&mut self, other: Folded) -> Result<(), Fault> {
        self.holds &= other.holds;
        self.lines.merge(&other.lines);
        self.guests += other.guests;
        for (totals, others) in self.totals.iter_mut().zip(other.totals) {
            others.into_iter().try_for_each(|(key, tally)| tally::add(totals, &key, tally))?;
        }
        Ok(())
    }
}

/// Passes on the families in chunks.
fn give_families(reading: &dyn Reading, give: &mut dyn FnMut(Vec<Kept>) -> Result<(), Error>) -> Result<(), Error> {
    let mut chunk = Vec::with_capacity(TOGETHER);
    reading.rows(&table::FAMILY, &mut |row| {
        let (root, steps) = (row[0].text()?.to_owned(), row[2].text()?.to_owned());
        chunk.push(Kept { entry: row[1].number()?, root, steps, woven: row[3].flag()?, pool: row[4].flag()? });
        if chunk.len() == TOGETHER {
            give(std::mem::replace(&mut chunk, Vec::with_capacity(TOGETHER)))?;
        }
        Ok(())
    })?;
    give(chunk)
}

/// Whether a table holds the expected pairs; `add` adds the pair of a row.
fn pairs_hold(
    reading: &dyn Reading,
    table: &Table,
    expected: &Fingerprint,
    add: impl Fn(&[Field<'_>], &mut Fingerprint) -> Result<(), Error>,
) -> Result<bool, Error> {
    let mut found = expected.blank();
    reading.rows(table, &mut |row| add(row, &mut found))?;
    Ok(found.agrees(expected))
}

fn totals_hold(reading: &dyn Reading, mut expected: Vec<ByKey<Tally>>) -> Result<bool, Error> {
    let (mut holds, mut known) = (true, 0);
    for (kept, expected) in KEPT.iter().zip(&mut expected) {
        let read = reading.breakdown(kept, &mut |key, tally| {
            known += 1;
            holds &= expected.remove(key) == Some(tally);
            Ok(())
        });
        match read {
            // Comparing the tables row by row will name what cannot be read as a total.
            Err(Error::Damaged { .. }) => return Ok(false),
            other => other?,
        }
        holds &= expected.is_empty();
    }
    Ok(holds && reading.count(&table::TOTAL)? == known)
}
