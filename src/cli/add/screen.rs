//! Questions on a terminal, with editing and completion.

use std::cell::RefCell;
use std::io;

use inquire::autocompletion::Replacement;
use inquire::ui::RenderConfig;
use inquire::validator::Validation;
use inquire::{Autocomplete, CustomUserError, InquireError, Text};
use rustix::termios::{InputModes, LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};

use crate::cli::failure::Failure;
use crate::domain::Fault;

use super::question::{Question, Stop};

/// Asks until there is an answer.
///
/// # Errors
/// Esc or Ctrl-C is pressed, or the terminal or the ledger fails.
pub(super) fn ask(question: &Question<'_>, colour: bool) -> Result<String, Stop> {
    let look = if colour { RenderConfig::default_colored() } else { RenderConfig::empty() };
    let failure = RefCell::new(None);
    let check = |answer: &str| -> Result<Validation, CustomUserError> {
        match (question.check)(answer) {
            Ok(()) => Ok(Validation::Valid),
            Err(why) if why.is_refusal() => Ok(Validation::Invalid(why.in_one_line().into())),
            Err(failed) => {
                let what = failed.what();
                *failure.borrow_mut() = Some(failed);
                Err(what.into())
            }
        }
    };
    let mut prompt = Text::new(question.asked)
        .with_render_config(look)
        .with_autocomplete(Completer { known: question.known, has_default: question.default.is_some() })
        .with_validator(check);
    prompt.default = question.default;
    prompt.help_message = Some(question.help).filter(|help| !help.is_empty());
    let answer = prompt.prompt();
    answer.map_err(|error| match (failure.take(), error) {
        (Some(failed), _) => failed.into(),
        (None, InquireError::OperationCanceled | InquireError::OperationInterrupted) => Stop::Cancelled,
        (None, other) => Failure::Environment(Fault::new(format!("the terminal fails: {other}"))).into(),
    })
}

/// Completes what the ledger knows.
#[derive(Clone)]
struct Completer<'a> {
    known: &'a dyn Fn(&str) -> Vec<String>,
    has_default: bool,
}

impl Autocomplete for Completer<'_> {
    fn get_suggestions(&mut self, input: &str) -> Result<Vec<String>, CustomUserError> {
        // A list under every question that Enter answers would only be noise.
        Ok(if input.is_empty() && self.has_default { Vec::new() } else { (self.known)(input) })
    }

    fn get_completion(&mut self, input: &str, chosen: Option<String>) -> Result<Replacement, CustomUserError> {
        Ok(chosen.or_else(|| completed(input, &(self.known)(input))))
    }
}

/// What all known answers begin with, if that is more than what is typed.
fn completed(typed: &str, known: &[String]) -> Option<String> {
    let (first, others) = known.split_first()?;
    let common = others.iter().fold(first.as_str(), |common, other| {
        let same = common.char_indices().zip(other.chars()).find(|((_, one), other)| one != other);
        same.map_or(&common[..common.len().min(other.len())], |((end, _), _)| &common[..end])
    });
    let is_more = common.len() > typed.len() || others.is_empty();
    is_more.then(|| common.to_owned())
}

/// A terminal that neither echoes nor interprets what is typed between two questions: it waits for the next one. Dropping
/// this restores the terminal.
pub(super) struct Quiet(Termios);

impl Quiet {
    /// Quiets the terminal.
    ///
    /// # Errors
    /// It cannot be set.
    pub(super) fn begin() -> Result<Quiet, Failure> {
        let failed = |error: rustix::io::Errno| {
            Failure::Environment(Fault::new(format!("the terminal cannot be set: {}", io::Error::from(error))))
        };
        let before = tcgetattr(io::stdin()).map_err(failed)?;
        let mut quiet = before.clone();
        quiet.input_modes.remove(InputModes::ICRNL);
        quiet.local_modes.remove(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG);
        tcsetattr(io::stdin(), OptionalActions::Now, &quiet).map_err(failed)?;
        Ok(Quiet(before))
    }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        // Nothing can be done about a terminal that is gone.
        let _: rustix::io::Result<()> = tcsetattr(io::stdin(), OptionalActions::Now, &self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_all_known_answers_begin_with_is_completed() {
        let known = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        assert_eq!(completed("b", &known(&["bank-account"])).as_deref(), Some("bank-account"));
        assert_eq!(completed("c", &known(&["coco", "coconut"])).as_deref(), Some("coco"));
        assert_eq!(completed("coco", &known(&["coco", "coconut"])), None);
        assert_eq!(completed("x", &[]), None);
        assert_eq!(completed("acc", &known(&["bank-account"])).as_deref(), Some("bank-account"));
        assert_eq!(completed("é", &known(&["éa", "éb"])), None);
    }
}
