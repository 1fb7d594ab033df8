//! Holdings: the stock. What is held, each asset once, at its stage.

use std::collections::BTreeMap;

use crate::domain::{Fault, Unit};
use crate::journal::{Standing, State};

use super::dimension::Dimension;
use super::grid::{Grid, Meta};
use super::scope::Scope;
use super::total::{Addend, Overlaps, Total, stock};

/// What is held, one row for each combination of the dimensions.
///
/// # Errors
/// A total that does not fit.
pub fn holdings(state: &State, scope: &Scope, by: &[Dimension], meta: Meta) -> Result<Grid, Fault> {
    let standings = scope.standings(state)?;
    let standings: Vec<&Standing> = standings.iter().map(|(_, standing)| standing.as_ref()).collect();
    let mut rows: BTreeMap<Vec<String>, (Option<Unit>, Vec<Addend>)> = BTreeMap::new();
    for (family, standing) in standings.iter().enumerate() {
        for asset in standing.assets().iter().filter(|asset| scope.admits(asset)) {
            if standing.in_stock(asset)? {
                let unit = asset.value.unit();
                let value = |dimension: &Dimension| match dimension {
                    Dimension::Currency => unit.map_or(String::new(), |unit| unit.code().to_owned()),
                    other => other.of_asset(asset, asset.stage),
                };
                let row = rows.entry(by.iter().map(value).collect()).or_insert((unit, Vec::new()));
                row.1.push(stock(family, asset, standing));
            }
        }
    }
    totals("assets", by, rows, &standings, meta)
}

/// The grid of totals for rows of addends.
pub(super) fn totals(
    what: &'static str,
    by: &[Dimension],
    rows: BTreeMap<Vec<String>, (Option<Unit>, Vec<Addend>)>,
    standings: &[&Standing],
    meta: Meta,
) -> Result<Grid, Fault> {
    let overlaps = Overlaps::among(standings.iter().copied());
    let mut cells = Vec::with_capacity(rows.len());
    for (key, (unit, addends)) in rows {
        let total = Total::of(&addends, standings, &overlaps)?;
        let mut row: Vec<_> = by.iter().zip(key).map(|(dimension, value)| dimension.cell(value)).collect();
        row.extend(total.cells(unit));
        cells.push(row);
    }
    let columns = by.iter().map(|dimension| dimension.column()).chain(Total::columns(what)).collect();
    Grid::new(meta, columns, cells)
}
