//! What an entry or a command names, so that only the relevant part of the journal is read.

use crate::domain::{CaseRef, SourceRef};

use super::digest::Digest;
use super::target::Handle;

/// What an entry or a command names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Names {
    /// Cases.
    pub cases: Vec<CaseRef>,
    /// Sources.
    pub sources: Vec<SourceRef>,
    /// Assets.
    pub assets: Vec<Handle>,
    /// Entries whose actions or sources are meant.
    pub entries: Vec<u64>,
    /// Commitments to personal data that may be withheld.
    pub commitments: Vec<Digest>,
}
