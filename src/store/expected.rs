//! What the derived tables must hold, computed in one pass over the journal in nearly constant memory.
//!
//! Most of it follows from each entry alone, so several threads compute it; the rest depends on what came before.

use std::collections::HashMap;

use crate::domain::{AssetRef, CaseRef, RateSet, SourceCitation, SourceRef};
use crate::journal::assertions::Assertion;
use crate::journal::fold::{Case, Filed};
use crate::journal::{Effect, Entry, Event};

use super::Error;
use super::engine::Reading;
use super::facts::Facts;
use super::field::Field;
use super::fingerprint::Fingerprint;
use super::load;
use super::table::{self, Table};

mod apart;
mod families;
mod run;

pub(super) use apart::{Apart, Begun};

/// What must follow from the entries read so far.
#[derive(Default)]
pub(super) struct Expected {
    cases: HashMap<CaseRef, Case>,
    sources: HashMap<SourceRef, Filed>,
    apart: Apart,
    of_cases: Fingerprint,
    rates_added: Fingerprint,
    /// Each set of rates, as its first entry describes it.
    rate_sets: HashMap<String, RateSet>,
    assertions: HashMap<u64, Assertion>,
    /// Entries that void or reinstate an action, or that read it from another source: only the action's own entry names
    /// the family.
    turns: Vec<(u64, u64, Event)>,
    /// Assets that somebody looked at, with the entries that say so.
    looked_at: Vec<(u64, AssetRef)>,
    /// Something is already wrong, so the tables must be compared in full.
    contradicted: bool,
}

impl Expected {
    /// What follows from entries apart, for the threads that read them.
    pub(super) fn apart(&self) -> Apart {
        self.apart.blank()
    }

    /// Notes what follows from entries apart.
    pub(super) fn merge(&mut self, apart: Apart) {
        self.apart.merge(apart);
    }

    /// Notes what an action begins, and checks that its case and sources were there before it. What follows from it
    /// alone has been noted [apart](Apart::follow).
    pub(super) fn act(&mut self, begun: Begun, sources: &[SourceRef]) {
        self.contradicted |= !sources.iter().all(|source| self.sources.contains_key(source));
        let Begun { case, assets } = begun;
        match case.map(|case| self.cases.get_mut(&case)) {
            Some(None) => self.contradicted = true,
            Some(Some(case)) => case.assets = case.assets.max(assets),
            None => {}
        }
    }

    /// Notes what must follow from one more entry. What follows from it alone has been noted [apart](Apart::follow).
    pub(super) fn follow(&mut self, entry: &Entry) {
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
            Effect::Act { act, .. } => {
                let sources: Vec<SourceRef> = act.sources.iter().map(|citation| citation.source().clone()).collect();
                self.act(Begun::by(act), &sources);
            }
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

    /// Whether there are sources and all are in the ledger.
    fn knows(&self, sources: &[SourceCitation]) -> bool {
        !sources.is_empty() && sources.iter().all(|citation| self.sources.contains_key(citation.source()))
    }

    /// Whether all derived tables hold exactly what they must. Adds the sealed facts of their largest tables to `facts`.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(super) fn holds(mut self, reading: &dyn Reading, facts: &mut Facts) -> Result<bool, Error> {
        for (entry, action, event) in std::mem::take(&mut self.turns) {
            match load::action_root(reading, action)? {
                Some(root) => self.apart.line(&root, entry, &event),
                None => return Ok(false),
            }
        }
        Ok(!self.contradicted
            && !self.apart.contradicted
            && self.looks_hold(reading)?
            && self.cases_hold(reading)?
            && self.sources_hold(reading)?
            && self.references_hold(reading, facts)?
            && pairs_hold(reading, &table::LIKENESS, &self.apart.likenesses, |row, found| {
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
            && self.families_hold(reading, facts)?)
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
}

/// Applies an edit, if it edits the current particulars.
fn edited(known: Option<&mut Filed>, entry: u64, edits: u64) -> bool {
    known.filter(|known| known.latest == edits).map(|known| known.latest = entry).is_some()
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
