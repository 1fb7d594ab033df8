//! Days spelt out: `today`, `15 April 2026`, `2026. április 15.`. They are read where a person types them, and kept as the
//! ISO date that they are.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::civil;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use crate::domain::{Fault, text};

/// The names of the months: a line a language, a column a month.
const MONTHS: &str = include_str!("months.tsv");

/// What may stand beside day, month and year.
const PASSING: [&str; 12] = ["the", "of", "on", "de", "del", "di", "le", "den", "am", "d", "a", "m"];

/// What may follow the figure of a day.
const ORDINALS: [&str; 8] = ["st", "nd", "rd", "th", "er", "re", "º", "."];

/// The longest text that is read; no date is longer.
const LONGEST: usize = 40;

/// Each name, folded, with the numbers of its months; the languages disagree about a few.
static NUMBERS: LazyLock<BTreeMap<String, BTreeSet<i8>>> = LazyLock::new(|| {
    let mut numbers: BTreeMap<String, BTreeSet<i8>> = BTreeMap::new();
    for line in MONTHS.lines().filter(|line| !line.starts_with('#')) {
        for (number, names) in (1..).zip(line.split('\t').skip(1)) {
            for name in names.split('|').filter(|name| !name.is_empty()) {
                numbers.entry(folded(name)).or_default().insert(number);
            }
        }
    }
    numbers
});

/// The ISO date of a day or a month that is spelt out, on this day; `None` for any other text.
///
/// # Errors
/// There is no such day, or the month's name means two months in different languages.
pub(crate) fn spelt_out(given: &str, today: civil::Date) -> Result<Option<String>, Fault> {
    let given = given.trim();
    match given.to_lowercase().as_str() {
        "today" => return Ok(Some(today.to_string())),
        "yesterday" => return today.yesterday().map(|day| Some(day.to_string())).map_err(|_| no_day(given)),
        _ => {}
    }
    let Some(Parts { day, months, year }) = parts(given) else { return Ok(None) };
    let dates: Vec<String> = months.iter().filter_map(|month| date(year, *month, day)).collect();
    match dates.as_slice() {
        [] => Err(no_day(given)),
        [date] if months.len() == 1 => Ok(Some(date.clone())),
        _ => Err(Fault::new(format!("{} names a month that differs from language to language", text::quote(given)))
            .hint(format!("write {}", dates.join(" or ")))),
    }
}

fn no_day(given: &str) -> Fault {
    Fault::new(format!("{} is not a day in the calendar", text::quote(given))).hint("write a day such as 2024-06-25")
}

/// A day, or a month without one, in ISO 8601.
fn date(year: i16, month: i8, day: Option<i8>) -> Option<String> {
    let first = civil::Date::new(year, month, day.unwrap_or(1)).ok()?;
    Some(if day.is_some() { first.to_string() } else { first.strftime("%Y-%m").to_string() })
}

/// A date in its parts.
struct Parts<'a> {
    day: Option<i8>,
    months: &'a BTreeSet<i8>,
    year: i16,
}

/// The parts of a text that is a month's name, a year in full and perhaps a day, in any order, and nothing else.
fn parts(given: &str) -> Option<Parts<'static>> {
    if given.chars().nth(LONGEST).is_some() {
        return None;
    }
    let (mut day, mut months, mut year) = (None, None, None);
    for word in given.split([' ', ',', '\u{a0}']).filter(|word| !word.is_empty()) {
        if let Some((number, digits)) = number(word) {
            let place = if digits == 4 { &mut year } else { &mut day };
            if place.replace(number).is_some() {
                return None;
            }
        } else if let Some(numbers) = NUMBERS.get(&folded(word)) {
            if months.replace(numbers).is_some() {
                return None;
            }
        } else if !PASSING.contains(&word.to_lowercase().as_str()) {
            return None;
        }
    }
    let day = day.map(i8::try_from).transpose().ok()?;
    Some(Parts { day, months: months?, year: year.filter(|year| *year > 0)? })
}

/// A figure of one, two or four digits, perhaps with the ending of an ordinal; and how many digits.
fn number(word: &str) -> Option<(i16, usize)> {
    let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    let ending = word[digits.len()..].to_lowercase();
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && matches!(digits.len(), 1 | 2 | 4);
    let ends = ending.is_empty() || ORDINALS.contains(&ending.as_str());
    digits.parse().ok().filter(|_| is_plain && ends).map(|number| (number, digits.len()))
}

/// A name without case, accents and a point behind it.
fn folded(name: &str) -> String {
    let plain: String = name.nfd().filter(|c| canonical_combining_class(*c) == 0).collect();
    plain.to_lowercase().trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Option<String>, Fault> {
        spelt_out(text, civil::date(2026, 3, 1))
    }

    #[test]
    fn a_day_is_read_as_people_write_it() {
        for (text, day) in [
            ("today", "2026-03-01"),
            (" Yesterday ", "2026-02-28"),
            ("15 April 2026", "2026-04-15"),
            ("April 15, 2026", "2026-04-15"),
            ("15th of April 2026", "2026-04-15"),
            ("1 Sept. 2024", "2024-09-01"),
            ("April 2026", "2026-04"),
            ("15. April 2026", "2026-04-15"),
            ("1er août 2024", "2024-08-01"),
            ("15 de abril de 2026", "2026-04-15"),
            ("2026. április 15.", "2026-04-15"),
            ("15 kwietnia 2026", "2026-04-15"),
            ("15 апреля 2026", "2026-04-15"),
            ("15 Απριλίου 2026", "2026-04-15"),
            ("MÄRZ 2024", "2024-03"),
        ] {
            assert_eq!(read(text).unwrap().as_deref(), Some(day), "{text}");
        }
    }

    #[test]
    fn any_other_text_is_left_as_it_is() {
        for text in [
            "",
            "2024-06-25",
            "2024",
            "03/04/2024",
            "April",
            "15 April",
            "15 April 26",
            "April May 2024",
            "1 2 April 2024",
            "before April 2024",
            "15 April 2024 2025",
            "tomorrow",
            "..",
            "2024-06~",
        ] {
            assert_eq!(read(text), Ok(None), "{text}");
        }
    }

    #[test]
    fn a_month_that_languages_disagree_about_is_refused_with_both_readings() {
        let fault = read("5 listopada 2024").unwrap_err();
        assert_eq!(fault.what(), "“5 listopada 2024” names a month that differs from language to language");
        assert_eq!(fault.to_do(), Some("write 2024-10-05 or 2024-11-05"));
        let ambiguous: Vec<&str> =
            NUMBERS.iter().filter(|(_, months)| months.len() > 1).map(|(name, _)| name.as_str()).collect();
        assert_eq!(ambiguous, ["lip", "lis", "listopad", "listopada", "srp"]);
    }

    #[test]
    fn a_day_that_does_not_exist_is_refused() {
        assert_eq!(read("31 April 2026").unwrap_err().what(), "“31 April 2026” is not a day in the calendar");
        assert!(read("0 April 2026").is_err());
        assert_eq!(read("15 April 0000"), Ok(None));
        // Only one of the two months has such a day; that decides nothing.
        assert!(read("31 listopada 2024").is_err());
    }

    #[test]
    fn every_language_has_twelve_months() {
        let languages = || MONTHS.lines().filter(|line| !line.starts_with('#'));
        assert!(languages().count() > 30);
        assert!(languages().all(|line| line.split('\t').skip(1).filter(|names| !names.is_empty()).count() == 12));
    }
}
