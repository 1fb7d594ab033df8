//! The figures of single commands in `docs/figures.md`: `cargo bench --bench ledger`.
//!
//! Everything is measured as a process, as a user would run it. The yardstick for a recording command is `sqlite3` with
//! the same pragmas, on the same disk in the same run; if it is not installed, that line is omitted. The number of
//! entries in the large ledger is an argument: `cargo bench --bench ledger -- 100000`. `cargo bench --bench million`
//! measures a million rows.

mod measure;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use impound::domain::{
    Action, Amount, AssetKind, AssetRef, CaseRef, Date, Jurisdiction, Places, SourceCitation, SourceRef,
};
use impound::journal::{Aim, CaseFile, Details, Draft, Handle, SourceFile};
use impound::store::{Beginning, FarAhead, Keep, Ledger, Mode, Parent, Recorder, Request, Salts, TimedBy};

use measure::{Figures, Outcome, median, middle, ratio, run};

const IMPOUND: &str = env!("CARGO_BIN_EXE_impound");
const CASES: usize = 500;

fn main() -> Outcome<()> {
    let entries = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(100_000);
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench");
    if directory.exists() {
        std::fs::remove_dir_all(&directory)?;
    }
    std::fs::create_dir_all(&directory)?;
    row("work", "median", "memory")?;
    report("impound --version", median(50, || impound(&["--version"]))?)?;

    let small = directory.join("small.db");
    build(&small, 20)?;
    recording(&directory, &small)?;

    let large = directory.join("large.db");
    let begun = Instant::now();
    build(&large, entries)?;
    row(&format!("(made a ledger of {entries} entries)"), &format!("{:.1?}", begun.elapsed()), "")?;
    report(&format!("impound freeze … on {entries}"), median(15, || freeze(&large))?)
}

/// A recording command, alternating with `sqlite3` inserting a row with the same pragmas.
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
        theirs.push(run(sqlite(&format!("INSERT INTO a (t) VALUES ('{}');", "x".repeat(300))), None)?);
        ours.push(run(freeze(ledger), None)?);
    }
    let (theirs, ours) = (middle(theirs), middle(ours));
    report("sqlite3 FILE 'INSERT …', same pragmas", theirs)?;
    report("impound freeze …", ours)?;
    row("impound freeze ÷ sqlite3", &ratio(ours.time, theirs.time), "")
}

fn freeze(ledger: &Path) -> Command {
    let mut command = impound(&["freeze", "--case", "case-1", "--in", "DE", "--kind", "cash", "--amount", "5.00 EUR"]);
    command.args(["--on", "2025-01-01", "--source", "bench", "--anyway", "--ledger"]).arg(ledger);
    command
}

fn impound(words: &[&str]) -> Command {
    let mut command = Command::new(IMPOUND);
    command.args(words).env("IMPOUND_RECORDED_BY", "bench");
    command
}

fn report(work: &str, figures: Figures) -> Outcome<()> {
    row(work, &figures.milliseconds(), &figures.megabytes())
}

fn row(work: &str, time: &str, memory: &str) -> Outcome<()> {
    Ok(writeln!(std::io::stdout(), "{work:<70} {time:>12} {memory:>8}")?)
}

/// Makes a ledger with about this many entries: freezes and seizures in many cases, places and currencies; one in ten
/// is of a pool, and one in five is followed by a seizure.
fn build(path: &Path, entries: usize) -> Outcome<()> {
    let mut recorder = Recorder {
        recorded_by: Some("bench".to_owned()),
        login: None,
        clock: "2025-01-01T00:00:00Z".parse()?,
        timed_by: TimedBy::Recorder,
        far_ahead: FarAhead::Recorded,
        salts: Salts::from_seed([7; 32]),
    };
    Ledger::create(path, Parent::MustExist, &Beginning { name: "bench", program: "bench" }, &mut recorder)?;
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
            // Each asset is seized at most once, after the previous round froze it.
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

/// A day within ten years, in order.
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
