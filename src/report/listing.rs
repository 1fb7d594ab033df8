//! Listings for an auditor's pack: a ledger's cases and their events, sources and personal data, one per row.

use crate::domain::{Date, Fault, Rate};
use crate::journal::personal::Personal;
use crate::journal::{CaseEvent, CaseFile, Digest, Entry, Frontier, SourceFile};

use super::document::{Cell, Column, Document, Meta, Outline, Spare, Verified};

/// A list's metadata: it holds everything that a ledger has up to a head.
pub fn meta(title: &str, head: &Frontier, version: &str) -> Meta {
    Meta {
        title: title.to_owned(),
        entry: head.size(),
        digest: head.root().to_string(),
        filters: Vec::new(),
        version: version.to_owned(),
        verified: Verified::Unsaid,
        unplaced: None,
    }
}

/// The cases, with the entries that opened them.
///
/// # Errors
/// None in practice: its rows match its columns.
pub fn cases(meta: Meta, cases: &[(u64, CaseFile)]) -> Result<Document, Fault> {
    let columns = vec![
        Column::text("case"),
        Column::text("title"),
        Column::code("lead"),
        Column::text("authority"),
        Column::code("opened").of_dates(),
        Column::text("offences"),
        Column::text("note"),
        Column::number("entry"),
    ];
    let row = |(entry, case): &(u64, CaseFile)| {
        vec![
            Cell::text(case.case.to_string()),
            Cell::text(case.title.as_str()),
            Cell::code(case.lead.map_or(String::new(), |lead| lead.code().to_owned())),
            Cell::text(joined(&case.authorities)),
            day(case.opened.as_ref()),
            Cell::text(joined(&case.offences)),
            said(case.note.as_ref()),
            Cell::Count(*entry),
        ]
    };
    Document::single(meta, columns, cases.iter().map(row).collect())
}

/// The events of cases, with the entries that record them.
///
/// # Errors
/// None in practice: its rows match its columns.
pub fn events(meta: Meta, events: &[(u64, CaseEvent)]) -> Result<Document, Fault> {
    let columns = vec![
        Column::text_dimension("case"),
        Column::dimension("date").of_dates(),
        Column::text("what"),
        Column::text("sources"),
        Column::number("entry"),
    ];
    let row = |(entry, event): &(u64, CaseEvent)| {
        vec![
            Cell::text(event.case.to_string()),
            Cell::code(event.date.to_string()),
            Cell::text(event.what.as_str()),
            Cell::text(joined(&event.sources)),
            Cell::Count(*entry),
        ]
    };
    Document::single(meta, columns, events.iter().map(row).collect())
}

/// The sources, with the entries that added them.
///
/// # Errors
/// None in practice: its rows match its columns.
pub fn sources(meta: Meta, sources: &[(u64, SourceFile)]) -> Result<Document, Fault> {
    let columns = vec![
        Column::text("source"),
        Column::text("title"),
        Column::text("publisher"),
        Column::code("published").of_dates(),
        Column::text("url"),
        Column::code("sha256").where_room(Spare::Then),
        Column::count("size"),
        Column::text("language"),
        Column::text("kind"),
        Column::number("entry"),
    ];
    let row = |(entry, source): &(u64, SourceFile)| {
        vec![
            Cell::text(source.source.to_string()),
            Cell::text(source.title.as_str()),
            said(source.publisher.as_ref()),
            day(source.published.as_ref()),
            said(source.url.as_ref()),
            Cell::code(source.file.map_or(String::new(), |(digest, _)| digest.to_string())),
            source.file.map_or(Cell::Absent, |(_, size)| Cell::Count(size)),
            said(source.language.as_ref()),
            said(source.kind.as_ref()),
            Cell::Count(*entry),
        ]
    };
    Document::single(meta, columns, sources.iter().map(row).collect())
}

/// An entry, as a log lists it.
#[derive(Debug)]
pub struct Logged {
    /// The entry.
    pub entry: Entry,
    /// What it says, in words.
    pub records: String,
}

/// Entries.
///
/// # Errors
/// None in practice: its rows match its columns.
pub fn log(meta: Meta, entries: &[Logged]) -> Result<Document, Fault> {
    let columns = vec![
        Column::number("entry"),
        Column::code("recorded_at"),
        Column::text("recorded_by"),
        Column::text("login").as_data_only(),
        Column::text("asset").where_said(),
        Column::text("records"),
    ];
    let row = |Logged { entry, records }: &Logged| {
        vec![
            Cell::Count(entry.number),
            Cell::code(entry.stamp.recorded_at.as_str()),
            Cell::text(entry.stamp.recorded_by.as_str()),
            said(entry.stamp.login.as_ref()),
            Cell::text(entry.body.asset().map_or(String::new(), ToString::to_string)),
            Cell::text(records.as_str()),
        ]
    };
    Document::single(meta, columns, entries.iter().map(row).collect())
}

/// Lines of rates, each with its set and the entry that adds it; the rows come one by one.
///
/// # Errors
/// None in practice: its columns are fixed.
pub fn rates(meta: Meta) -> Result<Outline, Fault> {
    let columns = vec![
        Column::dimension("set"),
        Column::dimension("date"),
        Column::dimension("currency"),
        Column::code("rate"),
        Column::number("entry"),
    ];
    Outline::single(meta, columns)
}

/// A row of [`rates`].
pub fn rate(set: &str, rate: &Rate) -> [Cell; 5] {
    let [set, day, figure] = [set.to_owned(), rate.day.to_string(), rate.rate.to_string()].map(Cell::code);
    [set, day, Cell::code(rate.currency.code()), figure, Cell::Count(rate.entry)]
}

/// Personal data, each with the salt that lets anybody check it against its commitment in the journal.
///
/// # Errors
/// None in practice: its rows match its columns.
pub fn personal(meta: Meta, data: &[Personal]) -> Result<Document, Fault> {
    let columns = vec![Column::code("commitment"), Column::code("salt"), Column::text("data")];
    let row = |datum: &Personal| {
        vec![
            Cell::code(datum.commitment.to_string()),
            Cell::code(Digest(datum.salt).to_string()),
            Cell::Verbatim(datum.data.clone()),
        ]
    };
    Document::single(meta, columns, data.iter().map(row).collect())
}

fn joined(all: &[impl ToString]) -> String {
    all.iter().map(ToString::to_string).collect::<Vec<_>>().join(";")
}

fn said(text: Option<&String>) -> Cell {
    Cell::text(text.map_or("", String::as_str))
}

fn day(date: Option<&Date>) -> Cell {
    Cell::code(date.map_or(String::new(), ToString::to_string))
}
