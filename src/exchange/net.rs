//! What amounts come to that are added and taken away, each at its own rate: exact until it is printed.

use std::cmp::Ordering;

use crate::domain::{Difference, End, Fault};

use super::Exchange;
use super::fraction::Fraction;
use super::path::Conversion;
use super::rounding::{Rounding, Rule};
use super::sum::{fitting, scaled};

/// Differences that are added up, each at its own rate. The result may lie below zero.
#[derive(Clone, Debug, Default)]
pub struct Net {
    lower: Side,
    upper: Side,
    is_about: bool,
    is_converted: bool,
}

/// One side of the bounds: the figures in smallest units of the target, apart by their sign.
#[derive(Clone, Debug, Default)]
struct Side {
    added: Vec<Fraction>,
    taken: Vec<Fraction>,
    is_exclusive: bool,
    has_no_end: bool,
}

/// How far one side reaches from zero, and in which direction.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Reach {
    is_negative: bool,
    figure: Fraction,
    is_exclusive: bool,
}

impl Net {
    /// Adds a difference in the unit that is converted. Below zero the rate that gives the most leads to the least.
    pub fn add(&mut self, ends: Difference, conversion: &Conversion) {
        let [least, greatest] = conversion.factors();
        let is_negative = |end: Option<End>| end.is_some_and(|end| end.scaled() < 0);
        self.lower.add(ends.lower, if is_negative(ends.lower) { greatest } else { least });
        self.upper.add(ends.upper, if is_negative(ends.upper) { least } else { greatest });
        self.is_about |= ends.approximate || (conversion.is_about() && !ends.is_none());
        self.is_converted |= !(conversion.least().is_identity() && conversion.greatest().is_identity());
    }

    /// The difference that is printed, and what was done with it.
    ///
    /// The rules are those of a [sum](super::Exact::rounded): equal bounds are rounded alike, their size by the rule whatever their
    /// sign; others outward.
    ///
    /// # Errors
    /// A figure that is too great for an amount; the fault names it.
    pub fn rounded(self, exchange: &Exchange) -> Result<(Difference, Rule), Fault> {
        let [lower, upper] = [self.lower.reach(), self.upper.reach()];
        let is_equal = lower.is_some() && lower == upper && lower.as_ref().is_some_and(|lower| !lower.is_exclusive);
        let rule = match (self.is_converted, is_equal) {
            (false, _) => Rule::Exact,
            (true, true) => Rule::Equal(exchange.rounding()),
            (true, false) => Rule::Outward,
        };
        let lower = lower.map(|end| {
            let outward = if end.is_negative { Rounding::Up } else { Rounding::Down };
            end.rounded(exchange, rule, outward, 1)
        });
        let upper = upper.map(|end| {
            let outward = if end.is_negative { Rounding::Down } else { Rounding::Up };
            end.rounded(exchange, rule, outward, -1)
        });
        let (lower, upper) = (lower.transpose()?, upper.transpose()?);
        Ok((Difference { lower, upper, approximate: self.is_about }, rule))
    }

    /// How the lower end compares with zero; equal if there is none.
    pub fn lower_sign(&self) -> Ordering {
        match self.lower.reach() {
            None => Ordering::Equal,
            Some(lower) if lower.figure.is_zero() => Ordering::Equal,
            Some(lower) if lower.is_negative => Ordering::Less,
            Some(_) => Ordering::Greater,
        }
    }
}

impl Side {
    fn add(&mut self, end: Option<End>, factor: &Fraction) {
        let Some(end) = end else {
            self.has_no_end = true;
            return;
        };
        self.is_exclusive |= !end.inclusive();
        let figure = factor.times(end.scaled().unsigned_abs());
        if end.scaled() < 0 { self.taken.push(figure) } else { self.added.push(figure) }
    }

    fn reach(&self) -> Option<Reach> {
        if self.has_no_end {
            return None;
        }
        let [added, taken] = [&self.added, &self.taken].map(|figures| Fraction::sum(figures.iter().cloned()));
        let is_negative = added < taken;
        let figure = if is_negative { taken.minus(&added) } else { added.minus(&taken) };
        Some(Reach { is_negative, figure, is_exclusive: self.is_exclusive })
    }
}

impl Reach {
    /// The end as it is printed; `step` leads from its figure into the interval.
    fn rounded(self, exchange: &Exchange, rule: Rule, outward: Rounding, step: i64) -> Result<End, Fault> {
        let rounding = if let Rule::Equal(rounding) = rule { rounding } else { outward };
        let target = exchange.target();
        let size = fitting(&scaled(&self.figure, rule, rounding, target), target)?;
        let figure = if self.is_negative { -size } else { size };
        Ok(End::restore(figure, if self.is_exclusive { step } else { 0 }))
    }
}

impl Exchange {
    /// A difference of amounts of a unit as it is printed in the target.
    ///
    /// # Errors
    /// A figure that is too great for an amount; the fault names it.
    pub fn converted_difference(&self, ends: Difference, conversion: &Conversion) -> Result<Difference, Fault> {
        let mut net = Net::default();
        net.add(ends, conversion);
        Ok(net.rounded(self)?.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Amount, Decimal, Holds, Rate, RateSet, Unit, day};
    use crate::exchange::{Requested, Series};

    fn exchange(rounding: Rounding) -> Exchange {
        let unit = |code| Unit::parse(code).unwrap();
        let mut series = Series::of(RateSet { name: "ecb".into(), base: unit("EUR"), holds: Holds::Days(4) });
        for (on, rate) in [("2024-06-26", "1.0694"), ("2024-06-28", "1.0705")] {
            let (day, rate) = (day(on).unwrap(), Decimal::parse(rate).unwrap());
            series.add(Rate { currency: unit("USD"), day, rate, entry: 2 });
        }
        Exchange::new(unit("EUR"), rounding, Some(series))
    }

    fn dollars(exchange: &Exchange, on: &str) -> Conversion {
        exchange.conversion(Unit::parse("USD").unwrap(), Requested::parse(on).unwrap()).unwrap()
    }

    /// An amount of dollars less another.
    fn less(one: &str, other: &str) -> Difference {
        let bounds = |text: &str| Amount::parse(&format!("{text} USD"), None).unwrap().bounds().unwrap();
        Difference::between(bounds(one), bounds(other)).unwrap()
    }

    /// Both ends in hundredths, with `>` or `<` where one is not reached.
    fn told(net: Net, exchange: &Exchange) -> String {
        let (difference, rule) = net.rounded(exchange).unwrap();
        let end = |end: Option<End>, mark| {
            end.map_or("-".to_owned(), |end| {
                format!("{}{}", if end.inclusive() { "" } else { mark }, end.scaled() / 1_000_000)
            })
        };
        let about = if difference.approximate { "~" } else { "" };
        format!("{about}{} {} {rule}", end(difference.lower, ">"), end(difference.upper, "<"))
    }

    fn one(ends: Difference, exchange: &Exchange, on: &str) -> String {
        let mut net = Net::default();
        net.add(ends, &dollars(exchange, on));
        told(net, exchange)
    }

    #[test]
    fn equal_ends_are_rounded_by_the_rule_and_others_outward_on_both_sides_of_zero() {
        // 1000 / 1.0705 = 934.1429….
        let half_up = exchange(Rounding::HalfUp);
        assert_eq!(one(less("1000", "0"), &half_up, "2024-06-28"), "93414 93414 half-up");
        assert_eq!(one(less("0", "1000"), &half_up, "2024-06-28"), "-93414 -93414 half-up");
        assert_eq!(one(less("0", "1000"), &exchange(Rounding::Up), "2024-06-28"), "-93415 -93415 up");
        assert_eq!(one(less("0", "1000"), &exchange(Rounding::Down), "2024-06-28"), "-93414 -93414 down");
        assert_eq!(one(less("0..1000", "0..1000"), &half_up, "2024-06-28"), "-93415 93415 outward");
        assert_eq!(one(less("0", ">1000"), &half_up, "2024-06-28"), "- <-93414 outward");
    }

    #[test]
    fn where_the_day_is_not_known_what_is_taken_away_is_least_at_the_greatest_rate() {
        let exchange = exchange(Rounding::HalfUp);
        // 1000 / 1.0694 = 935.1037….
        assert_eq!(one(less("1000", "0"), &exchange, "2024-06-26/2024-06-28"), "~93414 93511 outward");
        assert_eq!(one(less("0", "1000"), &exchange, "2024-06-26/2024-06-28"), "~-93511 -93414 outward");
        assert_eq!(one(less("7", "7"), &exchange, "2024-06-26/2024-06-28"), "0 0 half-up");
    }

    #[test]
    fn it_is_rounded_once_after_all_is_added() {
        let exchange = exchange(Rounding::HalfUp);
        let thousandths = |figure: i128| {
            let end = Some(End::at(figure * 100_000));
            Difference { lower: end, upper: end, approximate: false }
        };
        let mut net = Net::default();
        // 0.005 / 1.0705 = 0.0046…, and twice that is 0.0093….
        net.add(thousandths(5), &dollars(&exchange, "2024-06-28"));
        assert_eq!(told(net.clone(), &exchange), "0 0 half-up");
        net.add(thousandths(5), &dollars(&exchange, "2024-06-28"));
        assert_eq!((net.lower_sign(), told(net.clone(), &exchange)), (Ordering::Greater, "1 1 half-up".to_owned()));
        net.add(thousandths(-10), &dollars(&exchange, "2024-06-28"));
        assert_eq!((net.lower_sign(), told(net, &exchange)), (Ordering::Equal, "0 0 half-up".to_owned()));
    }
}
