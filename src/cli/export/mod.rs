//! `impound export`: what an auditor takes away, the journal alone or a whole pack.

mod anew;
mod contents;
mod dossier;
mod ftm;
mod journal;
mod pack;
mod parquet;
mod rates;
mod read_journal;
mod rows;
mod selection;
mod verify_pack;

use std::borrow::Cow;
use std::path::PathBuf;

use serde::Serialize;

use crate::store::Mode;

use super::bar::Bar;
use super::failure::{Exit, Failure};
use super::files::{self, Readers, Unwritten};
use super::session::Session;
use super::words;

pub(super) use verify_pack::{Opened, VerifyPack, opened as opened_pack, run as verify_pack};

/// Hand out what an auditor can check without impound: the journal, or a whole pack
#[derive(Debug, clap::Subcommand)]
pub(super) enum Export {
    /// The journal: the very bytes of every entry, one JSON object a line
    ///
    /// Their digests are the leaves of the tree whose root a checkpoint names; examples/verify.py checks that with
    /// Python alone. It holds no personal data, only the commitments to them, and of rates of exchange the digests of their
    /// lines.
    #[command(after_help = "Example:
  impound export journal --output journal.jsonl")]
    Journal {
        /// Write to this file instead of standard output
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,

        /// Write the lines of the sets of rates, whose digests the entries hold, to this file: rates.csv
        #[arg(long, value_name = "FILE")]
        rates: Option<PathBuf>,

        /// Answer with one JSON object, which says what was written
        #[arg(long, requires = "output")]
        json: bool,
    },

    Pack(pack::Pack),

    Dossier(dossier::Page),

    Ftm(ftm::Ftm),

    Parquet(parquet::Parquet),
}

/// What was written, as JSON.
#[derive(Serialize)]
struct Written<'a> {
    output: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rates: Option<Cow<'a, str>>,
    entries: u64,
    root: String,
}

/// Exports.
///
/// # Errors
/// The ledger has differences or cannot be read, or a file cannot be written.
pub(super) fn run(export: Export, session: &mut Session<'_>) -> Result<Exit, Failure> {
    match export {
        Export::Journal { output, rates: lines, json } => {
            let ledger = session.open(Mode::Read)?;
            let head = ledger.head()?;
            // Lines that scroll over the terminal show the progress by themselves.
            let shown = session.shows_progress() && (output.is_some() || !session.context.terminal.output);
            let bar = Bar::of_entries(head.size(), shown);
            let ledger_path = session.ledger_path()?.0;
            if let Some(file) = &lines {
                files::replace(file, &ledger_path, Readers::All, |out| rates::write(&ledger, &head, out).map(drop))?;
            }
            match &output {
                None => {
                    journal::write(&ledger, &head, &bar, &mut session.context.output).map_err(Unwritten::of_output)?
                }
                Some(file) => {
                    files::replace(file, &ledger_path, Readers::All, |out| journal::write(&ledger, &head, &bar, out))?;
                    drop(bar);
                    if json {
                        let (output, root) = (file.to_string_lossy(), head.root().to_string());
                        let rates = lines.as_ref().map(|file| file.to_string_lossy());
                        session.print(&words::json(&Written { output, rates, entries: head.size(), root }))?;
                    }
                }
            }
            Ok(Exit::Done)
        }
        Export::Pack(args) => pack::run(args, session),
        Export::Dossier(args) => dossier::run(&args, session),
        Export::Ftm(args) => ftm::run(&args, session),
        Export::Parquet(args) => parquet::run(&args, session),
    }
}
