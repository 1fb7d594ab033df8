//! Verification: computes every digest again, folds every entry again, and compares all of it with what is stored.
//!
//! The journal is read once: several threads hash and decode the entries and note what must follow from each, and what
//! depends on their order is then noted in order. The derived tables are then read once and compared. What is too large
//! for memory is compared by an order-independent fingerprint; only if something differs are the tables derived again,
//! to name each difference. Meanwhile the engine checks itself.

use std::collections::{BTreeMap, HashSet};
use std::thread::JoinHandle;

use crate::domain::{Fault, SourceRef};
use crate::journal::{AddedRates, Body, Digest, Effect, Entry, Frontier, Handling, Subtree, Withholdings, codec};
use crate::query::Error::ThreadEnded;
use crate::query::threads::in_order;

use super::engine::{Head, Reading};
use super::expected::{Apart, Begun, Expected};
use super::facts::{self, Facts};
use super::findings::Findings;
use super::refusal::Refusal;
use super::subtrees::Tree;
use super::tree::Chunk;
use super::withhold::held;
use super::{Error, differences, rates, table};

/// Reads the whole ledger and lists every difference. `progress` receives the number of entries read; an error from it
/// stops the reading.
pub(super) fn verify(
    reading: &dyn Reading,
    at: &[u64],
    progress: &mut dyn FnMut(u64) -> Result<(), Error>,
) -> Result<Findings, Error> {
    let looking = Looking::begin(reading);
    let read = read_journal(reading, at, progress).and_then(|(grown, mut journal)| {
        let expected = std::mem::take(&mut journal.expected);
        let holds = tables_hold(reading, expected, &journal.withheld, &grown.0)?;
        Ok((grown, journal, holds))
    });
    let mut found = looking.end()?;
    let ((tree, roots), mut journal, holds) = read?;
    found.append(&mut journal.differences);
    head(reading, &tree.edge, &mut found)?;
    if !holds || !found.is_empty() {
        differences::list(reading, &journal.refused, &mut found)?;
        // A mismatch must never result in an empty list of differences.
        if found.is_empty() {
            found.push("the derived tables do not follow from the journal, but no row shows where".to_owned());
        }
    }
    personal(reading, journal.commitments, &journal.withheld, &mut found)?;
    rates::verify(reading, &journal.rates, &mut found)?;
    Ok(Findings { entries: tree.edge.size(), tree: tree.edge, roots, differences: found })
}

/// Whether all derived tables are what the journal yields.
fn tables_hold(reading: &dyn Reading, expected: Expected, withheld: &Withholdings, tree: &Tree) -> Result<bool, Error> {
    let mut facts = Facts::default();
    Ok(expected.holds(reading, &mut facts)?
        && withheld_holds(reading, withheld)?
        && facts::hold(reading, facts)?
        && subtrees_hold(reading, &tree.full)?)
}

/// Reads the journal alone, and lists every difference in it and in the file as a whole.
pub(super) fn journal(
    reading: &dyn Reading,
    progress: &mut dyn FnMut(u64) -> Result<(), Error>,
) -> Result<Vec<String>, Error> {
    let looking = Looking::begin(reading);
    let read = read_journal(reading, &[], progress);
    let mut found = looking.end()?;
    let ((tree, _), mut journal) = read?;
    found.append(&mut journal.differences);
    head(reading, &tree.edge, &mut found)?;
    Ok(found)
}

/// The engine's check of itself, on a thread of its own, if it has one.
struct Looking(Option<JoinHandle<Result<Vec<String>, Error>>>);

impl Looking {
    fn begin(reading: &dyn Reading) -> Looking {
        Looking(reading.check().map(std::thread::spawn))
    }

    /// What it found.
    fn end(self) -> Result<Vec<String>, Error> {
        self.0.map_or(Ok(Vec::new()), |looking| looking.join().map_err(|_| ThreadEnded)?)
    }
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
    /// The rates that entries add.
    rates: BTreeMap<u64, AddedRates>,
    differences: Vec<String>,
    /// Those of the differences that are refusals, by entry.
    refused: Vec<(u64, Refusal)>,
    size: u64,
    recorded_at: String,
}

/// A tree, and its roots at the requested sizes.
type Grown = (Tree, BTreeMap<u64, Digest>);

/// An entry as read apart from those before it.
struct Read {
    /// The number under which it is stored.
    number: u64,
    leaf: Digest,
    /// The number that it claims, when it says that it was recorded, and what it records; why it cannot be read.
    entry: Result<(u64, String, Recorded), Fault>,
}

/// What an entry records.
enum Recorded {
    /// An action without personal data, with the sources that none of the entries read with it cites earlier.
    Act(Begun, Vec<SourceRef>),
    /// Anything else.
    Other(Box<Entry>),
}

/// Reads and hashes some entries apart from those before them.
fn read_apart(chunk: &Chunk, mut apart: Apart) -> (Vec<Read>, Apart) {
    let mut cited = HashSet::new();
    let mut recorded = |entry: Entry| {
        apart.follow(&entry);
        let Effect::Act { act, corrects: None } = entry.body.effect() else {
            return Recorded::Other(Box::new(entry));
        };
        if act.commitments().next().is_some() {
            return Recorded::Other(Box::new(entry));
        }
        let sources = act.sources.iter().map(|citation| citation.source());
        let newly = sources.filter(|source| !cited.contains(*source)).cloned().collect::<Vec<_>>();
        cited.extend(newly.iter().cloned());
        Recorded::Act(Begun::by(act), newly)
    };
    let read = chunk.entries().map(|(number, bytes)| {
        let entry = codec::decode(bytes)
            .map(|mut entry| (entry.number, std::mem::take(&mut entry.stamp.recorded_at), recorded(entry)));
        Read { number, leaf: Digest::of_leaf(bytes), entry }
    });
    (read.collect(), apart)
}

fn read_journal(
    reading: &dyn Reading,
    at: &[u64],
    progress: &mut dyn FnMut(u64) -> Result<(), Error>,
) -> Result<(Grown, Journal), Error> {
    let (mut journal, mut grown) = (Journal::default(), Grown::default());
    let blank = journal.expected.apart();
    let take = |(read, apart): (Vec<Read>, Apart)| {
        let (tree, roots) = &mut grown;
        for entry in read {
            tree.push_leaf(entry.leaf);
            if at.contains(&tree.edge.size()) {
                roots.insert(tree.edge.size(), tree.edge.root());
            }
            journal.read(entry);
        }
        journal.expected.merge(apart);
        Ok(())
    };
    let work = |chunk| read_apart(&chunk, blank.blank());
    in_order(work, |give| give_entries(reading, give, progress), take, Error::from)?;
    if journal.size == 0 {
        journal.differences.push("the journal is empty: entry 1, which begins a ledger, is missing".to_owned());
    }
    Ok((grown, journal))
}

fn give_entries(
    reading: &dyn Reading,
    give: &mut dyn FnMut(Chunk) -> Result<(), Error>,
    progress: &mut dyn FnMut(u64) -> Result<(), Error>,
) -> Result<(), Error> {
    let (mut chunk, mut read) = (Chunk::default(), 0);
    reading.rows(&table::ENTRY, &mut |row| {
        chunk.push(row[0].number()?, row[1].bytes()?);
        read += 1;
        if chunk.is_full() {
            give(std::mem::take(&mut chunk))?;
            progress(read)?;
        }
        Ok(())
    })?;
    give(chunk)?;
    progress(read)
}

impl Journal {
    fn read(&mut self, Read { number, entry, .. }: Read) {
        self.size += 1;
        if number != self.size {
            self.differences.push(format!("entry {} is missing: entry {number} follows in its place", self.size));
        }
        match entry {
            Ok((claimed, recorded_at, recorded)) => self.entry(number, claimed, recorded_at, recorded),
            Err(fault) => self.refuse(number, fault.into()),
        }
    }

    fn refuse(&mut self, number: u64, refusal: Refusal) {
        self.differences.push(format!("entry {number}: {refusal}"));
        self.refused.push((number, refusal));
    }

    fn entry(&mut self, number: u64, claimed: u64, recorded_at: String, recorded: Recorded) {
        if claimed != number {
            self.differences.push(format!("entry {number} claims to be entry {claimed}"));
        }
        let begins = matches!(&recorded, Recorded::Other(entry) if matches!(entry.body.effect(), Effect::Begin));
        if (number == 1) != begins {
            self.differences.push(format!("entry {number}: entry 1, and no other, begins a ledger"));
        }
        if recorded_at < self.recorded_at {
            self.differences.push(format!("entry {number} was recorded before the entry that precedes it"));
        }
        self.recorded_at = recorded_at;
        match recorded {
            Recorded::Act(begun, sources) => self.expected.act(begun, &sources),
            Recorded::Other(entry) => self.other(number, &entry),
        }
    }

    /// Notes what is not an action without personal data.
    fn other(&mut self, number: u64, entry: &Entry) {
        match entry.body.effect() {
            Effect::Act { corrects: Some(of), .. } => self.hold(&entry.body, Holder { entry: number, of }),
            Effect::Source { source, edits: Some(_) } => {
                let of = self.expected.added(source).unwrap_or(number);
                self.hold(&entry.body, Holder { entry: number, of });
            }
            Effect::Withhold { of, handling, commitments } => self.withhold(number, of, handling, commitments),
            _ => self.hold(&entry.body, Holder { entry: number, of: number }),
        }
        self.rates.extend(entry.body.rates().map(|added| (number, added.clone())));
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
fn subtrees_hold(reading: &dyn Reading, expected: &[(Subtree, Digest)]) -> Result<bool, Error> {
    let mut expected: BTreeMap<Subtree, Digest> = expected.iter().copied().collect();
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
