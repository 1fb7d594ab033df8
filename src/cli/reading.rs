//! From an open ledger to a finished report: what is read, and which report it is handed to.

use std::collections::HashMap;
use std::rc::Rc;

use crate::domain::AssetRef;
use crate::journal::kept::Of;
use crate::journal::{Body, Dimension, Entry, Family, Frontier, Record};
use crate::report::grid::Cell;
use crate::report::pools::Citations;
use crate::report::{Grid, Jurisdictions, Links, Meta, Pools, Register, Scope, Totals};
use crate::store::{Error, Families, Ledger, Snapshot};

use super::failure::Failure;

/// How many entries of a register are read at a time; between them others can record.
const READ_TOGETHER: u64 = 4_096;

/// What a report knows of the journal: the tree over the entries up to its last one, and whether later ones follow.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// The tree over the entries that the report knows.
    pub(super) frontier: Frontier,
    /// Whether these are all that there are, so that what is kept as the journal grows is right for them.
    pub(super) all: bool,
}

impl Known {
    fn entries(&self) -> u64 {
        self.frontier.size()
    }

    /// The families to read for what no kept total tells.
    fn families<'a>(&self, scope: &'a Scope) -> Families<'a> {
        scope.case.as_ref().map_or(Families::All, Families::OfCase)
    }
}

/// Holdings or actions.
///
/// # Errors
/// A total that does not fit, or a ledger that cannot be read.
pub(super) fn totals(
    snapshot: &Snapshot<'_>,
    (of, by): (Of, &[Dimension]),
    scope: &Scope,
    known: &Known,
    meta: Meta,
) -> Result<Grid, Failure> {
    let links = links(snapshot, known)?;
    let mut report = Totals::new(of, by, scope, &links);
    let kept = report.kept().filter(|_| known.all);
    if let Some(kept) = kept {
        snapshot.each_total(kept, |key, tally| Ok(report.add_kept(kept, key, tally)?))?;
    }
    let which = if kept.is_some() { Families::Woven } else { known.families(scope) };
    snapshot.each_family(which, known.entries(), |_, family| Ok(report.add(&family)?))?;
    Ok(report.finish(meta)?)
}

/// What is allocated to each jurisdiction.
///
/// # Errors
/// As for [`totals`].
pub(super) fn jurisdictions(
    snapshot: &Snapshot<'_>,
    scope: &Scope,
    known: &Known,
    meta: Meta,
) -> Result<Grid, Failure> {
    let links = links(snapshot, known)?;
    let mut report = Jurisdictions::new(scope, &links);
    let kept = report.kept().filter(|_| known.all);
    if let Some(kept) = kept {
        snapshot.each_total(kept, |key, tally| Ok(report.add_kept(key, tally)?))?;
    }
    let which = if kept.is_some() { Families::Woven } else { known.families(scope) };
    snapshot.each_family(which, known.entries(), |_, family| Ok(report.add(&family)?))?;
    Ok(report.finish(meta)?)
}

/// The pools.
///
/// # Errors
/// As for [`totals`].
pub(super) fn pools(snapshot: &Snapshot<'_>, scope: &Scope, known: &Known, meta: Meta) -> Result<Grid, Failure> {
    let mut report = Pools::new(scope);
    let which = scope.case.as_ref().map_or(Families::Pools, Families::OfCase);
    snapshot.each_family(which, known.entries(), |_, family| {
        let mut citations = Citations::new();
        for entry in family.records().iter().map(Record::latest) {
            citations.insert(entry, snapshot.sources(entry)?);
        }
        Ok(report.add(&family, &citations)?)
    })?;
    Ok(report.finish(meta)?)
}

/// Gives the register's rows to `each`, in order.
///
/// The entries are read some at a time, and all that is told of them is as it was known at the report's last entry: what
/// others record between two readings changes nothing.
///
/// # Errors
/// A figure that does not fit, a ledger that cannot be read, or what `each` says.
pub(super) fn register<E: From<Failure>>(
    ledger: &Ledger,
    register: &Register<'_>,
    known: &Known,
    mut each: impl FnMut(u64, &[Cell]) -> Result<(), E>,
) -> Result<(), E> {
    let mut after = 0;
    while after < known.entries() {
        let (read, rows) = some_rows(ledger, register, known.entries(), after)?;
        for row in &rows {
            each(read, row)?;
        }
        after = read;
    }
    Ok(())
}

/// The rows of the next entries, and the number of the last of these.
fn some_rows(
    ledger: &Ledger,
    register: &Register<'_>,
    entries: u64,
    after: u64,
) -> Result<(u64, Vec<Vec<Cell>>), Failure> {
    let snapshot = ledger.snapshot()?;
    let mut families: HashMap<AssetRef, Rc<Family>> = HashMap::new();
    let (mut rows, mut last) = (Vec::new(), entries);
    snapshot.each_entry(after, (entries, READ_TOGETHER), |entry, digest, begun| {
        last = entry.number;
        if let Some(family) = family(&snapshot, &entry, begun, &mut families, entries)? {
            rows.extend(register.row(&entry, digest, &family)?);
        }
        Ok(())
    })?;
    Ok((last, rows))
}

/// The family that an entry's action concerns.
fn family(
    snapshot: &Snapshot<'_>,
    entry: &Entry,
    begun: Option<Family>,
    families: &mut HashMap<AssetRef, Rc<Family>>,
    entries: u64,
) -> Result<Option<Rc<Family>>, Error> {
    let (Body::Act(act) | Body::Correction { act, .. }) = &entry.body else { return Ok(None) };
    if let Some(begun) = begun {
        return Ok(Some(Rc::new(begun)));
    }
    let root = act.target.asset().root();
    if let Some(known) = families.get(&root) {
        return Ok(Some(Rc::clone(known)));
    }
    let found = snapshot.family(&root, entries)?.map(Rc::new);
    if let Some(found) = &found {
        families.insert(root, Rc::clone(found));
    }
    Ok(found)
}

fn links(snapshot: &Snapshot<'_>, known: &Known) -> Result<Links, Failure> {
    let mut links = Links::default();
    snapshot.each_family(Families::Woven, known.entries(), |root, family| {
        links.note(root, &family);
        Ok(())
    })?;
    Ok(links)
}
