//! What `backup` and `restore` share: the bar, Ctrl-C, and what they say of a copy and of one that is not whole.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::domain::Fault;
use crate::store::{Copied, Error, NotCopied, Progress, Remedy};

use super::bar::Bar;
use super::failure::{Exit, Failure};
use super::session::Session;
use super::words;

/// The course of a copy.
pub(super) struct Copying {
    bar: Bar,
    interrupted: Arc<AtomicBool>,
}

impl Copying {
    /// A copy that begins.
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

    /// Shows how far it is.
    ///
    /// # Errors
    /// Ctrl-C was pressed.
    pub(super) fn at(&self, progress: Progress) -> Result<(), Error> {
        match progress {
            Progress::Copied(bytes, of) => self.bar.part("copying", bytes, of),
            Progress::Verified(entries, of) => self.bar.part("verifying", entries, of),
        }
        if self.interrupted.load(Ordering::Relaxed) {
            return Err(Error::environment("interrupted: nothing was copied", Remedy::Repeat));
        }
        Ok(())
    }
}

/// Says what was copied, or lists why it was not kept.
///
/// # Errors
/// It could not be copied, or the answer cannot be written.
pub(super) fn tell(
    made: Result<Copied, NotCopied>,
    said: impl FnOnce(&Copied) -> String,
    refused: &str,
    session: &mut Session<'_>,
) -> Result<Exit, Failure> {
    match made {
        Ok(copied) if session.quiet => drop(copied),
        Ok(copied) => {
            let findings = &copied.findings;
            let (entries, root) = (words::entries(findings.entries), findings.tree.root());
            let answer = format!("{}\nverified  {entries}, root {root}\n", said(&copied));
            session.print(&answer)?;
        }
        Err(NotCopied::Failed(error)) => return Err(error.into()),
        Err(NotCopied::Differs(findings)) => {
            let head = format!("{} entries, root {}", findings.entries, findings.tree.root());
            let listed = words::listed(&findings.differences);
            session.print(&format!("{head}\n{refused}, because of {listed}"))?;
            return Ok(Exit::Damaged);
        }
    }
    Ok(Exit::Done)
}
