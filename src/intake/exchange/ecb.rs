//! The European Central Bank's reference rates: one line per day, newest first, one column per currency, `N/A` for no
//! rate.

use crate::domain::{Fault, Unit};

use super::gather::{Gather, Lines};
use super::header::{Cells, Header, iso_day};

/// The first column.
pub(super) const DATE: &str = "Date";

/// Marks a missing rate.
const NONE: &str = "N/A";

/// Whether all columns but the first, and an empty last one, are named after currencies.
pub(super) fn is_wide(header: &Header) -> bool {
    let mut codes = header.names().skip(1).filter(|(_, name)| !name.is_empty()).peekable();
    let is_code = |name: &str| name.len() == 3 && name.bytes().all(|byte| byte.is_ascii_uppercase());
    header.find(DATE) == Some(0) && codes.peek().is_some() && codes.all(|(_, name)| is_code(name))
}

/// The columns of the file.
pub(super) struct Ecb {
    date: usize,
    currencies: Vec<(usize, Unit)>,
}

impl Ecb {
    pub(super) fn new(header: &Header, into: &mut Gather) -> Ecb {
        let date = header.find(DATE).unwrap_or_default();
        let mut currencies = Vec::new();
        for (at, name) in header.names().filter(|(at, name)| *at != date && !name.is_empty()) {
            match Unit::parse(name) {
                Ok(unit) if currencies.iter().any(|(_, known)| *known == unit) => {
                    into.fault(
                        1,
                        Some(name),
                        Fault::new("the currency has two columns").hint("keep the one that is right"),
                    );
                }
                Ok(unit) => currencies.push((at, unit)),
                Err(fault) => into.fault(1, Some(name), fault),
            }
        }
        Ecb { date, currencies }
    }
}

impl Lines for Ecb {
    fn line(&mut self, header: &Header, cells: &Cells<'_>, into: &mut Gather) {
        let day = match cells.text(self.date).and_then(|written| iso_day(&written)) {
            Ok(day) => day,
            Err(fault) => return into.fault(cells.line, Some(DATE), fault),
        };
        for (at, unit) in &self.currencies {
            if !matches!(cells.text(*at).as_deref(), Ok(NONE | "")) {
                into.rate(header, cells, *at, (*unit, day));
            }
        }
    }
}
