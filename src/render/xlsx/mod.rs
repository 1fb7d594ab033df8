//! A document as a workbook: a sheet that says what it is, then one sheet for each section, with the columns of the CSV.
//!
//! There is no formula, macro, merged cell or link in it, and text is always text. Nothing is cut: what a sheet cannot
//! hold is refused before anything is written. A workbook of any length takes little memory: long sections are kept in
//! temporary files.

mod column;
mod names;
mod number;
mod read_me;
mod sheet;
mod spool;

use std::io::{self, Seek, Write};
use std::panic::{self, AssertUnwindSafe};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};
use tempfile::SpooledTempFile;

use super::options::Options;
use super::sink::{Content, Form, Sink, Writes, no_section, unable};
use crate::report::document::{Cell, Frame, Outline};

use sheet::{Formats, Section};
use spool::{IN_MEMORY, Spool, Spooled};

/// The rows that a sheet holds below its header.
const MOST_ROWS: usize = 1_048_575;

/// The UTF-16 units that a cell holds.
const LONGEST: usize = 32_767;

/// Holds the rows until all are known: only then is it certain which columns can be numbers.
pub(super) struct XlsxSink<'a> {
    outline: Outline,
    sections: Vec<Section>,
    spool: Spool,
    out: &'a mut dyn Write,
}

impl<'a> Form<'a> for XlsxSink<'a> {
    const NAME: &'static str = "xlsx";
    const ENDING: &'static str = "xlsx";
    const WRITES: Writes = Writes::AtTheEnd;
    const CONTENT: Content = Content::Binary;

    fn begin(outline: &Outline, _: Options, out: &'a mut dyn Write) -> io::Result<XlsxSink<'a>> {
        Ok(XlsxSink { outline: outline.clone(), sections: Vec::new(), spool: Spool::new(), out })
    }
}

impl Sink for XlsxSink<'_> {
    fn section(&mut self, frame: &Frame) -> io::Result<()> {
        self.sections.push(Section::new(frame));
        Ok(())
    }

    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        let section = self.sections.last_mut().ok_or_else(no_section)?;
        let (frame, rows) = (&section.frame, section.rows);
        if rows == MOST_ROWS {
            return Err(unable(format!("a sheet holds {MOST_ROWS} rows, and “{}” has more", frame.heading())));
        }
        for (column, cell) in frame.columns().iter().zip(cells) {
            if column::units(cell) > LONGEST {
                let place = format!("“{}” of row {}", column.heading(), rows + 1);
                return Err(unable(format!("a cell holds {LONGEST} characters, and {place} has more")));
            }
        }
        frame.check(rows + 1, cells).map_err(io::Error::other)?;
        section.look(cells);
        self.spool.row(section.values(cells))
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        let XlsxSink { outline, sections, spool, out } = *self;
        let mut rows = spool.back()?;
        let mut made = tempfile::spooled_tempfile(IN_MEMORY);
        // The library panics when its own temporary file cannot be written.
        let tried = AssertUnwindSafe(|| workbook(&outline, &sections, &mut rows, &mut made));
        panic::catch_unwind(tried).unwrap_or_else(|told| Err(io::Error::other(why(&*told))))?;
        made.rewind()?;
        io::copy(&mut made, out)?;
        Ok(())
    }
}

fn workbook(outline: &Outline, sections: &[Section], rows: &mut Spooled, out: &mut SpooledTempFile) -> io::Result<()> {
    let mut book = Workbook::new();
    let formats = Formats::new();
    let names = names::names(sections.iter().map(|section| section.frame.heading()));
    let sheets: Vec<_> = names.into_iter().zip(sections).collect();
    begin(&mut book, outline, &sheets, &formats).map_err(io::Error::other)?;
    for (name, section) in &sheets {
        let sheet = begun(&mut book, name, section).map_err(io::Error::other)?;
        sheet::write(sheet, section, rows, &formats)?;
    }
    book.save_to_writer(out).map_err(io::Error::other)
}

/// Says what the workbook is, in its properties and on its first sheet.
fn begin(
    book: &mut Workbook,
    outline: &Outline,
    sheets: &[(String, &Section)],
    formats: &Formats,
) -> Result<(), XlsxError> {
    // A time of creation would make two runs differ; this one is also that of the files within the archive.
    let created = ExcelDateTime::from_ymd(1980, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(&outline.meta().title).set_creation_datetime(&created));
    read_me::write(book.add_worksheet().set_name(names::READ_ME)?, outline, sheets, formats)
}

/// The sheet for a section.
fn begun<'b>(book: &'b mut Workbook, name: &str, section: &Section) -> Result<&'b mut Worksheet, XlsxError> {
    let sheet = if section.is_long() { book.add_worksheet_with_constant_memory()? } else { book.add_worksheet() };
    sheet.set_name(name)
}

/// What a panic says.
fn why(told: &(dyn std::any::Any + Send)) -> String {
    let told = told.downcast_ref::<String>().map(String::as_str).or_else(|| told.downcast_ref().copied());
    format!("a temporary file cannot be written: {}", told.unwrap_or_default())
}

#[cfg(test)]
mod tests;
