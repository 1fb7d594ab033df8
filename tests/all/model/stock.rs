//! What is held on a day: which actions have happened by then, surely or perhaps (rule 1 of counting).

use std::collections::{BTreeMap, BTreeSet};

use super::days::Day;
use super::fold::{Asset, State};
use super::journal::Action;

/// For each action those that it follows at once: the one before on its asset, and on what its asset is an item of.
fn followed(actions: &[Action]) -> Vec<Vec<usize>> {
    let mut last: BTreeMap<&str, usize> = BTreeMap::new();
    let mut followed = Vec::new();
    for (at, action) in actions.iter().enumerate() {
        let parent = action.birth.as_ref().and_then(|birth| birth.parent.as_deref());
        let concerned = [Some(action.asset.as_str()), parent];
        followed.push(concerned.iter().flatten().filter_map(|asset| last.insert(asset, at)).collect());
    }
    followed
}

/// The actions that have happened by a day: whole ranges, and what those follow.
pub fn happened(actions: &[Action], by: Option<Day>) -> Vec<Action> {
    let followed = followed(actions);
    let mut happened: Vec<bool> = actions.iter().map(|action| by.is_none_or(|by| action.days.last <= by)).collect();
    for at in (0..actions.len()).rev().collect::<Vec<_>>() {
        if happened[at] {
            followed[at].iter().for_each(|before| happened[*before] = true);
        }
    }
    chosen(actions, &happened)
}

fn chosen(actions: &[Action], happened: &[bool]) -> Vec<Action> {
    actions.iter().zip(happened).filter(|(_, happened)| **happened).map(|(action, _)| action.clone()).collect()
}

/// The actions of one family that have happened by a day, by every choice of days that keeps their order.
pub fn choices(actions: &[Action], by: Day) -> Vec<Vec<Action>> {
    let followed = followed(actions);
    let open: Vec<usize> = (0..actions.len())
        .filter(|at| actions[*at].days.last > by && actions[*at].days.first.is_none_or(|first| first <= by))
        .collect();
    assert!(open.len() < 16, "too many dates to choose from");
    let mut choices = Vec::new();
    for mask in 0..1_u32 << open.len() {
        let mut happened: Vec<bool> = actions.iter().map(|action| action.days.last <= by).collect();
        open.iter().enumerate().for_each(|(bit, at)| happened[*at] = mask >> bit & 1 == 1);
        if is_possible(actions, &followed, &happened, by) {
            choices.push(chosen(actions, &happened));
        }
    }
    choices
}

/// Whether days can be chosen so that just these actions have happened: each as early as what it follows lets it be.
fn is_possible(actions: &[Action], followed: &[Vec<usize>], happened: &[bool], by: Day) -> bool {
    let mut chosen: Vec<Day> = Vec::new();
    for (at, action) in actions.iter().enumerate() {
        let least = if happened[at] { Day::MIN } else { by + 1 };
        let earliest = followed[at].iter().map(|before| chosen[*before]).max().unwrap_or(Day::MIN);
        let day = action.days.first.unwrap_or(Day::MIN).max(earliest).max(least);
        if day > action.days.last || (happened[at] && day > by) {
            return false;
        }
        chosen.push(day);
    }
    true
}

/// The assets that some choices of days put where others do not, by the places that `place` gives an asset.
pub fn undated<K: Ord + Clone>(
    actions: &[Action],
    state: &State,
    by: Option<Day>,
    place: impl Fn(&State, &str, &Asset) -> Vec<K>,
) -> BTreeMap<K, usize> {
    let mut undated = BTreeMap::new();
    let Some(by) = by else { return undated };
    let roots: BTreeSet<&String> = state.systems.keys().collect();
    for root in roots {
        let family: Vec<Action> =
            actions.iter().filter(|action| state.assets[&action.asset].root == *root).cloned().collect();
        let choices: Vec<State> = choices(&family, by).iter().map(State::of).collect();
        let mut seen: BTreeMap<(K, &str), usize> = BTreeMap::new();
        for choice in &choices {
            for (name, asset) in &choice.assets {
                for place in place(choice, name, asset) {
                    *seen.entry((place, name)).or_default() += 1;
                }
            }
        }
        for ((place, _), _) in seen.into_iter().filter(|(_, times)| *times < choices.len()) {
            *undated.entry(place).or_default() += 1;
        }
    }
    undated
}
