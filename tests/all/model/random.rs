//! Random ledgers, kept by both the program and the model.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::{self, Write as _};

use fastrand::Rng;

use super::compare::compare;
use super::draw::{CASES, Command, Drawer, NEW};
use super::fold::State;
use super::journal::{Action, Event, Journal};
use super::reports::{self, Report};
use super::stock::contradicts;
use crate::harness::{Desk, Said};

/// How many ledgers each test run makes.
const LEDGERS: u64 = 24;

/// How many differing ledgers are shown.
const SHOWN: usize = 3;

/// The dimensions of reports, and the options that ask for them.
const STOCK: [&str; 6] = ["case", "jurisdiction", "stage", "kind", "currency", "authority"];
const FLOW: [&str; 10] =
    ["case", "jurisdiction", "action", "kind", "currency", "authority", "year", "quarter", "month", "--stated"];
const PLACED: [&str; 1] = ["--with-unplaced"];

/// Flags of a command line, and the file columns that say the same.
const COLUMNS: [(&str, &str); 14] = [
    ("--case", "case"),
    ("--kind", "kind"),
    ("--in", "jurisdictions"),
    ("--on", "date"),
    ("--source", "sources"),
    ("--ref", "ref"),
    ("--how", "how"),
    ("--amount", "amount"),
    ("--currency", "currency"),
    ("--authority", "authority"),
    ("--may-overlap", "may_overlap"),
    ("--part-of", "part_of"),
    ("--of", "of"),
    ("--asset", "asset"),
];

/// What was tried, and where the model disagrees.
#[derive(Default)]
struct Tried {
    accepted: usize,
    refused: usize,
    rows: usize,
    reports: usize,
    cells: usize,
    differences: Vec<String>,
}

/// A ledger of the program, with the model beside it.
pub struct Ledger {
    pub desk: Desk,
    journal: Journal,
    pub random: Rng,
    next: u64,
    told: Vec<String>,
    tried: Tried,
}

impl Ledger {
    fn begin(seed: u64) -> Ledger {
        let desk = Desk::in_memory();
        desk.done("init");
        for case in CASES {
            desk.done(&format!("case open {case} --title T --lead DE"));
        }
        desk.done("source add s --title S");
        let next = 3 + u64::try_from(CASES.len()).unwrap();
        let (journal, random) = (Journal::default(), Rng::with_seed(seed));
        Ledger { desk, journal, random, next, told: Vec::new(), tried: Tried::default() }
    }

    fn drawer(&mut self) -> Drawer<'_> {
        Drawer { random: &mut self.random, journal: &self.journal, next: self.next }
    }

    pub fn run(&self, words: &[String]) -> Said {
        self.desk.run_words(words.iter().map(OsString::from).collect(), b"")
    }

    /// Records a command line as the only row of a file, read by a map that keeps every decimal.
    fn import(&self, words: &[String]) -> Said {
        let (verb, flags) = words.split_first().unwrap();
        let mut row = BTreeMap::from([("action", verb.as_str())]);
        for flag in flags.chunks(2) {
            let [name, value] = flag else { panic!("{words:?}") };
            let (_, column) = COLUMNS.iter().find(|(flag, _)| flag == name).unwrap();
            row.insert(column, value);
        }
        let of = row.get("part_of").and_then(|asset| asset.split(':').next());
        row.entry("case").or_insert(of.unwrap_or_default());
        let mut map = "[columns]\n".to_owned();
        for column in row.keys().filter(|column| **column != "amount") {
            writeln!(map, "{column} = \"{column}\"").unwrap();
        }
        if row.contains_key("amount") {
            map.push_str(
                "amount = { from = \"amount\", decimal = \".\", decimals = \"as stated\", otherwise = \"phrase\" }\n",
            );
        }
        let mut table = csv::Writer::from_writer(Vec::new());
        table.write_record(row.keys()).unwrap();
        table.write_record(row.values()).unwrap();
        let file = |name: &str| self.desk.directory().join(name).into_os_string();
        std::fs::write(file("rows.csv"), table.into_inner().unwrap()).unwrap();
        std::fs::write(file("map.toml"), map).unwrap();
        let words = ["import".into(), file("rows.csv"), "--map".into(), file("map.toml"), "--json".into()];
        self.desk.run_words(words.to_vec(), b"")
    }

    /// Draws a command and gives it to both; returns false if they disagree.
    fn step(&mut self) -> bool {
        let Command { words, event, is_row } = self.drawer().command();
        let standing = after(&self.journal, self.next, &event);
        let judged = State::check(&standing);
        if judged.is_ok() && contradicts(&standing) {
            return true;
        }
        let said = if is_row {
            self.import(&words)
        } else {
            self.run(&words.iter().cloned().chain(["--json".to_owned()]).collect::<Vec<_>>())
        };
        let told = shlex::try_join(words.iter().map(String::as_str)).unwrap();
        self.told.push(format!("impound {}{told}", if is_row { "import: " } else { "" }));
        match (said.code, &judged) {
            (0, Ok(_)) => {
                self.tried.accepted += 1;
                let receipt: serde_json::Value = serde_json::from_str(&said.out).unwrap();
                if is_row {
                    self.imported(event, receipt["size"].as_u64().unwrap());
                    return true;
                }
                assert_eq!(receipt["entry"].as_u64(), Some(self.next), "{}", said.out);
                let asset = receipt["asset"].as_str().unwrap().to_owned();
                self.journal.0.push((self.next, named(event, &asset)));
                self.next += 1;
                true
            }
            (1, Err(_)) => {
                self.tried.refused += 1;
                self.told.last_mut().unwrap().insert_str(0, "# refused: ");
                true
            }
            _ => {
                let judged = judged.map_or_else(|refusal| format!("refuses: {refusal}"), |_| "allows it".to_owned());
                self.tried.differences.push(format!("the program: {} {}the model {judged}", said.code, said.err));
                false
            }
        }
    }

    /// Tells the model about a row, whose entry is between those of its file and of the file's totals.
    fn imported(&mut self, event: Event, size: u64) {
        self.tried.rows += 1;
        let entry = size - 1;
        let register = self.desk.done("report register --format csv");
        let mut reader = csv::Reader::from_reader(register.as_bytes());
        let mut rows = reader.deserialize().map(|row: Result<BTreeMap<String, String>, _>| row.unwrap());
        let row = rows.find(|row| row["entry"] == entry.to_string()).unwrap();
        let asset = row["asset"].clone();
        let Event::Done(action) = event else { panic!("a row is an action") };
        self.journal.0.push((entry, named(Event::Done(Action { entry, ..action }), &asset)));
        self.next = size + 1;
    }

    /// The command line of every report and the model's answer, without options and with some.
    pub fn questions(&mut self) -> Vec<(Vec<String>, Report)> {
        let mut questions = Vec::new();
        for plain in [true, false, false, false] {
            let (question, options) = self.drawer().question(&STOCK, plain);
            questions.push((asked("holdings", options), reports::holdings(&self.journal, &question)));
            let (question, options) = self.drawer().question(&FLOW, plain);
            questions.push((asked("actions", options), reports::actions(&self.journal, &question)));
            let (question, options) = self.drawer().question(&PLACED, plain);
            questions.push((asked("jurisdictions", options), reports::jurisdictions(&self.journal, &question)));
            let (question, options) = self.drawer().question(&[], plain);
            questions.push((asked("pools", options), reports::pools(&self.journal, &question)));
        }
        questions
    }

    /// Requests every report and compares it.
    fn ask(&mut self) {
        for (line, expected) in self.questions() {
            let (said, words) = (self.run(&line), line.join(" "));
            if said.code != 0 {
                self.tried.differences.push(format!("{words}: {} {}", said.code, said.err));
                continue;
            }
            let compared = compare(&expected, &said.out);
            self.tried.reports += 1;
            self.tried.cells += compared.cells;
            self.tried
                .differences
                .extend(compared.differences.iter().map(|difference| format!("{words}: {difference}")));
        }
    }
}

fn asked(report: &str, options: Vec<String>) -> Vec<String> {
    ["report", report, "--format", "csv"].into_iter().map(str::to_owned).chain(options).collect()
}

/// The actions in force after an event.
fn after(journal: &Journal, entry: u64, event: &Event) -> Vec<Action> {
    let mut journal = journal.clone();
    journal.0.push((entry, event.clone()));
    journal.standing(None)
}

fn named(event: Event, asset: &str) -> Event {
    match event {
        Event::Done(action) if action.asset == NEW => Event::Done(Action { asset: asset.to_owned(), ..action }),
        other => other,
    }
}

/// Makes a ledger and compares everything.
pub fn ledger(seed: u64) -> Ledger {
    let mut ledger = Ledger::begin(seed);
    let commands = ledger.random.usize(3..45);
    if (0..commands).all(|_| ledger.step()) {
        ledger.ask();
    }
    ledger
}

pub fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|value| value.parse().unwrap())
}

#[test]
fn every_command_and_every_figure_agrees_with_a_second_model() {
    let (seed, ledgers) = match number("MODEL_SEED") {
        Some(seed) => (seed, number("MODEL_LEDGERS").unwrap_or(1)),
        None => (fastrand::u64(..1 << 48), number("MODEL_LEDGERS").unwrap_or(LEDGERS)),
    };
    let (mut all, mut failed) = (Tried::default(), Vec::new());
    for seed in seed..seed + ledgers {
        let ledger = ledger(seed);
        all.accepted += ledger.tried.accepted;
        all.refused += ledger.tried.refused;
        all.rows += ledger.tried.rows;
        all.reports += ledger.tried.reports;
        all.cells += ledger.tried.cells;
        if !ledger.tried.differences.is_empty() {
            failed.push((ledger.told.len(), seed, ledger.told, ledger.tried.differences));
        }
    }
    let Tried { accepted, refused, rows, reports, cells, .. } = all;
    let counted = format!(
        "{accepted} commands accepted and {rows} of them as rows, {refused} refused, {reports} reports, {cells} cells"
    );
    writeln!(io::stdout(), "{ledgers} ledgers, {counted}").unwrap();
    failed.sort();
    let mut told = String::new();
    for (_, seed, lines, differences) in failed.iter().take(SHOWN) {
        writeln!(told, "\nMODEL_SEED={seed}\n{}\n{}", lines.join("\n"), differences.join("\n")).unwrap();
    }
    assert!(failed.is_empty(), "{} of {ledgers} ledgers differ; the smallest:\n{told}", failed.len());
}

#[test]
fn an_altered_cell_is_noticed() {
    let mut ledger = ledger(7);
    assert_eq!(ledger.tried.differences, [""; 0]);
    let mut tampered = 0;
    for (line, expected) in ledger.questions() {
        let told = ledger.run(&line).out;
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(told.as_bytes());
        let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        for (row, column) in (1..records.len()).flat_map(|row| (0..records[0].len()).map(move |column| (row, column))) {
            if &records[0][column] == "sources" {
                continue;
            }
            let mut writer = csv::Writer::from_writer(Vec::new());
            for (at, record) in records.iter().enumerate() {
                let altered = |(cell, value): (usize, &str)| {
                    if (at, cell) == (row, column) { format!("{value}0") } else { value.to_owned() }
                };
                writer.write_record(record.iter().enumerate().map(altered)).unwrap();
            }
            let forged = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            assert!(!compare(&expected, &forged).differences.is_empty(), "{line:?} row {row} {}", &records[0][column]);
            tampered += 1;
        }
    }
    assert!(tampered > 100, "only {tampered} cells");
}

#[test]
fn an_event_hidden_from_the_model_is_noticed() {
    let mut ledger = ledger(7);
    ledger.desk.done("freeze --case c --in DE --kind cash --amount '1 EUR' --on 2024-01-01 --source s");
    ledger.ask();
    assert_ne!(ledger.tried.differences, [""; 0]);
}
