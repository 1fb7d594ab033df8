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
use super::sealed::{self, Name, Sealed, Value};
use super::{Error, table};

/// Compares the facts in the seal with those of the rows.
///
/// # Errors
/// The file cannot be read.
pub(super) fn hold(reading: &dyn Reading) -> Result<bool, Error> {
    let mut sealed = Fingerprint::default();
    let mut found = sealed.blank();
    let nodes = match seal::each_fact(reading, |name, value| sealed.add(&(name, value))) {
        Err(Error::Damaged { .. }) => return Ok(false),
        other => other?,
    };
    let stored = reading.count(&table::SEAL)?;
    each_row(reading, |name, value| found.add(&(&name, value)))?;
    Ok(nodes as u64 == stored && found.agrees(&sealed))
}

/// Passes the fact of each sealed row to `each`.
fn each_row(reading: &dyn Reading, mut each: impl FnMut(Name, Value)) -> Result<(), Error> {
    reading.rows(&table::CASE_FILE, &mut |row| {
        let assets = u32::try_from(row[3].integer()?).map_err(|_| Error::damaged("a case counts no assets"))?;
        let case = Case { filed: filed(&row[1..])?, assets };
        each(sealed::name(Sealed::Case, row[0].text()?), load::case_value(&case));
        Ok(())
    })?;
    reading.rows(&table::SOURCE, &mut |row| {
        each(sealed::name(Sealed::Source, row[0].text()?), load::filed_value(filed(&row[1..])?));
        Ok(())
    })?;
    reading.rows(&table::REFERENCE, &mut |row| {
        each(sealed::name(Sealed::Reference, row[0].text()?), load::number_value(row[1].number()?));
        Ok(())
    })?;
    reading.rows(&table::FAMILY, &mut |row| {
        let lines = load::lines_value(row[2].text()?);
        let kin = Kin { id: row[1].number()?, woven: row[3].flag()?, pool: row[4].flag()?, lines };
        each(sealed::name(Sealed::Family, row[0].text()?), kin.value());
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
        each(sealed::name(Sealed::Withheld, &commitment.to_string()), value);
    }
    let mut asserted: HashMap<u64, Value> = HashMap::new();
    reading.rows(&table::CASE_ENTRY, &mut |row| {
        let about = row[2].number()?;
        let value = load::more_value(asserted.get(&about).copied(), row[1].number()?);
        asserted.insert(about, value);
        Ok(())
    })?;
    for (about, value) in asserted {
        each(sealed::name(Sealed::CaseEntry, &about.to_string()), value);
    }
    Ok(())
}

/// The entries that hold the particulars, from two fields.
fn filed(fields: &[Field<'_>]) -> Result<Filed, Error> {
    Ok(Filed { entry: fields[0].number()?, latest: fields[1].number()? })
}
