//! Adding entries to the tree: hashed at once, or on a separate thread if there are many.

use std::sync::mpsc::Receiver;

use crate::domain::Fault;
use crate::journal::{Frontier, codec};
use crate::query::threads::Worker;

use super::Error;
use super::subtrees::Tree;

/// The number of bytes of entries passed on together.
pub(super) const CHUNK: usize = 256 << 10;

/// The most chunks that wait for a thread.
pub(super) const WAITING: usize = 8;

/// Some entries as stored, in one run of bytes.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    numbers: Vec<u64>,
    ends: Vec<usize>,
    bytes: Vec<u8>,
}

impl Chunk {
    /// Adds an entry.
    pub(super) fn push(&mut self, number: u64, bytes: &[u8]) {
        self.numbers.push(number);
        self.bytes.extend_from_slice(bytes);
        self.ends.push(self.bytes.len());
    }

    /// Whether it is time to pass it on.
    pub(super) fn is_full(&self) -> bool {
        self.bytes.len() >= CHUNK
    }

    /// The number of its entries.
    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Drops all but the first `entries` entries.
    pub(super) fn truncate(&mut self, entries: usize) {
        self.numbers.truncate(entries);
        self.ends.truncate(entries);
        self.bytes.truncate(self.ends.last().copied().unwrap_or(0));
    }

    /// The bytes of an entry in this chunk.
    pub(super) fn find(&self, number: u64) -> Option<&[u8]> {
        let at = self.numbers.binary_search(&number).ok()?;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        Some(&self.bytes[start..self.ends[at]])
    }

    /// The entries with their numbers.
    pub(super) fn entries(&self) -> impl Iterator<Item = (u64, &[u8])> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let bytes = starts.zip(&self.ends).map(|(start, end)| &self.bytes[start..*end]);
        self.numbers.iter().copied().zip(bytes)
    }
}

/// A growing tree.
pub(super) enum Growth {
    /// On this thread, entry by entry.
    Here(Tree),
    /// On a separate thread, which also decodes each entry to check it.
    Beside(Worker<'static, Chunk, Result<Tree, Fault>>),
}

impl Growth {
    /// A tree that continues on a separate thread, if the system provides one.
    pub(super) fn beside(frontier: Frontier) -> Growth {
        let begun = frontier.clone();
        match Worker::free(WAITING, |chunks| grow(begun, chunks)) {
            Ok(worker) => Growth::Beside(worker),
            // Without a thread it grows here, only slower.
            Err(_) => Growth::Here(Tree::on(frontier)),
        }
    }

    /// Adds entries.
    pub(super) fn add(&mut self, chunk: Chunk) {
        match self {
            Growth::Here(tree) => chunk.entries().for_each(|(_, bytes)| tree.push(bytes)),
            Growth::Beside(worker) => {
                // If the worker has ended, `finish` returns the reason.
                let _: Result<(), _> = worker.give(chunk);
            }
        }
    }

    /// The tree over everything added.
    ///
    /// # Errors
    /// An entry would not read back as written, or the thread ended.
    pub(super) fn finish(self) -> Result<Tree, Error> {
        match self {
            Growth::Here(tree) => Ok(tree),
            Growth::Beside(worker) => Ok(worker.finish()??),
        }
    }
}

fn grow(begun: Frontier, chunks: Receiver<Chunk>) -> Result<Tree, Fault> {
    let mut tree = Tree::on(begun);
    for chunk in chunks {
        for (number, bytes) in chunk.entries() {
            // The journal keeps every entry for ever, so it must not accept bytes that it cannot read back.
            codec::decode(bytes).map_err(|fault| fault.at(format!("entry {number}")))?;
            tree.push(bytes);
        }
    }
    Ok(tree)
}
