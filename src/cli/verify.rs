//! `impound verify`.

use std::path::PathBuf;

use serde::Serialize;

use crate::domain::Fault;
use crate::journal::Checkpoint;
use crate::store::Mode;

use super::answer::Answer;
use super::checkpoint::Held;
use super::failure::{Exit, Failure};
use super::files::Links;
use super::seen::difference;
use super::session::Session;
use super::words;

/// Check the whole ledger, and list every difference
///
/// Recomputes every digest, reads every entry from the first to the last, and compares what follows from them with what
/// is stored, and with what you have seen of the ledger before. Anyone who can write to the file can also write new
/// digests; then only a checkpoint out of their reach shows it. Exit code 3 if anything differs.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  impound verify --ledger unit7.db
  impound verify --checkpoint 2024-06.checkpoint --signers allowed_signers
  With the lines of a checkpoint that was kept on paper:
    impound verify --expect \"impound/unit7/00112233445566778899aabbccddeeff 12 SBNJ…=\"")]
pub(super) struct Verify {
    /// Compare the ledger with this checkpoint; the signature beside it (FILE.sig) is checked, too
    #[arg(long, value_name = "FILE")]
    checkpoint: Vec<PathBuf>,

    /// Who may sign checkpoints, in the format of ssh-keygen's allowed signers
    #[arg(long, value_name = "FILE", requires = "checkpoint")]
    signers: Option<PathBuf>,

    /// Compare the ledger with these three lines of a checkpoint, the root in base64 or as a receipt prints it
    #[arg(long, value_name = "ORIGIN SIZE ROOT")]
    expect: Vec<String>,

    /// Accept the ledger as it is, although you had seen another, or the record of what you saw can no longer be read:
    /// after restoring a backup on purpose, or to read an older copy
    #[arg(long)]
    accept: bool,

    #[command(flatten)]
    answer: Answer,
}

/// The answer as JSON.
#[derive(Serialize)]
struct Object<'a> {
    entries: u64,
    root: String,
    origin: &'a str,
    /// For each checkpoint file, who signed it.
    checkpoints: &'a [String],
    /// What contradicts earlier sightings, and is accepted.
    accepted: &'a [String],
    differences: &'a [String],
}

/// Verifies the ledger.
///
/// # Errors
/// The file cannot be read at all, or a file to compare it with is not a checkpoint.
pub(super) fn run(args: Verify, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let (held, said) = held(&args)?;
    let (mut ledger, seen) = session.open_unseen(Mode::Read)?;
    if !args.accept {
        seen.require_system()?;
    }
    let sizes = held.iter().map(|held| held.body.size()).chain(seen.trees.iter().map(|tree| tree.size()));
    let sizes: Vec<u64> = sizes.collect();
    let findings = session.verified(&mut ledger, &sizes)?;
    let tree = findings.tree;
    let origin = ledger.origin()?;
    let root_at = |size: u64| findings.roots.get(&size).copied();
    let mut departed: Vec<String> =
        held.iter().filter_map(|held| held.contradicted(&origin, root_at(held.body.size()), &tree)).collect();
    let before = seen.trees.iter().filter(|before| root_at(before.size()) != Some(before.root()));
    let before = before.map(|before| difference("you had seen", (before.size(), before.root()), &tree));
    let before: Vec<String> = before.chain(seen.unreadable().map(str::to_owned)).collect();
    if !args.accept {
        departed.extend(before.clone());
    }
    let head = format!("{} entries, root {}\norigin {origin}\n", findings.entries, tree.root());
    let signed = said.iter().map(|line| format!("{line}\n"));
    let answer = head + &signed.collect::<String>();
    let differences: Vec<String> = findings.differences.into_iter().chain(departed).collect();
    let object = |accepted, differences| Object {
        entries: findings.entries,
        root: tree.root().to_string(),
        origin: &origin,
        checkpoints: &said,
        accepted,
        differences,
    };
    if differences.is_empty() {
        if before.is_empty() {
            session.see(&tree, &seen);
        } else {
            session.accept(&seen, &tree)?;
        }
        session.see_verified(&ledger, findings.entries);
        let object = object(&before, &differences);
        args.answer.confirm(session, &object, || {
            let accepted = before.iter().map(|before| format!("accepted: {}\n", words::shown(before)));
            format!("{answer}{}no differences\n", accepted.collect::<String>())
        })?;
        return Ok(Exit::Done);
    }
    args.answer.give(session, &object(&[], &differences), || answer + &words::listed(&differences))?;
    Ok(Exit::Damaged)
}

/// What to compare the ledger with, and what to report about the signatures.
fn held(args: &Verify) -> Result<(Vec<Held>, Vec<String>), Failure> {
    let (mut all, mut said) = (Vec::new(), Vec::new());
    for file in &args.checkpoint {
        let (held, signed) =
            Held::read(file, args.signers.as_deref(), Links::Followed).map_err(|failure| failure.at("--checkpoint"))?;
        said.push(format!("{} is {signed}", words::path(file)));
        all.push(held);
    }
    for line in &args.expect {
        let body = Checkpoint::parse_line(line).map_err(|fault: Fault| fault.at("--expect"))?;
        all.push(Held { body, whose: "expected are".to_owned() });
    }
    Ok((all, said))
}
