//! `impound reinstate`.

use crate::store::Request;

use super::failure::{Exit, Failure};
use super::particulars::{Answering, Once, needed_words};
use super::session::Session;

/// Take a void back: the action counts as having happened after all
///
/// Its last reading is in force again, in its former place, if what was recorded since then allows it. The entries stay
/// as they are; a new one says that the action counts again, and why.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  impound reinstate 14 --reason \"entry 12 was the one recorded twice\"")]
pub(super) struct Reinstate {
    /// The number of the entry that was voided, or of the one that voided it
    #[arg(value_name = "ENTRY")]
    entry: u64,

    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: String,

    #[command(flatten)]
    once: Once,

    #[command(flatten)]
    answering: Answering,
}

/// Records that a voided action counts again.
///
/// # Errors
/// A value is invalid, a rule refuses the entry, or the ledger cannot be written.
pub(super) fn run(args: Reinstate, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let reason = needed_words("reason", args.reason, &mut session.answers)?;
    let request = args.once.of(Request::Reinstate { entry: args.entry, reason })?;
    args.answering.record(session, request)
}
