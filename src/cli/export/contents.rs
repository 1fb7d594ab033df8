//! What a pack contains. Writing and verifying make the same files from the same ledger.

use std::io::Write;
use std::path::Path;

use serde_json::{Value, json};

use crate::journal::{Digest, Frontier};
use crate::query::{self, PersonalData, Report};
use crate::render::{self, Format, Options};
use crate::report::document::{Frame, Verified};
use crate::report::{Document, Meta, Outline, columns, listing};
use crate::store::Ledger;

use crate::cli::failure::Failure;
use crate::cli::files::Unwritten;
use crate::cli::report;
use crate::cli::words::PROGRAM;

use super::rates::{self, RATES};

/// The file that lists the others with their digests, in the format of `sha256sum`. It is written last.
pub(super) const MANIFEST: &str = "manifest.sha256";

/// The file that holds the checkpoint.
pub(super) const CHECKPOINT: &str = "checkpoint";

/// The file that holds the journal.
pub(super) const JOURNAL: &str = "journal.jsonl";

/// The file that describes the others.
pub(super) const DATAPACKAGE: &str = "datapackage.json";

/// The list of personal data, each with the salt of its commitment: only in a pack that shows personal data.
pub(super) const PERSONAL: &str = "personal";

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

/// Passes every table of a pack to `take`, in the order of the data package.
///
/// # Errors
/// The ledger cannot be read, or `take` fails.
pub(super) fn each_table(
    ledger: &mut Ledger,
    head: &Frontier,
    personal: bool,
    take: &mut dyn FnMut(&'static str, &mut Table<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let shown = if personal { PersonalData::Shown } else { PersonalData::Hidden };
    for report in Report::PACKED {
        take(report.name(), &mut |out| report::write_whole(report, ledger, head, shown, out))?;
    }
    for (name, list) in lists(ledger, head, personal)? {
        take(name, &mut |out| {
            render::write(&list, Format::Csv, Options::default(), out)?;
            Ok(list.outline())
        })?;
    }
    take(RATES, &mut |out| rates::write(ledger, head, out))
}

/// The names of a pack's tables.
pub(super) fn tables(personal: bool) -> Vec<&'static str> {
    let reports = Report::PACKED.into_iter().map(Report::name);
    reports.chain(["cases", "events", "sources", RATES]).chain(personal.then_some(PERSONAL)).collect()
}

/// The names of all files that a pack may have.
pub(super) fn files() -> Vec<String> {
    let tables = tables(true).into_iter().map(|name| format!("{name}.csv"));
    let signatures = [MANIFEST, CHECKPOINT].map(|name| format!("{name}.sig"));
    let others = BESIDES.iter().chain([&MANIFEST]).map(|name| (*name).to_owned());
    tables.chain(others).chain(signatures).collect()
}

/// The lists of a pack other than the reports, each with its name.
fn lists(ledger: &Ledger, head: &Frontier, personal: bool) -> Result<Vec<(&'static str, Document)>, Failure> {
    let cases: Vec<_> = ledger.cases(Some(head.size()))?.into_iter().map(|case| (case.entry, case.file)).collect();
    let mut events = Vec::new();
    for (entry, _) in query::asserted(&ledger.snapshot()?, None, head.size())? {
        events.extend(entry.body.case_event().map(|event| (entry.number, event.clone())));
    }
    let sources: Vec<_> =
        ledger.sources(Some(head.size()))?.into_iter().map(|source| (source.entry, source.file)).collect();
    let meta = |title: &str| Meta {
        title: title.to_owned(),
        entry: head.size(),
        digest: head.root().to_string(),
        filters: Vec::new(),
        verified: Verified::Unsaid,
        version: PROGRAM.to_owned(),
        unplaced: None,
    };
    let mut lists = vec![
        ("cases", listing::cases(meta("Cases: the investigations of this ledger"), &cases)?),
        ("events", listing::events(meta("Events: what happened in cases beside actions on assets"), &events)?),
        ("sources", listing::sources(meta("Sources: the documents that the entries cite"), &sources)?),
    ];
    if personal {
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
    json!({
        "name": name,
        "title": outline.meta().title,
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

/// The bytes of the data package's file.
///
/// # Errors
/// Memory ran out.
pub(super) fn package(origin: &str, head: &Frontier, resources: Vec<Value>) -> Result<Vec<u8>, Failure> {
    let package = json!({
        "name": "impound-pack",
        "title": format!("Ledger {origin} at entry {}", head.size()),
        "description": "Reports of an asset-seizure ledger with the journal that they follow from. Amounts are exact \
                        decimals and bounds; what is not stated is empty and never 0. In text a ' stands before what \
                        a spreadsheet could take for a formula.",
        "profile": "tabular-data-package",
        "format": FORMAT,
        "version": PROGRAM,
        "resources": resources,
    });
    let mut text = serde_json::to_vec_pretty(&package)
        .map_err(|error| Failure::file("write", Path::new(DATAPACKAGE), &error.into()))?;
    text.push(b'\n');
    Ok(text)
}
