//! Why a question has no answer.

use crate::domain::{CaseRef, Origin, Unit};

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
        /// The names of the recorded sets.
        known: Vec<String>,
    },
    /// A set of rates cannot convert into a unit.
    #[error("the set of rates “{set}” has no {to}")]
    RatesLack {
        /// The set's name.
        set: String,
        /// The unit.
        to: Unit,
    },
    /// Several sets can convert into a unit.
    #[error("several sets of rates can convert into {to}: {}", sets.join(", "))]
    SeveralRates {
        /// The unit.
        to: Unit,
        /// Their names.
        sets: Vec<String>,
    },
    /// No set can convert into a unit, and some amounts need one.
    #[error("no set of rates can convert into {to}; {}", among(known))]
    NoRatesFit {
        /// The unit.
        to: Unit,
        /// The names of the recorded sets.
        known: Vec<String>,
    },
    /// A report has no amounts to convert.
    #[error("the report {0} has no amounts to convert")]
    NothingToConvert(&'static str),
    /// A roll-forward lacks its first or last day.
    #[error("a roll-forward needs a first and a last day")]
    NoPeriod,
    /// A roll-forward was asked for something that it does not cover.
    #[error("a roll-forward covers adopted amounts over a period, not {0}")]
    NotRolled(&'static str),
    /// A report was asked to convert each amount at a rate of its own.
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
    /// A bridge was asked for something that it does not cover.
    #[error("a bridge explains totals of adopted amounts, not of {0}")]
    NotBridged(&'static str),
    /// Holdings in several currencies or crypto-assets cannot be compared.
    #[error("what is held is in several currencies: {}", .0.join(", "))]
    SeveralUnits(Vec<String>),
    /// A currency was given both to compare in and to convert into.
    #[error("the largest are compared in one currency: {0}, or the one converted into")]
    OneCurrency(Unit),
    /// A report over several ledgers was asked for without any.
    #[error("there is no ledger to consolidate")]
    NoLedger,
    /// Two of the ledgers to consolidate are the same.
    #[error("the ledger {0} is there twice")]
    LedgerTwice(Origin),
    /// A report over several ledgers was asked for something that only one ledger has.
    #[error("{0} cannot be consolidated: it is about one ledger")]
    OfOneLedger(&'static str),
    /// A family's stored lines were not written by impound.
    #[error("{0}")]
    Damaged(String),
    /// A thread ended before its work was done.
    #[error("a thread of the program ended")]
    ThreadEnded,
}

/// The recorded sets, in words.
fn among(sets: &[String]) -> String {
    if sets.is_empty() { "none is recorded".to_owned() } else { format!("recorded: {}", sets.join(", ")) }
}
