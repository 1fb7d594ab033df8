//! The store: the guarantees of a transaction, and what `verify` finds.

use std::path::{Path, PathBuf};

use impound::domain::{
    Action, Amount, AssetKind, CaseRef, Date, EntryRef, Identifier, Jurisdiction, Places, SourceCitation, SourceRef,
    Subject,
};
use impound::journal::{Aim, CaseFile, Details, Draft, Handle, SourceFile, Twice};
use impound::store::{
    Beginning, Error, FarAhead, Keep, Ledger, Mode, Parent, Receipt, Recorder, Request, Salts, TimedBy,
};
use rusqlite::Connection;
use tempfile::TempDir;

struct File {
    _directory: TempDir,
    path: PathBuf,
    seeds: u8,
    second: u32,
}

/// How a ledger of these tests begins.
const BEGINNING: Beginning<'_> = Beginning { name: "ledger", program: "test" };

impl File {
    fn new() -> File {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("ledger.db");
        let mut file = File { _directory: directory, path, seeds: 0, second: 0 };
        let path = file.path.clone();
        file.recording(|recorder| Ledger::create(&path, Parent::MustExist, &BEGINNING, recorder)).unwrap();
        let lead = Jurisdiction::parse("FR").unwrap();
        file.record(Request::Case(CaseFile::new(CaseRef::parse("c").unwrap(), "A case", lead))).unwrap();
        file.record(Request::Source(SourceFile::new(SourceRef::parse("s").unwrap(), "A release"))).unwrap();
        file
    }

    fn recording<T>(&mut self, record: impl FnOnce(&mut Recorder) -> T) -> T {
        self.second += 1;
        let clock = format!("2024-07-01T08:{:02}:{:02}Z", self.second / 60, self.second % 60);
        self.seeds += 1;
        record(&mut Recorder {
            recorded_by: Some("tester".to_owned()),
            login: None,
            clock: clock.parse().unwrap(),
            timed_by: TimedBy::Recorder,
            far_ahead: FarAhead::Recorded,
            salts: Salts::from_seed([self.seeds; 32]),
        })
    }

    fn record(&mut self, request: Request) -> Result<Receipt, Error> {
        let path = self.path.clone();
        self.recording(|recorder| Ledger::open(&path, Mode::Write)?.append(request, recorder, Keep::Entry))
    }

    fn verify(&self) -> Vec<String> {
        Ledger::open(&self.path, Mode::Read).unwrap().verify(&[], &mut |_| Ok(())).unwrap().differences
    }

    /// Alters the file like somebody with write access: without the program and its triggers.
    fn tamper(&self, sql: &str) {
        let connection = Connection::open(&self.path).unwrap();
        let triggers: Vec<(String, String)> = {
            let mut statement =
                connection.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").unwrap();
            statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
        };
        connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        for (name, _) in &triggers {
            connection.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
        }
        assert!(connection.execute(sql, []).unwrap() > 0, "{sql} changes nothing");
        for (_, sql) in &triggers {
            connection.execute_batch(sql).unwrap();
        }
    }

    fn bytes(&self) -> Vec<u8> {
        std::fs::read(&self.path).unwrap()
    }
}

fn new_asset() -> Draft {
    Draft { action: Action::Freeze, target: Aim::New(CaseRef::parse("c").unwrap()), details: details() }
}

fn details() -> Details {
    Details {
        date: Some(Date::parse("2024-06-25").unwrap()),
        places: Some(Places::parse("DE").unwrap()),
        kind: Some(AssetKind::BankAccount),
        identifiers: Some(vec![Identifier::parse("other:account 7").unwrap()]),
        subjects: Some(vec![Subject::parse("owner:Ada Example").unwrap()]),
        amount: Some(Amount::parse("100 EUR", None).unwrap()),
        sources: Some(vec![SourceCitation::of(SourceRef::parse("s").unwrap())]),
        twice: Twice::Recorded,
        ..Details::default()
    }
}

fn with_reference(mut draft: Draft, reference: &str) -> Request {
    draft.details.reference = Some(EntryRef::parse(reference).unwrap());
    Request::Act(Box::new(draft))
}

fn later(action: Action) -> Request {
    let details = Details {
        date: Some(Date::parse("2024-06-26").unwrap()),
        sources: Some(vec![SourceCitation::of(SourceRef::parse("s").unwrap())]),
        ..Details::default()
    };
    let target = Aim::Existing(Handle::parse("c:1").unwrap());
    Request::Act(Box::new(Draft { action, target, details }))
}

#[test]
fn a_ledger_written_by_the_program_has_no_differences() {
    let mut file = File::new();
    file.record(with_reference(new_asset(), "r")).unwrap();
    file.record(later(Action::Seize)).unwrap();
    let details = Box::new(Details { note: Some("n".to_owned()), ..Details::default() });
    file.record(Request::Correct { entry: 4, reason: "misread".to_owned(), details }).unwrap();
    file.record(Request::Void { entry: 5, reason: "withdrawn".to_owned() }).unwrap();
    assert_eq!(file.verify(), Vec::<String>::new());
}

#[test]
fn the_same_reference_and_content_add_no_entry() {
    let mut file = File::new();
    let first = file.record(with_reference(new_asset(), "r")).unwrap();
    let before = file.bytes();
    let again = file.record(with_reference(new_asset(), "r")).unwrap();
    assert!(again.repeated);
    assert_eq!((again.entry.number, again.digest, again.head.size()), (first.entry.number, first.digest, 4));
    assert_eq!(file.bytes(), before);
    for change in [
        |details: &mut Details| details.places = Some(Places::parse("NL").unwrap()),
        |details: &mut Details| details.subjects = Some(vec![Subject::parse("owner:Ada Exemple").unwrap()]),
        |details: &mut Details| details.subjects = Some(vec![Subject::parse("victim:Ada Example").unwrap()]),
        |details: &mut Details| details.identifiers = None,
        |details: &mut Details| details.amount = Some(Amount::parse("100.01 EUR", None).unwrap()),
    ] {
        let mut draft = new_asset();
        change(&mut draft.details);
        let refused = file.record(with_reference(draft, "r")).unwrap_err();
        assert_eq!(refused.to_string(), "entry 4 has the same reference and other content");
        assert_eq!(file.bytes(), before);
    }
}

#[test]
fn a_repeated_correction_is_recognised_after_the_reading_has_changed() {
    let mut file = File::new();
    file.record(with_reference(new_asset(), "r")).unwrap();
    let correct = |reference: &str, amount: &str| Request::Correct {
        entry: 4,
        reason: "misread".to_owned(),
        details: Box::new(Details {
            amount: Some(Amount::parse(amount, None).unwrap()),
            reference: Some(EntryRef::parse(reference).unwrap()),
            ..Details::default()
        }),
    };
    file.record(correct("k1", "10 EUR")).unwrap();
    file.record(correct("k2", "20 EUR")).unwrap();
    assert!(file.record(correct("k1", "10 EUR")).unwrap().repeated);
    assert!(file.record(correct("k1", "11 EUR")).is_err());
    assert_eq!(file.verify(), Vec::<String>::new());
}

#[test]
fn a_refusal_and_a_dry_run_leave_the_file_byte_identical() {
    let mut file = File::new();
    file.record(with_reference(new_asset(), "r")).unwrap();
    let before = file.bytes();
    assert!(matches!(file.record(later(Action::Freeze)), Err(Error::Refused(_))));
    let path = file.path.clone();
    let dry = file.recording(|recorder| {
        Ledger::open(&path, Mode::Write).unwrap().append(later(Action::Seize), recorder, Keep::Nothing).unwrap()
    });
    assert_eq!((dry.entry.number, dry.head.size()), (5, 5));
    assert_eq!(file.bytes(), before);
}

#[test]
fn several_requests_in_one_transaction_are_all_recorded_or_none() {
    let mut file = File::new();
    let before = file.bytes();
    let path = file.path.clone();
    let requests = [with_reference(new_asset(), "r"), later(Action::Seize), later(Action::Freeze)];
    let refused = file.recording(|recorder| {
        Ledger::open(&path, Mode::Write).unwrap().append_all(requests, recorder, Keep::Entry).unwrap_err()
    });
    assert!(matches!(refused, Error::Refused(_)));
    assert_eq!(file.bytes(), before);
}

#[test]
fn a_clock_set_back_is_recorded_with_a_time_that_never_decreases() {
    let mut file = File::new();
    file.second = 600;
    let late = file.record(with_reference(new_asset(), "r")).unwrap().entry.stamp;
    file.second = 10;
    let early = file.record(later(Action::Seize)).unwrap().entry.stamp;
    assert_eq!(early.recorded_at, late.recorded_at);
    assert_eq!(early.clock.as_deref(), Some("2024-07-01T08:00:11Z"));
    assert_eq!(file.verify(), Vec::<String>::new());
}

#[test]
fn verify_names_each_difference() {
    let altered = |sql: &str, finds: &str| {
        let mut file = File::new();
        file.record(with_reference(new_asset(), "r")).unwrap();
        file.record(later(Action::Seize)).unwrap();
        file.tamper(sql);
        let found = file.verify();
        assert!(found.iter().any(|difference| difference.contains(finds)), "{sql}: {found:#?}");
    };
    altered("UPDATE family SET root = 'd:1'", "family c:1: in the journal, but not stored");
    altered("UPDATE family SET steps = replace(steps, '100.00', '900.00')", "family c:1: steps is 4\\u{9}\\u{9}freeze");
    altered("UPDATE family SET steps = replace(steps, 'seize', 'release')", "family c:1: steps is");
    altered("UPDATE family SET steps = 'x'", "family c:1: steps is x, the journal says 4");
    altered("UPDATE family SET woven = 1", "family c:1: woven is 1, the journal says 0");
    altered("UPDATE family SET pool = 1", "family c:1: pool is 1, the journal says 0");
    altered("UPDATE family SET entry = 5", "family c:1: entry is 5, the journal says 4");
    altered("DELETE FROM family", "family c:1: in the journal, but not stored");
    altered("INSERT INTO family VALUES (9, 'c:2', '9', 0, 0)", "family c:2: stored, but not in the journal");
    altered("INSERT INTO guest VALUES ('c', 4)", "guest c 4: stored, but not in the journal");
    altered("INSERT INTO case_file VALUES ('d', 9, 9, 0)", "case_file d: stored, but not in the journal");
    altered("DELETE FROM case_file", "case_file c: in the journal, but not stored");
    altered("INSERT INTO reference VALUES ('q', 5)", "reference q: stored, but not in the journal");
    altered("DELETE FROM reference", "reference r: in the journal, but not stored");
    altered("UPDATE total SET lower = '1' WHERE breakdown = 'stock by jurisdiction'", "lower is 1, the journal says");
    altered("UPDATE total SET exact = exact + 1 WHERE breakdown = 'flow by month'", "exact is 2, the journal says 1");
    altered("UPDATE total SET upper = 'x'", "upper is x, the journal says");
    altered("UPDATE total SET breakdown = 'stock by name'", "stored, but not in the journal");
    altered("DELETE FROM total WHERE breakdown = 'stock by kind'", "in the journal, but not stored");
    altered("UPDATE case_file SET assets = 0", "case_file c: assets is 0, the journal says 1");
    altered("UPDATE source SET entry = 2", "source s: entry is 2, the journal says 3");
    altered("UPDATE reference SET entry = 5", "reference r: entry is 5, the journal says 4");
    altered("UPDATE head SET root = zeroblob(32)", "the head's root is 0000");
    altered("UPDATE head SET size = 9", "the head counts 9 entries, the journal has 5");
    altered("UPDATE head SET frontier = zeroblob(64)", "the head's frontier is not that of the journal");
    altered(
        "UPDATE personal SET data = 'owner:Someone Else' WHERE data LIKE 'Ada%'",
        "the data are not those that entry 4",
    );
    altered("UPDATE personal SET salt = zeroblob(32)", "the data are not those that entry 4");
    altered("DELETE FROM personal", "the data of entry 4 are missing");
    altered("INSERT INTO personal VALUES (zeroblob(32), 4, zeroblob(32), 'x')", "no entry holds this commitment");
    altered("DELETE FROM entry WHERE entry = 4", "entry 4 is missing: entry 5 follows in its place");
    altered("DELETE FROM entry WHERE entry = 5", "the head counts 5 entries, the journal has 4");
    altered(
        "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), '100.00 EUR', '900.00 EUR') AS BLOB) WHERE entry = 4",
        "the head's root is",
    );
    altered("UPDATE entry SET bytes = x'00' WHERE entry = 4", "entry 4: these bytes are not a journal entry");
    altered(
        "UPDATE entry SET bytes = (SELECT bytes FROM entry WHERE entry = 4) WHERE entry = 5",
        "entry 5 claims to be entry 4",
    );
    altered(
        "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), '\"seize\"', '\"freeze\"') AS BLOB) WHERE entry = 5",
        "entry 5 contradicts those before it: c:1 is frozen: freeze is not allowed",
    );
}

#[test]
fn sixteen_writers_record_everything_once_and_in_order() {
    let mut file = File::new();
    file.record(with_reference(new_asset(), "r")).unwrap();
    let path: &Path = &file.path;
    std::thread::scope(|scope| {
        for writer in 0..16_u8 {
            scope.spawn(move || {
                for n in 0..5_u8 {
                    let seed = [writer, n, 77, 77].repeat(8).try_into().unwrap();
                    let mut recorder = Recorder {
                        recorded_by: Some(format!("w{writer}")),
                        login: None,
                        clock: "2024-07-01T09:00:00Z".parse().unwrap(),
                        timed_by: TimedBy::Recorder,
                        far_ahead: FarAhead::Recorded,
                        salts: Salts::from_seed(seed),
                    };
                    let request = with_reference(new_asset(), &format!("{writer}/{n}"));
                    Ledger::open(path, Mode::Write).unwrap().append(request, &mut recorder, Keep::Entry).unwrap();
                }
            });
        }
    });
    let findings = Ledger::open(path, Mode::Read).unwrap().verify(&[], &mut |_| Ok(())).unwrap();
    assert_eq!((findings.entries, findings.differences), (84, Vec::new()));
}
