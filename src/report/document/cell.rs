//! The values of a report. They keep their type until written, so that an absent value is never written as zero and
//! only free text is ever guarded or escaped.

use crate::domain::decimal::scaled_text;
use crate::domain::{Bounds, Difference, Digits, End, Number, Unit};

/// One value of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// No value: empty in a CSV, `null` in JSON, blank in a table; never zero.
    Absent,
    /// Free text.
    Text(String),
    /// Text that must come back byte for byte, such as the content of a commitment.
    Verbatim(String),
    /// A code, a date or a word of a closed vocabulary.
    Code(String),
    /// A whole number.
    Count(u64),
    /// By how much a whole number changes, which may be less than zero.
    Change(i64),
    /// Bounds in scaled form, with their digits.
    Bounds {
        /// The bounds × 10^scale.
        bounds: Box<Bounds>, // boxed, because most cells of a long report hold less than a tenth of its size
        /// How many of their digits follow the point.
        digits: Digits,
        /// The unit's code, if tables should show it after the amount.
        unit: Option<&'static str>,
        /// Whether a source states the amount: only then may a table say “not stated”.
        stated: bool,
    },
    /// How much one amount exceeds another, with the digits of both.
    Difference {
        /// The bounds × 10^scale.
        ends: Box<Difference>,
        /// How many of their digits follow the point.
        digits: Digits,
    },
}

/// One field of a row as data formats write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field<'a> {
    /// No value.
    Absent,
    /// Free text.
    Text(&'a str),
    /// Text that must come back byte for byte.
    Verbatim(&'a str),
    /// A code, a date or a word of a closed vocabulary.
    Code(&'a str),
    /// A whole number.
    Count(u64),
    /// A whole number that may be less than zero.
    Change(i64),
    /// True or false.
    Flag(bool),
    /// A figure as decimal text.
    Figure(String),
}

impl Cell {
    /// Free text; absent if empty, so that an optional text is passed as `option.unwrap_or_default()`.
    pub fn text(text: impl Into<String>) -> Cell {
        Some(text.into()).filter(|text| !text.is_empty()).map_or(Cell::Absent, Cell::Text)
    }

    /// A code; absent if empty.
    pub fn code(code: impl Into<String>) -> Cell {
        Some(code.into()).filter(|code| !code.is_empty()).map_or(Cell::Absent, Cell::Code)
    }

    /// Bounds × 10^scale of `unit` (which an unstated amount may lack); absent if an amount would mean nothing.
    pub fn bounds(bounds: Option<Bounds>, unit: Option<Unit>) -> Cell {
        Cell::amount(bounds, unit, false)
    }

    /// The same for an amount that a source states, however little its bounds say.
    pub fn stated(bounds: Option<Bounds>, unit: Option<Unit>) -> Cell {
        Cell::amount(bounds, unit, true)
    }

    /// A number of things.
    pub fn number(number: Number) -> Cell {
        let (bounds, digits) = (Box::new(number.bounds()), number.digits());
        Cell::Bounds { bounds, digits, unit: None, stated: true }
    }

    /// The same amount, followed by its unit in tables.
    #[must_use]
    pub fn with_unit(self, of: Option<Unit>) -> Cell {
        match self {
            Cell::Bounds { bounds, digits, stated, .. } => {
                Cell::Bounds { bounds, digits, stated, unit: of.map(Unit::code) }
            }
            other => other,
        }
    }

    /// Whether it is absent, 0 or exactly nothing.
    pub(super) fn is_nothing(&self) -> bool {
        match self {
            Cell::Absent | Cell::Count(0) | Cell::Change(0) => true,
            Cell::Bounds { bounds, .. } => bounds.is_nothing(),
            Cell::Difference { ends, .. } => ends.is_none(),
            _ => false,
        }
    }

    fn amount(bounds: Option<Bounds>, unit: Option<Unit>, stated: bool) -> Cell {
        let digits = unit.map_or(Digits::exactly(0), Unit::digits);
        bounds.map_or(Cell::Absent, |bounds| Cell::Bounds { bounds: Box::new(bounds), digits, unit: None, stated })
    }

    /// Passes the fields that its column picks to `each`; an absent cell has the same number of fields.
    pub(super) fn each_field<'a, E>(
        &'a self,
        picks: &[usize],
        each: &mut impl FnMut(Field<'a>) -> Result<(), E>,
    ) -> Result<(), E> {
        match self {
            Cell::Absent => picks.iter().try_for_each(|_| each(Field::Absent)),
            Cell::Text(text) => each(Field::Text(text)),
            Cell::Verbatim(text) => each(Field::Verbatim(text)),
            Cell::Code(code) => each(Field::Code(code)),
            Cell::Count(count) => each(Field::Count(*count)),
            Cell::Change(change) => each(Field::Change(*change)),
            Cell::Bounds { bounds, digits, .. } => {
                let (lower, upper) = (Some(bounds.lower()), bounds.upper());
                picked(fields([lower, upper], bounds.approximate(), *digits), picks).try_for_each(each)
            }
            Cell::Difference { ends, digits } => {
                picked(fields([ends.lower, ends.upper], ends.approximate, *digits), picks).try_for_each(each)
            }
        }
    }
}

/// The fields that a column picks.
fn picked<'a>(fields: [Field<'a>; 5], picks: &[usize]) -> impl Iterator<Item = Field<'a>> {
    fields.into_iter().enumerate().filter(|(at, _)| picks.contains(at)).map(|(_, field)| field)
}

/// The five fields of bounds.
fn fields([lower, upper]: [Option<End>; 2], approximate: bool, digits: Digits) -> [Field<'static>; 5] {
    let figure = |end: End| Field::Figure(scaled_text(end.scaled(), digits));
    let inclusive = |end: End| Field::Flag(end.inclusive());
    [
        lower.map_or(Field::Absent, figure),
        lower.map_or(Field::Absent, inclusive),
        upper.map_or(Field::Absent, figure),
        upper.map_or(Field::Absent, inclusive),
        Field::Flag(approximate),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_absent_value_is_never_zero() {
        assert_eq!(Cell::text(""), Cell::Absent);
        assert_eq!(Cell::code(String::new()), Cell::Absent);
        assert_eq!(Cell::code("DE"), Cell::Code("DE".to_owned()));
        assert_eq!(Cell::bounds(None, None), Cell::Absent);
        assert_ne!(Cell::bounds(Some(Bounds::NOTHING), None), Cell::Absent);
    }

    #[test]
    fn an_amount_has_the_decimals_of_its_unit() {
        let unit = Unit::parse("BTC").ok();
        let Cell::Bounds { digits, unit, .. } = Cell::bounds(Some(Bounds::NOTHING), unit).with_unit(unit) else {
            panic!("bounds are no bounds")
        };
        assert_eq!((digits, unit), (Digits::exactly(8), Some("BTC")));
    }
}
