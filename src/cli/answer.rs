//! `--json`: the answer of a command that records nothing, as one object.

use serde::Serialize;

use super::failure::Failure;
use super::session::Session;
use super::words;

/// How a command that records nothing answers.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(super) struct Answer {
    /// Answer with one JSON object
    #[arg(long)]
    pub(super) json: bool,
}

impl Answer {
    /// Prints what was asked for: as an object, else as `text` puts it.
    ///
    /// # Errors
    /// Standard output is closed or full.
    pub(super) fn give(
        self,
        session: &mut Session<'_>,
        object: &impl Serialize,
        text: impl FnOnce() -> String,
    ) -> Result<(), Failure> {
        session.print(&if self.json { words::json(object) } else { text() })
    }

    /// Says that all went well: as an object, else as `text` puts it, which `--quiet` leaves out.
    ///
    /// # Errors
    /// As for [`Answer::give`].
    pub(super) fn confirm(
        self,
        session: &mut Session<'_>,
        object: &impl Serialize,
        text: impl FnOnce() -> String,
    ) -> Result<(), Failure> {
        if session.quiet && !self.json { Ok(()) } else { self.give(session, object, text) }
    }
}
