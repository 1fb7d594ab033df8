//! What is known about a phrase apart from its words.

use super::language::Language;
use crate::domain::{Jurisdiction, Precision, Unit};

/// What is known about a phrase apart from its words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints<'a> {
    /// The language of the phrase.
    pub language: Option<Language>,
    /// The currency of an amount that names none, or the one meant where several share a name.
    pub currency: Option<Unit>,
    /// The places of the record: one with its own dollar, pound or the like leaves `$` and `£` open.
    pub places: &'a [Jurisdiction],
    /// How many decimals the amount may have.
    pub precision: Precision,
}
