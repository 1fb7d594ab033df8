//! A share of a whole, as a percentage with two decimals, rounded outward.

use crate::domain::{Bounds, Digits};

use super::converted::Summed;
use super::document::Cell;

/// How many decimals a percentage has.
const DECIMALS: u32 = 2;

/// One, as a percentage × 10^[`DECIMALS`].
const WHOLE: u32 = 100 * 10_u32.pow(DECIMALS);

/// The share of a part in the part and the rest together; `None` if both are exactly zero.
pub(crate) fn share(part: &Summed, rest: &Summed) -> Option<Bounds> {
    let share = part.sum.share(&rest.sum, WHOLE)?;
    Some(if part.is_about || rest.is_about { share.about() } else { share })
}

/// The cell of a share.
pub(crate) fn cell(share: Option<Bounds>) -> Cell {
    share.map_or(Cell::Absent, |share| Cell::Bounds {
        bounds: Box::new(share),
        digits: Digits::exactly(DECIMALS),
        unit: None,
        stated: true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Amount, End, Unit};
    use crate::exchange::{Exchange, Requested, Rounding, Sum};

    fn summed(text: &str) -> Summed {
        let euro = Unit::parse("EUR").unwrap();
        let exchange = Exchange::new(euro, Rounding::HalfUp, None);
        let identity = exchange.conversion(euro, Requested::Day(jiff::civil::Date::MIN)).unwrap();
        let bounds = Amount::parse(text, None).unwrap().bounds().unwrap();
        let mut sum = Sum::default();
        sum.add(bounds.lower(), bounds.upper(), &identity);
        Summed { sum: sum.finish(), is_about: bounds.approximate() }
    }

    fn told(part: &str, rest: &str) -> String {
        let Some(share) = share(&summed(part), &summed(rest)) else { return "none".to_owned() };
        let mark = |end: End, mark| if end.inclusive() { "" } else { mark };
        let (lower, upper) = (share.lower(), share.upper().unwrap());
        let about = if share.approximate() { "~" } else { "" };
        format!("{about}{}{} {}{}", mark(lower, ">"), lower.scaled(), mark(upper, "<"), upper.scaled())
    }

    #[test]
    fn a_share_is_rounded_outward() {
        assert_eq!(told("1 EUR", "2 EUR"), "3333 3334");
        assert_eq!(told("2 EUR", "1 EUR"), "6666 6667");
        assert_eq!(told("1 EUR", "1 EUR"), "5000 5000");
        assert_eq!(told("0 EUR", "1 EUR"), "0 0");
    }

    #[test]
    fn a_share_is_least_where_the_rest_is_most() {
        assert_eq!(told("20..30 EUR", "10..80 EUR"), "2000 7500");
        assert_eq!(told(">20 EUR", "80 EUR"), ">2000 10000");
        assert_eq!(told("20 EUR", ">80 EUR"), "0 <2000");
        assert_eq!(told("unstated EUR", "5 EUR"), "0 10000");
        assert_eq!(told("~20 EUR", "80 EUR"), "~2000 2000");
    }

    #[test]
    fn nothing_has_no_share_of_nothing() {
        assert_eq!(told("0 EUR", "0 EUR"), "none");
        assert_eq!(told("0 EUR", "unstated EUR"), "0 10000");
    }
}
