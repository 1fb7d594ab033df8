//! The header of a file of rates, and the cells of its lines.

use std::borrow::Cow;

use jiff::civil;

use crate::domain::{Fault, text};
use crate::intake::cell::{Guarded, shown};
use crate::intake::table::{Cell, Row};

/// The most characters of a header that a message shows.
const SHOWN: usize = 120;

/// The names of a file's columns.
pub(super) struct Header {
    names: Vec<String>,
}

impl Header {
    /// From the first row.
    ///
    /// # Errors
    /// A cell that cannot be read.
    pub(super) fn of(row: &Row) -> Result<Header, Fault> {
        let name = |cell: &Cell| shown(cell, Guarded::Never).map(Cow::into_owned);
        Ok(Header { names: row.cells.iter().map(name).collect::<Result<_, _>>()? })
    }

    /// The number of a column. Publishers change capitals from year to year, and a `£` outside ASCII may have been
    /// written in another encoding than the one detected.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.all(name).next()
    }

    /// Whether several columns have this name, so that it is ambiguous.
    pub(super) fn is_repeated(&self, name: &str) -> bool {
        self.all(name).nth(1).is_some()
    }

    fn all(&self, name: &str) -> impl Iterator<Item = usize> {
        let folded = |name: &str| -> String {
            name.chars().map(|c| if c.is_ascii() { c.to_ascii_lowercase() } else { '?' }).collect()
        };
        let name = folded(name);
        self.names().filter(move |(_, known)| folded(known) == name).map(|(at, _)| at)
    }

    /// The columns with their numbers.
    pub(super) fn names(&self) -> impl Iterator<Item = (usize, &str)> {
        self.names.iter().map(String::as_str).enumerate()
    }

    /// The name of a column.
    pub(super) fn name(&self, at: usize) -> &str {
        self.names.get(at).map_or("", String::as_str)
    }

    /// The columns as shown in a message.
    pub(super) fn shown(&self) -> String {
        let all = self.names.join(",");
        match all.char_indices().nth(SHOWN) {
            Some((at, _)) => format!("{}…", &all[..at]),
            None => all,
        }
    }
}

/// A line of the file.
pub(super) struct Cells<'a> {
    /// The line.
    pub(super) line: u64,
    cells: &'a [Cell],
}

impl<'a> Cells<'a> {
    pub(super) fn of(row: &'a Row) -> Cells<'a> {
        Cells { line: row.line, cells: &row.cells }
    }

    /// The text of a cell; empty if the line ends before it.
    ///
    /// # Errors
    /// It cannot be read.
    pub(super) fn text(&self, at: usize) -> Result<Cow<'a, str>, Fault> {
        self.cells.get(at).map_or(Ok(Cow::Borrowed("")), |cell| shown(cell, Guarded::Never))
    }

    /// The first cell with content beyond the header's columns.
    pub(super) fn beyond(&self, header: &Header) -> Option<usize> {
        let rest =
            (header.names.len()..self.cells.len()).filter(|at| !matches!(self.cells.get(*at), Some(Cell::Empty)));
        rest.into_iter().find(|at| self.text(*at).is_ok_and(|text| !text.is_empty()))
    }
}

/// The length of a day in text.
const DAY: usize = "2024-06-28".len();

/// Reads a day as files of rates write it: `2024-06-28`.
///
/// # Errors
/// Any other text.
pub(super) fn iso_day(written: &str) -> Result<civil::Date, Fault> {
    let day = written.parse().ok().filter(|_| written.len() == DAY);
    day.ok_or_else(|| Fault::new(format!("{} is not a day", text::quote(written))).hint("write a day as 2024-06-28"))
}
