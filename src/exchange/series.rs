//! The rates of one set, day by day, and which of them holds.

use std::collections::HashMap;

use jiff::{ToSpan, civil};

use crate::domain::{Decimal, Holds, Rate, RateSet, Unit};

/// The rates of one set, as far as a report needs them.
#[derive(Clone, Debug)]
pub struct Series {
    set: RateSet,
    quotes: HashMap<Unit, Vec<Quote>>,
}

/// What 1 of the base is in a currency on a day.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quote {
    pub(super) day: civil::Date,
    pub(super) rate: Decimal,
    pub(super) entry: u64,
}

impl Series {
    /// An empty series.
    pub fn of(set: RateSet) -> Series {
        Series { set, quotes: HashMap::new() }
    }

    /// Adds a rate, after those of earlier days of its currency.
    pub fn add(&mut self, rate: Rate) {
        let quote = Quote { day: rate.day, rate: rate.rate, entry: rate.entry };
        self.quotes.entry(rate.currency).or_default().push(quote);
    }

    /// The set's name.
    pub(super) fn name(&self) -> &str {
        &self.set.name
    }

    /// The first day whose rate can hold on `day`; the earliest possible one if a rate holds until the next.
    pub fn first_that_can_hold(holds: Holds, day: civil::Date) -> civil::Date {
        match holds {
            Holds::Days(days) => day.checked_sub(i64::from(days).days()).unwrap_or(civil::Date::MIN),
            Holds::Month => day.first_of_month(),
            Holds::UntilNext => civil::Date::MIN,
        }
    }

    /// The rates of two units that hold on a day, both of the same day; the base itself has none. `None` if the set
    /// lacks one of them.
    pub(super) fn on(&self, one: Unit, other: Unit, day: civil::Date) -> Option<[Option<Quote>; 2]> {
        let since = Series::first_that_can_hold(self.set.holds, day);
        let until = |unit: Unit| {
            let quotes = self.quotes.get(&unit)?;
            let until = quotes.partition_point(|quote| quote.day <= day);
            Some(quotes.get(..until)?.iter().rev().take_while(move |quote| quote.day >= since))
        };
        match (one == self.set.base, other == self.set.base) {
            (true, true) => Some([None, None]),
            (true, false) => Some([None, Some(*until(other)?.next()?)]),
            (false, true) => Some([Some(*until(one)?.next()?), None]),
            (false, false) => {
                let (mut ones, mut others) = (until(one)?, until(other)?);
                let (mut one, mut other) = (ones.next()?, others.next()?);
                while one.day != other.day {
                    if one.day > other.day { one = ones.next()? } else { other = others.next()? }
                }
                Some([Some(*one), Some(*other)])
            }
        }
    }
}
