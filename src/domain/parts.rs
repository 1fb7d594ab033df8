//! Amounts that are parts of one another: “rest + Σ items = asset”, and every sum that follows from it.

use std::collections::{BTreeMap, HashMap};

use super::{Bounds, End, Fault};

/// One amount in a [`Parts`], by its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Part(usize);

/// One thing to add up: what is left of a part after its first `after` items were carved out of it.
///
/// With `after` 0 that is the whole part as it was stated; with all its items, its rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remainder {
    /// The part.
    pub of: Part,
    /// How many of its items, in the order of their carving, are already out.
    pub after: usize,
}

/// A part that cannot hold what is carved out of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overdrawn {
    /// The part.
    pub part: Part,
    /// What its items come to at the least.
    pub needed: End,
    /// What it amounts to at the most.
    pub available: End,
}

/// Amounts of one asset and of the items carved out of it, and of items of items.
///
/// The true amount of each part lies within its bounds, and each part is the sum of its rest, which is at least
/// nothing, and of its items. Nothing else is known. What follows for a sum of rests and items is computed exactly:
/// an asset of exactly 120 whose items are unstated still totals exactly 120.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    nodes: Vec<Node>,
}

#[derive(Clone, Debug)]
struct Node {
    whole: Bounds,
    /// The least that the part can be: its own lower end, or what its items come to if that is more.
    least: End,
    /// What its items come to at the least.
    items_least: End,
    parent: Option<Part>,
    items: Vec<Part>,
}

impl Parts {
    /// Adds an amount that is part of no other.
    pub fn whole(&mut self, whole: Bounds) -> Part {
        self.push(whole, None)
    }

    /// Moves an item out of `from`.
    ///
    /// # Errors
    /// `Ok(Err(_))` where the part, or one that it is itself an item of, cannot hold its items; nothing is changed
    /// then. `Err(_)` where a figure does not fit.
    pub fn carve(&mut self, from: Part, item: Bounds) -> Result<Result<Part, Overdrawn>, Fault> {
        let mut raised = Vec::new();
        let mut growth = Some((item.lower(), End::ZERO));
        let mut at = Some(from);
        while let (Some(part), Some((now, before))) = (at, growth) {
            let node = &self.nodes[part.0];
            let items_least = node.items_least.plus(now)?.minus(before)?;
            let least = node.whole.lower().max(items_least);
            if let Some(available) = node.whole.upper().filter(|upper| least > *upper) {
                return Ok(Err(Overdrawn { part, needed: items_least, available }));
            }
            growth = (least != node.least).then_some((least, node.least));
            raised.push((part, items_least, least));
            at = node.parent;
        }
        for (part, items_least, least) in raised {
            let node = &mut self.nodes[part.0];
            (node.items_least, node.least) = (items_least, least);
        }
        let item = self.push(item, Some(from));
        self.nodes[from.0].items.push(item);
        Ok(Ok(item))
    }

    /// The part as it was stated.
    pub fn stated(&self, part: Part) -> Bounds {
        self.nodes[part.0].whole
    }

    /// How many items have been carved out of the part.
    pub fn items(&self, part: Part) -> usize {
        self.nodes[part.0].items.len()
    }

    /// What is left of the part now.
    pub fn rest(&self, part: Part) -> Remainder {
        Remainder { of: part, after: self.items(part) }
    }

    /// The bounds of a sum of remainders, each counted as often as it is named: the tightest that hold for every way of
    /// filling in the true amounts.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub fn sum(&self, addends: &[Remainder]) -> Result<Bounds, Fault> {
        let mut total = Bounds::NOTHING;
        for (root, addends) in self.by_tree(addends) {
            let weights = self.weigh(&addends);
            let of_tree = self.extremes(root, &weights, Trust::Every)?;
            let about = self.is_about(&addends, root, &weights, of_tree)?;
            total = total.plus(of_tree.or_approximate(about))?;
        }
        Ok(total)
    }

    /// The items of a part as carved, together: what of it has been itemised.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub fn itemised(&self, part: Part) -> Result<Bounds, Fault> {
        let items: Vec<Remainder> =
            self.nodes[part.0].items.iter().map(|item| Remainder { of: *item, after: 0 }).collect();
        self.sum(&items)
    }

    fn push(&mut self, whole: Bounds, parent: Option<Part>) -> Part {
        let node = Node { whole, least: whole.lower(), items_least: End::ZERO, parent, items: Vec::new() };
        if self.nodes.is_empty() {
            // Most assets are never carved, and a vector would make room for four at once.
            self.nodes.reserve_exact(1);
        }
        self.nodes.push(node);
        Part(self.nodes.len() - 1)
    }

    fn root(&self, mut part: Part) -> Part {
        while let Some(parent) = self.nodes[part.0].parent {
            part = parent;
        }
        part
    }

    fn by_tree(&self, addends: &[Remainder]) -> BTreeMap<Part, Vec<Remainder>> {
        let mut trees: BTreeMap<Part, Vec<Remainder>> = BTreeMap::new();
        for addend in addends {
            trees.entry(self.root(addend.of)).or_default().push(*addend);
        }
        trees
    }

    /// How often each part's own rest, and each part as a whole, is counted.
    fn weigh(&self, addends: &[Remainder]) -> Weights {
        let mut weights = Weights::default();
        for addend in addends {
            *weights.rests.entry(addend.of).or_insert(0) += 1;
            for item in &self.nodes[addend.of.0].items[addend.after..] {
                *weights.wholes.entry(*item).or_insert(0) += 1;
            }
        }
        weights
    }

    /// The least or the most that the weighted rests below `part` come to, for every amount that the part can be.
    ///
    /// Where the part is one minor unit larger, the unit goes to the rest that weighs the least (or the most) and can
    /// still take it: so the curves of the items and of the rest merge by weight, and the part's own bounds cut them.
    fn curve(
        &self,
        part: Part,
        inherited: u32,
        weights: &Weights,
        (extreme, trust): (Extreme, Trust),
    ) -> Result<Curve, Fault> {
        let node = &self.nodes[part.0];
        let weight = inherited + weights.wholes.get(&part).copied().unwrap_or(0);
        let own = weight + weights.rests.get(&part).copied().unwrap_or(0);
        let mut merged = Curve { start: (End::ZERO, End::ZERO), steps: vec![(own, None)] };
        for item in &node.items {
            let curve = self.curve(*item, weight, weights, (extreme, trust))?;
            merged.start = (merged.start.0.plus(curve.start.0)?, merged.start.1.plus(curve.start.1)?);
            merged.steps.extend(curve.steps);
        }
        merged.steps.sort_by_key(|(weight, _)| match extreme {
            Extreme::Least => i64::from(*weight),
            Extreme::Most => -i64::from(*weight),
        });
        match trust {
            Trust::AllButAbout if node.whole.approximate() => merged.cut(Bounds::UNSTATED),
            _ => merged.cut(node.whole),
        }
    }

    /// The least and the most of the weighted rests of a tree.
    fn extremes(&self, root: Part, weights: &Weights, trust: Trust) -> Result<Bounds, Fault> {
        let lower = self.curve(root, 0, weights, (Extreme::Least, trust))?.start.1;
        let upper = self.curve(root, 0, weights, (Extreme::Most, trust))?.end()?;
        // A system that `carve` admitted has a solution, so its least never exceeds its most.
        Bounds::between(lower, upper, false).ok_or_else(|| Fault::new("the parts of an asset contradict each other"))
    }

    /// Whether “about” belongs to the sum of one tree's addends: one of them is, or what was taken out of it, or the
    /// bounds would be others if nothing were known of the figures that are.
    fn is_about(&self, addends: &[Remainder], root: Part, weights: &Weights, bounds: Bounds) -> Result<bool, Fault> {
        if !self.tree_is_about(root) {
            return Ok(false);
        }
        for addend in addends {
            if self.alone(*addend)?.approximate() {
                return Ok(true);
            }
        }
        Ok(self.extremes(root, weights, Trust::AllButAbout)? != bounds)
    }

    /// What a remainder comes to by its own statement and those of the items taken out of it.
    fn alone(&self, addend: Remainder) -> Result<Bounds, Fault> {
        let node = &self.nodes[addend.of.0];
        let mut out = Bounds::NOTHING;
        for item in &node.items[..addend.after] {
            out = out.plus(self.nodes[item.0].whole)?;
        }
        Ok(node.whole.less(out)?.unwrap_or(node.whole))
    }

    fn tree_is_about(&self, part: Part) -> bool {
        let node = &self.nodes[part.0];
        node.whole.approximate() || node.items.iter().any(|item| self.tree_is_about(*item))
    }
}

#[derive(Default)]
struct Weights {
    rests: HashMap<Part, u32>,
    wholes: HashMap<Part, u32>,
}

/// Which figures are taken at their word.
#[derive(Clone, Copy)]
enum Trust {
    Every,
    AllButAbout,
}

#[derive(Clone, Copy)]
enum Extreme {
    Least,
    Most,
}

/// A piecewise linear function of a part's amount: where it starts (amount, value), then weight by weight how far the
/// amount can grow (`None`: without end).
struct Curve {
    start: (End, End),
    steps: Vec<(u32, Option<End>)>,
}

impl Curve {
    /// The same function for amounts within `whole` only.
    fn cut(self, whole: Bounds) -> Result<Curve, Fault> {
        let (mut amount, mut value) = self.start;
        let mut steps = Vec::with_capacity(self.steps.len());
        for (weight, length) in self.steps {
            let needed = whole.lower().minus(amount)?.max(End::ZERO);
            let eaten = length.map_or(needed, |length| needed.min(length));
            amount = amount.plus(eaten)?;
            value = value.plus(eaten.times(weight)?)?;
            let left = length.map(|length| length.minus(eaten)).transpose()?;
            if left != Some(End::ZERO) {
                steps.push((weight, left));
            }
            if length.is_none() {
                break;
            }
        }
        let mut room = whole.upper().map(|upper| upper.minus(amount)).transpose()?;
        let mut kept = Vec::with_capacity(steps.len());
        for (weight, length) in steps {
            let taken = match (length, room) {
                (Some(length), Some(room)) => Some(length.min(room)),
                (length, room) => length.or(room),
            };
            kept.push((weight, taken));
            room = match (room, taken) {
                (Some(room), Some(taken)) => Some(room.minus(taken)?),
                (room, _) => room,
            };
            if room == Some(End::ZERO) || taken.is_none() {
                break;
            }
        }
        Ok(Curve { start: (amount, value), steps: kept })
    }

    /// The value at the largest amount; `None` if it grows without end.
    fn end(&self) -> Result<Option<End>, Fault> {
        let mut value = self.start.1;
        for (weight, length) in &self.steps {
            match length {
                Some(length) => value = value.plus(length.times(*weight)?)?,
                None if *weight == 0 => {}
                None => return Ok(None),
            }
        }
        Ok(Some(value))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn exactly(minor: i128) -> Bounds {
        Bounds::between(End::at(minor), Some(End::at(minor)), false).unwrap()
    }

    fn about(minor: i128) -> Bounds {
        Bounds::between(End::at(minor), Some(End::at(minor)), true).unwrap()
    }

    fn up_to(minor: i128) -> Bounds {
        Bounds::between(End::ZERO, Some(End::at(minor)), false).unwrap()
    }

    fn carved(parts: &mut Parts, from: Part, item: Bounds) -> Part {
        parts.carve(from, item).unwrap().unwrap()
    }

    fn whole(of: Part) -> Remainder {
        Remainder { of, after: 0 }
    }

    #[test]
    fn an_asset_of_exactly_120_whose_items_are_unstated_still_totals_exactly_120() {
        let mut parts = Parts::default();
        let asset = parts.whole(exactly(120));
        let one = carved(&mut parts, asset, Bounds::UNSTATED);
        let two = carved(&mut parts, asset, Bounds::UNSTATED);
        let rest = parts.rest(asset);
        assert_eq!(parts.sum(&[rest, whole(one), whole(two)]).unwrap(), exactly(120));
        assert_eq!(parts.sum(&[rest]).unwrap(), up_to(120));
        assert_eq!(parts.sum(&[whole(one)]).unwrap(), up_to(120));
        assert_eq!(parts.sum(&[whole(one), whole(two)]).unwrap(), up_to(120));
    }

    #[test]
    fn an_items_upper_bound_is_never_above_what_the_asset_leaves_it() {
        let mut parts = Parts::default();
        let asset = parts.whole(exactly(120));
        carved(&mut parts, asset, exactly(50));
        let other = carved(&mut parts, asset, up_to(100));
        assert_eq!(parts.sum(&[whole(other)]).unwrap(), up_to(70));
    }

    #[test]
    fn items_of_items_share_the_one_equation() {
        let mut parts = Parts::default();
        let asset = parts.whole(exactly(100));
        let item = carved(&mut parts, asset, up_to(60));
        let inner = carved(&mut parts, item, exactly(20));
        assert_eq!(parts.sum(&[parts.rest(item)]).unwrap(), up_to(40));
        let rest = parts.rest(asset);
        assert_eq!(parts.sum(&[rest]).unwrap(), Bounds::between(End::at(40), Some(End::at(80)), false).unwrap());
        assert_eq!(parts.sum(&[rest, parts.rest(item), whole(inner)]).unwrap(), exactly(100));
    }

    #[test]
    fn what_cannot_be_satisfied_is_refused_and_changes_nothing() {
        let mut parts = Parts::default();
        let asset = parts.whole(exactly(100));
        let item = carved(&mut parts, asset, Bounds::UNSTATED);
        carved(&mut parts, asset, exactly(70));
        let refused = parts.carve(item, exactly(40)).unwrap().unwrap_err();
        assert_eq!(refused, Overdrawn { part: asset, needed: End::at(110), available: End::at(100) });
        assert_eq!(parts.items(item), 0);
        carved(&mut parts, item, exactly(30));
        let more = Bounds::between(End::above(0), None, false).unwrap();
        assert!(parts.carve(asset, more).unwrap().is_err(), "more than nothing does not fit into nothing");
    }

    #[test]
    fn about_reaches_every_figure_that_was_made_with_it() {
        let mut parts = Parts::default();
        let asset = parts.whole(exactly(100));
        let item = carved(&mut parts, asset, about(30));
        let plain = carved(&mut parts, asset, exactly(10));
        assert_eq!(parts.sum(&[parts.rest(asset)]).unwrap(), about(60));
        assert_eq!(parts.sum(&[whole(item)]).unwrap(), about(30));
        assert_eq!(parts.sum(&[whole(plain)]).unwrap(), exactly(10));
        let mut parts = Parts::default();
        let asset = parts.whole(about(100));
        let open = carved(&mut parts, asset, Bounds::UNSTATED);
        assert!(parts.sum(&[whole(open)]).unwrap().approximate(), "its upper bound is about 100");
        let small = carved(&mut parts, asset, up_to(20));
        let inner = carved(&mut parts, small, up_to(50));
        carved(&mut parts, inner, exactly(20));
        assert!(parts.sum(&[parts.rest(small)]).unwrap().is_nothing(), "all figures that bind it are exact");
    }

    #[test]
    fn an_action_on_the_whole_and_one_on_the_rest_are_counted_with_what_each_concerned() {
        let mut parts = Parts::default();
        let asset = parts.whole(exactly(100));
        let item = carved(&mut parts, asset, Bounds::UNSTATED);
        let sum = parts.sum(&[whole(asset), whole(item), parts.rest(asset)]).unwrap();
        assert_eq!(sum, exactly(200));
    }

    /// A random system: for each part its parent (the first is the asset) and its ends in whole units.
    #[derive(Clone, Debug)]
    struct System {
        parts: Vec<(usize, i128, Option<i128>, bool, bool)>,
        counted: Vec<(usize, usize)>,
    }

    fn system() -> impl Strategy<Value = System> {
        let part = (any::<prop::sample::Index>(), 0..3_i128, prop::option::of(0..4_i128), any::<bool>(), any::<bool>());
        let parts = prop::collection::vec(part, 1..6);
        let counted = prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..5);
        (parts, counted).prop_map(|(parts, counted)| {
            let parts: Vec<_> = parts
                .into_iter()
                .enumerate()
                .map(|(n, (parent, lower, upper, lo, hi))| (parent.index(n.max(1)), lower, upper, lo, hi))
                .collect();
            let counted = counted.into_iter().map(|(of, after)| (of.index(parts.len()), after.index(5))).collect();
            System { parts, counted }
        })
    }

    fn bounds((_, lower, upper, open_below, open_above): (usize, i128, Option<i128>, bool, bool)) -> Option<Bounds> {
        // Figures are multiples of STEP, so that the filling by single units sees the difference an open end makes.
        let lower = if open_below { End::above(lower * STEP) } else { End::at(lower * STEP) };
        let upper = upper.map(|u| if open_above { End::below(u * STEP) } else { End::at(u * STEP) });
        Bounds::between(lower, upper, false)
    }

    const STEP: i128 = 6;
    /// No part of a filling exceeds this.
    const CEILING: i128 = 12 * STEP;

    /// Every value that the sum takes when the true amounts are filled in, unit by unit, is within the reported
    /// bounds; and the bounds are reached, or approached by open ends as far as the steps of the filling allow.
    fn check(system: &System) -> Result<(), TestCaseError> {
        let mut parts = Parts::default();
        let mut admitted: Vec<(Option<usize>, Part)> = Vec::new();
        for (n, part) in system.parts.iter().enumerate() {
            let Some(bounds) = bounds(*part) else { return Ok(()) };
            if n == 0 {
                admitted.push((None, parts.whole(bounds)));
            } else {
                let Ok(item) = parts.carve(admitted[part.0].1, bounds).unwrap() else { return Ok(()) };
                admitted.push((Some(part.0), item));
            }
        }
        let counted: Vec<(usize, usize)> =
            system.counted.iter().map(|(of, after)| (*of, *after.min(&parts.items(admitted[*of].1)))).collect();
        let addends: Vec<_> =
            counted.iter().map(|(of, after)| Remainder { of: admitted[*of].1, after: *after }).collect();
        let sum = parts.sum(&addends).unwrap();
        let (least, most) = fill(&parts, &admitted, &counted, CEILING).expect("what was admitted can be filled in");
        let within = |value| sum.lower() <= End::at(value) && sum.upper().is_none_or(|upper| End::at(value) <= upper);
        prop_assert!(within(least) && within(most), "{least} to {most} outside {sum:?}");
        // Each open end costs the filling one unit, as often as its part is counted: five parts, four addends.
        let slack = |inclusive: bool| if inclusive { 0 } else { 5 * 4 };
        prop_assert!(least - sum.lower().minor() <= slack(sum.lower().inclusive()), "{least} from {sum:?}");
        match sum.upper() {
            Some(upper) => prop_assert!(upper.minor() - most <= slack(upper.inclusive()), "{most} from {sum:?}"),
            None => {
                let (_, more) = fill(&parts, &admitted, &counted, CEILING + STEP).unwrap();
                prop_assert!(more > most, "{most} does not grow, {sum:?} has no upper end");
            }
        }
        Ok(())
    }

    type Tree = [(Option<usize>, Part)];

    /// The least and the most of the sum over all fillings with whole units up to the ceiling.
    fn fill(parts: &Parts, tree: &Tree, counted: &[(usize, usize)], ceiling: i128) -> Option<(i128, i128)> {
        let by_amount = below(parts, tree, 0, 0, counted, ceiling);
        let least = by_amount.values().map(|(least, _)| *least).min()?;
        Some((least, by_amount.values().map(|(_, most)| *most).max()?))
    }

    /// For each amount that a part can be: the least and the most that the counted rests in it come to.
    fn below(
        parts: &Parts,
        tree: &Tree,
        at: usize,
        inherited: i128,
        counted: &[(usize, usize)],
        ceiling: i128,
    ) -> BTreeMap<i128, (i128, i128)> {
        let times = |passed: &dyn Fn(usize) -> bool| {
            counted.iter().filter(|(of, after)| *of == at && passed(*after)).count() as i128 + inherited
        };
        let own = times(&|_| true);
        let mut reached: BTreeMap<i128, (i128, i128)> =
            (0..=ceiling).map(|rest| (rest, (rest * own, rest * own))).collect();
        let items = tree.iter().enumerate().filter(|(_, (parent, _))| *parent == Some(at)).map(|(n, _)| n);
        for (position, item) in items.enumerate() {
            let inner = below(parts, tree, item, times(&|after| after <= position), counted, ceiling);
            let mut next: BTreeMap<i128, (i128, i128)> = BTreeMap::new();
            for (a, (least, most)) in &reached {
                for (b, (inner_least, inner_most)) in inner.range(..=ceiling - a) {
                    let (low, high) = (least + inner_least, most + inner_most);
                    next.entry(a + b).and_modify(|v| *v = (v.0.min(low), v.1.max(high))).or_insert((low, high));
                }
            }
            reached = next;
        }
        let whole = parts.stated(tree[at].1);
        reached.retain(|a, _| whole.lower() <= End::at(*a) && whole.upper().is_none_or(|u| End::at(*a) <= u));
        reached
    }

    proptest! {
        // More with PROPTEST_CASES=10000.
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn every_filling_in_lies_within_the_sum_and_no_tighter_bounds_would_do(system in system()) {
            check(&system)?;
        }
    }
}
