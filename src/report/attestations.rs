//! Attestations: the latest inspection of each asset, and how much it differs from the ledger. The difference is
//! reported but never recorded.

use std::collections::HashMap;

use jiff::civil;

use crate::domain::{Amount, AssetRef, Date, Fault};
use crate::journal::{Attestation, Family, Measure};

use super::converted::{Converting, Days};
use super::document::{Cell, Column, Document, Meta};
use super::listed::Listed;
use super::scope::Scope;

/// The report under construction: one row for each asset.
#[derive(Debug)]
pub struct Attestations<'a> {
    scope: &'a Scope,
    latest: HashMap<AssetRef, (u64, Attestation)>,
    rows: Vec<(AssetRef, Vec<Cell>)>,
    amounts: Listed<'a>,
}

impl<'a> Attestations<'a> {
    /// An empty report.
    pub fn new(scope: &'a Scope) -> Attestations<'a> {
        let amounts = Listed::new([Column::text_dimension("asset")]);
        Attestations { scope, latest: HashMap::new(), rows: Vec::new(), amounts }
    }

    /// The same report with its amounts in one currency.
    pub(crate) fn converting(self, converting: Option<&'a Converting>) -> Attestations<'a> {
        Attestations { amounts: self.amounts.converting(converting), ..self }
    }

    /// Adds an inspection with its entry, if the report covers it and it is the latest.
    pub fn add(&mut self, entry: u64, look: &Attestation) {
        if self.scope.as_of.is_some_and(|day| look.at.day() > day) {
            return;
        }
        let when = |(entry, look): &(u64, Attestation)| (look.at.day(), look.at.at(), *entry);
        let found = (entry, look.clone());
        if self.latest.get(&look.asset).is_none_or(|known| when(known) < when(&found)) {
            self.latest.insert(look.asset.clone(), found);
        }
    }

    /// The first assets of the inspected families, each once, in order.
    pub(crate) fn roots(&self) -> Vec<AssetRef> {
        let mut roots: Vec<AssetRef> = self.latest.keys().map(AssetRef::root).collect();
        roots.sort();
        roots.dedup();
        roots
    }

    /// Adds a row for each inspected asset of a family, as on the report's day; ages run to `until`.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn add_family(&mut self, family: &Family, until: civil::Date) -> Result<(), Fault> {
        let standing = self.scope.standing(family)?;
        for asset in standing.assets().iter().filter(|asset| self.scope.admits(asset)) {
            let Some((entry, look)) = self.latest.get(&asset.asset) else { continue };
            let reference = Cell::text(asset.asset.to_string());
            let key = std::slice::from_ref(&reference);
            let looked_on = Date::parse(&look.at.day().to_string())?;
            let stated = Days { action: standing.stated_on(asset), worth: asset.worth_on() };
            let way = self.amounts.way_of(|measure| asset.measured(measure).unit(), stated)?;
            let attested_way = self.amounts.way(look.amount.unit(), Some(&looked_on))?;
            let own = standing.measured(asset, way.as_ref().map_or(Measure::Amount, |way| way.counts))?;
            let difference = self.amounts.difference((look.amount, attested_way.as_ref()), (own, way.as_ref()))?;
            let amount = self.amounts.amount((key, "amount"), own, way.as_ref())?;
            let attested = self.amounts.amount((key, "attested"), look.amount, attested_way.as_ref())?;
            // An inspection after that day has no age yet.
            let age = u64::try_from(days(look.at.day(), until)).map_or(Cell::Absent, Cell::Count);
            let row = vec![
                reference,
                Cell::text(asset.case.to_string()),
                Cell::code(asset.kind.as_str()),
                Cell::code(asset.stage.as_str()),
                currency(amount),
                bounds(amount),
                Cell::code(look.at.text()),
                age,
                Cell::text(look.how.as_str()),
                look.at_block.map_or(Cell::Absent, Cell::Count),
                currency(attested),
                bounds(attested),
                difference,
                Cell::text(look.sources.iter().map(ToString::to_string).collect::<Vec<_>>().join(";")),
                Cell::Count(*entry),
            ];
            self.rows.push((asset.asset.clone(), row));
        }
        Ok(())
    }

    /// Finishes the report.
    ///
    /// # Errors
    /// None in practice: its rows match its columns.
    pub fn finish(mut self, meta: Meta) -> Result<Document, Fault> {
        self.rows.sort_by(|(one, _), (other, _)| one.cmp(other));
        let columns = vec![
            Column::text_dimension("asset"),
            Column::text("case"),
            Column::code("kind"),
            Column::code("stage"),
            Column::code("currency").as_data_only(),
            Column::bounds(""),
            Column::code("date").of_dates(),
            Column::count("age"),
            Column::text("how"),
            Column::number("at_block").where_said(),
            Column::code("attested_currency").as_data_only(),
            Column::bounds("attested_"),
            Column::bounds("difference_"),
            Column::text("sources"),
            Column::number("entry"),
        ];
        let document = Document::single(meta, columns, self.rows.into_iter().map(|(_, cells)| cells).collect())?;
        self.amounts.finish(document)
    }
}

/// The number of days between two dates.
fn days(from: civil::Date, to: civil::Date) -> i32 {
    // The difference of two dates always fits, and is in days by default.
    (to - from).get_days()
}

/// The cell of an amount's currency.
pub(super) fn currency(amount: Amount) -> Cell {
    Cell::code(amount.unit().map_or("", |unit| unit.code()))
}

/// The cell of an amount, with its unit in tables.
pub(super) fn bounds(amount: Amount) -> Cell {
    let unit = amount.unit();
    match amount {
        Amount::Stated(..) => Cell::stated(amount.bounds(), unit).with_unit(unit),
        _ => Cell::bounds(amount.bounds(), unit),
    }
}
