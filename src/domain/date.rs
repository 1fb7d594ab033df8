//! When something was done, as exactly as the source says: a date is a range of days.

use std::fmt;

use edtf_core::{Bound, BoundDate, Edtf, IntervalEndpoint, YearKind};
use jiff::{Timestamp, civil};

use super::{Fault, text};

mod numeric;
#[cfg(feature = "cli")]
mod spelt;

#[cfg(feature = "cli")]
pub(crate) use spelt::spelt_out;

/// The accepted forms, for hints.
const FORMS: &str = "write 2024-06-25, 2024-06, 2024, ../2024-06-28 (on or before), 2023-12/2024-06 (between) or \
                     2024-06~ (about)";

/// An EDTF date (ISO 8601-2): the range of days on one of which, or over which, something was done.
///
/// It always has an end, but may have no beginning (`../2024-06-28`). Two dates are equal if their texts are.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    text: String,
    first: Option<civil::Date>,
    last: civil::Date,
    approximate: bool,
    uncertain: bool,
}

impl Date {
    /// Reads an EDTF date with day, month or year precision, or an interval of these that has an end.
    ///
    /// # Errors
    /// The text is any other EDTF (seasons, times of day, sets, years outside 0001 to 9999), a day that does not
    /// exist, an interval that runs backwards, or a spelling that is not canonical.
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
                return Err(Fault::new(format!("{} is open-ended", text::quote(text))).hint(
                    "an action lies in the past: give the latest day on which it can have happened, such as \
                     2023-12/2024-06",
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

    /// The date as entered, which is its canonical text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The earliest day; `None` if the date has no beginning.
    pub fn first(&self) -> Option<civil::Date> {
        self.first
    }

    /// The latest day.
    pub fn last(&self) -> civil::Date {
        self.last
    }

    /// Whether the source says *about* (`~`, or `%` together with *perhaps*). The days are still those written.
    pub fn approximate(&self) -> bool {
        self.approximate
    }

    /// Whether the date is in doubt (`?`, or `%` together with *about*). The days are still those written.
    pub fn uncertain(&self) -> bool {
        self.uncertain
    }

    /// Whether it had happened by the end of `day`: the whole range had passed.
    pub fn is_by(&self, day: civil::Date) -> bool {
        self.last <= day
    }

    /// Whether every day of this date precedes every day of `other`.
    pub fn wholly_before(&self, other: &Date) -> bool {
        other.first.is_some_and(|first| self.last < first)
    }

    /// Whether the whole range lies from `from` to `to`, inclusive; without a beginning, it lies only in a period that
    /// has none either, starting at `civil::Date::MIN`.
    pub fn within(&self, from: civil::Date, to: civil::Date) -> bool {
        self.last <= to && from <= self.first.unwrap_or(civil::Date::MIN)
    }

    /// Whether any day of the range lies from `from` to `to`, inclusive.
    pub fn overlaps(&self, from: civil::Date, to: civil::Date) -> bool {
        from <= self.last && self.first.is_none_or(|first| first <= to)
    }

    /// From the first day of both dates to the last; `None` if one of them has no beginning.
    pub(crate) fn spanning(&self, other: &Date) -> Option<Date> {
        let (first, last) = (self.first?.min(other.first?), self.last.max(other.last));
        Date::parse(&if first == last { first.to_string() } else { format!("{first}/{last}") }).ok()
    }

    /// The year that contains the whole range, if any: `2024`.
    pub fn year(&self) -> Option<Digits> {
        self.common(|day| Digits::default().number(day.year(), 4))
    }

    /// The quarter that contains the whole range, if any: `2024-Q2`.
    pub fn quarter(&self) -> Option<Digits> {
        self.common(|day| {
            Digits::default().number(day.year(), 4).text("-Q").number(((day.month() - 1) / 3 + 1).into(), 1)
        })
    }

    /// The month that contains the whole range, if any: `2024-06`.
    pub fn month(&self) -> Option<Digits> {
        self.common(|day| Digits::default().number(day.year(), 4).text("-").number(day.month().into(), 2))
    }

    fn common(&self, part: impl Fn(civil::Date) -> Digits) -> Option<Digits> {
        let last = part(self.last);
        (part(self.first?) == last).then_some(last)
    }
}

/// A few characters of a date, on the stack: reports ask for the years of a million dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Digits {
    bytes: [u8; 8],
    length: usize,
}

impl Digits {
    /// The characters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.length]).unwrap_or_default()
    }

    fn text(mut self, text: &str) -> Digits {
        for byte in text.bytes() {
            self.bytes[self.length] = byte;
            self.length += 1;
        }
        self
    }

    /// Appends a number with this many digits.
    fn number(mut self, number: i16, digits: usize) -> Digits {
        let mut rest = number.unsigned_abs();
        for at in (self.length..self.length + digits).rev() {
            self.bytes[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        self.length += digits;
        self
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

/// Which day of a month or year a limit means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The first day, for `--from`.
    First,
    /// The last day, for `--to` and `--as-of`.
    Last,
}

/// Reads a report's limit: a day, or a month or year, which means its first or last day.
///
/// # Errors
/// The text is not a plain day, month or year: intervals, qualifiers and unspecified digits are refused.
pub(crate) fn parse_day_limit(text: &str, edge: Edge) -> Result<civil::Date, Fault> {
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if !plain {
        if let Some(fault) = numeric::otherwise_written(text) {
            return Err(fault);
        }
        return Err(Fault::new(format!("{} is not a day, month or year", text::quote(text)))
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
/// The text is not an existing day.
pub fn day(text: &str) -> Result<civil::Date, Fault> {
    match (parse_day_limit(text, Edge::First)?, parse_day_limit(text, Edge::Last)?) {
        (first, last) if first == last => Ok(first),
        _ => Err(Fault::new(format!("{} is not a day", text::quote(text))).hint("write a day such as 2024-06-25")),
    }
}

/// A clock's time as UTC text, truncated to the second: `2024-06-28T09:30:00Z`.
pub(crate) fn clock_text(clock: Timestamp) -> String {
    clock.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The UTC day of a clock's text: `2024-06-28T09:30:00Z`.
///
/// # Errors
/// It does not begin with a day.
pub(crate) fn day_of_clock(clock: &str) -> Result<civil::Date, Fault> {
    day(clock.split('T').next().unwrap_or_default())
}

/// The first and last day of a date made of plain days, months and years, like nearly every date in a ledger; `None`
/// leaves everything else, including errors, to the EDTF parser.
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

/// The first and last day of a day, a month or a year.
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

/// Parses the EDTF forms that can say when an action took place.
fn read(text: &str) -> Result<Edtf, Fault> {
    if let Some(fault) = numeric::otherwise_written(text) {
        return Err(fault);
    }
    let fault = |why: &str| Fault::new(format!("{} {why}", text::quote(text))).hint(FORMS);
    let edtf = Edtf::parse(text).map_err(|error| {
        // The parser's offset is in bytes, but only ASCII precedes it, so it also counts characters.
        fault(&format!("is not an EDTF date: {}, at character {}", error.message, error.offset + 1))
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

/// Why an EDTF date is not accepted here, if so.
fn refuse_form(date: &edtf_core::Date) -> Result<(), &'static str> {
    if date.precision() == edtf_core::Precision::Season {
        return Err("is a season or another part of a year; give the months as an interval");
    }
    match date.year.kind {
        YearKind::Standard { negative: false, .. } if date.year.significant_digits.is_none() => Ok(()),
        _ => Err("does not have a plain year from 0001 to 9999"),
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
mod tests;
