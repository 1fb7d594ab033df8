//! The arguments of reports that need more than the shared filters.

use crate::domain::{Listed, Unit};

/// The arguments of a bridge: which report, and from which entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bridged {
    /// The report that has the totals.
    pub of: Sums,
    /// The last entry that the published totals knew.
    pub from: u64,
    /// Whether the entries under each line are named.
    pub naming: Naming,
}

/// The reports whose totals a bridge can lead from and to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sums {
    /// What is held.
    #[default]
    Holdings,
    /// What was done.
    Actions,
}

/// Whether a bridge names the entries behind each line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Naming {
    /// It does not.
    #[default]
    Silent,
    /// It does, in a column of its own.
    Entries,
}

impl Default for Bridged {
    /// From the beginning of the ledger.
    fn default() -> Bridged {
        Bridged { of: Sums::Holdings, from: 1, naming: Naming::Silent }
    }
}

/// The arguments of a concentration: how many lines, and in which unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Largest {
    /// The number of lines.
    pub top: usize,
    /// The currency or crypto-asset; if none is given, the only one held.
    pub unit: Option<Unit>,
}

impl Default for Largest {
    fn default() -> Largest {
        Largest { top: 10, unit: None }
    }
}

/// A custodian's list, and what it should hold.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// What the list is called.
    pub name: String,
    /// Its lines.
    pub lines: Vec<Listed>,
    /// The office whose assets should be in it; any if none is named.
    pub custodian: Option<String>,
}
