//! How a copy of a whole ledger goes, and what became of it.

use super::Error;
use super::findings::Findings;

/// How far a copy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// So many bytes are copied, of so many. The first becomes smaller when the copy begins again.
    Copied(u64, u64),
    /// So many entries of the copy are verified, of so many.
    Verified(u64, u64),
}

/// A copy that was made, verified, and brought to the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// What verifying it found: how many entries it has and the root over them, and no difference.
    pub findings: Findings,
    /// Its length in bytes.
    pub bytes: u64,
    /// How often a writer made the copy begin again; 0 for what was restored.
    pub restarts: u32,
}

/// Why there is no copy; nothing is left of it then.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotCopied {
    /// It could not be made.
    #[error("{0}")]
    Failed(#[from] Error),
    /// What was copied is not as its journal says.
    #[error("the copy differs from what its journal says")]
    Differs(Findings),
}
