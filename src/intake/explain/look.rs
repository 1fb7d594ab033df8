//! What one cell looks like.

use std::borrow::Cow;

use crate::domain::Unit;
use crate::intake::table::Cell;

/// The look of a cell that is not blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Words.
    Text,
    /// A number.
    Number(Number),
    /// A number with a currency before or after it: the code, or the sign if several currencies share it.
    Money(Number, String),
    /// A day.
    Day(Day),
    /// True or false.
    Flag,
    /// A formula error.
    Error,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Whether it has decimals.
    pub(super) decimals: Decimals,
    pub(super) is_negative: bool,
    /// Whether it has more digits than a person types: the noise of binary fractions.
    pub(super) is_noisy: bool,
}

/// The decimal mark of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decimals {
    /// It has none.
    None,
    /// A point.
    Point,
    /// A comma.
    Comma,
    /// `1,234` or `1.234`: the mark may be a decimal mark or a thousands separator.
    Unclear,
}

/// How a day is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// A spreadsheet's native date.
    Own,
    /// Year, month, day, with this separator.
    YearFirst(char),
    /// Two numbers and the year, with this separator: day and month, or month and day.
    YearLast(char, u8, u8),
}

/// Unambiguous currency signs; shared ones, such as the dollar's, have no single code.
const SIGNS: [(&str, &str); 8] =
    [("€", "EUR"), ("£", "£"), ("US$", "USD"), ("$", "$"), ("zł", "PLN"), ("Kč", "CZK"), ("лв", "BGN"), ("¥", "¥")];

/// The most significant digits of a figure that a person types into a spreadsheet.
const TYPED: usize = 15;

/// What a cell looks like; `None` if it is blank.
pub(super) fn look(cell: &Cell) -> Option<Look> {
    Some(match cell {
        Cell::Empty => return None,
        Cell::Flag(_) => Look::Flag,
        Cell::Error(_) | Cell::Unclear(_) => Look::Error,
        Cell::Date(_) | Cell::DateTime(_) | Cell::Period(_) => Look::Day(Day::Own),
        Cell::Money(number, sign) => Look::Money(plain(number), sign.clone()),
        Cell::Number(number) => Look::Number(plain(number)),
        Cell::Text(text) => return words(text.trim()),
    })
}

/// The cell as shown in a sample.
pub(super) fn sample(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) => Cow::Borrowed(text.trim()),
        Cell::Number(text) | Cell::Error(text) | Cell::Period(text) => Cow::Borrowed(text),
        Cell::Money(number, sign) => Cow::Owned(format!("{number} {sign}")),
        Cell::Unclear(unclear) => Cow::Borrowed(&unclear.stored),
        Cell::Flag(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
        Cell::Date(day) => Cow::Owned(day.to_string()),
        Cell::DateTime(time) => Cow::Owned(time.to_string()),
    }
}

fn words(text: &str) -> Option<Look> {
    if text.is_empty() {
        return None;
    }
    if !text.contains(|c: char| c.is_ascii_digit()) || text.len() > 40 {
        return Some(Look::Text);
    }
    let found = day(text).map(Look::Day).or_else(|| number(text).map(Look::Number)).or_else(|| money(text));
    Some(found.unwrap_or(Look::Text))
}

fn day(text: &str) -> Option<Day> {
    let sign = text.chars().find(|c| !c.is_ascii_digit())?;
    let date = text.split(['T', ' ']).next()?;
    let parts: Vec<&str> = date.split(sign).collect();
    let [first, second, third] = parts[..] else { return None };
    let small = |part: &str| part.parse::<u8>().ok().filter(|value| (1..=31).contains(value) && part.len() < 3);
    match (sign, first.len(), third.len()) {
        ('-' | '/' | '.', 4, 1..=2) => small(second).and(small(third)).map(|_| Day::YearFirst(sign)),
        ('-' | '/' | '.', 1..=2, 4) if third.parse::<u16>().is_ok() => {
            Some(Day::YearLast(sign, small(first)?, small(second)?))
        }
        _ => None,
    }
}

fn number(text: &str) -> Option<Number> {
    let inner = text.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    let signed = inner.unwrap_or(text);
    let digits = signed.strip_prefix(['-', '−', '+']).unwrap_or(signed).trim();
    let is_negative = inner.is_some() || signed.starts_with(['-', '−']);
    let is_separator = |c: char| matches!(c, '.' | ',' | '\'' | '’') || c.is_whitespace();
    let is_figure = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.ends_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || is_separator(c));
    is_figure.then(|| Number { decimals: decimals(digits), is_negative, is_noisy: is_noisy(digits) })
}

fn decimals(digits: &str) -> Decimals {
    let Some(at) = digits.rfind(['.', ',']) else { return Decimals::None };
    let sign = if digits[at..].starts_with('.') { Decimals::Point } else { Decimals::Comma };
    let same = digits.matches(&digits[at..=at]).count();
    let others = digits[..at].contains(|c: char| !c.is_ascii_digit());
    match (same, digits.len() - at - 1) {
        // Occurring more than once, it separates thousands.
        (2.., _) => Decimals::None,
        (_, 3) if !others && at < 4 => Decimals::Unclear,
        _ => sign,
    }
}

/// A spreadsheet's number: a decimal point and no thousands separators.
fn plain(number: &str) -> Number {
    let decimals = if number.contains('.') { Decimals::Point } else { Decimals::None };
    Number { decimals, is_negative: number.starts_with('-'), is_noisy: is_noisy(number) }
}

fn is_noisy(digits: &str) -> bool {
    let significant = digits.chars().filter(char::is_ascii_digit).skip_while(|c| *c == '0').count();
    digits.contains('.') && significant > TYPED
}

fn money(text: &str) -> Option<Look> {
    for (sign, code) in SIGNS {
        if let Some(rest) = text.strip_prefix(sign).or_else(|| text.strip_suffix(sign)) {
            return number(rest.trim()).map(|number| Look::Money(number, code.to_owned()));
        }
    }
    let front = text.get(..3).zip(text.get(3..));
    let back = text.len().checked_sub(3).and_then(|at| text.get(at..).zip(text.get(..at)));
    let coded = |(code, rest): (&str, &str)| {
        let unit = Unit::parse(code).ok().filter(|_| code.chars().all(|c| c.is_ascii_uppercase()))?;
        Some(Look::Money(number(rest.trim())?, unit.code().to_owned()))
    };
    front.and_then(coded).or_else(|| back.and_then(coded))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Look {
        look(&Cell::Text(text.to_owned())).unwrap()
    }

    fn written(decimals: Decimals) -> Look {
        Look::Number(Number { decimals, is_negative: false, is_noisy: false })
    }

    #[test]
    fn a_number_is_recognised_by_how_it_is_written() {
        assert_eq!(of("17"), written(Decimals::None));
        assert_eq!(of("1.234,50"), written(Decimals::Comma));
        assert_eq!(of("1 234 567.5"), written(Decimals::Point));
        assert_eq!(of("1.234.567"), written(Decimals::None));
        assert_eq!(of("1,234"), written(Decimals::Unclear));
        assert_eq!(of("063045"), written(Decimals::None));
        assert_eq!(of("I-NA-89-S"), Look::Text);
        assert_eq!(
            of("1.5878556355545517"),
            Look::Number(Number { decimals: Decimals::Point, is_negative: false, is_noisy: true })
        );
    }

    #[test]
    fn money_is_a_number_with_a_currency() {
        let number = Number { decimals: Decimals::Comma, is_negative: false, is_noisy: false };
        assert_eq!(of("€ 5,50"), Look::Money(number, "EUR".to_owned()));
        assert_eq!(of("5,50 CHF"), Look::Money(number, "CHF".to_owned()));
        assert_eq!(of("5,50 XYZ"), Look::Text);
    }

    #[test]
    fn a_day_is_recognised_by_where_the_year_is() {
        assert_eq!(of("2024-06-25"), Look::Day(Day::YearFirst('-')));
        assert_eq!(of("25.06.2024"), Look::Day(Day::YearLast('.', 25, 6)));
        assert_eq!(of("1/2/2024 10:30"), Look::Day(Day::YearLast('/', 1, 2)));
        assert!(!matches!(of("1.2.3"), Look::Day(_)));
        assert_eq!(look(&Cell::Text("  ".to_owned())), None);
    }
}
