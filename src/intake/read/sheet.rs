//! The sheets of a spreadsheet as rows, read on a separate thread so that only a few are in memory at a time, by this
//! process or by a child under limits.
//!
//! The thread is never joined: the receiver may stop in the middle of a sheet, and waits for a child only so long.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::{thread, vec};

use super::apart::{self, Child, PATIENCE, too_slow};
use super::desk::{AGAIN, Message, Unwanted};
use super::parse::{rows, survey};
use super::told::{Format, RowFault};
use crate::domain::Fault;
use crate::intake::notice::Notices;
use crate::intake::table::Row;

/// Who parses spreadsheets.
#[derive(Clone, Debug, Default)]
pub enum Parser {
    /// This process, on a thread: only the parser's own bounds limit its memory.
    #[default]
    Here,
    /// This program, which is impound itself, as a child under limits of memory and time.
    Apart(Arc<Path>),
}

/// A workbook whose archive has been inspected.
#[derive(Clone, Debug)]
pub(super) struct Workbook {
    bytes: Arc<[u8]>,
    parser: Parser,
    /// Its kind.
    pub(super) format: Format,
    /// The names of its sheets, and whether each is hidden.
    pub(super) sheets: Vec<(String, bool)>,
}

impl Workbook {
    /// Reads what the workbook says about its sheets.
    ///
    /// # Errors
    /// It cannot be read, or has no sheet.
    pub(super) fn open(bytes: Vec<u8>, parser: Parser) -> Result<Workbook, Fault> {
        let bytes: Arc<[u8]> = bytes.into();
        let (format, sheets) = match &parser {
            Parser::Apart(program) => apart::survey(program, &bytes)?,
            Parser::Here => {
                let shared = Arc::clone(&bytes);
                // The thread contains any panic that a hostile file causes in the parser.
                let surveyed = thread::spawn(move || survey(shared)).join();
                surveyed.unwrap_or_else(|_| Err(Fault::new("it cannot be understood").hint(AGAIN)))?
            }
        };
        Ok(Workbook { bytes, parser, format, sheets })
    }

    /// The rows of a sheet, counted from 0.
    ///
    /// # Errors
    /// The system cannot start a child to read it.
    pub(super) fn rows(&self, sheet: usize) -> Result<SheetRows, Fault> {
        let (sender, receiver) = sync_channel(2);
        let mut take = move |message| sender.send(message).map_err(|_| Unwanted);
        let (bytes, format) = (Arc::clone(&self.bytes), self.format);
        let name = self.sheets.get(sheet).map(|(name, _)| name.clone()).unwrap_or_default();
        let child = match &self.parser {
            Parser::Here => {
                thread::spawn(move || rows(bytes, format, sheet, &name, &mut take));
                None
            }
            Parser::Apart(program) => {
                let (child, lines) = apart::start(program, &bytes, Some(sheet))?;
                thread::spawn(move || apart::rows(lines, &mut take));
                Some(child)
            }
        };
        let notices = Notices::default();
        Ok(SheetRows { receiver, batch: Vec::new().into_iter(), line: 0, is_over: false, child, notices })
    }
}

/// The rows of a sheet.
#[derive(Debug)]
pub(super) struct SheetRows {
    receiver: Receiver<Message>,
    batch: vec::IntoIter<Result<Row, RowFault>>,
    line: u64,
    is_over: bool,
    child: Option<Child>,
    /// Notices about the sheet, complete at its end.
    pub(super) notices: Notices,
}

impl SheetRows {
    /// The next message, unless it takes too long.
    fn next_message(&mut self) -> Result<Message, RecvTimeoutError> {
        match &self.child {
            Some(_) => self.receiver.recv_timeout(PATIENCE),
            None => self.receiver.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    fn cut_off(&mut self, fault: Fault) -> Result<Row, RowFault> {
        self.is_over = true;
        Err(RowFault { line: self.line + 1, fault })
    }
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
            match self.next_message() {
                Ok(Message::Rows(rows)) => self.batch = rows.into_iter(),
                Ok(Message::Notice(notice)) => self.notices.add(notice),
                Ok(Message::Over) => self.is_over = true,
                Err(RecvTimeoutError::Timeout) => return Some(self.cut_off(too_slow(PATIENCE))),
                // The sender ended without a message: the parser failed.
                Err(RecvTimeoutError::Disconnected) => {
                    let fault = Fault::new("the sheet cannot be read beyond this point").hint(AGAIN);
                    let fault = self.child.as_ref().map_or(fault, Child::last_words);
                    return Some(self.cut_off(fault));
                }
            }
        }
    }
}

/// Dropping the rows lets the child go.
impl Drop for SheetRows {
    fn drop(&mut self) {
        if let Some(child) = &self.child {
            child.end();
        }
    }
}
