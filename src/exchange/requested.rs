//! The day for which a rate is asked: of an action, of a report, or given.

use std::fmt;

use jiff::civil;

use crate::domain::{Date, Fault, day};

/// The day for which a rate is asked, as exactly as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Requested {
    /// One day.
    Day(civil::Date),
    /// Any from the first day to the last.
    Days(civil::Date, civil::Date),
    /// Nobody says which.
    Unknown,
}

impl Requested {
    /// The days of a date; they are unknown where it has no first one.
    pub fn of(date: &Date) -> Requested {
        match (date.first(), date.last()) {
            (Some(first), last) if first == last => Requested::Day(last),
            (Some(first), last) => Requested::Days(first, last),
            (None, _) => Requested::Unknown,
        }
    }

    /// Reads the text of days that are known.
    ///
    /// # Errors
    /// It is not the text of any.
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

    /// The days, in order; `None` where they are unknown.
    pub(super) fn days(self) -> Option<impl Iterator<Item = civil::Date>> {
        let (first, last) = match self {
            Requested::Day(day) => (day, day),
            Requested::Days(first, last) => (first, last),
            Requested::Unknown => return None,
        };
        Some(std::iter::successors(Some(first), |day| day.tomorrow().ok()).take_while(move |day| *day <= last))
    }
}

/// The day, or the first and last day with `/` between; nothing where they are unknown.
impl fmt::Display for Requested {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Requested::Day(day) => write!(f, "{day}"),
            Requested::Days(first, last) => write!(f, "{first}/{last}"),
            Requested::Unknown => Ok(()),
        }
    }
}
