//! A cell as text, whatever the file contains.

use std::borrow::Cow;

use jiff::civil::Time;

use crate::domain::guard::unguard;
use crate::domain::{Fault, text};

use super::table::Cell;

/// Whether a file's texts may carry the guard that a CSV puts before a possible spreadsheet formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Guarded {
    /// They may: the file is a CSV.
    Perhaps,
    /// They cannot.
    Never,
}

/// The cell as text, trimmed; empty if blank.
///
/// # Errors
/// A formula error, or a cell that cannot be read reliably.
pub(crate) fn shown(cell: &Cell, guarded: Guarded) -> Result<Cow<'_, str>, Fault> {
    Ok(match cell {
        Cell::Empty => Cow::Borrowed(""),
        Cell::Text(text) => match (guarded, text) {
            (Guarded::Perhaps, text) => match unguard(text) {
                Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
                Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
            },
            (Guarded::Never, text) => Cow::Borrowed(text.trim()),
        },
        Cell::Number(number) => Cow::Borrowed(number.as_str()),
        Cell::Money(number, sign) => Cow::Owned(format!("{number} {sign}")),
        Cell::Period(period) => Cow::Borrowed(period.as_str()),
        Cell::Date(day) => Cow::Owned(day.to_string()),
        Cell::DateTime(time) if time.time() == Time::midnight() => Cow::Owned(time.date().to_string()),
        Cell::DateTime(time) => Cow::Owned(time.to_string()),
        Cell::Flag(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
        Cell::Unclear(unclear) => return Err(unclear.fault.clone()),
        Cell::Error(error) => {
            return Err(Fault::new(format!("the cell's formula failed: {}", text::quote(error)))
                .hint("fix the formula, or replace it with its value"));
        }
    })
}

/// The text with line breaks and tabs as spaces: cells contain them for layout.
pub(crate) fn in_one_line(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains(['\n', '\r', '\t']) {
        return text;
    }
    Cow::Owned(
        text.split(['\n', '\r', '\t']).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "),
    )
}

/// Whether several lines of a text contain figures: joined, they would form another figure.
pub(crate) fn has_figures_on_lines(text: &str) -> bool {
    let lines = text.split(['\n', '\r']).filter(|line| line.contains(|c: char| c.is_numeric()));
    lines.count() > 1
}

/// The refusal of an amount with figures on several lines.
pub(crate) fn figures_on_lines(text: &str) -> Fault {
    Fault::new(format!("{} has figures on several lines", text::quote(text)))
        .hint("write one amount on one line; several amounts need several rows, or a map that splits them")
}

/// Whether a text is a number shortened by a spreadsheet: `1.2E+16`.
pub(super) fn is_rounded(text: &str) -> bool {
    let Some((digits, power)) = text.split_once(['E', 'e']) else { return false };
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let (whole, part) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    let power = power.strip_prefix('+').unwrap_or("");
    whole.len() == 1 && all_digits(whole) && all_digits(part) && all_digits(power)
}

/// Whether a cell contains only blanks.
pub(crate) fn is_blank(cell: &Cell) -> bool {
    match cell {
        Cell::Empty => true,
        Cell::Text(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// The cell as shown in a message or a list of rejects; never fails.
pub(crate) fn repeated(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Error(error) => error.clone(),
        Cell::Unclear(unclear) => unclear.stored.clone(),
        other => shown(other, Guarded::Never).map(Cow::into_owned).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_cell_has_a_text() {
        for (cell, text) in [
            (Cell::Empty, ""),
            (Cell::Text(" a ".into()), "a"),
            (Cell::Text("'=1".into()), "=1"),
            (Cell::Text("'s-Hertogenbosch".into()), "'s-Hertogenbosch"),
            (Cell::Number("1234.1".into()), "1234.1"),
            (Cell::Date(date(2024, 2, 3)), "2024-02-03"),
            (Cell::DateTime(date(2024, 2, 3).at(0, 0, 0, 0)), "2024-02-03"),
            (Cell::DateTime(date(2024, 2, 3).at(14, 5, 0, 0)), "2024-02-03T14:05:00"),
            (Cell::Flag(true), "true"),
        ] {
            assert_eq!(shown(&cell, Guarded::Perhaps).as_deref(), Ok(text), "{cell:?}");
        }
        assert_eq!(shown(&Cell::Text("'=1".into()), Guarded::Never).as_deref(), Ok("'=1"));
        assert!(shown(&Cell::Error("#REF!".into()), Guarded::Never).is_err());
        assert_eq!(in_one_line(Cow::Borrowed("a\r\nb\tc ")), "a b c");
        assert!(has_figures_on_lines("5\n000") && !has_figures_on_lines("5000\nabout"));
        assert!(is_blank(&Cell::Text("\u{a0} ".into())) && !is_blank(&Cell::Number("0".into())));
    }
}
