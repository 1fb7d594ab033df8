//! What a draft names, to be loaded before it is recorded.

use crate::journal::{Aim, Details, Draft, Overlapped};

use super::load::Names;

/// The cases, sources and assets in an action's details, and in its draft if it is a new one.
pub(super) fn names(draft: Option<&Draft>, details: &Details) -> Names {
    let others = details.may_overlap.iter().flatten().filter_map(Overlapped::here);
    let mut names = Names { assets: others.cloned().collect(), ..Names::default() };
    names.sources = details.sources.iter().flatten().map(|citation| citation.source().clone()).collect();
    match draft.map(|draft| &draft.target) {
        Some(Aim::New(case)) => names.cases.push(case.clone()),
        Some(Aim::Item(from, case)) => {
            names.assets.push(from.clone());
            names.cases.extend(case.clone());
        }
        Some(Aim::Existing(asset)) => names.assets.push(asset.clone()),
        Some(Aim::Named(asset, case)) => {
            names.assets.push(asset.clone());
            names.cases.push(case.clone());
        }
        None => {}
    }
    names
}
