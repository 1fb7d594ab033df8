//! Exact conversion of amounts into another currency: which rate holds on a day, and the sum of amounts at many rates.
//!
//! Nothing is rounded until a figure is printed: each amount is a fraction, and so is each sum. Rates fixed by law take
//! precedence over a publisher's, and a missing conversion is never guessed.
//!
//! ```
//! use impound::domain::{Amount, Decimal, Holds, Rate, RateSet, Unit, day};
//! use impound::exchange::{Exchange, Requested, Rounding, Series, Sum};
//!
//! let unit = |code| Unit::parse(code);
//! let mut daily = Series::of(RateSet { name: "daily".into(), base: unit("EUR")?, holds: Holds::Days(4) });
//! let rate = |code, rate| Ok::<_, impound::domain::Fault>(Rate {
//!     currency: unit(code)?,
//!     day: day("2024-06-28")?,
//!     rate: Decimal::parse(rate)?,
//!     entry: 7,
//! });
//! daily.add(rate("GBP", "0.84638")?);
//! daily.add(rate("USD", "1.0705")?);
//! let exchange = Exchange::new(unit("EUR")?, Rounding::HalfUp, Some(daily));
//!
//! On a Saturday, the rate of the Friday before holds.
//! let saturday = exchange.conversion(unit("USD")?, Requested::Day(day("2024-06-29")?)).expect("a rate");
//! let hundred = Amount::parse("100.00 USD", None)?.bounds().expect("an amount");
//! let mut sum = Sum::default();
//! sum.add(hundred.lower(), hundred.upper(), &saturday);
//! let (figures, _) = sum.finish().rounded(&exchange)?;
//! assert_eq!(Amount::Stated(unit("EUR")?, figures).to_string(), "93.41 EUR"); // 100 / 1.0705 = 93.4143…
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod fraction;
mod net;
mod path;
mod requested;
mod rounding;
mod series;
mod sum;

pub use net::Net;
pub use path::{Conversion, Path};
pub use requested::Requested;
pub use rounding::{Rounding, Rule};
pub use series::Series;
pub use sum::{Exact, Sum};

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use jiff::civil;

use crate::domain::{Unit, fixed};

/// Converts amounts into one unit.
#[derive(Debug)]
pub struct Exchange {
    target: Unit,
    rounding: Rounding,
    series: Option<Series>,
    /// The ranges of days already asked for, and whether each has a conversion: a year has many days, and is asked for
    /// often.
    ranges: Mutex<HashMap<(Unit, Requested), bool>>,
    /// Whether a currency could not be converted for lack of a set.
    lacks_a_set: AtomicBool,
}

impl Exchange {
    /// Converts into `target`, with the rates fixed by law and those of one set.
    pub fn new(target: Unit, rounding: Rounding, series: Option<Series>) -> Exchange {
        Exchange { target, rounding, series, ranges: Mutex::default(), lacks_a_set: AtomicBool::new(false) }
    }

    /// The unit that amounts are converted into.
    pub fn target(&self) -> Unit {
        self.target
    }

    /// How a figure with equal bounds is rounded.
    pub fn rounding(&self) -> Rounding {
        self.rounding
    }

    /// The name of the set of rates, if there is one.
    pub fn set(&self) -> Option<&str> {
        self.series.as_ref().map(Series::name)
    }

    /// The units whose rates a set needs so that amounts of `unit` can be converted: the unit itself, and what law has
    /// put in its place.
    pub fn needed(unit: Unit) -> Vec<Unit> {
        let mut needed = vec![unit];
        needed.extend(fixed::redenominated(unit).map(|redenominated| redenominated.into));
        if needed.iter().any(|unit| fixed::euro(*unit).is_some()) {
            needed.extend(Unit::parse("EUR"));
        }
        needed
    }

    /// The conversion of a unit into the target; `None` if a day that was asked for has no rate.
    pub fn conversion(&self, from: Unit, on: Requested) -> Option<Conversion> {
        let mut days = on.days()?;
        let first = self.path(from, days.next()?)?;
        let mut conversion = Conversion::by(first, (from, self.target));
        for day in days {
            conversion.widen(self.path(from, day)?, (from, self.target));
        }
        conversion.is_about = on.is_range() && conversion.rests_on_a_set();
        Some(conversion)
    }

    /// Whether each of the days asked for has a conversion.
    pub fn converts(&self, from: Unit, on: Requested) -> bool {
        let every = || on.days().is_some_and(|mut days| days.all(|day| self.path(from, day).is_some()));
        if from == self.target || !on.is_range() {
            return from == self.target || every();
        }
        let mut ranges = self.ranges.lock().unwrap_or_else(PoisonError::into_inner);
        *ranges.entry((from, on)).or_insert_with(every)
    }

    /// Whether some currency could not be converted because there is no set of rates.
    pub fn lacks_a_set(&self) -> bool {
        self.lacks_a_set.load(Ordering::Relaxed)
    }

    /// The path from a unit to the target on a day.
    fn path(&self, from: Unit, day: civil::Date) -> Option<Path> {
        let mut path = Path::default();
        if from == self.target {
            return Some(path);
        }
        let from = path.leave(from, day);
        let mut back = Path::default();
        let target = back.leave(self.target, day);
        if from != target {
            let Some(series) = &self.series else {
                self.lacks_a_set.fetch_or(from.is_currency(), Ordering::Relaxed);
                return None;
            };
            path.follow(series, from, target, day)?;
        }
        path.arrive(back);
        Some(path)
    }
}

#[cfg(test)]
mod tests;
