//! The reports of a pack, taken again from the journal in it.

use std::fs;
use std::path::Path;

use crate::journal::Frontier;
use crate::store::{Anew, Error, Ledger};

use crate::cli::failure::Failure;
use crate::cli::report;
use crate::cli::words::PROGRAM;

use super::pack::{self, DATAPACKAGE};

/// The columns of the register that do not follow from the journal.
const PERSONAL: [&str; 2] = ["identifiers", "subjects"];

/// Compares every CSV of a pack with what follows from its entries, and notes each that is another. Gives a remark where
/// nothing can be compared: another version may write other columns.
///
/// # Errors
/// A file cannot be read.
pub(super) fn compare(
    directory: &Path,
    entries: Anew,
    head: &Frontier,
    found: &mut Vec<String>,
) -> Result<Option<String>, Failure> {
    let version = version(directory);
    if version.as_deref() != Some(PROGRAM) {
        let other = version.unwrap_or_else(|| "an unknown version".to_owned());
        return Ok(Some(format!("written by {other}: the reports were not taken again by {}", PROGRAM)));
    }
    let mut ledger = match Ledger::of_entries(entries) {
        Ok(ledger) => ledger,
        Err(Error::Damaged { what, .. }) => {
            found.push(format!("{}: {what}", pack::JOURNAL));
            return Ok(None);
        }
        Err(error) => return Err(error.into()),
    };
    let mut files = Vec::new();
    for (name, grid) in pack::lists(&ledger, head)? {
        let mut csv = Vec::new();
        pack::csv(&grid, &mut csv).map_err(|unwritten| unwritten.of_file(Path::new(name)))?;
        files.push((name, csv));
    }
    for (name, kind) in report::packed()? {
        let mut csv = Vec::new();
        let made = report::write_whole(&kind, &mut ledger, head, false, &mut csv);
        made.map_err(|unwritten| unwritten.of_file(Path::new(name)))?;
        files.push((name, csv));
    }
    for (name, follows) in files {
        let path = directory.join(format!("{name}.csv"));
        // What is missing is known from the manifest.
        let Ok(written) = fs::read(&path) else { continue };
        if written != follows && without_personal(&written).is_none_or(|written| written != follows) {
            found.push(format!("{name}.csv does not follow from the journal"));
        }
    }
    Ok(None)
}

/// The version that wrote a pack, as its data package says.
fn version(directory: &Path) -> Option<String> {
    let package: serde_json::Value = serde_json::from_slice(&fs::read(directory.join(DATAPACKAGE)).ok()?).ok()?;
    Some(package.get("version")?.as_str()?.to_owned())
}

/// A CSV with its personal columns empty; `None` where it has none, or is no CSV.
fn without_personal(csv: &[u8]) -> Option<Vec<u8>> {
    let mut rows = csv::Reader::from_reader(csv);
    let header = rows.headers().ok()?.clone();
    let personal = |at: usize| header.get(at).is_some_and(|name| PERSONAL.contains(&name));
    if !(0..header.len()).any(personal) {
        return None;
    }
    let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    out.write_record(&header).ok()?;
    for row in rows.records() {
        let row = row.ok()?;
        out.write_record(row.iter().enumerate().map(|(at, field)| if personal(at) { "" } else { field })).ok()?;
    }
    out.into_inner().ok()
}
