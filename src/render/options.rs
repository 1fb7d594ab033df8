//! What each format leaves open.

/// How a report is written, where its format leaves that open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// CSV: leave out the guard against spreadsheet formulas.
    pub raw: bool,
    /// CSV: begin with a byte-order mark, by which spreadsheets know UTF-8.
    pub bom: bool,
    /// Table: how many columns the terminal has; without it, lines are as long as they need to be.
    pub width: Option<usize>,
    /// Table: write title and headings bold.
    pub color: bool,
}
