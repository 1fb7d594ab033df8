//! The tree by its full subtrees: their digests are kept, so that few entries need be read to know a root.
//!
//! No seal is over them and none is needed: whoever computes by them ends at the root that the head holds, and where that
//! is another, reads the entries instead.

use crate::journal::{Digest, Frontier, Subtree};
use crate::query::Span;

use super::Error;
use super::changes::Change;
use super::engine::{Asked, Reading};

/// The level from which on full subtrees are kept: below it, reading the entries costs hardly more.
pub(super) const LEAST: u8 = 8;

/// How many leaves the least of them has.
const LEAVES: u64 = 1 << LEAST;

/// A tree that grows, with the full subtrees that are to be kept of what it grew by.
#[derive(Default)]
pub(super) struct Tree {
    /// Its right edge.
    pub(super) edge: Frontier,
    /// The subtrees.
    pub(super) full: Vec<(Subtree, Digest)>,
}

impl Tree {
    /// A tree that goes on growing.
    pub(super) fn on(edge: Frontier) -> Tree {
        Tree { edge, full: Vec::new() }
    }

    /// Adds the bytes of an entry.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        let full = &mut self.full;
        self.edge.push_full(0, Digest::of_leaf(bytes), |subtree, root| {
            if subtree.level >= LEAST {
                full.push((subtree, root));
            }
        });
    }

    /// What is to be written of the subtrees.
    pub(super) fn changes(&self) -> Vec<Change> {
        self.full.iter().map(|(subtree, root)| Change::Subtree(*subtree, *root)).collect()
    }
}

/// The largest full subtrees between two numbers of leaves, both multiples of [`LEAVES`].
fn between(from: u64, to: u64) -> Vec<Subtree> {
    let (mut subtrees, mut at) = (Vec::new(), from);
    while at < to {
        let level = at.trailing_zeros().min((to - at).ilog2());
        subtrees.push(Subtree { level: u8::try_from(level).unwrap_or(LEAST), number: at >> level });
        at += 1 << level;
    }
    subtrees
}

/// Gives the tree's leaves from one number of them to another to `each`: by full subtrees that are kept, each with its
/// level, and where none begins or ends, leaf by leaf. Whether all of these are there.
///
/// # Errors
/// The ledger cannot be read.
pub(super) fn each(
    reading: &dyn Reading,
    (from, to): (u64, u64),
    each: &mut dyn FnMut(u8, Digest),
) -> Result<bool, Error> {
    let begin = from.next_multiple_of(LEAVES).min(to);
    let end = (to - to % LEAVES).max(begin);
    let subtrees = between(begin, end);
    let known = reading.known(&Asked { subtrees: subtrees.clone(), ..Asked::default() })?.subtrees;
    each_leaf(reading, (from, begin), each)?;
    for (subtree, root) in subtrees.into_iter().zip(known) {
        let Some(root) = root else { return Ok(false) };
        each(subtree.level, root);
    }
    each_leaf(reading, (end, to), each)?;
    Ok(true)
}

/// The same, leaf by leaf.
pub(super) fn each_leaf(
    reading: &dyn Reading,
    (from, to): (u64, u64),
    each: &mut dyn FnMut(u8, Digest),
) -> Result<(), Error> {
    reading.entries(Span { after: from, up_to: to, limit: None }, &mut |_, bytes| {
        each(0, Digest::of_leaf(bytes));
        Ok(())
    })
}

/// The block of [`LEAVES`] in which a leaf stands, of a tree of so many leaves.
pub(super) fn block(index: u64, size: u64) -> (u64, u64) {
    let begin = index - index % LEAVES;
    (begin, size.min(begin.saturating_add(LEAVES)))
}
