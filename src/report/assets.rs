//! The assets, one per row, as they are now: for tools that add up and compare by themselves.

use crate::domain::term::subject_text;
use crate::domain::{Amount, AssetKind, Basis, Fault, Places};
use crate::journal::{Act, Asset, Disclosure, Family, Measure, Particular};

use super::document::{Cell, Column, Frame, Meta, Outline};
use super::register::{amount_cells, joined};

/// What a row says of an asset.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    /// The asset.
    pub(crate) asset: &'a Asset,
    /// Its family.
    pub(crate) family: &'a Family,
    /// The action that it begins with; `None` for the proceeds of a sale.
    pub(crate) act: Option<&'a Act>,
    /// Whether its amount may be added to that of others.
    pub(crate) additive: bool,
    /// The personal data that may be shown, if any were asked for.
    pub(crate) personal: Option<&'a Disclosure>,
}

/// The table without its rows.
///
/// # Errors
/// None in practice: its columns are fixed.
pub(crate) fn outline(meta: Meta) -> Result<Outline, Fault> {
    let columns = vec![
        Column::text(Particular::Asset.as_str()),
        Column::number("entry"),
        Column::text(Particular::Case.as_str()),
        Column::text(Particular::PartOf.as_str()),
        Column::text(Particular::DerivedFrom.as_str()),
        Column::code(Particular::Kind.as_str()),
        Column::text(Particular::Description.as_str()),
        Column::text(Particular::Quantity.as_str()),
        Column::text(Particular::Identifiers.as_str()),
        Column::text(Particular::Subjects.as_str()),
        Column::code(Particular::Jurisdictions.as_str()),
        Column::code(Particular::Basis.as_str()),
        Column::code("stage"),
        Column::text(Particular::Authority.as_str()),
        Column::code(Particular::Until.as_str()).of_dates(),
        Column::text(Particular::Custodian.as_str()),
        Column::code(Particular::Currency.as_str()),
        Column::code(Particular::Amount.as_str()),
        Column::bounds(""),
        Column::code("additive"),
        Column::code("value_currency"),
        Column::bounds("value_"),
        Column::code(Particular::CountOf.as_str()),
        Column::bounds("count_"),
        Column::text(Particular::MayOverlap.as_str()),
    ];
    let frame = Frame::new(meta.title.as_str(), columns)?.in_records();
    Outline::new(meta, vec![frame])
}

/// An asset's row.
///
/// # Errors
/// A figure that does not fit.
pub(crate) fn row(row: Row<'_>) -> Result<Vec<Cell>, Fault> {
    let Row { asset, family, act, additive, personal } = row;
    let standing = family.standing();
    let [currency, amount, bounds] = amount_cells(Some(standing.amount(asset)?));
    let [value_currency, _, value] = amount_cells(Some(standing.measured(asset, Measure::Value)?));
    let [count_of, _, count] = match standing.measured(asset, Measure::Count)? {
        counted @ Amount::Stated(..) => amount_cells(Some(counted)),
        _ => amount_cells(None),
    };
    let derived = asset.derived_from.as_ref().map(|from| format!("{} from {from}", asset.asset));
    let identifiers = act
        .zip(personal)
        .map(|(act, personal)| joined(act.identifiers.iter().map(|identifier| personal.identifier(identifier))));
    let subjects = act.zip(personal).map(|(act, personal)| {
        joined(act.subjects.iter().map(|sealed| subject_text(sealed.role, &personal.name(sealed))))
    });
    let said = |text: Option<&String>| Cell::text(text.map(String::as_str).unwrap_or_default());
    Ok(vec![
        Cell::text(asset.asset.to_string()),
        Cell::Count(asset.entry),
        Cell::text(asset.case.to_string()),
        Cell::text(asset.part_of.as_ref().map(ToString::to_string).unwrap_or_default()),
        Cell::text(derived.unwrap_or_default()),
        Cell::code(AssetKind::as_str(asset.kind)),
        said(act.and_then(|act| act.description.as_ref())),
        said(act.and_then(|act| act.quantity.as_ref())),
        Cell::text(identifiers.unwrap_or_default()),
        Cell::text(subjects.unwrap_or_default()),
        Cell::code(Places::codes(&asset.places)),
        Cell::code(asset.basis.map_or("", Basis::as_str)),
        Cell::code(asset.stage.as_str()),
        said(asset.authority.as_ref()),
        Cell::code(asset.until.as_ref().map_or("", |until| until.text())),
        said(asset.custodian.as_ref()),
        currency,
        amount,
        bounds,
        Cell::code(if additive { "true" } else { "false" }),
        value_currency,
        value,
        count_of,
        count,
        Cell::text(joined(asset.may_overlap.iter())),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::describe;

    #[test]
    fn every_field_is_described() {
        let names = outline(Meta::titled("assets")).unwrap().sections()[0].field_names();
        assert!(names.iter().all(|name| describe(name).is_some()), "{names:?}");
    }
}
