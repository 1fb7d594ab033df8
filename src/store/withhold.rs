//! Withholding personal data: which data of an action or source are meant, and which other entries hold the same data.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::domain::{AssetRef, EntryRef, SourceRef};
use crate::journal::fold::Filed;
use crate::journal::personal::{Personal, Withheld};
use crate::journal::{self, Act, Body, Digest, Disclosure, Effect, Handling, Withholding, Withholdings};

use super::append::{Done, Writer, no_action};
use super::engine::{Asked, Reading};
use super::field::Field;
use super::load::{Names, act, committed, entry};
use super::refusal::Refusal;
use super::{Error, particulars, table};

/// An action or source whose data are to be withheld.
struct Meant {
    /// The entry that first recorded the action, or added the source.
    of: u64,
    /// The asset of an action.
    asset: Option<AssetRef>,
    /// The entries that record readings of the action, or particulars of the source.
    readings: BTreeSet<u64>,
}

impl Writer<'_> {
    /// Records how the personal data of an action in all its readings, or all maps used to import a file, are handled
    /// from now on.
    pub(super) fn withhold(
        &mut self,
        entry: u64,
        handling: Handling,
        (reason, authority): (String, Option<String>),
        reference: Option<EntryRef>,
    ) -> Result<Done, Error> {
        let Meant { of, asset, readings } = self.meant(entry)?;
        if let Some(before) = self.recorded(reference.as_ref())? {
            let same = matches!(&before.body, Body::Withholding(said) if (said.handling, said.of) == (handling, of)
                && (&said.reason, &said.authority) == (&reason, &authority));
            return self.repeat(before, same).map(|done| Done { asset, ..done });
        }
        let mut held = BTreeSet::new();
        for reading in &readings {
            let commitments = self.entry(*reading)?.map_or_else(Vec::new, |entry| entry.body.commitments());
            held.extend(commitments.into_iter().map(|(commitment, _)| commitment));
        }
        let names = Names { commitments: held.into_iter().collect(), ..Names::default() };
        self.tables.load(&names)?;
        let commitments = concerned(self.tables.state().withheld(), of, &names.commitments, handling)?;
        let data = self.data(&commitments)?;
        told_apart(&data, [Some(reason.as_str()), authority.as_deref()])?;
        let withholding = Withholding { handling, of, commitments, reason, authority };
        let mut done = self.record(withholding.into(), reference, Vec::new())?;
        done.asset = asset;
        if done.entry.is_erasure() {
            done.elsewhere = self.elsewhere(&data, &readings)?;
            self.erased.extend(done.entry.withheld().iter().map(|commitment| (done.entry.number, *commitment)));
        }
        Ok(done)
    }

    /// The action that an entry records, corrects, voids or reinstates; or the source that it adds or edits.
    fn meant(&mut self, entry: u64) -> Result<Meant, Error> {
        let found = self.entry(entry)?;
        let recording = match found.as_ref().map(|entry| entry.body.effect()) {
            Some(Effect::Turn { action, .. }) => action,
            Some(Effect::Source { source, .. }) => return self.meant_source(source),
            _ => entry,
        };
        self.tables.load(&Names { entries: vec![recording], ..Names::default() })?;
        let record = self.tables.state().record(recording).ok_or_else(|| no_action(entry))?;
        let (asset, readings) = (record.step.target.asset().clone(), record.entries().collect());
        Ok(Meant { of: record.entry, asset: Some(asset), readings })
    }

    fn meant_source(&mut self, source: &SourceRef) -> Result<Meant, Error> {
        self.tables.load(&Names { sources: vec![source.clone()], ..Names::default() })?;
        let Filed { entry, latest } =
            self.tables.state().source(source).ok_or_else(|| journal::Refusal::NoSource(source.clone()))?;
        let edits = particulars::edits(self.tx, latest)?;
        Ok(Meant { of: entry, asset: None, readings: edits.iter().map(|edit| edit.number).chain([entry]).collect() })
    }

    /// The data behind some commitments.
    fn data(&self, commitments: &[Digest]) -> Result<HashSet<String>, Error> {
        let mut data = HashSet::new();
        for commitment in commitments {
            data.insert(
                self.datum(*commitment)?
                    .ok_or_else(|| Error::damaged_somewhere(format!("the data behind {commitment} are missing")))?,
            );
        }
        Ok(data)
    }

    /// The entries of other actions that hold any of these data.
    fn elsewhere(&self, data: &HashSet<String>, readings: &BTreeSet<u64>) -> Result<Vec<u64>, Error> {
        let waiting = self.personal.iter().filter(|(_, datum)| data.contains(&datum.data)).map(|(entry, _)| *entry);
        let mut found: BTreeSet<u64> = waiting.collect();
        let asked = Asked { bearing: data.iter().map(String::as_str).collect(), ..Asked::default() };
        found.extend(self.tx.known(&asked)?.bearing.into_iter().flatten().map(|(entry, _)| entry));
        Ok(found.difference(readings).copied().collect())
    }
}

/// What may be shown of the data behind some commitments.
pub(super) fn disclosure(reading: &dyn Reading, commitments: &[Digest]) -> Result<Disclosure, Error> {
    let asked = Asked { data: commitments.to_vec(), handled: commitments.to_vec(), ..Asked::default() };
    let known = reading.known(&asked)?;
    let (mut data, mut withheld, mut days) = (HashMap::new(), HashMap::new(), HashMap::new());
    for datum in known.data.into_iter().flatten() {
        let datum = committed(datum)?;
        data.insert(datum.commitment, datum.data);
    }
    for (commitment, said) in commitments.iter().zip(known.handled) {
        // The last statement about a datum is the one in force.
        match said.last() {
            Some((entry, Handling::Erased)) => {
                withheld.insert(*commitment, Withheld::Erased(day(reading, *entry, &mut days)?));
            }
            Some((_, Handling::Restricted)) => drop(withheld.insert(*commitment, Withheld::Restricted)),
            Some((_, Handling::Unrestricted)) | None => {}
        }
    }
    Ok(Disclosure::new(data, withheld))
}

/// A row of personal data: the entry that holds the datum, and the datum.
pub(super) fn held(row: &[Field<'_>]) -> Result<(u64, Personal), Error> {
    let datum = Personal { commitment: row[0].digest()?, salt: row[2].array()?, data: row[3].text()?.to_owned() };
    Ok((row[1].number()?, datum))
}

/// The datum behind a commitment, or the reason for withholding it.
pub(super) fn datum(reading: &dyn Reading, commitment: Digest) -> Result<Result<String, Withheld>, Error> {
    let disclosure = disclosure(reading, &[commitment])?;
    Ok(disclosure.datum(&commitment).map(str::to_owned).map_err(Withheld::clone))
}

/// The personal data of the first entries that may be shown, each with its salt, in the order of the commitments.
pub(super) fn openings(reading: &dyn Reading, entries: u64) -> Result<Vec<Personal>, Error> {
    let mut withheld = HashSet::new();
    reading.rows(&table::WITHHELD, &mut |row| {
        let commitment = row[0].digest()?;
        // The last statement about a datum is the one in force.
        match row[2].handling()? {
            Handling::Unrestricted => withheld.remove(&commitment),
            Handling::Restricted | Handling::Erased => withheld.insert(commitment),
        };
        Ok(())
    })?;
    let mut openings = Vec::new();
    reading.rows(&table::PERSONAL, &mut |row| {
        let (entry, opening) = held(row)?;
        if entry <= entries && !withheld.contains(&opening.commitment) {
            openings.push(committed(opening)?);
        }
        Ok(())
    })?;
    Ok(openings)
}

/// The day on which an entry was recorded.
fn day(reading: &dyn Reading, number: u64, days: &mut HashMap<u64, String>) -> Result<String, Error> {
    if let Some(day) = days.get(&number) {
        return Ok(day.clone());
    }
    // The clock's own time: recorded times never decrease, even after a wrong clock put an entry far ahead.
    let entry = entry(reading, number)?;
    let said = entry.as_ref().map_or("", |entry| entry.stamp.clock());
    let day = said.split('T').next().unwrap_or_default().to_owned();
    days.insert(number, day.clone());
    Ok(day)
}

/// The entries that withhold personal data of the actions that these entries record.
pub(super) fn about(reading: &dyn Reading, entries: &[u64]) -> Result<BTreeSet<u64>, Error> {
    let mut handled = Vec::new();
    for entry in entries {
        handled.extend(act(reading, *entry)?.iter().flat_map(Act::commitments));
    }
    let said = reading.known(&Asked { handled, ..Asked::default() })?.handled;
    Ok(said.into_iter().flatten().map(|(entry, _)| entry).collect())
}

/// The commitments of an action whose data this handling applies to.
///
/// # Errors
/// There are none; the refusal says why.
fn concerned(known: &Withholdings, of: u64, held: &[Digest], handling: Handling) -> Result<Vec<Digest>, Refusal> {
    if held.is_empty() {
        return Err(Refusal::NoPersonalData(of));
    }
    let allowed = |commitment: &&Digest| known.allows(commitment, handling).is_ok();
    let commitments: Vec<Digest> = held.iter().filter(allowed).copied().collect();
    if !commitments.is_empty() {
        return Ok(commitments);
    }
    // Each handling, with the latest entry that applied it to any of them.
    let said: BTreeMap<Handling, u64> = held
        .iter()
        .filter_map(|commitment| known.last(commitment))
        .map(|(entry, handling)| (handling, entry))
        .collect();
    Err(match said.first_key_value() {
        Some((handling, entry)) if *handling != Handling::Unrestricted => {
            Refusal::Withheld { of, handling: *handling, entry: *entry }
        }
        _ => Refusal::NotRestricted(of),
    })
}

/// Refuses to keep for ever, in the entry's own words, what the entry withholds.
fn told_apart(data: &HashSet<String>, words: [Option<&str>; 2]) -> Result<(), Refusal> {
    for datum in data {
        let value = datum.split_once(':').map_or(datum.as_str(), |(_, value)| value).to_lowercase();
        if words.iter().flatten().any(|words| repeats(&words.to_lowercase(), &value)) {
            return Err(Refusal::RepeatsData);
        }
    }
    Ok(())
}

/// Whether the text contains a value, long enough to reveal something, as separate words.
fn repeats(words: &str, value: &str) -> bool {
    const TELLING: usize = 3;
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let alone = |(at, found): (usize, &str)| {
        let (before, behind) = words.split_at(at);
        let behind = behind.strip_prefix(found).unwrap_or_default();
        apart(before.chars().next_back()) && apart(behind.chars().next())
    };
    value.chars().count() >= TELLING && words.match_indices(value).any(alone)
}

#[cfg(test)]
mod tests {
    use super::repeats;

    #[test]
    fn a_value_counts_as_repeated_only_as_separate_words() {
        assert!(repeats("asked by ada example, 2026", "ada example"));
        assert!(repeats("ada", "ada") && repeats("(ada)", "ada"));
        assert!(!repeats("adamant", "ada") && !repeats("canada", "ada") && !repeats("art. 7", "7"));
        assert!(repeats("canada and ada", "ada"));
    }
}
