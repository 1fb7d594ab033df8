//! What the lines of a file yield: rates, faults, and the reasons why lines were skipped.

use std::collections::BTreeMap;

use jiff::civil;

use crate::domain::{Decimal, Fault, Quote, Unit, text};

use super::header::{Cells, Header};

/// The most faults of a file that are listed one by one.
const MOST_FAULTS: usize = 20;

/// The most rates in a file.
const MOST_RATES: usize = 2_000_000;

/// The hint on how to write a rate.
const ON_RATE: &str = "write a rate with a point before the decimals and at most 28 digits, such as 1.0705";

/// Why a file of rates is refused: its faults, up to a maximum.
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

/// How to treat several figures for one currency and day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Twice {
    /// Refuse the file.
    Refused,
    /// Take none of them, because the file gives rates by country and not by currency.
    PassedOver,
}

/// Reads the lines of a file.
pub(super) trait Lines {
    /// Reads one.
    fn line(&mut self, header: &Header, cells: &Cells<'_>, into: &mut Gather);

    /// Adds what had to wait for the last line.
    fn finish(&mut self, _into: &mut Gather) {}

    /// How to treat several figures for one currency and day.
    fn twice(&self) -> Twice {
        Twice::Refused
    }
}

/// The contents of a file.
pub(super) struct Gathered {
    /// Its rates, by currency and day.
    pub(super) quotes: Vec<Quote>,
    /// The reasons why lines were skipped, each with their number.
    pub(super) passed: Vec<(String, u64)>,
    /// The earliest and the latest day, each with its line.
    pub(super) ends: [(civil::Date, u32); 2],
}

/// The rates and faults found so far.
#[derive(Default)]
pub(super) struct Gather {
    file: String,
    quotes: Vec<Quote>,
    /// The line and the column of each.
    places: Vec<(u32, u16)>,
    faults: Vec<Fault>,
    more: u64,
    passed: BTreeMap<String, u64>,
}

impl Gather {
    pub(super) fn of(file: String) -> Gather {
        Gather { file, ..Gather::default() }
    }

    /// Records a fault of a line, or of one of its columns.
    pub(super) fn fault(&mut self, line: u64, column: Option<&str>, fault: Fault) {
        if self.faults.len() == MOST_FAULTS {
            self.more += 1;
            return;
        }
        let column = column.map_or(String::new(), |name| format!(", column {}", text::quote(name)));
        self.faults.push(fault.at(format!("{}, line {line}{column}", self.file)));
    }

    /// Records that a line was skipped.
    pub(super) fn pass(&mut self, why: String) {
        *self.passed.entry(why).or_default() += 1;
    }

    /// Adds the rate in a cell.
    pub(super) fn rate(&mut self, header: &Header, cells: &Cells<'_>, at: usize, (currency, day): (Unit, civil::Date)) {
        match cells.text(at).and_then(|written| rate(&written)) {
            Ok(rate) => self.take(Quote { currency, day, rate }, cells.line, at),
            Err(fault) => self.fault(cells.line, Some(header.name(at)), fault),
        }
    }

    /// Adds a rate.
    pub(super) fn take(&mut self, quote: Quote, line: u64, column: usize) {
        if self.quotes.len() == MOST_RATES {
            return self.fault(line, None, Fault::new(format!("there are more than {MOST_RATES} rates")));
        }
        let (line, column) = (u32::try_from(line).unwrap_or(u32::MAX), u16::try_from(column).unwrap_or(u16::MAX));
        self.quotes.push(quote);
        self.places.push((line, column));
    }

    /// The contents of the file.
    ///
    /// # Errors
    /// There were faults, or no rates.
    pub(super) fn finish(mut self, header: &Header, twice: Twice) -> Result<Gathered, Refused> {
        let left_out = self.left_out(header, twice);
        if self.faults.is_empty() && self.quotes.len() == left_out.len() {
            self.faults.push(
                Fault::new("there are no rates in it").hint("get the file again, or give another one").at(&self.file),
            );
        }
        if !self.faults.is_empty() {
            return Err(Refused { faults: self.faults, more: self.more });
        }
        let Gather { mut quotes, passed, places, .. } = self;
        let is_taken = |at: usize| left_out.binary_search(&at).is_err();
        let taken = quotes.iter().zip(places).enumerate().filter(|(at, _)| is_taken(*at));
        let days = taken.map(|(_, (quote, (line, _)))| (quote.day, line));
        let ends = days.fold(None, |ends: Option<[(civil::Date, u32); 2]>, day| {
            Some(ends.map_or([day; 2], |[first, last]| [first.min(day), if day.0 > last.0 { day } else { last }]))
        });
        let ends = ends.ok_or_else(|| Fault::new("there are no rates in it"))?;
        let mut at = 0..;
        quotes.retain(|_| at.next().is_none_or(is_taken));
        quotes.sort_unstable();
        Ok(Gathered { quotes, passed: passed.into_iter().collect(), ends })
    }

    /// The rates to leave out: repeated ones, and contradictory ones if those are no fault. Their numbers, ascending.
    fn left_out(&mut self, header: &Header, twice: Twice) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.quotes.len()).collect();
        order.sort_unstable_by_key(|at| (key(&self.quotes[*at]), self.places[*at]));
        let mut left_out = Vec::new();
        let same: Vec<&[usize]> = order
            .chunk_by(|one, next| key(&self.quotes[*one]) == key(&self.quotes[*next]))
            .filter(|same| same.len() > 1)
            .collect();
        for same in same {
            let [first, again @ ..] = same else { continue };
            let Quote { currency, day, rate } = self.quotes[*first];
            match again.iter().find(|at| self.quotes[**at].rate != rate) {
                None => left_out.extend_from_slice(again),
                Some(other) if twice == Twice::Refused => self.contradiction(header, *first, *other),
                Some(_) => {
                    self.pass(format!("{currency} on {day} has several rates, by country"));
                    left_out.extend_from_slice(same);
                }
            }
        }
        left_out.sort_unstable();
        left_out
    }

    fn contradiction(&mut self, header: &Header, first: usize, second: usize) {
        let Quote { currency, day, rate } = self.quotes[second];
        let [(before, _), (line, column)] = [first, second].map(|at| self.places[at]);
        let what = format!("{currency} on {day} is {rate} here and {} on line {before}", self.quotes[first].rate);
        self.fault(line.into(), Some(header.name(column.into())), Fault::new(what).hint("keep the line that is right"));
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
    let rate = Decimal::parse(written).map_err(|fault| fault.hint(ON_RATE))?;
    if rate == Decimal::ZERO {
        return Err(Fault::new(format!("{} is not a rate: a rate is above 0", text::quote(written))).hint(ON_RATE));
    }
    Ok(rate)
}
