//! The records of a CSV, one at a time, in memory that does not grow with the file.

use std::io;

use super::decode::{Spot, Text};
use super::file::{changed, plain};
use super::split::{LineEnd, Span, Splitter, Stop};
use super::told::RowFault;
use crate::domain::Fault;
use crate::intake::table::{Cell, Row};

/// The most bytes in one record, as UTF-8.
pub const LONGEST_RECORD: usize = 1 << 20;

/// The most fields in one record: as many as a spreadsheet has columns.
pub(crate) const MOST_FIELDS: usize = 16_384;

/// How reading continues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Course {
    /// At the beginning of a record.
    Record,
    /// In a faulty line, the rest of which is skipped.
    Rest,
    /// Not at all: nothing more can be read.
    Over,
}

/// The records of a CSV.
#[derive(Debug)]
pub(super) struct Records {
    text: Text,
    splitter: Splitter,
    end: LineEnd,
    /// Where the current record begins in the window.
    from: usize,
    /// The line on which it begins.
    line: u64,
    course: Course,
}

/// How a record ended.
enum Ending {
    /// Normally; the next record begins this many bytes after it began.
    Whole(usize),
    /// With the file, as a record without a line end if it is not empty.
    File(usize),
    /// In malformed contents.
    Broken(Fault, Course),
}

impl Records {
    /// The records of a text, given its delimiters; `first` says whether the first line only names the delimiter.
    pub(super) fn new(text: Text, delimiter: u8, end: LineEnd, first: FirstLine) -> Records {
        let (line, course) = match first {
            FirstLine::Record => (1, Course::Record),
            FirstLine::Announcement => (1, Course::Rest),
        };
        Records { text, splitter: Splitter::new(delimiter, end), end, from: 0, line, course }
    }

    fn read(&mut self) -> Result<Option<Row>, RowFault> {
        loop {
            match self.course {
                Course::Over => return Ok(None),
                Course::Rest => self.pass_line()?,
                Course::Record => {
                    let line = self.line;
                    let ending = self.record().map_err(|error| self.failed(&error))?;
                    if let Some(row) = self.settle(line, ending)? {
                        return Ok(Some(row));
                    }
                }
            }
        }
    }

    /// Finds the end of the record that begins at `from`.
    fn record(&mut self) -> io::Result<Ending> {
        self.splitter.restart();
        let mut seen = 0;
        loop {
            let window = &self.text.window().as_bytes()[self.from..];
            let shown = window.len().min(LONGEST_RECORD);
            match self.splitter.run(&window[..shown], seen) {
                Some(Stop::End(next)) => return Ok(Ending::Whole(next)),
                Some(Stop::AfterQuote(at)) => return Ok(self.after_quote(at)),
                Some(Stop::LoneReturn(_)) => {
                    let fault = Fault::new("a carriage return stands alone, while lines end with a line feed");
                    let fault = fault.hint("put the field in quotation marks, or take the carriage return out");
                    return Ok(Ending::Broken(fault, Course::Rest));
                }
                None if shown == LONGEST_RECORD => return Ok(self.too_long()),
                None if self.text.is_whole() => return Ok(self.at_end(shown)),
                None => seen = shown,
            }
            if self.from > 0 {
                self.text.pass(self.from);
                self.from = 0;
            }
            self.text.more()?;
        }
    }

    /// A record as a row, or its fault; `None` for a blank line.
    fn settle(&mut self, line: u64, ending: Ending) -> Result<Option<Row>, RowFault> {
        let length = match ending {
            Ending::Whole(next) => next,
            Ending::File(length) => {
                self.course = Course::Over;
                if !self.text.is_same() {
                    return Err(RowFault { line, fault: changed() });
                }
                length
            }
            Ending::Broken(fault, course) => {
                self.line += self.splitter.lines;
                self.course = course;
                return Err(RowFault { line, fault });
            }
        };
        let row = self.row(line, length);
        self.line += self.splitter.lines + 1;
        self.from += length;
        row.map_err(|fault| RowFault { line, fault })
    }

    /// The cells of a record of this many bytes.
    fn row(&self, line: u64, length: usize) -> Result<Option<Row>, Fault> {
        if let Some(spot) = self.text.spot(self.from, self.from + length) {
            return Err(self.no_text(spot));
        }
        let record = &self.text.window()[self.from..self.from + length];
        if record.as_bytes().contains(&0) {
            return Err(Fault::new("it holds a zero byte (U+0000)")
                .hint("the file is damaged, or not in the encoding that was given or detected"));
        }
        let spans = &self.splitter.spans;
        if spans.len() > MOST_FIELDS {
            return Err(Fault::new(format!("it has {} fields; at most {MOST_FIELDS} are read", spans.len()))
                .hint("check the delimiter"));
        }
        let is_blank = spans.len() < 2 && record.trim().is_empty();
        Ok((!is_blank).then(|| Row { line, cells: spans.iter().map(|span| cell(record, *span)).collect() }))
    }

    fn no_text(&self, spot: Spot) -> Fault {
        let (encoding, bytes) = (self.text.encoding(), self.text.shown(spot));
        Fault::new(format!("{bytes} at byte {} of the file is not valid {encoding}", spot.byte + 1))
            .hint("give the encoding of the file, or fix the byte")
    }

    fn after_quote(&self, at: usize) -> Ending {
        let quote = self.splitter.quote;
        let what = format!("text follows the quotation mark that closes field {}", quote.field + 1);
        let window = &self.text.window().as_bytes()[self.from..];
        let began = self.line + quote.lines;
        // The line on which the field began is over: nobody can know whether what follows is text or rows.
        if window[..at].contains(&self.end.byte()) && self.splitter.lines > quote.lines {
            let fault = Fault::new(format!("{what}, which was opened on line {began}"));
            let hint = format!("close the field on line {began} or double the marks in it; nothing after it was read");
            return Ending::Broken(fault.hint(hint), Course::Over);
        }
        let fault = Fault::new(what).hint("double the quotation marks within a field: \"the \"\"Rex\"\" bar\"");
        Ending::Broken(fault, Course::Rest)
    }

    fn too_long(&self) -> Ending {
        if self.splitter.is_open() {
            return self.unclosed(&format!("within {LONGEST_RECORD} bytes"));
        }
        let fault = Fault::new(format!("it has more than {LONGEST_RECORD} bytes"))
            .hint("keep long texts in a file of their own");
        Ending::Broken(fault, Course::Rest)
    }

    fn at_end(&mut self, length: usize) -> Ending {
        if self.splitter.is_open() {
            return self.unclosed("before the end of the file");
        }
        self.splitter.conclude(length);
        Ending::File(length)
    }

    fn unclosed(&self, by: &str) -> Ending {
        let quote = self.splitter.quote;
        let line = self.line + quote.lines;
        let what = format!("the quotation mark that opens field {} on line {line} is not closed {by}", quote.field + 1);
        Ending::Broken(Fault::new(what).hint("close it on that line; nothing after it was read"), Course::Over)
    }

    /// Skips the rest of a line.
    fn pass_line(&mut self) -> Result<(), RowFault> {
        loop {
            let window = &self.text.window().as_bytes()[self.from..];
            if let Some(at) = window.iter().position(|byte| *byte == self.end.byte()) {
                self.from += at + 1;
                self.line += 1;
                self.course = Course::Record;
                return Ok(());
            }
            if self.text.is_whole() {
                self.course = Course::Over;
                return match self.text.is_same() {
                    true => Ok(()),
                    false => Err(RowFault { line: self.line, fault: changed() }),
                };
            }
            self.text.pass(self.text.window().len());
            self.from = 0;
            self.text.more().map_err(|error| self.failed(&error))?;
        }
    }

    fn failed(&mut self, error: &io::Error) -> RowFault {
        self.course = Course::Over;
        let fault = Fault::new(format!("cannot read on in the file: {}", plain(error))).of_system();
        RowFault { line: self.line, fault: fault.hint("nothing after this line was read") }
    }
}

impl Iterator for Records {
    type Item = Result<Row, RowFault>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

/// What the first line of a CSV is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FirstLine {
    /// An ordinary record.
    Record,
    /// `sep=;`, which only names the delimiter.
    Announcement,
}

fn cell(record: &str, span: Span) -> Cell {
    match &record[span.from..span.to] {
        "" => Cell::Empty,
        text if span.is_doubled => Cell::Text(text.replace("\"\"", "\"")),
        text => Cell::Text(text.to_owned()),
    }
}
