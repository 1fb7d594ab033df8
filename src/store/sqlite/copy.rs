//! A file as the copy of a ledger on any engine.

use std::path::Path;

use crate::journal::Frontier;
use crate::store::Error;
use crate::store::copied::{Copied, NotCopied, Watch};
use crate::store::copy::{copy, judged};
use crate::store::draft::Draft;
use crate::store::engine::{Engine, Head};

use super::backup::{open_backup, verified};
use super::file::{self, Parent};
use super::open::{build, connect_copy, place};
use super::schema::SCHEMA;
use super::{STATEMENTS, Sqlite};

/// Copies a ledger to a file where there is no ledger.
pub(in crate::store) fn copy_to(
    path: &Path,
    parent: Parent,
    from: &dyn Engine,
    watch: &mut Watch<'_>,
) -> Result<Copied, NotCopied> {
    place(path, parent, |draft| fill(draft, from, watch))
}

/// Backs up a ledger that is not in a file, to one.
#[cfg(feature = "postgres")]
pub(in crate::store) fn back_up_to(
    path: &Path,
    from: &dyn Engine,
    watch: &mut Watch<'_>,
) -> Result<Copied, NotCopied> {
    let draft = file::draft(&file::vacant_for_backup(path, Path::new(""))?)?;
    let copied = fill(&draft, from, watch)?;
    file::publish(draft)?;
    Ok(copied)
}

/// Copies a ledger into a draft, and verifies it.
fn fill(draft: &Draft, from: &dyn Engine, watch: &mut Watch<'_>) -> Result<Copied, NotCopied> {
    let tree = build(draft, SCHEMA, |tx| {
        tx.begin(&Head::over(&Frontier::default(), Vec::new()))?;
        copy(from, tx, watch)
    })?;
    let Copied { findings, bytes, restarts } = verified(draft, draft.target(), 0, watch)?;
    Ok(Copied { findings: judged(findings, &tree)?, bytes, restarts })
}

impl Sqlite {
    /// Opens a backup, which nobody writes to and which may lie anywhere.
    ///
    /// # Errors
    /// There is none, it cannot be read, or somebody is writing to it.
    #[cfg(feature = "postgres")]
    pub(in crate::store) fn open_backup(path: &Path) -> Result<Sqlite, Error> {
        let (real, file) = open_backup(path)?;
        // Closed before anything is locked.
        drop(file);
        let connection = connect_copy(&real, path, SCHEMA)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(Sqlite { connection, _lock: None })
    }
}
