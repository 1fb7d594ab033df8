//! The user's own table: day, currency or crypto-asset, and rate.

use crate::domain::Unit;

use super::gather::{Gather, Lines};
use super::header::{Cells, Header, iso_day};

/// Its columns.
pub(super) const COLUMNS: &[&str] = &["date", "currency", "rate"];

/// Their positions.
pub(super) struct Table([usize; 3]);

impl Table {
    pub(super) fn new(header: &Header) -> Table {
        Table(std::array::from_fn(|at| COLUMNS.get(at).and_then(|name| header.find(name)).unwrap_or_default()))
    }
}

impl Lines for Table {
    fn line(&mut self, header: &Header, cells: &Cells<'_>, into: &mut Gather) {
        let [date, currency, rate] = self.0;
        let day = cells.text(date).and_then(|written| iso_day(&written));
        let unit = cells.text(currency).and_then(|written| Unit::parse(&written));
        match (day, unit) {
            (Ok(day), Ok(unit)) => into.rate(header, cells, rate, (unit, day)),
            (day, unit) => {
                day.err().into_iter().for_each(|fault| into.fault(cells.line, Some(header.name(date)), fault));
                unit.err().into_iter().for_each(|fault| into.fault(cells.line, Some(header.name(currency)), fault));
            }
        }
    }
}
