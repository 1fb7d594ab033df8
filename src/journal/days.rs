//! Choices of days: an action's date may be a range, and its day can be any in that range that keeps the actions in
//! order.
//!
//! An action never precedes one that it follows on the same asset, and carving is an action on both the asset and its
//! item. On a given day, then, some actions have certainly happened and others may have. Of the latter, any subset is
//! possible that includes, for each action in it, all those that it follows.

use std::collections::{HashMap, HashSet};

use jiff::civil;

use crate::domain::{AssetRef, Fault};

use super::family::{Asset, Standing};
use super::refusal::Refusal;
use super::step::Step;
use super::target::Target;

/// One possible state of an asset on a day.
#[derive(Clone, Debug)]
pub(crate) struct Possible {
    /// The asset; `None` if it has not begun.
    pub(crate) asset: Option<Asset>,
    /// Whether anything is left of it.
    pub(crate) left: Left,
}

/// What is left of a carved asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Left {
    /// Something, or perhaps something.
    Something,
    /// Something or exactly nothing, depending on which actions have happened.
    Perhaps,
    /// Exactly nothing.
    Nothing,
}

/// The actions of a family in order, and which of them have or may have happened by the end of a day.
struct Choices<'a> {
    steps: Vec<(u64, &'a Step)>,
    /// The actions on each asset, as indexes into the steps.
    of: HashMap<&'a AssetRef, Vec<usize>>,
    must: Vec<bool>,
    may: Vec<bool>,
}

/// Whether an action's date range crosses the day, so that the action may or may not have happened by then.
pub(crate) fn straddles(step: &Step, day: civil::Date) -> bool {
    step.date.first().unwrap_or(civil::Date::MIN) <= day && !step.date.is_by(day)
}

/// The assets of a family whose state at the end of a day depends on the choice of days, each with all its possible
/// states. `happened` holds the entries of the actions that have certainly happened.
///
/// # Errors
/// A figure that does not fit.
pub(crate) fn undecided<'a>(
    steps: impl Iterator<Item = (u64, &'a Step)>,
    day: civil::Date,
    happened: &HashSet<u64>,
) -> Result<Vec<Vec<Possible>>, Fault> {
    let mut choices = Choices::new(steps.collect(), day, happened);
    if choices.must == choices.may {
        return Ok(Vec::new());
    }
    let states = choices.states();
    let least = choices.replay(|at| choices.must[at]);
    let most = choices.replay(|at| choices.may[at]);
    let mut undecided = Vec::new();
    for (asset, own) in &choices.of {
        let count = |happened: &[bool]| own.iter().filter(|at| happened[**at]).count();
        let (fewest, latest) = (count(&choices.must), count(&choices.may));
        let mut possible = Vec::with_capacity(latest - fewest + 1);
        for happened in fewest..=latest {
            let state = happened.checked_sub(1).and_then(|last| states.get(&(own[last], *asset)));
            let left = match state {
                Some(state) if state.carved && fewest == latest => left(asset, [&least, &most])?,
                Some(state) if state.carved => {
                    let needed = choices.before(own, happened);
                    let beyond = own.get(happened).map(|next| choices.after(*next)).unwrap_or_default();
                    let fewest = choices.replay(|at| choices.must[at] || needed.contains(&at));
                    let most = choices.replay(|at| choices.may[at] && !beyond.contains(&at));
                    left(asset, [&fewest, &most])?
                }
                _ => Left::Something,
            };
            possible.push(Possible { asset: state.cloned(), left });
        }
        if possible.len() > 1 || possible.iter().any(|state| state.left == Left::Perhaps) {
            undecided.push(possible);
        }
    }
    Ok(undecided)
}

/// What is left of an asset after the fewest and after the most possible actions. Every further action can only tell
/// more.
fn left(asset: &AssetRef, standings: [&Standing; 2]) -> Result<Left, Fault> {
    let [fewest, most] =
        standings.map(|standing| standing.asset(asset).map_or(Ok(false), |asset| standing.is_used_up(asset)));
    Ok(match (fewest?, most?) {
        (true, true) => Left::Nothing,
        (false, false) => Left::Something,
        _ => Left::Perhaps,
    })
}

/// The actions of a family that had happened by the end of a day: those whose whole date range lies by then, and those
/// that one of these follows.
pub(crate) fn happened<'a>(
    steps: impl DoubleEndedIterator<Item = (u64, &'a Step)>,
    by: civil::Date,
) -> Vec<(u64, &'a Step)> {
    let mut needed = Needed::default();
    let mut chosen = Vec::new();
    for (entry, step) in steps.rev() {
        if step.date.is_by(by) || needed.is(step) {
            needed.add(step);
            chosen.push((entry, step));
        }
    }
    chosen.reverse();
    chosen
}

/// What a set of actions follows: the earlier ones on the same assets and, if a whole is restated, on its items.
#[derive(Default)]
struct Needed<'a> {
    assets: HashSet<&'a AssetRef>,
    wholes: HashSet<&'a AssetRef>,
}

impl<'a> Needed<'a> {
    fn add(&mut self, step: &'a Step) {
        self.assets.extend(touched(step));
        self.wholes.extend(step.restates_whole().then(|| step.target.asset()));
    }

    /// Whether any of them follows a given earlier action.
    fn is(&self, step: &Step) -> bool {
        touched(step).any(|asset| self.assets.contains(asset) || self.wholes.iter().any(|whole| asset.is_below(whole)))
    }
}

/// The assets that an action concerns: a carving, the item and its asset; a sale, the proceeds too.
fn touched(step: &Step) -> impl Iterator<Item = &AssetRef> {
    let from = match &step.target {
        Target::Item { part_of, .. } => Some(part_of),
        Target::New { .. } | Target::Existing { .. } => None,
    };
    from.into_iter().chain([step.target.asset()]).chain(&step.derived)
}

/// The items, among some assets, that an action restates together with their whole.
fn below<'m, T>(step: &'m Step, assets: &'m HashMap<&AssetRef, T>) -> impl Iterator<Item = (&'m AssetRef, &'m T)> {
    let found =
        || assets.iter().filter(|(asset, _)| asset.is_below(step.target.asset())).map(|(asset, of)| (*asset, of));
    step.restates_whole().then(found).into_iter().flatten()
}

/// Whether an action follows earlier ones on some assets.
fn follows(step: &Step, assets: &HashMap<&AssetRef, ()>) -> bool {
    touched(step).any(|asset| assets.contains_key(asset)) || below(step, assets).next().is_some()
}

impl<'a> Choices<'a> {
    fn new(steps: Vec<(u64, &'a Step)>, day: civil::Date, happened: &HashSet<u64>) -> Choices<'a> {
        let mut of: HashMap<&AssetRef, Vec<usize>> = HashMap::new();
        let mut earliest: HashMap<&AssetRef, civil::Date> = HashMap::new();
        let mut may = Vec::with_capacity(steps.len());
        for (at, (_, step)) in steps.iter().enumerate() {
            let first = step.date.first().unwrap_or(civil::Date::MIN);
            let own = touched(step).filter_map(|asset| earliest.get(asset));
            let first = own.chain(below(step, &earliest).map(|(_, first)| first)).copied().fold(first, Ord::max);
            for asset in touched(step) {
                earliest.insert(asset, first);
                of.entry(asset).or_default().push(at);
            }
            may.push(first <= day);
        }
        let must: Vec<bool> = steps.iter().map(|(entry, _)| happened.contains(entry)).collect();
        may.iter_mut().zip(&must).for_each(|(may, must)| *may |= must);
        Choices { steps, of, must, may }
    }

    /// The state of each asset after each action on it that may have happened. An action that the entries do not allow
    /// on such days has not happened, nor have those that follow it.
    fn states(&mut self) -> HashMap<(usize, &'a AssetRef), Asset> {
        let (mut states, mut refused) = (HashMap::new(), HashMap::new());
        let mut standing = Standing::default();
        for (at, (entry, step)) in self.steps.iter().enumerate() {
            if !self.may[at] || follows(step, &refused) {
                self.may[at] = self.must[at];
                continue;
            }
            if standing.follow(*entry, step).is_err() {
                self.may[at] = self.must[at];
                refused.extend(touched(step).map(|asset| (asset, ())));
                continue;
            }
            for asset in touched(step) {
                states.extend(standing.asset(asset).map(|found| ((at, asset), found.clone())));
            }
        }
        states
    }

    /// The state of the assets after these actions, as far as the entries allow them.
    fn replay(&self, happened: impl Fn(usize) -> bool) -> Standing {
        let mut standing = Standing::default();
        for (at, (entry, step)) in self.steps.iter().enumerate() {
            if happened(at) {
                // A refused step changes nothing.
                let _: Result<(), Refusal> = standing.follow(*entry, step);
            }
        }
        standing
    }

    /// The first `happened` actions on an asset, and all that they follow.
    fn before(&self, own: &[usize], happened: usize) -> HashSet<usize> {
        let mut needed = Needed::default();
        let mut before = HashSet::new();
        let Some(last) = happened.checked_sub(1).map(|last| own[last]) else { return before };
        for at in (0..=last).rev() {
            let step = self.steps[at].1;
            if at == last || needed.is(step) {
                needed.add(step);
                before.insert(at);
            }
        }
        before
    }

    /// An action and all that follow it.
    fn after(&self, first: usize) -> HashSet<usize> {
        let mut following: HashMap<&AssetRef, ()> = touched(self.steps[first].1).map(|asset| (asset, ())).collect();
        let mut after = HashSet::from([first]);
        for (at, (_, step)) in self.steps.iter().enumerate().skip(first + 1) {
            if follows(step, &following) {
                following.extend(touched(step).map(|asset| (asset, ())));
                after.insert(at);
            }
        }
        after
    }
}
