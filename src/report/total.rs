//! Rows of totals: families are added one after the other, and each adds to the rows that it is in.

use std::collections::BTreeMap;

use crate::domain::{Bounds, End, Fault, Unit};
use crate::journal::days::{Left, Possible};
use crate::journal::family::Addend;
use crate::journal::tally::ByKey;
use crate::journal::{Asset, Standing, Tally};

use super::document::{Cell, Column};
use super::links::Groups;
use super::scope::Taken;

/// Addends, each with the key of its row.
pub(crate) type Keyed = Vec<(String, Addend)>;

/// What a row comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Total {
    /// What is counted.
    pub(crate) tally: Tally,
    /// How many assets some choice of days puts into the row and another does not, whether they are counted or not.
    pub(crate) undated: u64,
    /// About how many assets of the row sources disagree.
    pub(crate) disputed: u64,
    /// By how much the lower end is less than the sum of those of all families, because some are perhaps the same money.
    pub(crate) overlap: End,
}

/// Rows of totals, by their keys.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    /// Rows that were kept whole, in the order of their keys.
    kept: Vec<(String, Tally)>,
    rows: ByKey<Row>,
}

#[derive(Debug, Default)]
struct Row {
    tally: Tally,
    /// What families add that are perhaps the same money as others, with their numbers.
    linked: Vec<(u32, Bounds)>,
    undated: u64,
    disputed: u64,
}

impl Rows {
    /// Adds what is kept of a row, behind those of smaller keys.
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

    /// Adds what is kept of a row.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn add_kept(&mut self, key: &str, tally: Tally) -> Result<(), Fault> {
        // Most keys are there already, and are not copied then.
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
        Ok(())
    }

    /// Adds what a family adds, each addend to the row of its key. `linked` is its number among those that are perhaps the
    /// same money as others.
    ///
    /// Within a family, “rest + Σ items = asset” gives the sum. Sums of those that are linked wait until all are there.
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
                (Some(sum), Some(number)) => self.row(key).linked.push((number, sum)),
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

    /// Counts one more asset about which sources disagree in each of these rows.
    pub(crate) fn add_disputed(&mut self, keys: impl IntoIterator<Item = String>) {
        for key in keys {
            self.row(&key).disputed += 1;
        }
    }

    /// Adds what other families add, to whose numbers `before` is added.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn merge(&mut self, other: Rows, before: u32) -> Result<(), Fault> {
        self.kept.extend(other.kept);
        for (key, added) in other.rows {
            let row = self.rows.entry(key).or_default();
            row.tally = row.tally.plus(added.tally)?;
            row.linked.extend(added.linked.into_iter().map(|(number, sum)| (before + number, sum)));
            row.undated += added.undated;
            row.disputed += added.disputed;
        }
        Ok(())
    }

    /// The rows with what they add up to, in the order of their keys.
    ///
    /// Families that are linked, directly or through others of the ledger, count with the greatest of their lower ends,
    /// and with the sum of their upper ends.
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
        for (key, Row { mut tally, mut linked, undated, disputed }) in others {
            linked.iter_mut().for_each(|(number, _)| *number = groups.of(*number));
            linked.sort_by_key(|(group, _)| *group);
            let mut overlap = End::ZERO;
            for together in linked.chunk_by(|(a, _), (b, _)| a == b) {
                let mut sums = together[1..].iter().map(|(_, sum)| *sum);
                let sum = sums.try_fold(together[0].1, Bounds::overlapping)?;
                let mut lowers = together.iter().map(|(_, sum)| sum.lower());
                let apart = lowers.try_fold(End::ZERO, End::plus)?;
                overlap = overlap.plus(apart.minus(sum.lower())?)?;
                tally.add(sum)?;
            }
            rows.push((key, Total { tally, undated, disputed, overlap }));
        }
        rows.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        Ok(rows)
    }

    fn row(&mut self, key: &str) -> &mut Row {
        self.rows.entry(key.to_owned()).or_default()
    }
}

/// The rows in which assets are for some choice of days and not for another, each as often as it has such an asset;
/// `rows` gives those of an asset as it may stand.
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

/// The column that counts assets about which sources disagree, in a report that takes all that they state.
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

/// The cell of the bounds of a total: where nothing is known of it, it is *not stated* only if no amount in it is.
pub(crate) fn bounds(bounds: Option<Bounds>, tally: &Tally, unit: Option<Unit>) -> Cell {
    if tally.exact + tally.bounded > 0 { Cell::stated(bounds, unit) } else { Cell::bounds(bounds, unit) }
}
