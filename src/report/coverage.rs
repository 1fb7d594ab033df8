//! Coverage: how many assets in stock have an amount, a day, a place, an authority, an order, an identifier, a passage.

use std::collections::{BTreeMap, HashSet};

use crate::domain::{Basis, Fault, SourceRef};
use crate::journal::breakdown::{Dimension, SEPARATOR};
use crate::journal::{Asset, Entry, Family, Measure, Standing, Tally};

use super::converted::Converting;
use super::dimension::{cell, column};
use super::document::{Cell, Column, Document, Meta};
use super::fold::Fold;
use super::rates_used::RatesUsed;
use super::reached::reached;
use super::scope::Scope;
use super::total;

const ORDER: u8 = 1;
const IDENTIFIER: u8 = 2;
const PASSAGE: u8 = 4;

/// What entries say that counting ignores: a byte for each, by entry number.
#[derive(Debug, Default)]
pub(crate) struct Said {
    of: Vec<u8>,
    /// The sources that are imported files.
    files: HashSet<SourceRef>,
}

impl Said {
    /// Takes note of an entry; a source must come before the entries that cite it.
    pub(crate) fn note(&mut self, entry: &Entry) {
        if let Some(source) = entry.body.source_file().filter(|_| entry.is_imported_file()) {
            self.files.insert(source.source.clone());
        }
        let mut said = 0;
        if let Some(act) = entry.body.act() {
            // An imported file only repeats what the other sources say, unless it is the only one.
            let is_other = |source: &SourceRef| !self.files.contains(source);
            let others = act.sources.iter().any(|citation| is_other(citation.source()));
            let mut cited = act.sources.iter().filter(|citation| !others || is_other(citation.source()));
            said = if act.order.is_some() { ORDER } else { 0 }
                | if act.identifiers.is_empty() { 0 } else { IDENTIFIER }
                | if cited.any(|citation| citation.place().is_some()) { PASSAGE } else { 0 };
        }
        if let Ok(at) = usize::try_from(entry.number) {
            self.of.resize(self.of.len().max(at + 1), 0);
            self.of[at] = said;
        }
    }

    fn by(&self, entry: u64) -> u8 {
        usize::try_from(entry).ok().and_then(|at| self.of.get(at)).copied().unwrap_or_default()
    }

    /// What the readings in force say of each asset; for the proceeds of a sale, what the sale says.
    fn of_each(&self, family: &Family, standing: &Standing) -> Vec<u8> {
        let mut said = vec![0; standing.assets().len()];
        for deed in standing.deeds() {
            let Some(record) = family.record(deed.entry) else { continue };
            let money = record.step.derived.as_ref().and_then(|item| standing.position(item));
            for at in [Some(deed.asset), money].into_iter().flatten() {
                said[at] |= self.by(record.latest());
            }
        }
        said
    }
}

/// The report under construction.
#[derive(Debug)]
pub(crate) struct Coverage<'a> {
    by: &'a [Dimension],
    scope: &'a Scope,
    said: &'a Said,
    rows: BTreeMap<String, Row>,
    converting: Option<&'a Converting>,
}

/// How many assets of a row have which particulars.
#[derive(Clone, Copy, Debug, Default)]
struct Row {
    tally: Tally,
    undated: u64,
    exact_day: u64,
    place_stated: u64,
    place_inferred: u64,
    place_unstated: u64,
    authority: u64,
    order: u64,
    identifier: u64,
    passage: u64,
    unconverted: u64,
}

impl<'a> Coverage<'a> {
    /// An empty report. Without a dimension it has exactly one row.
    pub(crate) fn new(by: &'a [Dimension], scope: &'a Scope, said: &'a Said) -> Coverage<'a> {
        let rows = if by.is_empty() { BTreeMap::from([(String::new(), Row::default())]) } else { BTreeMap::new() };
        Coverage { by, scope, said, rows, converting: None }
    }

    /// The same report, which also counts what cannot be converted. The amounts themselves it does not tell.
    pub(crate) fn converting(self, converting: Option<&'a Converting>) -> Coverage<'a> {
        Coverage { converting, ..self }
    }

    fn key(&self, asset: &Asset) -> Option<String> {
        self.scope.stock_row(self.by, asset)
    }

    /// The report: one row for each combination of the dimensions.
    ///
    /// # Errors
    /// A count below zero.
    pub(crate) fn finish(self, meta: Meta) -> Result<Document, Fault> {
        let counted = ["assets", "exact", "bounded", "unstated", "non_valued"].map(Column::count);
        let had = [
            "exact_day",
            "place_stated",
            "place_inferred",
            "place_unstated",
            "with_authority",
            "with_order",
            "with_identifier",
            "with_passage",
        ];
        let undated = Column::count("undated").where_said();
        let columns = self.by.iter().map(|dimension| column(*dimension)).chain(counted).chain([undated]);
        let unconverted = self.converting.map(|_| Column::count("unconverted"));
        let columns = columns.chain(had.map(Column::count)).chain(unconverted).collect();
        let mut cells = Vec::with_capacity(self.rows.len());
        for (key, row) in &self.rows {
            let dimensions = self.by.iter().zip(key.split(SEPARATOR));
            let mut of_row: Vec<Cell> = dimensions.map(|(dimension, value)| cell(*dimension, value)).collect();
            let tally = &row.tally;
            for figure in [tally.count_all(), tally.exact, tally.bounded, tally.unstated, tally.non_valued] {
                of_row.push(total::count(figure)?);
            }
            of_row.extend(row.had().map(Cell::Count));
            of_row.extend(self.converting.map(|_| Cell::Count(row.unconverted)));
            cells.push(of_row);
        }
        let document = Document::single(meta, columns, cells)?;
        match self.converting {
            Some(_) => RatesUsed::new(self.by.iter().map(|dimension| column(*dimension))).of(document),
            None => Ok(document),
        }
    }
}

impl Row {
    /// The counts that follow those of the amounts, in column order.
    fn had(&self) -> [u64; 9] {
        [
            self.undated,
            self.exact_day,
            self.place_stated,
            self.place_inferred,
            self.place_unstated,
            self.authority,
            self.order,
            self.identifier,
            self.passage,
        ]
    }

    fn plus(self, other: Row) -> Result<Row, Fault> {
        Ok(Row {
            tally: self.tally.plus(other.tally)?,
            undated: self.undated + other.undated,
            exact_day: self.exact_day + other.exact_day,
            place_stated: self.place_stated + other.place_stated,
            place_inferred: self.place_inferred + other.place_inferred,
            place_unstated: self.place_unstated + other.place_unstated,
            authority: self.authority + other.authority,
            order: self.order + other.order,
            identifier: self.identifier + other.identifier,
            passage: self.passage + other.passage,
            unconverted: self.unconverted + other.unconverted,
        })
    }
}

impl Fold for Coverage<'_> {
    fn add(&mut self, family: &Family) -> Result<(), Fault> {
        let standing = self.scope.standing(family)?;
        let said = self.said.of_each(family, &standing);
        for ((asset, reached), said) in standing.assets().iter().zip(reached(&standing)).zip(said) {
            let Some(key) = self.key(asset) else { continue };
            if standing.is_used_up(asset)? {
                continue;
            }
            let is_unconverted = self.converting.is_some_and(|converting| {
                let placed = converting.placed((self.by, &key), asset, standing.stated_on(asset));
                placed.unconverted_in.is_some()
            });
            let row = self.rows.entry(key).or_default();
            row.unconverted += u64::from(is_unconverted);
            row.tally.count_one(standing.left(asset, Measure::Amount), standing.parts())?;
            row.exact_day += u64::from(reached.is_some_and(|reached| reached.is_exact()));
            row.place_stated += u64::from(asset.basis == Some(Basis::Stated));
            row.place_inferred += u64::from(asset.basis == Some(Basis::Inferred));
            row.place_unstated += u64::from(asset.basis.is_none());
            row.authority += u64::from(asset.authority.is_some());
            row.order += u64::from(said & ORDER != 0);
            row.identifier += u64::from(said & IDENTIFIER != 0);
            row.passage += u64::from(said & PASSAGE != 0);
        }
        let undecided = self.scope.undecided(family)?;
        for key in total::undated(&undecided, |asset| self.key(asset).into_iter().collect()) {
            self.rows.entry(key).or_default().undated += 1;
        }
        Ok(())
    }

    fn merge(&mut self, other: Self) -> Result<(), Fault> {
        for (key, added) in other.rows {
            let row = self.rows.entry(key).or_default();
            *row = row.plus(added)?;
        }
        Ok(())
    }
}
