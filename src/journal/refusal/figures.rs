//! Amounts that conflict with what is known of an asset.

use std::fmt;

use crate::domain::{Action, Amount, AssetRef, Bounds, Digits, End, Unit, amount::bounds_text, decimal::scaled_text};

use super::super::family::Measure;

/// How a stated amount certainly differs from what an asset had. An *about* amount never certainly differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// It is less.
    Less,
    /// It is more.
    More,
    /// It is in another currency.
    Currency,
}

/// An amount that certainly differs from what a money asset has: either a part is meant, or something is wrong.
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

/// An amount of a carved asset that may or may not include its items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BothReadings {
    /// The asset.
    pub asset: AssetRef,
    /// The measure: amount, value or count.
    pub measure: Measure,
    /// The amount.
    pub amount: Amount,
    /// The results of each reading; `None` if the amount is not a figure.
    pub reckoning: Option<Reckoning>,
}

/// The results of the two readings of an amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reckoning {
    /// The rest, if the amount is of the whole; `None` if the items exceed it.
    pub left: Option<Amount>,
    /// The total of the items.
    pub items: Amount,
    /// The total with the items, if the amount is of the rest.
    pub together: Amount,
}

/// Items that would exceed their asset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortfall {
    /// The asset, if known.
    pub asset: Option<AssetRef>,
    /// The measure.
    pub measure: Measure,
    /// The unit.
    pub unit: Option<Unit>,
    /// What is stated for it.
    pub stated: Bounds,
    /// The most that it can have.
    pub available: End,
    /// The least total of its items.
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
