//! Totals by dimension: holdings are the stock, actions the flow.

use std::collections::BTreeSet;

use crate::domain::{Fault, Things, Unit};
use crate::journal::breakdown::{Dimension, Occurrence, SEPARATOR, flow_key, stock_key};
use crate::journal::family::Addend;
use crate::journal::kept::{self, Kept, Of, Place, Sums};
use crate::journal::{Asset, Family, Measure, Tally};

use super::dimension::{cell, column};
use super::document::{Cell, Column, Document, Meta};
use super::fold::Fold;
use super::links::Linked;
use super::measures::{Measures, Values};
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
}

impl<'a> Totals<'a> {
    /// An empty report.
    pub(crate) fn new(
        of: Of,
        (asked, measures): (&'a [Dimension], Measures),
        scope: &'a Scope,
        links: impl Into<Linked<'a>>,
    ) -> Totals<'a> {
        let mut by = asked.to_vec();
        if of == Of::Flow && scope.period.is_some() && !by.iter().any(|dimension| dimension.is_time()) {
            by.push(Dimension::Period);
        }
        let by = measures.breakdown(&by);
        let rows = measures.added().into_iter().map(|measure| (measure, Rows::default())).collect();
        let period = scope.period_text();
        Totals { of, asked, measures, by, scope, links: links.into(), rows, period }
    }

    /// An empty copy of the report.
    pub(crate) fn blank(&self) -> Totals<'a> {
        Totals::new(self.of, (self.asked, self.measures), self.scope, self.links.blank())
    }

    /// The kept breakdown that covers the families that are not woven; `None` if the question has a day, a period, a
    /// case or stated amounts only, or if no kept breakdown is detailed enough.
    pub(crate) fn kept(&self) -> Option<&'static Kept> {
        let Scope { as_of, period, case, stated, .. } = self.scope;
        if as_of.is_some() || period.is_some() || case.is_some() || *stated {
            return None;
        }
        let place = self.scope.places.as_ref().map(|_| Dimension::Jurisdiction);
        // Each row includes the currency of its values and what it counts.
        let units = [Dimension::ValueCurrency, Dimension::CountOf];
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
            && self.scope.places.is_none()
        {
            return if begins_rows(place) { rows.add_whole(place.key, tally) } else { Ok(()) };
        }
        let values: Vec<&str> = place.key.split(SEPARATOR).collect();
        let value = |wanted: Dimension| match wanted {
            Dimension::ValueCurrency => place.value_currency,
            Dimension::CountOf => place.things,
            _ => {
                kept.by.iter().zip(&values).find(|(dimension, _)| **dimension == wanted).map_or("", |(_, value)| *value)
            }
        };
        if !self.scope.covers_codes(value(Dimension::Jurisdiction)) {
            return Ok(());
        }
        let key: Vec<&str> = self.by.iter().map(|dimension| value(*dimension)).collect();
        let key = key.join(SEPARATOR.encode_utf8(&mut [0; 4]));
        for (measure, rows) in &mut self.rows {
            if place.of.holds(*measure) {
                rows.add_kept(&key, tally)?;
            } else if begins_rows(place) {
                // Assets without a count need a row, too.
                rows.add_kept(&key, Tally::default())?;
            }
        }
        Ok(())
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
                        self.add_disputed(disputed.contains(&at).then(|| key.clone()));
                        self.note(&mut addends, &key, |measure| standing.left(asset, measure));
                    }
                }
                let row = |asset: &Asset| self.stock_row(asset).into_iter().collect();
                let undated = total::undated(&self.scope.undecided(family)?, row);
                for (_, rows) in &mut self.rows {
                    rows.add_undated(&undated);
                }
            }
            Of::Flow => {
                let mut key = String::new();
                let mut disputed = BTreeSet::new();
                // An item that only says where a part lies is not a further action.
                for deed in standing.deeds().iter().filter(|deed| !deed.only_locates) {
                    let asset = &standing.assets()[deed.asset];
                    let when = self.scope.when(&deed.date);
                    if !self.scope.covers(&asset.case, asset.places_at(deed.entry)) || when == When::Out {
                        continue;
                    }
                    let mut occurrence = Occurrence { period: &self.period, ..Occurrence::of(deed, asset) };
                    occurrence.date = occurrence.date.filter(|_| when == When::In);
                    flow_key(&self.by, asset, deed, &occurrence, &mut key);
                    if scope.readings.is_hull() && family.is_disputed(deed.entry) {
                        disputed.insert((key.clone(), deed.asset));
                    }
                    self.note(&mut addends, &key, |measure| {
                        let addend = deed.addend(measure);
                        if self.scope.stated { addend.only_stated() } else { addend }
                    });
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

/// A family's contribution to the rows of each measure.
type Addends = [Keyed; Measure::ALL.len()];

impl Totals<'_> {
    /// Adds an asset's or action's contribution in each measure to the row with this key.
    fn note(&self, addends: &mut Addends, key: &str, addend: impl Fn(Measure) -> Addend) {
        for ((measure, _), addends) in self.rows.iter().zip(addends) {
            addends.push((key.to_owned(), addend(*measure)));
        }
    }

    /// Counts one more disputed asset in each of these rows.
    fn add_disputed(&mut self, keys: impl IntoIterator<Item = String>) {
        if let Some((_, rows)) = self.rows.first_mut() {
            rows.add_disputed(keys);
        }
    }

    /// The key of an asset's stock row, if it is in one.
    fn stock_row(&self, asset: &Asset) -> Option<String> {
        (asset.stage.held() && self.scope.admits(asset)).then(|| {
            let mut key = String::new();
            stock_key(&self.by, asset, &mut key);
            key
        })
    }

    /// Finishes the report: one row for each combination of the dimensions.
    ///
    /// # Errors
    /// A total that does not fit.
    pub(crate) fn finish(self, meta: Meta) -> Result<Document, Fault> {
        let (of, by, measures) = (self.of, self.by, self.measures);
        let (what, more) = match of {
            Of::Stock => ("assets", Some("undated")),
            // Only amounts are carried.
            Of::Flow => ("actions", Some("carried").filter(|_| measures.values != Values::Alone)),
        };
        let hull = self.scope.readings.is_hull();
        let more_columns = more.map(|more| Column::count(more).where_said()).into_iter();
        let more_columns = more_columns.chain(total::disputed_column(self.scope.readings)).collect();
        let columns: Vec<Column> =
            by.iter().map(|dimension| column(*dimension)).chain(measures.columns(what, more_columns)).collect();
        let groups = self.links.finish();
        let finished = self.rows.into_iter().map(|(_, rows)| Ok(rows.finish(&groups)?.into_iter()));
        let mut finished = finished.collect::<Result<Vec<_>, Fault>>()?;
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
            let more_cells = more.map(|_| more_cell).into_iter().chain(disputed).collect();
            let tallies = measures.added().into_iter().zip(totals).map(|(of, total)| (total.tally, unit(of)));
            let mut row: Vec<Cell> = by.iter().zip(&values).map(|(dimension, value)| cell(*dimension, value)).collect();
            row.extend(measures.cells(&tallies.collect::<Vec<_>>(), more_cells)?);
            cells.push(row);
        }
        Document::single(meta, columns, cells)
    }
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
