//! Compares a cell's value in an ODS with the text stored beside it, which is what the cell shows.

use super::format::{Mark, mark, unclear};
use crate::domain::{Fault, text};
use crate::intake::table::Cell;

/// A number for which the cell shows this text.
pub(super) fn number(digits: &str, shown: &str) -> Cell {
    let shown = shown.trim();
    if is_error(shown) {
        return Cell::Error(shown.to_owned());
    }
    let Some(span) = Span::of(shown) else {
        let is_dash = digits == "0" && mark(shown) == Mark::None;
        return if is_dash { Cell::Number(digits.to_owned()) } else { Cell::Text(shown.to_owned()) };
    };
    if span.is_other_way {
        // An exponent or a fraction.
        return Cell::Number(digits.to_owned());
    }
    let is_padded =
        span.figure.len() > 1 && span.figure.starts_with('0') && span.figure.bytes().all(|b| b.is_ascii_digit());
    match mark(&format!("{} {}", span.before, span.behind)) {
        Mark::Words => Cell::Text(shown.to_owned()),
        _ if is_padded => Cell::Text(shown.to_owned()),
        _ if !span.is(digits) => {
            let what = format!("the cell holds {} and shows {}", text::quote(digits), text::quote(shown));
            unclear(digits, Fault::new(what).hint("give the cell a plain format, or write what it shows as text"))
        }
        Mark::Currency(sign) => Cell::Money(digits.to_owned(), sign),
        Mark::None => Cell::Number(digits.to_owned()),
    }
}

/// A day for which the cell shows this text.
pub(super) fn day(stored: Cell, shown: &str) -> Cell {
    let day = match &stored {
        Cell::Date(day) => *day,
        Cell::DateTime(time) => time.date(),
        _ => return stored,
    };
    let mut parts: Vec<&str> = shown.split(|c: char| !c.is_alphanumeric() && c != ':').collect();
    parts.retain(|part| !(part.is_empty() || part.contains(':')));
    let numbers: Vec<i64> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    let words = parts.len() - numbers.len();
    let (year, month, date) = (i64::from(day.year()), i64::from(day.month()), i64::from(day.day()));
    let is_year = |number: &i64| *number == year || *number == year % 100;
    let refused = || {
        let what = format!("the cell holds {day} and shows {}, which is not all of it", text::quote(shown));
        unclear(&day.to_string(), Fault::new(what).hint("write the date in full, or what it shows as text"))
    };
    match numbers[..] {
        [] => stored,
        [only] if words == 0 && only == year => Cell::Period(format!("{year:04}")),
        // “Jun 24”: of the year 2024, or the 24th?
        [only] if words == 1 && is_year(&only) && only != date => Cell::Period(format!("{year:04}-{month:02}")),
        [first, second] if words == 0 && (first == month && is_year(&second) || first == year && second == month) => {
            Cell::Period(format!("{year:04}-{month:02}"))
        }
        [first, second] if words > 0 && (first == date && is_year(&second) || is_year(&first) && second == date) => {
            stored
        }
        _ if numbers.len() >= 3 && numbers.contains(&date) && numbers.iter().any(is_year) => stored,
        _ => refused(),
    }
}

/// Whether a text is what a spreadsheet shows for a formula error.
pub(super) fn is_error(shown: &str) -> bool {
    let code = shown.strip_prefix("Err:").or_else(|| shown.strip_prefix("Fehler:"));
    code.is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_digit()))
        || shown.starts_with('#') && (shown.ends_with(['!', '?']) || shown == "#N/A")
}

/// The figure in a text, and what surrounds it.
struct Span<'a> {
    before: &'a str,
    figure: &'a str,
    behind: &'a str,
    /// Whether it is written with an exponent or as a fraction.
    is_other_way: bool,
}

impl<'a> Span<'a> {
    /// `None` if there are no digits.
    fn of(shown: &'a str) -> Option<Span<'a>> {
        let start = shown.find(|c: char| c.is_ascii_digit())?;
        let start = if shown[..start].ends_with(['.', ',']) { start - 1 } else { start };
        let inner = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ',' | '\'' | '’');
        let end = shown[start..].find(|c| !inner(c)).map_or(shown.len(), |length| start + length);
        let figure = shown[start..end].trim_end_matches(|c: char| !c.is_ascii_digit());
        let (before, behind) = (&shown[..start], &shown[start + figure.len()..]);
        let has_more = behind.contains(|c: char| c.is_ascii_digit());
        let is_power = behind.trim_start().starts_with(['E', 'e']);
        let is_other_way = has_more && (is_power || behind.starts_with('/'));
        Some(Span { before, figure, behind, is_other_way })
    }

    /// Whether the figure is this number, rounded to the decimals shown.
    fn is(&self, digits: &str) -> bool {
        let plain: String = self.figure.chars().filter(|c| !(c.is_whitespace() || matches!(c, '\'' | '’'))).collect();
        let whole: String = plain.chars().filter(char::is_ascii_digit).collect();
        let decimals = plain.rfind(['.', ',']).map_or(0, |at| plain.len() - at - 1);
        let positive = digits.trim_start_matches('-');
        is_rounded(positive, &whole, 0) || decimals > 0 && is_rounded(positive, &whole, decimals)
    }
}

/// Whether a number has these digits when rounded to this many decimals.
fn is_rounded(number: &str, digits: &str, decimals: usize) -> bool {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let (kept, rest) = part.split_at(part.len().min(decimals));
    let stored: Option<u128> = format!("{whole}{kept:0<decimals$}").parse().ok();
    let up = u128::from(rest.bytes().next().is_some_and(|digit| digit >= b'5'));
    stored.zip(digits.parse().ok()).is_some_and(|(stored, shown)| stored + up == shown)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_number_is_read_only_if_the_text_shows_it() {
        let plain = |digits: &str| Cell::Number(digits.to_owned());
        for (digits, shown) in [
            ("1234.5", "1,234.50"),
            ("1234.5", "1.234,50"),
            ("1234.5", "1 234,50"),
            ("1234.5", "1'234.50"),
            ("1234.5", "1,235"),
            ("-5", "(5.00)"),
            ("0", "-"),
            ("0.5", ".50"),
            ("123450000", "1.23E+08"),
        ] {
            assert_eq!(number(digits, shown), plain(digits), "{shown}");
        }
        for (digits, shown, sign) in [("500", "500,00 €", "€"), ("500", "$500.00", "$"), ("500", "500 kr", "kr")] {
            assert_eq!(number(digits, shown), Cell::Money(digits.to_owned(), sign.to_owned()), "{shown}");
        }
        for (digits, shown) in
            [("5", "5,00 Mio. €"), ("0.5", "50%"), ("5", "unknown"), ("45", "0045"), ("500", "500 k€")]
        {
            assert_eq!(number(digits, shown), Cell::Text(shown.to_owned()));
        }
        for (digits, shown) in [("5000", "5"), ("5", "6"), ("5000000", "5.0")] {
            assert!(matches!(number(digits, shown), Cell::Unclear(_)), "{shown}");
        }
        for shown in ["Err:502", "#DIV/0!", "#REF!", "#N/A"] {
            assert_eq!(number("0", shown), Cell::Error(shown.to_owned()));
        }
    }

    #[test]
    fn a_day_is_read_as_far_as_the_text_shows_it() {
        let stored = || Cell::Date(date(2024, 6, 25));
        for shown in ["25.06.24", "06/25/2024", "25. Juni 2024", "Tue 25 Jun 2024", "2024-06-25 12:00"] {
            assert_eq!(day(stored(), shown), stored(), "{shown}");
        }
        for (shown, period) in
            [("Jun 24", "2024-06"), ("Juni 2024", "2024-06"), ("06/2024", "2024-06"), ("2024", "2024")]
        {
            assert_eq!(day(stored(), shown), Cell::Period(period.to_owned()), "{shown}");
        }
        for shown in ["25 Jun", "25.06.", "Q2 2024 x"] {
            assert!(matches!(day(stored(), shown), Cell::Unclear(_)), "{shown}");
        }
        assert!(matches!(day(Cell::Date(date(2024, 6, 24)), "Jun 24"), Cell::Unclear(_)));
    }
}
