//! The assets of a dossier, one by one.

use std::collections::BTreeMap;

use jiff::civil;

use super::figures::Figures;
use crate::domain::{Amount, AssetRef, Basis, Date, Fault, Overlap, Unit};
use crate::journal::{Asset, Measure, Standing};
use crate::report::converted::Days;
use crate::report::document::{Cell, Column};
use crate::report::listed::Listed;
use crate::report::{Document, Meta};

/// What is known of an asset on the dossier's day.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) asset: AssetRef,
    pub(super) case: String,
    /// Its jurisdictions, joined by `+`; empty if not stated.
    pub(super) places: String,
    pub(super) basis: Option<Basis>,
    pub(super) kind: &'static str,
    pub(super) stage: &'static str,
    /// Whether it is in stock.
    pub(super) is_held: bool,
    /// Its amount, or what is left of it.
    pub(super) amount: Amount,
    /// What it is worth, if that is kept apart.
    pub(super) value: Option<Amount>,
    /// What it comes to in the currency of the page, if that is asked for and there is a rate.
    pub(super) converted: Option<Converted>,
    /// When the measure that holds it ends.
    pub(super) until: Option<Date>,
    /// The assets that it is perhaps the same money as.
    pub(super) overlaps: Vec<AssetRef>,
}

/// An amount in the currency of the page.
#[derive(Clone, Debug)]
pub(super) struct Converted {
    pub(super) amount: Amount,
    /// The day of its rate; empty if it needs none.
    pub(super) rate_day: String,
}

/// The list in which assets are converted one by one.
pub(super) fn list<'a>() -> Listed<'a> {
    Listed::new([Column::text_dimension("asset")])
}

impl Known {
    /// An asset in the standing of its family, converted as its list says.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(super) fn of(standing: &Standing, asset: &Asset, list: &mut Listed<'_>) -> Result<Known, Fault> {
        let days = Days { action: standing.stated_on(asset), worth: asset.worth_on() };
        let way = list.way_of(|measure| asset.measured(measure).unit(), days)?;
        let converted = way.map(|way| {
            let own = standing.measured(asset, way.counts)?;
            let key = [Cell::text(asset.asset.to_string())];
            let amount = list.amount((&key, "amount"), own, Some(&way))?;
            Ok::<_, Fault>(Converted { amount, rate_day: way.rate_day() })
        });
        let converted = converted.transpose()?;
        let is_held = standing.in_stock(asset)?;
        let is_apart = asset.measured(Measure::Value) != asset.value;
        let value = is_apart.then(|| standing.measured(asset, Measure::Value)).transpose()?;
        Ok(Known {
            asset: asset.asset.clone(),
            case: asset.case.to_string(),
            places: asset.places.codes(),
            basis: asset.basis,
            kind: asset.kind.as_str(),
            stage: asset.stage.as_str(),
            is_held,
            amount: standing.amount(asset)?,
            value: value.filter(|value| matches!(value, Amount::Stated(..))),
            converted,
            until: asset.until.as_deref().cloned().filter(|_| is_held),
            overlaps: asset.may_overlap.iter().filter_map(Overlap::here).cloned().collect(),
        })
    }

    /// How many days before a day its measure ended; `None` if it lasts.
    pub(super) fn days_late(&self, day: civil::Date) -> Option<i32> {
        let last = self.until.as_ref()?.last();
        (last < day).then(|| (day - last).get_days())
    }
}

/// The table of all assets, with what the register says that each is, and with the rates of their list.
///
/// # Errors
/// None in practice: its rows match its columns.
pub(super) fn table(
    meta: Meta,
    (assets, list): (&[Known], Listed<'_>),
    register: &Document,
) -> Result<Document, Fault> {
    let mut described: BTreeMap<&str, &str> = BTreeMap::new();
    for row in Figures::of(register).rows().filter(|row| row.text("status") == "current") {
        if !row.text("description").is_empty() {
            described.insert(row.text("asset"), row.text("description"));
        }
    }
    let columns = vec![
        Column::text_dimension("asset"),
        Column::text("case").as_data_only(),
        Column::text("description").where_said(),
        Column::code("kind"),
        Column::code("jurisdiction").called("place"),
        Column::code("stage"),
        Column::code("currency").as_data_only(),
        Column::bounds(""),
        Column::bounds("converted_").where_said(),
        Column::code("rate_day").where_said(),
        Column::bounds("value_").where_said(),
        Column::code("until").where_said(),
    ];
    let row = |asset: &Known| {
        let name = asset.asset.to_string();
        let what = described.get(name.as_str()).copied().unwrap_or_default();
        vec![
            Cell::text(name.as_str()),
            Cell::text(asset.case.as_str()),
            Cell::text(what),
            Cell::code(asset.kind),
            Cell::code(asset.places.as_str()),
            Cell::code(asset.stage),
            Cell::code(asset.amount.unit().map_or("", Unit::code)),
            cell(asset.amount),
            asset.converted.as_ref().map_or(Cell::Absent, |converted| cell(converted.amount)),
            Cell::code(asset.converted.as_ref().map_or("", |converted| converted.rate_day.as_str())),
            asset.value.map_or(Cell::Absent, cell),
            Cell::code(asset.until.as_ref().map_or("", |until| until.text())),
        ]
    };
    list.finish(Document::single(meta, columns, assets.iter().map(row).collect())?)
}

/// An amount with its unit.
pub(super) fn cell(amount: Amount) -> Cell {
    let unit = amount.unit();
    match amount {
        Amount::Stated(..) => Cell::stated(amount.bounds(), unit).with_unit(unit),
        _ => Cell::bounds(amount.bounds(), unit),
    }
}
