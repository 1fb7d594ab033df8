//! What each request records: the entry's body, and whether an earlier command with the same reference said the same.

use crate::domain::{AssetRef, CaseRef, EntryRef, SourceRef};
use crate::journal::rules;
use crate::journal::{
    self, Body, CaseChanges, CaseFile, Correction, Details, Draft, Edit, Effect, Reinstatement, SourceChanges,
    SourceFile, Twice, Void,
};

use super::Error;
use super::append::{Done, Writer, no_action};
use super::load::{Names, case_in, source_in};
use super::named::names;
use super::particulars::edited;
use super::refusal::Refusal;
use super::remedy::Remedy;
use super::request::Request;

impl Writer<'_> {
    /// Records a request, or finds that it is already recorded.
    pub(super) fn request(&mut self, request: Request, salt: &mut dyn FnMut() -> [u8; 32]) -> Result<Done, Error> {
        self.under(None, request, salt)
    }

    /// Records a request under a reference, if given.
    fn under(
        &mut self,
        reference: Option<EntryRef>,
        request: Request,
        salt: &mut dyn FnMut() -> [u8; 32],
    ) -> Result<Done, Error> {
        match request {
            Request::Repeatable(reference, request) => match *request {
                Request::Act(mut draft) => {
                    draft.details.reference = Some(reference);
                    self.act(*draft, salt)
                }
                Request::Correct { entry, reason, mut details } => {
                    details.reference = Some(reference);
                    self.correct(entry, reason, *details, salt)
                }
                request => self.under(Some(reference), request, salt),
            },
            Request::Case(case) => self.open_case(case, reference),
            Request::EditCase { case, changes, reason } => self.edit_case(&case, *changes, reason, reference),
            Request::CaseEvent(event) => self.say(event.into(), reference),
            Request::Claim(claim) => self.say(claim.into(), reference),
            Request::Attest(attestation) => self.say(attestation.into(), reference),
            Request::Source(source) => self.add_source(source, reference),
            Request::EditSource { source, changes, reason } => {
                self.edit_source(&source, *changes, (reason, reference), salt)
            }
            Request::Rates(rates) => self.add_rates(*rates, reference),
            Request::Act(draft) => self.act(*draft, salt),
            Request::Correct { entry, reason, details } => self.correct(entry, reason, *details, salt),
            Request::Reading { entry, details } => self.add_reading(entry, *details, reference),
            Request::Adopt { entry, reason } => self.adopt(entry, reason, reference),
            Request::Void { entry, reason } => self.void(entry, reason, reference),
            Request::Reinstate { entry, reason } => self.reinstate(entry, reason, reference),
            Request::Withhold { entry, handling, reason, authority } => {
                self.withhold(entry, handling, (reason, authority), reference)
            }
        }
    }

    fn open_case(&mut self, case: CaseFile, reference: Option<EntryRef>) -> Result<Done, Error> {
        self.tables.load(&Names { cases: vec![case.case.clone()], ..Names::default() })?;
        self.record_or_repeat(case.into(), reference)
    }

    fn edit_case(
        &mut self,
        case: &CaseRef,
        changes: CaseChanges,
        reason: Option<String>,
        reference: Option<EntryRef>,
    ) -> Result<Done, Error> {
        self.tables.load(&Names { cases: vec![case.clone()], ..Names::default() })?;
        let known = self.tables.state().case(case).ok_or_else(|| journal::Refusal::NoCase(case.clone()))?;
        let before = self.recorded(reference.as_ref())?;
        // The repeated edit is compared with the particulars it edited, which its entry names.
        let edits = before.as_ref().and_then(edited).unwrap_or(known.filed.latest);
        let base = case_in(self.entry(edits)?).filter(|file| file.case == *case);
        let file = base.as_ref().map(|base| changes.apply(base));
        let edit = |file: CaseFile| Body::from(Edit { edits, reason, file });
        if let Some(before) = before {
            let same = file.is_some_and(|file| before.body == edit(file));
            return self.repeat(before, same);
        }
        match file {
            Some(file) if base.as_ref() != Some(&file) => self.record(edit(file), reference, Vec::new()),
            Some(_) => Err(Refusal::CaseSaysSo(case.clone()).into()),
            None => Err(not_as_said(&format!("the case {case}"), edits)),
        }
    }

    fn add_source(&mut self, source: SourceFile, reference: Option<EntryRef>) -> Result<Done, Error> {
        // The store would have no datum behind a commitment made elsewhere.
        if source.imported.is_some() {
            return Err(Refusal::ImportedAlready(source.source).into());
        }
        self.tables.load(&Names { sources: vec![source.source.clone()], ..Names::default() })?;
        self.record_or_repeat(source.into(), reference)
    }

    fn edit_source(
        &mut self,
        source: &SourceRef,
        changes: SourceChanges,
        (reason, reference): (Option<String>, Option<EntryRef>),
        salt: &mut dyn FnMut() -> [u8; 32],
    ) -> Result<Done, Error> {
        self.tables.load(&Names { sources: vec![source.clone()], ..Names::default() })?;
        let known = self.tables.state().source(source).ok_or_else(|| journal::Refusal::NoSource(source.clone()))?;
        let before = self.recorded(reference.as_ref())?;
        let edits = before.as_ref().and_then(edited).unwrap_or(known.latest);
        let base = source_in(self.entry(edits)?).filter(|file| file.source == *source);
        // An identical repetition has the same commitment.
        let again = before.clone().and_then(|before| source_in(Some(before)));
        let known = again.as_ref().or(base.as_ref()).and_then(|file| file.map().copied());
        let (file, personal) = base.as_ref().map(|base| changes.apply(base, known, salt)).transpose()?.unzip();
        let edit = |file: SourceFile| Body::from(Edit { edits, reason, file });
        if let Some(before) = before {
            let same = file.is_some_and(|file| before.body == edit(file));
            return self.repeat(before, same);
        }
        match file {
            Some(file) if base.as_ref() != Some(&file) => {
                let personal = personal.flatten().into_iter().collect();
                self.record(edit(file), reference, personal)
            }
            Some(_) => Err(Refusal::SourceSaysSo(source.clone()).into()),
            None => Err(not_as_said(&format!("the source {source}"), edits)),
        }
    }

    fn act(&mut self, mut draft: Draft, salt: &mut dyn FnMut() -> [u8; 32]) -> Result<Done, Error> {
        let reference = draft.details.reference.clone();
        draft.details.check_date(self.today()?)?;
        self.name_own_assets(&mut draft.details)?;
        let mut names = names(Some(&draft), &draft.details);
        self.add_unwritten(&mut names)?;
        self.tables.load(&names)?;
        if let Some(before) = self.recorded(reference.as_ref())? {
            let same = match before.body.effect() {
                Effect::Act { act, corrects: None } => {
                    let admitted = rules::admit_again(self.tables.state(), draft, act)?;
                    self.repeats(&admitted, act)?
                }
                _ => false,
            };
            return self.repeat(before, same);
        }
        let twice = draft.details.twice;
        let admitted = rules::admit(self.tables.state(), draft)?;
        let alike = self.alike(&admitted)?;
        if let Some(first) = alike.iter().find(|alike| twice == Twice::Asked && alike.is_asked(reference.as_ref())) {
            return Err(Refusal::Alike(first.clone()).into());
        }
        let (act, personal) = admitted.seal(salt);
        let before = rules::had_before(self.tables.state(), &act)?;
        let done = self.record(act.into(), reference, personal)?;
        Ok(Done { alike, before, ..done })
    }

    fn correct(
        &mut self,
        entry: u64,
        reason: String,
        mut details: Details,
        salt: &mut dyn FnMut() -> [u8; 32],
    ) -> Result<Done, Error> {
        let reference = details.reference.clone();
        details.check_date(self.today()?)?;
        self.name_own_assets(&mut details)?;
        let mut names = names(None, &details);
        names.entries.push(entry);
        self.tables.load(&names)?;
        let before = self.recorded(reference.as_ref())?;
        let state = self.tables.state();
        let record = state.record(entry).ok_or_else(|| no_action(entry))?;
        let (corrects, latest) = (record.entry, record.latest());
        if let Some(before) = before {
            // The correction changed the reading that was in force before it.
            let base = record.entries().take_while(|reading| *reading != before.number).last();
            let admitted = rules::amend(state, self.reading(base.unwrap_or(latest))?, details)?;
            let same = match before.body.effect() {
                Effect::Act { act, corrects: Some(earlier) } => {
                    earlier == corrects
                        && before.body.reason() == Some(reason.as_str())
                        && self.repeats(&admitted, act)?
                }
                _ => false,
            };
            return self.repeat(before, same);
        }
        let act = self.reading(latest)?;
        // The new reading names the action's own case and sources again.
        self.tables.load(&act.names())?;
        let admitted = rules::amend(self.tables.state(), act, details)?;
        let (act, personal) = admitted.seal(salt);
        self.record(Correction { corrects, reason, act }.into(), reference, personal)
    }

    fn void(&mut self, entry: u64, reason: String, reference: Option<EntryRef>) -> Result<Done, Error> {
        let (voids, asset) = self.turned(entry)?;
        let done = self.record_or_repeat(Void { voids, reason }.into(), reference)?;
        Ok(Done { asset, ..done })
    }

    fn reinstate(&mut self, entry: u64, reason: String, reference: Option<EntryRef>) -> Result<Done, Error> {
        // The entry that voided the action also identifies it.
        let recording = match self.entry(entry)?.map(|entry| entry.body) {
            Some(Body::Void(void)) => void.voids,
            _ => entry,
        };
        let (reinstates, asset) = self.turned(recording)?;
        let done = self.record_or_repeat(Reinstatement { reinstates, reason }.into(), reference)?;
        Ok(Done { asset, ..done })
    }

    /// Records an assertion about a case.
    fn say(&mut self, body: Body, reference: Option<EntryRef>) -> Result<Done, Error> {
        self.tables.load(&body.names())?;
        self.record_or_repeat(body, reference)
    }

    /// Records a self-contained body, or finds that it is already recorded.
    pub(super) fn record_or_repeat(&mut self, body: Body, reference: Option<EntryRef>) -> Result<Done, Error> {
        match self.recorded(reference.as_ref())? {
            Some(before) => {
                let same = before.body == body;
                self.repeat(before, same)
            }
            None => self.record(body, reference, Vec::new()),
        }
    }

    /// The entry to void or reinstate: the one that first recorded the action, or the given one if it records a reading
    /// or says something of a case; and the asset.
    fn turned(&mut self, entry: u64) -> Result<(u64, Option<AssetRef>), Error> {
        self.tables.load(&Names { entries: vec![entry], ..Names::default() })?;
        let state = self.tables.state();
        if state.assertion(entry).is_some() {
            return Ok((entry, None));
        }
        let record = state.concerned(entry).ok_or_else(|| no_action(entry))?;
        let first = state.record(entry).map_or(entry, |record| record.entry);
        Ok((first, Some(record.step.target.asset().clone())))
    }
}

/// The error for an entry without the particulars that a derived table says it holds.
fn not_as_said(what: &str, entry: u64) -> Error {
    let what = format!("entry {entry} does not hold the particulars of {what}");
    Error::Damaged { what, remedy: Remedy::Rederive }
}
