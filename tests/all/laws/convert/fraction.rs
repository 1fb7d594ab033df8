//! Fractions for tests: plain and slow.

use std::cmp::Ordering;

use num_bigint::BigInt;

/// A fraction with a denominator above zero.
#[derive(Clone, Debug)]
pub struct Fraction(BigInt, BigInt);

impl Fraction {
    pub fn whole(number: i64) -> Fraction {
        Fraction(number.into(), 1.into())
    }

    /// Reads a decimal figure.
    pub fn parse(text: &str) -> Fraction {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let digits: BigInt = format!("{whole}{decimals}").parse().unwrap();
        Fraction(digits, BigInt::from(10).pow(decimals.len() as u32))
    }

    pub fn is_negative(&self) -> bool {
        self.0 < 0.into()
    }

    pub fn negated(&self) -> Fraction {
        Fraction(-&self.0, self.1.clone())
    }

    pub fn plus(&self, other: &Fraction) -> Fraction {
        Fraction(&self.0 * &other.1 + &other.0 * &self.1, &self.1 * &other.1)
    }

    pub fn times(&self, other: &Fraction) -> Fraction {
        Fraction(&self.0 * &other.0, &self.1 * &other.1)
    }

    pub fn over(&self, other: &Fraction) -> Fraction {
        Fraction(&self.0 * &other.1, &self.1 * &other.0)
    }

    /// Hundredths, rounded: down, up, or to the nearest, with a half going up.
    pub fn cents(&self, way: &str) -> BigInt {
        let hundred = self.times(&Fraction::whole(100));
        let (below, rest) = (&hundred.0 / &hundred.1, &hundred.0 % &hundred.1);
        let up = match way {
            "down" => false,
            "up" => rest > 0.into(),
            "half-up" => rest * 2 >= hundred.1,
            other => panic!("{other} is not asked for here"),
        };
        if up { below + 1 } else { below }
    }
}

impl PartialEq for Fraction {
    fn eq(&self, other: &Fraction) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Fraction) -> Option<Ordering> {
        Some((&self.0 * &other.1).cmp(&(&other.0 * &self.1)))
    }
}
