//! Verification: computes every digest again, folds every entry again, and compares all of it with what is stored.
//!
//! The journal is read once, in order: one thread computes the tree, another reads the entries and notes what must
//! follow from them. The derived tables are then read once and compared. What is too large for memory is compared by an
//! order-independent fingerprint; only if something differs are the tables derived again, to name each difference.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use crate::journal::{Body, Digest, Effect, Entry, Frontier, Handling, Subtree, Withholdings, codec};
use crate::query::Error::ThreadEnded;
use crate::query::threads::Worker;

use super::engine::{Head, Reading};
use super::findings::Findings;
use super::refusal::Refusal;
use super::subtrees::Tree;
use super::tree::{Chunk, WAITING};
use super::withhold::held;
use super::{Error, differences, expected::Expected, facts, table};

/// Reads the whole ledger and lists every difference. `progress` receives the number of entries read; an error from it
/// stops the reading.
pub(super) fn verify(
    reading: &dyn Reading,
    at: &[u64],
    progress: &mut dyn FnMut(u64) -> Result<(), Error>,
) -> Result<Findings, Error> {
    let ((tree, roots), journal) = file_and_journal(reading, at, progress)?;
    let (mut found, told, withheld) = (journal.differences, journal.refused, journal.withheld);
    let contradictory = !found.is_empty();
    if !journal.expected.holds(reading)?
        || !withheld_holds(reading, &withheld)?
        || !facts::hold(reading)?
        || !subtrees_hold(reading, tree.full)?
        || contradictory
    {
        differences::list(reading, &told, &mut found)?;
        // A mismatch must never result in an empty list of differences.
        if found.is_empty() {
            found.push("the derived tables do not follow from the journal, but no row shows where".to_owned());
        }
    }
    personal(reading, journal.commitments, &withheld, &mut found)?;
    Ok(Findings { entries: tree.edge.size(), tree: tree.edge, roots, differences: found })
}

/// Reads the journal alone, and lists every difference in it and in the file as a whole.
pub(super) fn journal(
    reading: &dyn Reading,
    progress: &mut dyn FnMut(u64) -> Result<(), Error>,
) -> Result<Vec<String>, Error> {
    file_and_journal(reading, &[], progress).map(|(_, journal)| journal.differences)
}

/// Reads the journal, and checks the file and the head against it.
fn file_and_journal(
    reading: &dyn Reading,
    at: &[u64],
    progress: &mut dyn FnMut(u64) -> Result<(), Error>,
) -> Result<(Grown, Journal), Error> {
    // Meanwhile the engine checks itself.
    let looking = reading.check().map(std::thread::spawn);
    let read = read_journal(reading, at, progress);
    let mut found = match looking {
        Some(looking) => looking.join().map_err(|_| ThreadEnded)??,
        None => Vec::new(),
    };
    let (grown, mut journal) = read?;
    found.append(&mut journal.differences);
    head(reading, &grown.0.edge, &mut found)?;
    journal.differences = found;
    Ok((grown, journal))
}

/// The entry that holds a commitment.
#[derive(Clone, Copy)]
struct Holder {
    /// The first entry that holds it.
    entry: u64,
    /// The entry that first recorded the action it reads, or that added the source it describes.
    of: u64,
}

/// What reading the entries in order yields.
#[derive(Default)]
struct Journal {
    expected: Expected,
    /// Each commitment with its holder.
    commitments: BTreeMap<Digest, Holder>,
    withheld: Withholdings,
    differences: Vec<String>,
    /// Those of the differences that are refusals, by entry.
    refused: Vec<(u64, Refusal)>,
    size: u64,
    recorded_at: String,
}

/// A tree, and its roots at the requested sizes.
type Grown = (Tree, BTreeMap<u64, Digest>);

fn read_journal(
    reading: &dyn Reading,
    at: &[u64],
    progress: &mut dyn FnMut(u64) -> Result<(), Error>,
) -> Result<(Grown, Journal), Error> {
    std::thread::scope(|scope| {
        let tree = Worker::within(scope, WAITING, move |chunks| grow(chunks, at)).map_err(|_| ThreadEnded)?;
        let reader = Worker::within(scope, WAITING, follow).map_err(|_| ThreadEnded)?;
        let sent = send_entries(reading, &tree, &reader, progress);
        let (grown, journal) = (tree.finish(), reader.finish());
        let (grown, mut journal) = (grown?, journal?);
        sent?;
        if journal.size == 0 {
            journal.differences.push("the journal is empty: entry 1, which begins a ledger, is missing".to_owned());
        }
        Ok((grown, journal))
    })
}

fn grow(chunks: Receiver<Arc<Chunk>>, at: &[u64]) -> Grown {
    let (mut tree, mut roots) = (Tree::default(), BTreeMap::new());
    for chunk in chunks {
        for (_, bytes) in chunk.entries() {
            tree.push(bytes);
            if at.contains(&tree.edge.size()) {
                roots.insert(tree.edge.size(), tree.edge.root());
            }
        }
    }
    (tree, roots)
}

fn follow(chunks: Receiver<Arc<Chunk>>) -> Journal {
    let mut journal = Journal::default();
    for chunk in chunks {
        chunk.entries().for_each(|(number, bytes)| journal.read(number, bytes));
    }
    journal
}

fn send_entries(
    reading: &dyn Reading,
    tree: &Worker<'_, Arc<Chunk>, Grown>,
    reader: &Worker<'_, Arc<Chunk>, Journal>,
    progress: &mut dyn FnMut(u64) -> Result<(), Error>,
) -> Result<(), Error> {
    let (mut chunk, mut read) = (Chunk::default(), 0);
    let mut send = |chunk: Chunk, read| {
        let chunk = Arc::new(chunk);
        tree.give(Arc::clone(&chunk))?;
        reader.give(chunk)?;
        progress(read)
    };
    reading.rows(&table::ENTRY, &mut |row| {
        chunk.push(row[0].number()?, row[1].bytes()?);
        read += 1;
        if chunk.is_full() {
            send(std::mem::take(&mut chunk), read)?;
        }
        Ok(())
    })?;
    send(chunk, read)
}

impl Journal {
    fn read(&mut self, number: u64, bytes: &[u8]) {
        self.size += 1;
        if number != self.size {
            self.differences.push(format!("entry {} is missing: entry {number} follows in its place", self.size));
        }
        match codec::decode(bytes) {
            Ok(entry) => self.entry(number, &entry),
            Err(fault) => self.refuse(number, fault.into()),
        }
    }

    fn refuse(&mut self, number: u64, refusal: Refusal) {
        self.differences.push(format!("entry {number}: {refusal}"));
        self.refused.push((number, refusal));
    }

    fn entry(&mut self, number: u64, entry: &Entry) {
        if entry.number != number {
            self.differences.push(format!("entry {number} claims to be entry {}", entry.number));
        }
        if (number == 1) != matches!(entry.body.effect(), Effect::Begin) {
            self.differences.push(format!("entry {number}: entry 1, and no other, begins a ledger"));
        }
        if entry.stamp.recorded_at < self.recorded_at {
            self.differences.push(format!("entry {number} was recorded before the entry that precedes it"));
        }
        self.recorded_at.clone_from(&entry.stamp.recorded_at);
        match entry.body.effect() {
            Effect::Act { corrects: Some(of), .. } => self.hold(&entry.body, Holder { entry: number, of }),
            Effect::Source { source, edits: Some(_) } => {
                let of = self.expected.added(source).unwrap_or(number);
                self.hold(&entry.body, Holder { entry: number, of });
            }
            Effect::Withhold { of, handling, commitments } => self.withhold(number, of, handling, commitments),
            _ => self.hold(&entry.body, Holder { entry: number, of: number }),
        }
        self.expected.follow(entry);
    }

    fn hold(&mut self, body: &Body, holder: Holder) {
        for (commitment, _) in body.commitments() {
            self.commitments.entry(commitment).or_insert(holder);
        }
    }

    fn withhold(&mut self, number: u64, of: u64, handling: Handling, commitments: &[Digest]) {
        for commitment in commitments {
            if self.commitments.get(commitment).is_none_or(|holder| holder.of != of) {
                self.differences.push(format!("entry {number}: entry {of} does not hold {commitment}"));
            }
        }
        if let Err(refusal) = self.withheld.follow(number, handling, commitments) {
            self.refuse(number, refusal.into());
        }
    }
}

fn head(reading: &dyn Reading, frontier: &Frontier, found: &mut Vec<String>) -> Result<(), Error> {
    let Some(Head { size, root, frontier: edge, .. }) = reading.head()? else {
        found.push("the ledger has no head, but must have one".to_owned());
        return Ok(());
    };
    if size != frontier.size() {
        found.push(format!("the head counts {size} entries, the journal has {}", frontier.size()));
    }
    if root != frontier.root().0 {
        let stored: String = root.iter().map(|byte| format!("{byte:02x}")).collect();
        found.push(format!("the head's root is {stored}, the journal's is {}", frontier.root()));
    }
    if edge != frontier.bytes() {
        found.push("the head's frontier is not that of the journal".to_owned());
    }
    Ok(())
}

/// Whether the table of withheld data agrees with the journal.
fn withheld_holds(reading: &dyn Reading, expected: &Withholdings) -> Result<bool, Error> {
    let (mut holds, mut count) = (true, 0);
    reading.rows(&table::WITHHELD, &mut |row| {
        count += 1;
        holds &= expected.says(&row[0].digest()?, row[1].number()?, row[2].handling()?);
        Ok(())
    })?;
    Ok(holds && count == expected.count())
}

/// Whether the stored full subtrees are those of the tree.
fn subtrees_hold(reading: &dyn Reading, expected: Vec<(Subtree, Digest)>) -> Result<bool, Error> {
    let mut expected: BTreeMap<Subtree, Digest> = expected.into_iter().collect();
    let mut holds = true;
    reading.rows(&table::SUBTREE, &mut |row| {
        let level = u8::try_from(row[0].number()?).ok();
        let number = row[1].number()?;
        let kept = level.and_then(|level| expected.remove(&Subtree { level, number }));
        holds &= kept == Some(row[2].digest()?);
        Ok(())
    })?;
    Ok(holds && expected.is_empty())
}

fn personal(
    reading: &dyn Reading,
    mut commitments: BTreeMap<Digest, Holder>,
    withheld: &Withholdings,
    found: &mut Vec<String>,
) -> Result<(), Error> {
    reading.rows(&table::PERSONAL, &mut |row| {
        let (entry, personal) = held(row)?;
        let place = format!("personal {}", personal.commitment);
        if !personal.holds() {
            found.push(format!("{place}: the data are not those that entry {entry} committed to"));
        }
        if let Some(erasure) = withheld.erased(&personal.commitment) {
            found.push(format!("{place}: erased by entry {erasure}, but still stored"));
        }
        match commitments.remove(&personal.commitment) {
            Some(first) if first.entry == entry => {}
            Some(first) => found.push(format!("{place}: entry is {entry}, the journal says {}", first.entry)),
            None => found.push(format!("{place}: no entry holds this commitment")),
        }
        Ok(())
    })?;
    let missing = commitments.iter().filter(|(commitment, _)| withheld.erased(commitment).is_none());
    for (commitment, Holder { entry, .. }) in missing {
        found.push(format!("personal {commitment}: the data of entry {entry} are missing"));
    }
    Ok(())
}
