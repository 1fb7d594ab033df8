//! Why a question has no answer.

use crate::domain::CaseRef;

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
    /// A family's stored lines were not written by impound.
    #[error("{0}")]
    Damaged(String),
    /// A thread ended before its work was done.
    #[error("a thread of the program ended")]
    ThreadEnded,
}
