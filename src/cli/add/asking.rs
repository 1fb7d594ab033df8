//! The two ways to ask: with editing and completion on a terminal, or line by line on one that can only
//! print.

use std::io::{self, Write};

use crate::cli::failure::Failure;
use crate::cli::session::Session;
use crate::domain::Fault;

use super::lines;
use super::question::{Question, Stop};
use super::screen::{self, Quiet};

/// How questions are asked.
pub(super) enum Asker {
    /// Line by line.
    Lines,
    /// With editing and completion; the terminal does not echo what is typed ahead.
    Screen {
        /// Keeps the terminal quiet until all is asked.
        _quiet: Quiet,
    },
}

/// The variable that says what the terminal can do.
const TERM: &str = "TERM";

/// A terminal that can only print.
const DUMB: &str = "dumb";

impl Asker {
    /// The way to ask on this terminal.
    ///
    /// # Errors
    /// Nobody can be asked.
    pub(super) fn of(session: &Session<'_>) -> Result<Asker, Failure> {
        let terminal = session.context.terminal;
        if !(terminal.input && terminal.errors) {
            return Err(Failure::usage(
                "`impound add` asks questions, and there is no terminal to ask them on",
                "give a command that says it all: `impound freeze --case CASE --in PLACES --kind KIND --amount AMOUNT --on \
                 DATE --source REF`",
            ));
        }
        match session.context.variable(TERM) {
            Some(term) if term != DUMB => Ok(Asker::Screen { _quiet: Quiet::begin()? }),
            _ => Ok(Asker::Lines),
        }
    }

    /// The answer to a question.
    ///
    /// # Errors
    /// The user ends the questions, or the terminal fails.
    pub(super) fn ask(&mut self, session: &mut Session<'_>, question: &Question<'_>) -> Result<String, Stop> {
        match self {
            Asker::Lines => lines::ask(question, session.context),
            Asker::Screen { .. } => screen::ask(question, session.colour),
        }
    }

    /// Whether the answer is yes.
    ///
    /// # Errors
    /// As for [`Asker::ask`].
    pub(super) fn agrees(&mut self, session: &mut Session<'_>, asked: &str, default: bool) -> Result<bool, Stop> {
        let word = |yes: bool| if yes { "yes" } else { "no" };
        let answer = |text: &str| match text.to_lowercase().as_str() {
            "y" | "yes" => Some(true),
            "n" | "no" => Some(false),
            _ => None,
        };
        let question = Question {
            asked,
            default: Some(word(default)),
            help: "",
            known: &|_| Vec::new(),
            check: &|text| answer(text.trim()).map(|_| ()).ok_or_else(|| Fault::new("answer yes or no").into()),
        };
        Ok(answer(self.ask(session, &question)?.trim()) == Some(true))
    }

    /// Shows something between two questions.
    pub(super) fn tell(&mut self, session: &mut Session<'_>, text: &str) {
        // If standard error is closed, the next question fails.
        let _: io::Result<()> = session.context.errors.write_all(text.as_bytes());
    }
}
