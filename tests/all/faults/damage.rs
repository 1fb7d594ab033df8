//! Damage to the ledger's file is detected, or every entry is still the same, byte for byte. There is no third outcome.

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use impound::domain::{CaseRef, Jurisdiction};
use impound::journal::{CaseFile, Digest, codec};
use impound::store::{Error, FarAhead, Keep, Ledger, Mode, Recorder, Refusal, Remedy, Request, Salts, TimedBy};
use rusqlite::Connection;

use super::Campaign;
use super::place::{Place, Said};
use crate::harness::Desk;

/// The size of a page of the ledger's file, in bytes.
const PAGE: usize = 4096;

/// The header at the start of the file, in bits.
const HEADER: usize = 100 * 8;

/// No check of a small ledger takes longer, however busy the machine.
const LONGEST: Duration = Duration::from_secs(60);

/// The content read from a ledger in which no difference was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Contents {
    /// The canonical bytes of the entries, in order.
    pub(super) entries: Vec<Vec<u8>>,
    /// The data behind the commitments.
    pub(super) personal: BTreeMap<Digest, String>,
}

/// What an examiner says of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Look {
    /// It is damaged, and how.
    Damaged(String),
    /// It has another format, which is true if the flipped bit belongs to the format number.
    Other,
    /// Nothing is wrong with it, and this is what it holds.
    Sound(Contents),
    /// Anything outside the contract.
    Astray(String),
}

/// An examiner of a file: the library, or a deliberately careless verifier.
type Examiner = fn(&Path) -> Look;

/// Checks a file as `impound verify` does, and reads everything if nothing is wrong.
fn library(path: &Path) -> Look {
    match catch_unwind(AssertUnwindSafe(|| contents(path))) {
        Err(_) => Look::Astray("a panic".to_owned()),
        Ok(Ok(contents)) => Look::Sound(contents),
        // One of its threads ended other than by returning.
        Ok(Err(error)) if error.remedy() == Some(Remedy::TryAgain) => Look::Astray(error.to_string()),
        Ok(Err(Error::Damaged { what, .. })) => Look::Damaged(what),
        Ok(Err(Error::Refused(Refusal::OtherFormat { .. }))) => Look::Other,
        Ok(Err(error)) => Look::Astray(error.to_string()),
    }
}

/// Everything a ledger holds, if it has no difference.
pub(super) fn contents(path: &Path) -> Result<Contents, Error> {
    let mut ledger = Ledger::open(path, Mode::Read)?;
    let findings = ledger.verify(&[], &mut |_| Ok(()))?;
    if let Some(first) = findings.differences.into_iter().next() {
        return Err(Error::Damaged { what: first, remedy: Remedy::PutBackup });
    }
    let (mut entries, mut personal) = (Vec::new(), BTreeMap::new());
    for number in 1..=ledger.head()?.size() {
        let entry = ledger.existing_entry(number)?;
        for (commitment, _) in entry.body.commitments() {
            personal.insert(commitment, ledger.datum(commitment)?.unwrap_or_else(|withheld| withheld.to_string()));
        }
        entries.push(codec::encode(&entry)?);
    }
    Ok(Contents { entries, personal })
}

/// A verifier that only counts the entries: the check that matters is switched off.
fn counting(path: &Path) -> Look {
    let read = || -> rusqlite::Result<(i64, Vec<Vec<u8>>)> {
        let connection = Connection::open(path)?;
        let size = connection.query_row("SELECT size FROM head", [], |row| row.get(0))?;
        let mut statement = connection.prepare("SELECT bytes FROM entry ORDER BY entry")?;
        let entries = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok((size, entries))
    };
    match read() {
        Ok((size, entries)) if usize::try_from(size) == Ok(entries.len()) => {
            Look::Sound(Contents { entries, personal: ledger().contents.personal.clone() })
        }
        Ok(_) => Look::Damaged("the head does not count the entries".to_owned()),
        Err(error) => Look::Damaged(error.to_string()),
    }
}

/// A small, undamaged ledger with rows in every table.
struct Whole {
    bytes: Vec<u8>,
    contents: Contents,
}

fn ledger() -> &'static Whole {
    static LEDGER: OnceLock<Whole> = OnceLock::new();
    LEDGER.get_or_init(|| {
        let desk = desk("c", "Ada Example");
        let path = desk.directory().join("ledger.db");
        let contents = contents(&path).unwrap();
        Whole { bytes: fs::read(path).unwrap(), contents }
    })
}

/// A desk with a ledger whose case and owner have these names.
pub(super) fn desk(case: &str, owner: &str) -> Desk {
    let desk = Desk::in_memory();
    for line in [
        "init".to_owned(),
        format!("case open {case} --title 'A case' --lead FR --offence fraud"),
        format!("case open {case}-b --title 'Another case' --lead DE"),
        format!("source add {case}-s --title 'A release' --published 2024-06-28"),
        format!(
            "freeze --case {case} --in HU,LT,DE,NL --kind bank-account --amount '>5000000 EUR' --on 2024-06-25 \
             --source {case}-s --subject 'owner:{owner}' --id 'other:account {owner}' --ref {case}-r1"
        ),
        format!(
            "freeze --part-of {case}:1 --case {case}-b --in NL --amount '3..4 EUR' --on 2024-06-26 --source {case}-s"
        ),
        format!("seize --case {case} --in DE --kind vehicle --amount '~20000 EUR' --on 2024-06 --source {case}-s"),
        format!("seize --case {case} --in DE --kind cash --may-overlap {case}:2 --on 2024-06-27 --source {case}-s"),
        format!("correct 7 --reason misread --amount '21000 EUR' --subject 'victim:{owner} Jr'"),
        format!("release --asset {case}:3 --on 2024-07-01 --source {case}-s"),
        "void 10 --reason 'recorded twice'".to_owned(),
        format!(
            "freeze --case {case} --in FR --kind precious --amount '12 EUR' --on 2024-07 --source {case}-s \
             --subject 'custodian:Zoe {owner}'"
        ),
        "restrict 5 --reason contested".to_owned(),
        "erase 12 --reason acquitted --authority 'A court'".to_owned(),
    ] {
        let said = desk.run(&line);
        assert_eq!(said.code, 0, "{line}: {}", said.err);
    }
    desk
}

/// A place for laying out damaged files and examining them.
struct Bench {
    place: Place,
    examiner: Examiner,
}

/// The outcome of some damage.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Outcome {
    /// It was detected.
    Found,
    /// Every entry is the same, byte for byte.
    Same,
    /// A promise is broken.
    Broken(String),
}

impl Bench {
    fn of(examiner: Examiner) -> Bench {
        Bench { place: Place::empty(), examiner }
    }

    fn look(&self) -> (Look, Duration) {
        let begun = Instant::now();
        ((self.examiner)(&self.place.ledger()), begun.elapsed())
    }

    /// Lays out a file and has it examined.
    fn trial(&self, damaged: &[u8]) -> Outcome {
        fs::write(self.place.ledger(), damaged).unwrap();
        let (look, took) = self.look();
        // A single slow run may be due to a suspended machine.
        if took > LONGEST && self.look().1 > LONGEST {
            return Outcome::Broken(format!("looking took {} s", took.as_secs()));
        }
        if fs::read(self.place.ledger()).unwrap() != damaged {
            return Outcome::Broken("looking has changed the file".to_owned());
        }
        judge(&look, &ledger().contents)
    }
}

fn judge(look: &Look, before: &Contents) -> Outcome {
    match look {
        Look::Damaged(_) | Look::Other => Outcome::Found,
        Look::Sound(contents) if contents == before => Outcome::Same,
        Look::Sound(_) => Outcome::Broken("nothing is found, and the entries are others: silent".to_owned()),
        Look::Astray(what) => Outcome::Broken(what.clone()),
    }
}

/// Counts the outcomes.
fn count(mut campaign: Campaign, outcomes: impl Iterator<Item = (String, Outcome)>) {
    for (name, outcome) in outcomes {
        let broken = match outcome {
            Outcome::Found => {
                campaign.ended("found");
                None
            }
            Outcome::Same => {
                campaign.ended("left every entry the same");
                None
            }
            Outcome::Broken(promise) => Some(promise),
        };
        campaign.made(name, broken);
    }
    campaign.end();
}

/// Tries each damage, and returns its outcome.
fn attack(damages: impl Iterator<Item = (String, Vec<u8>)>) -> impl Iterator<Item = (String, Outcome)> {
    let bench = Bench::of(library);
    damages.map(move |(name, damaged)| (name, bench.trial(&damaged)))
}

/// Flips each of the bits, on as many threads as the machine has cores.
fn flip(bits: &[usize]) -> Vec<(String, Outcome)> {
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    let each =
        |part: &[usize]| attack(part.iter().map(|bit| (format!("bit {bit}"), flipped(*bit)))).collect::<Vec<_>>();
    std::thread::scope(|scope| {
        let parts = bits.chunks(bits.len().div_ceil(threads));
        let parts: Vec<_> = parts.map(|part| scope.spawn(move || each(part))).collect();
        parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
    })
}

fn flipped(bit: usize) -> Vec<u8> {
    let mut bytes = ledger().bytes.clone();
    bytes[bit / 8] ^= 1 << (bit % 8);
    bytes
}

/// The bits to flip: all if enough runs were requested, otherwise the header's and a random sample.
fn bits(campaign: &mut Campaign) -> Vec<usize> {
    let all = ledger().bytes.len() * 8;
    if campaign.runs >= all {
        return (0..all).collect();
    }
    let drawn = (0..campaign.runs).map(|_| campaign.random.usize(HEADER..all)).collect::<Vec<_>>();
    (0..HEADER).chain(drawn).collect()
}

#[test]
fn a_flipped_bit_is_detected_or_leaves_every_entry_the_same() {
    let mut campaign = Campaign::begin("damage::bits", 400);
    let bits = bits(&mut campaign);
    count(campaign, flip(&bits).into_iter());
}

#[test]
fn the_oracle_catches_a_verifier_that_only_counts() {
    let mut campaign = Campaign::begin("damage::planted", 600);
    let bench = Bench::of(counting);
    let all = ledger().bytes.len() * 8;
    let silent = (0..600).filter(|_| {
        let outcome = bench.trial(&flipped(campaign.random.usize(HEADER..all)));
        matches!(outcome, Outcome::Broken(what) if what.ends_with("silent"))
    });
    assert!(silent.count() > 0, "a verifier that looks away passes for a sound one");
}

#[test]
fn a_zeroed_swapped_or_doubled_page_is_detected_or_leaves_every_entry_the_same() {
    let whole = &ledger().bytes;
    let pages = whole.len() / PAGE;
    let page = |n: usize| n * PAGE..(n + 1) * PAGE;
    let mut damages = Vec::new();
    for n in 0..pages {
        for (name, with) in [("zeroed", 0), ("all ones", 0xff)] {
            let mut bytes = whole.clone();
            bytes[page(n)].fill(with);
            damages.push((format!("page {n} {name}"), bytes));
        }
        for other in (0..pages).filter(|other| *other != n) {
            let mut bytes = whole.clone();
            bytes.copy_within(page(n), other * PAGE);
            damages.push((format!("page {n} in the place of page {other}, too"), bytes.clone()));
            if n < other {
                bytes[page(n)].copy_from_slice(&whole[page(other)]);
                damages.push((format!("pages {n} and {other} swapped"), bytes));
            }
        }
    }
    count(Campaign::begin("damage::pages", 1), attack(damages.into_iter()));
}

#[test]
fn a_truncated_file_is_detected_and_trailing_garbage_changes_no_entry() {
    let whole = &ledger().bytes;
    let cuts = (0..whole.len()).step_by(512).chain([1, 99, 100, whole.len() - 1]);
    let cut = cuts.map(|length| (format!("cut to {length} bytes"), whole[..length].to_vec()));
    let more = [1, 511, 512, PAGE, 3 * PAGE, 1 << 20].into_iter().flat_map(|length| {
        [0, 0xa5].map(|with| {
            let mut bytes = whole.clone();
            bytes.resize(whole.len() + length, with);
            (format!("{length} bytes {with:#x} appended"), bytes)
        })
    });
    let twice = std::iter::once(("the file twice over".to_owned(), whole.repeat(2)));
    count(Campaign::begin("damage::length", 1), attack(cut.chain(more).chain(twice)));
}

/// The rollback journal left by a command interrupted in the middle of another desk's ledger.
fn journal_of_another(pages_touched: usize) -> Vec<u8> {
    let other = desk("other", "Bob Example");
    let path = other.directory().join("ledger.db");
    let connection = Connection::open(&path).unwrap();
    // With a small cache, pages are written, and the journal with them, before the command ends.
    connection.execute_batch("PRAGMA cache_size = 1; BEGIN IMMEDIATE").unwrap();
    let tables = [
        "case_file SET assets = 9",
        "source SET entry = 9",
        "family SET pool = 1",
        "reference SET entry = 9",
        "total SET exact = exact + 1",
        "guest SET family = 9",
    ];
    for table in tables.iter().take(pages_touched) {
        connection.execute(&format!("UPDATE {table}"), []).unwrap();
    }
    for number in ledger().contents.entries.len() + 1..60 {
        let row = rusqlite::params![i64::try_from(number).unwrap(), vec![b'x'; 2000]];
        connection.execute("INSERT INTO entry (entry, bytes) VALUES (?1, ?2)", row).unwrap();
    }
    fs::read(path.with_file_name("ledger.db-journal")).unwrap()
}

#[test]
fn another_ledgers_journal_is_detected_or_leaves_every_entry_the_same() {
    let mut campaign = Campaign::begin("damage::journal", 1);
    for pages in 0..=6 {
        let journal = journal_of_another(pages);
        assert!(journal.len() > PAGE, "nothing was written to the journal");
        for length in [journal.len(), journal.len() / 2, 512, 28, 8] {
            let place = Place::empty();
            fs::write(place.ledger(), &ledger().bytes).unwrap();
            fs::write(place.desk().join("ledger.db-journal"), &journal[..length]).unwrap();
            let broken = match judge(&library(&place.ledger()), &ledger().contents) {
                Outcome::Broken(promise) => Some(promise),
                Outcome::Found | Outcome::Same => None,
            };
            campaign.made(format!("{length} bytes of the journal of another ledger, {pages} tables"), broken);
        }
    }
    campaign.end();
}

#[test]
fn recording_after_damage_does_not_hide_it() {
    let mut campaign = Campaign::begin("damage::covered", 150);
    let bench = Bench::of(library);
    let (path, all) = (bench.place.ledger(), ledger().bytes.len() * 8);
    for _ in 0..campaign.runs {
        let bit = campaign.random.usize(HEADER..all);
        if bench.trial(&flipped(bit)) != Outcome::Found {
            continue;
        }
        let mut recorder = Recorder {
            recorded_by: Some("tester".to_owned()),
            login: None,
            clock: "2024-09-01T08:00:00Z".parse().unwrap(),
            timed_by: TimedBy::Recorder,
            far_ahead: FarAhead::Recorded,
            salts: Salts::from_seed([7; 32]),
        };
        let case = CaseFile::new(CaseRef::parse("late").unwrap(), "A late case", Jurisdiction::parse("FR").unwrap());
        let written = Ledger::open(&path, Mode::Write)
            .and_then(|mut ledger| ledger.append(Request::Case(case), &mut recorder, Keep::Entry));
        campaign.ended(if written.is_ok() { "recorded all the same" } else { "not recorded" });
        let covered = matches!(library(&path), Look::Sound(_)).then_some("an entry recorded after it hides it");
        campaign.made(format!("bit {bit}"), covered);
    }
    campaign.end();
}

/// What the program says of a file, with its address space limited, in KiB.
fn program(place: &Place, words: &str) -> Said {
    const SPACE: u32 = 4 << 20;
    let mut command = std::process::Command::new("sh");
    let script = format!("ulimit -v {SPACE}; exec \"$0\" {words}");
    place.settle(command.args(["-c", &script, super::place::PROGRAM]));
    Said::of(command.output().unwrap())
}

#[test]
fn the_exit_codes_match_the_damage() {
    let mut campaign = Campaign::begin("damage::program", 40);
    let place = Place::empty();
    let all = ledger().bytes.len() * 8;
    for _ in 0..campaign.runs.min(2000) {
        let bit = campaign.random.usize(0..all);
        fs::write(place.ledger(), flipped(bit)).unwrap();
        let looked = library(&place.ledger());
        let said = program(&place, "verify");
        let expected = match looked {
            Look::Damaged(_) => Some(3),
            Look::Other => Some(1),
            Look::Sound(_) => Some(0),
            Look::Astray(_) => None,
        };
        let broken = (said.code != expected).then(|| format!("{said:?}"));
        let report = program(&place, "report register --format csv");
        let astray = (!matches!(report.code, Some(0 | 1 | 3 | 4))).then(|| format!("{report:?}"));
        campaign.made(format!("bit {bit}"), broken.into_iter().chain(astray));
    }
    campaign.end();
}
