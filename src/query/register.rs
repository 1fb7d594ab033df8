//! The register, row by row, because it may not fit in memory.
//!
//! One thread reads what is stored and writes the rows; others make rows of it.

use std::collections::{HashMap, hash_map};
use std::sync::Arc;

use crate::domain::{AssetRef, Fault};
use crate::journal::{Digest, Entry, Family, codec};
use crate::report::Register;
use crate::report::document::Cell;
use crate::report::register::Told;

use super::Error;
use super::families::{damaged, read_root};
use super::question::{Known, PersonalData, Query};
use super::source::{Source, Span};
use super::threads::in_order;

/// The number of register entries read at a time; others can record in between.
const READ_TOGETHER: u64 = 4_096;

/// The number of these that a thread makes rows of at a time: as many as its caches hold.
const MADE_TOGETHER: usize = 256;

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
    let (ledger, entries) = (&*ledger, known.entries());
    let read = |give: &mut dyn FnMut(Stored) -> Result<(), E>| {
        let mut after = 0;
        while after < entries {
            // Nobody is kept from recording while rows are written.
            let read = ledger.state().and_then(|state| read_after(&state, (after, entries), READ_TOGETHER))?;
            after = read.last().map_or(entries, |stored| stored.last);
            read.into_iter().try_for_each(&mut *give)?;
        }
        Ok(())
    };
    let make = |stored: Stored| made(query, &stored, entries).map(|rows| (stored.last, rows));
    let write = |made: Result<(u64, Vec<Row>), L::Error>| {
        let (last, rows) = made?;
        let rows = if rows.iter().all(Row::is_made) {
            rows.into_iter().filter_map(Row::cells).collect()
        } else {
            ledger.state().and_then(|state| completed(&state, query, rows))?
        };
        rows.iter().try_for_each(|row: &Vec<Cell>| each(last, row))
    };
    in_order(make, read, write, |error| E::from(L::Error::from(error)))
}

/// All rows of the entries up to a number.
pub(super) fn rows<S: Source>(source: &S, query: &Query, entries: u64) -> Result<Vec<Vec<Cell>>, S::Error> {
    let (mut rows, mut after) = (Vec::new(), 0);
    while after < entries {
        let read = read_after(source, (after, entries), READ_TOGETHER)?;
        after = read.last().map_or(entries, |stored| stored.last);
        for stored in read {
            let made = made::<S::Error>(query, &stored, entries)?;
            rows.extend(completed(source, query, made)?);
        }
    }
    Ok(rows)
}

/// Some entries as stored, with the families that their actions concern.
#[derive(Default)]
struct Stored {
    /// The number of the last one read.
    last: u64,
    bytes: Vec<u8>,
    /// Where the bytes of each entry end, and which family it concerns.
    entries: Vec<(usize, Option<usize>)>,
    /// The asset's reference and the lines of each family.
    families: Vec<(String, String)>,
    /// Those that more than one entry may concern.
    known: HashMap<AssetRef, Option<usize>>,
}

impl Stored {
    /// Adds an entry with the family that it begins, or otherwise the one that it concerns.
    fn push<S: Source>(&mut self, source: &S, bytes: &[u8], begun: Option<(&str, &str)>) -> Result<(), S::Error> {
        let family = match (begun, codec::asset(bytes).map(|asset| asset.root())) {
            (Some((root, lines)), of) => {
                let family = self.add(root.to_owned(), lines.to_owned());
                // Most families have one line and are not needed again.
                if let Some(of) = of.filter(|_| lines.contains('\n')) {
                    self.known.insert(of, Some(family));
                }
                Some(family)
            }
            (None, None) => None,
            (None, Some(root)) => match self.known.get(&root) {
                Some(known) => *known,
                None => {
                    let family = source.kept(&root)?.map(|lines| self.add(root.to_string(), lines));
                    self.known.insert(root, family);
                    family
                }
            },
        };
        self.bytes.extend_from_slice(bytes);
        self.entries.push((self.bytes.len(), family));
        Ok(())
    }

    fn add(&mut self, root: String, lines: String) -> usize {
        self.families.push((root, lines));
        self.families.len() - 1
    }

    /// The same, with the number of the last one; the one given if it cannot be read.
    fn ended(self, entries: u64) -> Stored {
        let last = self.entries().last().and_then(|(bytes, _)| codec::number(bytes)).unwrap_or(entries);
        Stored { last, ..self }
    }

    fn entries(&self) -> impl Iterator<Item = (&[u8], Option<usize>)> {
        let starts = std::iter::once(0).chain(self.entries.iter().map(|(end, _)| *end));
        self.entries.iter().zip(starts).map(|((end, family), start)| (&self.bytes[start..*end], *family))
    }
}

/// The next entries after one, of which the second number is the last, as many as are read together.
fn read_after<S: Source>(source: &S, (after, entries): (u64, u64), limit: u64) -> Result<Vec<Stored>, S::Error> {
    let (mut all, mut stored) = (Vec::new(), Stored::default());
    source.each_stored(Span { after, up_to: entries, limit: Some(limit) }, &mut |bytes, begun| {
        stored.push(source, bytes, begun)?;
        if stored.entries.len() == MADE_TOGETHER {
            all.push(std::mem::take(&mut stored).ended(entries));
        }
        Ok(())
    })?;
    if !stored.entries.is_empty() {
        all.push(stored.ended(entries));
    }
    Ok(all)
}

/// A row of the register.
enum Row {
    /// A row as it is written.
    Made(Vec<Cell>),
    /// What a row is made of that also needs reasons or personal data, which are read for it.
    Waiting(Box<(Entry, Digest, Arc<Told>)>),
}

impl Row {
    fn is_made(&self) -> bool {
        matches!(self, Row::Made(_))
    }

    fn cells(self) -> Option<Vec<Cell>> {
        match self {
            Row::Made(cells) => Some(cells),
            Row::Waiting(_) => None,
        }
    }
}

/// The rows of some entries, as far as they can be made of what was read with them.
fn made<E: From<Fault> + From<Error>>(query: &Query, stored: &Stored, entries: u64) -> Result<Vec<Row>, E> {
    let (register, no_reasons) = (Register::new(&query.scope, None), HashMap::new());
    let mut rows = Vec::with_capacity(stored.entries.len());
    let mut families: HashMap<usize, Option<Arc<Told>>> = HashMap::new();
    for (bytes, family) in stored.entries() {
        let entry = codec::decode(bytes).map_err(|fault| Error::Damaged(fault.to_string()))?;
        let Some(family) = family.filter(|_| entry.body.asset().is_some()) else { continue };
        let told = match families.get(&family) {
            Some(told) => told.clone(),
            None => {
                let told = told::<E>(&register, &stored.families[family], entries)?;
                families.insert(family, told.clone());
                told
            }
        };
        let Some(told) = told else { continue };
        if query.personal == PersonalData::Hidden && told.voids().next().is_none() {
            rows.extend(register.row(&entry, Digest::of_leaf(bytes), &told, &no_reasons).map(Row::Made));
        } else {
            rows.push(Row::Waiting(Box::new((entry, Digest::of_leaf(bytes), told))));
        }
    }
    Ok(rows)
}

/// What the register shows about a stored family, except the reasons for its voids; `None` if it had not begun by then.
fn told<E: From<Fault> + From<Error>>(
    register: &Register<'_>,
    (root, lines): &(String, String),
    entries: u64,
) -> Result<Option<Arc<Told>>, E> {
    let root = read_root(root)?;
    let family = Family::read(&root, lines, Some(entries)).map_err(|fault| damaged(&root, &fault))?;
    family.map(|family| Ok(Arc::new(register.told(family)?))).transpose()
}

/// The cells of rows, with the reasons and the personal data that they need. Only personal data in their entries are
/// read.
fn completed<S: Source>(source: &S, query: &Query, rows: Vec<Row>) -> Result<Vec<Vec<Cell>>, S::Error> {
    let waiting = rows.iter().filter_map(|row| match row {
        Row::Waiting(waiting) => Some(&waiting.0),
        Row::Made(_) => None,
    });
    let held = waiting.flat_map(|entry| entry.body.commitments()).map(|(commitment, _)| commitment);
    let shown = match query.personal {
        PersonalData::Shown => Some(source.disclosure(&held.collect::<Vec<_>>())?),
        PersonalData::Hidden => None,
    };
    let register = Register::new(&query.scope, shown.as_ref());
    let mut reasons: HashMap<u64, String> = HashMap::new();
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let (entry, digest, told) = match row {
            Row::Made(cells) => {
                all.push(cells);
                continue;
            }
            Row::Waiting(waiting) => *waiting,
        };
        for void in told.voids() {
            if let hash_map::Entry::Vacant(unread) = reasons.entry(void) {
                unread.insert(source.reason(void)?.unwrap_or_default());
            }
        }
        all.extend(register.row(&entry, digest, &told, &reasons));
    }
    Ok(all)
}
