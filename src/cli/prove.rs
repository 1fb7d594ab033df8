//! `impound prove` and `impound verify-proof`: one entry, shown to somebody who sees nothing else of the ledger.

use std::borrow::Cow;
use std::path::PathBuf;

use serde::Serialize;

use crate::domain::Fault;
use crate::journal::{Checkpoint, Proof};
use crate::store::{Among, Mode};

use super::answer::Answer;
use super::checkpoint::Held;
use super::failure::{Exit, Failure};
use super::files::{self, Links, Readers};
use super::recorded;
use super::session::Session;
use super::words;

/// Write one entry with the proof that it is in the journal: a court sees that entry, and nothing of other cases
///
/// The proof (C2SP tlog-proof) leads from the entry to the root of a checkpoint: of the journal as it is now, or of one
/// that was made before. It holds no personal data, only the commitments to them.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  impound prove 7 --checkpoint 2024-06.checkpoint --output entry-7.tlog-proof
  impound verify-proof entry-7.tlog-proof --checkpoint 2024-06.checkpoint")]
pub(super) struct Prove {
    /// The entry's number
    #[arg(value_name = "ENTRY", value_parser = super::particulars::entry_number)]
    entry: u64,

    /// Prove that this checkpoint covers it, instead of the journal as it is now
    #[arg(long, value_name = "FILE")]
    checkpoint: Option<PathBuf>,

    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    answer: Answer,
}

/// A proof as JSON.
#[derive(Serialize)]
struct Proved<'a> {
    entry: u64,
    origin: &'a str,
    size: u64,
    root: String,
    /// The proof itself.
    proof: &'a str,
    /// The file it was written to.
    output: Option<Cow<'a, str>>,
}

/// Check a proof, without a ledger: that a checkpoint covers an entry
///
/// Without --checkpoint, this shows only that the proof agrees with the checkpoint in it, which anybody can make up:
/// compare it with one that you were given, signed, by whoever keeps the ledger.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  impound verify-proof entry-7.tlog-proof --checkpoint 2024-06.checkpoint --signers allowed_signers")]
pub(super) struct VerifyProof {
    /// The proof
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The checkpoint that it must lead to; the signature beside it (FILE.sig) is checked, too
    #[arg(long, value_name = "FILE")]
    checkpoint: Option<PathBuf>,

    /// Who may sign checkpoints, in the format of ssh-keygen's allowed signers
    #[arg(long, value_name = "FILE", requires = "checkpoint")]
    signers: Option<PathBuf>,

    #[command(flatten)]
    answer: Answer,
}

/// The answer to a check as JSON.
#[derive(Serialize)]
struct Checked<'a> {
    entry: u64,
    origin: &'a str,
    size: u64,
    root: String,
    recorded_at: &'a str,
    recorded_by: &'a str,
    /// What the entry records.
    records: String,
    /// Where the checkpoint comes from, and who signed it.
    checkpoint: &'a str,
}

/// The most bytes of a proof: an entry of the longest text, and 64 hashes.
const LONGEST: u64 = 96 << 20;

/// Proves an entry.
///
/// # Errors
/// The entry does not exist, the checkpoint is not of this journal, or a file cannot be read or written.
pub(super) fn run(args: Prove, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let held = args.checkpoint.as_deref().map(|file| Held::read(file, None, Links::Followed)).transpose();
    let held = held.map_err(|failure| failure.at("--checkpoint"))?.map(|(held, _)| held);
    let ledger = session.open(Mode::Read)?;
    let (head, origin) = (ledger.head()?, ledger.origin()?);
    ledger.existing_entry(args.entry)?;
    let size = held.as_ref().map_or(head.size(), |held| held.body.size());
    if args.entry > size {
        let what = format!("the checkpoint has {size} entries, so it does not cover entry {}", args.entry);
        return Err(Fault::new(what).hint("give a newer checkpoint").at("--checkpoint").into());
    }
    let (bytes, path, root) = ledger.path(Among { entry: args.entry, size: size.min(head.size()) })?;
    drop(ledger);
    let reached = (size <= head.size()).then_some(root);
    let now = held.unwrap_or(Held {
        body: Checkpoint::new(&origin, head.size(), head.root())?,
        whose: "the head says".to_owned(),
    });
    if let Some(what) = now.contradicted(&origin, reached, &head) {
        return Err(Failure::damaged(what, "`impound verify` lists what else differs"));
    }
    let body = now.body.clone();
    let proof = Proof::new(bytes, path, now.body)?.to_string();
    if let Some(file) = &args.output {
        let ledger = session.ledger_path()?.0;
        files::replace(file, &ledger, Readers::All, |out| Ok(out.write_all(proof.as_bytes())?))?;
    }
    if args.answer.json {
        session.print(&words::json(&Proved {
            entry: args.entry,
            origin: body.origin(),
            size: body.size(),
            root: body.root().to_string(),
            proof: &proof,
            output: args.output.as_ref().map(|file| file.to_string_lossy()),
        }))?;
    } else if args.output.is_none() {
        session.print(&proof)?;
    }
    Ok(Exit::Done)
}

/// Checks a proof.
///
/// # Errors
/// The file is not a proof, proves nothing, or is of another checkpoint.
pub(super) fn verify(args: VerifyProof, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let text = files::read_text(&args.file, LONGEST, Links::Followed)?;
    let proof = Proof::parse(&text).map_err(|fault| fault.at(words::path(&args.file)))?;
    let body = proof.checkpoint();
    let against = match &args.checkpoint {
        None => "the checkpoint comes from the proof itself: compare it with one that you were given (--checkpoint)"
            .to_owned(),
        Some(file) => {
            let read = Held::read(file, args.signers.as_deref(), Links::Followed);
            let (held, signed) = read.map_err(|failure| failure.at("--checkpoint"))?;
            if held.body != *body {
                let what =
                    format!("the proof is for the checkpoint {}; {} {}", body.line(), held.whose, held.body.line());
                return Err(Fault::new(what).hint("ask for a proof under the checkpoint that you hold").into());
            }
            format!("the checkpoint is that of {}, which is {signed}", words::path(file))
        }
    };
    let entry = proof.entry();
    let (number, stamp) = (entry.number, &entry.stamp);
    let object = Checked {
        entry: number,
        origin: body.origin(),
        size: body.size(),
        root: body.root().to_string(),
        recorded_at: &stamp.recorded_at,
        recorded_by: &stamp.recorded_by,
        records: recorded::recorded(&entry.body),
        checkpoint: &against,
    };
    args.answer.confirm(session, &object, || {
        let recorded = words::shown(&object.records);
        let by = words::shown(&format!("recorded {}", words::recorded(stamp)));
        let bytes = words::shown(&String::from_utf8_lossy(proof.bytes()));
        let (origin, size) = (body.origin(), body.size());
        format!("entry {number} is in {origin}, among {size} entries\n{recorded}\n{by}\n{bytes}\n{against}\n")
    })?;
    Ok(Exit::Done)
}
