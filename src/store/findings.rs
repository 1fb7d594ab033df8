//! What verifying a ledger finds.

use std::collections::BTreeMap;

use crate::journal::{Digest, Frontier};

/// What verifying found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Findings {
    /// The number of entries read.
    pub entries: u64,
    /// The tree over them.
    pub tree: Frontier,
    /// The roots at the sizes that were asked for; a size that the journal does not reach has none.
    pub roots: BTreeMap<u64, Digest>,
    /// Every difference, in words; none if the ledger is as the journal says.
    pub differences: Vec<String>,
}
