//! Compares the ledger with what somebody kept of it: a tree seen before, or the proof of one entry.

use crate::journal::{Body, Digest, Frontier, Pathfinder, checkpoint, codec};

use super::Error;
use super::engine::{Asked, Reading};
use super::refusal::Refusal;
use super::subtrees;

/// What happened to a ledger since a tree over it was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Since {
    /// The entries seen are unchanged; this is the tree now.
    Followed(Frontier),
    /// There are fewer entries than were seen.
    RolledBack(Frontier),
    /// The entries seen were replaced by others.
    Forked(Frontier),
}

/// An entry among the first `size` of a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Among {
    /// The entry.
    pub entry: u64,
    /// The number of entries in the tree.
    pub size: u64,
}

/// Compares the head with a tree seen before: with the entries added since, that tree must grow into the head's.
pub(super) fn since(reading: &dyn Reading, seen: &Frontier) -> Result<Since, Error> {
    let head = head(reading)?;
    if head.size() < seen.size() {
        return Ok(Since::RolledBack(head));
    }
    if grown(reading, seen, head.size())?.as_ref() == Some(&head) {
        return Ok(Since::Followed(head));
    }
    // A wrong derived row must not pass for a fork.
    let mut followed = seen.clone();
    subtrees::each_leaf(reading, (seen.size(), head.size()), &mut |_, leaf| followed.push(leaf))?;
    Ok(if followed == head { Since::Followed(head) } else { Since::Forked(head) })
}

/// A tree extended to `size` leaves; `None` if a subtree is not kept.
fn grown(reading: &dyn Reading, tree: &Frontier, size: u64) -> Result<Option<Frontier>, Error> {
    let mut grown = tree.clone();
    let span = (tree.size(), size);
    let whole = subtrees::each(reading, span, &mut |level, root| grown.push_full(level, root, |_, _| {}))?;
    Ok(whole.then_some(grown))
}

/// The tree over the first entries. Kept subtrees are trusted only if the result grows into the head's tree.
pub(super) fn tree_at(reading: &dyn Reading, size: u64) -> Result<Frontier, Error> {
    let head = head(reading)?;
    let size = size.min(head.size());
    if let Some(tree) = grown(reading, &Frontier::default(), size)?
        && grown(reading, &tree, head.size())?.as_ref() == Some(&head)
    {
        return Ok(tree);
    }
    let mut tree = Frontier::default();
    subtrees::each_leaf(reading, (0, size), &mut |_, leaf| tree.push(leaf))?;
    Ok(tree)
}

/// The origin of the ledger's checkpoints, from its first entry.
pub(super) fn origin(reading: &dyn Reading) -> Result<String, Error> {
    let missing = || Error::damaged("entry 1, which begins a ledger, is missing");
    let first = reading.known(&Asked { entries: vec![1], ..Asked::default() })?.entries.into_iter().next().flatten();
    let first = first.ok_or_else(missing)?;
    match codec::decode(&first).map_err(|fault| Error::damaged(fault.to_string()))?.body {
        Body::Genesis(genesis) => Ok(checkpoint::origin(&genesis.name, Digest::of_leaf(&first))),
        _ => Err(missing()),
    }
}

/// An entry's bytes, the path from them to the root of the tree containing it, and that root.
pub(super) fn path(
    reading: &dyn Reading,
    Among { entry, size }: Among,
) -> Result<(Vec<u8>, Vec<Digest>, Digest), Error> {
    let missing = || Refusal::NoEntryAmong { entry, size };
    let index = entry.checked_sub(1).filter(|index| *index < size).ok_or_else(missing)?;
    let found = reading.known(&Asked { entries: vec![entry], ..Asked::default() })?.entries;
    let bytes = found.into_iter().next().flatten().ok_or_else(missing)?;
    let mut finder = Pathfinder::new(index);
    let (begin, end) = subtrees::block(index, size);
    let mut push = |level, root| finder.push_full(level, root);
    let before = subtrees::each(reading, (0, begin), &mut push)?;
    subtrees::each_leaf(reading, (begin, end), &mut push)?;
    let behind = subtrees::each(reading, (end, size), &mut push)?;
    let (root, path) = finder.finish();
    if before && behind && root == tree_at(reading, size)?.root() {
        return Ok((bytes, path, root));
    }
    let mut finder = Pathfinder::new(index);
    subtrees::each_leaf(reading, (0, size), &mut |_, leaf| finder.push(leaf))?;
    let (root, path) = finder.finish();
    Ok((bytes, path, root))
}

/// The tree's right edge, as the head keeps it.
pub(super) fn head(reading: &dyn Reading) -> Result<Frontier, Error> {
    let head = reading.head()?.ok_or_else(|| Error::damaged("the ledger has no head"))?;
    match Frontier::restore(head.size, &head.frontier) {
        Some(tree) if tree.root().0 == *head.root && head.size == reading.last()? => Ok(tree),
        _ => Err(Error::damaged("the head does not fit the journal")),
    }
}
