//! An event in a case other than an action on an asset: a site is closed, somebody is heard.

use std::fmt::{self, Write};

use crate::domain::{CaseRef, Date, Fault, SourceCitation};
use crate::journal::codec::json;
use crate::journal::codec::key::Key;
use crate::journal::codec::scan::Fields;
use crate::journal::codec::write::Writer;
use crate::journal::names::Names;
use crate::journal::shown::{Saying, Shown};
use crate::journal::worded::Worded;

use super::kind::{Coded, Effect, Kind};

/// An event of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseEvent {
    /// The case.
    pub case: CaseRef,
    /// When it happened.
    pub date: Date,
    /// What happened, in words.
    pub what: String,
    /// The sources, at least one.
    pub sources: Vec<SourceCitation>,
}

/// The names in a claim or an event.
pub(super) fn named(case: &CaseRef, sources: &[SourceCitation]) -> Names {
    let sources = sources.iter().map(|citation| citation.source().clone()).collect();
    Names { cases: vec![case.clone()], sources, ..Names::default() }
}

/// The sources that an entry cites.
pub(super) fn read_sources(fields: &mut Fields<'_>) -> Result<Vec<SourceCitation>, Fault> {
    fields.list(Key::SOURCES).iter().map(|text| SourceCitation::parse(text)).collect()
}

/// Adds the sources that an entry cites.
pub(super) fn show_sources<'a>(sources: &'a [SourceCitation], shown: &mut Shown<'a>) {
    shown.line("sources", Saying::Texts(sources.iter().map(|citation| citation.to_string().into()).collect()));
}

impl Kind for CaseEvent {
    fn effect(&self) -> Effect<'_> {
        Effect::OfCase { case: &self.case, sources: &self.sources, asset: None }
    }

    fn names(&self) -> Names {
        named(&self.case, &self.sources)
    }

    fn word<'a>(&'a self, worded: &mut Worded<'a>) {
        worded.text(&self.what);
        worded.on(&self.date);
    }

    fn told(&self) -> String {
        format!("event of the case {} on {}: {}", self.case, self.date, self.what)
    }

    fn show<'a>(&'a self, shown: &mut Shown<'a>) {
        shown.text("records", "an event of a case");
        shown.line("status", Saying::Fate);
        shown.text("case", self.case.as_str());
        shown.text("date", self.date.to_string());
        shown.text("what", &self.what);
        show_sources(&self.sources, shown);
    }
}

impl Coded for CaseEvent {
    const TYPES: &'static [&'static str] = &["event/1"];

    fn read(_: &str, fields: &mut Fields<'_>) -> Result<CaseEvent, Fault> {
        Ok(CaseEvent {
            case: fields.needed_as(Key::CASE, CaseRef::parse)?,
            date: fields.needed_as(Key::DATE, Date::parse)?,
            what: fields.needed_text(Key::WHAT)?,
            sources: read_sources(fields)?,
        })
    }

    fn write<W: Write>(&self, to: &mut Writer<'_, W>) -> fmt::Result {
        to.text(Key::CASE, self.case.as_str())?;
        to.word(Key::DATE, self.date.text())?;
        to.list(Key::SOURCES, &self.sources, |out, source| json::shown(out, source))?;
        to.text(Key::WHAT, &self.what)
    }
}
