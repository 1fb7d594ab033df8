//! What the cells of a row must be for a rule or an action to be meant: patterns, regular expressions, comparisons.

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

/// What the cells of a row must be: every column what is asked of it.
#[derive(Clone, Debug)]
pub(crate) struct Condition<C>(pub Vec<(Column<C>, Test<C>)>);

/// A column that a condition names.
#[derive(Clone, Debug)]
pub(crate) struct Column<C> {
    cell: C,
    /// What a fault calls it: as the map does.
    name: Arc<str>,
}

/// What is asked of a cell.
#[derive(Clone, Debug)]
pub(crate) enum Test<C> {
    /// It meets one of these patterns.
    Meets(Patterns),
    /// This regular expression is found in it.
    Matches(Arc<Regex>),
    /// It stands to another cell of the row as said.
    Compares(Order, Column<C>, Arc<Scale>),
}

/// How a cell stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// Both are the same; two blank cells are.
    Equal,
    /// They are not.
    Unequal,
    /// The first is less, or earlier.
    Less,
    /// The first is not more, or later.
    AtMost,
    /// The first is more, or later.
    More,
    /// The first is not less, or earlier.
    AtLeast,
}

/// How the cells that are compared are written: as the map's amounts and its dates are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scale {
    /// The numbers.
    pub(crate) numbers: NumberStyle,
    /// The dates, where the map has formats.
    pub(crate) dates: Option<Arc<DateStyle>>,
}

impl Order {
    /// The signs, as a map writes them.
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
    /// The same with its columns found in a header.
    ///
    /// # Errors
    /// A column that the table does not have.
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
    /// Whether a row meets it.
    ///
    /// # Errors
    /// Two cells that cannot be compared, or a cell that cannot be read and on which it depends.
    pub(crate) fn is_met(&self, line: Line<'_>) -> Result<bool, Fault> {
        let mut unknown = None;
        for (column, test) in &self.0 {
            match test.is_met(column, line) {
                Ok(true) => {}
                // The row does not meet it, whatever stands in the other cells.
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
    /// Whether two cells stand to each other as said: as numbers, as days, or as texts, which are equal or not.
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
            // Nothing is less or more than a cell that says nothing.
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

    /// The day as ISO text, which sorts by time.
    fn day<'a>(&self, given: &'a Given<'_>) -> Option<Cow<'a, str>> {
        let text: Cow<'a, str> = match (given.kind, &self.dates) {
            (Kind::Text, Some(style)) => Cow::Owned(style.read(&given.text).ok()?),
            _ => Cow::Borrowed(given.text.as_ref()),
        };
        text.parse::<jiff::civil::Date>().is_ok().then_some(text)
    }
}
