//! `impound show`.

use crate::domain::{AssetRef, CaseRef, Fault};
use crate::journal::personal::Withheld;
use crate::journal::{
    Act, Body, Disclosure, Edit, Entry, Family, Form, Handle, Particular, Record, Said, SealedIdentifier,
    SealedSubject, State, Target, rules,
};
use crate::store::{Ledger, Mode};

use super::asset;
use super::case;
use super::failure::{Exit, Failure};
use super::history;
use super::layout::{Sheet, columns};
use super::near;
use super::session::Session;
use super::source;
use super::words;

/// Show an entry, an asset or a case
///
/// An entry is shown with all that it says and what became of it; an asset as it stands now, with its items and its
/// entries; a case with its assets.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  impound show 12
  impound show coco:1 --personal
  impound show 9 --map > agency.toml
  impound show coco")]
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
        _ if args.map => {
            let hint = "give the number of the entry: impound source show REF names it";
            return Err(Failure::usage("--map is of an entry that says how a file was imported", hint));
        }
        Some(Ok(number)) => {
            let ledger = session.open(Mode::Read)?;
            entry(&ledger, number, &Opened::read(&ledger, args.personal)?)?
        }
        _ if handle => {
            let handle = Handle::parse(what)?;
            let ledger = session.open(Mode::Read)?;
            standing(&ledger, &handle, &Opened::read(&ledger, args.personal)?)?
        }
        _ => {
            // Digits that are no number are too many for one.
            if number.is_some() {
                return Err(Fault::new(format!("there is no entry {what}")).into());
            }
            let case = CaseRef::parse(what)?;
            case::text(&session.open(Mode::Read)?, &case)?
        }
    };
    session.print_fitted(&text)?;
    Ok(Exit::Done)
}

/// The map by which a file was imported, as an entry keeps it.
fn map(ledger: &Ledger, number: u64) -> Result<String, Failure> {
    let (Body::Source(file) | Body::SourceEdit(Edit { file, .. })) = ledger.existing_entry(number)?.body else {
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
const WHICH: &str = "impound source show REF names the entry that keeps the map, if there was one";

/// The personal data that may be shown, if any may be.
struct Opened(Option<Disclosure>);

/// What stands for a datum where none may be shown.
const PERSONAL: &str = "[personal]";

impl Opened {
    fn read(ledger: &Ledger, personal: bool) -> Result<Opened, Failure> {
        Ok(Opened(personal.then(|| ledger.disclosure()).transpose()?))
    }

    /// What an action says of a particular, each value on a line.
    fn lines(&self, act: &Act, particular: Particular) -> Vec<String> {
        match act.said(particular) {
            Said::Nothing => Vec::new(),
            Said::Text(text) => vec![text.to_owned()],
            Said::Word(word) => vec![word.to_owned()],
            Said::Date(date) => vec![date.to_string()],
            Said::Places(places) => vec![words::places(places)],
            Said::Amount(amount) => vec![words::amount(amount)],
            Said::Assets(assets) => assets.iter().map(ToString::to_string).collect(),
            Said::Sources(sources) => sources.iter().map(ToString::to_string).collect(),
            Said::Identifiers(identifiers) => identifiers.iter().map(|sealed| self.identifier(sealed)).collect(),
            Said::Subjects(subjects) => subjects.iter().map(|sealed| self.subject(sealed)).collect(),
        }
    }

    fn identifier(&self, sealed: &SealedIdentifier) -> String {
        match &self.0 {
            None => format!("{}: {PERSONAL}", sealed.scheme),
            Some(disclosure) => disclosure.identifier(sealed),
        }
    }

    fn subject(&self, sealed: &SealedSubject) -> String {
        let role = sealed.role.map(|role| format!("{role}: ")).unwrap_or_default();
        let name = self.0.as_ref().map_or_else(|| PERSONAL.to_owned(), |disclosure| disclosure.name(sealed));
        format!("{role}{name}")
    }
}

/// All that an entry says, and what became of it.
fn entry(ledger: &Ledger, number: u64, opened: &Opened) -> Result<String, Failure> {
    let entry = ledger.existing_entry(number)?;
    let mut sheet = Sheet::default();
    sheet.line("entry", number);
    sheet.line("recorded", words::recorded(&entry.stamp));
    sheet.line_if("clock", entry.stamp.clock.as_ref().map(|clock| format!("{clock}, earlier than the entry before")));
    body(&mut sheet, ledger, &entry, opened)?;
    sheet.line_if("ref", entry.reference.as_ref());
    sheet.line("digest", ledger.digest(&entry)?);
    Ok(sheet.text())
}

fn body(sheet: &mut Sheet, ledger: &Ledger, entry: &Entry, opened: &Opened) -> Result<(), Failure> {
    match &entry.body {
        Body::Genesis(genesis) => {
            sheet.line("records", "a ledger begun");
            sheet.line("ledger", genesis.ledger);
            sheet.line("name", &genesis.name);
            sheet.line("program", &genesis.program);
        }
        Body::Case(case) => {
            sheet.line("records", "a case opened");
            case::describe(sheet, case);
        }
        Body::CaseEdit(edit) => {
            sheet.line("records", "a case edited");
            edited(sheet, edit);
            case::describe(sheet, &edit.file);
        }
        Body::Source(source) => {
            sheet.line("records", "a source added");
            source::describe(sheet, ledger, entry.number, source)?;
        }
        Body::SourceEdit(edit) => {
            sheet.line("records", "a source edited");
            edited(sheet, edit);
            source::describe(sheet, ledger, entry.number, &edit.file)?;
        }
        Body::Act(act) => {
            sheet.line_if("status", history::fate(&ledger.state_of_entry(entry.number)?, entry.number));
            action(sheet, act, opened);
        }
        Body::Correction { corrects, reason, act } => {
            sheet.line_if("status", history::fate(&ledger.state_of_entry(entry.number)?, entry.number));
            sheet.line("corrects", format!("entry {corrects}"));
            sheet.line("reason", reason);
            action(sheet, act, opened);
        }
        Body::Void { voids, reason } => {
            let state = ledger.state_of_entry(*voids)?;
            sheet.line("voids", format!("entry {voids}"));
            sheet.line_if("asset", history::concerned(&state, entry));
            sheet.line("reason", reason);
        }
        Body::Reinstatement { reinstates, reason } => {
            let state = ledger.state_of_entry(*reinstates)?;
            sheet.line("reinstates", format!("entry {reinstates}"));
            sheet.line_if("asset", history::concerned(&state, entry));
            sheet.line("reason", reason);
        }
        Body::Withholding(withholding) => {
            let state = ledger.state_of_entry(withholding.of)?;
            let (count, of) = (withholding.commitments.len(), withholding.of);
            sheet.line(withholding.handling.verb(), format!("{count} personal data of entry {of}"));
            sheet.line_if("asset", history::concerned(&state, entry));
            sheet.line("reason", &withholding.reason);
            sheet.line_if("authority", withholding.authority.as_ref());
            sheet.lines("commitments", &withholding.commitments);
        }
    }
    Ok(())
}

fn edited<T>(sheet: &mut Sheet, edit: &Edit<T>) {
    sheet.line("edits", format!("entry {}", edit.edits));
    sheet.line_if("reason", edit.reason.as_ref());
}

fn action(sheet: &mut Sheet, act: &Act, opened: &Opened) {
    sheet.line("action", act.action);
    sheet.line("asset", act.target.asset());
    if let Target::Item { part_of, case, .. } = &act.target {
        sheet.line("part of", part_of);
        sheet.line_if("case", case.as_ref());
    }
    sheet.line("date", &act.date);
    for particular in Particular::kept() {
        sheet.lines(label(particular), opened.lines(act, particular));
    }
}

/// What stands before the lines of a particular.
fn label(particular: Particular) -> String {
    particular.as_str().replace('_', " ")
}

/// An asset as it stands now, with its items and its entries.
fn standing(ledger: &Ledger, handle: &Handle, opened: &Opened) -> Result<String, Failure> {
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
    sheet.line("jurisdictions", words::places(&found.places));
    sheet.line_if("basis", found.basis);
    sheet.line("kind", found.kind);
    sheet.line("stage", found.stage);
    sheet.line("amount", asset::amount(found, standing)?);
    sheet.line_if("authority", found.authority.as_ref());
    sheet.lines("may overlap", &found.may_overlap);
    described(&mut sheet, ledger, &state, &reference, opened)?;
    let mut text = sheet.text();
    let mut items = Vec::new();
    for item in standing.assets().iter().filter(|item| item.part_of.as_ref() == Some(&reference)) {
        items.push(asset::row(item, standing)?);
    }
    if !items.is_empty() {
        text.push_str(&format!("\nitems\n{}", columns(items)));
    }
    text.push_str(&format!("\nentries\n{}", history::text(ledger, &state, &reference)?));
    Ok(text)
}

/// What the actions on an asset say of it and of the persons affected.
fn described(
    sheet: &mut Sheet,
    ledger: &Ledger,
    state: &State,
    reference: &AssetRef,
    opened: &Opened,
) -> Result<(), Failure> {
    let records = state.family(reference).into_iter().flat_map(Family::records);
    let records = records.filter(|record| record.voided.is_none() && record.step.target.asset() == reference);
    let mut acts: Vec<Act> = Vec::new();
    for entry in records.map(Record::latest) {
        if let Body::Act(act) | Body::Correction { act, .. } = ledger.existing_entry(entry)?.body {
            acts.push(act);
        }
    }
    // What it is and whom it concerns may be said by several actions; the rest is told with each of them.
    let told = |particular: &Particular| {
        particular.is_personal() || (particular.is_of_the_asset() && particular.form() == Some(Form::Text))
    };
    for particular in Particular::kept().filter(told) {
        sheet.lines(label(particular), acts.iter().flat_map(|act| opened.lines(act, particular)));
    }
    Ok(())
}
