//! The facts of a ledger, and how each change affects them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil;

use crate::domain::{CaseRef, Decimal, EntryRef, Quote, SourceRef, Unit};
use crate::journal::fold::{Case, Filed};
use crate::journal::kept::KEPT;
use crate::journal::{Digest, Handling, Personal, Subtree, Tally};
use crate::store::Error;
use crate::store::changes::Change;
use crate::store::engine::{Head, Stored};

/// A family as stored, with its root.
#[derive(Clone, Debug)]
pub(super) struct Family {
    pub(super) root: String,
    pub(super) stored: Stored,
}

/// Everything a ledger holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    pub(super) head: Option<Head>,
    entries: Vec<Arc<[u8]>>,
    pub(super) personal: BTreeMap<Digest, (u64, Personal)>,
    pub(super) cases: BTreeMap<CaseRef, Case>,
    pub(super) of_cases: BTreeMap<(CaseRef, u64), u64>,
    pub(super) sources: BTreeMap<SourceRef, Filed>,
    /// Lines of rates, by set, currency, day and entry.
    pub(super) rates: BTreeMap<(String, Unit, civil::Date, u64), Decimal>,
    pub(super) rate_sets: BTreeSet<(String, u64)>,
    pub(super) references: BTreeMap<EntryRef, u64>,
    /// By first entry.
    pub(super) families: BTreeMap<u64, Family>,
    roots: HashMap<String, u64>,
    pub(super) guests: BTreeSet<(CaseRef, u64)>,
    pub(super) likenesses: BTreeSet<(i64, u64)>,
    pub(super) totals: [BTreeMap<String, Tally>; KEPT.len()],
    pub(super) nodes: BTreeMap<i64, Vec<u8>>,
    pub(super) subtrees: BTreeMap<Subtree, Digest>,
    pub(super) withheld: BTreeMap<(Digest, u64), Handling>,
}

impl Facts {
    /// The number of the last entry.
    pub(super) fn last(&self) -> u64 {
        self.entries.len() as u64
    }

    /// The bytes of an entry.
    pub(super) fn entry(&self, number: u64) -> Option<&[u8]> {
        let at = usize::try_from(number).ok()?.checked_sub(1)?;
        self.entries.get(at).map(|bytes| &**bytes)
    }

    /// Likewise, but shared, to keep while other facts change; empty if there is no such entry.
    pub(super) fn shared(&self, number: u64) -> Arc<[u8]> {
        let at = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
        at.and_then(|at| self.entries.get(at)).cloned().unwrap_or_default()
    }

    /// The family with this first asset.
    pub(super) fn family(&self, root: &str) -> Option<Stored> {
        Some(self.families.get(self.roots.get(root)?)?.stored.clone())
    }

    /// What entries say of a datum, in order.
    pub(super) fn handled(&self, commitment: &Digest) -> Vec<(u64, Handling)> {
        let said = self.withheld.range((*commitment, 0)..=(*commitment, u64::MAX));
        said.map(|((_, entry), handling)| (*entry, *handling)).collect()
    }

    /// The entries that hold a datum, with their commitments.
    pub(super) fn bearing(&self, data: &str) -> Vec<(u64, Digest)> {
        let held = self.personal.iter().filter(|(_, (_, datum))| datum.data == data);
        held.map(|(commitment, (entry, _))| (*entry, *commitment)).collect()
    }

    pub(super) fn add(&mut self, number: u64, bytes: &[u8]) -> Result<(), Error> {
        if number != self.last() + 1 {
            return Err(refused("an entry has the next number"));
        }
        self.entries.push(bytes.into());
        Ok(())
    }

    pub(super) fn open(&mut self, entry: u64, datum: &Personal) -> Result<(), Error> {
        if self.entry(entry).is_none() {
            return Err(refused("a datum names an entry that is not there"));
        }
        if self.personal.contains_key(&datum.commitment) {
            return Err(refused("a commitment is made once"));
        }
        self.personal.insert(datum.commitment, (entry, datum.clone()));
        Ok(())
    }

    pub(super) fn quote(&mut self, set: &str, entry: u64, quotes: &[Quote]) -> Result<(), Error> {
        if self.entry(entry).is_none() {
            return Err(refused("a rate names an entry that is not there"));
        }
        for Quote { currency, day, rate } in quotes {
            let later = (set.to_owned(), *currency, *day, entry)..=(set.to_owned(), *currency, *day, u64::MAX);
            if self.rates.range(later).next().is_some() {
                return Err(refused("a rate is changed by a later entry"));
            }
            self.rates.insert((set.to_owned(), *currency, *day, entry), *rate);
        }
        Ok(())
    }

    pub(super) fn erase(&mut self, commitment: &Digest) -> Result<(), Error> {
        if !self.handled(commitment).iter().any(|(_, handling)| *handling == Handling::Erased) {
            return Err(refused("personal data are erased by an entry that says so"));
        }
        self.personal.remove(commitment);
        Ok(())
    }

    pub(super) fn empty(&mut self) {
        let facts = std::mem::take(self);
        let Facts { head, entries, personal, rates, .. } = facts;
        *self = Facts { head, entries, personal, rates, ..Facts::default() };
    }

    /// Keeps only what reports of totals read: the head, the last entry and those that add rates, cases, families, totals
    /// and rates.
    #[cfg(feature = "cli")]
    pub(super) fn thin(&mut self) {
        let facts = std::mem::take(self);
        let Facts { head, mut entries, cases, rates, rate_sets, families, roots, guests, totals, subtrees, .. } = facts;
        let kept: BTreeSet<u64> = rate_sets.iter().map(|(_, entry)| *entry).chain([entries.len() as u64]).collect();
        let gone: Arc<[u8]> = Arc::default();
        for (number, bytes) in (1..).zip(&mut entries).filter(|(number, _)| !kept.contains(number)) {
            // The first entry says which ledger it is.
            if number > 1 {
                *bytes = Arc::clone(&gone);
            }
        }
        *self = Facts {
            head,
            entries,
            cases,
            rates,
            rate_sets,
            families,
            roots,
            guests,
            totals,
            subtrees,
            ..Facts::default()
        };
    }

    pub(super) fn lead(&mut self, head: &Head) -> Result<(), Error> {
        let before = self.head.as_ref();
        let other = |before: &Head| {
            head.size == before.size && (&head.root, &head.frontier) != (&before.root, &before.frontier)
        };
        if head.size != self.last() || before.is_some_and(|before| head.size < before.size || other(before)) {
            return Err(refused("the head follows the journal"));
        }
        self.head = Some(head.clone());
        Ok(())
    }

    pub(super) fn change(&mut self, change: &Change) -> Result<(), Error> {
        match change {
            Change::CaseOpened(case, known) => anew(self.cases.insert(case.clone(), *known).is_none()),
            Change::CaseKnown(case, known) => {
                self.cases.entry(case.clone()).and_modify(|case| *case = *known);
                Ok(())
            }
            Change::SourceAdded(source, filed) => anew(self.sources.insert(source.clone(), *filed).is_none()),
            Change::SourceKnown(source, filed) => {
                self.sources.entry(source.clone()).and_modify(|source| *source = *filed);
                Ok(())
            }
            Change::Referred(reference, entry) => anew(self.references.insert(reference.clone(), *entry).is_none()),
            Change::OfCase(case, entry, about) => anew(self.of_cases.insert((case.clone(), *entry), *about).is_none()),
            Change::RatesAdded(set, entry) => anew(self.rate_sets.insert((set.clone(), *entry))),
            Change::FamilyBegun(root, kin, line) => {
                let (root, lines) = (root.to_string(), line.clone());
                let stored = Stored { entry: kin.id, lines, woven: kin.woven, pool: kin.pool };
                let new = self.roots.insert(root.clone(), kin.id).is_none();
                anew(self.families.insert(kin.id, Family { root, stored }).is_none() && new)
            }
            Change::FamilyFollowed(_, kin, line) => {
                if let Some(Family { stored, .. }) = self.families.get_mut(&kin.id) {
                    stored.lines.push('\n');
                    stored.lines.push_str(line);
                    (stored.woven, stored.pool) = (kin.woven, kin.pool);
                }
                Ok(())
            }
            Change::FamilyWoven(_, kin) => {
                self.families.entry(kin.id).and_modify(|family| family.stored.woven = true);
                Ok(())
            }
            Change::Guest(case, family) => {
                self.guests.insert((case.clone(), *family));
                Ok(())
            }
            Change::Likened(likeness, entry) => anew(self.likenesses.insert((*likeness, *entry))),
            Change::Subtree(subtree, root) => anew(self.subtrees.insert(*subtree, *root).is_none()),
            Change::Handled(commitment, entry, handling) => self.handle(*commitment, *entry, *handling),
            Change::Total(kept, key, tally) => {
                if *tally == Tally::default() {
                    self.totals[*kept].remove(key);
                } else {
                    self.totals[*kept].insert(key.clone(), *tally);
                }
                Ok(())
            }
            Change::Node(node, bytes) => {
                if bytes.is_empty() {
                    self.nodes.remove(node);
                } else {
                    self.nodes.insert(*node, bytes.clone());
                }
                Ok(())
            }
        }
    }

    fn handle(&mut self, commitment: Digest, entry: u64, handling: Handling) -> Result<(), Error> {
        let said = self.handled(&commitment);
        if said.iter().any(|(before, said)| *said == Handling::Erased || *before >= entry) {
            return Err(refused("what is erased stays erased, and a later entry follows"));
        }
        self.withheld.insert((commitment, entry), handling);
        Ok(())
    }
}

/// Fails unless the row was new, as it must be.
fn anew(new: bool) -> Result<(), Error> {
    if new { Ok(()) } else { Err(refused("what is recorded is never rewritten")) }
}

fn refused(what: &str) -> Error {
    Error::damaged(format!("the ledger holds what impound did not write: {what}"))
}
