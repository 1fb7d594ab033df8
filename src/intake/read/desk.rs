//! Counts and bounds the rows read by a spreadsheet parser, and passes them on.

use std::sync::Arc;

use super::record::LONGEST_RECORD;
use super::told::RowFault;
use crate::domain::Fault;
use crate::intake::notice::{Notice, NoticeKind, Notices};
use crate::intake::table::{Cell, Row};

/// The most cells read from one sheet, including blank ones before others: a full sheet of nineteen columns.
pub const MOST_CELLS: u64 = 20_000_000;

/// The most bytes of text read from one sheet; a shared text counts in each of its cells.
pub(crate) const MOST_TEXT: u64 = 4 << 30;

/// The last column of a spreadsheet, XFD.
pub(super) const LAST_COLUMN: usize = 16_384;

/// The last row of a spreadsheet.
pub(super) const LAST_ROW: u64 = 1 << 20;

/// The most rows passed on together.
const BATCH: usize = 256;

/// The number of cells, or bytes of text, that ends a batch early.
const WEIGHT: u64 = 1 << 20;

/// What to do about a malformed file.
pub(super) const AGAIN: &str = "open the file in a spreadsheet program and save it again";

/// What is passed on from a sheet.
#[derive(Debug)]
pub(super) enum Message {
    /// Some rows.
    Rows(Vec<Result<Row, RowFault>>),
    /// A notice about the sheet.
    Notice(Notice),
    /// The input has ended.
    Over,
}

/// Receives messages; fails when no more are wanted.
pub(super) type Taker<'a> = dyn FnMut(Message) -> Result<(), Unwanted> + 'a;

/// The receiver wants no more rows.
#[derive(Debug)]
pub(super) struct Unwanted;

/// Why reading ended before the end of the sheet.
#[derive(Debug)]
pub(super) enum Stopped {
    /// The receiver wants no more rows.
    Unwanted,
    /// What is wrong.
    Fault(Fault),
}

impl From<Unwanted> for Stopped {
    fn from(_: Unwanted) -> Stopped {
        Stopped::Unwanted
    }
}

impl From<Fault> for Stopped {
    fn from(fault: Fault) -> Stopped {
        Stopped::Fault(fault)
    }
}

/// Counts the rows of a sheet and passes them on.
pub(super) struct Desk<'a> {
    take: &'a mut Taker<'a>,
    sheet: Arc<str>,
    batch: Vec<Result<Row, RowFault>>,
    weight: u64,
    /// The row being read.
    pub(super) line: u64,
    cells: u64,
    text: u64,
    notices: Notices,
}

/// The cells of a row being read, with never more text than a row may have.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    cells: Vec<Cell>,
    text: usize,
}

impl Cells {
    /// The number of cells.
    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    /// Fills with blank cells up to the column.
    pub(super) fn pad(&mut self, column: usize) {
        if column > self.cells.len() {
            self.cells.resize(column, Cell::Empty);
        }
    }

    /// Adds a cell.
    pub(super) fn push(&mut self, cell: Cell) {
        if self.text <= LONGEST_RECORD {
            self.text = self.text.saturating_add(length(&cell));
            return self.cells.push(cell);
        }
        // The row is refused, so the rest of its contents is useless.
        self.cells.push(Cell::Empty);
    }

    fn finish(mut self) -> (Vec<Cell>, usize) {
        while self.cells.last().is_some_and(|cell| *cell == Cell::Empty) {
            self.cells.pop();
        }
        (self.cells, self.text)
    }
}

impl<'a> Desk<'a> {
    /// A desk for a sheet.
    pub(super) fn new(sheet: &str, take: &'a mut Taker<'a>) -> Desk<'a> {
        Desk {
            take,
            sheet: Arc::from(sheet),
            batch: Vec::new(),
            weight: 0,
            line: 1,
            cells: 0,
            text: 0,
            notices: Notices::default(),
        }
    }

    /// Takes a row, dropping it if blank; says whether it was kept.
    pub(super) fn row(&mut self, line: u64, cells: Cells) -> Result<bool, Stopped> {
        self.line = line;
        self.cells += cells.len() as u64;
        let (cells, text) = cells.finish();
        self.text += text as u64;
        if self.cells > MOST_CELLS || self.text > MOST_TEXT {
            let what = format!("the sheet has more than {MOST_CELLS} cells or {MOST_TEXT} bytes of text");
            return Err(Stopped::Fault(Fault::new(what).hint("save it as CSV, which has no such limit")));
        }
        if cells.is_empty() && text <= LONGEST_RECORD {
            return Ok(false);
        }
        self.weight += text as u64 + cells.len() as u64;
        self.batch.push(match text > LONGEST_RECORD {
            true => Err(RowFault { line, fault: Fault::new(format!("it has more than {LONGEST_RECORD} bytes")) }),
            false => Ok(Row { line, cells }),
        });
        if self.batch.len() >= BATCH || self.weight >= WEIGHT {
            self.send()?;
        }
        Ok(true)
    }

    /// Notes something about a row of the sheet.
    pub(super) fn note(&mut self, kind: NoticeKind, line: u64, count: u64) {
        let sheet = Some(Arc::clone(&self.sheet));
        self.notices.add(Notice { kind, sheet, detail: None, rows: vec![line], count });
    }

    /// Notes something about columns of the sheet.
    pub(super) fn note_columns(&mut self, kind: NoticeKind, columns: &[usize]) {
        const LISTED: usize = 10;
        if columns.is_empty() {
            return;
        }
        let mut listed = columns.iter().take(LISTED).map(|column| letters(*column)).collect::<Vec<_>>().join(", ");
        if columns.len() > LISTED {
            listed.push_str(", …");
        }
        self.notices.add(Notice::of(kind, Some(Arc::clone(&self.sheet)), Some(listed), columns.len() as u64));
    }

    fn send(&mut self) -> Result<(), Stopped> {
        self.weight = 0;
        let batch = std::mem::take(&mut self.batch);
        (self.take)(Message::Rows(batch))?;
        let notices = std::mem::take(&mut self.notices);
        Ok(notices.into_iter().try_for_each(|notice| (self.take)(Message::Notice(notice)))?)
    }

    /// Ends the sheet, with the reason if it was stopped.
    pub(super) fn close(mut self, read: Result<(), Stopped>) {
        if let Err(Stopped::Fault(fault)) = read {
            self.batch.push(Err(RowFault { line: self.line, fault }));
        }
        // A receiver that wants no more rows does not need to know that they are over.
        let _ = self.send().and_then(|()| Ok((self.take)(Message::Over)?));
    }
}

/// The letters of a column, counted from 0: `A`, `Z`, `AA`.
pub(super) fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// The bytes of text in a cell.
fn length(cell: &Cell) -> usize {
    match cell {
        Cell::Text(text) | Cell::Number(text) | Cell::Error(text) | Cell::Period(text) => text.len(),
        Cell::Money(number, sign) => number.len() + sign.len(),
        Cell::Unclear(unclear) => unclear.stored.len() + unclear.fault.what().len(),
        Cell::Empty | Cell::Flag(_) | Cell::Date(_) | Cell::DateTime(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_has_the_letters_shown_in_a_spreadsheet() {
        for (column, expected) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
            assert_eq!(letters(column), expected);
        }
    }
}
