//! A non-monetary fact about a case, as claimed by one source: how many victims, which offices.

use std::fmt::{self, Write};
use std::slice;

use crate::domain::{CaseRef, Date, Fault, Number, SourceCitation};
use crate::journal::codec::json;
use crate::journal::codec::key::Key;
use crate::journal::codec::scan::Fields;
use crate::journal::codec::write::Writer;
use crate::journal::names::Names;
use crate::journal::shown::{Saying, Shown};
use crate::journal::worded::Worded;

use super::event::{named, read_sources, show_sources};
use super::kind::{Coded, Effect, Kind};

/// A source's claim about a case. Several claims about the same thing are shown side by side and never added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The case.
    pub case: CaseRef,
    /// What it is about: `victims`, `proceedings`, `offices`, `accused`, or other words.
    pub about: String,
    /// How many there are, if the source counts them.
    pub count: Option<Number>,
    /// What the source says in words; there is always a count or a text.
    pub text: Option<String>,
    /// The day to which it applies.
    pub date: Date,
    /// The source, and where in it.
    pub source: SourceCitation,
}

impl Claim {
    /// What is claimed: `>480`, `two of them heard`, `>480 (more than 480 victims)`.
    pub fn said(&self) -> String {
        match (&self.count, &self.text) {
            (Some(count), Some(text)) => format!("{count} ({text})"),
            (Some(count), None) => count.to_string(),
            (None, text) => text.clone().unwrap_or_default(),
        }
    }
}

impl Kind for Claim {
    fn effect(&self) -> Effect<'_> {
        Effect::OfCase { case: &self.case, sources: slice::from_ref(&self.source), asset: None }
    }

    fn names(&self) -> Names {
        named(&self.case, slice::from_ref(&self.source))
    }

    fn word<'a>(&'a self, worded: &mut Worded<'a>) {
        worded.text(&self.about);
        worded.text_if(self.text.as_deref());
        worded.on(&self.date);
    }

    fn told(&self) -> String {
        format!("claim of the case {} on {}: {}: {}", self.case, self.date, self.about, self.said())
    }

    fn show<'a>(&'a self, shown: &mut Shown<'a>) {
        shown.text("records", "a claim of a case");
        shown.line("status", Saying::Fate);
        shown.text("case", self.case.as_str());
        shown.text("about", &self.about);
        shown.text_if("count", self.count.map(|count| count.to_string()));
        shown.text_if("text", self.text.as_deref());
        shown.text("date", self.date.to_string());
        show_sources(slice::from_ref(&self.source), shown);
    }
}

impl Coded for Claim {
    const TYPES: &'static [&'static str] = &["claim/1"];

    fn read(_: &str, fields: &mut Fields<'_>) -> Result<Claim, Fault> {
        let (count, text) = (fields.parsed(Key::COUNT, Number::parse)?, fields.free_text(Key::TEXT)?);
        if count.is_none() && text.is_none() {
            return Err(Fault::new("the claim has neither a count nor a text"));
        }
        let source = match <[SourceCitation; 1]>::try_from(read_sources(fields)?) {
            Ok([source]) => source,
            Err(_) => return Err(Fault::new("the claim does not cite one source")),
        };
        Ok(Claim {
            case: fields.needed_as(Key::CASE, CaseRef::parse)?,
            about: fields.needed_text(Key::ABOUT)?,
            count,
            text,
            date: fields.needed_as(Key::DATE, Date::parse)?,
            source,
        })
    }

    fn write<W: Write>(&self, to: &mut Writer<'_, W>) -> fmt::Result {
        to.text(Key::ABOUT, &self.about)?;
        to.text(Key::CASE, self.case.as_str())?;
        to.shown_if(Key::COUNT, self.count.as_ref())?;
        to.word(Key::DATE, self.date.text())?;
        to.list(Key::SOURCES, slice::from_ref(&self.source), |out, source| json::shown(out, source))?;
        to.text_if(Key::TEXT, self.text.as_deref())
    }
}
