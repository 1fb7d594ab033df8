//! Amounts that are parts of one another: “rest + Σ items = asset”, and every sum that follows from it.

use std::collections::{BTreeMap, HashMap};

use super::{Bounds, End, Fault};

mod change;
mod left;

pub(crate) use change::Form;

/// One amount in a [`Parts`], by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Part(usize);

/// One addend: what is left of a part after its first `after` items were carved out of it.
///
/// With `after` 0, that is the whole part as stated; with all its items, its rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remainder {
    /// The part.
    pub of: Part,
    /// How many of its items, in order of carving, are already out.
    pub after: usize,
}

/// A part that is too small for the items carved out of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Overdrawn {
    /// The part.
    pub part: Part,
    /// The minimum total of its items.
    pub needed: End,
    /// The most it can be.
    pub available: End,
}

/// The amounts of one asset, of the items carved out of it, and of items of items.
///
/// The true amount of each part lies within its bounds, and each part is the sum of its rest, which is at least zero,
/// and its items. Nothing else is known. What follows for a sum of rests and items is computed exactly: an asset of
/// exactly 120 whose items are unstated still totals exactly 120.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    nodes: Vec<Node>,
    /// Whether any of them is about what is stated.
    about: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Node {
    whole: Bounds,
    /// The least that the part can be: its own lower end, or the minimum total of its items if greater.
    least: End,
    /// The minimum total of its items.
    items_least: End,
    parent: Option<Part>,
    items: Vec<Part>,
    /// How many of the first items are exact by themselves.
    exact: usize,
    /// Whether it has a rest besides its items, or consists of them.
    own: Own,
}

/// A part with the minimum total of its items and the least that it can be, once one more item is carved out.
type Raised = (Part, End, End);

/// Whether a part is more than the items carved out of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Own {
    /// It has a rest of its own.
    Rest,
    /// It consists of its items and only groups them.
    Nothing,
}

impl Parts {
    /// Adds an amount that is not part of another.
    pub(crate) fn whole(&mut self, whole: Bounds) -> Part {
        self.push(whole, None, Own::Rest)
    }

    /// Moves an item out of `from`.
    ///
    /// # Errors
    /// `Ok(Err(_))` if the part, or one that it is an item of, cannot contain its items; nothing is changed then.
    /// `Err(_)` if a figure does not fit.
    pub(crate) fn carve(&mut self, from: Part, item: Bounds) -> Result<Result<Part, Overdrawn>, Fault> {
        self.carve_as(from, item, Own::Rest)
    }

    /// Opens a group within `from`, for items carved out of it next whose total is known.
    ///
    /// # Errors
    /// As for [`Parts::carve`].
    pub(crate) fn group(&mut self, from: Part, all: Bounds) -> Result<Result<Part, Overdrawn>, Fault> {
        self.carve_as(from, all, Own::Nothing)
    }

    /// Checks that a part, and every part that it is an item of, can hold one more item.
    ///
    /// # Errors
    /// As for [`Parts::carve`].
    pub(crate) fn holds(&self, from: Part, item: Bounds) -> Result<Result<(), Overdrawn>, Fault> {
        Ok(self.raised(from, item)?.map(drop))
    }

    fn carve_as(&mut self, from: Part, item: Bounds, own: Own) -> Result<Result<Part, Overdrawn>, Fault> {
        let raised = match self.raised(from, item)? {
            Ok(raised) => raised,
            Err(overdrawn) => return Ok(Err(overdrawn)),
        };
        for (part, items_least, least) in raised {
            let node = &mut self.nodes[part.0];
            (node.items_least, node.least) = (items_least, least);
        }
        let item = self.push(item, Some(from), own);
        let is_exact = self.nodes[item.0].whole.is_exact();
        let from = &mut self.nodes[from.0];
        from.exact += usize::from(is_exact && from.exact == from.items.len());
        from.items.push(item);
        Ok(Ok(item))
    }

    /// For each part that one more item is in: the new minimum total of its items, and the new least of the part.
    fn raised(&self, from: Part, item: Bounds) -> Result<Result<Vec<Raised>, Overdrawn>, Fault> {
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
        Ok(Ok(raised))
    }

    /// The part as stated.
    pub fn stated(&self, part: Part) -> Bounds {
        self.nodes[part.0].whole
    }

    /// Adds a copy of all amounts: what is known of each is known of its copy, but what is added later concerns only
    /// one of the two. Returns the copy of each part.
    pub(crate) fn copied(&mut self) -> impl Fn(Part) -> Part + use<> {
        let first = self.nodes.len();
        let copy = move |part: Part| Part(part.0 + first);
        self.nodes.extend_from_within(..);
        for node in &mut self.nodes[first..] {
            node.parent = node.parent.map(copy);
            node.items.iter_mut().for_each(|item| *item = copy(*item));
        }
        copy
    }

    /// How many items have been carved out of the part.
    pub fn items(&self, part: Part) -> usize {
        self.nodes[part.0].items.len()
    }

    /// What is left of the part now.
    pub fn rest(&self, part: Part) -> Remainder {
        Remainder { of: part, after: self.items(part) }
    }

    /// The bounds of a sum of remainders, each counted as often as it is named: the tightest that hold for every
    /// choice of true amounts.
    ///
    /// # Errors
    /// A figure does not fit.
    pub fn sum(&self, addends: &[Remainder]) -> Result<Bounds, Fault> {
        // Most assets are never carved, and an exact amount depends on nothing else.
        if let [Remainder { of, after: 0 }] = addends
            && let node = &self.nodes[of.0]
            && (node.whole.is_exact() || (node.parent.is_none() && node.items.is_empty()))
        {
            return Ok(node.whole);
        }
        let mut total = Bounds::NOTHING;
        for (root, addends) in self.by_tree(addends) {
            let weights = self.weigh(&addends);
            let of_tree = self.extremes(root, &weights, Trust::Every)?;
            let about = self.is_about(&addends, root, &weights, of_tree)?;
            total = total.plus(of_tree.or_approximate(about))?;
        }
        Ok(total)
    }

    /// The items of a part, as carved.
    pub(crate) fn carved(&self, part: Part) -> Vec<Remainder> {
        self.nodes[part.0].items.iter().map(|item| Remainder { of: *item, after: 0 }).collect()
    }

    fn push(&mut self, whole: Bounds, parent: Option<Part>, own: Own) -> Part {
        let node =
            Node { whole, least: whole.lower(), items_least: End::ZERO, parent, items: Vec::new(), exact: 0, own };
        if self.nodes.is_empty() {
            // Most assets are never carved, and a vector would reserve room for four at once.
            self.nodes.reserve_exact(1);
        }
        self.nodes.push(node);
        self.about |= whole.approximate();
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
        // An asset out of which many items are carved may be counted after each of them.
        let mut from: BTreeMap<(Part, usize), i64> = BTreeMap::new();
        for addend in addends {
            *weights.rests.entry(addend.of).or_insert(0) += 1;
            *from.entry((addend.of, addend.after)).or_insert(0) += 1;
        }
        let mut from = from.into_iter().peekable();
        while let Some(((part, after), mut times)) = from.next() {
            for (at, item) in self.nodes[part.0].items.iter().enumerate().skip(after) {
                while let Some((_, more)) = from.next_if(|(key, _)| *key == (part, at)) {
                    times += more;
                }
                *weights.wholes.entry(*item).or_insert(0) += times;
                note_step();
            }
            // What is counted after the last item has none of them.
            while from.next_if(|((of, _), _)| *of == part).is_some() {}
        }
        weights
    }

    /// The minimum or maximum of the weighted rests below `part`, as a function of the part's amount.
    ///
    /// If the part grows by the smallest unit, that unit goes to the rest with the least (or greatest) weight that can
    /// still take it: so the curves of the items and of the rest merge by weight, and the part's own bounds cut them.
    fn curve(
        &self,
        part: Part,
        inherited: i64,
        weights: &Weights,
        (extreme, trust): (Extreme, Trust),
    ) -> Result<Curve, Fault> {
        note_step();
        let node = &self.nodes[part.0];
        let weight = inherited + weights.wholes.get(&part).copied().unwrap_or(0);
        let own = weight + weights.rests.get(&part).copied().unwrap_or(0);
        let rest = match node.own {
            Own::Rest => vec![(own, None)],
            Own::Nothing => Vec::new(),
        };
        let mut merged = Curve { start: (End::ZERO, End::ZERO), steps: rest };
        for item in &node.items {
            let curve = self.curve(*item, weight, weights, (extreme, trust))?;
            merged.start = (merged.start.0.plus(curve.start.0)?, merged.start.1.plus(curve.start.1)?);
            merged.steps.extend(curve.steps);
        }
        merged.steps.sort_by_key(|(weight, _)| match extreme {
            Extreme::Least => *weight,
            Extreme::Most => -*weight,
        });
        match trust {
            Trust::AllButAbout if node.whole.approximate() => merged.cut(Bounds::UNSTATED),
            _ => merged.cut(node.whole),
        }
    }

    /// The minimum and maximum of the weighted rests of a tree.
    fn extremes(&self, root: Part, weights: &Weights, trust: Trust) -> Result<Bounds, Fault> {
        let [lower, upper] = self.ends(root, weights, trust)?;
        let lower = lower.ok_or_else(|| Fault::new("a sum of amounts has no lower end"))?;
        // A system that `carve` admitted has a solution, so its minimum never exceeds its maximum.
        Bounds::between(lower, upper).ok_or_else(|| Fault::new("the parts of an asset contradict each other"))
    }

    /// The least and the greatest value of the weighted rests of a tree; `None` if there is no limit.
    fn ends(&self, root: Part, weights: &Weights, trust: Trust) -> Result<[Option<End>; 2], Fault> {
        let reach = |extreme| self.curve(root, 0, weights, (extreme, trust))?.reach(extreme);
        Ok([reach(Extreme::Least)?, reach(Extreme::Most)?])
    }

    /// Whether a sum over one tree is “about”: a counted amount is, or a bound depends on one.
    fn is_about(&self, addends: &[Remainder], root: Part, weights: &Weights, bounds: Bounds) -> Result<bool, Fault> {
        if !self.tree_is_about(root) {
            return Ok(false);
        }
        for addend in addends {
            let stated = self.nodes[addend.of.0].whole;
            // An exact amount depends on nothing else.
            let plain = addend.after == 0 && stated.is_exact();
            if stated.approximate() || (!plain && self.rests_on_about(root, &self.weigh(&[*addend]))?) {
                return Ok(true);
            }
        }
        Ok(self.extremes(root, weights, Trust::AllButAbout)? != bounds)
    }

    /// Whether the bounds would differ if nothing were known of the approximate figures.
    fn rests_on_about(&self, root: Part, weights: &Weights) -> Result<bool, Fault> {
        Ok(self.extremes(root, weights, Trust::AllButAbout)? != self.extremes(root, weights, Trust::Every)?)
    }

    fn tree_is_about(&self, part: Part) -> bool {
        let node = &self.nodes[part.0];
        node.whole.approximate() || node.items.iter().any(|item| self.tree_is_about(*item))
    }
}

/// Counts a step for the tests that no sum takes many more of them than there are parts.
fn note_step() {
    #[cfg(test)]
    STEPS.with(|steps| steps.set(steps.get() + 1));
}

#[cfg(test)]
std::thread_local! {
    pub(crate) static STEPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

#[derive(Default)]
struct Weights {
    rests: HashMap<Part, i64>,
    wholes: HashMap<Part, i64>,
}

/// Which figures are trusted.
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

/// A piecewise linear function of a part's amount: its start (amount, value), then for each weight how far the amount
/// can grow (`None`: without limit).
struct Curve {
    start: (End, End),
    steps: Vec<(i64, Option<End>)>,
}

impl Curve {
    /// The same function restricted to amounts within `whole`.
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

    /// The least or the greatest value of the function; `None` if there is none.
    ///
    /// Steps are sorted by weight, so that the function falls (or rises) as long as weights are below (or above) zero.
    fn reach(&self, extreme: Extreme) -> Result<Option<End>, Fault> {
        let mut value = self.start.1;
        for (weight, length) in &self.steps {
            let leads_there = match extreme {
                Extreme::Least => *weight < 0,
                Extreme::Most => *weight > 0,
            };
            match length {
                _ if !leads_there => break,
                Some(length) => value = value.plus(length.times(*weight)?)?,
                None => return Ok(None),
            }
        }
        Ok(Some(value))
    }
}

#[cfg(test)]
mod tests;
