//! Backups of ledgers that are kept elsewhere: files all the same.

use std::path::Path;

use crate::store::Error;
use crate::store::copied::{Copied, NotCopied, Watch};
use crate::store::engine::Engine;

use super::backup::open_backup;
use super::copy::fill;
use super::open::connect_copy;
use super::schema::SCHEMA;
use super::{STATEMENTS, Sqlite, file};

/// Backs up a ledger on another engine to a vacant path.
pub(in crate::store) fn back_up_to(path: &Path, from: &dyn Engine, watch: &mut Watch<'_>) -> Result<Copied, NotCopied> {
    let draft = file::draft(&file::vacant_for_backup(path, Path::new(""))?)?;
    let copied = fill(&draft, from, watch)?;
    file::publish(draft)?;
    Ok(copied)
}

impl Sqlite {
    /// Opens a backup, which nobody writes to and which may lie anywhere.
    ///
    /// # Errors
    /// There is none, it cannot be read, or somebody is writing to it.
    pub(in crate::store) fn open_backup(path: &Path) -> Result<Sqlite, Error> {
        let (real, file) = open_backup(path)?;
        // Closed before anything is locked.
        drop(file);
        let connection = connect_copy(&real, path, SCHEMA)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(Sqlite { connection, _lock: None })
    }
}
