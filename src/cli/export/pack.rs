//! `impound export pack`: everything that an auditor needs, in one directory, with a digest of each file.

use std::borrow::Cow;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::domain::Fault;
use crate::journal::Digest;
use crate::query::{PersonalData, Source};
use crate::store::{Draft, Ledger, spare};

use crate::cli::answer::Answer;
use crate::cli::asked::no_answer;
use crate::cli::bar::Bar;
use crate::cli::checkpoint::{self, Checked, Held};
use crate::cli::convert::Conversion;
use crate::cli::failure::{Exit, Failure};
use crate::cli::files::{self, Links, Unwritten};
use crate::cli::session::Session;
use crate::cli::signature;
use crate::cli::words;

use super::contents::{self, CHECKPOINT, DATAPACKAGE, JOURNAL, MANIFEST};
use super::journal;
use super::selection::{Selection, YEARS};
use super::verify_pack;

/// Write a directory with all that an auditor needs: reports, cases and sources as CSV, the journal, a checkpoint
///
/// The ledger is verified first. datapackage.json (Frictionless) describes every column; manifest.sha256 has the
/// SHA-256 of every file, as sha256sum writes it. The same ledger gives the same bytes. Until it is complete, the
/// directory is called .DIR.unfinished; nothing is ever overwritten. Only you can read it: chmod it for others.
///
/// rollforward.csv explains how the stock at the beginning of a year became that at its end. With --since, the pack explains how
/// the totals of an earlier pack became these. With --convert, it has holdings, actions, jurisdictions, the roll-forward and these
/// bridges in one currency, too, each with the rates used.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  impound export pack audit-2024-06 --sign ~/.ssh/id_ed25519
  impound export pack audit-2024-12 --year 2024 --convert EUR --since audit-2024-06
  impound verify-pack audit-2024-06
  Without impound:
    cd audit-2024-06 && sha256sum --check manifest.sha256")]
pub(in crate::cli) struct Pack {
    /// The directory, which must not exist yet
    #[arg(value_name = "DIR")]
    directory: PathBuf,

    /// Sign the checkpoint and the manifest with this key, as `impound checkpoint --sign` does
    #[arg(long, value_name = "KEY")]
    sign: Option<PathBuf>,

    /// Show personal data: identifiers and the persons affected in the register, and personal.csv with the salts, by which
    /// they are checked against the commitments in the journal
    #[arg(long)]
    personal: bool,

    /// The year of rollforward.csv; else that in which the last entry was recorded (UTC)
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(YEARS))]
    year: Option<i16>,

    /// An earlier pack of this ledger: add bridge-holdings.csv and bridge-actions.csv, which lead from its totals to these and
    /// name the entries that made the difference
    #[arg(long, value_name = "PACK")]
    since: Option<PathBuf>,

    #[command(flatten)]
    answer: Answer,

    #[command(flatten)]
    conversion: Conversion,
}

/// The answer as JSON.
#[derive(Serialize)]
struct Object<'a> {
    directory: Cow<'a, str>,
    files: usize,
    origin: &'a str,
    entries: u64,
    root: String,
    signed: bool,
}

/// Writes the pack.
///
/// # Errors
/// The ledger has differences, the directory's name is taken, or a file cannot be written; what was written by then is
/// removed.
pub(super) fn run(args: Pack, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let directory = args.directory.as_path();
    if directory.file_name().is_none() {
        let fault = Fault::new(format!("{} does not name a directory", words::path(directory)));
        return Err(fault.hint("give the path of a new directory").into());
    }
    files::refuse_existing(directory, "a pack is never overwritten: name another directory")?;
    let convert = args.conversion.read()?;
    let ledger = session.ledger_path()?.0;
    spare(directory, &ledger)?;
    let (checked, mut opened) = checkpoint::checked(session)?;
    let since = args.since.as_deref().map(|pack| last_entry_of(pack, (&checked, &opened))).transpose()?;
    let personal = if args.personal { PersonalData::Shown } else { PersonalData::Hidden };
    let selection =
        Selection { personal, year: args.year, convert, since, recorded: None }.settled(&opened, &checked.tree)?;
    // Private to its owner, like the ledger: whoever hands the pack on decides who may read it.
    let draft = Draft::directory(directory, &contents::files()).map_err(|error| files::unbegun(directory, &error))?;
    let files = fill(&draft, (args.sign.as_deref(), &selection), (&checked, &mut opened), session)?;
    draft.publish().map_err(|error| Failure::file("create", directory, &error))?;
    if args.sign.is_some() {
        checkpoint::remember_signed(session, &checked);
    }
    let now = session.context.now();
    session.remember(&opened, |remembered| remembered.checkpoint_at = Some(now));
    let (entries, root) = (checked.tree.size(), checked.tree.root().to_string());
    let (origin, signed) = (checked.origin.as_str(), args.sign.is_some());
    let object = Object { directory: directory.to_string_lossy(), files, origin, entries, root, signed };
    args.answer
        .confirm(session, &object, || format!("{files} files of {entries} entries: {}\n", words::path(directory)))?;
    Ok(Exit::Done)
}

/// Writes all files, the manifest last, and returns how many there are.
fn fill(
    draft: &Draft,
    (key, selection): (Option<&Path>, &Selection),
    (checked, ledger): (&Checked, &mut Ledger),
    session: &mut Session<'_>,
) -> Result<usize, Failure> {
    let mut pack = Files { draft, written: Vec::new() };
    let mut resources = Vec::new();
    let head = &checked.tree;
    let filled = contents::each_table(ledger, head, selection, &mut |name, table| {
        let outline = pack.write(&format!("{name}.csv"), |out| table(out))?;
        resources.extend(pack.written.last().map(|file| contents::resource(name, &outline, (file.digest, file.bytes))));
        Ok(())
    });
    filled.map_err(|failure| match failure {
        Failure::Store(error) => no_answer(error),
        other => other,
    })?;
    let bar = Bar::of_entries(head.size(), session.shows_progress());
    pack.write(JOURNAL, |out| journal::write(ledger, head, &bar, out))?;
    drop(bar);
    let body = checked.body()?;
    checkpoint::write(&body, &draft.path().join(CHECKPOINT), &session.ledger_path()?.0, key)?;
    pack.note(CHECKPOINT)?;
    let package = contents::package(&checked.origin, head, (selection.asked(ledger)?, resources))?;
    pack.write(DATAPACKAGE, |out| Ok(out.write_all(&package)?))?;
    pack.finish(key)
}

/// The last entry of an earlier pack of this ledger.
///
/// # Errors
/// It is not a whole pack, or belongs to another ledger; or this ledger contradicts it.
fn last_entry_of(pack: &Path, (checked, ledger): (&Checked, &Ledger)) -> Result<u64, Failure> {
    let at = |failure: Failure| failure.at("--since");
    verify_pack::refuse_half_a_pack(pack, &pack.join(MANIFEST)).map_err(at)?;
    let (held, _) = Held::read(&pack.join(CHECKPOINT), None, Links::Refused).map_err(at)?;
    let (origin, size) = (held.body.origin(), held.body.size());
    if origin != checked.origin {
        let what = format!("{} is of the ledger {origin}; this is the ledger {}", words::path(pack), checked.origin);
        return Err(Fault::new(what).hint("give an earlier pack of this ledger").at("--since").into());
    }
    let is_there = size <= checked.tree.size();
    let root = is_there.then(|| ledger.snapshot()?.tree_at(size)).transpose()?.map(|tree| tree.root());
    match held.contradicted(&checked.origin, root, &checked.tree) {
        None => Ok(size),
        Some(what) => Err(Failure::damaged(what, ON_CONTRADICTION)),
    }
}

/// What to do if the ledger contradicts an earlier pack.
const ON_CONTRADICTION: &str = "the ledger or the earlier pack was altered: compare both with a checkpoint that somebody else \
                                kept (`impound verify --checkpoint`)";

/// The files of a pack being written.
struct Files<'a> {
    draft: &'a Draft,
    written: Vec<Written>,
}

/// A file that was written.
struct Written {
    name: String,
    digest: Digest,
    bytes: u64,
}

impl Files<'_> {
    /// Writes a file, and makes it safe against a power cut.
    fn write<T>(
        &mut self,
        name: &str,
        make: impl FnOnce(&mut dyn Write) -> Result<T, Unwritten>,
    ) -> Result<T, Failure> {
        let made = self
            .draft
            .add(name, |out| make(out))
            .map_err(|unwritten| unwritten.of_file(&self.draft.path().join(name)))?;
        self.note(name)?;
        Ok(made)
    }

    /// Reads a written file back for its digest.
    fn note(&mut self, name: &str) -> Result<(), Failure> {
        let path = self.draft.path().join(name);
        let read = File::open(&path).and_then(Digest::of_stream);
        let (digest, bytes) = read.map_err(|error| Failure::file("read", &path, &error))?;
        self.written.push(Written { name: name.to_owned(), digest, bytes });
        Ok(())
    }

    /// Writes the manifest, and returns how many files there are.
    fn finish(mut self, key: Option<&Path>) -> Result<usize, Failure> {
        self.written.sort_by(|one, other| one.name.cmp(&other.name));
        let lines: String = self.written.iter().map(|file| format!("{}  {}\n", file.digest, file.name)).collect();
        self.write(MANIFEST, |out| Ok(out.write_all(lines.as_bytes())?))?;
        if let Some(key) = key {
            let signature = signature::sign(key, &lines)?;
            let name = signature::of(Path::new(MANIFEST));
            self.write(&name.to_string_lossy(), |out| Ok(out.write_all(signature.as_bytes())?))?;
        }
        Ok(self.written.len() + usize::from(key.is_some()))
    }
}
