//! Derives the tables of a pack again from its journal.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use serde_json::Value;

use crate::domain::guard::unguard;
use crate::domain::text;
use crate::intake::read::at_most;
use crate::journal::personal::Personal;
use crate::journal::{AddedRates, Datum, Digest, Frontier};
use crate::query::PersonalData;
use crate::report::document::Frame;
use crate::store::{Anew, Error, Ledger};

use crate::cli::failure::Failure;
use crate::cli::files::{self, Links};

use super::contents::{self, DATAPACKAGE, JOURNAL};
use super::rates::{self, RATES};
use super::rows;
use super::selection::{PERSONAL, Selection};

/// The journal of a pack, and what its tables are derived from.
pub(super) struct Again<'a> {
    /// The pack.
    pub(super) directory: &'a Path,
    /// The origin of its ledger.
    pub(super) origin: &'a str,
    /// Its entries.
    pub(super) entries: Anew,
    /// The tree over them.
    pub(super) head: &'a Frontier,
    /// The commitments to personal data, each with the first entry that holds it and what it commits to.
    pub(super) commitments: &'a HashMap<Digest, (u64, Datum)>,
    /// The rates that entries add.
    pub(super) rates: &'a BTreeMap<u64, AddedRates>,
    /// What the pack should contain.
    pub(super) selection: Selection,
}

impl Again<'_> {
    /// Compares every table and the data package with what the entries yield, and lists the differences; with the ledger of
    /// the entries, if they yield one.
    ///
    /// # Errors
    /// A file cannot be read.
    pub(super) fn differences(mut self) -> Result<(Vec<String>, Option<Ledger>), Failure> {
        let (mut found, mut made) = (Vec::new(), None);
        match self.compare(&mut found) {
            Ok(ledger) => made = Some(ledger),
            Err(Failure::Store(Error::Damaged { what, .. })) => found.push(format!("{JOURNAL}: {what}")),
            Err(Failure::Store(Error::NoAnswer(why))) => {
                found.push(format!("{DATAPACKAGE}, /asked: the journal does not yield what was asked for: {why}"));
            }
            Err(failure) => return Err(failure),
        }
        Ok((found, made))
    }

    fn compare(&mut self, found: &mut Vec<String>) -> Result<Ledger, Failure> {
        let personal = self.selection.personal == PersonalData::Shown;
        if personal {
            self.open(found)?;
        }
        if let Some(written) = read(self.directory, RATES, rates::longest(self.rates))? {
            found.extend(rates::add(&written, self.rates, &mut self.entries)?);
        }
        let mut ledger = Ledger::of_entries(std::mem::take(&mut self.entries))?;
        if personal {
            found.extend(unopened(&ledger, self.commitments)?);
        }
        found.extend(ledger.differing_rates()?);
        let selection = self.selection.clone().settled(&ledger, self.head)?;
        let resources = self.tables(&mut ledger, &selection, found)?;
        if let Some(written) = package(self.directory)? {
            let follows = contents::package(self.origin, self.head, (selection.asked(&ledger)?, resources))?;
            found.extend(described(&written, &follows));
        }
        Ok(ledger)
    }

    /// Adds the personal data of the pack to the entries that commit to them.
    fn open(&mut self, found: &mut Vec<String>) -> Result<(), Failure> {
        let commitments = self.commitments;
        let opened = |(_, datum): &(u64, Datum)| BESIDE_A_DATUM + 2 * datum.longest();
        let longest = LONGEST_HEADER + commitments.values().map(opened).sum::<u64>();
        let Some(written) = read(self.directory, PERSONAL, longest)? else { return Ok(()) };
        let Some(openings) = openings(&written) else {
            found.push(format!("{PERSONAL}.csv is not a list of personal data as impound writes it"));
            return Ok(());
        };
        let mut open = HashSet::new();
        for (line, opening) in (2..).zip(openings) {
            match unfit(&opening, commitments, &open) {
                Some(why) => found.push(format!("{PERSONAL}.csv, line {line}: {why}")),
                None => self.entries.open(&opening, commitments[&opening.commitment].0)?,
            }
            open.insert(opening.commitment);
        }
        Ok(())
    }

    /// Compares every table, and returns what the data package says of each.
    fn tables(
        &self,
        ledger: &mut Ledger,
        selection: &Selection,
        found: &mut Vec<String>,
    ) -> Result<Vec<Value>, Failure> {
        let mut resources = Vec::new();
        contents::each_table(ledger, self.head, selection, &mut |name, table| {
            let mut follows = Vec::new();
            let outline = table(&mut follows).map_err(|unwritten| unwritten.of_file(Path::new(name)))?;
            let key = outline.sections().first().map_or(1, Frame::key_fields);
            // The check of the file list reports missing files.
            if let Some(written) = read(self.directory, name, LONGER + 2 * follows.len() as u64)?
                && written != follows
            {
                found.extend(rows::differences((&format!("{name}.csv"), key), &written, &follows));
            }
            resources.push(contents::resource(name, &outline, (Digest::of(&follows), follows.len() as u64)));
            Ok(())
        })?;
        Ok(resources)
    }
}

/// The most bytes in a datum's row apart from the datum: its commitment, its salt and the separators. The datum takes
/// at most twice its length, if it is all quotation marks.
const BESIDE_A_DATUM: u64 = 256;

/// The most bytes of the header of the list of personal data.
const LONGEST_HEADER: u64 = 256;

/// How much longer a table may be than twice the derived one; anything beyond that is not read.
const LONGER: u64 = 1 << 20;

/// A table in the pack, or the beginning of one that is too long; `None` if there is none.
fn read(directory: &Path, name: &str, longest: u64) -> Result<Option<Vec<u8>>, Failure> {
    read_file(&directory.join(format!("{name}.csv")), longest)
}

/// The most bytes of a data package: it describes a dozen files.
const LONGEST_PACKAGE: u64 = 4 << 20;

/// The data package in the pack; `None` if there is none.
///
/// # Errors
/// It cannot be read.
pub(super) fn package(directory: &Path) -> Result<Option<Vec<u8>>, Failure> {
    read_file(&directory.join(DATAPACKAGE), LONGEST_PACKAGE)
}

fn read_file(path: &Path, longest: u64) -> Result<Option<Vec<u8>>, Failure> {
    let Ok(file) = files::open_regular(path, Links::Refused) else { return Ok(None) };
    at_most(file, longest).map(Some).map_err(|error| Failure::file("read", path, &error))
}

/// The rows of a list of personal data; `None` if the file is not such a list.
fn openings(csv: &[u8]) -> Option<Vec<Personal>> {
    let mut reader = csv::Reader::from_reader(csv);
    let mut openings = Vec::new();
    for record in reader.records() {
        let record = record.ok()?;
        let [commitment, salt, data] = [0, 1, 2].map(|at| record.get(at));
        let [commitment, salt] = [Digest::parse(commitment?).ok()?, Digest::parse(salt?).ok()?];
        openings.push(Personal { commitment, salt: salt.0, data: unguard(data?).into_owned() });
    }
    Some(openings)
}

/// Why no entry commits to a datum.
fn unfit(opening: &Personal, commitments: &HashMap<Digest, (u64, Datum)>, open: &HashSet<Digest>) -> Option<String> {
    if !opening.holds() {
        return Some(format!("{} does not match its commitment", text::quote(&opening.data)));
    }
    if !commitments.contains_key(&opening.commitment) {
        return Some("no entry holds this commitment".to_owned());
    }
    open.contains(&opening.commitment).then(|| "the commitment appears twice".to_owned())
}

/// The commitments whose data are missing although no entry withholds them.
fn unopened(ledger: &Ledger, commitments: &HashMap<Digest, (u64, Datum)>) -> Result<Vec<String>, Failure> {
    use crate::journal::personal::Withheld;
    let shown = ledger.disclosure(&commitments.keys().copied().collect::<Vec<_>>())?;
    let mut missing: Vec<(&(u64, Datum), &Digest)> = commitments
        .iter()
        .filter(|(commitment, _)| matches!(shown.datum(commitment), Err(Withheld::Missing)))
        .map(|(commitment, held)| (held, commitment))
        .collect();
    missing.sort();
    let told = |((entry, datum), _): (&(u64, Datum), &Digest)| {
        format!("{PERSONAL}.csv: the {datum} of entry {entry} is missing, and no entry withholds it")
    };
    Ok(missing.into_iter().map(told).collect())
}

/// How the data package differs from the derived one.
fn described(written: &[u8], follows: &[u8]) -> Vec<String> {
    if written == follows {
        return Vec::new();
    }
    let (Ok(written), Ok(follows)) = (serde_json::from_slice(written), serde_json::from_slice(follows)) else {
        return vec![format!("{DATAPACKAGE} is not JSON")];
    };
    let mut found = Vec::new();
    compare(&written, &follows, &mut String::new(), &mut found);
    if found.is_empty() {
        found.push(format!("{DATAPACKAGE} has the right content, but not as impound writes it"));
    }
    found
}

/// Finds where two JSON values differ, and notes both values there.
fn compare(written: &Value, follows: &Value, at: &mut String, found: &mut Vec<String>) {
    let within = |at: &mut String, key: &str, one: &Value, other: &Value, found: &mut Vec<String>| {
        let length = at.len();
        at.push('/');
        at.push_str(key);
        compare(one, other, at, found);
        at.truncate(length);
    };
    match (written, follows) {
        (Value::Object(one), Value::Object(other)) => {
            let mut keys: Vec<&String> = one.keys().chain(other.keys()).collect();
            keys.sort();
            keys.dedup();
            for key in keys {
                let [one, other] = [one, other].map(|object| object.get(key).unwrap_or(&Value::Null));
                within(at, key, one, other, found);
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (index, (one, other)) in one.iter().zip(other).enumerate() {
                within(at, &index.to_string(), one, other, found);
            }
        }
        (one, other) if one != other => {
            let [is, right] = [one, other].map(|value| text::quote(&value.to_string()));
            found.push(format!("{DATAPACKAGE}, {}: is {is}; impound writes {right}", text::escape(at)));
        }
        _ => {}
    }
}
