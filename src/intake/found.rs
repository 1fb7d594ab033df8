//! What is wrong in a table, and where.

use std::fmt;
use std::sync::Arc;

use crate::domain::{Fault, text};

use super::column::Column;

/// Where a row stands in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The sheet; none in a CSV.
    pub sheet: Option<Arc<str>>,
    /// The line on which the row begins, or the sheet's own number of it; from 1.
    pub line: u64,
}

/// `line 17`; in a spreadsheet `sheet “2024”, row 17`.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.sheet {
            Some(sheet) => write!(f, "sheet {}, row {}", text::quote(sheet), self.line),
            None => write!(f, "line {}", self.line),
        }
    }
}

/// One thing that is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The column, by its name in the file or in a map; none where the row as a whole is wrong.
    pub column: Option<String>,
    /// The column of impound's own that it is, or fills by a map; none where it is none.
    pub of: Option<Column>,
    /// What stands there.
    pub value: Option<String>,
    /// What is wrong with it, and what would be right.
    pub fault: Fault,
}

impl Found {
    /// A fault of the whole row.
    pub fn of_row(fault: Fault) -> Found {
        Found { column: None, of: None, value: None, fault }
    }

    /// A fault of one of impound's own columns.
    pub fn at(column: Column, value: &str, fault: Fault) -> Found {
        Found { of: Some(column), ..Found::elsewhere(column.as_str(), value, fault) }
    }

    /// A fault of a column that fills none of impound's own.
    pub fn elsewhere(column: impl Into<String>, value: &str, fault: Fault) -> Found {
        Found { column: Some(column.into()), of: None, value: Some(value.to_owned()), fault }
    }

    /// The same by another name of the column.
    pub fn called(self, column: impl Into<String>) -> Found {
        Found { column: Some(column.into()), ..self }
    }
}

/// `column date, “31.02.2024”: what is wrong`, in one line; the hint is not part of it.
impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(column) = &self.column {
            write!(f, "column {}", text::escape(column))?;
            match &self.value {
                // Most faults repeat the value themselves.
                Some(value) if !value.is_empty() && !self.fault.what().contains(&text::quote(value)) => {
                    write!(f, ", {}: ", text::quote(value))?;
                }
                _ => f.write_str(": ")?,
            }
        }
        f.write_str(&text::escape(self.fault.what()))
    }
}

/// The most faults of a row that are named.
const MOST_FAULTS: usize = 20;

/// The faults of a row, but not without end.
pub(super) fn few(mut found: Vec<Found>) -> Vec<Found> {
    if found.len() > MOST_FAULTS {
        let more = found.len() - MOST_FAULTS;
        found.truncate(MOST_FAULTS);
        found.push(Found::of_row(Fault::new(format!("the row has {more} more faults"))));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_names_its_column_and_its_value_once() {
        let place = Place { sheet: Some("20\u{1b}24".into()), line: 17 };
        assert_eq!(place.to_string(), "sheet “20\\u{1b}24”, row 17");
        assert_eq!(Place { sheet: None, line: 3 }.to_string(), "line 3");
        let fault = Fault::new("“x” is no action");
        assert_eq!(Found::at(Column::Action, "x", fault.clone()).to_string(), "column action: “x” is no action");
        assert_eq!(Found::elsewhere("Tat", "y", fault.clone()).to_string(), "column Tat, “y”: “x” is no action");
        assert_eq!(
            Found::at(Column::Action, "", fault.clone()).called("Tat").to_string(),
            "column Tat: “x” is no action"
        );
        assert_eq!(Found::of_row(fault).to_string(), "“x” is no action");
    }
}
