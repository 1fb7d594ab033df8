//! A command given again: whether an existing entry already says the same.

use std::collections::HashMap;

use crate::domain::{EntryRef, SourceCitation, SourceRef};
use crate::journal::rules::Admitted;
use crate::journal::{Act, Body, Digest, Effect, Entry};

use super::Error;
use super::append::{Done, Writer, asset_of};
use super::load;
use super::refusal::{Refusal, Says};
use super::sealed::Sealed;

impl Writer<'_> {
    /// The entry that an earlier command with the same reference recorded.
    pub(super) fn recorded(&mut self, reference: Option<&EntryRef>) -> Result<Option<Entry>, Error> {
        let Some(reference) = reference else { return Ok(None) };
        let number = match self.tables.state().reference(reference) {
            Some(number) => Some(number),
            None => {
                let number = load::entry_of(self.tx, reference)?;
                self.tables.seal.check(Sealed::Reference, reference.as_str(), number.map(load::number_value))?;
                number
            }
        };
        number.map_or(Ok(None), |number| self.entry(number))
    }

    /// Whether a source is a file that rows were imported from.
    fn is_imported_file(&self, source: &SourceRef) -> Result<bool, Error> {
        let added = self.tables.state().source(source).map_or(Ok(None), |known| self.entry(known.entry))?;
        Ok(added.is_some_and(|added| added.is_imported_file()))
    }

    /// The datum behind a commitment; `None` if it was erased.
    pub(super) fn datum(&self, commitment: Digest) -> Result<Option<String>, Error> {
        match self.personal.iter().find(|(_, datum)| datum.commitment == commitment) {
            Some((_, datum)) => Ok(Some(datum.data.clone())),
            None => Ok(load::datum(self.tx, commitment)?.map(|datum| datum.data)),
        }
    }

    pub(super) fn repeats(&mut self, admitted: &Admitted, act: &Act) -> Result<bool, Error> {
        let mut files = HashMap::new();
        self.tables.load(&act.names())?;
        for source in admitted.sources().iter().chain(&act.sources).map(SourceCitation::source) {
            if !files.contains_key(source) {
                files.insert(source.clone(), self.is_imported_file(source)?);
            }
        }
        // The same row counts as the same in two files, so file citations are not compared.
        let matters = |citation: &SourceCitation| files.get(citation.source()) != Some(&true);
        let mut opened = HashMap::new();
        for commitment in act.commitments() {
            if let Some(data) = self.datum(commitment)? {
                opened.insert(commitment, data);
            }
        }
        let same = admitted.repeats(act, &|commitment| opened.get(commitment).cloned(), &matters);
        if !same && let Some(erased) = self.erased_of(act)? {
            return Err(Refusal::ErasedContent { erased }.into());
        }
        Ok(same)
    }

    /// The entry that erased some of an action's data.
    fn erased_of(&self, act: &Act) -> Result<Option<u64>, Error> {
        let commitments: Vec<Digest> = act.commitments().collect();
        let withheld = load::withheld(self.tx, &commitments)?;
        Ok(commitments.iter().find_map(|commitment| withheld.erased(commitment)))
    }

    pub(super) fn repeat(&self, before: Entry, same: bool) -> Result<Done, Error> {
        if same {
            let (asset, undone) = (asset_of(&before), self.undone(&before));
            let (elsewhere, alike) = (Vec::new(), Vec::new());
            return Ok(Done { entry: before, asset, repeated: true, undone, elsewhere, alike, before: None });
        }
        let row = self.imported_row(&before)?;
        Err(Refusal::OtherContent { entry: before.number, row, says: said_by(&before.body) }.into())
    }

    /// The row of a file that an entry was imported from.
    fn imported_row(&self, entry: &Entry) -> Result<Option<SourceCitation>, Error> {
        let Body::Act(act) = &entry.body else { return Ok(None) };
        for citation in &act.sources {
            if self.is_imported_file(citation.source())? {
                return Ok(Some(citation.clone()));
            }
        }
        Ok(None)
    }

    /// The entry that has since reversed what an entry says: a void in force, or its reinstatement. What the entry
    /// concerns must be loaded.
    fn undone(&self, before: &Entry) -> Option<u64> {
        let state = self.tables.state();
        let reading =
            |entry: u64| state.concerned(entry)?.readings().iter().find(|reading| reading.entry == entry).cloned();
        let turns = |of: u64| match (state.assertion(of), reading(of)) {
            (Some(assertion), _) => Some(assertion.turns.clone()),
            (None, Some(reading)) => Some(reading.turns),
            (None, None) => Some(state.record(of)?.turns.clone()),
        };
        let since = |of: u64| turns(of)?.into_iter().find(|turn| *turn > before.number);
        match before.body.effect() {
            Effect::Act { .. } => state.record(before.number)?.voided,
            Effect::Reading { .. } => reading(before.number)?.voided,
            Effect::Turn { action, .. } => since(action),
            _ => None,
        }
    }
}

fn said_by(body: &Body) -> Says {
    match body.effect() {
        Effect::Act { .. } => Says::Action,
        Effect::Case { case, edits: None } => Says::Case(case.clone()),
        Effect::Source { source, edits: None } => Says::Source(source.clone()),
        _ => Says::Other,
    }
}
