//! What sources state of an action, side by side, as `show` prints it.

use serde::Serialize;

use crate::domain::{Amount, AssetRef, Places};
use crate::journal::{Body, Family, Record, State, Statement};
use crate::store::Ledger;

use super::failure::Failure;
use super::layout::{columns, spoken};
use super::words;

/// What one source states of an action, as JSON with amounts in canonical text.
#[derive(Serialize)]
pub(super) struct Stated {
    entry: u64,
    adopted: bool,
    date: Option<String>,
    jurisdictions: Option<String>,
    amount: Option<String>,
    value: Option<String>,
    count: Option<String>,
    as_written: Option<String>,
    sources: Vec<String>,
    #[serde(skip)]
    cells: Vec<String>,
}

/// The statements of an action that has readings; otherwise none.
///
/// # Errors
/// The ledger cannot be read.
pub(super) fn of_entry(ledger: &Ledger, entry: u64) -> Result<Vec<Stated>, Failure> {
    let state = ledger.state_of_entry(entry)?;
    all(ledger, state.concerned(entry))
}

/// The same for all actions on an asset.
///
/// # Errors
/// The ledger cannot be read.
pub(super) fn of_asset(ledger: &Ledger, state: &State, asset: &AssetRef) -> Result<Vec<Stated>, Failure> {
    let records = state.family(asset).into_iter().flat_map(Family::records);
    all(ledger, records.filter(|record| record.voided.is_none() && record.step.target.asset() == asset))
}

/// Statements under a heading; empty without statements.
pub(super) fn block(statements: &[Stated]) -> String {
    let rows: Vec<_> = statements.iter().map(|stated| stated.cells.clone()).collect();
    if rows.is_empty() { String::new() } else { format!("\nreadings\n{}", columns(spoken(rows))) }
}

fn all<'a>(ledger: &Ledger, records: impl IntoIterator<Item = &'a Record>) -> Result<Vec<Stated>, Failure> {
    let mut found = Vec::new();
    for record in records {
        let Some(statements) = &record.statements else { continue };
        for statement in statements.valid() {
            found.push(one(ledger, statement, statement.entry == statements.adopted())?);
        }
    }
    // A single statement is not a disagreement: every other reading was voided.
    Ok(if found.len() < 2 { Vec::new() } else { found })
}

fn one(ledger: &Ledger, statement: &Statement, adopted: bool) -> Result<Stated, Failure> {
    let stated = &statement.stated;
    let body = ledger.existing_entry(statement.latest)?.body;
    let (as_written, sources) = match &body {
        Body::Reading(reading) => (reading.as_written.clone(), vec![reading.source.to_string()]),
        body => body.act().map_or((None, Vec::new()), |act| {
            (act.as_written.clone(), act.sources.iter().map(ToString::to_string).collect())
        }),
    };
    let date = stated.date.as_ref().map(ToString::to_string);
    let count = stated.count.map(|count| count.to_string());
    let cells = vec![
        format!("entry {}", statement.latest),
        if adopted { "adopted".to_owned() } else { String::new() },
        date.clone().unwrap_or_default(),
        stated.places.as_ref().map(words::places).unwrap_or_default(),
        stated.amount.map(words::amount).unwrap_or_default(),
        stated.value.map(|value| format!("valued at {}", words::amount(value))).unwrap_or_default(),
        count.clone().unwrap_or_default(),
        as_written.as_ref().map(|words| format!("“{words}”")).unwrap_or_default(),
        sources.join("; "),
    ];
    Ok(Stated {
        entry: statement.latest,
        adopted,
        date,
        jurisdictions: stated.places.as_ref().map(Places::codes),
        amount: stated.amount.as_ref().map(Amount::to_string),
        value: stated.value.as_ref().map(Amount::to_string),
        count,
        as_written,
        sources,
        cells,
    })
}
