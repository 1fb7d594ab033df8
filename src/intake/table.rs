//! What a reader gives and a mapping takes: rows of cells, each as it stands in the file.

use jiff::civil;

/// One row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where it is: in a CSV the line on which its record begins, in a sheet the row's own number; both from 1.
    pub line: u64,
    /// Its cells, from the first column on; a row may have fewer or more than the header.
    pub cells: Vec<Cell>,
}

/// One cell as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text as it is, neither cleaned nor trimmed.
    Text(String),
    /// A spreadsheet's number: the shortest decimal that names the same double, written out without an exponent.
    Number(String),
    /// A spreadsheet's number that is formatted as a day.
    Date(civil::Date),
    /// A spreadsheet's number that is formatted as a day with a time.
    DateTime(civil::DateTime),
    /// A spreadsheet's true or false.
    Flag(bool),
    /// A formula's failure, as the spreadsheet shows it: `#REF!`.
    Error(String),
}
