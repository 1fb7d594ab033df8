//! What the derived tables must hold, as reading the journal once tells it, in memory that hardly grows with it.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};

use rusqlite::Connection;

use crate::domain::{AssetRef, CaseRef, Fault, SourceRef};
use crate::journal::kept::{self, KEPT};
use crate::journal::{Act, Body, Entry, Event, Tally, Target, step};

use super::load::{self, family_of, number};
use super::{Error, totals};

/// What must follow from the entries read so far.
#[derive(Default)]
pub(super) struct Expected {
    cases: HashMap<CaseRef, (u64, u32)>,
    sources: HashMap<SourceRef, u64>,
    references: Fingerprint,
    lines: Fingerprint,
    /// Assets that another names.
    named: HashSet<AssetRef>,
    guests: HashSet<(CaseRef, AssetRef)>,
    /// Entries that void an action, whose family only that action's entry names.
    voids: Vec<(u64, u64)>,
    /// Something is wrong already: the tables are to be compared in full.
    contradicted: bool,
}

/// A fingerprint of a set of pairs, in whatever order they come: the sums of two keyed hashes of each, modulo 2⁶⁴. The
/// keys are random, so nobody can make two sets that are taken for one another.
#[derive(Clone, Default)]
struct Fingerprint {
    keys: (RandomState, RandomState),
    count: u64,
    sums: (u64, u64),
}

impl Fingerprint {
    fn add(&mut self, key: &str, entry: u64, value: &str) {
        self.count += 1;
        // Sums modulo a power of two are what is meant here.
        self.sums.0 = self.sums.0.wrapping_add(self.keys.0.hash_one((key, entry, value)));
        self.sums.1 = self.sums.1.wrapping_add(self.keys.1.hash_one((key, entry, value)));
    }

    /// One with the same keys, and nothing in it yet.
    fn blank(&self) -> Fingerprint {
        Fingerprint { keys: self.keys.clone(), count: 0, sums: (0, 0) }
    }

    fn agrees(&self, other: &Fingerprint) -> bool {
        (self.count, self.sums) == (other.count, other.sums)
    }
}

impl Expected {
    /// Notes what must follow from one more entry.
    pub(super) fn follow(&mut self, entry: &Entry) {
        match &entry.body {
            Body::Genesis(_) => {}
            Body::Case(case) => {
                self.contradicted |= self.cases.insert(case.case.clone(), (entry.number, 0)).is_some();
            }
            Body::Source(source) => {
                self.contradicted |= self.sources.insert(source.source.clone(), entry.number).is_some();
            }
            Body::Act(act) | Body::Correction { act, .. } => self.act(entry, act),
            Body::Void { voids, .. } => self.voids.push((entry.number, *voids)),
        }
    }

    fn act(&mut self, entry: &Entry, act: &Act) {
        let root = act.target.asset().root();
        if let Some(event) = Event::of(&entry.body) {
            self.line(&root, entry.number, &event);
        }
        let known = act.sources.iter().all(|citation| self.sources.contains_key(citation.source()));
        self.contradicted |= act.sources.is_empty() || !known;
        if let Some(reference) = &act.reference {
            self.references.add(reference.as_str(), entry.number, "");
        }
        self.named.extend(act.may_overlap.iter().map(AssetRef::root));
        let case = match &act.target {
            Target::New { asset } => Some(asset.case()),
            Target::Item { case, .. } => case.as_ref(),
            Target::Existing { .. } => None,
        };
        match case.map(|case| self.cases.get_mut(case)) {
            Some(None) => self.contradicted = true,
            Some(Some((_, assets))) => {
                if let Target::New { asset } = &act.target {
                    *assets = (*assets).max(asset.number());
                }
            }
            None => {}
        }
        if let Target::Item { case: Some(case), .. } = &act.target {
            self.guests.insert((case.clone(), root));
        }
    }

    fn line(&mut self, root: &AssetRef, entry: u64, event: &Event) {
        let mut line = String::new();
        event.write(entry, &mut line);
        self.lines.add(&root.to_string(), entry, &line);
    }

    /// Whether all derived tables hold exactly what they must.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(super) fn holds(mut self, connection: &Connection) -> Result<bool, Error> {
        for (entry, voids) in std::mem::take(&mut self.voids) {
            match load::action_root(connection, voids)? {
                Some(root) => self.line(&root, entry, &Event::Void { voids }),
                None => return Ok(false),
            }
        }
        Ok(!self.contradicted
            && self.cases_hold(connection)?
            && self.sources_hold(connection)?
            && self.references_hold(connection)?
            && self.families_hold(connection)?)
    }

    fn cases_hold(&mut self, connection: &Connection) -> Result<bool, Error> {
        let mut statement = connection.prepare("SELECT entry, assets, case_ref FROM case_file")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let case: String = row.get(2)?;
            if self.cases.remove(case.as_str()) != Some((number(row)?, row.get(1)?)) {
                return Ok(false);
            }
        }
        Ok(self.cases.is_empty())
    }

    fn sources_hold(&mut self, connection: &Connection) -> Result<bool, Error> {
        let mut statement = connection.prepare("SELECT entry, source_ref FROM source")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let source: String = row.get(1)?;
            if self.sources.remove(source.as_str()) != Some(number(row)?) {
                return Ok(false);
            }
        }
        Ok(self.sources.is_empty())
    }

    fn references_hold(&self, connection: &Connection) -> Result<bool, Error> {
        let mut found = self.references.blank();
        let mut statement = connection.prepare("SELECT entry, ref FROM reference")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            found.add(row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?, number(row)?, "");
        }
        Ok(found.agrees(&self.references))
    }

    /// Compares the families' lines, folds them, and compares what follows from that: the guests and the kept totals.
    fn families_hold(&self, connection: &Connection) -> Result<bool, Error> {
        let mut lines = self.lines.blank();
        let mut guests = 0;
        let mut expected: HashMap<(usize, String), Tally> = HashMap::new();
        let mut statement = connection.prepare("SELECT entry, root, steps, woven, pool FROM family ORDER BY entry")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let text = |column| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
            let (root, steps) = (text(1)?, text(2)?);
            for line in steps.split('\n') {
                match step::entry_of(line) {
                    Ok(entry) => lines.add(root, entry, line),
                    Err(_) => return Ok(false),
                }
            }
            let root = AssetRef::parse(root)?;
            let Ok(events) = step::read(steps, &root, u64::MAX).collect::<Result<Vec<_>, Fault>>() else {
                return Ok(false);
            };
            let places = |event: &Event| event.step().and_then(|step| step.places.clone());
            let pool = events.iter().any(|(_, event)| places(event).is_some_and(|places| places.is_pool()));
            let woven = self.named.contains(&root) || events.iter().any(|(_, event)| kept::weaves(event));
            let begun = events.first().map(|(entry, _)| *entry);
            if (begun, row.get(3)?, row.get(4)?) != (Some(number(row)?), woven, pool) {
                return Ok(false);
            }
            let Ok(Some(family)) = family_of(&root, steps, u64::MAX) else { return Ok(false) };
            if woven {
                guests += self.guests.iter().filter(|(_, family)| *family == root).count();
            } else {
                kept::additions(&family, |at, key, tally| {
                    let sum = expected.entry((at, key.to_owned())).or_default();
                    *sum = sum.plus(tally)?;
                    Ok(())
                })?;
            }
        }
        Ok(lines.agrees(&self.lines)
            && guests == self.guests.len()
            && self.guests_hold(connection)?
            && totals_hold(connection, expected)?)
    }

    fn guests_hold(&self, connection: &Connection) -> Result<bool, Error> {
        let mut statement =
            connection.prepare("SELECT case_ref, root FROM guest LEFT JOIN family ON family.entry = guest.family")?;
        let mut rows = statement.query([])?;
        let mut count = 0;
        while let Some(row) = rows.next()? {
            let (case, root): (String, Option<String>) = (row.get(0)?, row.get(1)?);
            let Some(root) = root else { return Ok(false) };
            if !self.guests.contains(&(CaseRef::parse(&case)?, AssetRef::parse(&root)?)) {
                return Ok(false);
            }
            count += 1;
        }
        Ok(count == self.guests.len())
    }
}

fn totals_hold(connection: &Connection, mut expected: HashMap<(usize, String), Tally>) -> Result<bool, Error> {
    let mut holds = true;
    for (at, kept) in KEPT.iter().enumerate() {
        let read = totals::each(connection, kept, |key, tally| {
            holds &= expected.remove(&(at, key.to_owned())) == Some(tally);
            Ok(())
        });
        match read {
            // What cannot be read as a total is named by the comparison of the tables.
            Err(Error::Damaged { .. }) => return Ok(false),
            other => other?,
        }
    }
    let stored: i64 = connection.query_row("SELECT count(*) FROM total", [], |row| row.get(0))?;
    let known: i64 = KEPT.iter().try_fold(0, |sum, kept| {
        let sql = "SELECT count(*) FROM total WHERE breakdown = ?1";
        Ok::<i64, rusqlite::Error>(sum + connection.query_row(sql, [kept.name], |row| row.get::<_, i64>(0))?)
    })?;
    Ok(holds && expected.is_empty() && stored == known)
}
