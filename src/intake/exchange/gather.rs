//! What is gathered from the lines of a file: rates, faults, and what was passed over.

use std::collections::BTreeMap;

use jiff::civil;

use crate::domain::{Decimal, Fault, Quote, Unit, text};

use super::header::{Cells, Header};

/// The most faults of a file that are named one by one.
const MOST_FAULTS: usize = 20;

/// The most rates in a file.
const MOST_RATES: usize = 2_000_000;

/// Why a file of rates is refused: all of its faults, up to a bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The first faults, each with file, line and column; there is at least one.
    pub faults: Vec<Fault>,
    /// How many more there are.
    pub more: u64,
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Refused {
        Refused { faults: vec![fault], more: 0 }
    }
}

/// What becomes of several figures for one currency and day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Twice {
    /// The file is refused.
    Refused,
    /// None of them is taken, because the file gives them by country and not by currency.
    PassedOver,
}

/// A rate with its place in the file.
struct Placed {
    quote: Quote,
    line: u32,
    column: u16,
}

/// What is gathered so far.
#[derive(Default)]
pub(super) struct Gather {
    file: String,
    rates: Vec<Placed>,
    faults: Vec<Fault>,
    more: u64,
    passed: BTreeMap<String, u64>,
}

impl Gather {
    pub(super) fn of(file: String) -> Gather {
        Gather { file, ..Gather::default() }
    }

    /// Notes a fault of a line, and of a column in it.
    pub(super) fn fault(&mut self, line: u64, column: Option<&str>, fault: Fault) {
        if self.faults.len() == MOST_FAULTS {
            self.more += 1;
            return;
        }
        let column = column.map_or(String::new(), |name| format!(", column {}", text::quote(name)));
        self.faults.push(fault.at(format!("{}, line {line}{column}", self.file)));
    }

    /// Notes that a line was passed over.
    pub(super) fn pass(&mut self, why: String) {
        *self.passed.entry(why).or_default() += 1;
    }

    /// Takes up the rate in a cell.
    pub(super) fn rate(&mut self, header: &Header, cells: &Cells<'_>, at: usize, (currency, day): (Unit, civil::Date)) {
        match cells.text(at).and_then(|written| rate(&written)) {
            Ok(rate) => self.take(Quote { currency, day, rate }, cells.line, at),
            Err(fault) => self.fault(cells.line, Some(header.name(at)), fault),
        }
    }

    /// Takes up a rate that was read.
    pub(super) fn take(&mut self, quote: Quote, line: u64, column: usize) {
        if self.rates.len() == MOST_RATES {
            return self.fault(line, None, Fault::new(format!("there are more than {MOST_RATES} rates")));
        }
        let (line, column) = (u32::try_from(line).unwrap_or(u32::MAX), u16::try_from(column).unwrap_or(u16::MAX));
        self.rates.push(Placed { quote, line, column });
    }

    /// The rates in the order of currencies and days, and what was passed over with how often.
    ///
    /// # Errors
    /// There were faults, or no rates.
    pub(super) fn finish(mut self, header: &Header, twice: Twice) -> Result<(Vec<Quote>, Vec<(String, u64)>), Refused> {
        self.rates.sort_by_key(|placed| key(&placed.quote));
        let mut contradicted: Vec<usize> = Vec::new();
        let mut from = 0;
        while from < self.rates.len() {
            let same =
                self.rates[from..].iter().take_while(|placed| key(&placed.quote) == key(&self.rates[from].quote));
            let to = from + same.count();
            let other = (from..to).find(|at| self.rates[*at].quote.rate != self.rates[from].quote.rate);
            if let Some(other) = other {
                match twice {
                    Twice::Refused => self.contradiction(header, from, other),
                    Twice::PassedOver => {
                        let Quote { currency, day, .. } = self.rates[from].quote;
                        self.pass(format!("{currency} on {day} has several rates, by country"));
                        contradicted.extend(from..to);
                    }
                }
            }
            from = to;
        }
        if self.faults.is_empty() && self.rates.len() == contradicted.len() {
            self.faults.push(Fault::new("there are no rates in it").at(&self.file));
        }
        if !self.faults.is_empty() {
            return Err(Refused { faults: self.faults, more: self.more });
        }
        let taken = (0..).zip(self.rates).filter(|(at, _)| contradicted.binary_search(at).is_err());
        let mut quotes: Vec<Quote> = taken.map(|(_, placed)| placed.quote).collect();
        quotes.dedup_by_key(|quote| key(quote));
        Ok((quotes, self.passed.into_iter().collect()))
    }

    fn contradiction(&mut self, header: &Header, one: usize, other: usize) {
        let [one, other] = [one, other].map(|at| &self.rates[at]);
        let (first, second) = if one.line <= other.line { (one, other) } else { (other, one) };
        let Quote { currency, day, rate } = second.quote;
        let what = format!("{currency} on {day} is {rate} here and {} on line {}", first.quote.rate, first.line);
        let (line, column) = (second.line.into(), header.name(second.column.into()));
        self.fault(line, Some(column), Fault::new(what).hint("keep the line that is right"));
    }
}

fn key(quote: &Quote) -> (Unit, civil::Date) {
    (quote.currency, quote.day)
}

/// Reads a rate: a decimal figure above 0.
///
/// # Errors
/// It is not one.
pub(super) fn rate(written: &str) -> Result<Decimal, Fault> {
    let rate = Decimal::parse(written)?;
    if rate == Decimal::ZERO {
        return Err(Fault::new(format!("{} is not a rate, which is above 0", text::quote(written))));
    }
    Ok(rate)
}
