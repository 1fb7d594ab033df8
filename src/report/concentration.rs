//! Concentration: the largest of what is held, each with its share, and what is left without them.
//!
//! An asset with its items is one line; so is everything that is linked as perhaps the same money.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{AssetRef, Bounds, Fault, Unit};
use crate::journal::family::Addend;
use crate::journal::{Family, Measure, Tally};

use super::document::{Cell, Column, Document, Meta};
use super::fold::Fold;
use super::links::Links;
use super::measures::Measures;
use super::scope::Scope;
use super::share;

/// The report, while families are added to it.
#[derive(Debug)]
pub(crate) struct Concentration<'a> {
    scope: &'a Scope,
    links: &'a Links,
    unit: Option<Unit>,
    top: usize,
    /// What is held in other units, or in none.
    elsewhere: Tally,
    /// Linked families, by group.
    linked: BTreeMap<u32, Line>,
    /// The largest unlinked lines, and perhaps a few more.
    alone: Vec<Line>,
    /// All unlinked lines together.
    total: Tally,
}

/// One line: the families' references, the counts of what is held, and its sum.
#[derive(Clone, Debug)]
struct Line {
    names: Vec<AssetRef>,
    tally: Tally,
    sum: Option<Bounds>,
}

impl Line {
    /// The largest first; of equal ones in the order of their references.
    fn order(&self, other: &Line) -> Ordering {
        let lower = |line: &Line| line.sum.map(Bounds::lower);
        lower(other).cmp(&lower(self)).then_with(|| self.names.cmp(&other.names))
    }

    /// Adds a family that is perhaps the same money.
    fn join(&mut self, other: Line) -> Result<(), Fault> {
        self.names.extend(other.names);
        self.names.sort();
        self.tally = self.tally.plus(other.tally)?;
        self.sum = match (self.sum, other.sum) {
            (Some(one), Some(other)) => Some(one.overlapping(other)?),
            (one, other) => one.or(other),
        };
        Ok(())
    }

    /// Its counts, with what it comes to as one sum.
    fn tally(&self) -> Result<Tally, Fault> {
        let mut tally = self.tally;
        self.sum.map_or(Ok(()), |sum| tally.add(sum))?;
        Ok(tally)
    }
}

impl<'a> Concentration<'a> {
    /// A report to which nothing was added yet, of the largest so many.
    pub(crate) fn new(scope: &'a Scope, links: &'a Links, unit: Option<Unit>, top: usize) -> Concentration<'a> {
        let (linked, alone) = (BTreeMap::new(), Vec::new());
        let (elsewhere, total) = (Tally::default(), Tally::default());
        Concentration { scope, links, unit, top, elsewhere, linked, alone, total }
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

    /// The report: the largest lines, the rest, the total, and what is held in other units.
    ///
    /// # Errors
    /// A total does not fit.
    pub(crate) fn finish(mut self, meta: Meta) -> Result<Document, Fault> {
        let mut total = self.total;
        for line in self.linked.values() {
            total = total.plus(line.tally()?)?;
        }
        self.keep_largest();
        let mut lines: Vec<Line> = self.linked.into_values().chain(self.alone).collect();
        lines.sort_unstable_by(Line::order);
        lines.truncate(self.top);
        let mut rest = total;
        let mut cells = Vec::with_capacity(lines.len() + 3);
        for (rank, line) in (1..).zip(&lines) {
            let tally = line.tally()?;
            rest = rest.minus(tally)?;
            let share = share_of(&tally, &total.minus(tally)?)?;
            cells.push(row(("largest", Some((rank, line))), self.unit, &tally, share)?);
        }
        let share = share_of(&rest, &total.minus(rest)?)?;
        cells.push(row(("rest", None), self.unit, &rest, share)?);
        cells.push(row(("total", None), self.unit, &total, None)?);
        cells.push(row(("elsewhere", None), None, &self.elsewhere, None)?);
        let mut columns = vec![
            Column::dimension("line"),
            Column::dimension("currency"),
            Column::number("rank"),
            Column::text("asset"),
        ];
        columns.extend(Measures::default().columns("assets", <[_; 2]>::default()));
        columns.push(Column::bounds("share_").called("share (%)"));
        Document::single(meta, columns, cells)
    }
}

/// The share of a line in the total, given all other lines.
fn share_of(tally: &Tally, others: &Tally) -> Result<Option<Bounds>, Fault> {
    let Some(part) = tally.bounds()? else { return Ok(None) };
    share::share(part, others.bounds()?.unwrap_or(Bounds::NOTHING))
}

fn row(
    (name, ranked): (&str, Option<(u64, &Line)>),
    unit: Option<Unit>,
    tally: &Tally,
    share: Option<Bounds>,
) -> Result<Vec<Cell>, Fault> {
    let names = ranked.map_or(&[][..], |(_, line)| line.names.as_slice());
    let names: Vec<String> = names.iter().map(ToString::to_string).collect();
    let mut cells = vec![
        Cell::code(name),
        Cell::code(unit.map_or("", |unit| unit.code())),
        ranked.map_or(Cell::Absent, |(rank, _)| Cell::Count(rank)),
        Cell::text(names.join("+")),
    ];
    cells.extend(Measures::default().cells(&[(*tally, unit)], <[_; 2]>::default())?);
    if let (Some(amount @ Cell::Absent), true) = (cells.last_mut(), unit.is_some()) {
        // The sum of no amounts is exactly nothing.
        *amount = Cell::bounds(Some(Bounds::NOTHING), unit);
    }
    cells.push(share::cell(share));
    Ok(cells)
}

impl Fold for Concentration<'_> {
    fn add(&mut self, family: &Family) -> Result<(), Fault> {
        let scope = self.scope;
        let family = &*scope.taken(family)?;
        let Some(root) = family.root() else { return Ok(()) };
        let standing = scope.standing(family)?;
        let (mut own, mut others) = (Vec::<Addend>::new(), Vec::<Addend>::new());
        for asset in standing.assets().iter().filter(|asset| scope.admits(asset)) {
            if standing.in_stock(asset)? {
                let addend = standing.left(asset, Measure::Amount);
                let is_own = self.unit.is_some() && addend.value.unit() == self.unit;
                (if is_own { &mut own } else { &mut others }).push(addend);
            }
        }
        if !others.is_empty() {
            self.elsewhere.count(&others, standing.parts())?;
        }
        if own.is_empty() {
            return Ok(());
        }
        let mut tally = Tally::default();
        let sum = tally.count(&own, standing.parts())?;
        let line = Line { names: vec![root.clone()], tally, sum };
        match self.links.of(&root) {
            Some(number) => match self.linked.get_mut(&number) {
                Some(known) => known.join(line)?,
                None => drop(self.linked.insert(number, line)),
            },
            None => {
                self.total = self.total.plus(line.tally()?)?;
                self.add_alone(line);
            }
        }
        Ok(())
    }

    fn merge(&mut self, other: Self) -> Result<(), Fault> {
        self.elsewhere = self.elsewhere.plus(other.elsewhere)?;
        self.total = self.total.plus(other.total)?;
        other.alone.into_iter().for_each(|line| self.add_alone(line));
        for (number, line) in other.linked {
            match self.linked.get_mut(&number) {
                Some(known) => known.join(line)?,
                None => drop(self.linked.insert(number, line)),
            }
        }
        Ok(())
    }
}

/// The units of what is held, while families are added.
#[derive(Debug)]
pub(crate) struct Units<'a> {
    scope: &'a Scope,
    found: BTreeSet<&'static str>,
}

impl<'a> Units<'a> {
    /// Nothing yet.
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
