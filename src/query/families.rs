//! Folds families into a report: one thread reads, several fold.

use std::collections::HashMap;
use std::rc::Rc;

use crate::domain::{AssetRef, Fault};
use crate::journal::{Entry, Family};
use crate::report::Fold;

use super::Error;
use super::source::{Families, Source};
use super::threads::fold_apart;

/// The size, in bytes of stored lines, of a chunk passed to a thread.
const CHUNK: usize = 128 << 10;

/// Adds families to a report. If there are many, several threads fold them, each into a report of its own.
pub(super) fn fold<S: Source, R: Fold + Send>(
    source: &S,
    which: Families<'_>,
    at_entry: Option<u64>,
    report: &mut R,
    make: impl Fn() -> R + Sync,
) -> Result<(), S::Error> {
    fold_lines(source, which, report, make, |report: &mut R, root, lines| {
        Ok(read(root, lines, at_entry)?.map_or(Ok(()), |family| report.add(&family))?)
    })
}

/// The same for a report that reads the stored lines of each family itself; `add` takes the asset's reference and the lines.
pub(super) fn fold_lines<S: Source, R: Fold + Send>(
    source: &S,
    which: Families<'_>,
    report: &mut R,
    make: impl Fn() -> R + Sync,
    add: impl Fn(&mut R, &str, &str) -> Result<(), S::Error> + Sync,
) -> Result<(), S::Error> {
    let mut chunk = Lines::default();
    let fold = |report: &mut R, lines: Lines| lines.fold(|root, lines| add(report, root, lines));
    let folded = fold_apart(make, fold, |give| {
        source.each_kept(which, &mut |root, lines| {
            chunk.push(root, lines);
            if chunk.is_full() { give(std::mem::take(&mut chunk)) } else { Ok(()) }
        })
    })?;
    folded.into_iter().try_for_each(|other| report.merge(other))?;
    // An incomplete chunk, usually everything there is, is folded here.
    chunk.fold(|root, lines| add(report, root, lines))
}

/// Passes families, as known at an entry (`None`: now), to `each`, leaving out those that had not begun by then.
///
/// # Errors
/// The ledger cannot be read, a family's stored lines contradict each other, or `each` fails.
pub fn each_family<S: Source>(
    source: &S,
    which: Families<'_>,
    at_entry: Option<u64>,
    mut each: impl FnMut(Family) -> Result<(), S::Error>,
) -> Result<(), S::Error> {
    source.each_kept(which, &mut |root, lines| read(root, lines, at_entry)?.map_or(Ok(()), &mut each))
}

/// The family that an entry's action concerns, as `make` keeps it for the entries read with this one.
pub(super) fn concerned<S: Source, T>(
    source: &S,
    entry: &Entry,
    begun: Option<Family>,
    families: &mut HashMap<AssetRef, Rc<T>>,
    entries: u64,
    make: impl FnOnce(Family) -> Result<T, S::Error>,
) -> Result<Option<Rc<T>>, S::Error> {
    let Some(root) = entry.body.asset().map(AssetRef::root) else { return Ok(None) };
    let found = match begun {
        // Most families have one entry and are not needed again.
        Some(family) if family.records().len() == 1 => return Ok(Some(Rc::new(make(family)?))),
        Some(family) => Some(family),
        None => match families.get(&root) {
            Some(known) => return Ok(Some(Rc::clone(known))),
            None => source.family(&root, entries)?,
        },
    };
    let Some(family) = found else { return Ok(None) };
    let kept = Rc::new(make(family)?);
    families.insert(root, Rc::clone(&kept));
    Ok(Some(kept))
}

/// Folds a family from its stored lines; `None` if it had not begun by then.
fn read(root: &str, lines: &str, at_entry: Option<u64>) -> Result<Option<Family>, Error> {
    let root = read_root(root)?;
    Family::read(&root, lines, at_entry).map_err(|fault| damaged(&root, &fault))
}

/// Reads the stored reference of a family's asset.
pub(super) fn read_root(root: &str) -> Result<AssetRef, Error> {
    AssetRef::parse(root).map_err(|fault| Error::Damaged(format!("what is kept of a family: {fault}")))
}

/// The error for a family whose stored lines contradict each other.
pub(super) fn damaged(root: &AssetRef, fault: &Fault) -> Error {
    Error::Damaged(format!("the family {root}: {fault}"))
}

/// The stored lines of several families, concatenated.
#[derive(Default)]
struct Lines {
    text: String,
    ends: Vec<(usize, usize)>,
}

impl Lines {
    fn push(&mut self, root: &str, lines: &str) {
        self.text.push_str(root);
        let between = self.text.len();
        self.text.push_str(lines);
        self.ends.push((between, self.text.len()));
    }

    fn is_full(&self) -> bool {
        self.text.len() >= CHUNK
    }

    fn fold<E>(&self, mut each: impl FnMut(&str, &str) -> Result<(), E>) -> Result<(), E> {
        let mut start = 0;
        for (between, end) in &self.ends {
            each(&self.text[start..*between], &self.text[*between..*end])?;
            start = *end;
        }
        Ok(())
    }
}
