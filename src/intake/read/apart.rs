//! Parses a spreadsheet in a child process, under limits of memory and time: a hostile file can end the child but not
//! the import.
//!
//! The child is impound itself. It reads the file on standard input and answers on standard output, one line of JSON
//! per message; see [`wire`](super::wire).

use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use super::archive::LARGEST_ARCHIVE;
use super::desk::{AGAIN, Message, Taker, Unwanted};
use super::file::at_most;
use super::parse::{self, Survey};
use super::wire::{Line, WireFault};
use crate::domain::Fault;

/// The most bytes of memory that a child may request.
pub const MOST_MEMORY: u64 = 2 << 30;

/// The most seconds of processor time that a child may use.
pub const MOST_SECONDS: u64 = 180;

/// How long to wait for a silent child.
pub(super) const PATIENCE: Duration = Duration::from_secs(240);

/// The most bytes in one line of an answer.
const LONGEST_LINE: u64 = 64 << 20;

/// The command by which impound parses a spreadsheet for itself.
pub const COMMAND: &str = "parse-spreadsheet";

/// A child that parses.
#[derive(Clone, Debug)]
pub(super) struct Child(Arc<Mutex<std::process::Child>>);

impl Child {
    /// Ends the child, if it is still running.
    pub(super) fn end(&self) {
        if let Ok(mut child) = self.0.lock() {
            // A child that has ended cannot be killed.
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    /// Why the child ended.
    pub(super) fn last_words(&self) -> Fault {
        let ended = self.0.lock().ok().and_then(|mut child| {
            let _ = child.kill();
            child.wait().ok()
        });
        why(ended)
    }
}

/// What a child's end means: exhausted memory aborts it, exhausted time kills it.
fn why(ended: Option<ExitStatus>) -> Fault {
    let hint = "if the file is not hostile, save its sheet as CSV, which has no such limit";
    match ended.and_then(|status| status.signal()) {
        Some(6) => {
            let what = format!("reading the spreadsheet takes more than {} MiB of memory", MOST_MEMORY >> 20);
            Fault::new(what).hint(hint)
        }
        Some(24) => {
            let what = format!("reading the spreadsheet takes more than {MOST_SECONDS} seconds");
            Fault::new(what).hint(hint)
        }
        _ => Fault::new("the spreadsheet cannot be understood").hint(AGAIN),
    }
}

/// The refusal of a spreadsheet that takes too long.
pub(super) fn too_slow(patience: Duration) -> Fault {
    let what = format!("reading the spreadsheet made no progress for {} seconds", patience.as_secs());
    Fault::new(what).hint("if the file is not hostile, save its sheet as CSV, which has no such limit")
}

/// Starts a child that surveys a spreadsheet or reads one of its sheets.
///
/// # Errors
/// The system cannot start a process.
pub(super) fn start(
    program: &Path,
    bytes: &Arc<[u8]>,
    sheet: Option<usize>,
) -> Result<(Child, BufReader<ChildStdout>), Fault> {
    let failed = |error: &dyn std::fmt::Display| {
        Fault::new(format!("no process can be started to read the spreadsheet: {error}"))
            .hint("close other programs, then repeat the command")
    };
    let mut command = Command::new(program);
    command.arg(COMMAND).args(sheet.map(|sheet| sheet.to_string())).env_clear();
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|error| failed(&super::file::plain(&error)))?;
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(failed(&"it has no streams"));
    };
    let bytes = Arc::clone(bytes);
    // A child that has read enough closes its input; its verdict is on its other stream.
    thread::spawn(move || {
        let _ = input.write_all(&bytes);
    });
    Ok((Child(Arc::new(Mutex::new(child))), BufReader::new(output)))
}

/// A child's next message; `None` at its end.
fn line(lines: &mut BufReader<ChildStdout>) -> Option<Line> {
    let mut line = Vec::new();
    let read = lines.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line);
    read.ok().filter(|_| line.ends_with(b"\n")).and_then(|_| serde_json::from_slice(&line).ok())
}

/// Has a child survey a spreadsheet.
///
/// # Errors
/// The child refuses it, or fails.
pub(super) fn survey(program: &Path, bytes: &Arc<[u8]>) -> Result<Survey, Fault> {
    let (child, mut lines) = start(program, bytes, None)?;
    let (sender, receiver) = sync_channel(1);
    thread::spawn(move || sender.send(line(&mut lines)));
    let said = receiver.recv_timeout(PATIENCE);
    let ended = child.last_words();
    match said {
        Ok(Some(Line::Survey(survey))) => Line::surveyed(survey).ok_or(ended),
        Ok(Some(Line::Refused(fault))) => Err(fault.fault()),
        Err(RecvTimeoutError::Timeout) => Err(too_slow(PATIENCE)),
        Ok(_) | Err(RecvTimeoutError::Disconnected) => Err(ended),
    }
}

/// Passes on the rows that a child reads from a sheet. If the child ends without a final message, so does this; the
/// receiver then asks the child for the reason.
pub(super) fn rows(mut lines: BufReader<ChildStdout>, take: &mut Taker<'_>) {
    while let Some(line) = line(&mut lines) {
        let Some(message) = line.message() else { break };
        let is_over = matches!(message, Message::Over);
        if take(message).is_err() || is_over {
            break;
        }
    }
}

/// Acts as the child: parses the spreadsheet on `input`, and writes its survey, or one of its sheets, to `output`.
///
/// # Errors
/// Errors of the system.
pub fn answer(input: &mut dyn Read, sheet: Option<usize>, output: &mut dyn Write) -> std::io::Result<()> {
    let bytes: Arc<[u8]> = at_most(input, LARGEST_ARCHIVE + 1)?.into();
    let mut say = |line: &Line| -> std::io::Result<()> {
        serde_json::to_writer(&mut *output, line)?;
        output.write_all(b"\n")?;
        output.flush()
    };
    let Some(sheet) = sheet else {
        return say(&match parse::survey(bytes) {
            Ok(survey) => Line::of_survey(survey),
            Err(fault) => Line::Refused(WireFault::of(fault)),
        });
    };
    let format = match super::archive::kind(&bytes) {
        Ok(format) => format,
        Err(fault) => return say(&Line::Refused(WireFault::of(fault))),
    };
    let mut said = Ok(());
    parse::rows(bytes, format, sheet, "", &mut |message| {
        said = say(&Line::of(message));
        if said.is_ok() { Ok(()) } else { Err(Unwanted) }
    });
    said
}
