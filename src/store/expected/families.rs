//! Compares the largest tables, row by row on several threads: the references, and the families with the kept totals
//! that follow from them.

use std::collections::HashSet;

use crate::domain::{AssetRef, Fault};
use crate::journal::kept::{self, KEPT};
use crate::journal::{Family, Tally, step};
use crate::query::threads::fold_apart;
use crate::store::changes::{self, Kin};
use crate::store::engine::Reading;
use crate::store::facts::Facts;
use crate::store::fingerprint::Fingerprint;
use crate::store::weighed::Weighed;
use crate::store::{Error, load, table};

use super::Expected;
use super::run::Run;

/// What a family's row holds beside its texts.
#[derive(Default)]
struct Kept {
    entry: u64,
    woven: bool,
    pool: bool,
}

/// What follows from some families.
struct Folded {
    /// Whether each is stored as it must be.
    holds: bool,
    lines: Fingerprint,
    guests: usize,
    totals: Weighed,
    facts: Facts,
}

impl Folded {
    fn merge(&mut self, other: &Folded) {
        self.holds &= other.holds;
        self.lines.merge(&other.lines);
        self.guests += other.guests;
        self.totals.merge(&other.totals);
        self.facts.merge(&other.facts);
    }
}

impl Expected {
    /// Compares the references, and adds their facts.
    pub(super) fn references_hold(&self, reading: &dyn Reading, facts: &mut Facts) -> Result<bool, Error> {
        let blank = || (self.apart.references.blank(), facts.blank());
        let fold = |(found, facts): &mut (Fingerprint, Facts), run: Run<u64>| {
            for ([reference, _], entry) in run.rows() {
                found.add(&(reference, *entry));
                facts.add_reference(reference, *entry);
            }
            Ok(())
        };
        let parts = fold_apart(blank, fold, |give| {
            let mut run = Run::default();
            reading.rows(&table::REFERENCE, &mut |row| {
                run.push([row[0].text()?, ""], row[1].number()?);
                if run.is_full() { give(std::mem::take(&mut run)) } else { Ok(()) }
            })?;
            give(run)
        })?;
        let mut found = self.apart.references.blank();
        for (part, of_part) in parts {
            found.merge(&part);
            facts.merge(&of_part);
        }
        Ok(found.agrees(&self.apart.references))
    }

    /// Compares the families' lines, folds them, and compares the results: the guests and the kept totals. Adds their
    /// facts.
    pub(super) fn families_hold(&self, reading: &dyn Reading, facts: &mut Facts) -> Result<bool, Error> {
        let totals = Weighed::default();
        let nothing = || Folded {
            holds: true,
            lines: self.apart.lines.blank(),
            guests: 0,
            totals: totals.blank(),
            facts: facts.blank(),
        };
        let fold = |folded: &mut Folded, run: Run<Kept>| {
            for ([root, steps], kept) in run.rows() {
                folded.holds &= self.family_holds((root, steps), kept, folded)?;
            }
            Ok(())
        };
        let parts = fold_apart(nothing, fold, |give| {
            let mut run = Run::default();
            reading.rows(&table::FAMILY, &mut |row| {
                let kept = Kept { entry: row[1].number()?, woven: row[3].flag()?, pool: row[4].flag()? };
                run.push([row[0].text()?, row[2].text()?], kept);
                if run.is_full() { give(std::mem::take(&mut run)) } else { Ok(()) }
            })?;
            give(run)
        })?;
        let mut folded = nothing();
        parts.iter().for_each(|part| folded.merge(part));
        facts.merge(&folded.facts);
        Ok(folded.holds
            && folded.lines.agrees(&self.apart.lines)
            && folded.guests == self.guest_count()
            && self.guests_hold(reading)?
            && totals_hold(reading, &folded.totals)?)
    }

    fn family_holds(&self, (root, steps): (&str, &str), kept: &Kept, folded: &mut Folded) -> Result<bool, Fault> {
        let kin = Kin { id: kept.entry, woven: kept.woven, pool: kept.pool, lines: load::lines_value(steps) };
        folded.facts.add_family(root, &kin);
        for line in steps.split('\n') {
            match step::entry_of(line) {
                Ok(entry) => folded.lines.add(&(root, entry, line)),
                Err(_) => return Ok(false),
            }
        }
        let Ok(root) = AssetRef::parse(root) else { return Ok(false) };
        let (mut pool, mut woven) = (false, self.apart.named.contains(&root));
        let family = Family::read_each(&root, steps, None, |event| {
            pool |= changes::states_pool(event);
            woven |= kept::weaves(event);
        });
        let Ok(Some(family)) = family else { return Ok(false) };
        let begun = family.records().first().map(|record| record.entry);
        if (begun, kept.woven, kept.pool) != (Some(kept.entry), woven, pool) {
            return Ok(false);
        }
        if woven {
            folded.guests += self.apart.guests.get(&root).map_or(0, HashSet::len);
            return Ok(true);
        }
        kept::additions(&family, 0, |at, key, tally| {
            folded.totals.add(at, key, &tally);
            Ok(())
        })?;
        Ok(true)
    }

    fn guests_hold(&self, reading: &dyn Reading) -> Result<bool, Error> {
        let (mut holds, mut count) = (true, 0);
        reading.rows(&table::GUEST, &mut |row| {
            let root = load::begun_by(reading, row[1].number()?)?;
            let root = root.and_then(|root| AssetRef::parse(&root).ok());
            let cases = root.and_then(|root| self.apart.guests.get(&root));
            let case = row[0].text()?;
            holds &= cases.is_some_and(|cases| cases.contains(case));
            count += 1;
            Ok(())
        })?;
        Ok(holds && count == self.guest_count())
    }

    fn guest_count(&self) -> usize {
        self.apart.guests.values().map(HashSet::len).sum()
    }
}

/// Whether the kept totals are these.
fn totals_hold(reading: &dyn Reading, expected: &Weighed) -> Result<bool, Error> {
    let (mut holds, mut known, mut found) = (true, 0, expected.blank());
    for (at, kept) in KEPT.iter().enumerate() {
        let mut last: Option<String> = None;
        let read = reading.breakdown(kept, &mut |key, tally: Tally| {
            known += 1;
            // The sums would not tell a row of zeros, or that a key has two rows.
            holds &= tally != Tally::default() && last.as_deref() != Some(key);
            last = Some(key.to_owned());
            found.add(at, key, &tally);
            Ok(())
        });
        match read {
            // Comparing the tables row by row will name what cannot be read as a total.
            Err(Error::Damaged { .. }) => return Ok(false),
            other => other?,
        }
    }
    Ok(holds && found.agrees(expected) && reading.count(&table::TOTAL)? == known)
}
