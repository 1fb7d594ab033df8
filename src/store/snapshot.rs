//! One state of the ledger's file, as reports read it: whatever is asked of it, the answers belong together.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use rusqlite::{OptionalExtension, Row, Transaction, params};

use crate::domain::{AssetRef, CaseRef, SourceCitation, SourceRef};
use crate::journal::kept::Kept;
use crate::journal::{Digest, Family, Frontier};
use crate::query::{EachEntry, EachKept, EachTotal, Families, Source, Span};

use super::load::{self, decoded, family_of, kin_of, number, signed, stored_root};
use super::{Error, append, held, totals};

/// A state of the file that stays as it is while it is read.
pub struct Snapshot<'a> {
    tx: Transaction<'a>,
    /// Whether sources that were asked for are files from which rows were imported.
    files: RefCell<HashMap<SourceRef, bool>>,
}

impl<'a> Snapshot<'a> {
    pub(super) fn new(tx: Transaction<'a>) -> Snapshot<'a> {
        Snapshot { tx, files: RefCell::default() }
    }

    /// Gives the very bytes of some entries to `each`, in order.
    ///
    /// # Errors
    /// The file cannot be read, or what `each` says.
    pub fn each_bytes(&self, span: Span, each: impl FnMut(&[u8]) -> Result<(), Error>) -> Result<(), Error> {
        held::each_bytes(&self.tx, span, each)
    }

    /// Whether a source is a file from which rows were imported.
    fn is_imported_file(&self, source: &SourceRef) -> Result<bool, Error> {
        if let Some(known) = self.files.borrow().get(source) {
            return Ok(*known);
        }
        let added = load::source_of(&self.tx, source)?.map_or(Ok(None), |known| load::entry(&self.tx, known.entry))?;
        let file = added.is_some_and(|added| added.is_imported_file());
        self.files.borrow_mut().insert(source.clone(), file);
        Ok(file)
    }
}

impl Source for Snapshot<'_> {
    type Error = Error;

    fn head(&self) -> Result<Frontier, Error> {
        append::head(&self.tx)
    }

    fn tree_at(&self, up_to: u64) -> Result<Frontier, Error> {
        let mut frontier = Frontier::default();
        self.each_bytes(Span::first(up_to), |bytes| {
            frontier.push(Digest::of_leaf(bytes));
            Ok(())
        })?;
        Ok(frontier)
    }

    fn opened(&self, case: &CaseRef) -> Result<Option<u64>, Error> {
        let mut statement = self.tx.prepare_cached("SELECT entry FROM case_file WHERE case_ref = ?1")?;
        Ok(statement.query_row([case.as_str()], number).optional()?)
    }

    fn each_kept(&self, which: Families<'_>, each: &mut EachKept<'_, Error>) -> Result<(), Error> {
        let mut seen = HashSet::new();
        for (sql, case) in queries(which) {
            let mut statement = self.tx.prepare_cached(sql)?;
            let mut rows = match &case {
                None => statement.query([])?,
                Some(case) => statement.query([case])?,
            };
            while let Some(row) = rows.next()? {
                if let Families::OfCase(_) = which
                    && !seen.insert(number(row)?)
                {
                    continue;
                }
                each(text(row, 1)?, text(row, 2)?)?;
            }
        }
        Ok(())
    }

    fn each_total(&self, kept: &Kept, each: &mut EachTotal<'_, Error>) -> Result<(), Error> {
        totals::each(&self.tx, kept, each)
    }

    fn family(&self, root: &AssetRef, up_to: u64) -> Result<Option<Family>, Error> {
        kin_of(&self.tx, root)?.map_or(Ok(None), |(_, lines)| family_of(root, &lines, Some(up_to)))
    }

    fn each_entry(&self, span: Span, each: &mut EachEntry<'_, Error>) -> Result<(), Error> {
        let mut statement = self.tx.prepare_cached(
            "SELECT entry.bytes, family.root, family.steps
             FROM entry LEFT JOIN family ON family.entry = entry.entry
             WHERE entry.entry > ?1 AND entry.entry <= ?2 ORDER BY entry.entry LIMIT ?3",
        )?;
        let mut rows = statement.query(params![signed(span.after)?, signed(span.up_to)?, signed(span.most())?])?;
        while let Some(row) = rows.next()? {
            let digest = Digest::of_leaf(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?);
            let family = match row.get_ref(1)? {
                rusqlite::types::ValueRef::Null => None,
                _ => family_of(&stored_root(text(row, 1)?)?, text(row, 2)?, Some(span.up_to))?,
            };
            each(decoded(row)?, digest, family)?;
        }
        Ok(())
    }

    fn cited(&self, entry: u64) -> Result<Vec<SourceCitation>, Error> {
        let entry = load::entry(&self.tx, entry)?;
        let mut cited = entry.and_then(|entry| Some(entry.body.act()?.sources.clone())).unwrap_or_default();
        let mut kept = Vec::with_capacity(cited.len());
        for citation in &cited {
            if !self.is_imported_file(citation.source())? {
                kept.push(citation.clone());
            }
        }
        if !kept.is_empty() {
            cited = kept;
        }
        Ok(cited)
    }

    fn reason(&self, entry: u64) -> Result<Option<String>, Error> {
        Ok(load::entry(&self.tx, entry)?.and_then(|entry| entry.body.reason().map(str::to_owned)))
    }
}

/// The statements that find families, each with the case that it asks for.
fn queries(which: Families<'_>) -> Vec<(&'static str, Option<String>)> {
    match which {
        Families::All => vec![("SELECT entry, root, steps FROM family ORDER BY entry", None)],
        Families::Woven => vec![("SELECT entry, root, steps FROM family WHERE woven = 1 ORDER BY entry", None)],
        Families::Pools => vec![("SELECT entry, root, steps FROM family WHERE pool = 1 ORDER BY entry", None)],
        // A case's reference may itself hold a colon, so that a few families of others are among these; reports look at
        // each asset's own case anyway.
        Families::OfCase(case) => vec![
            (
                "SELECT entry, root, steps FROM family WHERE root >= ?1 || ':' AND root < ?1 || ';' ORDER BY entry",
                Some(case.to_string()),
            ),
            (
                "SELECT family.entry, root, steps FROM guest JOIN family ON family.entry = guest.family
                 WHERE case_ref = ?1 ORDER BY family.entry",
                Some(case.to_string()),
            ),
        ],
    }
}

fn text<'r>(row: &'r Row<'_>, column: usize) -> Result<&'r str, Error> {
    row.get_ref(column)?.as_str().map_err(|error| Error::from(rusqlite::Error::from(error)))
}
