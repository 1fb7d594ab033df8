//! `impound import`: a file's rows become entries, all of them or none.

mod explained;
mod opening;
mod progress;
mod recording;
mod rejects;
mod settling;
mod summary;
mod tally;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::domain::Fault;
use crate::domain::identifier::without_identifiers;
use crate::intake::read::{Opened, Parser, Told};
use crate::intake::{Cells, Chunk, Intake, Map, Wanted};
use crate::journal::datum::LONGEST_MAP;
use crate::query::threads::ahead;
use crate::store::{Again, Batch, Error, Foresight, Keep, Ledger, Mode, Remedy};

use super::advice;
use super::failure::{Exit, Failure};
use super::files;
use super::server::is_url;
use super::session::Session;
use super::words::{PROGRAM, path};

use opening::Missing;
use progress::Progress;
use recording::Recording;
use rejects::Rejects;
use summary::Summary;

/// Record the rows of a file: all of them, or none
///
/// A CSV, XLSX or ODS file with impound's own columns (ref, case, action, date, jurisdictions, basis, kind,
/// description, quantity, identifiers, subjects, amount, currency, as_written, authority, order, until, how, asset,
/// part_of, of, whole, may_overlap, value, count, count_of, custodian, to, proceeds, costs, derived_from, sources, note;
/// case, action and date are required), a register, or any other table
/// with a map. Every fault of every row is named. The file is recorded as a source, and each entry cites its row. The
/// same file again records nothing.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  impound import seizures.csv --open-missing
  Another agency's columns: first see what is in the file, then write a map
    impound import --explain seizures.xlsx
    impound import seizures.xlsx --map agency.toml --dry-run
  The good rows now, the others once they are fixed:
    impound import seizures.csv --rejects rejects.csv

Exit code 1 means that a row was faulty. Without --rejects nothing is recorded then.")]
pub(super) struct Import {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Describe what the file seems to hold, and write a first map: to --map, or beside the file
    #[arg(long, conflicts_with_all = ["dry_run", "rejects", "open_missing"])]
    explain: bool,

    /// A map in TOML: how the file's columns become impound's
    #[arg(long, value_name = "MAP.toml")]
    map: Option<PathBuf>,

    /// Encoding of a CSV, if detection gets it wrong: utf-8, windows-1252, utf-16le
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,

    /// Field delimiter of a CSV, if detection gets it wrong
    #[arg(long, value_name = "SIGN")]
    delimiter: Option<char>,

    /// Check everything and print what would be recorded, but record nothing
    #[arg(long, conflicts_with = "rejects")]
    dry_run: bool,

    /// Record the good rows, and write the faulty ones to this new CSV with a column that says what is wrong
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,

    /// Leave out rows that repeat a row of an earlier file, if the file is a newer or longer version of it
    #[arg(long, conflicts_with_all = ["explain", "anyway"])]
    skip_known: bool,

    /// Record rows even though a row of an earlier file says the same. With --open-missing, open a case and add a
    /// source even though its reference looks like another
    #[arg(long, conflicts_with = "explain")]
    anyway: bool,

    /// Answer with one JSON object
    #[arg(long, conflicts_with = "explain")]
    json: bool,

    /// Open the cases and add the sources that the file names and the ledger lacks, titled by their references
    #[arg(long)]
    open_missing: bool,
}

impl Import {
    /// What the command line says of the file.
    fn told(&self) -> (Option<&str>, Option<char>) {
        (self.encoding.as_deref(), self.delimiter)
    }
}

/// How many chunks of rows may be queued for recording. Reading is faster, so the queue is always full, and a longer one
/// would only take memory.
const WAITING: usize = 1;

/// Records a file's rows.
///
/// # Errors
/// The file, the map or a row is invalid; the ledger cannot be written; Ctrl-C.
pub(super) fn run(args: Import, session: &mut Session<'_>) -> Result<Exit, Failure> {
    if args.explain {
        let opened = open(&args.file, args.told(), None, session)?;
        return explained::run(opened, &args.file, args.map, session);
    }
    let path_of_ledger = session.ledger_path()?.0;
    let rejects = args.rejects.as_deref().map(|file| Rejects::to(file, &path_of_ledger)).transpose()?;
    let map = args.map.as_deref().map(|file| read_map(file, Map::parse)).transpose()?;
    let of_map = map.as_ref().map(|(map, _)| map);
    let opened = open(&args.file, args.told(), of_map, session)?;
    let name = args.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let cells = if rejects.is_some() { Cells::Kept } else { Cells::Dropped };
    let intake = Intake::new(&opened, &name, of_map, cells).map_err(|fault| fault.at(path(&args.file)))?;
    let mut ledger = ledger(args.dry_run, session)?;
    let interrupted = (session.context.interrupt)().map_err(|error| {
        let fault = Fault::new(format!("cannot watch for Ctrl-C: {error}"));
        Failure::Environment(fault.hint("check the system, then repeat the command"))
    })?;
    let progress = Progress::begin(&opened, session.shows_progress());
    // Lent to the recording, which reports faults while the store borrows from the session.
    let errors = std::mem::replace(&mut session.context.errors, Box::new(std::io::sink()));
    let missing = match (args.open_missing, args.anyway) {
        (false, _) => Missing::Refused,
        (true, false) => Missing::Asked,
        (true, true) => Missing::Opened,
    };
    let again = match (args.anyway, args.skip_known) {
        (true, _) => Again::Recorded,
        (false, true) => Again::LeftOut,
        (false, false) => Again::Said,
    };
    let kinds = (missing, again, map.as_ref().map(|(_, text)| text.clone()));
    let mut recording = Recording::new(&intake, opened.detected(), kinds, rejects, errors, progress, interrupted);
    let keep = if args.dry_run { Keep::Nothing } else { Keep::Entry };
    let recorded = session.with_recorder(|recorder| {
        ledger.batch(recorder, |batch| {
            recording.begin(batch)?;
            taken(&intake, &args.file, batch, &mut recording)?;
            recording.finish(batch, keep)
        })
    });
    let (errors, rejects, tally) = recording.end();
    session.context.errors = errors;
    recorded?;
    let is_kept = keep == Keep::Entry && tally.entries > 0;
    let head = ledger.head().map_err(|error| afterwards(error.into(), is_kept))?;
    if keep == Keep::Entry {
        session.see_recorded(&ledger, &head);
    }
    let rejected = rejects.map(Rejects::keep).transpose().map_err(|failure| afterwards(failure, is_kept))?;
    let rejected = rejected.unwrap_or_default();
    let name = path(&args.file);
    Summary { name: &name, tally: &tally, rejected, keep, head: &head, json: args.json }.give(session)
}

/// The ledger; for a dry run without one, a ledger in memory.
fn ledger(dry_run: bool, session: &mut Session<'_>) -> Result<Ledger, Failure> {
    let path = session.ledger_path()?.0;
    if dry_run && !is_url(&path) && path.symlink_metadata().is_err() {
        return session.with_recorder(|recorder| Ok(Ledger::scratch(PROGRAM, recorder)?));
    }
    session.open(Mode::Write)
}

/// A failure after the rows were recorded. If they were kept, they stay, and repeating the command yields the list of
/// rejects and the receipt.
fn afterwards(failure: Failure, is_kept: bool) -> Failure {
    if is_kept {
        let what = format!("the file is recorded, but {}", failure.what());
        Failure::Store(Error::Unknown { what, remedy: Remedy::RepeatImport })
    } else {
        failure
    }
}

/// Reads and maps in a separate thread, and records in this one: each chunk once the next one's names are being looked
/// up.
fn taken(intake: &Intake<'_>, file: &Path, batch: &mut Batch<'_>, recording: &mut Recording) -> Result<(), Failure> {
    let read = |give: &mut dyn FnMut((Chunk, Foresight)) -> ControlFlow<()>| {
        intake.take(&mut |chunk| {
            let drafts = chunk.rows.iter().filter_map(|taken| taken.drafts.as_ref().ok()).flatten();
            let names = Foresight::of(drafts.map(|drafted| &drafted.draft));
            match give((chunk, names)) {
                ControlFlow::Continue(()) => Wanted::More,
                // Recording has stopped, and that side knows why.
                ControlFlow::Break(()) => Wanted::NoMore,
            }
        })
    };
    let mut last: Option<Chunk> = None;
    let record = |(chunk, names)| {
        batch.announce(names)?;
        last.replace(chunk).map_or(Ok(()), |chunk| recording.chunk(batch, chunk))
    };
    let (read, recorded) = ahead(WAITING, read, record).map_err(|error| {
        let fault = Fault::new(format!("the system cannot start a thread to read the file: {error}"));
        Failure::Environment(fault.hint("close other programs, then repeat the command"))
    })?;
    // A panic there ends the command like a panic on any thread, with its own message.
    let read = read.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    recorded?;
    last.map_or(Ok(()), |chunk| recording.chunk(batch, chunk))?;
    // The fault of a table without a header quotes its first row.
    let masked = |fault: Fault| fault.reworded(|text| without_identifiers(text).into_owned());
    read.map_err(|fault| masked(fault).at(path(file)).into())
}

/// Opens a file of tables. Its encoding and delimiter come from the command line or the map, or are detected.
///
/// # Errors
/// It cannot be read, or is not a table.
pub(super) fn open(
    file: &Path,
    (encoding, delimiter): (Option<&str>, Option<char>),
    map: Option<&Map>,
    session: &Session<'_>,
) -> Result<Opened, Failure> {
    files::require_regular(file, "give the path of the file itself")?;
    let told = Told {
        format: None,
        encoding: encoding.or_else(|| map.and_then(Map::encoding)).map(str::to_owned),
        delimiter: delimiter.or_else(|| map.and_then(Map::delimiter)),
    };
    let parser = match &session.context.program {
        Some(program) => Parser::Apart(program.as_path().into()),
        None => Parser::Here,
    };
    Ok(Opened::open_by(file, &told, parser)?)
}

/// A map, and the text of its file.
///
/// # Errors
/// It cannot be read, or is not a map.
pub(super) fn read_map(file: &Path, parse: fn(&str) -> Result<Map, Fault>) -> Result<(Map, String), Failure> {
    let failed = |error: std::io::Error| Failure::file("read", file, &error);
    let metadata = file.metadata().map_err(failed)?;
    if !metadata.is_file() || metadata.len() > LONGEST_MAP {
        let fault = Fault::new(format!("{} is not a map: not a file of at most {LONGEST_MAP} bytes", path(file)));
        return Err(fault.hint("give the path of a map in TOML").into());
    }
    let bytes = std::fs::read(file).map_err(failed)?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Fault::new(format!("{}: byte {} is not valid UTF-8", path(file), at + 1)).hint("save the map in UTF-8")
    })?;
    let map = parse(text.strip_prefix('\u{feff}').unwrap_or(&text)).map_err(|fault| fault.at(path(file)))?;
    if let Some(first) = map.wrong.first() {
        let all: Vec<&str> = map.wrong.iter().map(Fault::what).collect();
        let fault = Fault::new(all.join("; ")).hint(advice::filed(first).unwrap_or("correct the map".into()));
        return Err(fault.at(path(file)).into());
    }
    Ok((map, text))
}
