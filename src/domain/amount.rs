//! One amount as a source states it: exact, bounded, about, not stated, or non-valued.

use std::fmt;

use super::decimal::{scaled_text, write_scaled};
use super::{Advice, Bounds, Decimal, Digits, End, Fault, Precision, Unit};

/// An amount, and its unit if it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Amount {
    /// A market value would mean nothing: contraband, a domain name. Counted, in no money total.
    NonValued,
    /// The source gives no amount, which is not zero; it may still name the currency.
    Unstated(Option<Unit>),
    /// The source gives an amount within these bounds, in figures × 10^scale of the unit.
    Stated(Unit, Bounds),
}

/// A bound word of the canonical text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    None,
    More,
    AtLeast,
    Less,
    AtMost,
}

impl Amount {
    /// Reads canonical text as a person writes it, such as `5000000.00 EUR`, `>5000000.00 EUR`, `3.00..<4.00 EUR`, `~5
    /// EUR`, `unstated` or `non-valued`. `currency` supplies a unit that the text lacks, and must match one that it
    /// has.
    ///
    /// # Errors
    /// The text is outside the grammar; the unit is missing, unknown or contradicted; there are more decimals than the
    /// unit has; or the bounds contain no amount.
    pub fn parse(text: &str, currency: Option<Unit>) -> Result<Amount, Fault> {
        Amount::parse_with(Precision::OfUnit, text, currency)
    }

    /// Reads the canonical text of a recorded amount, which has as many decimals as its source stated.
    ///
    /// # Errors
    /// As [`Amount::parse`], except that decimals may reach the unit's scale.
    pub fn recorded(text: &str) -> Result<Amount, Fault> {
        Amount::parse_with(Precision::AsStated, text, None)
    }

    /// Reads canonical text with as many decimals as `precision` allows; otherwise like [`Amount::parse`].
    ///
    /// # Errors
    /// As [`Amount::parse`].
    pub(crate) fn parse_with(precision: Precision, text: &str, currency: Option<Unit>) -> Result<Amount, Fault> {
        let (figures, code) = match text.split_once(' ') {
            Some((figures, code)) => (figures, Some(Unit::parse(code)?)),
            None => (text, None),
        };
        let unit = agreed(code, currency)?;
        match figures {
            "unstated" => return Ok(Amount::Unstated(unit)),
            "non-valued" => {
                return match unit {
                    None => Ok(Amount::NonValued),
                    Some(unit) => Err(Fault::new(format!("a non-valued asset has no currency, but {unit} was given"))
                        .hint("leave the currency out, or write unstated")),
                };
            }
            _ => {}
        }
        let (approximate, figures) = match figures.strip_prefix('~') {
            Some(rest) => (true, rest),
            None => (false, figures),
        };
        let ends = Ends::parse(figures)?;
        let unit =
            unit.ok_or_else(|| Fault::new(format!("“{text}” names no currency")).advise(Advice::GiveCurrency))?;
        let bounds = ends.bounds(|figure| figure.scaled(unit, precision), approximate)?;
        bounds.map(|bounds| Amount::Stated(unit, bounds)).ok_or_else(|| {
            // Each figure was already read as one of the unit.
            let figure = |(_, figure): (Mark, Option<Decimal>)| figure?.scaled(unit, precision).ok();
            let shown = |figure: i128| scaled_text(figure, unit.digits());
            let (lower, upper) = (shown(figure(ends.lower).unwrap_or_default()), figure(ends.upper).map(shown));
            let upper = upper.as_deref().unwrap_or("none");
            Fault::new(format!("no amount lies between {lower} and {upper} {unit}"))
                .hint("an upper bound must be above the lower one, or equal to it if both are inclusive")
        })
    }

    /// Whether `text` is canonical amount text, valid or not, rather than words.
    pub(crate) fn is_canonical_text(text: &str) -> bool {
        let (figures, code) = text.split_once(' ').unwrap_or((text, "EUR"));
        // Three capitals are taken as a code, known or not; a longer word only if it is known: not “EURO”.
        let capitals = code.bytes().all(|b| b.is_ascii_uppercase());
        let code_like = capitals && (code.len() == 3 || Unit::parse(code).is_ok());
        let figures = figures.strip_prefix('~').unwrap_or(figures);
        let words = figures == "unstated" || figures == "non-valued";
        code_like && (words || Ends::parse(figures).is_ok())
    }

    /// The unit, if it has one.
    pub fn unit(self) -> Option<Unit> {
        match self {
            Amount::NonValued => None,
            Amount::Unstated(unit) => unit,
            Amount::Stated(unit, _) => Some(unit),
        }
    }

    /// Whether it only says that the source gives no amount.
    pub fn is_unstated(self) -> bool {
        matches!(self, Amount::Unstated(_))
    }

    /// What is known of the amount, in figures × 10^scale of its unit; `None` if a value would mean nothing.
    pub fn bounds(self) -> Option<Bounds> {
        match self {
            Amount::NonValued => None,
            Amount::Unstated(_) => Some(Bounds::UNSTATED),
            Amount::Stated(_, bounds) => Some(bounds),
        }
    }
}

/// The canonical text; parsing it returns the same amount.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Amount::NonValued => f.write_str("non-valued"),
            Amount::Unstated(None) => f.write_str("unstated"),
            Amount::Unstated(Some(unit)) => write!(f, "unstated {unit}"),
            Amount::Stated(unit, bounds) => {
                write_bounds(f, *bounds, unit.digits())?;
                f.write_str(" ")?;
                f.write_str(unit.code())
            }
        }
    }
}

/// Bounds as canonical text, without the unit's code.
pub(crate) fn bounds_text(bounds: Bounds, unit: Unit) -> String {
    canonical(bounds, unit.digits())
}

/// Bounds whose figures have these digits, as canonical text.
pub(crate) fn canonical(bounds: Bounds, digits: Digits) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write_bounds(&mut text, bounds, digits);
    text
}

/// Writes bounds whose figures have these digits.
pub(super) fn write_bounds(out: &mut impl fmt::Write, bounds: Bounds, digits: Digits) -> fmt::Result {
    let figure = |out: &mut _, sign: &str, end: End| {
        fmt::Write::write_str(out, sign)?;
        write_scaled(out, end.scaled(), digits)
    };
    let mark = |end: End, sign: &'static str| if end.inclusive() { "" } else { sign };
    let lower = bounds.lower();
    if bounds.approximate() {
        out.write_char('~')?;
    }
    match bounds.upper() {
        None => figure(out, if lower.inclusive() { ">=" } else { ">" }, lower),
        Some(upper) if upper == lower => figure(out, "", lower),
        Some(upper) if lower == End::ZERO => figure(out, if upper.inclusive() { "<=" } else { "<" }, upper),
        Some(upper) => {
            figure(out, mark(lower, ">"), lower)?;
            out.write_str("..")?;
            figure(out, mark(upper, "<"), upper)
        }
    }
}

/// The figures of the canonical text before their unit is known.
pub(super) struct Ends {
    lower: (Mark, Option<Decimal>),
    upper: (Mark, Option<Decimal>),
}

impl Ends {
    pub(super) fn parse(figures: &str) -> Result<Ends, Fault> {
        let dots = figures.as_bytes().windows(2).position(|pair| pair == b"..");
        let ends = dots.and_then(|at| Some((figures.get(..at)?, figures.get(at + 2..)?)));
        if let Some((from, to)) = ends {
            let lower = match from.strip_prefix('>') {
                Some(rest) => (Mark::More, Some(Decimal::parse(rest)?)),
                None => (Mark::AtLeast, Some(Decimal::parse(from)?)),
            };
            let upper = match to.strip_prefix('<') {
                Some(rest) => (Mark::Less, Some(Decimal::parse(rest)?)),
                None => (Mark::AtMost, Some(Decimal::parse(to)?)),
            };
            return Ok(Ends { lower, upper });
        }
        let none = (Mark::None, None);
        let of = |mark, digits| Decimal::parse(digits).map(|figure| (mark, Some(figure)));
        // The two-character marks come first: `>=` begins with `>`.
        if let Some(digits) = figures.strip_prefix(">=") {
            Ok(Ends { lower: of(Mark::AtLeast, digits)?, upper: none })
        } else if let Some(digits) = figures.strip_prefix("<=") {
            Ok(Ends { lower: none, upper: of(Mark::AtMost, digits)? })
        } else if let Some(digits) = figures.strip_prefix('>') {
            Ok(Ends { lower: of(Mark::More, digits)?, upper: none })
        } else if let Some(digits) = figures.strip_prefix('<') {
            Ok(Ends { lower: none, upper: of(Mark::Less, digits)? })
        } else {
            let figure = Some(Decimal::parse(figures)?);
            Ok(Ends { lower: (Mark::AtLeast, figure), upper: (Mark::AtMost, figure) })
        }
    }

    /// The bounds, with figures as whole numbers; `None` if they contain no amount.
    pub(super) fn bounds(
        &self,
        whole: impl Fn(Decimal) -> Result<i128, Fault>,
        approximate: bool,
    ) -> Result<Option<Bounds>, Fault> {
        let end = |(mark, figure): (Mark, Option<Decimal>)| {
            figure.map(|figure| whole(figure).map(|scaled| mark.end(scaled))).transpose()
        };
        let (lower, upper) = (end(self.lower)?.unwrap_or(End::ZERO), end(self.upper)?);
        Ok(Bounds::between(lower, upper).map(|bounds| bounds.or_approximate(approximate)))
    }
}

impl Mark {
    fn end(self, scaled: i128) -> End {
        match self {
            Mark::More => End::above(scaled),
            Mark::Less => End::below(scaled),
            Mark::AtLeast | Mark::AtMost | Mark::None => End::at(scaled),
        }
    }
}

/// The unit that the text and `--currency` agree on.
pub(crate) fn agreed(named: Option<Unit>, given: Option<Unit>) -> Result<Option<Unit>, Fault> {
    match (named, given) {
        (Some(named), Some(given)) if named != given => {
            Err(Fault::new(format!("the amount is in {named}, but the currency given with it is {given}"))
                .hint("leave one of them out, or make them agree"))
        }
        (named, given) => Ok(named.or(given)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Amount {
        Amount::parse(text, None).unwrap()
    }

    #[test]
    fn the_currency_may_be_given_separately_and_in_the_text_too() {
        let euro = Unit::parse("EUR").ok();
        assert_eq!(Amount::parse("5 EUR", euro), Ok(read("5 EUR")));
        assert_eq!(Amount::parse("5", euro), Ok(read("5 EUR")));
    }

    #[test]
    fn every_canonical_text_parses_to_itself() {
        for text in [
            "5000000.00 EUR",
            ">5000000.00 EUR",
            ">=5000000.00 EUR",
            "<5000000.00 EUR",
            "<=5000000.00 EUR",
            "3000000.00..4000000.00 EUR",
            ">3000000.00..<4000000.00 EUR",
            ">3000000.00..4000000.00 EUR",
            "~5000000.00 EUR",
            "~3000000.00..4000000.00 EUR",
            "unstated",
            "unstated EUR",
            "non-valued",
            "0.00 EUR",
            "120000000.123456789012345678 ETH",
            "5 JPY",
            ">0.00 EUR",
            ">=0.00 EUR",
        ] {
            assert_eq!(read(text).to_string(), text);
            assert!(Amount::is_canonical_text(text), "{text}");
        }
    }

    #[test]
    fn a_recorded_amount_keeps_its_decimals_and_a_typed_one_is_bound_by_its_currency() {
        for text in ["12.345 EUR", ">0.00000001 EUR", "~12.3456..<12.5 EUR", "0.005 JPY", "<=5.0001 KWD", "5.00 EUR"] {
            let canonical = text.replace("<12.5 ", "<12.50 ");
            assert_eq!(Amount::recorded(text).unwrap().to_string(), canonical);
            assert_eq!(Amount::parse(text, None).is_ok(), text == "5.00 EUR", "{text}");
        }
        assert_eq!(Amount::recorded("12.34500 EUR"), Amount::recorded("12.345 EUR"));
        assert!(Amount::recorded("12.345000001 EUR").is_err());
    }

    #[test]
    fn an_amount_has_one_canonical_text() {
        for (text, canonical) in [
            ("5 EUR", "5.00 EUR"),
            ("0..5 EUR", "<=5.00 EUR"),
            ("0..<5 EUR", "<5.00 EUR"),
            ("5..5 EUR", "5.00 EUR"),
            ("<=0 EUR", "0.00 EUR"),
            ("5 eur", "5.00 EUR"),
        ] {
            assert_eq!(read(text).to_string(), canonical);
        }
    }

    #[test]
    fn bounds_that_contain_no_amount_are_refused() {
        for text in ["<0 EUR", "4..3 EUR", ">3..3 EUR", "3..<3 EUR", ">3..<3 EUR"] {
            assert!(Amount::parse(text, None).unwrap_err().what().starts_with("no amount lies between"), "{text}");
        }
    }

    #[test]
    fn a_word_in_capitals_is_a_code_only_if_known() {
        assert!(Amount::is_canonical_text("5 EUR"));
        assert!(Amount::is_canonical_text("5 USDT"));
        assert!(Amount::is_canonical_text("5 XYZ"), "which is then refused as a code that nobody knows");
        assert!(!Amount::is_canonical_text("5 EURO"));
    }

    #[test]
    fn words_and_incomplete_figures_are_not_canonical_text() {
        for text in ["", "5M EUR", "> 5 EUR", "5 EUR EUR", "5.00EUR", "more than 5 EUR", "-5 EUR", "5..6..7 EUR", "~"] {
            assert!(Amount::parse(text, None).is_err(), "{text}");
        }
    }

    #[test]
    fn a_currency_given_separately_supplies_or_must_agree() {
        let eur = Unit::parse("EUR").ok();
        assert_eq!(Amount::parse(">5", eur).unwrap().to_string(), ">5.00 EUR");
        assert_eq!(Amount::parse("unstated", eur).unwrap().to_string(), "unstated EUR");
        let fault = Amount::parse("5 USD", eur).unwrap_err();
        assert_eq!(fault.what(), "the amount is in USD, but the currency given with it is EUR");
        assert_eq!(Amount::parse("5", None).unwrap_err().what(), "“5” names no currency");
        assert!(Amount::parse("non-valued", eur).is_err());
    }
}
