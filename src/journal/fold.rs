//! The fold: the only change of state. Appending, rebuilding and verifying all go through it.

use crate::domain::{AssetRef, CaseRef, EntryRef, Keyed, RateSet, SourceCitation, SourceRef};

use super::assertions::Assertion;
use super::entry::Entry;
use super::kinds::Effect;
use super::particular::Act;
use super::records::{Family, Record};
use super::refusal::Refusal;
use super::step::Event;
use super::target::Target;
use super::withholding::Withholdings;

/// The state after the entries so far: all of them, or those relevant to the next one.
#[derive(Clone, Debug, Default)]
pub struct State {
    cases: Keyed<CaseRef, Case>,
    sources: Keyed<SourceRef, Filed>,
    references: Keyed<EntryRef, u64>,
    rate_sets: Keyed<String, RateSet>,
    families: Keyed<AssetRef, Family>,
    /// The family that each entry concerns.
    readings: Keyed<u64, AssetRef>,
    /// Claims and events.
    assertions: Keyed<u64, Assertion>,
    withheld: Withholdings,
}

/// What the journal itself needs to know about a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    /// The entry that opened it, and the one that holds its current particulars.
    pub filed: Filed,
    /// The highest number ever given to one of its assets.
    pub assets: u32,
}

/// The entries that hold the particulars of a case or a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filed {
    /// The entry that opened the case or added the source.
    pub entry: u64,
    /// The entry that holds the current particulars: that one, or the latest edit.
    pub latest: u64,
}

impl Filed {
    /// Particulars that have not been edited.
    pub(crate) fn by(entry: u64) -> Filed {
        Filed { entry, latest: entry }
    }

    /// Applies an edit of the particulars in entry `edits`.
    fn edit(&mut self, what: &str, entry: u64, edits: u64) -> Result<(), Refusal> {
        if self.latest != edits {
            return Err(Refusal::EditedSince { what: what.to_owned(), latest: self.latest, edits });
        }
        self.latest = entry;
        Ok(())
    }
}

impl State {
    /// A case that was opened.
    pub fn case(&self, case: &CaseRef) -> Option<Case> {
        self.cases.get(case).copied()
    }

    /// A source that was added.
    pub(crate) fn source(&self, source: &SourceRef) -> Option<Filed> {
        self.sources.get(source).copied()
    }

    /// The entry recorded with a reference.
    pub fn reference(&self, reference: &EntryRef) -> Option<u64> {
        self.references.get(reference).copied()
    }

    /// The families, in no particular order.
    pub fn families(&self) -> impl Iterator<Item = &Family> {
        self.families.values()
    }

    /// The family that an asset belongs to.
    pub fn family(&self, asset: &AssetRef) -> Option<&Family> {
        self.families.get(&asset.root())
    }

    /// The action that an entry first recorded or later corrected.
    pub fn record(&self, entry: u64) -> Option<&Record> {
        self.families.get(self.readings.get(&entry)?)?.record(entry)
    }

    /// The action that an entry records or corrects, or that it gives another source's reading of.
    pub fn concerned(&self, entry: u64) -> Option<&Record> {
        let family = self.families.get(self.readings.get(&entry)?)?;
        family.record(entry).or_else(|| family.read_by(entry))
    }

    /// The entry that voided a claim, event or reading; the outer `None` means that the given entry records none of
    /// these.
    #[cfg(feature = "cli")]
    pub(crate) fn voided_saying(&self, entry: u64) -> Option<Option<u64>> {
        let reading = || {
            let record = self.families.get(self.readings.get(&entry)?)?.read_by(entry)?;
            record.readings().iter().find(|reading| reading.entry == entry).map(|reading| reading.voided)
        };
        self.assertions.get(&entry).map(|assertion| assertion.voided).or_else(reading)
    }

    /// The claim or event that an entry records.
    pub(crate) fn assertion(&self, entry: u64) -> Option<&Assertion> {
        self.assertions.get(&entry)
    }

    /// Assumes a claim or event, when only some of the entries are folded.
    pub(crate) fn assume_assertion(&mut self, entry: u64, assertion: Assertion) {
        self.assertions.insert(entry, assertion);
    }

    /// Whether an asset is in the ledger, its first action not voided.
    pub(crate) fn has_asset(&self, asset: &AssetRef) -> bool {
        self.family(asset).is_some_and(|family| family.standing().asset(asset).is_some())
    }

    /// Assumes that a case is open, when only some of the entries are folded.
    pub(crate) fn assume_case(&mut self, case: CaseRef, known: Case) {
        self.cases.insert(case, known);
    }

    /// Restores what was known of a case, or forgets the case.
    pub(crate) fn restore_case(&mut self, case: CaseRef, known: Option<Case>) {
        match known {
            Some(known) => self.cases.insert(case, known),
            None => self.cases.remove(&case),
        };
    }

    /// Assumes that a source was added, when only some of the entries are folded.
    pub(crate) fn assume_source(&mut self, source: SourceRef, known: Filed) {
        self.sources.insert(source, known);
    }

    /// A set of rates.
    pub(crate) fn rate_set(&self, name: &str) -> Option<&RateSet> {
        self.rate_sets.get(name)
    }

    /// Assumes a set of rates, when only some of the entries are folded.
    pub(crate) fn assume_rate_set(&mut self, set: RateSet) {
        self.rate_sets.insert(set.name.clone(), set);
    }

    /// Assumes that an entry has a reference, when only some of the entries are folded.
    pub(crate) fn assume_reference(&mut self, reference: EntryRef, entry: u64) {
        self.references.insert(reference, entry);
    }

    /// Assumes a family's state, when only some of the entries are folded.
    pub(crate) fn assume_family(&mut self, root: AssetRef, family: Family) {
        let readings = |record: &'_ Record| record.readings().iter().map(|reading| reading.entry).collect::<Vec<_>>();
        let entries = family.records().iter().flat_map(|record| record.entries().chain(readings(record)));
        self.readings.extend(entries.map(|entry| (entry, root.clone())));
        self.families.insert(root, family);
    }

    /// How entries say that personal data are handled.
    pub fn withheld(&self) -> &Withholdings {
        &self.withheld
    }

    /// Assumes how personal data are handled, when only some of the entries are folded.
    pub(crate) fn assume_withheld(&mut self, withheld: Withholdings) {
        self.withheld = withheld;
    }

    /// Forgets everything but the cases and sources: the next entry concerns other families.
    pub(crate) fn forget_families(&mut self) {
        self.families.clear();
        self.readings.clear();
        self.references.clear();
        self.assertions.clear();
    }

    /// Forgets the sources and the sets of rates, because some may have been rolled back; they are read again when
    /// named.
    pub(crate) fn forget_sources(&mut self) {
        self.sources.clear();
        self.rate_sets.clear();
    }

    /// Applies one more entry. A refused entry changes nothing.
    ///
    /// # Errors
    /// The rules do not allow the entry to follow.
    pub fn fold(&mut self, entry: &Entry) -> Result<(), Refusal> {
        self.fold_event(entry, entry.body.event())
    }

    /// Like [`State::fold`], with the entry's [event](super::kinds::Body::event) already derived.
    ///
    /// # Errors
    /// As for [`State::fold`].
    pub(crate) fn fold_event(&mut self, entry: &Entry, event: Option<Event>) -> Result<(), Refusal> {
        if let Some(taken) = entry.reference.as_ref().and_then(|reference| self.reference(reference)) {
            return Err(Refusal::ReferenceTaken { entry: taken });
        }
        self.fold_body(entry, event)?;
        if let Some(reference) = &entry.reference {
            self.references.insert(reference.clone(), entry.number);
        }
        Ok(())
    }

    fn fold_body(&mut self, entry: &Entry, event: Option<Event>) -> Result<(), Refusal> {
        match entry.body.effect() {
            Effect::Begin if entry.number == 1 => Ok(()),
            Effect::Begin => Err(Refusal::BeginsTwice),
            Effect::Case { case, edits: None } => {
                if let Some(known) = self.cases.get(case) {
                    return Err(Refusal::CaseOpen { case: case.clone(), entry: known.filed.entry });
                }
                self.cases.insert(case.clone(), Case { filed: Filed::by(entry.number), assets: 0 });
                Ok(())
            }
            Effect::Source { source, edits: None } => {
                if let Some(known) = self.sources.get(source) {
                    return Err(Refusal::SourceThere { source_ref: source.clone(), entry: known.entry });
                }
                self.sources.insert(source.clone(), Filed::by(entry.number));
                Ok(())
            }
            Effect::Case { case, edits: Some(edits) } => {
                let known = self.cases.get_mut(case).ok_or_else(|| Refusal::NoCase(case.clone()))?;
                known.filed.edit(case.as_str(), entry.number, edits)
            }
            Effect::Source { source, edits: Some(edits) } => {
                let known = self.sources.get_mut(source).ok_or_else(|| Refusal::NoSource(source.clone()))?;
                known.edit(source.as_str(), entry.number, edits)
            }
            Effect::OfCase { case, sources, asset } => {
                if let Some(asset) = asset.filter(|asset| !self.has_asset(asset)) {
                    return Err(Refusal::NoAsset(asset.clone()));
                }
                if !self.cases.contains_key(case) {
                    return Err(Refusal::NoCase(case.clone()));
                }
                self.check_sources(sources)?;
                self.assertions.extend(Assertion::of(&entry.body).map(|assertion| (entry.number, assertion)));
                Ok(())
            }
            Effect::Act { act, corrects: None } => self.fold_act(entry.number, act, event),
            Effect::Act { act, corrects: Some(corrects) } => self.fold_correction(entry.number, corrects, act, event),
            Effect::Reading { reads, sources } => {
                let root = self.root_of(reads)?;
                self.check_sources(sources)?;
                self.follow(&root, entry.number, event)?;
                self.readings.insert(entry.number, root);
                Ok(())
            }
            Effect::Turn { action, turn } => match self.assertions.get_mut(&action) {
                Some(assertion) => assertion.follow(action, entry.number, turn),
                None => self.follow(&self.root_of(action)?, entry.number, event),
            },
            Effect::Rates { set, sources } => {
                self.check_sources(sources)?;
                self.check_rate_set(set)?;
                self.rate_sets.insert(set.name.clone(), set.clone());
                Ok(())
            }
            Effect::Withhold { of, handling, commitments } => {
                self.check_holder(of)?;
                self.withheld.follow(entry.number, handling, commitments)
            }
        }
    }

    fn fold_act(&mut self, entry: u64, act: &Act, event: Option<Event>) -> Result<(), Refusal> {
        let asset = act.target.asset();
        let root = asset.root();
        self.check_names(act)?;
        if !matches!(act.target, Target::New { .. }) && !self.families.contains_key(&root) {
            return Err(Refusal::NoAsset(root));
        }
        self.families.entry(root.clone()).or_default();
        if let Err(refusal) = self.follow(&root, entry, event) {
            if self.families.get(&root).is_some_and(|family| family.records().is_empty()) {
                self.families.remove(&root);
            }
            return Err(refusal);
        }
        self.readings.insert(entry, root);
        if let Target::New { asset } = &act.target
            && let Some(case) = self.cases.get_mut(asset.case())
        {
            case.assets = case.assets.max(asset.number());
        }
        Ok(())
    }

    fn fold_correction(&mut self, entry: u64, corrects: u64, act: &Act, event: Option<Event>) -> Result<(), Refusal> {
        let root = self.root_of(corrects)?;
        self.check_names(act)?;
        if act.target.asset().root() != root {
            return Err(Refusal::OtherFamily { corrects, root, asset: act.target.asset().clone() });
        }
        self.follow(&root, entry, event)?;
        self.readings.insert(entry, root);
        Ok(())
    }

    /// Checks that rates can be added to a set: it is new, or has the same base and its rates hold equally long.
    ///
    /// # Errors
    /// They cannot.
    pub(crate) fn check_rate_set(&self, given: &RateSet) -> Result<(), Refusal> {
        let Some(known) = self.rate_set(&given.name) else { return Ok(()) };
        let other =
            |known: String, differs: String| Refusal::OtherRates { set: given.name.clone(), known, given: differs };
        if known.base != given.base {
            return Err(other(format!("the base {}", known.base), given.base.to_string()));
        }
        if known.holds != given.holds {
            return Err(other(format!("rates that hold {}", known.holds.told()), given.holds.told()));
        }
        Ok(())
    }

    /// Checks that an entry can hold personal data to withhold.
    fn check_holder(&self, of: u64) -> Result<(), Refusal> {
        let is_action = self.record(of).is_some_and(|record| record.entry == of);
        if !is_action && !self.sources.values().any(|source| source.entry == of) {
            return Err(Refusal::NothingToWithhold(of));
        }
        Ok(())
    }

    fn root_of(&self, entry: u64) -> Result<AssetRef, Refusal> {
        let root = self.readings.get(&entry).cloned();
        root.ok_or(Refusal::NoAction(entry))
    }

    fn follow(&mut self, root: &AssetRef, entry: u64, event: Option<Event>) -> Result<(), Refusal> {
        let (family, event) = self.families.get_mut(root).zip(event).ok_or_else(|| Refusal::NoAsset(root.clone()))?;
        family.follow(entry, event)
    }

    /// Checks that everything an action names is in the ledger.
    fn check_names(&self, act: &Act) -> Result<(), Refusal> {
        let case = match &act.target {
            Target::New { asset } => Some(asset.case()),
            Target::Item { case, .. } => case.as_ref(),
            Target::Existing { .. } => None,
        };
        if let Some(case) = case.filter(|case| !self.cases.contains_key(*case)) {
            return Err(Refusal::NoCase(case.clone()));
        }
        self.check_sources(&act.sources)
    }

    /// Checks that at least one source is named and that all are in the ledger.
    pub(crate) fn check_sources(&self, sources: &[SourceCitation]) -> Result<(), Refusal> {
        if sources.is_empty() {
            return Err(Refusal::NoSourceNamed);
        }
        let known = |source: &SourceRef| self.sources.contains_key(source);
        match sources.iter().find(|citation| !known(citation.source())) {
            Some(citation) => Err(Refusal::NoSource(citation.source().clone())),
            None => Ok(()),
        }
    }
}
