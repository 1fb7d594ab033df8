//! Compares the sums of many keys in constant memory, whatever the order in which their addends are read.
//!
//! Each key has a random weight, and so has each figure of a tally. The sum of all figures, each times both weights, is
//! the same for two sets of tallies if each key has the same sums in both, and otherwise differs, except with a chance
//! far below that of a broken machine.

use std::hash::{BuildHasher, RandomState};

use crate::journal::Tally;

/// The exponents of two primes of the form 2^n − 1. A sum of figures is less than their product, so sums that leave the
/// same remainders are the same.
const PRIMES: [u32; 2] = [127, 89];

/// The number of counts in a tally.
const COUNTS: usize = 10;

/// The weighed sum of tallies.
#[derive(Clone)]
pub(super) struct Weighed {
    keys: (RandomState, RandomState),
    /// The weights of the counts, so small that their sum is exact.
    counts: [i128; COUNTS],
    /// The weights of both ends, for each prime.
    ends: [[u128; 2]; PRIMES.len()],
    sums: [u128; PRIMES.len()],
}

impl Default for Weighed {
    fn default() -> Weighed {
        let keys = (RandomState::new(), RandomState::new());
        let counts = std::array::from_fn(|count| i128::from(keys.0.hash_one(count) >> 5));
        let ends = PRIMES.map(|prime| [0, 1].map(|end| remainder(weight(&keys, (prime, end)), prime)));
        Weighed { counts, ends, sums: [0; PRIMES.len()], keys }
    }
}

impl Weighed {
    /// Adds a tally to those of a key in a breakdown.
    pub(super) fn add(&mut self, breakdown: usize, key: &str, tally: &Tally) {
        let counts = counts(tally).into_iter().map(i128::from).zip(self.counts);
        let counts = counts.fold(0, |sum, (count, weight)| sum + count * weight);
        let weight = weight(&self.keys, (breakdown, key));
        for ((prime, [lower, upper]), sum) in PRIMES.into_iter().zip(self.ends).zip(&mut self.sums) {
            let lower = times(signed(tally.lower.scaled(), prime), lower, prime);
            let upper = times(signed(tally.upper.scaled(), prime), upper, prime);
            let weighed = plus(plus(lower, upper, prime), signed(counts, prime), prime);
            *sum = plus(*sum, times(weighed, remainder(weight, prime), prime), prime);
        }
    }

    /// An empty sum with the same weights.
    pub(super) fn blank(&self) -> Weighed {
        Weighed { sums: [0; PRIMES.len()], ..self.clone() }
    }

    /// Adds another sum with the same weights.
    pub(super) fn merge(&mut self, other: &Weighed) {
        for ((prime, sum), other) in PRIMES.into_iter().zip(&mut self.sums).zip(other.sums) {
            *sum = plus(*sum, other, prime);
        }
    }

    /// Whether both sums, with the same weights, are of the same tallies.
    pub(super) fn agrees(&self, other: &Weighed) -> bool {
        self.sums == other.sums
    }
}

/// All counts of a tally: every figure but the two ends.
fn counts(tally: &Tally) -> [i64; COUNTS] {
    let Tally { exact, bounded, unstated, non_valued, carried, valued, lower, upper, endless, approximate } = *tally;
    let (lower, upper) = (lower.steps(), upper.steps());
    [exact, bounded, unstated, non_valued, carried, valued, lower, upper, endless, approximate]
}

/// A random weight that nobody can foresee.
fn weight(keys: &(RandomState, RandomState), of: impl std::hash::Hash) -> u128 {
    u128::from(keys.0.hash_one(&of)) << 64 | u128::from(keys.1.hash_one(&of))
}

/// The remainder of a number modulo 2^`prime` − 1.
fn remainder(number: u128, prime: u32) -> u128 {
    let most = (1 << prime) - 1;
    plus(number & most, number >> prime, prime)
}

/// The remainder of a number that may be less than zero.
fn signed(number: i128, prime: u32) -> u128 {
    let size = remainder(number.unsigned_abs(), prime);
    if number < 0 { (1 << prime) - 1 - size } else { size }
}

/// The sum of two remainders.
fn plus(one: u128, other: u128, prime: u32) -> u128 {
    // Neither has more than 127 bits.
    let (sum, most) = (one + other, (1 << prime) - 1);
    if sum >= most { sum - most } else { sum }
}

/// The product of two remainders.
fn times(one: u128, other: u128, prime: u32) -> u128 {
    const HALF: u128 = (1 << 64) - 1;
    let (one, other) = ([one & HALF, one >> 64], [other & HALF, other >> 64]);
    let low = one[0] * other[0];
    // The upper halves have at most 63 bits, so neither sum overflows.
    let middle = one[0] * other[1] + (low >> 64);
    let crossed = one[1] * other[0] + (middle & HALF);
    let (low, high) = (crossed << 64 | low & HALF, one[1] * other[1] + (middle >> 64) + (crossed >> 64));
    // 2^n leaves 1, so what lies above the lower n bits is added to them.
    plus(low & ((1 << prime) - 1), high << (128 - prime) | low >> prime, prime)
}

#[cfg(test)]
mod tests {
    use num_bigint::BigUint;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{Amount, End};

    fn tally(amount: &str) -> Tally {
        let mut tally = Tally { bounded: 1, ..Tally::default() };
        tally.add(Amount::parse(amount, None).unwrap().bounds().unwrap()).unwrap();
        tally
    }

    fn weighed(of: &Weighed, tallies: &[(usize, &str, Tally)]) -> Weighed {
        let mut sum = of.blank();
        tallies.iter().for_each(|(at, key, tally)| sum.add(*at, key, tally));
        sum
    }

    #[test]
    fn the_sum_of_the_greatest_counts_is_exact() {
        let (of, most, least) = (Weighed::default(), i64::MAX, i64::MIN);
        let counts = |n| Tally { exact: n, bounded: n, unstated: n, non_valued: n, carried: n, ..Tally::default() };
        let more = |n, tally| Tally { valued: n, endless: n, approximate: n, upper: End::restore(0, n), ..tally };
        let all = |n| Tally { lower: End::restore(0, n), ..more(n, counts(n)) };
        let apart = weighed(&of, &[(0, "a", all(most)), (0, "a", all(least)), (0, "a", all(1))]);
        assert!(apart.agrees(&of.blank()));
    }

    #[test]
    fn sums_agree_however_their_addends_are_spread() {
        let (of, one, other) = (Weighed::default(), tally(">5.00 EUR"), tally("3.00..<4.00 EUR"));
        let both = one.plus(other).unwrap();
        let apart = weighed(&of, &[(0, "a", one), (0, "b", one), (0, "a", other)]);
        let together = weighed(&of, &[(0, "b", one), (0, "a", both)]);
        assert!(apart.agrees(&together));
        let mut merged = weighed(&of, &[(0, "b", one), (0, "a", one)]);
        merged.merge(&weighed(&of, &[(0, "a", other)]));
        assert!(merged.agrees(&together));
        for others in [
            vec![(0, "a", one), (0, "b", both)],
            vec![(1, "b", one), (0, "a", both)],
            vec![(0, "b", one)],
            vec![(0, "a", both)],
        ] {
            assert!(!weighed(&of, &others).agrees(&together));
        }
    }

    #[test]
    fn every_figure_counts_and_so_does_its_sign() {
        let of = Weighed::default();
        let zero = weighed(&of, &[(0, "a", Tally::default())]);
        let none = Tally::default();
        for n in [1, -1] {
            let far = i128::from(n) * ((1 << 126) - 1 + (1 << 126));
            for altered in [
                Tally { exact: n, ..none },
                Tally { bounded: n, ..none },
                Tally { unstated: n, ..none },
                Tally { non_valued: n, ..none },
                Tally { carried: n, ..none },
                Tally { valued: n, ..none },
                Tally { lower: End::restore(far, 0), ..none },
                Tally { lower: End::restore(0, n), ..none },
                Tally { upper: End::restore(far, 0), ..none },
                Tally { upper: End::restore(0, n), ..none },
                Tally { endless: n, ..none },
                Tally { approximate: n, ..none },
            ] {
                assert!(!weighed(&of, &[(0, "a", altered)]).agrees(&zero), "{altered:?}");
                let back = none.minus(altered).unwrap();
                assert!(weighed(&of, &[(0, "a", altered), (0, "a", back)]).agrees(&zero));
            }
        }
    }

    proptest! {
        #[test]
        fn a_product_is_that_of_whole_numbers(one: u128, other: u128) {
            for prime in PRIMES {
                let (one, other) = (remainder(one, prime), remainder(other, prime));
                let product = BigUint::from(one) * BigUint::from(other) % BigUint::from((1_u128 << prime) - 1);
                prop_assert_eq!(BigUint::from(times(one, other, prime)), product);
            }
        }
    }
}
