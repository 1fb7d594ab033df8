//! Requests to add rates of exchange, and how a file compares with its set.

use crate::domain::{Decimal, Quote, RateSet, SourceCitation};
use crate::journal::Digest;

/// Rates from a file, to be added to a set.
#[derive(Clone, Debug)]
pub struct NewRates {
    /// The set, which begins here if its name is new.
    pub set: RateSet,
    /// Who publishes the rates.
    pub publisher: Option<String>,
    /// The format in which the file was read: `ecb`.
    pub format: String,
    /// The SHA-256 of the file.
    pub file: Digest,
    /// Its size in bytes.
    pub size: u64,
    /// The sources that publish the rates, at least one.
    pub sources: Vec<SourceCitation>,
    /// Its lines, in any order.
    pub quotes: Vec<Quote>,
}

/// How the lines of a file compare with those of its set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComparedRates {
    /// How many lines are for a currency and a day without a rate in the set.
    pub added: u64,
    /// How many lines have another rate than the set.
    pub changed: u64,
    /// How many of the set's lines, between the file's first and last day, the file lacks.
    pub lacking: u64,
    /// The first of the changed lines, each with the rate in the set.
    pub changed_first: Vec<(Quote, Decimal)>,
    /// The first of the lines that the file lacks.
    pub lacking_first: Vec<Quote>,
    /// Of a file without a new line, the sources given with it that no entry of the set names: nothing records them.
    pub unrecorded: Vec<SourceCitation>,
}
