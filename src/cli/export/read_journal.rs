//! The journal of a pack, read line by line.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use crate::domain::Fault;
use crate::journal::{Body, Datum, Digest, Entry, Frontier, checkpoint, codec};
use crate::store::Anew;

use crate::cli::checkpoint::Held;
use crate::cli::failure::Failure;
use crate::cli::files::{self, Links};

use super::contents::JOURNAL;

/// The largest entry that a ledger holds, in bytes.
const LONGEST_ENTRY: u64 = 64 << 20;

/// A journal as read.
pub(super) struct Journal {
    /// Its entries, from which a ledger can be made; `None` if this program cannot read them.
    pub(super) entries: Option<Anew>,
    /// The tree over them.
    pub(super) head: Frontier,
    /// The origin of its ledger.
    pub(super) origin: String,
    /// The commitments to personal data, each with the first entry that holds it and what it commits to.
    pub(super) commitments: HashMap<Digest, (u64, Datum)>,
    /// What contradicts the checkpoints.
    pub(super) differences: Vec<String>,
    /// Why this program cannot read another program's entries.
    pub(super) unread: Option<String>,
}

/// Reads the journal, and reports what is wrong with it. Entries of another program that cannot be read are not
/// checked.
///
/// # Errors
/// The file cannot be read; or, in this program's own pack, a line is not an entry.
pub(super) fn read(file: &Path, held: &[Held], is_own: bool) -> Result<Journal, Failure> {
    let failed = |error: io::Error| Failure::file("read", file, &error);
    let mut journal = Journal {
        entries: Some(Anew::default()),
        head: Frontier::default(),
        origin: String::new(),
        commitments: HashMap::new(),
        differences: Vec::new(),
        unread: None,
    };
    // The check of the file list reports what is missing or not a regular file.
    let Ok(opened) = files::open_regular(file, Links::Refused) else { return Ok(journal) };
    let (mut lines, mut line, mut roots) = (BufReader::new(opened), Vec::new(), BTreeMap::new());
    loop {
        line.clear();
        if lines.by_ref().take(LONGEST_ENTRY).read_until(b'\n', &mut line).map_err(failed)? == 0 {
            break;
        }
        let number = journal.head.size() + 1;
        let Some(bytes) = line.strip_suffix(b"\n") else {
            return Err(Fault::new(format!("{JOURNAL}: line {number} is cut off")).into());
        };
        match decoded(bytes, number) {
            Ok(entry) => journal.take(&entry, bytes)?,
            Err(fault) if is_own => return Err(fault.into()),
            Err(fault) => {
                journal.entries = None;
                journal.unread.get_or_insert_with(|| fault.what().to_owned());
            }
        }
        journal.head.push(Digest::of_leaf(bytes));
        let size = journal.head.size();
        if held.iter().any(|held| held.body.size() == size) {
            roots.insert(size, journal.head.root());
        }
    }
    // If the first entry cannot be read, the journal's origin is unknown, but its root is known.
    let Journal { origin, head, .. } = &journal;
    let origin_of = |held: &Held| if origin.is_empty() { held.body.origin().to_owned() } else { origin.clone() };
    let root = |held: &Held| roots.get(&held.body.size()).copied();
    journal.differences =
        held.iter().filter_map(|held| held.contradicted(&origin_of(held), root(held), head)).collect();
    Ok(journal)
}

impl Journal {
    fn take(&mut self, entry: &Entry, bytes: &[u8]) -> Result<(), Failure> {
        match &entry.body {
            Body::Genesis(genesis) if entry.number == 1 => {
                self.origin = checkpoint::origin(&genesis.name, Digest::of_leaf(bytes));
            }
            body => {
                for (commitment, datum) in body.commitments() {
                    self.commitments.entry(commitment).or_insert((entry.number, datum));
                }
            }
        }
        if let Some(entries) = &mut self.entries {
            entries.push(bytes)?;
        }
        Ok(())
    }
}

fn decoded(bytes: &[u8], number: u64) -> Result<Entry, Fault> {
    let at = |fault: Fault| fault.at(format!("{JOURNAL}: line {number}"));
    let entry = codec::decode(bytes).map_err(at)?;
    if entry.number != number {
        return Err(at(Fault::new(format!("it claims to be entry {}", entry.number))));
    }
    Ok(entry)
}
