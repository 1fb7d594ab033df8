//! The first sheet: which ledger and state the workbook is about, what was asked, and what each sheet and column is.

use std::borrow::Cow;

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use super::column::Value;
use super::sheet::{Formats, Section, fit, put};
use crate::render::origin::unresolved;
use crate::report::document::{LedgerUsed, Meta, Outline, RateUsed, Verified, escape};

/// What is to be known before one reads a figure.
const NOTES: [&str; 4] = [
    "lower and upper are numbers where no figure of the column has more than 15 digits, which is all that a spreadsheet \
     keeps. Otherwise the whole column is text.",
    "exact_text is exact in every row. Do not add amounts in the spreadsheet where the last digit matters.",
    "An empty cell means that something does not apply or is not known; it is never 0. Where upper is empty, there is no \
     upper end.",
    "Rows of different currencies, and stocks and flows, are never added to each other.",
];

/// The width of each column but the last.
const WIDTHS: [usize; 6] = [16, 26, 60, 24, 20, 12];

/// Lines, written one below the other.
struct Lines<'s, 'f> {
    sheet: &'s mut Worksheet,
    formats: &'f Formats,
    row: RowNum,
}

/// Writes the sheet.
///
/// # Errors
/// The sheet cannot hold it.
pub(super) fn write(
    sheet: &mut Worksheet,
    outline: &Outline,
    sheets: &[(String, &Section)],
    formats: &Formats,
) -> Result<(), XlsxError> {
    let mut lines = Lines { sheet, formats, row: 0 };
    lines.bold(&[&outline.meta().title])?;
    lines.blank();
    for (name, value) in origin(outline) {
        lines.line(&[text(name), value])?;
    }
    lines.blank();
    lines.bold(&["sheet", "rows", "what it shows"])?;
    for (name, section) in sheets {
        let rows = Value::Figure(Cow::Owned(section.rows.to_string()));
        lines.line(&[text(name), rows, text(section.frame.heading())])?;
    }
    lines.blank();
    for note in NOTES {
        lines.line(&[text(note)])?;
    }
    lines.blank();
    lines.bold(&["sheet", "column", "meaning"])?;
    for (name, section) in sheets {
        for column in &section.columns {
            lines.line(&[text(name), text(&column.name), text(column.meaning(&section.frame))])?;
        }
    }
    lines.rates(outline.rates())?;
    for (at, width) in (0..).zip(WIDTHS) {
        fit(lines.sheet, at, width)?;
    }
    lines.sheet.set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

/// Where the figures come from, and what was asked.
fn origin(outline: &Outline) -> Vec<(String, Value<'_>)> {
    let Meta { title: _, entry, digest, filters, version, verified, unplaced } = outline.meta();
    let mut lines = Vec::new();
    let mut line = |name: &str, value| lines.push((name.replace('_', " "), value));
    if let Some(ledger) = outline.ledger() {
        line("ledger", text(ledger));
    }
    if outline.ledgers().is_empty() {
        line("head", text(format!("entry {entry}")));
        line("root", text(digest));
    }
    for ledger in outline.ledgers() {
        let LedgerUsed { origin, entries, root, recorded_at, .. } = ledger;
        line("ledger", text(origin));
        line("head", text(format!("entry {entries}, recorded {recorded_at}")));
        line("root", text(root));
        if let Some(unresolved) = unresolved(ledger) {
            line("links", text(unresolved));
        }
    }
    match verified {
        Verified::Unsaid => {}
        Verified::Never => line("verified", text("never")),
        Verified::UpTo(entry) => line("verified", text(format!("up to entry {entry}"))),
    }
    for (name, value) in filters {
        line(name, text(if value == "true" { "yes" } else { value }));
    }
    if let Some(unplaced) = unplaced {
        line("unplaced", text(unplaced.to_string()));
    }
    line("version", text(version));
    lines
}

impl Lines<'_, '_> {
    fn rates(&mut self, rates: &[RateUsed]) -> Result<(), XlsxError> {
        if rates.is_empty() {
            return Ok(());
        }
        self.blank();
        self.bold(&["rate from", "requested", "rate", "orientation", "set", "date", "entry"])?;
        for RateUsed { from, requested, date, rate, orientation, set, entry } in rates {
            self.line(&[from, requested.as_str(), rate, orientation, set, date, entry].map(text))?;
        }
        Ok(())
    }

    fn blank(&mut self) {
        self.row += 1;
    }

    fn bold(&mut self, words: &[&str]) -> Result<(), XlsxError> {
        for (at, word) in (0..).zip(words) {
            self.sheet.write_string_with_format(self.row, at, escape(word), &self.formats.bold)?;
        }
        self.row += 1;
        Ok(())
    }

    fn line(&mut self, values: &[Value<'_>]) -> Result<(), XlsxError> {
        for (at, value) in (0 as ColNum..).zip(values) {
            put(self.sheet, (self.row, at), value, self.formats)?;
        }
        self.row += 1;
        Ok(())
    }
}

fn text<'a>(text: impl Into<Cow<'a, str>>) -> Value<'a> {
    Value::Text(match text.into() {
        Cow::Borrowed(text) => escape(text),
        Cow::Owned(text) => Cow::Owned(escape(&text).into_owned()),
    })
}
