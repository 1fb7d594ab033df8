//! Roll-forward: how the stock at the beginning of a period became the stock at its end, line by line.
//!
//! An action that leaves an asset's amount unchanged moves the same unknown from one row into another. So the check
//! needs no bounds: in each row, every unknown must have gone out as often as it came in, however little is known
//! of it. The closing stock is counted by itself, as holdings count it, and not taken from the lines.

mod line;
mod running;
mod walk;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use jiff::civil;

use crate::domain::{Bounds, Fault, Unit};
use crate::journal::breakdown::{Dimension, SEPARATOR, stock_key};
use crate::journal::records::contradicted;
use crate::journal::{Asset, Family, Refusal, Standing, Step};

use self::line::Line;
use self::walk::{At, Posting, Walk, settle};
use super::converted::{self, Converter, Converting, Placed, beside};
use super::dimension::{cell, column};
use super::document::{Cell, Column, Document, Meta, Spare};
use super::fold::Fold;
use super::links::Linked;
use super::rates_used::{RatesUsed, Sides};
use super::scope::Scope;
use super::total::{self, Keyed, Rows, Total};

pub(crate) use running::Running;

/// The report under construction.
#[derive(Debug)]
pub(crate) struct Rollforward<'a> {
    by: &'a [Dimension],
    scope: &'a Scope,
    /// The day before the period, and its last day.
    days: [civil::Date; 2],
    links: Linked<'a>,
    rows: Rows,
    converting: Option<&'a Converting>,
    /// The first row whose lines do not explain its closing stock, and what is left over.
    unexplained: Option<(String, String)>,
}

/// What a family puts into lines, each with the standing that gives its amounts: the opening, what happened, the closing.
type Lines<'s> = [(Cow<'s, Standing>, Vec<Posting>); 3];

/// What the period does to a family.
enum Rolled<'s> {
    /// Nothing.
    Still(Cow<'s, Standing>),
    /// It puts this into lines.
    Changed(Box<Lines<'s>>),
}

impl<'a> Rollforward<'a> {
    /// An empty report, from the end of one day to the end of another.
    pub(crate) fn new(
        by: &'a [Dimension],
        scope: &'a Scope,
        days: [civil::Date; 2],
        links: impl Into<Linked<'a>>,
    ) -> Rollforward<'a> {
        let (links, rows) = (links.into(), Rows::default());
        Rollforward { by, scope, days, links, rows, converting: None, unexplained: None }
    }

    /// The same report with its amounts in one currency, all at the rates of one day.
    pub(crate) fn converting(self, converting: Option<&'a Converting>) -> Rollforward<'a> {
        Rollforward { converting, ..self }
    }

    /// The row in which an asset is in stock, and what counts of it there.
    fn at(&self, asset: &Asset) -> At {
        let mut key = String::new();
        stock_key(self.by, asset, &mut key);
        let placed = match self.converting {
            Some(converting) => converting.placed((self.by, &key), asset, None),
            None => Placed::as_it_is(&key),
        };
        At { is_admitted: self.scope.admits(asset), placed }
    }

    /// The key for everything but amounts in a line of the printed row.
    fn printed(&self, placed: &Placed, line: Line) -> String {
        let key = key(&placed.row, line);
        if self.converting.is_some() { beside(key) } else { key }
    }

    /// The key under which an asset's amount counts in a line. Also counts the asset if it is not converted.
    fn keyed(&mut self, placed: &Placed, line: Line) -> String {
        if let Some(whole) = &placed.unconverted_in {
            self.rows.add_unconverted(&beside(key(whole, line)), 1);
        }
        format!("{}{}", key(&placed.row, line), placed.tail)
    }

    /// What the period does to a family.
    fn rolled<'s>(&self, family: &'s Family) -> Result<Rolled<'s>, Fault> {
        let [before, last] = self.days;
        let (opened, (closed, standing)) = (family.steps_by(before)?, family.by(last)?);
        let entries = |steps: &[(u64, &Step)]| steps.iter().map(|(entry, _)| *entry).collect::<Vec<_>>();
        if entries(&opened) == entries(&closed) {
            return Ok(Rolled::Still(standing));
        }
        rolled(&opened, (&closed, standing), &|asset| self.at(asset)).map(|lines| Rolled::Changed(Box::new(lines)))
    }

    /// The stock of a family that did not change in the period, in each of these lines.
    fn standing_still(&mut self, standing: &Standing, lines: &[Line]) -> Result<Keyed, Fault> {
        let mut keyed = Keyed::new();
        for asset in standing.assets() {
            if standing.in_stock(asset)?
                && let At { is_admitted: true, placed } = self.at(asset)
            {
                let left = standing.left(asset, placed.counts);
                keyed.extend(lines.iter().map(|line| (self.keyed(&placed, *line), left)));
            }
        }
        Ok(keyed)
    }

    /// Finds the rows whose lines do not explain a family's closing stock.
    fn check(&mut self, lines: &Lines<'_>) {
        let mut net: BTreeMap<(&str, &walk::Unknown), i64> = BTreeMap::new();
        for posting in lines.iter().flat_map(|(_, postings)| postings) {
            *net.entry((&posting.placed.row, &posting.unknown)).or_default() += posting.line.sign();
        }
        for ((row, unknown), times) in net {
            if times != 0 && self.unexplained.as_ref().is_none_or(|(first, _)| row < first.as_str()) {
                self.unexplained = Some((row.to_owned(), format!("{unknown} is left over ({times:+})")));
            }
        }
    }

    /// The row whose lines do not explain its closing stock, in words.
    pub(crate) fn unexplained(&self) -> Option<String> {
        let (row, what) = self.unexplained.as_ref()?;
        let row = row.replace(SEPARATOR, ",");
        Some(format!("the lines of the roll-forward do not explain the closing stock of the row {row}: {what}"))
    }

    /// The report: one row for each combination of the dimensions and each line.
    ///
    /// # Errors
    /// A total that does not fit.
    pub(crate) fn finish(self, meta: Meta) -> Result<Document, Fault> {
        let mut columns: Vec<Column> = self.by.iter().map(|dimension| column(*dimension)).collect();
        columns.extend([
            Column::dimension("line").lasting(&["opening", "closing", "check"]),
            Column::count("assets"),
            Column::count("exact").where_room(Spare::First),
            Column::count("bounded").where_room(Spare::First),
            Column::count("unstated").where_room(Spare::IfZero),
            Column::count("non_valued").where_room(Spare::IfZero),
            Column::count("undated").where_said(),
        ]);
        columns.extend(self.converting.map(|_| Column::count("unconverted").where_said()));
        columns.push(Column::bounds(""));
        let by = self.by;
        let mut used = RatesUsed::new(by.iter().map(|dimension| column(*dimension)).chain([Column::dimension("line")]));
        let groups = self.links.finish();
        let totals = converted::totals(self.rows, &groups, self.converting, |key, part| {
            let (row, letter) = key.rsplit_once(SEPARATOR).unwrap_or(("", key));
            let line = Line::ALL.into_iter().find(|line| letter.ends_with(line.letter())).unwrap_or(Line::Check);
            used.add(&dimensions(by, row, line), &part, Sides::Both)
        })?;
        let mut cells = Vec::new();
        for (row, of_row) in by_row(&totals) {
            let found =
                |line: Line| of_row.iter().find(|(key, _)| key.ends_with(line.letter())).map(|(_, total)| *total);
            let has_amount = of_row.iter().any(|(_, total)| total.tally.valued > 0);
            let unit = unit_of(by, row)?;
            for line in Line::ALL {
                let total = found(line).unwrap_or_default();
                let [counts, amount] = figures(line, &total, unit, has_amount)?;
                let mut of_line = dimensions(by, row, line);
                if let Some(converting) =
                    self.converting.filter(|converting| Some(converting.exchange.target()) == unit)
                    && has_amount
                    && total.tally.count_all() == 0
                {
                    used.add(&of_line, &Converter::new(&converting.exchange).nothing()?, Sides::Both)?;
                }
                of_line.extend(counts);
                of_line.extend(self.converting.map(|_| Cell::Count(total.unconverted)));
                of_line.extend(amount);
                cells.push(of_line);
            }
        }
        let document = Document::single(meta, columns, cells)?;
        if self.converting.is_some() { used.of(document) } else { Ok(document) }
    }
}

/// The totals of all lines, row by row.
fn by_row(totals: &[(String, Total)]) -> impl Iterator<Item = (&str, &[(String, Total)])> {
    let row = |key: &String| key.rsplit_once(SEPARATOR).map_or(0, |(row, _)| row.len());
    let of_row = totals.chunk_by(move |(one, _), (other, _)| one[..row(one)] == other[..row(other)]);
    of_row.map(move |of_row| (&of_row[0].0[..row(&of_row[0].0)], of_row))
}

/// The unit of a row, if it names one.
fn unit_of(by: &[Dimension], row: &str) -> Result<Option<Unit>, Fault> {
    let mut values = by.iter().zip(row.split(SEPARATOR));
    let code = values.find(|(dimension, _)| **dimension == Dimension::Currency).map(|(_, code)| code);
    code.filter(|code| !code.is_empty()).map(Unit::parse).transpose()
}

/// The cells of a line's dimensions.
fn dimensions(by: &[Dimension], row: &str, line: Line) -> Vec<Cell> {
    let values = by.iter().zip(row.split(SEPARATOR)).map(|(dimension, value)| cell(*dimension, value));
    values.chain([Cell::code(line.as_str())]).collect()
}

impl Fold for Rollforward<'_> {
    fn add(&mut self, family: &Family) -> Result<(), Fault> {
        let linked = self.links.number(family);
        match self.rolled(family)? {
            Rolled::Still(standing) => {
                let keyed = self.standing_still(&standing, &[Line::Opening, Line::Closing])?;
                self.rows.add(&standing, linked, keyed)?;
            }
            Rolled::Changed(lines) => {
                self.check(&lines);
                for (standing, postings) in lines.iter() {
                    let keyed =
                        postings.iter().map(|posting| (self.keyed(&posting.placed, posting.line), posting.addend));
                    let keyed = keyed.collect();
                    self.rows.add(standing, linked, keyed)?;
                }
            }
        }
        let [before, last] = self.days;
        for (line, day) in [(Line::Opening, before), (Line::Closing, last)] {
            let row = |asset: &Asset| {
                let at = Some(self.at(asset)).filter(|at| at.is_admitted && asset.stage.held());
                at.map(|at| self.printed(&at.placed, line)).into_iter().collect()
            };
            let undated = total::undated(&family.undecided_on(day)?, row);
            self.rows.add_undated(&undated);
        }
        Ok(())
    }

    fn merge(&mut self, other: Self) -> Result<(), Fault> {
        let before = self.links.merge(other.links);
        let unexplained = [self.unexplained.take(), other.unexplained];
        self.unexplained = unexplained.into_iter().flatten().min();
        self.rows.merge(other.rows, before)
    }
}

/// The key of a row's line.
fn key(row: &str, line: Line) -> String {
    format!("{row}{SEPARATOR}{}", line.letter())
}

/// What a family puts into lines between the opening and the closing stock.
///
/// The actions of the period are replayed after those before it. On each asset, that is the order of their entries, but
/// not always across the family: there, an action on one asset may then affect another differently than it does in the
/// closing stock, or be refused. The difference is shown as restated or moved.
fn rolled<'s>(
    opened: &[(u64, &Step)],
    (closed, counted): (&[(u64, &Step)], Cow<'s, Standing>),
    row: &walk::RowOf<'_>,
) -> Result<Lines<'s>, Fault> {
    let known: HashSet<u64> = opened.iter().map(|(entry, _)| *entry).collect();
    let in_order = closed.len() > opened.len() && closed.iter().zip(opened).all(|((one, _), (other, _))| one == other);
    let mut walk = followed(opened, row)?;
    walk.use_up()?;
    walk.take_postings();
    let opening = (Cow::Owned(walk.standing().clone()), walk.stock_in(Line::Opening)?);
    for (entry, step) in closed.iter().filter(|(entry, _)| !known.contains(entry)) {
        match walk.follow(*entry, step) {
            Err(Refusal::Value(fault)) => return Err(fault),
            Err(refusal) if in_order => return Err(contradicted(*entry, refusal)),
            Ok(()) | Err(_) => {}
        }
    }
    walk.use_up()?;
    let mut postings = walk.take_postings();
    let mut closing = Vec::new();
    if in_order {
        closing.extend(walk.closing(&counted)?);
    } else {
        let end = followed(closed, row)?;
        let [out, into] = settle(&walk.stock()?, &end.stock()?, row);
        postings.extend(out);
        closing.extend(into);
        closing.extend(end.closing(&counted)?);
    }
    Ok([opening, (Cow::Owned(walk.standing().clone()), postings), (counted, closing)])
}

/// A family after these actions, one after the other.
fn followed<'a>(steps: &[(u64, &Step)], row: &'a walk::RowOf<'a>) -> Result<Walk<'a>, Fault> {
    let mut walk = Walk::new(row);
    for (entry, step) in steps {
        walk.follow(*entry, step).map_err(|refusal| contradicted(*entry, refusal))?;
    }
    Ok(walk)
}

/// The counts of a line, and its amount. In a row with amounts, an empty line is exactly 0.
fn figures(line: Line, total: &Total, unit: Option<Unit>, has_amount: bool) -> Result<[Vec<Cell>; 2], Fault> {
    let tally = &total.tally;
    let counts = [tally.count_all(), tally.exact, tally.bounded, tally.unstated, tally.non_valued];
    let mut cells = counts.into_iter().map(total::count).collect::<Result<Vec<Cell>, Fault>>()?;
    cells.push(if line.is_stock() { Cell::Count(total.undated) } else { Cell::Absent });
    let nothing = || Some(Bounds::NOTHING).filter(|_| has_amount && tally.count_all() == 0);
    Ok([cells, vec![total::bounds(tally.bounds()?.or_else(nothing), tally, unit)]])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::parts::STEPS;
    use crate::journal::family::Addend;

    #[test]
    fn an_unexplained_closing_stock_is_reported_with_its_row() {
        let scope = Scope::default();
        let day = civil::date(2024, 1, 1);
        let links = super::super::links::Linking::default();
        let mut report = Rollforward::new(&[], &scope, [day, day], links);
        let asset = crate::domain::AssetRef::parse("c:1").unwrap();
        let posting = |line, since| Posting {
            line,
            placed: Placed::as_it_is(&format!("DE{SEPARATOR}EUR")),
            unknown: walk::Unknown { asset: asset.clone(), since: Some(since) },
            addend: Addend { value: crate::journal::Value::NonValued, remainder: None, carried: false },
        };
        let nothing = || (Cow::Owned(Standing::default()), Vec::new());
        let lines = |postings| [nothing(), (Cow::Owned(Standing::default()), postings), nothing()];
        report.check(&lines(vec![posting(Line::Opening, 4), posting(Line::Closing, 4)]));
        assert_eq!(report.unexplained(), None);
        report.check(&lines(vec![posting(Line::New, 4), posting(Line::Closing, 5)]));
        assert_eq!(
            report.unexplained().unwrap(),
            "the lines of the roll-forward do not explain the closing stock of the row DE,EUR: c:1 since entry 4 is left over (+1)"
        );
    }

    /// How many steps the sums take of a family with so many items, all carved in the period. `item` gives the amount of an item,
    /// and that of a part of it.
    fn steps(items: u64, asset: &str, item: [Option<&str>; 2]) -> u64 {
        let root = crate::domain::AssetRef::parse("c:1").unwrap();
        let mut entry = 1;
        let mut lines = format!("{entry}\t\tfreeze\t*\t2024-01-01\tDE\t\tgoods\t{asset}");
        for number in 1..=items {
            for (target, amount) in [format!("+.{number}"), format!("+.{number}.1")].iter().zip(item) {
                let Some(amount) = amount else { continue };
                entry += 1;
                lines.push_str(&format!("\n{entry}\t\tseize\t{target}\t2024-07-10\t\t\t\t{amount}"));
            }
        }
        let family = Family::read(&root, &lines, None).unwrap().unwrap();
        let (scope, by) = (Scope::default(), [Dimension::Currency]);
        let days = [civil::date(2024, 6, 30), civil::date(2024, 12, 31)];
        let mut report = Rollforward::new(&by, &scope, days, super::super::links::Linking::default());
        let before = STEPS.get();
        report.add(&family).unwrap();
        assert_eq!(report.unexplained(), None);
        STEPS.get() - before
    }

    #[test]
    fn twice_as_many_items_take_about_twice_as_many_steps() {
        for (asset, item) in [
            ("1000000.00 EUR", [Some("10.00 EUR"), None]),
            ("1000000.00 EUR", [Some("unstated EUR"), None]),
            ("1000000.00 EUR", [Some("<=20.00 EUR"), Some("4.00 EUR")]),
            (">=100000.00 EUR", [Some("10.00..12.00 EUR"), Some("unstated EUR")]),
            ("~1000000.00 EUR", [Some("10.00 EUR"), None]),
        ] {
            let [few, many] = [1_000, 2_000].map(|items| steps(items, asset, item));
            assert!(few > 1_000 && many <= few * 2 + few / 10, "{asset} {item:?}: {few}, {many}");
            assert!(many < 2_000 * 60, "{asset} {item:?}: {many}");
        }
    }
}
