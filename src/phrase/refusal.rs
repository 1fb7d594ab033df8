//! Why a phrase is refused, and where.

use std::ops::Range;

use crate::domain::{Amount, Fault};

/// Why a phrase gives no amount.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// What is wrong and what to do about it.
    pub fault: Fault,
    /// The place in the phrase to mark, in bytes.
    pub span: Range<usize>,
    /// The readings, where there are two.
    pub readings: Vec<Amount>,
}

impl Refusal {
    pub(super) fn new(span: Range<usize>, what: impl Into<String>, hint: impl Into<String>) -> Refusal {
        Refusal { fault: Fault::new(what).hint(hint), span, readings: Vec::new() }
    }

    pub(super) fn of_fault(span: Range<usize>, fault: Fault) -> Refusal {
        Refusal { fault, span, readings: Vec::new() }
    }

    /// Two readings of one place.
    pub(super) fn ambiguous(span: Range<usize>, place: &str, readings: [Amount; 2]) -> Refusal {
        let [one, other] = readings;
        let fault = Fault::new(format!("“{place}” has two readings, {one} and {other}"))
            .hint("write the one that is meant, or name the phrase's language with --lang");
        Refusal { fault, span, readings: vec![one, other] }
    }
}
