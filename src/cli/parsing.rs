//! `impound parse-spreadsheet`: what impound delegates to a child process, under limits of memory and time.
//!
//! The command is not for people, and the help does not list it: a file on standard input, lines of JSON on standard
//! output.

use std::ffi::OsString;
use std::io;

use rustix::process::{Resource, Rlimit, setrlimit};

use crate::domain::Fault;
use crate::intake::read::{COMMAND, MOST_MEMORY, MOST_SECONDS, answer};

use super::context::Context;
use super::failure::{Exit, Failure};

/// Whether these are the arguments of impound as its own child.
pub(super) fn is_asked(args: &[OsString]) -> bool {
    args.get(1).is_some_and(|command| command == COMMAND)
}

/// Limits this process, then answers.
///
/// # Errors
/// The process is not a child of impound; limits cannot be set; a stream fails.
pub(super) fn run(args: &[OsString], context: &mut Context) -> Result<Exit, Failure> {
    if context.program.is_none() || context.terminal.input {
        let fault = Fault::new(format!("{COMMAND} is for impound itself"));
        return Err(fault.hint("import the file: `impound import FILE`").into());
    }
    let sheet = args.get(2).and_then(|sheet| sheet.to_str()?.parse().ok());
    let failed =
        |error: &io::Error| Failure::Environment(Fault::new(format!("the spreadsheet cannot be parsed: {error}")));
    confine().map_err(|error| failed(&error))?;
    answer(&mut context.input, sheet, &mut context.output).map_err(|error| failed(&error))?;
    Ok(Exit::Done)
}

/// Limits the memory and time of this process, and what it leaves behind if it exceeds them.
fn confine() -> io::Result<()> {
    let bounds = [(Resource::As, MOST_MEMORY), (Resource::Cpu, MOST_SECONDS), (Resource::Core, 0)];
    for (resource, most) in bounds {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    Ok(())
}
