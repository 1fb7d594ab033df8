//! The typed value between a report and its formats: its origin and its sections.
//!
//! A report makes a document without knowing any format; a format writes a document without knowing any report.

mod cell;
mod column;
mod grid;
mod meta;

pub use super::columns::describe;
#[cfg(feature = "xlsx")]
pub(crate) use crate::domain::Date;
#[cfg(feature = "xlsx")]
pub(crate) use crate::domain::amount::canonical;
pub(crate) use crate::domain::decimal::scaled_text;
pub use crate::domain::guard::{guard, unguard};
pub(crate) use crate::domain::text::{escape, escape_json};
pub(crate) use crate::domain::{Bounds, Difference, Digits, End};
pub use cell::{Cell, Field};
pub use column::{Column, Ends, Role, Spare, Wording};
pub use grid::{Frame, Grid, Layout};
pub use meta::{LedgerUsed, Meta, RateUsed, Verified};

use crate::domain::Fault;

/// A finished report, ready to be written in any format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    meta: Meta,
    sections: Vec<Section>,
    rates: Vec<RateUsed>,
    used: Option<Grid>,
    ledger: Option<String>,
    ledgers: Vec<LedgerUsed>,
}

/// A part of a document, under its own heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Section {
    /// Rows under columns.
    Grid(Grid),
}

/// A document before its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    meta: Meta,
    sections: Vec<Frame>,
    rates: Vec<RateUsed>,
    ledger: Option<String>,
    ledgers: Vec<LedgerUsed>,
}

impl Document {
    /// A document of these sections.
    ///
    /// # Errors
    /// As for [`Outline::new`].
    pub fn new(meta: Meta, sections: Vec<Section>) -> Result<Document, Fault> {
        require_filters_once(&meta)?;
        Ok(Document { meta, sections, rates: Vec::new(), used: None, ledger: None, ledgers: Vec::new() })
    }

    /// The same document over several ledgers: it says of each what it rests on, and no longer has a head of its own.
    #[must_use]
    pub fn of_ledgers(self, ledgers: Vec<LedgerUsed>) -> Document {
        Document { ledgers, ..self }
    }

    /// The same document, with the name of the ledger that it is about.
    #[must_use]
    pub fn of_ledger(self, name: String) -> Document {
        Document { ledger: Some(name), ..self }
    }

    /// The same document, with the lines that say what its converted figures are made of, and the rates in them.
    #[must_use]
    pub(crate) fn with_rates(self, used: Option<Grid>, rates: Vec<RateUsed>) -> Document {
        Document { rates, used, ..self }
    }

    /// The lines that say what its converted figures are made of, and the rates in them.
    pub(crate) fn used(&self) -> (&[Vec<Cell>], &[RateUsed]) {
        (self.used.as_ref().map_or(&[], Grid::rows), &self.rates)
    }

    /// What its converted figures are made of, as a document of its own; `None` if nothing is converted, or the lines
    /// were not kept.
    ///
    /// # Errors
    /// None in practice: the lines match their columns.
    pub fn rates_used(&self) -> Result<Option<Document>, Fault> {
        let used = self.used.clone().map(|used| Document::new(self.meta.clone(), vec![Section::Grid(used)]));
        used.transpose()
    }

    /// A document with one section, whose heading is the title.
    ///
    /// # Errors
    /// As for [`Outline::single`] and [`Frame::check`].
    pub fn single(meta: Meta, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Result<Document, Fault> {
        let grid = Grid::new(Frame::new(meta.title.as_str(), columns)?, rows)?;
        Document::new(meta, vec![Section::Grid(grid)])
    }

    /// The origin of the report.
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// The sections, in order.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The rows of all grids, in order.
    pub fn rows(&self) -> impl Iterator<Item = &Vec<Cell>> {
        self.sections.iter().flat_map(|Section::Grid(grid)| grid.rows())
    }

    /// The document without its rows.
    pub fn outline(&self) -> Outline {
        let frame = |Section::Grid(grid): &Section| grid.frame().clone();
        let sections = self.sections.iter().map(frame).collect();
        let (rates, ledger, ledgers) = (self.rates.clone(), self.ledger.clone(), self.ledgers.clone());
        Outline { meta: self.meta.clone(), sections, rates, ledger, ledgers }
    }
}

impl Outline {
    /// A document of these sections.
    ///
    /// # Errors
    /// A filter occurs twice: a fault of the report, not of its reader.
    pub fn new(meta: Meta, sections: Vec<Frame>) -> Result<Outline, Fault> {
        require_filters_once(&meta)?;
        Ok(Outline { meta, sections, rates: Vec::new(), ledger: None, ledgers: Vec::new() })
    }

    /// A document with one section, whose heading is the title.
    ///
    /// # Errors
    /// A field or a filter occurs twice: a fault of the report, not of its reader.
    pub fn single(meta: Meta, columns: Vec<Column>) -> Result<Outline, Fault> {
        let frame = Frame::new(meta.title.as_str(), columns)?;
        Outline::new(meta, vec![frame])
    }

    /// The origin of the report.
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// The same document, with the name of the ledger that it is about.
    #[must_use]
    pub fn of_ledger(self, name: String) -> Outline {
        Outline { ledger: Some(name), ..self }
    }

    /// The name of the ledger that it is about, if known.
    pub fn ledger(&self) -> Option<&str> {
        self.ledger.as_deref()
    }

    /// The ledgers that it is about, in a document over several.
    pub fn ledgers(&self) -> &[LedgerUsed] {
        &self.ledgers
    }

    /// The rates that were used, each once.
    pub fn rates(&self) -> &[RateUsed] {
        &self.rates
    }

    /// The sections, in order.
    pub fn sections(&self) -> &[Frame] {
        &self.sections
    }
}

fn require_filters_once(meta: &Meta) -> Result<(), Fault> {
    match grid::first_twice(meta.filters.iter().map(|(name, _)| name.clone())) {
        Some(name) => Err(Fault::new(format!("the report “{}” has “{name}” twice", meta.title))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meta(filters: &[&str]) -> Meta {
        let filters = filters.iter().map(|name| ((*name).to_owned(), "DE".to_owned())).collect();
        Meta { filters, ..Meta::titled("holdings") }
    }

    #[test]
    fn no_two_filters_share_a_name() {
        assert!(Document::new(meta(&["in", "case"]), vec![]).is_ok());
        assert!(Document::new(meta(&["in", "in"]), vec![]).is_err());
        let fault = Outline::single(meta(&["in", "in"]), vec![]).unwrap_err();
        assert_eq!(fault.what(), "the report “holdings” has “in” twice");
    }

    #[test]
    fn the_heading_of_a_single_section_is_the_title() {
        let columns = || vec![Column::count("assets")];
        let document = Document::single(meta(&[]), columns(), vec![vec![Cell::Count(1)]]).unwrap();
        assert_eq!(document.outline(), Outline::single(meta(&[]), columns()).unwrap());
        assert_eq!(document.outline().sections()[0].heading(), "holdings");
        assert_eq!(document.rows().count(), 1);
    }
}
