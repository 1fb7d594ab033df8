//! The rates that a report used, so that every converted figure can be recalculated.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use crate::domain::{Bounds, Difference, End, Fault, Unit};
use crate::exchange::{Conversion, Exchange, Path, Rule};

use super::document::{Cell, Column, Document, Frame, Grid, RateUsed};

/// What amounts of one unit and one day add to a printed figure.
#[derive(Clone, Debug)]
pub(crate) struct Used<'a> {
    pub(crate) exchange: &'a Exchange,
    pub(crate) unit: Unit,
    /// The days whose rate was asked for; empty if none is needed.
    pub(crate) asked: Arc<str>,
    pub(crate) conversion: Arc<Conversion>,
    /// What they come to, in the unit; only a difference may have no lower end, or ends below zero.
    pub(crate) ends: (Option<End>, Option<End>),
    /// How the printed figure is rounded.
    pub(crate) rule: Rule,
}

/// Which sides of a figure a line gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sides {
    Both,
    Lower,
    Upper,
}

/// The number of columns that follow the key of the row.
const OWN: usize = 11;

/// The lines of a report under construction.
#[derive(Debug)]
pub(crate) struct RatesUsed {
    columns: Vec<Column>,
    lines: Vec<Vec<Cell>>,
    rates: BTreeSet<RateUsed>,
    /// If only rates are kept and no lines: the units and days whose rates are already known.
    known: Option<HashSet<(Unit, Arc<str>)>>,
}

impl RatesUsed {
    /// No lines yet, for a report whose rows have these columns as their key.
    pub(crate) fn new(dimensions: impl IntoIterator<Item = Column>) -> RatesUsed {
        let own: [Column; OWN] = [
            Column::code("from"),
            Column::code("requested"),
            Column::code("date"),
            Column::code("rate"),
            Column::code("orientation"),
            Column::text("set"),
            Column::code("entry"),
            Column::code("rule"),
            Column::ends(""),
            Column::code("converted_lower"),
            Column::code("converted_upper"),
        ];
        let columns = dimensions.into_iter().chain(own).collect();
        RatesUsed { columns, lines: Vec::new(), rates: BTreeSet::new(), known: None }
    }

    /// The same for a report that lists its rates, but not what each figure is made of.
    pub(crate) fn of_rates_alone(self) -> RatesUsed {
        RatesUsed { known: Some(HashSet::new()), ..self }
    }

    /// Whether it tells anything new of a figure.
    pub(crate) fn needs(&self, used: &Used<'_>) -> bool {
        self.known.as_ref().is_none_or(|known| !known.contains(&(used.unit, Arc::clone(&used.asked))))
    }

    /// Adds what a figure of a row is made of. If the day is not known exactly, the lower end has one rate and the
    /// upper end another.
    ///
    /// # Errors
    /// A figure too great for an amount.
    pub(crate) fn add(&mut self, key: &[Cell], used: &Used<'_>, sides: Sides) -> Result<(), Fault> {
        if let Some(known) = &mut self.known
            && !known.insert((used.unit, Arc::clone(&used.asked)))
        {
            return Ok(());
        }
        let (least, greatest) = (used.conversion.least(), used.conversion.greatest());
        if !used.conversion.is_range() {
            return self.line(key, used, (least, sides));
        }
        let is_negative = |end: Option<End>| end.is_some_and(|end| end.scaled() < 0);
        let (lower, upper) = used.ends;
        if sides != Sides::Upper {
            self.line(key, used, (if is_negative(lower) { greatest } else { least }, Sides::Lower))?;
        }
        if sides != Sides::Lower {
            self.line(key, used, (if is_negative(upper) { least } else { greatest }, Sides::Upper))?;
        }
        Ok(())
    }

    /// Copies the lines of another report's row for the figure that has this key here.
    pub(crate) fn copy(&mut self, key: &[Cell], (other, row): (&Document, &[Cell])) {
        let (lines, rates) = other.used();
        for line in lines {
            let (dimensions, own) = line.split_at(line.len().saturating_sub(OWN));
            if !row.starts_with(dimensions) {
                continue;
            }
            let used = |rate: &&RateUsed| {
                let told = [rate.from, &rate.requested, &rate.date, &rate.rate].map(Cell::code);
                own.starts_with(&told)
            };
            self.rates.extend(rates.iter().filter(used).cloned());
            self.lines.push(key.iter().chain(own).cloned().collect());
        }
    }

    fn line(&mut self, key: &[Cell], used: &Used<'_>, (path, sides): (&Path, Sides)) -> Result<(), Fault> {
        let Used { exchange, unit, asked, conversion, ends: (lower, upper), rule } = used;
        let (unit, lower, upper, rule) = (*unit, *lower, *upper, *rule);
        let entries = path.entries().iter().map(ToString::to_string).collect::<Vec<_>>().join("+");
        let rate = RateUsed {
            from: unit.code(),
            requested: asked.to_string(),
            date: path.date().map(|date| date.to_string()).unwrap_or_default(),
            rate: path.rate(),
            orientation: path.orientation((unit, exchange.target())),
            set: path.set(),
            entry: entries,
        };
        let shown_lower = if sides == Sides::Upper { None } else { lower };
        let shown_lower = shown_lower.map(|end| exchange.shown_lower(end, conversion, rule)).transpose()?;
        let shown_upper = if sides == Sides::Lower { None } else { upper };
        let shown_upper = shown_upper.map(|end| exchange.shown_upper(end, conversion, rule)).transpose()?;
        let mut line = key.to_vec();
        line.extend([
            Cell::code(rate.from),
            Cell::code(rate.requested.as_str()),
            Cell::code(rate.date.as_str()),
            Cell::code(rate.rate.as_str()),
            Cell::code(rate.orientation.as_str()),
            Cell::text(rate.set.as_str()),
            Cell::code(rate.entry.as_str()),
            Cell::code(rule.to_string()),
            ends(unit, lower, upper),
            Cell::code(shown_lower.unwrap_or_default()),
            Cell::code(shown_upper.unwrap_or_default()),
        ]);
        if self.known.is_none() {
            self.lines.push(line);
        }
        if !path.is_identity() {
            self.rates.insert(rate);
        }
        Ok(())
    }

    /// The report, with the lines of what it used.
    ///
    /// # Errors
    /// None in practice: the lines match their columns.
    pub(crate) fn of(self, document: Document) -> Result<Document, Fault> {
        let rates = self.rates.into_iter().collect();
        if self.known.is_some() {
            return Ok(document.with_rates(None, rates));
        }
        let frame = Frame::new("Rates used: what each converted figure is made of", self.columns)?;
        Ok(document.with_rates(Some(Grid::new(frame, self.lines)?), rates))
    }
}

/// The cell of what amounts come to. A difference need not be bounds of any amount.
fn ends(unit: Unit, lower: Option<End>, upper: Option<End>) -> Cell {
    match lower.and_then(|lower| Bounds::between(lower, upper)) {
        Some(bounds) => Cell::stated(Some(bounds), Some(unit)),
        None => {
            let ends = Difference { lower, upper, approximate: false };
            Cell::Difference { ends: Box::new(ends), digits: unit.digits() }
        }
    }
}
