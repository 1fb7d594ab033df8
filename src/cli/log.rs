//! `impound log`.

use crate::query::{Source, Span};
use crate::report::Meta;
use crate::report::listing::{self, Logged};
use crate::store::{Error, Mode};

use super::failure::{Exit, Failure};
use super::recorded::recorded;
use super::session::Session;
use super::words::PROGRAM;
use super::written::Written;

/// List the last entries, the latest first: number, time, who recorded it, what it says
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  impound log
  impound log -n 5 --json")]
pub(super) struct Log {
    /// How many entries
    #[arg(short = 'n', long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u64).range(1..))]
    number: u64,

    #[command(flatten)]
    written: Written,
}

/// Lists them.
///
/// # Errors
/// The ledger cannot be read.
pub(super) fn run(args: Log, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let path = session.ledger_path()?.0;
    let ledger = session.open(Mode::Read)?;
    // Before the state is read: a ledger is read once at a time.
    let verified = session.last_verified(&ledger);
    let state = ledger.snapshot()?;
    let head = state.head()?;
    let mut entries: Vec<Logged> = Vec::new();
    let span = Span { after: head.size().saturating_sub(args.number), up_to: head.size(), limit: None };
    state.each_entry(span, &mut |entry, _, _| {
        entries.push(Logged { records: recorded(&entry.body), entry });
        Ok::<(), Error>(())
    })?;
    entries.reverse();
    let meta = listing::meta("Log: the last entries, the latest first", &head, PROGRAM);
    let filters = vec![("number".to_owned(), args.number.to_string())];
    let meta = Meta { filters, verified, ..meta };
    let document = listing::log(meta, &entries)?;
    drop(state);
    drop(ledger);
    args.written.write(&document, &path, session)
}
