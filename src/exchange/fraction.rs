//! Fractions that are never reduced: thousands of rates have denominators of their own, and finding the greatest common
//! divisor of figures of a hundred thousand bits would take longer than everything else.

use std::cmp::Ordering;
use std::collections::HashMap;

use num_bigint::BigUint;

use super::rounding::Rounding;

/// A fraction of two whole numbers; the denominator is never 0.
#[derive(Clone, Debug)]
pub(super) struct Fraction {
    pub(super) above: BigUint,
    pub(super) below: BigUint,
}

impl Fraction {
    /// Zero.
    pub(super) fn zero() -> Fraction {
        Fraction { above: BigUint::ZERO, below: BigUint::from(1_u8) }
    }

    /// The product with a whole number.
    pub(super) fn times(&self, number: u128) -> Fraction {
        Fraction { above: &self.above * BigUint::from(number), below: self.below.clone() }
    }

    /// The quotient by a fraction above zero.
    pub(super) fn over(&self, other: &Fraction) -> Fraction {
        Fraction { above: &self.above * &other.below, below: &self.below * &other.above }
    }

    pub(super) fn is_zero(&self) -> bool {
        self.above == BigUint::ZERO
    }

    pub(super) fn is_whole(&self) -> bool {
        &self.above % &self.below == BigUint::ZERO
    }

    fn plus(self, other: Fraction) -> Fraction {
        Fraction { above: self.above * &other.below + other.above * &self.below, below: self.below * other.below }
    }

    /// What is left of it without one that is not more.
    pub(super) fn minus(&self, other: &Fraction) -> Fraction {
        let above = &self.above * &other.below - &other.above * &self.below;
        Fraction { above, below: &self.below * &other.below }
    }

    /// The sum of many: first those with equal denominators, then the others in pairs, and pairs of pairs, so that only
    /// the last steps handle long figures.
    pub(super) fn sum(parts: impl IntoIterator<Item = Fraction>) -> Fraction {
        let mut parts = parts.into_iter();
        let Some(first) = parts.next() else { return Fraction::zero() };
        let Some(second) = parts.next() else { return first };
        let mut alike: HashMap<BigUint, BigUint> = HashMap::new();
        for part in [first, second].into_iter().chain(parts) {
            *alike.entry(part.below).or_default() += part.above;
        }
        let mut parts: Vec<Fraction> = alike.into_iter().map(|(below, above)| Fraction { above, below }).collect();
        while parts.len() > 1 {
            let mut pairs = Vec::with_capacity(parts.len().div_ceil(2));
            let mut rest = parts.into_iter();
            while let Some(one) = rest.next() {
                pairs.push(match rest.next() {
                    Some(other) => one.plus(other),
                    None => one,
                });
            }
            parts = pairs;
        }
        parts.pop().unwrap_or_else(Fraction::zero)
    }

    /// The whole number that a rounding rule makes of it.
    pub(super) fn rounded(&self, rounding: Rounding) -> BigUint {
        let whole = &self.above / &self.below;
        let rest = &self.above - &whole * &self.below;
        let goes_up = match rounding {
            Rounding::Up => rest > BigUint::ZERO,
            Rounding::Down => false,
            Rounding::HalfUp => rest * 2_u8 >= self.below,
            Rounding::HalfEven => match (rest * 2_u8).cmp(&self.below) {
                Ordering::Equal => whole.bit(0),
                order => order == Ordering::Greater,
            },
        };
        if goes_up { whole + 1_u8 } else { whole }
    }
}

impl PartialEq for Fraction {
    fn eq(&self, other: &Fraction) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Fraction {}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Fraction) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Fraction) -> Ordering {
        if self.below == other.below {
            return self.above.cmp(&other.above);
        }
        (&self.above * &other.below).cmp(&(&other.above * &self.below))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fraction(above: u64, below: u64) -> Fraction {
        Fraction { above: above.into(), below: below.into() }
    }

    #[test]
    fn fractions_add_and_compare_exactly() {
        let thirds = Fraction::sum([fraction(1, 3), fraction(1, 3), fraction(1, 3)]);
        assert_eq!(thirds, fraction(1, 1));
        assert_eq!(Fraction::sum([fraction(1, 2), fraction(1, 3), fraction(1, 7)]), fraction(41, 42));
        assert_eq!(Fraction::sum([]), fraction(0, 5));
        assert_eq!(fraction(1, 2).minus(&fraction(1, 3)), fraction(1, 6));
        assert!(fraction(1, 3) < fraction(34, 100) && fraction(1, 3) > fraction(33, 100));
    }

    #[test]
    fn each_rule_rounds_in_its_own_way() {
        let all = |fraction: Fraction| Rounding::ALL.map(|rounding| u64::try_from(fraction.rounded(rounding)).unwrap());
        // Half-up, half-even, up, down.
        assert_eq!(all(fraction(5, 2)), [3, 2, 3, 2]);
        assert_eq!(all(fraction(7, 2)), [4, 4, 4, 3]);
        assert_eq!(all(fraction(249, 100)), [2, 2, 3, 2]);
        assert_eq!(all(fraction(251, 100)), [3, 3, 3, 2]);
        assert_eq!(all(fraction(4, 2)), [2, 2, 2, 2]);
    }
}
