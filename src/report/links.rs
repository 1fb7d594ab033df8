//! Families that may be the same money, directly or through other families in the ledger.

use std::collections::HashMap;

use crate::domain::{AssetElsewhere, AssetRef, Fault, Origin, Overlap};
use crate::journal::Family;

use super::fold::Fold;

/// A map by family with a fast hash: there may be very many.
type ByRoot<K, V> = HashMap<K, V, foldhash::fast::RandomState>;

/// The linked families; those linked directly or through others share a number.
///
/// An asset and its items count as one. A link holds for every day while the reading that states it is in force.
#[derive(Clone, Debug, Default)]
pub(crate) struct Links(ByRoot<AssetRef, u32>);

/// Links under construction.
#[derive(Debug, Default)]
pub(crate) struct Linking {
    families: Vec<AssetRef>,
    /// Which family names which other.
    named: Vec<(u32, AssetRef)>,
    /// Which family names which asset of another ledger.
    elsewhere: Vec<(u32, AssetElsewhere)>,
}

/// How a report learns of the links between its families.
#[derive(Debug)]
pub(crate) enum Linked<'a> {
    /// All links in the ledger are known in advance.
    Known(&'a Links),
    /// Every family that a link can concern is added, so the links are known at the end.
    Found(Linking),
}

/// The group of each number; a report numbers every family that may be linked.
#[derive(Debug)]
pub(crate) struct Groups(Option<Vec<u32>>);

impl Links {
    /// The number that a family shares with those that may be the same money; `None` if there are none.
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
    /// The same for an empty report.
    pub(crate) fn blank(&self) -> Linked<'a> {
        match self {
            Linked::Known(links) => Linked::Known(links),
            Linked::Found(_) => Linked::Found(Linking::default()),
        }
    }

    /// The number of an added family; `None` if it is not linked.
    pub(crate) fn number(&mut self, family: &Family) -> Option<u32> {
        match self {
            Linked::Known(links) => links.of(&family.root()?),
            Linked::Found(linking) => linking.note(family),
        }
    }

    /// Merges another's links and returns the offset for the numbers that it gave.
    pub(crate) fn merge(&mut self, other: Linked<'a>) -> u32 {
        match (self, other) {
            (Linked::Found(linking), Linked::Found(other)) => linking.append(other),
            _ => 0,
        }
    }

    /// The groups of all numbers.
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
    /// Records a family and the assets that it names, and returns its number.
    pub(crate) fn note(&mut self, family: &Family) -> Option<u32> {
        // A family whose first action was voided has no assets and links nothing.
        let assets = family.standing().assets();
        let root = assets.first()?.asset.root();
        let at = self.next();
        let overlaps = || assets.iter().flat_map(|asset| &asset.may_overlap);
        let others = overlaps().filter_map(Overlap::here).map(AssetRef::root);
        self.named.extend(others.filter(|other| *other != root).map(|other| (at, other)));
        self.elsewhere.extend(overlaps().filter_map(Overlap::elsewhere).map(|other| (at, other.clone())));
        self.families.push(root);
        Some(at)
    }

    fn next(&self) -> u32 {
        // There is no room for that many families: the bytes of their entries alone take too much.
        u32::try_from(self.families.len()).unwrap_or(u32::MAX)
    }

    fn append(&mut self, other: Linking) -> u32 {
        let before = self.next();
        self.families.extend(other.families);
        self.named.extend(other.named.into_iter().map(|(at, other)| (before + at, other)));
        self.elsewhere.extend(other.elsewhere.into_iter().map(|(at, other)| (before + at, other)));
        before
    }

    /// The group of each family; names of families that were not added link nothing.
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

    /// The families that were added.
    pub(crate) fn families(&self) -> &[AssetRef] {
        &self.families
    }

    /// The assets of other ledgers that families name, each with the family.
    pub(crate) fn elsewhere(&self) -> impl Iterator<Item = (&AssetRef, &AssetElsewhere)> {
        self.elsewhere.iter().filter_map(|(at, other)| Some((self.families.get(*at as usize)?, other)))
    }

    /// The links between the families of several ledgers, by the number of each; linked families of different ledgers
    /// share a number, too. `ledger` finds the number of a ledger.
    pub(crate) fn across(linkings: Vec<Linking>, ledger: impl Fn(&Origin) -> Option<usize>) -> Vec<Links> {
        let begins = |before: &mut u32, linking: &Linking| {
            let begin = *before;
            *before += linking.next();
            Some(begin)
        };
        let begins: Vec<u32> = linkings.iter().scan(0, begins).collect();
        let all = linkings.iter().map(Linking::next).sum();
        let places: Vec<ByRoot<&AssetRef, u32>> = linkings
            .iter()
            .zip(&begins)
            .map(|(linking, begin)| linking.families.iter().zip(*begin..).collect())
            .collect();
        let mut joined = Joined((0..all).collect());
        for (number, (linking, begin)) in linkings.iter().zip(&begins).enumerate() {
            let here = linking.named.iter().map(|(at, other)| (*at, places[number].get(other)));
            let there = linking.elsewhere.iter().map(|(at, other)| {
                let places = ledger(&other.origin).and_then(|number| places.get(number));
                (*at, places.and_then(|places| places.get(&other.asset.root())))
            });
            for (at, other) in here.chain(there) {
                other.iter().for_each(|other| joined.join(begin + at, **other));
            }
        }
        let groups: Vec<u32> = (0..all).map(|at| joined.first(at)).collect();
        let is_linked = linked(&groups);
        let mut groups = groups.into_iter();
        let of_ledger = |linking: Linking| {
            let numbered = linking.families.into_iter().zip(groups.by_ref());
            Links(numbered.filter(|(_, group)| is_linked[*group as usize]).collect())
        };
        linkings.into_iter().map(of_ledger).collect()
    }

    /// The links between the families that were added.
    pub(crate) fn finish(self) -> Links {
        let groups = self.groups();
        let is_linked = linked(&groups);
        let linked = self.families.into_iter().zip(groups).filter(|(_, group)| is_linked[*group as usize]);
        Links(linked.collect())
    }
}

/// Which groups have more than one family.
fn linked(groups: &[u32]) -> Vec<bool> {
    let mut sizes = vec![0_u32; groups.len()];
    groups.iter().for_each(|group| sizes[*group as usize] += 1);
    sizes.into_iter().map(|size| size > 1).collect()
}

/// A union-find forest: each position points to another of its group, ultimately the first.
struct Joined(Vec<u32>);

impl Joined {
    fn first(&mut self, mut at: u32) -> u32 {
        while self.0[at as usize] != at {
            // Path halving.
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
