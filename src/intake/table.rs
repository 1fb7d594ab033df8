//! What a reader passes to a mapping: rows of cells, each as it is in the file.

use jiff::civil;

use crate::domain::Fault;

/// One row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its place: in a CSV the line on which its record begins, in a sheet the row's own number; both from 1.
    pub line: u64,
    /// Its cells, from the first column; a row may have fewer or more than the header.
    pub cells: Vec<Cell>,
}

impl Row {
    /// Roughly how many bytes the row takes in its file: its cells, with a separator after each.
    pub(super) fn size(&self) -> u64 {
        let length = |cell: &Cell| match cell {
            Cell::Text(text) | Cell::Number(text) | Cell::Error(text) => text.len(),
            Cell::Money(text, _) | Cell::Period(text) => text.len(),
            Cell::Unclear(unclear) => unclear.stored.len(),
            Cell::Empty => 0,
            Cell::Date(_) | Cell::DateTime(_) | Cell::Flag(_) => 8,
        };
        self.cells.iter().map(|cell| length(cell) as u64 + 1).sum()
    }
}

/// One cell as it is in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text, neither cleaned nor trimmed.
    Text(String),
    /// A spreadsheet's number: the shortest decimal that names the same double, without an exponent.
    Number(String),
    /// A spreadsheet's number formatted as money: the number as above, and the sign or code shown with it.
    Money(String, String),
    /// A spreadsheet's number formatted as a month or a year, in EDTF: `2024-06`, `2024`.
    Period(String),
    /// A spreadsheet's number formatted as a day.
    Date(civil::Date),
    /// A spreadsheet's number formatted as a day with a time.
    DateTime(civil::DateTime),
    /// A spreadsheet's true or false.
    Flag(bool),
    /// A formula error, as the spreadsheet shows it: `#REF!`.
    Error(String),
    /// The stored value leaves what is shown uncertain.
    Unclear(Box<Unclear>),
}

/// A cell that cannot be read reliably.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unclear {
    /// What is stored or shown, as far as it is known.
    pub stored: String,
    /// Why it cannot be read, and what to do.
    pub fault: Fault,
}
