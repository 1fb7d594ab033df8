//! What an import answers: how many rows, what became of them, and the receipt.

use crate::journal::Frontier;
use crate::store::Keep;

use super::super::failure::{Exit, Failure};
use super::super::recorded;
use super::super::session::Session;
use super::super::words::counted;
use super::recording::Tally;

/// What came of an import.
pub(super) struct Summary<'a> {
    /// The file.
    pub(super) name: &'a str,
    /// What came of its rows.
    pub(super) tally: &'a Tally,
    /// How many rows the list of rejects has.
    pub(super) rejected: u64,
    /// Whether what was recorded was kept.
    pub(super) keep: Keep,
    /// Where the ledger stands now.
    pub(super) head: &'a Frontier,
}

impl Summary<'_> {
    /// Says it.
    ///
    /// # Errors
    /// Standard output cannot be written where nothing was recorded.
    pub(super) fn give(self, session: &mut Session<'_>) -> Result<Exit, Failure> {
        if !session.quiet {
            let said = self.lines();
            match self.is_kept() {
                true => session.announce_import(&said),
                false => session.print(&said)?,
            }
        }
        Ok(if self.rejected > 0 { Exit::Refused } else { Exit::Done })
    }

    fn is_kept(&self) -> bool {
        self.keep == Keep::Entry && self.tally.entries > 0
    }

    fn lines(&self) -> String {
        let Tally { rows, recorded, repeated, faulty, skipped, entries, cases, sources, known, notices } = self.tally;
        let mut said = format!("{}  {}", self.name, counted(*rows, "row", "rows"));
        let would = if self.keep == Keep::Nothing { "would be " } else { "" };
        said.push_str(&format!(": {recorded} {would}recorded"));
        for (count, what) in [(repeated, "recorded before"), (faulty, "rejected"), (skipped, "skipped")] {
            if *count > 0 {
                said.push_str(&format!(", {count} {what}"));
            }
        }
        said.push('\n');
        for (place, entry) in known.iter().filter(|_| *recorded > 0) {
            said.push_str(&format!("  {place} is entry {entry} already\n"));
        }
        let unnamed = repeated.saturating_sub(known.len() as u64);
        if *recorded > 0 && unnamed > 0 {
            said.push_str(&format!("  and {unnamed} more\n"));
        }
        for notice in notices.iter() {
            said.push_str(&format!("  note: {notice}\n"));
        }
        if *entries == 0 {
            said.push_str("nothing new: the ledger is as it was\n");
            return said;
        }
        let parts = [
            counted(*entries, "action", "actions"),
            counted(*cases, "case", "cases"),
            counted(*sources, "source", "sources"),
        ];
        said.push_str(&format!("entries  {}\n", parts.join(", ")));
        said.push_str(&match self.keep {
            Keep::Nothing => "dry run: nothing was recorded\n".to_owned(),
            Keep::Entry => recorded::receipt_line(self.head.size(), self.head.root()),
        });
        said
    }
}
