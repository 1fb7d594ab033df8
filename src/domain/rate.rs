//! Rates of exchange: what one unit of a base is worth in other currencies, day by day.

use jiff::civil;

use super::{Decimal, Unit};

/// A set of rates from one publisher: units of each currency for 1 of the base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateSet {
    /// The name under which it was added.
    pub name: String,
    /// The currency that each rate is for 1 of.
    pub base: Unit,
    /// How long a rate holds.
    pub holds: Holds,
}

/// How long a rate holds after its day, if there is none of a later day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// This many days after its own.
    Days(u16),
    /// Until the end of its month.
    Month,
    /// Until the next one.
    UntilNext,
}

/// A rate of a set: units of a currency for 1 of the base on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    /// The currency.
    pub currency: Unit,
    /// The day of the rate; of a monthly one, the first of its month.
    pub day: civil::Date,
    /// Units of the currency for 1 of the base, with the decimals that the file writes.
    pub rate: Decimal,
    /// The entry since which it holds.
    pub entry: u64,
}
