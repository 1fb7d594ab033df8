//! Totals by dimension: holdings are the stock, actions the flow.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use crate::domain::{Fault, Things, Unit};
use crate::exchange::Requested;
use crate::journal::breakdown::{Dimension, Occurrence, SEPARATOR, flow_key};
use crate::journal::family::Addend;
use crate::journal::kept::{self, Kept, Of, Place, Sums};
use crate::journal::{Asset, Family, Measure, Standing, Tally};

use super::converted::{Converter, Converting, Days, Printed, Spot, beside, printed};
use super::dimension::{cell, column};
use super::document::{Cell, Column, Document, Meta};
use super::fold::{Fold, Totalled};
use super::links::Linked;
use super::measures::{Measures, Values};
use super::rates_used::{RatesUsed, Sides};
use super::scope::{Scope, When};
use super::total::{self, Keyed, Rows, Total};

/// A report of totals under construction.
///
/// Stock is what is held: each asset once, at its stage. Flow is what was done: each action with the amount at its own
/// date. With a period and no time dimension, a column says whether a row's actions lie within the period or across one
/// of its ends.
///
/// Each requested measure has its own rows under the same keys.
#[derive(Debug)]
pub(crate) struct Totals<'a> {
    of: Of,
    asked: &'a [Dimension],
    measures: Measures,
    by: Vec<Dimension>,
    scope: &'a Scope,
    links: Linked<'a>,
    rows: Vec<(Measure, Rows)>,
    period: String,
    converting: Option<&'a Converting>,
    /// Where amounts of a unit stand on the day for which rates are asked, by its code.
    spots: HashMap<String, Spot>,
    /// The number and the name of the ledger whose families are added, in a report over several.
    ledger: Option<(u32, &'a str)>,
}

impl<'a> Totals<'a> {
    /// An empty report.
    pub(crate) fn new(
        of: Of,
        (asked, measures): (&'a [Dimension], Measures),
        scope: &'a Scope,
        links: impl Into<Linked<'a>>,
    ) -> Totals<'a> {
        let by = if of == Of::Flow { scope.dimensions_of_flow(asked) } else { asked.to_vec() };
        let by = measures.breakdown(&by);
        let rows = measures.added().into_iter().map(|measure| (measure, Rows::default())).collect();
        let period = scope.period_text();
        Totals {
            of,
            asked,
            measures,
            by,
            scope,
            links: links.into(),
            rows,
            period,
            converting: None,
            spots: HashMap::new(),
            ledger: None,
        }
    }

    /// The same report for the families of one of several ledgers, by its number and its name.
    pub(crate) fn of_ledger(self, number: u32, name: &'a str) -> Totals<'a> {
        let rows = self.rows.into_iter().map(|(measure, rows)| (measure, rows.of_ledger(number))).collect();
        Totals { rows, ledger: Some((number, name)), ..self }
    }

    /// The same report with its amounts in one currency.
    pub(crate) fn converting(self, converting: Option<&'a Converting>) -> Totals<'a> {
        Totals { converting, ..self }
    }

    /// An empty copy of the report.
    pub(crate) fn blank(&self) -> Totals<'a> {
        let blank = Totals::new(self.of, (self.asked, self.measures), self.scope, self.links.blank());
        let blank = blank.converting(self.converting);
        match self.ledger {
            Some((number, name)) => blank.of_ledger(number, name),
            None => blank,
        }
    }

    /// The kept breakdown that covers the families that are not woven; `None` if the question has a day, a period, a
    /// case or stated amounts only, or if no kept breakdown is detailed enough.
    pub(crate) fn kept(&self) -> Option<&'static Kept> {
        let Scope { as_of, period, case, stated, .. } = self.scope;
        if as_of.is_some() || period.is_some() || case.is_some() || *stated {
            return None;
        }
        let place = self.scope.selects_places().then_some(Dimension::Jurisdiction);
        // Each row includes the currency of its values and what it counts, and all are of one ledger.
        let units = [Dimension::ValueCurrency, Dimension::CountOf, Dimension::Ledger];
        let by = self.by.iter().copied().filter(|dimension| !units.contains(dimension));
        let needed: Vec<Dimension> = by.chain(place).collect();
        kept::that_serves(self.of, &needed)
    }

    /// Adds a row of the kept breakdown.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn add_kept(&mut self, kept: &Kept, key: &str, tally: Tally) -> Result<(), Fault> {
        let place = kept.place(key)?;
        if let ([(Measure::Amount, rows)], true) = (self.rows.as_mut_slice(), kept.by == self.by)
            && !self.scope.selects_places()
            && self.converting.is_none()
            && self.ledger.is_none()
        {
            return if begins_rows(place) { rows.add_whole(place.key, tally) } else { Ok(()) };
        }
        let values: Vec<&str> = place.key.split(SEPARATOR).collect();
        let value = |wanted: Dimension| match wanted {
            Dimension::ValueCurrency => place.value_currency,
            Dimension::CountOf => place.things,
            Dimension::Ledger => self.ledger.map_or("", |(_, name)| name),
            _ => {
                kept.by.iter().zip(&values).find(|(dimension, _)| **dimension == wanted).map_or("", |(_, value)| *value)
            }
        };
        if !self.scope.covers_codes(value(Dimension::Jurisdiction)) {
            return Ok(());
        }
        let key = match kept.by == self.by {
            true => Cow::Borrowed(place.key),
            false => {
                let key: Vec<&str> = self.by.iter().map(|dimension| value(*dimension)).collect();
                Cow::Owned(key.join(SEPARATOR.encode_utf8(&mut [0; 4])))
            }
        };
        let Some(converting) = self.converting else {
            for (measure, rows) in &mut self.rows {
                if place.of.holds(*measure) {
                    rows.add_kept(&key, tally)?;
                } else if begins_rows(place) {
                    // What is not counted still has a row.
                    rows.add_kept(&key, Tally::default())?;
                }
            }
            return Ok(());
        };
        let mut places = Vec::with_capacity(self.rows.len());
        for measure in self.measures.added() {
            let code = match measure {
                Measure::Amount => place.currency,
                Measure::Value => place.value_currency,
                Measure::Count => "",
            };
            places.push((measure, self.spot_kept(converting, code)?));
        }
        let printed = printed(&self.by, &key, &places);
        for ((measure, rows), (_, at)) in self.rows.iter_mut().zip(&places) {
            let tally = if place.of.holds(*measure) { tally } else { Tally::default() };
            if place.of.holds(*measure) || begins_rows(place) {
                rows.add_kept(&format!("{printed}{}", at.tail), tally)?;
            }
        }
        let count = u64::try_from(tally.count_all()).unwrap_or_default();
        self.count_unconverted((&key, &places), |measure| place.of.holds(measure), count);
        Ok(())
    }

    /// The place of the amounts of a kept row, all on one day.
    fn spot_kept(&mut self, converting: &Converting, code: &str) -> Result<Spot, Fault> {
        if let Some(known) = self.spots.get(code) {
            return Ok(known.clone());
        }
        let unit = Some(code).filter(|code| !code.is_empty()).map(Unit::parse).transpose()?;
        let spot = converting.place_unit(unit, converting.day.map_or(Requested::Unknown, Requested::Day));
        self.spots.insert(code.to_owned(), spot.clone());
        Ok(spot)
    }

    /// The units of a kept row whose rates are needed, by the codes of its amounts and of its values; and whether the
    /// row says what an amount was worth without the day of that value, which may count instead.
    ///
    /// # Errors
    /// A code that is not a unit's.
    pub(crate) fn units_kept([amount, value]: [&str; 2]) -> Result<(Vec<Unit>, bool), Fault> {
        let codes = [amount, value].into_iter().filter(|code| !code.is_empty());
        let units = codes.map(Unit::parse).collect::<Result<Vec<_>, _>>()?;
        let is_crypto = !amount.is_empty() && !Unit::parse(amount)?.is_currency();
        Ok((units, is_crypto && !value.is_empty()))
    }
}

/// Whether a kept row is the first of those about the same assets.
fn begins_rows(place: Place<'_>) -> bool {
    matches!(place.of, Sums::AmountsAndValues | Sums::Of(Measure::Amount))
}

impl Fold for Totals<'_> {
    fn add(&mut self, family: &Family) -> Result<(), Fault> {
        let scope = self.scope;
        let family = &*scope.taken(family)?;
        let standing = scope.standing(family)?;
        let mut addends = Addends::default();
        match self.of {
            Of::Stock => {
                let disputed = scope.disputed(family, &standing);
                for (at, asset) in standing.assets().iter().enumerate() {
                    if let Some(key) = self.stock_row(asset)
                        && !standing.is_used_up(asset)?
                    {
                        let days = Days { action: standing.stated_on(asset), worth: asset.worth_on() };
                        let key = self.note(&mut addends, key, days, |measure| standing.left(asset, measure));
                        self.add_disputed(disputed.contains(&at).then_some(key));
                    }
                }
                let row = |asset: &Asset| {
                    let key = self.stock_row(asset);
                    key.map(|key| self.printed_row(key, asset, &standing)).into_iter().collect()
                };
                let undated = total::undated(&self.scope.undecided(family)?, row);
                for (_, rows) in &mut self.rows {
                    rows.add_undated(&undated);
                }
            }
            Of::Flow => {
                let mut key = String::new();
                let mut disputed = BTreeSet::new();
                for (deed, asset, when) in scope.deeds(&standing) {
                    let mut occurrence = Occurrence { period: &self.period, ..Occurrence::of(deed, asset) };
                    occurrence.date = occurrence.date.filter(|_| when == When::In);
                    flow_key(&self.by, asset, deed, &occurrence, &mut key);
                    self.name_ledger(&mut key);
                    let days = Days { action: Some(&deed.date), worth: deed.worth_on() };
                    let key = self.note(&mut addends, key.clone(), days, |measure| {
                        let addend = deed.addend(measure);
                        if scope.stated { addend.only_stated() } else { addend }
                    });
                    if scope.readings.is_hull() && family.is_disputed(deed.entry) {
                        disputed.insert((key, deed.asset));
                    }
                }
                self.add_disputed(disputed.into_iter().map(|(key, _)| key));
            }
        }
        // A family that adds nothing may still link others.
        let linked = self.links.number(family);
        self.rows.iter_mut().zip(addends).try_for_each(|((_, rows), addends)| rows.add(&standing, linked, addends))
    }

    fn merge(&mut self, other: Self) -> Result<(), Fault> {
        let before = self.links.merge(other.links);
        let others = other.rows.into_iter();
        self.rows.iter_mut().zip(others).try_for_each(|((_, rows), (_, other))| rows.merge(other, before))
    }
}

impl Totalled for Totals<'_> {
    fn kept(&self) -> Option<&'static Kept> {
        Totals::kept(self)
    }

    fn add_kept(&mut self, kept: &Kept, key: &str, tally: Tally) -> Result<(), Fault> {
        Totals::add_kept(self, kept, key, tally)
    }
}

/// A family's contribution to the rows of each measure.
type Addends = [Keyed; Measure::ALL.len()];

impl Totals<'_> {
    /// Notes what an asset or an action adds to a row in each measure; returns the key for everything but amounts.
    fn note(
        &mut self,
        addends: &mut Addends,
        key: String,
        days: Days<'_>,
        addend: impl Fn(Measure) -> Addend,
    ) -> String {
        let Some(converting) = self.converting else {
            for ((measure, _), addends) in self.rows.iter().zip(addends) {
                addends.push((key.clone(), addend(*measure)));
            }
            return key;
        };
        let places = self.rows.iter().map(|(measure, _)| (*measure, converting.place(*measure, &addend, days)));
        let places: Vec<_> = places.collect();
        let printed = printed(&self.by, &key, &places);
        for ((measure, at), addends) in places.iter().zip(addends) {
            let counts = if at.by_value { Measure::Value } else { *measure };
            addends.push((format!("{printed}{}", at.tail), addend(counts)));
        }
        self.count_unconverted((&key, &places), |_| true, 1);
        beside(printed)
    }

    /// Counts what is not converted, of the measures that count, in the row that holds everything converted.
    fn count_unconverted(
        &mut self,
        (key, places): (&str, &[(Measure, Spot)]),
        counts: impl Fn(Measure) -> bool,
        count: u64,
    ) {
        let converts = |measure: Measure| {
            measure == Measure::Count || places.iter().all(|(of, at)| *of != measure || !counts(*of) || at.is_converted)
        };
        let Some(converting) = self.converting.filter(|_| !self.rows.iter().all(|(measure, _)| converts(*measure)))
        else {
            return;
        };
        let key = beside(converting.whole(&self.by, key, places));
        for (measure, rows) in &mut self.rows {
            // All measures have the same rows.
            rows.add_unconverted(&key, if converts(*measure) { 0 } else { count });
        }
    }

    /// The key for everything but amounts in the printed row of an asset.
    fn printed_row(&self, key: String, asset: &Asset, standing: &Standing) -> String {
        let Some(converting) = self.converting else { return key };
        let stated_on = standing.asset(&asset.asset).and_then(|asset| standing.stated_on(asset));
        let days = Days { action: stated_on, worth: asset.worth_on() };
        let addend = |measure| Addend { value: asset.measured(measure), remainder: None, carried: false };
        let places = self.rows.iter().map(|(measure, _)| (*measure, converting.place(*measure, addend, days)));
        beside(printed(&self.by, &key, &places.collect::<Vec<_>>()))
    }

    /// Counts one more disputed asset in each of these rows.
    fn add_disputed(&mut self, keys: impl IntoIterator<Item = String>) {
        if let Some((_, rows)) = self.rows.first_mut() {
            rows.add_disputed(keys);
        }
    }

    /// The key of an asset's stock row, if it is in one.
    fn stock_row(&self, asset: &Asset) -> Option<String> {
        let mut key = self.scope.stock_row(&self.by, asset)?;
        self.name_ledger(&mut key);
        Some(key)
    }

    /// Puts the ledger's name into a key, which has nothing there yet.
    fn name_ledger(&self, key: &mut String) {
        let place = self.by.iter().position(|dimension| *dimension == Dimension::Ledger);
        let Some((at, (_, name))) = place.zip(self.ledger) else { return };
        let before = at.checked_sub(1).and_then(|last| key.match_indices(SEPARATOR).nth(last));
        key.insert_str(before.map_or(0, |(end, _)| end + SEPARATOR.len_utf8()), name);
    }

    /// Finishes the report: one row for each combination of the dimensions.
    ///
    /// # Errors
    /// A total that does not fit.
    pub(crate) fn finish(self, meta: Meta) -> Result<Document, Fault> {
        let (of, by, measures, converting) = (self.of, self.by, self.measures, self.converting);
        let (what, more) = match of {
            Of::Stock => ("assets", Some("undated")),
            // Only amounts are carried.
            Of::Flow => ("actions", Some("carried").filter(|_| measures.values != Values::Alone)),
        };
        let hull = self.scope.readings.is_hull();
        let more_columns = more.map(|more| Column::count(more).where_said()).into_iter();
        let unconverted = |name| converting.map(|_| Column::count(name).where_said());
        let more_columns = more_columns.chain(total::disputed_column(self.scope.readings));
        let more_columns = more_columns.chain(unconverted("unconverted")).collect();
        let value_columns = unconverted("value_unconverted").into_iter().collect();
        let dimensions = || by.iter().map(|dimension| column(*dimension));
        let columns = measures.columns(what, [more_columns, value_columns]);
        let columns: Vec<Column> = dimensions().chain(columns).collect();
        let several = measures.values == Values::Beside;
        let groups = self.links.finish();
        let figure = |measure: Measure| several.then(|| Cell::code(measure.to_string()));
        let figures = several.then(|| Column::code("figure"));
        let mut used = RatesUsed::new(dimensions().chain(figures));
        if converting.is_some_and(|converting| !converting.explained) {
            used = used.of_rates_alone();
        }
        let mut finished = Vec::new();
        for (measure, rows) in self.rows {
            finished.push(match converting {
                None => rows.finish(&groups)?.into_iter(),
                Some(converting) => {
                    let printed = Converter::new(&converting.exchange).finish(rows, &groups, |key, line| {
                        if !used.needs(&line) {
                            return Ok(());
                        }
                        let key: Vec<Cell> = cells_of(&by, key).chain(figure(measure)).collect();
                        used.add(&key, &line, Sides::Both)
                    })?;
                    rounded(printed).into_iter()
                }
            });
        }
        let mut cells = Vec::new();
        // All measures have the same rows.
        while let Some((key, total)) = finished.first_mut().and_then(Iterator::next) {
            let others = finished.iter_mut().skip(1).filter_map(|rows| rows.next().map(|(_, total)| total));
            let totals: Vec<Total> = std::iter::once(total).chain(others).collect();
            let values: Vec<&str> = key.split(SEPARATOR).collect();
            let units = by.iter().zip(&values).filter_map(|(dimension, value)| unit(*dimension, value).transpose());
            let units = units.collect::<Result<Vec<(Measure, Unit)>, Fault>>()?;
            let unit = |wanted: Measure| units.iter().find(|(of, _)| *of == wanted).map(|(_, unit)| *unit);
            let more_cell = match of {
                Of::Stock => Cell::Count(total.undated),
                Of::Flow => total::count(total.tally.carried)?,
            };
            let disputed = hull.then_some(Cell::Count(total.disputed));
            let unconverted = converting.map(|_| Cell::Count(total.unconverted));
            let more_cells: Vec<Cell> =
                more.map(|_| more_cell).into_iter().chain(disputed).chain(unconverted).collect();
            let values_unconverted = converting.and(totals.get(1)).map(|values| Cell::Count(values.unconverted));
            let more_cells = [more_cells, values_unconverted.into_iter().collect()];
            let tallies = measures.added().into_iter().zip(totals).map(|(of, total)| (total.tally, unit(of)));
            let mut row: Vec<Cell> = cells_of(&by, &key).collect();
            row.extend(measures.cells(&tallies.collect::<Vec<_>>(), more_cells)?);
            cells.push(row);
        }
        let document = Document::single(meta, columns, cells)?;
        if converting.is_some() { used.of(document) } else { Ok(document) }
    }
}

/// The cells of the dimensions of a row.
fn cells_of<'k>(by: &'k [Dimension], key: &'k str) -> impl Iterator<Item = Cell> + use<'k> {
    by.iter().zip(key.split(SEPARATOR)).map(|(dimension, value)| cell(*dimension, value))
}

/// The rows without their unrounded bounds.
fn rounded(printed: Printed) -> Vec<(String, Total)> {
    printed.into_iter().map(|(key, total, _)| (key, total)).collect()
}

/// The unit that a dimension's value denotes, and its measure.
fn unit(dimension: Dimension, value: &str) -> Result<Option<(Measure, Unit)>, Fault> {
    if value.is_empty() {
        return Ok(None);
    }
    Ok(match dimension {
        Dimension::Currency => Some((Measure::Amount, Unit::parse(value)?)),
        Dimension::ValueCurrency => Some((Measure::Value, Unit::parse(value)?)),
        Dimension::CountOf => Some((Measure::Count, Unit::of_things(Things::parse(value)?))),
        _ => None,
    })
}
