//! The result of verifying a ledger.

use std::collections::BTreeMap;

use crate::journal::{Digest, Frontier};

/// The result of verifying a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Findings {
    /// The number of entries read.
    pub entries: u64,
    /// The tree over them.
    pub tree: Frontier,
    /// The roots at the requested sizes; a size beyond the end of the journal has none.
    pub roots: BTreeMap<u64, Digest>,
    /// Every difference, in words; empty if the ledger matches its journal.
    pub differences: Vec<String>,
}
