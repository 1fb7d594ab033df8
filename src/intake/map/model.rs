//! A map, once its words are understood.

use crate::domain::Fault;
use crate::intake::column::Column;

use super::expression::Expression;
use super::heading::{Header, Heading, Slot};
use super::pattern::Patterns;
use super::rows::{Condition, HeaderRow, Rule};

/// A map: what of a file counts, and what becomes of it.
#[derive(Clone, Debug)]
pub struct Map {
    /// Where the rows are.
    pub table: Table,
    /// Rows that do not count.
    pub skip: Vec<Rule<Heading>>,
    /// Rows at which a sheet's table ends.
    pub end: Vec<Rule<Heading>>,
    /// The actions that a row may tell of, at least one; what all of them share is in each.
    pub actions: Vec<Block<Heading>>,
}

/// Where the rows are, and what makes one the same row in another file.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Which sheets; the first where the map does not say.
    pub sheets: Option<Patterns>,
    /// Which row names the columns.
    pub header: HeaderRow,
    /// Columns whose blank cells take the value from above.
    pub carry: Vec<Heading>,
    /// What begins the rows' references, and the columns that make them.
    pub key: Option<(String, Vec<Heading>)>,
    /// The encoding of a CSV.
    pub encoding: Option<String>,
    /// The sign between the fields of a CSV.
    pub delimiter: Option<char>,
}

/// One action that a row may tell of.
#[derive(Clone, Debug)]
pub struct Block<C> {
    /// What the row must be.
    pub when: Option<Condition<C>>,
    /// What each of impound's columns is made of, in their order, where this is the first action of a row.
    pub first: Vec<Option<Expression<C>>>,
    /// The same where another action of the row came before: without what all actions share of the asset.
    pub later: Vec<Option<Expression<C>>>,
}

/// Whether an action is the first that a row tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It is, and so it can begin an asset.
    First,
    /// Another came before, on whose asset it is done.
    Later,
}

impl Block<Heading> {
    /// The same with its columns found in a header.
    ///
    /// # Errors
    /// A column that the table does not have; the fault names the column that is made of it.
    pub fn bind(&self, header: &Header) -> Result<Block<Slot>, Fault> {
        let when = self.when.as_ref().map(|when| when.bind(header)).transpose()?;
        Ok(Block { when, first: bind(&self.first, header)?, later: bind(&self.later, header)? })
    }
}

fn bind(columns: &[Option<Expression>], header: &Header) -> Result<Vec<Option<Expression<Slot>>>, Fault> {
    let bind = |(column, expression): (&Column, &Option<Expression>)| {
        let bound = expression.as_ref().map(|expression| expression.bind(header)).transpose();
        bound.map_err(|fault| fault.at(column))
    };
    Column::ALL.iter().zip(columns).map(bind).collect()
}

impl<C> Block<C> {
    /// What the columns are made of.
    pub fn columns(&self, turn: Turn) -> impl Iterator<Item = (Column, &Expression<C>)> {
        let columns = match turn {
            Turn::First => &self.first,
            Turn::Later => &self.later,
        };
        Column::ALL.iter().zip(columns).filter_map(|(column, expression)| Some((*column, expression.as_ref()?)))
    }

    /// What a column is made of.
    pub fn column(&self, turn: Turn, wanted: Column) -> Option<&Expression<C>> {
        self.columns(turn).find(|(column, _)| *column == wanted).map(|(_, expression)| expression)
    }
}
