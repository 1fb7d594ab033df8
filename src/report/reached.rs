//! When an asset reached its present stage.

use std::collections::HashMap;

use jiff::civil;

use crate::domain::{Action, Date};
use crate::journal::Standing;

/// The range of days in which an asset reached its stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reached<'a> {
    /// The date of the action that brought it there, as stated.
    pub(crate) stated: &'a Date,
    /// The earliest day; `None` if there is none.
    pub(crate) first: Option<civil::Date>,
    /// The latest day: no later than any action that follows on the asset.
    pub(crate) last: civil::Date,
}

impl Reached<'_> {
    /// Whether the source states one day, and neither “about” nor “perhaps”.
    pub(crate) fn is_exact(&self) -> bool {
        let date = self.stated;
        date.first() == Some(date.last()) && !date.approximate() && !date.uncertain()
    }
}

/// When each asset reached its stage, in the order of the assets.
///
/// A part that an action carved out of an asset already at that stage reached the stage with the asset; so did the
/// proceeds of a sale with the asset sold.
pub(crate) fn reached(standing: &Standing) -> Vec<Option<Reached<'_>>> {
    let assets = standing.assets();
    let mut reached: Vec<Option<Reached<'_>>> = vec![None; assets.len()];
    // For each asset, the earliest day on which all of its actions so far can have happened.
    let mut floors: Vec<Option<civil::Date>> = vec![None; assets.len()];
    let proceeds: HashMap<u64, usize> = (0..)
        .zip(assets)
        .filter(|(_, asset)| asset.derived_from.is_some())
        .map(|(at, asset)| (asset.entry, at))
        .collect();
    for deed in standing.deeds() {
        let at = deed.asset;
        let begins = assets[at].entry == deed.entry && assets[at].derived_from.is_none();
        let parent = assets[at].part_of.as_ref().filter(|_| begins).and_then(|of| standing.position(of));
        let money = proceeds.get(&deed.entry).copied();
        let touched = || [Some(at), parent, money].into_iter().flatten();
        let first = touched().filter_map(|touched| floors[touched]).chain(deed.date.first()).max();
        let here = Reached { stated: &deed.date, first, last: deed.date.last() };
        let before = reached[parent.unwrap_or(at)];
        if begins && deed.only_locates {
            reached[at] = before;
        } else if begins || deed.action.stage().is_some() || deed.action == Action::Recover {
            reached[at] = Some(here);
        }
        if let Some(money) = money {
            reached[money] = before;
        }
        for touched in touched() {
            floors[touched] = first;
            if let Some(known) = &mut reached[touched] {
                known.last = known.last.min(deed.date.last());
            }
        }
    }
    reached
}
