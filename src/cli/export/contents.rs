//! What a pack contains. Writing and verifying make the same files from the same ledger.

use std::io::Write;
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::journal::{Digest, Frontier};
use crate::query::{self, PersonalData, Query, Report};
use crate::render::{self, Format, Options};
use crate::report::document::Frame;
use crate::report::{Document, Outline, columns, listing};
use crate::store::Ledger;

use crate::cli::failure::Failure;
use crate::cli::files::Unwritten;
use crate::cli::report;
use crate::cli::words::PROGRAM;

use super::rates::{self, RATES};
use super::selection::{self, BRIDGED, BRIDGES, CONVERTED, PERSONAL, ROLLED, ROLLFORWARD, Selection};

/// The file that lists the others with their digests, in the format of `sha256sum`. It is written last.
pub(super) const MANIFEST: &str = "manifest.sha256";

/// The file that holds the checkpoint.
pub(super) const CHECKPOINT: &str = "checkpoint";

/// The file that holds the journal.
pub(super) const JOURNAL: &str = "journal.jsonl";

/// The file that describes the others.
pub(super) const DATAPACKAGE: &str = "datapackage.json";

/// The files of every pack other than the manifest and the tables.
pub(super) const BESIDES: [&str; 3] = [CHECKPOINT, DATAPACKAGE, JOURNAL];

/// The format of the packs that this program writes, and the only one that it can derive again.
const FORMAT: &str = "impound-pack/1";

/// What a pack says about the program that wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Writer {
    format: Option<String>,
    /// The program and its version.
    pub(super) program: Option<String>,
}

impl Writer {
    /// What a data package says about its writer.
    pub(super) fn of(package: &Value) -> Writer {
        let text = |name: &str| package.get(name).and_then(Value::as_str).map(str::to_owned);
        Writer { format: text("format"), program: text("version") }
    }

    /// Whether it is this program, in this version.
    pub(super) fn is_this(&self) -> bool {
        self.format.as_deref() == Some(FORMAT) && self.program.as_deref() == Some(PROGRAM)
    }
}

/// Writes a table of a pack, and returns its outline.
pub(super) type Table<'a> = dyn FnMut(&mut dyn Write) -> Result<Outline, Unwritten> + 'a;

/// Receives a table of a pack with its name.
pub(super) type Take<'a> = dyn FnMut(&'static str, &mut Table<'_>) -> Result<(), Failure> + 'a;

/// Passes every table of a pack to `take`, in the order of the data package.
///
/// # Errors
/// What was asked for has no answer, the ledger cannot be read, or `take` fails.
pub(super) fn each_table(
    ledger: &mut Ledger,
    head: &Frontier,
    selection: &Selection,
    take: &mut Take<'_>,
) -> Result<(), Failure> {
    let everything = selection.everything();
    for report in Report::PACKED {
        take(report.name(), &mut |out| match report {
            Report::Register => report::write_register_as_of(head, ledger, &everything, out),
            _ => csv(&report::as_of(head, ledger, (report, &everything))?, out),
        })?;
    }
    each_statement(ledger, head, selection, take)?;
    for (name, list) in lists(ledger, head, selection.personal)? {
        take(name, &mut |out| csv(&list, out))?;
    }
    take(RATES, &mut |out| rates::write(ledger, head, out))
}

/// Passes the reports that answer what was asked for.
fn each_statement(ledger: &Ledger, head: &Frontier, selection: &Selection, take: &mut Take<'_>) -> Result<(), Failure> {
    let made = |report, query: &Query| report::as_of(head, ledger, (report, query));
    let take_converted = |made: Document, (name, name_of_used), take: &mut Take<'_>| {
        take(name, &mut |out| csv(&made, out))?;
        match made.rates_used()? {
            Some(used) => take(name_of_used, &mut |out| csv(&used, out)),
            None => Ok(()),
        }
    };
    take(ROLLFORWARD, &mut |out| csv(&made(Report::Rollforward, &selection.rolled())?, out))?;
    if let Some(convert) = &selection.convert {
        let query = Query { convert: Some(convert.clone()), ..Query::default() };
        for (report, name, name_of_used) in CONVERTED {
            take_converted(made(report, &query)?, (name, name_of_used), take)?;
        }
        take_converted(made(Report::Rollforward, &selection.rolled_in(convert))?, ROLLED, take)?;
    }
    let Some(from) = selection.since else { return Ok(()) };
    for (sums, name) in BRIDGES {
        take(name, &mut |out| csv(&made(Report::Bridge, &selection::bridged(sums, from))?, out))?;
    }
    if let Some(convert) = &selection.convert {
        for (sums, name, name_of_used) in BRIDGED {
            let query = selection.bridged_in(convert, (sums, from));
            take_converted(made(Report::Bridge, &query)?, (name, name_of_used), take)?;
        }
    }
    Ok(())
}

fn csv(document: &Document, out: &mut dyn Write) -> Result<Outline, Unwritten> {
    render::write(document, Format::Csv, Options::default(), out)?;
    Ok(document.outline())
}

/// The names of all files that a pack may have.
pub(super) fn files() -> Vec<String> {
    let tables = Selection::all_tables().into_iter().map(|name| format!("{name}.csv"));
    let signatures = [MANIFEST, CHECKPOINT].map(|name| format!("{name}.sig"));
    let others = BESIDES.iter().chain([&MANIFEST]).map(|name| (*name).to_owned());
    tables.chain(others).chain(signatures).collect()
}

/// The lists of a pack other than the reports, each with its name.
fn lists(ledger: &Ledger, head: &Frontier, personal: PersonalData) -> Result<Vec<(&'static str, Document)>, Failure> {
    let cases: Vec<_> = ledger.cases(Some(head.size()))?.into_iter().map(|case| (case.entry, case.file)).collect();
    let mut events = Vec::new();
    for (entry, _) in query::asserted(&ledger.snapshot()?, None, head.size())? {
        events.extend(entry.body.case_event().map(|event| (entry.number, event.clone())));
    }
    let sources: Vec<_> =
        ledger.sources(Some(head.size()))?.into_iter().map(|source| (source.entry, source.file)).collect();
    let meta = |title| listing::meta(title, head, PROGRAM);
    let mut lists = vec![
        ("cases", listing::cases(meta("Cases: the investigations of this ledger"), &cases)?),
        ("events", listing::events(meta("Events: what happened in cases besides actions on assets"), &events)?),
        ("sources", listing::sources(meta("Sources: the documents that the entries cite"), &sources)?),
    ];
    if personal == PersonalData::Shown {
        let data = ledger.openings(head.size())?;
        let title = "Personal data: what lies behind the commitments of the entries, with the salts";
        lists.push((PERSONAL, listing::personal(meta(title), &data)?));
    }
    Ok(lists)
}

/// The entry of a table in the data package.
pub(super) fn resource(name: &str, outline: &Outline, (digest, bytes): (Digest, u64)) -> Value {
    let field = |field: String| {
        let (of, meaning) =
            columns::describe(&field).map_or(("string", String::new()), |(of, said)| (of.as_str(), said));
        json!({ "name": field, "type": of, "description": meaning })
    };
    let fields = outline.sections().iter().flat_map(Frame::field_names);
    let title = outline.sections().first().map_or(outline.meta().title.as_str(), Frame::heading);
    let filters: Map<String, Value> =
        outline.meta().filters.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
    json!({
        "name": name,
        "title": title,
        "filters": filters,
        "path": format!("{name}.csv"),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": bytes,
        "hash": format!("sha256:{digest}"),
        "dialect": { "delimiter": ",", "lineTerminator": "\n", "quoteChar": "\"", "header": true },
        "schema": { "fields": fields.map(field).collect::<Vec<_>>(), "missingValues": [""] },
    })
}

/// The bytes of the data package's file, with what was asked for.
///
/// # Errors
/// Memory ran out.
pub(super) fn package(
    origin: &str,
    head: &Frontier,
    (asked, resources): (Value, Vec<Value>),
) -> Result<Vec<u8>, Failure> {
    let package = json!({
        "name": "impound-pack",
        "title": format!("Ledger {origin} at entry {}", head.size()),
        "description": "Reports of an asset-seizure ledger with the journal that they follow from. Amounts are exact \
                        decimals and bounds; what is not stated is empty and never 0. In text a ' stands before what \
                        a spreadsheet could take for a formula.",
        "profile": "tabular-data-package",
        "format": FORMAT,
        "version": PROGRAM,
        "asked": asked,
        "resources": resources,
    });
    let mut text = serde_json::to_vec_pretty(&package)
        .map_err(|error| Failure::file("write", Path::new(DATAPACKAGE), &error.into()))?;
    text.push(b'\n');
    Ok(text)
}
