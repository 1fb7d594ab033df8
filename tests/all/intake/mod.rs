//! Other agencies' files, as the library reads them.

pub mod book;
mod csv;
mod exchange;
mod explained;
mod odd;
mod published;
mod sheets;
mod shows;

use std::io::Write;
use std::path::PathBuf;

use impound::domain::Fault;
use impound::intake::read::{Opened, RowFault, Told};
use impound::intake::{Cell, Row};
use tempfile::NamedTempFile;

/// A file with these contents.
fn file(bytes: impl AsRef<[u8]>) -> NamedTempFile {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(bytes.as_ref()).unwrap();
    file
}

fn open(bytes: impl AsRef<[u8]>) -> Result<Opened, Fault> {
    open_told(bytes, &Told::default())
}

fn open_told(bytes: impl AsRef<[u8]>, told: &Told) -> Result<Opened, Fault> {
    // The file may be deleted: once open it stays readable.
    Opened::open(file(bytes).path(), told)
}

/// All rows of the single sheet of a CSV, or of a workbook's first.
fn read(bytes: impl AsRef<[u8]>) -> Vec<Result<Row, RowFault>> {
    let opened = open(bytes).unwrap();
    opened.rows(&opened.detected().sheets[0]).unwrap().collect()
}

/// The rows as line and texts; a fault as its line and words.
fn plain(rows: Vec<Result<Row, RowFault>>) -> Vec<(u64, Vec<String>)> {
    rows.into_iter()
        .map(|row| match row {
            Ok(row) => (row.line, row.cells.iter().map(shown).collect()),
            Err(RowFault { line, fault }) => (line, vec![format!("! {fault}")]),
        })
        .collect()
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        other => format!("{other:?}"),
    }
}

/// The result of `plain` for rows of texts.
fn rows(expected: &[(u64, &[&str])]) -> Vec<(u64, Vec<String>)> {
    expected.iter().map(|(line, cells)| (*line, cells.iter().map(|cell| (*cell).to_owned()).collect())).collect()
}

/// A published file for experiments, if it can be found beside this package.
fn published(name: &str) -> Option<PathBuf> {
    crate::tools::shared(name, "a published file is read")
}
