//! Questions on a terminal that can only print: one line asks, one line answers.

use std::io::Write;

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::domain::{Fault, text};

use super::question::{Question, Stop};

/// The longest answer, in bytes.
const LONGEST: u64 = 4 * text::LONGEST as u64;

/// Shows the known answers.
const WHICH: &str = "?";

/// The most known answers that are shown.
const SHOWN: usize = 20;

/// Asks until there is an answer.
///
/// # Errors
/// The input ends, holds an Esc, or cannot be read, or the ledger fails.
pub(super) fn ask(question: &Question<'_>, context: &mut Context) -> Result<String, Stop> {
    loop {
        let default = question.default.map(|default| format!(" ({})", text::escape(default))).unwrap_or_default();
        say(context, &format!("{}{default}: ", question.asked))?;
        let line = context.line(LONGEST).map_err(|error| unreadable(&error.to_string()))?.ok_or(Stop::Cancelled)?;
        let line = String::from_utf8(line).map_err(|_| unreadable("it is not text in UTF-8"))?;
        if line.contains('\u{1b}') {
            return Err(Stop::Cancelled);
        }
        if line.trim() == WHICH {
            let known: Vec<String> = (question.known)("").into_iter().take(SHOWN).collect();
            say(context, &format!("  {}\n  {}\n", question.help, text::escape(&known.join(", "))))?;
            continue;
        }
        let answer = if line.is_empty() { question.default.unwrap_or_default().to_owned() } else { line };
        match (question.check)(&answer) {
            Ok(()) => return Ok(answer),
            Err(why) if why.is_refusal() => say(context, &format!("  {}\n", text::escape(&why.in_one_line())))?,
            Err(failed) => return Err(failed.into()),
        }
    }
}

fn say(context: &mut Context, words: &str) -> Result<(), Stop> {
    let said = context.errors.write_all(words.as_bytes()).and_then(|()| context.errors.flush());
    said.map_err(|error| Failure::output(&error).into())
}

fn unreadable(why: &str) -> Stop {
    Failure::Environment(Fault::new(format!("the answer cannot be read: {why}"))).into()
}
