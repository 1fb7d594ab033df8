//! Completion: what a shell's script asks for. It changes nothing, waits for nobody and complains of nothing; where it cannot
//! answer, it says nothing.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use clap::{Arg, Command};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::Shells;

use crate::journal::Particular;
use crate::store::{Ledger, Mode};

use super::args;
use super::completions::VARIABLE;
use super::context::Context;
use super::failure::Exit;
use super::names::{self, Name, Names};
use super::session::ledger_path;

/// Separates the script's own words from the command line.
const SEPARATOR: &str = "--";

/// The flag that names the ledger, by which a completion finds it.
const LEDGER: &str = "--ledger";

/// Whether a shell asks.
pub(super) fn is_asked(context: &Context) -> bool {
    context.variable(VARIABLE).is_some()
}

/// Answers the shell.
pub(super) fn run(words: &[OsString], context: &mut Context) -> Exit {
    let shell = context.variable(VARIABLE).unwrap_or_default();
    let shells = Shells::builtins();
    let Some(shell) = shell.to_str().and_then(|shell| shells.completer(shell)) else { return Exit::Done };
    let words = words.iter().skip_while(|word| *word != SEPARATOR).skip(1).cloned().collect::<Vec<_>>();
    let ledger = ledger_path(named(&words).as_deref(), context).map(|(path, _)| path);
    let mut command = with_names(args::command(), false, ledger.as_deref());
    let mut answer = Vec::new();
    if shell.write_complete(&mut command, words, Some(Path::new(".")), &mut answer).is_ok() {
        // If the shell no longer listens, there is nobody to tell.
        let _: std::io::Result<()> = context.output.write_all(&answer).and_then(|()| context.output.flush());
    }
    Exit::Done
}

/// The ledger that is named on the command line.
fn named(words: &[OsString]) -> Option<PathBuf> {
    let words: Vec<&str> = words.iter().filter_map(|word| word.to_str()).collect();
    let after = words.windows(2).find(|pair| pair[0] == LEDGER).map(|pair| pair[1]);
    let within = || words.iter().find_map(|word| word.strip_prefix(LEDGER)?.strip_prefix('='));
    after.or_else(within).map(PathBuf::from)
}

/// The command with completers where names are known; `of_sources` within the commands about sources.
fn with_names(command: Command, of_sources: bool, ledger: Option<&Path>) -> Command {
    let of_sources = of_sources || command.get_name() == "source";
    let begins = names_new(&command);
    let command = command.mut_args(|arg| match offers(&arg, of_sources) {
        Some(offers) if !(begins && arg.is_positional()) => {
            let ledger = ledger.map(Path::to_path_buf);
            arg.add(ArgValueCompleter::new(move |typed: &OsStr| offers.candidates(typed, ledger.as_deref())))
        }
        _ => arg,
    });
    command.mut_subcommands(|below| with_names(below, of_sources, ledger))
}

/// Whether a command takes the reference of something new, so that a known one is of no use.
fn names_new(command: &Command) -> bool {
    matches!(command.get_name(), "open" | "add")
}

/// What is offered for a flag or an argument.
enum Offers {
    Names(&'static [Names]),
    Words(&'static [&'static str]),
}

/// What is offered for one, by what its help calls the value.
fn offers(arg: &Arg, of_sources: bool) -> Option<Offers> {
    let value = arg.get_value_names().and_then(<[_]>::first).map_or("", |value| value.as_str());
    let flag = arg.get_long();
    Some(match (value, arg.get_id().as_str()) {
        ("CASE", _) | ("REF", "case") => Offers::Names(&[Names::Cases]),
        ("REF" | "REF[#WHERE]", "source") if flag.is_some() || of_sources => Offers::Names(&[Names::Sources]),
        ("ASSET", _) => Offers::Names(&[Names::Assets]),
        ("ENTRY|ASSET|CASE", _) => Offers::Names(&[Names::Cases, Names::Assets]),
        ("PLACES" | "PLACE" | "CC", _) => Offers::Names(&[Names::Places]),
        ("CODE" | "CUR", _) => Offers::Names(&[Names::Currencies]),
        // The kind of a source, and how somebody looked, are free text.
        ("KIND", _) if of_sources => return None,
        ("TEXT" | "NAME", _) => return None,
        _ => {
            let particular =
                Particular::kept().find(|particular| particular.flag().is_some() && particular.flag() == flag);
            Offers::Words(particular.map(Particular::words).filter(|words| !words.is_empty())?)
        }
    })
}

impl Offers {
    fn candidates(&self, typed: &OsStr, ledger: Option<&Path>) -> Vec<CompletionCandidate> {
        let Some(typed) = typed.to_str() else { return Vec::new() };
        let found = match self {
            Offers::Words(words) => names::of_words(typed, words),
            Offers::Names(kinds) => {
                let ledger = ledger.and_then(|path| Ledger::open(path, Mode::Look).ok());
                let of = |names: &Names| names::beginning(*names, typed, ledger.as_ref()).unwrap_or_default();
                kinds.iter().flat_map(of).collect()
            }
        };
        let candidate = |name: Name| CompletionCandidate::new(name.name).help(name.about.map(Into::into));
        found.into_iter().map(candidate).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The flags and arguments of all commands for which names are offered, as `command flag`.
    fn offered(command: &Command, of_sources: bool, before: &str, found: &mut Vec<String>) {
        let of_sources = of_sources || command.get_name() == "source";
        for arg in command.get_arguments() {
            let is_new = names_new(command) && arg.is_positional();
            if !is_new && matches!(offers(arg, of_sources), Some(Offers::Names(_))) {
                found.push(format!("{before} {}", arg.get_long().unwrap_or(arg.get_id().as_str())));
            }
        }
        for below in command.get_subcommands() {
            offered(below, of_sources, &format!("{before} {}", below.get_name()), found);
        }
    }

    #[test]
    fn names_are_offered_wherever_one_is_wanted() {
        let mut found = Vec::new();
        offered(&args::command(), false, "", &mut found);
        for wanted in [
            " freeze case",
            " freeze source",
            " freeze asset",
            " freeze part-of",
            " freeze may-overlap",
            " freeze in",
            " freeze currency",
            " transfer named",
            " transfer to",
            " case show case",
            " case open lead",
            " case edit case",
            " case event case",
            " rates add source",
            " source show source",
            " claim case",
            " show what",
            " history asset",
            " asset list case",
            " attest source",
            " report holdings case",
            " report holdings in",
        ] {
            assert!(found.iter().any(|found| found == wanted), "{wanted}: {found:?}");
        }
        for unwanted in
            [" case open case", " source add source", " source add kind", " freeze order", " freeze ref", " attest how"]
        {
            assert!(!found.iter().any(|found| found == unwanted), "{unwanted}");
        }
    }
}
