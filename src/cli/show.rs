//! `impound show`.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::domain::{AssetRef, Basis, CaseRef, Fault};
use crate::journal::personal::Withheld;
use crate::journal::shown::label;
use crate::journal::{
    Act, Attestation, Effect, Entry, Family, Form, Handle, Particular, Record, Refusal, State, codec, rules,
};
use crate::query;
use crate::store::{Ledger, Mode};

use super::asset::{self, Line};
use super::case_file::Glance;
use super::convert::Conversion;
use super::failure::{Exit, Failure};
use super::history;
use super::layout::{Sheet, columns, spoken};
use super::near;
use super::session::Session;
use super::shown::{self, Opened};
use super::statements::{self, Stated};
use super::words;

/// Show an entry, an asset or a case
///
/// An entry is shown with all that it says and what became of it; an asset with its present state, items and entries; a
/// case at a glance: authorities, offences, events, claims, assets, and their totals by currency and stage.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  impound show 12
  impound show coco:1 --personal
  impound show 9 --map > agency.toml
  impound show coco
  impound show coco --json")]
pub(super) struct Show {
    /// An entry's number, an asset's reference (coco:1, or @REF) or a case's (coco)
    #[arg(value_name = "ENTRY|ASSET|CASE")]
    what: String,

    /// Show names and identifiers too
    #[arg(long)]
    personal: bool,

    /// Print the map by which an entry's file was imported, byte for byte, and nothing else
    #[arg(long, conflicts_with = "personal")]
    map: bool,

    /// Answer with one JSON object
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    conversion: Conversion,
}

/// Shows what is asked for.
///
/// # Errors
/// It is not in the ledger, or the ledger cannot be read.
pub(super) fn run(args: Show, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let what = args.what.trim();
    let number = (!what.is_empty() && what.bytes().all(|b| b.is_ascii_digit())).then(|| what.parse::<u64>());
    let is_case = number.is_none() && !what.starts_with('@') && AssetRef::parse(what).is_err();
    if args.conversion.is_asked() && !is_case {
        let hint = "`impound report holdings --convert CUR` converts what is held";
        return Err(Failure::usage("--convert is for the totals of a case", hint));
    }
    let handle = what.starts_with('@') || AssetRef::parse(what).is_ok();
    let text = match number {
        Some(Ok(number)) if args.map => {
            let map = map(&session.open(Mode::Read)?, number)?;
            return match args.json {
                true => session.print(&words::json(&MapText { entry: number, map })),
                false => session.print_as_it_is(&map),
            }
            .map(|()| Exit::Done);
        }
        _ if args.map => {
            let hint = "give the number of the entry: `impound source show REF` names it";
            return Err(Failure::usage("--map applies only to an entry that says how a file was imported", hint));
        }
        Some(Ok(number)) => {
            let ledger = session.open(Mode::Read)?;
            if args.json {
                return session.print(&object(&ledger, number, args.personal)?).map(|()| Exit::Done);
            }
            entry(&ledger, number, args.personal)?
        }
        _ if handle => {
            let handle = Handle::parse(what)?;
            let ledger = session.open(Mode::Read)?;
            let standing = Standpoint::at(&ledger, &handle, args.personal)?;
            if args.json {
                return session.print(&words::json(&standing.object())).map(|()| Exit::Done);
            }
            standing.text()
        }
        _ => {
            // Digits fail to parse only if there are too many.
            if number.is_some() {
                return Err(Fault::new(format!("there is no entry {what}")).into());
            }
            let case = CaseRef::parse(what)?;
            return glance(&case, (args.json, &args.conversion), session);
        }
    };
    session.print_fitted(&text)?;
    Ok(Exit::Done)
}

/// Shows a case at a glance.
///
/// # Errors
/// It is not in the ledger, or the ledger cannot be read.
pub(super) fn glance(
    case: &CaseRef,
    (json, conversion): (bool, &Conversion),
    session: &mut Session<'_>,
) -> Result<Exit, Failure> {
    let convert = conversion.read()?;
    let ledger = session.open(Mode::Read)?;
    let glance = Glance::at(&ledger, case, convert)?;
    if json {
        session.print(&glance.json()?)?;
    } else {
        session.print_fitted(&glance.text(&ledger)?)?;
    }
    Ok(Exit::Done)
}

/// The map that imported a file, as an entry keeps it.
fn map(ledger: &Ledger, number: u64) -> Result<String, Failure> {
    let entry = ledger.existing_entry(number)?;
    let Some(file) = entry.body.source_file() else {
        return Err(Fault::new(format!("entry {number} does not say how a file was imported")).hint(WHICH).into());
    };
    let Some(map) = file.map() else {
        return Err(Fault::new(format!("entry {number} keeps no map")).hint(WHICH).into());
    };
    let withheld = |withheld: Withheld| {
        let fault = Fault::new(format!("the map of entry {number} is not shown: {withheld}"));
        fault.hint(format!("its SHA-256 is {}", map.digest)).into()
    };
    ledger.datum(map.commitment)?.map_err(withheld)
}

/// A map as JSON.
#[derive(Serialize)]
struct MapText {
    entry: u64,
    map: String,
}

/// Where to find the entry that keeps a map.
const WHICH: &str = "`impound source show REF` names the entry that keeps the map, if there was one";

/// All that an entry says, and what became of it.
fn entry(ledger: &Ledger, number: u64, personal: bool) -> Result<String, Failure> {
    let entry = ledger.existing_entry(number)?;
    let held = entry.body.commitments().into_iter().map(|(commitment, _)| commitment);
    let opened = if personal { Opened::of(ledger, held)? } else { Opened::NOTHING };
    let mut sheet = Sheet::default();
    sheet.line("entry", number);
    sheet.line("recorded", words::recorded(&entry.stamp));
    sheet.line_if("clock", entry.stamp.clock.as_ref().map(|clock| format!("{clock}, earlier than the entry before")));
    shown::lay(&mut sheet, entry.body.shown(), ledger, number, &opened)?;
    sheet.line_if("ref", entry.reference.as_ref());
    sheet.line("digest", ledger.digest(&entry)?);
    Ok(sheet.text() + &statements::block(&readings(ledger, &entry)?))
}

/// What sources state of the action that an entry is about, if there are several.
fn readings(ledger: &Ledger, entry: &Entry) -> Result<Vec<Stated>, Failure> {
    match entry.body.effect() {
        Effect::Act { .. } | Effect::Reading { .. } => statements::of_entry(ledger, entry.number),
        _ => Ok(Vec::new()),
    }
}

/// All that an entry says, as its bytes have it, with what became of it.
fn object(ledger: &Ledger, number: u64, personal: bool) -> Result<String, Failure> {
    let entry = ledger.existing_entry(number)?;
    let broken = |error: serde_json::Error| Fault::new(format!("entry {number} is not JSON: {error}"));
    let mut opened = Sheet::default();
    if personal && let Some(act) = entry.body.act() {
        let data = Opened::of(ledger, act.commitments())?;
        for particular in Particular::kept().filter(|particular| particular.is_personal()) {
            opened.lines(particular.as_str(), data.lines(act.said(particular)));
        }
    }
    Ok(words::json(&Told {
        entry: number,
        status: history::fate(&ledger.state_of_entry(number)?, number),
        digest: ledger.digest(&entry)?.to_string(),
        content: serde_json::from_slice(&codec::encode(&entry)?).map_err(broken)?,
        readings: readings(ledger, &entry)?,
        personal: personal.then(|| opened.object()),
    }))
}

/// An entry as JSON.
#[derive(Serialize)]
struct Told {
    entry: u64,
    /// What became of the action that it records.
    status: Option<String>,
    digest: String,
    /// The entry itself.
    content: Value,
    readings: Vec<Stated>,
    #[serde(skip_serializing_if = "Option::is_none")]
    personal: Option<Map<String, Value>>,
}

/// The present state of an asset, with its items and its entries.
struct Standpoint {
    line: Line,
    case: String,
    part_of: Option<String>,
    derived_from: Option<String>,
    basis: Option<&'static str>,
    authority: Option<String>,
    custodian: Option<String>,
    may_overlap: Vec<String>,
    /// What its actions say about it and about the persons affected.
    described: Sheet,
    items: Vec<Line>,
    attestations: Vec<Look>,
    readings: Vec<Stated>,
    entries: Vec<history::Line>,
}

/// What was there when somebody looked.
#[derive(Serialize)]
struct Look {
    entry: u64,
    on: String,
    /// In canonical text.
    amount: String,
    how: String,
    at_block: Option<u64>,
    #[serde(skip)]
    in_words: String,
}

impl Look {
    fn of(entry: u64, look: Attestation) -> Look {
        let (on, amount, in_words) = (look.at.to_string(), look.amount.to_string(), words::amount(look.amount));
        Look { entry, on, amount, how: look.how, at_block: look.at_block, in_words }
    }

    fn cells(&self) -> Vec<String> {
        let block = self.at_block.map(|block| format!("block {block}")).unwrap_or_default();
        vec![format!("entry {}", self.entry), self.on.clone(), self.in_words.clone(), self.how.clone(), block]
    }
}

/// The same as JSON.
#[derive(Serialize)]
struct Object {
    #[serde(flatten)]
    asset: asset::Object,
    case: String,
    part_of: Option<String>,
    derived_from: Option<String>,
    basis: Option<&'static str>,
    authority: Option<String>,
    custodian: Option<String>,
    may_overlap: Vec<String>,
    #[serde(flatten)]
    described: Map<String, Value>,
    items: Vec<asset::Object>,
    attestations: Vec<Look>,
    readings: Vec<Stated>,
    entries: Vec<history::Line>,
}

impl Standpoint {
    /// Looks at an asset.
    ///
    /// # Errors
    /// It is not in the ledger, or the ledger cannot be read.
    fn at(ledger: &Ledger, handle: &Handle, personal: bool) -> Result<Standpoint, Failure> {
        let state = ledger.state_of(handle)?;
        let reference = match (rules::find(&state, handle), handle) {
            (Ok(reference), _) => reference,
            (Err(_), Handle::Asset(asset)) if ledger.case(asset.case())?.is_none() => {
                return Err(near::no_case(ledger, asset.case())?.into());
            }
            (Err(fault), _) => return Err(fault.into()),
        };
        let standing = state.family(&reference).map(Family::standing);
        let found = standing.and_then(|standing| standing.asset(&reference).map(|asset| (asset, standing)));
        // `find` gives only assets that still count.
        let (found, standing) = found.ok_or_else(|| Refusal::NoAsset(reference.clone()))?;
        let items = standing.assets().iter().filter(|item| item.is_item_of(&reference));
        Ok(Standpoint {
            line: Line::of(found, standing)?,
            case: found.case.to_string(),
            part_of: found.part_of.as_ref().map(ToString::to_string),
            derived_from: found.derived_from.as_ref().map(ToString::to_string),
            basis: found.basis.map(Basis::as_str),
            authority: found.authority.clone(),
            custodian: found.custodian.clone(),
            may_overlap: found.may_overlap.iter().map(ToString::to_string).collect(),
            described: described(ledger, &state, &reference, personal)?,
            items: items.map(|item| Line::of(item, standing)).collect::<Result<_, _>>()?,
            attestations: looks(ledger, &reference)?,
            readings: statements::of_asset(ledger, &state, &reference)?,
            entries: history::lines(ledger, &state, &reference)?,
        })
    }

    fn text(self) -> String {
        let mut sheet = Sheet::default();
        sheet.line("asset", &self.line.asset);
        sheet.line("case", &self.case);
        sheet.line_if("part of", self.part_of);
        sheet.line_if("derived from", self.derived_from);
        sheet.line("jurisdictions", words::places(&self.line.places));
        sheet.line_if("basis", self.basis);
        sheet.line("kind", self.line.kind);
        sheet.line("stage", self.line.stage);
        sheet.line("amount", self.line.amount_in_words());
        sheet.line_if("value", self.line.value_in_words());
        sheet.line_if("count", self.line.count_in_words());
        sheet.line_if("until", self.line.until.as_ref());
        sheet.line_if("authority", self.authority);
        sheet.line_if("custodian", self.custodian);
        sheet.lines("may overlap", &self.may_overlap);
        sheet.append(self.described);
        let mut text = sheet.text();
        if !self.items.is_empty() {
            text.push_str(&format!("\nitems\n{}", columns(spoken(self.items.iter().map(Line::cells).collect()))));
        }
        if !self.attestations.is_empty() {
            let rows = self.attestations.iter().map(Look::cells).collect();
            text.push_str(&format!("\nattestations\n{}", columns(rows)));
        }
        text.push_str(&statements::block(&self.readings));
        text.push_str(&format!("\nentries\n{}", history::text(self.entries)));
        text
    }

    fn object(self) -> Object {
        Object {
            asset: self.line.object(),
            case: self.case,
            part_of: self.part_of,
            derived_from: self.derived_from,
            basis: self.basis,
            authority: self.authority,
            custodian: self.custodian,
            may_overlap: self.may_overlap,
            described: self.described.object(),
            items: self.items.iter().map(Line::object).collect(),
            attestations: self.attestations,
            readings: self.readings,
            entries: self.entries,
        }
    }
}

/// All looks at an asset, the oldest first.
fn looks(ledger: &Ledger, asset: &AssetRef) -> Result<Vec<Look>, Failure> {
    let mut looks: Vec<(u64, Attestation)> = Vec::new();
    for (entry, _) in query::asserted(&ledger.snapshot()?, Some(asset.case()), u64::MAX)? {
        let look = entry.body.attestation().filter(|look| look.asset == *asset);
        looks.extend(look.map(|look| (entry.number, look.clone())));
    }
    looks.sort_by_key(|(entry, look)| (look.at.day(), look.at.at(), *entry));
    Ok(looks.into_iter().map(|(entry, look)| Look::of(entry, look)).collect())
}

/// What the actions on an asset say about it and about the persons affected.
fn described(ledger: &Ledger, state: &State, reference: &AssetRef, personal: bool) -> Result<Sheet, Failure> {
    let mut sheet = Sheet::default();
    let records = state.family(reference).into_iter().flat_map(Family::records);
    let records: Vec<&Record> = records.filter(|record| record.voided.is_none()).collect();
    // Proceeds concern the same persons as the asset that was sold.
    let sold = records.iter().find(|record| record.step.derived.as_ref() == Some(reference));
    let sold = sold.map(|record| record.step.target.asset());
    let mut acts: Vec<Act> = Vec::new();
    for record in records.iter().filter(|record| [Some(reference), sold].contains(&Some(record.step.target.asset()))) {
        acts.extend(ledger.existing_entry(record.latest())?.body.act().cloned());
    }
    let opened = if personal { Opened::of(ledger, acts.iter().flat_map(Act::commitments))? } else { Opened::NOTHING };
    // Several actions may say what it is and whom it concerns; everything else is shown with the action itself.
    let told = |particular: &Particular| {
        particular.is_personal() || (particular.is_of_the_asset() && particular.form() == Some(Form::Text))
    };
    for particular in Particular::kept().filter(told) {
        let of_all = particular == Particular::Subjects;
        let acts = acts.iter().filter(|act| of_all || act.target.asset() == reference);
        let said = acts.flat_map(|act| opened.lines(act.said(particular)));
        sheet.lines(label(particular), said);
    }
    Ok(sheet)
}
