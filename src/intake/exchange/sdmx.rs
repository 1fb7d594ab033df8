//! Reference rates from the European Central Bank's data portal: a line an observation.
//!
//! The form with history has a line for each value that an observation has had: `VALID_FROM` and `VALID_TO` say from when to
//! when it stood in the data base, `ACTION` whether it replaced another or was deleted. The one that stood last is taken.

use std::collections::HashMap;

use jiff::{Timestamp, civil};

use crate::domain::{Fault, Quote, Unit, text};

use super::gather::{Gather, Lines, rate};
use super::header::{Cells, Header, iso_day};

/// The columns of both forms that are read.
pub(super) const COLUMNS: &[&str] = &["CURRENCY", "CURRENCY_DENOM", "TIME_PERIOD", "OBS_VALUE"];

const ACTION: &str = "ACTION";
const VALID_FROM: &str = "VALID_FROM";
const VALID_TO: &str = "VALID_TO";

/// The base of these rates.
const BASE: &str = "EUR";

/// What stands where there is no value.
const NONE: [&str; 2] = ["", "NaN"];

/// The columns of the form with history.
struct History {
    action: Option<usize>,
    from: usize,
    to: Option<usize>,
}

/// A value of an observation while it stood; `None` where the observation was deleted.
struct Stood {
    /// Until when; those that still stand come last.
    order: (bool, Timestamp),
    quote: Option<Quote>,
    line: u64,
}

/// Where the columns are, and what was held back until all values of an observation are known.
pub(super) struct Sdmx {
    columns: [usize; 4],
    history: Option<History>,
    last: HashMap<(Unit, civil::Date), Stood>,
}

impl Sdmx {
    pub(super) fn new(header: &Header) -> Sdmx {
        let columns = std::array::from_fn(|at| COLUMNS.get(at).and_then(|name| header.find(name)).unwrap_or_default());
        let history = header.find(VALID_FROM).map(|from| History {
            action: header.find(ACTION),
            from,
            to: header.find(VALID_TO),
        });
        Sdmx { columns, history, last: HashMap::new() }
    }

    /// The currency and the day of an observation, or what is wrong in which column.
    fn observed(&self, cells: &Cells<'_>) -> Result<(Unit, civil::Date), (usize, Fault)> {
        let [currency, base, period, _] = self.columns;
        let in_column = |at: usize| move |fault: Fault| (at, fault);
        let unit = cells.text(currency).and_then(|code| Unit::parse(&code)).map_err(in_column(currency))?;
        let of = cells.text(base).map_err(in_column(base))?;
        if of != BASE {
            return Err((base, Fault::new(format!("{} is not the base {BASE}", text::quote(&of)))));
        }
        let day = cells.text(period).and_then(|written| iso_day(&written)).map_err(in_column(period))?;
        Ok((unit, day))
    }

    /// Notes a value of an observation, if it stood later than the one that is known.
    fn note(&mut self, key: (Unit, civil::Date), stood: Stood, into: &mut Gather) {
        let value = self.columns[3];
        match self.last.get(&key) {
            Some(known) if known.order > stood.order => into.pass(replaced()),
            Some(known) if known.order == stood.order => {
                // Both stood last: if they differ, the file contradicts itself.
                stood.quote.into_iter().for_each(|quote| into.take(quote, stood.line, value));
            }
            Some(_) => {
                into.pass(replaced());
                self.last.insert(key, stood);
            }
            None => drop(self.last.insert(key, stood)),
        }
    }
}

impl Lines for Sdmx {
    fn line(&mut self, header: &Header, cells: &Cells<'_>, into: &mut Gather) {
        let value = self.columns[3];
        let (unit, day) = match self.observed(cells) {
            Ok(observed) => observed,
            Err((at, fault)) => return into.fault(cells.line, Some(header.name(at)), fault),
        };
        let written = cells.text(value);
        let is_none = written.as_deref().is_ok_and(|written| NONE.contains(&written));
        let Some(history) = &self.history else {
            if !is_none {
                into.rate(header, cells, value, (unit, day));
            }
            return;
        };
        let order = match history.order(cells) {
            Ok(order) => order,
            Err((at, fault)) => return into.fault(cells.line, Some(header.name(at)), fault),
        };
        let quote = match written.and_then(|written| if is_none { Ok(None) } else { rate(&written).map(Some) }) {
            Ok(rate) => rate.filter(|_| !history.is_deleted(cells)).map(|rate| Quote { currency: unit, day, rate }),
            Err(fault) => return into.fault(cells.line, Some(header.name(value)), fault),
        };
        self.note((unit, day), Stood { order, quote, line: cells.line }, into);
    }

    fn finish(&mut self, into: &mut Gather) {
        for stood in std::mem::take(&mut self.last).into_values() {
            stood.quote.into_iter().for_each(|quote| into.take(quote, stood.line, self.columns[3]));
        }
    }
}

impl History {
    /// Whether a value still stands, else until when it did; the same of two that began at different times.
    fn order(&self, cells: &Cells<'_>) -> Result<(bool, Timestamp), (usize, Fault)> {
        let time = |at: usize| {
            let written = cells.text(at).map_err(|fault| (at, fault))?;
            if written.is_empty() {
                return Ok(None);
            }
            let time = written.parse::<Timestamp>().map(Some);
            time.map_err(|_| (at, Fault::new(format!("{} is not a time", text::quote(&written)))))
        };
        let from = time(self.from)?.ok_or_else(|| (self.from, Fault::new("the value has no beginning")))?;
        let to = self.to.map(time).transpose()?.flatten();
        Ok((to.is_none(), from))
    }

    fn is_deleted(&self, cells: &Cells<'_>) -> bool {
        let action = self.action.and_then(|at| cells.text(at).ok());
        action.is_some_and(|action| matches!(action.to_ascii_lowercase().as_str(), "delete" | "d"))
    }
}

fn replaced() -> String {
    "an earlier value, which the file itself replaces".to_owned()
}
