//! Totals by what they are broken down by: holdings are the stock, actions the flow.

use std::collections::BTreeSet;

use crate::domain::{Fault, Unit};
use crate::journal::breakdown::{Dimension, Occurrence, SEPARATOR, flow_key, stock_key};
use crate::journal::kept::{self, Kept, Of};
use crate::journal::tally::Addend;
use crate::journal::{Asset, Family, Tally};

use super::dimension::{cell, column};
use super::document::{Cell, Column, Document, Meta};
use super::fold::Fold;
use super::links::Linked;
use super::scope::{Scope, When};
use super::total::{self, Rows, Total};

/// A report of totals, while families are added to it.
///
/// Stock is what is held, each asset once, at its stage. Flow is what was done, each action with the amount of its own
/// date; with a period and no time among the dimensions, a column says of each row whether its actions lie in the period
/// or across one of its ends.
#[derive(Debug)]
pub(crate) struct Totals<'a> {
    of: Of,
    by: Vec<Dimension>,
    scope: &'a Scope,
    links: Linked<'a>,
    rows: Rows,
    period: String,
}

impl<'a> Totals<'a> {
    /// A report to which nothing was added yet.
    pub(crate) fn new(of: Of, by: &[Dimension], scope: &'a Scope, links: impl Into<Linked<'a>>) -> Totals<'a> {
        let mut by = by.to_vec();
        if of == Of::Flow && scope.period.is_some() && !by.iter().any(|dimension| dimension.is_time()) {
            by.push(Dimension::Period);
        }
        let period = scope.period_text();
        Totals { of, by, scope, links: links.into(), rows: Rows::default(), period }
    }

    /// The same report with nothing added to it.
    pub(crate) fn blank(&self) -> Totals<'a> {
        Totals::new(self.of, &self.by, self.scope, self.links.blank())
    }

    /// The kept breakdown that this report can be made of, for the families that are not woven; none where a day, a
    /// period, a case or only stated amounts are asked for, or what is kept does not tell enough apart.
    pub(crate) fn kept(&self) -> Option<&'static Kept> {
        let Scope { as_of, period, case, stated, .. } = self.scope;
        if as_of.is_some() || period.is_some() || case.is_some() || *stated {
            return None;
        }
        let place = self.scope.places.as_ref().map(|_| Dimension::Jurisdiction);
        let needed: Vec<Dimension> = self.by.iter().copied().chain(place).collect();
        kept::that_serves(self.of, &needed)
    }

    /// Adds a row of the kept breakdown.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn add_kept(&mut self, kept: &Kept, key: &str, tally: Tally) -> Result<(), Fault> {
        if kept.by == self.by && self.scope.places.is_none() {
            self.rows.add_whole(key, tally);
            return Ok(());
        }
        let values: Vec<&str> = key.split(SEPARATOR).collect();
        let value = |wanted: Dimension| {
            kept.by.iter().zip(&values).find(|(dimension, _)| **dimension == wanted).map_or("", |(_, value)| *value)
        };
        if !self.scope.covers_codes(value(Dimension::Jurisdiction)) {
            return Ok(());
        }
        let key: Vec<&str> = self.by.iter().map(|dimension| value(*dimension)).collect();
        self.rows.add_kept(&key.join(SEPARATOR.encode_utf8(&mut [0; 4])), tally)
    }
}

impl Fold for Totals<'_> {
    fn add(&mut self, family: &Family) -> Result<(), Fault> {
        let scope = self.scope;
        let family = &*scope.taken(family)?;
        let standing = scope.standing(family)?;
        let mut addends = Vec::with_capacity(1);
        match self.of {
            Of::Stock => {
                let disputed = scope.disputed(family, &standing);
                for (at, asset) in standing.assets().iter().enumerate() {
                    if let Some(key) = self.stock_row(asset)
                        && !standing.is_used_up(asset)?
                    {
                        self.rows.add_disputed(disputed.contains(&at).then(|| key.clone()));
                        addends.push((key, Addend::of_stock(asset, &standing)));
                    }
                }
                let row = |asset: &Asset| self.stock_row(asset).into_iter().collect();
                let undated = total::undated(&self.scope.undecided(family)?, row);
                self.rows.add_undated(undated);
            }
            Of::Flow => {
                let mut key = String::new();
                let mut disputed = BTreeSet::new();
                // An item that only tells where a part lies is not a further action.
                for deed in standing.deeds().iter().filter(|deed| !deed.only_locates) {
                    let asset = &standing.assets()[deed.asset];
                    let when = self.scope.when(&deed.date);
                    if !self.scope.admits(asset) || when == When::Out {
                        continue;
                    }
                    let mut occurrence = Occurrence { period: &self.period, ..Occurrence::from(deed) };
                    occurrence.date = occurrence.date.filter(|_| when == When::In);
                    flow_key(&self.by, asset, deed.value, &occurrence, &mut key);
                    if scope.readings.is_hull() && family.is_disputed(deed.entry) {
                        disputed.insert((key.clone(), deed.asset));
                    }
                    let addend = Addend::of_flow(deed);
                    addends.push((key.clone(), if self.scope.stated { addend.only_stated() } else { addend }));
                }
                self.rows.add_disputed(disputed.into_iter().map(|(key, _)| key));
            }
        }
        // A family that adds nothing may still link others.
        let linked = self.links.number(family);
        self.rows.add(&standing, linked, addends)
    }

    fn merge(&mut self, other: Self) -> Result<(), Fault> {
        let before = self.links.merge(other.links);
        self.rows.merge(other.rows, before)
    }
}

impl Totals<'_> {
    /// The key of the row in which an asset is in stock, if it is in one.
    fn stock_row(&self, asset: &Asset) -> Option<String> {
        (asset.stage.held() && self.scope.admits(asset)).then(|| {
            let mut key = String::new();
            stock_key(&self.by, asset, &mut key);
            key
        })
    }

    /// The report: one row for each combination of the dimensions.
    ///
    /// # Errors
    /// A total that does not fit.
    pub(crate) fn finish(self, meta: Meta) -> Result<Document, Fault> {
        let (what, more) = match self.of {
            Of::Stock => ("assets", "undated"),
            Of::Flow => ("actions", "carried"),
        };
        let columns: Vec<Column> = self
            .by
            .iter()
            .map(|dimension| column(*dimension))
            .chain(total::columns(what, more, self.scope.readings))
            .collect();
        let rows = self.rows.finish(&self.links.finish())?;
        let mut cells = Vec::with_capacity(rows.len());
        for (key, Total { tally, undated, disputed }) in rows {
            let mut row: Vec<Cell> = Vec::with_capacity(columns.len());
            let mut unit = None;
            for (dimension, value) in self.by.iter().zip(key.split(SEPARATOR)) {
                if *dimension == Dimension::Currency && !value.is_empty() {
                    unit = Some(Unit::parse(value)?);
                }
                row.push(cell(*dimension, value));
            }
            let more = match self.of {
                Of::Stock => Cell::Count(undated),
                Of::Flow => total::count(tally.carried)?,
            };
            let disputed = self.scope.readings.is_hull().then_some(Cell::Count(disputed));
            let more: Vec<Cell> = std::iter::once(more).chain(disputed).collect();
            row.extend(total::cells(&tally, &more, unit)?);
            cells.push(row);
        }
        Document::single(meta, columns, cells)
    }
}
