//! What other sources say of an action, and which statement is adopted.

use crate::domain::{EntryRef, Number};
use crate::journal::adopting::adopted;
use crate::journal::{Adoption, Body, ClaimAdoption, Details, Reading, Refusal, checks};

use super::Error;
use super::append::{Done, Writer, no_action};
use super::load::Names;
use super::named::names;

impl Writer<'_> {
    /// Records what another source says of an action.
    pub(super) fn add_reading(
        &mut self,
        entry: u64,
        mut details: Details,
        reference: Option<EntryRef>,
    ) -> Result<Done, Error> {
        details.check_date(self.today()?)?;
        self.tables.load(&Names { entries: vec![entry], ..names(None, &details) })?;
        let record = self.tables.state().record(entry).ok_or_else(|| no_action(entry))?;
        let (reads, asset) = (record.entry, record.step.target.asset().clone());
        if details.count.is_some() && details.count_of.is_none() {
            // Another source counts the same things unless it says otherwise.
            details.count_of =
                record.step.count.as_deref().copied().and_then(Number::from_amount).map(|(_, things)| things);
        }
        let done = self.record_or_repeat(Reading::of(reads, details)?.into(), reference)?;
        Ok(Done { asset: Some(asset), ..done })
    }

    /// Adopts one statement of an action, or one claim among those about the same thing.
    pub(super) fn adopt(&mut self, entry: u64, reason: String, reference: Option<EntryRef>) -> Result<Done, Error> {
        self.tables.load(&Names { entries: vec![entry], ..Names::default() })?;
        let state = self.tables.state();
        if state.assertion(entry).is_some() {
            return self.record_or_repeat(ClaimAdoption { adopts: entry, reason }.into(), reference);
        }
        let record = state.concerned(entry).cloned().ok_or_else(|| no_action(entry))?;
        let adopts = state.record(entry).map_or(entry, |record| record.entry);
        if let Some(before) = self.recorded(reference.as_ref())? {
            let same = match &before.body {
                Body::Adoption(earlier) => earlier.adopts == adopts && earlier.reason == reason,
                _ => false,
            };
            return self.repeat(before, same);
        }
        let statements = record.statements.as_ref().ok_or(Refusal::AdoptedAlready(adopts))?;
        if let Some(by) = record.voided {
            return Err(Refusal::Voided { entry: record.entry, by }.into());
        }
        statements.check_adoption(adopts)?;
        let (present, own) = (self.reading(record.latest())?, statements.own());
        let own_act = self.reading(own.latest)?;
        let reading = statements.readings().iter().find(|reading| reading.entry == adopts);
        let words = reading.map_or(Ok(None), |reading| self.entry(reading.latest))?;
        let reading = reading.zip(words.as_ref().map(|words| &words.body));
        let act = adopted(present, (own, &own_act), reading);
        checks::go_together(&act, false).map_err(Refusal::from)?;
        self.tables.load(&act.names())?;
        self.record(Adoption { reads: record.entry, adopts, reason, act }.into(), reference, Vec::new())
    }
}
