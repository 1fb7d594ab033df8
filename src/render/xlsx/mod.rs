//! A document as a workbook: a sheet that says what it is, then one sheet for each section, with the columns of the CSV.
//!
//! There is no formula, macro, merged cell or link in it, and text is always text. Nothing is cut: what a sheet cannot
//! hold is refused before anything is written.

mod column;
mod names;
mod number;
mod read_me;
mod sheet;

use std::io::{self, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::options::Options;
use super::sink::{Content, Form, Sink, Writes, no_section, unable};
use crate::report::document::{Cell, Frame, Grid, Outline};

use sheet::Formats;

/// The rows that a sheet holds below its header.
const MOST_ROWS: usize = 1_048_575;

/// The UTF-16 units that a cell holds.
const LONGEST: usize = 32_767;

/// Holds the rows until all are known: only then is it certain which columns can be numbers.
pub(super) struct XlsxSink<'a> {
    outline: Outline,
    sections: Vec<(Frame, Vec<Vec<Cell>>)>,
    out: &'a mut dyn Write,
}

impl<'a> Form<'a> for XlsxSink<'a> {
    const NAME: &'static str = "xlsx";
    const ENDING: &'static str = "xlsx";
    const WRITES: Writes = Writes::AtTheEnd;
    const CONTENT: Content = Content::Binary;

    fn begin(outline: &Outline, _: Options, out: &'a mut dyn Write) -> io::Result<XlsxSink<'a>> {
        Ok(XlsxSink { outline: outline.clone(), sections: Vec::new(), out })
    }
}

impl Sink for XlsxSink<'_> {
    fn section(&mut self, frame: &Frame) -> io::Result<()> {
        self.sections.push((frame.clone(), Vec::new()));
        Ok(())
    }

    fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        let (frame, rows) = self.sections.last_mut().ok_or_else(no_section)?;
        if rows.len() == MOST_ROWS {
            return Err(unable(format!("a sheet holds {MOST_ROWS} rows, and “{}” has more", frame.heading())));
        }
        for (column, cell) in frame.columns().iter().zip(cells) {
            if column::units(cell) > LONGEST {
                let place = format!("“{}” of row {}", column.heading(), rows.len() + 1);
                return Err(unable(format!("a cell holds {LONGEST} characters, and {place} has more")));
            }
        }
        rows.push(cells.to_vec());
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        let XlsxSink { outline, sections, out } = *self;
        let grids = sections.into_iter().map(|(frame, rows)| Grid::new(frame, rows));
        let grids = grids.collect::<Result<Vec<Grid>, _>>().map_err(io::Error::other)?;
        let bytes = workbook(&outline, &grids).map_err(io::Error::other)?;
        out.write_all(&bytes)
    }
}

fn workbook(outline: &Outline, grids: &[Grid]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // A time of creation would make two runs differ; this one is also that of the files within the archive.
    let created = ExcelDateTime::from_ymd(1980, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(&outline.meta().title).set_creation_datetime(&created));
    let formats = Formats::new();
    let names = names::names(grids.iter().map(|grid| grid.frame().heading()));
    let first = book.add_worksheet().set_name(names::READ_ME)?;
    let sheets: Vec<_> = names.into_iter().zip(grids).map(|(name, grid)| (name, grid, column::columns(grid))).collect();
    read_me::write(first, outline, &sheets, &formats)?;
    for (name, grid, columns) in &sheets {
        sheet::write(book.add_worksheet().set_name(name)?, grid, columns, &formats)?;
    }
    book.save_to_buffer()
}

#[cfg(test)]
mod tests;
