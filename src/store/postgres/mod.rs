//! A ledger on a PostgreSQL server, in a schema of its own, that several recorders share.
//!
//! Writers wait for each other in the database and nowhere else: first at an advisory lock, which serves them in the order
//! in which they come, and then at the row of the head, which all of them change. What one command writes is sent together
//! with COMMIT.

mod ask;
mod connect;
#[cfg(test)]
mod copies;
mod create;
mod error;
mod passfile;
mod pending;
mod reading;
mod row;
mod server;
mod service;
mod settings;
#[cfg(test)]
mod tests;
mod transaction;
mod wire;
mod writing;

use std::cell::Cell;
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::copied::{Copied, NotCopied, Progress, Watch};
use super::copy;
use super::engine::{Engine, Reading, Writes, Writing};
use super::settings::Settings;
use super::sqlite::{self, Mode};
use super::{Error, Remedy, held, verify};
use transaction::{FEW, Latest, READ, Transaction};
use wire::{Trouble, Wire};

pub use server::{Server, Surroundings};

/// Begins writing. Under READ COMMITTED each statement sees what was committed before it, so what is read after the wait
/// is what the last writer left. The session may wait for the disk less than the server promises; a writer may not.
const WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;
    SET LOCAL lock_timeout = '@s';
    SELECT set_config('synchronous_commit', 'on', true)
    WHERE current_setting('synchronous_commit') NOT IN ('on', 'remote_apply');
    SELECT @.wait_for_turn()";

/// How many seconds a writer waits for its turn.
const PATIENCE: u32 = 10;

/// Likewise, if the one before may be its own lost attempt: longer than the server lets that one stay idle.
const PATIENCE_WITH_ITSELF: u32 = 20;

/// Ends a writer that stopped, so that the others need not wait for it: an import reads its file in between, until it commits.
const MANY: &str = "SET LOCAL idle_in_transaction_session_timeout = '10min'";

/// A ledger on a server.
pub(super) struct Postgres {
    wire: Wire,
    server: Server,
    patience: u32,
    /// The end of the journal in the state in which the ledger was opened, until somebody relies on it: the transaction is
    /// still open, so reading that state costs no flight of its own.
    opened: Cell<Option<Latest>>,
}

/// The most attempts to write: the pauses between them take some ten seconds together.
const ATTEMPTS: u32 = 15;

/// The most attempts to connect again, with some two seconds of pauses.
const CONNECTIONS: u32 = 8;

/// The pause after an attempt: twice as long after each, up to a second, and cut short at random, so that those who were in
/// each other's way do not meet again.
fn pause(attempts: u32) {
    let longest = 10_u64 << attempts.saturating_sub(1).min(7);
    let mut random = [u8::MAX];
    // Without a random byte it is merely the longest.
    let _: Result<(), getrandom::Error> = getrandom::fill(&mut random);
    thread::sleep(Duration::from_millis(longest.min(1_000) * (256 + u64::from(random[0])) / 511));
}

impl Postgres {
    /// Creates an empty ledger in a schema of its own, to which `fill` adds the first rows.
    ///
    /// # Errors
    /// As for [`super::Ledger::create_on_server`].
    pub(super) fn create<T>(server: &Server, fill: impl FnOnce(&dyn Writing) -> Result<T, Error>) -> Result<T, Error> {
        create::create(server, fill)
    }

    /// Copies a ledger to a schema of its own, and verifies the copy before it is committed.
    ///
    /// # Errors
    /// As for [`super::Ledger::copy_to_server`].
    pub(super) fn copy(server: &Server, from: &dyn Engine, watch: &mut Watch<'_>) -> Result<Copied, NotCopied> {
        let findings = create::create(server, |tx| {
            let tree = copy::copy(from, tx, watch)?;
            let mut verified = |read| watch(Progress::Verified(read, tree.size()));
            copy::judged(verify::verify(tx, &[], &mut verified)?, &tree)
        })?;
        Ok(Copied { findings, bytes: None, restarts: 0 })
    }

    /// Connects to a ledger.
    ///
    /// # Errors
    /// As for [`super::Ledger::open_on_server`].
    pub(super) fn open(server: &Server, _: Mode) -> Result<Postgres, Error> {
        let wire = connect::connect(server)?;
        let opened = Cell::new(Some(create::check(&wire, server)?));
        Ok(Postgres { wire, server: server.clone(), patience: PATIENCE, opened })
    }

    /// Replaces a lost connection; returns whether that succeeded. A server that fails is back, or has been replaced,
    /// after a while.
    fn connect_again(&mut self) -> bool {
        let server = self.server.impatient();
        for attempts in 1..=CONNECTIONS {
            pause(attempts);
            if let Ok(again) = Postgres::open(&server, Mode::Write) {
                *self = Postgres { patience: PATIENCE_WITH_ITSELF, ..again };
                return true;
            }
        }
        false
    }

    /// The number of flights so far.
    #[cfg(test)]
    pub(super) fn flights(&self) -> usize {
        self.wire.flights.get()
    }
}

impl Engine for Postgres {
    fn read(&self) -> Result<Box<dyn Reading + '_>, Error> {
        // A second state would end with the first, and none of their answers would belong together.
        if self.wire.busy.get() {
            return Err(Error::environment("the ledger is being read already", Remedy::Repeat));
        }
        Ok(Box::new(match self.opened.take() {
            Some(latest) => Transaction::of_opening(&self.wire, latest, &self.opened),
            None => Transaction::begin(&self.wire, READ, None),
        }))
    }

    fn write(&mut self, writes: Writes) -> Result<Box<dyn Writing + '_>, Error> {
        self.wire.trouble();
        if self.opened.take().is_some() {
            self.wire.instead("ROLLBACK");
        }
        let begin = WRITE.replace("@s", &format!("{}s", self.patience));
        let tx = Transaction::begin(&self.wire, &begin, Some(writes));
        self.wire.first(if writes == Writes::Few { FEW } else { MANY });
        Ok(Box::new(tx))
    }

    fn try_again(&mut self, failed: &Error, attempts: u32) -> bool {
        match (failed, self.wire.trouble()) {
            (Error::Environment { .. }, Some(Trouble::Conflict)) if attempts < ATTEMPTS => {
                pause(attempts);
                true
            }
            (Error::Unknown { .. }, Some(Trouble::Lost)) => self.connect_again(),
            _ => false,
        }
    }

    fn settings(&self) -> Result<Settings, Error> {
        settings::of(&self.wire, held::head(&*self.read()?)?.size())
    }

    fn back_up(&self, to: &Path, watch: &mut Watch<'_>) -> Result<Copied, NotCopied> {
        sqlite::back_up_to(to, self, watch)
    }
}
