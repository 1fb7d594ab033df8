//! What several sources state about one action: its own statement and the readings side by side, and which one is
//! adopted.

use std::collections::HashSet;
use std::hash::Hash;

use crate::domain::Amount;

use super::refusal::Refusal;
use super::step::{Stated, Step};

/// What one source states about an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The entry that first made it: the one that records the action or the reading.
    pub entry: u64,
    /// The entry that holds its current wording: that one, or the latest correction.
    pub latest: u64,
    /// What it states.
    pub stated: Stated,
    /// The entry that voided it, unless that was taken back.
    pub voided: Option<u64>,
    /// The entries that voided or reinstated it, in order.
    pub turns: Vec<u64>,
}

/// All statements of an action that has readings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statements {
    own: Statement,
    readings: Vec<Statement>,
    adopted: u64,
    /// The entries that changed which statement is adopted.
    adoptions: Vec<u64>,
}

impl Statement {
    fn new(entry: u64, latest: u64, stated: Stated) -> Statement {
        Statement { entry, latest, stated, voided: None, turns: Vec::new() }
    }
}

impl Statements {
    /// The action's own statement, first recorded by `entry` and last corrected by `latest`.
    pub(crate) fn of(entry: u64, latest: u64, step: &Step) -> Statements {
        let own = Statement::new(entry, latest, Stated::of(step));
        Statements { own, readings: Vec::new(), adopted: entry, adoptions: Vec::new() }
    }

    /// The action's own statement, then the readings in the order recorded, including voided ones.
    pub fn all(&self) -> impl Iterator<Item = &Statement> {
        std::iter::once(&self.own).chain(&self.readings)
    }

    /// The statements that are not voided.
    pub fn valid(&self) -> impl Iterator<Item = &Statement> {
        self.all().filter(|statement| statement.voided.is_none())
    }

    /// The action's own statement.
    pub fn own(&self) -> &Statement {
        &self.own
    }

    /// The readings.
    pub fn readings(&self) -> &[Statement] {
        &self.readings
    }

    /// The statement first made by an entry.
    pub fn statement(&self, entry: u64) -> Option<&Statement> {
        self.all().find(|statement| statement.entry == entry)
    }

    /// The entry of the adopted statement.
    pub fn adopted(&self) -> u64 {
        self.adopted
    }

    /// Whether an entry changed which statement is adopted.
    pub fn is_adoption(&self, entry: u64) -> bool {
        self.adoptions.contains(&entry)
    }

    /// Whether sources disagree: two of them state different values for the same particular.
    pub fn disagree(&self) -> bool {
        let stated = || self.valid().map(|statement| &statement.stated);
        let places = stated().filter_map(|stated| stated.places.as_ref()).filter(|places| !places.is_unstated());
        let figures =
            |of: fn(&Stated) -> Option<Amount>| stated().filter_map(of).filter(|figure| !figure.is_unstated());
        differ(stated().filter_map(|stated| stated.date.as_ref()).map(|date| date.text()))
            || differ(places.map(|places| places.codes()))
            || differ(figures(|stated| stated.amount))
            || differ(figures(|stated| stated.value))
            || differ(figures(|stated| stated.count))
    }

    /// For each source, what counts if it is adopted: where the source is silent, the action's own entry speaks.
    pub(crate) fn choices(&self) -> Vec<Stated> {
        let own = &self.own.stated;
        let choice = |stated: &Stated| Stated {
            amount: stated.amount.or(own.amount),
            value: stated.value.or(own.value),
            count: stated.count.or(own.count),
            ..Stated::default()
        };
        self.valid().map(|statement| choice(&statement.stated)).collect()
    }

    /// Adds a reading.
    pub(crate) fn add(&mut self, entry: u64, stated: Stated) {
        self.readings.push(Statement::new(entry, entry, stated));
    }

    /// Checks that a statement can be adopted.
    ///
    /// # Errors
    /// It is not among these, is void or is already adopted.
    pub(crate) fn check_adoption(&self, adopts: u64) -> Result<(), Refusal> {
        let statement = self.statement(adopts).ok_or(Refusal::NoReading(adopts))?;
        match statement.voided {
            Some(by) => Err(Refusal::Voided { entry: adopts, by }),
            None if self.adopted == adopts => Err(Refusal::AdoptedAlready(adopts)),
            None => Ok(()),
        }
    }

    /// Adopts a statement.
    pub(crate) fn adopt(&mut self, entry: u64, adopts: u64) {
        self.adopted = adopts;
        self.adoptions.push(entry);
    }

    /// Applies a correction. It changes the adopted statement; if that is a reading, whatever the reading does not
    /// state is corrected in the action's own statement.
    pub(crate) fn correct(&mut self, entry: u64, step: &Step) {
        let now = Stated::of(step);
        let reading = self.readings.iter_mut().find(|reading| reading.entry == self.adopted);
        let Some(reading) = reading else {
            (self.own.stated, self.own.latest) = (now, entry);
            return;
        };
        reading.latest = entry;
        let (stated, own) = (&mut reading.stated, &mut self.own.stated);
        *(if stated.date.is_some() { &mut stated.date } else { &mut own.date }) = now.date;
        *(if stated.places.is_some() { &mut stated.places } else { &mut own.places }) = now.places;
        *(if stated.amount.is_some() { &mut stated.amount } else { &mut own.amount }) = now.amount;
        *(if stated.value.is_some() { &mut stated.value } else { &mut own.value }) = now.value;
        *(if stated.count.is_some() { &mut stated.count } else { &mut own.count }) = now.count;
    }

    /// Voids a reading.
    ///
    /// # Errors
    /// It is already void, or adopted.
    pub(crate) fn void(&mut self, entry: u64, reading: u64) -> Result<(), Refusal> {
        let adopted = self.adopted;
        let statement = self.reading_mut(reading)?;
        match statement.voided {
            Some(by) => return Err(Refusal::Voided { entry: reading, by }),
            None if adopted == reading => return Err(Refusal::ReadingAdopted(reading)),
            None => {}
        }
        statement.voided = Some(entry);
        statement.turns.push(entry);
        Ok(())
    }

    /// Reinstates a voided reading.
    ///
    /// # Errors
    /// It is not void.
    pub(crate) fn reinstate(&mut self, entry: u64, reading: u64) -> Result<(), Refusal> {
        let statement = self.reading_mut(reading)?;
        if statement.voided.is_none() {
            return Err(Refusal::NotVoid(reading));
        }
        statement.voided = None;
        statement.turns.push(entry);
        Ok(())
    }

    fn reading_mut(&mut self, entry: u64) -> Result<&mut Statement, Refusal> {
        self.readings.iter_mut().find(|reading| reading.entry == entry).ok_or(Refusal::NoReading(entry))
    }
}

fn differ<T: Eq + Hash>(stated: impl Iterator<Item = T>) -> bool {
    stated.collect::<HashSet<T>>().len() > 1
}
