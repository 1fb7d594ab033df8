//! Counts what one column contains.

use std::collections::BTreeSet;

use crate::domain::text;
use crate::intake::Column;
use crate::intake::table::Cell;

use super::look::{self, Day, Decimals, Look, Number};
use super::profile::Profile;

/// The most different values kept for a column.
const DISTINCT: usize = 30;

/// The most characters kept of a value.
const SHOWN: usize = 60;

/// One column of a table, as far as its contents reveal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// Its number, from 1.
    pub position: usize,
    /// Its heading, escaped for a terminal; empty if it has none.
    pub name: String,
    /// What it contains.
    pub seen: Seen,
    /// The impound column that it probably is.
    pub probably: Option<Column>,
    /// What a person should check.
    pub doubts: Vec<String>,
}

/// What a column contains below its heading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Blank cells.
    pub blank: u64,
    /// Cells with words.
    pub text: u64,
    /// Whole numbers without a currency.
    pub whole: u64,
    /// Numbers without a currency that have decimals, or may have some.
    pub figures: u64,
    /// Numbers with a currency.
    pub money: u64,
    /// Days.
    pub days: u64,
    /// Booleans and formula errors.
    pub others: u64,
    /// Cells that are alone in their row, perhaps group headings; not counted among the others.
    pub alone: u64,
    /// Numbers with more digits than a person types.
    pub noisy: u64,
    /// Numbers below zero.
    pub negative: u64,
    /// Numbers with a decimal point.
    pub points: u64,
    /// Numbers with a decimal comma.
    pub commas: u64,
    /// Numbers such as `1,234`, which have two readings.
    pub unclear: u64,
    /// The currency signs and codes.
    pub currencies: BTreeSet<String>,
    /// The date formats, in a map's notation; `day, month or month, day` if the order is unclear.
    pub formats: BTreeSet<String>,
    /// The first different values in order of appearance, shortened and escaped for a terminal.
    pub values: Vec<String>,
    /// Whether there are more.
    pub has_more: bool,
    /// A summary of the values.
    pub profile: Profile,
    pub(super) largest: (u8, u8),
    pub(super) signs: BTreeSet<char>,
}

impl Seen {
    /// A column with only this many blank rows.
    pub(super) fn nothing(blank: u64) -> Seen {
        Seen { blank, ..Seen::default() }
    }

    /// Cells that are not blank.
    pub fn filled(&self) -> u64 {
        self.text + self.numbers() + self.days + self.others
    }

    /// Numbers of any kind.
    pub fn numbers(&self) -> u64 {
        self.whole + self.figures + self.money
    }

    /// Whether every cell is alone in its row: group headings.
    pub(crate) fn is_of_groups(&self) -> bool {
        self.alone > 1 && self.filled() == 0
    }

    /// The decimal mark, if all that have one agree.
    pub fn decimal(&self) -> Option<char> {
        match (self.points, self.commas) {
            (1.., 0) => Some('.'),
            (0, 1..) => Some(','),
            _ => None,
        }
    }

    /// Counts a cell.
    pub(super) fn count(&mut self, cell: &Cell) {
        let Some(look) = look::look(cell) else {
            self.blank += 1;
            return;
        };
        match look {
            Look::Text => self.text += 1,
            Look::Number(number) => {
                let count = if number.decimals == Decimals::None { &mut self.whole } else { &mut self.figures };
                *count += 1;
                self.number(number);
            }
            Look::Money(number, currency) => {
                self.money += 1;
                self.number(number);
                if self.currencies.len() < DISTINCT {
                    self.currencies.insert(currency);
                }
            }
            Look::Day(day) => self.day(day),
            Look::Flag | Look::Error => self.others += 1,
        }
        self.value(&look::sample(cell));
        self.profile.count(cell);
    }

    /// Counts a cell that is alone in its row.
    pub(super) fn count_alone(&mut self, cell: &Cell) {
        if look::look(cell).is_some() {
            self.alone += 1;
            self.value(&look::sample(cell));
        }
    }

    fn number(&mut self, number: Number) {
        self.noisy += u64::from(number.is_noisy);
        self.negative += u64::from(number.is_negative);
        match number.decimals {
            Decimals::None => {}
            Decimals::Point => self.points += 1,
            Decimals::Comma => self.commas += 1,
            Decimals::Unclear => self.unclear += 1,
        }
    }

    fn day(&mut self, day: Day) {
        self.days += 1;
        match day {
            Day::Own => {}
            Day::YearFirst(sign) => {
                self.formats.insert(format!("%Y{sign}%m{sign}%d"));
            }
            Day::YearLast(sign, first, second) => {
                self.signs.insert(sign);
                self.largest = (self.largest.0.max(first), self.largest.1.max(second));
            }
        }
    }

    fn value(&mut self, value: &str) {
        if self.has_more {
            return;
        }
        let short = match value.char_indices().nth(SHOWN) {
            Some((cut, _)) => format!("{}…", text::escape(&value[..cut])),
            None => text::escape(value).into_owned(),
        };
        if !self.values.contains(&short) {
            match self.values.len() < DISTINCT {
                true => self.values.push(short),
                false => self.has_more = true,
            }
        }
    }

    /// Decides the order of day and month, now that all are known.
    pub(super) fn settle(&mut self) {
        for sign in std::mem::take(&mut self.signs) {
            let format = match self.largest {
                (13.., 13..) => "both orders of day and month".to_owned(),
                (13.., _) => format!("%d{sign}%m{sign}%Y"),
                (_, 13..) => format!("%m{sign}%d{sign}%Y"),
                _ => format!("%d{sign}%m{sign}%Y or %m{sign}%d{sign}%Y"),
            };
            self.formats.insert(format);
        }
    }

    /// What a person should check.
    pub(super) fn doubts(&self) -> Vec<String> {
        let mut doubts = Vec::new();
        let mut doubt = |is: bool, what: String| {
            if is {
                doubts.push(what)
            }
        };
        let (numbers, filled) = (self.numbers(), self.filled());
        let mostly = numbers * 2 > filled;
        doubt(self.is_of_groups(), "headings of groups: they belong to the rows below them".to_owned());
        doubt(mostly && self.text > 0, format!("{} of {filled} numbers are words", self.text));
        doubt(mostly && self.days > 0, format!("{} of {filled} numbers are days", self.days));
        doubt(
            self.days * 2 > filled && self.days < filled,
            format!("{} of {filled} values are not dates", filled - self.days),
        );
        doubt(self.noisy > 0, format!("{} numbers have more digits than a person types", self.noisy));
        doubt(self.negative > 0, format!("{} numbers are below zero", self.negative));
        doubt(self.points > 0 && self.commas > 0, "both decimal points and decimal commas".to_owned());
        doubt(self.unclear > 0 && self.decimal().is_none(), format!("{} numbers have two readings", self.unclear));
        doubt(self.currencies.len() > 1, "more than one currency".to_owned());
        doubt(self.formats.len() > 1, "days are written in several ways".to_owned());
        doubt(self.formats.iter().any(|format| format.contains("or")), "day and month may be swapped".to_owned());
        doubts
    }
}
