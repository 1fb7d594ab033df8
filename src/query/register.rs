//! The register, row by row, because it may not fit in memory.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::rc::Rc;

use crate::domain::{AssetRef, Fault};
use crate::journal::{Entry, Family};
use crate::report::Register;
use crate::report::document::Cell;
use crate::report::register::Told;

use super::Error;
use super::families::concerned;
use super::question::{Known, PersonalData, Query};
use super::source::{Source, Span};
use super::threads::ahead;

/// The number of register entries read at a time; others can record in between.
const READ_TOGETHER: u64 = 4_096;

/// A ledger that can be read repeatedly while others record in it.
pub trait States: Send {
    /// Why it cannot be read.
    type Error: From<Fault> + From<Error> + Send;
    /// One state of the ledger.
    type State<'a>: Source<Error = Self::Error>
    where
        Self: 'a;

    /// The present state.
    ///
    /// # Errors
    /// The ledger cannot be read.
    fn state(&self) -> Result<Self::State<'_>, Self::Error>;
}

/// Passes the register's rows to `each`, in order, with the number of the last entry read.
///
/// Entries are read in batches, always as known at the report's last entry, so entries that others record in the
/// meantime change nothing.
///
/// # Errors
/// A figure does not fit, the ledger cannot be read, or `each` fails.
pub(crate) fn each_row<L: States, E: From<L::Error>>(
    ledger: &mut L,
    query: &Query,
    known: &Known,
    mut each: impl FnMut(u64, &[Cell]) -> Result<(), E>,
) -> Result<(), E> {
    let entries = known.entries();
    let read = move |give: &mut dyn FnMut(Read<L>) -> ControlFlow<()>| {
        let mut after = 0;
        while after < entries {
            let rows = ledger.state().and_then(|state| rows_after(&state, query, entries, after, READ_TOGETHER));
            after = rows.as_ref().map_or(entries, |(read, _)| *read);
            if give(rows).is_break() {
                break;
            }
        }
    };
    // The next rows are read while the previous ones are written.
    let (read, written) = ahead(1, read, |rows: Read<L>| {
        let (read, rows) = rows?;
        rows.iter().try_for_each(|row| each(read, row))
    })
    .map_err(|_| L::Error::from(Error::ThreadEnded))?;
    read.map_err(|_| L::Error::from(Error::ThreadEnded))?;
    written
}

/// Rows read together, with the number of the last entry read.
type Read<L> = Result<(u64, Vec<Vec<Cell>>), <L as States>::Error>;

/// The rows of the next entries, with the number of the last one. Only personal data in these entries are read.
pub(super) fn rows_after<S: Source>(
    source: &S,
    query: &Query,
    entries: u64,
    after: u64,
    limit: u64,
) -> Result<(u64, Vec<Vec<Cell>>), S::Error> {
    let register = Register::new(&query.scope, None);
    let mut families: HashMap<AssetRef, Rc<Told>> = HashMap::new();
    let (mut rows, mut waiting, mut last) = (Vec::new(), Vec::new(), entries);
    source.each_entry(Span { after, up_to: entries, limit: Some(limit) }, &mut |entry, digest, begun| {
        last = entry.number;
        let told = told(source, &register, &entry, begun, &mut families, entries)?;
        match (told, query.personal) {
            (Some(told), PersonalData::Hidden) => rows.extend(register.row(&entry, digest, &told)),
            (Some(told), PersonalData::Shown) => waiting.push((entry, digest, told)),
            (None, _) => {}
        }
        Ok(())
    })?;
    if !waiting.is_empty() {
        let held = waiting.iter().flat_map(|(entry, ..)| entry.body.commitments());
        let shown = source.disclosure(&held.map(|(commitment, _)| commitment).collect::<Vec<_>>())?;
        let register = Register::new(&query.scope, Some(&shown));
        rows.extend(waiting.iter().filter_map(|(entry, digest, told)| register.row(entry, *digest, told)));
    }
    Ok((last, rows))
}

/// A family with the reasons for its voids.
fn with_reasons<S: Source>(source: &S, register: &Register<'_>, family: Family) -> Result<Told, S::Error> {
    let voids = family.records().iter().filter_map(|record| record.voided);
    let reasons = voids.map(|entry| Ok((entry, source.reason(entry)?.unwrap_or_default())));
    let reasons = reasons.collect::<Result<_, S::Error>>()?;
    Ok(register.told(family, reasons)?)
}

/// What the register shows about the family that an entry's action concerns.
fn told<S: Source>(
    source: &S,
    register: &Register<'_>,
    entry: &Entry,
    begun: Option<Family>,
    families: &mut HashMap<AssetRef, Rc<Told>>,
    entries: u64,
) -> Result<Option<Rc<Told>>, S::Error> {
    concerned(source, entry, begun, families, entries, |family| with_reasons(source, register, family))
}
