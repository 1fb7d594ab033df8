//! Erasing one person among thousands leaves no byte of their data or salts, loses nothing else, and is recognised by
//! verification.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use impound::domain::{
    Action, AssetKind, CaseRef, Date, EntryRef, Identifier, Jurisdiction, Places, SourceCitation, SourceRef, Subject,
};
use impound::journal::{
    Aim, Body, CaseFile, Details, Digest, Draft, Handling, Importing, SourceChanges, SourceFile, Twice,
};
use impound::store::{
    Beginning, Error, FarAhead, Keep, Ledger, Mode, Parent, Receipt, Recorder, Request, Salts, TimedBy,
};
use rusqlite::Connection;
use tempfile::TempDir;

/// The number of the first entry that holds a person.
const FIRST: u32 = 4;

/// A ledger of persons, each with an account number; entry `FIRST` + n holds person n.
struct Persons {
    directory: TempDir,
    path: PathBuf,
    drawn: u64,
}

/// The salt and data stored behind a commitment.
type Row = (Vec<u8>, String);

impl Persons {
    fn new(count: u32) -> Persons {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("ledger.db");
        let mut persons = Persons { directory, path, drawn: 0 };
        let path = persons.path.clone();
        let begun = Beginning { name: "ledger", program: "test" };
        persons.recording(|recorder| Ledger::create(&path, Parent::MustExist, &begun, recorder)).unwrap();
        let lead = Jurisdiction::parse("FR").unwrap();
        let begun = [
            Request::Case(CaseFile::new(CaseRef::parse("c").unwrap(), "A case", lead)),
            Request::Source(SourceFile::new(SourceRef::parse("s").unwrap(), "A release")),
        ];
        let requests = begun.into_iter().chain((0..count).map(freeze));
        persons
            .recording(|recorder| Ledger::open(&path, Mode::Write).unwrap().append_all(requests, recorder, Keep::Entry))
            .unwrap();
        persons
    }

    fn recording<T>(&mut self, record: impl FnOnce(&mut Recorder) -> T) -> T {
        self.drawn += 1;
        record(&mut Recorder {
            recorded_by: Some("tester".to_owned()),
            login: None,
            clock: "2024-07-01T08:00:00Z".parse().unwrap(),
            timed_by: TimedBy::Recorder,
            far_ahead: FarAhead::Recorded,
            salts: Salts::from_seed(Digest::of(&self.drawn.to_be_bytes()).0),
        })
    }

    fn erase(&mut self, person: u32) -> Result<Receipt, Error> {
        let (reason, authority) = ("acquitted".to_owned(), Some("CNIL".to_owned()));
        let request =
            Request::Withhold { entry: u64::from(FIRST + person), handling: Handling::Erased, reason, authority };
        let path = self.path.clone();
        self.recording(|recorder| Ledger::open(&path, Mode::Write).unwrap().append(request, recorder, Keep::Entry))
    }

    fn differences(&self) -> Vec<String> {
        Ledger::open(&self.path, Mode::Read).unwrap().verify(&[], &mut |_| Ok(())).unwrap().differences
    }

    /// An entry's rows.
    fn rows(&self, entry: u32) -> Vec<Row> {
        let connection = Connection::open(&self.path).unwrap();
        let mut statement = connection.prepare("SELECT salt, data FROM personal WHERE entry = ?1").unwrap();
        let rows = statement.query_map([entry], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.map(Result::unwrap).collect()
    }

    /// The whole table of personal data.
    fn table(&self) -> BTreeMap<Vec<u8>, (u32, Row)> {
        let connection = Connection::open(&self.path).unwrap();
        let mut statement = connection.prepare("SELECT commitment, entry, salt, data FROM personal").unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, (row.get(1)?, (row.get(2)?, row.get(3)?))))).unwrap();
        rows.map(Result::unwrap).collect()
    }

    /// How often half of a salt, or the beginning or end of a datum, occurs in the ledger's files. No connection is
    /// open.
    fn occurrences(&self, rows: &[Row]) -> usize {
        let ends = |bytes: &[u8]| [bytes[..PART].to_vec(), bytes[bytes.len() - PART..].to_vec()];
        let wanted: HashSet<Vec<u8>> =
            rows.iter().flat_map(|(salt, data)| [ends(salt), ends(data.as_bytes())]).flatten().collect();
        let mut begins = vec![false; 1 << 16];
        wanted.iter().for_each(|part| begins[usize::from(part[0]) << 8 | usize::from(part[1])] = true);
        let files = std::fs::read_dir(self.directory.path()).unwrap().map(|file| file.unwrap().path());
        let count = |file: PathBuf| {
            let bytes = std::fs::read(file).unwrap();
            let windows =
                bytes.windows(PART).filter(|window| begins[usize::from(window[0]) << 8 | usize::from(window[1])]);
            windows.filter(|window| wanted.contains(*window)).count()
        };
        files.map(count).sum()
    }
}

/// The number of bytes of a salt or datum to search for, few enough to find remnants.
const PART: usize = 16;

/// A freeze of a person's account. Names vary in length, and no two share a beginning or an end.
fn freeze(person: u32) -> Request {
    let name = format!("Person {person:08} {}the {person:08}th", "van ".repeat(person as usize * 7 % 200));
    let details = Details {
        date: Some(Date::parse("2024-06-25").unwrap()),
        places: Some(Places::parse("DE").unwrap()),
        kind: Some(AssetKind::BankAccount),
        identifiers: Some(vec![Identifier::parse(&format!("other:{person:08} account")).unwrap()]),
        subjects: Some(vec![Subject::parse(&format!("owner:{name}")).unwrap()]),
        sources: Some(vec![SourceCitation::of(SourceRef::parse("s").unwrap())]),
        twice: Twice::Recorded,
        ..Details::default()
    };
    let target = Aim::New(CaseRef::parse("c").unwrap());
    Request::Act(Box::new(Draft { action: Action::Freeze, target, details }))
}

#[test]
fn erasing_one_person_among_thousands_leaves_no_byte_in_any_file_and_loses_nobody_else() {
    let mut persons = Persons::new(3_000);
    let mut expected = persons.table();
    assert_eq!(expected.len(), 6_000);
    for person in [0, 17, 1_500, 2_999] {
        let rows = persons.rows(FIRST + person);
        assert_eq!(rows.len(), 2);
        assert!(persons.occurrences(&rows) >= 4, "the test finds what is there");
        let receipt = persons.erase(person).unwrap();
        assert_eq!(receipt.elsewhere, Vec::<u64>::new());
        assert_eq!(persons.occurrences(&rows), 0, "person {person}");
        expected.retain(|_, (entry, _)| *entry != FIRST + person);
    }
    assert!(persons.table() == expected);
    assert_eq!(persons.differences(), Vec::<String>::new());
}

/// Copies a row into the gap of its page, as SQLite does when it moves rows between pages.
fn leave_behind(path: &Path, (salt, data): &Row) {
    const PAGE: usize = 4_096;
    let mut bytes = std::fs::read(path).unwrap();
    let at = bytes.windows(data.len()).position(|window| window == data.as_bytes()).unwrap();
    let page = at / PAGE * PAGE;
    let number = |at: usize| usize::from(u16::from_be_bytes([bytes[at], bytes[at + 1]]));
    let header = if bytes[page] == 10 { 8 } else { 12 };
    let (begins, ends) = (header + 2 * number(page + 3), number(page + 5));
    let left = [salt, data.as_bytes()].concat();
    assert!(ends - begins >= left.len(), "a page of the fixture has a gap of {} bytes", ends - begins);
    bytes[page + begins..page + begins + left.len()].copy_from_slice(&left);
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn remnants_of_an_erased_row_in_a_page_gap_are_gone_too() {
    let mut persons = Persons::new(5);
    let rows = persons.rows(FIRST);
    let before = persons.occurrences(&rows);
    leave_behind(&persons.path, &rows[0]);
    assert_eq!(persons.occurrences(&rows), before + 4);
    assert_eq!(persons.differences(), Vec::<String>::new(), "SQLite takes no notice of it");
    let copy = persons.directory.path().join("copy");
    std::fs::copy(&persons.path, &copy).unwrap();
    let connection = Connection::open(&copy).unwrap();
    let delete = "PRAGMA secure_delete = ON; DROP TRIGGER personal_remains; DELETE FROM personal WHERE entry = 4";
    connection.execute_batch(delete).unwrap();
    drop(connection);
    let only_deleted = persons.occurrences(&rows) - (before + 4);
    assert_eq!(only_deleted, 4, "to delete the row alone would leave it");
    std::fs::remove_file(copy).unwrap();
    persons.erase(0).unwrap();
    assert_eq!(persons.occurrences(&rows), 0);
}

#[test]
fn verify_distinguishes_an_erasure_from_a_loss() {
    let altered = |sql: &str, finds: &str| {
        let mut persons = Persons::new(3);
        let rows = persons.table();
        persons.erase(1).unwrap();
        let connection = Connection::open(&persons.path).unwrap();
        let triggers = "SELECT group_concat(sql, '; ') || ';', group_concat('DROP TRIGGER ' || name, '; ')
                        FROM sqlite_schema WHERE type = 'trigger'";
        let (create, drop): (String, String) =
            connection.query_row(triggers, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        connection.execute_batch(&format!("PRAGMA foreign_keys = OFF; {drop}")).unwrap();
        if sql.is_empty() {
            let (commitment, (entry, (salt, data))) = rows.iter().find(|(_, (entry, _))| *entry == FIRST + 1).unwrap();
            let values = rusqlite::params![commitment, entry, salt, data];
            connection.execute("INSERT INTO personal VALUES (?1, ?2, ?3, ?4)", values).unwrap();
        } else {
            assert!(connection.execute(sql, []).unwrap() > 0, "{sql} changes nothing");
        }
        connection.execute_batch(&create).unwrap();
        std::mem::drop(connection);
        let found = persons.differences();
        assert!(found.iter().any(|difference| difference.contains(finds)), "{sql}: {found:#?}");
    };
    altered("", "erased by entry 7, but still stored");
    altered("DELETE FROM personal WHERE entry = 4", "the data of entry 4 are missing");
    altered("DELETE FROM withheld", "in the journal, but not stored");
    altered("UPDATE withheld SET how = 'restricted'", "how is restricted, the journal says erased");
    altered("UPDATE withheld SET entry = 6", ": stored, but not in the journal");
    altered("INSERT INTO withheld VALUES (zeroblob(32), 7, 'erased')", ": stored, but not in the journal");
    altered(
        "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), '\"erases\":\"5\"', '\"erases\":\"4\"') AS BLOB)
         WHERE entry = 7",
        "entry 7: entry 4 does not hold",
    );
    altered(
        "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), '\"erases\":\"5\"', '\"erases\":\"2\"') AS BLOB)
         WHERE entry = 7",
        "entry 7 contradicts those before it: entry 2 records no action and adds no source",
    );
}

#[test]
fn a_map_is_sealed_once_under_a_reference_and_erased_by_any_entry_about_its_source() {
    let mut persons = Persons::new(1);
    let path = persons.path.clone();
    let mut record = |request: Request| {
        persons.recording(|recorder| Ledger::open(&path, Mode::Write).unwrap().append(request, recorder, Keep::Entry))
    };
    let source = SourceRef::parse("s").unwrap();
    let edit = || {
        let importing = Importing { map: Some("# Nell".to_owned()), counts: Vec::new() };
        let changes = SourceChanges { imported: Some(importing), ..SourceChanges::default() };
        let edit = Request::EditSource { source: source.clone(), changes: Box::new(changes), reason: None };
        Request::Repeatable(EntryRef::parse("r").unwrap(), Box::new(edit))
    };
    let first = record(edit()).unwrap();
    let again = record(edit()).unwrap();
    assert!(again.repeated && again.entry == first.entry);
    let Body::SourceEdit(said) = first.entry.body else { panic!("no edit") };
    let made_elsewhere = SourceFile { source: SourceRef::parse("t").unwrap(), ..said.file };
    let refused = record(Request::Source(made_elsewhere)).unwrap_err();
    assert_eq!(refused.to_string(), "the source t already says how it was imported");
    let (reason, authority) = ("over".to_owned(), Some("CNIL".to_owned()));
    let erased = record(Request::Withhold { entry: 3, handling: Handling::Erased, reason, authority }).unwrap();
    assert_eq!((erased.asset, erased.entry.withheld().len()), (None, 1));
    assert_eq!(persons.differences(), [] as [&str; 0]);
}

#[test]
fn several_erasures_in_one_transaction_all_happen_or_none() {
    let mut persons = Persons::new(20);
    let path = persons.path.clone();
    let erase = |person: u32| {
        let (reason, authority) = ("acquitted".to_owned(), Some("CNIL".to_owned()));
        Request::Withhold { entry: u64::from(FIRST + person), handling: Handling::Erased, reason, authority }
    };
    let before = std::fs::read(&path).unwrap();
    let twice = [erase(3), erase(4), erase(3)];
    let refused = persons
        .recording(|recorder| Ledger::open(&path, Mode::Write).unwrap().append_all(twice, recorder, Keep::Entry));
    assert_eq!(refused.unwrap_err().to_string(), "the personal data of entry 7 were erased by entry 24");
    assert!(before == std::fs::read(&path).unwrap());
    let rows: Vec<Row> = [3, 4].iter().flat_map(|person| persons.rows(FIRST + person)).collect();
    let requests = [freeze(20), erase(20), erase(3), erase(4)];
    persons
        .recording(|recorder| Ledger::open(&path, Mode::Write).unwrap().append_all(requests, recorder, Keep::Entry))
        .unwrap();
    assert_eq!((persons.occurrences(&rows), persons.rows(FIRST + 20).len(), persons.table().len()), (0, 0, 36));
    assert_eq!(persons.differences(), Vec::<String>::new());
}

fn impound(ledger: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_impound"));
    command.env_clear().env("IMPOUND_RECORDED_BY", "Ada").env("IMPOUND_LEDGER", ledger);
    // No state can be saved there.
    command.env("XDG_STATE_HOME", "/dev/null/state");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

#[test]
fn a_killed_erasure_is_complete_or_has_no_effect() {
    const TIMES: u32 = 8;
    let persons = Persons::new(1_000);
    let mut course = Duration::from_millis(60);
    for kill in 1..=TIMES {
        let person = kill;
        let rows = persons.rows(FIRST + person);
        let mut erase = impound(&persons.path);
        erase.args([
            "erase",
            &(FIRST + person).to_string(),
            "--reason",
            "acquitted",
            "--authority",
            "CNIL",
            "--clock-is-right",
        ]);
        let started = Instant::now();
        let mut child = erase.spawn().unwrap();
        std::thread::sleep(course * kill / TIMES);
        let ended = child.try_wait().unwrap().is_some();
        child.kill().unwrap();
        child.wait().unwrap();
        course = if ended { started.elapsed() } else { course * 2 };
        assert_eq!(persons.differences(), Vec::<String>::new(), "after {:?}", started.elapsed());
        if persons.rows(FIRST + person).is_empty() {
            assert_eq!(persons.occurrences(&rows), 0);
        } else {
            assert!(erase.status().unwrap().success());
            assert_eq!((persons.rows(FIRST + person).len(), persons.occurrences(&rows)), (0, 0));
        }
    }
    assert_eq!(persons.differences(), Vec::<String>::new());
}
