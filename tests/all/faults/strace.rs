//! Faults inside a command: `strace` kills it at a system call, or makes the call fail.

use std::collections::BTreeMap;
use std::process::Command;

use super::place::{PROGRAM, Place, Said};
use super::recordings::Recording;

/// A system call of a command: its name, and its number among the calls of that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Call {
    /// Its name.
    pub name: &'static str,
    /// Its number among the calls of that name in its thread, from 1.
    pub number: usize,
}

/// The calls that change the disk, or that the locks depend on.
pub const CHANGING: [&str; 16] = [
    "write",
    "pwrite64",
    "fsync",
    "fdatasync",
    "ftruncate",
    "unlink",
    "unlinkat",
    "rename",
    "renameat2",
    "openat",
    "open",
    "close",
    "flock",
    "fcntl",
    "fchmod",
    "mkdir",
];

/// Whether `strace` can be used here; if not, says so, and the caller skips its test.
pub fn is_at_hand(test: &str) -> bool {
    let works = Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).output();
    let why = match works {
        Ok(output) if output.status.success() => return true,
        Ok(output) => String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        Err(error) => error.to_string(),
    };
    crate::tools::left_out("strace", test, &why);
    false
}

/// A command's calls with these names, from the first that names a file in the ledger's directory.
pub fn calls(recording: &Recording, names: &[&'static str]) -> Vec<Call> {
    calls_of(&recording.begun.place(), &recording.words, recording.done, names)
}

/// The call by which a command prints what it recorded.
pub fn printing(recording: &Recording) -> Call {
    let made = traced(&recording.begun.place(), &recording.words, recording.done, &["write"]);
    made.into_iter().find(|(_, line)| line.contains("write(1,")).unwrap().0
}

/// The calls of any command that exits with the code `done`.
pub fn calls_of(place: &Place, words: &[String], done: i32, names: &[&'static str]) -> Vec<Call> {
    let mut calls: Vec<Call> = traced(place, words, done, names).into_iter().map(|(call, _)| call).collect();
    calls.sort();
    calls.dedup();
    calls
}

/// The calls, each with its line in the trace.
fn traced(place: &Place, words: &[String], done: i32, names: &[&'static str]) -> Vec<(Call, String)> {
    let log = place.home().join("trace");
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-s", "0", "-e", "signal=none", "-o"]).arg(&log);
    // Calls with paths are traced too, to see where the command's own work begins.
    command.args(["-e", &format!("trace={},%file", names.join(",")), PROGRAM]).args(words);
    place.settle(&mut command);
    let said = Said::of(command.output().unwrap());
    assert_eq!(said.code, Some(done), "{words:?}: {}", said.err);
    let text = std::fs::read_to_string(&log).unwrap();
    std::fs::remove_file(&log).unwrap();
    let (mut made, mut begun) = (BTreeMap::<(&str, &str), usize>::new(), false);
    let mut calls = Vec::new();
    let desk = place.desk().to_string_lossy().into_owned();
    for line in text.lines().filter(|line| !line.contains(" resumed>")) {
        // The command's own arguments contain no absolute path on the desk.
        begun |= line.contains(&desk);
        let Some((thread, call)) = line.split_once(' ') else { continue };
        let name = call.trim_start().split('(').next().unwrap_or_default();
        let Some(name) = names.iter().find(|known| **known == name) else { continue };
        let number = made.entry((thread, name)).or_default();
        *number += 1;
        if begun {
            calls.push((Call { name, number: *number }, line.to_owned()));
        }
    }
    calls
}

/// Runs a command that is killed at this call, which then does not happen.
pub fn killed_at(place: &Place, words: &[String], call: Call) -> Said {
    injected(place, words, call.name, &format!("signal=KILL:when={}", call.number))
}

/// Runs a command with a fault in its calls of this name; `what` says which fault and when, in `strace` syntax.
pub fn injected(place: &Place, words: &[String], name: &str, what: &str) -> Said {
    into(&place.command(words), place, name, what)
}

/// Likewise, for any program.
pub fn into(program: &Command, place: &Place, name: &str, what: &str) -> Said {
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={name}"), "-e"]);
    command.arg(format!("inject={name}:{what}")).arg(program.get_program()).args(program.get_args());
    place.settle(&mut command);
    command.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
    Said::of(command.output().unwrap())
}
