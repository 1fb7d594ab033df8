//! A ledger in memory: for trial runs, for deriving what a file should hold, and for testing what every engine must do.
//!
//! A transaction works on a copy of everything, so dropping it discards all changes. That suits one large transaction,
//! such as an import, or a few small ones.

mod facts;
mod row;

use std::cell::RefCell;
use std::path::Path;

use crate::domain::Quote;
use crate::journal::kept::{KEPT, Kept};
use crate::journal::{Digest, Personal};
use crate::query::{EachTotal, Families, Rates, Span};

use super::Error;
use super::changes::Change;
use super::copied::{Copied, NotCopied, Progress};
use super::engine::{
    ALIKE, Asked, Check, EachBegun, EachBytes, EachFamily, EachRow, EachStoredRate, Engine, Head, Known, Reading,
    StoredRate, Writes, Writing,
};
use super::remedy::Remedy;
use super::settings::Settings;
use super::table::{self, Table};
use facts::Facts;

/// An open ledger in memory, gone when the program ends.
#[derive(Debug, Default)]
pub(super) struct Memory(Facts);

impl Engine for Memory {
    fn read(&self) -> Result<Box<dyn Reading + '_>, Error> {
        Ok(Box::new(View(&self.0)))
    }

    fn write(&mut self, _: Writes) -> Result<Box<dyn Writing + '_>, Error> {
        let facts = RefCell::new(self.0.clone());
        Ok(Box::new(Transaction { facts, kept: Some(&mut self.0), journal: None }))
    }

    fn settings(&self) -> Result<Settings, Error> {
        let (version, compiled, held) = (String::new(), Vec::new(), Vec::new());
        Ok(Settings { engine: "memory", version, compiled, format: 0, entries: self.0.last(), held, noted: Vec::new() })
    }

    #[cfg(feature = "cli")]
    fn thin(&mut self) {
        self.0.thin();
    }

    fn back_up(&self, _: &Path, _: &mut dyn FnMut(Progress) -> Result<(), Error>) -> Result<Copied, NotCopied> {
        let what = "a ledger in memory cannot be copied to a file";
        Err(Error::environment(what, Remedy::UseFile).into())
    }
}

/// A read-only view of facts.
struct View<'a>(&'a Facts);

impl Reading for View<'_> {
    fn head(&self) -> Result<Option<Head>, Error> {
        Ok(self.0.head.clone())
    }

    fn last(&self) -> Result<u64, Error> {
        Ok(self.0.last())
    }

    fn known(&self, asked: &Asked<'_>) -> Result<Known, Error> {
        let facts = self.0;
        let alike = |(likeness, after): &(i64, u64)| {
            let from = (*likeness, after.saturating_add(1));
            let found = facts.likenesses.range(from..=(*likeness, u64::MAX)).map(|(_, entry)| *entry);
            found.take(ALIKE).collect()
        };
        let total = |(kept, key): &(usize, &str)| facts.totals[*kept].get(*key).copied().unwrap_or_default();
        Ok(Known {
            cases: asked.cases.iter().map(|case| facts.cases.get(*case).copied()).collect(),
            sources: asked.sources.iter().map(|source| facts.sources.get(*source).copied()).collect(),
            references: asked.references.iter().map(|reference| facts.references.get(*reference).copied()).collect(),
            families: asked.families.iter().map(|root| facts.family(&root.to_string())).collect(),
            begun: asked.begun.iter().map(|entry| Some(facts.families.get(entry)?.root.clone())).collect(),
            entries: asked.entries.iter().map(|entry| Some(facts.entry(*entry)?.to_vec())).collect(),
            handled: asked.handled.iter().map(|commitment| facts.handled(commitment)).collect(),
            data: asked.data.iter().map(|commitment| Some(facts.personal.get(commitment)?.1.clone())).collect(),
            bearing: asked.bearing.iter().map(|data| facts.bearing(data)).collect(),
            alike: asked.alike.iter().map(alike).collect(),
            nodes: asked.nodes.iter().map(|node| facts.nodes.get(node).cloned()).collect(),
            subtrees: asked.subtrees.iter().map(|subtree| facts.subtrees.get(subtree).copied()).collect(),
            totals: asked.totals.iter().map(total).collect(),
        })
    }

    fn entries(&self, span: Span, each: &mut EachBytes<'_>) -> Result<(), Error> {
        numbers(span, self.0.last()).try_for_each(|number| each(number, self.0.entry(number).unwrap_or_default()))
    }

    fn begun(&self, span: Span, each: &mut EachBegun<'_>) -> Result<(), Error> {
        self.entries(span, &mut |number, bytes| {
            let family = self.0.families.get(&number);
            each(bytes, family.map(|family| (family.root.as_str(), family.stored.lines.as_str())))
        })
    }

    fn families(&self, which: Families<'_>, each: &mut EachFamily<'_>) -> Result<(), Error> {
        for family in self.0.families.values() {
            let meant = match which {
                Families::All => true,
                Families::Woven => family.stored.woven,
                Families::Pools => family.stored.pool,
                Families::OfCase(case) => {
                    let own = family.root.strip_prefix(case.as_str()).is_some_and(|rest| rest.starts_with(':'));
                    own || self.0.guests.contains(&(case.clone(), family.stored.entry))
                }
            };
            if meant {
                each(&family.root, &family.stored.lines)?;
            }
        }
        Ok(())
    }

    fn breakdown(&self, kept: &Kept, each: &mut EachTotal<'_, Error>) -> Result<(), Error> {
        let of = KEPT.iter().position(|known| known.name == kept.name);
        let totals = of.into_iter().flat_map(|at| &self.0.totals[at]);
        totals.into_iter().try_for_each(|(key, tally)| each(key, *tally))
    }

    fn rates(&self, rates: &Rates<'_>, each: &mut EachStoredRate<'_>) -> Result<(), Error> {
        for ((set, currency, day, entry), rate) in &self.0.rates {
            let meant = set == rates.set && rates.currency.is_none_or(|meant| meant == *currency);
            if meant && (rates.from..=rates.to).contains(day) && *entry <= rates.up_to {
                let (date, rate) = (day.to_string(), rate.to_string());
                each(StoredRate { currency: currency.code(), date: &date, entry: *entry, rate: &rate })?;
            }
        }
        Ok(())
    }

    fn rows(&self, table: &Table, each: &mut EachRow<'_>) -> Result<(), Error> {
        row::each(self.0, table, &mut |row| each(&row))
    }

    fn count(&self, table: &Table) -> Result<u64, Error> {
        let mut count = 0;
        self.rows(table, &mut |_| {
            count += 1;
            Ok(())
        })?;
        Ok(count)
    }

    fn check(&self) -> Option<Check> {
        None
    }
}

/// The entry numbers in a span, up to the last entry.
fn numbers(span: Span, last: u64) -> impl Iterator<Item = u64> {
    let end = span.up_to.min(last).min(span.after.saturating_add(span.most()));
    span.after + 1..=end
}

/// The facts as a transaction sees and changes them.
#[derive(Default)]
pub(super) struct Transaction<'a> {
    facts: RefCell<Facts>,
    /// Where a commit puts them.
    kept: Option<&'a mut Facts>,
    /// Where to read entries that are not among the facts.
    journal: Option<&'a dyn Reading>,
}

impl<'a> Transaction<'a> {
    /// Facts derived from a journal kept elsewhere, which are never committed.
    pub(super) fn beside(journal: &'a dyn Reading) -> Transaction<'a> {
        Transaction { journal: Some(journal), ..Transaction::default() }
    }
}

impl From<Transaction<'_>> for Memory {
    fn from(transaction: Transaction<'_>) -> Memory {
        Memory(transaction.facts.into_inner())
    }
}

impl Reading for Transaction<'_> {
    fn head(&self) -> Result<Option<Head>, Error> {
        View(&self.facts.borrow()).head()
    }

    fn last(&self) -> Result<u64, Error> {
        View(&self.facts.borrow()).last()
    }

    fn known(&self, asked: &Asked<'_>) -> Result<Known, Error> {
        let mut known = View(&self.facts.borrow()).known(asked)?;
        if let Some(journal) = self.journal {
            known.entries = journal.known(&Asked { entries: asked.entries.clone(), ..Asked::default() })?.entries;
        }
        Ok(known)
    }

    fn entries(&self, span: Span, each: &mut EachBytes<'_>) -> Result<(), Error> {
        View(&self.facts.borrow()).entries(span, each)
    }

    fn begun(&self, span: Span, each: &mut EachBegun<'_>) -> Result<(), Error> {
        View(&self.facts.borrow()).begun(span, each)
    }

    fn families(&self, which: Families<'_>, each: &mut EachFamily<'_>) -> Result<(), Error> {
        View(&self.facts.borrow()).families(which, each)
    }

    fn breakdown(&self, kept: &Kept, each: &mut EachTotal<'_, Error>) -> Result<(), Error> {
        View(&self.facts.borrow()).breakdown(kept, each)
    }

    fn rates(&self, rates: &Rates<'_>, each: &mut EachStoredRate<'_>) -> Result<(), Error> {
        View(&self.facts.borrow()).rates(rates, each)
    }

    /// Derived facts are written while the entries are being read.
    fn rows(&self, table: &Table, each: &mut EachRow<'_>) -> Result<(), Error> {
        if *table != table::ENTRY {
            return View(&self.facts.borrow()).rows(table, each);
        }
        let last = self.last()?;
        (1..=last).try_for_each(|number| {
            let bytes = self.facts.borrow().shared(number);
            each(&row::of_entry(number, &bytes)?)
        })
    }

    fn count(&self, table: &Table) -> Result<u64, Error> {
        View(&self.facts.borrow()).count(table)
    }

    fn check(&self) -> Option<Check> {
        None
    }
}

impl Writing for Transaction<'_> {
    fn add(&self, entries: &[(u64, &[u8])], data: &[(u64, Personal)]) -> Result<(), Error> {
        let mut facts = self.facts.borrow_mut();
        entries.iter().try_for_each(|(number, bytes)| facts.add(*number, bytes))?;
        data.iter().try_for_each(|(entry, datum)| facts.open(*entry, datum))
    }

    fn quote(&self, set: &str, entry: u64, quotes: &[Quote]) -> Result<(), Error> {
        self.facts.borrow_mut().quote(set, entry, quotes)
    }

    fn apply(&self, changes: &[Change]) -> Result<(), Error> {
        let mut facts = self.facts.borrow_mut();
        changes.iter().try_for_each(|change| facts.change(change))
    }

    fn erase(&self, commitments: &[Digest]) -> Result<(), Error> {
        let mut facts = self.facts.borrow_mut();
        commitments.iter().try_for_each(|commitment| facts.erase(commitment))
    }

    fn empty(&self) -> Result<(), Error> {
        self.facts.borrow_mut().empty();
        Ok(())
    }

    fn lead(&self, head: &Head) -> Result<(), Error> {
        self.facts.borrow_mut().lead(head)
    }

    fn commit(self: Box<Self>) -> Result<(), Error> {
        if let Some(kept) = self.kept {
            *kept = self.facts.into_inner();
        }
        Ok(())
    }
}
