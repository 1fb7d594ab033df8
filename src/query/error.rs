//! Why a question has no answer.

use crate::domain::CaseRef;

/// Why a question has no answer, where neither a figure nor the ledger's keeping stands in the way.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The ledger has no entry of the number asked for.
    #[error("there is no entry {asked}")]
    NoEntry {
        /// The number asked for.
        asked: u64,
        /// The number of the last entry.
        last: u64,
    },
    /// The case did not exist then.
    #[error("there is no case {0}")]
    NoCase(CaseRef),
    /// A roll-forward has no first or no last day.
    #[error("a roll-forward goes from one day to another, and needs both")]
    NoPeriod,
    /// A roll-forward was asked for something that it does not tell.
    #[error("a roll-forward tells adopted amounts from day to day, not {0}")]
    NotRolled(&'static str),
    /// What is kept of a family was not written by impound.
    #[error("{0}")]
    Damaged(String),
    /// A thread of the program ended before its work was done.
    #[error("a thread of the program ended")]
    ThreadEnded,
}
