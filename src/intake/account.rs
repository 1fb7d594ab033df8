//! The contents of a file, totalled while it is read: rows, the rules that leave some out, and sums of columns.
//!
//! The figures come straight from the cells, independent of what is recorded, so that comparing the two shows any
//! loss.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::identifier::without_identifiers;
use crate::domain::{Decimal, text};

/// The contents of one table, or of several.
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// The rows that count.
    pub rows: u64,
    /// Rows left out, by the rule that excludes them.
    pub skipped: BTreeMap<Arc<str>, u64>,
    /// The columns whose figures are summed.
    pub columns: Vec<Column>,
    /// Figures that were rounded.
    pub rounded: u64,
    /// Whether the table is a list of rejects, which holds only some rows of a file and is not checked.
    pub of_rejects: bool,
    /// Amount cells that were not understood, so that the map's `otherwise` applied.
    pub not_understood: Texts,
    /// Why they were not understood.
    pub misread: BTreeMap<Misread, u64>,
}

/// Why an amount cell was not understood, in the program's own words: the ledger may keep these where it must not keep
/// the cell's contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Misread {
    /// It is not a number in the form the map describes.
    NoNumber,
    /// The map's `match` does not match it.
    NoMatch,
    /// A pattern in the map's `values` says that it is not an amount.
    ByPattern,
}

/// The figures of a column, in the file's own unit of count.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name.
    pub name: Arc<str>,
    /// The power of ten in which its figures are counted.
    pub power: u32,
    /// Whether amounts are made from it.
    pub of_amounts: bool,
    /// The figures of rows that count.
    pub counted: Sum,
    /// Those of them that no action of their row took.
    pub left_out: Sum,
    /// The figures of rows that do not count.
    pub skipped: Sum,
    /// Cells of counted rows that are neither blank nor a figure.
    pub others: u64,
}

/// An exact sum of figures.
#[derive(Clone, Copy, Debug)]
pub struct Sum {
    /// The number of figures.
    pub figures: u64,
    /// Their total; `None` if it has too many digits.
    pub total: Option<Decimal>,
}

/// Texts, with the number of times each occurred.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    /// The first different ones.
    pub each: BTreeMap<String, u64>,
    /// The number of all, including those not listed.
    pub all: u64,
}

/// The most different texts listed.
const LISTED: usize = 1_000;

impl Default for Sum {
    fn default() -> Sum {
        Sum { figures: 0, total: Some(Decimal::ZERO) }
    }
}

impl Sum {
    /// Adds a figure.
    pub fn add(&mut self, figure: Decimal) {
        self.merge(Sum { figures: 1, total: Some(figure) });
    }

    fn merge(&mut self, other: Sum) {
        self.figures += other.figures;
        self.total = self.total.zip(other.total).and_then(|(one, other)| one.plus(other).ok());
    }
}

impl Column {
    /// A column with nothing counted yet.
    pub fn new(name: Arc<str>, power: u32, of_amounts: bool) -> Column {
        let (counted, left_out, skipped) = (Sum::default(), Sum::default(), Sum::default());
        Column { name, power, of_amounts, counted, left_out, skipped, others: 0 }
    }
}

impl Misread {
    /// What is wrong with the cell, or which rule says so.
    pub fn as_str(self) -> &'static str {
        match self {
            Misread::NoNumber => "no number as the map describes it",
            Misread::NoMatch => "no match for the map's pattern",
            Misread::ByPattern => "no amount by a pattern in the map's values",
        }
    }
}

impl Texts {
    /// Adds a text.
    pub fn add(&mut self, text: &str, times: u64) {
        self.all += times;
        let shown = text::quote(&without_identifiers(text));
        if self.each.len() < LISTED || self.each.contains_key(&shown) {
            *self.each.entry(shown).or_default() += times;
        }
    }
}

impl Account {
    /// Counts a row that a rule leaves out.
    pub fn skip(&mut self, rule: &Arc<str>) {
        match self.skipped.get_mut(rule) {
            Some(rows) => *rows += 1,
            None => {
                self.skipped.insert(Arc::clone(rule), 1);
            }
        }
    }

    /// Counts an amount cell that was not understood.
    pub(crate) fn misread(&mut self, why: Misread, text: &str) {
        self.not_understood.add(text, 1);
        *self.misread.entry(why).or_default() += 1;
    }

    /// The rows that do not count.
    pub fn left_out(&self) -> u64 {
        self.skipped.values().sum()
    }

    /// Adds the contents of another table, or of rows further down.
    pub(crate) fn merge(&mut self, other: &Account) {
        self.rows += other.rows;
        self.rounded += other.rounded;
        self.of_rejects |= other.of_rejects;
        for (rule, rows) in &other.skipped {
            *self.skipped.entry(Arc::clone(rule)).or_default() += rows;
        }
        for column in &other.columns {
            match self.columns.iter_mut().find(|known| known.name == column.name) {
                Some(known) => {
                    known.counted.merge(column.counted);
                    known.left_out.merge(column.left_out);
                    known.skipped.merge(column.skipped);
                    known.others += column.others;
                }
                None => self.columns.push(column.clone()),
            }
        }
        for (text, times) in &other.not_understood.each {
            let known = &mut self.not_understood.each;
            if known.len() < LISTED || known.contains_key(text) {
                *known.entry(text.clone()).or_default() += times;
            }
        }
        self.not_understood.all += other.not_understood.all;
        for (why, cells) in &other.misread {
            *self.misread.entry(*why).or_default() += cells;
        }
    }
}
