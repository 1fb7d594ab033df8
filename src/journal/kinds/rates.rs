//! Lines of rates of exchange added to a set. The lines are kept beside the journal; the entry holds their digest.

use std::fmt::{self, Write};

use jiff::civil;
use sha2::{Digest as _, Sha256};

use crate::domain::{Fault, Holds, Quote, RateSet, SourceCitation, Unit, day, text};
use crate::journal::codec::json;
use crate::journal::codec::key::Key;
use crate::journal::codec::read::whole_number;
use crate::journal::codec::scan::Fields;
use crate::journal::codec::write::Writer;
use crate::journal::digest::Digest;
use crate::journal::names::Names;
use crate::journal::shown::Shown;
use crate::journal::worded::Worded;

use super::event::{read_sources, show_sources};
use super::kind::{Coded, Effect, Kind};

/// The only orientation of rates: units of their currency for 1 of the base.
const ORIENTATION: &str = "units per base";

/// Lines of rates, added to a set or changed in it, from one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddedRates {
    /// The set: its name, its base, and how long a rate holds.
    pub set: RateSet,
    /// Who publishes the rates.
    pub publisher: Option<String>,
    /// The format in which the file was read: `ecb`.
    pub format: String,
    /// The first day with a rate in the file.
    pub first: civil::Date,
    /// The last such day.
    pub last: civil::Date,
    /// How many lines are for a currency and a day without a rate in the set.
    pub added: u64,
    /// How many lines have another rate than the set had.
    pub changed: u64,
    /// How many of the set's lines, between the first and the last day, the file lacks.
    pub lacking: u64,
    /// The SHA-256 of the added and changed lines.
    pub lines: Digest,
    /// The SHA-256 of the file.
    pub file: Digest,
    /// Its size in bytes.
    pub size: u64,
    /// The sources that publish the rates, at least one.
    pub sources: Vec<SourceCitation>,
}

/// The digest over lines of rates: `date,currency,rate`, each with a line feed, sorted byte by byte.
#[derive(Default)]
pub(crate) struct Lines {
    hasher: Sha256,
    count: u64,
}

impl Lines {
    /// The order of the lines: by day, then by currency, which is the order of their texts.
    pub(crate) fn order(quote: &Quote) -> (civil::Date, Unit) {
        (quote.day, quote.currency)
    }

    /// Adds the next line.
    pub(crate) fn add(&mut self, quote: &Quote) {
        self.hasher.update(format!("{quote}\n"));
        self.count += 1;
    }

    /// The number of lines, and their digest.
    pub(crate) fn finish(self) -> (u64, Digest) {
        (self.count, Digest(self.hasher.finalize().into()))
    }
}

impl AddedRates {
    /// The number of lines behind the entry's digest.
    pub fn count(&self) -> u64 {
        self.added.saturating_add(self.changed)
    }

    /// The lines in words: `217555 added, 2 changed`.
    fn counted(&self) -> String {
        let parts = [(self.added, "added"), (self.changed, "changed"), (self.lacking, "lacking")];
        let parts = parts.iter().filter(|(number, _)| *number > 0);
        parts.map(|(number, what)| format!("{number} {what}")).collect::<Vec<_>>().join(", ")
    }
}

impl Kind for AddedRates {
    fn effect(&self) -> Effect<'_> {
        Effect::Rates { set: &self.set, sources: &self.sources }
    }

    fn names(&self) -> Names {
        let sources = self.sources.iter().map(|citation| citation.source().clone()).collect();
        Names { sources, rate_sets: vec![self.set.name.clone()], ..Names::default() }
    }

    fn word<'a>(&'a self, worded: &mut Worded<'a>) {
        worded.text(&self.set.name);
        worded.text_if(self.publisher.as_deref());
    }

    fn told(&self) -> String {
        let RateSet { name, base, .. } = &self.set;
        let (counted, first, last) = (self.counted(), self.first, self.last);
        format!("rates {name} of {first} to {last}, units for 1 {base}: {counted}")
    }

    fn show<'a>(&'a self, shown: &mut Shown<'a>) {
        shown.text("records", "rates of exchange");
        shown.text("set", &self.set.name);
        shown.text_if("publisher", self.publisher.as_deref());
        shown.text("rate", format!("units of the currency for 1 {}", self.set.base));
        shown.text("holds", self.set.holds.to_string());
        shown.text("days", format!("{} to {}", self.first, self.last));
        shown.text("lines", self.counted());
        shown.text("lines sha256", self.lines.to_string());
        shown.text("file", format!("{} bytes, {}, SHA-256 {}", self.size, self.format, self.file));
        show_sources(&self.sources, shown);
    }
}

impl Coded for AddedRates {
    const TYPES: &'static [&'static str] = &["rates/1"];

    fn read(_: &str, fields: &mut Fields<'_>) -> Result<AddedRates, Fault> {
        let oriented = fields.needed(Key::ORIENTATION)?;
        if oriented != ORIENTATION {
            return Err(Fault::new(format!("{} is not how rates are oriented", text::quote(&oriented))));
        }
        let read = AddedRates {
            set: RateSet {
                name: fields.needed_as(Key::NAME, RateSet::parse_name)?,
                base: fields.needed_as(Key::BASE, base)?,
                holds: fields.needed_as(Key::HOLDS, Holds::parse)?,
            },
            publisher: fields.free_text(Key::PUBLISHER)?,
            format: fields.needed_text(Key::FORMAT)?,
            first: fields.needed_as(Key::FIRST, day)?,
            last: fields.needed_as(Key::LAST, day)?,
            added: fields.needed_as(Key::ADDED, whole_number)?,
            changed: fields.needed_as(Key::CHANGED, whole_number)?,
            lacking: fields.needed_as(Key::LACKING, whole_number)?,
            lines: fields.needed_as(Key::LINES_SHA256, Digest::parse)?,
            file: fields.needed_as(Key::FILE_SHA256, Digest::parse)?,
            size: fields.needed_as(Key::FILE_SIZE, whole_number)?,
            sources: read_sources(fields)?,
        };
        if read.count() == 0 || read.last < read.first {
            return Err(Fault::new("the entry adds no rates"));
        }
        Ok(read)
    }

    fn write<W: Write>(&self, to: &mut Writer<'_, W>) -> fmt::Result {
        to.shown(Key::ADDED, &self.added)?;
        to.shown(Key::BASE, &self.set.base)?;
        to.shown(Key::CHANGED, &self.changed)?;
        to.shown(Key::FILE_SHA256, &self.file)?;
        to.shown(Key::FILE_SIZE, &self.size)?;
        to.shown(Key::FIRST, &self.first)?;
        to.text(Key::FORMAT, &self.format)?;
        to.shown(Key::HOLDS, &self.set.holds)?;
        to.shown(Key::LACKING, &self.lacking)?;
        to.shown(Key::LAST, &self.last)?;
        to.shown(Key::LINES_SHA256, &self.lines)?;
        to.text(Key::NAME, &self.set.name)?;
        to.word(Key::ORIENTATION, ORIENTATION)?;
        to.text_if(Key::PUBLISHER, self.publisher.as_deref())?;
        to.list(Key::SOURCES, &self.sources, |out, source| json::shown(out, source))
    }
}

/// The base of a set, from its code in upper case.
fn base(code: &str) -> Result<Unit, Fault> {
    let unit = Unit::parse(code)?;
    if unit.code() == code { Ok(unit) } else { Err(Fault::new(format!("{} is not written {unit}", text::quote(code)))) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Decimal, SourceRef};
    use crate::journal::{Body, Entry, Stamp, codec};

    fn added() -> AddedRates {
        AddedRates {
            set: RateSet { name: "ecb".to_owned(), base: Unit::parse("EUR").unwrap(), holds: Holds::Days(4) },
            publisher: Some("European Central Bank".to_owned()),
            format: "ecb".to_owned(),
            first: civil::date(2024, 6, 27),
            last: civil::date(2024, 6, 28),
            added: 2,
            changed: 1,
            lacking: 0,
            lines: Digest([1; 32]),
            file: Digest([2; 32]),
            size: 70,
            sources: vec![SourceCitation::of(SourceRef::parse("s").unwrap())],
        }
    }

    #[test]
    fn an_entry_with_rates_has_one_text_and_no_other_is_read() {
        let stamp = Stamp::new("2024-07-01T08:00:00Z".parse().unwrap(), "tester");
        let entry = Entry { number: 4, stamp, reference: None, body: Body::from(added()) };
        let bytes = codec::encode(&entry).unwrap();
        assert_eq!(codec::decode(&bytes), Ok(entry));
        let text = String::from_utf8(bytes).unwrap();
        let begins = r#"{"added":"2","base":"EUR","changed":"1","entry":"4","file_sha256":"0202"#;
        assert!(text.starts_with(begins) && text.ends_with(r#""sources":["s"],"type":"rates/1"}"#), "{text}");
        assert!(
            text.contains(r#""name":"ecb","orientation":"units per base","publisher":"European Central Bank","#),
            "{text}"
        );
        for (one, other) in [
            (r#""base":"EUR""#, r#""base":"eur""#),
            (r#""holds":"4 days""#, r#""holds":"04 days""#),
            (r#""last":"2024-06-28""#, r#""last":"2024-06-26""#),
            (r#""last":"2024-06-28""#, r#""last":"2024-06""#),
            (r#""orientation":"units per base""#, r#""orientation":"base per unit""#),
            (r#""name":"ecb""#, r#""name":"=ecb""#),
            (r#""added":"2""#, r#""added":"02""#),
            (r#""lacking":"0","#, ""),
        ] {
            assert!(text.contains(one), "{one}");
            assert!(codec::decode(text.replace(one, other).as_bytes()).is_err(), "{other}");
        }
        let none = text.replace(r#""added":"2""#, r#""added":"0""#).replace(r#""changed":"1""#, r#""changed":"0""#);
        assert!(codec::decode(none.as_bytes()).is_err());
    }

    #[test]
    fn the_digest_is_that_of_the_sorted_lines() {
        let quote = |currency: &str, day: &str, rate: &str| Quote {
            currency: Unit::parse(currency).unwrap(),
            day: day.parse().unwrap(),
            rate: Decimal::parse(rate).unwrap(),
        };
        let mut quotes = [
            quote("USD", "2024-06-28", "1.0700"),
            quote("JPY", "2024-06-28", "171.94"),
            quote("USD", "2024-06-27", "1.0696"),
        ];
        quotes.sort_by_key(Lines::order);
        let mut lines = Lines::default();
        quotes.iter().for_each(|quote| lines.add(quote));
        let text = b"2024-06-27,USD,1.0696\n2024-06-28,JPY,171.94\n2024-06-28,USD,1.0700\n";
        assert_eq!(lines.finish(), (3, Digest::of(text)));
    }
}
