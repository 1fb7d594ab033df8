//! Keeps an index of a ledger's words up with the ledger.
//!
//! The index is a cache beside the journal: it holds no personal data, and what it says is never shown without a look at the ledger.

use std::collections::HashMap;
use std::path::Path;

use crate::domain::AssetRef;
use crate::journal::{Entry, Family};
use crate::query::find::{EachCandidate, Filed, Index, Term, concerned, filed, is_filed_otherwise};
use crate::query::{Source, Span};

use super::held::Since;
use super::snapshot::Snapshot;
use super::sqlite::{Seen, Words};
use super::{Error, Ledger};

/// The number of entries filed in one transaction; others can record in between.
const FILED_TOGETHER: u64 = 8_192;

/// Why an index is not ready.
#[derive(Debug)]
pub enum NotReady {
    /// The ledger cannot be read.
    Ledger(Error),
    /// The index cannot be kept.
    Index(Error),
}

/// An index of a ledger's words, in a file that no other process uses meanwhile.
pub struct Finder(Words);

impl Finder {
    /// Opens the index in this file and reads what was recorded since it was last used; returns it with the state of the ledger that
    /// it has read. An index of another version, or of entries that are not in this ledger, is rebuilt. `progress` receives the
    /// number of the last entry read.
    ///
    /// # Errors
    /// The ledger cannot be read, or the index cannot be kept.
    pub fn open<'a>(
        file: &Path,
        ledger: &'a Ledger,
        progress: &mut dyn FnMut(u64),
    ) -> Result<(Finder, Snapshot<'a>), NotReady> {
        let origin = ledger.origin().map_err(NotReady::Ledger)?;
        let mut words = Words::open(file, &origin).map_err(NotReady::Index)?;
        match words.seen() {
            Ok(seen) if is_of(ledger, &seen).map_err(NotReady::Ledger)? => {}
            _ => words.begin_anew().map_err(NotReady::Index)?,
        }
        let mut seen = words.seen().map_err(NotReady::Index)?;
        loop {
            let state = ledger.snapshot().map_err(NotReady::Ledger)?;
            let head = state.head().map_err(NotReady::Ledger)?;
            if head == seen.tree {
                return Ok((Finder(words), state));
            }
            let last = head.size();
            if seen.tree.size() >= last {
                let what = "the ledger changed while it was read".to_owned();
                return Err(NotReady::Ledger(Error::damaged_somewhere(what)));
            }
            let entries = next(&state, &mut seen, last).map_err(NotReady::Ledger)?;
            // Not while the ledger is read: filing takes longer, and nobody should have to wait for it.
            drop(state);
            words.file(&entries, &seen).map_err(NotReady::Index)?;
            progress(seen.tree.size());
        }
    }

    /// Throws away what the index holds.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn begin_anew(mut self) -> Result<(), Error> {
        self.0.begin_anew()
    }
}

impl Index for Finder {
    type Error = Error;

    fn candidates(&self, terms: &[Term], marks: &[Vec<String>], each: &mut EachCandidate<'_>) -> Result<(), Error> {
        self.0.candidates(terms, marks, each)
    }

    fn each_word(&self, each: &mut dyn FnMut(&str)) -> Result<(), Error> {
        self.0.each_word(each)
    }
}

/// Whether the entries that an index has read are the first ones of a ledger.
fn is_of(ledger: &Ledger, seen: &Seen) -> Result<bool, Error> {
    Ok(seen.tree.size() == 0 || matches!(ledger.since(&seen.tree)?, Since::Followed(_)))
}

/// What the next entries are filed under, and earlier ones about the same families where that has changed.
fn next(state: &Snapshot<'_>, seen: &mut Seen, last: u64) -> Result<Vec<(u64, Filed)>, Error> {
    let span = Span { after: seen.tree.size(), up_to: last, limit: Some(FILED_TOGETHER) };
    let (mut read, mut families) = (Vec::new(), HashMap::new());
    state.each_entry(span, &mut |entry, digest, family| {
        seen.tree.push(digest);
        if let (Some(family), Some(root)) = (family, entry.body.asset().map(AssetRef::root)) {
            families.insert(root, Some(family));
        }
        read.push(entry);
        Ok(())
    })?;
    let mut entries = Vec::with_capacity(read.len());
    for entry in &read {
        let about = concerned(state, entry)?;
        let root = about.asset.as_ref().map(AssetRef::root);
        if let Some(root) = root.as_ref().filter(|root| !families.contains_key(*root)) {
            let family = state.family(root, last)?;
            entries.extend(anew(state, root, family.as_ref(), (seen.families, span.after))?);
            families.insert(root.clone(), family);
        }
        let family = root.as_ref().and_then(|root| families.get(root)?.as_ref());
        entries.push((entry.number, filed(entry, &about, family)));
    }
    seen.families = last;
    Ok(entries)
}

/// The entries about a family that were filed already, if it was filed as something else: `known` is the entry up to which families
/// were known then, and the last one that was filed.
fn anew(
    state: &Snapshot<'_>,
    root: &AssetRef,
    now: Option<&Family>,
    (known, filed_to): (u64, u64),
) -> Result<Vec<(u64, Filed)>, Error> {
    let before = state.family(root, known)?;
    if known == 0 || !is_filed_otherwise(before.as_ref(), now) {
        return Ok(Vec::new());
    }
    let mut numbers: Vec<u64> = now
        .into_iter()
        .flat_map(Family::records)
        .flat_map(|record| {
            let read = record.readings().iter().flat_map(|reading| reading.turns.iter().chain([&reading.entry]));
            record.entries().chain(record.turns.iter().copied()).chain(read.copied()).collect::<Vec<_>>()
        })
        .filter(|number| *number <= filed_to)
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    let mut entries = Vec::with_capacity(numbers.len());
    for number in numbers {
        let mut found: Option<Entry> = None;
        let span = Span { after: number - 1, up_to: number, limit: Some(1) };
        state.each_entry(span, &mut |entry, _, _| {
            found = Some(entry);
            Ok(())
        })?;
        if let Some(entry) = found {
            entries.push((number, filed(&entry, &concerned(state, &entry)?, now)));
        }
    }
    Ok(entries)
}
