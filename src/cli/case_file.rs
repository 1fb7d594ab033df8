//! A case at a glance: its particulars, events, claims, assets and totals.

use serde::Serialize;
use serde_json::Value;

use crate::domain::{Amount, CaseRef, Date, Jurisdiction, Unit};
use crate::journal::{CaseEvent, CaseFile, Claim};
use crate::query::{self, Convert, Query, Report};
use crate::render::{self, Format, Options};
use crate::report::document::{Cell, Section};
use crate::report::{Document, Scope, dimension};
use crate::store::{Ledger, Particulars};

use super::asked::no_answer;
use super::asset::{self, Line};
use super::failure::Failure;
use super::layout::{Sheet, columns, spoken};
use super::near;
use super::shown::{self, Opened};
use super::words;

/// Everything known about a case.
pub(super) struct Glance {
    known: Particulars<CaseFile>,
    events: Vec<(u64, CaseEvent)>,
    /// The claims, each with whether it is adopted.
    claims: Vec<(u64, Claim, bool)>,
    assets: Vec<Line>,
    /// The claims and the totals as the reports have them.
    reports: [Document; 2],
}

impl Glance {
    /// Looks at a case.
    ///
    /// # Errors
    /// The case is not in the ledger, or the ledger cannot be read.
    pub(super) fn at(ledger: &Ledger, case: &CaseRef, convert: Option<Convert>) -> Result<Glance, Failure> {
        let Some(known) = ledger.case(case)? else { return Err(near::no_case(ledger, case)?.into()) };
        let state = ledger.snapshot()?;
        let (mut events, mut claims) = (Vec::new(), Vec::new());
        for (entry, is_adopted) in query::asserted(&state, Some(case), u64::MAX)? {
            events.extend(entry.body.case_event().map(|event| (entry.number, event.clone())));
            claims.extend(entry.body.claim().map(|claim| (entry.number, claim.clone(), is_adopted)));
        }
        // Events in the order in which they happened; claims about the same thing together.
        events.sort_by_key(|(entry, event)| (event.date.last(), *entry));
        claims.sort_by(|(entry, one, _), (other, another, _)| (&one.about, entry).cmp(&(&another.about, other)));
        let by = dimension::parse_list("currency,stage", dimension::OF_STOCK)?;
        let scope = Scope { case: Some(case.clone()), ..Scope::default() };
        let told = Query { scope, ..Query::default() };
        let held = Query { by, convert, ..told.clone() };
        let asked = query::known(&state, &held)?;
        let report = |report, query| query::document(&state, report, query, &asked).map_err(no_answer);
        let reports = [report(Report::Claims, &told)?, report(Report::Holdings, &held)?];
        Ok(Glance { known, events, claims, assets: asset::lines(&state, Some(case))?, reports })
    }

    /// As text for a person.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub(super) fn text(&self, ledger: &Ledger) -> Result<String, Failure> {
        let mut sheet = Sheet::default();
        shown::lay(&mut sheet, self.known.file.shown(), ledger, self.known.latest, &Opened::NOTHING)?;
        sheet.line("entry", self.known.entry);
        sheet.lines("edited", ledger.edits(self.known.latest)?.iter().map(words::edit));
        let events = self.events.iter().map(|(entry, event)| {
            let sources: Vec<String> = event.sources.iter().map(ToString::to_string).collect();
            vec![event.date.to_string(), event.what.clone(), sources.join("; "), format!("entry {entry}")]
        });
        let claims = self.claims.iter().map(|(entry, claim, is_adopted)| {
            let (on, adopted) = (format!("on {}", claim.date), if *is_adopted { ", adopted" } else { "" });
            vec![claim.about.clone(), claim.said(), on, claim.source.to_string(), format!("entry {entry}{adopted}")]
        });
        let mut text = sheet.text();
        for (heading, rows) in [("events", events.collect()), ("claims", claims.collect())] {
            text.push_str(&block(heading, rows));
        }
        if self.assets.is_empty() {
            text.push_str("\nno assets\n");
        }
        text.push_str(&block("assets", spoken(self.assets.iter().map(Line::cells).collect())));
        text.push_str(&block("totals", totals(&self.reports[1])));
        Ok(text)
    }

    /// As one JSON object.
    ///
    /// # Errors
    /// None: its types always serialize.
    pub(super) fn json(&self) -> Result<String, Failure> {
        let file = &self.known.file;
        let [claims, totals] = &self.reports;
        Ok(words::json(&Object {
            case: file.case.as_str(),
            title: &file.title,
            lead: file.lead.map(Jurisdiction::code),
            authorities: file.authorities.iter().map(Authority::of).collect(),
            opened: file.opened.as_ref().map(Date::text),
            offences: file.offences.iter().map(Offence::of).collect(),
            note: file.note.as_deref(),
            entry: self.known.entry,
            latest: self.known.latest,
            events: self.events.iter().map(Event::of).collect(),
            claims: rows(claims)?,
            assets: self.assets.iter().map(Line::object).collect(),
            totals: rows(totals)?,
        }))
    }
}

/// Rows under a heading; empty without rows.
fn block(heading: &str, rows: Vec<Vec<String>>) -> String {
    if rows.is_empty() { String::new() } else { format!("\n{heading}\n{}", columns(rows)) }
}

/// What is held: one row for each currency and stage.
fn totals(holdings: &Document) -> Vec<Vec<String>> {
    let Some(Section::Grid(grid)) = holdings.sections().first() else { return Vec::new() };
    let names = grid.frame().field_names();
    let row = |row: &Vec<Cell>| {
        let cell = |name: &str| names.iter().position(|known| known == name).and_then(|at| row.get(at));
        let code = |name| match cell(name) {
            Some(Cell::Code(code)) => code.as_str(),
            _ => "",
        };
        let count = |name| match cell(name) {
            Some(Cell::Count(count)) => *count,
            _ => 0,
        };
        let assets = words::counted(count("assets"), "asset", "assets");
        let (stated, unstated) = (count("exact") + count("bounded"), count("unstated"));
        let unit = Unit::parse(code("currency")).ok();
        let amount = match (row.last(), unit) {
            (Some(Cell::Bounds { bounds, .. }), Some(unit)) if stated > 0 => {
                words::amount(Amount::Stated(unit, **bounds))
            }
            _ if unstated > 0 => words::amount(Amount::Unstated(unit)),
            _ => words::amount(Amount::NonValued),
        };
        let apart = |count, what: &str, other: bool| (count > 0 && other).then(|| format!("{count} {what}"));
        let others = [
            apart(unstated, "not stated", stated > 0),
            apart(count("non_valued"), "non-valued", stated + unstated > 0),
            apart(count("unconverted"), "not converted", true),
        ];
        let others: Vec<String> = others.into_iter().flatten().collect();
        vec![code("stage").to_owned(), assets, amount, others.join(", ")]
    };
    grid.rows().iter().filter(|cells| !cells.is_empty()).map(row).collect()
}

/// The rows of a report, as its JSON has them.
fn rows(document: &Document) -> Result<Value, Failure> {
    let mut json = Vec::new();
    let failed = |error: std::io::Error| Failure::output(&error);
    render::write(document, Format::Json, Options::default(), &mut json).map_err(failed)?;
    let mut report: Value = serde_json::from_slice(&json).map_err(|error| failed(error.into()))?;
    Ok(report["rows"].take())
}

/// A case as JSON.
#[derive(Serialize)]
struct Object<'a> {
    case: &'a str,
    title: &'a str,
    lead: Option<&'static str>,
    authorities: Vec<Authority<'a>>,
    opened: Option<&'a str>,
    offences: Vec<Offence<'a>>,
    note: Option<&'a str>,
    entry: u64,
    latest: u64,
    events: Vec<Event<'a>>,
    claims: Value,
    assets: Vec<asset::Object>,
    totals: Value,
}

#[derive(Serialize)]
struct Authority<'a> {
    role: &'static str,
    name: &'a str,
    jurisdiction: Option<&'static str>,
}

impl<'a> Authority<'a> {
    fn of(authority: &'a crate::domain::Authority) -> Authority<'a> {
        Authority {
            role: authority.role().as_str(),
            name: authority.name(),
            jurisdiction: authority.place().map(Jurisdiction::code),
        }
    }
}

#[derive(Serialize)]
struct Offence<'a> {
    offence: &'a str,
    max_years: Option<u32>,
    max_fine: Option<String>,
    in_force_since: Option<&'a str>,
}

impl<'a> Offence<'a> {
    fn of(offence: &'a crate::domain::Offence) -> Offence<'a> {
        Offence {
            offence: offence.text(),
            max_years: offence.max_years,
            max_fine: offence.max_fine().map(|fine| fine.to_string()),
            in_force_since: offence.in_force_since.as_ref().map(Date::text),
        }
    }
}

#[derive(Serialize)]
struct Event<'a> {
    date: &'a str,
    what: &'a str,
    sources: Vec<String>,
    entry: u64,
}

impl<'a> Event<'a> {
    fn of((entry, event): &'a (u64, CaseEvent)) -> Event<'a> {
        let sources = event.sources.iter().map(ToString::to_string).collect();
        Event { date: event.date.text(), what: &event.what, sources, entry: *entry }
    }
}
