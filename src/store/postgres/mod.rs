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
mod settings;
#[cfg(test)]
mod tests;
mod transaction;
mod wire;
mod writing;

use std::path::Path;

use super::copied::{Copied, NotCopied, Progress, Watch};
use super::copy;
use super::engine::{Engine, Reading, Writes, Writing};
use super::settings::Settings;
use super::sqlite::{self, Mode};
use super::{Error, held, verify};
use transaction::Transaction;
use wire::Wire;

pub use server::{Server, Surroundings};

/// Begins reading: every answer is of one state.
const READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// Begins writing. Under READ COMMITTED each statement sees what was committed before it, so what is read after the wait
/// is what the last writer left. The session may wait for the disk less than the server promises; a writer may not.
const WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;
    SET LOCAL lock_timeout = '10s';
    SELECT set_config('synchronous_commit', 'on', true)
    WHERE current_setting('synchronous_commit') NOT IN ('on', 'remote_apply');
    SELECT @.wait_for_turn()";

/// Ends a writer that stopped, so that the others need not wait for it.
const FEW: &str = "SET LOCAL idle_in_transaction_session_timeout = '15s'";

/// Likewise for an import, which reads its file in between.
const MANY: &str = "SET LOCAL idle_in_transaction_session_timeout = '10min'";

/// A ledger on a server.
pub(super) struct Postgres {
    wire: Wire,
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
        create::check(&wire, server)?;
        Ok(Postgres { wire })
    }

    /// The number of flights so far.
    #[cfg(test)]
    pub(super) fn flights(&self) -> usize {
        self.wire.flights.get()
    }
}

impl Engine for Postgres {
    fn read(&self) -> Result<Box<dyn Reading + '_>, Error> {
        Ok(Box::new(Transaction::begin(&self.wire, READ, false)))
    }

    fn write(&mut self, writes: Writes) -> Result<Box<dyn Writing + '_>, Error> {
        let tx = Transaction::begin(&self.wire, WRITE, true);
        self.wire.first(if writes == Writes::Few { FEW } else { MANY });
        Ok(Box::new(tx))
    }

    fn settings(&self) -> Result<Settings, Error> {
        settings::of(&self.wire, held::head(&*self.read()?)?.size())
    }

    fn back_up(&self, to: &Path, watch: &mut Watch<'_>) -> Result<Copied, NotCopied> {
        sqlite::back_up_to(to, self, watch)
    }
}
