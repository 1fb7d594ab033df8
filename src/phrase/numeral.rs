//! Figures in digits: what their separators may mean.

use crate::domain::Decimal;

/// The character that a language writes before the decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DecimalMark {
    Point,
    Comma,
}

/// What a run of digits and separators means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Literal {
    /// No reading: a date, a version, groups of unequal length, digits of mixed scripts.
    Malformed,
    /// More digits than a figure holds.
    TooLong,
    /// One reading.
    Sure(Decimal),
    /// One separator before exactly three digits: a thousands mark, or decimals if `mark` is the decimal mark.
    Either { grouped: Decimal, decimal: Decimal, mark: DecimalMark },
}

impl Literal {
    /// Whether all its digits are zero.
    pub(super) fn is_zero(self) -> bool {
        matches!(self, Literal::Sure(value) if Decimal::parse("0").ok() == Some(value))
    }

    /// The value where `mark` is the decimal mark; `None` if malformed.
    pub(super) fn value(self, mark: DecimalMark) -> Option<Decimal> {
        match self {
            Literal::Malformed | Literal::TooLong => None,
            Literal::Sure(value) => Some(value),
            Literal::Either { decimal, mark: own, .. } if own == mark => Some(decimal),
            Literal::Either { grouped, .. } => Some(grouped),
        }
    }
}

/// A separator between digits, by what it may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Separator {
    Mark(DecimalMark),
    /// An apostrophe or the Arabic thousands mark: only thousands.
    Apostrophe,
    Space,
    /// The Arabic decimal mark: only decimals.
    ArabicDecimal,
}

/// Reads the run of digits and separators at the start of `text`: the literal and its length in bytes.
pub(super) fn scan(text: &str) -> (Literal, usize) {
    let mut run = Run::default();
    let mut end = run.digits(text);
    while let Some(found) = separator_at(text, end)
        && run.admits(found, text, end)
    {
        run.separators.push(found);
        run.marked |= found != Separator::Space;
        end += separator_length(text, end);
        end += run.digits(&text[end..]);
    }
    (run.literal(), end + without_cents(&text[end..]))
}

/// The value of a decimal digit in any script used by the lexicons.
pub(super) fn digit(c: char) -> Option<u8> {
    let value = match c {
        '0'..='9' => u32::from(c) - u32::from('0'),
        '\u{660}'..='\u{669}' => u32::from(c) - 0x660,
        '\u{6F0}'..='\u{6F9}' => u32::from(c) - 0x6F0,
        '\u{966}'..='\u{96F}' => u32::from(c) - 0x966,
        '\u{9E6}'..='\u{9EF}' => u32::from(c) - 0x9E6,
        '\u{E50}'..='\u{E59}' => u32::from(c) - 0xE50,
        _ => return None,
    };
    u8::try_from(value).ok()
}

/// The length of a dash meaning “no cents”: `460.000,-`, `1'331.–`.
fn without_cents(rest: &str) -> usize {
    let mut chars = rest.chars();
    match (chars.next(), chars.next()) {
        (Some('.' | ','), Some(dash @ ('-' | '–' | '—'))) => {
            let double = if chars.next() == Some('-') { 1 } else { 0 };
            1 + dash.len_utf8() + double
        }
        _ => 0,
    }
}

fn separator_at(text: &str, at: usize) -> Option<Separator> {
    let mut chars = text[at..].chars();
    let separator = match chars.next()? {
        '.' => Separator::Mark(DecimalMark::Point),
        ',' => Separator::Mark(DecimalMark::Comma),
        '\'' | '’' | 'ʼ' | '′' | '\u{66C}' => Separator::Apostrophe,
        ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '\u{2007}' => Separator::Space,
        '\u{66B}' => Separator::ArabicDecimal,
        _ => return None,
    };
    digit(chars.next()?).map(|_| separator)
}

fn separator_length(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

/// Groups of digits and the separators between them.
#[derive(Default)]
struct Run {
    digits: String,
    groups: Vec<usize>,
    separators: Vec<Separator>,
    /// A separator other than a space was read.
    marked: bool,
    /// The offset between a digit's code and its value in the script of the first digit.
    script: Option<u32>,
    /// Digits of several scripts were mixed.
    mixed: bool,
}

impl Run {
    /// Takes the digits at the start of `text` as one group; returns the bytes taken.
    fn digits(&mut self, text: &str) -> usize {
        let (mut taken, mut count) = (0, 0);
        for c in text.chars() {
            let Some(value) = digit(c) else { break };
            self.digits.push(char::from(b'0' + value));
            let zero = u32::from(c) - u32::from(value);
            self.mixed |= *self.script.get_or_insert(zero) != zero;
            taken += c.len_utf8();
            count += 1;
        }
        self.groups.push(count);
        taken
    }

    /// Whether the separator belongs to this run; a space only does between groups of three.
    fn admits(&self, found: Separator, text: &str, at: usize) -> bool {
        if found != Separator::Space {
            return true;
        }
        let next = text[at..].chars().skip(1).take(4).take_while(|c| digit(*c).is_some()).count();
        !self.marked
            && next == 3
            && self.groups.first().is_some_and(|first| *first <= 3)
            && !self.digits.starts_with('0')
    }

    fn literal(&self) -> Literal {
        if self.mixed {
            return Literal::Malformed;
        }
        let (Some(first), Some(last)) = (self.separators.first(), self.separators.last()) else {
            return sure(self.whole());
        };
        let all_alike = self.separators.iter().all(|s| s == first);
        match (first, self.separators.len()) {
            (Separator::Mark(mark), 1) => self.one_mark(*mark),
            (Separator::ArabicDecimal, 1) => sure(self.split_at_last()),
            _ if all_alike && self.grouped(self.groups.len(), *first) => sure(self.whole()),
            _ if !all_alike && self.decimals_last(*first, *last) => sure(self.split_at_last()),
            _ => Literal::Malformed,
        }
    }

    fn one_mark(&self, mark: DecimalMark) -> Literal {
        let (before, after) = (self.groups[0], self.groups[1]);
        let thousands = after == 3 && before <= 3 && !self.digits.starts_with('0');
        match (thousands, self.whole(), self.split_at_last()) {
            (true, Some(grouped), Some(decimal)) => Literal::Either { grouped, decimal, mark },
            (false, _, Some(decimal)) => Literal::Sure(decimal),
            _ => Literal::TooLong,
        }
    }

    /// Whether the first `count` groups are thousands: one to three digits, then threes, or the Indian twos and a
    /// three.
    fn grouped(&self, count: usize, separator: Separator) -> bool {
        let groups = &self.groups[..count];
        let (Some((first, rest)), true) = (groups.split_first(), separator != Separator::ArabicDecimal) else {
            return false;
        };
        let threes = *first <= 3 && rest.iter().all(|g| *g == 3);
        let indian = separator == Separator::Mark(DecimalMark::Comma)
            && rest.len() > 1
            && *first <= 2
            && rest.split_last().is_some_and(|(last, twos)| *last == 3 && twos.iter().all(|g| *g == 2));
        threes || indian
    }

    /// Whether all separators but the last are one thousands mark and the last is the decimal mark.
    fn decimals_last(&self, first: Separator, last: Separator) -> bool {
        let thousands = &self.separators[..self.separators.len() - 1];
        matches!(last, Separator::Mark(_) | Separator::ArabicDecimal)
            && thousands.iter().all(|s| *s == first)
            && first != last
            && self.grouped(self.groups.len() - 1, first)
    }

    fn whole(&self) -> Option<Decimal> {
        Decimal::parse(&self.digits).ok()
    }

    fn split_at_last(&self) -> Option<Decimal> {
        let (whole, fraction) = self.digits.split_at(self.digits.len() - self.groups.last()?);
        Decimal::parse(&format!("{whole}.{fraction}")).ok()
    }
}

fn sure(value: Option<Decimal>) -> Literal {
    value.map_or(Literal::TooLong, Literal::Sure)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sure_text(text: &str) -> String {
        match scan(text) {
            (Literal::Sure(value), _) => value.to_string(),
            (other, _) => format!("{other:?}"),
        }
    }

    #[test]
    fn an_unambiguous_separator_is_read_as_thousands_or_decimals() {
        for (text, value) in [
            ("1234", "1234"),
            ("1.5", "1.5"),
            ("331,65", "331.65"),
            ("12.345.678", "12345678"),
            ("12.345.678,90", "12345678.90"),
            ("12,345,678.90", "12345678.90"),
            ("4 250", "4250"),
            ("1\u{202F}234\u{202F}567,89", "1234567.89"),
            ("1'250'000.50", "1250000.50"),
            ("1’250’000", "1250000"),
            ("0.125", "0.125"),
            ("1234,567", "1234.567"),
            ("1,50,00,000", "15000000"),
            ("١٢٠", "120"),
            ("١٬٢٠٠٫٥", "1200.5"),
        ] {
            assert_eq!(sure_text(text), value, "{text}");
        }
    }

    #[test]
    fn one_separator_before_three_digits_has_two_readings() {
        let (literal, _) = scan("1.500");
        assert_eq!(literal.value(DecimalMark::Comma).unwrap().to_string(), "1500");
        assert_eq!(literal.value(DecimalMark::Point).unwrap().to_string(), "1.500");
    }

    #[test]
    fn dates_and_unequal_groups_are_not_figures() {
        for text in ["13.08.2024", "1,23,4567", "1.234,567.8", "1'23", "9999,999,999"] {
            assert_eq!(scan(text).0, Literal::Malformed, "{text}");
        }
        assert_eq!(scan("1٢0").0, Literal::Malformed);
        assert_eq!(scan(&"9".repeat(400)).0, Literal::TooLong);
    }

    #[test]
    fn a_space_joins_only_groups_of_three() {
        for (text, length) in [("2024 500 000", 4), ("12 5000", 2), ("16 545 in", 6), ("3 7", 1), ("0 500", 1)] {
            assert_eq!(scan(text).1, length, "{text}");
        }
    }

    #[test]
    fn a_dash_for_no_cents_belongs_to_the_figure() {
        for (text, length) in [("460.000,-EUR", 9), ("1'331.–", 9), ("50,--", 5), ("50-60", 2)] {
            assert_eq!(scan(text).1, length, "{text}");
        }
    }
}
