//! The ledger held against what somebody kept of it: a tree that was seen before, and the proof of one entry.

use crate::journal::{Body, Digest, Frontier, Pathfinder, checkpoint, codec};
use crate::query::Span;

use super::Error;
use super::engine::Reading;
use super::refusal::Refusal;

/// What became of a ledger since a tree over it was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Since {
    /// The entries seen are there, and this is the tree now.
    Followed(Frontier),
    /// There are fewer entries now than were seen.
    RolledBack(Frontier),
    /// Other entries stand where those were seen.
    Forked(Frontier),
}

/// Compares the head with a tree that was seen before. Of the entries only those are read that came since: with them the
/// tree seen must grow into the one that the head names.
pub(super) fn since(reading: &dyn Reading, seen: &Frontier) -> Result<Since, Error> {
    let head = head(reading)?;
    if head.size() < seen.size() {
        return Ok(Since::RolledBack(head));
    }
    let mut grown = seen.clone();
    each_bytes(reading, Span { after: seen.size(), up_to: head.size(), limit: None }, |bytes| {
        grown.push(Digest::of_leaf(bytes));
        Ok(())
    })?;
    Ok(if grown == head { Since::Followed(head) } else { Since::Forked(head) })
}

/// The origin of the ledger's checkpoints, from its first entry.
pub(super) fn origin(reading: &dyn Reading) -> Result<String, Error> {
    let mut origin = None;
    each_bytes(reading, Span::first(1), |bytes| {
        if let Body::Genesis(genesis) = codec::decode(bytes).map_err(|fault| Error::damaged(fault.to_string()))?.body {
            origin = Some(checkpoint::origin(&genesis.name, Digest::of_leaf(bytes)));
        }
        Ok(())
    })?;
    origin.ok_or_else(|| Error::damaged("entry 1, which begins a ledger, is missing"))
}

/// An entry's bytes with the path that leads from them to the root over the first `size` entries, and that root.
pub(super) fn path(reading: &dyn Reading, entry: u64, size: u64) -> Result<(Vec<u8>, Vec<Digest>, Digest), Error> {
    let missing = || Refusal::NoEntryAmong { entry, size };
    let index = entry.checked_sub(1).filter(|index| *index < size).ok_or_else(missing)?;
    let (mut finder, mut found, mut number) = (Pathfinder::new(index), Vec::new(), 0);
    each_bytes(reading, Span::first(size), |bytes| {
        number += 1;
        finder.push(Digest::of_leaf(bytes));
        if number == entry {
            found = bytes.to_vec();
        }
        Ok(())
    })?;
    let (root, path) = finder.finish();
    Ok((found, path, root))
}

/// The tree's right edge, as the head keeps it.
pub(super) fn head(reading: &dyn Reading) -> Result<Frontier, Error> {
    let head = reading.head()?.ok_or_else(|| Error::damaged("the ledger has no head"))?;
    match Frontier::restore(head.size, &head.frontier) {
        Some(tree) if tree.root().0 == *head.root && head.size == reading.last()? => Ok(tree),
        _ => Err(Error::damaged("the head does not fit the journal")),
    }
}

/// Gives the very bytes of some entries to `each`, in order.
pub(super) fn each_bytes(
    reading: &dyn Reading,
    span: Span,
    mut each: impl FnMut(&[u8]) -> Result<(), Error>,
) -> Result<(), Error> {
    reading.entries(span, &mut |_, bytes| each(bytes))
}
