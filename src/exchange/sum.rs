//! Sums of converted amounts: exact until they are printed.

use std::cmp::Ordering;

use num_bigint::BigUint;

use crate::domain::{Bounds, End, Fault, Unit, scaled_text};

use super::Exchange;
use super::fraction::Fraction;
use super::path::Conversion;
use super::rounding::{Rounding, Rule};

/// A sum of amounts, each at its own rate.
#[derive(Clone, Debug, Default)]
pub struct Sum {
    lower: Side,
    upper: Side,
    is_endless: bool,
    is_converted: bool,
}

/// One side of bounds: the figures in smallest units of the target, and whether one of them is not attained.
#[derive(Clone, Debug, Default)]
struct Side {
    figures: Vec<Fraction>,
    is_exclusive: bool,
}

/// The result of a sum.
#[derive(Clone, Debug)]
pub struct Exact {
    lower: Reach,
    upper: Option<Reach>,
    is_converted: bool,
}

/// How far one side reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Reach {
    figure: Fraction,
    is_exclusive: bool,
}

impl Sum {
    /// Adds bounds in the unit converted from: the lower end at the rate that gives the least, the upper one at the
    /// rate that gives the most.
    pub fn add(&mut self, lower: End, upper: Option<End>, conversion: &Conversion) {
        self.add_lower(lower, conversion);
        self.add_upper(upper, conversion);
    }

    /// Adds only a lower end.
    pub fn add_lower(&mut self, lower: End, conversion: &Conversion) {
        self.is_converted |= !conversion.least().is_identity();
        self.lower.add(lower, conversion.factors()[0]);
    }

    /// Adds only an upper end; `None` leaves the sum without one.
    pub fn add_upper(&mut self, upper: Option<End>, conversion: &Conversion) {
        self.is_converted |= !conversion.greatest().is_identity();
        match upper {
            Some(upper) => self.upper.add(upper, conversion.factors()[1]),
            None => self.is_endless = true,
        }
    }

    /// The sum.
    pub fn finish(self) -> Exact {
        let upper = (!self.is_endless).then(|| self.upper.sum());
        Exact { lower: self.lower.sum(), upper, is_converted: self.is_converted }
    }
}

impl Side {
    fn add(&mut self, end: End, factor: &Fraction) {
        self.is_exclusive |= !end.inclusive();
        // No amount is below zero.
        self.figures.push(factor.times(end.scaled().unsigned_abs()));
    }

    fn sum(self) -> Reach {
        Reach { figure: Fraction::sum(self.figures), is_exclusive: self.is_exclusive }
    }
}

impl Reach {
    /// One end of a share; `None` if both figures are zero. It is not attained if a figure is not and nothing was
    /// rounded.
    fn ratio(&self, rest: &Reach, whole: u32, rounding: Rounding) -> Option<End> {
        let all = Fraction::sum([self.figure.clone(), rest.figure.clone()]);
        if all.is_zero() {
            return None;
        }
        let share = self.figure.times(whole.into()).over(&all);
        // A share is never below nothing or above the whole.
        let figure = i128::try_from(share.rounded(rounding)).ok()?;
        let is_inner = figure != 0 && figure != i128::from(whole);
        let is_strict = (self.is_exclusive || rest.is_exclusive) && share.is_whole() && is_inner;
        let step = if rounding == Rounding::Down { 1 } else { -1 };
        Some(End::restore(figure, if is_strict { step } else { 0 }))
    }
}

impl Exact {
    /// Compares the lower ends of two sums; one that is not attained is above an equal figure that is.
    pub fn compare_lower(&self, other: &Exact) -> Ordering {
        let figures = self.lower.figure.cmp(&other.lower.figure);
        figures.then(self.lower.is_exclusive.cmp(&other.lower.is_exclusive))
    }

    /// The share of this part in the part and the rest together, of a whole of `whole`, rounded outward: from the least
    /// of the part with the most of the rest to the most of the part with the least of the rest. `None` if both are
    /// exactly zero.
    pub fn share(&self, rest: &Exact, whole: u32) -> Option<Bounds> {
        let is_nothing = |sum: &Exact| sum.upper.as_ref().is_some_and(|upper| upper.figure.is_zero());
        if is_nothing(self) && is_nothing(rest) {
            return None;
        }
        let lower = rest.upper.as_ref().and_then(|most| self.lower.ratio(most, whole, Rounding::Down));
        let upper = self.upper.as_ref().and_then(|most| most.ratio(&rest.lower, whole, Rounding::Up));
        Bounds::between(lower.unwrap_or(End::ZERO), Some(upper.unwrap_or(End::at(whole.into()))))
    }

    /// The lower end of one sum with the upper end of another.
    #[must_use]
    pub fn up_to(&self, other: &Exact) -> Exact {
        let is_converted = self.is_converted || other.is_converted;
        Exact { lower: self.lower.clone(), upper: other.upper.clone(), is_converted }
    }

    /// The printed bounds, and how they were rounded.
    ///
    /// Amounts that were in the target from the start keep their figures. Otherwise equal bounds are rounded by the
    /// rule, and stay equal; bounds that differ are rounded outward. An end that is not attained stays so: no amount
    /// comes nearer to it than before.
    ///
    /// # Errors
    /// A figure too great for an amount; the fault names it.
    pub fn rounded(&self, exchange: &Exchange) -> Result<(Bounds, Rule), Fault> {
        let target = exchange.target();
        let is_equal = self.upper.as_ref() == Some(&self.lower) && !self.lower.is_exclusive;
        let (rule, [down, up]) = match (self.is_converted, is_equal) {
            (false, _) => (Rule::Exact, [Rounding::Down, Rounding::Up]),
            (true, true) => (Rule::Equal(exchange.rounding()), [exchange.rounding(); 2]),
            (true, false) => (Rule::Outward, [Rounding::Down, Rounding::Up]),
        };
        let end = |reach: &Reach, rounding, step: i64| {
            let scaled = scaled(&reach.figure, rule, rounding, target);
            Ok::<_, Fault>(End::restore(fitting(&scaled, target)?, if reach.is_exclusive { step } else { 0 }))
        };
        let lower = end(&self.lower, down, 1)?;
        let upper = self.upper.as_ref().map(|upper| end(upper, up, -1)).transpose()?;
        let bounds = Bounds::between(lower, upper);
        let bounds = bounds.ok_or_else(|| Fault::new("a converted total has a lower bound above its upper one"))?;
        Ok((bounds, rule))
    }
}

impl Exchange {
    /// Bounds of a unit as printed in the target.
    ///
    /// # Errors
    /// A figure too great for an amount; the fault names it.
    pub fn converted(&self, bounds: Bounds, conversion: &Conversion) -> Result<(Bounds, Rule), Fault> {
        let mut sum = Sum::default();
        sum.add(bounds.lower(), bounds.upper(), conversion);
        let (converted, rule) = sum.finish().rounded(self)?;
        // “About” says nothing of an amount that is not stated.
        let about = bounds.approximate() || (conversion.is_about() && bounds != Bounds::UNSTATED);
        Ok((converted.or_approximate(about), rule))
    }

    /// A lower end of a unit, rounded in the target as the figure that it is a part of. Below zero the rate that gives the most leads
    /// to the least.
    ///
    /// # Errors
    /// A figure too great for an amount; the fault names it.
    pub fn shown_lower(&self, end: End, conversion: &Conversion, rule: Rule) -> Result<String, Fault> {
        let [least, greatest] = conversion.factors();
        if end.scaled() < 0 {
            return self.shown(end, greatest, rule, Rounding::Up);
        }
        self.shown(end, least, rule, Rounding::Down)
    }

    /// The same for an upper end.
    ///
    /// # Errors
    /// A figure too great for an amount; the fault names it.
    pub fn shown_upper(&self, end: End, conversion: &Conversion, rule: Rule) -> Result<String, Fault> {
        let [least, greatest] = conversion.factors();
        if end.scaled() < 0 {
            return self.shown(end, least, rule, Rounding::Down);
        }
        self.shown(end, greatest, rule, Rounding::Up)
    }

    fn shown(&self, end: End, factor: &Fraction, rule: Rule, outward: Rounding) -> Result<String, Fault> {
        let rounding = if let Rule::Equal(rounding) = rule { rounding } else { outward };
        let size = scaled(&factor.times(end.scaled().unsigned_abs()), rule, rounding, self.target());
        let size = fitting(&size, self.target())?;
        Ok(scaled_text(if end.scaled() < 0 { -size } else { size }, self.target().digits()))
    }
}

/// A figure in smallest units as a whole number of stored ones, rounded unless the rule leaves it as it is.
pub(super) fn scaled(figure: &Fraction, rule: Rule, rounding: Rounding, unit: Unit) -> BigUint {
    let finer = 10_u128.pow(unit.scale() - unit.decimals());
    if rule == Rule::Exact { figure.times(finer).rounded(rounding) } else { figure.rounded(rounding) * finer }
}

/// A figure as amounts store it.
pub(super) fn fitting(scaled: &BigUint, unit: Unit) -> Result<i128, Fault> {
    i128::try_from(scaled).map_err(|_| {
        let digits = scaled.to_string();
        let whole = digits.len().saturating_sub(unit.scale() as usize);
        Fault::new(format!("{} {unit} is too great for an amount", digits.get(..whole).unwrap_or(&digits)))
    })
}
