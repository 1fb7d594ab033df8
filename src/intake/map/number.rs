//! Numbers as agencies write them: marks, thousands separators, currency symbols, and rounding.

use serde::Deserialize;

use crate::domain::decimal::scaled_text;
use crate::domain::{Amount, Decimal, Digits, Fault, Precision, Unit, text};

/// The notation of numbers in a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NumberStyle {
    /// The decimal mark.
    pub(crate) decimal: Option<char>,
    /// The separators allowed between groups of three digits; a space means any kind of space.
    pub(crate) thousands: Vec<char>,
    /// Currency symbols before or after the number, longest first.
    pub(crate) symbols: Vec<(String, Unit)>,
    /// What to do with more decimals than the currency has.
    pub(crate) finer: Finer,
    /// The power of ten in which the numbers are counted.
    pub(crate) power: u32,
}

/// What to do with a figure that has more decimals than its currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Finer {
    /// It is a fault.
    #[default]
    Refused,
    /// It is kept as the source states it.
    Kept,
    /// It is rounded.
    Rounded(Rounding),
}

/// Which decimals a map keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(super) enum Kept {
    /// All that the source states.
    #[serde(rename = "as stated")]
    AsStated,
}

/// How a figure with too many decimals is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Rounding {
    /// To nearest, halves away from zero.
    HalfUp,
    /// To nearest, halves to even.
    HalfEven,
    /// Towards zero.
    Down,
    /// Away from zero.
    Up,
}

/// The number in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    /// The canonical figure, followed by the currency if one is known.
    pub(crate) text: String,
    /// Whether it was rounded.
    pub(crate) exactness: Exactness,
}

/// Whether a figure is exactly what the cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exactness {
    /// It is exact.
    Exact,
    /// It was rounded.
    Rounded,
}

impl NumberStyle {
    /// Numbers with a decimal point and nothing else.
    pub(crate) fn pointed() -> NumberStyle {
        NumberStyle { decimal: Some('.'), ..NumberStyle::default() }
    }

    /// Whether the map specifies the notation of numbers, so that they are not read as words.
    pub(crate) fn is_told(&self) -> bool {
        self.decimal.is_some() || !self.thousands.is_empty()
    }

    /// Reads a number, with the currency that the row states.
    ///
    /// # Errors
    /// It is not a single number in this style, or it is negative.
    pub(crate) fn read(&self, cell: &str, currency: Option<Unit>) -> Result<Number, Fault> {
        let (digits, own) = self.without_currency(cell.trim())?;
        if let (Some(own), Some(currency)) = (own, currency)
            && own != currency
        {
            return Err(Fault::new(format!("{} is in {own}, but its row in {currency}", text::quote(cell)))
                .hint("correct the one that is wrong, or leave the column currency out of the map"));
        }
        let plain = self.plain(digits).ok_or_else(|| self.no_number(cell))?;
        self.figure(&plain, own.or(currency))
    }

    /// A figure in canonical digits (a spreadsheet's number), scaled as this column is counted.
    ///
    /// # Errors
    /// It is negative, or does not fit.
    pub(crate) fn figure(&self, digits: &str, unit: Option<Unit>) -> Result<Number, Fault> {
        if let Some(positive) = digits.strip_prefix('-') {
            let zero = positive.bytes().all(|b| matches!(b, b'0' | b'.'));
            return if zero { self.figure(positive, unit) } else { Err(negative(digits)) };
        }
        let figure = Decimal::parse(digits)?.times_ten_to(self.power)?;
        // Zeros beyond the currency's decimals are redundant: 12.500 EUR is 12.50 EUR if the map names the decimal
        // mark.
        let figure = unit.map_or(figure, |unit| figure.without_zeros_beyond(unit.decimals()));
        let with = |figure: String| unit.map_or(figure.clone(), |unit| format!("{figure} {unit}"));
        match (self.finer, unit) {
            (Finer::Rounded(round), Some(unit)) if figure.decimals() > unit.decimals() => {
                let (rounded, exactness) = round.to(figure, unit.decimals())?;
                Ok(Number { text: with(rounded), exactness })
            }
            _ => Ok(Number { text: with(figure.to_string()), exactness: Exactness::Exact }),
        }
    }

    /// How many decimals a number of this column may have.
    pub(crate) fn precision(&self) -> Precision {
        if self.finer == Finer::Kept { Precision::AsStated } else { Precision::OfUnit }
    }

    /// Whether text that is not a number in this style could be misread: canonical text has a decimal point, but in a
    /// column with decimal commas a point separates thousands.
    pub(crate) fn is_at_odds_with(&self, words: &str) -> bool {
        self.decimal != Some('.') && Amount::is_canonical_text(words)
    }

    /// The figure in a cell, in the file's own unit of count, whatever denotes the currency beside it.
    pub(crate) fn counted(&self, cell: &str) -> Option<Decimal> {
        let (digits, _) = self.without_currency(cell.trim()).ok()?;
        self.unsigned(digits).and_then(|plain| Decimal::parse(&plain).ok())
    }

    /// The number without its currency, and that currency.
    fn without_currency<'a>(&self, cell: &'a str) -> Result<(&'a str, Option<Unit>), Fault> {
        for (symbol, unit) in &self.symbols {
            let rest = cell.strip_prefix(symbol.as_str()).or_else(|| cell.strip_suffix(symbol.as_str()));
            if let Some(rest) = rest {
                return Ok((rest.trim(), Some(*unit)));
            }
        }
        let letters = |c: char| c.is_ascii_alphabetic();
        let before = cell.find(|c| !letters(c)).unwrap_or(0);
        let behind =
            cell.rfind(|c| !letters(c)).map_or(0, |at| at + cell[at..].chars().next().map_or(1, char::len_utf8));
        let (code, rest) = match (before, behind) {
            (1.., _) => (&cell[..before], &cell[before..]),
            (_, at) if at < cell.len() => (&cell[at..], &cell[..at]),
            _ => return Ok((cell, None)),
        };
        match Unit::parse(code) {
            Ok(unit) => Ok((rest.trim(), Some(unit))),
            Err(_) => Err(self.no_number(cell)),
        }
    }

    /// The canonical digits of a number in this style.
    fn plain(&self, digits: &str) -> Option<String> {
        match negated(digits) {
            // Treated as a number, so that the fault is its negative sign.
            Some(positive) => self.unsigned(positive).map(|plain| format!("-{plain}")),
            None => self.unsigned(digits),
        }
    }

    fn unsigned(&self, digits: &str) -> Option<String> {
        let (whole, fraction) = match self.decimal.and_then(|mark| digits.split_once(mark)) {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (digits, None),
        };
        let whole = self.ungrouped(whole)?;
        let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        match fraction {
            Some(fraction) => (all_digits(&whole) && all_digits(fraction)).then(|| format!("{whole}.{fraction}")),
            None => all_digits(&whole).then_some(whole),
        }
    }

    /// The digits without the separators between groups, all of three digits except the first.
    fn ungrouped(&self, whole: &str) -> Option<String> {
        let is_mark = |c: char| self.thousands.iter().any(|mark| *mark == c || (*mark == ' ' && c.is_whitespace()));
        let Some(mark) = whole.chars().find(|c| is_mark(*c)) else { return Some(whole.to_owned()) };
        let mut groups = whole.split(mark);
        let first = groups.next().filter(|first| (1..=3).contains(&first.len()))?;
        let mut plain = first.to_owned();
        for group in groups {
            if group.len() != 3 {
                return None;
            }
            plain.push_str(group);
        }
        Some(plain)
    }

    fn no_number(&self, cell: &str) -> Fault {
        let decimal = self.decimal.map_or(String::new(), |mark| format!(" with “{mark}” before its decimals"));
        let marks: Vec<String> = self.thousands.iter().map(|mark| format!("“{mark}”")).collect();
        let groups =
            if marks.is_empty() { String::new() } else { format!(" and {} between thousands", marks.join(" or ")) };
        Fault::new(format!("{} is not a number{decimal}{groups}", text::quote(cell)))
            .hint("correct the cell, or say in the map what it means: values, otherwise")
    }
}

impl Rounding {
    /// A figure with at most this many decimals.
    fn to(self, figure: Decimal, decimals: u32) -> Result<(String, Exactness), Fault> {
        let text = figure.to_string();
        let too_long = || Fault::new(format!("{text} has more digits than can be rounded"));
        let digits: i128 = text.replace('.', "").parse().map_err(|_| too_long())?;
        let dropped = figure.decimals().saturating_sub(decimals);
        let unit = 10_i128.checked_pow(dropped).ok_or_else(too_long)?;
        let (whole, rest) = (digits / unit, digits % unit);
        let above = match (rest * 2).cmp(&unit) {
            _ if rest == 0 => false,
            std::cmp::Ordering::Greater => self != Rounding::Down,
            std::cmp::Ordering::Less => self == Rounding::Up,
            std::cmp::Ordering::Equal => match self {
                Rounding::HalfUp | Rounding::Up => true,
                Rounding::HalfEven => whole % 2 == 1,
                Rounding::Down => false,
            },
        };
        let exactness = if rest == 0 { Exactness::Exact } else { Exactness::Rounded };
        Ok((scaled_text(whole + i128::from(above), Digits::exactly(decimals)), exactness))
    }
}

/// The number after a minus sign, before one, or in parentheses, as accountants write a negative number.
fn negated(digits: &str) -> Option<&str> {
    let minus = ['-', '\u{2212}', '\u{2013}'];
    let bracketed = digits.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    bracketed.or_else(|| digits.strip_prefix(minus)).or_else(|| digits.strip_suffix(minus)).map(str::trim)
}

fn negative(digits: &str) -> Fault {
    Fault::new(format!("{digits} is negative; amounts are zero or more"))
        .hint("record a release, a return or a correction instead of a negative amount")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn style(decimal: char, thousands: &str) -> NumberStyle {
        let symbols = [("US$", "USD"), ("$", "USD"), ("€", "EUR")];
        let symbols = symbols.map(|(symbol, code)| (symbol.to_owned(), Unit::parse(code).unwrap())).to_vec();
        NumberStyle {
            decimal: Some(decimal),
            thousands: thousands.chars().collect(),
            symbols,
            ..NumberStyle::default()
        }
    }

    fn read(style: &NumberStyle, cell: &str, unit: &str) -> Result<String, String> {
        let unit = (!unit.is_empty()).then(|| Unit::parse(unit).unwrap());
        style.read(cell, unit).map(|number| number.text).map_err(|fault| fault.what().to_owned())
    }

    #[test]
    fn a_number_is_read_by_its_marks() {
        let german = style(',', ".");
        assert_eq!(read(&german, "1.234.567,89", "EUR").as_deref(), Ok("1234567.89 EUR"));
        assert_eq!(read(&german, "18.500", "").as_deref(), Ok("18500"));
        assert_eq!(
            read(&style('.', ",' "), "1 234\u{a0}567.8", ""),
            Err("“1 234\u{a0}567.8” is not a number with “.” before its decimals and “,” or “'” or “ ” between \
                 thousands"
                .into())
        );
        assert_eq!(read(&style('.', " "), "1\u{202f}234.8", "CHF").as_deref(), Ok("1234.8 CHF"));
        for wrong in ["1.23", "1.2345", ".123", "1,2,3", "12.34,5", "", "5k", "1..000", "1,", ",5", "+5", "1e3"] {
            assert!(read(&german, wrong, "EUR").is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_currency_beside_the_number_must_agree_with_the_row() {
        let english = style('.', ",");
        for cell in ["$5,000", "US$ 5,000", "5,000 USD", "usd5,000", "5,000$"] {
            assert_eq!(read(&english, cell, "").as_deref(), Ok("5000 USD"), "{cell}");
        }
        assert_eq!(read(&english, "€300.50", "EUR").as_deref(), Ok("300.50 EUR"));
        assert_eq!(read(&english, "€300", "USD"), Err("“€300” is in EUR, but its row in USD".into()));
        assert!(read(&english, "5,000 quids", "").is_err());
    }

    #[test]
    fn a_negative_number_is_a_fault_however_it_is_written() {
        for cell in ["(1,234.00)", "-1,234.00", "\u{2212}1,234.00", "1,234.00-", "$(1,234.00)", "($1,234.00)"] {
            let said = read(&style('.', ","), cell, "USD").unwrap_err();
            assert!(said.contains("negative") || cell.starts_with("($"), "{cell}: {said}");
        }
        assert_eq!(style('.', "").figure("-0", None).map(|n| n.text), Ok("0".into()));
    }

    #[test]
    fn excess_decimals_are_rounded_only_as_the_map_says() {
        let rounded = |round, cell: &str| {
            let style = NumberStyle { finer: Finer::Rounded(round), ..style('.', "") };
            let number = style.read(cell, Some(Unit::parse("EUR").unwrap())).unwrap();
            (number.text, number.exactness == Exactness::Rounded)
        };
        for (round, cells) in [
            (Rounding::HalfUp, ["0.13", "0.13", "0.12", "0.14"]),
            (Rounding::HalfEven, ["0.12", "0.13", "0.12", "0.14"]),
            (Rounding::Down, ["0.12", "0.12", "0.12", "0.13"]),
            (Rounding::Up, ["0.13", "0.13", "0.13", "0.14"]),
        ] {
            for (cell, want) in ["0.125", "0.1251", "0.124", "0.135"].into_iter().zip(cells) {
                assert_eq!(rounded(round, cell), (format!("{want} EUR"), true), "{round:?} {cell}");
            }
        }
        assert_eq!(rounded(Rounding::Up, "5.100"), ("5.10 EUR".into(), false));
        assert_eq!(read(&style('.', ""), "0.125", "EUR").as_deref(), Ok("0.125 EUR"));
    }

    #[test]
    fn a_table_in_thousands_is_multiplied_exactly() {
        let thousands = NumberStyle { power: 3, ..style(',', ".") };
        assert_eq!(read(&thousands, "1.234,5678", "EUR").as_deref(), Ok("1234567.8 EUR"));
    }

    proptest! {
        #[test]
        fn no_text_causes_a_panic(cell in "\\PC{0,20}|[0-9., ()$€-]{0,30}", decimal in "[.,]", thousands in "[., ']{0,2}") {
            let told = style(decimal.chars().next().unwrap(), &thousands);
            let _ = told.read(&cell, Unit::parse("EUR").ok());
            let _ = told.figure(&cell, None);
        }
    }
}
