//! What a dossier is asked for, and what a ledger says beside its reports.

use jiff::civil;

use crate::journal::{CaseFile, SourceFile};
use crate::query::Query;

/// What a dossier is about.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The case, the day, what amounts become, and which personal data are shown.
    pub query: Query,
    /// The first day of the period in which it tells what changed; else the first of the year.
    pub from: Option<civil::Date>,
}

/// What a ledger says of itself, its cases and its sources, as known at the dossier's last entry.
#[derive(Clone, Debug, Default)]
pub struct Filed {
    /// The ledger's name.
    pub origin: String,
    /// When the last entry was recorded.
    pub recorded_at: String,
    /// The case, or all cases.
    pub cases: Vec<CaseFile>,
    /// The sources, with the entries that added them.
    pub sources: Vec<(u64, SourceFile)>,
    /// How the page is made and checked again, a command each.
    pub commands: Vec<String>,
}

impl Asked {
    /// A dossier on a question, with the period of the year.
    pub fn about(query: Query) -> Asked {
        Asked { query, from: None }
    }
}
