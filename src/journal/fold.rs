//! The fold: the only change of state. Appending, rebuilding and verifying all go through it.

use std::collections::{BTreeMap, HashMap};

use jiff::civil;

use crate::domain::{AssetRef, CaseRef, EntryRef, Fault, SourceRef};

use super::entry::{Act, Body, Entry, Target};
use super::family::{Standing, happened};

/// What the entries say so far: all of them, or those that the next one concerns.
#[derive(Clone, Debug, Default)]
pub struct State {
    cases: BTreeMap<CaseRef, Case>,
    sources: BTreeMap<SourceRef, u64>,
    references: HashMap<EntryRef, u64>,
    families: BTreeMap<AssetRef, Family>,
    readings: BTreeMap<u64, Reading>,
}

/// A case, as far as the journal's own keeping needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    /// The entry that opened it.
    pub entry: u64,
    /// The highest number that an asset of it has had.
    pub assets: u32,
}

/// An entry that records how an action is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The entry that first recorded the action; for a correction an earlier one.
    pub action: u64,
    /// The asset that the action concerns, and everything that it is an item of.
    pub root: AssetRef,
}

/// An asset with its items, and all actions on them.
#[derive(Clone, Debug, Default)]
pub struct Family {
    // Boxed, because a small map has room for eleven and most families have one or two.
    records: BTreeMap<u64, Box<Record>>,
    standing: Standing,
}

/// One action: its reading in force, and the entries that gave it readings.
#[derive(Clone, Debug)]
pub struct Record {
    /// The action as it is read now.
    pub act: Act,
    /// The entries that record it, the latest last.
    pub entries: Vec<u64>,
    /// The entry that voided it.
    pub voided: Option<u64>,
}

/// What became of an entry's reading of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It is in force.
    Current,
    /// A later entry reads the action anew.
    Corrected,
    /// The action is no longer held to have happened.
    Voided,
}

impl Status {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Current => "current",
            Status::Corrected => "corrected",
            Status::Voided => "voided",
        }
    }
}

/// What an entry changed in the state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Cases opened or numbered on.
    pub cases: Vec<CaseRef>,
    /// Sources added.
    pub sources: Vec<SourceRef>,
    /// Assets that began, or that one more action followed on.
    pub assets: Vec<AssetRef>,
    /// Families that were read anew, by their first asset.
    pub families: Vec<AssetRef>,
    /// Readings added or whose status changed, by their entries.
    pub readings: Vec<u64>,
    /// References taken.
    pub references: Vec<EntryRef>,
}

impl Family {
    /// The actions, by the entries that first recorded them.
    pub fn records(&self) -> &BTreeMap<u64, Box<Record>> {
        &self.records
    }

    /// Where the assets stand now.
    pub fn standing(&self) -> &Standing {
        &self.standing
    }

    /// Where the assets stood at the end of a day.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub fn standing_on(&self, day: civil::Date) -> Result<Standing, Fault> {
        let valid = self.valid();
        replay(happened(valid.into_iter(), day).into_iter())
    }

    /// The highest number that an item of `asset` has had.
    pub fn items_numbered(&self, asset: &AssetRef) -> u32 {
        let items = self.records.values().filter_map(|record| match &record.act.target {
            Target::Item { asset: item, part_of, .. } if part_of == asset => Some(item.number()),
            _ => None,
        });
        items.max().unwrap_or(0)
    }

    fn valid(&self) -> Vec<(u64, &Act)> {
        let valid = self.records.iter().filter(|(_, record)| record.voided.is_none());
        valid.map(|(entry, record)| (*entry, &record.act)).collect()
    }

    /// The same family with its actions changed, if every one can still follow.
    fn changed(&self, change: impl FnOnce(&mut BTreeMap<u64, Box<Record>>)) -> Result<Family, Fault> {
        let mut family = Family { records: self.records.clone(), standing: Standing::default() };
        change(&mut family.records);
        family.standing = replay(family.valid().into_iter())
            .map_err(|fault| fault.hint("a later entry depends on this one: void or correct that one first"))?;
        Ok(family)
    }
}

impl Record {
    /// What became of the reading that `entry` gave.
    pub fn status(&self, entry: u64) -> Status {
        match (self.entries.last() == Some(&entry), self.voided) {
            (false, _) => Status::Corrected,
            (true, None) => Status::Current,
            (true, Some(_)) => Status::Voided,
        }
    }
}

impl State {
    /// The cases.
    pub fn cases(&self) -> &BTreeMap<CaseRef, Case> {
        &self.cases
    }

    /// The sources and the entries that added them.
    pub fn sources(&self) -> &BTreeMap<SourceRef, u64> {
        &self.sources
    }

    /// The entry that was recorded with a reference.
    pub fn reference(&self, reference: &EntryRef) -> Option<u64> {
        self.references.get(reference).copied()
    }

    /// The references and the entries that took them.
    pub fn references(&self) -> &HashMap<EntryRef, u64> {
        &self.references
    }

    /// The families, by their first asset.
    pub fn families(&self) -> &BTreeMap<AssetRef, Family> {
        &self.families
    }

    /// The family that an asset is of.
    pub fn family(&self, asset: &AssetRef) -> Option<&Family> {
        self.families.get(&asset.root())
    }

    /// The entries that record how an action is read.
    pub fn readings(&self) -> &BTreeMap<u64, Reading> {
        &self.readings
    }

    /// The action that an entry first recorded, or that it gives a later reading of.
    pub fn record(&self, entry: u64) -> Option<(u64, &Record)> {
        let reading = self.readings.get(&entry)?;
        let record = self.families.get(&reading.root)?.records.get(&reading.action)?;
        Some((reading.action, record))
    }

    /// Whether an asset is in the ledger, its first action not voided.
    pub fn has_asset(&self, asset: &AssetRef) -> bool {
        self.family(asset).is_some_and(|family| family.standing.asset(asset).is_some())
    }

    /// Takes a case as opened, where only a part of the entries is folded.
    pub fn assume_case(&mut self, case: CaseRef, known: Case) {
        self.cases.insert(case, known);
    }

    /// Takes a source as added, where only a part of the entries is folded.
    pub fn assume_source(&mut self, source: SourceRef, entry: u64) {
        self.sources.insert(source, entry);
    }

    /// Lets one more entry follow. Nothing is changed when it is refused.
    ///
    /// # Errors
    /// The rules do not allow the entry to follow.
    pub fn fold(&mut self, entry: &Entry) -> Result<Touched, Fault> {
        match &entry.body {
            Body::Genesis(_) if entry.number == 1 => Ok(Touched::default()),
            Body::Genesis(_) => Err(Fault::new("a ledger begins only once")),
            Body::Case(case) => {
                if let Some(known) = self.cases.get(&case.case) {
                    return Err(Fault::new(format!("the case {} was opened by entry {}", case.case, known.entry))
                        .hint(format!("impound case show {}", case.case)));
                }
                self.cases.insert(case.case.clone(), Case { entry: entry.number, assets: 0 });
                Ok(Touched { cases: vec![case.case.clone()], ..Touched::default() })
            }
            Body::Source(source) => {
                if let Some(known) = self.sources.get(&source.source) {
                    return Err(Fault::new(format!("the source {} was added by entry {known}", source.source))
                        .hint(format!("impound source show {}", source.source)));
                }
                self.sources.insert(source.source.clone(), entry.number);
                Ok(Touched { sources: vec![source.source.clone()], ..Touched::default() })
            }
            Body::Act(act) => self.fold_act(entry.number, act),
            Body::Correction { corrects, act, .. } => self.fold_correction(entry.number, *corrects, act),
            Body::Void { voids, .. } => self.fold_void(entry.number, *voids),
        }
    }

    fn fold_act(&mut self, entry: u64, act: &Act) -> Result<Touched, Fault> {
        let asset = act.target.asset();
        let root = asset.root();
        self.check_names(act)?;
        if let Some(taken) = act.reference.as_ref().and_then(|reference| self.reference(reference)) {
            return Err(Fault::new(format!("the reference is that of entry {taken}")));
        }
        if act.target.begins() && self.knows_number(asset) {
            return Err(Fault::new(format!("{asset} is in the ledger already")));
        }
        if !matches!(act.target, Target::New { .. }) && !self.families.contains_key(&root) {
            return Err(Fault::new(format!("{root} is not in the ledger")));
        }
        let mut touched = Touched { assets: vec![asset.clone()], readings: vec![entry], ..Touched::default() };
        let family = self.families.entry(root.clone()).or_default();
        if let Err(fault) = family.standing.follow(entry, act) {
            if family.records.is_empty() {
                self.families.remove(&root);
            }
            return Err(fault);
        }
        family.records.insert(entry, Box::new(Record { act: act.clone(), entries: vec![entry], voided: None }));
        self.readings.insert(entry, Reading { action: entry, root });
        if let Target::New { asset } = &act.target
            && let Some(case) = self.cases.get_mut(asset.case())
        {
            case.assets = case.assets.max(asset.number());
            touched.cases.push(asset.case().clone());
        }
        if let Some(reference) = &act.reference {
            self.references.insert(reference.clone(), entry);
            touched.references.push(reference.clone());
        }
        Ok(touched)
    }

    fn fold_correction(&mut self, entry: u64, corrects: u64, act: &Act) -> Result<Touched, Fault> {
        let reading = self.original(corrects)?;
        self.check_names(act)?;
        if act.target.asset().root() != reading.root {
            return Err(Fault::new(format!("entry {corrects} concerns {}, not {}", reading.root, act.target.asset())));
        }
        let family = self.changed(&reading, |record| {
            record.act = act.clone();
            record.entries.push(entry);
        })?;
        let readings = family.records.get(&corrects).map(|record| record.entries.clone()).unwrap_or_default();
        self.families.insert(reading.root.clone(), family);
        let mut touched = Touched { families: vec![reading.root.clone()], readings, ..Touched::default() };
        if let Some(reference) = act.reference.as_ref().filter(|reference| self.reference(reference).is_none()) {
            self.references.insert(reference.clone(), entry);
            touched.references.push(reference.clone());
        }
        self.readings.insert(entry, reading);
        Ok(touched)
    }

    fn fold_void(&mut self, entry: u64, voids: u64) -> Result<Touched, Fault> {
        let reading = self.original(voids)?;
        let family = self.changed(&reading, |record| record.voided = Some(entry))?;
        let readings = family.records.get(&voids).map(|record| record.entries.clone()).unwrap_or_default();
        self.families.insert(reading.root.clone(), family);
        Ok(Touched { families: vec![reading.root], readings, ..Touched::default() })
    }

    /// The reading of an action by the entry that first recorded it, if it is still held to have happened.
    fn original(&self, entry: u64) -> Result<Reading, Fault> {
        let reading = self.readings.get(&entry).filter(|reading| reading.action == entry);
        let reading = reading.ok_or_else(|| Fault::new(format!("entry {entry} records no action")))?;
        match self.record(entry).and_then(|(_, record)| record.voided) {
            None => Ok(reading.clone()),
            Some(by) => {
                Err(Fault::new(format!("entry {entry} was voided by entry {by}")).hint("record the action anew"))
            }
        }
    }

    fn changed(&self, reading: &Reading, change: impl FnOnce(&mut Record)) -> Result<Family, Fault> {
        let family = self.families.get(&reading.root).ok_or_else(|| Fault::new("the asset is not in the ledger"))?;
        family.changed(|records| {
            if let Some(record) = records.get_mut(&reading.action) {
                change(record);
            }
        })
    }

    /// Checks that what an action names is in the ledger.
    fn check_names(&self, act: &Act) -> Result<(), Fault> {
        let case = match &act.target {
            Target::New { asset } => Some(asset.case()),
            Target::Item { case, .. } => case.as_ref(),
            Target::Existing { .. } => None,
        };
        if let Some(case) = case.filter(|case| !self.cases.contains_key(*case)) {
            return Err(unknown_case(case));
        }
        if act.sources.is_empty() {
            return Err(Fault::new("no source is named").hint("name at least one with --source REF"));
        }
        let known = |source: &SourceRef| self.sources.contains_key(source);
        match act.sources.iter().find(|citation| !known(citation.source())) {
            Some(citation) => Err(unknown_source(citation.source())),
            None => Ok(()),
        }
    }

    /// Whether an asset's number was ever given, if only to one that was voided.
    fn knows_number(&self, asset: &AssetRef) -> bool {
        let begun = |record: &Record| record.act.target.begins() && record.act.target.asset() == asset;
        self.family(asset).is_some_and(|family| family.records.values().any(|record| begun(record)))
    }
}

/// The refusal of a case that is not in the ledger.
pub fn unknown_case(case: &CaseRef) -> Fault {
    Fault::new(format!("there is no case {case}"))
        .hint(format!("open it: impound case open {case} --title … --lead CC"))
}

/// The refusal of a source that is not in the ledger.
pub fn unknown_source(source: &SourceRef) -> Fault {
    Fault::new(format!("there is no source {source}")).hint(format!("add it: impound source add {source} --title …"))
}

/// Lets actions follow each other from the beginning.
fn replay<'a>(acts: impl Iterator<Item = (u64, &'a Act)>) -> Result<Standing, Fault> {
    let mut standing = Standing::default();
    for (entry, act) in acts {
        standing.follow(entry, act).map_err(|fault| fault.at(format!("entry {entry}")))?;
    }
    Ok(standing)
}
