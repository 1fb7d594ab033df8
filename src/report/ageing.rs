//! Ageing: what is frozen or seized, by how many days ago it reached that stage.

use std::ops::RangeInclusive;

use jiff::civil;

use crate::domain::{Fault, Stage, Unit};
use crate::journal::breakdown::{Dimension, SEPARATOR, UNDATED};
use crate::journal::{Asset, Family, Standing};

use super::converted::{self, Converting, Placed, beside};
use super::dimension::{cell, column};
use super::document::{Cell, Column, Document, Meta};
use super::fold::Fold;
use super::links::Linked;
use super::measures::Measures;
use super::rates_used::{RatesUsed, Sides};
use super::reached::{Reached, reached};
use super::scope::Scope;
use super::total::{self, Keyed, Rows};

/// The bands of an ageing, each by its last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bands(Vec<u32>);

/// A month, a quarter, half a year, a year, five years.
impl Default for Bands {
    fn default() -> Bands {
        Bands(vec![30, 90, 180, 365, 1825])
    }
}

impl Bands {
    /// Reads `30,90,180`: numbers of days, each more than the one before.
    ///
    /// # Errors
    /// A word that is not such a number.
    pub fn parse(text: &str) -> Result<Bands, Fault> {
        let mut bands = Vec::new();
        for word in text.split(',').map(str::trim) {
            let is_figure = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
            let days = word.parse().ok().filter(|_| is_figure);
            let days: u32 = days.filter(|days| bands.last().is_none_or(|last| last < days)).ok_or_else(|| {
                let fault = Fault::new(format!("{} does not end a band of days", crate::domain::text::quote(word)));
                fault.hint("give whole numbers of days, each more than the one before, such as 30,90,180")
            })?;
            bands.push(days);
        }
        Ok(Bands(bands))
    }

    /// The band that contains all of the ages, counted from 0; `None` if no single band does. The last band has no end.
    fn of(&self, ages: RangeInclusive<i32>) -> Option<usize> {
        let band = |age: i32| {
            let age = u32::try_from(age).ok()?;
            Some(self.0.partition_point(|last| *last < age))
        };
        band(*ages.start()).filter(|least| band(*ages.end()) == Some(*least))
    }

    /// The name of a band.
    fn words(&self, band: usize) -> String {
        let first = band.checked_sub(1).and_then(|before| self.0.get(before)).map_or(0, |last| last + 1);
        match self.0.get(band) {
            Some(last) if *last == first => last.to_string(),
            Some(last) => format!("{first}–{last}"),
            None if band == self.0.len() => format!("over {}", self.0.last().copied().unwrap_or_default()),
            None => UNDATED.to_owned(),
        }
    }

    /// The band of assets whose age lies in no single band.
    fn undated(&self) -> usize {
        self.0.len() + 1
    }
}

/// `30,90,180`.
impl std::fmt::Display for Bands {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let words: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&words.join(","))
    }
}

/// The report under construction.
#[derive(Debug)]
pub(crate) struct Ageing<'a> {
    by: &'a [Dimension],
    bands: &'a Bands,
    scope: &'a Scope,
    /// The day on which the ages are taken.
    day: civil::Date,
    links: Linked<'a>,
    rows: Rows,
    converting: Option<&'a Converting>,
}

impl<'a> Ageing<'a> {
    /// An empty report.
    pub(crate) fn new(
        (by, bands): (&'a [Dimension], &'a Bands),
        scope: &'a Scope,
        day: civil::Date,
        links: impl Into<Linked<'a>>,
    ) -> Ageing<'a> {
        Ageing { by, bands, scope, day, links: links.into(), rows: Rows::default(), converting: None }
    }

    /// The same report with its amounts in one currency.
    pub(crate) fn converting(self, converting: Option<&'a Converting>) -> Ageing<'a> {
        Ageing { converting, ..self }
    }

    /// The row of an asset without its band, if the report covers the asset.
    fn row(&self, asset: &Asset) -> Option<String> {
        let is_asked = matches!(asset.stage, Stage::Frozen | Stage::Seized);
        self.scope.stock_row(self.by, asset).filter(|_| is_asked)
    }

    /// Where an asset counts, given the key of its row.
    fn placed(&self, row: &str, asset: &Asset, standing: &Standing) -> Placed {
        let Some(converting) = self.converting else { return Placed::as_it_is(row) };
        let stated_on = standing.asset(&asset.asset).and_then(|asset| standing.stated_on(asset));
        converting.placed((self.by, row), asset, stated_on)
    }

    fn band(&self, reached: Option<&Reached<'_>>) -> usize {
        // The difference of two dates always fits, and is in days by default.
        let age = |day: civil::Date| (self.day - day).get_days();
        let ages = reached.map(|reached| age(reached.last)..=reached.first.map_or(i32::MAX, age));
        ages.and_then(|ages| self.bands.of(ages)).unwrap_or(self.bands.undated())
    }

    /// The report: one row for each combination of the dimensions and the bands.
    ///
    /// # Errors
    /// A total that does not fit.
    pub(crate) fn finish(self, meta: Meta) -> Result<Document, Fault> {
        let measures = Measures::default();
        let mut columns: Vec<Column> = self.by.iter().map(|dimension| column(*dimension)).collect();
        columns.push(Column::dimension("band"));
        let mut used = RatesUsed::new(columns.iter().cloned());
        let unconverted = self.converting.map(|_| Column::count("unconverted").where_said());
        let more = [Column::count("undated").where_said()].into_iter().chain(unconverted).collect();
        columns.extend(measures.columns("assets", [more, Vec::new()]));
        let (by, bands) = (self.by, self.bands);
        let groups = self.links.finish();
        let totals = converted::totals(self.rows, &groups, self.converting, |key, line| {
            used.add(&dimensions(by, bands, key), &line, Sides::Both)
        })?;
        let mut cells = Vec::new();
        for (key, total) in totals {
            let values = by.iter().zip(key.split(SEPARATOR));
            let code = values.clone().find(|(dimension, _)| **dimension == Dimension::Currency).map(|(_, code)| code);
            let unit = code.filter(|code| !code.is_empty()).map(Unit::parse).transpose()?;
            let mut of_row = dimensions(by, bands, &key);
            let unconverted = self.converting.map(|_| Cell::Count(total.unconverted));
            let more = [Cell::Count(total.undated)].into_iter().chain(unconverted).collect();
            of_row.extend(measures.cells(&[(total.tally, unit)], [more, Vec::new()])?);
            cells.push(of_row);
        }
        let document = Document::single(meta, columns, cells)?;
        if self.converting.is_some() { used.of(document) } else { Ok(document) }
    }
}

/// The cells of a row's dimensions, with its band.
fn dimensions(by: &[Dimension], bands: &Bands, key: &str) -> Vec<Cell> {
    let (row, band) = key.rsplit_once(SEPARATOR).unwrap_or(("", key));
    let values = by.iter().zip(row.split(SEPARATOR)).map(|(dimension, value)| cell(*dimension, value));
    let band = Cell::code(bands.words(band.parse().unwrap_or(bands.undated())));
    values.chain([band]).collect()
}

impl Fold for Ageing<'_> {
    fn add(&mut self, family: &Family) -> Result<(), Fault> {
        let standing = self.scope.standing(family)?;
        let reached = reached(&standing);
        let mut keyed = Keyed::new();
        // The band of each counted asset, because another choice of days may put it elsewhere.
        let mut counted = Vec::new();
        for (asset, reached) in standing.assets().iter().zip(&reached) {
            if let Some(row) = self.row(asset)
                && !standing.is_used_up(asset)?
            {
                let band = self.band(reached.as_ref());
                let place = self.placed(&row, asset, &standing);
                if let Some(whole) = place.unconverted_in {
                    self.rows.add_unconverted(&beside(key(&whole, band)), 1);
                }
                let behind = format!("{}{}", key(&place.row, band), place.tail);
                keyed.push((behind, standing.left(asset, place.counts)));
                counted.push((asset.asset.clone(), row, band));
            }
        }
        let undated = total::undated(&self.scope.undecided(family)?, |asset| {
            let row = self.row(asset);
            let known = |row: &String| counted.iter().find(|(of, in_row, _)| *of == asset.asset && in_row == row);
            let printed = row.map(|row| {
                let band = known(&row).map_or(self.bands.undated(), |(.., band)| *band);
                let key = key(&self.placed(&row, asset, &standing).row, band);
                if self.converting.is_some() { beside(key) } else { key }
            });
            printed.into_iter().collect()
        });
        let linked = self.links.number(family);
        self.rows.add_undated(&undated);
        self.rows.add(&standing, linked, keyed)
    }

    fn merge(&mut self, other: Self) -> Result<(), Fault> {
        let before = self.links.merge(other.links);
        self.rows.merge(other.rows, before)
    }
}

/// The key of a band's row: keys sort in the order of the bands.
fn key(row: &str, band: usize) -> String {
    format!("{row}{SEPARATOR}{band:06}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_end_with_ever_more_days() {
        let bands = Bands::parse("0, 1,30").unwrap();
        assert_eq!((0..5).map(|band| bands.words(band)).collect::<Vec<_>>(), ["0", "1", "2–30", "over 30", "undated"]);
        assert_eq!(bands.to_string(), "0,1,30");
        for text in ["", "30,30", "30,20", "-1", "+1", "a", "30,", "4294967296", "1.5"] {
            assert!(Bands::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn ages_that_no_single_band_holds_are_in_none() {
        let bands = Bands::default();
        assert_eq!(
            [0..=0, 0..=30, 31..=90, 1826..=i32::MAX].map(|ages| bands.of(ages)),
            [Some(0), Some(0), Some(1), Some(5)]
        );
        assert_eq!([-1..=-1, -1..=0, 30..=31, 365..=i32::MAX].map(|ages| bands.of(ages)), [None; 4]);
    }
}
