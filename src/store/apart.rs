//! A transaction on a thread of its own, so that recording need not wait for what is written or looked up in advance.
//!
//! Everything is done in the order in which it was passed on: an answer reflects what was written before the question.
//! The first failure ends the thread; whoever records then learns that it ended, and [`Apart::end`] the reason.

use std::cell::Cell;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::Scope;

use jiff::Timestamp;

use crate::domain::{AssetRef, CaseRef, EntryRef, Quote, SourceRef};
use crate::journal::kept::{KEPT, Kept};
use crate::journal::{Digest, Personal, Tally};
use crate::query::threads::Worker;
use crate::query::{self, EachTotal, Families, Rates, Span};

use super::Error;
use super::changes::Change;
use super::engine::{
    Asked, Check, EachBegun, EachBytes, EachFamily, EachRow, EachStoredRate, Engine, Head, Known, Reading, StoredRate,
    Writes, Writing,
};
use super::field::Field;
use super::remedy::Remedy;
use super::table::Table;
use super::tree::Chunk;

/// The most jobs that wait for the thread.
const WAITING: usize = 4;

/// The most rows that are read ahead of whoever takes them.
const ROWS: usize = 1_000;

/// Something to do with the transaction.
type Work = Box<dyn FnOnce(&dyn Writing) -> Result<(), Error> + Send>;

/// What the thread is told.
enum Job {
    Do(Work),
    Commit,
}

/// The transaction, as seen from another thread.
pub(super) struct Apart<'a> {
    worker: Worker<'a, Job, Result<(), Error>>,
    /// Whether rows are being read, which nothing else may interrupt.
    reading: Cell<bool>,
}

/// An answer that may still be on its way.
pub(super) struct Answer<T>(Receiver<T>);

impl<T> Answer<T> {
    /// An answer that is there already.
    pub(super) fn given(answer: T) -> Answer<T> {
        let (give, given) = sync_channel(1);
        // The receiver is here, and has room for one.
        let _: Result<(), _> = give.send(answer);
        Answer(given)
    }

    /// Waits for the answer.
    ///
    /// # Errors
    /// The thread has ended.
    pub(super) fn wait(self) -> Result<T, Error> {
        self.0.recv().map_err(|_| query::Error::ThreadEnded.into())
    }
}

impl<'a> Apart<'a> {
    /// Begins a transaction for many entries.
    ///
    /// # Errors
    /// The system provides no thread.
    pub(super) fn begin(scope: &'a Scope<'a, '_>, engine: &'a mut dyn Engine) -> Result<Apart<'a>, Error> {
        let worker = Worker::within(scope, WAITING, |jobs| serve(engine, jobs)).map_err(|error| {
            Error::environment(format!("the system cannot start a thread to write: {error}"), Remedy::TryAgain)
        })?;
        Ok(Apart { worker, reading: Cell::new(false) })
    }

    /// Asks a question, whose answer is awaited later.
    ///
    /// # Errors
    /// The thread has ended.
    pub(super) fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&dyn Writing) -> Result<T, Error> + Send + 'static,
    ) -> Result<Answer<T>, Error> {
        let (give, answer) = sync_channel(1);
        self.give(move |writing| {
            let found = question(writing)?;
            // Whoever asked may no longer want to know.
            let _: Result<(), _> = give.send(found);
            Ok(())
        })?;
        Ok(Answer(answer))
    }

    /// Has something done.
    ///
    /// # Errors
    /// The thread has ended.
    pub(super) fn give(
        &self,
        work: impl FnOnce(&dyn Writing) -> Result<(), Error> + Send + 'static,
    ) -> Result<(), Error> {
        if self.reading.get() {
            // It would wait for the rows to be taken, and they for it.
            return Err(Error::environment("the ledger is being read already", Remedy::Repeat));
        }
        Ok(self.worker.give(Job::Do(Box::new(work)))?)
    }

    /// Passes rows to `each` while the thread reads on; `each` must not ask anything itself.
    fn stream<T: Send + 'static>(
        &self,
        read: impl FnOnce(&dyn Writing, &mut dyn FnMut(T) -> Result<(), Error>) -> Result<(), Error> + Send + 'static,
        mut each: impl FnMut(T) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let (give, rows) = sync_channel(ROWS);
        let done = self.ask(move |writing| {
            let mut unwanted = false;
            let read = read(writing, &mut |row| {
                give.send(row).map_err(|_| {
                    unwanted = true;
                    query::Error::ThreadEnded.into()
                })
            });
            if unwanted { Ok(()) } else { read }
        })?;
        self.reading.set(true);
        let taken = rows.into_iter().try_for_each(&mut each);
        self.reading.set(false);
        taken.and_then(|()| done.wait())
    }

    /// Ends without keeping anything.
    ///
    /// # Errors
    /// What the transaction failed of, if it did.
    pub(super) fn end(self) -> Result<(), Error> {
        self.worker.finish()?
    }
}

fn serve(engine: &mut dyn Engine, jobs: Receiver<Job>) -> Result<(), Error> {
    let writing = engine.write(Writes::Many)?;
    for job in jobs {
        match job {
            Job::Do(work) => work(&*writing)?,
            Job::Commit => return writing.commit(),
        }
    }
    Ok(())
}

impl Reading for Apart<'_> {
    fn head(&self) -> Result<Option<Head>, Error> {
        self.ask(|writing| writing.head())?.wait()
    }

    fn last(&self) -> Result<u64, Error> {
        self.ask(|writing| writing.last())?.wait()
    }

    fn clock(&self) -> Result<Option<Timestamp>, Error> {
        self.ask(|writing| writing.clock())?.wait()
    }

    fn login(&self) -> Result<Option<String>, Error> {
        self.ask(|writing| writing.login())?.wait()
    }

    fn known(&self, asked: &Asked<'_>) -> Result<Known, Error> {
        let asked = Names::of(asked);
        self.ask(move |writing| writing.known(&asked.asked()))?.wait()
    }

    fn entries(&self, span: Span, each: &mut EachBytes<'_>) -> Result<(), Error> {
        self.stream(
            move |writing, give| writing.entries(span, &mut |number, bytes| give((number, bytes.to_vec()))),
            |(number, bytes)| each(number, &bytes),
        )
    }

    fn begun(&self, span: Span, each: &mut EachBegun<'_>) -> Result<(), Error> {
        let owned = |(root, lines): (&str, &str)| (root.to_owned(), lines.to_owned());
        self.stream(
            move |writing, give| writing.begun(span, &mut |bytes, family| give((bytes.to_vec(), family.map(owned)))),
            |(bytes, family)| each(&bytes, family.as_ref().map(|(root, lines)| (root.as_str(), lines.as_str()))),
        )
    }

    fn families(&self, which: Families<'_>, each: &mut EachFamily<'_>) -> Result<(), Error> {
        let (which, case) = match which {
            Families::OfCase(case) => (Families::All, Some(case.clone())),
            Families::All => (Families::All, None),
            Families::Woven => (Families::Woven, None),
            Families::Pools => (Families::Pools, None),
        };
        self.stream(
            move |writing, give| {
                let which = case.as_ref().map_or(which, Families::OfCase);
                writing.families(which, &mut |root, lines| give((root.to_owned(), lines.to_owned())))
            },
            |(root, lines)| each(&root, &lines),
        )
    }

    fn breakdown(&self, kept: &Kept, each: &mut EachTotal<'_, Error>) -> Result<(), Error> {
        let Some(kept) = KEPT.iter().find(|known| *known == kept) else { return Ok(()) };
        self.stream(
            |writing, give| writing.breakdown(kept, &mut |key, tally| give((key.to_owned(), tally))),
            |(key, tally): (String, Tally)| each(&key, tally),
        )
    }

    fn rates(&self, rates: &Rates<'_>, each: &mut EachStoredRate<'_>) -> Result<(), Error> {
        let (set, Rates { currency, from, to, up_to, .. }) = (rates.set.to_owned(), *rates);
        self.stream(
            move |writing, give| {
                writing.rates(&Rates { set: &set, currency, from, to, up_to }, &mut |stored| {
                    let StoredRate { currency, date, entry, rate } = stored;
                    give((currency.to_owned(), date.to_owned(), entry, rate.to_owned()))
                })
            },
            |(currency, date, entry, rate)| each(StoredRate { currency: &currency, date: &date, entry, rate: &rate }),
        )
    }

    fn rows(&self, table: &Table, each: &mut EachRow<'_>) -> Result<(), Error> {
        let table = *table;
        self.stream(
            move |writing, give| {
                writing.rows(&table, &mut |row| give(row.iter().cloned().map(Field::into_owned).collect::<Vec<_>>()))
            },
            |row: Vec<Field<'static>>| each(&row),
        )
    }

    fn count(&self, table: &Table) -> Result<u64, Error> {
        let table = *table;
        self.ask(move |writing| writing.count(&table))?.wait()
    }

    /// None: a transaction that writes is not checked.
    fn check(&self) -> Option<Check> {
        None
    }
}

impl Writing for Apart<'_> {
    fn add(&self, entries: &[(u64, &[u8])], data: &[(u64, Personal)]) -> Result<(), Error> {
        let (mut chunk, data) = (Chunk::default(), data.to_vec());
        entries.iter().for_each(|(number, bytes)| chunk.push(*number, bytes));
        self.give(move |writing| writing.add(&chunk.entries().collect::<Vec<_>>(), &data))
    }

    fn quote(&self, set: &str, entry: u64, quotes: &[Quote]) -> Result<(), Error> {
        let (set, quotes) = (set.to_owned(), quotes.to_vec());
        self.give(move |writing| writing.quote(&set, entry, &quotes))
    }

    fn apply(&self, changes: &[Change]) -> Result<(), Error> {
        let changes = changes.to_vec();
        self.give(move |writing| writing.apply(&changes))
    }

    fn erase(&self, commitments: &[Digest]) -> Result<(), Error> {
        let commitments = commitments.to_vec();
        self.give(move |writing| writing.erase(&commitments))
    }

    fn empty(&self) -> Result<(), Error> {
        self.give(|writing| writing.empty())
    }

    fn lead(&self, head: &Head) -> Result<(), Error> {
        let head = head.clone();
        self.give(move |writing| writing.lead(&head))
    }

    fn commit(self: Box<Self>) -> Result<(), Error> {
        // If the thread has ended, its end says why.
        let _: Result<(), _> = self.worker.give(Job::Commit);
        self.worker.finish()?
    }
}

/// The names in a question, owned.
struct Names {
    cases: Vec<CaseRef>,
    sources: Vec<SourceRef>,
    references: Vec<EntryRef>,
    families: Vec<AssetRef>,
    bearing: Vec<String>,
    totals: Vec<(usize, String)>,
    /// What else it asks for.
    others: Asked<'static>,
}

impl Names {
    fn of(asked: &Asked<'_>) -> Names {
        Names {
            cases: asked.cases.iter().copied().cloned().collect(),
            sources: asked.sources.iter().copied().cloned().collect(),
            references: asked.references.iter().copied().cloned().collect(),
            families: asked.families.iter().copied().cloned().collect(),
            bearing: asked.bearing.iter().map(|data| (*data).to_owned()).collect(),
            totals: asked.totals.iter().map(|(kept, key)| (*kept, (*key).to_owned())).collect(),
            others: Asked {
                begun: asked.begun.clone(),
                entries: asked.entries.clone(),
                handled: asked.handled.clone(),
                data: asked.data.clone(),
                alike: asked.alike.clone(),
                nodes: asked.nodes.clone(),
                subtrees: asked.subtrees.clone(),
                ..Asked::default()
            },
        }
    }

    fn asked(&self) -> Asked<'_> {
        Asked {
            cases: self.cases.iter().collect(),
            sources: self.sources.iter().collect(),
            references: self.references.iter().collect(),
            families: self.families.iter().collect(),
            bearing: self.bearing.iter().map(String::as_str).collect(),
            totals: self.totals.iter().map(|(kept, key)| (*kept, key.as_str())).collect(),
            ..self.others.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;
    use crate::journal::fold::Filed;
    use crate::store::memory::Memory;
    use crate::store::table;

    #[test]
    fn rows_that_are_being_read_are_not_interrupted_by_a_question() {
        let mut engine = Memory::default();
        thread::scope(|scope| {
            let apart = Apart::begin(scope, &mut engine).unwrap();
            let source = SourceRef::parse("s").unwrap();
            apart.apply(&[Change::SourceAdded(source, Filed::by(1))]).unwrap();
            let asked = apart.rows(&table::SOURCE, &mut |_| apart.last().map(drop));
            assert!(matches!(asked, Err(Error::Environment { .. })), "{asked:?}");
            assert_eq!(apart.count(&table::SOURCE), Ok(1));
            apart.end().unwrap();
        });
        assert_eq!(engine.read().unwrap().count(&table::SOURCE), Ok(0));
    }

    #[test]
    fn the_first_failure_is_the_reason_at_the_end() {
        let mut engine = Memory::default();
        thread::scope(|scope| {
            let apart = Apart::begin(scope, &mut engine).unwrap();
            apart.give(|_| Err(Error::damaged("a page of noise"))).unwrap();
            assert!(matches!(apart.last(), Err(Error::Environment { .. })));
            assert_eq!(apart.end(), Err(Error::damaged("a page of noise")));
        });
    }
}
