//! `impound parse-spreadsheet`: what impound lets a child of its own do, under limits of memory and time.
//!
//! It is not a command for people, and no help lists it: a file on standard input, lines of JSON on standard output.

use std::ffi::OsString;
use std::io;

use rustix::process::{Resource, Rlimit, setrlimit};

use crate::domain::Fault;
use crate::intake::read::{COMMAND, MOST_MEMORY, MOST_SECONDS, answer};

use super::context::Context;
use super::failure::{Exit, Failure};

/// Whether these arguments are those of impound as its own child.
pub(super) fn is_asked(args: &[OsString]) -> bool {
    args.get(1).is_some_and(|command| command == COMMAND)
}

/// Limits this process, then answers.
///
/// # Errors
/// A process that is not a child of impound; limits that cannot be set; the streams.
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

/// Bounds the memory and the time of this process, and what it leaves behind when it breaks them.
fn confine() -> io::Result<()> {
    let bounds = [(Resource::As, MOST_MEMORY), (Resource::Cpu, MOST_SECONDS), (Resource::Core, 0)];
    for (resource, most) in bounds {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    Ok(())
}
