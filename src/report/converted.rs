//! Totals in one currency: amounts are collected by unit and day, then converted and added.
//!
//! Amounts of one unit and one rate day are added as without conversion, in a row of their own whose key extends the
//! key of the printed row: within it, the equation of an asset and its items holds. At the end these rows are converted
//! and added. What cannot be converted stays in the row of its own unit.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::civil;

use crate::domain::{Bounds, Date, End, Fault, Unit};
use crate::exchange::{Conversion, Exact, Exchange, Requested, Rule, Sum};
use crate::journal::breakdown::{Dimension, SEPARATOR};
use crate::journal::family::Addend;
use crate::journal::{Asset, Measure, Tally};

use super::links::Groups;
use super::rates_used::Used;
use super::total::{Linked, Row, Rows, Total};

/// How a report converts amounts.
#[derive(Debug)]
pub struct Converting {
    /// The rates and the target.
    pub exchange: Exchange,
    /// The day whose rates are used; `None` if each action has its own.
    pub day: Option<civil::Date>,
    /// Whether totals keep what each figure is made of.
    pub explained: bool,
}

/// The days that an amount and a value were stated for.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Days<'a> {
    /// The day of the action whose amount counts.
    pub(crate) action: Option<&'a Date>,
    /// The day of the action that states the value.
    pub(crate) worth: Option<&'a Date>,
}

/// Where an amount is counted.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    /// The unit of the printed row; empty if it has none.
    pub(crate) code: &'static str,
    /// What extends the key of that row: the unit of the amount and the day whose rate it needs.
    pub(crate) tail: String,
    /// Whether it is converted.
    pub(crate) is_converted: bool,
    /// Whether a value counts instead of an amount in a crypto-asset.
    pub(crate) by_value: bool,
}

/// The tail of amounts that are in a unit from the start.
pub(crate) fn tail_of(unit: Unit) -> String {
    format!("{SEPARATOR}{unit}{SEPARATOR}")
}

/// The tail if nothing is converted.
fn no_tail() -> String {
    String::from_iter([SEPARATOR; 2])
}

impl Converting {
    /// Where an asset or an action counts in a measure.
    pub(crate) fn place(&self, measure: Measure, addend: impl Fn(Measure) -> Addend, days: Days<'_>) -> Spot {
        self.place_by(measure, |measure| addend(measure).value.unit(), days)
    }

    /// Where what is in these units stands.
    pub(crate) fn place_by(&self, measure: Measure, unit: impl Fn(Measure) -> Option<Unit>, days: Days<'_>) -> Spot {
        let asked = days.action.map_or(Requested::Unknown, Requested::of);
        let asked = self.day.map_or(asked, Requested::Day);
        let own = unit(measure).filter(|_| measure != Measure::Count);
        let place = self.place_unit(own, asked);
        // A crypto-asset without a rate counts with its stated value.
        if let (Measure::Amount, Some(crypto), false) = (measure, own, place.is_converted)
            && !crypto.is_currency()
            && let (Some(value), Some(on)) = (unit(Measure::Value).filter(|value| value.is_currency()), days.worth)
        {
            let by_value = self.place_unit(Some(value), Requested::of(on));
            if by_value.is_converted {
                return Spot { by_value: true, ..by_value };
            }
        }
        place
    }

    /// Where amounts of a unit count, given the days whose rate they need.
    pub(crate) fn place_unit(&self, unit: Option<Unit>, asked: Requested) -> Spot {
        let target = self.exchange.target();
        let converted = |tail| Spot { code: target.code(), tail, is_converted: true, by_value: false };
        match unit {
            // The target's own rate is the same on every day.
            Some(unit) if unit == target => converted(tail_of(unit)),
            Some(unit) if self.exchange.converts(unit, asked) => {
                converted(format!("{SEPARATOR}{unit}{SEPARATOR}{asked}"))
            }
            _ => {
                let code = unit.map_or("", Unit::code);
                Spot { code, tail: no_tail(), is_converted: false, by_value: false }
            }
        }
    }

    /// The key of the row that holds everything converted. `places` are those of the measures that have a unit of their
    /// own.
    pub(crate) fn whole(&self, by: &[Dimension], key: &str, places: &[(Measure, Spot)]) -> String {
        let target = self.exchange.target().code();
        with_codes(by, key, |wanted| places.iter().any(|(measure, _)| *measure == wanted).then_some(target))
    }
}

/// The key of the printed row. `places` are those of the measures that have a unit of their own.
pub(crate) fn printed(by: &[Dimension], key: &str, places: &[(Measure, Spot)]) -> String {
    with_codes(by, key, |wanted| places.iter().find(|(measure, _)| *measure == wanted).map(|(_, place)| place.code))
}

/// A key with other codes for the units of some measures.
fn with_codes<'c>(by: &[Dimension], key: &str, code: impl Fn(Measure) -> Option<&'c str>) -> String {
    let mut changed = String::with_capacity(key.len() + no_tail().len());
    for (at, (dimension, value)) in by.iter().zip(key.split(SEPARATOR)).enumerate() {
        changed.extend((at > 0).then_some(SEPARATOR));
        let code = match dimension {
            Dimension::Currency => code(Measure::Amount),
            Dimension::ValueCurrency => code(Measure::Value),
            _ => None,
        };
        changed.push_str(code.unwrap_or(value));
    }
    changed
}

/// Where an asset in stock counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placed {
    /// The key of the printed row.
    pub(crate) row: String,
    /// What extends that key: the unit of the amount and the day whose rate it needs.
    pub(crate) tail: String,
    /// The measure that counts.
    pub(crate) counts: Measure,
    /// The key of the row in which it is counted as unconverted.
    pub(crate) unconverted_in: Option<String>,
}

impl Placed {
    /// In its own row, without conversion.
    pub(crate) fn as_it_is(row: &str) -> Placed {
        Placed { row: row.to_owned(), tail: String::new(), counts: Measure::Amount, unconverted_in: None }
    }
}

impl Converting {
    /// Where an asset counts, given the key of its row in these dimensions; `stated_on` is the day of the action that
    /// states its amount.
    pub(crate) fn placed(&self, key: (&[Dimension], &str), asset: &Asset, stated_on: Option<&Date>) -> Placed {
        let unit = |measure| asset.measured(measure).unit();
        self.placed_by(key, unit, Days { action: stated_on, worth: asset.worth_on() })
    }

    /// Where what is in these units stands, in the row of a key of these dimensions.
    pub(crate) fn placed_by(
        &self,
        (by, key): (&[Dimension], &str),
        unit: impl Fn(Measure) -> Option<Unit>,
        days: Days<'_>,
    ) -> Placed {
        let spot = self.place_by(Measure::Amount, unit, days);
        let counts = if spot.by_value { Measure::Value } else { Measure::Amount };
        let places = [(Measure::Amount, spot)];
        let row = printed(by, key, &places);
        let unconverted_in = (!places[0].1.is_converted).then(|| self.whole(by, key, &places));
        let [(_, spot)] = places;
        Placed { row, tail: spot.tail, counts, unconverted_in }
    }
}

/// Rows with their totals, converted if that is asked for.
///
/// # Errors
/// A figure that does not fit, or is too great for an amount.
pub(crate) fn totals<'a>(
    rows: Rows,
    groups: &Groups,
    converting: Option<&'a Converting>,
    used: impl FnMut(&str, Used<'a>) -> Result<(), Fault>,
) -> Result<Vec<(String, Total)>, Fault> {
    let Some(converting) = converting else { return rows.finish(groups) };
    let printed = Converter::new(&converting.exchange).finish(rows, groups, used)?;
    Ok(printed.into_iter().map(|(key, total, _)| (key, total)).collect())
}

/// The same key with the tail of everything but amounts.
pub(crate) fn beside(mut key: String) -> String {
    key.push_str(&no_tail());
    key
}

/// Printed rows with their totals, in key order; for a converted row also the sum before rounding.
pub(crate) type Printed = Vec<(String, Total, Option<Exact>)>;

/// Sums by unit and day, under the tail of their key.
pub(crate) type Parts = BTreeMap<String, Tally>;

/// The sum of all parts, before rounding.
#[derive(Clone, Debug)]
pub(crate) struct Summed {
    pub(crate) sum: Exact,
    pub(crate) is_about: bool,
}

impl Summed {
    /// Exactly zero.
    pub(crate) fn nothing() -> Summed {
        Summed { sum: Sum::default().finish(), is_about: false }
    }
}

/// Remembers conversions by the tail of a key, since most are needed more than once.
#[derive(Debug)]
pub(crate) struct Converter<'a> {
    exchange: &'a Exchange,
    known: HashMap<String, Tail>,
}

/// What the tail of a key says.
#[derive(Clone, Debug)]
struct Tail {
    unit: Unit,
    /// The days for which a rate is asked; nothing where none is needed.
    asked: Arc<str>,
    conversion: Arc<Conversion>,
}

/// The sum of amounts of one unit and one day.
struct Part {
    unit: Unit,
    asked: Arc<str>,
    conversion: Arc<Conversion>,
    lower: End,
    upper: Option<End>,
    valued: bool,
}

impl<'a> Converter<'a> {
    /// Without any conversion yet.
    pub(crate) fn new(exchange: &'a Exchange) -> Converter<'a> {
        Converter { exchange, known: HashMap::new() }
    }

    /// The totals of rows in the target. `used` receives the rates behind each of the report's figures.
    ///
    /// # Errors
    /// A figure that does not fit, or is too great for an amount.
    pub(crate) fn finish(
        &mut self,
        rows: Rows,
        groups: &Groups,
        mut used: impl FnMut(&str, Used<'a>) -> Result<(), Fault>,
    ) -> Result<Printed, Fault> {
        let mut printed = Vec::new();
        for parts in rows.numbered(groups).chunk_by(|(one, _), (other, _)| head(one) == head(other)) {
            let key = parts.first().map_or("", |(key, _)| head(key));
            let mut total = Total::default();
            for (_, row) in parts {
                let counts = row.counts();
                total.undated += counts.undated;
                total.disputed += counts.disputed;
                total.unconverted += counts.unconverted;
            }
            if parts.iter().all(|(key, _)| key.ends_with(&no_tail())) {
                for (_, row) in parts {
                    let of_row = row.total()?;
                    total.tally = total.tally.plus(of_row.tally)?;
                    total.overlap = total.overlap.plus(of_row.overlap)?;
                }
                printed.push((key.to_owned(), total, None));
                continue;
            }
            let (tally, exact) = self.sum(key, parts, &mut used)?;
            printed.push((key.to_owned(), Total { tally, ..total }, Some(exact)));
        }
        Ok(printed)
    }

    /// The sum of the parts of one printed row.
    fn sum(
        &mut self,
        key: &str,
        rows: &[(String, Row)],
        used: &mut impl FnMut(&str, Used<'a>) -> Result<(), Fault>,
    ) -> Result<(Tally, Exact), Fault> {
        let mut tally = Tally::default();
        let (mut parts, mut linked) = (Vec::new(), Vec::new());
        for (row_key, row) in rows {
            let Some(Tail { unit, asked, conversion }) = self.tail(row_key)? else { continue };
            tally = tally.plus(counted(&row.tally, &conversion))?;
            linked.extend(row.linked.iter().map(|linked| (*linked, parts.len())));
            parts.push(Part {
                unit,
                asked,
                conversion,
                lower: row.tally.lower,
                upper: (row.tally.endless == 0).then_some(row.tally.upper),
                valued: row.tally.valued > 0,
            });
        }
        link(&mut parts, linked, &mut tally)?;
        let mut sum = Sum::default();
        for part in parts.iter().filter(|part| part.valued) {
            sum.add(part.lower, part.upper, &part.conversion);
        }
        let exact = sum.finish();
        let (bounds, rule) = exact.rounded(self.exchange)?;
        for part in parts.iter().filter(|part| part.valued) {
            let (asked, conversion) = (Arc::clone(&part.asked), Arc::clone(&part.conversion));
            let ends = (Some(part.lower), part.upper);
            used(key, Used { exchange: self.exchange, unit: part.unit, asked, conversion, ends, rule })?;
        }
        tally.lower = bounds.lower();
        (tally.upper, tally.endless) = (bounds.upper().unwrap_or(End::ZERO), i64::from(bounds.upper().is_none()));
        tally.valued = parts.iter().filter(|part| part.valued).count().try_into().unwrap_or(i64::MAX);
        Ok((tally, exact))
    }

    /// What a figure of exactly zero is made of: no amount, and no rate.
    ///
    /// # Errors
    /// None in practice: the target always converts into itself.
    pub(crate) fn nothing(&mut self) -> Result<Used<'a>, Fault> {
        let (exchange, unit) = (self.exchange, self.exchange.target());
        let conversion = Arc::new(exchange.conversion(unit, NO_DAY).ok_or_else(|| no_rate(unit, ""))?);
        let ends = (Some(End::ZERO), Some(End::ZERO));
        Ok(Used { exchange, unit, asked: Arc::default(), conversion, ends, rule: Rule::Exact })
    }

    /// The sum of parts; `None` if none has a value.
    ///
    /// # Errors
    /// There is no rate.
    pub(crate) fn summed(&mut self, parts: &Parts) -> Result<Option<Summed>, Fault> {
        let (mut sum, mut is_about, mut is_valued) = (Sum::default(), false, false);
        for (key, tally) in parts.iter().filter(|(_, tally)| tally.valued > 0) {
            let Some(Tail { conversion, .. }) = self.tail(key)? else { continue };
            sum.add(tally.lower, (tally.endless == 0).then_some(tally.upper), &conversion);
            is_about |= counted(tally, &conversion).approximate > 0;
            is_valued = true;
        }
        Ok(is_valued.then(|| Summed { sum: sum.finish(), is_about }))
    }

    /// The unit, the days and the conversion that extend the key of the printed row; `None` if nothing is converted.
    fn tail(&mut self, key: &str) -> Result<Option<Tail>, Fault> {
        let text = key.get(head(key).len()..).unwrap_or_default();
        if let Some(known) = self.known.get(text) {
            return Ok(Some(known.clone()));
        }
        let Some((unit, asked)) = tail(text) else { return Ok(None) };
        let on = if asked.is_empty() { NO_DAY } else { Requested::parse(asked)? };
        let conversion = Arc::new(self.exchange.conversion(unit, on).ok_or_else(|| no_rate(unit, asked))?);
        let tail = Tail { unit, asked: Arc::from(asked), conversion };
        self.known.insert(text.to_owned(), tail.clone());
        Ok(Some(tail))
    }

    /// The conversion of a unit on some days; the target itself has none.
    ///
    /// # Errors
    /// There is no rate.
    pub(crate) fn conversion(&mut self, unit: Unit, asked: &str) -> Result<Arc<Conversion>, Fault> {
        let tail = self.tail(&format!("{SEPARATOR}{unit}{SEPARATOR}{asked}"))?;
        tail.map(|tail| tail.conversion).ok_or_else(|| no_rate(unit, asked))
    }
}

/// The unit and the days that extend the key of the printed row; `None` if nothing is converted.
pub(crate) fn tail(key: &str) -> Option<(Unit, &str)> {
    let mut tail = key.rsplitn(3, SEPARATOR);
    let (asked, unit) = (tail.next()?, tail.next()?);
    Some((Unit::parse(unit).ok()?, asked))
}

/// For the target itself any day will do.
const NO_DAY: Requested = Requested::Day(civil::Date::MIN);

fn no_rate(unit: Unit, asked: &str) -> Fault {
    Fault::new(format!("there is no rate for {unit} on {asked}"))
}

/// The counts of a converted row: an exact amount becomes bounded if its rates differ, and “about” if its day is not
/// known exactly.
pub(crate) fn counted(tally: &Tally, conversion: &Conversion) -> Tally {
    let (exact, bounded) = match conversion.is_range() {
        true => (0, tally.exact + tally.bounded),
        false => (tally.exact, tally.bounded),
    };
    let about = i64::from(conversion.is_about() && exact + bounded > 0);
    let (lower, upper) = (End::ZERO, End::ZERO);
    Tally { exact, bounded, approximate: tally.approximate + about, lower, upper, ..*tally }
}

/// Adds families that are perhaps the same money: in each group, the family with the greatest lower end in the target
/// counts with that, the others with none; upper ends add up.
fn link(parts: &mut [Part], mut linked: Vec<(Linked, usize)>, tally: &mut Tally) -> Result<(), Fault> {
    linked.sort_by_key(|(linked, _)| (linked.group, linked.family));
    for group in linked.chunk_by(|(one, _), (other, _)| one.group == other.group) {
        let families = group.chunk_by(|(one, _), (other, _)| one.family == other.family);
        let greatest = families
            .map(|family| (lower(parts, family), family))
            .reduce(|one, other| if other.0.compare_lower(&one.0).is_gt() { other } else { one });
        let counts = greatest.and_then(|(_, family)| family.first()).map(|(linked, _)| linked.family);
        for (Linked { family, sum, .. }, at) in group {
            let Some(part) = parts.get_mut(*at) else { continue };
            if counts == Some(*family) {
                part.lower = part.lower.plus(sum.lower())?;
            }
            part.upper = part.upper.zip(sum.upper()).map(|(one, other)| one.plus(other)).transpose()?;
            part.valued = true;
            let about = sum.approximate() || (part.conversion.is_about() && *sum != Bounds::UNSTATED);
            tally.approximate += i64::from(about);
        }
    }
    Ok(())
}

/// The least that a family comes to.
fn lower(parts: &[Part], family: &[(Linked, usize)]) -> Exact {
    let mut sum = Sum::default();
    for (linked, at) in family {
        if let Some(part) = parts.get(*at) {
            sum.add_lower(linked.sum.lower(), &part.conversion);
        }
    }
    sum.finish()
}

/// The key of the printed row.
pub(crate) fn head(key: &str) -> &str {
    let mut ends = key.rmatch_indices(SEPARATOR);
    ends.nth(1).and_then(|(at, _)| key.get(..at)).unwrap_or(key)
}
