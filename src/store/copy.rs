//! Copying a ledger from one engine to another: what is recorded is copied as it is, and what follows from it is derived
//! anew.
//!
//! Entries never change, so they are read a part at a time, and the original's writers need not wait. The last part is read
//! together with the personal data and the lines of rates: the copy is the state of that moment.

use crate::journal::{Digest, Frontier, Personal};
use crate::query::Span;

use super::ahead::Ahead;
use super::copied::{NotCopied, Progress, Watch};
use super::derive::{Deriving, TOGETHER};
use super::engine::{Asked, Engine, Reading, Writing};
use super::findings::Findings;
use super::remedy::Remedy;
use super::tree::Chunk;
use super::{Error, held, rates, table, withhold};

/// Copies a ledger into an empty one, and returns the tree over its entries.
///
/// # Errors
/// The original cannot be read or is damaged, or the copy cannot be written.
pub(super) fn copy(from: &dyn Engine, into: &dyn Writing, watch: &mut Watch<'_>) -> Result<Frontier, Error> {
    require_personal(&*from.read()?)?;
    let ahead = Ahead::over(into);
    let mut deriving = Deriving::begin(&ahead);
    let mut copied = 0;
    loop {
        let reading = from.read()?;
        let head = held::head(&*reading)?;
        let chunk = next(&*reading, copied, head.size())?;
        copied += chunk.len() as u64;
        ahead.add(&chunk.entries().collect::<Vec<_>>(), &[])?;
        let is_last = copied == head.size();
        if is_last {
            personal(&*reading, &ahead)?;
            rates::each_run(&*reading, &mut |set, entry, quotes| ahead.quote(set, entry, quotes))?;
        }
        drop(reading);
        deriving.follow(&chunk)?;
        watch(Progress::Copied(copied, head.size()))?;
        if is_last {
            let tree = deriving.finish()?;
            return if tree == head { Ok(tree) } else { Err(Error::damaged("the head does not fit the journal")) };
        }
    }
}

/// The findings about a copy, if it has no differences and the original's tree.
///
/// # Errors
/// [`NotCopied::Differs`].
pub(super) fn judged(mut findings: Findings, original: &Frontier) -> Result<Findings, NotCopied> {
    if findings.tree != *original {
        let (copy, original) = (findings.tree.root(), original.root());
        findings.differences.push(format!("the copy's root is {copy}, the original's is {original}"));
    }
    if findings.differences.is_empty() { Ok(findings) } else { Err(NotCopied::Differs(findings)) }
}

/// Refuses to begin a copy that would end for want of a right.
fn require_personal(reading: &dyn Reading) -> Result<(), Error> {
    let any = Asked { data: vec![Digest([0; 32])], ..Asked::default() };
    reading.known(&any).map(drop).map_err(|error| match error {
        Error::Environment { what, remedy: Remedy::CheckRole } => Error::environment(
            format!("a copy has the personal data as well, which this role may not read: {what}"),
            Remedy::GetPersonalRole,
        ),
        other => other,
    })
}

/// The entries after those copied, as many as are copied together.
fn next(reading: &dyn Reading, copied: u64, size: u64) -> Result<Chunk, Error> {
    let mut chunk = Chunk::default();
    let missing = |entry| Error::damaged(format!("entry {entry} is missing"));
    reading.entries(Span { after: copied, up_to: size, limit: Some(TOGETHER as u64) }, &mut |number, bytes| {
        let expected = copied + chunk.len() as u64 + 1;
        if number != expected {
            return Err(missing(expected));
        }
        chunk.push(number, bytes);
        Ok(())
    })?;
    if chunk.len() == 0 && copied != size { Err(missing(copied + 1)) } else { Ok(chunk) }
}

/// Copies the personal data, each with its salt and the entry that holds it.
fn personal(reading: &dyn Reading, into: &dyn Writing) -> Result<(), Error> {
    let mut data: Vec<(u64, Personal)> = Vec::with_capacity(TOGETHER);
    reading.rows(&table::PERSONAL, &mut |row| {
        data.push(withhold::held(row)?);
        if data.len() < TOGETHER {
            return Ok(());
        }
        into.add(&[], &data)?;
        data.clear();
        Ok(())
    })?;
    into.add(&[], &data)
}
