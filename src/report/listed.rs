//! Amounts of lists in one currency: each is converted by itself, and nothing is added up.

use std::sync::Arc;

use crate::domain::{Amount, Bounds, Date, Difference, Fault, Unit};
use crate::exchange::{Conversion, Net};
use crate::journal::Measure;

use super::converted::{Converter, Converting, Days, tail};
use super::document::{Cell, Column, Document};
use super::rates_used::{RatesUsed, Sides, Used};

/// Converts the amounts of a list.
#[derive(Debug)]
pub(crate) struct Listed<'a> {
    converting: Option<&'a Converting>,
    used: RatesUsed,
}

/// How the amounts of one row are converted.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    unit: Unit,
    asked: Arc<str>,
    conversion: Arc<Conversion>,
    /// What counts: an amount, or the value of a crypto-asset for which there is no rate.
    pub(crate) counts: Measure,
}

impl Way {
    /// The day of the rate, or the first and the last if several are taken; empty if none is needed.
    #[cfg(feature = "html")]
    pub(crate) fn rate_day(&self) -> String {
        let days = [self.conversion.least(), self.conversion.greatest()].map(|path| path.date());
        match days {
            [Some(one), Some(other)] if one != other => format!("{}/{}", one.min(other), one.max(other)),
            [Some(day), _] => day.to_string(),
            [None, _] => String::new(),
        }
    }
}

/// Which figure of a list it is: the cells by which its row is known, and its name.
pub(crate) type Place<'p> = (&'p [Cell], &'static str);

impl<'a> Listed<'a> {
    /// Of a list whose rows are known by some columns.
    pub(crate) fn new(keys: impl IntoIterator<Item = Column>) -> Listed<'a> {
        let columns = keys.into_iter().chain([Column::code("figure")]);
        Listed { converting: None, used: RatesUsed::new(columns) }
    }

    /// The same list with its amounts in one currency.
    pub(crate) fn converting(self, converting: Option<&'a Converting>) -> Listed<'a> {
        Listed { converting, ..self }
    }

    /// The conversion of amounts of a unit; `on` is the day of the row. `None` if they stay as they are.
    ///
    /// # Errors
    /// None: a way was found.
    pub(crate) fn way(&self, unit: Option<Unit>, on: Option<&Date>) -> Result<Option<Way>, Fault> {
        let days = Days { action: on, worth: None };
        self.way_of(|measure| unit.filter(|_| measure == Measure::Amount), days)
    }

    /// The same of what is in these units, and may count with its value, if that has a day.
    ///
    /// # Errors
    /// None: a way was found.
    pub(crate) fn way_of(&self, unit: impl Fn(Measure) -> Option<Unit>, days: Days<'_>) -> Result<Option<Way>, Fault> {
        let Some(converting) = self.converting else { return Ok(None) };
        let spot = converting.place_by(Measure::Amount, unit, days);
        let Some((unit, asked)) = tail(&spot.tail) else { return Ok(None) };
        let conversion = Converter::new(&converting.exchange).conversion(unit, asked)?;
        let counts = if spot.by_value { Measure::Value } else { Measure::Amount };
        Ok(Some(Way { unit, asked: asked.into(), conversion, counts }))
    }

    /// The unit of amounts after that conversion.
    pub(crate) fn unit(&self, own: Option<Unit>, way: Option<&Way>) -> Option<Unit> {
        self.converting.filter(|_| way.is_some()).map_or(own, |converting| Some(converting.exchange.target()))
    }

    /// Bounds as they are printed in a row.
    ///
    /// # Errors
    /// A figure too great for an amount.
    pub(crate) fn bounds(
        &mut self,
        (key, figure): Place<'_>,
        bounds: Bounds,
        way: Option<&Way>,
    ) -> Result<Bounds, Fault> {
        let (Some(converting), Some(way)) = (self.converting, way) else { return Ok(bounds) };
        let (converted, rule) = converting.exchange.converted(bounds, &way.conversion)?;
        let used = Used {
            exchange: &converting.exchange,
            unit: way.unit,
            asked: Arc::clone(&way.asked),
            conversion: Arc::clone(&way.conversion),
            ends: (Some(bounds.lower()), bounds.upper()),
            rule,
        };
        let key: Vec<Cell> = key.iter().cloned().chain([Cell::code(figure)]).collect();
        self.used.add(&key, &used, Sides::Both)?;
        Ok(converted)
    }

    /// What counts of an amount, as it is printed.
    ///
    /// # Errors
    /// A figure too great for an amount.
    pub(crate) fn amount(&mut self, place: Place<'_>, amount: Amount, way: Option<&Way>) -> Result<Amount, Fault> {
        let Some(unit) = self.unit(None, way) else { return Ok(amount) };
        Ok(match amount {
            Amount::Stated(_, bounds) => Amount::Stated(unit, self.bounds(place, bounds, way)?),
            Amount::Unstated(_) => Amount::Unstated(Some(unit)),
            Amount::NonValued => Amount::NonValued,
        })
    }

    /// What one amount is more than another, where both are printed in one unit. Of amounts that are in one unit from the start the
    /// difference is converted as the other is.
    ///
    /// # Errors
    /// A figure that does not fit, or that is too great for an amount.
    pub(crate) fn difference(
        &self,
        (one, way): (Amount, Option<&Way>),
        (other, other_way): (Amount, Option<&Way>),
    ) -> Result<Cell, Fault> {
        let (Amount::Stated(unit, bounds), Amount::Stated(other_unit, other)) = (one, other) else {
            return Ok(Cell::Absent);
        };
        let (ends, unit) = match (self.converting, way, other_way) {
            (Some(converting), Some(way), Some(other_way)) => {
                let mut net = Net::default();
                if unit == other_unit {
                    net.add(Difference::between(bounds, other)?, &other_way.conversion);
                } else {
                    net.add(Difference::between(bounds, Bounds::NOTHING)?, &way.conversion);
                    net.add(Difference::between(Bounds::NOTHING, other)?, &other_way.conversion);
                }
                (net.rounded(&converting.exchange)?.0, converting.exchange.target())
            }
            (_, None, None) if unit == other_unit => (Difference::between(bounds, other)?, unit),
            _ => return Ok(Cell::Absent),
        };
        Ok(Cell::Difference { ends: Box::new(ends), digits: unit.digits() })
    }

    /// The list, with the lines that say what its amounts are made of.
    ///
    /// # Errors
    /// None in practice: the lines match their columns.
    pub(crate) fn finish(self, document: Document) -> Result<Document, Fault> {
        if self.converting.is_some() { self.used.of(document) } else { Ok(document) }
    }
}
