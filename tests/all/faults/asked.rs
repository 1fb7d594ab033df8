//! `add` on a terminal, killed or with failing calls: what its summary says is recorded, or nothing.

use std::process::{Command, Stdio};

use rexpect::process::WaitStatus;
use rexpect::session::spawn_command;

use super::oracle::{Attempt, Found, Mark, judge, strays};
use super::place::{PROGRAM, Place, Said};
use super::strace::{self, Call};
use super::{Campaign, recordings};

/// The number of faults in every test run.
const FEW: usize = 24;

/// The answers, given before they are asked for: the action, case, place, kind, amount, day and source, nothing else; it
/// is recorded, and there is no other one.
const ANSWERS: &str = "freeze\nc\nDE\ncash\n7 EUR\n2024-07-01\ns\nno\nyes\nno\n";

/// What the answers mean as a command.
const COMMAND: &str = "freeze --case c --in DE --kind cash --amount '7 EUR' --on 2024-07-01 --source s";

/// The calls that change the ledger or lock it.
const CALLS: [&str; 6] = ["pwrite64", "fsync", "fdatasync", "ftruncate", "unlink", "fcntl"];

/// The exit codes allowed when the environment fails: done, nothing recorded, or unknown.
const DISTURBED: &[i32] = &[0, 4, 5];

/// How long a command may take, in milliseconds.
const PATIENCE: u64 = 60_000;

#[test]
fn what_is_asked_for_is_recorded_whole_or_not_at_all() {
    if !strace::is_at_hand("add") {
        return;
    }
    let begun = recordings::begun();
    let words = shlex::split(COMMAND).unwrap();
    let calls = strace::calls_of(&begun.place(), &words, 0, &CALLS);
    let mut campaign = Campaign::begin("add on a terminal", FEW);
    let undisturbed = begun.place();
    let before = Found::read(&undisturbed.ledger()).unwrap().lines;
    let said = asked(&undisturbed, None);
    let found = Found::read(&undisturbed.ledger()).unwrap();
    let marks = [Mark::Act("c:16".to_owned())];
    assert_eq!((said.code, found.lines.len()), (Some(0), before.len() + 1), "{}", said.out);
    let files = undisturbed.files();
    for _ in 0..campaign.runs {
        let Call { name, number } = calls[campaign.random.usize(..calls.len())];
        // What was answered is tried before it is recorded, so the same calls come again.
        let number = number * campaign.random.usize(1..3);
        let error = ["EIO", "ENOSPC"][campaign.random.usize(..2)];
        let fault = match campaign.random.bool() {
            true => format!("{name}:signal=KILL:when={number}"),
            false => format!("{name}:error={error}:when={number}"),
        };
        let place = begun.place();
        let said = asked(&place, Some((name, &fault)));
        let found = Found::read(&place.ledger()).unwrap();
        let is_there = found.lines.len() > before.len();
        campaign.ended(match (said.code, is_there) {
            (None, false) => "killed and absent",
            (None, true) => "killed and recorded",
            (Some(0), _) => "done",
            (Some(_), _) => "failed",
        });
        let mut broken = judge(&before, &[Attempt::of("add", &marks, &said, DISTURBED)], &found);
        // The next command that records removes what a killed one has left.
        let next = place.run(["case", "open", "d", "--title", "Another", "--lead", "DE"]);
        assert_eq!(next.code, Some(0), "{fault}: {}", next.err);
        broken.extend(strays(&place, &files));
        campaign.made(format!("{fault}: {:?}", said.out), broken);
    }
    campaign.end();
}

/// Answers the questions on a terminal that can only print, with a fault in the calls of this name.
fn asked(place: &Place, fault: Option<(&str, &str)>) -> Said {
    let mut command = Command::new("strace");
    let (name, inject) = fault.unwrap_or(("fsync", "fsync:delay_enter=1"));
    command.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={name}"), "-e", &format!("inject={inject}")]);
    command.args([PROGRAM, "add"]);
    place.settle(&mut command);
    command.stdin(Stdio::inherit()).stdout(Stdio::inherit()).stderr(Stdio::inherit());
    let mut session = spawn_command(command, Some(PATIENCE)).unwrap();
    // The answers wait in the terminal. A process that has failed before it asks reads none.
    let _: Result<(), rexpect::error::Error> = session.send(ANSWERS).and_then(|_| session.flush());
    let printed = session.exp_eof().unwrap().replace("\r\n", "\n");
    let code = match session.process().wait() {
        Ok(WaitStatus::Exited(_, code)) => Some(code),
        _ => None,
    };
    // What is recorded is printed behind the last question.
    let out = printed.rsplit_once("Record it? (yes): ").map_or("", |(_, out)| out).to_owned();
    Said { code, out, err: printed }
}
