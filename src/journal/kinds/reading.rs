//! What another source says about an action, and the adoption of its reading.

use std::fmt::{self, Write};
use std::slice;
use std::sync::LazyLock;

use crate::domain::{Amount, Date, Fault, Number, Places, SourceCitation, Things};
use crate::journal::checks::check_value;
use crate::journal::codec::key::Key;
use crate::journal::codec::scan::Fields;
use crate::journal::codec::write::Writer;
use crate::journal::datum::Datum;
use crate::journal::digest::Digest;
use crate::journal::names::Names;
use crate::journal::particular::{Act, Details, Particular};
use crate::journal::refusal::{Mismatch, Refusal};
use crate::journal::shown::{Saying, Shown, label};
use crate::journal::step::{Event, Stated};
use crate::journal::value::{Said, Value};
use crate::journal::worded::Worded;

use super::action::{Beside, write_said};
use super::event::read_sources;
use super::kind::{Coded, Effect, Fact, Kind, Turn};

/// Defines a reading from the particulars that a source may state differently.
macro_rules! reading {
    ($($variant:ident => $field:ident: $value:ty;)+) => {
        /// What another source says about a recorded action.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Reading {
            /// The entry that first recorded the action.
            pub reads: u64,
            /// The source, and where in it.
            pub source: SourceCitation,
            $(
                #[doc = concat!("What it says of the ", stringify!($field), ".")]
                pub $field: Option<$value>,
            )+
        }

        impl Reading {
            /// The particulars that a source may state differently, and those that may accompany them.
            pub const PARTICULARS: &'static [Particular] = &[$(Particular::$variant,)+];

            /// A reading of the action first recorded by an entry.
            ///
            /// # Errors
            /// It cites no source or several, or it says nothing.
            pub fn of(reads: u64, details: Details) -> Result<Reading, Refusal> {
                let sources = <[SourceCitation; 1]>::try_from(details.sources.unwrap_or_default());
                let [source] = sources.map_err(|_| Refusal::NotOneSource)?;
                let reading = Reading {
                    reads,
                    source,
                    $($field: <Option<$value>>::default().changed(details.$field, &|_| Err(())).unwrap_or_default(),)+
                };
                reading.check().map(|()| reading)
            }

            /// Its value for a particular.
            pub fn said(&self, particular: Particular) -> Said<'_> {
                match particular {
                    $(Particular::$variant => self.$field.said(),)+
                    Particular::Sources => Said::Sources(slice::from_ref(&self.source)),
                    _ => Said::Nothing,
                }
            }

            fn recorded(reads: u64, source: SourceCitation, fields: &mut Fields<'_>) -> Result<Reading, Fault> {
                Ok(Reading {
                    reads,
                    source,
                    $($field: Value::recorded(fields.take(Key::of(Particular::$variant)))?,)+
                })
            }
        }
    };
}

reading! {
    Date => date: Date;
    Jurisdictions => places: Places;
    Amount => amount: Amount;
    AsWritten => as_written: String;
    Value => value: Amount;
    Count => count: Number;
    CountOf => count_of: Things;
    Note => note: String;
}

/// From now on an action counts as another source states it, or again as its own entry does. Holds the full action as
/// now read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adoption {
    /// The entry that first recorded the action.
    pub reads: u64,
    /// The reading that is adopted, or the action's own entry.
    pub adopts: u64,
    /// The reason.
    pub reason: String,
    /// The action as it is now read.
    pub act: Act,
}

/// One of several claims about the same thing is adopted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimAdoption {
    /// The entry that records the claim.
    pub adopts: u64,
    /// The reason.
    pub reason: String,
}

impl Reading {
    /// Whether it says nothing about the action itself.
    fn is_silent(&self) -> bool {
        let says = |particular: &&Particular| !matches!(self.said(**particular), Said::Nothing);
        Self::PARTICULARS.iter().filter(says).all(|particular| *particular == Particular::Note)
    }

    fn check(&self) -> Result<(), Refusal> {
        if self.is_silent() {
            return Err(Refusal::SaysNothing);
        }
        check_value(self.value)?;
        match (self.count, self.count_of) {
            (Some(_), None) => Err(Mismatch::CountOfWhat.into()),
            (None, Some(things)) => Err(Mismatch::HowMany(things).into()),
            _ => Ok(()),
        }
    }

    fn stated(&self) -> Stated {
        Stated {
            date: self.date.clone(),
            places: self.places.clone(),
            amount: self.amount,
            value: self.value,
            count: self.count.zip(self.count_of).map(|(count, things)| count.of(things)),
        }
    }
}

/// The fields of a reading, in order.
static FIELDS: LazyLock<Vec<(Key, Option<Particular>)>> = LazyLock::new(|| {
    let has = |particular: Particular| particular == Particular::Sources || Reading::PARTICULARS.contains(&particular);
    let fields = Key::all().map(|key| (key, key.particular()));
    fields.filter(|(key, particular)| particular.map_or(*key == Key::READS, has)).collect()
});

impl Kind for Reading {
    fn effect(&self) -> Effect<'_> {
        Effect::Reading { reads: self.reads, sources: slice::from_ref(&self.source) }
    }

    fn names(&self) -> Names {
        Names { sources: vec![self.source.source().clone()], entries: vec![self.reads], ..Names::default() }
    }

    fn event(&self) -> Option<Event> {
        Some(Event::Reading { reads: self.reads, stated: Box::new(self.stated()) })
    }

    fn word<'a>(&'a self, worded: &mut Worded<'a>) {
        worded.text_if(self.as_written.as_deref());
        worded.text_if(self.note.as_deref());
        worded.date.clone_from(&self.date);
    }

    fn told(&self) -> String {
        let date = self.date.as_ref().map(|date| format!("on {date}"));
        let places =
            self.places.as_ref().filter(|places| !places.is_unstated()).map(|places| format!("in {}", places.codes()));
        let value = self.value.map(|value| format!("valued at {value}"));
        let count = self.count.zip(self.count_of).map(|(count, things)| format!("{count} {things}"));
        let said = [date, places, self.amount.map(|amount| amount.to_string()), value, count];
        let said: Vec<String> = said.into_iter().flatten().collect();
        let said = if said.is_empty() { self.as_written.clone().unwrap_or_default() } else { said.join(", ") };
        format!("reading of entry {} by {}: {said}", self.reads, self.source)
    }

    fn show<'a>(&'a self, shown: &mut Shown<'a>) {
        shown.text("records", "a reading of an action by another source");
        shown.line("status", Saying::Fate);
        shown.entry("reads", self.reads);
        shown.line("asset", Saying::AssetOf(self.reads));
        for particular in Particular::ALL.iter().copied() {
            shown.line(label(particular), Saying::Particular(self.said(particular)));
        }
    }
}

impl Coded for Reading {
    const TYPES: &'static [&'static str] = &["reading/1"];

    fn read(_: &str, fields: &mut Fields<'_>) -> Result<Reading, Fault> {
        let reads = fields.needed_number(Key::READS)?;
        let source = match <[SourceCitation; 1]>::try_from(read_sources(fields)?) {
            Ok([source]) => source,
            Err(_) => return Err(Fault::new("the reading does not cite one source")),
        };
        let reading = Reading::recorded(reads, source, fields)?;
        reading.check().map_err(|refusal| Fault::new(format!("a reading that cannot be: {refusal}")))?;
        Ok(reading)
    }

    fn write<W: Write>(&self, to: &mut Writer<'_, W>) -> fmt::Result {
        FIELDS.iter().try_for_each(|(key, particular)| match particular {
            Some(particular) => write_said(*key, self.said(*particular), to),
            None => to.shown(*key, &self.reads),
        })
    }
}

impl Kind for Adoption {
    fn effect(&self) -> Effect<'_> {
        Effect::Act { act: &self.act, corrects: Some(self.reads) }
    }

    fn names(&self) -> Names {
        self.act.names()
    }

    fn commitments(&self) -> Vec<(Digest, Datum)> {
        self.act.sealed()
    }

    fn event(&self) -> Option<Event> {
        Some(Event::Adoption { reads: self.reads, adopts: self.adopts, step: Box::new((&self.act).into()) })
    }

    fn facts(&self) -> Vec<Fact> {
        self.act.facts()
    }

    fn reason(&self) -> Option<&str> {
        Some(&self.reason)
    }

    fn word<'a>(&'a self, worded: &mut Worded<'a>) {
        worded.act(&self.act);
        worded.text(&self.reason);
    }

    fn told(&self) -> String {
        format!("adopts entry {} for entry {}: ", self.adopts, self.reads)
    }

    fn show<'a>(&'a self, shown: &mut Shown<'a>) {
        shown.line("status", Saying::Fate);
        shown.entry("adopts", self.adopts);
        shown.entry("reads", self.reads);
        shown.text("reason", &self.reason);
        self.act.describe(shown);
    }
}

impl Coded for Adoption {
    const TYPES: &'static [&'static str] = &["adoption/1"];

    fn read(_: &str, fields: &mut Fields<'_>) -> Result<Adoption, Fault> {
        let (reads, adopts) = (fields.needed_number(Key::READS)?, fields.needed_number(Key::ADOPTS)?);
        Ok(Adoption { reads, adopts, reason: fields.needed_text(Key::REASON)?, act: Act::read_act(fields)? })
    }

    fn write<W: Write>(&self, to: &mut Writer<'_, W>) -> fmt::Result {
        let (reads, adopts) = (Some(self.reads), Some(self.adopts));
        self.act.write_act(Beside { reads, adopts, reason: Some(&self.reason), corrects: None }, to)
    }
}

impl Kind for ClaimAdoption {
    fn effect(&self) -> Effect<'_> {
        Effect::Turn { action: self.adopts, turn: Turn::Adopted }
    }

    fn names(&self) -> Names {
        Names { entries: vec![self.adopts], ..Names::default() }
    }

    fn reason(&self) -> Option<&str> {
        Some(&self.reason)
    }

    fn word<'a>(&'a self, worded: &mut Worded<'a>) {
        worded.text(&self.reason);
    }

    fn told(&self) -> String {
        format!("adopts the claim of entry {}: {}", self.adopts, self.reason)
    }

    fn show<'a>(&'a self, shown: &mut Shown<'a>) {
        shown.entry("adopts", self.adopts);
        shown.text("reason", &self.reason);
    }
}

impl Coded for ClaimAdoption {
    const TYPES: &'static [&'static str] = &["claim-adoption/1"];

    fn read(_: &str, fields: &mut Fields<'_>) -> Result<ClaimAdoption, Fault> {
        let adopts = fields.needed_number(Key::ADOPTS)?;
        Ok(ClaimAdoption { adopts, reason: fields.needed_text(Key::REASON)? })
    }

    fn write<W: Write>(&self, to: &mut Writer<'_, W>) -> fmt::Result {
        to.shown(Key::ADOPTS, &self.adopts)?;
        to.text(Key::REASON, &self.reason)
    }
}
