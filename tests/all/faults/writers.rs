//! Concurrent processes: queueing writers, one that hangs, and a reader that stops reading.

use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

use super::Campaign;
use super::child;
use super::oracle::{Acknowledged, Attempt, Broken, Found, Mark, judge, strays};
use super::place::Said;
use super::recordings;

/// The number of concurrent writers in every test run, and of commands each of them runs.
const FEW: (usize, usize) = (8, 10);

/// The number of writers if more commands are requested.
const MANY: usize = 64;

/// The number of processes that record the same thing at once.
const SAME: usize = 16;

/// The exit codes allowed for a writer: recorded, or kept waiting too long.
const QUEUED: &[i32] = &[0, 4];

/// How long a writer waits for its turn, and the extra time a slow machine may need.
const PATIENCE: Duration = Duration::from_secs(10);
const SLOW_MACHINE: Duration = Duration::from_secs(60);

#[test]
fn many_concurrent_writers_record_everything_once_and_in_order() {
    let mut campaign = Campaign::begin("writers", FEW.0 * FEW.1);
    let processes = if campaign.runs > FEW.0 * FEW.1 { MANY } else { FEW.0 };
    let commands = campaign.runs.div_ceil(processes);
    let place = recordings::begun().place();
    let before = Found::read(&place.ledger()).unwrap().lines;
    let files = place.files();
    let ran: Vec<(String, Said, Duration)> = thread::scope(|scope| {
        let place = &place;
        let writers: Vec<_> = (0..processes)
            .map(|writer| {
                scope.spawn(move || {
                    let run = |command| {
                        let reference = format!("{writer}/{command}");
                        let begun = Instant::now();
                        let said = place.run(freeze(&reference));
                        (reference, said, begun.elapsed())
                    };
                    (0..commands).map(run).collect::<Vec<_>>()
                })
            })
            .collect();
        writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect()
    });
    let attempts: Vec<Attempt> = ran
        .iter()
        .map(|(reference, said, _)| Attempt::of(reference, &[Mark::Reference(reference.clone())], said, QUEUED))
        .collect();
    let mut broken = judge(&before, &attempts, &Found::read(&place.ledger()).unwrap());
    broken.extend(strays(&place, &files));
    for attempt in &attempts {
        campaign.ended(if attempt.code == Some(0) { "done" } else { "busy" });
        campaign.made(&attempt.name, broken.drain(..));
    }
    let mut waited: Vec<Duration> = ran.iter().map(|(_, _, took)| *took).collect();
    waited.sort();
    let at = |share: usize| waited[(waited.len() * share / 100).min(waited.len() - 1)].as_millis();
    super::say(&format!(
        "writers: {processes} at once, a command took {} ms, p99 {} ms, at most {} ms",
        at(50),
        at(99),
        at(100)
    ));
    campaign.end();
}

#[test]
fn sixteen_concurrent_commands_with_one_reference_record_one_entry() {
    let mut campaign = Campaign::begin("writers with one reference", SAME);
    for _ in 0..campaign.runs.div_ceil(SAME).min(50) {
        let place = recordings::begun().place();
        let before = Found::read(&place.ledger()).unwrap().lines;
        let children: Vec<Child> = (0..SAME).map(|_| place.command(freeze("same")).spawn().unwrap()).collect();
        let said: Vec<Said> = children.into_iter().map(|child| Said::of(child.wait_with_output().unwrap())).collect();
        let marks = [Mark::Reference("same".to_owned())];
        let attempts: Vec<Attempt> = said.iter().map(|said| Attempt::of("same", &marks, said, &[0])).collect();
        let found = Found::read(&place.ledger()).unwrap();
        let entry = u64::try_from(before.len() + 1).unwrap();
        let named = said.iter().filter_map(|said| Acknowledged::read(&said.out)?.entry);
        assert_eq!(named.collect::<Vec<_>>(), [entry; SAME]);
        assert_eq!(said.iter().filter(|said| said.out.starts_with("entry ")).count(), 1, "one of them recorded it");
        let mut broken = judge(&before, &attempts, &found);
        (0..SAME).for_each(|_| campaign.made("one of sixteen", broken.drain(..)));
    }
    campaign.end();
}

#[test]
fn two_commands_without_a_reference_are_found_to_be_two_entries() {
    let place = recordings::begun().place();
    let before = Found::read(&place.ledger()).unwrap().lines;
    let mut words = freeze("same");
    words.truncate(words.len() - 2);
    words.push("--anyway".to_owned());
    let attempts: Vec<Attempt> =
        (0..2).map(|_| Attempt::of("same", &[Mark::Act("c:16".to_owned())], &place.run(&words), &[0])).collect();
    let broken = judge(&before, &attempts, &Found::read(&place.ledger()).unwrap());
    let stray = Broken::Stray(before.len() + 2, Mark::Act("c:17".to_owned()));
    assert!(broken.contains(&stray), "{broken:?}");
}

#[test]
fn a_stopped_writer_makes_others_busy_instead_of_hanging() {
    let place = recordings::begun().place();
    let mut holder = child::holds_the_ledger(&place);
    signal("STOP", &holder);
    let begun = Instant::now();
    let said = place.run(freeze("late"));
    let waited = begun.elapsed();
    assert_eq!(said.code, Some(4), "{}", said.err);
    assert!(said.err.contains("busy"), "{}", said.err);
    assert!(waited >= PATIENCE && waited < PATIENCE + SLOW_MACHINE, "{waited:?}");
    assert_eq!(place.run(["case", "list"]).code, Some(0), "a stopped writer keeps readers out");
    holder.kill().unwrap();
    holder.wait().unwrap();
    assert_eq!(place.run(freeze("late")).code, Some(0));
    assert!(Found::read(&place.ledger()).unwrap().lines.iter().any(|line| line.mark == Mark::Reference("late".into())));
}

#[test]
fn a_reader_in_a_pager_blocks_no_writer() {
    let place = recordings::begun().place();
    // More than a pipe holds, so that the report cannot finish while nobody reads it.
    let mut table = "case,action,date,amount,currency\n".to_owned();
    (0..2_000).for_each(|row| table.push_str(&format!("p,seize,2024-01-01,{row}.5,EUR\n")));
    std::fs::write(place.desk().join("many.csv"), table).unwrap();
    assert_eq!(place.run(["import", "many.csv", "--open-missing"]).code, Some(0));
    for report in [&["report", "register", "--format", "csv"][..], &["asset", "list"], &["report", "register"]] {
        let mut pager = place.command(report.iter().copied()).spawn().unwrap();
        thread::sleep(Duration::from_millis(1_000));
        assert!(pager.try_wait().unwrap().is_none(), "{report:?} fits into a pipe");
        let said = place.run(freeze(&report.join(" ")));
        let is_waiting = pager.try_wait().unwrap().is_none();
        pager.kill().unwrap();
        pager.wait().unwrap();
        assert!(is_waiting, "{report:?}");
        assert_eq!(said.code, Some(0), "{report:?} keeps a writer out: {}", said.err);
    }
}

fn freeze(reference: &str) -> Vec<String> {
    let line = "freeze --case c --in DE --kind cash --amount '7 EUR' --on 2024-07 --source s --ref";
    shlex::split(line).unwrap().into_iter().chain([reference.to_owned()]).collect()
}

fn signal(name: &str, child: &Child) {
    let sent = Command::new("kill").args([format!("-{name}"), child.id().to_string()]).status().unwrap();
    assert!(sent.success());
}
