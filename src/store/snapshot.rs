//! One consistent state of a ledger for reports: all answers belong together.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

#[cfg(feature = "cli")]
use crate::domain::Rate;
use crate::domain::{AssetRef, CaseRef, EntryRef, Identifier, RateSet, SourceCitation, SourceRef};
use crate::journal::kept::Kept;
use crate::journal::{Digest, Disclosure, Family, Frontier, Record};
use crate::query::{EachEntry, EachKept, EachOfCase, EachRate, EachStored, EachTotal, Families, Rates, Source, Span};

use super::engine::{Asked, Reading};
use super::load::{self, decoded, family_of, stored_root};
use super::{Error, held, rates, table, totals, withhold};

/// A state of the file that does not change while it is read.
pub struct Snapshot<'a> {
    reading: Box<dyn Reading + 'a>,
    /// For sources asked about so far, whether they are files that rows were imported from.
    files: RefCell<HashMap<SourceRef, bool>>,
}

impl<'a> Snapshot<'a> {
    pub(super) fn new(reading: Box<dyn Reading + 'a>) -> Snapshot<'a> {
        Snapshot { reading, files: RefCell::default() }
    }

    /// Passes the exact bytes of some entries to `each`, in order.
    ///
    /// # Errors
    /// The file cannot be read, or `each` returns an error.
    #[cfg(feature = "cli")]
    pub(crate) fn each_bytes(&self, span: Span, mut each: impl FnMut(&[u8]) -> Result<(), Error>) -> Result<(), Error> {
        self.reading.entries(span, &mut |_, bytes| each(bytes))
    }

    /// Passes every line of rates up to an entry to `each`, with the name of its set, including lines changed later.
    ///
    /// # Errors
    /// The file cannot be read, or what `each` says.
    #[cfg(feature = "cli")]
    pub(crate) fn each_line_of_rates(
        &self,
        up_to: u64,
        each: &mut dyn FnMut(&str, Rate) -> Result<(), Error>,
    ) -> Result<(), Error> {
        rates::each_line(&*self.reading, up_to, each)
    }

    /// Whether a source is a file that rows were imported from.
    fn is_imported_file(&self, source: &SourceRef) -> Result<bool, Error> {
        if let Some(known) = self.files.borrow().get(source) {
            return Ok(*known);
        }
        let added = load::source_of(&*self.reading, source)?
            .map_or(Ok(None), |known| load::entry(&*self.reading, known.entry))?;
        let file = added.is_some_and(|added| added.is_imported_file());
        self.files.borrow_mut().insert(source.clone(), file);
        Ok(file)
    }
}

impl Source for Snapshot<'_> {
    type Error = Error;

    fn head(&self) -> Result<Frontier, Error> {
        held::head(&*self.reading)
    }

    fn tree_at(&self, up_to: u64) -> Result<Frontier, Error> {
        held::tree_at(&*self.reading, up_to)
    }

    fn opened(&self, case: &CaseRef) -> Result<Option<u64>, Error> {
        let known = self.reading.known(&Asked { cases: vec![case], ..Asked::default() })?.cases;
        Ok(known.into_iter().next().flatten().map(|known| known.filed.entry))
    }

    fn each_kept(&self, which: Families<'_>, each: &mut EachKept<'_, Error>) -> Result<(), Error> {
        let Families::OfCase(_) = which else { return self.reading.families(which, each) };
        let mut seen = HashSet::new();
        self.reading.families(which, &mut |root, lines| {
            if seen.insert(root.to_owned()) { each(root, lines) } else { Ok(()) }
        })
    }

    fn each_total(&self, kept: &Kept, each: &mut EachTotal<'_, Error>) -> Result<(), Error> {
        self.reading.breakdown(kept, &mut |key, tally| {
            totals::check(kept, key, &tally)?;
            each(key, tally)
        })
    }

    fn kept(&self, root: &AssetRef) -> Result<Option<String>, Error> {
        let known = self.reading.known(&Asked { families: vec![root], ..Asked::default() })?.families;
        Ok(known.into_iter().next().flatten().map(|family| family.lines))
    }

    fn family(&self, root: &AssetRef, up_to: u64) -> Result<Option<Family>, Error> {
        self.kept(root)?.map_or(Ok(None), |lines| family_of(root, &lines, Some(up_to)))
    }

    fn each_stored(&self, span: Span, each: &mut EachStored<'_, Error>) -> Result<(), Error> {
        self.reading.begun(span, each)
    }

    fn each_entry(&self, span: Span, each: &mut EachEntry<'_, Error>) -> Result<(), Error> {
        self.reading.begun(span, &mut |bytes, family| {
            let family = match family {
                Some((root, lines)) => family_of(&stored_root(root)?, lines, Some(span.up_to))?,
                None => None,
            };
            each(decoded(bytes)?, Digest::of_leaf(bytes), family)
        })
    }

    fn each_of_case(&self, case: Option<&CaseRef>, up_to: u64, each: &mut EachOfCase<'_, Error>) -> Result<(), Error> {
        let mut numbers = Vec::new();
        self.reading.rows(&table::CASE_ENTRY, &mut |row| {
            let (of, entry) = (row[0].text()?, row[1].number()?);
            if entry <= up_to && case.is_none_or(|case| case.as_str() == of) {
                numbers.push(entry);
            }
            Ok(())
        })?;
        for number in numbers {
            let entry = load::entry(&*self.reading, number)?.ok_or_else(|| missing(number))?;
            each(entry)?;
        }
        Ok(())
    }

    fn cited(&self, entry: u64) -> Result<Vec<SourceCitation>, Error> {
        let entry = load::entry(&*self.reading, entry)?;
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

    fn disclosure(&self, commitments: &[Digest]) -> Result<Disclosure, Error> {
        withhold::disclosure(&*self.reading, commitments)
    }

    fn named(&self, reference: &str) -> Result<Vec<u64>, Error> {
        let (case, source) = (CaseRef::parse(reference).ok(), SourceRef::parse(reference).ok());
        let entry = EntryRef::parse(reference.strip_prefix('@').unwrap_or(reference)).ok();
        let asked = Asked {
            cases: case.iter().collect(),
            sources: source.iter().collect(),
            references: entry.iter().collect(),
            ..Asked::default()
        };
        let known = self.reading.known(&asked)?;
        let mut found: Vec<u64> = known.cases.into_iter().flatten().map(|case| case.filed.latest).collect();
        found.extend(known.sources.into_iter().flatten().map(|source| source.latest));
        if let Ok(asset) = AssetRef::parse(reference) {
            let family = self.family(&asset.root(), u64::MAX)?;
            let begun = |family: &Family| {
                let begun = family.standing().asset(&asset)?.entry;
                Some(family.record(begun).map_or(begun, Record::latest))
            };
            found.extend(family.as_ref().and_then(begun));
        }
        found.extend(known.references.into_iter().flatten());
        Ok(found)
    }

    fn bearing(&self, identifier: &Identifier) -> Result<Vec<u64>, Error> {
        let datum = identifier.to_string();
        let asked = Asked { bearing: vec![&datum], ..Asked::default() };
        let held = self.reading.known(&asked)?.bearing.concat();
        let commitments: Vec<Digest> = held.iter().map(|(_, commitment)| *commitment).collect();
        let shown = self.disclosure(&commitments)?;
        let mut found: Vec<u64> =
            held.iter().filter(|(_, commitment)| shown.datum(commitment).is_ok()).map(|(entry, _)| *entry).collect();
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    fn reason(&self, entry: u64) -> Result<Option<String>, Error> {
        Ok(load::entry(&*self.reading, entry)?.and_then(|entry| entry.body.reason().map(str::to_owned)))
    }

    fn rate_sets(&self, up_to: u64) -> Result<Vec<RateSet>, Error> {
        rates::sets(&*self.reading, up_to)
    }

    fn each_rate(&self, rates: Rates<'_>, each: &mut EachRate<'_, Error>) -> Result<(), Error> {
        rates::each(&*self.reading, &rates, each)
    }
}

fn missing(entry: u64) -> Error {
    Error::damaged(format!("a derived table names entry {entry}, which is not there"))
}
