//! A ledger's derived tables, as they follow the journal.

use crate::domain::AssetRef;
use crate::journal::{Entry, State, Tally, codec};

use super::changes::Change;
use super::counted::Counted;
use super::engine::{Reading, Writing};
use super::load::{self, Names, Trust};
use super::project::Projector;
use super::refusal::Refusal;
use super::seal::Seal;
use super::sealed::Sealed;
use super::subtrees::Tree;
use super::{Error, table};

/// How many totals are read and written together.
const TOGETHER: usize = 1_000;

/// The derived tables, with what is to be written to them.
pub(super) struct Tables<'a> {
    writing: &'a dyn Writing,
    trust: Trust,
    projector: Projector,
    /// The seal of the rows read and written.
    pub(super) seal: Seal<'a>,
}

impl<'a> Tables<'a> {
    pub(super) fn new(writing: &'a dyn Writing, trust: Trust, seal: Seal<'a>) -> Tables<'a> {
        Tables { writing, trust, projector: Projector::default(), seal }
    }

    /// Adds up what goes to the kept totals on a separate thread from here on: there will be much of it.
    pub(super) fn count_beside(&mut self) {
        self.projector.totals = Counted::beside();
    }

    /// What is loaded, with all changes since.
    pub(super) fn state(&self) -> &State {
        &self.projector.state
    }

    /// The changes that are not settled.
    pub(super) fn unsettled(&self) -> &[Change] {
        self.projector.changes()
    }

    /// Loads what the names mean, unless it is already loaded.
    ///
    /// # Errors
    /// The file cannot be read, or a row does not match its seal.
    pub(super) fn load(&mut self, names: &Names) -> Result<(), Error> {
        self.projector.forget_if_many();
        let Projector { state, kin, .. } = &mut self.projector;
        load::load(self.writing, self.trust, names, state, kin, Some(&mut self.seal))
    }

    /// Follows an entry; what it concerns must be loaded.
    ///
    /// # Errors
    /// [`Error::Refused`]: the rules do not allow it, and nothing changed.
    pub(super) fn follow(&mut self, entry: &Entry) -> Result<(), Error> {
        Ok(self.projector.follow(entry)?)
    }

    /// Notes assets that are named before they exist, so that their families are woven once they begin.
    pub(super) fn expect(&mut self, assets: &[AssetRef]) {
        self.projector.expect(assets);
    }

    /// Writes the changes since the last call.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(super) fn settle(&mut self) -> Result<(), Error> {
        let changes = self.projector.settle()?;
        self.write(&changes)?;
        if self.projector.totals.are_many() { self.flush() } else { Ok(()) }
    }

    /// Rolls back the changes since the last [`Tables::settle`].
    pub(super) fn take_back(&mut self) {
        self.projector.take_back();
    }

    /// Loads what an entry of a whole journal concerns, follows it, and writes what it changes. One that cannot follow
    /// goes to `fault`.
    ///
    /// # Errors
    /// The tables cannot be read or written, or `fault` returns an error.
    pub(super) fn derive(
        &mut self,
        entry: &Entry,
        fault: &mut dyn FnMut(u64, Refusal) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.load(&entry.body.names())?;
        self.projector.expect_missing(&entry.body);
        match self.follow(entry) {
            Err(Error::Refused(contradicts)) => {
                self.take_back();
                fault(entry.number, contradicts)?;
            }
            other => other?,
        }
        self.settle()
    }

    /// Writes everything held back, and returns the seal for the head.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(super) fn finish(&mut self) -> Result<Vec<u8>, Error> {
        self.flush()?;
        self.seal.finish(|nodes| self.writing.apply(nodes))
    }

    fn flush(&mut self) -> Result<(), Error> {
        let cases = self.projector.cases();
        self.write(&cases)?;
        let mut sums = self.projector.totals.take()?.into_iter().peekable();
        while sums.peek().is_some() {
            add_up(self.writing, &mut self.seal, sums.by_ref().take(TOGETHER).collect())?;
        }
        self.seal.take_in()
    }

    fn write(&mut self, changes: &[Change]) -> Result<(), Error> {
        changes.iter().try_for_each(|change| sealed(&mut self.seal, change))?;
        self.writing.apply(changes)
    }
}

/// Adds to kept totals, each identified by the number of its breakdown and its key. They are read along with the part of
/// the seal that is still to be read.
fn add_up(writing: &dyn Writing, seal: &mut Seal<'_>, added: Vec<(usize, String, Tally)>) -> Result<(), Error> {
    let keys: Vec<(usize, &str)> = added.iter().map(|(kept, key, _)| (*kept, key.as_str())).collect();
    let known = seal.take_in_with(&keys)?;
    let sum =
        |((kept, key, added), known): ((usize, String, Tally), Tally)| Ok(Change::Total(kept, key, known.plus(added)?));
    let sums = added.into_iter().zip(known).map(sum).collect::<Result<Vec<_>, Error>>()?;
    writing.apply(&sums)
}

/// Seals the row written by a change.
fn sealed(seal: &mut Seal<'_>, change: &Change) -> Result<(), Error> {
    match change {
        Change::CaseOpened(case, known) | Change::CaseKnown(case, known) => {
            seal.set(Sealed::Case, case.as_str(), load::case_value(known))
        }
        Change::SourceAdded(source, filed) | Change::SourceKnown(source, filed) => {
            seal.set(Sealed::Source, source.as_str(), load::filed_value(*filed))
        }
        Change::Referred(reference, entry) => {
            seal.set(Sealed::Reference, reference.as_str(), load::number_value(*entry))
        }
        Change::FamilyBegun(root, kin, _) | Change::FamilyFollowed(root, kin, _) | Change::FamilyWoven(root, kin) => {
            seal.set(Sealed::Family, &root.to_string(), kin.value())
        }
        Change::Handled(commitment, entry, handling) => {
            let key = commitment.to_string();
            let before = seal.get(Sealed::Withheld, &key)?;
            seal.set(Sealed::Withheld, &key, load::said_value(before, *entry, *handling))
        }
        Change::OfCase(_, entry, about) => {
            let key = about.to_string();
            let before = seal.get(Sealed::CaseEntry, &key)?;
            seal.set(Sealed::CaseEntry, &key, load::more_value(before, *entry))
        }
        Change::RatesAdded(set, entry) => {
            let before = seal.get(Sealed::RateSet, set)?;
            seal.set(Sealed::RateSet, set, load::more_value(before, *entry))
        }
        Change::Guest(..) | Change::Likened(..) | Change::Total(..) | Change::Node(..) | Change::Subtree(..) => Ok(()),
    }
}

/// Fills empty tables from the whole journal. Entries that cannot follow go to `fault`. Returns the seal for the head.
///
/// # Errors
/// The journal cannot be read, the tables cannot be written, or `fault` returns an error.
pub(super) fn rebuild(
    journal: &dyn Reading,
    into: &dyn Writing,
    mut fault: impl FnMut(u64, Refusal) -> Result<(), Error>,
) -> Result<Vec<u8>, Error> {
    let (mut tables, mut tree) = (Tables::new(into, Trust::Lines, Seal::over_nothing(into)), Tree::default());
    journal.rows(&table::ENTRY, &mut |row| {
        tree.push(row[1].bytes()?);
        let entry = match codec::decode(row[1].bytes()?) {
            Ok(entry) => entry,
            Err(unreadable) => return fault(row[0].number()?, unreadable.into()),
        };
        tables.derive(&entry, &mut fault)
    })?;
    into.apply(&tree.changes())?;
    tables.finish()
}
