//! Monthly rates: those of the European Commission, and those of HM Revenue & Customs.
//!
//! The Commission's file does not say which month it is for. That of HM Revenue & Customs gives a first and a last day.
//! Its column of pounds per unit is rounded to four decimals and therefore not read.

use jiff::civil;

use crate::domain::{Advice, Fault, Unit, text};

use super::gather::{Gather, Lines};
use super::header::{Cells, Header, iso_day};

/// The columns of the Commission's file.
pub(super) const INFOREURO: &[&str] = &["isoA3Code", "value"];

/// The columns of the file of HM Revenue & Customs.
pub(super) const HMRC: &[&str] = &["Currency Code", "Currency Units per £1"];

const START: &str = "Start Date";
const END: &str = "End Date";

/// The month of the rates.
enum Month {
    /// This one, by its first day.
    Given(civil::Date),
    /// In two columns of each line, which must lie in the given month, if any.
    OfLine { start: usize, end: usize, given: Option<civil::Date> },
}

/// The positions of the columns.
pub(super) struct Monthly {
    code: usize,
    rate: usize,
    month: Month,
}

impl Monthly {
    pub(super) fn inforeuro(header: &Header, given: Option<civil::Date>) -> Result<Monthly, Fault> {
        Monthly::new(header, INFOREURO, given.map(Month::Given))
    }

    pub(super) fn hmrc(header: &Header, given: Option<civil::Date>) -> Result<Monthly, Fault> {
        let columns = header.find(START).zip(header.find(END));
        let of_line = columns.map(|(start, end)| Month::OfLine { start, end, given });
        Monthly::new(header, HMRC, of_line.or(given.map(Month::Given)))
    }

    fn new(header: &Header, columns: &[&str], month: Option<Month>) -> Result<Monthly, Fault> {
        let at = |column: usize| columns.get(column).and_then(|name| header.find(name)).unwrap_or_default();
        let unsaid = || Fault::new("the file does not say which month its rates are for").advise(Advice::GiveMonth);
        Ok(Monthly { code: at(0), rate: at(1), month: month.ok_or_else(unsaid)? })
    }

    /// The day since which the rate of a line holds, or a fault with its column.
    fn day(&self, cells: &Cells<'_>) -> Result<civil::Date, (usize, Fault)> {
        let (start, end, given) = match self.month {
            Month::Given(day) => return Ok(day),
            Month::OfLine { start, end, given } => (start, end, given),
        };
        let read = |at: usize| cells.text(at).and_then(|written| british_day(&written)).map_err(|fault| (at, fault));
        let (first, last) = (read(start)?, read(end)?);
        if last < first || month(first) != month(last) {
            return Err((end, Fault::new(format!("{first} to {last} is not within a month"))));
        }
        match given.filter(|given| month(*given) != month(first)) {
            Some(_) => Err((start, Fault::new(format!("{first} is not in the given month")))),
            None => Ok(first),
        }
    }
}

impl Lines for Monthly {
    fn line(&mut self, header: &Header, cells: &Cells<'_>, into: &mut Gather) {
        let unit = cells.text(self.code).and_then(|code| Unit::parse(&code));
        match (self.day(cells), unit) {
            (Ok(day), Ok(unit)) => into.rate(header, cells, self.rate, (unit, day)),
            (day, unit) => {
                if let Err((at, fault)) = day {
                    into.fault(cells.line, Some(header.name(at)), fault);
                }
                unit.err().into_iter().for_each(|fault| into.fault(cells.line, Some(header.name(self.code)), fault));
            }
        }
    }
}

fn month(day: civil::Date) -> (i16, i8) {
    (day.year(), day.month())
}

/// Reads a day as British publications write it, `01/06/2024`, or as `2024-06-01`.
fn british_day(written: &str) -> Result<civil::Date, Fault> {
    let Some((day, rest)) = written.split_once('/') else { return iso_day(written) };
    let ordered = rest.split_once('/').map(|(month, year)| format!("{year}-{month}-{day}"));
    ordered.as_deref().map_or_else(|| iso_day(written), iso_day).map_err(|_| {
        Fault::new(format!("{} is not a day", text::quote(written))).hint("write the day first, as 01/06/2024")
    })
}
