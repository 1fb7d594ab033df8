//! Which families are perhaps the same money, directly or through any others of the ledger.

use std::collections::HashMap;

use crate::domain::{AssetRef, Fault};
use crate::journal::Family;

use super::total::Fold;

/// The families that are linked to others: those that are so, directly or through others, share a number.
///
/// An asset and its items are one. A link holds for every day, as long as the reading that states it is in force.
#[derive(Clone, Debug, Default)]
pub struct Links(HashMap<AssetRef, u32>);

/// What links state, while families are added.
#[derive(Debug, Default)]
pub struct Linking {
    families: Vec<AssetRef>,
    /// Which of them names which other.
    named: Vec<(usize, AssetRef)>,
}

impl Links {
    /// The number that a family shares with those that are perhaps the same money; `None` where there are none.
    pub fn of(&self, root: &AssetRef) -> Option<u32> {
        if self.0.is_empty() { None } else { self.0.get(root).copied() }
    }
}

impl Fold for Linking {
    fn add(&mut self, family: &Family) -> Result<(), Fault> {
        // Nothing is left of one whose first action was voided, and through it nothing is linked.
        let assets = family.standing().assets();
        let Some(root) = assets.first().map(|asset| asset.asset.root()) else { return Ok(()) };
        let at = self.families.len();
        let others = assets.iter().flat_map(|asset| &asset.may_overlap).map(AssetRef::root);
        self.named.extend(others.filter(|other| *other != root).map(|other| (at, other)));
        self.families.push(root);
        Ok(())
    }

    fn merge(&mut self, other: Self) -> Result<(), Fault> {
        let before = self.families.len();
        self.families.extend(other.families);
        self.named.extend(other.named.into_iter().map(|(at, other)| (before + at, other)));
        Ok(())
    }
}

impl Linking {
    /// The links between the families that were added; what names one that is not among them links nothing.
    pub fn finish(self) -> Links {
        let places = (0..).zip(&self.families).map(|(at, root)| (root, at));
        let places: HashMap<&AssetRef, usize> = places.collect();
        let mut groups = Groups((0..self.families.len()).collect());
        for (at, other) in &self.named {
            if let Some(other) = places.get(other) {
                groups.join(*at, *other);
            }
        }
        let mut sizes: HashMap<usize, u32> = HashMap::new();
        for at in 0..self.families.len() {
            *sizes.entry(groups.first(at)).or_default() += 1;
        }
        let mut numbers: HashMap<usize, u32> = HashMap::new();
        let mut links = HashMap::new();
        for (at, root) in self.families.into_iter().enumerate() {
            let group = groups.first(at);
            if sizes.get(&group).is_some_and(|size| *size > 1) {
                let next = numbers.len().try_into().unwrap_or(u32::MAX);
                links.insert(root, *numbers.entry(group).or_insert(next));
            }
        }
        Links(links)
    }
}

/// Groups that are joined: each place leads to another of its group, and in the end to its first.
struct Groups(Vec<usize>);

impl Groups {
    fn first(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            // Every second step is left out the next time.
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first(one), self.first(other));
        self.0[one.max(other)] = one.min(other);
    }
}
