//! A question, and why there may be no answer.

use crate::cli::failure::Failure;

/// A question that a line answers.
pub(super) struct Question<'a> {
    /// What is asked.
    pub(super) asked: &'a str,
    /// The answer that an empty line gives.
    pub(super) default: Option<&'a str>,
    /// What an answer looks like.
    pub(super) help: &'a str,
    /// The known answers that begin with what is typed.
    pub(super) known: &'a dyn Fn(&str) -> Vec<String>,
    /// Why something is not an answer; a failure that is no refusal ends the questions.
    pub(super) check: &'a dyn Fn(&str) -> Result<(), Failure>,
}

/// Why there is no answer.
pub(super) enum Stop {
    /// The user ended the questions.
    Cancelled,
    /// Something failed.
    Failed(Failure),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Stop {
        Stop::Failed(failure)
    }
}
