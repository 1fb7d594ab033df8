//! The journal's entries, recorded once and never changed.

use crate::domain::EntryRef;

use super::digest::Digest;
use super::kinds::{Body, Effect};
use super::stamp::Stamp;
use super::withholding::Handling;

/// One numbered line of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number, from 1 without gaps.
    pub number: u64,
    /// When it was recorded and who recorded it.
    pub stamp: Stamp,
    /// The reference that makes a retry safe.
    pub reference: Option<EntryRef>,
    /// What it records.
    pub body: Body,
}

impl Entry {
    /// Whether it adds an imported file as a source.
    pub fn is_imported_file(&self) -> bool {
        matches!(&self.body, Body::Source(file) if file.is_imported())
    }

    /// The commitments whose data it withholds or discloses again.
    pub fn withheld(&self) -> &[Digest] {
        match self.body.effect() {
            Effect::Withhold { commitments, .. } => commitments,
            _ => &[],
        }
    }

    /// Whether it erases personal data.
    pub fn is_erasure(&self) -> bool {
        matches!(self.body.effect(), Effect::Withhold { handling: Handling::Erased, .. })
    }
}
