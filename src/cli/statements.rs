//! What sources state of an action, side by side, as `show` prints it.

use crate::domain::AssetRef;
use crate::journal::{Body, Family, Record, State, Statement};
use crate::store::Ledger;

use super::failure::Failure;
use super::layout::columns;
use super::words;

/// The statements of an action of which there are readings, under a heading; nothing of another. So for all actions on an asset.
///
/// # Errors
/// The ledger cannot be read.
pub(super) fn of_entry(ledger: &Ledger, entry: u64) -> Result<String, Failure> {
    let state = ledger.state_of_entry(entry)?;
    block(ledger, state.concerned(entry))
}

/// The same for all actions on an asset.
///
/// # Errors
/// The ledger cannot be read.
pub(super) fn of_asset(ledger: &Ledger, state: &State, asset: &AssetRef) -> Result<String, Failure> {
    let records = state.family(asset).into_iter().flat_map(Family::records);
    block(ledger, records.filter(|record| record.voided.is_none() && record.step.target.asset() == asset))
}

fn block<'a>(ledger: &Ledger, records: impl IntoIterator<Item = &'a Record>) -> Result<String, Failure> {
    let mut rows = Vec::new();
    for record in records {
        let Some(statements) = &record.statements else { continue };
        for statement in statements.valid() {
            rows.push(row(ledger, statement, statement.entry == statements.adopted())?);
        }
    }
    // An action alone is no disagreement: every reading of it was voided.
    Ok(if rows.len() < 2 { String::new() } else { format!("\nreadings\n{}", columns(rows)) })
}

fn row(ledger: &Ledger, statement: &Statement, is_adopted: bool) -> Result<Vec<String>, Failure> {
    let stated = &statement.stated;
    let body = ledger.existing_entry(statement.latest)?.body;
    let (as_written, sources) = match &body {
        Body::Reading(reading) => (reading.as_written.clone(), vec![reading.source.to_string()]),
        body => body.act().map_or((None, Vec::new()), |act| {
            (act.as_written.clone(), act.sources.iter().map(ToString::to_string).collect())
        }),
    };
    Ok(vec![
        format!("entry {}", statement.latest),
        if is_adopted { "adopted".to_owned() } else { String::new() },
        stated.date.as_ref().map(ToString::to_string).unwrap_or_default(),
        stated.places.as_ref().map(words::places).unwrap_or_default(),
        stated.amount.map(words::amount).unwrap_or_default(),
        stated.value.map(|value| format!("valued at {}", words::amount(value))).unwrap_or_default(),
        stated.count.map(|count| count.to_string()).unwrap_or_default(),
        as_written.map(|words| format!("“{words}”")).unwrap_or_default(),
        sources.join("; "),
    ])
}
