//! A map, once its words are understood.

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

/// A map: what of a file counts, and what becomes of it.
#[derive(Clone, Debug)]
pub struct Map {
    /// Where the rows are.
    pub(crate) table: Table,
    /// Rows that do not count.
    pub(crate) skip: Vec<Rule<Heading>>,
    /// Rows at which a sheet's table ends.
    pub(crate) end: Vec<Rule<Heading>>,
    /// The actions that a row may tell of, at least one; what all of them share is in each.
    pub(crate) actions: Vec<Block<Heading>>,
    /// What the file must come to.
    pub(crate) check: Check,
    /// Constants and values of the map that their columns do not take: each would be a fault of every row.
    pub wrong: Vec<Fault>,
}

/// What a file must come to, and each of its sheets.
#[derive(Clone, Debug, Default)]
pub struct Check {
    /// The file.
    pub(crate) whole: Totals,
    /// Its sheets, by their names.
    pub(crate) sheets: BTreeMap<String, Totals>,
}

/// What a table must come to, over the rows that count.
#[derive(Clone, Debug, Default)]
pub(crate) struct Totals {
    /// How many there are.
    pub(crate) rows: Option<u64>,
    /// What the figures of columns come to, as the file counts them.
    pub(crate) sums: Vec<(Heading, Decimal)>,
}

impl Map {
    /// The encoding of a CSV that the map is for, where it names one.
    pub fn encoding(&self) -> Option<&str> {
        self.table.encoding.as_deref()
    }

    /// The sign between the fields of a CSV that the map is for, where it names one.
    pub fn delimiter(&self) -> Option<char> {
        self.table.delimiter
    }

    /// The columns whose figures are added up: those of amounts, and those that are checked.
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

/// Where the rows are, and what makes one the same row in another file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    /// Which sheets; the first where the map does not say.
    pub(crate) sheets: Option<Patterns>,
    /// Which row names the columns.
    pub(crate) header: HeaderRow,
    /// Columns whose blank cells take the value from above.
    pub(crate) carry: Vec<Heading>,
    /// What begins the rows' references, and the columns that make them.
    pub(crate) key: Option<(String, Vec<Heading>)>,
    /// The encoding of a CSV.
    pub(crate) encoding: Option<String>,
    /// The sign between the fields of a CSV.
    pub(crate) delimiter: Option<char>,
}

/// One action that a row may tell of.
#[derive(Clone, Debug)]
pub(crate) struct Block<C> {
    /// Which rows tell of it.
    pub(crate) told: Told<C>,
    /// What a row must not be.
    pub(crate) unless: Option<Condition<C>>,
    /// What an amount is that is certainly less than its asset has.
    pub(crate) part: Part,
    /// What each of impound's columns is made of, in their order, where this is the first action of a row.
    pub(crate) first: Vec<Option<Expression<C>>>,
    /// The same where another action of the row came before: without what all actions share of the asset.
    pub(crate) later: Vec<Option<Expression<C>>>,
}

/// Which rows tell of an action.
#[derive(Clone, Debug)]
pub(crate) enum Told<C> {
    /// All.
    Always,
    /// Those whose date is not blank.
    WhereDated,
    /// Those that meet a condition.
    When(Condition<C>),
    /// Those that tell of no action before it.
    Else,
}

/// What an amount is that is certainly less than its asset has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// The amount of the whole asset.
    #[default]
    Whole,
    /// That of a part, which is carved out.
    WhenLess,
}

/// Whether an action is the first that a row tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
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
    /// What the columns are made of.
    pub(crate) fn columns(&self, turn: Turn) -> impl Iterator<Item = (Column, &Expression<C>)> {
        let columns = match turn {
            Turn::First => &self.first,
            Turn::Later => &self.later,
        };
        Column::ALL.iter().zip(columns).filter_map(|(column, expression)| Some((*column, expression.as_ref()?)))
    }

    /// What a column is made of.
    pub(crate) fn column(&self, turn: Turn, wanted: Column) -> Option<&Expression<C>> {
        self.columns(turn).find(|(column, _)| *column == wanted).map(|(_, expression)| expression)
    }
}
