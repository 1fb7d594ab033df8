//! The tables of a Parquet export.

use std::borrow::Cow;
use std::io::Write;
use std::path::Path;

use serde::Serialize;

use crate::domain::Fault;
use crate::journal::Particular;
use crate::query::{self, Known, PersonalData, Query, Report};
use crate::render::parquet::ParquetSink;
use crate::report::document::{Cell, Section};
use crate::report::{Document, Outline, Register};
use crate::store::{Draft, Ledger, Mode, spare};

use crate::cli::answer::Answer;
use crate::cli::asked::no_answer;
use crate::cli::bar::Bar;
use crate::cli::failure::{Exit, Failure};
use crate::cli::files::{self, Unwritten};
use crate::cli::report;
use crate::cli::session::Session;
use crate::cli::words;

/// The tables.
const TABLES: [&str; 4] = ["register", "assets", "actions", "holdings"];

/// The answer as JSON.
#[derive(Serialize)]
struct Object<'a> {
    directory: Cow<'a, str>,
    files: usize,
    entries: u64,
    root: String,
    too_large: u64,
}

/// The tables as they are written.
struct Writing<'a> {
    draft: &'a Draft,
    left_out: Vec<&'static str>,
    bar: Bar,
    too_large: u64,
}

/// Writes the tables.
///
/// # Errors
/// The directory's name is taken, a total does not fit, or the ledger or a file cannot be read or written; what was written
/// by then is removed.
pub(super) fn run(
    directory: &Path,
    shows_personal: bool,
    answer: Answer,
    session: &mut Session<'_>,
) -> Result<Exit, Failure> {
    if directory.file_name().is_none() {
        let fault = Fault::new(format!("{} does not name a directory", words::path(directory)));
        return Err(fault.hint("give the path of a new directory").into());
    }
    files::refuse_existing(directory, "it is never overwritten: name another directory")?;
    spare(directory, &session.ledger_path()?.0)?;
    let personal = if shows_personal { PersonalData::Shown } else { PersonalData::Hidden };
    let query = Query { personal, ..Query::default() };
    let mut ledger = session.open(Mode::Read)?;
    let known = query::known(&ledger.snapshot()?, &query).map_err(no_answer)?;
    let names = TABLES.map(file).to_vec();
    let draft = Draft::directory(directory, &names).map_err(|error| files::unbegun(directory, &error))?;
    let left_out = Particular::ALL.iter().filter(|particular| particular.is_personal() && !shows_personal);
    let mut writing = Writing {
        draft: &draft,
        left_out: left_out.map(|particular| particular.as_str()).collect(),
        bar: Bar::of_entries(known.entries(), session.shows_progress()),
        too_large: 0,
    };
    writing.fill(&mut ledger, &query, &known)?;
    let too_large = writing.too_large;
    drop(writing);
    draft.publish().map_err(|error| Failure::file("create", directory, &error))?;
    if too_large > 0 {
        let figures = words::counted(too_large, "figure does", "figures do");
        session
            .note(&format!("{figures} not fit into DECIMAL(38,18), and are NULL there; the columns of text have them"));
    }
    let (entries, root) = (known.entries(), known.frontier.root().to_string());
    let object = Object { directory: directory.to_string_lossy(), files: TABLES.len(), entries, root, too_large };
    answer.confirm(session, &object, || {
        format!("{} files of {}: {}\n", TABLES.len(), words::entries(entries), words::path(directory))
    })?;
    Ok(Exit::Done)
}

impl Writing<'_> {
    /// Writes all tables.
    fn fill(&mut self, ledger: &mut Ledger, query: &Query, known: &Known) -> Result<(), Failure> {
        let origin = ledger.origin()?;
        let [register, assets, actions, holdings] = TABLES;
        let outline = Register::outline(query.meta(Report::Register, known))?.of_ledger(origin.clone());
        self.table(register, &outline, |each| query::each_row(ledger, query, known, each))?;
        let outline = query::asset_outline(query, known)?.of_ledger(origin.clone());
        self.table(assets, &outline, |each| query::each_asset(ledger, query, known, each))?;
        for (name, of) in [(actions, Report::Actions), (holdings, Report::Holdings)] {
            let document = report::as_of(&known.frontier, ledger, (of, query)).map_err(no_answer)?;
            self.document(name, &document.of_ledger(origin.clone()))?;
        }
        Ok(())
    }

    /// Writes a report.
    fn document(&mut self, name: &str, document: &Document) -> Result<(), Failure> {
        let rows = document.sections().iter().flat_map(|Section::Grid(grid)| grid.rows());
        self.table(name, &document.outline(), |each| rows.into_iter().try_for_each(|row| each(0, row)))
    }

    /// Writes a table whose rows `make` passes on.
    fn table(
        &mut self,
        name: &str,
        outline: &Outline,
        make: impl FnOnce(&mut dyn FnMut(u64, &[Cell]) -> Result<(), Unwritten>) -> Result<(), Unwritten>,
    ) -> Result<(), Failure> {
        let name = file(name);
        let (bar, left_out) = (&self.bar, &self.left_out);
        let added = self.draft.add(&name, |out: &mut (dyn Write + Send)| {
            let mut sink = ParquetSink::begin(outline, left_out, out)?;
            make(&mut |read, row| {
                bar.at(read);
                sink.row(row).map_err(Unwritten::from)
            })?;
            Ok(sink.finish()?)
        });
        let path = self.draft.path().join(&name);
        self.too_large += added.map_err(|unwritten: Unwritten| unwritten.of_file(&path))?;
        Ok(())
    }
}

/// The name of a table's file.
fn file(table: &str) -> String {
    format!("{table}.parquet")
}
