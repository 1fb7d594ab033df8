//! Choices that the formats leave open.

/// How to write a report, as far as its format leaves a choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// CSV: leave out the guard against spreadsheet formulas.
    pub raw: bool,
    /// CSV: begin with a byte-order mark, so that spreadsheets recognise UTF-8.
    pub bom: bool,
    /// Table: the width of the terminal in columns; without it, lines are as long as they need to be.
    pub width: Option<usize>,
    /// Table: print title and headings in bold.
    pub color: bool,
}
