//! The assets, row by row, because they may not fit in memory.

use crate::domain::Fault;
use crate::journal::Asset;
use crate::report::Outline;
use crate::report::assets::{self, Row};
use crate::report::document::Cell;

use super::acts::{Current, each_act};
use super::known::links_at;
use super::question::{Known, Query, Report};
use super::register::States;

/// The table of assets without its rows.
///
/// # Errors
/// None in practice: its columns are fixed.
pub(crate) fn asset_outline(query: &Query, known: &Known) -> Result<Outline, Fault> {
    assets::outline(query.described(Report::Register, "Assets: each as it is now", known))
}

/// Passes the assets to `each`, in the order in which the journal tells what they are, with the number of the last entry
/// read. Of the scope only the case counts.
///
/// # Errors
/// A figure does not fit, the ledger cannot be read, or `each` fails.
pub(crate) fn each_asset<L: States, E: From<L::Error>>(
    ledger: &L,
    query: &Query,
    known: &Known,
    mut each: impl FnMut(u64, &[Cell]) -> Result<(), E>,
) -> Result<(), E> {
    let links = links_at(&ledger.state()?, known.entries())?;
    each_act(ledger, query, known, |read, current: &Current<'_>| {
        let family = current.family;
        // Amounts of one family follow from each other, and linked ones are perhaps the same money.
        let is_linked = family.root().is_some_and(|root| links.of(&root).is_some());
        let additive = family.standing().assets().len() == 1 && !is_linked;
        let row = |asset: &Asset, act| {
            let row = Row { asset, family, act, additive, personal: current.personal };
            assets::row(row).map_err(L::Error::from)
        };
        if current.act.target.begins() {
            each(read, &row(current.asset, Some(current.act))?)?;
        }
        let derived = current.act.derived_from.as_ref();
        match derived.and_then(|derived| family.standing().asset(&derived.item)) {
            Some(item) => each(read, &row(item, None)?),
            None => Ok(()),
        }
    })
}
