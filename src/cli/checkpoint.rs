//! `impound checkpoint`: the present state of the ledger in three lines, for somebody else to keep.

use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::journal::Checkpoint as Body;
use crate::journal::Digest;
use crate::store::{Ledger, Mode};

use super::answer::Answer;
use super::failure::{Exit, Failure};
use super::files::{self, Links};
use super::remembered::{Memory, Remembered, Tree};
use super::seen;
use super::session::Session;
use super::signature;
use super::words;

/// Write a checkpoint for somebody else to keep: the ledger's origin, its size, the root of its tree
///
/// The whole ledger is verified first. Anyone who keeps the three lines (C2SP tlog-checkpoint) can tell if any entry
/// that they cover is ever changed: `impound verify --checkpoint FILE`. With --sign, the signature (SSHSIG, by the
/// system's ssh-keygen, namespace checkpoint@impound) lies beside it as FILE.sig, and two signed checkpoints that
/// contradict each other prove a fraud. What contradicts a checkpoint signed before, or what you have seen, is not
/// signed.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  impound checkpoint --output 2024-06.checkpoint --sign ~/.ssh/id_ed25519
  Anybody can check the signature without impound:
    ssh-keygen -Y verify -f allowed_signers -I auditor@example.org \\
      -n checkpoint@impound -s 2024-06.checkpoint.sig < 2024-06.checkpoint")]
pub(super) struct Checkpoint {
    /// Sign it with this key: a private key, or a public one whose private key is in the agent or on a token
    #[arg(long, value_name = "KEY", requires = "output")]
    sign: Option<PathBuf>,

    /// Write to this new file instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    answer: Answer,
}

/// A checkpoint as JSON.
#[derive(Serialize)]
struct Object<'a> {
    origin: &'a str,
    size: u64,
    root: String,
    /// Its three lines.
    checkpoint: String,
    /// The file it was written to.
    output: Option<Cow<'a, str>>,
    signed: bool,
}

/// Makes a checkpoint.
///
/// # Errors
/// The ledger has differences or contradicts what is known of it, the key does not sign, or the file cannot be written.
pub(super) fn run(args: Checkpoint, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let ledger = session.ledger_path()?.0;
    if let Some(file) = &args.output {
        let hint = "a checkpoint is never overwritten: name another file, or move it away";
        files::refuse_existing(file, hint)?;
        files::refuse_existing(&signature::of(file), hint)?;
    }
    let (checked, opened) = checked(session)?;
    let body = checked.body()?;
    let object = Object {
        origin: body.origin(),
        size: body.size(),
        root: body.root().to_string(),
        checkpoint: body.to_string(),
        output: args.output.as_ref().map(|file| file.to_string_lossy()),
        signed: args.sign.is_some(),
    };
    match &args.output {
        None => args.answer.give(session, &object, || body.to_string())?,
        Some(file) => {
            write(&body, file, &ledger, args.sign.as_deref())?;
            if args.sign.is_some() {
                remember_signed(session, &checked);
            }
            args.answer.confirm(session, &object, || {
                let signed = if args.sign.is_some() { ", signed" } else { "" };
                format!("checkpoint of {} entries{signed}: {}\n", body.size(), words::path(file))
            })?;
        }
    }
    let now = session.context.now();
    session.remember(&opened, |remembered| remembered.checkpoint_at = Some(now));
    Ok(Exit::Done)
}

/// Writes a checkpoint and its signature, both or neither.
///
/// # Errors
/// The key does not sign, or a file cannot be written.
pub(super) fn write(body: &Body, file: &Path, ledger: &Path, key: Option<&Path>) -> Result<(), Failure> {
    let text = body.to_string();
    let signature = key.map(|key| signature::sign(key, &text)).transpose()?;
    files::write_new(file, ledger, text.as_bytes())?;
    let Some(signature) = signature else { return Ok(()) };
    files::write_new(&signature::of(file), ledger, signature.as_bytes()).inspect_err(|_| {
        // A checkpoint without the requested signature must not remain.
        let _: io::Result<()> = std::fs::remove_file(file);
    })
}

/// A ledger that was read in full and has no differences.
pub(super) struct Checked {
    /// Its tree.
    pub(super) tree: crate::journal::Frontier,
    /// The origin of its checkpoints.
    pub(super) origin: String,
}

impl Checked {
    /// The checkpoint that covers it.
    ///
    /// # Errors
    /// None for a ledger without differences.
    pub(super) fn body(&self) -> Result<Body, Failure> {
        Ok(Body::new(&self.origin, self.tree.size(), self.tree.root())?)
    }
}

/// Reads the whole ledger over its own connection, and compares it with what this user saw and signed.
///
/// # Errors
/// The ledger cannot be read, has a difference, or contradicts what was seen or signed.
pub(super) fn checked(session: &mut Session<'_>) -> Result<(Checked, Ledger), Failure> {
    let (mut ledger, seen) = session.open_unseen(Mode::Read)?;
    let origin = ledger.origin()?;
    seen.require_readable()?;
    let signed = match signer(session, &origin) {
        Some(memory) => memory.read().map_err(|error| unreadable(&memory, &error))?,
        None => None,
    };
    let signed = signed.and_then(|signed| signed.tree.frontier()).map(|tree| ("you had signed", tree));
    let before: Vec<_> = seen.trees.iter().map(|tree| ("you had seen", tree.clone())).chain(signed).collect();
    let sizes: Vec<u64> = before.iter().map(|(_, tree)| tree.size()).collect();
    let findings = session.verified(&mut ledger, &sizes)?;
    if let Some(first) = findings.differences.first() {
        let count = words::counted(findings.differences.len() as u64, "difference", "differences");
        let what = format!("the ledger has {count}: {first}");
        return Err(Failure::damaged(what, "`impound verify` lists them all"));
    }
    for (whose, tree) in before {
        if findings.roots.get(&tree.size()).copied() != Some(tree.root()) {
            return Err(seen::departed(whose, &tree, &findings.tree));
        }
    }
    session.see(&findings.tree, &seen);
    Ok((Checked { tree: findings.tree, origin }, ledger))
}

fn unreadable(memory: &Memory<Remembered>, error: &io::Error) -> Failure {
    let hint = "restore that file from a backup of your home directory; if you have none, remove it: impound then no \
                longer knows what you signed before";
    seen::unremembered(seen::unreadable("signed", memory.path(), error, hint))
}

/// Remembers what was signed, so that no later signature contradicts it.
pub(super) fn remember_signed(session: &mut Session<'_>, checked: &Checked) {
    let Some(memory) = signer(session, &checked.origin) else { return };
    let ledger = session.ledger_path().map(|(path, _)| words::path(&path)).unwrap_or_default();
    let signed = Remembered::new(ledger, Tree::new(&checked.origin, &checked.tree));
    if let Err(error) = memory.replace(&signed) {
        session.note(&format!(
            "the record of what you signed could not be saved ({}: {error})",
            words::path(memory.path())
        ));
    }
}

fn signer(session: &Session<'_>, origin: &str) -> Option<Memory<Remembered>> {
    (session.context.state_directory)().map(|state| Memory::of_signer(&state, origin))
}

/// A checkpoint that somebody holds.
pub(super) struct Held {
    /// Its content.
    pub(super) body: Body,
    /// Whose it is, in words.
    pub(super) whose: String,
}

/// The original text of a checkpoint's file, before an editor or a mail program added a byte-order mark or changed the
/// line ends.
fn as_written(text: &str) -> String {
    text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n")
}

/// The largest checkpoint file that is read, in bytes.
const LONGEST: u64 = 4 << 10;

impl Held {
    /// Reads a checkpoint's file, and checks the signature in the file next to it.
    ///
    /// # Errors
    /// The file is not a checkpoint, or its signature is wrong.
    pub(super) fn read(
        file: &Path,
        signers: Option<&Path>,
        links: Links,
    ) -> Result<(Held, signature::Signed), Failure> {
        let text = as_written(&files::read_text(file, LONGEST, links)?);
        let body = Body::parse(&text).map_err(|fault| fault.at(words::path(file)))?;
        let signed = signature::check(file, &text, signers, links)?;
        Ok((Held { body, whose: format!("{} says", words::path(file)) }, signed))
    }

    /// What contradicts it in a ledger with this origin and, at the checkpoint's size, this root; `None` if nothing
    /// does.
    pub(super) fn contradicted(
        &self,
        origin: &str,
        root: Option<Digest>,
        now: &crate::journal::Frontier,
    ) -> Option<String> {
        let body = &self.body;
        if body.origin() != origin {
            return Some(format!("FORK: this is the ledger {origin}; {} {}", self.whose, body.origin()));
        }
        (root != Some(body.root())).then(|| seen::difference(&self.whose, (body.size(), body.root()), now))
    }
}
