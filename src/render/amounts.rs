//! Amounts as people read them, aligned in columns.

use unicode_width::UnicodeWidthStr;

use crate::report::document::{Bounds, Cell, Difference, Digits, End, scaled_text};

/// Shown for an amount about which nothing is known.
const NOT_STATED: &str = "not stated";

/// What tables show for a difference about which nothing is known.
const NOT_KNOWN: &str = "not known";

/// The sign of what is less than zero.
const MINUS: &str = "−";

/// Separates the two figures of a range.
const DASH: &str = " – ";

/// One amount, split into parts that align with those of the cells above and below.
#[derive(Default)]
struct Written {
    first: Side,
    second: Option<Side>,
    unit: String,
}

/// A mark such as `~ >`, and a figure split at its point; the fraction includes the point. Words are in `whole`.
#[derive(Default)]
struct Side {
    mark: String,
    whole: String,
    fraction: String,
}

/// The width of each part of one side in a whole column.
#[derive(Default)]
struct Widths {
    mark: usize,
    whole: usize,
    fraction: usize,
}

/// A single cell; `None` if it contains no amount.
pub(super) fn alone(cell: &Cell) -> Option<String> {
    let written = Written::of(cell)?;
    let tight = |side: &Side| Widths::of(std::iter::once(side));
    let (first, second) = (tight(&written.first), written.second.as_ref().map(tight).unwrap_or_default());
    Some(written.padded(&first, &second))
}

/// The cells of one column with points aligned and marks to the left, and the column's heading.
pub(super) struct Aligned {
    /// Blank if there is no amount, otherwise all of equal width.
    pub(super) texts: Vec<String>,
    /// Ends where the first figures end, so that it is not above the upper ends of ranges.
    pub(super) heading: String,
}

/// Aligns the cells of one column under its heading.
pub(super) fn aligned<'a>(heading: &str, cells: impl Iterator<Item = &'a Cell>) -> Aligned {
    let column: Vec<Option<Written>> = cells.map(Written::of).collect();
    let written = || column.iter().flatten();
    let first = Widths::of(written().map(|written| &written.first));
    let second = Widths::of(written().filter_map(|written| written.second.as_ref()));
    let lines: Vec<Option<String>> =
        column.iter().map(|cell| cell.as_ref().map(|written| written.padded(&first, &second))).collect();
    let width = lines.iter().flatten().map(|line| line.width()).max().unwrap_or(0);
    let texts = lines.into_iter().map(|line| line.map(|line| format!("{line:<width$}")).unwrap_or_default()).collect();
    let heading = format!("{heading:>0$}", first.sum());
    Aligned { texts, heading: format!("{heading:<width$}") }
}

impl Written {
    fn of(cell: &Cell) -> Option<Written> {
        match cell {
            Cell::Bounds { bounds, digits, unit, stated } => {
                let unit = unit.map(|code| format!(" {code}")).unwrap_or_default();
                Some(Written { unit, ..Written::bounds(**bounds, *digits, *stated) })
            }
            Cell::Difference { ends, digits } => Some(Written::difference(**ends, *digits)),
            Cell::Absent | Cell::Text(_) | Cell::Verbatim(_) | Cell::Code(_) | Cell::Count(_) | Cell::Change(_) => None,
        }
    }

    fn bounds(bounds: Bounds, digits: Digits, stated: bool) -> Written {
        let about = if bounds.approximate() { "~" } else { "" };
        let side = |mark: &str, end: End| {
            let gap = if about.is_empty() || mark.is_empty() { "" } else { " " };
            Side::figure(format!("{about}{gap}{mark}"), end.scaled(), digits)
        };
        let lower = bounds.lower();
        let alone = |first| Written { first, ..Written::default() };
        match bounds.upper() {
            None if lower == End::ZERO && !stated => {
                alone(Side { mark: about.to_owned(), whole: NOT_STATED.to_owned(), fraction: String::new() })
            }
            None => alone(side(if lower.inclusive() { "≥" } else { ">" }, lower)),
            Some(_) if bounds.is_exact() => alone(side("", lower)),
            Some(upper) if lower == End::ZERO => alone(side(if upper.inclusive() { "≤" } else { "<" }, upper)),
            Some(upper) => {
                let mark = if upper.inclusive() { "" } else { "<" };
                let second = Side::figure(mark.to_owned(), upper.scaled(), digits);
                let first = side(if lower.inclusive() { "" } else { ">" }, lower);
                Written { first, second: Some(second), unit: String::new() }
            }
        }
    }

    fn difference(ends: Difference, digits: Digits) -> Written {
        let about = if ends.approximate { "~" } else { "" };
        let side = |mark: &str, end: End| Side::figure(format!("{about}{mark}"), end.scaled(), digits);
        let alone = |first| Written { first, ..Written::default() };
        match (ends.lower, ends.upper) {
            (None, None) => {
                alone(Side { mark: about.to_owned(), whole: NOT_KNOWN.to_owned(), fraction: String::new() })
            }
            (Some(lower), None) => alone(side(if lower.inclusive() { "≥" } else { ">" }, lower)),
            (None, Some(upper)) => alone(side(if upper.inclusive() { "≤" } else { "<" }, upper)),
            (Some(lower), Some(upper)) if lower == upper => alone(side("", lower)),
            (Some(lower), Some(upper)) => {
                let mark = if upper.inclusive() { "" } else { "<" };
                let second = Side::figure(mark.to_owned(), upper.scaled(), digits);
                let first = side(if lower.inclusive() { "" } else { ">" }, lower);
                Written { first, second: Some(second), unit: String::new() }
            }
        }
    }

    fn padded(&self, first: &Widths, second: &Widths) -> String {
        let mut line = self.first.padded(first);
        if let Some(side) = &self.second {
            line.push_str(DASH);
            line.push_str(&side.padded(second));
        }
        line.push_str(&self.unit);
        line
    }
}

impl Side {
    fn figure(mark: String, scaled: i128, digits: Digits) -> Side {
        let text = scaled_text(scaled, digits);
        let point = text.find('.').unwrap_or(text.len());
        let (whole, fraction) = text.split_at(point);
        Side { mark, whole: grouped(whole), fraction: fraction.to_owned() }
    }

    fn is_in_words(&self) -> bool {
        self.whole == NOT_STATED || self.whole == NOT_KNOWN
    }

    fn padded(&self, widths: &Widths) -> String {
        let Side { mark, whole, fraction } = self;
        let gap = widths.gap();
        if self.is_in_words() {
            // Words have no point to align, so they end where the figures end.
            let width = widths.whole + widths.fraction;
            return format!("{mark:<0$}{gap}{whole:>width$}", widths.mark);
        }
        format!("{mark:<0$}{gap}{whole:>1$}{fraction:<2$}", widths.mark, widths.whole, widths.fraction)
    }
}

impl Widths {
    fn of<'a>(sides: impl Iterator<Item = &'a Side>) -> Widths {
        let mut widths = Widths::default();
        let mut words = 0;
        for side in sides {
            widths.mark = widths.mark.max(side.mark.width());
            if side.is_in_words() {
                words = NOT_STATED.len();
            } else {
                widths.whole = widths.whole.max(side.whole.width());
                widths.fraction = widths.fraction.max(side.fraction.width());
            }
        }
        widths.whole = widths.whole.max(words.saturating_sub(widths.fraction));
        widths
    }

    fn gap(&self) -> &'static str {
        if self.mark == 0 { "" } else { " " }
    }

    fn sum(&self) -> usize {
        self.mark + self.gap().len() + self.whole + self.fraction
    }
}

/// A number with the sign that people read.
pub(super) fn signed(number: &str) -> String {
    number.strip_prefix('-').map_or_else(|| number.to_owned(), |digits| format!("{MINUS}{digits}"))
}

/// Digits in groups of three: `5,000,000`.
pub(super) fn grouped(whole: &str) -> String {
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| (MINUS, digits));
    let mut text = String::from(sign);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(lower: End, upper: Option<End>, approximate: bool) -> Cell {
        let bounds = Box::new(Bounds::between(lower, upper).map(|bounds| bounds.or_approximate(approximate)).unwrap());
        Cell::Bounds { bounds, digits: Digits::exactly(2), unit: None, stated: false }
    }

    fn read(lower: End, upper: Option<End>) -> String {
        alone(&cell(lower, upper, false)).unwrap()
    }

    #[test]
    fn bounds_are_written_as_people_read_them() {
        let five = 500_000_000;
        assert_eq!(read(End::at(five), Some(End::at(five))), "5,000,000.00");
        assert_eq!(read(End::above(five), None), "> 5,000,000.00");
        assert_eq!(read(End::at(five), None), "≥ 5,000,000.00");
        assert_eq!(read(End::ZERO, Some(End::below(five))), "< 5,000,000.00");
        assert_eq!(read(End::ZERO, Some(End::at(five))), "≤ 5,000,000.00");
        assert_eq!(read(End::ZERO, None), "not stated");
        assert_eq!(read(End::ZERO, Some(End::ZERO)), "0.00");
        assert_eq!(read(End::above(0), None), "> 0.00");
    }

    #[test]
    fn a_range_marks_its_exclusive_ends() {
        let (three, four) = (300_000_000, 400_000_000);
        assert_eq!(read(End::at(three), Some(End::at(four))), "3,000,000.00 – 4,000,000.00");
        assert_eq!(read(End::above(three), Some(End::below(four))), "> 3,000,000.00 – < 4,000,000.00");
        assert_eq!(read(End::at(three), Some(End::below(four))), "3,000,000.00 – < 4,000,000.00");
        assert_eq!(read(End::above(three), Some(End::at(four))), "> 3,000,000.00 – 4,000,000.00");
    }

    #[test]
    fn about_precedes_every_other_mark() {
        let five = 500;
        let about = |lower, upper| alone(&cell(lower, upper, true)).unwrap();
        assert_eq!(about(End::at(five), Some(End::at(five))), "~ 5.00");
        assert_eq!(about(End::above(five), None), "~ > 5.00");
        assert_eq!(about(End::ZERO, Some(End::at(five))), "~ ≤ 5.00");
        assert_eq!(about(End::at(100), Some(End::below(five))), "~ 1.00 – < 5.00");
        assert_eq!(about(End::ZERO, None), "~ not stated");
    }

    #[test]
    fn an_amount_that_a_source_leaves_open_is_shown_as_not_stated() {
        let euro = crate::domain::Unit::parse("EUR").ok();
        let open = Bounds::between(End::ZERO, None);
        assert_eq!(alone(&Cell::stated(open, euro)).unwrap(), "≥ 0.00");
        assert_eq!(alone(&Cell::bounds(open, euro)).unwrap(), "not stated");
        assert_eq!(alone(&Cell::stated(open, euro).with_unit(euro)).unwrap(), "≥ 0.00 EUR");
    }

    #[test]
    fn an_amount_is_followed_by_its_unit_if_it_should_be_shown() {
        let exact = |scaled, decimals, unit| {
            let bounds = Box::new(Bounds::between(End::at(scaled), Some(End::at(scaled))).unwrap());
            alone(&Cell::Bounds { bounds, digits: Digits::exactly(decimals), unit, stated: true }).unwrap()
        };
        assert_eq!(exact(123_456_789, 2, Some("EUR")), "1,234,567.89 EUR");
        assert_eq!(exact(123_456, 0, None), "123,456");
        assert_eq!(exact(7, 8, Some("BTC")), "0.00000007 BTC");
        assert_eq!(alone(&Cell::Absent), None);
    }

    #[test]
    fn points_are_aligned_and_marks_are_to_the_left() {
        let bitcoin = Cell::Bounds {
            bounds: Box::new(Bounds::between(End::above(150_000_000), None).map(Bounds::about).unwrap()),
            digits: Digits::exactly(8),
            unit: None,
            stated: true,
        };
        let yen = Cell::Bounds {
            bounds: Box::new(Bounds::between(End::at(1200), Some(End::at(1200))).unwrap()),
            digits: Digits::exactly(0),
            unit: None,
            stated: true,
        };
        let cells = [
            cell(End::at(500_000_000), Some(End::at(500_000_000)), false),
            bitcoin,
            yen,
            Cell::Absent,
            cell(End::ZERO, None, false),
            cell(End::above(300), Some(End::below(40_000)), false),
        ];
        assert_eq!(
            aligned("amount", cells.iter()).texts,
            [
                "    5,000,000.00                   ",
                "~ >         1.50000000             ",
                "        1,200                      ",
                "",
                "            not stated             ",
                ">           3.00       – < 400.00",
            ]
            .map(|line| if line.is_empty() { String::new() } else { format!("{:<33}", line.trim_end()) })
        );
    }

    #[test]
    fn a_heading_ends_where_the_first_figures_end() {
        let range = cell(End::at(300), Some(End::at(40_000)), false);
        let aligned = aligned("sum", [cell(End::above(500), None, false), range].iter());
        assert_eq!(aligned.texts, ["> 5.00         ", "  3.00 – 400.00"]);
        assert_eq!(aligned.heading, "   sum         ");
    }

    #[test]
    fn words_wider_than_the_figures_widen_the_column() {
        let cells = [cell(End::at(500), Some(End::at(500)), false), cell(End::ZERO, None, false)];
        assert_eq!(aligned("amount", cells.iter()).texts, ["      5.00", "not stated"]);
    }

    #[test]
    fn digits_are_grouped_by_thousands() {
        for (whole, text) in [("0", "0"), ("999", "999"), ("1000", "1,000"), ("-100000", "−100,000")] {
            assert_eq!(grouped(whole), text);
        }
    }
}
