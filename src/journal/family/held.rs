//! The measures of an asset, and its figure in each.

use std::fmt;

use crate::domain::{Amount, Bounds, Date, Part, Remainder, Unit};

use super::super::step::{Stated, Step};

/// A measure of an asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// How much there is of it, in a currency or a crypto-asset.
    Amount,
    /// Its estimated value in a currency.
    Value,
    /// How many things it is.
    Count,
}

/// An asset's figure in a measure.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) value: Value,
    /// What was carved out of it before its rest was restated, and is therefore outside the equation of that rest.
    pub(super) before: Before,
    /// The date of the action that stated it; of an item that has a share of its asset's value, of that.
    pub(super) on: Option<Date>,
}

/// One asset, or one action on an asset, added up in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Addend {
    /// The asset's amount.
    pub(crate) value: Value,
    /// How much of it is meant; `None` if it is non-valued or its known amount must not count.
    pub(crate) remainder: Option<Remainder>,
    /// Whether an action counts with an amount carried over from an earlier one.
    pub(crate) carried: bool,
}

impl Measure {
    /// All of them.
    pub const ALL: [Measure; 3] = [Measure::Amount, Measure::Value, Measure::Count];

    /// What is known if nothing is stated. A missing count means no count rather than one of unknown size: not every
    /// asset consists of countable things.
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

/// The amount of an asset, as one of its family's parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A market value would be meaningless.
    NonValued,
    /// The sources give no amount, but possibly a currency.
    Unstated(Option<Unit>, Part),
    /// The sources give an amount.
    Stated(Unit, Part),
}

/// Items outside the equation of their asset's rest.
#[derive(Clone, Debug, Default)]
pub(super) struct Before {
    /// Their unit.
    pub(super) unit: Option<Unit>,
    pub(super) items: Vec<Part>,
}

impl Value {
    /// The currency or crypto-asset, if any.
    pub fn unit(self) -> Option<Unit> {
        match self {
            Value::NonValued => None,
            Value::Unstated(unit, _) => unit,
            Value::Stated(unit, _) => Some(unit),
        }
    }

    /// The amount, as one of the family's parts.
    pub fn part(self) -> Option<Part> {
        match self {
            Value::NonValued => None,
            Value::Unstated(_, part) | Value::Stated(_, part) => Some(part),
        }
    }

    /// The same with another part.
    pub(super) fn of_part(self, part: impl FnOnce(Part) -> Part) -> Value {
        match self {
            Value::NonValued => Value::NonValued,
            Value::Unstated(unit, of) => Value::Unstated(unit, part(of)),
            Value::Stated(unit, of) => Value::Stated(unit, part(of)),
        }
    }
}

impl Step {
    /// The amount it states in a measure, widened to every counting statement in the same unit.
    pub(crate) fn states(&self, measure: Measure) -> Option<Amount> {
        Some(match self.own().states(measure)? {
            Amount::Stated(unit, bounds) => Amount::Stated(unit, self.spanning(measure, unit, bounds)),
            other => other,
        })
    }

    /// The range over some bounds and every counting statement in the same unit.
    pub(super) fn spanning(&self, measure: Measure, unit: Unit, bounds: Bounds) -> Bounds {
        if self.also.is_empty() {
            return bounds;
        }
        let others = self.also.iter().filter_map(|stated| match Figures::of(stated).states(measure) {
            Some(Amount::Stated(other, also)) if other == unit => Some(also),
            _ => None,
        });
        bounds.spanning(others)
    }

    /// Whether it gives a value separate from the amount.
    pub(super) fn tells_value_apart(&self) -> bool {
        self.own().tell_value_apart() || self.also.iter().any(|stated| Figures::of(stated).tell_value_apart())
    }

    /// Whether it states a value itself, rather than an amount that doubles as one.
    pub(super) fn states_value_itself(&self) -> bool {
        self.value.as_deref().is_some_and(|value| !value.is_unstated())
    }

    fn own(&self) -> Figures<'_> {
        Figures { amount: self.amount.as_ref(), value: self.value.as_deref(), count: self.count.as_deref() }
    }
}

/// The figures that one source states.
#[derive(Clone, Copy)]
struct Figures<'a> {
    amount: Option<&'a Amount>,
    value: Option<&'a Amount>,
    count: Option<&'a Amount>,
}

impl Figures<'_> {
    fn of(stated: &Stated) -> Figures<'_> {
        Figures { amount: stated.amount.as_ref(), value: stated.value.as_ref(), count: stated.count.as_ref() }
    }

    /// The figure in a measure. An amount in a currency doubles as the value unless a value is stated.
    fn states(self, measure: Measure) -> Option<Amount> {
        let states = match measure {
            Measure::Amount => self.amount,
            Measure::Value => {
                let stated = self.value.filter(|value| !value.is_unstated());
                stated.or(self.amount.filter(|_| !self.are_in_crypto_asset())).or(self.value)
            }
            Measure::Count => self.count,
        };
        states.copied()
    }

    fn tell_value_apart(self) -> bool {
        self.value.is_some() || self.are_in_crypto_asset()
    }

    fn are_in_crypto_asset(self) -> bool {
        self.amount.and_then(|amount| amount.unit()).is_some_and(|unit| !unit.is_currency())
    }
}

/// What an action that begins an asset states in a measure; `inherited` is the unit of the asset that it is carved out
/// of.
pub(super) fn own(act: &Step, measure: Measure, inherited: Option<Unit>) -> Amount {
    match act.states(measure) {
        None | Some(Amount::Unstated(None)) => inherited.map_or(measure.silence(), |unit| Amount::Unstated(Some(unit))),
        Some(stated) => stated,
    }
}

/// What an item takes from its asset, and whether it is in the same unit.
pub(super) fn taken(from: Value, item: Amount) -> (bool, Bounds) {
    let same = item != Amount::NonValued && item.unit() == from.unit();
    (same, item.bounds().filter(|_| same).unwrap_or(Bounds::UNSTATED))
}
