//! Rows that an earlier file already had: the same particulars, imported from a file with different bytes.
//!
//! Saving a file again with other line ends or an extra column changes its digest, and so the references made from it.
//! Only rows without a reference of their own are compared; a row that has one is known by it. No table is kept for
//! this: importing such rows digests those of earlier files once, which takes a few seconds for a million.

use std::collections::{HashMap, HashSet};

use crate::domain::{AssetRef, SourceRef};
use crate::journal::{Act, Body, Digest, Entry, Family, Stamp, Target, codec};
use crate::query::Families;

use super::Error;
use super::engine::Reading;
use super::load;
use super::table;

/// What to do with rows that an earlier file already had.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Again {
    /// Record them without looking.
    #[default]
    Recorded,
    /// Record them and report them.
    Said,
    /// Leave them out.
    LeftOut,
}

/// The rows of earlier files that no row has matched yet.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    /// The first entries of rows with the same likeness; `None` until first needed.
    rows: Option<HashMap<Likeness, Vec<u64>>>,
    /// How many rows have the same first action, with an entry of one of them.
    begun: HashMap<Likeness, (u64, u64)>,
    /// Whether a source is a file that rows were imported from.
    files: HashMap<SourceRef, bool>,
}

/// The first half of a digest of a row's content.
type Likeness = [u8; 16];

/// How a row matches a row of an earlier file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// There is no match.
    None,
    /// The whole row matches; its first entry.
    Whole(u64),
    /// Only the first action matches; its first entry.
    Begun(u64),
}

impl Found {
    /// The first entry of the earlier row.
    pub(super) fn entry(self) -> Option<u64> {
        match self {
            Found::None => None,
            Found::Whole(entry) | Found::Begun(entry) => Some(entry),
        }
    }
}

impl Earlier {
    /// The earlier row, up to entry `last`, that a row's new entries match.
    pub(super) fn find(&mut self, tx: &dyn Reading, last: u64, row: &[Entry]) -> Result<Found, Error> {
        let acts: Vec<&Act> = row.iter().filter_map(act_of).collect();
        let file = row.iter().find_map(|entry| of_file(entry.reference.as_ref()?.as_str()));
        let (Some(file), false) = (file, acts.is_empty()) else { return Ok(Found::None) };
        if self.rows.is_none() {
            self.read(tx, last, file.digits)?;
        }
        if self.begun.is_empty() {
            return Ok(Found::None);
        }
        let (whole, first) = (self.likeness(tx, &acts)?, self.likeness(tx, &acts[..1])?);
        let same = self.rows.as_mut().and_then(|rows| rows.get_mut(&whole)?.pop());
        if let Some(entry) = same {
            if let Some((rows, _)) = self.begun.get_mut(&first) {
                *rows = rows.saturating_sub(1);
            }
            return Ok(Found::Whole(entry));
        }
        Ok(match self.begun.get(&first) {
            Some((1.., entry)) => Found::Begun(*entry),
            _ => Found::None,
        })
    }

    /// Reads the rows of files with other digits, omitting voided actions: what was voided no longer counts as
    /// recorded.
    fn read(&mut self, tx: &dyn Reading, last: u64, digits: &str) -> Result<(), Error> {
        let mut referred: Vec<(u64, String)> = Vec::new();
        tx.rows(&table::REFERENCE, &mut |row| {
            let (reference, entry) = (row[0].text()?, row[1].number()?);
            if entry <= last && of_file(reference).is_some_and(|file| file.digits != digits) {
                referred.push((entry, reference.to_owned()));
            }
            Ok(())
        })?;
        referred.sort_unstable();
        let voided = voided(tx)?;
        let (mut known, mut row, mut of) = (HashMap::new(), Vec::new(), String::new());
        for (entry, reference) in referred {
            let Some(file) = of_file(&reference) else { continue };
            if *file.row != *of {
                self.keep(tx, &mut row, &mut known)?;
                of = file.row.to_owned();
            }
            if voided.contains(&entry) {
                continue;
            }
            let act = load::entry(tx, entry)?.as_ref().and_then(act_of).cloned();
            row.extend(act.map(|act| (entry, act)));
        }
        self.keep(tx, &mut row, &mut known)?;
        // Reversed so that `pop` yields the first of equal rows.
        known.values_mut().for_each(|entries| entries.reverse());
        self.rows = Some(known);
        Ok(())
    }

    fn keep(
        &mut self,
        tx: &dyn Reading,
        row: &mut Vec<(u64, Act)>,
        known: &mut HashMap<Likeness, Vec<u64>>,
    ) -> Result<(), Error> {
        let row = std::mem::take(row);
        let Some((entry, _)) = row.first() else { return Ok(()) };
        let acts: Vec<&Act> = row.iter().map(|(_, act)| act).collect();
        known.entry(self.likeness(tx, &acts)?).or_default().push(*entry);
        let first = self.likeness(tx, &acts[..1])?;
        self.begun.entry(first).or_insert((0, *entry)).0 += 1;
        Ok(())
    }

    /// The likeness of a row: a digest of its actions without anything that differs between two files or lies behind
    /// commitments. Assets begun by the row itself are included without their numbers.
    fn likeness(&mut self, tx: &dyn Reading, acts: &[&Act]) -> Result<Likeness, Error> {
        let begun: Vec<AssetRef> =
            acts.iter().filter(|act| act.target.begins()).map(|act| act.target.asset().clone()).collect();
        let mut bytes = Vec::new();
        for act in acts {
            let mut act = (*act).clone();
            let mut sources = Vec::with_capacity(act.sources.len());
            for citation in std::mem::take(&mut act.sources) {
                if !self.is_file(tx, citation.source())? {
                    sources.push(citation);
                }
            }
            act.sources = sources;
            act.identifiers.iter_mut().for_each(|identifier| identifier.commitment = Digest([0; 32]));
            act.subjects.iter_mut().for_each(|subject| subject.commitment = Digest([0; 32]));
            // The position among the row's own assets, or another asset's reference.
            let place = |asset: &AssetRef| match begun.iter().position(|own| own == asset) {
                Some(at) => format!("{} {at}", asset.case()),
                None => asset.to_string(),
            };
            let about = match &act.target {
                Target::New { asset } | Target::Existing { asset } => place(asset),
                Target::Item { part_of, .. } => place(part_of),
            };
            // The number of the asset sold differs between files, as the asset's own does.
            act.derived_from = None;
            let begins = act.target.begins();
            act.target = Target::Existing { asset: AssetRef::parse("x:1")? };
            let stamp = Stamp::of_nobody();
            bytes.extend(codec::encode(&Entry { number: 1, stamp, reference: None, body: Body::Act(act) })?);
            bytes.extend(format!("\n{about} {begins}\n").into_bytes());
        }
        let Digest(digest) = Digest::of(&bytes);
        let mut likeness = Likeness::default();
        likeness.copy_from_slice(&digest[..16]);
        Ok(likeness)
    }

    fn is_file(&mut self, tx: &dyn Reading, source: &SourceRef) -> Result<bool, Error> {
        if let Some(known) = self.files.get(source) {
            return Ok(*known);
        }
        // The import's own source may be unwritten; its citation shows that it is a file.
        let added = load::source_of(tx, source)?.map_or(Ok(None), |filed| load::entry(tx, filed.entry))?;
        let is_file = added.is_none_or(|added| added.is_imported_file());
        self.files.insert(source.clone(), is_file);
        Ok(is_file)
    }
}

/// The entries whose actions are voided. A family with only its first entry, which most are, has none.
fn voided(tx: &dyn Reading) -> Result<HashSet<u64>, Error> {
    let mut voided = HashSet::new();
    tx.families(Families::All, &mut |root, lines| {
        if lines.contains('\n') {
            let family = load::family_of(&load::stored_root(root)?, lines, None)?;
            let records = family.iter().flat_map(Family::records);
            voided.extend(records.filter(|record| record.voided.is_some()).map(|record| record.entry));
        }
        Ok(())
    })?;
    Ok(voided)
}

/// The parts of a reference made from a file and a row.
struct OfFile<'a> {
    /// The first digits of the file's digest.
    digits: &'a str,
    /// The reference of the row's first entry.
    row: &'a str,
}

/// The parts of a reference that was made because the row has none of its own.
fn of_file(text: &str) -> Option<OfFile<'_>> {
    const DIGITS: usize = 16;
    let (digits, rest) = text.split_once(':')?;
    let made = digits.len() == DIGITS
        && digits.bytes().all(|b| b.is_ascii_hexdigit())
        && rest.starts_with(|c: char| c.is_ascii_digit());
    let row = text.split(['/', '+']).next().unwrap_or(text);
    made.then_some(OfFile { digits, row })
}

fn act_of(entry: &Entry) -> Option<&Act> {
    match &entry.body {
        Body::Act(act) => Some(act),
        _ => None,
    }
}
