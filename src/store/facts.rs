//! Checks that the seal in the head matches the rows of the derived tables.

use std::collections::HashMap;

use crate::journal::Digest;
use crate::journal::fold::{Case, Filed};

use super::changes::Kin;
use super::engine::Reading;
use super::field::Field;
use super::fingerprint::Fingerprint;
use super::load;
use super::seal;
use super::sealed::{self, Sealed, Value};
use super::{Error, table};

/// The facts of sealed rows.
#[derive(Clone, Default)]
pub(super) struct Facts(Fingerprint);

impl Facts {
    /// No facts, to be compared with these.
    pub(super) fn blank(&self) -> Facts {
        Facts(self.0.blank())
    }

    /// Adds others.
    pub(super) fn merge(&mut self, other: &Facts) {
        self.0.merge(&other.0);
    }

    /// Adds the fact of a reference.
    pub(super) fn add_reference(&mut self, reference: &str, entry: u64) {
        self.add(Sealed::Reference, reference, load::number_value(entry));
    }

    /// Adds the fact of a family.
    pub(super) fn add_family(&mut self, root: &str, kin: &Kin) {
        self.add(Sealed::Family, root, kin.value());
    }

    fn add(&mut self, table: Sealed, key: &str, value: Value) {
        self.0.add(&(&sealed::name(table, key), value));
    }
}

/// Compares the facts in the seal with those of the rows; `found` are those of references and families, which have been
/// read already.
///
/// # Errors
/// The file cannot be read.
pub(super) fn hold(reading: &dyn Reading, mut found: Facts) -> Result<bool, Error> {
    let mut sealed = found.blank();
    let nodes = match seal::each_fact(reading, |name, value| sealed.0.add(&(name, value))) {
        Err(Error::Damaged { .. }) => return Ok(false),
        other => other?,
    };
    let stored = reading.count(&table::SEAL)?;
    each_row(reading, |table, key, value| found.add(table, key, value))?;
    Ok(nodes as u64 == stored && found.0.agrees(&sealed.0))
}

/// Passes the fact of each other sealed row to `each`.
fn each_row(reading: &dyn Reading, mut each: impl FnMut(Sealed, &str, Value)) -> Result<(), Error> {
    reading.rows(&table::CASE_FILE, &mut |row| {
        let assets = u32::try_from(row[3].integer()?).map_err(|_| Error::damaged("a case counts no assets"))?;
        let case = Case { filed: filed(&row[1..])?, assets };
        each(Sealed::Case, row[0].text()?, load::case_value(&case));
        Ok(())
    })?;
    reading.rows(&table::SOURCE, &mut |row| {
        each(Sealed::Source, row[0].text()?, load::filed_value(filed(&row[1..])?));
        Ok(())
    })?;
    let mut said: HashMap<Digest, Value> = HashMap::new();
    reading.rows(&table::WITHHELD, &mut |row| {
        let commitment = row[0].digest()?;
        let value = load::said_value(said.get(&commitment).copied(), row[1].number()?, row[2].handling()?);
        said.insert(commitment, value);
        Ok(())
    })?;
    for (commitment, value) in said {
        each(Sealed::Withheld, &commitment.to_string(), value);
    }
    let mut added: HashMap<String, Value> = HashMap::new();
    reading.rows(&table::RATE_SET, &mut |row| {
        let set = row[0].text()?;
        let value = load::more_value(added.get(set).copied(), row[1].number()?);
        added.insert(set.to_owned(), value);
        Ok(())
    })?;
    for (set, value) in added {
        each(Sealed::RateSet, &set, value);
    }
    let mut asserted: HashMap<u64, Value> = HashMap::new();
    reading.rows(&table::CASE_ENTRY, &mut |row| {
        let about = row[2].number()?;
        let value = load::more_value(asserted.get(&about).copied(), row[1].number()?);
        asserted.insert(about, value);
        Ok(())
    })?;
    for (about, value) in asserted {
        each(Sealed::CaseEntry, &about.to_string(), value);
    }
    Ok(())
}

/// The entries that hold the particulars, from two fields.
fn filed(fields: &[Field<'_>]) -> Result<Filed, Error> {
    Ok(Filed { entry: fields[0].number()?, latest: fields[1].number()? })
}
