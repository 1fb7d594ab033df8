//! Marks: what an entry is filed under beside its words, so that a filter need not look at every entry.
//!
//! A mark begins with a character that is in no word. What a family is, and where, is marked on all of its entries; when
//! that changes, an index that lags behind files them again.

use std::collections::BTreeSet;

use jiff::civil;

use crate::domain::folded;
use crate::domain::{CaseRef, Date, Places, SourceRef};
use crate::journal::{Digest, Entry, Family};

use super::search::Search;

/// Begins a mark: a character that is in no word.
const MARK: char = '\u{e000}';

/// How many digits of a text's digest its mark has: a collision only costs a useless look at an entry.
const DIGITS: usize = 12;

/// The most months that are marked one by one for a range of days; what may lie in more has a mark of its own.
const MOST_MONTHS: usize = 24;

/// The most days, and the most months, that a search asks for one by one.
const MOST_ASKED: usize = 120;

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
        marks.extend(of_places(&asset.places));
    }
    marks
}

fn of_places(places: &Places) -> impl Iterator<Item = String> + '_ {
    let unstated = places.is_unstated().then(|| word("in", ""));
    places.iter().map(|place| word("in", place.code())).chain(unstated)
}

/// The mark of entries that are filed whatever their family is.
pub(super) fn of_any_family() -> String {
    word("family", "")
}

/// The marks of an entry itself.
pub(super) fn of_entry(entry: &Entry, cases: &[&CaseRef], sources: &[SourceRef]) -> BTreeSet<String> {
    let mut marks = BTreeSet::new();
    marks.extend(cases.iter().map(|case| mark("case", case.as_str())));
    marks.extend(sources.iter().map(|source| mark("source", source.as_str())));
    marks.insert(mark("by", &plain(&entry.stamp.recorded_by)));
    marks.extend(entry.stamp.login.as_ref().map(|login| mark("by", &plain(login))));
    if let Some(date) = &entry.body.worded().date {
        marks.extend(of_date(date));
    }
    // Where the asset no longer stands, because its action was voided, it is as its entry says.
    if let Some(act) = entry.body.act() {
        marks.extend(act.kind.map(|kind| word("kind", kind.as_str())));
        marks.extend(act.places.iter().flat_map(of_places));
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
    groups.extend(search.places.as_ref().map(|places| of_places(places).chain([of_any_family()]).collect()));
    groups.extend(search.on.as_ref().and_then(of_days));
    groups
}

/// The marks of a date: its day and month, or each month of a range.
fn of_date(date: &Date) -> Vec<String> {
    let (first, last) = ends(date);
    if first == last {
        return vec![day(first), month("month", first)];
    }
    let months: Vec<String> = months(first, last).take(MOST_MONTHS + 1).map(|first| month("span", first)).collect();
    if months.len() > MOST_MONTHS { vec![many()] } else { months }
}

/// The marks of dates that may lie in these days: each such date has one of them. `None` if they are too many to ask for.
fn of_days(asked: &Date) -> Option<Vec<String>> {
    let (first, last) = ends(asked);
    let days = || std::iter::successors(Some(first), |day| day.tomorrow().ok()).take_while(|day| *day <= last);
    let months = || months(first, last);
    if months().take(MOST_ASKED + 1).count() > MOST_ASKED {
        return None;
    }
    let few = days().take(MOST_ASKED + 1).count() <= MOST_ASKED;
    let exact: Vec<String> =
        if few { days().map(day).collect() } else { months().map(|first| month("month", first)).collect() };
    Some(exact.into_iter().chain(months().map(|first| month("span", first))).chain([many()]).collect())
}

fn ends(date: &Date) -> (civil::Date, civil::Date) {
    (date.first().unwrap_or(civil::Date::MIN), date.last())
}

/// A day of each month from one day to another.
fn months(first: civil::Date, last: civil::Date) -> impl Iterator<Item = civil::Date> {
    let next = |day: &civil::Date| day.last_of_month().tomorrow().ok();
    std::iter::successors(Some(first), next).take_while(move |day| *day <= last)
}

fn day(day: civil::Date) -> String {
    word("day", &day.to_string())
}

fn month(name: &str, day: civil::Date) -> String {
    word(name, &day.first_of_month().to_string())
}

/// The mark of dates that may lie in many months.
fn many() -> String {
    word("months", "")
}

/// A name as it is compared.
pub(super) fn plain(name: &str) -> String {
    folded::words(name).iter().map(|word| word.as_str()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn may_be_found(entry: &str, asked: &str) -> bool {
        let marks = of_date(&date(entry));
        of_days(&date(asked)).is_none_or(|asked| asked.iter().any(|mark| marks.contains(mark)))
    }

    #[test]
    fn a_day_is_told_from_its_neighbours_and_a_range_is_not_lost() {
        assert!(may_be_found("2024-06-25", "2024-06-25"));
        assert!(!may_be_found("2024-06-25", "2024-06-26"));
        assert!(may_be_found("2024-06-25", "2024"));
        assert!(may_be_found("2024-06", "2024-06-26"));
        assert!(may_be_found("../2024-06-25", "1990-01-01"));
        assert!(may_be_found("2024-06-25", "../2030"));
        assert!(!may_be_found("2024-06", "2024-07/2025"));
    }

    proptest! {
        #[test]
        fn marks_never_hide_a_date_that_may_lie_in_the_days_asked_for(
            [a, b, c, d] in prop::array::uniform4((1990_i32..2030, 1_u8..=12, 1_u8..=28)),
        ) {
            let day = |(year, month, day): (i32, u8, u8)| format!("{year}-{month:02}-{day:02}");
            let range = |one: (i32, u8, u8), other| if one <= other { format!("{}/{}", day(one), day(other)) } else { day(one) };
            let (entry, asked) = (range(a, b), range(c, d));
            let (from, to) = ends(&date(&asked));
            if date(&entry).overlaps(from, to) {
                prop_assert!(may_be_found(&entry, &asked), "{} {}", entry, asked);
            }
        }
    }
}
