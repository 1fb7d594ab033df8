//! When somebody looked: a day, or an instant of it, as they wrote it.

use std::fmt;

use jiff::{Timestamp, civil};

use super::{Fault, day, text};

/// A day, or an instant with its offset from UTC, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    text: String,
    day: civil::Date,
    at: Option<Timestamp>,
}

impl Moment {
    /// Reads `2024-06-28` or an instant of RFC 3339: `2024-06-28T09:30:00Z`, `2024-06-28T11:30:00+02:00`.
    ///
    /// # Errors
    /// Anything else; an instant that does not say how far it is from UTC.
    pub fn parse(written: &str) -> Result<Moment, Fault> {
        let text = written.trim();
        let refused = || {
            Fault::new(format!("{} is neither a day nor an instant", text::quote(text)))
                .hint("write 2024-06-28, 2024-06-28T09:30:00Z or 2024-06-28T11:30:00+02:00")
        };
        let Some((date, _)) = text.split_once(['T', 't', ' ']) else {
            return Ok(Moment { text: text.to_owned(), day: day(text).map_err(|_| refused())?, at: None });
        };
        let (day, at) = (day(date).map_err(|_| refused())?, text.parse().map_err(|_| refused())?);
        // A comment in brackets, as a time zone has, is not RFC 3339.
        if text.contains('[') {
            return Err(refused());
        }
        Ok(Moment { text: text.to_owned(), day, at: Some(at) })
    }

    /// As it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The day, by the clock of whoever wrote it.
    pub fn day(&self) -> civil::Date {
        self.day
    }

    /// The instant, if known.
    pub fn at(&self) -> Option<Timestamp> {
        self.at
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_or_an_instant_is_kept_as_written() {
        for written in ["2024-06-28", "2024-06-28T09:30:00Z", "2024-06-28T23:30:00.5-05:00"] {
            let moment = Moment::parse(written).unwrap();
            assert_eq!((moment.to_string().as_str(), moment.day()), (written, day("2024-06-28").unwrap()));
            assert_eq!(moment.at().is_some(), written.len() > 10);
        }
    }

    #[test]
    fn what_names_no_day_or_no_offset_is_refused() {
        for written in
            ["", "2024-06", "2024-06-31", "2024-06-28T09:30:00", "2024-06-28T09:30:00+02:00[Europe/Rome]", "yesterday"]
        {
            assert!(Moment::parse(written).is_err(), "{written}");
        }
    }
}
