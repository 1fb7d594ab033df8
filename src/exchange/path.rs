//! The way of an amount from one unit to another on a day: the figures by which it is divided and multiplied.

use jiff::civil;
use num_bigint::BigUint;

use crate::domain::{Decimal, Unit, fixed};

use super::fraction::Fraction;
use super::series::Series;

/// What stands for the rates that law has fixed where a set's name would.
const FIXED: &str = "fixed";

/// The way of an amount from one unit to another on a day. It has no steps where both are the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path {
    divide: Vec<Decimal>,
    multiply: Vec<Decimal>,
    is_fixed: bool,
    /// Of the fixed rates the day since which all of them hold.
    since: Option<civil::Date>,
    set: Option<Used>,
}

/// What of a set was used.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Used {
    name: String,
    date: civil::Date,
    entries: Vec<u64>,
}

/// How amounts of a unit become those of another: at the least, and at the most.
#[derive(Clone, Debug)]
pub struct Conversion {
    least: Way,
    greatest: Way,
    pub(super) is_about: bool,
}

/// A way with the factor that it is: smallest units of the target for one stored unit.
#[derive(Clone, Debug)]
struct Way {
    path: Path,
    factor: Fraction,
}

impl Path {
    /// Leaves a unit for what law has put in its place by a day, and says what that is: for the currency that replaced it, for
    /// the euro.
    pub(super) fn leave(&mut self, unit: Unit, day: civil::Date) -> Unit {
        let mut unit = unit;
        if let Some(new) = fixed::redenominated(unit).filter(|new| new.since <= day)
            && let Ok(divide_by) = Decimal::parse(&new.divide_by.to_string())
        {
            self.divide_by_law(divide_by, new.since);
            unit = new.into;
        }
        if let Some(fixed) = fixed::euro(unit).filter(|fixed| fixed.since <= day)
            && let Ok(euro) = Unit::parse("EUR")
        {
            self.divide_by_law(fixed.rate, fixed.since);
            unit = euro;
        }
        unit
    }

    fn divide_by_law(&mut self, figure: Decimal, since: civil::Date) {
        self.divide.push(figure);
        self.is_fixed = true;
        self.since = self.since.max(Some(since));
    }

    /// Goes on by the rates of a set; `None` where it has none.
    pub(super) fn follow(&mut self, series: &Series, from: Unit, to: Unit, day: civil::Date) -> Option<()> {
        let quotes = series.on(from, to, day)?;
        let [out, into] = quotes;
        self.divide.extend(out.map(|quote| quote.rate));
        self.multiply.extend(into.map(|quote| quote.rate));
        let mut entries: Vec<u64> = quotes.iter().flatten().map(|quote| quote.entry).collect();
        entries.dedup();
        let date = quotes.iter().flatten().next()?.day;
        self.set = Some(Used { name: series.name().to_owned(), date, entries });
        // What is 0 for 1 of the base is no rate.
        self.divide.iter().chain(&self.multiply).all(|figure| *figure > Decimal::ZERO).then_some(())
    }

    /// Ends where another begins, which is gone the other way round.
    pub(super) fn arrive(&mut self, back: Path) {
        self.multiply.extend(back.divide.into_iter().rev());
        self.is_fixed |= back.is_fixed;
        self.since = self.since.max(back.since);
    }

    /// The figures, from left to right: divisors alone are multiplied, and otherwise stand behind what is multiplied.
    pub fn rate(&self) -> String {
        let joined = |figures: &[Decimal], by| figures.iter().map(ToString::to_string).collect::<Vec<_>>().join(by);
        match (self.multiply.as_slice(), self.divide.as_slice()) {
            ([], []) => "1".to_owned(),
            ([], divide) => joined(divide, "*"),
            (multiply, []) => joined(multiply, "*"),
            (multiply, divide) => format!("{}/{}", joined(multiply, "*"), joined(divide, "/")),
        }
    }

    /// What the rate is: `USD per EUR` are units of USD for 1 EUR. Where the first is what is converted, an amount is divided by
    /// the rate, else multiplied.
    pub fn orientation(&self, (from, target): (Unit, Unit)) -> String {
        if self.multiply.is_empty() { format!("{from} per {target}") } else { format!("{target} per {from}") }
    }

    /// Whether both units are the same.
    pub fn is_identity(&self) -> bool {
        self.set.is_none() && !self.is_fixed
    }

    /// The day of the rate: that of a set, else the one since which a fixed rate holds.
    pub fn date(&self) -> Option<civil::Date> {
        self.set.as_ref().map(|used| used.date).or(self.since)
    }

    /// Where the rates are from: the set's name, `fixed`, or both with `+` between.
    pub fn set(&self) -> String {
        let fixed = self.is_fixed.then_some(FIXED);
        let set = self.set.as_ref().map(|used| used.name.as_str());
        fixed.into_iter().chain(set).collect::<Vec<_>>().join("+")
    }

    /// The entries that recorded the rates.
    pub fn entries(&self) -> &[u64] {
        self.set.as_ref().map_or(&[], |used| &used.entries)
    }

    /// Smallest units of the target for one stored unit.
    fn factor(&self, (from, target): (Unit, Unit)) -> Fraction {
        let product =
            |figures: &[Decimal]| figures.iter().map(|figure| BigUint::from(figure.digits())).product::<BigUint>();
        let decimals = |figures: &[Decimal]| figures.iter().map(|figure| figure.decimals()).sum::<u32>();
        let ten = |power: u32| BigUint::from(10_u8).pow(power);
        Fraction {
            above: product(&self.multiply) * ten(decimals(&self.divide) + target.decimals()),
            below: product(&self.divide) * ten(decimals(&self.multiply) + from.scale()),
        }
    }
}

impl Conversion {
    /// By one way.
    pub(super) fn by(path: Path, units: (Unit, Unit)) -> Conversion {
        let way = Way { factor: path.factor(units), path };
        Conversion { least: way.clone(), greatest: way, is_about: false }
    }

    /// Perhaps by another way.
    pub(super) fn widen(&mut self, path: Path, units: (Unit, Unit)) {
        if path == self.least.path || path == self.greatest.path {
            return;
        }
        let way = Way { factor: path.factor(units), path };
        if way.factor < self.least.factor {
            self.least = way;
        } else if way.factor > self.greatest.factor {
            self.greatest = way;
        }
    }

    pub(super) fn rests_on_a_set(&self) -> bool {
        self.least.path.set.is_some() || self.greatest.path.set.is_some()
    }

    /// The way that gives the least.
    pub fn least(&self) -> &Path {
        &self.least.path
    }

    /// The way that gives the most.
    pub fn greatest(&self) -> &Path {
        &self.greatest.path
    }

    /// Whether an amount is only about what it becomes, because the day is not known exactly.
    pub fn is_about(&self) -> bool {
        self.is_about
    }

    /// Whether an amount may become more or less, depending on the day.
    pub fn is_range(&self) -> bool {
        self.least.factor != self.greatest.factor
    }

    /// The conversion of lower ends alone, which is that at the rate that gives the least.
    #[must_use]
    pub fn of_lower_ends(&self) -> Conversion {
        Conversion { greatest: self.least.clone(), ..self.clone() }
    }

    pub(super) fn factors(&self) -> [&Fraction; 2] {
        [&self.least.factor, &self.greatest.factor]
    }
}
