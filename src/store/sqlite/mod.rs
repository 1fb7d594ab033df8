//! A ledger in an SQLite file: the only place with SQL.

mod backup;
mod connect;
mod copy;
#[cfg(feature = "postgres")]
mod elsewhere;
mod erase;
mod error;
mod file;
mod index;
mod lock;
mod open;
mod reading;
mod schema;
mod settings;
#[cfg(test)]
mod tests;
mod totals;
mod writing;

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::copied::{Copied, NotCopied, Progress};
use super::engine::{Engine, Head, Reading, Writes, Writing};
use super::settings::Settings;
use super::{Error, held};
use crate::journal::Frontier;

#[cfg(feature = "postgres")]
pub(super) use backup::of_a_backup;
pub(super) use backup::restore;
pub(super) use copy::copy_to;
#[cfg(feature = "postgres")]
pub(super) use elsewhere::back_up_to;
pub use file::Parent;
#[cfg(feature = "cli")]
pub(crate) use file::spare;
pub(super) use index::{Seen, Words};
use lock::Lock;
pub use open::Mode;
use open::Opened;
use reading::Transaction;
pub use schema::SCHEMA;

/// The most prepared statements kept: more than are used here.
const STATEMENTS: usize = 64;

/// SQLite's cache for large writes, in negative kibibytes as SQLite expects: rows of many cases touch pages all over
/// the indexes.
const CACHE: i64 = -64 << 10;

/// An open file.
#[derive(Debug)]
pub(super) struct Sqlite {
    connection: Connection,
    _lock: Option<Lock>,
}

impl Sqlite {
    /// Creates a file with an empty ledger, to which `fill` adds the first rows.
    ///
    /// # Errors
    /// As for [`super::Ledger::create`].
    pub(super) fn create<T>(
        path: &Path,
        parent: Parent,
        fill: impl FnOnce(&dyn Writing) -> Result<T, Error>,
    ) -> Result<T, Error> {
        open::create(path, parent, SCHEMA, |tx| {
            tx.begin(&Head::over(&Frontier::default(), Vec::new()))?;
            fill(tx)
        })
    }

    /// Opens a file for reading or writing.
    ///
    /// # Errors
    /// As for [`super::Ledger::open`].
    pub(super) fn open(path: &Path, mode: Mode) -> Result<Sqlite, Error> {
        let Opened { connection, lock } = open::open(path, SCHEMA, mode)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(Sqlite { connection, _lock: lock })
    }
}

impl Engine for Sqlite {
    fn read(&self) -> Result<Box<dyn Reading + '_>, Error> {
        Ok(Box::new(Transaction(self.connection.unchecked_transaction()?)))
    }

    fn write(&mut self, writes: Writes) -> Result<Box<dyn Writing + '_>, Error> {
        if writes == Writes::Many {
            self.connection.pragma_update(None, "cache_size", CACHE)?;
        }
        Ok(Box::new(Transaction(self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?)))
    }

    fn settings(&self) -> Result<Settings, Error> {
        settings::of(&self.connection, held::head(&*self.read()?)?.size())
    }

    fn back_up(&self, to: &Path, progress: &mut dyn FnMut(Progress) -> Result<(), Error>) -> Result<Copied, NotCopied> {
        backup::back_up(&self.connection, to, progress)
    }
}
