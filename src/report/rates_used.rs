//! The rates that a report used, so that every converted figure can be done again.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use crate::domain::{Bounds, End, Fault, Unit};
use crate::exchange::{Conversion, Exchange, Path, Rule};

use super::document::{Cell, Column, Document, Frame, Grid, RateUsed};

/// What amounts of one unit and one day add to a figure that is printed.
#[derive(Clone, Debug)]
pub(crate) struct Used<'a> {
    pub(crate) exchange: &'a Exchange,
    pub(crate) unit: Unit,
    /// The days for which a rate is asked; nothing where none is needed.
    pub(crate) asked: Arc<str>,
    pub(crate) conversion: Arc<Conversion>,
    /// What they come to, in the unit.
    pub(crate) ends: (End, Option<End>),
    /// What is done with the printed figure.
    pub(crate) rule: Rule,
}

/// Which side of a figure a line gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sides {
    Both,
    Lower,
    Upper,
}

/// How many columns a line has behind the key of its row.
const OWN: usize = 11;

/// The lines of a report, while figures are added to it.
#[derive(Debug)]
pub(crate) struct RatesUsed {
    columns: Vec<Column>,
    lines: Vec<Vec<Cell>>,
    rates: BTreeSet<RateUsed>,
    /// The units and days of which the rates are known, where only these are kept, and no lines.
    known: Option<HashSet<(Unit, Arc<str>)>>,
}

impl RatesUsed {
    /// No lines, of a report whose rows have these columns as their key.
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

    /// The same for a report that tells which rates it used, and not what each figure is made of.
    pub(crate) fn of_rates_alone(self) -> RatesUsed {
        RatesUsed { known: Some(HashSet::new()), ..self }
    }

    /// Whether it tells anything new of a figure.
    pub(crate) fn needs(&self, used: &Used<'_>) -> bool {
        self.known.as_ref().is_none_or(|known| !known.contains(&(used.unit, Arc::clone(&used.asked))))
    }

    /// Adds what a figure of a row is made of. Where the day is not known exactly, the lower end is given at one rate and the
    /// upper one at another.
    ///
    /// # Errors
    /// A figure that is too great for an amount.
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
        if sides != Sides::Upper {
            self.line(key, used, (least, Sides::Lower))?;
        }
        if sides != Sides::Lower {
            self.line(key, used, (greatest, Sides::Upper))?;
        }
        Ok(())
    }

    /// Adds what another report says of one of its rows, whose figure stands under this key here.
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
        let shown_lower = if sides == Sides::Upper { None } else { Some(lower) };
        let shown_lower = shown_lower.map(|end| exchange.shown_lower(end, conversion, rule)).transpose()?;
        let shown_upper = if sides == Sides::Lower { None } else { upper };
        let shown_upper = shown_upper.map(|end| exchange.shown_upper(end, conversion, rule)).transpose()?;
        let bounds = Bounds::between(lower, upper);
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
            Cell::stated(bounds, Some(unit)),
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

    /// A report with the lines of what it used.
    ///
    /// # Errors
    /// None that its lines allow.
    pub(crate) fn of(self, document: Document) -> Result<Document, Fault> {
        let rates = self.rates.into_iter().collect();
        if self.known.is_some() {
            return Ok(document.with_rates(None, rates));
        }
        let frame = Frame::new("Rates used: what each converted figure is made of", self.columns)?;
        Ok(document.with_rates(Some(Grid::new(frame, self.lines)?), rates))
    }
}
