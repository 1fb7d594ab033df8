//! Amounts that do not go with what is known of an asset.

use std::fmt;

use crate::domain::{Action, Amount, AssetRef, Bounds, Digits, End, Unit, amount::bounds_text, decimal::scaled_text};

use super::super::family::Measure;

/// How a stated amount certainly differs from what an asset had. What is only *about* so much never does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// It is less.
    Less,
    /// It is more.
    More,
    /// It is in another currency.
    Currency,
}

/// An amount that certainly differs from what the asset has, which is money: so a part is meant, or something is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoneyDiffers {
    /// The asset.
    pub asset: AssetRef,
    /// What it has.
    pub has: Amount,
    /// The action that states the amount.
    pub action: Action,
    /// The amount.
    pub amount: Amount,
    /// How it differs.
    pub difference: Difference,
}

/// An amount of a carved asset that may or may not include the items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BothReadings {
    /// The asset.
    pub asset: AssetRef,
    /// Of what it is one: an amount, a value or a count.
    pub measure: Measure,
    /// The amount.
    pub amount: Amount,
    /// What each reading comes to; `None` where the amount is not a figure.
    pub reckoning: Option<Reckoning>,
}

/// What the two readings of an amount come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reckoning {
    /// What is left beside the items if the amount is of the whole; none where they come to more.
    pub left: Option<Amount>,
    /// What the items come to.
    pub items: Amount,
    /// What the asset has with its items if the amount is of what is left.
    pub together: Amount,
}

/// Items that would come to more than their asset has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortfall {
    /// The asset, where it is known which.
    pub asset: Option<AssetRef>,
    /// In which measure.
    pub measure: Measure,
    /// In what it is counted.
    pub unit: Option<Unit>,
    /// What is stated of it.
    pub stated: Bounds,
    /// The most that it can have.
    pub available: End,
    /// The least that its items would come to.
    pub needed: End,
}

impl fmt::Display for MoneyDiffers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let MoneyDiffers { asset, has, amount, .. } = self;
        let how = match self.difference {
            Difference::Less => "which is more than",
            Difference::More => "which is less than",
            Difference::Currency => "in another currency than",
        };
        write!(f, "{asset} amounts to {has}, {how} {amount}")
    }
}

impl fmt::Display for BothReadings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let BothReadings { asset, amount, .. } = self;
        let what = if self.measure == Measure::Value { "the value " } else { "" };
        write!(f, "{asset} has items: is {what}{amount} all of it with them, or what is left beside them?")
    }
}

impl fmt::Display for Shortfall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Shortfall { unit, stated, available, needed, .. } = *self;
        let name = self.asset.as_ref().map_or_else(|| "the asset".to_owned(), ToString::to_string);
        let code = unit.map_or(String::new(), |unit| format!(" {unit}"));
        let available = unit.map_or_else(|| available.scaled().to_string(), |unit| bounds_text(stated, unit));
        let more = if needed.inclusive() { "at least" } else { "more than" };
        let needed = scaled_text(needed.scaled(), unit.map_or(Digits::exactly(0), Unit::digits));
        let has = match self.measure {
            Measure::Amount => "amounts to",
            Measure::Value => "is valued at",
            Measure::Count => "counts",
        };
        write!(f, "{name} {has} {available}{code}, its items would come to {more} {needed}{code}")
    }
}

impl std::error::Error for MoneyDiffers {}
impl std::error::Error for BothReadings {}
impl std::error::Error for Shortfall {}
