//! Why a phrase is refused, and where.

use std::ops::Range;

use crate::domain::{Advice, Amount, Fault};

/// Why a phrase yields no amount.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// What is wrong and what to do about it.
    pub fault: Fault,
    /// The place to mark in the phrase, in bytes.
    pub span: Range<usize>,
    /// The readings, if there are two.
    pub readings: Vec<Amount>,
}

impl Refusal {
    pub(super) fn new(span: Range<usize>, what: impl Into<String>, hint: impl Into<String>) -> Refusal {
        Refusal { fault: Fault::new(what).hint(hint), span, readings: Vec::new() }
    }

    pub(super) fn advised(span: Range<usize>, what: impl Into<String>, advice: Advice) -> Refusal {
        Refusal::of_fault(span, Fault::new(what).advise(advice))
    }

    pub(super) fn of_fault(span: Range<usize>, fault: Fault) -> Refusal {
        Refusal { fault, span, readings: Vec::new() }
    }

    /// More decimals than the currency has, which may be thousands.
    pub(super) fn too_many_decimals(span: Range<usize>, fault: &Fault, grouped: Amount) -> Refusal {
        let what = format!("{}; if its point divides thousands, it is {grouped}", fault.what());
        let hint = format!("write {grouped} if that is meant, or name a language that divides thousands by a point");
        Refusal { fault: Fault::new(what).hint(hint), span, readings: vec![grouped] }
    }

    /// Two readings of one place.
    pub(super) fn ambiguous(span: Range<usize>, place: &str, readings: [Amount; 2]) -> Refusal {
        let [one, other] = readings;
        let fault = Fault::new(format!("“{place}” has two readings, {one} and {other}")).advise(Advice::GiveLanguage);
        Refusal { fault, span, readings: vec![one, other] }
    }
}
