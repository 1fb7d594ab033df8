//! Formats: a grid becomes bytes. Nothing here knows a report by name.
//!
//! The same grid with the same options gives the same bytes; nothing is read from the clock, the locale or the
//! terminal.

mod amounts;
mod csv;
pub mod guard;
mod json;
mod strip;
mod table;
mod terminal;

use std::io::{self, Write};

use crate::report::grid::Grid;

/// What a report is written as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For people, on a terminal.
    #[default]
    Table,
    /// RFC 4180, UTF-8, one header line.
    Csv,
    /// One object with `meta` and `rows`.
    Json,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The format.
    pub format: Format,
    /// CSV: leave out the guard against spreadsheet formulas.
    pub raw: bool,
    /// CSV: begin with a byte-order mark, by which spreadsheets know UTF-8.
    pub bom: bool,
    /// Table: how many columns the terminal has; without it, lines are as long as they need to be.
    pub width: Option<usize>,
    /// Table: write title and headings bold.
    pub color: bool,
}

/// Writes a grid in the format that the options name.
///
/// # Errors
/// What the stream refuses.
pub fn write(grid: &Grid, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    match options.format {
        Format::Table => table::write(grid, options, out),
        Format::Csv => csv::write(grid, options, out),
        Format::Json => json::write(grid, out),
    }
}

#[cfg(test)]
mod tests;
