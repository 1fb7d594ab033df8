//! `impound undo`.

use std::io::Write;

use crate::domain::{Fault, text};
use crate::journal::{Effect, Entry, Turn};
use crate::store::{Ledger, Mode, Request};

use super::failure::{Exit, Failure};
use super::particulars::{Answering, needed_words};
use super::recorded::recorded;
use super::session::Session;
use super::words;

/// The longest answer that is read, in bytes.
const LONGEST_ANSWER: u64 = 100;

/// Void the last entry of the ledger, if you recorded it
///
/// The entry stays as it is; a new one says that it is void, and why, as `impound void` does. Only the last entry can be undone,
/// because nothing depends on it yet. You are asked first; a script says --yes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  impound undo
  impound undo --yes --reason \"wrong asset\"")]
pub(super) struct Undo {
    /// Why
    #[arg(long, value_name = "TEXT", default_value = "undone: recorded by mistake")]
    reason: String,

    /// Do not ask
    #[arg(long)]
    yes: bool,

    #[command(flatten)]
    answering: Answering,
}

/// Records that the last entry is void.
///
/// # Errors
/// Somebody else recorded it, it cannot be voided, nobody can be asked, or the ledger cannot be written.
pub(super) fn run(args: Undo, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let reason = needed_words("reason", args.reason, &mut session.answers)?;
    // Not opened for writing, because others would have to wait for the answer.
    let ledger = session.open(Mode::Read)?;
    let last = last(&ledger)?;
    check(&last, &ledger, session)?;
    drop(ledger);
    if !args.yes && !args.answering.dry_run && !agreed(&last, session)? {
        session.note("nothing was recorded");
        return Ok(Exit::Refused);
    }
    let mut ledger = session.open(Mode::Write)?;
    let head = ledger.head()?.size();
    if head != last.number {
        let what = format!("entry {head} has followed on entry {} meanwhile", last.number);
        return Err(Fault::new(what).hint(format!("`impound void {}` voids it all the same", last.number)).into());
    }
    let request = Request::Void { entry: last.number, reason };
    let receipt = session.append(&mut ledger, request, args.answering.keep())?;
    args.answering.give(session, &receipt)?;
    Ok(Exit::Done)
}

fn last(ledger: &Ledger) -> Result<Entry, Failure> {
    Ok(ledger.existing_entry(ledger.head()?.size())?)
}

/// Refuses an entry of somebody else, and one that is taken back in another way.
fn check(last: &Entry, ledger: &Ledger, session: &mut Session<'_>) -> Result<(), Failure> {
    let number = last.number;
    let refused = |what: String, hint: String| Err(Fault::new(what).hint(hint).into());
    let (name, login) = session.names(ledger)?;
    if (&last.stamp.recorded_by, &last.stamp.login) != (&name, &login) {
        let what =
            format!("the last entry, {number}, is not yours: it was recorded on {}", words::recorded(&last.stamp));
        return refused(what, format!("ask them, or void it by its number: `impound void {number} --reason …`"));
    }
    match last.body.effect() {
        Effect::Act { corrects: None, .. } | Effect::Reading { .. } | Effect::OfCase { .. } => Ok(()),
        Effect::Act { corrects: Some(action), .. } => refused(
            format!("entry {number} corrects entry {action}, and voiding it would void the action"),
            format!(
                "`impound correct {action}` gives another reading; `impound adopt {action}` lets the first one count again"
            ),
        ),
        Effect::Turn { action, turn: Turn::Voided } => {
            refused(format!("entry {number} is a void itself"), format!("`impound reinstate {action}` takes it back"))
        }
        Effect::Turn { action, turn: Turn::Reinstated } => refused(
            format!("entry {number} reinstates entry {action}"),
            format!("`impound void {action}` voids that again"),
        ),
        Effect::Case { .. } | Effect::Source { .. } => refused(
            format!("entry {number} opens, adds or edits, which is not voided"),
            "`impound case edit` and `impound source edit` change particulars".to_owned(),
        ),
        Effect::Begin | Effect::Rates { .. } | Effect::Turn { .. } | Effect::Withhold { .. } => refused(
            format!("entry {number} cannot be voided: {}", recorded(&last.body)),
            "an action, a reading, an attestation, a claim or an event can be".to_owned(),
        ),
    }
}

/// Asks whether an entry is meant.
fn agreed(last: &Entry, session: &mut Session<'_>) -> Result<bool, Failure> {
    if !session.context.terminal.input {
        let hint = "say --yes, or run it on a terminal";
        return Err(Failure::usage("undo asks first, and standard input is not a terminal", hint));
    }
    let asset = last.body.asset().map(|asset| format!("{asset}  ")).unwrap_or_default();
    let what = text::escape(&format!("entry {}  {asset}{}", last.number, recorded(&last.body))).into_owned();
    let context = &mut session.context;
    // Read even if the question cannot be shown.
    let _ = write!(context.errors, "{what}\nVoid it? (y/N) ").and_then(|()| context.errors.flush());
    let answer = context.line(LONGEST_ANSWER).map_err(|error| {
        Failure::Environment(Fault::new(format!("standard input cannot be read: {error}")).hint("say --yes"))
    })?;
    let answer = answer.map(|answer| String::from_utf8_lossy(&answer).trim().to_lowercase());
    Ok(answer.is_some_and(|answer| ["y", "yes"].contains(&answer.as_str())))
}
