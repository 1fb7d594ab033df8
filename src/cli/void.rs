//! `impound void`.

use crate::store::{Mode, Request};

use super::failure::{Exit, Failure};
use super::particulars::{Answering, needed_words};
use super::session::Session;

/// Void an entry: its action is no longer held to have happened
///
/// The entry stays as it is, and a new one says that it is void, and why.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  impound void 14 --reason \"recorded twice: see entry 12\"")]
pub(super) struct Void {
    /// The number of an entry that records the action
    #[arg(value_name = "ENTRY")]
    entry: u64,

    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: String,

    #[command(flatten)]
    answering: Answering,
}

/// Records that an entry is void.
///
/// # Errors
/// A value or a rule that says no, or a ledger that cannot be written.
pub(super) fn run(args: Void, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let reason = needed_words("reason", args.reason, &mut session.answers)?;
    let mut ledger = session.open(Mode::Write)?;
    let request = Request::Void { entry: args.entry, reason };
    let receipt = session.append(&mut ledger, request, args.answering.keep())?;
    args.answering.give(session, &receipt)?;
    Ok(Exit::Done)
}
