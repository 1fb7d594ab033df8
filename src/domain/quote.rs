//! Lines of rates as a file gives them, and the words for a set of rates.

use std::fmt;

use jiff::civil;

use super::{Decimal, Fault, Holds, RateSet, Unit, text};

/// A line of a file of rates: units of a currency for 1 of the base on a day.
///
/// Lines are ordered by currency, then by day, as they are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quote {
    /// The currency.
    pub currency: Unit,
    /// The day of the rate; of a monthly one, the first of its month.
    pub day: civil::Date,
    /// Units of the currency for 1 of the base, with the decimals that the file writes.
    pub rate: Decimal,
}

/// The canonical line: `2024-06-28,USD,1.0705`.
impl fmt::Display for Quote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{},{}", self.day, self.currency, self.rate)
    }
}

/// The most characters in the name of a set.
const LONGEST: usize = 64;

impl RateSet {
    /// Reads the name of a set: letters, digits, `.`, `_` and `-`, beginning with a letter or digit.
    ///
    /// # Errors
    /// Any other text.
    pub fn parse_name(name: &str) -> Result<String, Fault> {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
        let begins = name.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric());
        if begins && name.len() <= LONGEST && name.bytes().all(is_plain) {
            return Ok(name.to_owned());
        }
        Err(Fault::new(format!("{} cannot be the name of a set of rates", text::quote(name))).hint(format!(
            "use at most {LONGEST} letters, digits, “.”, “_” and “-”, a letter or digit first, such as ecb"
        )))
    }
}

const MONTH: &str = "month";
const UNTIL_NEXT: &str = "until next";
const DAYS: &str = " days";

impl Holds {
    /// Reads `4 days`, `month` or `until next`.
    ///
    /// # Errors
    /// Any other text.
    pub fn parse(written: &str) -> Result<Holds, Fault> {
        let days = || written.strip_suffix(DAYS)?.parse().ok().map(Holds::Days);
        let holds = match written {
            MONTH => Some(Holds::Month),
            UNTIL_NEXT => Some(Holds::UntilNext),
            _ => days(),
        };
        // Each meaning has one text.
        let holds = holds.filter(|holds| holds.to_string() == written);
        holds.ok_or_else(|| Fault::new(format!("{} does not say how long a rate holds", text::quote(written))))
    }

    /// How long a rate holds, in words: `4 days`, `to the end of their month`, `until the next one`.
    pub fn told(self) -> String {
        match self {
            Holds::Days(1) => "1 day".to_owned(),
            Holds::Days(days) => format!("{days} days"),
            Holds::Month => "to the end of their month".to_owned(),
            Holds::UntilNext => "until the next one".to_owned(),
        }
    }

    /// Whether the rate of one day still holds on another, if no day between them has a rate.
    pub fn reaches(self, of: civil::Date, on: civil::Date) -> bool {
        let days = || on.since(of).map(|span| span.get_days());
        match self {
            _ if on < of => false,
            Holds::Days(most) => days().is_ok_and(|days| i64::from(days) <= i64::from(most)),
            Holds::Month => (of.year(), of.month()) == (on.year(), on.month()),
            Holds::UntilNext => true,
        }
    }
}

impl fmt::Display for Holds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Holds::Days(days) => write!(f, "{days}{DAYS}"),
            Holds::Month => f.write_str(MONTH),
            Holds::UntilNext => f.write_str(UNTIL_NEXT),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_a_rate_holds_is_read_as_it_is_written() {
        for holds in [Holds::Days(0), Holds::Days(4), Holds::Days(u16::MAX), Holds::Month, Holds::UntilNext] {
            assert_eq!(Holds::parse(&holds.to_string()), Ok(holds));
        }
        for other in ["", "4", "4 day", "04 days", "+4 days", "-1 days", "65536 days", "Month", "until"] {
            assert!(Holds::parse(other).is_err(), "{other}");
        }
    }

    #[test]
    fn a_rate_holds_from_its_day_to_the_end_of_its_time() {
        let day = |text: &str| text.parse::<civil::Date>().unwrap();
        let friday = day("2024-06-28");
        let last = |holds: Holds, on: &str| holds.reaches(friday, day(on));
        assert!(last(Holds::Days(4), "2024-06-28") && last(Holds::Days(4), "2024-07-02"));
        assert!(!last(Holds::Days(4), "2024-07-03") && !last(Holds::Days(0), "2024-06-29"));
        assert!(last(Holds::Month, "2024-06-30") && !last(Holds::Month, "2024-07-01"));
        assert!(last(Holds::UntilNext, "2030-01-01"));
        for holds in [Holds::Days(4), Holds::Month, Holds::UntilNext] {
            assert!(!last(holds, "2024-06-27"), "{holds}");
        }
        assert!(!Holds::Days(31).reaches(day("2024-01-01"), day("2024-02-02")));
    }

    #[test]
    fn the_name_of_a_set_steers_nothing() {
        for name in ["ecb", "ECB-2024.1", "a_b", "9"] {
            assert_eq!(RateSet::parse_name(name).as_deref(), Ok(name));
        }
        for name in ["", "=a", "-a", ".a", "a b", "a,b", "é", "a\n", &"a".repeat(65)] {
            assert!(RateSet::parse_name(name).is_err(), "{name}");
        }
    }
}
