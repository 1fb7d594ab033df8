//! The dimensions of a breakdown, and the keys of assets and actions in it.

use crate::domain::date::Digits;
use crate::domain::{Action, Date, Places};

use super::family::{Asset, Deed, Measure, Value};

/// A dimension by which totals are broken down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// The case.
    Case,
    /// The jurisdiction; for a pool, all its candidates.
    Jurisdiction,
    /// The asset's stage.
    Stage,
    /// What was done.
    Action,
    /// What the asset is.
    Kind,
    /// The currency or crypto-asset.
    Currency,
    /// The authority.
    Authority,
    /// The office that keeps the asset.
    Custodian,
    /// The year of the action.
    Year,
    /// The quarter of the action.
    Quarter,
    /// The month of the action.
    Month,
    /// Whether the action lies within the requested period or across one of its ends.
    Period,
    /// The currency of the asset's value.
    ValueCurrency,
    /// What is counted of the asset.
    CountOf,
    /// The ledger, in a report over several: its name, which is in no key of one ledger.
    Ledger,
}

/// Separates the values of a key. No text in the ledger contains it, and it sorts before every character that one can
/// contain, so keys sort in the order of their values.
pub(crate) const SEPARATOR: char = '\u{1f}';

/// The word for an action that cannot be assigned to one period.
pub(crate) const UNDATED: &str = "undated";

/// What a breakdown needs to know about an action.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Occurrence<'a> {
    /// What was done.
    pub(crate) action: Action,
    /// When; `None` if it cannot be assigned to one period.
    pub(crate) date: Option<&'a Date>,
    /// The authority that acted.
    pub(crate) authority: Option<&'a str>,
    /// Where the asset was at the time.
    pub(crate) places: &'a Places,
    /// The requested period.
    pub(crate) period: &'a str,
}

impl Dimension {
    /// The name of the column.
    pub fn name(self) -> &'static str {
        match self {
            Dimension::Case => "case",
            Dimension::Jurisdiction => "jurisdiction",
            Dimension::Stage => "stage",
            Dimension::Action => "action",
            Dimension::Kind => "kind",
            Dimension::Currency => "currency",
            Dimension::Authority => "authority",
            Dimension::Custodian => "custodian",
            Dimension::Year => "year",
            Dimension::Quarter => "quarter",
            Dimension::Month => "month",
            Dimension::Period => "period",
            Dimension::ValueCurrency => "value_currency",
            Dimension::CountOf => "count_of",
            Dimension::Ledger => "ledger",
        }
    }

    /// Whether this is a year, quarter or month.
    pub(crate) fn is_time(self) -> bool {
        matches!(self, Dimension::Year | Dimension::Quarter | Dimension::Month | Dimension::Period)
    }
}

/// Writes the key of an asset in stock.
pub(crate) fn stock_key(by: &[Dimension], asset: &Asset, key: &mut String) {
    write(by, key, |dimension, key| match dimension {
        Dimension::Authority => key.push_str(asset.authority.as_deref().unwrap_or_default()),
        Dimension::Custodian => key.push_str(asset.custodian.as_deref().unwrap_or_default()),
        other => of_asset(other, asset, &asset.places, |measure| asset.measured(measure), key),
    });
}

/// Writes the key of an action on an asset.
pub(crate) fn flow_key(by: &[Dimension], asset: &Asset, deed: &Deed, occurrence: &Occurrence<'_>, key: &mut String) {
    let dated = |key: &mut String, part: fn(&Date) -> Option<Digits>| {
        key.push_str(occurrence.date.and_then(part).as_ref().map_or(UNDATED, Digits::as_str));
    };
    write(by, key, |dimension, key| match dimension {
        Dimension::Action => key.push_str(occurrence.action.as_str()),
        Dimension::Authority => key.push_str(occurrence.authority.unwrap_or_default()),
        Dimension::Year => dated(key, Date::year),
        Dimension::Quarter => dated(key, Date::quarter),
        Dimension::Month => dated(key, Date::month),
        Dimension::Period => key.push_str(occurrence.date.map_or(UNDATED, |_| occurrence.period)),
        other => of_asset(other, asset, occurrence.places, |measure| deed.addend(measure).value, key),
    });
}

impl<'a> Occurrence<'a> {
    /// The occurrence of an action on an asset.
    pub(crate) fn of(deed: &'a Deed, asset: &'a Asset) -> Occurrence<'a> {
        let (action, date, authority) = (deed.action, Some(&deed.date), deed.authority.as_deref());
        Occurrence { action, date, authority, places: asset.places_at(deed.entry), period: "" }
    }
}

fn write(by: &[Dimension], key: &mut String, mut value: impl FnMut(Dimension, &mut String)) {
    key.clear();
    for (at, dimension) in by.iter().enumerate() {
        if at > 0 {
            key.push(SEPARATOR);
        }
        value(*dimension, key);
    }
}

fn of_asset(
    dimension: Dimension,
    asset: &Asset,
    places: &Places,
    measured: impl Fn(Measure) -> Value,
    key: &mut String,
) {
    let unit = |measure| measured(measure).unit().map_or("", |unit| unit.code());
    match dimension {
        Dimension::Stage => key.push_str(asset.stage.as_str()),
        Dimension::Case => key.push_str(asset.case.as_str()),
        Dimension::Jurisdiction => {
            for (at, place) in places.iter().enumerate() {
                if at > 0 {
                    key.push('+');
                }
                key.push_str(place.code());
            }
        }
        Dimension::Kind => key.push_str(asset.kind.as_str()),
        Dimension::Currency => key.push_str(unit(Measure::Amount)),
        Dimension::ValueCurrency => key.push_str(unit(Measure::Value)),
        Dimension::CountOf => key.push_str(unit(Measure::Count)),
        Dimension::Authority
        | Dimension::Custodian
        | Dimension::Action
        | Dimension::Year
        | Dimension::Quarter
        | Dimension::Month
        | Dimension::Period
        | Dimension::Ledger => {}
    }
}
