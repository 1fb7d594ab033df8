//! Rows of totals: families are added one by one, each to the rows that it belongs to.

use std::collections::BTreeMap;

use crate::domain::{Bounds, End, Fault, Unit};
use crate::journal::days::{Left, Possible};
use crate::journal::family::Addend;
use crate::journal::tally::ByKey;
use crate::journal::{Asset, Standing, Tally};

use super::document::{Cell, Column};
use super::links::Groups;
use super::scope::Taken;

/// Addends with the keys of their rows.
pub(crate) type Keyed = Vec<(String, Addend)>;

/// The total of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Total {
    /// The counts and sums.
    pub(crate) tally: Tally,
    /// How many assets may or may not be in the row, depending on the choice of days, whether they are counted or not.
    pub(crate) undated: u64,
    /// The number of disputed assets in the row.
    pub(crate) disputed: u64,
    /// How many are counted in rows of their own unit, because they have no rate.
    pub(crate) unconverted: u64,
    /// How far the lower end is below the sum of all families' lower ends, because some families are perhaps the same
    /// money.
    pub(crate) overlap: End,
}

/// Rows of totals by key.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    /// Kept rows used unchanged, in key order.
    kept: Vec<(String, Tally)>,
    rows: ByKey<Row>,
    /// The number of the ledger whose families are added, among several.
    ledger: u32,
}

/// A row as families add to it.
#[derive(Debug, Default)]
pub(crate) struct Row {
    pub(crate) tally: Tally,
    /// The contributions of families that are perhaps the same money as others.
    pub(crate) linked: Vec<Linked>,
    undated: u64,
    disputed: u64,
    unconverted: u64,
}

/// The contribution of a family that is perhaps the same money as others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Linked {
    /// The number that it shares with those others, once all are known.
    pub(crate) group: u32,
    /// The number of its ledger among several, and the entry with which it begins.
    pub(crate) family: (u32, u64),
    pub(crate) sum: Bounds,
}

impl Rows {
    /// The same for the families of one of several ledgers.
    pub(crate) fn of_ledger(self, ledger: u32) -> Rows {
        Rows { ledger, ..self }
    }

    /// Adds a kept row whose key is greater than all previous ones.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn add_whole(&mut self, key: &str, tally: Tally) -> Result<(), Fault> {
        match self.kept.last_mut().filter(|(last, _)| last == key) {
            Some((_, sum)) => *sum = sum.plus(tally)?,
            None => self.kept.push((key.to_owned(), tally)),
        }
        Ok(())
    }

    /// Adds a kept row.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn add_kept(&mut self, key: &str, tally: Tally) -> Result<(), Fault> {
        // Most keys already exist; this avoids copying them.
        match self.rows.get_mut(key) {
            Some(row) => row.tally = row.tally.plus(tally)?,
            None => {
                self.rows.insert(key.to_owned(), Row { tally, ..Row::default() });
            }
        }
        Ok(())
    }

    /// Adds the row of another report.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn add_total(&mut self, key: &str, total: Total) -> Result<(), Fault> {
        self.add_kept(key, total.tally)?;
        let row = self.row(key);
        row.undated += total.undated;
        row.disputed += total.disputed;
        row.unconverted += total.unconverted;
        Ok(())
    }

    /// Adds a family's addends to the rows of their keys. `linked` is the family's number among those that may be the
    /// same money as others.
    ///
    /// Within a family, “rest + Σ items = asset” gives the sum. Sums of linked families wait until all are there.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn add(&mut self, standing: &Standing, linked: Option<u32>, mut addends: Keyed) -> Result<(), Fault> {
        if let ([(key, addend)], None) = (addends.as_slice(), linked) {
            return self.add_kept(key, Tally::of(*addend, standing.parts())?);
        }
        addends.sort_by(|(a, _), (b, _)| a.cmp(b));
        for together in addends.chunk_by(|(a, _), (b, _)| a == b) {
            let key = &together[0].0;
            let mut tally = Tally::default();
            let alone: Vec<Addend> = together.iter().map(|(_, addend)| *addend).collect();
            match (tally.count(&alone, standing.parts())?, linked) {
                (Some(sum), None) => tally.add(sum)?,
                (Some(sum), Some(group)) => {
                    let family = (self.ledger, standing.assets().first().map_or(0, |asset| asset.entry));
                    self.row(key).linked.push(Linked { group, family, sum });
                }
                (None, _) => {}
            }
            self.add_kept(key, tally)?;
        }
        Ok(())
    }

    /// Counts one more asset under `undated` in each of these rows.
    pub(crate) fn add_undated(&mut self, keys: &[String]) {
        for key in keys {
            self.row(key).undated += 1;
        }
    }

    /// Counts one more disputed asset in each of these rows.
    pub(crate) fn add_disputed(&mut self, keys: impl IntoIterator<Item = String>) {
        for key in keys {
            self.row(&key).disputed += 1;
        }
    }

    /// Counts more that stay in rows of their own unit beside this one.
    pub(crate) fn add_unconverted(&mut self, key: &str, count: u64) {
        self.row(key).unconverted += count;
    }

    /// Merges the rows of other families, whose numbers are raised by `before`.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn merge(&mut self, other: Rows, before: u32) -> Result<(), Fault> {
        self.kept.extend(other.kept);
        for (key, added) in other.rows {
            let row = self.rows.entry(key).or_default();
            row.tally = row.tally.plus(added.tally)?;
            row.linked.extend(added.linked.into_iter().map(|linked| Linked { group: before + linked.group, ..linked }));
            row.undated += added.undated;
            row.disputed += added.disputed;
            row.unconverted += added.unconverted;
        }
        Ok(())
    }

    /// The rows with their totals, in key order.
    ///
    /// Families linked directly or through others in the ledger count with the greatest of their lower ends and the sum
    /// of their upper ends.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn finish(self, groups: &Groups) -> Result<Vec<(String, Total)>, Fault> {
        let mut others = self.rows;
        let mut rows: Vec<(String, Total)> = Vec::with_capacity(self.kept.len() + others.len());
        for (key, kept) in self.kept {
            match others.get_mut(&key) {
                Some(row) => row.tally = row.tally.plus(kept)?,
                None => rows.push((key, Total { tally: kept, ..Total::default() })),
            }
        }
        for (key, mut row) in others {
            row.number(groups);
            rows.push((key, row.total()?));
        }
        rows.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        Ok(rows)
    }

    /// What the lower ends of all families come to in each row, as if none were perhaps the same money as another.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn lower_ends(&self) -> Result<BTreeMap<String, End>, Fault> {
        let of = |(key, row): (&String, &Row)| {
            let mut linked = row.linked.iter();
            let lower = linked.try_fold(row.tally.lower, |lower, linked| lower.plus(linked.sum.lower()))?;
            Ok((key.clone(), lower))
        };
        self.rows.iter().map(of).collect()
    }

    /// The rows as families added to them, in key order, with their final group numbers.
    pub(crate) fn numbered(self, groups: &Groups) -> Vec<(String, Row)> {
        let mut rows: Vec<(String, Row)> = self.rows.into_iter().collect();
        rows.iter_mut().for_each(|(_, row)| row.number(groups));
        rows.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        rows
    }

    fn row(&mut self, key: &str) -> &mut Row {
        self.rows.entry(key.to_owned()).or_default()
    }
}

impl Row {
    /// Gives linked contributions the number of their group, and sorts them by it.
    fn number(&mut self, groups: &Groups) {
        self.linked.iter_mut().for_each(|linked| linked.group = groups.of(linked.group));
        self.linked.sort_by_key(|linked| linked.group);
    }

    /// The row's total, once linked contributions have their group numbers.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn total(&self) -> Result<Total, Fault> {
        let (mut tally, mut overlap) = (self.tally, End::ZERO);
        for together in self.linked.chunk_by(|one, other| one.group == other.group) {
            let mut sums = together[1..].iter().map(|linked| linked.sum);
            let sum = sums.try_fold(together[0].sum, Bounds::overlapping)?;
            let apart = together.iter().try_fold(End::ZERO, |lower, linked| lower.plus(linked.sum.lower()))?;
            overlap = overlap.plus(apart.minus(sum.lower())?)?;
            tally.add(sum)?;
        }
        Ok(Total { tally, overlap, ..self.counts() })
    }

    /// Everything counted but the amounts.
    pub(crate) fn counts(&self) -> Total {
        let Row { undated, disputed, unconverted, .. } = *self;
        Total { undated, disputed, unconverted, ..Total::default() }
    }
}

/// The rows that assets are in for some choice of days but not for another, repeated for each such asset; `rows` gives
/// the rows of an asset in a possible state.
pub(crate) fn undated(assets: &[Vec<Possible>], rows: impl Fn(&Asset) -> Vec<String>) -> Vec<String> {
    let mut undated = Vec::new();
    for states in assets {
        let mut certain: BTreeMap<String, usize> = BTreeMap::new();
        for state in states.iter().filter(|state| state.left != Left::Nothing) {
            for row in state.asset.iter().flat_map(&rows) {
                *certain.entry(row).or_default() += usize::from(state.left == Left::Something);
            }
        }
        undated.extend(certain.into_iter().filter(|(_, times)| *times < states.len()).map(|(row, _)| row));
    }
    undated
}

/// The column for the number of disputed assets, in a report that takes every source's statements.
pub(crate) fn disputed_column(taken: Taken) -> Option<Column> {
    taken.is_hull().then(|| Column::count("disputed"))
}

/// The cell of a count.
///
/// # Errors
/// A count below zero.
pub(crate) fn count(count: i64) -> Result<Cell, Fault> {
    u64::try_from(count).map(Cell::Count).map_err(|_| Fault::new(format!("a kept total counts {count}")))
}

/// The cell of a total's bounds. An unknown total is *not stated* only if no amount in it is.
pub(crate) fn bounds(bounds: Option<Bounds>, tally: &Tally, unit: Option<Unit>) -> Cell {
    if tally.exact + tally.bounded > 0 { Cell::stated(bounds, unit) } else { Cell::bounds(bounds, unit) }
}
