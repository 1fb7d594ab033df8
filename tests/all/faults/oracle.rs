//! The oracle: decides which promises were broken, from what was in the ledger before, what the commands said, and what
//! is in it now.

use std::collections::BTreeSet;
use std::fmt::{self, Display, Formatter};
use std::path::{Path, PathBuf};

use impound::journal::{Digest, Effect, Entry, Frontier, Handling, Turn};
use impound::store::{Error, Ledger, Mode};

use super::place::{Place, Said};

/// What identifies an entry, whatever its number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// The entry that begins the ledger.
    Genesis,
    /// The case opened.
    Case(String),
    /// The case that an entry without a reference says something of.
    OfCase(String),
    /// The source added.
    Source(String),
    /// The `--ref` of an action, a correction, or an assertion about a case.
    Reference(String),
    /// The subject of an action or correction without a reference.
    Act(String),
    /// The action read from another source, without a reference.
    Reads(u64),
    /// The claim adopted, without a reference.
    Adopts(u64),
    /// The entry voided.
    Voids(u64),
    /// The entry reinstated.
    Reinstates(u64),
    /// The case or source edited.
    Edits(String),
    /// The action whose personal data are handled differently, and how.
    Withholds(u64, Handling),
}

/// An entry as the oracle knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What identifies it.
    pub mark: Mark,
    /// Its digest.
    pub digest: Digest,
}

/// The state at a place: the entries in order, starting with number 1.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The entries.
    pub lines: Vec<Line>,
    /// What `verify` says.
    pub differences: Vec<String>,
}

/// What a command prints once it has recorded something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acknowledged {
    /// The entry; `None` for an import, which records many.
    pub entry: Option<u64>,
    /// The number of entries.
    pub size: usize,
    /// The root of the tree over them.
    pub root: String,
}

/// A command that was run, and its result.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// Its name in messages.
    pub name: String,
    /// What it records, all or nothing.
    pub marks: Vec<Mark>,
    /// Its exit code; `None` if it was killed.
    pub code: Option<i32>,
    /// The exit codes it may end with; being killed is always allowed.
    pub allowed: &'static [i32],
    /// Its acknowledgement, if any.
    pub acknowledged: Option<Acknowledged>,
}

/// A promise that was broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The ledger cannot be read.
    Unreadable(String),
    /// `verify` finds a difference.
    Difference(String),
    /// An earlier entry is gone or changed.
    Changed(usize),
    /// A command acknowledged an entry that is not there.
    Lost(String, Mark),
    /// A command recorded something twice.
    Twice(String, Mark),
    /// A command recorded only part of what it records.
    Half(String),
    /// A command recorded something although it said that it had not.
    Recorded(String, i32),
    /// A command gave a number for its entry that is wrong.
    Elsewhere(String, u64),
    /// A receipt does not match the journal.
    Receipt(String),
    /// No command asked for this entry.
    Stray(usize, Mark),
    /// A file does not belong there.
    File(PathBuf),
    /// The contract does not allow this exit code here.
    Code(String, i32, String),
}

/// Exit code 5 means that the outcome is unknown.
const UNKNOWN: i32 = 5;

/// All promises that were broken.
pub fn judge(before: &[Line], attempts: &[Attempt], found: &Found) -> Vec<Broken> {
    let mut broken: Vec<Broken> = found.differences.iter().cloned().map(Broken::Difference).collect();
    let changed = before.iter().enumerate().filter(|(at, line)| found.lines.get(*at) != Some(line));
    broken.extend(changed.map(|(at, _)| Broken::Changed(at + 1)));
    let after = found.lines.get(before.len()..).unwrap_or_default();
    for attempt in attempts {
        attempt.judge(after, found, &mut broken);
    }
    let asked: BTreeSet<&Mark> = attempts.iter().flat_map(|attempt| &attempt.marks).collect();
    let strays = after.iter().enumerate().filter(|(_, line)| !asked.contains(&line.mark));
    broken.extend(strays.map(|(at, line)| Broken::Stray(before.len() + at + 1, line.mark.clone())));
    broken
}

/// The files at a place that are not among the allowed ones. A killed process may leave an unfinished file in the home,
/// under its own number, where nobody reads it.
pub fn strays(place: &Place, allowed: &[PathBuf]) -> Vec<Broken> {
    let known: BTreeSet<String> = allowed.iter().map(|file| nameless(file)).collect();
    let is_left = |file: &Path| file.starts_with("home") && file.extension().is_some_and(|end| end == "unfinished");
    let strays = place.files().into_iter().filter(|file| !known.contains(&nameless(file)) && !is_left(file));
    strays.map(Broken::File).collect()
}

impl Attempt {
    /// A command that ended or was killed.
    pub fn of(name: impl Into<String>, marks: &[Mark], said: &Said, allowed: &'static [i32]) -> Attempt {
        let acknowledged = Acknowledged::read(&said.out);
        Attempt { name: name.into(), marks: marks.to_vec(), code: said.code, allowed, acknowledged }
    }

    fn judge(&self, after: &[Line], found: &Found, broken: &mut Vec<Broken>) {
        let name = || self.name.clone();
        let times = |mark: &Mark| after.iter().filter(|line| line.mark == *mark).count();
        let there = self.marks.iter().filter(|mark| times(mark) > 0).count();
        broken.extend(self.marks.iter().filter(|mark| times(mark) > 1).map(|mark| Broken::Twice(name(), mark.clone())));
        if there > 0 && there < self.marks.len() {
            broken.push(Broken::Half(name()));
        }
        if self.acknowledged.is_some() || self.code == Some(0) {
            let lost = self.marks.iter().filter(|mark| times(mark) == 0);
            broken.extend(lost.map(|mark| Broken::Lost(name(), mark.clone())));
        }
        if let Some(code) = self.code {
            if !self.allowed.contains(&code) {
                broken.push(Broken::Code(name(), code, String::new()));
            }
            if code != 0 && code != UNKNOWN && there > 0 {
                broken.push(Broken::Recorded(name(), code));
            }
        }
        if let Some(acknowledged) = &self.acknowledged {
            acknowledged.judge(self, found, broken);
        }
    }
}

impl Acknowledged {
    /// A command's acknowledgement on standard output; only a complete one counts.
    pub fn read(out: &str) -> Option<Acknowledged> {
        let whole = out.rsplit_once('\n').map_or("", |(whole, _)| whole);
        let receipt = whole.lines().find_map(|line| line.strip_prefix("receipt  "))?;
        let (size, root) = receipt.split_once(", root ")?;
        let entry = whole.lines().find_map(|line| {
            let rest = line.strip_prefix("entry ").or_else(|| line.strip_prefix("recorded already as entry "))?;
            rest.split(' ').next()?.parse().ok()
        });
        Some(Acknowledged { entry, size: size.split(' ').next()?.parse().ok()?, root: root.to_owned() })
    }

    fn judge(&self, attempt: &Attempt, found: &Found, broken: &mut Vec<Broken>) {
        if let Some(entry) = self.entry {
            let line = usize::try_from(entry).ok().and_then(|entry| found.lines.get(entry.checked_sub(1)?));
            if !line.is_some_and(|line| attempt.marks.contains(&line.mark)) {
                broken.push(Broken::Elsewhere(attempt.name.clone(), entry));
            }
        }
        let root = found.lines.get(..self.size).map(|lines| {
            let mut tree = Frontier::default();
            lines.iter().for_each(|line| tree.push(line.digest));
            tree.root().to_string()
        });
        if root.as_ref() != Some(&self.root) {
            broken.push(Broken::Receipt(attempt.name.clone()));
        }
    }
}

impl Found {
    /// Opens a ledger, which rolls back an interrupted command, and reads all of it.
    ///
    /// # Errors
    /// It cannot be opened or read, or an entry is missing.
    pub fn read(ledger: &Path) -> Result<Found, Broken> {
        let failed = |error: Error| Broken::Unreadable(error.to_string());
        let mut ledger = Ledger::open(ledger, Mode::Read).map_err(failed)?;
        let findings = ledger.verify(&[], &mut |_| Ok(())).map_err(failed)?;
        let mut lines = Vec::new();
        for number in 1..=findings.entries {
            let gap = || Broken::Unreadable(format!("there is no entry {number} of {}", findings.entries));
            let entry = ledger.entry(number).map_err(failed)?.ok_or_else(gap)?;
            lines.push(Line { digest: ledger.digest(&entry).map_err(failed)?, mark: Mark::of(&entry) });
        }
        let head = ledger.head().map_err(failed)?;
        if head.size() != findings.entries {
            return Err(Broken::Unreadable(format!("the head counts {} of {}", head.size(), findings.entries)));
        }
        Ok(Found { lines, differences: findings.differences })
    }
}

impl Mark {
    fn of(entry: &Entry) -> Mark {
        match entry.body.effect() {
            Effect::Begin => Mark::Genesis,
            Effect::Case { case, edits: None } => Mark::Case(case.to_string()),
            Effect::Source { source, edits: None } => Mark::Source(source.to_string()),
            Effect::Case { case, .. } => Mark::Edits(case.to_string()),
            Effect::Source { source, .. } => Mark::Edits(source.to_string()),
            Effect::OfCase { case, .. } => match &entry.reference {
                Some(reference) => Mark::Reference(reference.to_string()),
                None => Mark::OfCase(case.to_string()),
            },
            Effect::Act { act, .. } => match &entry.reference {
                Some(reference) => Mark::Reference(reference.to_string()),
                None => Mark::Act(act.target.asset().to_string()),
            },
            Effect::Reading { reads, .. } => match &entry.reference {
                Some(reference) => Mark::Reference(reference.to_string()),
                None => Mark::Reads(reads),
            },
            Effect::Turn { action, turn } => match turn {
                Turn::Reinstated => Mark::Reinstates(action),
                Turn::Voided => Mark::Voids(action),
                Turn::Adopted => Mark::Adopts(action),
            },
            Effect::Withhold { of, handling, .. } => Mark::Withholds(of, handling),
        }
    }
}

impl Display for Broken {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Broken::Unreadable(why) => write!(f, "the ledger cannot be read: {why}"),
            Broken::Difference(difference) => write!(f, "verify: {difference}"),
            Broken::Changed(entry) => write!(f, "entry {entry} is gone or another"),
            Broken::Lost(name, mark) => write!(f, "{name} was acknowledged and has lost {mark:?}"),
            Broken::Twice(name, mark) => write!(f, "{name} recorded {mark:?} twice"),
            Broken::Half(name) => write!(f, "{name} recorded a part"),
            Broken::Recorded(name, code) => write!(f, "{name} said {code} and recorded"),
            Broken::Elsewhere(name, entry) => write!(f, "{name}: entry {entry} is not what it recorded"),
            Broken::Receipt(name) => write!(f, "{name}: the journal does not bear out the receipt"),
            Broken::Stray(entry, mark) => write!(f, "entry {entry}, {mark:?}, was asked for by nobody"),
            Broken::File(file) => write!(f, "{} does not belong there", file.display()),
            Broken::Code(name, code, said) => write!(f, "{name} ended with {code} {said}"),
        }
    }
}

/// A file's name without its digests, which differ between ledgers.
fn nameless(file: &Path) -> String {
    let name = file.to_string_lossy();
    let parts = name.split_inclusive(|c: char| !c.is_ascii_hexdigit());
    parts.map(|part| if part.len() > 16 { &part[part.len() - 1..] } else { part }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(reference: &str) -> Line {
        Line { mark: Mark::Reference(reference.to_owned()), digest: Digest::of(reference.as_bytes()) }
    }

    fn found(references: &[&str]) -> Found {
        Found { lines: references.iter().map(|reference| line(reference)).collect(), differences: Vec::new() }
    }

    /// An acknowledgement as a ledger with these entries would give it.
    fn receipt(references: &[&str], entry: u64) -> String {
        let mut tree = Frontier::default();
        references.iter().for_each(|reference| tree.push(line(reference).digest));
        format!("entry {entry}  c:1  frozen\nreceipt  {} entries, root {}\n", references.len(), tree.root())
    }

    fn attempt(references: &[&str], code: Option<i32>, out: &str) -> Attempt {
        let said = Said { code, out: out.to_owned(), err: String::new() };
        let marks: Vec<Mark> = references.iter().map(|reference| line(reference).mark).collect();
        Attempt::of("x", &marks, &said, &[0, 4, 5])
    }

    /// The promises broken if `a` and `b` were there before, and `after` is there now.
    fn broken(attempt: Attempt, after: &[&str]) -> Vec<Broken> {
        judge(&found(&["a", "b"]).lines, &[attempt], &found(after))
    }

    #[test]
    fn an_acknowledged_entry_that_exists_breaks_no_promise() {
        let said = receipt(&["a", "b", "x"], 3);
        assert_eq!(broken(attempt(&["x"], Some(0), &said), &["a", "b", "x"]), []);
        assert_eq!(broken(attempt(&["x"], None, &said), &["a", "b", "x"]), []);
    }

    #[test]
    fn a_killed_command_may_be_recorded_or_not_but_never_partly() {
        for after in [&["a", "b", "x", "y"][..], &["a", "b"]] {
            assert_eq!(broken(attempt(&["x", "y"], None, ""), after), []);
            assert_eq!(broken(attempt(&["x", "y"], Some(5), ""), after), []);
        }
        assert_eq!(broken(attempt(&["x", "y"], None, ""), &["a", "b", "y"]), [Broken::Half("x".into())]);
    }

    #[test]
    fn a_lost_entry_is_found() {
        let said = receipt(&["a", "b", "x"], 3);
        let mark = line("x").mark;
        let lost =
            [Broken::Lost("x".into(), mark.clone()), Broken::Elsewhere("x".into(), 3), Broken::Receipt("x".into())];
        assert_eq!(broken(attempt(&["x"], None, &said), &["a", "b"]), lost);
        assert_eq!(broken(attempt(&["x"], Some(0), ""), &["a", "b"]), [Broken::Lost("x".into(), mark)]);
    }

    #[test]
    fn a_truncated_acknowledgement_does_not_count() {
        let said = receipt(&["a", "b", "x"], 3);
        assert!(Acknowledged::read(&said).is_some());
        for cut in 0..said.len() {
            assert_eq!(Acknowledged::read(&said[..cut]), None, "{}", &said[..cut]);
        }
    }

    #[test]
    fn a_duplicate_entry_is_found() {
        let twice = [Broken::Twice("x".into(), line("x").mark)];
        assert_eq!(broken(attempt(&["x"], None, ""), &["a", "b", "x", "x"]), twice);
    }

    #[test]
    fn an_entry_recorded_despite_a_refusal_is_found() {
        assert_eq!(broken(attempt(&["x"], Some(4), ""), &["a", "b", "x"]), [Broken::Recorded("x".into(), 4)]);
        assert_eq!(broken(attempt(&["x"], Some(4), ""), &["a", "b"]), []);
    }

    #[test]
    fn an_exit_code_outside_the_contract_is_found() {
        assert_eq!(broken(attempt(&["x"], Some(101), ""), &["a", "b"]), [Broken::Code("x".into(), 101, String::new())]);
    }

    #[test]
    fn a_changed_earlier_entry_is_found() {
        assert_eq!(broken(attempt(&["x"], None, ""), &["a", "c"]), [Broken::Changed(2)]);
        assert_eq!(broken(attempt(&["x"], None, ""), &["a"]), [Broken::Changed(2)]);
    }

    #[test]
    fn an_unrequested_entry_is_found() {
        assert_eq!(broken(attempt(&["x"], None, ""), &["a", "b", "z"]), [Broken::Stray(3, line("z").mark)]);
    }

    #[test]
    fn a_receipt_with_a_wrong_number_or_root_is_found() {
        let (elsewhere, receipted) = (Broken::Elsewhere("x".into(), 2), Broken::Receipt("x".into()));
        let said = receipt(&["a", "b", "x"], 2);
        assert_eq!(broken(attempt(&["x"], Some(0), &said), &["a", "b", "x"]), [elsewhere]);
        let said = receipt(&["a", "c", "x"], 3);
        assert_eq!(broken(attempt(&["x"], Some(0), &said), &["a", "b", "x"]), [receipted]);
    }

    #[test]
    fn a_file_that_does_not_belong_there_is_found() {
        let place = Place::empty();
        std::fs::write(place.ledger(), "").unwrap();
        let allowed = place.files();
        assert_eq!(strays(&place, &allowed), []);
        std::fs::write(place.desk().join("ledger.db-journal"), "").unwrap();
        assert_eq!(strays(&place, &allowed), [Broken::File("desk/ledger.db-journal".into())]);
    }
}
