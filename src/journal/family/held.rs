//! What is measured of an asset, and what it has of each measure.

use std::fmt;

use crate::domain::{Amount, Bounds, Date, Part, Remainder, Unit};

use super::super::step::{Stated, Step};

/// What is measured of an asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// How much there is of it, in a currency or a crypto-asset.
    Amount,
    /// What it was estimated at, in a currency.
    Value,
    /// How many things it is.
    Count,
}

/// What an asset has of a measure.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) value: Value,
    /// What was carved out of it before its rest was stated anew, which is outside the equation of that rest.
    pub(super) before: Before,
    /// The date of the action that stated it; of an item that has a share of its asset's value, of that.
    pub(super) on: Option<Date>,
}

/// One asset, or one action on an asset, that a row adds up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Addend {
    /// What the asset amounts to.
    pub(crate) value: Value,
    /// How much of it is meant; `None` where no value has a meaning, or none that is known is to be taken.
    pub(crate) remainder: Option<Remainder>,
    /// Whether an action counts with an amount that it does not state itself.
    pub(crate) carried: bool,
}

impl Measure {
    /// All of them.
    pub const ALL: [Measure; 3] = [Measure::Amount, Measure::Value, Measure::Count];

    /// What is known where nothing is said. A count that nobody states is none, and not one of unknown size: an asset need
    /// not be things that can be counted.
    pub(super) fn silence(self) -> Amount {
        match self {
            Measure::Amount | Measure::Value => Amount::Unstated(None),
            Measure::Count => Amount::NonValued,
        }
    }
}

/// Its word: amount, value, count.
impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Measure::Amount => "amount",
            Measure::Value => "value",
            Measure::Count => "count",
        })
    }
}

impl Addend {
    pub(super) const NONE: Addend = Addend { value: Value::NonValued, remainder: None, carried: false };
}

/// What an asset amounts to, as an amount among the parts of its family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// No market value has a meaning.
    NonValued,
    /// The sources give no amount, perhaps a currency.
    Unstated(Option<Unit>, Part),
    /// The sources give an amount.
    Stated(Unit, Part),
}

/// Items that are outside the equation of what is left of their asset.
#[derive(Clone, Debug, Default)]
pub(super) struct Before {
    /// What they are in.
    pub(super) unit: Option<Unit>,
    pub(super) items: Vec<Part>,
}

impl Value {
    /// The currency or crypto-asset, where there is one.
    pub fn unit(self) -> Option<Unit> {
        match self {
            Value::NonValued => None,
            Value::Unstated(unit, _) => unit,
            Value::Stated(unit, _) => Some(unit),
        }
    }

    /// The amount among the parts of the family.
    pub fn part(self) -> Option<Part> {
        match self {
            Value::NonValued => None,
            Value::Unstated(_, part) | Value::Stated(_, part) => Some(part),
        }
    }

    /// The same of another part.
    pub(super) fn of_part(self, part: impl FnOnce(Part) -> Part) -> Value {
        match self {
            Value::NonValued => Value::NonValued,
            Value::Unstated(unit, of) => Value::Unstated(unit, part(of)),
            Value::Stated(unit, of) => Value::Stated(unit, part(of)),
        }
    }
}

impl Step {
    /// What it states in a measure, as wide as all that counts of what sources state of it in the same unit.
    pub(crate) fn states(&self, measure: Measure) -> Option<Amount> {
        Some(match self.own().states(measure)? {
            Amount::Stated(unit, bounds) => Amount::Stated(unit, self.spanning(measure, unit, bounds)),
            other => other,
        })
    }

    /// From the least to the greatest of some bounds and of what counts of what sources state in the same unit.
    pub(super) fn spanning(&self, measure: Measure, unit: Unit, bounds: Bounds) -> Bounds {
        let others = self.also.iter().filter_map(|stated| match Figures::of(stated).states(measure) {
            Some(Amount::Stated(other, also)) if other == unit => Some(also),
            _ => None,
        });
        bounds.spanning(others)
    }

    /// Whether it tells what an asset is worth apart from what it amounts to.
    pub(super) fn tells_value_apart(&self) -> bool {
        std::iter::once(self.own()).chain(self.also.iter().map(Figures::of)).any(Figures::tell_value_apart)
    }

    /// Whether it states a value itself, and not only an amount that is one.
    pub(super) fn states_value_itself(&self) -> bool {
        self.value.as_deref().is_some_and(|value| !value.is_unstated())
    }

    fn own(&self) -> Figures {
        Figures { amount: self.amount, value: self.value.as_deref().copied(), count: self.count.as_deref().copied() }
    }
}

/// What one source states of what is measured.
#[derive(Clone, Copy)]
struct Figures {
    amount: Option<Amount>,
    value: Option<Amount>,
    count: Option<Amount>,
}

impl Figures {
    fn of(stated: &Stated) -> Figures {
        Figures { amount: stated.amount, value: stated.value, count: stated.count }
    }

    /// What they state in a measure. An amount in a currency is what the asset is worth, too, unless a value is stated.
    fn states(self, measure: Measure) -> Option<Amount> {
        match measure {
            Measure::Amount => self.amount,
            Measure::Value => {
                let stated = self.value.filter(|value| !value.is_unstated());
                stated.or(self.amount.filter(|_| !self.are_in_crypto_asset())).or(self.value)
            }
            Measure::Count => self.count,
        }
    }

    fn tell_value_apart(self) -> bool {
        self.value.is_some() || self.are_in_crypto_asset()
    }

    fn are_in_crypto_asset(self) -> bool {
        self.amount.and_then(Amount::unit).is_some_and(|unit| !unit.is_currency())
    }
}

/// What an action with which an asset begins states of it in a measure; `inherited` is the unit of what it is carved out of.
pub(super) fn own(act: &Step, measure: Measure, inherited: Option<Unit>) -> Amount {
    match act.states(measure) {
        None | Some(Amount::Unstated(None)) => inherited.map_or(measure.silence(), |unit| Amount::Unstated(Some(unit))),
        Some(stated) => stated,
    }
}

/// What an item takes of its asset, and whether it is in the same unit.
pub(super) fn taken(from: Value, item: Amount) -> (bool, Bounds) {
    let same = item != Amount::NonValued && item.unit() == from.unit();
    (same, item.bounds().filter(|_| same).unwrap_or(Bounds::UNSTATED))
}
