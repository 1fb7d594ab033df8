//! Reads a file once from end to end and counts what each column contains.

use std::collections::BTreeMap;

use crate::domain::{Fault, text};
use crate::intake::Column;
use crate::intake::read::{Detected, Opened, RowFault, Rows};
use crate::intake::table::{Cell, Row};

use super::super::rates;
use super::column::{Explained, Seen};
use super::header::{self, Odd, filled};
use super::look::sample;
use super::names;
use super::same_days::{Contradiction, SameDays};

/// How many rows are searched for the header.
const BEGINNING: usize = 60;

/// The most columns explained.
const COLUMNS: usize = 500;

/// The most lines named for an oddity.
const NAMED: usize = 5;

/// What a file seems to contain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What kind of file it is.
    pub detected: Detected,
    /// Its sheets.
    pub sheets: Vec<Sheet>,
    /// Why impound is the wrong program for it, if that can be told.
    pub refusal: Option<Fault>,
}

/// What a sheet seems to contain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its name; empty in a CSV.
    pub name: String,
    /// Whether the spreadsheet hides it.
    pub is_hidden: bool,
    /// The line of the header row; `None` if there is none.
    pub header: Option<u64>,
    /// The rows above it that are not blank.
    pub above: u64,
    /// The rows below it that are not blank.
    pub rows: u64,
    /// Its columns.
    pub columns: Vec<Explained>,
    /// Rows that are probably not data.
    pub oddities: Vec<Oddity>,
    /// Faults of form: the first few, and the number of all.
    pub faults: (Vec<RowFault>, u64),
}

/// Rows that are probably not data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oddity {
    /// What they seem to be.
    pub what: &'static str,
    /// How many there are.
    pub count: u64,
    /// The lines of the first few.
    pub lines: Vec<u64>,
}

/// Reads a whole file and describes what it seems to contain.
///
/// # Errors
/// A sheet cannot be opened. Faults of single rows are part of the explanation.
pub fn explain(opened: &mut Opened) -> Result<Explanation, Fault> {
    let detected = opened.detected().clone();
    let mut sheets = Vec::new();
    for name in &detected.sheets {
        let is_hidden = detected.hidden.contains(name);
        sheets.push(Survey::default().sheet(name, is_hidden, opened.rows(name)?));
    }
    let refusal = sheets.iter().find_map(|sheet: &Sheet| are_rates(&sheet.columns).then(rates::refusal));
    Ok(Explanation { detected, sheets, refusal })
}

/// Counts for a sheet while its rows are read.
#[derive(Default)]
struct Survey {
    headings: Vec<String>,
    usual: usize,
    rows: u64,
    /// The number of them that are data.
    data: u64,
    seen: Vec<Seen>,
    days: SameDays,
    odd: BTreeMap<Odd, (u64, Vec<u64>)>,
    faults: (Vec<RowFault>, u64),
}

impl Survey {
    fn sheet(mut self, name: &str, is_hidden: bool, mut rows: Rows) -> Sheet {
        let mut first = Vec::new();
        while first.len() < BEGINNING
            && let Some(row) = self.good(&mut rows)
        {
            first.push(row);
        }
        let at = header::find(&first);
        self.headings = at.map_or_else(Vec::new, |at| first[at].cells.iter().map(heading).collect());
        let data = &first[at.map_or(0, |at| at + 1)..];
        let mut widths: Vec<usize> = data.iter().map(|row| filled(row).count()).collect();
        widths.sort_unstable();
        // Group headings and totals have fewer cells than data rows, and there may be many.
        self.usual = widths.get(widths.len() * 3 / 4).copied().unwrap_or(0);
        data.iter().for_each(|row| self.row(row));
        while let Some(row) = self.good(&mut rows) {
            self.row(&row);
        }
        let header = at.and_then(|at| first.get(at)).map(|row| row.line);
        let above = at.map_or(0, |at| at as u64);
        self.done(name, is_hidden, header, above)
    }

    /// The next well-formed row.
    fn good(&mut self, rows: &mut Rows) -> Option<Row> {
        loop {
            match rows.next()? {
                Ok(row) => return Some(row),
                Err(fault) => {
                    self.faults.1 += 1;
                    if self.faults.0.len() < NAMED {
                        self.faults.0.push(fault);
                    }
                }
            }
        }
    }

    fn row(&mut self, row: &Row) {
        self.rows += 1;
        if let Some(odd) = header::odd(row, &self.headings, self.usual) {
            let (count, lines) = self.odd.entry(odd).or_default();
            *count += 1;
            if lines.len() < NAMED {
                lines.push(row.line);
            }
            if odd == Odd::Alone {
                self.widen(row);
                self.seen.iter_mut().zip(&row.cells).for_each(|(seen, cell)| seen.count_alone(cell));
            }
            return;
        }
        self.widen(row);
        self.data += 1;
        self.days.row(row);
        let cells = row.cells.iter().chain(std::iter::repeat(&Cell::Empty));
        self.seen.iter_mut().zip(cells).for_each(|(seen, cell)| seen.count(cell));
    }

    /// Makes room for the columns of a row; earlier rows had nothing in them.
    fn widen(&mut self, row: &Row) {
        let width = row.cells.len().min(COLUMNS).max(self.seen.len());
        self.seen.resize(width, Seen::nothing(self.data));
    }

    fn done(mut self, name: &str, is_hidden: bool, header: Option<u64>, above: u64) -> Sheet {
        let width = self.headings.len().min(COLUMNS).max(self.seen.len());
        self.seen.resize(width, Seen::nothing(self.data));
        self.seen.iter_mut().for_each(Seen::settle);
        self.headings.resize(width, String::new());
        let named: Vec<(&str, &Seen)> = self.headings.iter().map(String::as_str).zip(&self.seen).collect();
        let mut probable = names::probable(&named);
        let contradictions = self.days.contradictions();
        prefer_year_first(&contradictions, &self.seen, &mut probable);
        let contradicted = contradicted(&contradictions, &self.headings);
        let columns = probable.into_iter().zip(self.seen).zip(&self.headings).enumerate();
        let columns = columns.map(|(at, ((probably, seen), name))| {
            let mut doubts = seen.doubts();
            doubts.extend(contradicted.iter().filter(|(column, _)| *column == at).map(|(_, doubt)| doubt.clone()));
            let repeated = seen.profile.repeated();
            if probably == Some(Column::Ref) && repeated > 0 {
                doubts.push(format!("{repeated} of its values repeat another: it does not identify the rows"));
            }
            Explained { position: at + 1, name: text::escape(name).into_owned(), seen, probably, doubts }
        });
        let oddities = self.odd.into_iter().map(|(odd, (count, lines))| Oddity { what: what(odd), count, lines });
        Sheet {
            name: name.to_owned(),
            is_hidden,
            header,
            above,
            rows: self.rows,
            columns: columns.collect(),
            oddities: oddities.collect(),
            faults: self.faults,
        }
    }
}

/// If two columns contradict each other, the one whose days all begin with the year is the date.
fn prefer_year_first(contradictions: &[Contradiction], seen: &[Seen], probable: &mut [Option<Column>]) {
    let is_iso =
        |at: usize| seen[at].formats.iter().all(|format| format.starts_with("%Y")) && !seen[at].formats.is_empty();
    for Contradiction { columns: (one, other), .. } in contradictions {
        for (date, iso) in [(*one, *other), (*other, *one)] {
            if probable[date] == Some(Column::Date) && !is_iso(date) && is_iso(iso) && probable[iso].is_none() {
                (probable[date], probable[iso]) = (None, Some(Column::Date));
            }
        }
    }
}

/// What a person should check in columns that contradict each other, with each column.
fn contradicted(contradictions: &[Contradiction], headings: &[String]) -> Vec<(usize, String)> {
    let doubt = |other: usize, Contradiction { swapped, rows, .. }: &Contradiction| {
        let name = text::quote(&headings[other]);
        format!("in {swapped} of {rows} rows day and month are the other way round than in #{} {name}", other + 1)
    };
    contradictions
        .iter()
        .flat_map(|found| {
            let (one, other) = found.columns;
            [(one, doubt(other, found)), (other, doubt(one, found))]
        })
        .collect()
}

fn heading(cell: &Cell) -> String {
    sample(cell).chars().take(80).collect()
}

fn what(odd: Odd) -> &'static str {
    match odd {
        Odd::Total => "a sum: its text begins with “total” or the like",
        Odd::NumbersOnly => "numbers without any words: perhaps sums",
        Odd::Alone => "one cell alone: perhaps the heading of a group, or a footer",
        Odd::HeaderAgain => "the headings again",
    }
}
/// Whether a table has a column of days and one column for each of many currencies.
fn are_rates(columns: &[Explained]) -> bool {
    let days = columns.iter().any(|column| column.seen.days * 2 > column.seen.filled());
    days && rates::are_headings(columns.iter().map(|column| column.name.as_str()))
}
