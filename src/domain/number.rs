//! A number of things other than money, as a source states it.

use std::fmt;

use super::amount::{Ends, write_bounds};
use super::{Amount, Bounds, Decimal, Digits, End, Fault, Things, Unit, text};

/// A whole number of things: exact, bounded or about, like amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Number(Bounds);

/// A number of things has no decimals.
const WHOLE: Digits = Digits::exactly(0);

impl Number {
    /// Reads `480`, `>480`, `>=480`, `<480`, `<=480`, `8..10`, `>8..<10`, and any of them with `~` before it.
    ///
    /// # Errors
    /// The text is outside the grammar, the number has decimals, or the bounds contain no number.
    pub fn parse(text: &str) -> Result<Number, Fault> {
        let (approximate, figures) = text.strip_prefix('~').map_or((false, text), |figures| (true, figures));
        let said = || text::quote(text);
        let whole = |figure: Decimal| figure.whole().ok_or_else(|| no_number(&said()));
        let bounds = Ends::parse(figures).map_err(|_| no_number(&said()))?.bounds(whole, approximate)?;
        bounds.map(Number).filter(|number| number.whole().is_some()).ok_or_else(|| {
            Fault::new(format!("no number lies in {}", said()))
                .hint("an upper bound must be above the lower one, or equal to it if both are inclusive")
        })
    }

    /// The number as an amount of things. More than 110 things are 111 or more, because things are whole.
    pub fn of(self, things: Things) -> Amount {
        // A number is built only if a whole one lies in it.
        Amount::Stated(Unit::of_things(things), self.whole().unwrap_or(self.0))
    }

    /// The number of things that an amount is of, and what they are; `None` for money.
    pub(crate) fn from_amount(amount: Amount) -> Option<(Number, Things)> {
        match amount {
            Amount::Stated(unit, bounds) => unit.things().map(|things| (Number(bounds), things)),
            _ => None,
        }
    }

    /// The same bounds, both inclusive; `None` if no whole number lies between them.
    fn whole(self) -> Option<Bounds> {
        let inclusive = |end: End| Some(End::at(end.scaled().checked_add(i128::from(end.steps()))?));
        let upper = match self.0.upper() {
            Some(upper) => Some(inclusive(upper)?),
            None => None,
        };
        let whole = Bounds::between(inclusive(self.0.lower())?, upper)?;
        Some(whole.or_approximate(self.0.approximate()))
    }

    /// Whether it says that there is none.
    pub fn is_none(self) -> bool {
        self.0.is_nothing()
    }

    /// Its bounds.
    pub fn bounds(self) -> Bounds {
        self.0
    }

    /// The digits of its figures.
    pub fn digits(self) -> Digits {
        WHOLE
    }
}

fn no_number(said: &str) -> Fault {
    Fault::new(format!("{said} is not a number of things"))
        .hint("write digits alone, with bounds where it is not exact: 480, >480, >=480, <480, <=480, 8..10, ~480")
}

/// The canonical text; parsing it returns the same number.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_bounds(f, self.0, WHOLE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_one_text() {
        for text in ["0", "23051", ">480", ">=480", "<480", "<=480", "8..10", ">8..<10", "~23000", "~>480"] {
            assert_eq!(Number::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Number::parse("5..5").unwrap().to_string(), "5");
    }

    #[test]
    fn there_is_no_number_between_two_that_follow_each_other() {
        let of = |text: &str| Number::parse(text).unwrap().of(Things::Accounts).to_string();
        let texts = [">110", "<10", ">8..<10", "~>480", "83", "<1"];
        let whole = [">=111 accounts", "<=9 accounts", "9 accounts", "~>=481 accounts", "83 accounts", "0 accounts"];
        assert_eq!(texts.map(of), whole);
    }

    #[test]
    fn what_is_no_whole_number_is_refused() {
        for text in ["", "many", "23 051", "23,051", "1.5", "1e3", "-1", ">", "8..", "480 victims", "8..10..12"] {
            assert_eq!(
                Number::parse(text).unwrap_err().what(),
                format!("{} is not a number of things", text::quote(text))
            );
        }
        for text in ["10..8", "<0", ">8..<8", ">8..<9"] {
            assert!(Number::parse(text).unwrap_err().what().starts_with("no number lies in"), "{text}");
        }
    }
}
