//! How an answer in rows is written: the format and the file.

use std::path::{Path, PathBuf};

use crate::render::{self, Format};
use crate::report::Document;

use super::common::{Common, formats};
use super::failure::{Exit, Failure};
use super::session::Session;

/// The flags of a command that answers in rows and is no report.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "The answer")]
pub(super) struct Written {
    /// The format; else the one that the ending of --output names, else a table
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    format: Option<Format>,

    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,

    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// CSV: leave text as it is, without the guard against spreadsheet formulas
    #[arg(long)]
    raw: bool,

    /// CSV: begin with a byte-order mark, by which spreadsheets recognise UTF-8
    #[arg(long)]
    bom: bool,
}

impl Written {
    /// Writes a document about the ledger at a path.
    ///
    /// # Errors
    /// It cannot be written.
    pub(super) fn write(self, document: &Document, ledger: &Path, session: &mut Session<'_>) -> Result<Exit, Failure> {
        let Written { format, json, output, raw, bom } = self;
        let common = Common { format, json, output, raw, bom, ..Common::default() };
        common.write(ledger, session, |format, options, out| Ok(render::write(document, format, options, out)?))
    }
}
