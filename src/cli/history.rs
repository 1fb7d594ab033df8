//! `impound history`.

use serde::Serialize;

use crate::domain::AssetRef;
use crate::journal::{Effect, Entry, Family, Handle, Refusal, State, Status, rules};
use crate::store::{Error, Ledger, Mode};

use super::answer::Answer;
use super::failure::{Exit, Failure};
use super::layout::columns;
use super::near;
use super::recorded::recorded;
use super::session::Session;
use super::words;

/// Show every entry about an asset, in order, with what was corrected or voided
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  impound history coco:1")]
pub(super) struct History {
    /// The asset: coco:1, coco:1.2, or @REF for the one that the entry with --ref REF created
    #[arg(value_name = "ASSET")]
    asset: String,

    #[command(flatten)]
    answer: Answer,
}

/// Shows an asset's history.
///
/// # Errors
/// The asset was never in the ledger, or the ledger cannot be read.
pub(super) fn run(args: History, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let handle = Handle::parse(&args.asset)?;
    let ledger = session.open(Mode::Read)?;
    let state = ledger.state_of(&handle)?;
    let asset = match (once_there(&state, &handle), &handle) {
        (Ok(asset), _) => asset,
        (Err(_), Handle::Asset(asset)) if ledger.case(asset.case())?.is_none() => {
            return Err(near::no_case(&ledger, asset.case())?.into());
        }
        (Err(fault), _) => return Err(fault.into()),
    };
    let lines = lines(&ledger, &state, &asset)?;
    if args.answer.json {
        session.print(&words::json(&Object { asset: asset.to_string(), entries: lines }))?;
    } else {
        session.print_fitted(&text(lines))?;
    }
    Ok(Exit::Done)
}

/// A history as JSON.
#[derive(Serialize)]
struct Object {
    asset: String,
    entries: Vec<Line>,
}

/// An entry about an asset.
#[derive(Serialize)]
pub(super) struct Line {
    entry: u64,
    recorded_at: String,
    recorded_by: String,
    /// The login name, if different.
    #[serde(skip_serializing_if = "Option::is_none")]
    login: Option<String>,
    /// The asset concerned.
    asset: Option<String>,
    /// What became of it.
    status: Option<String>,
    /// What it says.
    records: String,
}

/// Every entry about an asset, one line each: number, when, who recorded it, what became of it, what it says.
pub(super) fn text(lines: Vec<Line>) -> String {
    let row = |line: Line| {
        let number = format!("entry {}", line.entry);
        let (asset, status) = (line.asset.unwrap_or_default(), line.status.unwrap_or_default());
        vec![number, line.recorded_at, line.recorded_by, asset, status, line.records]
    };
    columns(lines.into_iter().map(row).collect())
}

/// Every entry about an asset, in order.
///
/// # Errors
/// The ledger cannot be read.
pub(super) fn lines(ledger: &Ledger, state: &State, asset: &AssetRef) -> Result<Vec<Line>, Failure> {
    let mut numbers: Vec<u64> = Vec::new();
    for record in state.family(asset).into_iter().flat_map(|family| family.records()) {
        // Its history includes what was carved out of it, and the sale with which it began.
        let mut begun = record.step.begun();
        let item = |begun: &AssetRef| begun == asset || begun.parent().as_ref() == Some(asset);
        if record.step.target.asset() == asset || begun.any(item) {
            numbers.extend(record.entries());
            numbers.extend(&record.turns);
            numbers.extend(record.readings().iter().flat_map(|reading| reading.turns.iter().chain([&reading.entry])));
        }
    }
    numbers.extend(ledger.withholdings(&numbers)?);
    numbers.sort_unstable();
    let mut lines = Vec::new();
    for number in numbers {
        let missing = || Error::damaged(format!("there is no entry {number}, to which the ledger refers"));
        let entry = ledger.entry(number)?.ok_or_else(missing)?;
        lines.push(Line {
            entry: number,
            recorded_at: entry.stamp.recorded_at.clone(),
            recorded_by: entry.stamp.recorded_by.clone(),
            login: entry.stamp.login.clone(),
            asset: concerned(state, &entry).map(|asset| asset.to_string()),
            status: fate(state, number),
            records: said(&entry),
        });
    }
    Ok(lines)
}

/// What became of an entry's reading of an action, or of its statement by another source; `None` if it has neither, or
/// nothing became of it.
pub(super) fn fate(state: &State, entry: u64) -> Option<String> {
    if let Some(voided) = state.voided_saying(entry) {
        return voided.map(|by| format!("voided by entry {by}"));
    }
    let record = state.record(entry)?;
    Some(match record.status(entry) {
        Status::Current => Status::Current.as_str().to_owned(),
        Status::Voided => {
            record.voided.map_or_else(|| Status::Voided.as_str().to_owned(), |by| format!("voided by entry {by}"))
        }
        Status::Corrected => {
            let later = record.entries().find(|later| *later > entry);
            let adopts = |later| record.statements.as_ref().is_some_and(|statements| statements.is_adoption(later));
            match later {
                Some(later) if adopts(later) => format!("another adopted by entry {later}"),
                Some(later) => format!("corrected by entry {later}"),
                None => Status::Corrected.as_str().to_owned(),
            }
        }
    })
}

/// The asset that an entry concerns.
fn concerned(state: &State, entry: &Entry) -> Option<AssetRef> {
    let number = match entry.body.effect() {
        Effect::Turn { action, .. } => action,
        Effect::Reading { reads, .. } => reads,
        Effect::Withhold { of, .. } => of,
        _ => entry.number,
    };
    state.concerned(number).map(|record| record.step.target.asset().clone())
}

/// What an entry says, with the reason if it is a new reading of an action.
fn said(entry: &Entry) -> String {
    match (entry.body.effect(), entry.body.reason()) {
        (Effect::Act { .. }, Some(reason)) => format!("{} ({reason})", recorded(&entry.body)),
        _ => recorded(&entry.body),
    }
}

/// The asset that a handle names, even if the action with which it began was voided.
fn once_there(state: &State, handle: &Handle) -> Result<AssetRef, Refusal> {
    rules::find(state, handle).or_else(|missing| {
        let begun = |asset: &AssetRef| {
            let records = state.family(asset).into_iter().flat_map(Family::records);
            records
                .into_iter()
                .any(|record| record.step.target.asset() == asset || record.step.derived.as_ref() == Some(asset))
        };
        match handle {
            Handle::Asset(asset) if begun(asset) => Ok(asset.clone()),
            _ => Err(missing),
        }
    })
}
