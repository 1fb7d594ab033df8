//! What a recording command answers: the entry, the asset, what was recorded, and the receipt.

use jiff::civil;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::domain::{Amount, Fault, date};
use crate::journal::{Act, Body, Frontier};
use crate::store::{Keep, Mode, Receipt, Request};

use super::failure::{Exit, Failure};
use super::particulars::Answering;
use super::session::Session;
use super::words;

/// The answer as JSON.
#[derive(Serialize)]
struct Object<'a> {
    entry: u64,
    asset: Option<String>,
    /// For a sale with proceeds: the item that holds them.
    #[serde(skip_serializing_if = "Option::is_none")]
    proceeds: Option<String>,
    hash: String,
    size: u64,
    root: String,
    repeated: bool,
    /// For a repetition: the entry that has since voided the action, or reinstated it.
    #[serde(skip_serializing_if = "Option::is_none")]
    undone_by: Option<u64>,
    /// For an erasure: the entries of other actions that hold the same data.
    #[serde(skip_serializing_if = "Option::is_none")]
    elsewhere: Option<&'a [u64]>,
    /// What the asset had, if the action certainly changes its amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dry_run: Option<&'a bool>,
    #[serde(flatten)]
    more: &'a Map<String, Value>,
}

/// What a command says beside the entry.
#[derive(Debug, Default)]
pub(super) struct More {
    /// Lines after that of the entry.
    pub(super) lines: String,
    /// Fields of the object.
    pub(super) fields: Map<String, Value>,
}

impl Answering {
    /// Whether what is recorded is kept.
    pub(super) fn keep(self) -> Keep {
        if self.dry_run { Keep::Nothing } else { Keep::Entry }
    }

    /// Records a request, and prints what was recorded.
    ///
    /// # Errors
    /// A rule refuses it, the file cannot be written, or it is not known who records.
    pub(super) fn record(self, session: &mut Session<'_>, request: Request) -> Result<Exit, Failure> {
        self.record_if(session, request, |_| Ok(()))
    }

    /// The same, if `may` allows it on this UTC day.
    ///
    /// # Errors
    /// As for [`Answering::record`], or `may` fails.
    pub(super) fn record_if(
        self,
        session: &mut Session<'_>,
        request: Request,
        may: impl FnOnce(civil::Date) -> Result<(), Fault>,
    ) -> Result<Exit, Failure> {
        let mut ledger = session.open(Mode::Write)?;
        let receipt = session.append_if(&mut ledger, request, self.keep(), may)?;
        self.give(session, &receipt)?;
        Ok(Exit::Done)
    }

    /// Prints what was recorded.
    ///
    /// # Errors
    /// The answer to a dry run cannot be printed.
    pub(super) fn give(self, session: &mut Session<'_>, receipt: &Receipt) -> Result<(), Failure> {
        self.give_more(session, receipt, &More::default())
    }

    /// The same with what the command says beside it.
    ///
    /// # Errors
    /// As for [`Answering::give`].
    pub(super) fn give_more(self, session: &mut Session<'_>, receipt: &Receipt, more: &More) -> Result<(), Failure> {
        if let Some(act) = receipt.entry.body.act() {
            warn_of_an_ended_currency(session, act);
        }
        let said = match (self.json, session.quiet) {
            (true, _) => self.object(receipt, &more.fields),
            (false, true) => return Ok(()),
            (false, false) => self.lines(receipt, &more.lines),
        };
        if self.dry_run {
            // Nothing was kept, so failing to print is a failure.
            session.print(&said)
        } else {
            session.announce(receipt, &said);
            Ok(())
        }
    }

    fn object(self, receipt: &Receipt, more: &Map<String, Value>) -> String {
        let object = Object {
            entry: receipt.entry.number,
            asset: receipt.asset.as_ref().map(ToString::to_string),
            proceeds: receipt.entry.body.act().and_then(|act| Some(act.derived_from.as_ref()?.item.to_string())),
            hash: receipt.digest.to_string(),
            size: receipt.head.size(),
            root: receipt.head.root().to_string(),
            repeated: receipt.repeated,
            undone_by: receipt.undone,
            elsewhere: receipt.entry.is_erasure().then_some(receipt.elsewhere.as_slice()),
            before: receipt.before.map(|before| before.to_string()),
            dry_run: Some(&self.dry_run).filter(|dry| **dry),
            more,
        };
        words::json(&object)
    }

    fn lines(self, receipt: &Receipt, more: &str) -> String {
        let number = receipt.entry.number;
        let first = match (self.dry_run, receipt.repeated) {
            (_, true) => {
                let undone = receipt.undone.map(|by| format!(", {} by entry {by}", undone(&receipt.entry.body)));
                format!("recorded already as entry {number}{}", undone.unwrap_or_default())
            }
            (true, false) => format!("would be entry {number}"),
            (false, false) => format!("entry {number}"),
        };
        let asset = receipt.asset.as_ref().map(|asset| format!("  {}", words::shown(&asset.to_string())));
        let (asset, mut body) = (asset.unwrap_or_default(), words::shown(&recorded(&receipt.entry.body)));
        if let Some(before) = receipt.before {
            body.push_str(&format!("; it amounted to {} before", words::amount(before)));
        }
        let last =
            if self.dry_run { "dry run: nothing was recorded\n".to_owned() } else { receipt_line(&receipt.head) };
        format!("{first}{asset}  {body}\n{more}{last}")
    }
}

/// What a later entry did to the action of an entry, or to its void.
fn undone(body: &Body) -> &'static str {
    match body {
        Body::Void(_) => "which was taken back",
        _ => "which was voided",
    }
}

/// The receipt, which its keeper can later compare with the ledger: the number of entries and the root of their tree.
pub(super) fn receipt_line(head: &Frontier) -> String {
    format!("receipt  {}, root {}\n", words::entries(head.size()), head.root())
}

/// What an entry records, in one line.
pub(super) fn recorded(body: &Body) -> String {
    body.told() + &body.act().map(words::action).unwrap_or_default()
}

/// Notes a currency that ended before the action. A source later than the money may well use it; it may also be a slip.
fn warn_of_an_ended_currency(session: &mut Session<'_>, act: &Act) {
    let unit = act.amount.and_then(Amount::unit);
    let Some((unit, ended)) = unit.and_then(|unit| unit.ended().map(|ended| (unit, ended))) else { return };
    if act.date.first().zip(date::day(ended).ok()).is_some_and(|(first, ended)| ended < first) {
        session.note(&format!("{unit} ended on {ended}, before this action on {}", act.date));
    }
}
