//! The tree's full subtrees: their digests are stored, so that few entries need be read to compute a root.
//!
//! They need no seal: every computation with them ends at the root in the head, and on a mismatch reads the entries
//! instead.

use crate::journal::{Digest, Frontier, Subtree};
use crate::query::Span;

use super::Error;
use super::changes::Change;
use super::engine::{Asked, Reading};

/// The lowest level at which full subtrees are stored: below it, reading the entries costs hardly more.
pub(super) const LEAST: u8 = 8;

/// The number of leaves in the smallest stored subtree.
const LEAVES: u64 = 1 << LEAST;

/// A growing tree, with the full subtrees to store.
#[derive(Default)]
pub(super) struct Tree {
    /// Its right edge.
    pub(super) edge: Frontier,
    /// The subtrees.
    pub(super) full: Vec<(Subtree, Digest)>,
}

impl Tree {
    /// A tree that continues from this edge.
    pub(super) fn on(edge: Frontier) -> Tree {
        Tree { edge, full: Vec::new() }
    }

    /// Adds the bytes of an entry.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.push_leaf(Digest::of_leaf(bytes));
    }

    /// Adds an entry by the digest of its bytes.
    pub(super) fn push_leaf(&mut self, leaf: Digest) {
        let full = &mut self.full;
        self.edge.push_full(0, leaf, |subtree, root| {
            if subtree.level >= LEAST {
                full.push((subtree, root));
            }
        });
    }

    /// The subtrees as changes to write.
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

/// Passes the tree's leaves in a range to `each`: as stored full subtrees, each with its level, and leaf by leaf at the
/// ends. Returns whether all the subtrees are stored.
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

/// Passes the leaves in a range to `each`, one by one.
pub(super) fn each_leaf(
    reading: &dyn Reading,
    (from, to): (u64, u64),
    each: &mut dyn FnMut(u8, Digest),
) -> Result<(), Error> {
    // An engine on a server would be asked.
    if from >= to {
        return Ok(());
    }
    reading.entries(Span { after: from, up_to: to, limit: None }, &mut |_, bytes| {
        each(0, Digest::of_leaf(bytes));
        Ok(())
    })
}

/// The block of [`LEAVES`] leaves that contains a leaf, in a tree of the given size.
pub(super) fn block(index: u64, size: u64) -> (u64, u64) {
    let begin = index - index % LEAVES;
    (begin, size.min(begin.saturating_add(LEAVES)))
}
