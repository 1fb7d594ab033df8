//! Which rows of a table count: the header, rows that are skipped, the end, and cells that are carried down.

use crate::domain::Fault;
use crate::intake::cell::is_blank;
use crate::intake::table::{Cell, Row};

use super::expression::{Around, Line};
use super::heading::{Header, Heading, Slot};
use super::pattern::Patterns;

/// Which row names the columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum HeaderRow {
    /// The first that is not blank.
    #[default]
    First,
    /// The one with this number.
    Numbered(u64),
    /// The first that has all these names.
    Holding(Vec<String>),
    /// None: columns have numbers only.
    None,
}

/// Rows that are meant.
#[derive(Clone, Debug)]
pub enum Rule<C> {
    /// By their numbers, each a first and a last one.
    Numbers(Vec<(u64, u64)>),
    /// By what is in them.
    Where(Condition<C>),
}

/// What the cells of a row must be: every column its pattern.
#[derive(Clone, Debug)]
pub struct Condition<C>(pub Vec<(C, Patterns)>);

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It counts.
    Counts,
    /// It does not.
    Skipped,
    /// It does not, nor does any after it.
    Ends,
}

/// The rules of a table whose columns are known.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    skip: Vec<Rule<Slot>>,
    end: Vec<Rule<Slot>>,
    carry: Vec<usize>,
    carried: Vec<Cell>,
}

impl Condition<Heading> {
    /// The same with its columns found in a header.
    ///
    /// # Errors
    /// A column that the table does not have.
    pub fn bind(&self, header: &Header) -> Result<Condition<Slot>, Fault> {
        let bind = |(heading, patterns): &(Heading, Patterns)| Ok((header.slot(heading)?, patterns.clone()));
        self.0.iter().map(bind).collect::<Result<_, Fault>>().map(Condition)
    }
}

impl Condition<Slot> {
    /// Whether a row meets it. A cell whose formula failed is what it shows.
    pub fn is_met(&self, line: Line<'_>) -> bool {
        self.0.iter().all(|(slot, patterns)| match line.text(*slot) {
            Ok(text) => patterns.meet(&text),
            Err(_) => false,
        })
    }
}

impl Rule<Heading> {
    fn bind(&self, header: &Header) -> Result<Rule<Slot>, Fault> {
        Ok(match self {
            Rule::Numbers(ranges) => Rule::Numbers(ranges.clone()),
            Rule::Where(condition) => Rule::Where(condition.bind(header)?),
        })
    }
}

impl Rule<Slot> {
    fn is_met(&self, line: Line<'_>) -> bool {
        match self {
            Rule::Numbers(ranges) => ranges.iter().any(|(first, last)| (*first..=*last).contains(&line.number)),
            Rule::Where(condition) => condition.is_met(line),
        }
    }
}

impl<C> Rule<C> {
    /// Whether it means rows by their numbers.
    pub fn is_of_numbers(&self) -> bool {
        matches!(self, Rule::Numbers(_))
    }
}

impl Rows {
    /// The rules with their columns found in a header.
    ///
    /// # Errors
    /// A column that the table does not have.
    pub fn bind(
        (skip, end, carry): (&[Rule<Heading>], &[Rule<Heading>], &[Heading]),
        header: &Header,
    ) -> Result<Rows, Fault> {
        let bind = |rules: &[Rule<Heading>]| rules.iter().map(|rule| rule.bind(header)).collect::<Result<Vec<_>, _>>();
        let mut columns = Vec::new();
        for heading in carry {
            if let Slot::Cell(at) = header.slot(heading)? {
                columns.push(at);
            }
        }
        let carried = vec![Cell::Empty; columns.len()];
        Ok(Rows { skip: bind(skip)?, end: bind(end)?, carry: columns, carried })
    }

    /// Says what becomes of a row, and fills in what is carried down to it.
    pub fn fate(&mut self, row: &mut Row, around: Around<'_>) -> Fate {
        // A row that is left out by its number gives nothing to the rows below it.
        if self.skip.iter().any(|rule| rule.is_of_numbers() && rule.is_met(around.line(row))) {
            return Fate::Skipped;
        }
        if self.end.iter().any(|rule| rule.is_met(around.line(row))) {
            return Fate::Ends;
        }
        self.carry_down(row);
        let skipped = self.skip.iter().any(|rule| !rule.is_of_numbers() && rule.is_met(around.line(row)));
        if skipped { Fate::Skipped } else { Fate::Counts }
    }

    fn carry_down(&mut self, row: &mut Row) {
        for (at, carried) in self.carry.iter().zip(&mut self.carried) {
            if row.cells.len() <= *at {
                row.cells.resize(*at + 1, Cell::Empty);
            }
            let cell = &mut row.cells[*at];
            if is_blank(cell) { cell.clone_from(carried) } else { carried.clone_from(cell) }
        }
    }
}
