//! Progress and outcome of copying a whole ledger.

use super::Error;
use super::findings::Findings;

/// Progress of a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Bytes or entries copied, and how many there are. The first falls when the copy restarts.
    Copied(u64, u64),
    /// Entries verified in the copy, and entries in total.
    Verified(u64, u64),
}

/// Takes the progress of a copy; an error stops it.
pub(super) type Watch<'a> = dyn FnMut(Progress) -> Result<(), Error> + 'a;

/// A copy that was made, verified and synced to disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// What verification found: the number of entries and their root, and no differences.
    pub findings: Findings,
    /// Its length in bytes; `None` on a server.
    pub bytes: Option<u64>,
    /// How often a writer forced the copy to restart; 0 for a restore.
    pub restarts: u32,
}

/// Why there is no copy; nothing is left of the attempt.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotCopied {
    /// It could not be made.
    #[error("{0}")]
    Failed(#[from] Error),
    /// The copy does not match its journal.
    #[error("the copy differs from what its journal says")]
    Differs(Findings),
}
