//! How a report is written: the format, and what each format leaves open.

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
