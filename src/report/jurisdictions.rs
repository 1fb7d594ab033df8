//! Jurisdictions: what is frozen or seized in each alone, and the range that the pools leave open.

use std::collections::HashMap;

use crate::domain::{Bounds, Fault, Stage, Unit};
use crate::journal::breakdown::{Dimension, SEPARATOR};
use crate::journal::kept::{self, Kept, Of};
use crate::journal::{Family, Tally};

use super::grid::{Cell, Column, Grid, Meta};
use super::scope::Scope;
use super::total::{Fold, Keyed, Links, Rows, stock};

/// The report, while families are added to it: one row for each jurisdiction and currency.
///
/// A pool adds nothing to the lower end of the range and its whole upper end to the upper one. What lies in a place that
/// no source states has a row of its own, without a jurisdiction.
#[derive(Debug)]
pub struct Jurisdictions<'a> {
    scope: &'a Scope,
    links: &'a Links,
    /// What lies in a jurisdiction alone.
    allocated: Rows,
    /// The same together with the pools of which it is a candidate.
    possible: Rows,
}

impl<'a> Jurisdictions<'a> {
    /// A report to which nothing was added yet. The families' links are known beforehand.
    pub fn new(scope: &'a Scope, links: &'a Links) -> Jurisdictions<'a> {
        Jurisdictions { scope, links, allocated: Rows::default(), possible: Rows::default() }
    }

    /// The kept breakdown that this report can be made of; none where a day or a case is asked for.
    pub fn kept(&self) -> Option<&'static Kept> {
        if self.scope.as_of.is_some() || self.scope.case.is_some() {
            return None;
        }
        kept::that_serves(Of::Stock, &[Dimension::Jurisdiction, Dimension::Stage, Dimension::Currency])
    }

    /// Adds a row of the kept breakdown.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub fn add_kept(&mut self, key: &str, tally: Tally) -> Result<(), Fault> {
        let mut values = key.split(SEPARATOR);
        let mut next = || values.next().unwrap_or_default();
        let (places, stage, currency) = (next(), Stage::parse(next())?, next());
        if !counts(stage) || !self.scope.covers_codes(places) {
            return Ok(());
        }
        // No place at all is split into one that is empty, which is the row of what is stated nowhere.
        for place in places.split('+') {
            if !self.is_asked(place) {
                continue;
            }
            let key = row_key(place, currency);
            self.possible.add_kept(&key, tally)?;
            if !places.contains('+') {
                self.allocated.add_kept(&key, tally)?;
            }
        }
        Ok(())
    }

    /// Whether a place is among those that were asked for, if any were.
    fn is_asked(&self, code: &str) -> bool {
        let asked = |places: &crate::domain::Places| places.iter().any(|place| place.code() == code);
        code.is_empty() || self.scope.places.as_ref().is_none_or(asked)
    }
}

impl Fold for Jurisdictions<'_> {
    fn add(&mut self, family: &Family) -> Result<(), Fault> {
        let standing = self.scope.standing(family)?;
        let (mut allocated, mut possible) = (Keyed::new(), Keyed::new());
        for asset in standing.assets().iter().filter(|asset| self.scope.admits(asset)) {
            if !counts(asset.stage) || standing.is_used_up(asset)? {
                continue;
            }
            let currency = asset.value.unit().map_or("", |unit| unit.code());
            let addend = stock(asset, &standing);
            let nowhere = asset.places.is_unstated().then_some("");
            let places = asset.places.iter().map(|place| place.code()).filter(|place| self.is_asked(place));
            for place in places.chain(nowhere) {
                let key = row_key(place, currency);
                if !asset.places.is_pool() {
                    allocated.push((key.clone(), addend));
                }
                possible.push((key, addend));
            }
        }
        let linked = family.root().is_some_and(|root| self.links.contains(&root));
        if !possible.is_empty() {
            self.possible.add(&standing, linked, possible)?;
        }
        if !allocated.is_empty() {
            self.allocated.add(&standing, linked, allocated)?;
        }
        Ok(())
    }

    fn merge(&mut self, other: Self) -> Result<(), Fault> {
        self.allocated.merge(other.allocated)?;
        self.possible.merge(other.possible)
    }
}

impl Jurisdictions<'_> {
    /// The report.
    ///
    /// # Errors
    /// A total that does not fit.
    pub fn finish(self, meta: Meta) -> Result<Grid, Fault> {
        let allocated: HashMap<String, Tally> = self.allocated.finish()?.into_iter().collect();
        let mut cells = Vec::new();
        for (key, possible) in self.possible.finish()? {
            let allocated = allocated.get(&key).copied().unwrap_or_default();
            let (jurisdiction, currency) = key.split_once(SEPARATOR).unwrap_or((&key, ""));
            let unit = Some(currency).filter(|code| !code.is_empty()).map(Unit::parse).transpose()?;
            cells.push(row((jurisdiction, currency, unit), &allocated, &possible)?);
        }
        let columns = vec![
            Column::code("jurisdiction"),
            Column::code("currency"),
            Column::count("assets"),
            Column::ends(""),
            Column::count("pools"),
            Column::ends("range_"),
        ];
        Grid::new(meta, columns, cells)
    }
}

fn row(
    (jurisdiction, currency, unit): (&str, &str, Option<Unit>),
    allocated: &Tally,
    possible: &Tally,
) -> Result<Vec<Cell>, Fault> {
    let range = possible.bounds()?.map(|bounds| {
        let least = allocated.bounds().ok().flatten().unwrap_or(Bounds::NOTHING).lower();
        // The lower end is that of the allocated part, which never exceeds the upper end of it with the pools.
        Bounds::between(least, bounds.upper(), bounds.approximate()).unwrap_or(bounds)
    });
    let count = |count: i64| {
        u64::try_from(count).map(Cell::Count).map_err(|_| Fault::new(format!("a kept total counts {count}")))
    };
    Ok(vec![
        Cell::code(jurisdiction),
        Cell::code(currency),
        count(allocated.count_all())?,
        Cell::bounds(allocated.bounds()?, unit),
        count(possible.count_all() - allocated.count_all())?,
        Cell::bounds(range, unit),
    ])
}

fn row_key(place: &str, currency: &str) -> String {
    format!("{place}{SEPARATOR}{currency}")
}

/// Whether the report is about what has come to a stage.
fn counts(stage: Stage) -> bool {
    matches!(stage, Stage::Frozen | Stage::Seized)
}
