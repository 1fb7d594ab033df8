//! A file as the copy of a ledger on any engine.

use std::path::Path;

use crate::journal::Frontier;
use crate::store::copied::{Copied, NotCopied, Watch};
use crate::store::copy::{copy, judged};
use crate::store::draft::Draft;
use crate::store::engine::{Engine, Head};

use super::backup::verified;
use super::file::Parent;
use super::open::{build, place};
use super::schema::SCHEMA;

/// Copies a ledger to a file where there is no ledger.
pub(in crate::store) fn copy_to(
    path: &Path,
    parent: Parent,
    from: &dyn Engine,
    watch: &mut Watch<'_>,
) -> Result<Copied, NotCopied> {
    place(path, parent, |draft| fill(draft, from, watch))
}

/// Copies a ledger into a draft, and verifies it.
pub(super) fn fill(draft: &Draft, from: &dyn Engine, watch: &mut Watch<'_>) -> Result<Copied, NotCopied> {
    let tree = build(draft, SCHEMA, |tx| {
        tx.begin(&Head::over(&Frontier::default(), Vec::new()))?;
        copy(from, tx, watch)
    })?;
    let Copied { findings, bytes, restarts } = verified(draft, draft.target(), 0, watch)?;
    Ok(Copied { findings: judged(findings, &tree)?, bytes, restarts })
}
