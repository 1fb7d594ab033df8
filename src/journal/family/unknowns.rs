//! Which amounts of a family are the same unknown before and after an entry.
//!
//! An entry that corrects, voids or reinstates lets all actions follow each other anew, and gives every amount a new place.
//! An amount is the same unknown if it is the same statement about the same asset.

use std::collections::HashMap;

use crate::domain::{AssetRef, Part};

use super::Standing;

/// Of the amounts of one standing, those that are the same in another.
pub(crate) struct Same(HashMap<Part, Part>);

/// What an amount is: the asset's, and how many others the asset had before it.
type Stated<'a> = (&'a AssetRef, usize);

impl Same {
    /// The amount in the other standing.
    pub(crate) fn of(&self, part: Part) -> Option<Part> {
        self.0.get(&part).copied()
    }
}

impl Standing {
    /// The amounts that are the same unknown in another standing of the family: stated of the same asset in the same order
    /// with the same bounds; or, where they belong to no asset, at the same place in such an amount.
    pub(crate) fn same_in(&self, other: &Standing) -> Same {
        let (own, others) = (self.stated(), other.stated());
        let there: HashMap<Stated<'_>, Part> = others.iter().map(|(part, stated)| (*stated, *part)).collect();
        let mut same: HashMap<Part, Part> = HashMap::new();
        // Each part comes before its items.
        for part in self.parts.all() {
            let found = match own.get(&part) {
                Some(stated) => there.get(stated).copied(),
                None => self.parts.place(part).and_then(|(parent, at)| {
                    let found = other.parts.item(*same.get(&parent)?, at)?;
                    Some(found).filter(|found| !others.contains_key(found))
                }),
            };
            if let Some(found) = found.filter(|found| self.parts.stated(part) == other.parts.stated(*found)) {
                same.insert(part, found);
            }
        }
        Same(same)
    }

    fn stated(&self) -> HashMap<Part, Stated<'_>> {
        let mut counts = vec![0; self.assets.len()];
        let stated = |(part, owner): &(Part, usize)| {
            let before = counts[*owner];
            counts[*owner] += 1;
            (*part, (&self.assets[*owner].asset, before))
        };
        self.owners.iter().map(stated).collect()
    }
}
