//! Rates of exchange as they are requested, and how a file compares with what its set had.

use crate::domain::{Decimal, Quote, RateSet, SourceCitation};
use crate::journal::Digest;

/// Rates from a file, to be added to a set.
#[derive(Clone, Debug)]
pub struct NewRates {
    /// The set, which begins here if there is none of the name.
    pub set: RateSet,
    /// Who publishes the rates.
    pub publisher: Option<String>,
    /// The format by which the file was read: `ecb`.
    pub format: String,
    /// The SHA-256 of the file.
    pub file: Digest,
    /// Its size in bytes.
    pub size: u64,
    /// The sources that say so, at least one.
    pub sources: Vec<SourceCitation>,
    /// Its lines, in any order.
    pub quotes: Vec<Quote>,
}

/// How the lines of a file compare with those that its set had.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComparedRates {
    /// How many lines are of a currency and a day of which the set had none.
    pub added: u64,
    /// How many lines have another rate than the set had.
    pub changed: u64,
    /// How many lines of the set, of days from the file's first to its last, the file lacks.
    pub lacking: u64,
    /// The first of the changed lines, each with the rate that the set had.
    pub changed_first: Vec<(Quote, Decimal)>,
    /// The first of those that the file lacks.
    pub lacking_first: Vec<Quote>,
    /// Of a file without a new line, the sources given with it that no entry of the set names: nothing records them.
    pub unrecorded: Vec<SourceCitation>,
}
