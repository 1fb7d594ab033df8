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
    /// Prints the answer: as an object, or as `text` formats it.
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

    /// Confirms success: as an object, or as `text` formats it; `--quiet` omits the text.
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
