//! `impound verify-pack`: whether a pack is as it was written, without any ledger.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::domain::{Fault, text};
use crate::journal::Digest;
use crate::query::PersonalData;
use crate::store::{Ledger, is_unfinished};

use crate::cli::checkpoint::Held;
use crate::cli::failure::{Exit, Failure};
use crate::cli::files::{self, Links};
use crate::cli::session::Session;
use crate::cli::signature::{self, Signed};
use crate::cli::words::{self, PROGRAM};

use super::anew::{self, Again};
use super::contents::{BESIDES, CHECKPOINT, JOURNAL, MANIFEST, Writer};
use super::read_journal::{self, Journal};
use super::selection::{PERSONAL, Selection};

/// Check a pack, without a ledger: that each file is as it was written, and the journal matches its checkpoint
///
/// Every file of a pack must be there, and no other. Every report, every list and the data package are derived again
/// from the journal in the pack, and the names and identifiers of a pack with --personal are checked against the
/// commitments in the journal. Names what was altered, is missing or was added, with exit code 1. A pack of another
/// program version can be checked only in part: names what was not checked, with exit code 6, never 0.
///
/// Anyone who alters a pack can write a new journal, too; so compare it with a checkpoint that you were given
/// (--checkpoint), and check the signatures (--signers).
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  impound verify-pack audit-2024-06 --signers allowed_signers")]
pub(in crate::cli) struct VerifyPack {
    /// The pack
    #[arg(value_name = "DIR")]
    directory: PathBuf,

    /// Compare its journal with this checkpoint, too
    #[arg(long, value_name = "FILE")]
    checkpoint: Option<PathBuf>,

    /// Who may sign, in the format of ssh-keygen's allowed signers; the pack must be signed by one of them
    #[arg(long, value_name = "FILE")]
    signers: Option<PathBuf>,

    /// Answer with one JSON object
    #[arg(long)]
    json: bool,
}

/// What to give instead.
const HINT: &str = "give the directory that `impound export pack` made";

/// The most bytes of a manifest: a pack has a dozen files.
const LONGEST_MANIFEST: u64 = 64 << 10;

/// The most bytes of a file of a pack.
const LONGEST: u64 = 16 << 30;

/// The result of checking a pack.
#[derive(Debug, Default, Serialize)]
struct Answer {
    directory: String,
    verdict: &'static str,
    files: usize,
    entries: u64,
    origin: String,
    root: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    written_by: Option<String>,
    signatures: Vec<String>,
    differences: Vec<String>,
    not_checked: Vec<String>,
}

/// Verifies a pack.
///
/// # Errors
/// It is not a pack, or cannot be read.
pub(in crate::cli) fn run(args: VerifyPack, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let (answer, _) = check(&args.directory, args.checkpoint.as_deref(), args.signers.as_deref())?;
    answer.give(args.json, session)
}

/// A pack's ledger, made from its journal for reports of totals, and the number of its entries.
pub(in crate::cli) struct Opened {
    /// The ledger, in memory.
    pub(in crate::cli) ledger: Ledger,
    /// The number of its entries.
    pub(in crate::cli) entries: u64,
}

/// Checks a pack as `verify-pack` does, and makes a ledger of its journal; `Err` within says what was not checked.
///
/// # Errors
/// It is not a pack, or cannot be read; or something in it was altered, is missing or was added.
pub(in crate::cli) fn opened(directory: &Path, signers: Option<&Path>) -> Result<Result<Opened, Failure>, Failure> {
    let (answer, ledger) = check(directory, None, signers)?;
    let name = words::path(directory);
    if let Some(first) = answer.differences.first() {
        let more = match answer.differences.len() - 1 {
            0 => String::new(),
            more => format!(", and {more} more"),
        };
        let fault = Fault::new(format!("{name}: the pack is not as it was written: {first}{more}"));
        return Err(fault.hint("`impound verify-pack` lists every difference; ask for the pack again").into());
    }
    match ledger.filter(|_| answer.not_checked.is_empty()) {
        Some(ledger) => Ok(Ok(Opened { ledger: ledger.for_totals(), entries: answer.entries })),
        None => {
            let why = answer.not_checked.first().map_or("its journal is empty", String::as_str);
            let fault = Fault::new(format!("{name}: the pack could not be checked in full: {why}"));
            Ok(Err(fault.hint("ask for a pack that was written by this version of the program").into()))
        }
    }
}

/// Checks a pack, and makes a ledger of its journal if that can be read and is as its checkpoint says.
fn check(
    directory: &Path,
    checkpoint: Option<&Path>,
    signers: Option<&Path>,
) -> Result<(Answer, Option<Ledger>), Failure> {
    let manifest_file = directory.join(MANIFEST);
    refuse_half_a_pack(directory, &manifest_file)?;
    let text = files::read_text(&manifest_file, LONGEST_MANIFEST, Links::Refused)?;
    let manifest = read_manifest(&text).map_err(|fault| fault.at(words::path(&manifest_file)))?;
    let package = anew::package(directory)?.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    // Without a readable data package, missing files are reported and no check is skipped.
    let writer = package.as_ref().map(Writer::of);
    let is_own = writer.as_ref().is_none_or(Writer::is_this);
    let shows_personal = manifest.contains_key(&format!("{PERSONAL}.csv"));
    let personal = if shows_personal { PersonalData::Shown } else { PersonalData::Hidden };
    let selection = Selection::of(package.as_ref(), personal);
    let mut answer = Answer { directory: words::path(directory), files: manifest.len(), ..Answer::default() };
    answer.written_by = writer.and_then(|writer| writer.program);
    answer.differences = compare(directory, &manifest, &required(is_own, &selection))?;
    let by = signature::check(&manifest_file, &text, signers, Links::Refused);
    answer.signed(&manifest_file, by)?;
    let own = directory.join(CHECKPOINT);
    let mut held = Vec::new();
    // The check of the file list reports what is missing or not a regular file.
    if files::open_regular(&own, Links::Refused).is_ok() {
        held.extend(answer.held(&own, signers, Links::Refused)?);
    }
    let own_size = held.first().map(|own| own.body.size());
    if let Some(file) = checkpoint {
        held.extend(answer.held(file, signers, Links::Followed)?);
    }
    let ledger = match read_journal::read(&directory.join(JOURNAL), &held, is_own) {
        Ok(journal) => answer.take_again(directory, journal, own_size, (is_own, selection))?,
        Err(failure) => answer.refused(failure).map(|()| None)?,
    };
    Ok((answer, ledger))
}

impl Answer {
    /// Notes what was found out about a signature; a wrong one is a difference.
    fn signed(&mut self, file: &Path, checked: Result<Signed, Failure>) -> Result<(), Failure> {
        match checked {
            Ok(signed) => self.signatures.push(format!("{} is {signed}", words::path(file))),
            Err(failure) => self.refused(failure)?,
        }
        Ok(())
    }

    /// Reads a checkpoint, and notes what its signature is worth; `None` if the file is not a checkpoint.
    fn held(&mut self, file: &Path, signers: Option<&Path>, links: Links) -> Result<Option<Held>, Failure> {
        match Held::read(file, signers, links) {
            Ok((held, by)) => {
                self.signed(file, Ok(by))?;
                Ok(Some(held))
            }
            Err(failure) => self.refused(failure).map(|()| None),
        }
    }

    /// Notes a refusal of something in the pack as a difference.
    fn refused(&mut self, failure: Failure) -> Result<(), Failure> {
        match failure {
            Failure::Refused(_) => self.differences.push(failure.what()),
            failure => return Err(failure),
        }
        Ok(())
    }

    /// Derives every table again from the journal; returns the ledger of its entries, if they are as they were.
    fn take_again(
        &mut self,
        directory: &Path,
        journal: Journal,
        own_size: Option<u64>,
        (is_own, selection): (bool, Selection),
    ) -> Result<Option<Ledger>, Failure> {
        let Journal { entries, head, origin, commitments, rates, differences, unread } = journal;
        self.entries = head.size();
        self.root = head.root().to_string();
        let as_held = differences.is_empty() && own_size.is_none_or(|size| size >= head.size());
        self.differences.extend(differences);
        if own_size.is_some_and(|size| size < head.size()) {
            self.differences.push(format!("{JOURNAL} has {} entries, more than the checkpoint", head.size()));
        }
        if !is_own {
            let other = self.written_by.clone().unwrap_or_else(|| "an unknown program".to_owned());
            self.not_checked.push(format!(
                "the reports: the pack was written by {}, in a form that {PROGRAM} does not write; verify it with that version",
                text::quote(&other)
            ));
        }
        let mut made = None;
        match (entries, unread) {
            (Some(entries), _) if as_held && head.size() > 0 => {
                let (commitments, rates) = (&commitments, &rates);
                let again = Again { directory, origin: &origin, entries, head: &head, commitments, rates, selection };
                let (found, ledger) = again.differences()?;
                made = ledger;
                if is_own {
                    self.differences.extend(found);
                } else {
                    let taken = |difference| format!("derived by {PROGRAM} all the same: {difference}");
                    self.not_checked.extend(found.into_iter().map(taken));
                }
            }
            (_, Some(why)) => self.not_checked.push(why),
            _ => {}
        }
        self.origin = origin;
        Ok(made)
    }

    /// Prints the answer.
    fn give(mut self, json: bool, session: &mut Session<'_>) -> Result<Exit, Failure> {
        let (exit, verdict) = match (self.differences.is_empty(), self.not_checked.is_empty()) {
            (false, _) => (Exit::Refused, "different"),
            (true, false) => (Exit::InPart, "genuine as far as it could be checked"),
            (true, true) => (Exit::Done, "as it was written"),
        };
        self.verdict = verdict;
        if json {
            session.print(&words::json(&self))?;
        } else if exit == Exit::Refused {
            session.print(&words::listed(&self.differences))?;
        } else if exit == Exit::InPart {
            let counted = self.counted();
            let lines = self.not_checked.iter().map(|line| format!("  {}\n", words::shown(line)));
            let not_checked: String = lines.collect();
            let said = self.signatures.join("\n");
            session.print(&format!(
                "{said}\n{counted}: genuine as far as they could be checked\nnot checked:\n{not_checked}"
            ))?;
        } else if !session.quiet {
            session.print(&format!("{}\n{}: as they were written\n", self.signatures.join("\n"), self.counted()))?;
        }
        Ok(exit)
    }

    fn counted(&self) -> String {
        format!("{} files, {} entries", self.files, self.entries)
    }
}

/// The files that a pack must have; for another program's pack, those without which nothing can be checked.
fn required(is_own: bool, selection: &Selection) -> Required {
    let mut names: Vec<String> = BESIDES.iter().map(|name| (*name).to_owned()).collect();
    if is_own {
        names.extend(selection.tables().into_iter().map(|name| format!("{name}.csv")));
    }
    Required { names, and_no_other: is_own }
}

/// The files that a pack must have.
struct Required {
    names: Vec<String>,
    /// Whether any other file is a difference.
    and_no_other: bool,
}

/// Refuses a directory that is not a whole pack.
///
/// # Errors
/// It is none, or cannot be read.
pub(super) fn refuse_half_a_pack(directory: &Path, manifest: &Path) -> Result<(), Failure> {
    let metadata = directory.metadata().map_err(|error| Failure::file("read", directory, &error))?;
    if !metadata.is_dir() {
        return Err(Fault::new(format!("{} is not a directory", words::path(directory))).hint(HINT).into());
    }
    let unfinished = directory.file_name().is_some_and(|name| is_unfinished(&name.to_string_lossy()));
    match manifest.symlink_metadata() {
        Ok(_) if !unfinished => Ok(()),
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Failure::file("read", manifest, &error)),
        _ => {
            let what = format!(
                "{} is not a whole pack: writing it was cut off, or a part was removed",
                words::path(directory)
            );
            Err(Fault::new(what).hint("export the pack again").into())
        }
    }
}

/// The digests in a manifest, by file name.
fn read_manifest(text: &str) -> Result<BTreeMap<String, Digest>, Fault> {
    let fault = |what: String| Fault::new(what).hint("the manifest was altered: ask for the pack again");
    let wrong = |line: &str| fault(format!("{} is not a line of a manifest", text::quote(line)));
    let mut manifest = BTreeMap::new();
    for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
        let (digest, name) = line.split_once("  ").ok_or_else(|| wrong(line))?;
        // Files of a pack lie directly in it; a manifest names no others.
        if name.is_empty() || name.contains(['/', '\\', '\0']) || name == "." || name == ".." || name == MANIFEST {
            return Err(wrong(line));
        }
        if manifest.insert(name.to_owned(), Digest::parse(digest)?).is_some() {
            return Err(fault(format!("{} appears in the manifest twice", text::quote(name))));
        }
    }
    Ok(manifest)
}

/// How the files differ from the manifest, or from what a pack must have.
fn compare(directory: &Path, manifest: &BTreeMap<String, Digest>, required: &Required) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    for (name, digest) in manifest {
        let path = directory.join(name);
        let failed = |error: io::Error| Failure::file("read", &path, &error);
        let file = match files::open_regular(&path, Links::Refused) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                found.push(format!("{name} is missing"));
                continue;
            }
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => {
                found.push(format!("{name} is not a regular file"));
                continue;
            }
            Err(error) => return Err(failed(error)),
        };
        if file.metadata().map_err(failed)?.len() > LONGEST {
            found.push(format!("{name} has more than {LONGEST} bytes"));
            continue;
        }
        let (read, _) = Digest::of_stream(io::Read::take(file, LONGEST)).map_err(failed)?;
        if read != *digest {
            found.push(format!("{name} was altered: its SHA-256 is {read}, the manifest says {digest}"));
        }
        if required.and_no_other && !required.names.contains(name) {
            found.push(format!("{name} does not belong in a pack"));
        }
    }
    for name in required.names.iter().filter(|name| !manifest.contains_key(*name)) {
        found.push(format!("{name} is missing from the manifest"));
    }
    let signatures = [MANIFEST, CHECKPOINT].map(|name| signature::of(Path::new(name)));
    for entry in fs::read_dir(directory).map_err(|error| Failure::file("read", directory, &error))? {
        let name = entry.map_err(|error| Failure::file("read", directory, &error))?.file_name();
        let known = name.to_str().is_some_and(|name| name == MANIFEST || manifest.contains_key(name));
        if !known && !signatures.iter().any(|signature| signature.as_os_str() == name) {
            found.push(format!("{} was added", name.to_string_lossy()));
        }
    }
    found.sort();
    Ok(found)
}
