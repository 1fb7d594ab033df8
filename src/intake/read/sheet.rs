//! The sheets of a spreadsheet as rows: read on a thread of their own, so that only a few are in memory at a time.

use std::io::Cursor;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::{thread, vec};

use calamine::{DataType, Dimensions, Ods, OdsError, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::record::LONGEST_RECORD;
use super::told::{Format, RowFault};
use super::value::{self, Epoch, Shown};
use crate::domain::Fault;
use crate::intake::table::{Cell, Row};

/// The most cells that one sheet is read to, blank ones before others counted: a full sheet of nineteen columns.
pub const MOST_CELLS: u64 = 20_000_000;

/// The most bytes of text that one sheet is read to; a text that many cells share counts in each.
pub const MOST_TEXT: u64 = 4 << 30;

/// The most merged regions that may cover one row.
pub const MOST_MERGED: usize = 1000;

/// The last column of a spreadsheet, XFD.
const LAST_COLUMN: usize = 16_384;

/// How many rows are handed over together.
const BATCH: usize = 256;

/// The bytes of a workbook, which several readers share.
type Shared = Cursor<Arc<[u8]>>;

/// A workbook that has passed the look through its archive.
#[derive(Clone, Debug)]
pub(super) struct Workbook {
    bytes: Arc<[u8]>,
    format: Format,
    /// The names of its sheets, and whether they are shown.
    pub(super) sheets: Vec<(String, SheetVisible)>,
}

impl Workbook {
    /// Reads what the workbook says of its sheets.
    ///
    /// # Errors
    /// What cannot be read, or has no sheet.
    pub(super) fn open(bytes: Vec<u8>, format: Format) -> Result<Workbook, Fault> {
        let bytes: Arc<[u8]> = bytes.into();
        let shared = Cursor::new(Arc::clone(&bytes));
        // A thread contains what the parser may make of a hostile file.
        let sheets = thread::spawn(move || match format {
            Format::Ods => Ods::new(shared).map(|ods| ods.sheets_metadata().to_vec()).map_err(|error| of_ods(&error)),
            _ => Xlsx::new(shared).map(|xlsx| xlsx.sheets_metadata().to_vec()).map_err(|error| of_xlsx(&error)),
        });
        let sheets = sheets.join().unwrap_or_else(|_| Err(Fault::new("it cannot be understood").hint(AGAIN)))?;
        let tables = sheets.into_iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        let sheets: Vec<_> = tables.map(|sheet| (sheet.name, sheet.visible)).collect();
        match sheets.is_empty() {
            true => Err(Fault::new("it has no sheet with cells")),
            false => Ok(Workbook { bytes, format, sheets }),
        }
    }

    /// The rows of a sheet.
    pub(super) fn rows(&self, sheet: &str) -> SheetRows {
        let (sender, receiver) = sync_channel(2);
        let (shared, format, sheet) = (Cursor::new(Arc::clone(&self.bytes)), self.format, sheet.to_owned());
        thread::spawn(move || {
            let mut desk = Desk { sender, batch: Vec::new(), line: 1, cells: 0, text: 0 };
            let read = match format {
                Format::Ods => read_ods(shared, &sheet, &mut desk),
                _ => read_xlsx(shared, &sheet, &mut desk),
            };
            desk.close(read);
        });
        SheetRows { receiver, batch: Vec::new().into_iter(), line: 0, is_over: false }
    }
}

/// The rows of a sheet.
#[derive(Debug)]
pub(super) struct SheetRows {
    receiver: Receiver<Message>,
    batch: vec::IntoIter<Result<Row, RowFault>>,
    line: u64,
    is_over: bool,
}

#[derive(Debug)]
enum Message {
    Rows(Vec<Result<Row, RowFault>>),
    Over,
}

impl Iterator for SheetRows {
    type Item = Result<Row, RowFault>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(row) = self.batch.next() {
                self.line = row.as_ref().map_or_else(|fault| fault.line, |row| row.line);
                return Some(row);
            }
            if self.is_over {
                return None;
            }
            match self.receiver.recv() {
                Ok(Message::Rows(rows)) => self.batch = rows.into_iter(),
                Ok(Message::Over) => self.is_over = true,
                // The other side is gone without a word: the parser could not cope.
                Err(_) => {
                    self.is_over = true;
                    let fault = Fault::new("the sheet cannot be read on from here").hint(AGAIN);
                    return Some(Err(RowFault { line: self.line + 1, fault }));
                }
            }
        }
    }
}

/// Why reading ended before the end of the sheet.
enum Stopped {
    /// Nobody takes the rows any more.
    Unwanted,
    /// What is wrong.
    Fault(Fault),
}

impl From<XlsxError> for Stopped {
    fn from(error: XlsxError) -> Stopped {
        Stopped::Fault(of_xlsx(&error))
    }
}

impl From<OdsError> for Stopped {
    fn from(error: OdsError) -> Stopped {
        Stopped::Fault(of_ods(&error))
    }
}

/// Where the rows that are read are counted and handed over.
struct Desk {
    sender: SyncSender<Message>,
    batch: Vec<Result<Row, RowFault>>,
    /// The row that is being read.
    line: u64,
    cells: u64,
    text: u64,
}

impl Desk {
    /// Takes a row; those that are blank are dropped.
    fn row(&mut self, line: u64, mut cells: Vec<Cell>) -> Result<(), Stopped> {
        self.line = line;
        self.cells += cells.len() as u64;
        while cells.last().is_some_and(|cell| *cell == Cell::Empty) {
            cells.pop();
        }
        let text: usize = cells.iter().map(length).sum();
        self.text += text as u64;
        if self.cells > MOST_CELLS || self.text > MOST_TEXT {
            let what = format!("the sheet has more than {MOST_CELLS} cells or {MOST_TEXT} bytes of text");
            return Err(Stopped::Fault(Fault::new(what).hint("save it as CSV, which has no such limit")));
        }
        if cells.is_empty() {
            return Ok(());
        }
        self.batch.push(match text > LONGEST_RECORD {
            true => Err(RowFault { line, fault: Fault::new(format!("it has more than {LONGEST_RECORD} bytes")) }),
            false => Ok(Row { line, cells }),
        });
        if self.batch.len() < BATCH { Ok(()) } else { self.send() }
    }

    fn send(&mut self) -> Result<(), Stopped> {
        let batch = std::mem::take(&mut self.batch);
        self.sender.send(Message::Rows(batch)).map_err(|_| Stopped::Unwanted)
    }

    fn close(mut self, read: Result<(), Stopped>) {
        if let Err(Stopped::Fault(fault)) = read {
            self.batch.push(Err(RowFault { line: self.line, fault }));
        }
        // Whoever does not take the rows any more does not want to know that they are over either.
        let _ = self.send().and_then(|()| self.sender.send(Message::Over).map_err(|_| Stopped::Unwanted));
    }
}

fn read_xlsx(shared: Shared, sheet: &str, desk: &mut Desk) -> Result<(), Stopped> {
    let mut book = Xlsx::new(shared)?;
    let epoch = if book.has_1904_epoch() { Epoch::Of1904 } else { Epoch::Of1900 };
    let mut merged = Merged::new(book.merge_cells_by_sheet_name(sheet)?);
    let mut reader = book.worksheet_cells_reader(sheet)?;
    let (mut present, mut cells) = (0, Vec::new());
    while let Some(cell) = reader.next_cell()? {
        let (row, column) = cell.get_position();
        if row != present {
            if row < present {
                return Err(Stopped::Fault(Fault::new("the rows of the sheet are not in order").hint(AGAIN)));
            }
            desk.row(u64::from(present) + 1, std::mem::take(&mut cells))?;
            present = row;
        }
        let column = column as usize;
        if column < cells.len() || column >= LAST_COLUMN {
            desk.line = u64::from(row) + 1;
            return Err(Stopped::Fault(Fault::new("the cells of the row are not in order").hint(AGAIN)));
        }
        cells.resize(column, Cell::Empty);
        let is_covered = merged.covers(row, column).map_err(Stopped::Fault)?;
        cells.push(if is_covered { Cell::Empty } else { of_cell(cell.get_value(), epoch) });
    }
    desk.row(u64::from(present) + 1, cells)
}

fn read_ods(shared: Shared, sheet: &str, desk: &mut Desk) -> Result<(), Stopped> {
    let range = Ods::new(shared)?.worksheet_range(sheet)?;
    let Some((first, left)) = range.start() else { return Ok(()) };
    for (line, row) in (u64::from(first) + 1..).zip(range.rows()) {
        let blank = std::iter::repeat_n(Cell::Empty, left as usize);
        desk.row(line, blank.chain(row.iter().map(|cell| of_cell(cell, Epoch::Of1900))).collect())?;
    }
    Ok(())
}

/// The cells that merged regions cover, asked for in the order of the rows.
struct Merged {
    /// Those that begin below the present row, the lowest first.
    below: Vec<Dimensions>,
    /// Those that the present row is in.
    here: Vec<Dimensions>,
    row: u32,
}

impl Merged {
    fn new(mut below: Vec<Dimensions>) -> Merged {
        below.sort_by_key(|region| std::cmp::Reverse(region.start.0));
        Merged { below, here: Vec::new(), row: 0 }
    }

    /// Whether a cell is covered by another with which it is merged.
    fn covers(&mut self, row: u32, column: usize) -> Result<bool, Fault> {
        if row != self.row || self.here.is_empty() {
            self.row = row;
            self.here.retain(|region| region.end.0 >= row);
            while let Some(region) = self.below.pop_if(|region| region.start.0 <= row) {
                if region.end.0 >= row {
                    self.here.push(region);
                }
            }
            if self.here.len() > MOST_MERGED {
                return Err(Fault::new(format!("more than {MOST_MERGED} merged regions cover the row")).hint(AGAIN));
            }
        }
        let column = u32::try_from(column).unwrap_or(u32::MAX);
        Ok(self.here.iter().any(|region| region.contains(row, column) && region.start != (row, column)))
    }
}

/// A cell as the parser has it, whichever of its two types holds it.
fn of_cell(value: &impl DataType, epoch: Epoch) -> Cell {
    if let Some(text) = value.get_string().or_else(|| value.get_duration_iso()) {
        return of_text(text);
    }
    if let Some(time) = value.get_datetime() {
        return value::days(time.as_f64(), if time.is_duration() { Shown::Span } else { Shown::Calendar }, epoch);
    }
    let whole = value.get_int().map(|whole| Cell::Number(whole.to_string()));
    whole
        .or_else(|| value.get_float().map(value::number))
        .or_else(|| value.get_bool().map(Cell::Flag))
        .or_else(|| value.get_datetime_iso().map(value::iso))
        .or_else(|| value.get_error().map(|error| Cell::Error(error.to_string())))
        .unwrap_or(Cell::Empty)
}

/// The text of a cell; one that is longer than a row may be is cut to just over that, and its row is then refused.
fn of_text(text: &str) -> Cell {
    match text {
        "" => Cell::Empty,
        _ if text.len() > LONGEST_RECORD => Cell::Text(" ".repeat(LONGEST_RECORD + 1)),
        _ => Cell::Text(text.to_owned()),
    }
}

fn length(cell: &Cell) -> usize {
    match cell {
        Cell::Text(text) | Cell::Number(text) | Cell::Error(text) => text.len(),
        Cell::Empty | Cell::Flag(_) | Cell::Date(_) | Cell::DateTime(_) => 0,
    }
}

const AGAIN: &str = "open the file in a spreadsheet program and save it again";

fn of_xlsx(error: &XlsxError) -> Fault {
    match error {
        XlsxError::Password => locked(),
        _ => Fault::new(format!("the workbook cannot be read: {error}")).hint(AGAIN),
    }
}

fn of_ods(error: &OdsError) -> Fault {
    match error {
        OdsError::Password => locked(),
        _ => Fault::new(format!("the spreadsheet cannot be read: {error}")).hint(AGAIN),
    }
}

fn locked() -> Fault {
    Fault::new("it is locked with a password").hint("take the password off in a spreadsheet program and save it again")
}
