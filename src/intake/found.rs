//! What is wrong in a table, and where.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use crate::domain::identifier::{masked, without_identifiers};
use crate::domain::{Fault, text};

use super::column::{Column, SEPARATOR};

/// The place of a row in its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The sheet; `None` in a CSV.
    pub sheet: Option<Arc<str>>,
    /// The line on which the row begins, or its number in the sheet; from 1.
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

/// One fault of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The column, by its name in the file or in a map; `None` if the row as a whole is wrong.
    pub column: Option<String>,
    /// The impound column that it is, or fills by a map; `None` if neither.
    pub of: Option<Column>,
    /// The value there.
    pub value: Option<String>,
    /// What is wrong, and what would be right.
    pub fault: Fault,
}

impl Found {
    /// A fault of the row as a whole.
    pub(crate) fn of_row(fault: Fault) -> Found {
        Found { column: None, of: None, value: None, fault }
    }

    /// The fault as shown on a terminal: account numbers, addresses and everything in a column of personal data are
    /// masked except for their ends.
    #[must_use]
    pub fn masked(&self) -> Found {
        let is_personal = self.column.as_ref().is_some_and(|column| is_personal(column));
        let data = if is_personal { data(self.value.as_deref().unwrap_or_default()) } else { Vec::new() };
        let mask =
            |text: &str| data.iter().fold(without_identifiers(text).into_owned(), |text, datum| hidden(&text, datum));
        Found {
            column: self.column.clone(),
            of: self.of,
            value: self.value.as_deref().map(mask),
            fault: self.fault.clone().reworded(mask),
        }
    }

    /// A fault in one of impound's own columns.
    pub fn at(column: Column, value: &str, fault: Fault) -> Found {
        Found { of: Some(column), ..Found::elsewhere(column.as_str(), value, fault) }
    }

    /// A fault in a column that fills none of impound's own.
    pub fn elsewhere(column: impl Into<String>, value: &str, fault: Fault) -> Found {
        Found { column: Some(column.into()), of: None, value: Some(value.to_owned()), fault }
    }

    /// The same fault under another name of the column.
    pub(crate) fn called(self, column: impl Into<String>) -> Found {
        Found { column: Some(column.into()), ..self }
    }
}

/// `column date, “31.02.2024”: what is wrong`, on one line, without the hint.
impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(column) = &self.column {
            write!(f, "column {}", text::escape(column))?;
            match &self.value {
                // Most faults already repeat the value.
                Some(value) if !value.is_empty() && !self.fault.what().contains(&text::quote(value)) => {
                    write!(f, ", {}: ", text::quote(value))?;
                }
                _ => f.write_str(": ")?,
            }
        }
        f.write_str(&text::escape(self.fault.what()))
    }
}

/// Whether a column, as a fault names it, contains personal data.
fn is_personal(column: &str) -> bool {
    let made = column.rsplit(" → ").next().unwrap_or(column);
    [Column::Identifiers, Column::Subjects].iter().any(|personal| personal.as_str() == made)
}

/// The values of a cell, longest first, each as written and without its kind.
fn data(cell: &str) -> Vec<&str> {
    let each = cell.split(SEPARATOR).flat_map(|part| [Some(part), part.split_once(':').map(|(_, value)| value)]);
    let mut data: Vec<&str> = each.flatten().map(str::trim).filter(|datum| !datum.is_empty()).collect();
    data.sort_by_key(|datum| std::cmp::Reverse(datum.len()));
    data
}

/// A text with a value masked wherever it occurs as a separate word.
fn hidden(text: &str, datum: &str) -> String {
    let masked = match datum.split_once(':') {
        // The kind is not personal, and it may be what is wrong.
        Some((kind, value)) if !value.trim().is_empty() => format!("{kind}:{}", short(value.trim())),
        _ => short(datum),
    };
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(datum) {
        let (before, behind) = (&rest[..at], &rest[at + datum.len()..]);
        let touches = before.ends_with(char::is_alphanumeric) || behind.starts_with(char::is_alphanumeric);
        shown.push_str(before);
        shown.push_str(if touches { datum } else { &masked });
        rest = behind;
    }
    shown + rest
}

/// How much of a value is shown, however short it is.
fn short(datum: &str) -> String {
    match masked(datum) {
        Cow::Owned(masked) => masked,
        Cow::Borrowed(few) => few.chars().take(1).chain(['…']).collect(),
    }
}

/// The most faults named for one row.
const MOST_FAULTS: usize = 20;

/// The faults of a row, up to a limit.
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
    fn a_fault_names_its_column_and_value_once() {
        let place = Place { sheet: Some("20\u{1b}24".into()), line: 17 };
        assert_eq!(place.to_string(), "sheet “20\\u{1b}24”, row 17");
        assert_eq!(Place { sheet: None, line: 3 }.to_string(), "line 3");
        let fault = Fault::new("“x” is not a known action");
        assert_eq!(
            Found::at(Column::Action, "x", fault.clone()).to_string(),
            "column action: “x” is not a known action"
        );
        assert_eq!(
            Found::elsewhere("Tat", "y", fault.clone()).to_string(),
            "column Tat, “y”: “x” is not a known action"
        );
        assert_eq!(
            Found::at(Column::Action, "", fault.clone()).called("Tat").to_string(),
            "column Tat: “x” is not a known action"
        );
        assert_eq!(Found::of_row(fault).to_string(), "“x” is not a known action");
    }

    #[test]
    fn a_terminal_shows_only_the_ends_of_personal_data() {
        let said = |column: &str, value: &str, what: &str| {
            Found::elsewhere(column, value, Fault::new(what)).masked().to_string()
        };
        assert_eq!(
            said(
                "subjects",
                "ownr:Ada Lovelace;Eve",
                "“ownr” is not a known role, nor is ownr:Ada Lovelace, nor Eve or Evelyn"
            ),
            "column subjects, “ownr:Ada …ce;E…”: “ownr” is not a known role, nor is ownr:Ada …ce, nor E… or Evelyn"
        );
        assert_eq!(
            said("Konto → identifiers", "HU1", "“HU1” is not among the values that the map knows"),
            "column Konto → identifiers: “H…” is not among the values that the map knows"
        );
        assert_eq!(
            said("amount", "DE89 3704 0044 0532 0130 00", "“DE89 3704 0044 0532 0130 00” names no currency"),
            "column amount: “DE89…00” names no currency"
        );
    }
}
