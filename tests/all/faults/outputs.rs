//! Commands that make a file from a ledger, killed or failing: the ledger stays unchanged, and the file is whole or
//! absent.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::oracle::{Broken, Found, Line, strays};
use super::place::{Kept, Place, Said};
use super::strace::{self, CHANGING, Call};
use super::{Campaign, recordings};

/// The number of faults in every test run.
const FEW: usize = 40;

/// The commands, each of which makes `out`, except `restore`, which makes the ledger.
const COMMANDS: [&str; 8] = [
    "backup out",
    "copy ledger.db out",
    "restore copy.db",
    "checkpoint --output out",
    "export journal --output out",
    "export pack out",
    "export dossier out",
    "export ftm out",
];

/// A command that makes a file.
struct Making {
    words: Vec<String>,
    begun: Kept,
    /// The entries of the ledger, and of the file made if it is one.
    lines: Vec<Line>,
    /// The bytes of the file, if they are always the same.
    bytes: Option<Vec<u8>>,
    files: Vec<PathBuf>,
}

#[test]
fn an_output_is_whole_or_absent_when_the_command_is_killed() {
    if !strace::is_at_hand("outputs, kill") {
        return;
    }
    let mut campaign = Campaign::begin("outputs killed", FEW);
    for (making, call) in points(&mut campaign) {
        let place = making.begun.place();
        let said = strace::killed_at(&place, &making.words, call);
        campaign.ended(if said.code.is_none() { "killed" } else { "not reached" });
        let mut broken = making.broken(&place, &said);
        broken.extend(strays(&place, &making.files).into_iter().filter(|stray| !is_left(stray)));
        campaign.made(format!("{:?} killed at {} {}", making.words, call.name, call.number), broken);
    }
    campaign.end();
}

#[test]
fn an_output_is_whole_or_absent_when_a_call_fails() {
    if !strace::is_at_hand("outputs, io") {
        return;
    }
    let mut campaign = Campaign::begin("outputs failing", FEW);
    for (making, call) in points(&mut campaign) {
        let place = making.begun.place();
        let error = ["EIO", "ENOSPC", "EDQUOT"][campaign.random.usize(..3)];
        let on = ["", "+"][campaign.random.usize(..2)];
        let what = format!("error={error}:when={}{on}", call.number);
        let said = strace::injected(&place, &making.words, call.name, &what);
        campaign.ended(if said.code == Some(0) { "done" } else { "failed" });
        let mut broken = making.broken(&place, &said);
        // A file that cannot be removed stays.
        if !(call.name.starts_with("unlink") && on == "+") {
            broken.extend(strays(&place, &making.files));
        }
        campaign.made(format!("{:?} with {} {what}: {:?}", making.words, call.name, said.err), broken);
    }
    campaign.end();
}

#[test]
fn a_truncated_file_and_a_different_ledger_are_detected() {
    for making in makings() {
        let place = making.begun.place();
        let done = place.run(&making.words);
        let target = making.target(&place);
        assert!(making.is_whole(&place), "{:?}", making.words);
        let cut = if target.is_dir() { target.join("journal.jsonl") } else { target };
        let cut = if cut.exists() { cut } else { first_file(&making.target(&place)) };
        let bytes = std::fs::read(&cut).unwrap();
        std::fs::write(&cut, &bytes[..bytes.len() / 2]).unwrap();
        let broken = making.broken(&place, &Said { code: Some(0), ..done });
        assert!(!broken.is_empty(), "{:?}: half of {} is taken for the whole", making.words, cut.display());
    }
}

/// Whether a killed process may leave this file: one that it was still writing.
fn is_left(stray: &Broken) -> bool {
    let Broken::File(file) = stray else { return false };
    file.components().any(|part| part.as_os_str().to_string_lossy().ends_with(".unfinished"))
}

/// Every call of every command, in random order.
fn points(campaign: &mut Campaign) -> Vec<(&'static Making, Call)> {
    let calls = |making: &'static Making| {
        strace::calls_of(&making.begun.place(), &making.words, 0, &CHANGING).into_iter().map(move |call| (making, call))
    };
    let mut points: Vec<_> = makings().iter().flat_map(calls).collect();
    campaign.random.shuffle(&mut points);
    points.truncate(campaign.runs);
    points
}

fn makings() -> &'static [Making] {
    static MAKINGS: OnceLock<Vec<Making>> = OnceLock::new();
    MAKINGS.get_or_init(|| COMMANDS.iter().map(|line| Making::measured(line)).collect())
}

impl Making {
    /// Runs a command undisturbed once.
    fn measured(line: &str) -> Making {
        let words = shlex::split(line).unwrap();
        let place = recordings::begun().place();
        let lines = Found::read(&place.ledger()).unwrap().lines;
        if line.starts_with("restore") {
            assert_eq!(place.run(["backup", "copy.db"]).code, Some(0));
            std::fs::remove_file(place.ledger()).unwrap();
        }
        let begun = place.kept();
        let said = place.run(&words);
        assert_eq!(said.code, Some(0), "{line}: {}", said.err);
        let is_text =
            ["checkpoint", "export journal", "export dossier", "export ftm"].iter().any(|text| line.starts_with(text));
        let bytes = is_text.then(|| std::fs::read(place.desk().join("out")).unwrap());
        Making { words, begun, lines, bytes, files: place.files() }
    }

    fn target(&self, place: &Place) -> PathBuf {
        if self.words[0] == "restore" { place.ledger() } else { place.desk().join("out") }
    }

    /// Whether the command's result is there in full.
    fn is_whole(&self, place: &Place) -> bool {
        let target = self.target(place);
        match (self.words[0].as_str(), &self.bytes) {
            (_, Some(bytes)) => std::fs::read(&target).is_ok_and(|found| found == *bytes),
            ("export", None) => place.run(["verify-pack", "out"]).code == Some(0),
            _ => Found::read(&target).is_ok_and(|found| found.lines == self.lines && found.differences.is_empty()),
        }
    }

    /// The promises broken, at once and after repeating the command.
    fn broken(&self, place: &Place, said: &Said) -> Vec<Broken> {
        let mut broken = Vec::new();
        let name = self.words.join(" ");
        let wrong = |code: Option<i32>, what: &str| Broken::Code(name.clone(), code.unwrap_or(-1), what.to_owned());
        // 127: the loader could not open the program.
        if said.code.is_some_and(|code| ![0, 4, 5, 127].contains(&code)) {
            broken.push(wrong(said.code, "which the contract does not allow"));
        }
        if self.words[0] != "restore" && !Found::read(&place.ledger()).is_ok_and(|found| found.lines == self.lines) {
            broken.push(wrong(said.code, "and the ledger differs"));
        }
        let (is_there, is_whole) = (self.target(place).exists(), self.is_whole(place));
        if is_there && !is_whole {
            broken.push(wrong(said.code, "and left a part of what it makes"));
        }
        if said.code == Some(0) && !is_whole {
            broken.push(wrong(said.code, "and what it makes is not there"));
        }
        let is_unsaid = said.err.is_empty() || said.err.contains("cannot write the output");
        if said.code == Some(4) && is_there && !is_unsaid {
            broken.push(wrong(said.code, "and what it makes is there"));
        }
        let repeated = place.run(&self.words);
        let replaces = self.words[..2] == ["export", "journal"];
        let expected = if is_there && !replaces { 1 } else { 0 };
        if repeated.code != Some(expected) {
            broken.push(wrong(repeated.code, &format!("when it was repeated: {}", repeated.err)));
        }
        if !self.is_whole(place) {
            broken.push(wrong(repeated.code, "and after it was repeated what it makes is not whole"));
        }
        broken
    }
}

fn first_file(directory: &Path) -> PathBuf {
    let mut files: Vec<_> = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.into_iter().find(|path| path.is_file()).unwrap()
}
