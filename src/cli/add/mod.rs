//! `impound add`: asks for an action, question by question, and records it as its command would.

mod asking;
mod given;
mod interview;
mod lines;
mod question;
mod screen;
mod spoken;
mod wanted;

use std::ffi::OsString;
use std::io;

use crate::domain::Fault;
use crate::journal::Particular;
use crate::store::{Ledger, Mode};

use super::answers::Answers;
use super::defaults::{Defaults, defaults};
use super::failure::{Exit, Failure};
use super::session::Session;
use super::words;

use asking::Asker;
use given::Given;
use interview::Interview;
use question::Stop;

/// Record actions by answering questions: case, what was done, place, kind, amount, day, source
///
/// Tab completes what the ledger knows, and Enter takes the last answer. Nothing is recorded before you have seen a summary and
/// agreed; Esc or Ctrl-C ends the questions. The command that records the same is printed, too.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  impound add

Afterwards it asks for the next one, with your last answers as defaults. At a question, - leaves out what is
optional. Names and identifiers are left out of the printed command, which asks for them.")]
pub(super) struct Add {
    /// Answer with one JSON object for each entry
    #[arg(long)]
    json: bool,
}

/// Does what the words of a command say, with the values that they leave out.
pub(super) type Perform = fn(&[OsString], Answers, &mut Session<'_>) -> Result<Exit, Failure>;

/// Asks for one action after the other, and records each.
///
/// # Errors
/// There is no terminal, the ledger cannot be read or written, or the user ends the questions before anything is recorded.
pub(super) fn run(args: Add, session: &mut Session<'_>, perform: Perform) -> Result<Exit, Failure> {
    let mut asker = Asker::of(session)?;
    let mut last = offered(&session.open(Mode::Read)?, session)?;
    let mut recorded = 0;
    loop {
        match entry(&last, args.json, &mut asker, session, perform) {
            Ok(given) => last = given,
            Err(Stop::Cancelled) => return cancelled(recorded, session),
            Err(Stop::Failed(failure)) => return Err(failure),
        }
        recorded += 1;
        match asker.agrees(session, "Another?", true) {
            Ok(true) => {}
            Ok(false) | Err(Stop::Cancelled) => return Ok(Exit::Done),
            Err(Stop::Failed(failure)) => return Err(failure),
        }
    }
}

/// What is offered at the first entry, before anything was answered: the case and the source that the user chose with
/// `use`, or else a ledger's only case and its only source.
fn offered(ledger: &Ledger, session: &Session<'_>) -> Result<Given, Failure> {
    let Defaults { case, source } = defaults(ledger, session)?;
    let case = match (case, ledger.cases(None)?.as_slice()) {
        (None, [only]) => Some(only.file.case.to_string()),
        (chosen, _) => chosen,
    };
    let source = match (source, ledger.sources(None)?.as_slice()) {
        (None, [only]) => Some(only.file.source.to_string()),
        (chosen, _) => chosen,
    };
    let mut offered = Given::default();
    case.into_iter().for_each(|case| offered.say(Particular::Case, case));
    source.into_iter().for_each(|source| offered.say(Particular::Sources, source));
    Ok(offered)
}

fn cancelled(recorded: u64, session: &mut Session<'_>) -> Result<Exit, Failure> {
    if recorded == 0 {
        return Err(Fault::new("cancelled: nothing was recorded").into());
    }
    session.note(&format!("the last one was not recorded; before it, {} recorded", {
        let verb = if recorded == 1 { "was" } else { "were" };
        format!("{} {verb}", words::entries(recorded))
    }));
    Ok(Exit::Done)
}

/// Asks for one action until it can be recorded and the user agrees, and records it.
fn entry(
    last: &Given,
    json: bool,
    asker: &mut Asker,
    session: &mut Session<'_>,
    perform: Perform,
) -> Result<Given, Stop> {
    let mut before = None;
    loop {
        let ledger = session.open(Mode::Read)?;
        let mut interview = Interview { ledger: &ledger, last, before: before.as_ref(), asker, session };
        let mut given = interview.given()?;
        drop(ledger);
        if is_accepted(&mut given, asker, session, perform)? {
            asker.tell(session, &format!("{}\nThe same as a command:\n{}\n", given.summary(), given.line(session)));
            if asker.agrees(session, "Record it?", true)? {
                let more: &[&str] = if json { &["--json"] } else { &[] };
                match perform(&given.words(more), given.hidden(), session) {
                    Ok(_) => return Ok(given),
                    Err(failure) if failure.is_refusal() => asker.tell(session, &failure.report(session.colour)),
                    Err(failure) => return Err(failure.into()),
                }
            }
        }
        before = Some(given);
    }
}

/// Whether the command would be accepted, perhaps with a flag by which the user insists. Shows why not.
fn is_accepted(
    given: &mut Given,
    asker: &mut Asker,
    session: &mut Session<'_>,
    perform: Perform,
) -> Result<bool, Stop> {
    loop {
        let output = std::mem::replace(&mut session.context.output, Box::new(io::sink()));
        let tried = perform(&given.words(&["--dry-run"]), given.hidden(), session);
        session.context.output = output;
        match tried {
            Ok(_) => return Ok(true),
            Err(failure) if failure.is_refusal() => {
                asker.tell(session, &failure.report(session.colour));
                match failure.lifted_by() {
                    Some(flag) if asker.agrees(session, "Record it nevertheless?", false)? => given.insist(flag),
                    _ => return Ok(false),
                }
            }
            Err(failure) => return Err(failure.into()),
        }
    }
}
