//! A transaction that looks up names in advance, many rows at a time, and batches its changes: on a remote engine each
//! question and each change costs a round trip.
//!
//! Each change updates the prefetched answers at once, so a row sees what the rows before it made. Anything not
//! prefetched is looked up when needed, after pending changes are applied: correctness does not depend on predicting
//! the right names. Names can also be announced: they are looked up while earlier rows are recorded, and what those
//! change in the meantime is then applied to the answers.

use std::borrow::Borrow;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::hash::Hash;
use std::ops::Deref;
use std::sync::Arc;

use jiff::Timestamp;

use crate::domain::{AssetRef, CaseRef, EntryRef, Keyed, Quote, SourceRef};
use crate::journal::fold::{Case, Filed};
use crate::journal::kept::Kept;
use crate::journal::{Digest, Handling, Personal};
use crate::query::{EachTotal, Families, Rates, Span};

use super::Error;
use super::apart::{Answer, Apart};
use super::changes::Change;
use super::engine::{
    ALIKE, Asked, Check, EachBegun, EachBytes, EachFamily, EachRow, EachStoredRate, Head, Known, Reading, Stored,
    Writing,
};
use super::sealed::Name;
use super::table::Table;

/// The most changes held back.
const TOGETHER: usize = 4_000;

/// An engine's transaction.
enum Held<'a> {
    /// Committed here.
    Own(Box<dyn Writing + 'a>),
    /// Committed by its owner.
    Lent(&'a dyn Writing),
    /// On a thread of its own, and committed here.
    Apart(Apart<'a>),
}

impl<'a> Deref for Held<'a> {
    type Target = dyn Writing + 'a;

    fn deref(&self) -> &(dyn Writing + 'a) {
        match self {
            Held::Own(writing) => &**writing,
            Held::Lent(writing) => *writing,
            Held::Apart(writing) => writing,
        }
    }
}

/// A transaction that prefetches and batches.
pub(super) struct Ahead<'a> {
    writing: Held<'a>,
    foreseen: RefCell<Foreseen>,
    waiting: RefCell<Vec<Change>>,
    coming: RefCell<VecDeque<Coming>>,
}

/// Answers about announced names, with everything written since the question.
struct Coming {
    answer: Answer<Foreseen>,
    changes: Vec<Arc<Vec<Change>>>,
    data: Vec<(u64, Personal)>,
}

/// The prefetched answers, by name.
#[derive(Default)]
pub(super) struct Foreseen {
    cases: Keyed<CaseRef, Option<Case>>,
    sources: Keyed<SourceRef, Option<Filed>>,
    references: Keyed<EntryRef, Option<u64>>,
    families: Keyed<AssetRef, Option<Stored>>,
    begun: Keyed<u64, Option<String>>,
    entries: Keyed<u64, Option<Vec<u8>>>,
    handled: Keyed<Digest, Vec<(u64, Handling)>>,
    data: Keyed<Digest, Option<Personal>>,
    bearing: Keyed<String, Vec<(u64, Digest)>>,
    alike: Keyed<(i64, u64), Vec<u64>>,
    nodes: Keyed<i64, Option<Vec<u8>>>,
    /// The names under which all this is sealed.
    pub(super) sealed: Vec<Name>,
}

impl<'a> Ahead<'a> {
    /// Wraps an engine's transaction.
    pub(super) fn of(writing: Box<dyn Writing + 'a>) -> Ahead<'a> {
        Ahead::on(Held::Own(writing))
    }

    /// Wraps a transaction that its owner commits.
    pub(super) fn over(writing: &'a dyn Writing) -> Ahead<'a> {
        Ahead::on(Held::Lent(writing))
    }

    /// Wraps a transaction on a thread of its own.
    pub(super) fn beside(writing: Apart<'a>) -> Ahead<'a> {
        Ahead::on(Held::Apart(writing))
    }

    fn on(writing: Held<'a>) -> Ahead<'a> {
        let (foreseen, waiting, coming) = (RefCell::default(), RefCell::default(), RefCell::default());
        Ahead { writing, foreseen, waiting, coming }
    }

    /// Ends without keeping anything.
    ///
    /// # Errors
    /// What the transaction failed of, if it is on a thread of its own.
    pub(super) fn end(self) -> Result<(), Error> {
        match self.writing {
            Held::Apart(writing) => writing.end(),
            Held::Own(_) | Held::Lent(_) => Ok(()),
        }
    }

    /// Forgets everything prefetched.
    pub(super) fn forget(&self) {
        *self.foreseen.borrow_mut() = Foreseen::default();
    }

    /// Looks up more names in advance.
    ///
    /// # Errors
    /// The ledger cannot be read or written.
    pub(super) fn foresee(&self, asked: &Asked<'_>) -> Result<(), Error> {
        self.make()?;
        let known = self.writing.known(asked)?;
        self.foreseen.borrow_mut().extend(asked, known);
        Ok(())
    }

    /// Begins to look up the names that come after those announced before, as `look` says.
    ///
    /// # Errors
    /// The ledger cannot be read or written.
    pub(super) fn announce(
        &self,
        look: impl FnOnce(&dyn Reading) -> Result<Foreseen, Error> + Send + 'static,
    ) -> Result<(), Error> {
        self.make()?;
        let answer = match &self.writing {
            Held::Apart(writing) => writing.ask(|writing| look(writing))?,
            Held::Own(_) | Held::Lent(_) => Answer::given(look(&*self.writing)?),
        };
        self.coming.borrow_mut().push_back(Coming { answer, changes: Vec::new(), data: Vec::new() });
        Ok(())
    }

    /// Goes on to the names announced first, and forgets what was prefetched before. Returns the names under which they
    /// are sealed.
    ///
    /// # Errors
    /// The ledger cannot be read or written.
    pub(super) fn reach(&self) -> Result<Vec<Name>, Error> {
        let Some(Coming { answer, changes, data }) = self.coming.borrow_mut().pop_front() else {
            return Ok(Vec::new());
        };
        let mut foreseen = answer.wait()?;
        changes.iter().flat_map(|changes| changes.iter()).for_each(|change| foreseen.follow(change));
        self.waiting.borrow().iter().for_each(|change| foreseen.follow(change));
        data.iter().for_each(|(entry, datum)| foreseen.open(*entry, datum));
        let sealed = std::mem::take(&mut foreseen.sealed);
        *self.foreseen.borrow_mut() = foreseen;
        Ok(sealed)
    }

    /// Applies the pending changes.
    fn make(&self) -> Result<(), Error> {
        let waiting = std::mem::take(&mut *self.waiting.borrow_mut());
        if waiting.is_empty() {
            return Ok(());
        }
        let waiting = Arc::new(waiting);
        for coming in &mut *self.coming.borrow_mut() {
            coming.changes.push(Arc::clone(&waiting));
        }
        match &self.writing {
            Held::Apart(writing) => writing.give(move |writing| writing.apply(&waiting)),
            Held::Own(_) | Held::Lent(_) => self.writing.apply(&waiting),
        }
    }

    /// The engine's transaction, with all pending changes applied.
    fn made(&self) -> Result<&dyn Writing, Error> {
        self.make()?;
        Ok(&*self.writing)
    }
}

/// The prefetched answers for some names; `None` if any name was not prefetched.
fn all<K: Hash + Eq, V: Clone>(known: &Keyed<K, V>, names: &[impl Borrow<K>]) -> Option<Vec<V>> {
    let mut answers = Vec::with_capacity(names.len());
    for name in names {
        answers.push(known.get(name.borrow())?.clone());
    }
    Some(answers)
}

impl Foreseen {
    /// Adds the answers to a question.
    pub(super) fn extend(&mut self, asked: &Asked<'_>, known: Known) {
        self.cases.extend(asked.cases.iter().copied().cloned().zip(known.cases));
        self.sources.extend(asked.sources.iter().copied().cloned().zip(known.sources));
        self.references.extend(asked.references.iter().copied().cloned().zip(known.references));
        self.families.extend(asked.families.iter().copied().cloned().zip(known.families));
        self.begun.extend(asked.begun.iter().copied().zip(known.begun));
        // One that is not there yet may be added: it is asked for again.
        let entries = asked.entries.iter().copied().zip(known.entries);
        self.entries.extend(entries.filter(|(_, bytes)| bytes.is_some()));
        self.handled.extend(asked.handled.iter().copied().zip(known.handled));
        self.data.extend(asked.data.iter().copied().zip(known.data));
        self.bearing.extend(asked.bearing.iter().map(|data| (*data).to_owned()).zip(known.bearing));
        self.alike.extend(asked.alike.iter().copied().zip(known.alike));
        self.nodes.extend(asked.nodes.iter().copied().zip(known.nodes));
    }

    /// Notes a datum that was added.
    fn open(&mut self, entry: u64, datum: &Personal) {
        self.data.remove(&datum.commitment);
        if let Some(known) = self.bearing.get_mut(&datum.data) {
            known.push((entry, datum.commitment));
        }
    }

    /// The answer, if every name in the question was prefetched.
    fn answer(&self, asked: &Asked<'_>) -> Option<Known> {
        if !(asked.subtrees.is_empty() && asked.totals.is_empty()) {
            return None;
        }
        let bearing = asked.bearing.iter().map(|data| self.bearing.get(*data).cloned());
        let bearing = if asked.bearing.is_empty() { Vec::new() } else { bearing.collect::<Option<_>>()? };
        Some(Known {
            cases: all(&self.cases, &asked.cases)?,
            sources: all(&self.sources, &asked.sources)?,
            references: all(&self.references, &asked.references)?,
            families: all(&self.families, &asked.families)?,
            begun: all(&self.begun, &asked.begun)?,
            entries: all(&self.entries, &asked.entries)?,
            handled: all(&self.handled, &asked.handled)?,
            data: all(&self.data, &asked.data)?,
            bearing,
            alike: all(&self.alike, &asked.alike)?,
            nodes: all(&self.nodes, &asked.nodes)?,
            ..Known::default()
        })
    }

    /// Applies a change to whatever was prefetched.
    fn follow(&mut self, change: &Change) {
        match change {
            Change::CaseOpened(case, known) | Change::CaseKnown(case, known) => put(&mut self.cases, case, *known),
            Change::SourceAdded(source, filed) | Change::SourceKnown(source, filed) => {
                put(&mut self.sources, source, *filed);
            }
            Change::Referred(reference, entry) => put(&mut self.references, reference, *entry),
            Change::FamilyBegun(root, kin, line) => {
                if let Some(known) = self.families.get_mut(root) {
                    *known = Some(Stored { entry: kin.id, lines: line.clone(), woven: kin.woven, pool: kin.pool });
                }
                if let Some(known) = self.begun.get_mut(&kin.id) {
                    *known = Some(root.to_string());
                }
            }
            Change::FamilyFollowed(root, kin, line) => {
                if let Some(Some(known)) = self.families.get_mut(root) {
                    known.lines.push('\n');
                    known.lines.push_str(line);
                    (known.woven, known.pool) = (kin.woven, kin.pool);
                }
            }
            Change::FamilyWoven(root, _) => {
                if let Some(Some(known)) = self.families.get_mut(root) {
                    known.woven = true;
                }
            }
            // Likenesses are prefetched from entry 0 only.
            Change::Likened(likeness, entry) => {
                if let Some(known) = self.alike.get_mut(&(*likeness, 0))
                    && known.len() < ALIKE
                {
                    known.push(*entry);
                }
            }
            Change::Handled(commitment, entry, handling) => {
                if let Some(known) = self.handled.get_mut(commitment) {
                    known.push((*entry, *handling));
                }
            }
            Change::Node(node, bytes) => {
                if let Some(known) = self.nodes.get_mut(node) {
                    *known = Some(bytes.clone()).filter(|bytes| !bytes.is_empty());
                }
            }
            Change::OfCase(..)
            | Change::RatesAdded(..)
            | Change::Guest(..)
            | Change::Total(..)
            | Change::Subtree(..) => {}
        }
    }
}

/// Updates the answer for a name that was prefetched.
fn put<K: Hash + Eq, V>(known: &mut Keyed<K, Option<V>>, name: &K, value: V) {
    if let Some(known) = known.get_mut(name) {
        *known = Some(value);
    }
}

impl Reading for Ahead<'_> {
    fn head(&self) -> Result<Option<Head>, Error> {
        self.made()?.head()
    }

    fn last(&self) -> Result<u64, Error> {
        self.made()?.last()
    }

    fn clock(&self) -> Result<Option<Timestamp>, Error> {
        self.writing.clock()
    }

    fn login(&self) -> Result<Option<String>, Error> {
        self.writing.login()
    }

    fn known(&self, asked: &Asked<'_>) -> Result<Known, Error> {
        if let Some(known) = self.foreseen.borrow().answer(asked) {
            return Ok(known);
        }
        self.made()?.known(asked)
    }

    fn entries(&self, span: Span, each: &mut EachBytes<'_>) -> Result<(), Error> {
        self.made()?.entries(span, each)
    }

    fn begun(&self, span: Span, each: &mut EachBegun<'_>) -> Result<(), Error> {
        self.made()?.begun(span, each)
    }

    fn families(&self, which: Families<'_>, each: &mut EachFamily<'_>) -> Result<(), Error> {
        self.made()?.families(which, each)
    }

    fn breakdown(&self, kept: &Kept, each: &mut EachTotal<'_, Error>) -> Result<(), Error> {
        self.made()?.breakdown(kept, each)
    }

    fn rates(&self, rates: &Rates<'_>, each: &mut EachStoredRate<'_>) -> Result<(), Error> {
        self.made()?.rates(rates, each)
    }

    fn rows(&self, table: &Table, each: &mut EachRow<'_>) -> Result<(), Error> {
        self.made()?.rows(table, each)
    }

    fn count(&self, table: &Table) -> Result<u64, Error> {
        self.made()?.count(table)
    }

    fn check(&self) -> Option<Check> {
        self.writing.check()
    }
}

impl Writing for Ahead<'_> {
    fn add(&self, entries: &[(u64, &[u8])], data: &[(u64, Personal)]) -> Result<(), Error> {
        self.writing.add(entries, data)?;
        let mut foreseen = self.foreseen.borrow_mut();
        data.iter().for_each(|(entry, datum)| foreseen.open(*entry, datum));
        for coming in &mut *self.coming.borrow_mut() {
            coming.data.extend_from_slice(data);
        }
        Ok(())
    }

    fn quote(&self, set: &str, entry: u64, quotes: &[Quote]) -> Result<(), Error> {
        self.writing.quote(set, entry, quotes)
    }

    fn apply(&self, changes: &[Change]) -> Result<(), Error> {
        let mut foreseen = self.foreseen.borrow_mut();
        changes.iter().for_each(|change| foreseen.follow(change));
        self.waiting.borrow_mut().extend_from_slice(changes);
        // Nodes are large, and come last.
        let large = changes.iter().any(|change| matches!(change, Change::Node(..)));
        if self.waiting.borrow().len() < TOGETHER && !large { Ok(()) } else { self.make() }
    }

    fn erase(&self, commitments: &[Digest]) -> Result<(), Error> {
        self.forget();
        self.made()?.erase(commitments)
    }

    fn empty(&self) -> Result<(), Error> {
        self.forget();
        self.made()?.empty()
    }

    fn lead(&self, head: &Head) -> Result<(), Error> {
        self.made()?.lead(head)
    }

    fn commit(self: Box<Self>) -> Result<(), Error> {
        self.make()?;
        match self.writing {
            Held::Own(writing) => writing.commit(),
            Held::Apart(writing) => Box::new(writing).commit(),
            Held::Lent(_) => Ok(()),
        }
    }
}
