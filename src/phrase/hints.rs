//! What is known of a phrase beside its words.

use super::language::Language;
use crate::domain::{Jurisdiction, Precision, Unit};

/// What is known of a phrase beside its words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints<'a> {
    /// The language that it is written in.
    pub language: Option<Language>,
    /// The currency of an amount that names none, or the one meant where several bear its name.
    pub currency: Option<Unit>,
    /// The places of the record: one with a dollar, pound or the like of its own leaves `$` and `£` open.
    pub places: &'a [Jurisdiction],
    /// How many decimals the amount may have.
    pub precision: Precision,
}
