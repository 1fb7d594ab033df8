//! A workbook of many rows, which is made in temporary files.

use std::fs;

use super::place::{Place, Said};
use super::strace::{self, Call};
use super::{Campaign, recordings};

/// The number of faults in every test run.
const FEW: usize = 6;

/// More rows than are kept in memory.
const ROWS: usize = 4_200;

/// The report, as words.
const REPORT: [&str; 4] = ["report", "register", "--output", "out.xlsx"];

/// A place with a ledger of many entries, and an empty directory for temporary files.
fn place() -> Place {
    let place = recordings::begun().place();
    let mut table = "ref,case,action,date,amount,currency,note\n".to_owned();
    let note = "x".repeat(200);
    (0..ROWS).for_each(|row| table.push_str(&format!("n{row},c,seize,2024-01-01,{row}.5,EUR,{note}\n")));
    fs::write(place.desk().join("many.csv"), table).unwrap();
    let said = place.run(["import", "many.csv"]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    fs::create_dir(place.home().join("temporary")).unwrap();
    place
}

/// The program with these words, and temporary files in a directory of the home.
fn report(place: &Place, directory: &str) -> std::process::Command {
    let mut command = place.command(REPORT);
    command.env("TMPDIR", place.home().join(directory));
    command
}

/// Whether nothing is left but what is meant to be.
fn is_clean(place: &Place) -> bool {
    let is_left = fs::read_dir(place.home().join("temporary")).unwrap().next().is_some();
    let is_unfinished = |name: String| name.ends_with(".unfinished");
    let names = fs::read_dir(place.desk()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    !is_left && !names.into_iter().any(is_unfinished)
}

#[test]
fn a_workbook_is_whole_or_absent_and_no_temporary_file_is_left() {
    let place = place();
    let out = place.desk().join("out.xlsx");
    let run = |directory: &str| Said::of(report(&place, directory).output().unwrap());
    assert_eq!(run("nowhere").code, Some(4));
    assert!(!out.exists() && is_clean(&place));
    let said = run("temporary");
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
    let whole = fs::read(&out).unwrap();
    assert!(is_clean(&place));
    if !strace::is_at_hand("workbook") {
        return;
    }
    let words = REPORT.map(str::to_owned);
    let calls: Vec<Call> = strace::calls_of(&place, &words, 0, &["write"]);
    let mut campaign = Campaign::begin("workbook", FEW);
    for _ in 0..campaign.runs {
        fs::remove_file(&out).unwrap();
        let call = calls[campaign.random.usize(..calls.len())];
        let error = ["EIO", "ENOSPC"][campaign.random.usize(..2)];
        let what = format!("error={error}:when={}+", call.number);
        let said = strace::into(&report(&place, "temporary"), &place, call.name, &what);
        campaign.ended(if said.code == Some(0) { "done" } else { "failed" });
        let mut broken = Vec::new();
        match (said.code, fs::read(&out)) {
            (Some(0), Ok(bytes)) if bytes == whole => {}
            (Some(4), Err(_)) => {}
            (code, found) => broken.push(format!("{code:?} with {:?} bytes", found.map(|bytes| bytes.len()))),
        }
        if !is_clean(&place) {
            broken.push("something is left".to_owned());
        }
        campaign.made(format!("{what}: {:?}", said.err), broken);
        fs::write(&out, b"").unwrap();
    }
    campaign.end();
}

#[test]
fn a_short_workbook_needs_no_temporary_file() {
    let place = recordings::begun().place();
    let said = Said::of(report(&place, "nowhere").output().unwrap());
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
}
