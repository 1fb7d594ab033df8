//! Jurisdictions: what is frozen or seized in each alone, and the range that pools leave open.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::domain::{Bounds, Fault, Stage, Unit};
use crate::exchange::{Exact, Requested, Sum};
use crate::journal::breakdown::{Dimension, SEPARATOR};
use crate::journal::kept::{self, Kept, Of};
use crate::journal::{Asset, Family, Measure, Standing, Tally};

use super::converted::{Converter, Converting, Days, Printed, Spot, beside};
use super::dimension::place;
use super::document::{Cell, Column, Document, Meta};
use super::fold::{Fold, Totalled};
use super::links::{Groups, Linked};
use super::rates_used::{RatesUsed, Sides, Used};
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
    converting: Option<&'a Converting>,
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
            converting: None,
        }
    }

    /// The same report with its amounts in one currency.
    pub(crate) fn converting(self, converting: Option<&'a Converting>) -> Jurisdictions<'a> {
        Jurisdictions { converting, ..self }
    }

    /// The same report for the families of one of several ledgers, by its number.
    pub(crate) fn of_ledger(self, number: u32) -> Jurisdictions<'a> {
        let of = |rows: Rows| rows.of_ledger(number);
        let (allocated, possible, everywhere) = (of(self.allocated), of(self.possible), of(self.everywhere));
        Jurisdictions { allocated, possible, everywhere, ..self }
    }

    /// An empty copy of the report.
    pub(crate) fn blank(&self) -> Jurisdictions<'a> {
        Jurisdictions::new(self.scope, self.links.blank(), self.named).converting(self.converting)
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
        let count = u64::try_from(tally.count_all()).unwrap_or_default();
        let spot = self.spot_kept(currency)?;
        let currency = spot.as_ref().map_or(currency.to_owned(), full);
        let currency = currency.as_str();
        if places.is_empty() {
            self.unplaced += count;
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
            self.count_unconverted(place, spot.as_ref(), count);
        }
        Ok(())
    }

    /// Where amounts of a kept row count, if they are converted on one day.
    fn spot_kept(&self, currency: &str) -> Result<Option<Spot>, Fault> {
        let Some(converting) = self.converting else { return Ok(None) };
        let unit = Some(currency).filter(|code| !code.is_empty()).map(Unit::parse).transpose()?;
        let asked = converting.day.map_or(Requested::Unknown, Requested::Day);
        Ok(Some(converting.place_unit(unit, asked)))
    }

    /// Where the amount of an asset counts, if amounts are converted.
    fn spot(&self, asset: &Asset, standing: &Standing) -> Option<Spot> {
        let stated_on = standing.asset(&asset.asset).and_then(|asset| standing.stated_on(asset));
        let days = Days { action: stated_on, worth: asset.worth_on() };
        self.converting.map(|converting| converting.place(Measure::Amount, |of| standing.left(asset, of), days))
    }

    /// Counts in the converted row of a place what stays in a row of its own unit.
    fn count_unconverted(&mut self, place: &str, spot: Option<&Spot>, count: u64) {
        if let (Some(converting), Some(false)) = (self.converting, spot.map(|spot| spot.is_converted)) {
            let target = converting.exchange.target().code();
            self.possible.add_unconverted(&beside(row_key(place, target)), count);
        }
    }

    /// The jurisdictions that the report names: those of its rows and those asked for.
    ///
    /// # Errors
    /// A total that does not fit.
    pub(crate) fn names(self) -> Result<BTreeSet<String>, Fault> {
        // Before conversion, rows are broken down further, but by the same places.
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
    fn keys(&self, asset: &Asset, standing: &Standing) -> Vec<String> {
        if !counts(asset.stage) || !self.scope.is_of_case(&asset.case) {
            return Vec::new();
        }
        let everywhere = self.named.iter().map(String::as_str).filter(|_| asset.places.is_unstated());
        let spot = self.spot(asset, standing);
        let currency = spot.map_or(currency(asset).to_owned(), |spot| beside(spot.code.to_owned()));
        self.places(asset).chain(everywhere).map(|place| row_key(place, &currency)).collect()
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
            let spot = self.spot(asset, &standing);
            let by_value = spot.as_ref().is_some_and(|spot| spot.by_value);
            let addend = standing.left(asset, if by_value { Measure::Value } else { Measure::Amount });
            let currency = spot.as_ref().map_or(currency(asset).to_owned(), full);
            if disputed.contains(&at) {
                self.possible.add_disputed(self.keys(asset, &standing));
            }
            for place in self.places(asset).map(str::to_owned).collect::<Vec<_>>() {
                let key = row_key(&place, &currency);
                if !asset.places.is_pool() {
                    allocated.push((key.clone(), addend));
                }
                possible.push((key, addend));
                self.count_unconverted(&place, spot.as_ref(), 1);
            }
            if asset.places.is_unstated() {
                self.unplaced += 1;
                everywhere.push((currency, addend));
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
        let undated = undated(&self.scope.undecided(family)?, |asset| self.keys(asset, &standing));
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

impl Totalled for Jurisdictions<'_> {
    fn kept(&self) -> Option<&'static Kept> {
        Jurisdictions::kept(self)
    }

    fn add_kept(&mut self, kept: &Kept, key: &str, tally: Tally) -> Result<(), Fault> {
        Jurisdictions::add_kept(self, kept, key, tally)
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
        let mut alone = Finished::of(self.allocated, self.converting, &groups)?;
        let with_pools = Finished::of(self.possible, self.converting, &groups)?;
        let mut used =
            RatesUsed::new([Column::dimension("jurisdiction"), Column::dimension("currency"), Column::code("figure")]);
        let mut cells = Vec::new();
        for (key, (possible, most)) in with_pools.rows {
            let (allocated, least) = alone.rows.remove(&key).unwrap_or_default();
            let (jurisdiction, currency) = key.split_once(SEPARATOR).unwrap_or((&key, ""));
            let unit = Some(currency).filter(|code| !code.is_empty()).map(Unit::parse).transpose()?;
            let mut range = range(&allocated.tally, &possible.tally)?;
            if let (Some(converting), Some(most)) = (self.converting, most) {
                let least = least.unwrap_or_else(|| Sum::default().finish());
                let (bounds, rule) = least.up_to(&most).rounded(&converting.exchange)?;
                range = range.map(|range| bounds.or_approximate(range.approximate()));
                let of = |figure| [Cell::code(jurisdiction), Cell::code(currency), Cell::code(figure)];
                let [own, all] =
                    [&alone.used, &with_pools.used].map(|used| used.get(&key).map_or(&[][..], Vec::as_slice));
                for line in own {
                    used.add(&of("allocated"), line, Sides::Both)?;
                }
                for (lines, sides) in [(own, Sides::Lower), (all, Sides::Upper)] {
                    for line in lines.iter().filter(|_| !jurisdiction.is_empty()) {
                        used.add(&of("range"), &Used { rule, ..line.clone() }, sides)?;
                    }
                }
            }
            // Unplaced assets are in no range.
            let range = range.filter(|_| !jurisdiction.is_empty());
            let place = (jurisdiction, currency, unit);
            let unconverted = self.converting.map(|_| possible.unconverted);
            cells.push(row(place, &allocated.tally, (&possible, range), (self.scope.readings, unconverted))?);
        }
        let mut columns = vec![
            place(),
            Column::dimension("currency"),
            Column::count("assets"),
            Column::ends(""),
            Column::count("pools"),
            Column::count("undated").where_said(),
        ];
        columns.extend(disputed_column(self.scope.readings));
        columns.extend(self.converting.map(|_| Column::count("unconverted").where_said()));
        columns.push(Column::ends("range_"));
        let document = Document::single(Meta { unplaced: Some(self.unplaced), ..meta }, columns, cells)?;
        if self.converting.is_some() { used.of(document) } else { Ok(document) }
    }
}

/// Finished rows by key; for converted rows also their unrounded sums and what these are made of.
#[derive(Default)]
struct Finished<'a> {
    rows: BTreeMap<String, (Total, Option<Exact>)>,
    used: HashMap<String, Vec<Used<'a>>>,
}

impl<'a> Finished<'a> {
    fn of(rows: Rows, converting: Option<&'a Converting>, groups: &Groups) -> Result<Finished<'a>, Fault> {
        let mut finished = Finished::default();
        let Some(converting) = converting else {
            let rows = rows.finish(groups)?.into_iter();
            finished.rows = rows.map(|(key, total)| (key, (total, None))).collect();
            return Ok(finished);
        };
        let printed: Printed = Converter::new(&converting.exchange).finish(rows, groups, |key, line| {
            finished.used.entry(key.to_owned()).or_default().push(line);
            Ok(())
        })?;
        finished.rows = printed.into_iter().map(|(key, total, exact)| (key, (total, exact))).collect();
        Ok(finished)
    }
}

/// From the allocated amount to that plus the pools.
fn range(allocated: &Tally, possible: &Tally) -> Result<Option<Bounds>, Fault> {
    Ok(possible.bounds()?.map(|bounds| {
        let least = allocated.bounds().ok().flatten().unwrap_or(Bounds::NOTHING).lower();
        // The lower end comes from the allocated part, which never exceeds the upper end with pools.
        Bounds::between(least, bounds.upper()).map_or(bounds, |range| range.or_approximate(bounds.approximate()))
    }))
}

/// The key of the currency and its tail.
fn full(spot: &Spot) -> String {
    format!("{}{}", spot.code, spot.tail)
}

fn row(
    (jurisdiction, currency, unit): (&str, &str, Option<Unit>),
    allocated: &Tally,
    (Total { tally: possible, undated, disputed, .. }, range): (&Total, Option<Bounds>),
    (taken, unconverted): (Taken, Option<u64>),
) -> Result<Vec<Cell>, Fault> {
    let mut cells = vec![
        Cell::code(jurisdiction),
        Cell::code(currency),
        count(allocated.count_all())?,
        bounds(allocated.bounds()?, allocated, unit),
        count(possible.count_all() - allocated.count_all())?,
        Cell::Count(*undated),
    ];
    cells.extend(taken.is_hull().then_some(Cell::Count(*disputed)));
    cells.extend(unconverted.map(Cell::Count));
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
