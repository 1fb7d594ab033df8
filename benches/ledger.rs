//! The figures that the README quotes: `cargo bench --bench ledger`.
//!
//! Everything is measured as a process, as a user would run it. `sqlite3` is the yardstick of a recording command, with
//! the same pragmas on the same disk in the same run; where it is not installed, that line is left out. The number of
//! entries of the large ledger can be given: `cargo bench --bench ledger -- 100000`.

use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use impound::domain::{
    Action, Amount, AssetKind, AssetRef, CaseRef, Date, Jurisdiction, Places, SourceCitation, SourceRef,
};
use impound::journal::{Aim, CaseFile, Details, Draft, Handle, SourceFile};
use impound::store::{Keep, Ledger, Mode, Parent, Recorder, Request};

const IMPOUND: &str = env!("CARGO_BIN_EXE_impound");
const CASES: usize = 500;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let entries = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(100_000);
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench");
    if directory.exists() {
        std::fs::remove_dir_all(&directory)?;
    }
    std::fs::create_dir_all(&directory)?;
    row("work", "median", "memory")?;
    let version = measure(50, || Ok(impound(&["--version"])))?;
    report("impound --version", version)?;

    let small = directory.join("small.db");
    build(&small, 20)?;
    recording(&directory, &small)?;

    let large = directory.join("large.db");
    let begun = Instant::now();
    build(&large, entries)?;
    row(&format!("(made a ledger of {entries} entries)"), &format!("{:.1?}", begun.elapsed()), "")?;
    let ledger = large.to_str().ok_or("the path is not UTF-8")?;
    for words in [
        &["report", "holdings", "--by", "jurisdiction,stage"][..],
        &["report", "actions", "--by", "jurisdiction,action,year"],
        &["report", "holdings", "--as-of", "2019-06-30"],
        &["report", "register", "--format", "csv"],
        &["verify"],
    ] {
        let figures = measure(5, || Ok(impound(&[words, &["--ledger", ledger]].concat())))?;
        report(&format!("impound {} on {entries}", words.join(" ")), figures)?;
    }
    let appended = measure(15, || Ok(freeze(&large)))?;
    report(&format!("impound freeze … on {entries}"), appended)
}

/// A recording command beside `sqlite3` inserting a row with the same pragmas, in turns.
fn recording(directory: &Path, ledger: &Path) -> Outcome<()> {
    let database = directory.join("yardstick.db");
    let sqlite = |sql: &str| {
        let mut command = Command::new("sqlite3");
        command.arg(&database).arg(format!("PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA; {sql}"));
        command
    };
    let made = sqlite("CREATE TABLE a (id INTEGER PRIMARY KEY, t TEXT) STRICT;").stdout(Stdio::null()).status();
    if !made.is_ok_and(|status| status.success()) {
        return row("sqlite3 is not installed: no yardstick", "", "");
    }
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..41 {
        theirs.push(run(sqlite(&format!("INSERT INTO a (t) VALUES ('{}');", "x".repeat(300))))?);
        ours.push(run(freeze(ledger))?);
    }
    let (theirs, ours) = (median(theirs), median(ours));
    report("sqlite3 FILE 'INSERT …', same pragmas", theirs)?;
    report("impound freeze …", ours)?;
    let ratio = ours.0.as_micros() * 100 / theirs.0.as_micros().max(1);
    row("impound freeze ÷ sqlite3", &format!("{}.{:02}", ratio / 100, ratio % 100), "")
}

fn freeze(ledger: &Path) -> Command {
    let mut command = impound(&["freeze", "--case", "case-1", "--in", "DE", "--kind", "cash", "--amount", "5.00 EUR"]);
    command.args(["--on", "2025-01-01", "--source", "bench", "--ledger"]).arg(ledger);
    command
}

fn impound(words: &[&str]) -> Command {
    let mut command = Command::new(IMPOUND);
    command.args(words).env("IMPOUND_BY", "bench");
    command
}

/// The median time of some runs, and the largest memory of any in kilobytes.
fn measure(runs: usize, command: impl Fn() -> Outcome<Command>) -> Outcome<(Duration, u64)> {
    let mut figures = Vec::new();
    for _ in 0..runs {
        figures.push(run(command()?)?);
    }
    Ok(median(figures))
}

fn median(mut figures: Vec<(Duration, u64)>) -> (Duration, u64) {
    let memory = figures.iter().map(|(_, memory)| *memory).max().unwrap_or(0);
    figures.sort();
    (figures[figures.len() / 2].0, memory)
}

fn run(mut command: Command) -> Outcome<(Duration, u64)> {
    let begun = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let mut memory = 0;
    let done = loop {
        memory = peak(&status).unwrap_or(0).max(memory);
        match child.try_wait()? {
            Some(done) => break done,
            None => std::thread::sleep(Duration::from_micros(200)),
        }
    };
    let taken = begun.elapsed();
    if !done.success() {
        let mut said = String::new();
        std::io::Read::read_to_string(&mut child.stderr.take().ok_or("no standard error")?, &mut said)?;
        return Err(format!("{command:?} failed: {said}").into());
    }
    Ok((taken, memory))
}

/// The most memory that a process has had so far, in kilobytes, as Linux tells it.
fn peak(status: &Path) -> Option<u64> {
    let text = std::fs::read_to_string(status).ok()?;
    let line = text.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn report(work: &str, (time, memory): (Duration, u64)) -> Outcome<()> {
    let tenths = time.as_micros() / 100;
    row(work, &format!("{}.{} ms", tenths / 10, tenths % 10), &format!("{} MB", memory / 1024))
}

fn row(work: &str, time: &str, memory: &str) -> Outcome<()> {
    Ok(writeln!(std::io::stdout(), "{work:<70} {time:>12} {memory:>8}")?)
}

/// Makes a ledger of about so many entries: freezes and seizures in many cases, places and currencies, one in ten of a
/// pool, one in five followed by a seizure.
fn build(path: &Path, entries: usize) -> Outcome<()> {
    let mut seed = 0_u64;
    let mut salt = || {
        seed += 1;
        impound::journal::Digest::of(&seed.to_be_bytes()).0
    };
    let mut recorder =
        Recorder { recorded_by: "bench".to_owned(), clock: "2025-01-01T00:00:00Z".to_owned(), salt: &mut salt };
    Ledger::create(path, Parent::MustExist, "bench", &mut recorder)?;
    let mut ledger = Ledger::open(path, Mode::Write)?;
    ledger.append_all(requests(entries)?, &mut recorder, Keep::Entry)?;
    Ok(())
}

fn requests(entries: usize) -> Outcome<Vec<Request>> {
    let mut requests = vec![Request::Source(SourceFile::new(SourceRef::parse("bench")?, "Made for the benchmark"))];
    for number in 0..CASES.min(entries) {
        requests.push(Request::Case(CaseFile::new(
            CaseRef::parse(&format!("case-{number}"))?,
            "A case",
            Jurisdiction::parse("FR")?,
        )));
    }
    let mut assets = vec![0_u32; CASES];
    for n in 0..entries {
        let case = n % CASES.min(entries);
        let seizes = n / CASES % 5 == 4;
        let case_ref = CaseRef::parse(&format!("case-{case}"))?;
        let target = if seizes {
            // Each asset is seized at most once: the one that the round before has frozen.
            let asset = Handle::Asset(AssetRef::new(case_ref, assets[case]));
            Aim::Existing(asset)
        } else {
            assets[case] += 1;
            Aim::New(case_ref)
        };
        requests.push(act(n, day(n, entries)?, target, seizes)?);
    }
    Ok(requests)
}

/// The days of ten years, in order.
fn day(n: usize, entries: usize) -> Outcome<String> {
    let first = jiff::civil::date(2015, 1, 1);
    let days = i64::try_from(n * 3650 / entries)?;
    Ok(first.checked_add(jiff::Span::new().days(days))?.to_string())
}

fn act(n: usize, day: String, target: Aim, seizes: bool) -> Outcome<Request> {
    const PLACES: [&str; 10] = ["DE", "FR", "NL", "HU", "LT", "IT", "ES", "BG", "PL", "DE,NL"];
    const AMOUNTS: [&str; 5] = ["1250.50 EUR", ">5000000.00 EUR", "17.12345678 BTC", "unstated", "980000 JPY"];
    let details = Details {
        date: Some(Date::parse(&day)?),
        places: if seizes { None } else { Some(Places::parse(PLACES[n % 10])?) },
        kind: (!seizes).then_some(AssetKind::BankAccount),
        amount: if seizes { None } else { Some(Amount::parse(AMOUNTS[n / 10 % 5], None)?) },
        sources: Some(vec![SourceCitation::of(SourceRef::parse("bench")?)]),
        ..Details::default()
    };
    let action = if seizes { Action::Seize } else { Action::Freeze };
    Ok(Request::Act(Box::new(Draft { action, target, details })))
}
