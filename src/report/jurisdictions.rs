//! Jurisdictions: what is frozen or seized in each alone, and the range that the pools leave open.

use std::collections::BTreeMap;

use crate::domain::{Bounds, Fault, Stage, Unit};
use crate::journal::{Standing, State};

use super::grid::{Cell, Column, Grid, Meta};
use super::scope::Scope;
use super::total::{Addend, Overlaps, Total, stock};

#[derive(Default)]
struct Row {
    unit: Option<Unit>,
    allocated: Vec<Addend>,
    pooled: Vec<Addend>,
}

/// One row for each jurisdiction and currency: what is allocated to it alone, and between what it may be in all.
///
/// A pool adds nothing to the lower end of the range and its whole upper end to the upper one. What lies in a place that
/// no source states has a row of its own, without a jurisdiction.
///
/// # Errors
/// A total that does not fit.
pub fn jurisdictions(state: &State, scope: &Scope, meta: Meta) -> Result<Grid, Fault> {
    let standings = scope.standings(state)?;
    let standings: Vec<&Standing> = standings.iter().map(|(_, standing)| standing.as_ref()).collect();
    let overlaps = Overlaps::among(standings.iter().copied());
    let mut cells = Vec::new();
    for ((jurisdiction, currency), row) in rows(&standings, scope)? {
        let allocated = Total::of(&row.allocated, &standings, &overlaps)?;
        let possible = Total::of(&[row.allocated, row.pooled.clone()].concat(), &standings, &overlaps)?;
        let range = possible.bounds.map(|possible| {
            let least = allocated.bounds.unwrap_or(Bounds::NOTHING).lower();
            // The lower end is that of the allocated part, which never exceeds the upper end of it with the pools.
            Bounds::between(least, possible.upper(), possible.approximate()).unwrap_or(possible)
        });
        cells.push(vec![
            Cell::code(jurisdiction),
            Cell::code(currency),
            Cell::Count(allocated.count()),
            Cell::bounds(allocated.bounds, row.unit),
            Cell::Count(row.pooled.len() as u64),
            Cell::bounds(range, row.unit),
        ]);
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

fn rows(standings: &[&Standing], scope: &Scope) -> Result<BTreeMap<(String, String), Row>, Fault> {
    let mut rows: BTreeMap<(String, String), Row> = BTreeMap::new();
    for (family, standing) in standings.iter().enumerate() {
        for asset in standing.assets().iter().filter(|asset| scope.admits(asset)) {
            if !matches!(asset.stage, Stage::Frozen | Stage::Seized) || standing.is_used_up(asset)? {
                continue;
            }
            let unit = asset.value.unit();
            let currency = unit.map_or(String::new(), |unit| unit.code().to_owned());
            let addend = stock(family, asset, standing);
            if asset.places.is_unstated() {
                let row = rows.entry((String::new(), currency.clone())).or_default();
                row.unit = unit;
                row.allocated.push(addend);
            }
            let asked = |code: &str| scope.places.as_ref().is_none_or(|places| places.iter().any(|p| p.code() == code));
            for place in asset.places.iter().filter(|place| asked(place.code())) {
                let row = rows.entry((place.code().to_owned(), currency.clone())).or_default();
                row.unit = unit;
                if asset.places.is_pool() { row.pooled.push(addend) } else { row.allocated.push(addend) }
            }
        }
    }
    Ok(rows)
}
