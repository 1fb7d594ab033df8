//! Marks: what an entry is filed under beside its words, so that a filter need not look at every entry.
//!
//! A mark begins with a character that is in no word. What a family is and where is marked on all of its entries; an index that is
//! behind files them anew when that changes.

use std::collections::BTreeSet;

use jiff::civil;

use crate::domain::folded;
use crate::domain::{CaseRef, Date, SourceRef};
use crate::journal::{Digest, Entry, Family};

use super::search::Search;

/// Begins a mark: a character that is in no word.
const MARK: char = '\u{e000}';

/// How many digits of a text's digest its mark has: a collision only lets an entry be looked at in vain.
const DIGITS: usize = 12;

/// The most years that are marked one by one; what may lie in more has a mark of its own.
const MOST_YEARS: i16 = 8;

/// The name under which dates of many years are marked.
const MANY_YEARS: &str = "many";

/// The mark of a text.
fn mark(name: &str, value: &str) -> String {
    let digest = Digest::of(value.as_bytes()).to_string();
    word(name, &digest[..DIGITS])
}

/// The mark of a word from a closed vocabulary.
fn word(name: &str, value: &str) -> String {
    let mut mark = MARK.to_string() + name;
    mark.extend(value.chars().filter(char::is_ascii_alphanumeric));
    mark
}

/// The marks of what a family is: the kinds, places, stages and cases of its assets.
pub(super) fn of_family(family: &Family) -> BTreeSet<String> {
    let mut marks = BTreeSet::new();
    for asset in family.standing().assets() {
        marks.insert(word("kind", asset.kind.as_str()));
        marks.insert(word("stage", asset.stage.as_str()));
        marks.insert(mark("case", asset.case.as_str()));
        if asset.places.is_unstated() {
            marks.insert(word("in", ""));
        }
        marks.extend(asset.places.iter().map(|place| word("in", place.code())));
    }
    marks
}

/// The mark of entries that are filed whatever their family is.
pub(super) fn of_any_family() -> String {
    word("family", "")
}

/// The marks of an entry itself.
pub(super) fn of_entry(entry: &Entry, case: Option<&CaseRef>, sources: &[SourceRef]) -> BTreeSet<String> {
    let mut marks = BTreeSet::new();
    marks.extend(case.map(|case| mark("case", case.as_str())));
    marks.extend(sources.iter().map(|source| mark("source", source.as_str())));
    marks.insert(mark("by", &plain(&entry.stamp.recorded_by)));
    marks.extend(entry.stamp.login.as_ref().map(|login| mark("by", &plain(login))));
    if let Some(date) = &entry.body.worded().date {
        let years = years(date);
        if years.is_empty() {
            marks.insert(word("year", MANY_YEARS));
        }
        marks.extend(years);
    }
    marks
}

/// Groups of marks: an entry that is found has one of each.
pub(super) fn of_search(search: &Search) -> Vec<Vec<String>> {
    let mut groups = Vec::new();
    let of_family = |mark: String| vec![mark, of_any_family()];
    groups.extend(search.kind.map(|kind| of_family(word("kind", kind.as_str()))));
    groups.extend(search.stage.map(|stage| of_family(word("stage", stage.as_str()))));
    groups.extend(search.case.as_ref().map(|case| of_family(mark("case", case.as_str()))));
    groups.extend(search.source.as_ref().map(|source| vec![mark("source", source.as_str())]));
    groups.extend(search.entered_by.as_ref().map(|name| vec![mark("by", &plain(name))]));
    groups.extend(search.places.as_ref().map(|places| {
        let unstated = places.is_unstated().then(|| word("in", ""));
        places.iter().map(|place| word("in", place.code())).chain(unstated).chain([of_any_family()]).collect()
    }));
    groups.extend(search.on.as_ref().map(years).filter(|years| !years.is_empty()).map(|mut years| {
        years.push(word("year", MANY_YEARS));
        years
    }));
    groups
}

/// A mark for each year in which a date may lie; none if they are many.
fn years(date: &Date) -> Vec<String> {
    let (first, last) = (date.first().unwrap_or(civil::Date::MIN).year(), date.last().year());
    if i32::from(last) - i32::from(first) >= i32::from(MOST_YEARS) {
        return Vec::new();
    }
    (first..=last).map(|year| word("year", &year.to_string())).collect()
}

/// A name as it is compared.
pub(super) fn plain(name: &str) -> String {
    folded::words(name).iter().map(|word| word.as_str()).collect::<Vec<_>>().join(" ")
}
