//! `impound verify-pack`: whether a pack is as it was written, without any ledger.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use crate::domain::{Fault, text};
use crate::journal::{Body, Digest, Frontier, checkpoint, codec};
use crate::store::Anew;

use crate::cli::checkpoint::Held;
use crate::cli::failure::{Exit, Failure};
use crate::cli::session::Session;
use crate::cli::signature::{self, Signed};
use crate::cli::{files, words};

use super::anew;
use super::pack::{CHECKPOINT, JOURNAL, MANIFEST, UNFINISHED};

/// Check a pack, without any ledger: that each file is as it was written, and the journal as its checkpoint says
///
/// What was altered, is missing or was added is named, with exit code 1, and every report is taken again from the journal
/// in the pack. Whoever alters a pack can write a new journal, too; so hold it against a checkpoint that you were given
/// (--checkpoint), and let the signatures be checked (--signers).
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  impound verify-pack audit-2024-06 --signers allowed_signers")]
pub(in crate::cli) struct VerifyPack {
    /// The pack
    #[arg(value_name = "DIR")]
    directory: PathBuf,

    /// Hold its journal against this checkpoint, too
    #[arg(long, value_name = "FILE")]
    checkpoint: Option<PathBuf>,

    /// Who may sign, in the format of ssh-keygen's allowed signers; the pack must be signed by one of them
    #[arg(long, value_name = "FILE")]
    signers: Option<PathBuf>,
}

/// What to give instead of what is no pack.
const HINT: &str = "give the directory that impound export pack made";

/// The most bytes of a manifest: a pack has a dozen files.
const LONGEST_MANIFEST: u64 = 64 << 10;

/// The most bytes of an entry, as the ledger holds it.
const LONGEST_ENTRY: u64 = 64 << 20;

/// Verifies a pack.
///
/// # Errors
/// It is no pack, or cannot be read.
pub(in crate::cli) fn run(args: VerifyPack, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let directory = args.directory.as_path();
    let manifest_file = directory.join(MANIFEST);
    refuse_half_a_pack(directory, &manifest_file)?;
    let text = files::read_text(&manifest_file, LONGEST_MANIFEST)?;
    let manifest = read_manifest(&text).map_err(|fault| fault.at(words::path(&manifest_file)))?;
    let mut found = compare(directory, &manifest)?;
    let mut said =
        vec![signed(&manifest_file, signature::check(&manifest_file, &text, args.signers.as_deref()), &mut found)];
    let own = directory.join(CHECKPOINT);
    let mut held = Vec::new();
    for file in std::iter::once(&own).chain(&args.checkpoint) {
        match Held::read(file, args.signers.as_deref()) {
            Ok((checkpoint, by)) => {
                said.push(signed(file, Ok(by), &mut found));
                held.push(checkpoint);
            }
            Err(failure @ Failure::Refused(_)) => found.push(failure.what()),
            Err(failure) => return Err(failure),
        }
    }
    let entries = match journal(&directory.join(JOURNAL), &held) {
        Ok(Journal { entries, head, differences }) => {
            let as_held = differences.is_empty();
            found.extend(differences);
            if as_held && head.size() > 0 {
                said.extend(anew::compare(directory, entries, &head, &mut found)?);
            }
            head.size()
        }
        Err(Failure::Refused(fault)) => {
            found.push(fault.what().to_owned());
            0
        }
        Err(failure) => return Err(failure),
    };
    if found.is_empty() {
        if !session.quiet {
            said.retain(|line| !line.is_empty());
            let files = manifest.len();
            session.print(&format!("{}\n{files} files, {entries} entries: as they were written\n", said.join("\n")))?;
        }
        return Ok(Exit::Done);
    }
    session.print(&words::listed(&found))?;
    Ok(Exit::Refused)
}

fn refuse_half_a_pack(directory: &Path, manifest: &Path) -> Result<(), Failure> {
    let metadata = directory.metadata().map_err(|error| Failure::file("read", directory, &error))?;
    if !metadata.is_dir() {
        return Err(Fault::new(format!("{} is no directory", words::path(directory))).hint(HINT).into());
    }
    let unfinished = directory.to_string_lossy().trim_end_matches('/').ends_with(UNFINISHED);
    match manifest.symlink_metadata() {
        Ok(_) if !unfinished => Ok(()),
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Failure::file("read", manifest, &error)),
        _ => {
            let what = format!(
                "{} is no whole pack: writing it was cut off, or a part was taken away",
                words::path(directory)
            );
            Err(Fault::new(what).hint("export the pack again").into())
        }
    }
}

/// The digests of a manifest, by the names of the files.
fn read_manifest(text: &str) -> Result<BTreeMap<String, Digest>, Fault> {
    let fault = |what: String| Fault::new(what).hint("the manifest was altered: ask for the pack again");
    let wrong = |line: &str| fault(format!("{} is no line of a manifest", text::quote(line)));
    let mut manifest = BTreeMap::new();
    for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
        let (digest, name) = line.split_once("  ").ok_or_else(|| wrong(line))?;
        // A file of the pack lies in it: a manifest names no other.
        if name.is_empty() || name.contains(['/', '\\', '\0']) || name == "." || name == ".." || name == MANIFEST {
            return Err(wrong(line));
        }
        if manifest.insert(name.to_owned(), Digest::parse(digest)?).is_some() {
            return Err(fault(format!("{} stands in the manifest twice", text::quote(name))));
        }
    }
    Ok(manifest)
}

/// What of the files is not as the manifest says.
fn compare(directory: &Path, manifest: &BTreeMap<String, Digest>) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    for (name, digest) in manifest {
        let path = directory.join(name);
        let failed = |error: io::Error| Failure::file("read", &path, &error);
        match path.symlink_metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => found.push(format!("{name} is missing")),
            Err(error) => return Err(failed(error)),
            Ok(metadata) if !metadata.is_file() => found.push(format!("{name} is no regular file")),
            Ok(_) => {
                let (read, _) = File::open(&path).and_then(Digest::of_stream).map_err(failed)?;
                if read != *digest {
                    found.push(format!("{name} was altered: its SHA-256 is {read}, the manifest says {digest}"));
                }
            }
        }
    }
    for expected in [CHECKPOINT, JOURNAL].iter().filter(|name| !manifest.contains_key(**name)) {
        found.push(format!("{expected} is not in the manifest"));
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

/// What is to be said of a signature; a wrong one is a difference.
fn signed(file: &Path, checked: Result<Signed, Failure>, found: &mut Vec<String>) -> String {
    match checked {
        Ok(signed) => format!("{} is {signed}", words::path(file)),
        Err(failure) => {
            found.push(failure.what());
            String::new()
        }
    }
}

/// A journal that was read.
struct Journal {
    /// Its entries, of which a ledger can be made.
    entries: Anew,
    /// The tree over them.
    head: Frontier,
    /// What contradicts the checkpoints.
    differences: Vec<String>,
}

/// Reads the journal, and says what is wrong with it.
fn journal(file: &Path, held: &[Held]) -> Result<Journal, Failure> {
    let failed = |error: io::Error| Failure::file("read", file, &error);
    if !file.symlink_metadata().is_ok_and(|metadata| metadata.is_file()) {
        return Ok(Journal { entries: Anew::begin()?, head: Frontier::default(), differences: Vec::new() });
    }
    let mut entries = Anew::begin()?;
    let mut lines = BufReader::new(File::open(file).map_err(failed)?);
    let (mut tree, mut origin, mut roots) = (Frontier::default(), String::new(), BTreeMap::new());
    let mut line = Vec::new();
    loop {
        line.clear();
        if lines.by_ref().take(LONGEST_ENTRY).read_until(b'\n', &mut line).map_err(failed)? == 0 {
            break;
        }
        let number = tree.size() + 1;
        let Some(bytes) = line.strip_suffix(b"\n") else {
            return Err(Fault::new(format!("{JOURNAL}: line {number} is cut off")).into());
        };
        let at = |fault: Fault| fault.at(format!("{JOURNAL}: line {number}"));
        let entry = codec::decode(bytes).map_err(at)?;
        if entry.number != number {
            return Err(at(Fault::new(format!("it says of itself that it is entry {}", entry.number))).into());
        }
        let leaf = Digest::of_leaf(bytes);
        if let (1, Body::Genesis(genesis)) = (number, &entry.body) {
            origin = checkpoint::origin(genesis, leaf);
        }
        tree.push(leaf);
        entries.push(bytes)?;
        if held.iter().any(|held| held.body.size() == tree.size()) {
            roots.insert(tree.size(), tree.root());
        }
    }
    let root = |held: &Held| roots.get(&held.body.size()).copied();
    let mut found: Vec<String> = held.iter().filter_map(|held| held.contradicted(&origin, root(held), &tree)).collect();
    if held.first().is_some_and(|own| own.body.size() < tree.size()) {
        found.push(format!("{JOURNAL} has {} entries, more than the checkpoint", tree.size()));
    }
    Ok(Journal { entries, head: tree, differences: found })
}
