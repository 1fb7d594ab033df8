//! Pools: amounts stated for several jurisdictions together, with what is itemised and what is left.

use std::collections::HashMap;

use crate::domain::{AssetRef, Bounds, Fault, Remainder, SourceCitation};
use crate::journal::{Asset, Family, Measure, Record, Standing, Value};

use super::converted::{Converting, Days};
use super::document::{Cell, Column, Document, Meta};
use super::listed::Listed;
use super::scope::Scope;
use super::total::disputed_column;

/// The report under construction: one row for each pool.
#[derive(Debug)]
pub(crate) struct Pools<'a> {
    scope: &'a Scope,
    rows: Vec<(AssetRef, Vec<Cell>)>,
    amounts: Listed<'a>,
}

/// The sources cited by a family's entries, by entry.
pub(crate) type Citations = HashMap<u64, Vec<SourceCitation>>;

impl<'a> Pools<'a> {
    /// An empty report.
    pub(crate) fn new(scope: &'a Scope) -> Pools<'a> {
        Pools { scope, rows: Vec::new(), amounts: Listed::new([Column::text_dimension("asset")]) }
    }

    /// The same report with its amounts in one currency.
    pub(crate) fn converting(self, converting: Option<&'a Converting>) -> Pools<'a> {
        Pools { amounts: self.amounts.converting(converting), ..self }
    }

    /// Adds a family, with the sources cited by its readings in force.
    ///
    /// # Errors
    /// A total that does not fit.
    pub(crate) fn add(&mut self, family: &Family, citations: &Citations) -> Result<(), Fault> {
        let family = &*self.scope.taken(family)?;
        let standing = self.scope.standing(family)?;
        let disputed = self.scope.disputed(family, &standing);
        let pools = standing.assets().iter().filter(|asset| asset.places.is_pool() && self.scope.admits(asset));
        for asset in pools {
            let mut cells = row(family, &standing, (asset, citations), &mut self.amounts)?;
            if self.scope.readings.is_hull() {
                let within = |other: &AssetRef| *other == asset.asset || other.is_below(&asset.asset);
                let count = disputed.iter().filter(|at| within(&standing.assets()[**at].asset)).count();
                cells.insert(cells.len() - 1, Cell::Count(count as u64));
            }
            self.rows.push((asset.asset.clone(), cells));
        }
        Ok(())
    }

    /// Finishes the report.
    ///
    /// # Errors
    /// None in practice: its rows match its columns.
    pub(crate) fn finish(mut self, meta: Meta) -> Result<Document, Fault> {
        self.rows.sort_by(|(a, _), (b, _)| a.cmp(b));
        let mut columns = vec![
            Column::text_dimension("asset"),
            Column::text("case"),
            Column::code("candidates"),
            Column::code("basis"),
            Column::code("stage"),
            Column::code("currency"),
            Column::ends(""),
            Column::ends("itemised_"),
            Column::ends("residual_"),
        ];
        columns.extend(disputed_column(self.scope.readings));
        columns.push(Column::text("sources"));
        let document = Document::single(meta, columns, self.rows.into_iter().map(|(_, cells)| cells).collect())?;
        self.amounts.finish(document)
    }
}

fn row(
    family: &Family,
    standing: &Standing,
    (asset, citations): (&Asset, &Citations),
    amounts: &mut Listed<'_>,
) -> Result<Vec<Cell>, Fault> {
    let days = Days { action: standing.stated_on(asset), worth: asset.worth_on() };
    let way = amounts.way_of(|measure| asset.measured(measure).unit(), days)?;
    let counts = way.as_ref().map_or(Measure::Amount, |way| way.counts);
    let unit = amounts.unit(asset.value.unit(), way.as_ref());
    let reference = Cell::text(asset.asset.to_string());
    let mut cell = |figure: &'static str, of: Option<Vec<Remainder>>, stated: bool| -> Result<Cell, Fault> {
        let bounds: Option<Bounds> = of.map(|of| standing.parts().sum(&of)).transpose()?;
        let place = (std::slice::from_ref(&reference), figure);
        let bounds = bounds.map(|bounds| amounts.bounds(place, bounds, way.as_ref())).transpose()?;
        Ok(if stated { Cell::stated(bounds, unit) } else { Cell::bounds(bounds, unit) })
    };
    let is_stated = |asset: &Asset| matches!(asset.measured(counts), Value::Stated(..));
    let items = || standing.assets().iter().filter(|item| item.part_of.as_ref() == Some(&asset.asset));
    let (stated, itemised) = (is_stated(asset), items().any(is_stated));
    let [whole, items, rest] = [
        cell("amount", standing.with_items(asset, counts), stated)?,
        cell("itemised", standing.itemised(asset, counts), itemised)?,
        cell("residual", standing.left(asset, counts).remainder.map(|rest| vec![rest]), stated)?,
    ];
    Ok(vec![
        reference,
        Cell::text(asset.case.to_string()),
        Cell::code(asset.places.codes()),
        Cell::code(asset.basis.map_or(String::new(), |basis| basis.as_str().to_owned())),
        Cell::code(asset.stage.as_str()),
        Cell::code(unit.map_or(String::new(), |unit| unit.code().to_owned())),
        whole,
        items,
        rest,
        Cell::text(sources(family, standing, asset, citations)),
    ])
}

/// The sources of all actions on the pool itself, in the order first cited.
fn sources(family: &Family, standing: &Standing, asset: &Asset, citations: &Citations) -> String {
    let deeds = standing.deeds().iter().filter(|deed| standing.assets()[deed.asset].asset == asset.asset);
    let readings = deeds.filter_map(|deed| family.record(deed.entry)).map(Record::latest);
    let mut cited: Vec<String> = Vec::new();
    for source in readings.filter_map(|entry| citations.get(&entry)).flatten().map(ToString::to_string) {
        if !cited.contains(&source) {
            cited.push(source);
        }
    }
    cited.join(";")
}
