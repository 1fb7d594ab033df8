//! A share of a whole, in per cent with two decimals, rounded outward.

use crate::domain::{Bounds, Digits, End, Fault};

use super::document::Cell;

/// How many decimals a percentage has.
const DECIMALS: u32 = 2;

/// One, as a percentage × 10^[`DECIMALS`].
const WHOLE: i128 = 100 * 10_i128.pow(DECIMALS);

/// The share of a part in the part and the rest together: from the least of the part with the most of the rest to the most of
/// the part with the least of the rest. `None` if both are exactly zero.
///
/// # Errors
/// A figure does not fit.
pub(crate) fn share(part: Bounds, rest: Bounds) -> Result<Option<Bounds>, Fault> {
    if part.upper() == Some(End::ZERO) && rest.upper() == Some(End::ZERO) {
        return Ok(None);
    }
    let lower = match rest.upper() {
        Some(most) => ratio(part.lower(), most, Rounding::Down)?.unwrap_or(End::ZERO),
        None => End::ZERO,
    };
    let upper = match part.upper() {
        Some(most) => ratio(most, rest.lower(), Rounding::Up)?.unwrap_or(End::at(WHOLE)),
        None => End::at(WHOLE),
    };
    let about = part.approximate() || rest.approximate();
    Ok(Bounds::between(lower, Some(upper)).map(|share| if about { share.about() } else { share }))
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

/// The direction in which further decimals are rounded.
#[derive(Clone, Copy, PartialEq)]
enum Rounding {
    Down,
    Up,
}

/// One end of a share; `None` if both figures are zero. It is strict if a figure is and nothing was rounded.
fn ratio(part: End, rest: End, rounding: Rounding) -> Result<Option<End>, Fault> {
    let (part, whole, strict) = (part.scaled(), part.plus(rest)?.scaled(), !(part.inclusive() && rest.inclusive()));
    if whole == 0 {
        return Ok(None);
    }
    let scaled = part
        .checked_mul(WHOLE)
        .ok_or_else(|| Fault::new(format!("{part} smallest units are too many for a share in per cent")))?;
    let (down, rounded) = (scaled / whole, scaled % whole != 0);
    let figure = down + i128::from(rounded && rounding == Rounding::Up);
    // No share lies below 0 % or above 100 %.
    let is_strict = strict && !rounded && figure != 0 && figure != WHOLE;
    Ok(Some(match (is_strict, rounding) {
        (false, _) => End::at(figure),
        (true, Rounding::Down) => End::above(figure),
        (true, Rounding::Up) => End::below(figure),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Amount;

    fn told(part: &str, rest: &str) -> String {
        let bounds = |text: &str| Amount::parse(text, None).unwrap().bounds().unwrap();
        let Some(share) = share(bounds(part), bounds(rest)).unwrap() else { return "none".to_owned() };
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
