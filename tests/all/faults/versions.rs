//! Ledgers of other formats: newer ones are left alone, older ones are migrated wholly or not at all.

use std::path::PathBuf;
use std::sync::OnceLock;

use super::Campaign;
use super::aftermath::{Ran, examine};
use super::oracle::{Broken, Found};
use super::place::{Kept, Place};
use super::recordings::{self, Recording};
use super::strace::{self, CHANGING};

/// How often a migration is killed in every run of the tests.
const FEW: usize = 40;

/// With what a command ends that was not killed.
const UNDISTURBED: &[i32] = &[0];

/// What is recorded first on a ledger of an earlier format.
const FIRST: &str = "freeze --case coco --in DE --kind cash --amount '7 EUR' --on 2024-07-01 --source release-2024-06-28 \
                     --ref first";

/// The ledgers that releases have left behind.
fn fixtures() -> Vec<PathBuf> {
    let directory = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data"));
    let files = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    let mut ledgers: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|end| end == "db")).collect();
    ledgers.sort();
    ledgers
}

fn place_of(fixture: &PathBuf) -> Place {
    let place = Place::empty();
    std::fs::copy(fixture, place.ledger()).unwrap();
    place
}

#[test]
fn the_ledgers_of_every_release_verify_and_are_not_changed_by_it() {
    assert!(fixtures().len() >= 2);
    for fixture in fixtures() {
        let place = place_of(&fixture);
        let said = place.run(["verify"]);
        assert_eq!(said.code, Some(0), "{}: {}{}", fixture.display(), said.out, said.err);
        assert!(std::fs::read(place.ledger()).unwrap() == std::fs::read(&fixture).unwrap(), "{}", fixture.display());
    }
}

#[test]
fn a_newer_ledger_is_refused_and_left_as_it_is() {
    for recording in recordings::on_a_ledger() {
        let place = recording.begun.place();
        let newer = rusqlite::Connection::open(place.ledger()).unwrap();
        let format: i64 = newer.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        newer.pragma_update(None, "user_version", format + 1).unwrap();
        newer.close().unwrap();
        let before = std::fs::read(place.ledger()).unwrap();
        for words in [recording.words.clone(), vec!["verify".to_owned()], vec!["case".to_owned(), "list".to_owned()]] {
            let said = place.run(&words);
            assert_eq!(said.code, Some(4), "{words:?}: {}", said.err);
            assert!(said.err.contains("was written by a newer impound"), "{words:?}: {}", said.err);
            assert!(std::fs::read(place.ledger()).unwrap() == before, "{words:?} has changed a newer ledger");
        }
    }
}

#[test]
fn a_migration_that_is_killed_at_any_call_has_happened_or_has_not() {
    if !strace::is_at_hand("versions") {
        return;
    }
    let mut campaign = Campaign::begin("versions, migration killed", FEW);
    let mut points = Vec::new();
    for recording in migrations() {
        points.extend(strace::calls(recording, &CHANGING).into_iter().map(|call| (recording, call)));
    }
    campaign.random.shuffle(&mut points);
    points.truncate(campaign.runs);
    for (recording, call) in points {
        let place = recording.begun.place();
        let said = strace::killed_at(&place, &recording.words, call);
        let fault = format!("{} killed at {} {}", recording.name, call.name, call.number);
        examine(&mut campaign, &fault, &place, &[Ran { recording, said }], UNDISTURBED);
    }
    campaign.end();
}

/// The first recording on each ledger of an earlier format.
fn migrations() -> &'static [Recording] {
    static MIGRATIONS: OnceLock<Vec<Recording>> = OnceLock::new();
    static BEGUN: OnceLock<Vec<Kept>> = OnceLock::new();
    MIGRATIONS.get_or_init(|| {
        let ledgers = fixtures();
        // The last one is of the format that is written today.
        let (_, earlier) = ledgers.split_last().unwrap();
        let begun = BEGUN.get_or_init(|| earlier.iter().map(|fixture| place_of(fixture).kept()).collect());
        begun.iter().map(|begun| Recording::measured("first recording", FIRST, begun)).collect()
    })
}

#[test]
fn a_migration_in_more_than_one_step_is_found_out() {
    let place = place_of(&fixtures()[0]);
    let connection = rusqlite::Connection::open(place.ledger()).unwrap();
    connection.execute_batch("PRAGMA foreign_keys = OFF; DROP TABLE reading;").unwrap();
    connection.close().unwrap();
    let found = Found::read(&place.ledger());
    assert!(matches!(found, Err(Broken::Unreadable(_))), "{found:?}");
}
