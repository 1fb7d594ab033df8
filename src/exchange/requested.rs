//! The day whose rate is asked for: of an action, of a report, or given.

use std::fmt;

use jiff::civil;

use crate::domain::{Date, Fault, day};

/// The day whose rate is asked for, as exactly as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Requested {
    /// One day.
    Day(civil::Date),
    /// Any day from the first to the last.
    Days(civil::Date, civil::Date),
    /// Not known.
    Unknown,
}

impl Requested {
    /// The days of a date; unknown if it has no first day.
    pub fn of(date: &Date) -> Requested {
        match (date.first(), date.last()) {
            (Some(first), last) if first == last => Requested::Day(last),
            (Some(first), last) => Requested::Days(first, last),
            (None, _) => Requested::Unknown,
        }
    }

    /// Reads the text of known days.
    ///
    /// # Errors
    /// Any other text.
    pub(crate) fn parse(text: &str) -> Result<Requested, Fault> {
        match text.split_once('/') {
            Some((first, last)) => Ok(Requested::Days(day(first)?, day(last)?)),
            None => day(text).map(Requested::Day),
        }
    }

    /// Whether it is one of several days.
    pub fn is_range(self) -> bool {
        matches!(self, Requested::Days(..))
    }

    /// The days, in order; `None` if they are unknown.
    pub(super) fn days(self) -> Option<impl Iterator<Item = civil::Date>> {
        let (first, last) = match self {
            Requested::Day(day) => (day, day),
            Requested::Days(first, last) => (first, last),
            Requested::Unknown => return None,
        };
        Some(std::iter::successors(Some(first), |day| day.tomorrow().ok()).take_while(move |day| *day <= last))
    }
}

/// The day, or the first and last day joined by `/`; empty if they are unknown.
impl fmt::Display for Requested {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Requested::Day(day) => write!(f, "{day}"),
            Requested::Days(first, last) => write!(f, "{first}/{last}"),
            Requested::Unknown => Ok(()),
        }
    }
}
