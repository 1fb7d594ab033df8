//! Deliberately faulty programs, which the tests must detect. The test binary runs itself as one of them.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::Duration;

use impound::domain::{Action, AssetKind, CaseRef, Date, EntryRef, Places, SourceCitation, SourceRef};
use impound::journal::{Aim, Details, Draft};
use impound::store::{FarAhead, Keep, Ledger, Mode, Receipt, Recorder, Request, Salts, TimedBy};

use super::place::{LEDGER, Place};

/// The reference of the entry the child records.
pub const REFERENCE: &str = "child";

/// The variable that turns this binary into a child.
const CHILD: &str = "FAULTY_CHILD";

/// What the child does: acknowledge an entry too early, or hold the ledger.
const EARLY: &str = "acknowledges too early";
const HOLDS: &str = "holds the ledger";

/// Longer than any test waits.
const FOR_EVER: Duration = Duration::from_secs(600);

/// The delay between the child's acknowledgement and its recording.
const LATE: Duration = Duration::from_millis(500);

/// A program that acknowledges an entry, and records it half a second later.
pub fn acknowledges_too_early(place: &Place) -> Command {
    child(place, EARLY)
}

/// A program that has opened a ledger for writing, and then does nothing.
pub fn holds_the_ledger(place: &Place) -> Child {
    let mut holder = child(place, HOLDS).spawn().unwrap();
    let mut out = String::new();
    let mut lines = BufReader::new(holder.stdout.take().unwrap());
    while !out.contains(HOLDS) {
        assert!(lines.read_line(&mut out).unwrap() > 0, "{out}");
    }
    holder
}

fn child(place: &Place, what: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "faults::child::records_as_a_faulty_program_would", "--nocapture"]);
    place.settle(&mut command);
    command.env(CHILD, what);
    command
}

#[test]
fn records_as_a_faulty_program_would() {
    match std::env::var(CHILD).as_deref() {
        Ok(EARLY) => acknowledge_too_early(),
        Ok(HOLDS) => hold(),
        _ => {}
    }
}

fn hold() {
    let ledger = PathBuf::from(std::env::var_os(LEDGER).unwrap());
    let _held = Ledger::open(&ledger, Mode::Write).unwrap();
    std::io::stdout().write_all(format!("{HOLDS}\n").as_bytes()).unwrap();
    sleep(FOR_EVER);
}

fn acknowledge_too_early() {
    let receipt = record(Keep::Nothing);
    let said = format!(
        "entry {}  recorded\nreceipt  {} entries, root {}\n",
        receipt.head.size(),
        receipt.head.size(),
        receipt.head.root()
    );
    std::io::stdout().write_all(said.as_bytes()).unwrap();
    sleep(LATE);
    assert_eq!(record(Keep::Entry).head, receipt.head);
}

fn record(keep: Keep) -> Receipt {
    let ledger = PathBuf::from(std::env::var_os(LEDGER).unwrap());
    let mut recorder = Recorder {
        recorded_by: Some("child".to_owned()),
        login: None,
        clock: "2099-01-01T00:00:00Z".parse().unwrap(),
        timed_by: TimedBy::Recorder,
        far_ahead: FarAhead::Recorded,
        salts: Salts::from_seed([7; 32]),
    };
    let details = Details {
        date: Some(Date::parse("2024-07-01").unwrap()),
        places: Some(Places::parse("DE").unwrap()),
        kind: Some(AssetKind::Cash),
        sources: Some(vec![SourceCitation::of(SourceRef::parse("s").unwrap())]),
        reference: Some(EntryRef::parse(REFERENCE).unwrap()),
        ..Details::default()
    };
    let target = Aim::New(CaseRef::parse("c").unwrap());
    let draft = Draft { action: Action::Freeze, target, details };
    Ledger::open(&ledger, Mode::Write).unwrap().append(Request::Act(Box::new(draft)), &mut recorder, keep).unwrap()
}
