//! A number of things other than money, as a source states it.

use std::fmt;

use super::amount::{Ends, write_bounds};
use super::{Bounds, Decimal, Digits, Fault, text};

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
        bounds.map(Number).ok_or_else(|| {
            Fault::new(format!("no number lies in {}", said()))
                .hint("an upper bound must be above the lower one, or equal to it if both are inclusive")
        })
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
    fn anything_but_a_whole_number_is_refused() {
        for text in ["", "many", "23 051", "23,051", "1.5", "1e3", "-1", ">", "8..", "480 victims", "8..10..12"] {
            assert_eq!(
                Number::parse(text).unwrap_err().what(),
                format!("{} is not a number of things", text::quote(text))
            );
        }
        for text in ["10..8", "<0", ">8..<8"] {
            assert!(Number::parse(text).unwrap_err().what().starts_with("no number lies in"), "{text}");
        }
    }
}
