//! `impound rederive`.

use crate::store::{Mode, Rederived};

use super::bar::Bar;
use super::failure::{Exit, Failure};
use super::session::Session;
use super::words;

/// Repair the derived tables: rebuild them from a journal that verifies
///
/// A ledger's file holds the journal and, beside it, tables that follow from it, so that a command need not read every
/// entry. If something has changed those tables but not the journal, this rebuilds them. No entry is added, changed or
/// removed. A journal that does not verify is left as it is: then only a backup helps. Keep a copy of the file first if
/// somebody may need to find out what happened to it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  impound verify || impound rederive")]
pub(super) struct Rederive {}

/// Derives the tables anew, and verifies the ledger.
///
/// # Errors
/// The ledger cannot be read or written.
pub(super) fn run(_: Rederive, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let mut ledger = session.open(Mode::Write)?;
    let bar = Bar::of_entries(ledger.head()?.size(), session.shows_progress());
    let rederived = ledger.rederive(&mut |read| {
        bar.at(read);
        Ok(())
    })?;
    drop(bar);
    if let Rederived::NotFrom(differences) = rederived {
        session.print(&format!("{}the journal does not verify: nothing was changed\n", words::listed(&differences)))?;
        return Ok(Exit::Damaged);
    }
    let findings = session.verified(&mut ledger, &[])?;
    let said = format!("{} entries, root {}\n", findings.entries, findings.tree.root());
    if findings.differences.is_empty() {
        if !session.quiet {
            session.print(&format!("{said}the derived tables were rebuilt from the journal; no differences\n"))?;
        }
        return Ok(Exit::Done);
    }
    session.print(&format!("{said}{}", words::listed(&findings.differences)))?;
    Ok(Exit::Damaged)
}
