//! Which amounts of a family are the same unknown before and after an entry.
//!
//! A correction, void or reinstatement replays all actions, so the position of an amount says nothing. Two amounts are the
//! same unknown if they are the same statement about the same asset.

use std::collections::HashMap;

use crate::domain::{AssetRef, Part};

use super::Standing;

/// The amounts of one standing that are the same unknown in another.
pub(crate) struct Same(HashMap<Part, Part>);

/// Identifies an amount: its asset, and how many amounts the asset had before it.
type Stated<'a> = (&'a AssetRef, usize);

impl Same {
    /// Its counterpart in the other standing.
    pub(crate) fn of(&self, part: Part) -> Option<Part> {
        self.0.get(&part).copied()
    }
}

impl Standing {
    /// The amounts that are the same unknown in another standing of the family: stated for the same asset, in the same order,
    /// with the same bounds. An amount that belongs to no asset is the same at the same position in such an amount.
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
