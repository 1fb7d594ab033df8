//! How much one amount exceeds another; the difference may be below zero.

use super::{Bounds, End, Fault};

/// How much one amount exceeds another: bounds that may be below zero, and lack an end if one of the two amounts does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The least that it can be.
    pub lower: Option<End>,
    /// The most that it can be.
    pub upper: Option<End>,
    /// Whether a figure in it is approximate.
    pub approximate: bool,
}

impl Difference {
    /// No difference at all.
    pub const NONE: Difference = Difference { lower: Some(End::ZERO), upper: Some(End::ZERO), approximate: false };

    /// Whether there is certainly no difference.
    pub fn is_none(self) -> bool {
        self == Difference::NONE
    }

    /// The sum of both.
    ///
    /// # Errors
    /// A figure does not fit.
    pub fn plus(self, other: Difference) -> Result<Difference, Fault> {
        let sum = |one: Option<End>, other: Option<End>| one.zip(other).map(|(one, other)| one.plus(other)).transpose();
        Ok(Difference {
            lower: sum(self.lower, other.lower)?,
            upper: sum(self.upper, other.upper)?,
            approximate: self.approximate || other.approximate,
        })
    }

    /// One amount less another, figure for figure.
    ///
    /// # Errors
    /// A figure does not fit.
    pub fn between(one: Bounds, other: Bounds) -> Result<Difference, Fault> {
        Ok(Difference {
            lower: other.upper().map(|most| one.lower().minus(most)).transpose()?,
            upper: one.upper().map(|most| most.minus(other.lower())).transpose()?,
            approximate: one.approximate() || other.approximate(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Amount;

    #[test]
    fn it_lies_between_the_least_less_the_most_and_the_most_less_the_least() {
        let between = |one: &str, other: &str| {
            let bounds = |text: &str| Amount::parse(text, None).unwrap().bounds().unwrap();
            let found = Difference::between(bounds(one), bounds(other)).unwrap();
            let figure = |end: End| (end.scaled() / 1_000_000, end.inclusive());
            (found.lower.map(figure), found.upper.map(figure), found.approximate)
        };
        assert_eq!(between("90 EUR", "100 EUR").0, between("90 EUR", "100 EUR").1);
        let (lower, upper, about) = between("~90 EUR", ">=100 EUR");
        assert_eq!((lower, upper.map(|(figure, _)| figure < 0), about), (None, Some(true), true));
        assert_eq!(between(">100 EUR", "100 EUR").1, None);
        assert_eq!(between(">100 EUR", "100 EUR").0, Some((0, false)));
    }
}
