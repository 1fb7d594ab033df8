//! A case is opened, or its particulars are edited.

use std::borrow::Cow;
use std::fmt::{self, Write};

use crate::domain::{Authority, AuthorityRole, CaseRef, Date, Fault, Jurisdiction, Offence};
use crate::journal::codec::json;
use crate::journal::codec::key::Key;
use crate::journal::codec::scan::Fields;
use crate::journal::codec::write::Writer;
use crate::journal::names::Names;
use crate::journal::shown::{Saying, Shown};
use crate::journal::value::recorded_text;
use crate::journal::worded::Worded;

use super::edit::{Edit, Edited, write_edits, write_reason};
use super::kind::{Coded, Effect, Kind};

/// One investigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseFile {
    /// Its reference.
    pub case: CaseRef,
    /// Its title.
    pub title: String,
    /// The lead jurisdiction; `None` only if the case was opened for rows of a file, which do not say.
    pub lead: Option<Jurisdiction>,
    /// The authorities involved.
    pub authorities: Vec<Authority>,
    /// When it was opened.
    pub opened: Option<Date>,
    /// The offences investigated.
    pub offences: Vec<Offence>,
    /// A remark.
    pub note: Option<String>,
}

impl CaseFile {
    /// A case with only the required particulars.
    pub fn new(case: CaseRef, title: impl Into<String>, lead: Jurisdiction) -> CaseFile {
        CaseFile { title: title.into(), lead: Some(lead), ..CaseFile::named(case) }
    }

    /// A case known only by its reference, which is also its title.
    pub fn named(case: CaseRef) -> CaseFile {
        let title = case.to_string();
        CaseFile { case, title, lead: None, authorities: Vec::new(), opened: None, offences: Vec::new(), note: None }
    }

    /// All its particulars, as shown.
    pub fn shown(&self) -> Shown<'_> {
        let mut shown = Shown::default();
        self.describe(&mut shown);
        shown
    }

    fn describe<'a>(&'a self, shown: &mut Shown<'a>) {
        shown.text("case", self.case.as_str());
        shown.text("title", &self.title);
        shown.text_if("lead", self.lead.map(|lead| format!("{lead} ({})", lead.name())));
        for role in AuthorityRole::ALL {
            let of_role = self.authorities.iter().filter(|authority| authority.role() == *role);
            let label = if *role == AuthorityRole::Lead { "authority" } else { role.as_str() };
            shown.line(label, Saying::Texts(of_role.map(|authority| authority.in_words().into()).collect()));
        }
        shown.text_if("opened", self.opened.as_ref().map(Date::to_string));
        shown.line("offences", Saying::Texts(self.offences.iter().map(|offence| offence.in_words().into()).collect()));
        shown.text_if("note", self.note.as_deref());
    }

    fn read_file(fields: &mut Fields<'_>) -> Result<CaseFile, Fault> {
        Ok(CaseFile {
            case: fields.needed_as(Key::CASE, CaseRef::parse)?,
            title: fields.needed_text(Key::TITLE)?,
            lead: fields.parsed(Key::LEAD, Jurisdiction::parse)?,
            authorities: read_authorities(fields)?,
            opened: fields.parsed(Key::OPENED, Date::parse)?,
            offences: fields.list(Key::OFFENCES).into_iter().map(read_offence).collect::<Result<_, _>>()?,
            note: fields.free_text(Key::NOTE)?,
        })
    }

    fn write_file<W: Write>(&self, edited: Edited<'_>, to: &mut Writer<'_, W>) -> fmt::Result {
        let (lead, others) = led(&self.authorities);
        to.list(Key::AUTHORITIES, others, |out, authority| json::shown(out, authority))?;
        to.shown_if(Key::AUTHORITY, lead)?;
        to.text(Key::CASE, self.case.as_str())?;
        write_edits(edited, to)?;
        to.word_if(Key::LEAD, self.lead.map(|lead| lead.code()))?;
        to.text_if(Key::NOTE, self.note.as_deref())?;
        to.list(Key::OFFENCES, &self.offences, |out, offence| json::shown(out, offence))?;
        to.word_if(Key::OPENED, self.opened.as_ref().map(Date::text))?;
        write_reason(edited, to)?;
        to.text(Key::TITLE, &self.title)
    }
}

/// The lead authority, if named first, and the others: the two fields of an entry.
fn led(authorities: &[Authority]) -> (Option<&Authority>, &[Authority]) {
    match authorities.split_first() {
        Some((first, others)) if first.role() == AuthorityRole::Lead => (Some(first), others),
        _ => (None, authorities),
    }
}

fn read_authorities(fields: &mut Fields<'_>) -> Result<Vec<Authority>, Fault> {
    let lead = fields.free_text(Key::AUTHORITY)?;
    let others = fields.list(Key::AUTHORITIES).into_iter().map(recorded_text);
    lead.map(Ok).into_iter().chain(others).map(|text| Authority::parse(&text?)).collect()
}

fn read_offence(text: Cow<'_, str>) -> Result<Offence, Fault> {
    Offence::recorded(&recorded_text(text)?)
}

impl Kind for CaseFile {
    fn effect(&self) -> Effect<'_> {
        Effect::Case { case: &self.case, edits: None }
    }

    fn names(&self) -> Names {
        Names { cases: vec![self.case.clone()], ..Names::default() }
    }

    fn word<'a>(&'a self, worded: &mut Worded<'a>) {
        worded.text(self.case.as_str());
        worded.text(&self.title);
        self.authorities.iter().for_each(|authority| worded.text(authority.name()));
        self.offences.iter().for_each(|offence| worded.text(offence.text()));
        worded.text_if(self.note.as_deref());
        worded.date.clone_from(&self.opened);
    }

    fn told(&self) -> String {
        let lead = self.lead.as_ref().map_or(String::new(), |lead| format!(", led by {lead}"));
        format!("case {} opened: {}{lead}", self.case, self.title)
    }

    fn show<'a>(&'a self, shown: &mut Shown<'a>) {
        shown.text("records", "a case opened");
        self.describe(shown);
    }
}

impl Coded for CaseFile {
    const TYPES: &'static [&'static str] = &["case/1"];

    fn read(_: &str, fields: &mut Fields<'_>) -> Result<CaseFile, Fault> {
        CaseFile::read_file(fields)
    }

    fn write<W: Write>(&self, to: &mut Writer<'_, W>) -> fmt::Result {
        self.write_file(None, to)
    }
}

impl Kind for Edit<CaseFile> {
    fn effect(&self) -> Effect<'_> {
        Effect::Case { case: &self.file.case, edits: Some(self.edits) }
    }

    fn names(&self) -> Names {
        self.file.names()
    }

    fn word<'a>(&'a self, worded: &mut Worded<'a>) {
        self.file.word(worded);
        worded.text_if(self.reason.as_deref());
    }

    fn told(&self) -> String {
        format!("case {} edited: {}{}", self.file.case, self.file.title, self.because())
    }

    fn show<'a>(&'a self, shown: &mut Shown<'a>) {
        shown.text("records", "a case edited");
        self.show_edit(shown);
        self.file.describe(shown);
    }

    fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }
}

impl Coded for Edit<CaseFile> {
    const TYPES: &'static [&'static str] = &["case-edit/1"];

    fn read(_: &str, fields: &mut Fields<'_>) -> Result<Edit<CaseFile>, Fault> {
        Edit::read_with(fields, CaseFile::read_file)
    }

    fn write<W: Write>(&self, to: &mut Writer<'_, W>) -> fmt::Result {
        self.file.write_file(self.edited(), to)
    }
}
