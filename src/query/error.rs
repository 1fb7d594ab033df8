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
    /// A bridge would lead from an entry that is not before its end.
    #[error("a bridge leads from an entry to a later one, not from {from} to {up_to}")]
    NoBridge {
        /// The last entry that the published totals would have known.
        from: u64,
        /// The last that the later ones know.
        up_to: u64,
    },
    /// The largest of what is held in several currencies or crypto-assets are not comparable.
    #[error("what is held is in several currencies: {}", .0.join(", "))]
    SeveralUnits(Vec<String>),
    /// What is kept of a family was not written by impound.
    #[error("{0}")]
    Damaged(String),
    /// A thread of the program ended before its work was done.
    #[error("a thread of the program ended")]
    ThreadEnded,
}
