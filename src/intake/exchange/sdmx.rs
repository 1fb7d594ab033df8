//! Reference rates from the European Central Bank's data portal: one line per observation.
//!
//! In the form with history, each value of an observation has a line: `VALID_FROM` and `VALID_TO` say how long it was
//! in the database, `ACTION` whether it replaced another or was deleted. The latest value counts.

use std::collections::HashMap;

use jiff::{Timestamp, civil};

use crate::domain::{Fault, Quote, Unit, text};

use super::gather::{Gather, Lines, rate};
use super::header::{Cells, Header, iso_day};

/// The columns read in both forms.
pub(super) const COLUMNS: &[&str] = &["CURRENCY", "CURRENCY_DENOM", "TIME_PERIOD", "OBS_VALUE"];

const ACTION: &str = "ACTION";
const VALID_FROM: &str = "VALID_FROM";
const VALID_TO: &str = "VALID_TO";

/// The base of these rates.
const BASE: &str = "EUR";

/// Marks a missing value.
const NONE: [&str; 2] = ["", "NaN"];

/// The additional columns of the form with history.
struct History {
    action: Option<usize>,
    from: usize,
    to: Option<usize>,
}

/// A past or present value of an observation; `None` if the observation was deleted.
struct Stood {
    /// Whether it is still present, and since when: the latest sorts last.
    order: (bool, Timestamp),
    quote: Option<Quote>,
    line: u64,
}

/// The positions of the columns, and the values that wait until all values of an observation are known.
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

    /// The currency and the day of an observation, or a fault with its column.
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

    /// Keeps a value of an observation if it is later than the known one.
    fn note(&mut self, key: (Unit, civil::Date), stood: Stood, into: &mut Gather) {
        let value = self.columns[3];
        match self.last.get(&key) {
            Some(known) if known.order > stood.order => into.pass(replaced()),
            Some(known) if known.order == stood.order => {
                // Both are the latest: if they differ, the file contradicts itself.
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
    /// Whether a value is still present, and since when it was.
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
