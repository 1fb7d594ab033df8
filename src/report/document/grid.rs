//! Named columns and rows of cells.

use std::collections::BTreeSet;

use super::cell::{Cell, Field};
use super::column::{Column, Role};
use crate::domain::Fault;

/// Rows under a heading and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    frame: Frame,
    rows: Vec<Vec<Cell>>,
}

/// A grid without its rows, which may be too many for memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    heading: String,
    columns: Vec<Column>,
    layout: Layout,
}

/// How rows are laid out on a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One below the other, under headings, if there is room.
    Table,
    /// Each as a record: one line for each value.
    Records,
}

impl Frame {
    /// A grid of these columns.
    ///
    /// # Errors
    /// Two fields share a name: a fault of the report, not of its reader.
    pub fn new(heading: impl Into<String>, columns: Vec<Column>) -> Result<Frame, Fault> {
        let heading = heading.into();
        match first_twice(columns.iter().flat_map(Column::fields)) {
            Some(name) => Err(Fault::new(format!("the report “{heading}” has “{name}” twice"))),
            None => Ok(Frame { heading, columns, layout: Layout::Table }),
        }
    }

    /// The same grid, with each row laid out as a record.
    #[must_use]
    pub fn in_records(self) -> Frame {
        Frame { layout: Layout::Records, ..self }
    }

    /// How its rows are laid out on a terminal.
    pub fn layout(&self) -> Layout {
        self.layout
    }

    /// What the grid shows, in one line.
    pub fn heading(&self) -> &str {
        &self.heading
    }

    /// The columns, in order.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The names of all fields, as in the header line of a CSV.
    pub fn field_names(&self) -> Vec<String> {
        self.columns.iter().flat_map(Column::fields).collect()
    }

    /// How many of the first fields identify a row: the dimensions, or otherwise the first field.
    pub fn key_fields(&self) -> usize {
        self.columns.iter().take_while(|column| matches!(column.role(), Role::Dimension(_))).count().max(1)
    }

    /// Passes a row's fields to `each`, one for each of [`Frame::field_names`].
    ///
    /// # Errors
    /// The errors of `each`.
    pub fn each_field<'a, E>(
        &self,
        row: &'a [Cell],
        mut each: impl FnMut(Field<'a>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.columns.iter().zip(row).try_for_each(|(column, cell)| cell.each_field(column.picks(), &mut each))
    }

    /// Whether a row is an empty line of a statement: a table leaves it out.
    fn is_empty_line(&self, row: &[Cell]) -> bool {
        let cells = || self.columns.iter().zip(row);
        let is_dimension = |column: &Column| matches!(column.role(), Role::Dimension(_));
        cells().any(|(column, cell)| column.may_be_left_out(cell))
            && cells().all(|(column, cell)| is_dimension(column) || cell.is_nothing())
    }

    /// Checks that a row has one cell of the right kind for each column.
    ///
    /// # Errors
    /// It does not: a fault of the report, not of its reader.
    pub fn check(&self, number: usize, row: &[Cell]) -> Result<(), Fault> {
        let heading = &self.heading;
        if row.len() != self.columns.len() {
            let found = format!("{} cells for {} columns", row.len(), self.columns.len());
            return Err(Fault::new(format!("row {number} of the report “{heading}” has {found}")));
        }
        match self.columns.iter().zip(row).find(|(column, cell)| !column.takes(cell)) {
            None => Ok(()),
            Some((column, _)) => {
                let what = format!("row {number} of the report “{heading}” has another kind of value");
                Err(Fault::new(format!("{what} in the column “{}”", column.name())))
            }
        }
    }
}

impl Grid {
    /// A grid of these rows.
    ///
    /// # Errors
    /// As for [`Frame::check`].
    pub fn new(frame: Frame, rows: Vec<Vec<Cell>>) -> Result<Grid, Fault> {
        for (number, row) in (1..).zip(&rows) {
            frame.check(number, row)?;
        }
        Ok(Grid { frame, rows })
    }

    /// The same grid without the empty lines of a statement.
    #[must_use]
    pub fn without_empty_lines(self) -> Grid {
        let Grid { frame, mut rows } = self;
        rows.retain(|row| !frame.is_empty_line(row));
        Grid { frame, rows }
    }

    /// The grid without its rows.
    pub fn frame(&self) -> &Frame {
        &self.frame
    }

    /// The columns, in order.
    pub fn columns(&self) -> &[Column] {
        &self.frame.columns
    }

    /// The rows in order, each with one cell per column.
    pub fn rows(&self) -> &[Vec<Cell>] {
        &self.rows
    }
}

/// The first name that occurs twice.
pub(super) fn first_twice(names: impl Iterator<Item = String>) -> Option<String> {
    let mut seen = BTreeSet::new();
    let mut names = names;
    names.find(|name| !seen.insert(name.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Bounds, End, Unit};

    fn grid(columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Result<Grid, Fault> {
        Grid::new(Frame::new("holdings", columns)?, rows)
    }

    fn refused(columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> String {
        grid(columns, rows).unwrap_err().what().to_owned()
    }

    #[test]
    fn bounds_are_one_column_and_four_or_five_fields() {
        let columns = vec![Column::code("asset"), Column::bounds(""), Column::ends("residual_")];
        let lower = Bounds::between(End::above(500_000_000), None).map(Bounds::about).unwrap();
        let cells = vec![Cell::code("a:1"), Cell::bounds(Some(lower), Unit::parse("EUR").ok()), Cell::Absent];
        let grid = grid(columns, vec![cells]).unwrap();
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
    fn a_row_has_one_cell_of_the_right_kind_per_column() {
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
    fn no_two_fields_share_a_name() {
        let columns = vec![Column::code("lower"), Column::ends("")];
        assert_eq!(refused(columns, vec![]), "the report “holdings” has “lower” twice");
    }

    #[test]
    fn rows_are_identified_by_their_dimensions_or_else_by_their_first_field() {
        let key = |columns: Vec<Column>| Frame::new("holdings", columns).unwrap().key_fields();
        let (place, case) = (Column::dimension("jurisdiction"), Column::text_dimension("case"));
        assert_eq!(key(vec![place, case, Column::count("assets"), Column::dimension("month")]), 2);
        assert_eq!(key(vec![Column::number("entry"), place]), 1);
        assert_eq!(key(vec![]), 1);
    }
}
