//! The total of a row: counts by what is known, and the bounds of the sum.

use std::collections::{BTreeMap, HashMap};

use crate::domain::{Bounds, Fault, Remainder, Unit};
use crate::journal::{Asset, Standing, Value};

use super::grid::{Cell, Column};

/// One asset, or one action on an asset, that a row adds up.
#[derive(Clone, Copy, Debug)]
pub struct Addend {
    /// The family of the asset, by its place among the standings.
    pub family: usize,
    /// What the asset amounts to.
    pub value: Value,
    /// How much of it is meant; `None` where no value has a meaning.
    pub remainder: Option<Remainder>,
}

/// What a row adds up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Total {
    /// Amounts whose bounds are equal.
    pub exact: u64,
    /// All others that are stated.
    pub bounded: u64,
    /// Amounts that no source states.
    pub unstated: u64,
    /// Assets of which no value has a meaning.
    pub non_valued: u64,
    /// The bounds of the sum; `None` where nothing has a value.
    pub bounds: Option<Bounds>,
}

/// Which families are perhaps, in part, the same money.
#[derive(Clone, Debug, Default)]
pub struct Overlaps {
    links: HashMap<usize, Vec<usize>>,
}

impl Overlaps {
    /// The links among some families, each by its place.
    pub fn among<'a>(standings: impl Iterator<Item = &'a Standing> + Clone) -> Overlaps {
        let mut linked =
            standings.clone().flat_map(Standing::assets).filter(|asset| !asset.may_overlap.is_empty()).peekable();
        let mut overlaps = Overlaps::default();
        if linked.peek().is_none() {
            return overlaps;
        }
        let roots: HashMap<_, _> = standings
            .enumerate()
            .filter_map(|(at, standing)| standing.assets().first().map(|asset| (asset.asset.clone(), at)))
            .collect();
        for asset in linked {
            for other in &asset.may_overlap {
                if let (Some(a), Some(b)) = (roots.get(&asset.asset.root()), roots.get(&other.root())) {
                    overlaps.links.entry(*a).or_default().push(*b);
                    overlaps.links.entry(*b).or_default().push(*a);
                }
            }
        }
        overlaps
    }
}

impl Total {
    /// Adds up a row.
    ///
    /// Within a family, “rest + Σ items = asset” gives the sum. Families that are linked, directly or through others of
    /// the same row, count with the greatest of their lower ends, and with the sum of their upper ends.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub fn of(addends: &[Addend], standings: &[&Standing], overlaps: &Overlaps) -> Result<Total, Fault> {
        let mut total = Total::default();
        let mut families: BTreeMap<usize, Vec<Remainder>> = BTreeMap::new();
        for addend in addends {
            *total.count_of(addend, standings[addend.family])? += 1;
            families.entry(addend.family).or_default().extend(addend.remainder);
        }
        let mut sums: BTreeMap<usize, Option<Bounds>> = BTreeMap::new();
        for (family, remainders) in families {
            let sum = if remainders.is_empty() { None } else { Some(standings[family].parts().sum(&remainders)?) };
            sums.insert(family, sum);
        }
        while let Some((first, _)) = sums.first_key_value() {
            let linked = overlaps.take_linked(*first, &mut sums)?;
            if let Some(sum) = linked {
                total.bounds = Some(total.bounds.unwrap_or(Bounds::NOTHING).plus(sum)?);
            }
        }
        Ok(total)
    }

    /// All amounts counted.
    pub fn count(&self) -> u64 {
        self.exact + self.bounded + self.unstated + self.non_valued
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
    pub fn cells(&self, unit: Option<Unit>) -> Vec<Cell> {
        vec![
            Cell::Count(self.count()),
            Cell::Count(self.exact),
            Cell::Count(self.bounded),
            Cell::Count(self.unstated),
            Cell::Count(self.non_valued),
            Cell::bounds(self.bounds, unit),
        ]
    }

    fn count_of(&mut self, addend: &Addend, standing: &Standing) -> Result<&mut u64, Fault> {
        Ok(match (addend.value, addend.remainder) {
            (Value::NonValued, _) | (_, None) => &mut self.non_valued,
            (Value::Unstated(..), _) => &mut self.unstated,
            (Value::Stated(_, part), Some(remainder)) => {
                let plain = remainder.after == 0 && standing.parts().stated(part).is_exact();
                let exact = plain || standing.parts().sum(&[remainder])?.is_exact();
                if exact { &mut self.exact } else { &mut self.bounded }
            }
        })
    }
}

impl Overlaps {
    /// Takes a family and all that are linked to it out of the sums, and gives what they count with.
    fn take_linked(&self, first: usize, sums: &mut BTreeMap<usize, Option<Bounds>>) -> Result<Option<Bounds>, Fault> {
        let mut waiting = vec![first];
        let mut together: Option<Bounds> = None;
        while let Some(family) = waiting.pop() {
            let Some(sum) = sums.remove(&family) else { continue };
            together = match (together, sum) {
                (Some(before), Some(sum)) => Some(before.overlapping(sum)?),
                (before, sum) => before.or(sum),
            };
            waiting.extend(self.links.get(&family).into_iter().flatten());
        }
        Ok(together)
    }
}

/// What is in stock of an asset.
pub fn stock(family: usize, asset: &Asset, standing: &Standing) -> Addend {
    Addend { family, value: asset.value, remainder: standing.rest(asset) }
}
