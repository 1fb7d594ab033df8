//! The typed value between a report and its formats: named columns, rows of cells, and where they come from.
//!
//! A report fills a grid and knows no format; a format writes a grid and knows no report. Cells keep their type until
//! the last moment, so that what is absent is never written as zero and only free text is ever guarded or escaped.

use std::collections::BTreeSet;

pub use crate::domain::decimal::scaled_text;
pub use crate::domain::guard::{guard, unguard};
pub use crate::domain::text::{escape, escape_json, is_unseen};
pub use crate::domain::{Bounds, Digits, End};
use crate::domain::{Fault, Unit};

/// A finished report, ready to be written in any format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    frame: Frame,
    rows: Vec<Vec<Cell>>,
}

/// A report without its rows, which may be too many to be held at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    meta: Meta,
    columns: Vec<Column>,
}

/// Where a report comes from: what it takes to make the same one again and to check it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meta {
    /// What the report shows, in one line.
    pub title: String,
    /// The number of the last entry that the report knows.
    pub entry: u64,
    /// The ledger's digest at that entry, in hexadecimal.
    pub digest: String,
    /// The arguments that chose the rows, by name, each once, in the order in which they are shown.
    pub filters: Vec<(String, String)>,
    /// The program's version.
    pub version: String,
    /// How far the ledger was verified by whom the report is for.
    pub verified: Verified,
    /// How many assets are in no range, because their place is not stated; of reports that have ranges.
    pub unplaced: Option<u64>,
}

/// How far a ledger was verified: since then nothing but commands has looked at what a report rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verified {
    /// The report is for nobody who could have verified it.
    #[default]
    Unsaid,
    /// It never was.
    Never,
    /// It was, with this entry as the last.
    UpTo(u64),
}

/// One column of a report; one field of a CSV, except that bounds are four or five.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    name: &'static str,
    /// What people call it, where that is not its name.
    called: Option<&'static str>,
    kind: Kind,
    shown: Shown,
}

/// What all cells of a column hold, unless they are absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Free text, as someone typed it: guarded in a CSV, escaped and wrapped on a terminal.
    Text,
    /// A word of a closed vocabulary, a date, a code, a digest: safe to write as it is.
    Code,
    /// A whole number of things.
    Count,
    /// True or false.
    Flag,
    /// One exact figure.
    Figure,
    /// Bounds of an amount; the column's name is the prefix of its fields.
    Bounds(Ends),
}

/// Which fields a column of bounds has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// `lower, lower_inclusive, upper, upper_inclusive`.
    Four,
    /// The same four and `approximate`.
    WithApproximate,
}

/// Where a column is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Everywhere,
    /// In tables only where a row has another value in it than this, or 0.
    Unless(&'static str),
    AsDataOnly,
}

/// One value of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// No value: empty in a CSV, null in JSON, blank in a table; never zero.
    Absent,
    /// Free text.
    Text(String),
    /// Text that must come back byte for byte, such as what a commitment was made to.
    Verbatim(String),
    /// A code, a date, a word of a closed vocabulary.
    Code(String),
    /// A whole number of things.
    Count(u64),
    /// True or false.
    Flag(bool),
    /// A figure as it is kept, its digits and, for people, its unit's code.
    Figure {
        /// The figure × 10^scale.
        scaled: i128,
        /// How many of its digits stand after the point.
        digits: Digits,
        /// The unit's code, shown in tables only; data has it in a column of its own.
        unit: Option<&'static str>,
    },
    /// Bounds as they are kept, and their digits.
    Bounds {
        /// The bounds × 10^scale.
        bounds: Box<Bounds>, // boxed, because most cells of a long report hold less than a tenth of its size
        /// How many of their digits stand after the point.
        digits: Digits,
        /// The unit's code, where tables are to show it behind the amount.
        unit: Option<&'static str>,
        /// Whether a source states an amount of which these are the bounds: a table says “not stated” of no other.
        stated: bool,
    },
}

/// One field of a row as data formats write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field<'a> {
    /// No value.
    Absent,
    /// Free text.
    Text(&'a str),
    /// Text that must come back byte for byte.
    Verbatim(&'a str),
    /// A code, a date, a word of a closed vocabulary.
    Code(&'a str),
    /// A whole number of things.
    Count(u64),
    /// True or false.
    Flag(bool),
    /// A figure as decimal text.
    Figure(String),
}

impl Frame {
    /// A report of these columns.
    ///
    /// # Errors
    /// A field or filter named twice: a fault of the report, not of its reader.
    pub fn new(meta: Meta, columns: Vec<Column>) -> Result<Frame, Fault> {
        let fields = columns.iter().flat_map(Column::fields);
        let twice = first_twice(fields).or_else(|| first_twice(meta.filters.iter().map(|(name, _)| name.clone())));
        match twice {
            Some(name) => Err(Fault::new(format!("the report “{}” has “{name}” twice", meta.title))),
            None => Ok(Frame { meta, columns }),
        }
    }

    /// Where the report comes from.
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// The columns, in order.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The names of all fields, as a CSV's header line has them.
    pub fn field_names(&self) -> Vec<String> {
        self.columns.iter().flat_map(Column::fields).collect()
    }

    /// Gives a row's fields to `each`, one for each of [`Frame::field_names`].
    ///
    /// # Errors
    /// What `each` says.
    pub fn each_field<'a, E>(
        &self,
        row: &'a [Cell],
        mut each: impl FnMut(Field<'a>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.columns.iter().zip(row).try_for_each(|(column, cell)| column.each_field(cell, &mut each))
    }

    /// Checks that a row has one cell of the right kind for each column.
    ///
    /// # Errors
    /// It has not: a fault of the report, not of its reader.
    pub fn check(&self, number: usize, row: &[Cell]) -> Result<(), Fault> {
        let title = &self.meta.title;
        if row.len() != self.columns.len() {
            let found = format!("{} cells for {} columns", row.len(), self.columns.len());
            return Err(Fault::new(format!("row {number} of the report “{title}” has {found}")));
        }
        match self.columns.iter().zip(row).find(|(column, cell)| !column.takes(cell)) {
            None => Ok(()),
            Some((column, _)) => {
                let what = format!("row {number} of the report “{title}” has another kind of value");
                Err(Fault::new(format!("{what} in the column “{}”", column.name)))
            }
        }
    }
}

impl Grid {
    /// A report of these columns and rows.
    ///
    /// # Errors
    /// As for [`Frame::new`] and [`Frame::check`].
    pub fn new(meta: Meta, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Result<Grid, Fault> {
        Grid::within(Frame::new(meta, columns)?, rows)
    }

    /// A report of these rows.
    ///
    /// # Errors
    /// As for [`Frame::check`].
    pub fn within(frame: Frame, rows: Vec<Vec<Cell>>) -> Result<Grid, Fault> {
        for (number, row) in (1..).zip(&rows) {
            frame.check(number, row)?;
        }
        Ok(Grid { frame, rows })
    }

    /// The report without its rows.
    pub fn frame(&self) -> &Frame {
        &self.frame
    }

    /// Where the report comes from.
    pub fn meta(&self) -> &Meta {
        &self.frame.meta
    }

    /// The columns, in order.
    pub fn columns(&self) -> &[Column] {
        &self.frame.columns
    }

    /// The rows, in order, each with one cell for each column.
    pub fn rows(&self) -> &[Vec<Cell>] {
        &self.rows
    }
}

impl Column {
    /// A column of free text.
    pub const fn text(name: &'static str) -> Column {
        Column::of(name, Kind::Text)
    }

    /// A column of codes, dates or words of a closed vocabulary.
    pub const fn code(name: &'static str) -> Column {
        Column::of(name, Kind::Code)
    }

    /// A column of whole numbers.
    pub const fn count(name: &'static str) -> Column {
        Column::of(name, Kind::Count)
    }

    /// A column of true and false.
    pub const fn flag(name: &'static str) -> Column {
        Column::of(name, Kind::Flag)
    }

    /// A column of exact figures.
    pub const fn figure(name: &'static str) -> Column {
        Column::of(name, Kind::Figure)
    }

    /// The five fields `lower, lower_inclusive, upper, upper_inclusive, approximate`, each behind `prefix` (which may
    /// be empty); one column in a table.
    pub const fn bounds(prefix: &'static str) -> Column {
        Column::of(prefix, Kind::Bounds(Ends::WithApproximate))
    }

    /// The same without `approximate`.
    pub const fn ends(prefix: &'static str) -> Column {
        Column::of(prefix, Kind::Bounds(Ends::Four))
    }

    /// The same column, left out of tables: what people read in another column already.
    #[must_use]
    pub const fn as_data_only(self) -> Column {
        Column { shown: Shown::AsDataOnly, ..self }
    }

    /// The same column, left out of tables where all of it is 0 or absent.
    #[must_use]
    pub const fn where_said(self) -> Column {
        self.unless("")
    }

    /// The same column, left out of tables where all of it is this, 0 or absent.
    #[must_use]
    pub const fn unless(self, usual: &'static str) -> Column {
        Column { shown: Shown::Unless(usual), ..self }
    }

    /// The same column under another heading in tables.
    #[must_use]
    pub const fn called(self, heading: &'static str) -> Column {
        Column { called: Some(heading), ..self }
    }

    const fn of(name: &'static str, kind: Kind) -> Column {
        Column { name, called: None, kind, shown: Shown::Everywhere }
    }

    /// What its cells hold.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether a table with these cells of it shows it.
    pub fn in_tables<'a>(&self, cells: impl IntoIterator<Item = &'a Cell>) -> bool {
        match self.shown {
            Shown::Everywhere => true,
            Shown::AsDataOnly => false,
            Shown::Unless(usual) => cells.into_iter().any(|cell| match cell {
                Cell::Absent | Cell::Count(0) => false,
                Cell::Code(code) => code != usual,
                _ => true,
            }),
        }
    }

    /// Whether its cells are amounts.
    pub fn is_amount(&self) -> bool {
        matches!(self.kind, Kind::Figure | Kind::Bounds(_))
    }

    /// The heading for people: words instead of a field's name, and one for all the fields of bounds.
    pub fn heading(&self) -> String {
        let name = match (self.called, self.kind) {
            (Some(called), _) => called,
            (None, Kind::Bounds(_)) if self.name.is_empty() => "amount",
            _ => self.name,
        };
        name.trim_end_matches('_').replace('_', " ")
    }

    /// The names of its fields in CSV and JSON.
    pub fn fields(&self) -> Vec<String> {
        let ends = match self.kind {
            Kind::Bounds(ends) => ends.names(),
            _ => return vec![self.name.to_owned()],
        };
        ends.iter().map(|end| format!("{}{end}", self.name)).collect()
    }

    fn takes(&self, cell: &Cell) -> bool {
        matches!(
            (self.kind, cell),
            (_, Cell::Absent)
                | (Kind::Text, Cell::Text(_) | Cell::Verbatim(_))
                | (Kind::Code, Cell::Code(_))
                | (Kind::Count, Cell::Count(_))
                | (Kind::Flag, Cell::Flag(_))
                | (Kind::Figure, Cell::Figure { .. })
                | (Kind::Bounds(_), Cell::Bounds { .. })
        )
    }

    fn each_field<'a, E>(&self, cell: &'a Cell, each: &mut impl FnMut(Field<'a>) -> Result<(), E>) -> Result<(), E> {
        match cell {
            Cell::Absent => (0..self.width()).try_for_each(|_| each(Field::Absent)),
            Cell::Text(text) => each(Field::Text(text)),
            Cell::Verbatim(text) => each(Field::Verbatim(text)),
            Cell::Code(code) => each(Field::Code(code)),
            Cell::Count(count) => each(Field::Count(*count)),
            Cell::Flag(flag) => each(Field::Flag(*flag)),
            Cell::Figure { scaled, digits, .. } => each(Field::Figure(scaled_text(*scaled, *digits))),
            Cell::Bounds { bounds, digits, .. } => {
                let fields = bounds_fields(**bounds, *digits);
                fields.into_iter().take(self.width()).try_for_each(each)
            }
        }
    }

    /// How many fields it has in CSV and JSON.
    fn width(&self) -> usize {
        match self.kind {
            Kind::Bounds(ends) => ends.names().len(),
            _ => 1,
        }
    }
}

impl Ends {
    fn names(self) -> &'static [&'static str] {
        match self {
            Ends::Four => &["lower", "lower_inclusive", "upper", "upper_inclusive"],
            Ends::WithApproximate => &["lower", "lower_inclusive", "upper", "upper_inclusive", "approximate"],
        }
    }
}

impl Cell {
    /// Free text; absent if it is empty, so that an option is given as `option.unwrap_or_default()`.
    pub fn text(text: impl Into<String>) -> Cell {
        Some(text.into()).filter(|text| !text.is_empty()).map_or(Cell::Absent, Cell::Text)
    }

    /// A code; absent if it is empty.
    pub fn code(code: impl Into<String>) -> Cell {
        Some(code.into()).filter(|code| !code.is_empty()).map_or(Cell::Absent, Cell::Code)
    }

    /// A figure × 10^scale of `unit`.
    pub fn figure(scaled: i128, unit: Unit) -> Cell {
        Cell::Figure { scaled, digits: unit.digits(), unit: Some(unit.code()) }
    }

    /// Bounds × 10^scale of `unit` (an amount that is not stated may have none); absent where no amount has a
    /// meaning.
    pub fn bounds(bounds: Option<Bounds>, unit: Option<Unit>) -> Cell {
        Cell::amount(bounds, unit, false)
    }

    /// The same where a source states an amount, however little its bounds say.
    pub fn stated(bounds: Option<Bounds>, unit: Option<Unit>) -> Cell {
        Cell::amount(bounds, unit, true)
    }

    /// The same amount, with its unit behind it in tables.
    #[must_use]
    pub fn with_unit(self, of: Option<Unit>) -> Cell {
        match self {
            Cell::Bounds { bounds, digits, stated, .. } => {
                Cell::Bounds { bounds, digits, stated, unit: of.map(Unit::code) }
            }
            other => other,
        }
    }

    fn amount(bounds: Option<Bounds>, unit: Option<Unit>, stated: bool) -> Cell {
        let digits = unit.map_or(Digits::exactly(0), Unit::digits);
        bounds.map_or(Cell::Absent, |bounds| Cell::Bounds { bounds: Box::new(bounds), digits, unit: None, stated })
    }
}

/// The five fields of bounds.
fn bounds_fields(bounds: Bounds, digits: Digits) -> [Field<'static>; 5] {
    let figure = |end: End| Field::Figure(scaled_text(end.scaled(), digits));
    let inclusive = |end: End| Field::Flag(end.inclusive());
    [
        figure(bounds.lower()),
        inclusive(bounds.lower()),
        bounds.upper().map_or(Field::Absent, figure),
        bounds.upper().map_or(Field::Absent, inclusive),
        Field::Flag(bounds.approximate()),
    ]
}

fn first_twice(names: impl Iterator<Item = String>) -> Option<String> {
    let mut seen = BTreeSet::new();
    let mut names = names;
    names.find(|name| !seen.insert(name.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meta() -> Meta {
        Meta {
            title: "holdings".to_owned(),
            entry: 1,
            digest: String::new(),
            filters: Vec::new(),
            verified: Verified::Unsaid,
            version: "0.1.0".to_owned(),
            unplaced: None,
        }
    }

    fn refused(columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> String {
        Grid::new(meta(), columns, rows).unwrap_err().what().to_owned()
    }

    #[test]
    fn bounds_are_one_column_and_four_or_five_fields() {
        let columns = vec![Column::code("asset"), Column::bounds(""), Column::ends("residual_")];
        let lower = Bounds::between(End::above(500_000_000), None, true).unwrap();
        let cells = vec![Cell::code("a:1"), Cell::bounds(Some(lower), Unit::parse("EUR").ok()), Cell::Absent];
        let grid = Grid::new(meta(), columns, vec![cells]).unwrap();
        assert_eq!(
            grid.frame().field_names().join(","),
            "asset,lower,lower_inclusive,upper,upper_inclusive,approximate,\
             residual_lower,residual_lower_inclusive,residual_upper,residual_upper_inclusive"
        );
        let mut fields: Vec<Field> = Vec::new();
        let kept: Result<(), Fault> = grid.frame().each_field(&grid.rows()[0], |field| {
            fields.push(field);
            Ok(())
        });
        kept.unwrap();
        let five = Field::Figure("5.00".to_owned());
        let (absent, no, yes) = (Field::Absent, Field::Flag(false), Field::Flag(true));
        let code = Field::Code("a:1");
        assert_eq!(fields[..6], [code, five, no, absent.clone(), absent.clone(), yes]);
        assert_eq!(fields[6..], vec![absent; 4]);
    }

    #[test]
    fn what_is_absent_is_never_zero() {
        assert_eq!(Cell::text(""), Cell::Absent);
        assert_eq!(Cell::code(String::new()), Cell::Absent);
        assert_eq!(Cell::code("DE"), Cell::Code("DE".to_owned()));
        assert_eq!(Cell::bounds(None, None), Cell::Absent);
        assert_ne!(Cell::bounds(Some(Bounds::NOTHING), None), Cell::Absent);
    }

    #[test]
    fn headings_are_words() {
        assert_eq!(Column::count("non_valued").heading(), "non valued");
        assert_eq!(Column::bounds("").heading(), "amount");
        assert_eq!(Column::ends("range_").heading(), "range");
    }

    #[test]
    fn a_row_has_one_cell_of_the_right_kind_for_each_column() {
        let columns = vec![Column::code("case"), Column::count("assets")];
        assert_eq!(
            refused(columns.clone(), vec![vec![Cell::Absent, Cell::Count(1)], vec![Cell::Count(1)]]),
            "row 2 of the report “holdings” has 1 cells for 2 columns"
        );
        assert_eq!(
            refused(columns, vec![vec![Cell::text("coco"), Cell::Count(1)]]),
            "row 1 of the report “holdings” has another kind of value in the column “case”"
        );
    }

    #[test]
    fn no_field_and_no_filter_has_a_name_twice() {
        let columns = vec![Column::code("lower"), Column::ends("")];
        assert_eq!(refused(columns, vec![]), "the report “holdings” has “lower” twice");
        let filter = || ("in".to_owned(), "DE".to_owned());
        let meta = Meta { filters: vec![filter(), filter()], ..meta() };
        assert!(Grid::new(meta, vec![], vec![]).is_err());
    }

    #[test]
    fn a_figure_has_the_decimals_of_its_unit() {
        let unit = Unit::parse("BTC").unwrap();
        assert_eq!(Cell::figure(1, unit), Cell::Figure { scaled: 1, digits: Digits::exactly(8), unit: Some("BTC") });
    }
}
