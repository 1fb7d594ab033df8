//! Work on several threads: one reads, others fold.
//!
//! Chunks travel between threads over bounded channels, so only a few are in memory at any time. A thread that waits
//! for one that panicked receives an error and continues.

use std::collections::VecDeque;
use std::io;
#[cfg(any(feature = "cli", test))]
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, Builder, Scope};

use super::Error;

/// The maximum number of threads that share chunks; with more, reading becomes the bottleneck.
const MOST: usize = 4;

/// The number of chunks that may wait for each of these threads.
const WAITING: usize = 4;

/// A thread that folds the chunks given to it, in order.
pub(crate) struct Worker<'scope, C, T> {
    chunks: SyncSender<C>,
    join: Box<dyn FnOnce() -> thread::Result<T> + Send + 'scope>,
}

impl<C: Send, T: Send> Worker<'_, C, T> {
    /// A worker that may borrow what outlives the scope. At most `waiting` chunks wait for it.
    ///
    /// # Errors
    /// The system provides no thread.
    pub(crate) fn within<'scope>(
        scope: &'scope Scope<'scope, '_>,
        waiting: usize,
        fold: impl FnOnce(Receiver<C>) -> T + Send + 'scope,
    ) -> io::Result<Worker<'scope, C, T>>
    where
        C: 'scope,
        T: 'scope,
    {
        let (chunks, receiver) = sync_channel(waiting);
        let thread = Builder::new().spawn_scoped(scope, move || fold(receiver))?;
        Ok(Worker { chunks, join: Box::new(move || thread.join()) })
    }

    /// A worker that borrows nothing and can be passed on. At most `waiting` chunks wait for it.
    ///
    /// # Errors
    /// The system provides no thread.
    pub(crate) fn free(
        waiting: usize,
        fold: impl FnOnce(Receiver<C>) -> T + Send + 'static,
    ) -> io::Result<Worker<'static, C, T>>
    where
        C: 'static,
        T: 'static,
    {
        let (chunks, receiver) = sync_channel(waiting);
        let thread = Builder::new().spawn(move || fold(receiver))?;
        Ok(Worker { chunks, join: Box::new(move || thread.join()) })
    }

    /// Gives it a chunk, and blocks while too many are waiting.
    ///
    /// # Errors
    /// It has ended and accepts no more; [`Worker::finish`] gives the reason.
    pub(crate) fn give(&self, chunk: C) -> Result<(), Error> {
        self.chunks.send(chunk).map_err(|_| Error::ThreadEnded)
    }

    /// Waits for the result of all chunks.
    ///
    /// # Errors
    /// It panicked.
    pub(crate) fn finish(self) -> Result<T, Error> {
        // Closing its channel lets it finish.
        drop(self.chunks);
        (self.join)().map_err(|_| Error::ThreadEnded)
    }
}

/// Folds the chunks from `feed`, each on one of several threads, and returns every thread's result. A thread starts
/// once there is a chunk for it.
///
/// # Errors
/// The errors of `fold`, a thread that panicked, or otherwise the errors of `feed`.
pub(crate) fn fold_apart<C: Send, T: Send, E: From<Error> + Send>(
    begin: impl Fn() -> T + Sync,
    fold: impl Fn(&mut T, C) -> Result<(), E> + Sync,
    feed: impl FnOnce(&mut dyn FnMut(C) -> Result<(), E>) -> Result<(), E>,
) -> Result<Vec<T>, E> {
    let fold_all = |chunks: Receiver<C>| {
        let mut folded = begin();
        chunks.into_iter().try_for_each(|chunk| fold(&mut folded, chunk)).map(|()| folded)
    };
    thread::scope(|scope| {
        let (mut here, mut workers, mut turn) = (None, Vec::new(), 0);
        let fed = feed(&mut |chunk| {
            if workers.len() < most() {
                workers.extend(Worker::within(scope, WAITING, &fold_all));
            }
            if workers.is_empty() {
                // Without any thread, the work takes longer but gives the same result.
                return fold(here.get_or_insert_with(&begin), chunk);
            }
            turn += 1;
            Ok(workers[turn % workers.len()].give(chunk)?)
        });
        // Wait for all of them before returning any error.
        let ended: Vec<Result<Result<T, E>, Error>> = workers.into_iter().map(Worker::finish).collect();
        let folded = ended.into_iter().map(|ended| ended?).chain(here.map(Ok)).collect::<Result<_, E>>()?;
        fed.map(|()| folded)
    })
}

/// How many threads share chunks on this machine.
fn most() -> usize {
    thread::available_parallelism().map_or(1, usize::from).min(MOST)
}

/// Works on the chunks from `feed`, each on one of several threads, and takes the results here, in the order of the
/// chunks. A result is taken while `feed` gives a later chunk, once enough of them are under way.
///
/// # Errors
/// That of `ended` if a thread panicked, or otherwise the errors of `feed` and `take`.
pub(crate) fn in_order<C: Send, T: Send, E>(
    work: impl Fn(C) -> T + Sync,
    feed: impl FnOnce(&mut dyn FnMut(C) -> Result<(), E>) -> Result<(), E>,
    mut take: impl FnMut(T) -> Result<(), E>,
    ended: impl Fn(Error) -> E,
) -> Result<(), E> {
    thread::scope(|scope| {
        // Each with what it has finished. No worker has more chunks than fit, so none ever waits to hand one over.
        let mut workers: Vec<(Worker<'_, C, ()>, Receiver<T>)> = Vec::new();
        // Whose result comes next.
        let mut turns = VecDeque::new();
        let work = &work;
        let hired = || {
            let (done, results) = sync_channel(WAITING);
            let each = move |chunks: Receiver<C>| {
                // Nobody takes any more after an error.
                let _: Result<(), _> = chunks.into_iter().try_for_each(|chunk| done.send(work(chunk)));
            };
            Worker::within(scope, WAITING, each).ok().map(|worker| (worker, results))
        };
        let fed = feed(&mut |chunk| {
            if workers.len() < most() {
                workers.extend(hired());
            }
            if workers.is_empty() {
                // Without any thread, the work takes longer but gives the same result.
                return take(work(chunk));
            }
            if turns.len() == WAITING * workers.len() {
                take(next(&workers, &mut turns).map_err(&ended)?)?;
            }
            let turn = turns.back().map_or(0, |last| (last + 1) % workers.len());
            workers[turn].0.give(chunk).map_err(&ended)?;
            turns.push_back(turn);
            Ok(())
        });
        let taken = fed.and_then(|()| {
            while !turns.is_empty() {
                take(next(&workers, &mut turns).map_err(&ended)?)?;
            }
            Ok(())
        });
        // Wait for all of them before returning any error.
        let (workers, results): (Vec<_>, Vec<_>) = workers.into_iter().unzip();
        drop(results);
        let finished: Vec<Result<(), Error>> = workers.into_iter().map(Worker::finish).collect();
        finished.into_iter().collect::<Result<(), Error>>().map_err(&ended)?;
        taken
    })
}

/// The result whose turn it is.
fn next<C, T>(workers: &[(Worker<'_, C, ()>, Receiver<T>)], turns: &mut VecDeque<usize>) -> Result<T, Error> {
    let results = turns.pop_front().and_then(|turn| workers.get(turn)).map(|(_, results)| results);
    results.and_then(|results| results.recv().ok()).ok_or(Error::ThreadEnded)
}

/// The result of the thread that makes chunks, and that of the function that takes them.
#[cfg(any(feature = "cli", test))]
type Ahead<T, E> = (thread::Result<T>, Result<(), E>);

/// Makes chunks on a thread while `take` consumes the finished ones here, in order; at most `waiting` chunks wait.
/// `make` passes each chunk to the function that it receives, which returns whether more are wanted: none are after an
/// error of `take`.
///
/// # Errors
/// The system provides no thread.
#[cfg(any(feature = "cli", test))]
pub(crate) fn ahead<C: Send, T: Send, E>(
    waiting: usize,
    make: impl FnOnce(&mut dyn FnMut(C) -> ControlFlow<()>) -> T + Send,
    take: impl FnMut(C) -> Result<(), E>,
) -> io::Result<Ahead<T, E>> {
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel(waiting);
        let mut give = move |chunk| match sender.send(chunk) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        };
        let making = Builder::new().spawn_scoped(scope, move || make(&mut give))?;
        let taken = receiver.into_iter().try_for_each(take);
        Ok((making.join(), taken))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(last: u64, fails_at: Option<u64>) -> Result<Vec<u64>, Error> {
        let fold = |sum: &mut u64, chunk: u64| match fails_at {
            Some(number) if number == chunk => Err(Error::Damaged(number.to_string())),
            _ => {
                *sum += chunk;
                Ok(())
            }
        };
        fold_apart(|| 0, fold, |give| (1..=last).try_for_each(give))
    }

    #[test]
    fn every_chunk_is_folded_once_on_no_more_threads_than_there_are_chunks() {
        assert_eq!(sums(0, None), Ok(vec![]));
        assert_eq!(sums(1, None), Ok(vec![1]));
        let many = sums(1_000, None).unwrap();
        assert!(many.len() <= MOST);
        assert_eq!(many.iter().sum::<u64>(), 500_500);
    }

    #[test]
    fn the_reason_a_thread_failed_takes_precedence_over_its_closed_channel() {
        for number in [1, 2, 500, 1_000] {
            assert_eq!(sums(1_000, Some(number)), Err(Error::Damaged(number.to_string())));
        }
        let fed: Result<Vec<()>, Error> = fold_apart(|| (), |(), ()| Ok(()), |_| Err(Error::Damaged("fed".into())));
        assert_eq!(fed, Err(Error::Damaged("fed".into())));
    }

    #[test]
    fn a_panic_is_an_error_for_the_thread_that_waits() {
        let fold = |(): &mut (), number: u64| -> Result<(), Error> {
            assert_ne!(number, 3);
            Ok(())
        };
        assert_eq!(fold_apart(|| (), fold, |give| (0..1_000).try_for_each(give)), Err(Error::ThreadEnded));
        let worker = Worker::free(1, |chunks: Receiver<u64>| assert!(chunks.recv().is_err())).unwrap();
        while worker.give(1).is_ok() {}
        assert_eq!(worker.finish(), Err(Error::ThreadEnded));
        let (made, taken) = ahead(1, |_| assert_eq!(1, 2), |(): ()| Ok::<(), Error>(())).unwrap();
        assert!(made.is_err() && taken.is_ok());
    }

    #[test]
    fn results_are_taken_in_the_order_of_their_chunks_until_unwanted() {
        let count = |last: u64, most: u64| {
            let mut taken = Vec::new();
            let said = in_order(
                |chunk: u64| chunk * 2,
                |give| (1..=last).try_for_each(give),
                |doubled: u64| {
                    taken.push(doubled / 2);
                    if taken.len() as u64 <= most { Ok(()) } else { Err(Error::Damaged(doubled.to_string())) }
                },
                |error| error,
            );
            (said, taken)
        };
        for last in [0, 1, 2, 7, 8, 9, 1_000] {
            assert_eq!(count(last, last), (Ok(()), (1..=last).collect()));
        }
        assert_eq!(count(1_000, 2), (Err(Error::Damaged("6".into())), vec![1, 2, 3]));
        let fed: Result<(), Error> =
            in_order(|(): ()| (), |_| Err(Error::Damaged("fed".into())), |()| Ok(()), |error| error);
        assert_eq!(fed, Err(Error::Damaged("fed".into())));
        let panics = |number: u64| assert_ne!(number, 3);
        let feed = |give: &mut dyn FnMut(u64) -> Result<(), Error>| (0..1_000).try_for_each(give);
        assert_eq!(in_order(panics, feed, |()| Ok(()), |error| error), Err(Error::ThreadEnded));
    }

    #[test]
    fn chunks_made_ahead_are_taken_in_order_until_unwanted() {
        let count = |most: u64| {
            let mut taken = Vec::new();
            let make = |give: &mut dyn FnMut(u64) -> ControlFlow<()>| (1..=100).try_for_each(give).is_continue();
            let (all, said) = ahead(2, make, |number| {
                taken.push(number);
                if number < most { Ok(()) } else { Err(number) }
            })
            .unwrap();
            (all.unwrap(), said, taken)
        };
        assert_eq!(count(1_000), (true, Ok(()), (1..=100).collect()));
        assert_eq!(count(3), (false, Err(3), vec![1, 2, 3]));
    }
}
