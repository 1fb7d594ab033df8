//! `impound verify`.

use crate::store::Mode;

use super::bar::Bar;
use super::failure::{Exit, Failure};
use super::session::Session;
use super::words;

/// Check the whole ledger again, and list every difference
///
/// Every entry's digest is computed anew, every entry is read anew from the first to the last, and what follows from
/// them is compared with what is stored. Exit code 3 if anything differs.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  impound verify --ledger unit7.db")]
pub(super) struct Verify {}

/// Verifies the ledger.
///
/// # Errors
/// The file cannot be read at all.
pub(super) fn run(_args: Verify, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let mut ledger = session.open(Mode::Read)?;
    let bar = Bar::of_entries(ledger.head()?.size(), session.shows_progress());
    let findings = ledger.verify(&mut |read| {
        bar.at(read);
        Ok(())
    })?;
    drop(bar);
    let head = format!("{} entries, root {}", findings.entries, findings.root);
    if findings.differences.is_empty() {
        if !session.quiet {
            session.print(&format!("{head}\nno differences\n"))?;
        }
        return Ok(Exit::Done);
    }
    let count = findings.differences.len();
    let mut answer = format!("{head}\n{count} difference{}:\n", if count == 1 { "" } else { "s" });
    for difference in &findings.differences {
        answer.push_str(&format!("  {}\n", words::shown(difference)));
    }
    session.print(&answer)?;
    Ok(Exit::Damaged)
}
