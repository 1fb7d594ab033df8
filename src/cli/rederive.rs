//! `impound rederive`.

use serde::Serialize;

use crate::store::{Mode, Rederived};

use super::answer::Answer;
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
pub(super) struct Rederive {
    #[command(flatten)]
    answer: Answer,
}

/// The answer as JSON.
#[derive(Serialize)]
struct Object<'a> {
    /// Whether the derived tables were rebuilt.
    rebuilt: bool,
    /// How many entries there are, and the root of their tree, if they were verified.
    entries: Option<u64>,
    root: Option<String>,
    differences: &'a [String],
}

/// Derives the tables again, and verifies the ledger.
///
/// # Errors
/// The ledger cannot be read or written.
pub(super) fn run(args: Rederive, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let mut ledger = session.open(Mode::Write)?;
    let bar = Bar::of_entries(ledger.head()?.size(), session.shows_progress());
    let rederived = ledger.rederive(&mut |read| {
        bar.at(read);
        Ok(())
    })?;
    drop(bar);
    if let Rederived::NotFrom(differences) = rederived {
        let object = Object { rebuilt: false, entries: None, root: None, differences: &differences };
        args.answer.give(session, &object, || {
            format!("{}the journal does not verify: nothing was changed\n", words::listed(&differences))
        })?;
        return Ok(Exit::Damaged);
    }
    let findings = session.verified(&mut ledger, &[])?;
    let (entries, root, differences) = (findings.entries, findings.tree.root().to_string(), &findings.differences);
    let said = format!("{entries} entries, root {root}\n");
    let object = Object { rebuilt: true, entries: Some(entries), root: Some(root), differences };
    if differences.is_empty() {
        args.answer.confirm(session, &object, || {
            format!("{said}the derived tables were rebuilt from the journal; no differences\n")
        })?;
        return Ok(Exit::Done);
    }
    args.answer.give(session, &object, || format!("{said}{}", words::listed(differences)))?;
    Ok(Exit::Damaged)
}
