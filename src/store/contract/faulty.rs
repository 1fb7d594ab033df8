//! An engine that fails at one of its calls, to test its callers.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::Timestamp;

use crate::domain::Quote;
use crate::journal::kept::Kept;
use crate::journal::{Digest, Personal};
use crate::query::{EachTotal, Families, Rates, Span};
use crate::store::changes::Change;
use crate::store::copied::{Copied, NotCopied, Progress};
use crate::store::engine::{
    Asked, Check, EachBegun, EachBytes, EachFamily, EachRow, EachStoredRate, Engine, Head, Known, Reading, Writes,
    Writing,
};
use crate::store::settings::Settings;
use crate::store::table::Table;
use crate::store::{Error, Remedy};

/// How a commit fails, if it is the failing call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Commit {
    /// Nothing is kept, and the error says so.
    Lost,
    /// Nothing is kept, but the outcome is reported as unknown.
    PerhapsLost,
    /// Everything is kept, but the outcome is reported as unknown.
    PerhapsKept,
}

/// Which call fails, counting from 1, and the numbers of calls made and entries read so far.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) failing: usize,
    pub(super) commit: Commit,
    pub(super) calls: AtomicUsize,
    /// The number of entries read.
    pub(super) entries: AtomicUsize,
}

impl Plan {
    pub(super) fn of(failing: usize, commit: Commit) -> Plan {
        Plan { failing, commit, calls: AtomicUsize::new(0), entries: AtomicUsize::new(0) }
    }

    fn call(&self) -> Result<(), Error> {
        let fails = self.calls.fetch_add(1, Ordering::SeqCst) + 1 == self.failing;
        if fails { Err(Error::environment("the connection was cut", Remedy::TryAgain)) } else { Ok(()) }
    }
}

pub(super) struct Faulty<E> {
    pub(super) engine: E,
    pub(super) plan: Arc<Plan>,
}

struct Failing<'a, T: ?Sized> {
    inner: Box<T>,
    plan: &'a Plan,
}

impl<E: AsMut<dyn Engine> + AsRef<dyn Engine> + Send> Engine for Faulty<E> {
    fn read(&self) -> Result<Box<dyn Reading + '_>, Error> {
        self.plan.call()?;
        Ok(Box::new(Failing { inner: self.engine.as_ref().read()?, plan: &self.plan }))
    }

    fn write(&mut self, writes: Writes) -> Result<Box<dyn Writing + '_>, Error> {
        self.plan.call()?;
        Ok(Box::new(Failing { inner: self.engine.as_mut().write(writes)?, plan: &self.plan }))
    }

    fn settings(&self) -> Result<Settings, Error> {
        self.plan.call()?;
        self.engine.as_ref().settings()
    }

    fn back_up(&self, to: &Path, progress: &mut dyn FnMut(Progress) -> Result<(), Error>) -> Result<Copied, NotCopied> {
        self.plan.call()?;
        self.engine.as_ref().back_up(to, progress)
    }
}

impl<T: Reading + ?Sized> Reading for Failing<'_, T> {
    fn head(&self) -> Result<Option<Head>, Error> {
        self.plan.call()?;
        self.inner.head()
    }

    fn last(&self) -> Result<u64, Error> {
        self.plan.call()?;
        self.inner.last()
    }

    fn clock(&self) -> Result<Option<Timestamp>, Error> {
        self.plan.call()?;
        self.inner.clock()
    }

    fn login(&self) -> Result<Option<String>, Error> {
        self.plan.call()?;
        self.inner.login()
    }

    fn known(&self, asked: &Asked<'_>) -> Result<Known, Error> {
        self.plan.call()?;
        self.inner.known(asked)
    }

    fn entries(&self, span: Span, each: &mut EachBytes<'_>) -> Result<(), Error> {
        self.inner.entries(span, &mut |number, bytes| {
            self.plan.entries.fetch_add(1, Ordering::SeqCst);
            each(number, bytes)
        })?;
        self.plan.call()
    }

    fn begun(&self, span: Span, each: &mut EachBegun<'_>) -> Result<(), Error> {
        self.inner.begun(span, each)?;
        self.plan.call()
    }

    fn families(&self, which: Families<'_>, each: &mut EachFamily<'_>) -> Result<(), Error> {
        self.inner.families(which, each)?;
        self.plan.call()
    }

    fn breakdown(&self, kept: &Kept, each: &mut EachTotal<'_, Error>) -> Result<(), Error> {
        self.inner.breakdown(kept, each)?;
        self.plan.call()
    }

    fn rates(&self, rates: &Rates<'_>, each: &mut EachStoredRate<'_>) -> Result<(), Error> {
        self.inner.rates(rates, each)?;
        self.plan.call()
    }

    fn rows(&self, table: &Table, each: &mut EachRow<'_>) -> Result<(), Error> {
        self.inner.rows(table, each)?;
        self.plan.call()
    }

    fn count(&self, table: &Table) -> Result<u64, Error> {
        self.plan.call()?;
        self.inner.count(table)
    }

    fn check(&self) -> Option<Check> {
        let failed = self.plan.call();
        let inner = self.inner.check();
        Some(Box::new(move || failed.and_then(|()| inner.map_or(Ok(Vec::new()), |check| check()))))
    }
}

impl Writing for Failing<'_, dyn Writing + '_> {
    fn add(&self, entries: &[(u64, &[u8])], data: &[(u64, Personal)]) -> Result<(), Error> {
        self.inner.add(entries, data)?;
        self.plan.call()
    }

    fn quote(&self, set: &str, entry: u64, quotes: &[Quote]) -> Result<(), Error> {
        self.inner.quote(set, entry, quotes)?;
        self.plan.call()
    }

    fn apply(&self, changes: &[Change]) -> Result<(), Error> {
        self.inner.apply(changes)?;
        self.plan.call()
    }

    fn erase(&self, commitments: &[Digest]) -> Result<(), Error> {
        self.inner.erase(commitments)?;
        self.plan.call()
    }

    fn empty(&self) -> Result<(), Error> {
        self.inner.empty()?;
        self.plan.call()
    }

    fn lead(&self, head: &Head) -> Result<(), Error> {
        self.inner.lead(head)?;
        self.plan.call()
    }

    fn commit(self: Box<Self>) -> Result<(), Error> {
        let failed = self.plan.call();
        let unknown = || Error::Unknown {
            what: "the connection was cut while the commit was under way".to_owned(),
            remedy: Remedy::RepeatWithReference,
        };
        match (failed, self.plan.commit) {
            (Ok(()), _) => self.inner.commit(),
            (lost, Commit::Lost) => lost,
            (_, Commit::PerhapsLost) => Err(unknown()),
            (_, Commit::PerhapsKept) => self.inner.commit().and_then(|()| Err(unknown())),
        }
    }
}
