//! Number formats of a spreadsheet: what they show of a number, as far as that can be known without the program.
//!
//! A cell stores a bare number, and its format decides what a person sees: `#,##0.00 "Mio. €"` shows 5 as `5,00 Mio.
//! €`. Decoration (grouping, decimals, brackets for negative figures) leaves the number as it is; a currency sign is
//! kept with it; anything else gives the text as shown, if that does not depend on the program's language, and
//! otherwise cannot be read.

use jiff::civil;

use super::code::{Date, Section, sections};
use super::value::{self, Shown};
use crate::domain::{Fault, Unit, text};
use crate::intake::epoch::Epoch;
use crate::intake::table::{Cell, Unclear};
use crate::phrase::{self, Hints};

/// The most characters in a format; spreadsheet programs allow 255.
const LONGEST: usize = 1_000;

/// A number format.
#[derive(Clone, Debug)]
pub(super) struct Format {
    code: String,
    sections: Vec<Section>,
    /// The meaning of the signs around the number in each section.
    marks: Vec<Mark>,
}

/// What surrounds a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing but blanks, brackets and dashes.
    None,
    /// A currency sign or code.
    Currency(String),
    /// Anything else.
    Words,
}

impl Format {
    /// The format of this code.
    pub(super) fn parse(code: &str) -> Format {
        let is_long = code.chars().nth(LONGEST).is_some();
        let sections = if is_long { vec![Section::odd()] } else { sections(code) };
        let marks = sections.iter().map(|section| mark(&format!("{} {}", section.before, section.behind))).collect();
        Format { code: code.chars().take(LONGEST).collect(), sections, marks }
    }

    /// The format that a spreadsheet knows by number, without a code.
    pub(super) fn built_in(number: u32) -> Format {
        match number {
            27..=36 | 50..=81 => {
                let code = format!("built-in format {number}");
                Format { code, sections: vec![Section::odd()], marks: vec![Mark::None] }
            }
            _ => Format::parse(match number {
                1 => "0",
                2 => "0.00",
                3 => "#,##0",
                4 => "#,##0.00",
                9 => "0%",
                10 => "0.00%",
                11 => "0.00E+00",
                12 => "# ?/?",
                13 => "# ??/??",
                14 => "m/d/yyyy",
                15 => "d-mmm-yy",
                16 => "d-mmm",
                17 => "mmm-yy",
                18 => "h:mm AM/PM",
                19 => "h:mm:ss AM/PM",
                20 => "h:mm",
                21 => "h:mm:ss",
                22 => "m/d/yyyy h:mm",
                45 => "mm:ss",
                46 => "[h]:mm:ss",
                47 => "mm:ss.0",
                49 => "@",
                // Accounting in the viewer's currency: the file has no sign.
                5..=8 | 37..=44 => "#,##0.00;(#,##0.00)",
                _ => "General",
            }),
        }
    }

    /// What is shown of a number.
    pub(super) fn number(&self, value: f64, epoch: Epoch) -> Cell {
        let Some(digits) = value::decimal(value) else { return value::number(value) };
        let Some((section, mark)) = self.section(&digits) else {
            return self.unclear(&digits, "shows figures in different ways by their size");
        };
        if section.is_odd {
            return self.unclear(&digits, "shows a number in a way that impound does not know");
        }
        match &section.date {
            Some(date) => self.days(value, &digits, date, epoch),
            None => self.figure(&digits, section, mark),
        }
    }

    /// What is shown of a native date.
    pub(super) fn day(&self, stored: Cell) -> Cell {
        match self.sections.first().and_then(|section| section.date.as_ref()) {
            Some(date) => self.day_in(stored, date),
            None => stored,
        }
    }

    /// What is shown of a text.
    pub(super) fn text(&self, text: &str) -> Cell {
        let fourth = self.sections.get(3);
        let section = fourth.or_else(|| self.sections.iter().find(|section| section.is_text));
        match section {
            Some(section) if !section.is_text => {
                self.unclear(text, "hides the text that is stored, or shows another in its place")
            }
            Some(section) if !(section.before.trim().is_empty() && section.behind.trim().is_empty()) => {
                Cell::Text(format!("{}{text}{}", section.before, section.behind))
            }
            _ => Cell::Text(text.to_owned()),
        }
    }

    /// The section that shows a number, with its mark; `None` if that depends on conditions.
    fn section(&self, digits: &str) -> Option<(&Section, &Mark)> {
        let at = match (digits.starts_with('-'), digits == "0", self.sections.len()) {
            _ if self.sections.iter().any(|section| section.has_condition) => return None,
            (_, _, 0 | 1) => 0,
            (true, ..) => 1,
            (_, true, 3..) => 2,
            _ => 0,
        };
        // A text format shows a number as it is.
        Some((self.sections.get(at)?, self.marks.get(at)?))
    }

    fn figure(&self, digits: &str, section: &Section, mark: &Mark) -> Cell {
        let around = || format!("{}{}", section.before, section.behind);
        let is_zero = digits == "0";
        if !section.has_digits && !section.is_general && !section.is_text {
            return match around().trim() {
                "" => self.unclear(digits, "hides what is stored"),
                dashes if is_zero && mark == &Mark::None && !dashes.is_empty() => Cell::Number(digits.to_owned()),
                words => Cell::Text(words.to_owned()),
            };
        }
        let negates = mark != &Mark::Words && around().contains(['(', ')', '-', '−', '–']);
        if negates && !is_zero && !digits.starts_with('-') {
            return self.unclear(digits, "shows a figure above zero as one below it");
        }
        match mark {
            _ if section.is_scaled => self.unclear(digits, "shows a thousandth or less of what is stored"),
            _ if section.is_split => self.unclear(digits, "puts marks between the digits"),
            Mark::None if section.percent > 0 => Cell::Text(format!("{}%", hundredfold(digits, section.percent))),
            Mark::None => padded(digits, section).map_or_else(|| Cell::Number(digits.to_owned()), Cell::Text),
            Mark::Currency(sign) if section.percent == 0 => Cell::Money(digits.to_owned(), sign.clone()),
            _ => match whole(digits, section) {
                Some(shown) => Cell::Text(format!("{}{shown}{}", section.before, section.behind).trim().to_owned()),
                None => self.unclear(digits, "adds words or a scale to what is stored"),
            },
        }
    }

    fn days(&self, value: f64, digits: &str, date: &Date, epoch: Epoch) -> Cell {
        if date.is_span {
            return value::days(value, Shown::Span, epoch);
        }
        let has_part = date.has_year || date.has_month || date.has_day;
        if date.has_time && !has_part {
            return value::days(value, Shown::Time, epoch);
        }
        let is_whole = date.has_year && date.has_month && date.has_day;
        let shown = match value::days(value, Shown::Calendar, epoch) {
            Cell::Text(text) if is_whole => return Cell::Text(text),
            Cell::Text(_) => return self.unclear(digits, "shows a day that is in no calendar"),
            shown => shown,
        };
        self.day_in(shown, date)
    }

    fn day_in(&self, stored: Cell, date: &Date) -> Cell {
        let (day, time) = match &stored {
            Cell::Date(day) => (*day, false),
            Cell::DateTime(time) => (time.date(), true),
            _ => return stored,
        };
        match self.period(day, date) {
            Some(shown) => shown,
            None if time && !date.has_time => Cell::Date(day),
            None => stored,
        }
    }

    /// What is shown of a date that is only partly shown.
    fn period(&self, day: civil::Date, date: &Date) -> Option<Cell> {
        let (year, month) = (day.year(), day.month());
        Some(match (date.has_year, date.has_month, date.has_day) {
            (true, true, true) => return None,
            (true, ..) if date.has_words => {
                self.unclear(&day.to_string(), "shows words beside a part of the day that is stored")
            }
            (true, true, false) => Cell::Period(format!("{year:04}-{month:02}")),
            (true, false, false) => Cell::Period(format!("{year:04}")),
            _ => self.unclear(&day.to_string(), "shows only a part of the day that is stored"),
        })
    }

    fn unclear(&self, stored: &str, why: &str) -> Cell {
        let what =
            format!("the cell holds {}, and its format ({}) {why}", text::quote(stored), text::escape(&self.code));
        unclear(stored, Fault::new(what).hint("give the cell a plain format, or write what it shows as text"))
    }
}

/// A cell that cannot be read reliably.
pub(super) fn unclear(stored: &str, fault: Fault) -> Cell {
    Cell::Unclear(Box::new(Unclear { stored: stored.to_owned(), fault }))
}

/// The meaning of the signs around a number.
pub(super) fn mark(around: &str) -> Mark {
    let bare: String = around.chars().filter(|c| !matches!(c, '(' | ')' | '-' | '−' | '–' | '+')).collect();
    match bare.trim_matches(|c: char| c.is_whitespace()) {
        "" => Mark::None,
        sign if is_currency(sign) => Mark::Currency(sign.to_owned()),
        _ => Mark::Words,
    }
}

/// Signs shared by several currencies, which no phrase reads alone.
const SHARED: [&str; 9] = ["kr", "kr.", "Kr", "Kr.", "fr.", "Fr", "Fr.", "¥", "₨"];

/// Whether a text is just a currency sign or code: one of it makes an amount.
pub(super) fn is_currency(sign: &str) -> bool {
    if Unit::parse(sign).is_ok() || SHARED.contains(&sign) {
        return true;
    }
    let one = phrase::read(&format!("1 {sign}"), Hints::default()).map(|reading| reading.amount.to_string());
    one.is_ok_and(|amount| {
        let figure = amount.split(' ').next().unwrap_or_default();
        let (whole, part) = figure.split_once('.').unwrap_or((figure, ""));
        whole == "1" && part.bytes().all(|digit| digit == b'0')
    })
}

/// The digits with leading zeros, if the format asks for more than the number has.
fn padded(digits: &str, section: &Section) -> Option<String> {
    let is_whole = section.decimals == 0 && digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_whole && !section.is_grouped && digits.len() < section.zeros).then(|| format!("{digits:0>0$}", section.zeros))
}

/// A whole number as shown in any language: no decimals, no grouping.
fn whole(digits: &str, section: &Section) -> Option<String> {
    let is_whole = digits.bytes().all(|byte| byte.is_ascii_digit()) && section.percent == 0;
    let is_plain = section.decimals == 0 && !section.has_power && !(section.is_grouped && digits.len() > 3);
    (is_whole && is_plain).then(|| padded(digits, section).unwrap_or_else(|| digits.to_owned()))
}

/// A number multiplied by a hundred for each percent sign.
pub(super) fn hundredfold(digits: &str, times: usize) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let moved = 2 * times;
    let part = format!("{part:0<moved$}");
    let (up, rest) = part.split_at(moved);
    let whole = format!("{whole}{up}");
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let rest = rest.trim_end_matches('0');
    if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(code: &str, value: &str) -> String {
        match Format::parse(code).number(value.parse().unwrap(), Epoch::Of1900) {
            Cell::Number(number) => number,
            Cell::Money(number, sign) => format!("{number} {sign} (money)"),
            Cell::Text(text) => format!("“{text}”"),
            Cell::Period(period) => format!("{period} (period)"),
            Cell::Date(day) => day.to_string(),
            Cell::DateTime(time) => time.to_string(),
            Cell::Unclear(_) => "?".to_owned(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_decorative_format_leaves_the_number_as_it_is() {
        for code in [
            "General",
            "0.00",
            "#,##0.00",
            "#,##0.00_);(#,##0.00)",
            "[Red]#,##0.00;-#,##0.00",
            "#\\ ##0.00",
            "_-* #,##0.00_-;\\-* #,##0.00_-;_-* \"-\"??_-;_-@_-",
            "@",
            "0.00E+00",
            "# ?/?",
            "#'##0.00",
        ] {
            assert_eq!(shown(code, "1234.5"), "1234.5", "{code}");
        }
        assert_eq!(shown("_-* #,##0.00_-;\\-* #,##0.00_-;_-* \"-\"??_-;_-@_-", "0"), "0");
        assert_eq!(shown("#,##0;(#,##0)", "-5"), "-5");
        assert_eq!(shown("0.00;0.00;\"-\"", "0"), "0");
    }

    #[test]
    fn a_currency_sign_is_kept_with_the_number() {
        for (code, sign) in [
            ("#,##0.00 [$€-407]", "€"),
            ("[$$-409]#,##0.00", "$"),
            ("\"$\"#,##0.00_);(\"$\"#,##0.00)", "$"),
            ("#,##0.00\\ \"€\"", "€"),
            ("[$EUR] #,##0.00", "EUR"),
            ("#,##0 \"kr\"", "kr"),
            ("£#,##0", "£"),
        ] {
            assert_eq!(shown(code, "500"), format!("500 {sign} (money)"), "{code}");
        }
    }

    #[test]
    fn words_and_scales_are_shown_or_cannot_be_read() {
        for (code, value, expected) in [
            ("#,##0.00 \"Mio. €\"", "5", "?"),
            ("#,##0 \"k€\"", "500", "“500 k€”"),
            ("#,##0 \"k€\"", "5000", "?"),
            ("#,##0,", "5000", "?"),
            ("#,##0.0,,\"M\"", "5000000", "?"),
            ("[$k€-407]#,##0.00", "5", "?"),
            ("0%", "0.5", "“50%”"),
            ("0.0%", "0.125", "“12.5%”"),
            ("0%", "-1.5", "“-150%”"),
            ("\"5 Mio\"", "5", "“5 Mio”"),
            ("\"unknown\"", "5", "“unknown”"),
            (";;;", "5", "?"),
            ("#,##0;-#,##0;", "0", "?"),
            ("0000", "45", "“0045”"),
            ("\"INV-\"0000", "45", "“INV-0045”"),
            ("000-00-0000", "123456789", "?"),
            ("0\\.00", "500", "?"),
            ("(0)", "5", "?"),
            ("-0", "5", "?"),
            ("[>=1000000]0.0,,\"M\";0", "5", "?"),
            ("[DBNum1]General", "5", "?"),
        ] {
            assert_eq!(shown(code, value), expected, "{code} {value}");
        }
    }

    #[test]
    fn a_date_is_read_as_far_as_it_is_shown() {
        for (code, expected) in [
            ("dd/mm/yyyy", "2024-06-25"),
            ("yyyy\\-mm\\-dd", "2024-06-25"),
            ("[$-407]d. mmmm yyyy", "2024-06-25"),
            ("[$-F800]dddd, mmmm dd, yyyy", "2024-06-25"),
            ("d/m/yy h:mm", "2024-06-25T12:00:00"),
            ("mmm\\-yy", "2024-06 (period)"),
            ("[$-407]mmmm yyyy", "2024-06 (period)"),
            ("mm/yyyy", "2024-06 (period)"),
            ("yyyy", "2024 (period)"),
            ("\"Q2 \"yyyy", "?"),
            ("d mmm", "?"),
            ("dddd", "?"),
            ("mmmm", "?"),
            ("h:mm", "“12:00:00”"),
            ("[h]:mm", "“1091244:00:00”"),
        ] {
            assert_eq!(shown(code, "45468.5"), expected, "{code}");
        }
        assert!(matches!(Format::built_in(27).number(45468.0, Epoch::Of1900), Cell::Unclear(_)));
        assert_eq!(Format::built_in(17).number(45468.0, Epoch::Of1900), Cell::Period("2024-06".to_owned()));
    }

    #[test]
    fn a_text_includes_what_its_format_puts_around_it() {
        assert_eq!(Format::parse("General").text("5"), Cell::Text("5".to_owned()));
        assert_eq!(Format::parse("@\" Mio. €\"").text("5"), Cell::Text("5 Mio. €".to_owned()));
        assert!(matches!(Format::parse(";;;").text("5"), Cell::Unclear(_)));
        assert_eq!(Format::parse("0;0;0;@").text("5"), Cell::Text("5".to_owned()));
    }
}
