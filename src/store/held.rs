//! The ledger held against what somebody kept of it: a tree that was seen before, and the proof of one entry.

use rusqlite::Transaction;

use crate::journal::{Body, Digest, Frontier, Pathfinder, checkpoint, codec};
use crate::query::Span;

use super::load::signed;
use super::refusal::Refusal;
use super::{Error, append};

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
pub(super) fn since(tx: &Transaction<'_>, seen: &Frontier) -> Result<Since, Error> {
    let head = append::head(tx)?;
    if head.size() < seen.size() {
        return Ok(Since::RolledBack(head));
    }
    let mut grown = seen.clone();
    each_bytes(tx, Span { after: seen.size(), up_to: head.size(), limit: None }, |bytes| {
        grown.push(Digest::of_leaf(bytes));
        Ok(())
    })?;
    Ok(if grown == head { Since::Followed(head) } else { Since::Forked(head) })
}

/// The origin of the ledger's checkpoints, from its first entry.
pub(super) fn origin(tx: &Transaction<'_>) -> Result<String, Error> {
    let mut origin = None;
    each_bytes(tx, Span::first(1), |bytes| {
        if let Body::Genesis(genesis) = codec::decode(bytes).map_err(|fault| Error::damaged(fault.to_string()))?.body {
            origin = Some(checkpoint::origin(&genesis, Digest::of_leaf(bytes)));
        }
        Ok(())
    })?;
    origin.ok_or_else(|| Error::damaged("entry 1, which begins a ledger, is missing"))
}

/// An entry's bytes with the path that leads from them to the root over the first `size` entries, and that root.
pub(super) fn path(tx: &Transaction<'_>, entry: u64, size: u64) -> Result<(Vec<u8>, Vec<Digest>, Digest), Error> {
    let missing = || Refusal::NoEntryAmong { entry, size };
    let index = entry.checked_sub(1).filter(|index| *index < size).ok_or_else(missing)?;
    let (mut finder, mut found, mut number) = (Pathfinder::new(index), Vec::new(), 0);
    each_bytes(tx, Span::first(size), |bytes| {
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

/// Gives the very bytes of some entries to `each`, in order.
pub(super) fn each_bytes(
    tx: &Transaction<'_>,
    span: Span,
    mut each: impl FnMut(&[u8]) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut statement = tx.prepare_cached("SELECT bytes FROM entry WHERE entry > ?1 ORDER BY entry LIMIT ?2")?;
    let mut rows = statement.query([signed(span.after)?, signed(span.most())?])?;
    while let Some(row) = rows.next()? {
        each(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?)?;
    }
    Ok(())
}
