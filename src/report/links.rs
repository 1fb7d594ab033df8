//! Which families are perhaps the same money, directly or through any others of the ledger.

use std::collections::HashMap;

use crate::domain::{AssetRef, Fault};
use crate::journal::Family;

use super::fold::Fold;

/// By family, quickly: there may be very many.
type ByRoot<K, V> = HashMap<K, V, foldhash::fast::RandomState>;

/// The families that are linked to others: those that are so, directly or through others, share a number.
///
/// An asset and its items are one. A link holds for every day, as long as the reading that states it is in force.
#[derive(Clone, Debug, Default)]
pub(crate) struct Links(ByRoot<AssetRef, u32>);

/// What links state, while families are added.
#[derive(Debug, Default)]
pub(crate) struct Linking {
    families: Vec<AssetRef>,
    /// Which of them names which other.
    named: Vec<(u32, AssetRef)>,
}

/// How a report knows of the links between the families that are added to it.
#[derive(Debug)]
pub(crate) enum Linked<'a> {
    /// All of the ledger are known beforehand.
    Known(&'a Links),
    /// Every family that a link can concern is added, so that they are known in the end.
    Found(Linking),
}

/// Which group a number belongs to: a report gives each family that may be linked a number.
#[derive(Debug)]
pub(crate) struct Groups(Option<Vec<u32>>);

impl Links {
    /// The number that a family shares with those that are perhaps the same money; `None` where there are none.
    pub(crate) fn of(&self, root: &AssetRef) -> Option<u32> {
        if self.0.is_empty() { None } else { self.0.get(root).copied() }
    }
}

impl Groups {
    /// The group of a number.
    pub(crate) fn of(&self, number: u32) -> u32 {
        let group = |groups: &Vec<u32>| groups.get(number as usize).copied();
        self.0.as_ref().and_then(group).unwrap_or(number)
    }
}

impl<'a> From<&'a Links> for Linked<'a> {
    fn from(links: &'a Links) -> Linked<'a> {
        Linked::Known(links)
    }
}

impl From<Linking> for Linked<'_> {
    fn from(linking: Linking) -> Self {
        Linked::Found(linking)
    }
}

impl<'a> Linked<'a> {
    /// The same for a report with nothing added to it.
    pub(crate) fn blank(&self) -> Linked<'a> {
        match self {
            Linked::Known(links) => Linked::Known(links),
            Linked::Found(_) => Linked::Found(Linking::default()),
        }
    }

    /// The number of a family that is added; `None` where it is linked to no other.
    pub(crate) fn number(&mut self, family: &Family) -> Option<u32> {
        match self {
            Linked::Known(links) => links.of(&family.root()?),
            Linked::Found(linking) => linking.note(family),
        }
    }

    /// Takes over what another knows, and gives what is to be added to the numbers that it gave.
    pub(crate) fn merge(&mut self, other: Linked<'a>) -> u32 {
        match (self, other) {
            (Linked::Found(linking), Linked::Found(other)) => linking.append(other),
            _ => 0,
        }
    }

    /// The groups of the numbers given.
    pub(crate) fn finish(self) -> Groups {
        match self {
            Linked::Known(_) => Groups(None),
            Linked::Found(linking) => Groups(Some(linking.groups())),
        }
    }
}

impl Fold for Linking {
    fn add(&mut self, family: &Family) -> Result<(), Fault> {
        self.note(family);
        Ok(())
    }

    fn merge(&mut self, other: Self) -> Result<(), Fault> {
        self.append(other);
        Ok(())
    }
}

impl Linking {
    /// Takes note of a family and of what it names, and gives its number.
    fn note(&mut self, family: &Family) -> Option<u32> {
        // Nothing is left of one whose first action was voided, and through it nothing is linked.
        let assets = family.standing().assets();
        let root = assets.first()?.asset.root();
        let at = self.next();
        let others = assets.iter().flat_map(|asset| &asset.may_overlap).map(AssetRef::root);
        self.named.extend(others.filter(|other| *other != root).map(|other| (at, other)));
        self.families.push(root);
        Some(at)
    }

    fn next(&self) -> u32 {
        // An entry's bytes alone take more room than there is for so many.
        u32::try_from(self.families.len()).unwrap_or(u32::MAX)
    }

    fn append(&mut self, other: Linking) -> u32 {
        let before = self.next();
        self.families.extend(other.families);
        self.named.extend(other.named.into_iter().map(|(at, other)| (before + at, other)));
        before
    }

    /// The group of each family; what names one that is not among them links nothing.
    fn groups(&self) -> Vec<u32> {
        let places: ByRoot<&AssetRef, u32> = self.families.iter().zip(0..).collect();
        let mut joined = Joined((0..self.next()).collect());
        for (at, other) in &self.named {
            if let Some(other) = places.get(other) {
                joined.join(*at, *other);
            }
        }
        (0..self.next()).map(|at| joined.first(at)).collect()
    }

    /// The links between the families that were added.
    pub(crate) fn finish(self) -> Links {
        let groups = self.groups();
        let mut sizes = vec![0_u32; groups.len()];
        groups.iter().for_each(|group| sizes[*group as usize] += 1);
        let linked = self.families.into_iter().zip(groups).filter(|(_, group)| sizes[*group as usize] > 1);
        Links(linked.collect())
    }
}

/// Groups that are joined: each place leads to another of its group, and in the end to its first.
struct Joined(Vec<u32>);

impl Joined {
    fn first(&mut self, mut at: u32) -> u32 {
        while self.0[at as usize] != at {
            // Every second step is left out the next time.
            self.0[at as usize] = self.0[self.0[at as usize] as usize];
            at = self.0[at as usize];
        }
        at
    }

    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.first(one), self.first(other));
        self.0[one.max(other) as usize] = one.min(other);
    }
}
