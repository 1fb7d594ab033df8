//! Rows of totals: families are added one after the other, and each adds to the rows that it is in.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::domain::{AssetRef, Bounds, Fault, Remainder, Unit};
use crate::journal::tally::ByKey;
use crate::journal::{Asset, Family, Standing, Tally, Value};

use super::grid::{Cell, Column};

/// One asset, or one action on an asset, that a row adds up.
#[derive(Clone, Copy, Debug)]
pub struct Addend {
    /// What the asset amounts to.
    pub value: Value,
    /// How much of it is meant; `None` where no value has a meaning.
    pub remainder: Option<Remainder>,
}

/// Addends, each with the key of its row.
pub type Keyed = Vec<(String, Addend)>;

/// The families that may be the same money as another, by their first assets.
#[derive(Clone, Debug, Default)]
pub struct Links(HashSet<AssetRef>);

/// A report to which families are added, in whatever order: some here, some there, and then together.
pub trait Fold: Sized {
    /// Adds a family.
    ///
    /// # Errors
    /// A figure that does not fit.
    fn add(&mut self, family: &Family) -> Result<(), Fault>;

    /// Adds what was added to another.
    ///
    /// # Errors
    /// A figure that does not fit.
    fn merge(&mut self, other: Self) -> Result<(), Fault>;
}

/// Rows of totals, by their keys.
#[derive(Debug, Default)]
pub struct Rows {
    /// Rows that were kept whole, in the order of their keys.
    kept: Vec<(String, Tally)>,
    rows: ByKey<Row>,
    /// The linked families, whose sums depend on which of them are in a row.
    linked: Vec<Standing>,
}

#[derive(Debug, Default)]
struct Row {
    tally: Tally,
    /// What linked families add, by their places.
    linked: BTreeMap<usize, Vec<Addend>>,
}

impl Links {
    /// Takes note of a family's links, whatever became of the readings that state them.
    pub fn note(&mut self, root: &AssetRef, family: &Family) {
        let named = family.records().iter().flat_map(|record| &record.step.may_overlap);
        let mut named = named.map(AssetRef::root).peekable();
        if named.peek().is_some() {
            self.0.insert(root.clone());
            self.0.extend(named);
        }
    }

    /// Whether a family is linked.
    pub fn contains(&self, root: &AssetRef) -> bool {
        !self.0.is_empty() && self.0.contains(root)
    }
}

impl Rows {
    /// Adds what is kept of a row that comes once, behind those of smaller keys.
    pub fn add_whole(&mut self, key: &str, tally: Tally) {
        self.kept.push((key.to_owned(), tally));
    }

    /// Adds what is kept of a row.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub fn add_kept(&mut self, key: &str, tally: Tally) -> Result<(), Fault> {
        // Most keys are there already, and are not copied then.
        match self.rows.get_mut(key) {
            Some(row) => row.tally = row.tally.plus(tally)?,
            None => {
                self.rows.insert(key.to_owned(), Row { tally, ..Row::default() });
            }
        }
        Ok(())
    }

    /// Adds what a family adds, each addend to the row of its key.
    ///
    /// Within a family, “rest + Σ items = asset” gives the sum. Those that are linked wait until all are there.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub fn add(&mut self, standing: &Standing, linked: bool, mut addends: Keyed) -> Result<(), Fault> {
        if linked {
            let family = self.linked.len();
            self.linked.push(standing.clone());
            for (key, addend) in addends {
                self.row(&key).linked.entry(family).or_default().push(addend);
            }
            return Ok(());
        }
        if let [(key, addend)] = addends.as_slice() {
            return self.add_kept(key, Tally::of(addend.value, addend.remainder, standing.parts())?);
        }
        addends.sort_by(|(a, _), (b, _)| a.cmp(b));
        for together in addends.chunk_by(|(a, _), (b, _)| a == b) {
            let mut tally = Tally::default();
            if let Some(sum) = sum(together.iter().map(|(_, addend)| addend), standing, &mut tally)? {
                tally.add(sum)?;
            }
            self.add_kept(&together[0].0, tally)?;
        }
        Ok(())
    }

    /// Adds what other families add.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub fn merge(&mut self, other: Rows) -> Result<(), Fault> {
        let before = self.linked.len();
        self.linked.extend(other.linked);
        self.kept.extend(other.kept);
        for (key, added) in other.rows {
            let row = self.rows.entry(key).or_default();
            row.tally = row.tally.plus(added.tally)?;
            row.linked.extend(added.linked.into_iter().map(|(family, addends)| (before + family, addends)));
        }
        Ok(())
    }

    /// The rows with what they add up to, in the order of their keys.
    ///
    /// Families that are linked, directly or through others of the same row, count with the greatest of their lower
    /// ends, and with the sum of their upper ends.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub fn finish(self) -> Result<Vec<(String, Tally)>, Fault> {
        let neighbours = neighbours(&self.linked);
        let mut others = self.rows;
        let mut rows: Vec<(String, Tally)> = Vec::with_capacity(self.kept.len() + others.len());
        for (key, kept) in self.kept {
            match others.get_mut(&key) {
                Some(row) => row.tally = row.tally.plus(kept)?,
                None => rows.push((key, kept)),
            }
        }
        for (key, row) in others {
            let mut tally = row.tally;
            let mut sums: BTreeMap<usize, Option<Bounds>> = BTreeMap::new();
            for (family, addends) in &row.linked {
                sums.insert(*family, sum(addends.iter(), &self.linked[*family], &mut tally)?);
            }
            while let Some((first, _)) = sums.first_key_value() {
                if let Some(together) = take_linked(*first, &neighbours, &mut sums)? {
                    tally.add(together)?;
                }
            }
            rows.push((key, tally));
        }
        rows.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        Ok(rows)
    }

    fn row(&mut self, key: &str) -> &mut Row {
        self.rows.entry(key.to_owned()).or_default()
    }
}

/// The sum of what one family adds to a row, each amount counted; `None` where none has a value.
fn sum<'a>(
    addends: impl Iterator<Item = &'a Addend>,
    standing: &Standing,
    tally: &mut Tally,
) -> Result<Option<Bounds>, Fault> {
    let mut remainders = Vec::new();
    for addend in addends {
        tally.count(addend.value, addend.remainder, standing.parts())?;
        remainders.extend(addend.remainder);
    }
    if remainders.is_empty() { Ok(None) } else { standing.parts().sum(&remainders).map(Some) }
}

/// Which of some families are linked to which, as they stand.
fn neighbours(standings: &[Standing]) -> HashMap<usize, Vec<usize>> {
    let roots = standings.iter().enumerate();
    let roots: HashMap<AssetRef, usize> =
        roots.filter_map(|(at, standing)| Some((standing.assets().first()?.asset.root(), at))).collect();
    let mut links: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, standing) in standings.iter().enumerate() {
        for other in standing.assets().iter().flat_map(|asset| &asset.may_overlap) {
            if let Some(other) = roots.get(&other.root()) {
                links.entry(at).or_default().push(*other);
                links.entry(*other).or_default().push(at);
            }
        }
    }
    links
}

/// Takes a family and all that are linked to it out of the sums, and gives what they count with.
fn take_linked(
    first: usize,
    neighbours: &HashMap<usize, Vec<usize>>,
    sums: &mut BTreeMap<usize, Option<Bounds>>,
) -> Result<Option<Bounds>, Fault> {
    let mut waiting = vec![first];
    let mut together: Option<Bounds> = None;
    while let Some(family) = waiting.pop() {
        let Some(sum) = sums.remove(&family) else { continue };
        together = match (together, sum) {
            (Some(before), Some(sum)) => Some(before.overlapping(sum)?),
            (before, sum) => before.or(sum),
        };
        waiting.extend(neighbours.get(&family).into_iter().flatten());
    }
    Ok(together)
}

/// What is in stock of an asset.
pub fn stock(asset: &Asset, standing: &Standing) -> Addend {
    Addend { value: asset.value, remainder: standing.rest(asset) }
}

/// The columns of a total, after its dimensions; the first counts `what`.
pub fn columns(what: &'static str) -> Vec<Column> {
    vec![
        Column::count(what),
        Column::count("exact").as_data_only(),
        Column::count("bounded").as_data_only(),
        Column::count("unstated"),
        Column::count("non_valued"),
        Column::bounds(""),
    ]
}

/// The cells of those columns.
///
/// # Errors
/// A total that is none.
pub fn cells(tally: &Tally, unit: Option<Unit>) -> Result<Vec<Cell>, Fault> {
    let count = |count: i64| {
        u64::try_from(count).map(Cell::Count).map_err(|_| Fault::new(format!("a kept total counts {count}")))
    };
    Ok(vec![
        count(tally.count_all())?,
        count(tally.exact)?,
        count(tally.bounded)?,
        count(tally.unstated)?,
        count(tally.non_valued)?,
        Cell::bounds(tally.bounds()?, unit),
    ])
}
