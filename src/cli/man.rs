//! `impound man`: manual pages, made from the help.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::PathBuf;

use clap::Command;
use clap_mangen::Man as Page;
use serde::Serialize;

use crate::store::Readers;

use super::answer::Answer;
use super::failure::{Exit, Failure};
use super::files::{self, Unwritten};
use super::session::Session;
use super::words;

/// Write the manual: a page for each command
///
/// Pages that are there already are replaced. They bear no date: the same program writes the same bytes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  impound man ~/.local/share/man/man1
  man impound-case-open")]
pub(super) struct Man {
    /// The directory for the pages; it is created if it is not there
    #[arg(value_name = "DIR")]
    directory: PathBuf,

    #[command(flatten)]
    answer: Answer,
}

/// The answer as JSON.
#[derive(Serialize)]
struct Object {
    directory: String,
    pages: Vec<String>,
}

/// Writes the pages.
///
/// # Errors
/// The directory or a page cannot be written.
pub(super) fn run(args: Man, command: Command, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let mut command = command.disable_help_subcommand(true);
    command.build();
    let mut pages = Vec::new();
    written(&command, &mut pages).map_err(|error| Failure::output(&error))?;
    pages.sort();
    let directory = &args.directory;
    fs::create_dir_all(directory).map_err(|error| Failure::file("create", directory, &error))?;
    let ledger = session.ledger_path().map(|(path, _)| path).unwrap_or_default();
    for (name, text) in &pages {
        files::replace(&directory.join(name), &ledger, Readers::All, |out| {
            out.write_all(text).map_err(Unwritten::from)
        })?;
    }
    let shown = words::path(directory);
    let said = format!("{} written to {shown}\n", words::counted(pages.len() as u64, "page", "pages"));
    let object = Object { directory: shown, pages: pages.into_iter().map(|(name, _)| name).collect() };
    args.answer.confirm(session, &object, || said)?;
    Ok(Exit::Done)
}

/// The pages of a command and of those below it: the name of each file, and its text.
fn written(command: &Command, pages: &mut Vec<(String, Vec<u8>)>) -> io::Result<()> {
    for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
        written(below, pages)?;
    }
    let examples = command.get_after_help().map(ToString::to_string);
    let page = Page::new(command.clone()).manual("impound");
    let mut text = Vec::new();
    page.render_title(&mut text)?;
    page.render_name_section(&mut text)?;
    page.render_synopsis_section(&mut text)?;
    page.render_description_section(&mut text)?;
    page.render_options_section(&mut text)?;
    if command.has_subcommands() {
        page.render_subcommands_section(&mut text)?;
    }
    text.extend(examples.map(|examples| verbatim("EXAMPLES", &examples)).unwrap_or_default().bytes());
    pages.push((page.get_filename(), text));
    Ok(())
}

/// A section that is printed line for line.
fn verbatim(heading: &str, text: &str) -> String {
    let mut section = format!(".SH {heading}\n.nf\n");
    for line in text.lines() {
        // A point or an apostrophe at the beginning would be a request; `\&` is nothing.
        let guard = if line.starts_with(['.', '\'']) { "\\&" } else { "" };
        let _ = writeln!(section, "{guard}{}", line.replace('\\', "\\e").replace('-', "\\-"));
    }
    section.push_str(".fi\n");
    section
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_an_example_is_no_request() {
        assert_eq!(verbatim("A", ".B \\\n'c --d"), ".SH A\n.nf\n\\&.B \\e\n\\&'c \\-\\-d\n.fi\n");
    }
}
