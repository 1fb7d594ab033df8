//! Amounts as whole numbers of a unit finer than a cent, with ends that have infinitesimal parts.

use std::iter::Sum;
use std::ops::{Add, Mul, Neg, Sub};

/// One end of an interval: a number of smallest units, and infinitesimally more or less.
///
/// The order of the fields is the order of the ends: an exclusive end is an infinitesimal within, and “about” adds a
/// still smaller infinitesimal on both sides, so that an end shows whether it depends on an approximate amount.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct End {
    pub minor: i128,
    pub open: i128,
    pub about: i128,
}

impl End {
    pub const ZERO: End = End { minor: 0, open: 0, about: 0 };

    pub fn at(minor: i128) -> End {
        End { minor, ..End::ZERO }
    }
}

impl Add for End {
    type Output = End;

    fn add(self, other: End) -> End {
        End { minor: self.minor + other.minor, open: self.open + other.open, about: self.about + other.about }
    }
}

impl Neg for End {
    type Output = End;

    fn neg(self) -> End {
        self * -1
    }
}

impl Sub for End {
    type Output = End;

    fn sub(self, other: End) -> End {
        self + -other
    }
}

impl Mul<i128> for End {
    type Output = End;

    fn mul(self, by: i128) -> End {
        End { minor: self.minor * by, open: self.open * by, about: self.about * by }
    }
}

impl Sum for End {
    fn sum<I: Iterator<Item = End>>(ends: I) -> End {
        ends.fold(End::ZERO, Add::add)
    }
}

/// A least and a greatest end; the latter may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    pub lower: End,
    pub upper: Option<End>,
}

impl Range {
    /// Any amount at all.
    pub const ANY: Range = Range { lower: End::ZERO, upper: None };

    /// Exactly zero.
    pub const NOTHING: Range = Range { lower: End::ZERO, upper: Some(End::ZERO) };

    /// Whether it is a single figure; an approximate one is not.
    pub fn is_exact(self) -> bool {
        self.upper.is_some_and(|upper| (upper.minor, upper.open) == (self.lower.minor, self.lower.open))
    }

    /// Whether an end depends on an approximate amount.
    pub fn is_about(self) -> bool {
        self.lower.about != 0 || self.upper.is_some_and(|upper| upper.about != 0)
    }

    /// Whether it can only be zero.
    pub fn is_zero(self) -> bool {
        self.is_exact() && self.lower.minor == 0
    }
}

impl Add for Range {
    type Output = Range;

    fn add(self, other: Range) -> Range {
        Range {
            lower: self.lower + other.lower,
            upper: self.upper.zip(other.upper).map(|(upper, other)| upper + other),
        }
    }
}

/// What a source says about an amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amount {
    /// A figure, bounded or about, in a currency.
    Stated { range: Range, about: bool, currency: &'static str },
    /// Not stated, perhaps with a currency.
    Unstated(Option<&'static str>),
    /// Without a market value.
    NonValued,
}

/// How many decimals a currency has.
pub fn decimals(currency: &str) -> usize {
    match currency {
        "BTC" => 8,
        "" => 0,
        _ => 2,
    }
}

/// The decimals of the smallest unit in which the model counts a currency: a source may state a tenth of a thousandth.
pub fn finest(currency: &str) -> usize {
    match currency {
        "BTC" | "" => decimals(currency),
        _ => 4,
    }
}

/// An end as a report writes it, without zeros beyond the currency's decimals.
pub fn figure(end: End, currency: &str) -> String {
    let (decimals, finest, digits) = (decimals(currency), finest(currency), end.minor.to_string());
    if finest == 0 {
        return digits;
    }
    let digits = format!("{digits:0>width$}", width = finest + 1);
    let (whole, fraction) = digits.split_at(digits.len() - finest);
    let (written, beyond) = fraction.split_at(decimals);
    format!("{whole}.{written}{}", beyond.trim_end_matches('0'))
}
