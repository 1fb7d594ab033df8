//! An open ledger: what commands can do with it.

use std::collections::BTreeSet;
use std::path::Path;

use crate::domain::{CaseRef, Places, SourceRef, Unit};
use crate::journal::personal::{Personal, Withheld};
use crate::journal::{AddedRates, CaseFile, Digest, Disclosure, Entry, Frontier, Handle, SourceFile, State, codec};

use super::anew::Anew;
use super::append::{self, Beginning, Keep, Receipt};
use super::attempt;
use super::batch::{self, Batch};
use super::copied::{Copied, NotCopied, Progress};
#[cfg(test)]
use super::engine::Reading;
use super::engine::{Asked, Engine, Writes};
use super::findings::Findings;
use super::held::{self, Among, Since};
use super::load::{self, Names, Trust};
use super::memory::Memory;
use super::particulars::{self, Particulars};
#[cfg(feature = "postgres")]
use super::postgres::{Postgres, Server};
use super::recorder::Recorder;
use super::rederive::{self, Rederived};
use super::refusal::Refusal;
use super::remedy::Remedy;
use super::request::Request;
use super::settings::Settings;
use super::snapshot::Snapshot;
use super::sqlite::{self, Mode, Parent, Sqlite};
use super::verify;
use super::{Error, rates, withhold};

/// An open ledger.
pub struct Ledger {
    engine: Box<dyn Engine>,
}

impl Ledger {
    /// A ledger on an engine.
    #[cfg(test)]
    pub(super) fn on(engine: Box<dyn Engine>) -> Ledger {
        Ledger { engine }
    }

    /// The engine, to look at what it holds.
    #[cfg(test)]
    pub(super) fn into_engine(self) -> Box<dyn Engine> {
        self.engine
    }

    /// The result of `ask` on one consistent state.
    #[cfg(test)]
    pub(super) fn facts<T>(&self, ask: impl FnOnce(&dyn Reading) -> Result<T, Error>) -> Result<T, Error> {
        ask(&*self.engine.read()?)
    }

    /// Creates a ledger whose first entry holds its name and the program that began it.
    ///
    /// # Errors
    /// The file exists, it cannot be created, or the name is invalid; nothing is left behind.
    pub fn create(
        path: &Path,
        parent: Parent,
        begun: &Beginning<'_>,
        recorder: &mut Recorder,
    ) -> Result<Receipt, Error> {
        Sqlite::create(path, parent, |tx| append::genesis(tx, begun, recorder))
    }

    /// Opens a ledger for reading or writing.
    ///
    /// # Errors
    /// It is missing, damaged or busy.
    pub fn open(path: &Path, mode: Mode) -> Result<Ledger, Error> {
        Ok(Ledger { engine: Box::new(Sqlite::open(path, mode)?) })
    }

    /// Creates a ledger on a server, in a schema of its own.
    ///
    /// # Errors
    /// Something is in the schema, the server refuses, or the name is invalid; nothing is left behind.
    #[cfg(feature = "postgres")]
    pub fn create_on_server(server: &Server, begun: &Beginning<'_>, recorder: &mut Recorder) -> Result<Receipt, Error> {
        Postgres::create(server, |tx| append::genesis(tx, begun, recorder))
    }

    /// Opens a ledger on a server for reading or writing.
    ///
    /// # Errors
    /// There is no such ledger, or the server refuses.
    #[cfg(feature = "postgres")]
    pub fn open_on_server(server: &Server, mode: Mode) -> Result<Ledger, Error> {
        Ok(Ledger { engine: Box::new(Postgres::open(server, mode)?) })
    }

    /// A ledger in memory with these entries, the personal data added with them, and everything that follows.
    ///
    /// # Errors
    /// The entries contradict each other, or memory ran out.
    pub fn of_entries(entries: Anew) -> Result<Ledger, Error> {
        Ok(Ledger { engine: Box::new(entries.finish()?) })
    }

    /// The same ledger for reports of totals alone: a ledger in memory gives back what they do not read, so that several
    /// find room. No other report can be made of it.
    #[cfg(feature = "cli")]
    pub(crate) fn for_totals(mut self) -> Ledger {
        self.engine.thin();
        self
    }

    /// A ledger in memory with only its first entry, for trial runs.
    ///
    /// # Errors
    /// Memory ran out.
    pub fn scratch(program: &str, recorder: &mut Recorder) -> Result<Ledger, Error> {
        let mut engine = Box::new(Memory::default());
        let tx = engine.write(Writes::Few)?;
        append::genesis(&*tx, &Beginning { name: "scratch", program }, recorder)?;
        tx.commit()?;
        Ok(Ledger { engine })
    }

    /// Records a request in one transaction; once this returns, it is on the disk.
    ///
    /// # Errors
    /// A rule refuses it, or the file cannot be written; the ledger is unchanged unless the error is
    /// [`Error::Unknown`].
    pub fn append(&mut self, request: Request, recorder: &mut Recorder, keep: Keep) -> Result<Receipt, Error> {
        let mut receipts = self.append_all([request], recorder, keep)?;
        receipts.pop().ok_or_else(|| Refusal::NothingRequested.into())
    }

    /// Records all requests in order, in one transaction: all or nothing.
    ///
    /// # Errors
    /// As for [`Ledger::append`].
    pub fn append_all(
        &mut self,
        requests: impl IntoIterator<Item = Request>,
        recorder: &mut Recorder,
        keep: Keep,
    ) -> Result<Vec<Receipt>, Error> {
        attempt::append(&mut *self.engine, requests, recorder, keep)
    }

    /// Runs `work` in a transaction that records rows, and keeps what it recorded if `work` says so: all or nothing.
    ///
    /// # Errors
    /// The error that `work` returns, or the file cannot be written; the ledger is unchanged unless the error is
    /// [`Error::Unknown`].
    pub fn batch<T, E: From<Error>>(
        &mut self,
        recorder: &mut Recorder,
        work: impl FnOnce(&mut Batch<'_>) -> Result<(T, Keep), E>,
    ) -> Result<T, E> {
        batch::batch(&mut *self.engine, recorder, work)
    }

    /// The currency of an asset; `None` if it has none or is not in the ledger.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn unit_of(&self, handle: &Handle) -> Result<Option<Unit>, Error> {
        load::unit_of(&*self.engine.read()?, Trust::Entries, handle)
    }

    /// The candidate jurisdictions of an asset; empty if it is not in the ledger.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn places_of(&self, handle: &Handle) -> Result<Places, Error> {
        load::places_of(&*self.engine.read()?, Trust::Entries, handle)
    }

    /// The candidate jurisdictions of the asset that an entry's action concerns.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn places_of_entry(&self, entry: u64) -> Result<Places, Error> {
        match self.entry(entry)?.as_ref().and_then(|entry| entry.body.asset()) {
            Some(asset) => self.places_of(&Handle::Asset(asset.clone())),
            None => Ok(Places::unstated()),
        }
    }

    /// The unit of the amount that an entry's action states, or else of the asset it concerns.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn unit_of_entry(&self, entry: u64) -> Result<Option<Unit>, Error> {
        let found = self.entry(entry)?;
        let Some(act) = found.as_ref().and_then(|entry| entry.body.act()) else { return Ok(None) };
        match act.amount.and_then(crate::domain::Amount::unit) {
            Some(unit) => Ok(Some(unit)),
            None => self.unit_of(&Handle::Asset(act.target.asset().clone())),
        }
    }

    /// One entry; `None` if no entry has this number.
    ///
    /// # Errors
    /// The file cannot be read, or the entry's bytes are not what impound writes.
    pub fn entry(&self, number: u64) -> Result<Option<Entry>, Error> {
        load::entry(&*self.engine.read()?, number)
    }

    /// The entry with this number; a refusal if there is none.
    ///
    /// # Errors
    /// As for [`Ledger::entry`], or there is no such entry.
    pub fn existing_entry(&self, number: u64) -> Result<Entry, Error> {
        self.entry(number)?.ok_or_else(|| Refusal::NoEntry(number).into())
    }

    /// The role under which whoever records is logged in to the ledger's server; `None` for a file.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub fn login(&self) -> Result<Option<String>, Error> {
        self.engine.read()?.login()
    }

    /// The digest of an entry, the leaf of the tree.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn digest(&self, entry: &Entry) -> Result<Digest, Error> {
        Ok(Digest::of_leaf(&codec::encode(entry)?))
    }

    /// The number of entries and the tree over them.
    ///
    /// # Errors
    /// The file cannot be read, or the head does not match the journal.
    pub fn head(&self) -> Result<Frontier, Error> {
        held::head(&*self.engine.read()?)
    }

    /// What happened to the ledger since a tree over it was seen; reads only the entries added since.
    ///
    /// # Errors
    /// The file cannot be read, or the head does not match the journal.
    pub fn since(&self, seen: &Frontier) -> Result<Since, Error> {
        held::since(&*self.engine.read()?, seen)
    }

    /// The origin of the ledger's checkpoints.
    ///
    /// # Errors
    /// The file cannot be read, or its first entry is missing.
    pub fn origin(&self) -> Result<String, Error> {
        held::origin(&*self.engine.read()?)
    }

    /// An entry's bytes, the path from them to the root of the tree containing it, and that root.
    ///
    /// # Errors
    /// The file cannot be read, or there is no such entry.
    pub fn path(&self, among: Among) -> Result<(Vec<u8>, Vec<Digest>, Digest), Error> {
        held::path(&*self.engine.read()?, among)
    }

    /// A consistent state of the file, for reports.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn snapshot(&self) -> Result<Snapshot<'_>, Error> {
        Ok(Snapshot::new(self.engine.read()?))
    }

    /// The part of the state that concerns an asset and everything it is an item of.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn state_of(&self, handle: &Handle) -> Result<State, Error> {
        load::concerning(&*self.engine.read()?, &Names { assets: vec![handle.clone()], ..Names::default() })
    }

    /// The part of the state that concerns the action that an entry records.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn state_of_entry(&self, entry: u64) -> Result<State, Error> {
        load::concerning(&*self.engine.read()?, &Names { entries: vec![entry], ..Names::default() })
    }

    /// The cases as known at an entry (`None`: now), in order of reference.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn cases(&self, at_entry: Option<u64>) -> Result<Vec<Particulars<CaseFile>>, Error> {
        particulars::cases(&*self.engine.read()?, at_entry)
    }

    /// A case as known now.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn case(&self, case: &CaseRef) -> Result<Option<Particulars<CaseFile>>, Error> {
        particulars::case(&*self.engine.read()?, case)
    }

    /// The highest number ever given to an asset of a case; 0 if it has none.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn last_asset(&self, case: &CaseRef) -> Result<u32, Error> {
        let known = self.engine.read()?.known(&Asked { cases: vec![case], ..Asked::default() })?;
        Ok(known.cases.into_iter().flatten().map(|case| case.assets).next().unwrap_or(0))
    }

    /// The sources as known at an entry (`None`: now), in order of reference.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn sources(&self, at_entry: Option<u64>) -> Result<Vec<Particulars<SourceFile>>, Error> {
        particulars::sources(&*self.engine.read()?, at_entry)
    }

    /// A source as known now.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn source(&self, source: &SourceRef) -> Result<Option<Particulars<SourceFile>>, Error> {
        particulars::source(&*self.engine.read()?, source)
    }

    /// The edits that led to the particulars in an entry, in order.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn edits(&self, latest: u64) -> Result<Vec<Entry>, Error> {
        particulars::edits(&*self.engine.read()?, latest)
    }

    /// What entries add to sets of rates, each with its number, as known at an entry (`None`: now): by set, then in order.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn added_rates(&self, at_entry: Option<u64>) -> Result<Vec<(u64, AddedRates)>, Error> {
        rates::added(&*self.engine.read()?, at_entry.unwrap_or(u64::MAX))
    }

    /// Every difference between the stored lines of rates and what the entries say of them, in words.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn differing_rates(&self) -> Result<Vec<String>, Error> {
        let (reading, mut found) = (self.engine.read()?, Vec::new());
        let added = rates::added(&*reading, u64::MAX)?.into_iter().collect();
        rates::verify(&*reading, &added, &mut found)?;
        Ok(found)
    }

    /// What may be shown of the data behind some commitments.
    ///
    /// # Errors
    /// The ledger cannot be read, or a datum does not match its commitment.
    pub fn disclosure(&self, commitments: &[Digest]) -> Result<Disclosure, Error> {
        withhold::disclosure(&*self.engine.read()?, commitments)
    }

    /// The datum behind a commitment, or the reason for withholding it.
    ///
    /// # Errors
    /// The file cannot be read, or the datum does not match its commitment.
    pub fn datum(&self, commitment: Digest) -> Result<Result<String, Withheld>, Error> {
        withhold::datum(&*self.engine.read()?, commitment)
    }

    /// The personal data of the first entries that may be shown, each with its commitment's salt, in the order of the
    /// commitments.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn openings(&self, entries: u64) -> Result<Vec<Personal>, Error> {
        withhold::openings(&*self.engine.read()?, entries)
    }

    /// The entries that withhold personal data of the actions that these entries record, in order.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn withholdings(&self, entries: &[u64]) -> Result<BTreeSet<u64>, Error> {
        withhold::about(&*self.engine.read()?, entries)
    }

    /// Reads everything again and compares it with the journal. The findings include the root at each size in `at`.
    /// `progress` receives the number of entries read; an error from it stops the reading.
    ///
    /// # Errors
    /// The file cannot be read at all.
    pub fn verify(
        &mut self,
        at: &[u64],
        progress: &mut dyn FnMut(u64) -> Result<(), Error>,
    ) -> Result<Findings, Error> {
        verify::verify(&*self.engine.read()?, at, progress)
    }

    /// Rebuilds the derived tables from the journal, if that verifies. `progress` receives the number of entries read;
    /// an error from it stops the reading.
    ///
    /// # Errors
    /// The file cannot be read or written.
    pub fn rederive(&mut self, progress: &mut dyn FnMut(u64) -> Result<(), Error>) -> Result<Rederived, Error> {
        rederive::rederive(&mut *self.engine, progress)
    }

    /// The state of the open ledger: its format, SQLite, and the settings that keep its promises.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn settings(&self) -> Result<Settings, Error> {
        self.engine.settings()
    }

    /// Copies the ledger to a new file, private to its owner, while others write; the copy is verified in full before
    /// it gets its name. `progress` reports how far it is; an error from it stops the copying.
    ///
    /// # Errors
    /// The file exists or cannot be written, or the ledger is busy or damaged; nothing is left of the copy.
    pub fn back_up(
        &self,
        to: &Path,
        progress: &mut dyn FnMut(Progress) -> Result<(), Error>,
    ) -> Result<Copied, NotCopied> {
        self.engine.back_up(to, progress)
    }

    /// Copies the ledger to a file where there is none, while others write: entries, personal data and rates as they are,
    /// everything else derived anew. The copy is verified in full before it gets its name. `watch` learns how far it is; an
    /// error from it stops the copying.
    ///
    /// # Errors
    /// Something is there, the file cannot be written, or the ledger cannot be read or is damaged; nothing is left of the
    /// copy.
    pub fn copy_to_file(
        &self,
        to: &Path,
        parent: Parent,
        watch: &mut dyn FnMut(Progress) -> Result<(), Error>,
    ) -> Result<Copied, NotCopied> {
        sqlite::copy_to(to, parent, &*self.engine, watch).map_err(of_a_copy)
    }

    /// Likewise, to a schema of a server that holds nothing yet; the copy is verified before it is committed.
    ///
    /// # Errors
    /// As for [`Ledger::copy_to_file`], or the server refuses.
    #[cfg(feature = "postgres")]
    pub fn copy_to_server(
        &self,
        to: &Server,
        watch: &mut dyn FnMut(Progress) -> Result<(), Error>,
    ) -> Result<Copied, NotCopied> {
        Postgres::copy(to, &*self.engine, watch).map_err(of_a_copy)
    }

    /// Copies a backup to a schema of a server that holds nothing yet, as [`Ledger::copy_to_server`] does.
    ///
    /// # Errors
    /// The schema is not empty, the server refuses, or the backup cannot be read or is damaged; nothing is left behind.
    #[cfg(feature = "postgres")]
    pub fn restore_on_server(
        from: &Path,
        to: &Server,
        watch: &mut dyn FnMut(Progress) -> Result<(), Error>,
    ) -> Result<Copied, NotCopied> {
        let restored =
            Sqlite::open_backup(from).map_err(NotCopied::from).and_then(|backup| Postgres::copy(to, &backup, watch));
        restored.map_err(|error| sqlite::of_a_backup(of_a_copy(error)))
    }

    /// Restores a backup where there is no ledger, byte by byte; it is verified in full before it gets the ledger's
    /// name. `progress` reports how far it is; an error from it stops the restoring.
    ///
    /// # Errors
    /// A ledger is there, the backup cannot be read or is damaged, or the file cannot be written; nothing is left
    /// behind.
    pub fn restore(
        from: &Path,
        path: &Path,
        parent: Parent,
        progress: &mut dyn FnMut(Progress) -> Result<(), Error>,
    ) -> Result<Copied, NotCopied> {
        sqlite::restore(from, path, parent, progress)
    }
}

/// Says of a place that is taken, or without a directory, what holds for a copy.
fn of_a_copy(error: NotCopied) -> NotCopied {
    match error {
        NotCopied::Failed(Error::Refused(Refusal::LedgerThere(place))) => {
            NotCopied::Failed(Refusal::Taken(place).into())
        }
        NotCopied::Failed(Error::Environment { what, remedy: Remedy::CreateDirectoryOfLedger }) => {
            NotCopied::Failed(Error::environment(what, Remedy::CreateDirectory))
        }
        other => other,
    }
}
