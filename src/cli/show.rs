//! `impound show`.

use crate::domain::{AssetRef, CaseRef, Fault};
use crate::journal::personal::Withheld;
use crate::journal::shown::label;
use crate::journal::{Act, Attestation, Family, Form, Handle, Particular, Record, State, rules};
use crate::query::Source as _;
use crate::store::{Ledger, Mode};

use super::asset::Line;
use super::case_file::Glance;
use super::failure::{Exit, Failure};
use super::history;
use super::layout::{Sheet, columns};
use super::near;
use super::session::Session;
use super::shown::{self, Opened};
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

    /// Answer with one JSON object; of a case
    #[arg(long, conflicts_with_all = ["personal", "map"])]
    json: bool,
}

/// Shows what is asked for.
///
/// # Errors
/// It is not in the ledger, or the ledger cannot be read.
pub(super) fn run(args: Show, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let what = args.what.trim();
    let number = (!what.is_empty() && what.bytes().all(|b| b.is_ascii_digit())).then(|| what.parse::<u64>());
    let handle = what.starts_with('@') || AssetRef::parse(what).is_ok();
    let text = match number {
        Some(Ok(number)) if args.map => {
            let text = map(&session.open(Mode::Read)?, number)?;
            return session.print_as_it_is(&text).map(|()| Exit::Done);
        }
        _ if args.json && (number.is_some() || handle) => {
            let hint = "give a case's reference, or leave --json out";
            return Err(Failure::usage("--json is for a case, not for an entry or an asset", hint));
        }
        _ if args.map => {
            let hint = "give the number of the entry: `impound source show REF` names it";
            return Err(Failure::usage("--map applies only to an entry that says how a file was imported", hint));
        }
        Some(Ok(number)) => {
            let ledger = session.open(Mode::Read)?;
            entry(&ledger, number, args.personal)?
        }
        _ if handle => {
            let handle = Handle::parse(what)?;
            let ledger = session.open(Mode::Read)?;
            standing(&ledger, &handle, args.personal)?
        }
        _ => {
            // Digits fail to parse only if there are too many.
            if number.is_some() {
                return Err(Fault::new(format!("there is no entry {what}")).into());
            }
            let case = CaseRef::parse(what)?;
            return glance(&case, args.json, session);
        }
    };
    session.print_fitted(&text)?;
    Ok(Exit::Done)
}

/// Shows a case at one glance.
///
/// # Errors
/// It is not in the ledger, or the ledger cannot be read.
pub(super) fn glance(case: &CaseRef, json: bool, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let ledger = session.open(Mode::Read)?;
    let glance = Glance::at(&ledger, case)?;
    if json {
        session.print(&glance.json()?)?;
    } else {
        session.print_fitted(&glance.text(&ledger)?)?;
    }
    Ok(Exit::Done)
}

/// The map by which a file was imported, as an entry keeps it.
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

/// Where the entry is found that keeps a map.
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
    Ok(sheet.text())
}

/// An asset as it stands now, with its items and its entries.
fn standing(ledger: &Ledger, handle: &Handle, personal: bool) -> Result<String, Failure> {
    let state = ledger.state_of(handle)?;
    let reference = match (rules::find(&state, handle), handle) {
        (Ok(reference), _) => reference,
        (Err(_), Handle::Asset(asset)) if ledger.case(asset.case())?.is_none() => {
            return Err(near::no_case(ledger, asset.case())?.into());
        }
        (Err(fault), _) => return Err(fault.into()),
    };
    let standing = state.family(&reference).map(crate::journal::Family::standing);
    let found = standing.and_then(|standing| standing.asset(&reference).map(|asset| (asset, standing)));
    // `find` gives only what stands.
    let Some((found, standing)) = found else { return Ok(String::new()) };
    let mut sheet = Sheet::default();
    sheet.line("asset", &found.asset);
    sheet.line("case", &found.case);
    sheet.line_if("part of", found.part_of.as_ref());
    sheet.line_if("derived from", found.derived_from.as_ref());
    sheet.line("jurisdictions", words::places(&found.places));
    sheet.line_if("basis", found.basis);
    sheet.line("kind", found.kind);
    sheet.line("stage", found.stage);
    sheet.line("amount", Line::of(found, standing)?.amount_in_words());
    sheet.line_if("authority", found.authority.as_ref());
    sheet.line_if("custodian", found.custodian.as_ref());
    sheet.lines("may overlap", &found.may_overlap);
    described(&mut sheet, ledger, &state, &reference, personal)?;
    let mut text = sheet.text();
    let mut items = Vec::new();
    for item in standing.assets().iter().filter(|item| item.is_item_of(&reference)) {
        items.push(Line::of(item, standing)?.cells());
    }
    if !items.is_empty() {
        text.push_str(&format!("\nitems\n{}", columns(items)));
    }
    let looks = looks(ledger, &reference)?;
    if !looks.is_empty() {
        text.push_str(&format!("\nattestations\n{}", columns(looks)));
    }
    text.push_str(&format!("\nentries\n{}", history::text(ledger, &state, &reference)?));
    Ok(text)
}

/// All looks at an asset, the latest last.
fn looks(ledger: &Ledger, asset: &AssetRef) -> Result<Vec<Vec<String>>, Failure> {
    let mut looks: Vec<(u64, Attestation)> = Vec::new();
    ledger.snapshot()?.each_of_case(Some(asset.case()), u64::MAX, &mut |entry| {
        let look = entry.body.attestation().filter(|look| look.asset == *asset);
        looks.extend(look.map(|look| (entry.number, look.clone())));
        Ok(())
    })?;
    looks.sort_by_key(|(entry, look)| (look.at.day(), look.at.at(), *entry));
    let row = |(entry, look): (u64, Attestation)| {
        let block = look.at_block.map(|block| format!("block {block}")).unwrap_or_default();
        vec![format!("entry {entry}"), look.at.to_string(), words::amount(look.amount), look.how, block]
    };
    Ok(looks.into_iter().map(row).collect())
}

/// What the actions on an asset say of it and of the persons affected.
fn described(
    sheet: &mut Sheet,
    ledger: &Ledger,
    state: &State,
    reference: &AssetRef,
    personal: bool,
) -> Result<(), Failure> {
    let records = state.family(reference).into_iter().flat_map(Family::records);
    let records: Vec<&Record> = records.filter(|record| record.voided.is_none()).collect();
    // Whom what was sold concerns is concerned by its proceeds.
    let sold = records.iter().find(|record| record.step.derived.as_ref() == Some(reference));
    let sold = sold.map(|record| record.step.target.asset());
    let mut acts: Vec<Act> = Vec::new();
    for record in records.iter().filter(|record| [Some(reference), sold].contains(&Some(record.step.target.asset()))) {
        acts.extend(ledger.existing_entry(record.latest())?.body.act().cloned());
    }
    let opened = if personal { Opened::of(ledger, acts.iter().flat_map(Act::commitments))? } else { Opened::NOTHING };
    // What it is and whom it concerns may be said by several actions; the rest is told with each of them.
    let told = |particular: &Particular| {
        particular.is_personal() || (particular.is_of_the_asset() && particular.form() == Some(Form::Text))
    };
    for particular in Particular::kept().filter(told) {
        let of_all = particular == Particular::Subjects;
        let acts = acts.iter().filter(|act| of_all || act.target.asset() == reference);
        let said = acts.flat_map(|act| opened.lines(act.said(particular)));
        sheet.lines(label(particular), said);
    }
    Ok(())
}
