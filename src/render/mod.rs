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

use crate::report::grid::Grid;

pub use options::{Format, Options};

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
