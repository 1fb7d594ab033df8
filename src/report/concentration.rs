//! Concentration: the largest holdings, each with its share, and what is left without them.
//!
//! An asset with its items is one line; so is everything that is linked as perhaps the same money.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{AssetRef, Bounds, End, Fault, Unit};
use crate::exchange::{Exact, Exchange, Rounding};
use crate::journal::family::Addend;
use crate::journal::{Asset, Family, Measure, Standing, Tally};

use super::converted::{Converter, Converting, Parts, Summed, tail_of};
use super::document::{Cell, Column, Document, Meta};
use super::fold::Fold;
use super::links::{Linked, Links};
use super::measures::Measures;
use super::rates_used::{RatesUsed, Sides};
use super::scope::Scope;
use super::share;
use super::total::Rows;

/// What is compared, and how it is brought into one unit.
#[derive(Debug)]
pub(crate) enum Compared {
    /// Only what is in the unit from the start.
    Stated(Converting),
    /// Everything that can be converted into it.
    Converted(Converting),
}

impl Compared {
    /// Compares only what is in one unit from the start.
    pub(crate) fn in_unit(unit: Unit) -> Compared {
        Compared::Stated(Converting {
            exchange: Exchange::new(unit, Rounding::default(), None),
            day: None,
            explained: true,
        })
    }

    fn exchange(&self) -> &Exchange {
        let (Compared::Stated(converting) | Compared::Converted(converting)) = self;
        &converting.exchange
    }

    /// What counts of an asset, with the key of its unit and day; `None` if it is not compared.
    fn place(&self, standing: &Standing, asset: &Asset) -> Option<(String, Measure)> {
        match self {
            Compared::Stated(_) => {
                let unit = asset.value.unit().filter(|unit| *unit == self.exchange().target())?;
                Some((tail_of(unit), Measure::Amount))
            }
            Compared::Converted(converting) => {
                let placed = converting.placed((&[], ""), asset, standing.stated_on(asset));
                placed.unconverted_in.is_none().then_some((placed.tail, placed.counts))
            }
        }
    }
}

/// The report under construction.
#[derive(Debug)]
pub(crate) struct Concentration<'a> {
    scope: &'a Scope,
    links: &'a Links,
    /// `None` if no holding has a unit.
    compared: Option<(&'a Compared, Converter<'a>)>,
    top: usize,
    /// Holdings in other units, or in none.
    elsewhere: Tally,
    /// The families of each group that are perhaps the same money.
    linked: BTreeMap<u32, Vec<Line>>,
    /// The largest unlinked lines, and perhaps a few more.
    alone: Vec<Line>,
    /// All unlinked lines together.
    total: Parts,
}

/// One line: the families' references, their holdings by unit and day, and the least that these come to.
#[derive(Clone, Debug)]
struct Line {
    names: Vec<AssetRef>,
    parts: Parts,
    lower: Exact,
}

impl Line {
    /// The largest first; equal ones by reference.
    fn order(&self, other: &Line) -> Ordering {
        other.lower.compare_lower(&self.lower).then_with(|| self.names.cmp(&other.names))
    }

    /// Families that are perhaps the same money as one line: the greatest counts with its lower end, and the upper ends
    /// add up.
    fn joined(mut families: Vec<Line>) -> Result<Option<Line>, Fault> {
        families.sort_unstable_by(Line::order);
        let mut families = families.into_iter();
        let Some(mut line) = families.next() else { return Ok(None) };
        for other in families {
            line.names.extend(other.names);
            for (tail, tally) in other.parts {
                add(&mut line.parts, tail, Tally { lower: End::ZERO, ..tally })?;
            }
        }
        line.names.sort();
        Ok(Some(line))
    }
}

/// Adds to the part with a unit and day.
fn add(parts: &mut Parts, tail: String, tally: Tally) -> Result<(), Fault> {
    let part = parts.entry(tail).or_default();
    *part = part.plus(tally)?;
    Ok(())
}

/// The parts without some of them.
fn without(parts: &Parts, less: &Parts) -> Result<Parts, Fault> {
    let mut rest = parts.clone();
    for (tail, tally) in less {
        let part = rest.entry(tail.clone()).or_default();
        *part = part.minus(*tally)?;
    }
    Ok(rest)
}

impl<'a> Concentration<'a> {
    /// An empty report, of a given number of lines.
    pub(crate) fn new(
        scope: &'a Scope,
        links: &'a Links,
        compared: Option<&'a Compared>,
        top: usize,
    ) -> Concentration<'a> {
        let compared = compared.map(|compared| (compared, Converter::new(compared.exchange())));
        let (linked, alone) = (BTreeMap::new(), Vec::new());
        let (elsewhere, total) = (Tally::default(), Parts::new());
        Concentration { scope, links, compared, top, elsewhere, linked, alone, total }
    }

    /// Adds an unlinked line. If there are very many, those that cannot be among the largest are dropped.
    fn add_alone(&mut self, line: Line) {
        const SPARE: usize = 1_024;
        self.alone.push(line);
        if self.alone.len() >= self.top.saturating_mul(2).saturating_add(SPARE) {
            self.keep_largest();
        }
    }

    fn keep_largest(&mut self) {
        self.alone.sort_unstable_by(Line::order);
        self.alone.truncate(self.top);
    }

    /// The report: the largest lines, the rest, the total, and holdings in other units.
    ///
    /// # Errors
    /// A total does not fit.
    pub(crate) fn finish(mut self, meta: Meta) -> Result<Document, Fault> {
        self.keep_largest();
        let mut lines = std::mem::take(&mut self.alone);
        let mut total = std::mem::take(&mut self.total);
        for families in std::mem::take(&mut self.linked).into_values() {
            if let Some(line) = Line::joined(families)? {
                line.parts.iter().try_for_each(|(tail, tally)| add(&mut total, tail.clone(), *tally))?;
                lines.push(line);
            }
        }
        lines.sort_unstable_by(Line::order);
        lines.truncate(self.top);
        let mut rest = total.clone();
        for line in &lines {
            rest = without(&rest, &line.parts)?;
        }
        let ranked = (1..).zip(&lines).map(|(rank, line)| {
            let names: Vec<String> = line.names.iter().map(ToString::to_string).collect();
            Printed { name: "largest", rank: Some(rank), asset: names.join("+"), parts: &line.parts }
        });
        let others = [("rest", &rest), ("total", &total)];
        let others = others.map(|(name, parts)| Printed { name, rank: None, asset: String::new(), parts });
        let mut used = RatesUsed::new(columns());
        let mut cells = Vec::with_capacity(lines.len() + 3);
        for line in ranked.chain(others) {
            cells.push(self.row(&line, &total, &mut used)?);
        }
        let elsewhere = Printed { name: "elsewhere", rank: None, asset: String::new(), parts: &Parts::new() };
        cells.push(row(&elsewhere, None, &self.elsewhere, None)?);
        let mut columns = columns().to_vec();
        columns.extend(Measures::default().columns("assets", <[_; 2]>::default()));
        columns.push(Column::bounds("share_").called("share (%)"));
        let document = Document::single(meta, columns, cells)?;
        if let Some((Compared::Converted(_), _)) = &self.compared { used.of(document) } else { Ok(document) }
    }

    /// The cells of a compared line.
    fn row(&mut self, line: &Printed<'_>, total: &Parts, used: &mut RatesUsed) -> Result<Vec<Cell>, Fault> {
        let Some((compared, converter)) = &mut self.compared else {
            return row(line, None, &Tally::default(), None);
        };
        let unit = compared.exchange().target();
        let mut rows = Rows::default();
        for (tail, tally) in line.parts {
            rows.add_kept(tail, *tally)?;
        }
        if line.parts.values().all(|tally| tally.valued == 0) {
            // The sum of no amounts is exactly zero.
            rows.add_kept(&tail_of(unit), Tally { valued: 1, ..Tally::default() })?;
        }
        let key = line.key(Some(unit));
        let printed =
            converter.finish(rows, &Linked::from(self.links).finish(), |_, part| used.add(&key, &part, Sides::Both))?;
        let tally = printed.first().map(|(_, total, _)| total.tally).unwrap_or_default();
        let share = match (line.name, converter.summed(line.parts)?) {
            ("total", _) | (_, None) => None,
            (_, Some(part)) => {
                let others = converter.summed(&without(total, line.parts)?)?;
                share::share(&part, &others.unwrap_or_else(Summed::nothing))
            }
        };
        row(line, Some(unit), &tally, share)
    }
}

/// The columns that identify a line.
fn columns() -> [Column; 4] {
    [Column::dimension("line"), Column::dimension("currency"), Column::number("rank"), Column::text("asset")]
}

/// A line as it is printed.
struct Printed<'p> {
    name: &'static str,
    rank: Option<u64>,
    asset: String,
    parts: &'p Parts,
}

impl Printed<'_> {
    fn key(&self, unit: Option<Unit>) -> Vec<Cell> {
        vec![
            Cell::code(self.name),
            Cell::code(unit.map_or("", Unit::code)),
            self.rank.map_or(Cell::Absent, Cell::Count),
            Cell::text(self.asset.as_str()),
        ]
    }
}

fn row(line: &Printed<'_>, unit: Option<Unit>, tally: &Tally, share: Option<Bounds>) -> Result<Vec<Cell>, Fault> {
    let mut cells = line.key(unit);
    cells.extend(Measures::default().cells(&[(*tally, unit)], <[_; 2]>::default())?);
    cells.push(share::cell(share));
    Ok(cells)
}

impl Fold for Concentration<'_> {
    fn add(&mut self, family: &Family) -> Result<(), Fault> {
        let scope = self.scope;
        let family = &*scope.taken(family)?;
        let Some(root) = family.root() else { return Ok(()) };
        let standing = scope.standing(family)?;
        let (mut own, mut others) = (BTreeMap::<String, Vec<Addend>>::new(), Vec::<Addend>::new());
        for asset in standing.assets().iter().filter(|asset| scope.admits(asset)) {
            if standing.in_stock(asset)? {
                match self.compared.as_ref().and_then(|(compared, _)| compared.place(&standing, asset)) {
                    Some((tail, measure)) => own.entry(tail).or_default().push(standing.left(asset, measure)),
                    None => others.push(standing.left(asset, Measure::Amount)),
                }
            }
        }
        if !others.is_empty() {
            self.elsewhere.count(&others, standing.parts())?;
        }
        let mut parts = Parts::new();
        for (tail, addends) in own {
            let mut tally = Tally::default();
            tally.count(&addends, standing.parts())?.map_or(Ok(()), |sum| tally.add(sum))?;
            parts.insert(tail, tally);
        }
        let Some((_, converter)) = self.compared.as_mut().filter(|_| !parts.is_empty()) else { return Ok(()) };
        let lower = converter.summed(&parts)?.unwrap_or_else(Summed::nothing).sum;
        let line = Line { names: vec![root.clone()], parts, lower };
        match self.links.of(&root) {
            Some(number) => self.linked.entry(number).or_default().push(line),
            None => {
                line.parts.iter().try_for_each(|(tail, tally)| add(&mut self.total, tail.clone(), *tally))?;
                self.add_alone(line);
            }
        }
        Ok(())
    }

    fn merge(&mut self, other: Self) -> Result<(), Fault> {
        self.elsewhere = self.elsewhere.plus(other.elsewhere)?;
        other.total.into_iter().try_for_each(|(tail, tally)| add(&mut self.total, tail, tally))?;
        other.alone.into_iter().for_each(|line| self.add_alone(line));
        for (number, lines) in other.linked {
            self.linked.entry(number).or_default().extend(lines);
        }
        Ok(())
    }
}

/// Collects the units of holdings.
#[derive(Debug)]
pub(crate) struct Units<'a> {
    scope: &'a Scope,
    found: BTreeSet<&'static str>,
}

impl<'a> Units<'a> {
    /// No units yet.
    pub(crate) fn new(scope: &'a Scope) -> Units<'a> {
        Units { scope, found: BTreeSet::new() }
    }

    /// Their codes, in order.
    pub(crate) fn finish(self) -> BTreeSet<&'static str> {
        self.found
    }
}

impl Fold for Units<'_> {
    fn add(&mut self, family: &Family) -> Result<(), Fault> {
        let standing = self.scope.standing(family)?;
        for asset in standing.assets().iter().filter(|asset| self.scope.admits(asset)) {
            if standing.in_stock(asset)? {
                self.found.extend(asset.value.unit().map(Unit::code));
            }
        }
        Ok(())
    }

    fn merge(&mut self, other: Self) -> Result<(), Fault> {
        self.found.extend(other.found);
        Ok(())
    }
}
