//! Days that are spelt out on the command line, `today` or `15 April 2026`, become ISO dates before anything else reads
//! them: what is recorded, and what a report says it was asked for, is the day.

use std::collections::BTreeSet;
use std::ffi::OsString;

use clap::{Arg, Command};

use crate::domain::date;

use super::context::Context;
use super::failure::Failure;
use super::words::spelt;

/// What the help calls a date.
const DATE: &str = "DATE";

/// The command line with its days as ISO dates. `today` is the UTC day, as everywhere.
///
/// # Errors
/// There is no such day, or it has two readings.
pub(super) fn resolved(words: &[OsString], command: &Command, context: &mut Context) -> Result<Vec<OsString>, Failure> {
    // Nearly every command line has none.
    if !words.iter().any(|word| word.to_str().is_some_and(may_be_spelt_out)) {
        return Ok(words.to_vec());
    }
    let flags = flags_of_dates(named(words, command));
    let mut resolved: Vec<OsString> = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        let text = word.to_str().unwrap_or_default();
        let before = || at.checked_sub(1).and_then(|before| words[before].to_str());
        let day = if let Some((flag, value)) = text.split_once('=').filter(|(flag, _)| flags.contains(*flag)) {
            day(flag, value, context)?.map(|day| format!("{flag}={day}"))
        } else if let Some(flag) = before().filter(|flag| flags.contains(*flag)) {
            day(flag, text, context)?
        } else {
            None
        };
        resolved.push(day.map_or_else(|| word.clone(), OsString::from));
    }
    Ok(resolved)
}

fn day(flag: &str, value: &str, context: &mut Context) -> Result<Option<String>, Failure> {
    if !may_be_spelt_out(value) {
        return Ok(None);
    }
    let today = date::day_of_clock(&context.now())?;
    Ok(date::spelt_out(value, today).map_err(|fault| fault.at(flag))?)
}

/// Whether a text, or what follows a flag in it, may be a day that is spelt out.
fn may_be_spelt_out(text: &str) -> bool {
    let value = text.split_once('=').map_or(text, |(_, value)| value);
    let has = |what: fn(char) -> bool| value.contains(what);
    has(|c| c.is_ascii_digit()) && has(char::is_alphabetic) && has(char::is_whitespace)
        || ["today", "yesterday"].contains(&value.trim().to_lowercase().as_str())
}

/// The command that the words name.
fn named<'c>(words: &[OsString], command: &'c Command) -> &'c Command {
    words.iter().skip(1).fold(command, |command, word| command.find_subcommand(word).unwrap_or(command))
}

/// The flags of a command whose value is a date.
fn flags_of_dates(command: &Command) -> BTreeSet<String> {
    let is_date = |arg: &&Arg| {
        arg.get_value_names().unwrap_or_default().iter().any(|name| name.split('|').any(|part| part == DATE))
    };
    command.get_arguments().filter(is_date).filter_map(|arg| arg.get_long().map(spelt)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args;

    #[test]
    fn every_flag_that_takes_a_date_is_known() {
        let command = args::command();
        for (line, flags) in [
            ("impound freeze", "--on --until"),
            ("impound transfer", "--on --until"),
            ("impound case open", "--in-force-since --opened"),
            ("impound source add", "--published"),
            ("impound report holdings", "--as-of --from --rate-on --to"),
        ] {
            let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            let known: Vec<String> = flags_of_dates(named(&words, &command)).into_iter().collect();
            assert_eq!(known.join(" "), flags, "{line}");
        }
    }
}
