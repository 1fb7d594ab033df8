//! What an import reports: how many rows, what became of them and their amounts, and the receipt.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::{Amount, Bounds, text};
use crate::intake::Account;
use crate::intake::account::{Column, Sum};
use crate::intake::notice::{Notice, NoticeKind};
use crate::journal::Frontier;
use crate::store::Keep;

use super::super::failure::{Exit, Failure};
use super::super::layout::columns;
use super::super::recorded;
use super::super::session::Session;
use super::super::words::{self, counted};
use super::tally::{self, Flow, Known, Out, Tally};

/// The results of an import.
pub(super) struct Summary<'a> {
    /// The file.
    pub(super) name: &'a str,
    /// The results for its rows.
    pub(super) tally: &'a Tally,
    /// How many rows the list of rejects has.
    pub(super) rejected: u64,
    /// Whether the recorded entries are kept.
    pub(super) keep: Keep,
    /// The ledger's head now.
    pub(super) head: &'a Frontier,
    /// Whether to answer with a JSON object.
    pub(super) json: bool,
}

/// The answer as JSON.
#[derive(Serialize)]
struct Object<'a> {
    file: &'a str,
    rows: Rows,
    skipped_by: BTreeMap<&'a str, u64>,
    entries: Entries,
    rounded: u64,
    not_understood: BTreeMap<&'a str, u64>,
    not_understood_cells: u64,
    not_understood_by: BTreeMap<&'static str, u64>,
    faults_in: BTreeMap<&'static str, u64>,
    columns: Vec<InColumn<'a>>,
    amounts: Vec<OutOf<'a>>,
    notices: Vec<String>,
    dry_run: bool,
    size: u64,
    root: String,
}

#[derive(Serialize)]
struct Rows {
    read: u64,
    skipped: u64,
    recorded: u64,
    recorded_before: u64,
    known: u64,
    rejected: u64,
}

#[derive(Serialize)]
struct Entries {
    actions: u64,
    cases: u64,
    sources: u64,
}

/// What a column of the file contains.
#[derive(Serialize)]
struct InColumn<'a> {
    column: &'a str,
    figures: u64,
    sum: Option<String>,
    others: u64,
    left_out: u64,
    left_out_sum: Option<String>,
    skipped: u64,
    skipped_sum: Option<String>,
}

/// What was recorded from it.
#[derive(Serialize)]
struct OutOf<'a> {
    column: Option<&'a str>,
    action: &'a str,
    currency: Option<&'a str>,
    amounts: u64,
    unstated: u64,
    non_valued: u64,
    sum: Option<String>,
}

/// How many cells that were not understood are shown.
const SHOWN: usize = 20;

impl Summary<'_> {
    /// Prints the summary.
    ///
    /// # Errors
    /// Standard output cannot be written and nothing was recorded.
    pub(super) fn give(self, session: &mut Session<'_>) -> Result<Exit, Failure> {
        let said = match (self.json, session.quiet) {
            (true, _) => Some(self.object()),
            (false, true) => None,
            (false, false) => Some(self.lines()),
        };
        match said {
            Some(said) if self.is_kept() => session.announce_import(&said),
            Some(said) => session.print(&said)?,
            None => {}
        }
        Ok(if self.rejected > 0 { Exit::Refused } else { Exit::Done })
    }

    fn is_kept(&self) -> bool {
        self.keep == Keep::Entry && self.tally.entries > 0
    }

    fn lines(&self) -> String {
        let Tally { recorded, repeated, faulty, entries, cases, sources, notices, .. } = self.tally;
        let whole = self.tally.whole();
        let mut said = format!("{}  {}", self.name, counted(whole.rows, "row", "rows"));
        let would = if self.keep == Keep::Nothing { "would be " } else { "" };
        said.push_str(&format!(": {recorded} {would}recorded"));
        let counts = [
            (*repeated, "recorded before"),
            (self.tally.earlier, "known from an earlier file"),
            (*faulty, "rejected"),
            (whole.left_out(), "skipped"),
        ];
        for (count, what) in counts.into_iter().filter(|(count, _)| *count > 0) {
            said.push_str(&format!(", {count} {what}"));
        }
        said.push('\n');
        self.say_known(&mut said);
        for (rule, rows) in &whole.skipped {
            said.push_str(&format!("  {rows} skipped by {rule}\n"));
        }
        for notice in notices.iter() {
            said.push_str(&format!("  note: {}\n", noted(notice)));
        }
        if *entries == 0 {
            said.push_str("nothing new: the ledger is unchanged\n");
            return said;
        }
        self.say_amounts(&whole, &mut said);
        let parts = [
            counted(*entries, "action", "actions"),
            counted(*cases, "case", "cases"),
            counted(*sources, "source", "sources"),
        ];
        said.push_str(&format!("entries  {}\n", parts.join(", ")));
        said.push_str(&match self.keep {
            Keep::Nothing => "dry run: nothing was recorded\n".to_owned(),
            Keep::Entry => recorded::receipt_line(self.head),
        });
        said
    }

    /// Names rows that were recorded before: all of them if other rows are new, else only those since voided.
    fn say_known(&self, said: &mut String) {
        let Tally { recorded, repeated, known, .. } = self.tally;
        for Known { place, entry, voided, row } in known.iter().filter(|known| *recorded > 0 || known.voided.is_some())
        {
            let row = row.as_ref().map(|row| format!(" ({})", text::escape(row))).unwrap_or_default();
            let voided = voided.map(|by| format!(", which was voided by entry {by}")).unwrap_or_default();
            said.push_str(&format!("  {place} is entry {entry} already{row}{voided}\n"));
        }
        let unnamed = repeated.saturating_sub(known.len() as u64);
        if *recorded > 0 && unnamed > 0 {
            said.push_str(&format!("  and {unnamed} more\n"));
        }
    }

    /// What went in, what came out, and everything that was not taken as it was.
    fn say_amounts(&self, whole: &Account, said: &mut String) {
        for column in whole.columns.iter().filter(|column| column.of_amounts) {
            said.push_str(&format!("in   {}  {}", text::escape(&column.name), figures(column.counted)));
            if column.power > 0 {
                said.push_str(&format!(" × 10^{}", column.power));
            }
            if column.others > 0 {
                said.push_str(&format!(", {}", counted(column.others, "other cell", "other cells")));
            }
            said.push('\n');
            for (sum, what) in [(column.left_out, "used by no action"), (column.skipped, "in skipped rows")] {
                if sum.figures > 0 {
                    said.push_str(&format!("     {what}: {}\n", figures(sum)));
                }
            }
        }
        let rows = self.tally.out.iter().map(|(flow, out)| {
            let column = flow.column.as_deref().map(text::escape).unwrap_or_default();
            vec![format!("out  {column}"), flow.action.to_owned(), counted(out.amounts, "amount", "amounts"), sum(*out)]
        });
        said.push_str(&columns(rows.collect()));
        if whole.rounded > 0 {
            said.push_str(&format!(
                "{} rounded as the map says\n",
                counted(whole.rounded, "figure was", "figures were")
            ));
        }
        let texts = &whole.not_understood;
        if texts.all > 0 {
            let cells = counted(texts.all, "amount cell was", "amount cells were");
            said.push_str(&format!("{cells} not understood, and replaced by the map's otherwise\n"));
            for (why, cells) in &whole.misread {
                said.push_str(&format!("  {cells} with {}\n", why.as_str()));
            }
            for (text, times) in texts.each.iter().take(SHOWN) {
                said.push_str(&format!("  {times} of {text}\n"));
            }
            let more = texts.each.len().saturating_sub(SHOWN);
            if more > 0 {
                said.push_str(&format!("  and {more} other texts\n"));
            }
        }
    }

    fn object(&self) -> String {
        let Tally { recorded, repeated, faulty, entries, cases, sources, notices, .. } = self.tally;
        let whole = self.tally.whole();
        let skipped = whole.left_out();
        words::json(&Object {
            file: self.name,
            rows: Rows {
                read: whole.rows + skipped,
                skipped,
                recorded: *recorded,
                recorded_before: *repeated,
                known: self.tally.earlier,
                rejected: *faulty,
            },
            skipped_by: whole.skipped.iter().map(|(rule, rows)| (&**rule, *rows)).collect(),
            entries: Entries { actions: *entries, cases: *cases, sources: *sources },
            rounded: whole.rounded,
            not_understood: whole.not_understood.each.iter().map(|(text, times)| (text.as_str(), *times)).collect(),
            not_understood_cells: whole.not_understood.all,
            not_understood_by: whole.misread.iter().map(|(why, cells)| (why.as_str(), *cells)).collect(),
            faults_in: self.tally.faults.iter().map(|(column, faults)| (tally::of(*column), *faults)).collect(),
            columns: whole.columns.iter().map(in_column).collect(),
            amounts: self.tally.out.iter().map(out_of).collect(),
            notices: notices.iter().map(noted).collect(),
            dry_run: self.keep == Keep::Nothing,
            size: self.head.size(),
            root: self.head.root().to_string(),
        })
    }
}

/// A notice, with the flag that helps, if there is one.
fn noted(notice: &Notice) -> String {
    match notice.kind {
        NoticeKind::GuessedEncoding => format!("{notice}; if letters look wrong, give --encoding"),
        _ => notice.to_string(),
    }
}

fn in_column(column: &Column) -> InColumn<'_> {
    let total = |sum: Sum| sum.total.map(|total| total.to_string());
    InColumn {
        column: &column.name,
        figures: column.counted.figures,
        sum: total(column.counted),
        others: column.others,
        left_out: column.left_out.figures,
        left_out_sum: total(column.left_out),
        skipped: column.skipped.figures,
        skipped_sum: total(column.skipped),
    }
}

fn out_of<'a>((flow, out): (&'a Flow, &'a Out)) -> OutOf<'a> {
    OutOf {
        column: flow.column.as_deref(),
        action: flow.action,
        currency: flow.currency,
        amounts: out.amounts,
        unstated: out.unstated,
        non_valued: out.non_valued,
        sum: stated(*out).map(|amount| amount.to_string()),
    }
}

/// `3 figures come to 23800.00`.
fn figures(sum: Sum) -> String {
    let total = sum.total.map_or("more than can be held".to_owned(), |total| total.to_string());
    format!("{}, {total}", counted(sum.figures, "figure", "figures"))
}

/// What amounts come to, and how many say nothing.
fn sum(out: Out) -> String {
    let mut said = match (stated(out), out.unit) {
        (Some(amount), _) => vec![amount.to_string()],
        (None, Some(_)) if out.unstated + out.non_valued < out.amounts => vec!["more than can be held".to_owned()],
        (None, _) => Vec::new(),
    };
    for (count, what) in [(out.unstated, "not stated"), (out.non_valued, "non-valued")] {
        if count > 0 {
            said.push(format!("{count} {what}"));
        }
    }
    said.join(", ")
}

/// What the stated amounts come to.
fn stated(out: Out) -> Option<Amount> {
    let is_any = out.amounts > out.unstated + out.non_valued;
    let (unit, sum): (_, Bounds) = out.unit.zip(out.sum).filter(|_| is_any)?;
    Some(Amount::Stated(unit, sum))
}
