//! Stock on a day: which actions have happened by then, certainly or possibly (rule 1 of counting).

use std::collections::{BTreeMap, BTreeSet};

use super::days::Day;
use super::fold::{Asset, State};
use super::journal::{Action, Of};

/// For each action, those it directly follows: the previous one on its asset, and on the asset it is an item of.
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

/// The actions that have happened by a day: those whose whole range has passed, and those they follow.
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

/// The actions of one family that have happened by a day, for every choice of days that keeps their order.
pub fn choices(actions: &[Action], by: Day) -> Vec<Vec<Action>> {
    days(actions, &[(Day::MIN, by), (by + 1, Day::MAX)])
        .iter()
        .map(|days| chosen(actions, &days.iter().map(|day| *day <= by).collect::<Vec<_>>()))
        .collect()
}

/// Whether dates contradict each other in ways that the rules do not refuse: the rules compare an action only with
/// those it follows on its own asset. Through a carving, there may still be no choice of days, and an asset may be
/// restated with its items before those had their amounts.
pub fn contradicts(actions: &[Action]) -> bool {
    let within = |item: &str, asset: &str| item.strip_prefix(asset).is_some_and(|rest| rest.starts_with('.'));
    let restated = actions.iter().enumerate().filter(|(_, action)| action.of == Some(Of::Whole));
    let before = restated.flat_map(|(at, action)| actions[..at].iter().map(move |earlier| (earlier, action)));
    let ordered = |earlier: &Action, action: &Action| action.days.first.is_some_and(|first| earlier.days.last <= first);
    before.into_iter().any(|(earlier, action)| within(&earlier.asset, &action.asset) && !ordered(earlier, action))
        || days(actions, &[(Day::MIN, Day::MAX)]).is_empty()
}

/// Every way to place each action in one of the spans, each as early in it as the actions it follows allow.
fn days(actions: &[Action], spans: &[(Day, Day)]) -> Vec<Vec<Day>> {
    let followed = followed(actions);
    let mut ways: Vec<Vec<Day>> = vec![Vec::new()];
    for (action, followed) in actions.iter().zip(&followed) {
        let mut longer = Vec::new();
        for way in &ways {
            let earliest = followed.iter().map(|before| way[*before]).max().unwrap_or(Day::MIN);
            let earliest = earliest.max(action.days.first.unwrap_or(Day::MIN));
            for (first, last) in spans {
                let day = earliest.max(*first);
                if day <= action.days.last.min(*last) {
                    longer.push([&way[..], &[day]].concat());
                }
            }
        }
        ways = longer;
    }
    ways
}

/// The assets that some choices of days put where others do not, by the places that `place` returns.
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
