//! Intervals of scaled numbers with inclusive and exclusive ends, and their exact arithmetic.

use super::Fault;

/// One end of an interval: a figure, stored as a whole number ([`Unit::scale`](super::Unit::scale)), and how far
/// beyond it the end really is.
///
/// An exclusive end is an infinitesimal step away from its figure: “more than 5” is 5 and one step up, “less than 5”
/// is 5 and one step down. Steps add as the figures do and break ties between equal figures, so “one exclusive bound
/// makes the sum's bound exclusive” and “the tighter of two bounds” are plain addition and comparison. An end without
/// steps is attained; one with any is not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct End {
    scaled: i128,
    steps: i64,
}

impl End {
    /// Zero, inclusive: the lower end of an unstated amount.
    pub const ZERO: End = End { scaled: 0, steps: 0 };

    /// An end at exactly this figure.
    pub fn at(scaled: i128) -> End {
        End { scaled, steps: 0 }
    }

    /// An end just above this figure: “more than”.
    pub fn above(scaled: i128) -> End {
        End { scaled, steps: 1 }
    }

    /// An end just below this figure: “less than”.
    pub fn below(scaled: i128) -> End {
        End { scaled, steps: -1 }
    }

    /// An end this many steps beyond its figure, as stored for sums of ends.
    pub fn restore(scaled: i128, steps: i64) -> End {
        End { scaled, steps }
    }

    /// How many steps it is beyond its figure: in a sum of lower ends, the number of exclusive ones.
    pub fn steps(self) -> i64 {
        self.steps
    }

    /// The figure × 10^scale of its unit.
    pub fn scaled(self) -> i128 {
        self.scaled
    }

    /// Whether the figure itself belongs to the interval.
    pub fn inclusive(self) -> bool {
        self.steps == 0
    }

    /// The sum of two ends.
    ///
    /// # Errors
    /// The sum does not fit 127 bits; the fault names both figures.
    pub fn plus(self, other: End) -> Result<End, Fault> {
        self.combine(other, "+", i128::checked_add, i64::checked_add)
    }

    /// The difference of two ends; the one subtracted is of the other side (an upper from a lower).
    ///
    /// # Errors
    /// The difference does not fit 127 bits; the fault names both figures.
    pub fn minus(self, other: End) -> Result<End, Fault> {
        self.combine(other, "-", i128::checked_sub, i64::checked_sub)
    }

    /// This end multiplied by `times`; a negative factor turns a lower end into an upper one.
    ///
    /// # Errors
    /// The product does not fit 127 bits; the fault names both figures.
    pub fn times(self, times: i64) -> Result<End, Fault> {
        let scaled = self.scaled.checked_mul(i128::from(times));
        let steps = self.steps.checked_mul(times);
        scaled
            .zip(steps)
            .map(|(scaled, steps)| End { scaled, steps })
            .ok_or_else(|| Fault::new(format!("{} × {times} smallest units do not fit a total", self.scaled)))
    }

    fn combine(
        self,
        other: End,
        sign: &str,
        scaled: fn(i128, i128) -> Option<i128>,
        steps: fn(i64, i64) -> Option<i64>,
    ) -> Result<End, Fault> {
        match (scaled(self.scaled, other.scaled), steps(self.steps, other.steps)) {
            (Some(scaled), Some(steps)) => Ok(End { scaled, steps }),
            _ => Err(Fault::new(format!("{} {sign} {} smallest units do not fit a total", self.scaled, other.scaled))),
        }
    }
}

/// What is known of an amount: it lies between two ends, perhaps only about; without an upper end there is no upper
/// limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Bounds {
    lower: End,
    upper: Option<End>,
    approximate: bool,
}

impl Bounds {
    /// Exactly zero: the sum of no amounts.
    pub const NOTHING: Bounds = Bounds { lower: End::ZERO, upper: Some(End::ZERO), approximate: false };

    /// Not stated: at least zero, without an upper end.
    pub const UNSTATED: Bounds = Bounds { lower: End::ZERO, upper: None, approximate: false };

    /// The interval between two ends; `None` if it contains no amount or reaches below zero.
    pub fn between(lower: End, upper: Option<End>) -> Option<Bounds> {
        let holds_one = upper.is_none_or(|upper| lower <= upper);
        (holds_one && lower >= End::ZERO).then_some(Bounds { lower, upper, approximate: false })
    }

    /// The same interval, marked “about”.
    #[must_use]
    pub fn about(self) -> Bounds {
        self.or_approximate(true)
    }

    /// The lower end.
    pub fn lower(self) -> End {
        self.lower
    }

    /// The upper end; `None` if there is no upper limit.
    pub fn upper(self) -> Option<End> {
        self.upper
    }

    /// Whether the source, or any of several, says “about”.
    pub fn approximate(self) -> bool {
        self.approximate
    }

    /// The same interval, marked “about” if `also` says so.
    #[must_use]
    pub(crate) fn or_approximate(self, also: bool) -> Bounds {
        Bounds { approximate: self.approximate || also, ..self }
    }

    /// Whether both ends are the same figure.
    pub fn is_exact(self) -> bool {
        self.upper == Some(self.lower)
    }

    /// Whether this is exactly zero, and not merely about zero.
    pub fn is_nothing(self) -> bool {
        self == Bounds::NOTHING
    }

    /// Whether it is less than another for every choice of both; something *about* never is.
    pub fn is_certainly_less_than(self, other: Bounds) -> bool {
        let is_about = self.approximate() || other.approximate();
        !is_about && self.upper().is_some_and(|most| most < other.lower())
    }

    /// Interval addition: lowers add, uppers add, a missing upper stays missing, and one “about” makes the sum
    /// “about”.
    ///
    /// # Errors
    /// The sum does not fit; the fault names both figures.
    pub fn plus(self, other: Bounds) -> Result<Bounds, Fault> {
        Ok(Bounds {
            lower: self.lower.plus(other.lower)?,
            upper: self.upper.zip(other.upper).map(|(a, b)| a.plus(b)).transpose()?,
            approximate: self.approximate || other.approximate,
        })
    }

    /// From the least lower end to the greatest upper end of these and of others; approximate if such an end is.
    #[must_use]
    pub(crate) fn spanning(self, others: impl Iterator<Item = Bounds>) -> Bounds {
        let all: Vec<Bounds> = others.chain([self]).collect();
        let lower = all.iter().map(|bounds| bounds.lower).fold(self.lower, End::min);
        let upper =
            all.iter().fold(self.upper, |most, bounds| most.zip(bounds.upper).map(|(one, other)| one.max(other)));
        let rests = |bounds: &Bounds| bounds.approximate && (bounds.lower == lower || bounds.upper == upper);
        Bounds { lower, upper, approximate: all.iter().any(rests) }
    }

    /// The total of two amounts that are perhaps the same money: at least the greater of both, at most their sum.
    ///
    /// # Errors
    /// The sum does not fit; the fault names both figures.
    pub(crate) fn overlapping(self, other: Bounds) -> Result<Bounds, Fault> {
        Ok(Bounds { lower: self.lower.max(other.lower), ..self.plus(other)? })
    }

    /// What remains of this amount when `part` is taken out of it, which is at least zero; `None` if the part cannot
    /// fit.
    ///
    /// # Errors
    /// The difference does not fit; the fault names both figures.
    pub fn less(self, part: Bounds) -> Result<Option<Bounds>, Fault> {
        let lower = match part.upper {
            Some(most) => self.lower.minus(most)?.max(End::ZERO),
            None => End::ZERO,
        };
        let upper = self.upper.map(|upper| upper.minus(part.lower)).transpose()?;
        Ok(Bounds::between(lower, upper).map(|bounds| bounds.or_approximate(self.approximate || part.approximate)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(lower: End, upper: Option<End>) -> Bounds {
        Bounds::between(lower, upper).unwrap()
    }

    #[test]
    fn one_exclusive_end_makes_the_sum_exclusive() {
        let sum = bounds(End::above(5), None).plus(bounds(End::at(2), Some(End::at(2)))).unwrap();
        assert_eq!(sum.lower(), End::above(7));
        assert_eq!(sum.upper(), None);
        assert!(!sum.lower().inclusive());
    }

    #[test]
    fn one_about_makes_the_sum_about() {
        let about = Bounds::between(End::at(3), Some(End::at(3))).map(Bounds::about).unwrap();
        assert!(about.plus(Bounds::NOTHING).unwrap().approximate());
    }

    #[test]
    fn the_rest_is_about_if_either_amount_is() {
        let (ten, about) =
            (bounds(End::at(10), Some(End::at(10))), Bounds::between(End::at(3), Some(End::at(3))).map(Bounds::about));
        assert!(ten.less(about.unwrap()).unwrap().unwrap().approximate());
        assert!(about.unwrap().less(Bounds::NOTHING).unwrap().unwrap().approximate());
        assert!(!ten.less(ten).unwrap().unwrap().approximate());
    }

    #[test]
    fn an_amount_is_certainly_less_only_if_it_is_for_every_choice() {
        let upper = |upper: i128| Bounds::between(End::ZERO, Some(End::below(upper))).unwrap();
        let at = |minor: i128, about| {
            Bounds::between(End::at(minor), Some(End::at(minor))).map(|bounds| bounds.or_approximate(about)).unwrap()
        };
        assert!(upper(5).is_certainly_less_than(at(5, false)));
        assert!(at(4, false).is_certainly_less_than(at(5, false)));
        assert!(!at(5, false).is_certainly_less_than(at(5, false)));
        assert!(!at(4, true).is_certainly_less_than(at(5, false)));
        assert!(!at(4, false).is_certainly_less_than(at(5, true)));
        assert!(!Bounds::between(End::ZERO, None).unwrap().is_certainly_less_than(at(5, false)));
    }

    #[test]
    fn an_end_is_restored_from_its_stored_form() {
        for end in [End::at(7), End::above(7), End::below(7), End::above(1).plus(End::above(2)).unwrap()] {
            assert_eq!(End::restore(end.scaled(), end.steps()), end);
        }
        assert_eq!((End::at(7).steps(), End::above(7).steps(), End::below(7).steps()), (0, 1, -1));
    }

    #[test]
    fn an_interval_without_amounts_cannot_be_built() {
        assert!(Bounds::between(End::above(3), Some(End::at(3))).is_none());
        assert!(Bounds::between(End::at(3), Some(End::below(3))).is_none());
        assert!(Bounds::between(End::at(4), Some(End::at(3))).is_none());
        assert!(Bounds::between(End::ZERO, Some(End::below(0))).is_none());
        assert!(Bounds::between(End::at(-1), None).is_none());
    }

    #[test]
    fn the_rest_is_between_lower_less_upper_and_upper_less_lower() {
        let whole = bounds(End::at(100), Some(End::at(120)));
        let part = bounds(End::above(30), Some(End::at(40)));
        assert_eq!(whole.less(part).unwrap(), Bounds::between(End::at(60), Some(End::below(90))));
        assert_eq!(whole.less(Bounds::UNSTATED).unwrap(), Bounds::between(End::ZERO, Some(End::at(120))));
        assert_eq!(whole.less(bounds(End::above(120), None)).unwrap(), None);
        assert_eq!(Bounds::UNSTATED.less(part).unwrap(), Some(Bounds::UNSTATED));
    }

    #[test]
    fn a_sum_that_does_not_fit_names_both_figures() {
        let most = bounds(End::at(i128::MAX), None);
        let fault = most.plus(bounds(End::at(1), None)).unwrap_err();
        assert_eq!(fault.what(), format!("{} + 1 smallest units do not fit a total", i128::MAX));
    }
}
