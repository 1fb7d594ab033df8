//! The list of rejects: faulty rows in the file's own columns, plus one column that says what is wrong.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use crate::domain::guard::{guard, unguard};
use crate::domain::{Fault, SourceRef};
use crate::intake::cell::repeated;
use crate::intake::map::SHEET;
use crate::intake::origin::Rejected;
use crate::intake::own::FAULT;
use crate::intake::{Cell, Place};
use crate::store::{Draft, spare};

use super::super::failure::Failure;
use super::super::files::{self, Readers};
use super::super::words::path;

/// A list of rejects, written as a draft until it is complete.
pub(super) struct Rejects {
    file: PathBuf,
    ledger: PathBuf,
    /// The columns of the current table.
    headings: Vec<String>,
    out: Option<Out>,
    rows: u64,
}

/// The list, once it has a row.
struct Out {
    writer: csv::Writer<BufWriter<File>>,
    draft: Draft,
    /// Its columns: those of the first table with a fault.
    headings: Vec<String>,
}

impl Rejects {
    /// A list of rejects for a new file.
    ///
    /// # Errors
    /// The file exists, the path does not name a file, or it belongs to the ledger.
    pub(super) fn to(file: &Path, ledger: &Path) -> Result<Rejects, Failure> {
        if file.symlink_metadata().is_ok() {
            let fault = Fault::new(format!("{} exists already", path(file))).at("--rejects");
            return Err(fault.hint("name another file, or move that one away").into());
        }
        if file.file_name().is_none() {
            let error = io::ErrorKind::InvalidFilename.into();
            return Err(Failure::file("write", file, &error).at("--rejects"));
        }
        spare(file, ledger).map_err(|refusal| Failure::from(refusal).at("--rejects"))?;
        Ok(Rejects { file: file.to_owned(), ledger: ledger.to_owned(), headings: Vec::new(), out: None, rows: 0 })
    }

    /// Starts a table with other columns.
    pub(super) fn begin(&mut self, headings: Vec<String>) {
        self.headings = headings;
    }

    /// Adds a row.
    ///
    /// # Errors
    /// The list cannot be written, or the row's columns differ from those of earlier rows.
    pub(super) fn add(&mut self, place: &Place, cells: &[Cell], faults: &str, of: &SourceRef) -> Result<(), Failure> {
        if self.out.as_ref().is_some_and(|out| out.headings != self.headings) {
            let fault =
                Fault::new("the sheets have different columns, and one list of rejects cannot hold the rows of both");
            return Err(fault.hint("import one sheet at a time: name it in the map").at("--rejects").into());
        }
        let is_of_sheet = place.sheet.is_some();
        if self.out.is_none() {
            self.create(is_of_sheet)?;
        }
        let Some(out) = &mut self.out else { return Ok(()) };
        let length = out.headings.len().max(if out.headings.is_empty() { cells.len() } else { 0 });
        let own = (0..length).filter(|at| !is_ours(out.headings.get(*at)));
        let text =
            |cell: Option<&Cell>| cell.map_or(String::new(), |cell| guard(&unguard(&repeated(cell))).into_owned());
        let mut fields: Vec<String> = own.map(|at| text(cells.get(at))).collect();
        fields.extend(place.sheet.iter().map(|sheet| guard(sheet).into_owned()));
        // A row that is rejected again keeps its original place.
        let said = self.headings.iter().position(|heading| heading == FAULT).and_then(|at| cells.get(at));
        let origin = said.and_then(|said| Rejected::read(&repeated(said))).unwrap_or_else(|| Rejected::new(place, of));
        fields.push(guard(&origin.said(faults)).into_owned());
        self.rows += 1;
        out.writer.write_record(&fields).map_err(|error| self.failed(error))
    }

    /// Publishes the list, and returns how many rows it has; without rows, there is no list.
    ///
    /// # Errors
    /// It cannot be written, or another file has taken its place.
    pub(super) fn keep(mut self) -> Result<u64, Failure> {
        let Some(mut out) = self.out.take() else { return Ok(0) };
        // In one step, so that no draft remains and no other file is replaced.
        let written = out.writer.flush().and_then(|()| out.draft.publish());
        written.map_err(|error| Failure::file("write", &self.file, &error).at("--rejects"))?;
        Ok(self.rows)
    }

    fn create(&mut self, is_of_sheet: bool) -> Result<(), Failure> {
        // The rows may hold personal data.
        let begun = files::begin(&self.file, &self.ledger, Readers::Owner);
        let mut draft = begun.map_err(|failure| failure.at("--rejects"))?;
        let file = draft.file().try_clone().map_err(|error| self.failed(error.into()))?;
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(BufWriter::new(file));
        let own = self.headings.iter().filter(|heading| !is_ours(Some(heading)));
        let mut names: Vec<String> = own.map(|heading| guard(heading).into_owned()).collect();
        names.extend(is_of_sheet.then(|| SHEET.to_owned()));
        names.push(FAULT.to_owned());
        writer.write_record(&names).map_err(|error| self.failed(error))?;
        self.out = Some(Out { writer, draft, headings: self.headings.clone() });
        Ok(())
    }

    fn failed(&self, error: csv::Error) -> Failure {
        Failure::file("write", &self.file, &error.into()).at("--rejects")
    }
}

/// Whether an earlier list of rejects added the column.
fn is_ours(heading: Option<&String>) -> bool {
    heading.is_some_and(|heading| heading == FAULT || heading == SHEET)
}
