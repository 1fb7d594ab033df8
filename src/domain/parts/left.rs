//! What is known of one part without a look at the others in its whole, of which there may be many.
//!
//! A part is greatest when all others in its whole are as small as they can be: it then has its own least and everything that the
//! whole has left. It can be as small as its own least, because the rest of its whole takes up the difference. Only a group has no rest.

use super::{Bounds, End, Fault, Own, Part, Parts, Remainder, Trust, note_step};

/// How far a part can reach.
struct Reach {
    /// The most that it can be; `None` without limit.
    most: Option<End>,
    /// The most that is left of it, besides its items.
    left: Option<End>,
    /// Whether it is in a group, or is one.
    grouped: bool,
}

impl Parts {
    /// Whether exactly nothing is left of a part, and not merely about nothing.
    ///
    /// # Errors
    /// A figure does not fit.
    pub(crate) fn is_exhausted(&self, part: Part) -> Result<bool, Fault> {
        let is_told = self.nodes[part.0].own == Own::Rest;
        if is_told && self.reach(part)?.left != Some(End::ZERO) {
            return Ok(false);
        }
        Ok((is_told && !self.about) || self.sum(&[self.rest(part)])?.is_nothing())
    }

    /// Whether a remainder is exactly one figure, be it about or not.
    ///
    /// # Errors
    /// A figure does not fit.
    pub(crate) fn is_exact(&self, addend: Remainder) -> Result<bool, Fault> {
        let node = &self.nodes[addend.of.0];
        let Reach { most, left, grouped } = self.reach(addend.of)?;
        if grouped {
            return Ok(self.ends_of(addend)?.is_exact());
        }
        if most != Some(node.least) {
            return Ok(false);
        }
        // The part is one figure; the items that are already out must be, too, unless nothing is left for them to grow by.
        let begun = node.exact.min(addend.after);
        let can_grow = |item: &Part| {
            note_step();
            self.nodes[item.0].whole.upper() != Some(self.nodes[item.0].least)
        };
        match node.items[begun..addend.after].iter().find(|item| can_grow(item)) {
            Some(_) if left == Some(End::ZERO) => Ok(true),
            // What it consists of may keep it from growing.
            Some(item) if self.nodes[item.0].own == Own::Nothing => Ok(self.ends_of(addend)?.is_exact()),
            item => Ok(item.is_none()),
        }
    }

    /// The ends of what is known of a remainder, whether a figure in them is about or not.
    fn ends_of(&self, addend: Remainder) -> Result<Bounds, Fault> {
        self.extremes(self.root(addend.of), &self.weigh(&[addend]), Trust::Every)
    }

    fn reach(&self, part: Part) -> Result<Reach, Fault> {
        let way: Vec<Part> = std::iter::successors(Some(part), |part| self.nodes[part.0].parent).collect();
        let mut reach = Reach { most: None, left: None, grouped: false };
        for node in way.into_iter().rev().map(|part| &self.nodes[part.0]) {
            note_step();
            let granted = reach.left.map(|left| left.plus(node.least)).transpose()?;
            reach.most = granted.into_iter().chain(node.whole.upper()).min();
            reach.left = reach.most.map(|most| most.minus(node.items_least)).transpose()?;
            reach.grouped |= node.own == Own::Nothing;
        }
        Ok(reach)
    }
}
