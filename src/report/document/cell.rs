//! The values of a report. They keep their type until they are written, so that what is absent is never written as zero
//! and only free text is ever guarded or escaped.

use crate::domain::decimal::scaled_text;
use crate::domain::{Bounds, Difference, Digits, End, Number, Unit};

/// One value of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// No value: empty in a CSV, null in JSON, blank in a table; never zero.
    Absent,
    /// Free text.
    Text(String),
    /// Text that must come back byte for byte, such as what a commitment was made to.
    Verbatim(String),
    /// A code, a date, a word of a closed vocabulary.
    Code(String),
    /// A whole number.
    Count(u64),
    /// Bounds as they are kept, and their digits.
    Bounds {
        /// The bounds × 10^scale.
        bounds: Box<Bounds>, // boxed, because most cells of a long report hold less than a tenth of its size
        /// How many of their digits stand after the point.
        digits: Digits,
        /// The unit's code, where tables are to show it behind the amount.
        unit: Option<&'static str>,
        /// Whether a source states an amount of which these are the bounds: a table says “not stated” of no other.
        stated: bool,
    },
    /// By how much an amount is more than another, and the digits of both.
    Difference {
        /// The bounds × 10^scale.
        ends: Box<Difference>,
        /// How many of their digits stand after the point.
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
    /// A code, a date, a word of a closed vocabulary.
    Code(&'a str),
    /// A whole number.
    Count(u64),
    /// True or false.
    Flag(bool),
    /// A figure as decimal text.
    Figure(String),
}

impl Cell {
    /// Free text; absent if it is empty, so that an option is given as `option.unwrap_or_default()`.
    pub fn text(text: impl Into<String>) -> Cell {
        Some(text.into()).filter(|text| !text.is_empty()).map_or(Cell::Absent, Cell::Text)
    }

    /// A code; absent if it is empty.
    pub fn code(code: impl Into<String>) -> Cell {
        Some(code.into()).filter(|code| !code.is_empty()).map_or(Cell::Absent, Cell::Code)
    }

    /// Bounds × 10^scale of `unit` (an amount that is not stated may have none); absent where no amount has a
    /// meaning.
    pub fn bounds(bounds: Option<Bounds>, unit: Option<Unit>) -> Cell {
        Cell::amount(bounds, unit, false)
    }

    /// The same where a source states an amount, however little its bounds say.
    pub fn stated(bounds: Option<Bounds>, unit: Option<Unit>) -> Cell {
        Cell::amount(bounds, unit, true)
    }

    /// How many there are of something.
    pub fn number(number: Number) -> Cell {
        let (bounds, digits) = (Box::new(number.bounds()), number.digits());
        Cell::Bounds { bounds, digits, unit: None, stated: true }
    }

    /// The same amount, with its unit behind it in tables.
    #[must_use]
    pub fn with_unit(self, of: Option<Unit>) -> Cell {
        match self {
            Cell::Bounds { bounds, digits, stated, .. } => {
                Cell::Bounds { bounds, digits, stated, unit: of.map(Unit::code) }
            }
            other => other,
        }
    }

    fn amount(bounds: Option<Bounds>, unit: Option<Unit>, stated: bool) -> Cell {
        let digits = unit.map_or(Digits::exactly(0), Unit::digits);
        bounds.map_or(Cell::Absent, |bounds| Cell::Bounds { bounds: Box::new(bounds), digits, unit: None, stated })
    }

    /// Gives those of its fields to `each` that its column picks; a cell that is absent has as many.
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

/// Those fields that a column picks.
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
    fn what_is_absent_is_never_zero() {
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
