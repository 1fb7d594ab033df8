//! The bridge: from a published total to the same total as known later, and what made the difference.

mod converted;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil;

use crate::domain::{AssetRef, Bounds, Difference, End, Fault, Unit};
use crate::journal::breakdown::{Dimension, SEPARATOR};
use crate::journal::kept::Of;
use crate::journal::{Event, Family, Tally};

use super::counted::{Change, Counting, State};
use super::dimension::{cell, column};
use super::document::{Cell, Column, Document, Meta};
use super::fold::Fold;
use super::links::{Linked, Links};
use super::measures::Measures;
use super::rates_used::RatesUsed;
use super::total::{self, Rows, Total};

/// A line of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Line {
    AsPublished,
    Late,
    New,
    Corrected,
    Voided,
    Reinstated,
    Adopted,
    Overlaps,
    /// What rounding each line leaves of the sum, where amounts are converted.
    Rounding,
    AsNow,
}

/// Where a bridge starts and ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    /// The last entry that the published total knew.
    pub(crate) after: u64,
    /// The last that the later one knows.
    pub(crate) up_to: u64,
    /// The day on which the earlier of the two was recorded.
    pub(crate) published: civil::Date,
}

/// The report under construction.
///
/// For each entry in between, the family's contribution before it goes out and the one after it goes in, under the entry's
/// cause. A family without such an entry contributes the same to both totals.
#[derive(Debug)]
pub(crate) struct Bridge<'a> {
    counting: &'a Counting<'a>,
    span: Span,
    /// The links as known then and as known later.
    links: [&'a Links; 2],
    then: Rows,
    now: Rows,
    lines: BTreeMap<String, BTreeMap<Line, Change>>,
    /// The entries that change the links of a family, by row.
    linking: BTreeMap<String, BTreeSet<u64>>,
}

impl Line {
    const ALL: [Line; 10] = [
        Line::AsPublished,
        Line::Late,
        Line::New,
        Line::Corrected,
        Line::Voided,
        Line::Reinstated,
        Line::Adopted,
        Line::Overlaps,
        Line::Rounding,
        Line::AsNow,
    ];

    fn name(self) -> &'static str {
        match self {
            Line::AsPublished => "as_published",
            Line::Late => "late",
            Line::New => "new",
            Line::Corrected => "corrected",
            Line::Voided => "voided",
            Line::Reinstated => "reinstated",
            Line::Adopted => "adopted",
            Line::Overlaps => "overlaps",
            Line::Rounding => "rounding",
            Line::AsNow => "as_now",
        }
    }

    /// The cause of an entry's changes; `None` for one that never changes an adopted total.
    fn of(event: &Event, published: civil::Date) -> Option<Line> {
        Some(match event {
            Event::Step(step) if step.date.is_by(published) => Line::Late,
            Event::Step(_) => Line::New,
            Event::Correction { .. } => Line::Corrected,
            Event::Void { .. } => Line::Voided,
            Event::Reinstatement { .. } => Line::Reinstated,
            Event::Adoption { .. } => Line::Adopted,
            Event::Reading { .. } => return None,
        })
    }
}

impl<'a> Bridge<'a> {
    /// An empty report.
    pub(crate) fn new(counting: &'a Counting<'a>, span: Span, links: [&'a Links; 2]) -> Bridge<'a> {
        let (then, now) = (Rows::default(), Rows::default());
        Bridge { counting, span, links, then, now, lines: BTreeMap::new(), linking: BTreeMap::new() }
    }

    /// Adds a family from its stored lines. The inner error means that the lines contradict each other.
    ///
    /// # Errors
    /// A figure does not fit.
    pub(crate) fn add_lines(&mut self, root: &AssetRef, lines: &str) -> Result<Result<(), Fault>, Fault> {
        let mut last: Option<State<'static>> = None;
        let mut refused = None;
        let Span { after, up_to, .. } = self.span;
        let family = Family::read_on(root, lines, (after, up_to), |family, entry| {
            let state = self.counting.state(family).map(State::into_owned);
            let added = state.and_then(|state| {
                match (entry, &last) {
                    (Some((entry, event)), Some(before)) => self.add_change(before, &state, entry, event)?,
                    _ => state.add_to(&mut self.then, root, self.links[0])?,
                }
                last = Some(state);
                Ok(())
            });
            added.inspect_err(|fault| refused = Some(fault.clone()))
        });
        match (family, refused, last) {
            (_, Some(fault), _) => Ok(Err(fault)),
            (Err(damage), None, _) => Err(damage),
            (Ok(_), None, Some(state)) => Ok(state.add_to(&mut self.now, root, self.links[1])),
            (Ok(family), None, None) => Ok(family.map_or(Ok(()), |family| self.add(&family))),
        }
    }

    fn add_change(&mut self, before: &State<'_>, now: &State<'_>, entry: u64, event: &Event) -> Result<(), Fault> {
        let Some(line) = Line::of(event, self.span.published) else { return Ok(()) };
        for (key, change) in before.changes(now, self.counting)? {
            let lines = self.lines.entry(key).or_default();
            lines.entry(line).or_default().add(Change { entries: BTreeSet::from([entry]), ..change })?;
        }
        if before.overlaps() != now.overlaps() {
            for key in before.keys().chain(now.keys()) {
                self.linking.entry(key.clone()).or_default().insert(entry);
            }
        }
        Ok(())
    }

    /// The report: the lines of each row.
    ///
    /// # Errors
    /// A total does not fit.
    pub(crate) fn finish(self, meta: Meta, entries: bool) -> Result<Document, Fault> {
        let (counting, columns) = (self.counting, self.columns(entries));
        let converting = counting.conversion();
        let mut used = RatesUsed::new(self.dimensions());
        let rows = match converting {
            Some(converting) => self.converted(converting, &mut used)?,
            None => self.plain()?,
        };
        let lines = Line::ALL.into_iter().filter(|line| *line != Line::Rounding || converting.is_some());
        let mut cells = Vec::new();
        for (key, row) in &rows {
            for line in lines.clone() {
                cells.push(row.cells((counting, key), line, entries)?);
            }
        }
        let document = Document::single(meta, columns, cells)?;
        if converting.is_some() { used.of(document) } else { Ok(document) }
    }

    /// The columns that tell lines from each other.
    fn dimensions(&self) -> Vec<Column> {
        let line = Column::dimension("line").lasting(&["as_published", "as_now"]);
        self.counting.by.iter().map(|dimension| column(*dimension)).chain([line]).collect()
    }

    fn columns(&self, entries: bool) -> Vec<Column> {
        let (what, more) = match self.counting.of {
            Of::Stock => ("assets", "undated"),
            Of::Flow => ("actions", "carried"),
        };
        let unconverted = self.counting.conversion().map(|_| "unconverted");
        let counts = [more].into_iter().chain(unconverted).map(|name| Column::count(name).where_said());
        let mut columns = self.dimensions();
        columns.extend(Measures::default().columns(what, [counts.collect(), Vec::new()]));
        columns.extend(entries.then(|| Column::code("entries")));
        columns
    }

    /// The rows, each amount in its own unit.
    fn plain(self) -> Result<BTreeMap<String, Row>, Fault> {
        let mut rows: BTreeMap<String, Row> = BTreeMap::new();
        for (key, total) in self.then.finish(&Linked::from(self.links[0]).finish())? {
            rows.entry(key).or_default().then = total;
        }
        for (key, total) in self.now.finish(&Linked::from(self.links[1]).finish())? {
            rows.entry(key).or_default().now = total;
        }
        for (key, changes) in self.lines {
            rows.entry(key).or_default().changes = changes;
        }
        for (key, row) in &mut rows {
            row.add_overlaps(self.linking.get(key))?;
        }
        Ok(rows)
    }
}

impl Fold for Bridge<'_> {
    /// Adds a family without an entry in between.
    fn add(&mut self, family: &Family) -> Result<(), Fault> {
        let Some(root) = family.root() else { return Ok(()) };
        let state = self.counting.state(family)?;
        state.add_to(&mut self.then, &root, self.links[0])?;
        state.add_to(&mut self.now, &root, self.links[1])
    }

    fn merge(&mut self, other: Self) -> Result<(), Fault> {
        self.then.merge(other.then, 0)?;
        self.now.merge(other.now, 0)?;
        for (key, lines) in other.lines {
            let own = self.lines.entry(key).or_default();
            lines.into_iter().try_for_each(|(line, change)| own.entry(line).or_default().add(change))?;
        }
        for (key, entries) in other.linking {
            self.linking.entry(key).or_default().extend(entries);
        }
        Ok(())
    }
}

/// One row of the report, with all its lines.
#[derive(Debug, Default)]
struct Row {
    then: Total,
    now: Total,
    changes: BTreeMap<Line, Change>,
}

impl Row {
    /// Adds the effect of links: how the gap between the lower end and the sum of all lower ends changes.
    fn add_overlaps(&mut self, linking: Option<&BTreeSet<u64>>) -> Result<(), Fault> {
        let change = self.then.overlap.minus(self.now.overlap)?;
        if change == End::ZERO {
            return Ok(());
        }
        let change = End::at(change.scaled());
        let (lower, upper) = (Some(change.min(End::ZERO)), Some(change.max(End::ZERO)));
        self.overlap(Difference { lower, upper, approximate: false }, linking);
        Ok(())
    }

    /// Sets the line of the effect of links.
    fn overlap(&mut self, amount: Difference, linking: Option<&BTreeSet<u64>>) {
        let approximate = self.then.tally.approximate > 0 || self.now.tally.approximate > 0;
        let amount = Difference { approximate, ..amount };
        let entries = linking.cloned().unwrap_or_default();
        self.changes.insert(Line::Overlaps, Change { amount, valued: true, entries, ..Change::default() });
    }

    fn cells(&self, (counting, key): (&Counting<'_>, &str), line: Line, entries: bool) -> Result<Vec<Cell>, Fault> {
        let mut cells = dimensions(counting, key, line);
        let unit = unit(counting, key)?;
        let mut named = String::new();
        match line {
            Line::AsPublished => self.add_total((counting, unit), &self.then, &mut cells)?,
            Line::AsNow => self.add_total((counting, unit), &self.now, &mut cells)?,
            _ => {
                let change = self.changes.get(&line).cloned().unwrap_or_default();
                let numbers: Vec<String> = change.entries.iter().map(ToString::to_string).collect();
                named = numbers.join(";");
                self.add_change((counting, unit), &change, &mut cells);
            }
        }
        cells.extend(entries.then(|| Cell::code(named)));
        Ok(cells)
    }

    fn add_total(
        &self,
        (counting, unit): (&Counting<'_>, Option<Unit>),
        total: &Total,
        cells: &mut Vec<Cell>,
    ) -> Result<(), Fault> {
        let Tally { exact, bounded, unstated, non_valued, carried, .. } = total.tally;
        for figure in [total.tally.count_all(), exact, bounded, unstated, non_valued] {
            cells.push(total::count(figure)?);
        }
        cells.push(match counting.of {
            Of::Stock => Cell::Count(total.undated),
            Of::Flow => total::count(carried)?,
        });
        cells.extend(counting.conversion().map(|_| Cell::Count(total.unconverted)));
        cells.push(match total.tally.bounds()? {
            None if self.is_valued() => Cell::bounds(Some(Bounds::NOTHING), unit),
            bounds => total::bounds(bounds, &total.tally, unit),
        });
        Ok(())
    }

    fn add_change(&self, (counting, unit): (&Counting<'_>, Option<Unit>), change: &Change, cells: &mut Vec<Cell>) {
        let Tally { exact, bounded, unstated, non_valued, carried, .. } = change.tally;
        let figures = [change.tally.count_all(), exact, bounded, unstated, non_valued];
        cells.extend(figures.map(Cell::Change));
        cells.push(Cell::Change(match counting.of {
            Of::Stock => change.undated,
            Of::Flow => carried,
        }));
        cells.extend(counting.conversion().map(|_| Cell::Change(change.unconverted)));
        let digits = unit.map_or(crate::domain::Digits::exactly(0), Unit::digits);
        let amount = Cell::Difference { ends: Box::new(change.amount), digits };
        cells.push(if self.is_valued() { amount } else { Cell::Absent });
    }

    /// Whether anything in the row has a value.
    fn is_valued(&self) -> bool {
        [&self.then, &self.now].iter().any(|total| total.tally.valued > 0)
            || self.changes.values().any(|change| change.valued)
    }
}

/// The cells of the dimensions of a line.
fn dimensions(counting: &Counting<'_>, key: &str, line: Line) -> Vec<Cell> {
    let values = counting.by.iter().zip(key.split(SEPARATOR)).map(|(dimension, value)| cell(*dimension, value));
    values.chain([Cell::code(line.name())]).collect()
}

/// The unit of a row.
fn unit(counting: &Counting<'_>, key: &str) -> Result<Option<Unit>, Fault> {
    let at = counting.by.iter().position(|dimension| *dimension == Dimension::Currency);
    let code = at.and_then(|at| key.split(SEPARATOR).nth(at)).filter(|code| !code.is_empty());
    code.map(Unit::parse).transpose()
}
