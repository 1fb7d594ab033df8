//! Conditions on the cells of a row, for a rule or an action: patterns, regular expressions, comparisons.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::Arc;

use regex::Regex;

use crate::domain::{Decimal, Fault, text};

use super::day::DateStyle;
use super::expression::{Given, Kind, Line};
use super::heading::{Header, Heading, Slot};
use super::number::NumberStyle;
use super::pattern::{Patterns, folded};

/// A condition on the cells of a row: every column must pass its test.
#[derive(Clone, Debug)]
pub(crate) struct Condition<C>(pub Vec<(Column<C>, Test<C>)>);

/// A column named in a condition.
#[derive(Clone, Debug)]
pub(crate) struct Column<C> {
    cell: C,
    /// Its name in faults, as the map has it.
    name: Arc<str>,
}

/// The test of a cell.
#[derive(Clone, Debug)]
pub(crate) enum Test<C> {
    /// One of these patterns matches it.
    Meets(Patterns),
    /// This regular expression matches part of it.
    Matches(Arc<Regex>),
    /// It compares to another cell of the row as stated.
    Compares(Order, Column<C>, Arc<Scale>),
}

/// How one cell compares to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// Both are the same; two blank cells are.
    Equal,
    /// They differ.
    Unequal,
    /// The first is less or earlier.
    Less,
    /// The first is equal, less or earlier.
    AtMost,
    /// The first is greater or later.
    More,
    /// The first is equal, greater or later.
    AtLeast,
}

/// The notation of compared cells: that of the map's amounts and dates.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scale {
    /// The notation of numbers.
    pub(crate) numbers: NumberStyle,
    /// The notation of dates, if the map has formats.
    pub(crate) dates: Option<Arc<DateStyle>>,
}

impl Order {
    /// The comparison signs of a map.
    const SIGNS: [(&'static str, Order); 6] = [
        ("=", Order::Equal),
        ("!=", Order::Unequal),
        ("<", Order::Less),
        ("<=", Order::AtMost),
        (">", Order::More),
        (">=", Order::AtLeast),
    ];

    /// Reads a sign.
    pub(super) fn parse(sign: &str) -> Option<Order> {
        Self::SIGNS.iter().find(|(known, _)| *known == sign).map(|(_, order)| *order)
    }

    fn holds(self, found: Ordering) -> bool {
        match self {
            Order::Equal => found.is_eq(),
            Order::Unequal => found.is_ne(),
            Order::Less => found.is_lt(),
            Order::AtMost => found.is_le(),
            Order::More => found.is_gt(),
            Order::AtLeast => found.is_ge(),
        }
    }
}

impl Condition<Heading> {
    /// The same condition, with its columns located in a header.
    ///
    /// # Errors
    /// The table lacks a column.
    pub(crate) fn bind(&self, header: &Header) -> Result<Condition<Slot>, Fault> {
        let bind = |(column, test): &(Column<Heading>, Test<Heading>)| {
            let test = match test {
                Test::Meets(patterns) => Test::Meets(patterns.clone()),
                Test::Matches(regex) => Test::Matches(Arc::clone(regex)),
                Test::Compares(order, other, scale) => Test::Compares(*order, other.bind(header)?, Arc::clone(scale)),
            };
            Ok((column.bind(header)?, test))
        };
        self.0.iter().map(bind).collect::<Result<_, Fault>>().map(Condition)
    }
}

impl Condition<Slot> {
    /// Whether a row meets the condition.
    ///
    /// # Errors
    /// Two cells cannot be compared, or a cell it depends on cannot be read.
    pub(crate) fn is_met(&self, line: Line<'_>) -> Result<bool, Fault> {
        let mut unknown = None;
        for (column, test) in &self.0 {
            match test.is_met(column, line) {
                Ok(true) => {}
                // One failed test decides, whatever the other cells contain.
                Ok(false) => return Ok(false),
                Err(fault) => {
                    unknown.get_or_insert(fault);
                }
            }
        }
        unknown.map_or(Ok(true), Err)
    }
}

impl Column<Heading> {
    /// The column with a heading.
    pub(crate) fn new(cell: Heading) -> Column<Heading> {
        let name = cell.to_string().into();
        Column { cell, name }
    }

    fn bind(&self, header: &Header) -> Result<Column<Slot>, Fault> {
        Ok(Column { cell: header.slot(&self.cell)?, name: Arc::clone(&self.name) })
    }
}

impl Column<Slot> {
    fn given<'a>(&self, line: Line<'a>) -> Result<Given<'a>, Fault> {
        line.given(self.cell).map_err(|fault| fault.at(format_args!("column {}", text::quote(&self.name))))
    }
}

impl Test<Slot> {
    fn is_met(&self, column: &Column<Slot>, line: Line<'_>) -> Result<bool, Fault> {
        let given = column.given(line)?;
        match self {
            Test::Meets(patterns) => Ok(patterns.meet(&given.text)),
            Test::Matches(regex) => Ok(regex.is_match(&given.text)),
            Test::Compares(order, other, scale) => scale.compared(&given, *order, &other.given(line)?),
        }
    }
}

impl Scale {
    /// Whether two cells compare as stated: as numbers, as days, or as texts, which can only be equal or unequal.
    fn compared(&self, one: &Given<'_>, order: Order, other: &Given<'_>) -> Result<bool, Fault> {
        let is_blank = one.text.is_empty() || other.text.is_empty();
        if !is_blank {
            if let (Some(one), Some(other)) = (self.number(one), self.number(other)) {
                return Ok(order.holds(one.cmp(&other)));
            }
            if let (Some(one), Some(other)) = (self.day(one), self.day(other)) {
                return Ok(order.holds(one.cmp(&other)));
            }
        }
        match order {
            Order::Equal => Ok(folded(&one.text) == folded(&other.text)),
            Order::Unequal => Ok(folded(&one.text) != folded(&other.text)),
            // Nothing is less or greater than a blank cell.
            _ if is_blank => Ok(false),
            _ => Err(Fault::new(format!(
                "{} and {} cannot be compared: they are neither both numbers nor both days",
                text::quote(&one.text),
                text::quote(&other.text)
            ))
            .hint("correct the cells, or ask for “=” or “!=”")),
        }
    }

    fn number(&self, given: &Given<'_>) -> Option<Decimal> {
        match given.kind {
            Kind::Number => Decimal::parse(&given.text).ok(),
            Kind::Text => self.numbers.counted(&given.text),
            Kind::Date => None,
        }
    }

    /// The day as ISO text, which sorts chronologically.
    fn day<'a>(&self, given: &'a Given<'_>) -> Option<Cow<'a, str>> {
        let text: Cow<'a, str> = match (given.kind, &self.dates) {
            (Kind::Text, Some(style)) => Cow::Owned(style.read(&given.text).ok()?),
            _ => Cow::Borrowed(given.text.as_ref()),
        };
        text.parse::<jiff::civil::Date>().is_ok().then_some(text)
    }
}
