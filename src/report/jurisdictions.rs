//! Jurisdictions: what is frozen or seized in each alone, and the range that pools leave open.

use std::collections::{BTreeSet, HashMap};

use crate::domain::{Bounds, Fault, Stage, Unit};
use crate::journal::breakdown::{Dimension, SEPARATOR};
use crate::journal::kept::{self, Kept, Of};
use crate::journal::{Asset, Family, Measure, Tally};

use super::document::{Cell, Column, Document, Meta};
use super::fold::Fold;
use super::links::Linked;
use super::scope::{Scope, Taken};
use super::total::{Keyed, Rows, Total, bounds, count, disputed_column, undated};

/// The report under construction: one row for each jurisdiction and currency.
///
/// A pool adds nothing to the lower end of the range and its whole upper end to the upper one. Assets whose place no
/// source states have their own row, without a jurisdiction or a range, unless they are treated as a pool over every
/// jurisdiction that the report names.
#[derive(Debug)]
pub(crate) struct Jurisdictions<'a> {
    scope: &'a Scope,
    links: Linked<'a>,
    /// The jurisdictions that form the pool of unplaced assets.
    named: &'a BTreeSet<String>,
    /// What lies in one jurisdiction only.
    allocated: Rows,
    /// The same plus the pools with that candidate. Only the upper ends are reported; links do not change them.
    possible: Rows,
    /// What may lie in any named jurisdiction, by currency.
    everywhere: Rows,
    unplaced: u64,
}

impl<'a> Jurisdictions<'a> {
    /// An empty report. The jurisdictions that form the pool of unplaced assets must be known in advance.
    pub(crate) fn new(
        scope: &'a Scope,
        links: impl Into<Linked<'a>>,
        named: &'a BTreeSet<String>,
    ) -> Jurisdictions<'a> {
        let rows = Rows::default;
        Jurisdictions {
            scope,
            links: links.into(),
            named,
            allocated: rows(),
            possible: rows(),
            everywhere: rows(),
            unplaced: 0,
        }
    }

    /// An empty copy of the report.
    pub(crate) fn blank(&self) -> Jurisdictions<'a> {
        Jurisdictions::new(self.scope, self.links.blank(), self.named)
    }

    /// The kept breakdown that the report can use; `None` if the question has a day or a case.
    pub(crate) fn kept(&self) -> Option<&'static Kept> {
        if self.scope.as_of.is_some() || self.scope.case.is_some() {
            return None;
        }
        kept::that_serves(Of::Stock, &[Dimension::Jurisdiction, Dimension::Stage, Dimension::Currency])
    }

    /// Adds a row of the kept breakdown.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn add_kept(&mut self, kept: &Kept, key: &str, tally: Tally) -> Result<(), Fault> {
        let place = kept.place(key)?;
        if !place.of.holds(Measure::Amount) {
            return Ok(());
        }
        let mut values = place.key.split(SEPARATOR);
        let mut next = || values.next().unwrap_or_default();
        let (places, stage, currency) = (next(), Stage::parse(next())?, next());
        if !counts(stage) {
            return Ok(());
        }
        if places.is_empty() {
            self.unplaced += u64::try_from(tally.count_all()).unwrap_or_default();
            if !self.named.is_empty() {
                self.everywhere.add_kept(currency, tally)?;
            }
        }
        if !self.scope.covers_codes(places) {
            return Ok(());
        }
        // An empty text splits into one empty place: the row of unplaced assets.
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

    /// The jurisdictions that the report names: those of its rows and those asked for.
    ///
    /// # Errors
    /// A total that does not fit.
    pub(crate) fn names(self) -> Result<BTreeSet<String>, Fault> {
        let asked = self.scope.places.iter().flat_map(|places| places.iter()).map(|place| place.code().to_owned());
        let mut names: BTreeSet<String> = asked.collect();
        let rows = self.possible.finish(&self.links.finish())?;
        names.extend(rows.iter().filter_map(|(key, _)| key.split(SEPARATOR).next()).map(str::to_owned));
        names.remove("");
        Ok(names)
    }

    /// Whether a place is among those asked for, if any were.
    fn is_asked(&self, code: &str) -> bool {
        let asked = |places: &crate::domain::Places| places.iter().any(|place| place.code() == code);
        code.is_empty() || self.scope.places.as_ref().is_none_or(asked)
    }

    /// The places of an asset; the empty one means unplaced.
    fn places<'p>(&'p self, asset: &'p Asset) -> impl Iterator<Item = &'p str> {
        let admitted = self.scope.admits(asset);
        let nowhere = (admitted && asset.places.is_unstated()).then_some("");
        let stated =
            asset.places.iter().map(|place| place.code()).filter(move |place| admitted && self.is_asked(place));
        stated.chain(nowhere)
    }

    /// The rows that an asset is or may be in.
    fn keys(&self, asset: &Asset) -> Vec<String> {
        if !counts(asset.stage) || !self.scope.is_of_case(&asset.case) {
            return Vec::new();
        }
        let everywhere = self.named.iter().map(String::as_str).filter(|_| asset.places.is_unstated());
        let currency = currency(asset);
        self.places(asset).chain(everywhere).map(|place| row_key(place, currency)).collect()
    }
}

impl Fold for Jurisdictions<'_> {
    fn add(&mut self, family: &Family) -> Result<(), Fault> {
        let scope = self.scope;
        let family = &*scope.taken(family)?;
        let standing = scope.standing(family)?;
        let disputed = scope.disputed(family, &standing);
        let (mut allocated, mut possible, mut everywhere) = (Keyed::new(), Keyed::new(), Keyed::new());
        for (at, asset) in standing.assets().iter().enumerate().filter(|(_, asset)| counts(asset.stage)) {
            if !self.scope.is_of_case(&asset.case) || standing.is_used_up(asset)? {
                continue;
            }
            let addend = standing.left(asset, Measure::Amount);
            if disputed.contains(&at) {
                self.possible.add_disputed(self.keys(asset));
            }
            for place in self.places(asset) {
                let key = row_key(place, currency(asset));
                if !asset.places.is_pool() {
                    allocated.push((key.clone(), addend));
                }
                possible.push((key, addend));
            }
            if asset.places.is_unstated() {
                self.unplaced += 1;
                everywhere.push((currency(asset).to_owned(), addend));
            }
        }
        if !self.named.is_empty() && !everywhere.is_empty() {
            if possible.iter().all(|(key, _)| key.starts_with(SEPARATOR)) {
                self.everywhere.add(&standing, None, everywhere)?;
            } else {
                // If part of the family has a stated place, the total possible there is less than both together.
                let rows = everywhere.iter().flat_map(|(currency, addend)| {
                    self.named.iter().map(move |place| (row_key(place, currency), *addend))
                });
                possible.extend(rows);
            }
        }
        self.possible.add(&standing, None, possible)?;
        let linked = self.links.number(family);
        self.allocated.add(&standing, linked, allocated)?;
        let undated = undated(&self.scope.undecided(family)?, |asset| self.keys(asset));
        self.possible.add_undated(&undated);
        Ok(())
    }

    fn merge(&mut self, other: Self) -> Result<(), Fault> {
        self.unplaced += other.unplaced;
        let before = self.links.merge(other.links);
        self.allocated.merge(other.allocated, before)?;
        self.everywhere.merge(other.everywhere, before)?;
        self.possible.merge(other.possible, before)
    }
}

impl Jurisdictions<'_> {
    /// Finishes the report.
    ///
    /// # Errors
    /// A total that does not fit.
    pub(crate) fn finish(mut self, meta: Meta) -> Result<Document, Fault> {
        let groups = self.links.finish();
        for (currency, total) in self.everywhere.finish(&groups)? {
            for place in self.named {
                self.possible.add_total(&row_key(place, &currency), total)?;
            }
        }
        let allocated: HashMap<String, Total> = self.allocated.finish(&groups)?.into_iter().collect();
        let mut cells = Vec::new();
        for (key, possible) in self.possible.finish(&groups)? {
            let allocated = allocated.get(&key).copied().unwrap_or_default();
            let (jurisdiction, currency) = key.split_once(SEPARATOR).unwrap_or((&key, ""));
            let unit = Some(currency).filter(|code| !code.is_empty()).map(Unit::parse).transpose()?;
            cells.push(row((jurisdiction, currency, unit), &allocated.tally, (&possible, self.scope.readings))?);
        }
        let mut columns = vec![
            Column::dimension("jurisdiction"),
            Column::dimension("currency"),
            Column::count("assets"),
            Column::ends(""),
            Column::count("pools"),
            Column::count("undated").where_said(),
        ];
        columns.extend(disputed_column(self.scope.readings));
        columns.push(Column::ends("range_"));
        Document::single(Meta { unplaced: Some(self.unplaced), ..meta }, columns, cells)
    }
}

fn row(
    (jurisdiction, currency, unit): (&str, &str, Option<Unit>),
    allocated: &Tally,
    (Total { tally: possible, undated, disputed, .. }, taken): (&Total, Taken),
) -> Result<Vec<Cell>, Fault> {
    // Unplaced assets are in no range.
    let range = possible.bounds()?.filter(|_| !jurisdiction.is_empty()).map(|bounds| {
        let least = allocated.bounds().ok().flatten().unwrap_or(Bounds::NOTHING).lower();
        // The lower end comes from the allocated part, which never exceeds the upper end with pools.
        Bounds::between(least, bounds.upper()).map_or(bounds, |range| range.or_approximate(bounds.approximate()))
    });
    let mut cells = vec![
        Cell::code(jurisdiction),
        Cell::code(currency),
        count(allocated.count_all())?,
        bounds(allocated.bounds()?, allocated, unit),
        count(possible.count_all() - allocated.count_all())?,
        Cell::Count(*undated),
    ];
    cells.extend(taken.is_hull().then_some(Cell::Count(*disputed)));
    cells.push(bounds(range, possible, unit));
    Ok(cells)
}

fn currency(asset: &Asset) -> &'static str {
    asset.value.unit().map_or("", |unit| unit.code())
}

fn row_key(place: &str, currency: &str) -> String {
    format!("{place}{SEPARATOR}{currency}")
}

/// Whether the report covers assets at this stage.
fn counts(stage: Stage) -> bool {
    matches!(stage, Stage::Frozen | Stage::Seized)
}
