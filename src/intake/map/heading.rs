//! The names a map uses for a file's columns, and the positions of those columns once the header is known.

use std::fmt;

use crate::domain::{Fault, text};
use crate::intake::column::nearest;

use super::pattern::folded;

/// The name of the column that is the sheet's name.
pub(crate) const SHEET: &str = "@sheet";

/// A map's name for a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Heading {
    /// By its heading.
    Named(String),
    /// By its number, from 1: `#4`.
    Numbered(usize),
    /// The sheet's name: `@sheet`.
    Sheet,
    /// The row's number: `@row`.
    Row,
    /// The file's name: `@file`.
    File,
}

/// Where to find the column that a map names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// In a cell, counted from 0.
    Cell(usize),
    /// In the sheet's name.
    Sheet,
    /// In the row's number.
    Row,
    /// In the file's name.
    File,
}

impl Heading {
    /// Reads a heading, `#4`, `@sheet`, `@row` or `@file`.
    ///
    /// # Errors
    /// It is empty, is column 0, or has an unknown word after `@`.
    pub(crate) fn parse(name: &str) -> Result<Heading, Fault> {
        let name = name.trim();
        match name {
            "" => Err(Fault::new("a column has no name").hint("name it by its heading, or by its number: #4")),
            SHEET => Ok(Heading::Sheet),
            "@row" => Ok(Heading::Row),
            "@file" => Ok(Heading::File),
            _ if name.starts_with('@') => Err(Fault::new(format!("{} is not a column", text::quote(name)))
                .hint("write @sheet, @row or @file, or the number of the column: #4")),
            _ => match name.strip_prefix('#').map(str::parse::<usize>) {
                Some(Ok(number @ 1..)) => Ok(Heading::Numbered(number)),
                _ => Ok(Heading::Named(name.to_owned())),
            },
        }
    }
}

impl fmt::Display for Heading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Heading::Named(name) => f.write_str(name),
            Heading::Numbered(number) => write!(f, "#{number}"),
            Heading::Sheet => f.write_str(SHEET),
            Heading::Row => f.write_str("@row"),
            Heading::File => f.write_str("@file"),
        }
    }
}

/// The columns of a table, by the headings in its header row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Header {
    headings: Vec<String>,
    folded: Vec<String>,
}

impl Header {
    /// The columns with these headings, in order; a blank heading is not a name.
    pub(crate) fn new(headings: Vec<String>) -> Header {
        let folded = headings.iter().map(|heading| folded(heading)).collect();
        Header { headings, folded }
    }

    /// The position of a column.
    ///
    /// # Errors
    /// No column, or more than one, has the name.
    pub(crate) fn slot(&self, heading: &Heading) -> Result<Slot, Fault> {
        let name = match heading {
            Heading::Named(name) => name,
            Heading::Numbered(number) => return Ok(Slot::Cell(number - 1)),
            // A list of rejects has a column for the sheet's name.
            Heading::Sheet => {
                let at = self.headings.iter().position(|heading| heading == SHEET);
                return Ok(at.map_or(Slot::Sheet, Slot::Cell));
            }
            Heading::Row => return Ok(Slot::Row),
            Heading::File => return Ok(Slot::File),
        };
        let wanted = folded(name);
        let mut found = self.folded.iter().enumerate().filter(|(_, known)| **known == wanted).map(|(at, _)| at);
        match (found.next(), found.next()) {
            (Some(at), None) => Ok(Slot::Cell(at)),
            (Some(one), Some(other)) => Err(Fault::new(format!("the table has several columns {}", text::quote(name)))
                .hint(format!("name the one that is meant by its number: #{} or #{}", one + 1, other + 1))),
            (None, _) => Err(self.missing(name, &wanted)),
        }
    }

    /// Whether the headings include all these names.
    pub(crate) fn has_all(&self, names: &[String]) -> bool {
        names.iter().all(|name| self.folded.contains(&folded(name)))
    }

    /// The headings, in order.
    pub(crate) fn headings(&self) -> &[String] {
        &self.headings
    }

    /// A column's name: its heading, or its number if it has none.
    pub(crate) fn name(&self, at: usize) -> String {
        match self.headings.get(at).filter(|heading| !heading.is_empty()) {
            Some(heading) => heading.clone(),
            None => format!("#{}", at + 1),
        }
    }

    fn missing(&self, name: &str, wanted: &str) -> Fault {
        const LISTED: usize = 40;
        let fault = Fault::new(format!("the table has no column {}", text::quote(name)));
        if let Some(at) = nearest(wanted, self.folded.iter().map(String::as_str))
            .and_then(|near| self.folded.iter().position(|known| known == near))
        {
            return fault.hint(format!("perhaps {} is meant", text::quote(&self.headings[at])));
        }
        let named = self.headings.iter().filter(|heading| !heading.is_empty()).take(LISTED);
        let names: Vec<String> = named.map(|heading| text::quote(heading)).collect();
        fault.hint(format!("its columns are {}", names.join(", ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header() -> Header {
        Header::new(["No.", "Value  (EUR)", "", "Note", "note"].map(str::to_owned).to_vec())
    }

    fn slot(name: &str) -> Result<Slot, Fault> {
        header().slot(&Heading::parse(name)?)
    }

    #[test]
    fn a_column_is_found_by_heading_or_number() {
        assert_eq!(slot("no."), Ok(Slot::Cell(0)));
        assert_eq!(slot("value (eur)"), Ok(Slot::Cell(1)));
        assert_eq!(slot("#3"), Ok(Slot::Cell(2)));
        assert_eq!((slot("@sheet"), slot("@row"), slot("@file")), (Ok(Slot::Sheet), Ok(Slot::Row), Ok(Slot::File)));
        assert_eq!((header().name(1).as_str(), header().name(2).as_str()), ("Value  (EUR)", "#3"));
    }

    #[test]
    fn a_missing_or_ambiguous_column_is_a_fault() {
        assert_eq!(slot("Note").unwrap_err().to_do(), Some("name the one that is meant by its number: #4 or #5"));
        let fault = slot("Value (EU)").unwrap_err();
        assert_eq!(fault.what(), "the table has no column “Value (EU)”");
        assert_eq!(fault.to_do(), Some("perhaps “Value  (EUR)” is meant"));
        assert_eq!(slot("Zustand").unwrap_err().to_do(), Some("its columns are “No.”, “Value  (EUR)”, “Note”, “note”"));
        assert!(Heading::parse(" ").is_err() && Heading::parse("@date").is_err());
    }
}
