//! Rates of exchange: what one unit of a base is in others, day by day.

use jiff::civil;

use super::{Decimal, Unit};

/// A set of rates that one publisher gives: the units of each currency for 1 of the base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateSet {
    /// The name under which it was added.
    pub name: String,
    /// The currency of which each rate tells what 1 is.
    pub base: Unit,
    /// How long a rate holds.
    pub holds: Holds,
}

/// How long a rate holds after its day, where there is none of a later day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// So many days after its own.
    Days(u16),
    /// Until the end of its month.
    Month,
    /// Until the next one.
    UntilNext,
}

/// A rate of a set: what 1 of the base is in a currency on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    /// The currency.
    pub currency: Unit,
    /// The day of the rate; of a monthly one, the first of its month.
    pub day: civil::Date,
    /// Units of the currency for 1 of the base, with the decimals that the file writes.
    pub rate: Decimal,
    /// The entry from which it holds.
    pub entry: u64,
}
