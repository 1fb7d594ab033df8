//! The change between two sums of amounts, computed over the unknown amounts themselves.

use std::collections::BTreeMap;

use super::{Part, Parts, Remainder, Trust, Weights};
use crate::domain::{Difference, End, Fault};

/// A linear form over whole parts: how often each is added, or subtracted if negative.
///
/// A part that is both added and subtracted cancels, however little is known of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Form(BTreeMap<Part, i64>);

impl Form {
    /// Adds a whole part this many times.
    pub(crate) fn add(&mut self, part: Part, times: i64) {
        let count = self.0.entry(part).or_default();
        *count += times;
        if *count == 0 {
            self.0.remove(&part);
        }
    }

    /// Adds what is left of a part this many times: the part minus the items carved out of it.
    pub(crate) fn add_remainder(&mut self, parts: &Parts, remainder: Remainder, times: i64) {
        self.add(remainder.of, times);
        let items = &parts.nodes[remainder.of.0].items[..remainder.after];
        items.iter().for_each(|item| self.add(*item, -times));
    }

    /// Takes out the parts that have a counterpart elsewhere, and returns the form over those counterparts.
    pub(crate) fn take(&mut self, other: impl Fn(Part) -> Option<Part>) -> Form {
        let mut taken = Form::default();
        self.0.retain(|part, times| match other(*part) {
            Some(other) => {
                taken.add(other, *times);
                false
            }
            None => true,
        });
        taken
    }
}

impl Parts {
    /// All parts, each before its items.
    pub(crate) fn all(&self) -> impl Iterator<Item = Part> + use<> {
        (0..self.nodes.len()).map(Part)
    }

    /// The part that this one was carved out of, and its position among the items there.
    pub(crate) fn place(&self, part: Part) -> Option<(Part, usize)> {
        let parent = self.nodes[part.0].parent?;
        self.nodes[parent.0].items.iter().position(|item| *item == part).map(|at| (parent, at))
    }

    /// An item of a part, by its position.
    pub(crate) fn item(&self, part: Part, at: usize) -> Option<Part> {
        self.nodes[part.0].items.get(at).copied()
    }

    /// The tightest bounds of a form that hold for every choice of true amounts.
    ///
    /// # Errors
    /// A figure does not fit.
    pub(crate) fn change(&self, form: &Form) -> Result<Difference, Fault> {
        let mut trees: BTreeMap<Part, Weights> = BTreeMap::new();
        for (part, times) in &form.0 {
            trees.entry(self.root(*part)).or_default().wholes.insert(*part, *times);
        }
        let mut change = Difference::NONE;
        for (root, weights) in &trees {
            let ends = self.ends(*root, weights, Trust::Every)?;
            let counts_about = || weights.wholes.keys().any(|part| self.nodes[part.0].whole.approximate());
            let approximate =
                self.tree_is_about(*root) && (counts_about() || self.ends(*root, weights, Trust::AllButAbout)? != ends);
            let [lower, upper]: [Option<End>; 2] = ends;
            change = change.plus(Difference { lower, upper, approximate })?;
        }
        Ok(change)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Amount, Bounds};

    fn bounds(amount: &str) -> Bounds {
        Amount::parse(amount, None).unwrap().bounds().unwrap()
    }

    /// The ends in whole euros; `>` or `<` for an end that is not attained, `-` for a missing one.
    fn told(change: Difference) -> String {
        let end = |end: Option<End>, mark| {
            end.map_or("-".to_owned(), |end| {
                format!("{}{}", if end.inclusive() { "" } else { mark }, end.scaled() / 100_000_000)
            })
        };
        let about = if change.approximate { "~" } else { "" };
        format!("{about}{} {}", end(change.lower, ">"), end(change.upper, "<"))
    }

    #[test]
    fn what_is_added_and_taken_away_again_leaves_nothing() {
        let mut parts = Parts::default();
        let open = parts.whole(bounds(">5 EUR"));
        let item = parts.carve(open, bounds("2 EUR")).unwrap().unwrap();
        let mut form = Form::default();
        form.add_remainder(&parts, parts.rest(open), 1);
        form.add(open, -1);
        assert_eq!(told(parts.change(&form).unwrap()), "-2 -2");
        form.add(item, 1);
        assert_eq!(form, Form::default());
        assert!(parts.change(&form).unwrap().is_none());
    }

    #[test]
    fn bounds_of_a_change_may_lie_below_zero_and_have_no_end() {
        let mut parts = Parts::default();
        let (open, closed) = (parts.whole(bounds(">5 EUR")), parts.whole(bounds("4..6 EUR")));
        let mut form = Form::default();
        form.add(open, -1);
        assert_eq!(told(parts.change(&form).unwrap()), "- <-5");
        form.add(closed, 1);
        assert_eq!(told(parts.change(&form).unwrap()), "- <1");
        form.add(open, 2);
        assert_eq!(told(parts.change(&form).unwrap()), ">9 -");
    }

    #[test]
    fn the_equation_tightens_a_change_too() {
        let mut parts = Parts::default();
        let whole = parts.whole(bounds("120 EUR"));
        let [one, other] = [bounds("unstated EUR"); 2].map(|item| parts.carve(whole, item).unwrap().unwrap());
        let mut form = Form::default();
        form.add(one, 1);
        form.add(other, -1);
        assert_eq!(told(parts.change(&form).unwrap()), "-120 120");
        form.add(whole, -1);
        assert_eq!(told(parts.change(&form).unwrap()), "-240 0");
    }

    #[test]
    fn a_change_is_about_if_it_depends_on_an_approximate_amount() {
        let mut parts = Parts::default();
        let (about, exact) = (parts.whole(bounds("~5 EUR")), parts.whole(bounds("5 EUR")));
        let mut form = Form::default();
        form.add(exact, 1);
        assert_eq!(told(parts.change(&form).unwrap()), "5 5");
        form.add(about, -1);
        assert_eq!(told(parts.change(&form).unwrap()), "~0 0");
    }
}
