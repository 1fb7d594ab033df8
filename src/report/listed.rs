//! Amounts of lists in one currency: each stands alone, and nothing is added.

use std::sync::Arc;

use crate::domain::{Amount, Bounds, Date, Difference, Fault, Unit};
use crate::exchange::{Conversion, Requested};

use super::converted::Converting;
use super::document::{Cell, Column, Document};
use super::rates_used::{RatesUsed, Sides, Used};

/// The amounts of a list, while they are converted.
#[derive(Debug)]
pub(crate) struct Listed<'a> {
    converting: Option<&'a Converting>,
    used: RatesUsed,
}

/// How the amounts of one row become those of another unit.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    unit: Unit,
    asked: Arc<str>,
    conversion: Arc<Conversion>,
}

impl<'a> Listed<'a> {
    /// Of a list whose rows are known by a column.
    pub(crate) fn new(key: Column) -> Listed<'a> {
        Listed { converting: None, used: RatesUsed::new([key, Column::code("figure")]) }
    }

    /// The same list with its amounts in one currency.
    pub(crate) fn converting(self, converting: Option<&'a Converting>) -> Listed<'a> {
        Listed { converting, ..self }
    }

    /// How amounts of a unit become those of the target; `on` is the day of what is told. `None` where they stay as they are.
    pub(crate) fn way(&self, unit: Option<Unit>, on: Option<&Date>) -> Option<Way> {
        let (converting, unit) = (self.converting?, unit?);
        let asked = on.map_or(Requested::Unknown, Requested::of);
        let asked = converting.day.map_or(asked, Requested::Day);
        let identity = unit == converting.exchange.target();
        // The target itself has no day.
        let asked = if identity { Requested::Day(jiff::civil::Date::MIN) } else { asked };
        let conversion = Arc::new(converting.exchange.conversion(unit, asked)?);
        let asked = if identity { Arc::default() } else { Arc::from(asked.to_string()) };
        Some(Way { unit, asked, conversion })
    }

    /// The unit of amounts on that way.
    pub(crate) fn unit(&self, own: Option<Unit>, way: Option<&Way>) -> Option<Unit> {
        self.converting.filter(|_| way.is_some()).map_or(own, |converting| Some(converting.exchange.target()))
    }

    /// Bounds as they are printed in a row; `figure` says which of its figures they are.
    ///
    /// # Errors
    /// A figure that is too great for an amount.
    pub(crate) fn bounds(
        &mut self,
        (key, figure): (&str, &'static str),
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
            ends: (bounds.lower(), bounds.upper()),
            rule,
        };
        self.used.add(&[Cell::text(key), Cell::code(figure)], &used, Sides::Both)?;
        Ok(converted)
    }

    /// An amount as it is printed.
    ///
    /// # Errors
    /// A figure that is too great for an amount.
    pub(crate) fn amount(
        &mut self,
        place: (&str, &'static str),
        amount: Amount,
        on: Option<&Date>,
    ) -> Result<Amount, Fault> {
        let way = self.way(amount.unit(), on);
        let Some(unit) = self.unit(None, way.as_ref()) else { return Ok(amount) };
        Ok(match amount {
            Amount::Stated(_, bounds) => Amount::Stated(unit, self.bounds(place, bounds, way.as_ref())?),
            Amount::Unstated(_) => Amount::Unstated(Some(unit)),
            Amount::NonValued => Amount::NonValued,
        })
    }

    /// A difference of amounts of one unit as it is printed.
    ///
    /// # Errors
    /// A figure that is too great for an amount.
    pub(crate) fn difference(&self, ends: Difference, way: Option<&Way>) -> Result<Difference, Fault> {
        match (self.converting, way) {
            (Some(converting), Some(way)) => converting.exchange.converted_difference(ends, &way.conversion),
            _ => Ok(ends),
        }
    }

    /// The list with the lines of what its amounts are made of.
    ///
    /// # Errors
    /// None that its lines allow.
    pub(crate) fn finish(self, document: Document) -> Result<Document, Fault> {
        if self.converting.is_some() { self.used.of(document) } else { Ok(document) }
    }
}
