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
    /// A family's stored lines were not written by impound.
    #[error("{0}")]
    Damaged(String),
    /// A thread ended before its work was done.
    #[error("a thread of the program ended")]
    ThreadEnded,
}
