//! Pools: amounts stated for several jurisdictions together, what of them is itemised, and what is left.

use crate::domain::{Bounds, Fault, Remainder};
use crate::journal::{Asset, Family, Standing, State};

use super::grid::{Cell, Column, Grid, Meta};
use super::scope::Scope;

/// One row for each pool.
///
/// # Errors
/// A total that does not fit.
pub fn pools(state: &State, scope: &Scope, meta: Meta) -> Result<Grid, Fault> {
    let mut rows = Vec::new();
    for (family, standing) in &scope.standings(state)? {
        let pools = standing.assets().iter().filter(|asset| asset.places.is_pool() && scope.admits(asset));
        for asset in pools {
            rows.push((asset.asset.clone(), row(family, standing, asset)?));
        }
    }
    rows.sort_by(|(a, _), (b, _)| a.cmp(b));
    let columns = vec![
        Column::text("asset"),
        Column::text("case"),
        Column::code("candidates"),
        Column::code("basis"),
        Column::code("stage"),
        Column::code("currency"),
        Column::ends(""),
        Column::ends("itemised_"),
        Column::ends("residual_"),
        Column::text("sources"),
    ];
    Grid::new(meta, columns, rows.into_iter().map(|(_, cells)| cells).collect())
}

fn row(family: &Family, standing: &Standing, asset: &Asset) -> Result<Vec<Cell>, Fault> {
    let parts = standing.parts();
    let unit = asset.value.unit();
    let part = asset.value.part();
    let cell = |bounds: Option<Result<Bounds, Fault>>| bounds.transpose().map(|bounds| Cell::bounds(bounds, unit));
    Ok(vec![
        Cell::text(asset.asset.to_string()),
        Cell::text(asset.case.to_string()),
        Cell::code(asset.places.codes()),
        Cell::code(asset.basis.map_or(String::new(), |basis| basis.as_str().to_owned())),
        Cell::code(asset.stage.as_str()),
        Cell::code(unit.map_or(String::new(), |unit| unit.code().to_owned())),
        cell(part.map(|of| parts.sum(&[Remainder { of, after: 0 }])))?,
        cell(part.map(|part| parts.itemised(part)))?,
        cell(part.map(|part| parts.sum(&[parts.rest(part)])))?,
        Cell::text(sources(family, standing, asset)),
    ])
}

/// The sources of all actions on the pool itself, in the order in which they were first cited.
fn sources(family: &Family, standing: &Standing, asset: &Asset) -> String {
    let deeds = standing.deeds().iter().filter(|deed| standing.assets()[deed.asset].asset == asset.asset);
    let mut cited: Vec<String> = Vec::new();
    for record in deeds.filter_map(|deed| family.records().get(&deed.entry)) {
        for source in record.act.sources.iter().map(ToString::to_string) {
            if !cited.contains(&source) {
                cited.push(source);
            }
        }
    }
    cited.join(";")
}
