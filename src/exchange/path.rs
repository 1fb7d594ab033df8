//! The path of an amount from one unit to another on a day: the figures that divide and multiply it.

use jiff::civil;
use num_bigint::BigUint;

use crate::domain::{Decimal, Unit, fixed};

use super::fraction::Fraction;
use super::series::Series;

/// Takes the place of a set's name for rates fixed by law.
const FIXED: &str = "fixed";

/// The path of an amount from one unit to another on a day. It has no steps if both units are the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path {
    divide: Vec<Decimal>,
    multiply: Vec<Decimal>,
    is_fixed: bool,
    /// For fixed rates, the day since which all of them hold.
    since: Option<civil::Date>,
    set: Option<Used>,
}

/// What was used of a set.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Used {
    name: String,
    date: civil::Date,
    entries: Vec<u64>,
}

/// How amounts of a unit are converted into another: at the least, and at the most.
#[derive(Clone, Debug)]
pub struct Conversion {
    least: Way,
    greatest: Way,
    pub(super) is_about: bool,
}

/// A path with its factor: smallest units of the target for one stored unit.
#[derive(Clone, Debug)]
struct Way {
    path: Path,
    factor: Fraction,
}

impl Path {
    /// Replaces a unit by its lawful successor on a day and returns that: the currency that replaced it, or the euro.
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

    /// Continues with the rates of a set; `None` if it lacks one.
    pub(super) fn follow(&mut self, series: &Series, from: Unit, to: Unit, day: civil::Date) -> Option<()> {
        let quotes = series.on(from, to, day)?;
        let [out, into] = quotes;
        self.divide.extend(out.map(|quote| quote.rate));
        self.multiply.extend(into.map(|quote| quote.rate));
        let mut entries: Vec<u64> = quotes.iter().flatten().map(|quote| quote.entry).collect();
        entries.dedup();
        let date = quotes.iter().flatten().next()?.day;
        self.set = Some(Used { name: series.name().to_owned(), date, entries });
        // A figure of 0 for 1 of the base is not a rate.
        self.divide.iter().chain(&self.multiply).all(|figure| *figure > Decimal::ZERO).then_some(())
    }

    /// Ends where another path begins, which is taken in reverse.
    pub(super) fn arrive(&mut self, back: Path) {
        self.multiply.extend(back.divide.into_iter().rev());
        self.is_fixed |= back.is_fixed;
        self.since = self.since.max(back.since);
    }

    /// The figures, from left to right. Divisors alone are multiplied; otherwise they follow the figures that multiply.
    pub fn rate(&self) -> String {
        let joined = |figures: &[Decimal], by| figures.iter().map(ToString::to_string).collect::<Vec<_>>().join(by);
        match (self.multiply.as_slice(), self.divide.as_slice()) {
            ([], []) => "1".to_owned(),
            ([], divide) => joined(divide, "*"),
            (multiply, []) => joined(multiply, "*"),
            (multiply, divide) => format!("{}/{}", joined(multiply, "*"), joined(divide, "/")),
        }
    }

    /// What the rate says: `USD per EUR` means units of USD for 1 EUR. If the first is the unit converted from, an
    /// amount is divided by the rate; otherwise it is multiplied.
    pub fn orientation(&self, (from, target): (Unit, Unit)) -> String {
        if self.multiply.is_empty() { format!("{from} per {target}") } else { format!("{target} per {from}") }
    }

    /// Whether both units are the same.
    pub fn is_identity(&self) -> bool {
        self.set.is_none() && !self.is_fixed
    }

    /// The day of the rate: that of a set, otherwise the day since which a fixed rate holds.
    pub fn date(&self) -> Option<civil::Date> {
        self.set.as_ref().map(|used| used.date).or(self.since)
    }

    /// The origin of the rates: the set's name, `fixed`, or both joined by `+`.
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
    /// A conversion with one path.
    pub(super) fn by(path: Path, units: (Unit, Unit)) -> Conversion {
        let way = Way { factor: path.factor(units), path };
        Conversion { least: way.clone(), greatest: way, is_about: false }
    }

    /// Adds another possible path.
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

    /// The path that gives the least.
    pub fn least(&self) -> &Path {
        &self.least.path
    }

    /// The path that gives the most.
    pub fn greatest(&self) -> &Path {
        &self.greatest.path
    }

    /// Whether a converted amount is only “about”, because the day is not known exactly.
    pub fn is_about(&self) -> bool {
        self.is_about
    }

    /// Whether a converted amount depends on the day.
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
