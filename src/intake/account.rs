//! What stands in a file, added up on the way past it: rows, the rules that leave some out, and the figures of columns.
//!
//! It is taken from the cells and not from what becomes of them, so that whoever compares it with what was recorded
//! finds what was lost.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::identifier::without_identifiers;
use crate::domain::{Decimal, text};

/// What stands in a table, or in several.
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// The rows that count.
    pub rows: u64,
    /// Those that do not, by the rule that says so.
    pub skipped: BTreeMap<Arc<str>, u64>,
    /// The columns whose figures are added up.
    pub columns: Vec<Column>,
    /// Figures that were rounded.
    pub rounded: u64,
    /// Whether the table is a list of rejects, which holds some rows of a file and is not checked.
    pub of_rejects: bool,
    /// Cells of amounts that were not understood, so that the map's `otherwise` spoke for them.
    pub not_understood: Texts,
    /// Why not.
    pub misread: BTreeMap<Misread, u64>,
}

/// Why an amount cell was not understood: a word of the program's own, which the ledger may keep where it must not keep
/// what stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Misread {
    /// It is not a number as the map describes one.
    NoNumber,
    /// The map's `match` finds nothing in it.
    NoMatch,
    /// A pattern of the map's `values` takes it for no amount.
    ByPattern,
}

/// The figures of a column, as the file counts them.
#[derive(Clone, Debug)]
pub struct Column {
    /// What it is called.
    pub name: Arc<str>,
    /// The power of ten that its figures are counted in.
    pub power: u32,
    /// Whether amounts are made of it.
    pub of_amounts: bool,
    /// Those of the rows that count.
    pub counted: Sum,
    /// Those among them that no action of their row took.
    pub left_out: Sum,
    /// Those of the rows that do not count.
    pub skipped: Sum,
    /// Cells of rows that count which are neither blank nor a figure.
    pub others: u64,
}

/// A sum of figures, exact.
#[derive(Clone, Copy, Debug)]
pub struct Sum {
    /// How many figures.
    pub figures: u64,
    /// What they come to; nothing where that has more digits than can be held.
    pub total: Option<Decimal>,
}

/// Texts, each with how often it was met.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    /// The first of them.
    pub each: BTreeMap<String, u64>,
    /// How many there are in all, those that are not listed too.
    pub all: u64,
}

/// How many different texts are listed.
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
    /// A column of which nothing is known yet.
    pub fn new(name: Arc<str>, power: u32, of_amounts: bool) -> Column {
        let (counted, left_out, skipped) = (Sum::default(), Sum::default(), Sum::default());
        Column { name, power, of_amounts, counted, left_out, skipped, others: 0 }
    }
}

impl Misread {
    /// What the cell is without, or what says so.
    pub fn as_str(self) -> &'static str {
        match self {
            Misread::NoNumber => "no number as the map describes it",
            Misread::NoMatch => "no match for the map's pattern",
            Misread::ByPattern => "no amount by a pattern in the map's values",
        }
    }
}

impl Texts {
    /// Adds one.
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

    /// Counts a cell of amounts that was not understood.
    pub(crate) fn misread(&mut self, why: Misread, text: &str) {
        self.not_understood.add(text, 1);
        *self.misread.entry(why).or_default() += 1;
    }

    /// The rows that do not count.
    pub fn left_out(&self) -> u64 {
        self.skipped.values().sum()
    }

    /// Adds what stands in another table, or further down in the same.
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
