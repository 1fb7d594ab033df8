//! Formats: a grid becomes bytes. Nothing here knows a report by name.
//!
//! The same grid with the same options gives the same bytes; nothing is read from the clock, the locale or the
//! terminal.

mod amounts;
mod csv;
mod json;
mod options;
mod strip;
mod table;

use std::io::{self, Write};

use crate::report::grid::{Cell, Frame, Grid};

pub use options::{Format, Options};

/// Writes a grid in the format that the options name.
///
/// # Errors
/// What the stream refuses.
pub fn write(grid: &Grid, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    if options.format == Format::Table {
        return table::write(grid, options, out);
    }
    let mut rows = Rows::begin(grid.frame(), options, out)?;
    for row in grid.rows() {
        rows.row(row)?;
    }
    rows.finish()
}

/// Writes a report row by row, so that it may be longer than what memory holds; a table alone is held until its columns'
/// widths are known.
pub struct Rows<'a>(Kind<'a>);

enum Kind<'a> {
    Csv(Box<csv::Rows<'a>>),
    Json(json::Rows<'a>),
    Table { frame: &'a Frame, options: &'a Options, out: &'a mut dyn Write, rows: Vec<Vec<Cell>> },
}

impl<'a> Rows<'a> {
    /// Writes what stands before the rows.
    ///
    /// # Errors
    /// What the stream refuses.
    pub fn begin(frame: &'a Frame, options: &'a Options, out: &'a mut dyn Write) -> io::Result<Rows<'a>> {
        Ok(Rows(match options.format {
            Format::Csv => Kind::Csv(Box::new(csv::Rows::begin(frame, options, out)?)),
            Format::Json => Kind::Json(json::Rows::begin(frame, out)?),
            Format::Table => Kind::Table { frame, options, out, rows: Vec::new() },
        }))
    }

    /// Writes a row.
    ///
    /// # Errors
    /// What the stream refuses.
    pub fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        match &mut self.0 {
            Kind::Csv(rows) => rows.row(cells),
            Kind::Json(rows) => rows.row(cells),
            Kind::Table { rows, .. } => {
                rows.push(cells.to_vec());
                Ok(())
            }
        }
    }

    /// Writes what stands behind the rows.
    ///
    /// # Errors
    /// What the stream refuses.
    pub fn finish(self) -> io::Result<()> {
        match self.0 {
            Kind::Csv(rows) => rows.finish(),
            Kind::Json(rows) => rows.finish(),
            Kind::Table { frame, options, out, rows } => {
                let grid = Grid::within(frame.clone(), rows).map_err(io::Error::other)?;
                table::write(&grid, options, out)
            }
        }
    }
}
