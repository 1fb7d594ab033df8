//! The columns of a report and their roles.

use std::convert::Infallible;

use super::cell::{Cell, Field};

/// One column of a report; one field in a CSV, or four or five for bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    name: &'static str,
    /// The name that people see, if it differs.
    called: Option<&'static str>,
    role: Role,
    shown: Shown,
    /// What people read where a cell is absent, if that means something.
    absent: &'static str,
    content: Content,
    /// In a dimension that tells lines apart: the lines that a table shows even if all their figures are zero. Empty if
    /// a table leaves out none.
    lasting: &'static [&'static str],
}

/// What the codes of a column are, if a format can do more with them than write them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    Any,
    /// Dates in EDTF.
    Dates,
}

/// When a column goes that a table has no room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spare {
    /// First: counts that others add up to.
    First,
    /// Then: digests.
    Then,
    /// Last, and only if it counts nothing in any row: kinds of amounts that are not there.
    IfZero,
}

/// The role of a column in its report, which determines the content of its cells unless absent. A format decides by
/// role alone and knows no column by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Distinguishes rows: what a total is of.
    Dimension(Wording),
    /// Free text as typed by a person: guarded in a CSV, escaped and wrapped on a terminal.
    Words,
    /// A word of a closed vocabulary, a date, a code or a digest: safe to write unchanged.
    Code,
    /// A number that identifies something, such as an entry, and is never added up.
    Number,
    /// A whole number of things.
    Count,
    /// Bounds of an amount; the column's name is the prefix of its fields.
    Amount(Ends),
}

/// The wording of a dimension's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wording {
    /// As a person typed them.
    Free,
    /// From a closed vocabulary.
    Closed,
}

/// The fields of a column of bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// `lower, lower_inclusive, upper, upper_inclusive`.
    Four,
    /// The same four, and `approximate`.
    WithApproximate,
    /// Of whole numbers, whose ends are always inclusive: the lower end under the column's own name, `_upper` and
    /// `_approximate`.
    OfNumber,
}

/// Where a column is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Everywhere,
    /// To people, but only if some row has a value other than this one or 0.
    Unless(&'static str),
    /// To people, if there is room.
    WhereRoom(Spare),
    AsDataOnly,
}

impl Role {
    /// Whether its cells are text typed by a person.
    pub fn is_free_text(self) -> bool {
        matches!(self, Role::Words | Role::Dimension(Wording::Free))
    }

    /// Whether its cells are figures.
    pub fn is_numeric(self) -> bool {
        matches!(self, Role::Number | Role::Count | Role::Amount(_))
    }

    fn takes(self, cell: &Cell) -> bool {
        match cell {
            Cell::Absent => true,
            Cell::Text(_) | Cell::Verbatim(_) => self.is_free_text(),
            Cell::Code(_) => matches!(self, Role::Code | Role::Dimension(Wording::Closed)),
            Cell::Count(_) | Cell::Change(_) => matches!(self, Role::Number | Role::Count),
            Cell::Bounds { .. } | Cell::Difference { .. } => matches!(self, Role::Amount(_)),
        }
    }
}

impl Column {
    /// A column of free text.
    pub const fn text(name: &'static str) -> Column {
        Column::of(name, Role::Words)
    }

    /// A column of codes, dates or words of a closed vocabulary.
    pub const fn code(name: &'static str) -> Column {
        Column::of(name, Role::Code)
    }

    /// A column of identifying numbers.
    pub const fn number(name: &'static str) -> Column {
        Column::of(name, Role::Number)
    }

    /// A column of whole numbers of things.
    pub const fn count(name: &'static str) -> Column {
        Column::of(name, Role::Count)
    }

    /// The five fields `lower, lower_inclusive, upper, upper_inclusive, approximate`, each prefixed by `prefix` (which
    /// may be empty); a single column in a table.
    pub const fn bounds(prefix: &'static str) -> Column {
        Column::of(prefix, Role::Amount(Ends::WithApproximate))
    }

    /// Three fields for bounds of a whole number, which are inclusive: `count, count_upper, count_approximate`; a
    /// single column in a table.
    pub const fn number_of(name: &'static str) -> Column {
        Column::of(name, Role::Amount(Ends::OfNumber))
    }

    /// The same as for bounds, without `approximate`.
    pub const fn ends(prefix: &'static str) -> Column {
        Column::of(prefix, Role::Amount(Ends::Four))
    }

    /// A dimension whose values are free text.
    pub const fn text_dimension(name: &'static str) -> Column {
        Column::of(name, Role::Dimension(Wording::Free))
    }

    /// A dimension whose values are codes, dates or words of a closed vocabulary.
    pub const fn dimension(name: &'static str) -> Column {
        Column::of(name, Role::Dimension(Wording::Closed))
    }

    /// The same column, hidden from people because another column already tells them.
    #[must_use]
    pub const fn as_data_only(self) -> Column {
        Column { shown: Shown::AsDataOnly, ..self }
    }

    /// The same column, hidden from people if all of it is 0 or absent.
    #[must_use]
    pub const fn where_said(self) -> Column {
        self.unless("")
    }

    /// The same column, hidden from people if all of it is this value, 0 or absent.
    #[must_use]
    pub const fn unless(self, usual: &'static str) -> Column {
        Column { shown: Shown::Unless(usual), ..self }
    }

    /// The same column, hidden from people where a table has no room for it.
    #[must_use]
    pub const fn where_room(self, spare: Spare) -> Column {
        Column { shown: Shown::WhereRoom(spare), ..self }
    }

    /// The same column, in which people read this where a cell is absent.
    #[must_use]
    pub const fn absent_as(self, absent: &'static str) -> Column {
        Column { absent, ..self }
    }

    /// The same column of codes, each of which is a date in EDTF.
    #[must_use]
    pub const fn of_dates(self) -> Column {
        Column { content: Content::Dates, ..self }
    }

    /// The same column with a different heading for people.
    #[must_use]
    pub const fn called(self, heading: &'static str) -> Column {
        Column { called: Some(heading), ..self }
    }

    /// The same column of the lines of a statement, with those that a table shows even if they are empty.
    #[must_use]
    pub const fn lasting(self, lines: &'static [&'static str]) -> Column {
        Column { lasting: lines, ..self }
    }

    const fn of(name: &'static str, role: Role) -> Column {
        Column { name, called: None, role, shown: Shown::Everywhere, absent: "", content: Content::Any, lasting: &[] }
    }

    /// Its role in the report.
    pub fn role(&self) -> Role {
        self.role
    }

    /// What people read where a cell is absent; `None` if nothing.
    pub fn absent(&self) -> Option<&'static str> {
        Some(self.absent).filter(|absent| !absent.is_empty())
    }

    /// Whether its codes are dates in EDTF.
    pub fn is_of_dates(&self) -> bool {
        self.content == Content::Dates
    }

    /// When it goes if a table has no room for it; `None` if it stays.
    pub fn spare(&self) -> Option<Spare> {
        match self.shown {
            Shown::WhereRoom(spare) => Some(spare),
            Shown::Everywhere | Shown::Unless(_) | Shown::AsDataOnly => None,
        }
    }

    /// Whether to show it to people, given its cells.
    pub fn is_shown<'a>(&self, cells: impl IntoIterator<Item = &'a Cell>) -> bool {
        match self.shown {
            Shown::Everywhere | Shown::WhereRoom(_) => true,
            Shown::AsDataOnly => false,
            Shown::Unless(usual) => cells.into_iter().any(|cell| match cell {
                Cell::Absent | Cell::Count(0) | Cell::Change(0) => false,
                Cell::Code(code) => code != usual,
                _ => true,
            }),
        }
    }

    /// The heading for people: words instead of a field name, and a single one for all fields of bounds.
    pub fn heading(&self) -> String {
        let name = match (self.called, self.role) {
            (Some(called), _) => called,
            (None, Role::Amount(_)) if self.name.is_empty() => "amount",
            _ => self.name,
        };
        name.trim_end_matches('_').replace('_', " ")
    }

    /// The names of its fields in CSV and JSON.
    pub fn fields(&self) -> Vec<String> {
        match self.role {
            Role::Amount(ends) => ends.names().iter().map(|end| format!("{}{end}", self.name)).collect(),
            _ => vec![self.name.to_owned()],
        }
    }

    /// The fields of one of its cells, one for each of its names.
    pub fn fields_of<'a>(&self, cell: &'a Cell) -> Vec<Field<'a>> {
        let mut fields = Vec::new();
        let Ok(()) = cell.each_field(self.picks(), &mut |field| {
            fields.push(field);
            Ok::<(), Infallible>(())
        });
        fields
    }

    /// The indexes of the cell fields that it has in CSV and JSON.
    pub(super) fn picks(&self) -> &'static [usize] {
        match self.role {
            Role::Amount(Ends::Four) => &[0, 1, 2, 3],
            Role::Amount(Ends::WithApproximate) => &[0, 1, 2, 3, 4],
            Role::Amount(Ends::OfNumber) => &[0, 2, 4],
            _ => &[0],
        }
    }

    /// Whether the cell names a line that a table leaves out if it is empty.
    pub(super) fn may_be_left_out(&self, cell: &Cell) -> bool {
        !self.lasting.is_empty() && !matches!(cell, Cell::Code(line) if self.lasting.contains(&line.as_str()))
    }

    /// Its name in a fault about one of its cells.
    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    /// Whether a cell is of the kind it accepts.
    pub(super) fn takes(&self, cell: &Cell) -> bool {
        self.role.takes(cell)
    }
}

impl Ends {
    fn names(self) -> &'static [&'static str] {
        match self {
            Ends::Four => &["lower", "lower_inclusive", "upper", "upper_inclusive"],
            Ends::WithApproximate => &["lower", "lower_inclusive", "upper", "upper_inclusive", "approximate"],
            Ends::OfNumber => &["", "_upper", "_approximate"],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_words() {
        assert_eq!(Column::count("non_valued").heading(), "non valued");
        assert_eq!(Column::bounds("").heading(), "amount");
        assert_eq!(Column::ends("range_").heading(), "range");
    }

    #[test]
    fn a_column_accepts_only_cells_of_its_role() {
        let cells = [Cell::text("a"), Cell::Verbatim("a".to_owned()), Cell::code("a"), Cell::Count(1), Cell::Absent];
        let taken = |column: Column| cells.iter().map(|cell| u8::from(column.takes(cell))).collect::<Vec<_>>();
        assert_eq!(taken(Column::text("a")), [1, 1, 0, 0, 1]);
        assert_eq!(taken(Column::text_dimension("a")), [1, 1, 0, 0, 1]);
        assert_eq!(taken(Column::code("a")), [0, 0, 1, 0, 1]);
        assert_eq!(taken(Column::dimension("a")), [0, 0, 1, 0, 1]);
        assert_eq!(taken(Column::number("a")), [0, 0, 0, 1, 1]);
        assert_eq!(taken(Column::count("a")), [0, 0, 0, 1, 1]);
        assert_eq!(taken(Column::bounds("a")), [0, 0, 0, 0, 1]);
    }
}
