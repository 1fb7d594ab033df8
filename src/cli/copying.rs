//! What `backup`, `restore` and `copy` share: the bar, Ctrl-C, and the messages about a copy, whether it is whole or not.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;

use crate::domain::Fault;
use crate::store::{Copied, Error, Findings, NotCopied, Progress, Remedy};

use super::answer::Answer;
use super::bar::Bar;
use super::failure::{Exit, Failure};
use super::session::Session;
use super::words;

/// A copy in progress.
pub(super) struct Copying {
    bar: Bar,
    interrupted: Arc<AtomicBool>,
}

impl Copying {
    /// Starts a copy.
    ///
    /// # Errors
    /// Ctrl-C cannot be watched for.
    pub(super) fn begin(session: &Session<'_>) -> Result<Copying, Failure> {
        let interrupted = (session.context.interrupt)().map_err(|error| {
            let fault = Fault::new(format!("cannot watch for Ctrl-C: {error}"));
            Failure::Environment(fault.hint("check the system, then repeat the command"))
        })?;
        Ok(Copying { bar: Bar::of_parts(session.shows_progress()), interrupted })
    }

    /// Shows the progress.
    ///
    /// # Errors
    /// Ctrl-C was pressed.
    pub(super) fn at(&self, progress: Progress) -> Result<(), Error> {
        match progress {
            Progress::Copied(copied, of) => self.bar.part("copying", copied, of),
            Progress::Verified(entries, of) => self.bar.part("verifying", entries, of),
        }
        if self.interrupted.load(Ordering::Relaxed) {
            return Err(Error::environment("interrupted: nothing was copied", Remedy::Repeat));
        }
        Ok(())
    }
}

/// What is copied, and where to.
pub(super) struct Made<'a> {
    /// The original.
    pub(super) from: &'a Path,
    /// The copy.
    pub(super) to: &'a Path,
    /// What to say if the copy is not kept: `it is not restored`.
    pub(super) refused: &'a str,
}

/// The answer as JSON.
#[derive(Serialize)]
struct Object<'a> {
    from: Cow<'a, str>,
    to: Cow<'a, str>,
    /// How many bytes the copy has; `None` on a server, or if it is not kept.
    bytes: Option<u64>,
    entries: u64,
    root: String,
    differences: &'a [String],
}

impl<'a> Object<'a> {
    fn of(made: &Made<'a>, bytes: Option<u64>, findings: &'a Findings) -> Object<'a> {
        Object {
            from: made.from.to_string_lossy(),
            to: made.to.to_string_lossy(),
            bytes,
            entries: findings.entries,
            root: findings.tree.root().to_string(),
            differences: &findings.differences,
        }
    }
}

/// Reports the copy, or lists why it was not kept.
///
/// # Errors
/// It could not be copied, or the answer cannot be written.
pub(super) fn tell(
    copied: Result<Copied, NotCopied>,
    made: &Made<'_>,
    said: impl FnOnce(&Copied) -> String,
    answer: Answer,
    session: &mut Session<'_>,
) -> Result<Exit, Failure> {
    match copied {
        Ok(copied) => {
            let findings = &copied.findings;
            answer.confirm(session, &Object::of(made, copied.bytes, findings), || {
                let (entries, root) = (words::entries(findings.entries), findings.tree.root());
                format!("{}\nverified  {entries}, root {root}\n", said(&copied))
            })?;
        }
        Err(NotCopied::Failed(error)) => return Err(error.into()),
        Err(NotCopied::Differs(findings)) => {
            answer.give(session, &Object::of(made, None, &findings), || {
                let head = format!("{} entries, root {}", findings.entries, findings.tree.root());
                format!("{head}\n{}, because of {}", made.refused, words::listed(&findings.differences))
            })?;
            return Ok(Exit::Damaged);
        }
    }
    Ok(Exit::Done)
}
