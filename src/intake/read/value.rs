//! A spreadsheet's numbers and days as text and calendar dates: the one place that sees a double, and none is
//! calculated with.
//!
//! A spreadsheet stores a number as a binary double and writes it with whatever digits its program chooses
//! (`1.1999003E7`). The reader returns the shortest decimal that names the same double, so a figure that a person
//! typed, of up to fifteen digits, comes out unchanged. A calculated one may show the noise of binary fractions
//! (`1234.0999999999999`); it is returned as it is, for the rules of its currency to refuse.

use jiff::civil::{self, Time};

use crate::intake::epoch::Epoch;
use crate::intake::table::Cell;

/// Milliseconds in a day.
const DAY: u128 = 86_400_000;

/// The last day that a spreadsheet can show, 31 December 9999, in the 1900 system.
const LAST: i64 = 2_958_465;

/// What a spreadsheet shows for a day it cannot display.
const NO_DAY: &str = "########";

/// The format of a number that counts days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// As a day, a time of day, or both.
    Calendar,
    /// As a span of hours.
    Span,
    /// As a time of day, whatever the day.
    Time,
}

/// The shortest decimal that names the same double, without an exponent.
pub(super) fn number(value: f64) -> Cell {
    match decimal(value) {
        Some(text) => Cell::Number(text),
        None => Cell::Error("#NUM!".to_owned()),
    }
}

/// What a day number means: a day, a day with a time (to the millisecond), or, as text, a time or a span.
pub(super) fn days(value: f64, shown: Shown, epoch: Epoch) -> Cell {
    let shown = match decimal(value).as_deref().and_then(parts) {
        Some((whole, part)) => match shown {
            Shown::Calendar => calendar(whole, part, epoch),
            Shown::Span => Some(Cell::Text(span(whole, part))),
            Shown::Time => time(part).map(|time| Cell::Text(time.to_string())),
        },
        None => None,
    };
    shown.unwrap_or_else(|| Cell::Error(NO_DAY.to_owned()))
}

/// A day, or a day and a time, in ISO 8601; anything else stays text.
pub(super) fn iso(text: &str) -> Cell {
    if let Ok(time) = text.parse::<civil::DateTime>() {
        let is_day = !text.contains(['T', ' ']) || time.time() == Time::midnight();
        return if is_day { Cell::Date(time.date()) } else { Cell::DateTime(time) };
    }
    Cell::Text(text.to_owned())
}

/// The same as text; `None` if it is not a number.
pub(super) fn decimal(value: f64) -> Option<String> {
    if !value.is_finite() {
        return None;
    }
    let text = value.to_string();
    Some(if text == "-0" { "0".to_owned() } else { text })
}

/// Whole days and milliseconds; `None` before the first day or far beyond the last.
fn parts(text: &str) -> Option<(i64, u128)> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let whole: i64 = whole.parse().ok().filter(|whole| (0..=LAST).contains(whole) && !text.starts_with('-'))?;
    // A double has at most seventeen significant digits.
    let digits = &part[..part.len().min(17)];
    let scale = 10_u128.pow(u32::try_from(digits.len()).ok()?);
    let digits: u128 = if digits.is_empty() { 0 } else { digits.parse().ok()? };
    // A time of day is a binary fraction that only approximates it, so the nearest millisecond is what was meant.
    let milliseconds = (digits * DAY + scale / 2) / scale;
    Some(if milliseconds == DAY { (whole + 1, 0) } else { (whole, milliseconds) })
}

fn calendar(whole: i64, milliseconds: u128, epoch: Epoch) -> Option<Cell> {
    let time = time(milliseconds)?;
    let day = match (epoch, whole) {
        // Zero is not a day: only a time of day.
        (Epoch::Of1900, 0) => return Some(Cell::Text(time.to_string())),
        // As shown by the spreadsheet; it does not exist, and the date reader says so.
        (Epoch::Of1900, 60) => return Some(Cell::Text("1900-02-29".to_owned())),
        _ => epoch.day(whole)?,
    };
    Some(if milliseconds == 0 { Cell::Date(day) } else { Cell::DateTime(day.to_datetime(time)) })
}

fn time(milliseconds: u128) -> Option<Time> {
    let part = |of: u128, among: u128| i8::try_from(milliseconds / of % among).ok();
    let nanoseconds = i32::try_from(milliseconds % 1000).ok()? * 1_000_000;
    Time::new(part(3_600_000, 24)?, part(60_000, 60)?, part(1000, 60)?, nanoseconds).ok()
}

fn span(whole: i64, milliseconds: u128) -> String {
    let all = u128::from(whole.unsigned_abs()) * DAY + milliseconds;
    let (hours, minutes, seconds, rest) = (all / 3_600_000, all / 60_000 % 60, all / 1000 % 60, all % 1000);
    let part = if rest == 0 { String::new() } else { format!(".{rest:03}") };
    format!("{hours}:{minutes:02}:{seconds:02}{part}")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn shown(value: &str, epoch: Epoch) -> Cell {
        days(value.parse().unwrap(), Shown::Calendar, epoch)
    }

    #[test]
    fn a_number_is_the_shortest_decimal_of_its_double() {
        for (written, read) in [
            ("1.1999003E7", "11999003"),
            ("1234.0999999999999", "1234.1"),
            ("1234.0999999999997", "1234.0999999999997"),
            ("0.1", "0.1"),
            ("-0", "0"),
            ("-12.50", "-12.5"),
            ("1e21", "1000000000000000000000"),
            ("5E-7", "0.0000005"),
            ("123456789012345", "123456789012345"),
        ] {
            assert_eq!(number(written.parse().unwrap()), Cell::Number(read.to_owned()), "{written}");
        }
        assert_eq!(number(f64::INFINITY), Cell::Error("#NUM!".to_owned()));
        assert_eq!(number(f64::NAN), Cell::Error("#NUM!".to_owned()));
    }

    #[test]
    fn days_are_counted_past_the_leap_day_missing_from_1900() {
        for (count, day) in [
            ("1", date(1900, 1, 1)),
            ("59", date(1900, 2, 28)),
            ("61", date(1900, 3, 1)),
            ("45468", date(2024, 6, 25)),
            ("2958465", date(9999, 12, 31)),
        ] {
            assert_eq!(shown(count, Epoch::Of1900), Cell::Date(day), "{count}");
        }
        assert_eq!(shown("60", Epoch::Of1900), Cell::Text("1900-02-29".to_owned()));
    }

    #[test]
    fn a_workbook_may_count_from_1904() {
        assert_eq!(shown("0", Epoch::Of1904), Cell::Date(date(1904, 1, 1)));
        assert_eq!(shown("44006", Epoch::Of1904), Cell::Date(date(2024, 6, 25)));
    }

    #[test]
    fn a_number_that_is_not_a_day_looks_as_in_the_spreadsheet() {
        for count in ["-1", "-0.5", "2958466", "1e300", "inf"] {
            assert_eq!(shown(count, Epoch::Of1900), Cell::Error(NO_DAY.to_owned()), "{count}");
        }
    }

    #[test]
    fn a_time_is_read_to_the_nearest_millisecond() {
        let noon = date(2025, 10, 13).at(12, 59, 2, 400_000_000);
        assert_eq!(shown("45943.541", Epoch::Of1900), Cell::DateTime(noon));
        let thirteen = date(2025, 10, 13).at(13, 0, 0, 0);
        assert_eq!(shown("45943.541666666664", Epoch::Of1900), Cell::DateTime(thirteen));
        assert_eq!(shown("45943.9999999999", Epoch::Of1900), Cell::Date(date(2025, 10, 14)));
        assert_eq!(shown("0.5", Epoch::Of1900), Cell::Text("12:00:00".to_owned()));
        assert_eq!(days(1.5, Shown::Span, Epoch::Of1900), Cell::Text("36:00:00".to_owned()));
    }

    #[test]
    fn a_day_in_iso_8601_is_a_day() {
        assert_eq!(iso("2024-06-25"), Cell::Date(date(2024, 6, 25)));
        assert_eq!(iso("2024-06-25T00:00:00"), Cell::Date(date(2024, 6, 25)));
        assert_eq!(iso("2024-06-25T08:30:00"), Cell::DateTime(date(2024, 6, 25).at(8, 30, 0, 0)));
        assert_eq!(iso("2024-02-30"), Cell::Text("2024-02-30".to_owned()));
    }
}
