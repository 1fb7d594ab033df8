//! Why a question has no answer.

use crate::domain::{CaseRef, Unit};

/// Why a question has no answer, other than a figure that does not fit or a storage error.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The ledger has no entry with the requested number.
    #[error("there is no entry {asked}")]
    NoEntry {
        /// The requested number.
        asked: u64,
        /// The number of the last entry.
        last: u64,
    },
    /// The case did not exist then.
    #[error("there is no case {0}")]
    NoCase(CaseRef),
    /// There is no such set of rates.
    #[error("there is no set of rates “{asked}”; {}", among(known))]
    NoRates {
        /// The name asked for.
        asked: String,
        /// The names that there are.
        known: Vec<String>,
    },
    /// A set of rates leads to no amounts of a unit.
    #[error("the set of rates “{set}” has no {to}")]
    RatesLack {
        /// The set's name.
        set: String,
        /// The unit.
        to: Unit,
    },
    /// Several sets could be meant.
    #[error("several sets of rates lead to {to}: {}", sets.join(", "))]
    SeveralRates {
        /// The unit.
        to: Unit,
        /// Their names.
        sets: Vec<String>,
    },
    /// No set leads to amounts of a unit, and not all are fixed by law.
    #[error("no set of rates leads to {to}; {}", among(known))]
    NoRatesFit {
        /// The unit.
        to: Unit,
        /// The names that there are.
        known: Vec<String>,
    },
    /// A report adds up no money.
    #[error("the report {0} adds up no money that could be converted")]
    NothingToConvert(&'static str),
    /// A roll-forward has no first or no last day.
    #[error("a roll-forward goes from one day to another, and needs both")]
    NoPeriod,
    /// A roll-forward was asked for something that it does not tell.
    #[error("a roll-forward tells adopted amounts from day to day, not {0}")]
    NotRolled(&'static str),
    /// Each amount was to be converted at a rate of its own.
    #[error("{0} converts all amounts at the rates of one day, so that its lines add up")]
    OneRateDay(&'static str),
    /// A bridge would lead from an entry that is not before its end.
    #[error("a bridge leads from an entry to a later one, not from {from} to {up_to}")]
    NoBridge {
        /// The last entry that the published totals would have known.
        from: u64,
        /// The last that the later ones know.
        up_to: u64,
    },
    /// A bridge was asked for something that it does not tell.
    #[error("a bridge leads between totals of adopted amounts, not of {0}")]
    NotBridged(&'static str),
    /// The largest of what is held in several currencies or crypto-assets are not comparable.
    #[error("what is held is in several currencies: {}", .0.join(", "))]
    SeveralUnits(Vec<String>),
    /// The largest are asked for in one currency, and converted into one as well.
    #[error("the largest are compared in one currency: in {0}, or in the one into which all is converted")]
    OneCurrency(Unit),
    /// A family's stored lines were not written by impound.
    #[error("{0}")]
    Damaged(String),
    /// A thread ended before its work was done.
    #[error("a thread of the program ended")]
    ThreadEnded,
}

/// The sets that there are, in words.
fn among(sets: &[String]) -> String {
    if sets.is_empty() { "none is recorded".to_owned() } else { format!("recorded: {}", sets.join(", ")) }
}
