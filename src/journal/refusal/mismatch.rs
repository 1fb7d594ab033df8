//! Particulars that are implausible or do not go together.

use std::fmt;

use jiff::civil;

use crate::domain::{Action, Amount, AssetRef, Date, Portion, Things, Unit};

use super::super::particular::Particular;

/// What is wrong with the particulars of an action.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mismatch {
    /// No date is given.
    NoDate,
    /// The date is implausible.
    Unusual(Unusual),
    /// The way of disposal is missing.
    NoDisposal,
    /// A transfer that says neither where the asset goes nor who keeps it.
    NoMove,
    /// A revaluation without an amount.
    NoAmount,
    /// Proceeds without a sale.
    NotSold,
    /// A particular of proceeds is given without proceeds.
    NoProceeds(Particular),
    /// Proceeds or costs that are not money.
    NoMoney,
    /// The costs of a sale certainly exceed its proceeds.
    CostsExceed(Box<Sums>),
    /// The costs of a sale are in a different currency from its proceeds.
    CostsElsewhere(Box<Sums>),
    /// It is unclear how much of the asset a part is.
    NoAmountOfPart(AssetRef),
    /// A particular belongs to another action.
    OfOtherAction {
        /// The particular.
        particular: Particular,
        /// What it says.
        word: String,
        /// The action that it belongs to.
        only: Action,
        /// The action being recorded.
        action: Action,
    },
    /// A particular describes a new asset, but the asset is already in the ledger.
    Describes {
        /// The particular.
        particular: Particular,
        /// The asset.
        asset: AssetRef,
    },
    /// A particular applies to an existing asset, but the asset begins here.
    OfLater {
        /// The particular.
        particular: Particular,
        /// The asset.
        asset: AssetRef,
    },
    /// The measure ends before it begins.
    EndsBefore {
        /// When it ends.
        until: Date,
        /// When it was taken.
        date: Date,
    },
    /// A portion is given without an amount.
    OfNoAmount(Portion),
    /// An asset would overlap with itself.
    OverlapsItself(AssetRef),
    /// A value is in a crypto-asset.
    ValueInCryptoAsset(Unit),
    /// A value is non-valued.
    ValueOfNone,
    /// A count does not say what is counted.
    CountOfWhat,
    /// The things counted are given, but not how many there are.
    HowMany(Things),
    /// An asset would begin with a count of zero.
    CountsNone,
}

/// What a sale yielded and cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sums {
    /// The proceeds.
    pub proceeds: Amount,
    /// The costs.
    pub costs: Amount,
}

/// Why a date is implausible.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unusual {
    /// It is in the future.
    #[error("{date} is in the future: today is {today} (UTC)")]
    ToCome {
        /// The date.
        date: Date,
        /// The day of recording.
        today: civil::Date,
    },
    /// It is long ago.
    #[error("{date} is before {year}")]
    LongAgo {
        /// The date.
        date: Date,
        /// Dates before this year are unusual.
        year: i16,
    },
}

impl Mismatch {
    /// The message, with each particular named by `call`: as its flag or its column.
    pub fn called(&self, call: impl Fn(Particular) -> String) -> String {
        match self {
            Mismatch::NoDate => "no date is given".to_owned(),
            Mismatch::Unusual(unusual) => format!("{}: {unusual}", call(Particular::Date)),
            Mismatch::NoDisposal => "the way of disposal is missing".to_owned(),
            Mismatch::NoAmount => "a revaluation must state an amount or a value".to_owned(),
            Mismatch::NoMove => {
                "the transfer brings the asset neither to another place nor to another keeper".to_owned()
            }
            Mismatch::NotSold => "only what is sold has proceeds".to_owned(),
            Mismatch::NoProceeds(of) => format!("{} is about the proceeds of a sale, but none are given", call(*of)),
            Mismatch::NoMoney => "proceeds and costs are sums of money, never non-valued".to_owned(),
            Mismatch::CostsExceed(sums) => {
                let Sums { proceeds, costs } = sums.as_ref();
                format!("the costs, {costs}, are more than the proceeds, {proceeds}")
            }
            Mismatch::CostsElsewhere(sums) => {
                let Sums { proceeds, costs } = sums.as_ref();
                format!("the costs, {costs}, are in another currency than the proceeds, {proceeds}")
            }
            Mismatch::NoAmountOfPart(asset) => format!("it is unclear how much of {asset} this concerns"),
            Mismatch::OfOtherAction { particular, word, only, action } => {
                format!("{} {word} belongs to {only}, not to {action}", call(*particular))
            }
            Mismatch::Describes { particular, asset } => {
                format!("{} describes a new asset or item, but {asset} exists already", call(*particular))
            }
            Mismatch::OfLater { particular, asset } => {
                format!("{} is for an asset already in the ledger, but {asset} begins here", call(*particular))
            }
            Mismatch::EndsBefore { until, date } => {
                format!("{} {until} is before the action itself, on {date}", call(Particular::Until))
            }
            Mismatch::OfNoAmount(of) => {
                format!("{} {of} says how much an amount is of, but no amount is given", call(Particular::Of))
            }
            Mismatch::OverlapsItself(asset) => format!("{asset} cannot overlap with itself"),
            Mismatch::ValueInCryptoAsset(unit) => {
                format!("{} is in {unit}, which is not a currency", call(Particular::Value))
            }
            Mismatch::ValueOfNone => format!("{} is non-valued, which is not a value", call(Particular::Value)),
            Mismatch::CountOfWhat => format!("{} does not say what is counted", call(Particular::Count)),
            Mismatch::HowMany(things) => {
                format!("{} {things} does not say how many there are", call(Particular::CountOf))
            }
            Mismatch::CountsNone => format!("{} is 0, but an asset begins here", call(Particular::Count)),
        }
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.called(|particular| particular.to_string()))
    }
}

impl std::error::Error for Mismatch {}
