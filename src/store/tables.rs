//! The derived tables in the ledger's file, as they follow the journal.

use rusqlite::{Connection, ToSql};

use crate::domain::AssetRef;
use crate::journal::fold::Filed;
use crate::journal::kept::KEPT;
use crate::journal::{Entry, State, Tally, codec};

use super::changes::Change;
use super::load::{self, Names, Trust, signed};
use super::project::Projector;
use super::refusal::Refusal;
use super::seal::{Seal, Sealed};
use super::{Error, totals};

/// The derived tables of a file, and what is to be written into them.
pub(super) struct Tables<'a> {
    connection: &'a Connection,
    trust: Trust,
    projector: Projector,
    /// What seals the rows that are read and written.
    pub(super) seal: Seal<'a>,
}

impl<'a> Tables<'a> {
    pub(super) fn new(connection: &'a Connection, trust: Trust, seal: Seal<'a>) -> Tables<'a> {
        Tables { connection, trust, projector: Projector::default(), seal }
    }

    /// What is loaded, with all that followed.
    pub(super) fn state(&self) -> &State {
        &self.projector.state
    }

    /// What followed and is not settled.
    pub(super) fn unsettled(&self) -> &[Change] {
        self.projector.changes()
    }

    /// Loads what the names mean, as far as it is not there from before.
    ///
    /// # Errors
    /// The file cannot be read, or a row is not the one that was sealed.
    pub(super) fn load(&mut self, names: &Names) -> Result<(), Error> {
        self.projector.forget_if_many();
        let Projector { state, kin, .. } = &mut self.projector;
        load::load(self.connection, self.trust, names, state, kin, Some(&mut self.seal))
    }

    /// Lets an entry follow; what it concerns is loaded.
    ///
    /// # Errors
    /// [`Error::Refused`]: the rules do not allow it, and nothing is changed.
    pub(super) fn follow(&mut self, entry: &Entry) -> Result<(), Error> {
        Ok(self.projector.follow(entry)?)
    }

    /// Remembers that assets are named which are not there yet, so that their families are woven when they come.
    pub(super) fn expect(&mut self, assets: &[AssetRef]) {
        self.projector.expect(assets);
    }

    /// Writes what followed since the last time.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(super) fn settle(&mut self) -> Result<(), Error> {
        for change in self.projector.settle()? {
            apply(self.connection, &mut self.seal, &change)?;
        }
        if self.projector.holds_many_totals() { self.flush() } else { Ok(()) }
    }

    /// Takes back what followed since the last [`Tables::settle`].
    pub(super) fn take_back(&mut self) {
        self.projector.take_back();
    }

    /// Writes what was held back, and gives what the head is to hold of the seal.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(super) fn finish(&mut self) -> Result<Vec<u8>, Error> {
        self.flush()?;
        self.seal.finish()
    }

    fn flush(&mut self) -> Result<(), Error> {
        for change in self.projector.cases() {
            apply(self.connection, &mut self.seal, &change)?;
        }
        for (kept, changed) in KEPT.iter().zip(self.projector.totals()) {
            for (key, added) in changed.into_iter().filter(|(_, added)| *added != Tally::default()) {
                let sum = totals::of(self.connection, kept, &key)?.plus(added)?;
                totals::put(self.connection, kept, &key, &sum)?;
            }
        }
        Ok(())
    }
}

/// Writes a change, and seals the row.
fn apply(connection: &Connection, seal: &mut Seal<'_>, change: &Change) -> Result<(), Error> {
    let write = |sql: &str, values: &[&dyn ToSql]| -> Result<(), Error> {
        connection.prepare_cached(sql)?.execute(values)?;
        Ok(())
    };
    match change {
        Change::CaseOpened(case, known) => {
            let Filed { entry, latest } = known.filed;
            let sql = "INSERT INTO case_file (case_ref, entry, latest, assets) VALUES (?1, ?2, ?3, ?4)";
            write(sql, &[&case.as_str(), &signed(entry)?, &signed(latest)?, &known.assets])?;
            seal.set(Sealed::Case, case.as_str(), load::case_value(known))
        }
        Change::CaseKnown(case, known) => {
            let sql = "UPDATE case_file SET latest = ?2, assets = ?3 WHERE case_ref = ?1";
            write(sql, &[&case.as_str(), &signed(known.filed.latest)?, &known.assets])?;
            seal.set(Sealed::Case, case.as_str(), load::case_value(known))
        }
        Change::SourceAdded(source, filed) => {
            let sql = "INSERT INTO source (source_ref, entry, latest) VALUES (?1, ?2, ?3)";
            write(sql, &[&source.as_str(), &signed(filed.entry)?, &signed(filed.latest)?])?;
            seal.set(Sealed::Source, source.as_str(), load::filed_value(*filed))
        }
        Change::SourceKnown(source, filed) => {
            let sql = "UPDATE source SET latest = ?2 WHERE source_ref = ?1";
            write(sql, &[&source.as_str(), &signed(filed.latest)?])?;
            seal.set(Sealed::Source, source.as_str(), load::filed_value(*filed))
        }
        Change::Referred(reference, entry) => {
            write("INSERT INTO reference (ref, entry) VALUES (?1, ?2)", &[&reference.as_str(), &signed(*entry)?])?;
            seal.set(Sealed::Reference, reference.as_str(), load::number_value(*entry))
        }
        Change::FamilyBegun(root, kin, line) => {
            let root = root.to_string();
            let sql = "INSERT INTO family (entry, root, steps, woven, pool) VALUES (?1, ?2, ?3, ?4, ?5)";
            write(sql, &[&signed(kin.id)?, &root, line, &kin.woven, &kin.pool])?;
            seal.set(Sealed::Family, &root, kin.value())
        }
        Change::FamilyFollowed(root, kin, line) => {
            let sql = "UPDATE family SET steps = steps || char(10) || ?2, woven = ?3, pool = ?4 WHERE entry = ?1";
            write(sql, &[&signed(kin.id)?, line, &kin.woven, &kin.pool])?;
            seal.set(Sealed::Family, &root.to_string(), kin.value())
        }
        Change::FamilyWoven(root, kin) => {
            write("UPDATE family SET woven = 1 WHERE entry = ?1", &[&signed(kin.id)?])?;
            seal.set(Sealed::Family, &root.to_string(), kin.value())
        }
        Change::Guest(case, family) => {
            let sql = "INSERT OR IGNORE INTO guest (case_ref, family) VALUES (?1, ?2)";
            write(sql, &[&case.as_str(), &signed(*family)?])
        }
        Change::Likened(likeness, entry) => {
            write("INSERT INTO likeness (likeness, entry) VALUES (?1, ?2)", &[likeness, &signed(*entry)?])
        }
        Change::Handled(commitment, entry, handling) => {
            let sql = "INSERT INTO withheld (commitment, entry, how) VALUES (?1, ?2, ?3)";
            write(sql, &[&commitment.0, &signed(*entry)?, &handling.as_str()])?;
            let key = commitment.to_string();
            let before = seal.get(Sealed::Withheld, &key)?;
            seal.set(Sealed::Withheld, &key, load::said_value(before, *entry, *handling))
        }
    }
}

/// Lets the tables follow the whole journal from its beginning; they are empty. What cannot follow is told to `fault`. Gives
/// what the head is to hold of the seal over the tables.
///
/// # Errors
/// The file cannot be read or written, or what `fault` says.
pub(super) fn rebuild(
    connection: &Connection,
    mut fault: impl FnMut(u64, Refusal) -> Result<(), Error>,
) -> Result<Vec<u8>, Error> {
    let mut tables = Tables::new(connection, Trust::Lines, Seal::over_nothing(connection));
    let mut statement = connection.prepare("SELECT entry, bytes FROM main.entry ORDER BY entry")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let bytes = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        let entry = match codec::decode(bytes) {
            Ok(entry) => entry,
            Err(unreadable) => {
                fault(load::number(row)?, unreadable.into())?;
                continue;
            }
        };
        tables.load(&Names::of(&entry.body))?;
        tables.projector.expect_missing(&entry.body);
        match tables.follow(&entry) {
            Err(Error::Refused(contradicts)) => {
                tables.take_back();
                fault(entry.number, contradicts)?;
            }
            other => other?,
        }
        tables.settle()?;
    }
    tables.finish()
}
