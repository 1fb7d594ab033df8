//! When something was done, as exactly as the source says: a date is a range of days.

use std::fmt;

use edtf_core::{Bound, BoundDate, Edtf, IntervalEndpoint, YearKind};
use jiff::civil;

use super::{Fault, text};

/// How a date is written, for the hints.
const FORMS: &str = "write 2024-06-25, 2024-06, 2024, ../2024-06-28 (on or before), 2023-12/2024-06 (between) or \
                     2024-06~ (about)";

/// An EDTF date (ISO 8601-2): the range of days in one of which, or over which, something was done.
///
/// It always has an end; it may be open before (`../2024-06-28`). Two dates are equal where their texts are.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    text: String,
    first: Option<civil::Date>,
    last: civil::Date,
    approximate: bool,
    uncertain: bool,
}

impl Date {
    /// Reads an EDTF date of day, month or year precision, or an interval of them that has an end.
    ///
    /// # Errors
    /// Anything else of EDTF (seasons, times of day, sets, years beyond 0001 to 9999), days that do not exist, an
    /// interval that runs backwards, and spellings that are not the canonical one.
    pub fn parse(text: &str) -> Result<Date, Fault> {
        match plain_range(text) {
            Some((first, last)) => {
                Ok(Date { text: text.to_owned(), first, last, approximate: false, uncertain: false })
            }
            None => Date::by_edtf(text),
        }
    }

    fn by_edtf(text: &str) -> Result<Date, Fault> {
        let edtf = read(text)?;
        let bounds = edtf.bounds();
        let last = match bounds.latest {
            Bound::Date(day) => civil_day(day, text)?,
            _ => {
                return Err(Fault::new(format!("{} has no end", text::quote(text))).hint(
                    "an action has happened: give the latest day that it can have been, such as 2023-12/2024-06",
                ));
            }
        };
        let first = match bounds.earliest {
            Bound::Date(day) => Some(civil_day(day, text)?),
            Bound::NegativeInfinity => None,
            _ => {
                return Err(Fault::new(format!("{} does not say when it begins", text::quote(text)))
                    .hint(format!("write “on or before” with two dots: ..{text}")));
            }
        };
        if first.is_some_and(|first| first > last) {
            return Err(
                Fault::new(format!("{} ends before it begins", text::quote(text))).hint("put the earlier date first")
            );
        }
        let canonical = edtf.to_string();
        if canonical != text {
            return Err(
                Fault::new(format!("{} has a plainer spelling", text::quote(text))).hint(format!("write {canonical}"))
            );
        }
        Ok(Date { text: canonical, first, last, approximate: edtf.is_approximate(), uncertain: edtf.is_uncertain() })
    }

    /// The date as it was entered, which is its canonical text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The earliest day; none where the date is open before.
    pub fn first(&self) -> Option<civil::Date> {
        self.first
    }

    /// The latest day.
    pub fn last(&self) -> civil::Date {
        self.last
    }

    /// Whether the source says *about* (`~`, or `%` with *perhaps*). The days are those written all the same.
    pub fn approximate(&self) -> bool {
        self.approximate
    }

    /// Whether the date is in doubt (`?`, or `%` with *about*). The days are those written all the same.
    pub fn uncertain(&self) -> bool {
        self.uncertain
    }

    /// Whether it had happened by the end of `day`: the whole range lies by then.
    pub fn is_by(&self, day: civil::Date) -> bool {
        self.last <= day
    }

    /// Whether every day of this lies before every day of `other`.
    pub fn wholly_before(&self, other: &Date) -> bool {
        other.first.is_some_and(|first| self.last < first)
    }

    /// Whether the whole range lies from `from` to `to`, both included; never for one that is open before.
    pub fn within(&self, from: civil::Date, to: civil::Date) -> bool {
        self.last <= to && self.first.is_some_and(|first| from <= first)
    }

    /// Whether any day of the range lies from `from` to `to`, both included.
    pub fn overlaps(&self, from: civil::Date, to: civil::Date) -> bool {
        from <= self.last && self.first.is_none_or(|first| first <= to)
    }

    /// The year in which the whole range lies, if one does: `2024`.
    pub fn year(&self) -> Option<String> {
        self.common(|day| format!("{:04}", day.year()))
    }

    /// The quarter in which the whole range lies, if one does: `2024-Q2`.
    pub fn quarter(&self) -> Option<String> {
        self.common(|day| format!("{:04}-Q{}", day.year(), (day.month() - 1) / 3 + 1))
    }

    /// The month in which the whole range lies, if one does: `2024-06`.
    pub fn month(&self) -> Option<String> {
        self.common(|day| format!("{:04}-{:02}", day.year(), day.month()))
    }

    fn common(&self, part: impl Fn(civil::Date) -> String) -> Option<String> {
        let last = part(self.last);
        (part(self.first?) == last).then_some(last)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

/// Which day of a month or a year a limit means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Its first day, as for `--from`.
    First,
    /// Its last day, as for `--to` and `--as-of`.
    Last,
}

/// Reads the limit of a report: a day, or a month or year that means its first or last day.
///
/// # Errors
/// Anything but a plain day, month or year: no intervals, no qualifiers, no unspecified digits.
pub fn parse_day_limit(text: &str, edge: Edge) -> Result<civil::Date, Fault> {
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if !plain {
        return Err(Fault::new(format!("{} is no day, month or year", text::quote(text)))
            .hint("write 2024-06-25, or 2024-06 or 2024 for its first or last day"));
    }
    let date = Date::parse(text)?;
    Ok(match edge {
        Edge::First => date.first.unwrap_or(date.last),
        Edge::Last => date.last,
    })
}

/// Reads a plain day: `2024-06-25`.
///
/// # Errors
/// Anything but a day that exists.
pub fn day(text: &str) -> Result<civil::Date, Fault> {
    match (parse_day_limit(text, Edge::First)?, parse_day_limit(text, Edge::Last)?) {
        (first, last) if first == last => Ok(first),
        _ => Err(Fault::new(format!("{} is no day", text::quote(text))).hint("write a day such as 2024-06-25")),
    }
}

/// The first and the last day of a date of plain days, months and years, as nearly every date of a ledger is; `None`
/// leaves everything else, and what is wrong with it, to the parser of EDTF.
fn plain_range(text: &str) -> Option<(Option<civil::Date>, civil::Date)> {
    match text.split_once('/') {
        None => plain(text).map(|(first, last)| (Some(first), last)),
        Some(("..", end)) => plain(end).map(|(_, last)| (None, last)),
        Some((start, end)) => {
            let (first, last) = (plain(start)?.0, plain(end)?.1);
            (first <= last).then_some((Some(first), last))
        }
    }
}

/// The first and the last day of a day, a month or a year.
fn plain(text: &str) -> Option<(civil::Date, civil::Date)> {
    let number = |digits: &[u8]| {
        let digit = |byte: u8| byte.is_ascii_digit().then(|| i16::from(byte - b'0'));
        digits.iter().try_fold(0, |number, byte| Some(number * 10 + digit(*byte)?))
    };
    let (year, rest) = text.as_bytes().split_at_checked(4)?;
    let year = number(year).filter(|year| *year >= 1)?;
    let day = |month: &[u8], day: &[u8]| {
        civil::Date::new(year, i8::try_from(number(month)?).ok()?, i8::try_from(number(day)?).ok()?).ok()
    };
    match rest {
        [] => Some((day(b"1", b"1")?, day(b"12", b"31")?)),
        [b'-', month @ ..] if month.len() == 2 => day(month, b"1").map(|first| (first, first.last_of_month())),
        [b'-', m1, m2, b'-', d1, d2] => day(&[*m1, *m2], &[*d1, *d2]).map(|day| (day, day)),
        _ => None,
    }
}

/// The text as EDTF, of the kinds that can say when an action was.
fn read(text: &str) -> Result<Edtf, Fault> {
    let fault = |why: &str| Fault::new(format!("{} {why}", text::quote(text))).hint(FORMS);
    let edtf = Edtf::parse(text).map_err(|error| {
        // The parser's offset is a byte's; it points behind ASCII only, so it is a character's as well.
        fault(&format!("is no EDTF date: {}, at character {}", error.message, error.offset + 1))
    })?;
    match &edtf {
        Edtf::Date(date) => refuse_form(date).map_err(fault)?,
        Edtf::DateTime(_) => return Err(fault("has a time of day; a date is a range of days")),
        Edtf::Set(_) => return Err(fault("is a set of dates; an action has one")),
        Edtf::Interval(interval) => {
            for end in [&interval.start, &interval.end] {
                match end {
                    IntervalEndpoint::Date(date) => refuse_form(date).map_err(fault)?,
                    IntervalEndpoint::Open | IntervalEndpoint::Unknown => {}
                    _ => return Err(fault("leaves an end of the interval open on one side")),
                }
            }
        }
    }
    Ok(edtf)
}

/// Why a date of EDTF has no place here, if it has none.
fn refuse_form(date: &edtf_core::Date) -> Result<(), &'static str> {
    if date.precision() == edtf_core::Precision::Season {
        return Err("is a season or another part of a year; give the months as an interval");
    }
    match date.year.kind {
        YearKind::Standard { negative: false, .. } if date.year.significant_digits.is_none() => Ok(()),
        _ => Err("has a year that is not plainly one of 0001 to 9999"),
    }
}

fn civil_day(day: BoundDate, text: &str) -> Result<civil::Date, Fault> {
    let parts = (i16::try_from(day.year), i8::try_from(day.month), i8::try_from(day.day));
    match parts {
        (Ok(year @ 1..=9999), Ok(month), Ok(day)) => civil::Date::new(year, month, day).ok(),
        _ => None,
    }
    .ok_or_else(|| Fault::new(format!("{} reaches beyond the years 0001 to 9999", text::quote(text))).hint(FORMS))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as on;
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn a_date_is_a_range_of_days() {
        for (text, first, last) in [
            ("2024-06-25", on(2024, 6, 25), on(2024, 6, 25)),
            ("2024-06", on(2024, 6, 1), on(2024, 6, 30)),
            ("2024-02", on(2024, 2, 1), on(2024, 2, 29)),
            ("2024", on(2024, 1, 1), on(2024, 12, 31)),
            ("2023-12/2024-06", on(2023, 12, 1), on(2024, 6, 30)),
            ("2024-06-25/2024-06-28", on(2024, 6, 25), on(2024, 6, 28)),
            ("2024-06~", on(2024, 6, 1), on(2024, 6, 30)),
            ("2024-XX", on(2024, 1, 1), on(2024, 12, 31)),
            ("2024-06-XX", on(2024, 6, 1), on(2024, 6, 30)),
            ("2024-06-1X", on(2024, 6, 10), on(2024, 6, 19)),
            ("202X", on(2020, 1, 1), on(2029, 12, 31)),
            ("2024-02-29", on(2024, 2, 29), on(2024, 2, 29)),
            ("0001", on(1, 1, 1), on(1, 12, 31)),
            ("9999-12-31", on(9999, 12, 31), on(9999, 12, 31)),
        ] {
            let read = date(text);
            assert_eq!((read.first(), read.last()), (Some(first), last), "{text}");
            assert_eq!((read.text(), read.to_string().as_str()), (text, text));
        }
        let open = date("../2024-06-28");
        assert_eq!((open.first(), open.last()), (None, on(2024, 6, 28)));
    }

    #[test]
    fn about_and_perhaps_are_flags_that_leave_the_days_alone() {
        let flags = |text: &str| (date(text).approximate(), date(text).uncertain());
        assert_eq!(flags("2024-06"), (false, false));
        assert_eq!(flags("2024-06~"), (true, false));
        assert_eq!(flags("2024-06?"), (false, true));
        assert_eq!(flags("2024-06%"), (true, true));
        assert_eq!(flags("2023-12~/2024-06"), (true, false));
        assert_eq!(flags("2024-~06"), (true, false));
    }

    #[test]
    fn a_date_without_an_end_or_a_beginning_is_refused_with_a_word_on_it() {
        for text in ["2024/..", "2024/"] {
            assert_eq!(Date::parse(text).unwrap_err().what(), format!("“{text}” has no end"));
        }
        let fault = Date::parse("/2024-06-28").unwrap_err();
        assert_eq!(fault.what(), "“/2024-06-28” does not say when it begins");
        assert_eq!(fault.to_do(), Some("write “on or before” with two dots: ../2024-06-28"));
    }

    #[test]
    fn what_is_no_range_of_days_is_refused() {
        for text in [
            "",
            " ",
            "2023-02-29",
            "1900-02-29",
            "2024-13",
            "2024-00",
            "2024-06-31",
            "2024-6-25",
            "2024-06-5",
            "24-06-25",
            " 2024",
            "2024 ",
            "2024-06-25T10:00:00",
            "2024-06-25T10:00:00Z",
            "2024-21",
            "2024-33",
            "2024-41",
            "[2024,2025]",
            "{2024..2026}",
            "[..2024]",
            "0000",
            "-0044",
            "Y12024",
            "Y2E5",
            "2024S2",
            "XXXX",
            "0000-06/2024",
            "2024-06-28/2024-06-25",
            "2024/2023",
            "2024-07/2024-06",
            "25.06.2024",
            "06/25/2024",
            "2024/06/25",
            "20240625",
            "2024-W26",
            "2024-177",
            "today",
            "２０２４",
            "2024–06",
            "2024-06-25\n",
            "/",
            "..",
            "../",
            "2024/2025/2026",
            "..2024/2025",
            "2024/2025..",
            "2024-06~~",
            "-",
            "~",
            "X",
            "2024-1X-3X/",
            "../..",
            "2024-XX-32",
        ] {
            assert!(Date::parse(text).is_err(), "{text:?} was read");
        }
        for (text, why) in [
            ("2024-21", "is a season or another part of a year; give the months as an interval"),
            ("2024-06-25T10:00:00", "has a time of day; a date is a range of days"),
            ("[2024,2025]", "is a set of dates; an action has one"),
            ("-0044", "has a year that is not plainly one of 0001 to 9999"),
            ("0000", "reaches beyond the years 0001 to 9999"),
            ("2023-02-29", "is no EDTF date: day is out of range for the month, at character 9"),
        ] {
            assert_eq!(Date::parse(text).unwrap_err().what(), format!("“{text}” {why}"));
        }
    }

    #[test]
    fn one_date_has_one_spelling() {
        let fault = Date::parse("2024?-06?").unwrap_err();
        assert_eq!((fault.what(), fault.to_do()), ("“2024?-06?” has a plainer spelling", Some("write 2024-06?")));
        assert!(Date::parse("?2024-?06").is_err());
    }

    #[test]
    fn an_action_has_happened_once_its_whole_range_has() {
        assert!(date("2024-06").is_by(on(2024, 6, 30)) && !date("2024-06").is_by(on(2024, 6, 29)));
        assert!(date("../2024-06-28").is_by(on(2024, 6, 28)) && !date("../2024-06-28").is_by(on(2024, 6, 27)));
    }

    #[test]
    fn a_date_is_before_another_only_as_a_whole() {
        assert!(date("2024-05").wholly_before(&date("2024-06")));
        assert!(!date("2024-06-01").wholly_before(&date("2024-06")));
        assert!(!date("2024-06").wholly_before(&date("2024-06")));
        assert!(date("../2024-05-31").wholly_before(&date("2024-06")));
        assert!(!date("2020").wholly_before(&date("../2024-06")));
    }

    #[test]
    fn a_date_lies_in_a_period_wholly_partly_or_not() {
        let (from, to) = (on(2024, 6, 1), on(2024, 6, 30));
        for (text, within, overlaps) in [
            ("2024-06", true, true),
            ("2024-06-01", true, true),
            ("2024-06-30", true, true),
            ("2024", false, true),
            ("2024-05-31", false, false),
            ("2024-07-01", false, false),
            ("2024-05/2024-06", false, true),
            ("../2024-06-15", false, true),
            ("../2024-05-31", false, false),
            ("../2024-07", false, true),
        ] {
            assert_eq!(date(text).within(from, to), within, "{text}");
            assert_eq!(date(text).overlaps(from, to), overlaps, "{text}");
        }
    }

    #[test]
    fn a_date_is_of_a_year_quarter_or_month_only_if_all_of_it_is() {
        let parts =
            |text: &str| [date(text).year(), date(text).quarter(), date(text).month()].map(|p| p.unwrap_or_default());
        assert_eq!(parts("2024-06-25"), ["2024", "2024-Q2", "2024-06"]);
        assert_eq!(parts("2024-04/2024-06"), ["2024", "2024-Q2", ""]);
        assert_eq!(parts("2024-03/2024-04"), ["2024", "", ""]);
        assert_eq!(parts("2023-12/2024-01"), ["", "", ""]);
        assert_eq!(parts("../2024-06-28"), ["", "", ""]);
        assert_eq!(parts("0999-12"), ["0999", "0999-Q4", "0999-12"]);
        assert_eq!(parts("2024-01-31"), ["2024", "2024-Q1", "2024-01"]);
    }

    #[test]
    fn a_limit_is_a_day_or_an_edge_of_a_month_or_a_year() {
        let limits =
            |text: &str| (parse_day_limit(text, Edge::First).unwrap(), parse_day_limit(text, Edge::Last).unwrap());
        assert_eq!(limits("2024-06-25"), (on(2024, 6, 25), on(2024, 6, 25)));
        assert_eq!(limits("2024-02"), (on(2024, 2, 1), on(2024, 2, 29)));
        assert_eq!(limits("2024"), (on(2024, 1, 1), on(2024, 12, 31)));
        for text in
            ["2024~", "../2024", "2023/2024", "2024-XX", "", "2024-6", "2024-21", "-2024", "2024-06-25T00:00:00"]
        {
            assert!(parse_day_limit(text, Edge::Last).is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_plain_day_is_neither_a_month_nor_a_year() {
        assert_eq!(day("2024-06-25"), Ok(on(2024, 6, 25)));
        assert_eq!(day("2024-06").unwrap_err().what(), "“2024-06” is no day");
        assert!(day("2024").is_err() && day("2024-06-25~").is_err() && day("2023-02-29").is_err());
    }

    /// Dates that touch, hold or miss one another.
    const CLOSE: &[&str] = &[
        "..",
        "2023",
        "2024",
        "2025",
        "2024-01",
        "2024-06",
        "2024-12",
        "2024-01-01",
        "2024-06-01",
        "2024-06-30",
        "2024-12-31",
        "2025-01-01",
        "0001",
        "0000",
        "9999",
        "9999-12-31",
    ];

    #[test]
    fn every_day_of_four_centuries_is_what_the_parser_of_edtf_reads() {
        let mut day = on(1900, 1, 1);
        while day.year() < 2300 {
            let (text, month) = (day.to_string(), day.strftime("%Y-%m").to_string());
            assert_eq!((date(&text).first(), date(&text).last()), (Some(day), day));
            assert_eq!(Date::parse(&month), Date::by_edtf(&month));
            day = day.tomorrow().unwrap();
        }
    }

    proptest! {
        #[test]
        fn a_plain_date_is_what_the_parser_of_edtf_reads(
            text in "(\\.\\./)?[0-9]{4}(-[01][0-9](-[0-3][0-9])?)?(/[0-9]{4}(-[01][0-9](-[0-3][0-9])?)?)?",
        ) {
            prop_assert_eq!(Date::parse(&text), Date::by_edtf(&text));
        }

        #[test]
        fn the_ends_of_an_interval_may_be_as_close_as_they_like(
            (a, b) in (proptest::sample::select(CLOSE), proptest::sample::select(CLOSE)),
        ) {
            let text = format!("{a}/{b}");
            prop_assert_eq!(Date::parse(&text), Date::by_edtf(&text));
        }

        #[test]
        fn no_text_makes_the_parser_panic_and_what_is_read_is_shown_and_read_again(
            text in "(\\PC{0,20}|[0-9X?~%./T-]{0,22}|[0-9]{3}[0-9X]-[0-3X][0-9X](-[0-3X][0-9X])?[?~%]?(/[0-9]{4})?)",
        ) {
            if let Ok(read) = Date::parse(&text) {
                prop_assert!(read.first().is_none_or(|first| first <= read.last()));
                prop_assert_eq!(Date::parse(read.text()), Ok(read));
            }
            let _ = (day(&text), parse_day_limit(&text, Edge::First));
        }
    }
}
