//! What is to be added to the kept totals: summed up at once, or on a separate thread if there is much of it.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::Receiver;

use crate::domain::Fault;
use crate::journal::Tally;
use crate::journal::kept::KEPT;
use crate::journal::tally::{self, ByKey};
use crate::query::threads::Worker;

use super::Error;

/// The most totals kept in memory before they are written.
const TOTALS_HELD: usize = 200_000;

/// How many additions are passed on together.
const TOGETHER: usize = 4_000;

/// The most of those that wait for the thread.
const WAITING: usize = 4;

/// What to add to each kept breakdown, by key.
type ByKept = Vec<ByKey<Tally>>;

/// Nothing to add to any kept breakdown.
fn nothing() -> ByKept {
    KEPT.iter().map(|_| ByKey::default()).collect()
}

/// Tallies for the rows of kept breakdowns; the many keys share one string.
#[derive(Default)]
pub(super) struct Additions {
    keys: String,
    tallies: Vec<(usize, Range<usize>, Tally)>,
}

impl Additions {
    /// Adds a tally for a row, by the number of its breakdown in [`KEPT`] and its key.
    pub(super) fn add(&mut self, kept: usize, key: &str, tally: Tally) {
        let begun = self.keys.len();
        self.keys.push_str(key);
        self.tallies.push((kept, begun..self.keys.len(), tally));
    }

    /// Drops all of them.
    pub(super) fn clear(&mut self) {
        self.keys.clear();
        self.tallies.clear();
    }

    fn iter(&self) -> impl Iterator<Item = (usize, &str, Tally)> {
        self.tallies.iter().map(|(kept, key, tally)| (*kept, &self.keys[key.clone()], *tally))
    }

    fn add_to(&self, totals: &mut ByKept) -> Result<(), Fault> {
        self.iter().try_for_each(|(kept, key, tally)| tally::add(&mut totals[kept], key, tally))
    }
}

/// The sums of additions.
pub(super) enum Counted {
    /// On this thread.
    Here(ByKept),
    /// On a separate thread.
    Beside(Beside),
}

/// A thread that sums up, and what it is still to get.
pub(super) struct Beside {
    worker: Worker<'static, Additions, Result<ByKept, Fault>>,
    waiting: Additions,
    /// How many sums the thread holds.
    held: Arc<AtomicUsize>,
}

impl Default for Counted {
    fn default() -> Counted {
        Counted::Here(nothing())
    }
}

impl Counted {
    /// Sums on a separate thread, if the system provides one.
    pub(super) fn beside() -> Counted {
        let held = Arc::new(AtomicUsize::new(0));
        let of_worker = Arc::clone(&held);
        match Worker::free(WAITING, move |additions| sum(additions, &of_worker)) {
            Ok(worker) => Counted::Beside(Beside { worker, waiting: Additions::default(), held }),
            // Without a thread they are summed up here, only slower.
            Err(_) => Counted::default(),
        }
    }

    /// Adds what follows from an entry, and leaves nothing of it.
    ///
    /// # Errors
    /// A total does not fit. A separate thread says so only when its sums are taken.
    pub(super) fn add(&mut self, additions: &mut Additions) -> Result<(), Fault> {
        match self {
            Counted::Here(totals) => additions.add_to(totals)?,
            Counted::Beside(beside) => {
                additions.iter().for_each(|(kept, key, tally)| beside.waiting.add(kept, key, tally));
                if beside.waiting.tallies.len() >= TOGETHER {
                    // If the thread has ended, its sums say why.
                    let _: Result<(), _> = beside.worker.give(std::mem::take(&mut beside.waiting));
                }
            }
        }
        additions.clear();
        Ok(())
    }

    /// Whether it is time to write them.
    pub(super) fn are_many(&self) -> bool {
        let held = match self {
            Counted::Here(totals) => count(totals),
            Counted::Beside(beside) => beside.held.load(Ordering::Relaxed),
        };
        held > TOTALS_HELD
    }

    /// Takes all sums other than zero, each with the number of its breakdown, in key order, so that each page of the
    /// table is visited once.
    ///
    /// # Errors
    /// A total does not fit, or the thread has ended.
    pub(super) fn take(&mut self) -> Result<Vec<(usize, String, Tally)>, Error> {
        let totals = match std::mem::take(self) {
            Counted::Here(totals) => totals,
            Counted::Beside(Beside { worker, waiting, .. }) => {
                *self = Counted::beside();
                let mut totals = worker.finish()??;
                waiting.add_to(&mut totals)?;
                totals
            }
        };
        let sums = totals.into_iter().enumerate().flat_map(|(kept, sums)| {
            let mut sums: Vec<(String, Tally)> = sums.into_iter().filter(|(_, sum)| *sum != Tally::default()).collect();
            sums.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
            sums.into_iter().map(move |(key, sum)| (kept, key, sum))
        });
        Ok(sums.collect())
    }
}

fn sum(additions: Receiver<Additions>, held: &AtomicUsize) -> Result<ByKept, Fault> {
    let mut totals = nothing();
    for additions in additions {
        additions.add_to(&mut totals)?;
        held.store(count(&totals), Ordering::Relaxed);
    }
    Ok(totals)
}

fn count(totals: &ByKept) -> usize {
    totals.iter().map(ByKey::len).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_separate_thread_arrives_at_the_same_sums() {
        let (mut here, mut beside) = (Counted::default(), Counted::beside());
        for round in 0..2 {
            for row in 0..TOGETHER {
                for counted in [&mut here, &mut beside] {
                    let mut additions = Additions::default();
                    let tally = Tally { exact: 1, ..Tally::default() };
                    additions.add(row % KEPT.len(), &format!("key {}", row % 100), tally);
                    additions.add(0, "nothing", Tally::default());
                    counted.add(&mut additions).unwrap();
                    assert!(additions.tallies.is_empty());
                }
            }
            let sums = here.take().unwrap();
            assert_eq!(sums.iter().map(|(.., sum)| sum.exact).sum::<i64>(), TOGETHER as i64, "{round}");
            assert!(sums.is_sorted_by(|one, next| (one.0, &one.1) < (next.0, &next.1)));
            assert_eq!(beside.take().unwrap(), sums);
        }
    }
}
