//! Roll-forward: how the stock at the beginning of a period became the stock at its end, line by line.
//!
//! A step that does not change what an asset comes to puts the same unknown out of one row and into another. So the check needs
//! no bounds: each unknown of a row must have gone out as often as it came in, and then nothing is left unexplained, however
//! little is known of it.

mod line;
mod walk;

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

/// A roll-forward, while families are added to it.
#[derive(Debug)]
pub(crate) struct Rollforward<'a> {
    by: &'a [Dimension],
    scope: &'a Scope,
    /// The day before the period, and its last day.
    days: [civil::Date; 2],
    links: Linked<'a>,
    rows: Rows,
    converting: Option<&'a Converting>,
    /// The first row of which the lines do not explain the closing stock, and what is wrong with it.
    unexplained: Option<(String, String)>,
}

/// What a family puts into lines, each with the standing that tells what it comes to.
type Lines = Vec<(Standing, Vec<Posting>)>;

impl<'a> Rollforward<'a> {
    /// A roll-forward from the end of one day to the end of another, to which nothing was added yet.
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

    /// The key of a line of the row in which an asset is printed, behind which everything but amounts counts.
    fn printed(&self, placed: &Placed, line: Line) -> String {
        let key = key(&placed.row, line);
        if self.converting.is_some() { beside(key) } else { key }
    }

    /// The key behind which what an asset comes to counts in a line. Notes where it counts as not converted.
    fn keyed(&mut self, placed: &Placed, line: Line) -> String {
        if let Some(whole) = &placed.unconverted_in {
            self.rows.add_unconverted(&beside(key(whole, line)), 1);
        }
        format!("{}{}", key(&placed.row, line), placed.tail)
    }

    /// What a family of which nothing happened in the period has at both its ends.
    fn standing_still(&mut self, standing: &Standing) -> Result<Keyed, Fault> {
        let mut keyed = Keyed::new();
        for asset in standing.assets() {
            if standing.in_stock(asset)?
                && let At { is_admitted: true, placed } = self.at(asset)
            {
                let left = standing.left(asset, placed.counts);
                keyed.extend([Line::Opening, Line::Closing].map(|line| (self.keyed(&placed, line), left)));
            }
        }
        Ok(keyed)
    }

    /// Notes of each row of a family what its lines leave unexplained.
    fn check(&mut self, lines: &Lines) {
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

    /// The row of which the lines do not explain the closing stock, in words.
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
            Column::dimension("line"),
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
        let split = |key: &'_ str| key.rsplit_once(SEPARATOR).map_or(0, |(row, _)| row.len());
        let mut cells = Vec::new();
        for of_row in totals.chunk_by(|(one, _), (other, _)| one[..split(one)] == other[..split(other)]) {
            let row = &of_row[0].0[..split(&of_row[0].0)];
            let found =
                |line: Line| of_row.iter().find(|(key, _)| key.ends_with(line.letter())).map(|(_, total)| *total);
            let has_amount = of_row.iter().any(|(_, total)| total.tally.valued > 0);
            let values: Vec<&str> = row.split(SEPARATOR).collect();
            let currency = self.by.iter().zip(&values).find(|(dimension, _)| **dimension == Dimension::Currency);
            let unit = currency.filter(|(_, code)| !code.is_empty()).map(|(_, code)| Unit::parse(code)).transpose()?;
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

/// The cells of the dimensions of a line.
fn dimensions(by: &[Dimension], row: &str, line: Line) -> Vec<Cell> {
    let values = by.iter().zip(row.split(SEPARATOR)).map(|(dimension, value)| cell(*dimension, value));
    values.chain([Cell::code(line.as_str())]).collect()
}

impl Fold for Rollforward<'_> {
    fn add(&mut self, family: &Family) -> Result<(), Fault> {
        let linked = self.links.number(family);
        let [before, last] = self.days;
        let (opened, closed) = (family.steps_by(before)?, family.steps_by(last)?);
        let entries = |steps: &[(u64, &Step)]| steps.iter().map(|(entry, _)| *entry).collect::<Vec<_>>();
        if entries(&opened) == entries(&closed) {
            let standing = family.standing_on(last)?;
            let keyed = self.standing_still(&standing)?;
            self.rows.add(&standing, linked, keyed)?;
        } else {
            let lines = rolled(&opened, &closed, &|asset| self.at(asset))?;
            self.check(&lines);
            for (standing, postings) in &lines {
                let keyed = postings.iter().map(|posting| (self.keyed(&posting.placed, posting.line), posting.addend));
                let keyed = keyed.collect();
                self.rows.add(standing, linked, keyed)?;
            }
        }
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

/// The key of a line of a row.
fn key(row: &str, line: Line) -> String {
    format!("{row}{SEPARATOR}{}", line.letter())
}

/// What a family puts into lines between the actions that had happened at the beginning and those that had at the end.
///
/// The actions of the period follow those before it. That is the order of their entries on each asset; where it is another
/// order on the family as a whole, an action on one asset may state something otherwise on another, or be refused, than in
/// the order of the entries, in which the closing stock is counted: the difference is told as restated or moved.
fn rolled(opened: &[(u64, &Step)], closed: &[(u64, &Step)], row: &walk::RowOf<'_>) -> Result<Lines, Fault> {
    let known: HashSet<u64> = opened.iter().map(|(entry, _)| *entry).collect();
    let in_order = closed.len() > opened.len() && closed.iter().zip(opened).all(|((one, _), (other, _))| one == other);
    let mut walk = followed(opened, row)?;
    walk.take_postings();
    let mut lines = vec![(walk.standing().clone(), walk.stock_in(Line::Opening)?)];
    for (entry, step) in closed.iter().filter(|(entry, _)| !known.contains(entry)) {
        match walk.follow(*entry, step) {
            Err(Refusal::Value(fault)) => return Err(fault),
            Err(refusal) if in_order => return Err(contradicted(*entry, refusal)),
            Ok(()) | Err(_) => {}
        }
    }
    let mut postings = walk.take_postings();
    let mut closing = Vec::new();
    if in_order {
        closing.extend(walk.stock_in(Line::Closing)?);
        lines.push((walk.standing().clone(), postings.into_iter().chain(closing).collect()));
    } else {
        let end = followed(closed, row)?;
        let [out, into] = settle(&walk.stock()?, &end.stock()?, row);
        postings.extend(out);
        closing.extend(into);
        closing.extend(end.stock_in(Line::Closing)?);
        lines.push((walk.standing().clone(), postings));
        lines.push((end.standing().clone(), closing));
    }
    Ok(lines)
}

/// A family when these actions have followed each other.
fn followed<'a>(steps: &[(u64, &Step)], row: &'a walk::RowOf<'a>) -> Result<Walk<'a>, Fault> {
    let mut walk = Walk::new(row);
    for (entry, step) in steps {
        walk.follow(*entry, step).map_err(|refusal| contradicted(*entry, refusal))?;
    }
    Ok(walk)
}

/// The counts of a line, and its amount. Nothing in a row of amounts is exactly 0.
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
    use crate::journal::family::Addend;

    #[test]
    fn a_closing_stock_that_no_line_explains_is_told_with_its_row() {
        let scope = Scope::default();
        let day = civil::date(2024, 1, 1);
        let links = super::super::links::Linking::default();
        let mut report = Rollforward::new(&[], &scope, [day, day], links);
        let asset = crate::domain::AssetRef::parse("c:1").unwrap();
        let posting = |line, since| Posting {
            line,
            placed: Placed::as_it_is(&format!("DE{SEPARATOR}EUR")),
            unknown: walk::Unknown { asset: asset.clone(), since },
            addend: Addend { value: crate::journal::Value::NonValued, remainder: None, carried: false },
        };
        let lines = |postings| vec![(Standing::default(), postings)];
        report.check(&lines(vec![posting(Line::Opening, 4), posting(Line::Closing, 4)]));
        assert_eq!(report.unexplained(), None);
        report.check(&lines(vec![posting(Line::New, 4), posting(Line::Closing, 5)]));
        assert_eq!(
            report.unexplained().unwrap(),
            "the lines of the roll-forward do not explain the closing stock of the row DE,EUR: c:1 since entry 4 is left over (+1)"
        );
    }
}
