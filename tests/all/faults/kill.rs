//! Killed commands: at every call that changes something, and at random while another one writes.

use std::io::{BufRead, BufReader};
use std::process::Child;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::aftermath::{Ran, examine};
use super::oracle::{Attempt, Broken, Found, Mark, judge};
use super::place::Said;
use super::recordings::{self, Recording};
use super::strace::{self, CHANGING, Call};
use super::{Campaign, child};

/// The number of faults in each of the two groups in every test run.
const FEW: usize = 150;

/// The exit codes allowed for a command that was not killed.
const UNDISTURBED: &[i32] = &[0];

#[test]
fn a_command_killed_at_any_call_is_recorded_whole_or_not_at_all() {
    if !strace::is_at_hand("kill") {
        return;
    }
    let mut campaign = Campaign::begin("kill at every call", FEW);
    let mut points: Vec<(&Recording, Call)> = Vec::new();
    for recording in recordings::all() {
        let calls = strace::calls(recording, &CHANGING);
        assert!(calls.iter().any(|call| call.name == "fsync"), "{} syncs nothing", recording.name);
        points.extend(calls.into_iter().map(|call| (recording, call)));
    }
    campaign.random.shuffle(&mut points);
    points.truncate(campaign.runs);
    let mut missed = 0;
    for (recording, call) in points {
        let place = recording.begun.place();
        let said = strace::killed_at(&place, &recording.words, call);
        missed += usize::from(said.code.is_some());
        let fault = format!("{} killed at {} {}", recording.name, call.name, call.number);
        examine(&mut campaign, &fault, &place, &[Ran { recording, said }], UNDISTURBED);
    }
    // A faster thread may mean there is no call with that number; but a trace that kills nothing proves nothing.
    assert!(missed * 10 <= campaign.so_far(), "{missed} of {} were not killed", campaign.so_far());
    campaign.end();
}

#[test]
fn each_of_two_writers_killed_at_random_is_recorded_whole_or_not_at_all() {
    let mut campaign = Campaign::begin("kill at random", FEW);
    let mut course = Duration::from_millis(40);
    while campaign.so_far() < campaign.runs {
        let table = recordings::together();
        let first = campaign.random.usize(..table.len());
        let second = (first + campaign.random.usize(1..table.len())) % table.len();
        let pair = [&table[first], &table[second]];
        let place = recordings::begun().place();
        let begun = Instant::now();
        let mut children: Vec<Child> =
            pair.iter().map(|recording| place.command(&recording.words).spawn().unwrap()).collect();
        sleep(course.mul_f64(campaign.random.f64()));
        let after = begun.elapsed();
        let last = children.len() - usize::from(campaign.random.bool());
        children[..last].iter_mut().for_each(|child| child.kill().unwrap());
        let said: Vec<Said> = children.into_iter().map(|child| Said::of(child.wait_with_output().unwrap())).collect();
        // Adapted to how long the commands take here and now, so that kills come before, during and after.
        let all_ended = said.iter().all(|said| said.code.is_some());
        course = if all_ended {
            after.max(Duration::from_millis(2))
        } else {
            (course * 21 / 20).min(Duration::from_secs(2))
        };
        let ran: Vec<Ran<'_>> = pair.into_iter().zip(said).map(|(recording, said)| Ran { recording, said }).collect();
        let fault = format!("{} and {} killed after {after:?}", pair[0].name, pair[1].name);
        examine(&mut campaign, &fault, &place, &ran, UNDISTURBED);
    }
    campaign.end();
}

#[test]
fn a_program_that_acknowledges_before_committing_is_detected() {
    let place = recordings::begun().place();
    let before = Found::read(&place.ledger()).unwrap().lines;
    let mut child = child::acknowledges_too_early(&place).spawn().unwrap();
    let mut out = String::new();
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    while !out.contains("receipt  ") {
        assert!(lines.read_line(&mut out).unwrap() > 0, "{out}");
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let said = Said { code: None, out, err: String::new() };
    let marks = [Mark::Reference(child::REFERENCE.to_owned())];
    let broken = judge(&before, &[Attempt::of("child", &marks, &said, &[])], &Found::read(&place.ledger()).unwrap());
    assert!(broken.contains(&Broken::Lost("child".into(), marks[0].clone())), "{broken:?}");
}

#[test]
fn a_command_killed_between_commit_and_output_has_recorded_once() {
    if !strace::is_at_hand("kill before print") {
        return;
    }
    let mut campaign = Campaign::begin("kill between commit and print", recordings::all().len());
    for recording in recordings::all() {
        let place = recording.begun.place();
        let said = strace::killed_at(&place, &recording.words, strace::printing(recording));
        assert_eq!((said.code, said.out.as_str()), (None, ""), "{}", recording.name);
        let found = Found::read(&place.ledger()).unwrap();
        assert_eq!(found.lines.len(), recording.before.len() + recording.marks.len(), "{}", recording.name);
        examine(&mut campaign, recording.name, &place, &[Ran { recording, said }], UNDISTURBED);
    }
    campaign.end();
}
