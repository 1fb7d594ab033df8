//! `impound void`.

use crate::store::Request;

use super::failure::{Exit, Failure};
use super::particulars::{Answering, Once, needed_words};
use super::session::Session;

/// Void an entry: its action no longer counts as having happened; or take back a reading, a claim or an event
///
/// The entry stays as it is; a new one says that it is void, and why. `impound reinstate` takes a void back.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  impound void 14 --reason \"recorded twice: see entry 12\"")]
pub(super) struct Void {
    /// The number of an entry that records the action, or of the reading, the claim or the event
    #[arg(value_name = "ENTRY", value_parser = super::particulars::entry_number)]
    entry: u64,

    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: String,

    #[command(flatten)]
    once: Once,

    #[command(flatten)]
    answering: Answering,
}

/// Records that an entry is void.
///
/// # Errors
/// A value is invalid, a rule refuses the entry, or the ledger cannot be written.
pub(super) fn run(args: Void, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let reason = needed_words("reason", args.reason, &mut session.answers)?;
    let request = args.once.of(Request::Void { entry: args.entry, reason })?;
    args.answering.record(session, request)
}
