//! Families into a report: some threads fold what one reads.

use crate::domain::{AssetRef, Fault};
use crate::journal::Family;
use crate::report::Fold;

use super::Error;
use super::source::{Families, Source};
use super::threads::fold_apart;

/// Bytes of what is kept of families that are handed on together.
const CHUNK: usize = 128 << 10;

/// Adds families to a report. Where there are many, several threads fold them, each into a report of its own.
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

/// The same for a report that reads itself what is kept of each family: the asset's reference, and the lines.
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
    // What fills no chunk, mostly all there is, is folded here.
    chunk.fold(|root, lines| add(report, root, lines))
}

/// Gives families, as they were known at an entry (`None`: now), to `each`; those that had not begun by then are left out.
///
/// # Errors
/// The ledger cannot be read, what is kept of a family contradicts itself, or what `each` says.
pub fn each_family<S: Source>(
    source: &S,
    which: Families<'_>,
    at_entry: Option<u64>,
    mut each: impl FnMut(Family) -> Result<(), S::Error>,
) -> Result<(), S::Error> {
    source.each_kept(which, &mut |root, lines| read(root, lines, at_entry)?.map_or(Ok(()), &mut each))
}

/// A family as what is kept of it tells; `None` where it had not begun by then.
fn read(root: &str, lines: &str, at_entry: Option<u64>) -> Result<Option<Family>, Error> {
    let root = read_root(root)?;
    Family::read(&root, lines, at_entry).map_err(|fault| damaged(&root, &fault))
}

/// The reference of a family's asset, as it is kept.
pub(super) fn read_root(root: &str) -> Result<AssetRef, Error> {
    AssetRef::parse(root).map_err(|fault| Error::Damaged(format!("what is kept of a family: {fault}")))
}

/// What is kept of a family contradicts itself.
pub(super) fn damaged(root: &AssetRef, fault: &Fault) -> Error {
    Error::Damaged(format!("the family {root}: {fault}"))
}

/// What is kept of some families, one behind the other.
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
