//! Values given on the command line as `-`: they are asked for, or read from standard input, which keeps personal data
//! out of the list of processes and the shell's history.

use std::collections::{HashMap, VecDeque};
use std::io::Write;

use clap::ArgMatches;

use crate::domain::{Fault, text};
use crate::journal::{Details, Form, Particular};

use super::context::Context;
use super::failure::Failure;
use super::words::spelt;

/// Marks a value given elsewhere, whole or after a role or a scheme: `-`, `owner:-`, `iban:-`.
const ELSEWHERE: &str = "-";

/// The longest line that is read, in bytes: enough for the longest text.
const LONGEST_LINE: u64 = 4 * crate::domain::text::LONGEST as u64;

/// The flags, besides those of particulars, whose values may be given elsewhere.
const OTHERS: [&str; 5] = ["offence", "publisher", "reason", "text", "title"];

/// The flags whose values may be given elsewhere: free text, amounts, personal data.
fn flags() -> impl Iterator<Item = &'static str> {
    let free = |particular: &Particular| {
        particular.is_personal() || matches!(particular.form(), Some(Form::Text | Form::Amount))
    };
    Particular::kept().filter(free).filter_map(Particular::flag).chain(OTHERS)
}

/// The kind of personal data that a flag takes; such values have a role or a scheme before a colon.
fn personal(flag: &str) -> Option<Particular> {
    Particular::kept().find(|particular| particular.is_personal() && particular.flag() == Some(flag))
}

/// The values given elsewhere, by flag.
#[derive(Debug, Default)]
pub(super) struct Answers(HashMap<&'static str, VecDeque<String>>);

impl Answers {
    /// Reads a value for each `-` of a command, in the order of the command line.
    ///
    /// # Errors
    /// Standard input ends too early, or is not text.
    pub(super) fn read(matches: &ArgMatches, context: &mut Context) -> Result<Answers, Failure> {
        let mut wanted: Vec<(usize, &'static str, String)> = Vec::new();
        for flag in flags() {
            let id = flag.replace('-', "_");
            let Ok(Some(values)) = matches.try_get_raw(&id) else { continue };
            let indices = matches.indices_of(&id).into_iter().flatten();
            wanted.extend(
                indices
                    .zip(values)
                    .filter_map(|(index, value)| Some((index, flag, before(flag, value.to_str()?)?.to_owned()))),
            );
        }
        wanted.sort_unstable();
        let mut answers = Answers::default();
        for (_, flag, before) in wanted {
            let answer = answer(flag, &before, context).map_err(|failure| failure.at(&spelt(flag)))?;
            answers.0.entry(flag).or_default().push_back(answer);
        }
        Ok(answers)
    }

    /// Values that are known already, each with its flag, in the order in which the flag's values are read.
    pub(super) fn given(values: impl IntoIterator<Item = (&'static str, String)>) -> Answers {
        let mut answers = Answers::default();
        for (flag, value) in values {
            answers.0.entry(flag).or_default().push_back(value);
        }
        answers
    }

    /// The value of a flag: from the command line, or as read in its place.
    pub(super) fn resolve(&mut self, flag: &str, value: String) -> String {
        let Some(before) = before(flag, &value) else { return value };
        let answer = self.0.get_mut(flag).and_then(VecDeque::pop_front);
        answer.map(|answer| format!("{before}{answer}")).unwrap_or(value)
    }
}

/// What precedes the `-` of a value given elsewhere; `None` for a value given in full.
fn before<'a>(flag: &str, value: &'a str) -> Option<&'a str> {
    let before = value.strip_suffix(ELSEWHERE)?;
    (before.is_empty() || (before.ends_with(':') && personal(flag).is_some())).then_some(before)
}

/// Reads a value. At a terminal, asks again if the value cannot be meant, so that nobody has to retype the command.
fn answer(flag: &str, before: &str, context: &mut Context) -> Result<String, Failure> {
    loop {
        let given = ask(flag, before, context)?;
        let read =
            personal(flag).map_or(Ok(()), |personal| Details::default().read(personal, &[&format!("{before}{given}")]));
        match read {
            Err(fault) if context.terminal.input => {
                // Ask even if the fault cannot be shown.
                let _ = context.errors.write_all(Failure::from(fault).report(false).as_bytes());
            }
            // The code that uses the value reports what is wrong with it.
            _ => return Ok(given),
        }
    }
}

/// The prompt: `identifier (iban): `.
fn prompt(flag: &str, before: &str) -> String {
    let what = if flag == "id" { "identifier".to_owned() } else { flag.replace('-', " ") };
    match (flag, before.trim_end_matches(':')) {
        ("id", "") => format!("{what} (SCHEME:VALUE): "),
        ("subject", "") => format!("{what} (NAME or ROLE:NAME): "),
        (_, "") => format!("{what}: "),
        (_, before) => format!("{what} ({}): ", text::escape(before)),
    }
}

fn ask(flag: &str, before: &str, context: &mut Context) -> Result<String, Failure> {
    if context.terminal.input {
        // Read even if the prompt cannot be shown.
        let _ = write!(context.errors, "{}", prompt(flag, before)).and_then(|()| context.errors.flush());
    }
    let line = context.line(LONGEST_LINE).map_err(|error| {
        let fault = Fault::new(format!("standard input cannot be read: {error}"));
        Failure::Environment(fault.hint("give one line for each value “-”"))
    })?;
    let line = line.ok_or_else(|| {
        Fault::new("standard input ended before this value").hint("give one line for each value “-”, in their order")
    })?;
    if line.len() as u64 > LONGEST_LINE {
        return Err(Fault::new(format!("the line has more than {LONGEST_LINE} bytes")).into());
    }
    String::from_utf8(line).map_err(|_| Fault::new("the line is not text in UTF-8").into())
}
