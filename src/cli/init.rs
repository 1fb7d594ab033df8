//! `impound init`.

use crate::store::Ledger;

use super::failure::{Exit, Failure};
use super::recorded;
use super::session::Session;
use super::words;

/// The program and its version, as the first entry names them.
const PROGRAM: &str = concat!("impound ", env!("CARGO_PKG_VERSION"));

/// Create the ledger: an empty file that only you can read
///
/// No other command creates a ledger, and an existing one is never replaced.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  impound init --ledger unit7.db")]
pub(super) struct Init {}

/// Creates the ledger.
///
/// # Errors
/// The file exists, or cannot be created.
pub(super) fn run(_args: Init, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let (path, parent) = session.ledger_path()?;
    let receipt = session.with_recorder(|recorder| Ok(Ledger::create(&path, parent, PROGRAM, recorder)?))?;
    if !session.quiet {
        let path = path.to_string_lossy();
        let said = format!("entry 1  ledger created: {}\n{}", words::shown(&path), recorded::receipt_line(&receipt));
        session.announce(&receipt, &said);
    }
    Ok(Exit::Done)
}
