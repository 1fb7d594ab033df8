//! A map, with its words interpreted.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::{Decimal, Fault};
use crate::intake::column::Column;

use super::condition::Condition;
use super::expression::{Expression, Source, Style};
use super::heading::{Header, Heading, Slot};
use super::metered::Metered;
use super::number::NumberStyle;
use super::pattern::Patterns;
use super::rows::{HeaderRow, Rule};

/// A map: which parts of a file count, and how to read them.
#[derive(Clone, Debug)]
pub struct Map {
    /// Where the rows are.
    pub(crate) table: Table,
    /// Rows that do not count.
    pub(crate) skip: Vec<Rule<Heading>>,
    /// Rows that end a sheet's table.
    pub(crate) end: Vec<Rule<Heading>>,
    /// The actions that a row may contain, at least one; each includes what all share.
    pub(crate) actions: Vec<Block<Heading>>,
    /// The totals that the file must match.
    pub(crate) check: Check,
    /// Constants and values of the map that their columns do not accept: each would be a fault in every row.
    pub wrong: Vec<Fault>,
}

/// The totals that a file and its sheets must match.
#[derive(Clone, Debug, Default)]
pub struct Check {
    /// Those of the whole file.
    pub(crate) whole: Totals,
    /// Those of its sheets, by name.
    pub(crate) sheets: BTreeMap<String, Totals>,
}

/// The totals that a table must match, over the rows that count.
#[derive(Clone, Debug, Default)]
pub(crate) struct Totals {
    /// The number of rows.
    pub(crate) rows: Option<u64>,
    /// The sums of columns, in the file's own unit of count.
    pub(crate) sums: Vec<(Heading, Decimal)>,
}

impl Map {
    /// The encoding the map states for a CSV.
    pub fn encoding(&self) -> Option<&str> {
        self.table.encoding.as_deref()
    }

    /// The field delimiter the map states for a CSV.
    pub fn delimiter(&self) -> Option<char> {
        self.table.delimiter
    }

    /// The columns whose figures are summed: those of amounts and those to check.
    pub(crate) fn metered(&self) -> Vec<Metered<Heading>> {
        let mut metered: Vec<Metered<Heading>> = Vec::new();
        let mut add = |column: &Heading, style: &Arc<NumberStyle>, split: &[String], of_amounts| {
            if !metered.iter().any(|known| known.column == *column) {
                let (name, split) = (Arc::from(column.to_string()), Arc::from(split));
                metered.push(Metered { column: column.clone(), name, style: Arc::clone(style), split, of_amounts });
            }
        };
        let plain = Arc::new(NumberStyle::pointed());
        for block in &self.actions {
            let Some(Expression { source: Source::Cells(cells), style: Style::Amount(style, _), split, .. }) =
                block.column(Turn::First, Column::Amount)
            else {
                continue;
            };
            let style = if style.is_told() { style } else { &plain };
            cells.iter().for_each(|cell| add(cell, style, split, true));
        }
        let checked = std::iter::once(&self.check.whole).chain(self.check.sheets.values());
        checked.flat_map(|totals| &totals.sums).for_each(|(column, _)| add(column, &plain, &[], false));
        metered
    }
}

/// Where the rows are, and what identifies a row across files.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    /// Which sheets; the first if the map names none.
    pub(crate) sheets: Option<Patterns>,
    /// Which row names the columns.
    pub(crate) header: HeaderRow,
    /// Columns whose blank cells take the value above.
    pub(crate) carry: Vec<Heading>,
    /// The prefix of the rows' references, and the columns that form them.
    pub(crate) key: Option<(String, Vec<Heading>)>,
    /// The encoding of a CSV.
    pub(crate) encoding: Option<String>,
    /// The field delimiter of a CSV.
    pub(crate) delimiter: Option<char>,
}

/// An action that a row may contain.
#[derive(Clone, Debug)]
pub(crate) struct Block<C> {
    /// Which rows contain it.
    pub(crate) told: Told<C>,
    /// The condition that excludes a row.
    pub(crate) unless: Option<Condition<C>>,
    /// What to make of an amount that is certainly less than the asset's.
    pub(crate) part: Part,
    /// How each of impound's columns is made, in order, if this is the row's first action.
    pub(crate) first: Vec<Option<Expression<C>>>,
    /// The same for a later action of the row, without what all actions share about the asset.
    pub(crate) later: Vec<Option<Expression<C>>>,
}

/// Which rows contain an action.
#[derive(Clone, Debug)]
pub(crate) enum Told<C> {
    /// All of them.
    Always,
    /// Those with a date.
    WhereDated,
    /// Those that meet a condition.
    When(Condition<C>),
    /// Those without an earlier action.
    Else,
}

/// What to make of an amount that is certainly less than the asset's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// It is the amount of the whole asset.
    #[default]
    Whole,
    /// It is the amount of a part, to be carved out.
    WhenLess,
}

/// Whether an action is the first in its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// It is, and may begin an asset.
    First,
    /// Another precedes it and supplies its asset.
    Later,
}

impl Block<Heading> {
    /// The same action, with its columns located in a header.
    ///
    /// # Errors
    /// The table lacks a column; the fault names the impound column made from it.
    pub(crate) fn bind(&self, header: &Header) -> Result<Block<Slot>, Fault> {
        let told = match &self.told {
            Told::Always => Told::Always,
            Told::WhereDated => Told::WhereDated,
            Told::When(when) => Told::When(when.bind(header)?),
            Told::Else => Told::Else,
        };
        let unless = self.unless.as_ref().map(|unless| unless.bind(header)).transpose()?;
        let (first, later) = (bind(&self.first, header)?, bind(&self.later, header)?);
        Ok(Block { told, unless, part: self.part, first, later })
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
    /// How the columns are made.
    pub(crate) fn columns(&self, turn: Turn) -> impl Iterator<Item = (Column, &Expression<C>)> {
        let columns = match turn {
            Turn::First => &self.first,
            Turn::Later => &self.later,
        };
        Column::ALL.iter().zip(columns).filter_map(|(column, expression)| Some((*column, expression.as_ref()?)))
    }

    /// How a column is made.
    pub(crate) fn column(&self, turn: Turn, wanted: Column) -> Option<&Expression<C>> {
        self.columns(turn).find(|(column, _)| *column == wanted).map(|(_, expression)| expression)
    }
}
