//! A family: an asset with its items, all actions on them and the status of each reading.

use std::borrow::Cow;
use std::collections::HashSet;

use jiff::civil;

use crate::domain::{AssetRef, Fault};

use super::days::{self, Possible};
use super::family::Standing;
use super::refusal::Refusal;
use super::statements::{Statement, Statements};
use super::step::{self, Event, Step};
use super::target::Target;

/// An asset with its items, and all actions on them.
#[derive(Clone, Debug, Default)]
pub struct Family {
    records: Vec<Record>,
    standing: Standing,
    /// The number of voided records.
    voids: usize,
}

/// One action: its reading in force and the entries that gave it readings.
#[derive(Clone, Debug)]
pub struct Record {
    /// The entry that first recorded it.
    pub entry: u64,
    /// The action as it is read now.
    pub step: Box<Step>,
    /// The entries that corrected it or adopted another source's statement of it, latest last.
    pub corrections: Vec<u64>,
    /// The entry that voided it, unless that was taken back.
    pub voided: Option<u64>,
    /// The entries that voided or reinstated it, in order.
    pub turns: Vec<u64>,
    /// What sources state about it, once another reading than its own was recorded.
    pub statements: Option<Box<Statements>>,
}

/// The status of the reading that an entry gave of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It is in force.
    Current,
    /// A later entry gave a new reading.
    Corrected,
    /// The action no longer counts as having happened.
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

impl Record {
    fn new(entry: u64, step: Box<Step>) -> Record {
        Record { entry, step, corrections: Vec::new(), voided: None, turns: Vec::new(), statements: None }
    }

    /// Its statements, kept separately from now on.
    fn stated(&mut self) -> &mut Statements {
        let (entry, latest) = (self.entry, self.latest());
        let step = &self.step;
        self.statements.get_or_insert_with(|| Box::new(Statements::of(entry, latest, step)))
    }

    /// What other sources say about it, including voided readings.
    pub fn readings(&self) -> &[Statement] {
        self.statements.as_ref().map_or(&[], |statements| statements.readings())
    }

    /// The entries that record the action, latest last.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = u64> + '_ {
        std::iter::once(self.entry).chain(self.corrections.iter().copied())
    }

    /// The entry whose reading is in force.
    pub fn latest(&self) -> u64 {
        self.corrections.last().copied().unwrap_or(self.entry)
    }

    /// The status of the reading that `entry` gave.
    pub fn status(&self, entry: u64) -> Status {
        match (self.latest() == entry, self.voided) {
            (false, _) => Status::Corrected,
            (true, None) => Status::Current,
            (true, Some(_)) => Status::Voided,
        }
    }
}

/// Actions with the entries that first recorded them.
pub(crate) type Numbered<'a> = Vec<(u64, &'a Step)>;

impl Family {
    /// Folds the lines stored for a family, as known at an entry (`None`: now); `None` if it had not begun by then.
    ///
    /// # Errors
    /// The lines cannot be read or contradict each other.
    pub fn read(root: &AssetRef, lines: &str, at_entry: Option<u64>) -> Result<Option<Family>, Fault> {
        Family::read_each(root, lines, at_entry, |_| ())
    }

    /// Like [`Family::read`], passing each event to `each` before applying it.
    ///
    /// # Errors
    /// As for [`Family::read`].
    pub(crate) fn read_each(
        root: &AssetRef,
        lines: &str,
        at_entry: Option<u64>,
        mut each: impl FnMut(&Event),
    ) -> Result<Option<Family>, Fault> {
        let mut family = Family::default();
        for event in step::read(lines, root, at_entry) {
            let (entry, event) = event?;
            each(&event);
            family.follow(entry, event).map_err(|refusal| contradicted(entry, refusal))?;
        }
        Ok(Some(family).filter(|family| !family.records.is_empty()))
    }

    /// The same, showing the family to `each` at the entry `after`, if later entries follow, and then after each of those.
    ///
    /// # Errors
    /// As for [`Family::read`], or an error from `each`.
    pub(crate) fn read_on(
        root: &AssetRef,
        lines: &str,
        (after, at_entry): (u64, u64),
        mut each: impl FnMut(&Family, Option<(u64, &Event)>) -> Result<(), Fault>,
    ) -> Result<Option<Family>, Fault> {
        let mut family = Family::default();
        let mut begun = false;
        for event in step::read(lines, root, Some(at_entry)) {
            let (entry, event) = event?;
            if entry <= after {
                family.follow(entry, event).map_err(|refusal| contradicted(entry, refusal))?;
                continue;
            }
            if !std::mem::replace(&mut begun, true) {
                each(&family, None)?;
            }
            family.follow(entry, event.clone()).map_err(|refusal| contradicted(entry, refusal))?;
            each(&family, Some((entry, &event)))?;
        }
        Ok(Some(family).filter(|family| !family.records.is_empty()))
    }

    /// The actions, in the order of their first entries.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// The action that an entry first recorded or later corrected.
    pub fn record(&self, entry: u64) -> Option<&Record> {
        let first = self.position(entry).map(|at| &self.records[at]);
        first.or_else(|| self.records.iter().find(|record| record.corrections.contains(&entry)))
    }

    /// The action that an entry records a reading of.
    pub fn read_by(&self, entry: u64) -> Option<&Record> {
        self.records.iter().find(|record| record.readings().iter().any(|reading| reading.entry == entry))
    }

    /// Whether sources disagree about the action first recorded by an entry.
    pub fn is_disputed(&self, entry: u64) -> bool {
        let statements = self.position(entry).and_then(|at| self.records[at].statements.as_ref());
        statements.is_some_and(|statements| statements.disagree())
    }

    /// The family with each amount widened to everything that sources state in the adopted currency, from least to
    /// greatest. Place, date and currency are as adopted.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn hull(&self) -> Result<Cow<'_, Family>, Fault> {
        if self.records.iter().all(|record| record.statements.is_none()) {
            return Ok(Cow::Borrowed(self));
        }
        let mut family = self.clone();
        for record in &mut family.records {
            record.step.also = record.statements.as_ref().map(|statements| statements.choices()).unwrap_or_default();
        }
        family.standing = replay(family.valid()).map_err(|(entry, refusal)| contradicted(entry, refusal))?;
        Ok(Cow::Owned(family))
    }

    /// The asset that the family begins with.
    pub fn root(&self) -> Option<AssetRef> {
        self.records.first().map(|record| record.step.target.asset().root())
    }

    /// The current state of the assets.
    pub fn standing(&self) -> &Standing {
        &self.standing
    }

    /// The state of the assets at the end of a day.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn standing_on(&self, day: civil::Date) -> Result<Cow<'_, Standing>, Fault> {
        // Usually all actions had happened.
        if self.valid().all(|(_, step)| step.date.is_by(day)) {
            return Ok(Cow::Borrowed(&self.standing));
        }
        self.on(day).map(|(_, standing)| Cow::Owned(standing))
    }

    /// The actions that had happened by the end of a day, each with the entry that first recorded it, in the order of these.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn steps_by(&self, day: civil::Date) -> Result<Vec<(u64, &Step)>, Fault> {
        if self.valid().all(|(_, step)| step.date.is_by(day)) {
            return Ok(self.valid().collect());
        }
        Ok(self.on(day)?.0)
    }

    /// The same with the state of the assets at the end of that day.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn by(&self, day: civil::Date) -> Result<(Numbered<'_>, Cow<'_, Standing>), Fault> {
        if self.valid().all(|(_, step)| step.date.is_by(day)) {
            return Ok((self.valid().collect(), Cow::Borrowed(&self.standing)));
        }
        self.on(day).map(|(steps, standing)| (steps, Cow::Owned(standing)))
    }

    /// The actions that had happened by the end of a day, and the resulting state of the assets.
    ///
    /// An action may depend on the amount of another asset at the time: a whole is restated with its items. If it could
    /// not have followed without earlier entries, those had happened too.
    fn on(&self, day: civil::Date) -> Result<(Numbered<'_>, Standing), Fault> {
        let mut chosen = days::happened(self.valid(), day);
        loop {
            let (entry, refusal) = match replay(chosen.iter().copied()) {
                Ok(standing) => return Ok((chosen, standing)),
                Err(refused) => refused,
            };
            let known: HashSet<u64> = chosen.iter().map(|(entry, _)| *entry).collect();
            chosen = self.valid().filter(|(number, _)| *number < entry || known.contains(number)).collect();
            if chosen.len() == known.len() {
                return Err(contradicted(entry, refusal));
            }
        }
    }

    /// The assets whose state at the end of a day depends on the choice of days, each with all its possible states.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn undecided_on(&self, day: civil::Date) -> Result<Vec<Vec<Possible>>, Fault> {
        // Usually no action's date range crosses the day.
        if !self.valid().any(|(_, step)| days::straddles(step, day)) {
            return Ok(Vec::new());
        }
        days::undecided(self.valid(), day, &self.happened_by(day)?)
    }

    /// The first entries of the actions that had happened by the end of a day.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn happened_by(&self, day: civil::Date) -> Result<HashSet<u64>, Fault> {
        Ok(self.on(day)?.0.into_iter().map(|(entry, _)| entry).collect())
    }

    /// The highest number ever given to an item of `asset`.
    pub(crate) fn items_numbered(&self, asset: &AssetRef) -> u32 {
        let begun = self.records.iter().flat_map(|record| record.step.begun());
        begun.filter(|item| item.parent().as_ref() == Some(asset)).map(AssetRef::number).max().unwrap_or(0)
    }

    /// Whether an asset's number was ever given, even to an asset since voided.
    fn knows_number(&self, asset: &AssetRef) -> bool {
        let voided = || self.records.iter().filter(|record| record.voided.is_some());
        let begun = |record: &Record| record.step.begun().any(|begun| begun == asset);
        self.standing.asset(asset).is_some() || (self.voids > 0 && voided().any(begun))
    }

    /// Applies one more entry. A refused entry changes nothing.
    ///
    /// # Errors
    /// The rules do not allow it to follow.
    pub fn follow(&mut self, entry: u64, event: Event) -> Result<(), Refusal> {
        match event {
            Event::Step(step) => {
                if let Some(known) = step.begun().find(|asset| self.knows_number(asset)) {
                    return Err(Refusal::AssetThere(known.clone()));
                }
                if let Target::Item { asset, part_of, .. } = &step.target
                    && asset.parent().as_ref() != Some(part_of)
                {
                    return Err(Refusal::NoItemOf { asset: asset.clone(), part_of: part_of.clone() });
                }
                self.standing.follow(entry, &step)?;
                if self.records.is_empty() {
                    // Most families have one action; by default a vector would reserve room for four.
                    self.records.reserve_exact(1);
                }
                self.records.push(Record::new(entry, step));
                Ok(())
            }
            Event::Correction { corrects, step } => {
                self.check_proceeds(corrects, &step)?;
                self.change(corrects, |record| {
                    record.statements.iter_mut().for_each(|statements| statements.correct(entry, &step));
                    record.step = step;
                    record.corrections.push(entry);
                })
            }
            Event::Reading { reads, stated } => {
                let at = self.position(reads).ok_or(Refusal::NoAction(reads))?;
                self.records[at].stated().add(entry, *stated);
                Ok(())
            }
            Event::Adoption { reads, adopts, step } => self.adopt(entry, (reads, adopts), step),
            Event::Void { voids } if self.read_by(voids).is_some() => self.reading(voids, |of| of.void(entry, voids)),
            Event::Void { voids } => {
                self.change(voids, |record| {
                    record.voided = Some(entry);
                    record.turns.push(entry);
                })?;
                self.voids += 1;
                Ok(())
            }
            Event::Reinstatement { reinstates } if self.read_by(reinstates).is_some() => {
                self.reading(reinstates, |of| of.reinstate(entry, reinstates))
            }
            Event::Reinstatement { reinstates } => self.reinstate(entry, reinstates),
        }
    }

    /// Checks that a new reading keeps a sale's proceeds in their item, or puts them in a new one if they have none.
    fn check_proceeds(&self, corrects: u64, step: &Step) -> Result<(), Refusal> {
        let before = self.position(corrects).and_then(|at| self.records[at].step.derived.as_ref());
        match (before, &step.derived) {
            (before, derived) if before == derived.as_ref() => Ok(()),
            (None, Some(item)) if !self.knows_number(item) => Ok(()),
            (_, Some(item)) => Err(Refusal::AssetThere(item.clone())),
            (Some(item), None) => Err(Refusal::KeepsProceeds(item.clone())),
            (None, None) => Ok(()),
        }
    }

    /// Adopts another source's statement of an action, if all actions still follow.
    fn adopt(&mut self, entry: u64, (reads, adopts): (u64, u64), step: Box<Step>) -> Result<(), Refusal> {
        let at = self.position(reads).ok_or(Refusal::NoAction(reads))?;
        self.records[at].stated().check_adoption(adopts)?;
        self.check_proceeds(reads, &step)?;
        self.change(reads, |record| {
            record.step = step;
            record.corrections.push(entry);
            record.stated().adopt(entry, adopts);
        })
    }

    /// Voids or reinstates a reading.
    fn reading(
        &mut self,
        entry: u64,
        change: impl FnOnce(&mut Statements) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let of = self.records.iter_mut().filter_map(|record| record.statements.as_mut());
        let mut of = of.filter(|statements| statements.statement(entry).is_some());
        change(of.next().ok_or(Refusal::NoReading(entry))?)
    }

    /// Reinstates a voided action in its old position, if all actions still follow.
    fn reinstate(&mut self, entry: u64, reinstates: u64) -> Result<(), Refusal> {
        let at = self.position(reinstates).ok_or(Refusal::NoAction(reinstates))?;
        if self.records[at].voided.is_none() {
            return Err(Refusal::NotVoid(reinstates));
        }
        self.replaced(at, |record| {
            record.voided = None;
            record.turns.push(entry);
        })
        .map_err(|(entry, refusal)| Refusal::InTheWay { entry, refusal: Box::new(refusal) })?;
        self.voids -= 1;
        Ok(())
    }

    /// Changes the action that an entry first recorded, if all actions still follow.
    fn change(&mut self, entry: u64, change: impl FnOnce(&mut Record)) -> Result<(), Refusal> {
        let at = self.position(entry).ok_or(Refusal::NoAction(entry))?;
        if let Some(by) = self.records[at].voided {
            return Err(Refusal::Voided { entry, by });
        }
        self.replaced(at, change).map_err(|(refused, refusal)| match refused == entry {
            // An error in the new reading itself is reported as it is.
            true => refusal,
            false => Refusal::Depended { entry: refused, refusal: Box::new(refusal) },
        })
    }

    /// Changes a record, unless the actions could then no longer follow each other: the refusal comes with the entry
    /// that could not.
    fn replaced(&mut self, at: usize, change: impl FnOnce(&mut Record)) -> Result<(), (u64, Refusal)> {
        let before = self.records[at].clone();
        change(&mut self.records[at]);
        match replay(self.valid()) {
            Ok(standing) => {
                self.standing = standing;
                Ok(())
            }
            Err(refused) => {
                self.records[at] = before;
                Err(refused)
            }
        }
    }

    fn position(&self, entry: u64) -> Option<usize> {
        self.records.binary_search_by_key(&entry, |record| record.entry).ok()
    }

    fn valid(&self) -> impl DoubleEndedIterator<Item = (u64, &Step)> {
        let valid = self.records.iter().filter(|record| record.voided.is_none());
        valid.map(|record| (record.entry, &*record.step))
    }
}

/// The stored lines contradict each other at an entry.
pub(crate) fn contradicted(entry: u64, refusal: Refusal) -> Fault {
    let fault = match refusal {
        Refusal::Value(fault) => fault,
        other => Fault::new(other.to_string()),
    };
    fault.at(format!("entry {entry}"))
}

/// Replays actions from the beginning; a refusal comes with the action's first entry.
fn replay<'a>(steps: impl Iterator<Item = (u64, &'a Step)>) -> Result<Standing, (u64, Refusal)> {
    let mut standing = Standing::default();
    for (entry, step) in steps {
        standing.follow(entry, step).map_err(|refusal| (entry, refusal))?;
    }
    Ok(standing)
}
