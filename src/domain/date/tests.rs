//! Reading and comparing dates, and assigning them to periods.

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
fn about_and_perhaps_are_flags_that_do_not_change_the_days() {
    let flags = |text: &str| (date(text).approximate(), date(text).uncertain());
    assert_eq!(flags("2024-06"), (false, false));
    assert_eq!(flags("2024-06~"), (true, false));
    assert_eq!(flags("2024-06?"), (false, true));
    assert_eq!(flags("2024-06%"), (true, true));
    assert_eq!(flags("2023-12~/2024-06"), (true, false));
    assert_eq!(flags("2024-~06"), (true, false));
}

#[test]
fn a_date_without_end_or_beginning_is_refused_with_advice() {
    for text in ["2024/..", "2024/"] {
        assert_eq!(Date::parse(text).unwrap_err().what(), format!("“{text}” is open-ended"));
    }
    let fault = Date::parse("/2024-06-28").unwrap_err();
    assert_eq!(fault.what(), "“/2024-06-28” does not say when it begins");
    assert_eq!(fault.to_do(), Some("write “on or before” with two dots: ../2024-06-28"));
}

#[test]
fn anything_but_a_range_of_days_is_refused() {
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
        ("-0044", "does not have a plain year from 0001 to 9999"),
        ("0000", "reaches beyond the years 0001 to 9999"),
        ("2023-02-29", "is not an EDTF date: day is out of range for the month, at character 9"),
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
fn an_action_has_happened_once_its_whole_range_has_passed() {
    assert!(date("2024-06").is_by(on(2024, 6, 30)) && !date("2024-06").is_by(on(2024, 6, 29)));
    assert!(date("../2024-06-28").is_by(on(2024, 6, 28)) && !date("../2024-06-28").is_by(on(2024, 6, 27)));
}

#[test]
fn a_date_precedes_another_only_as_a_whole() {
    assert!(date("2024-05").wholly_before(&date("2024-06")));
    assert!(!date("2024-06-01").wholly_before(&date("2024-06")));
    assert!(!date("2024-06").wholly_before(&date("2024-06")));
    assert!(date("../2024-05-31").wholly_before(&date("2024-06")));
    assert!(!date("2020").wholly_before(&date("../2024-06")));
}

#[test]
fn a_date_lies_in_a_period_wholly_partly_or_not_at_all() {
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
fn a_date_belongs_to_a_year_quarter_or_month_only_as_a_whole() {
    let parts = |text: &str| {
        let parts = [date(text).year(), date(text).quarter(), date(text).month()];
        parts.map(|part| part.as_ref().map_or(String::new(), |part| part.as_str().to_owned()))
    };
    assert_eq!(parts("2024-06-25"), ["2024", "2024-Q2", "2024-06"]);
    assert_eq!(parts("2024-04/2024-06"), ["2024", "2024-Q2", ""]);
    assert_eq!(parts("2024-03/2024-04"), ["2024", "", ""]);
    assert_eq!(parts("2023-12/2024-01"), ["", "", ""]);
    assert_eq!(parts("../2024-06-28"), ["", "", ""]);
    assert_eq!(parts("0999-12"), ["0999", "0999-Q4", "0999-12"]);
    assert_eq!(parts("2024-01-31"), ["2024", "2024-Q1", "2024-01"]);
}

#[test]
fn a_limit_is_a_day_or_the_edge_of_a_month_or_year() {
    let limits = |text: &str| (parse_day_limit(text, Edge::First).unwrap(), parse_day_limit(text, Edge::Last).unwrap());
    assert_eq!(limits("2024-06-25"), (on(2024, 6, 25), on(2024, 6, 25)));
    assert_eq!(limits("2024-02"), (on(2024, 2, 1), on(2024, 2, 29)));
    assert_eq!(limits("2024"), (on(2024, 1, 1), on(2024, 12, 31)));
    for text in ["2024~", "../2024", "2023/2024", "2024-XX", "", "2024-6", "2024-21", "-2024", "2024-06-25T00:00:00"] {
        assert!(parse_day_limit(text, Edge::Last).is_err(), "{text:?}");
    }
}

#[test]
fn a_plain_day_is_neither_a_month_nor_a_year() {
    assert_eq!(day("2024-06-25"), Ok(on(2024, 6, 25)));
    assert_eq!(day("2024-06").unwrap_err().what(), "“2024-06” is not a day");
    assert!(day("2024").is_err() && day("2024-06-25~").is_err() && day("2023-02-29").is_err());
}

/// Dates that adjoin, contain or miss one another.
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
fn every_day_of_four_centuries_reads_as_in_the_edtf_parser() {
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
    fn a_plain_date_reads_as_in_the_edtf_parser(
        text in "(\\.\\./)?[0-9]{4}(-[01][0-9](-[0-3][0-9])?)?(/[0-9]{4}(-[01][0-9](-[0-3][0-9])?)?)?",
    ) {
        prop_assert_eq!(Date::parse(&text), Date::by_edtf(&text));
    }

    #[test]
    fn the_ends_of_an_interval_may_be_as_close_as_possible(
        (a, b) in (proptest::sample::select(CLOSE), proptest::sample::select(CLOSE)),
    ) {
        let text = format!("{a}/{b}");
        prop_assert_eq!(Date::parse(&text), Date::by_edtf(&text));
    }

    #[test]
    fn no_text_causes_a_panic_and_every_date_is_read_back_as_shown(
        text in "(\\PC{0,20}|[0-9X?~%./T-]{0,22}|[0-9]{3}[0-9X]-[0-3X][0-9X](-[0-3X][0-9X])?[?~%]?(/[0-9]{4})?)",
    ) {
        if let Ok(read) = Date::parse(&text) {
            prop_assert!(read.first().is_none_or(|first| first <= read.last()));
            prop_assert_eq!(Date::parse(read.text()), Ok(read));
        }
        let _ = (day(&text), parse_day_limit(&text, Edge::First));
    }
}

#[test]
fn a_day_in_figures_is_refused_with_every_reading_and_what_to_write() {
    for (text, what, hint) in [
        ("03/04/2024", "has two readings: 3 April 2024 and 4 March 2024", "write 2024-04-03 or 2024-03-04"),
        ("3.4.2024", "has two readings: 3 April 2024 and 4 March 2024", "write 2024-04-03 or 2024-03-04"),
        ("03-04-2024", "has two readings: 3 April 2024 and 4 March 2024", "write 2024-04-03 or 2024-03-04"),
        ("25/06/2024", "is not written as a date of ISO 8601", "write 2024-06-25"),
        ("06/25/2024", "is not written as a date of ISO 8601", "write 2024-06-25"),
        ("4.4.2024", "is not written as a date of ISO 8601", "write 2024-04-04"),
        ("2024/06/25", "is not written as a date of ISO 8601", "write 2024-06-25"),
        ("2024.6.5", "is not written as a date of ISO 8601", "write 2024-06-05"),
        ("31.02.2024", "is not a day in the calendar", "write a day such as 2024-06-25"),
        ("3/4/24", "does not say in which century it lies", "write the year in full: 2024-06-25"),
    ] {
        let fault = Date::parse(text).unwrap_err();
        assert_eq!((fault.what(), fault.to_do()), (format!("“{text}” {what}").as_str(), Some(hint)), "{text}");
    }
    for text in ["2024-06-25", "2023-12/2024-06", "../2024-06-28"] {
        Date::parse(text).unwrap();
    }
}
