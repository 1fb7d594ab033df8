//! `impound init`.

use serde::Serialize;

use crate::journal::checkpoint;
use crate::store::{Beginning, Mode};

use super::answer::Answer;
use super::failure::{Exit, Failure};
use super::recorded;
use super::server;
use super::session::Session;
use super::words::{self, PROGRAM};

/// Create the ledger: an empty file that only you can read
///
/// No other command creates a ledger, and an existing one is never replaced.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  impound init --ledger unit7.db")]
pub(super) struct Init {
    /// The name of the ledger in its checkpoints: ASCII letters and digits, -, _ and .; else that of its file
    #[arg(long, value_name = "NAME")]
    name: Option<String>,

    #[command(flatten)]
    answer: Answer,
}

/// The answer as JSON.
#[derive(Serialize)]
struct Object<'a> {
    ledger: &'a str,
    entry: u64,
    hash: String,
    size: u64,
    root: String,
}

/// Creates the ledger.
///
/// # Errors
/// The file exists, or cannot be created.
pub(super) fn run(args: Init, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let (path, parent) = session.ledger_path()?;
    let location = session.location(&path)?;
    let name = match args.name {
        Some(name) => checkpoint::check_name(&name).map(|()| name).map_err(|fault| fault.at("--name"))?,
        None => checkpoint::name_near(&location.name()),
    };
    let begun = Beginning { name: &name, program: PROGRAM };
    let receipt = session.with_password(|session| {
        let location = session.location(&path)?;
        session.with_recorder(|recorder| Ok(location.create(parent, &begun, recorder)?))
    })?;
    // What was seen of an earlier ledger here no longer matters.
    if let Ok((_, seen)) = session.open_unseen(Mode::Read) {
        session.see(&receipt.head, &seen);
    }
    let shown = if server::is_url(&path) { location.real().unwrap_or_default() } else { path.clone() };
    let path = shown.to_string_lossy();
    if args.answer.json {
        let (entry, hash) = (receipt.entry.number, receipt.digest.to_string());
        let object =
            Object { ledger: &path, entry, hash, size: receipt.head.size(), root: receipt.head.root().to_string() };
        session.announce(&receipt, &words::json(&object));
    } else if !session.quiet {
        let said =
            format!("entry 1  ledger created: {}\n{}", words::shown(&path), recorded::receipt_line(&receipt.head));
        session.announce(&receipt, &said);
    }
    Ok(Exit::Done)
}
