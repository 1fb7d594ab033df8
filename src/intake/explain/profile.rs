//! The minimum, maximum, sum and number of different values of a column.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use jiff::civil;

use crate::domain::Decimal;
use crate::intake::table::Cell;

use super::look::{Decimals, Look, look, sample};

/// The most different values that are counted.
const DIFFERENT: usize = 50_000;

/// A summary of a column's values.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// The smallest and the largest number.
    pub numbers: Option<(Decimal, Decimal)>,
    /// The sum of the numbers, unless one has two readings or the sum does not fit.
    pub sum: Option<Decimal>,
    /// The first and last day, among native dates and dates that begin with the year.
    pub days: Option<(civil::Date, civil::Date)>,
    is_summed: bool,
    filled: u64,
    seen: HashSet<u64>,
    hasher: RandomState,
}

impl PartialEq for Profile {
    fn eq(&self, other: &Profile) -> bool {
        let of = |profile: &Profile| (profile.numbers, profile.sum, profile.days, profile.filled, profile.different());
        of(self) == of(other)
    }
}

impl Eq for Profile {}

impl Profile {
    /// The number of different values; `None` above the counting limit.
    pub(crate) fn different(&self) -> Option<u64> {
        (self.seen.len() < DIFFERENT).then_some(self.seen.len() as u64)
    }

    /// How many cells repeat another cell's value.
    pub fn repeated(&self) -> u64 {
        self.filled.saturating_sub(self.seen.len() as u64)
    }

    /// Counts a cell.
    pub(super) fn count(&mut self, cell: &Cell) {
        let Some(look) = look(cell) else { return };
        self.filled += 1;
        if self.seen.len() < DIFFERENT {
            self.seen.insert(self.hasher.hash_one(sample(cell).as_ref()));
        }
        match look {
            Look::Number(number) | Look::Money(number, _) => self.number(cell, number.decimals),
            Look::Day(_) => self.day(cell),
            Look::Text | Look::Flag | Look::Error => {}
        }
    }

    fn number(&mut self, cell: &Cell, decimals: Decimals) {
        let Some(number) = figure(cell, decimals) else {
            // Without this number the sum would be wrong.
            (self.sum, self.is_summed) = (None, true);
            return;
        };
        self.numbers = Some(match self.numbers {
            None => (number, number),
            Some((least, greatest)) => (least.min(number), greatest.max(number)),
        });
        self.sum = match (self.sum, self.is_summed) {
            (None, true) => None,
            (None, false) => Some(number),
            (Some(sum), _) => sum.plus(number).ok(),
        };
        self.is_summed = true;
    }

    fn day(&mut self, cell: &Cell) {
        let day = match cell {
            Cell::Date(day) => Some(*day),
            Cell::DateTime(time) => Some(time.date()),
            Cell::Text(text) => text.trim().get(..10).and_then(|text| text.parse().ok()),
            _ => None,
        };
        let Some(day) = day else { return };
        self.days = Some(self.days.map_or((day, day), |(first, last)| (first.min(day), last.max(day))));
    }
}

/// A cell's figure without thousands separators; `None` if it has two readings or is negative.
fn figure(cell: &Cell, decimals: Decimals) -> Option<Decimal> {
    let text = match cell {
        Cell::Number(number) | Cell::Money(number, _) => return Decimal::parse(number).ok(),
        Cell::Text(text) => text,
        _ => return None,
    };
    let mark = match decimals {
        Decimals::Unclear => return None,
        Decimals::None => None,
        Decimals::Point => Some('.'),
        Decimals::Comma => Some(','),
    };
    let mut plain = String::new();
    for sign in text.chars() {
        match sign {
            sign if sign.is_ascii_digit() => plain.push(sign),
            sign if Some(sign) == mark => plain.push('.'),
            '-' | '−' | '(' => return None,
            _ => {}
        }
    }
    Decimal::parse(&plain).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(cells: &[&str]) -> Profile {
        let mut profile = Profile::default();
        cells.iter().for_each(|cell| profile.count(&Cell::Text((*cell).to_owned())));
        profile
    }

    #[test]
    fn the_values_of_a_column_are_summarised() {
        let found = profile(&["18.500,50", "€ 500", "500,00", "", "18.500,50"]);
        let (least, greatest) = found.numbers.unwrap();
        assert_eq!((least.to_string(), greatest.to_string()), ("500".to_owned(), "18500.50".to_owned()));
        assert_eq!(found.sum.unwrap().to_string(), "38001.00");
        assert_eq!((found.different(), found.repeated()), (Some(3), 1));
        assert_eq!(profile(&["1,234", "5"]).sum, None);
        let days = profile(&["2024-06-25", "2023-01-02"]).days.unwrap();
        assert_eq!(days, (civil::date(2023, 1, 2), civil::date(2024, 6, 25)));
    }
}
