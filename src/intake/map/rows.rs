//! Which rows of a table count: the header, skipped rows, the end, and cells carried down.

use std::sync::Arc;

use crate::domain::{EntryRef, Fault};
use crate::intake::cell::is_blank;
use crate::intake::table::{Cell, Row};

use super::condition::Condition;
use super::expression::{Around, Line};
use super::heading::{Header, Heading, Slot};

/// Which row is the header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum HeaderRow {
    /// The first that is not blank.
    #[default]
    First,
    /// The one with this number.
    Numbered(u64),
    /// The first that contains all these names.
    Holding(Vec<String>),
    /// There is none: columns have only numbers.
    None,
}

/// A rule that selects rows, with its name for summaries.
#[derive(Clone, Debug)]
pub(crate) struct Rule<C> {
    /// `[[skip]] of line 9`.
    pub(crate) name: Arc<str>,
    /// The rows it selects.
    pub(crate) meant: Meant<C>,
}

/// How a rule selects rows.
#[derive(Clone, Debug)]
pub(crate) enum Meant<C> {
    /// By number, each a first and a last one.
    Numbers(Vec<(u64, u64)>),
    /// By their contents.
    Where(Condition<C>),
}

/// What happens to a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It counts.
    Counts,
    /// This rule excludes it.
    Skipped(Arc<str>),
    /// This rule excludes it and all rows after it.
    Ends(Arc<str>),
}

/// The rules of a table whose columns are located.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    skip: Vec<Rule<Slot>>,
    end: Vec<Rule<Slot>>,
    carry: Vec<usize>,
    carried: Vec<Cell>,
}

impl Rule<Heading> {
    fn bind(&self, header: &Header) -> Result<Rule<Slot>, Fault> {
        let meant = match &self.meant {
            Meant::Numbers(ranges) => Meant::Numbers(ranges.clone()),
            Meant::Where(condition) => Meant::Where(condition.bind(header)?),
        };
        Ok(Rule { name: Arc::clone(&self.name), meant })
    }
}

impl Rule<Slot> {
    fn is_met(&self, line: Line<'_>) -> Result<bool, Fault> {
        match &self.meant {
            Meant::Numbers(ranges) => Ok(ranges.iter().any(|(first, last)| (*first..=*last).contains(&line.number))),
            Meant::Where(condition) => condition.is_met(line).map_err(|fault| fault.at(&self.name)),
        }
    }
}

impl<C> Rule<C> {
    /// Whether it selects rows by number.
    pub(crate) fn is_of_numbers(&self) -> bool {
        matches!(self.meant, Meant::Numbers(_))
    }
}

impl Rows {
    /// The rules, with their columns located in a header.
    ///
    /// # Errors
    /// The table lacks a column.
    pub(crate) fn bind(
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

    /// Decides what happens to a row, and fills in the cells carried down to it.
    ///
    /// # Errors
    /// A rule compares cells that cannot be compared, or depends on one that cannot be read.
    pub(crate) fn fate(&mut self, row: &mut Row, around: Around<'_>) -> Result<Fate, Fault> {
        // A row excluded by number passes nothing down.
        if let Some(rule) = first_met(self.skip.iter().filter(|rule| rule.is_of_numbers()), around.line(row))? {
            return Ok(Fate::Skipped(rule));
        }
        let ends = first_met(self.end.iter(), around.line(row));
        if let Ok(Some(rule)) = ends {
            return Ok(Fate::Ends(rule));
        }
        // If that cannot be decided, the row still passes down what it has.
        self.carry_down(row);
        ends?;
        let skipped = first_met(self.skip.iter().filter(|rule| !rule.is_of_numbers()), around.line(row))?;
        Ok(skipped.map_or(Fate::Counts, Fate::Skipped))
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

/// The name of the first rule that a row meets.
fn first_met<'a>(rules: impl Iterator<Item = &'a Rule<Slot>>, line: Line<'_>) -> Result<Option<Arc<str>>, Fault> {
    for rule in rules {
        if rule.is_met(line)? {
            return Ok(Some(Arc::clone(&rule.name)));
        }
    }
    Ok(None)
}

/// The reference that a map's key makes of a row.
///
/// # Errors
/// A column of the key is blank, or no reference can be made of it.
pub(crate) fn keyed(name: &str, slots: &[Slot], line: Line<'_>) -> Result<EntryRef, Fault> {
    let mut reference = name.to_owned();
    for slot in slots {
        let cell = line.text(*slot)?;
        if cell.is_empty() {
            return Err(Fault::new("a column of the row's key is blank")
                .hint("fill it, or choose other columns as key in the map"));
        }
        reference.push(':');
        reference.push_str(&cell);
    }
    EntryRef::parse(&reference)
}
