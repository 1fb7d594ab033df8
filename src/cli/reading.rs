//! From an open ledger to a finished report: what is read, and which report it is handed to.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;
use std::sync::mpsc::{Receiver, sync_channel};

use crate::domain::{AssetRef, Fault};
use crate::journal::kept::Of;
use crate::journal::{Body, Dimension, Entry, Family, Frontier, Record};
use crate::report::grid::Cell;
use crate::report::pools::Citations;
use crate::report::register::Told;
use crate::report::{Fold, Grid, Jurisdictions, Linking, Links, Meta, Pools, Register, Scope, Totals};
use crate::store::{Error, Families, Ledger, Snapshot};

use super::failure::Failure;

/// How many entries of a register are read at a time; between them others can record.
const READ_TOGETHER: u64 = 4_096;

/// How many threads fold families at most; beyond that reading them is what takes the time.
const THREADS: usize = 4;

/// Bytes of what is kept of families that are handed on together.
const CHUNK: usize = 128 << 10;

/// Chunks that may wait for a thread.
const WAITING: usize = 4;

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
    let mut report = Totals::new(of, by, scope, Linking::default());
    if let Some(kept) = report.kept().filter(|_| known.all) {
        snapshot.each_total(kept, |key, tally| Ok(report.add_kept(kept, key, tally)?))?;
        // All that a link can concern is woven.
        let blank = report.blank();
        fold(snapshot, Families::Woven, known.entries(), &mut report, || blank.blank())?;
        return Ok(report.finish(meta)?);
    }
    let links = links(snapshot, known)?;
    let blank = || Totals::new(of, by, scope, &links);
    let mut report = blank();
    fold(snapshot, known.families(scope), known.entries(), &mut report, blank)?;
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
    let mut named = BTreeSet::new();
    if scope.with_unplaced {
        // Which jurisdictions the report names is known once it was made.
        named = made(snapshot, scope, known, &named, |report| report.names())?;
    }
    made(snapshot, scope, known, &named, |report| report.finish(meta))
}

/// What becomes of a report of jurisdictions to which all is added that it is about.
fn made<T>(
    snapshot: &Snapshot<'_>,
    scope: &Scope,
    known: &Known,
    named: &BTreeSet<String>,
    then: impl FnOnce(Jurisdictions<'_>) -> Result<T, Fault>,
) -> Result<T, Failure> {
    let mut report = Jurisdictions::new(scope, Linking::default(), named);
    if let Some(kept) = report.kept().filter(|_| known.all) {
        snapshot.each_total(kept, |key, tally| Ok(report.add_kept(key, tally)?))?;
        let blank = report.blank();
        fold(snapshot, Families::Woven, known.entries(), &mut report, || blank.blank())?;
        return Ok(then(report)?);
    }
    let links = links(snapshot, known)?;
    let blank = || Jurisdictions::new(scope, &links, named);
    let mut report = blank();
    fold(snapshot, known.families(scope), known.entries(), &mut report, blank)?;
    Ok(then(report)?)
}

/// Adds families to a report. Where there are many, several threads fold them, each into a report of its own.
fn fold<R: Fold + Send>(
    snapshot: &Snapshot<'_>,
    which: Families<'_>,
    entries: u64,
    report: &mut R,
    make: impl Fn() -> R + Sync,
) -> Result<(), Failure> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(THREADS);
    std::thread::scope(|scope| {
        let mut workers = Vec::new();
        let mut chunk = Lines::default();
        let mut turn = 0;
        let sent = snapshot.each_kept(which, |root, lines| {
            chunk.push(root, lines);
            if chunk.is_full() {
                if workers.len() < threads {
                    let (sender, receiver) = sync_channel::<Lines>(WAITING);
                    let make = &make;
                    workers.push((sender, scope.spawn(move || fold_chunks(make(), &receiver, entries))));
                }
                // A thread that has ended says why when it is joined.
                let _: Result<(), _> = workers[turn % workers.len()].0.send(std::mem::take(&mut chunk));
                turn += 1;
            }
            Ok(())
        });
        for (sender, worker) in workers {
            drop(sender);
            let ended = || Error::environment("a thread of the program ended", "try again");
            report.merge(worker.join().map_err(|_| ended())??)?;
        }
        sent?;
        chunk.fold(report, entries)
    })
}

fn fold_chunks<R: Fold>(mut report: R, chunks: &Receiver<Lines>, entries: u64) -> Result<R, Failure> {
    while let Ok(chunk) = chunks.recv() {
        chunk.fold(&mut report, entries)?;
    }
    Ok(report)
}

/// What is kept of some families, one behind the other.
#[derive(Default)]
struct Lines {
    text: String,
    ends: Vec<(usize, usize)>,
}

impl Lines {
    fn push(&mut self, root: &str, lines: &str) {
        self.text.push_str(root);
        let between = self.text.len();
        self.text.push_str(lines);
        self.ends.push((between, self.text.len()));
    }

    fn is_full(&self) -> bool {
        self.text.len() >= CHUNK
    }

    fn fold<R: Fold>(&self, report: &mut R, entries: u64) -> Result<(), Failure> {
        let mut start = 0;
        for (between, end) in &self.ends {
            let root = AssetRef::parse(&self.text[start..*between])
                .map_err(|fault| Error::damaged(format!("what is kept of a family: {fault}")))?;
            let family = Family::read(&root, &self.text[*between..*end], entries)
                .map_err(|fault| Error::damaged(format!("the family {root}: {fault}")))?;
            if let Some(family) = family {
                report.add(&family)?;
            }
            start = *end;
        }
        Ok(())
    }
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
    ledger: &mut Ledger,
    register: &Register<'_>,
    known: &Known,
    mut each: impl FnMut(u64, &[Cell]) -> Result<(), E>,
) -> Result<(), E> {
    let entries = known.entries();
    std::thread::scope(|scope| {
        // While some rows are written, the next are read.
        let (sender, receiver) = sync_channel(1);
        scope.spawn(move || {
            let mut after = 0;
            while after < entries {
                let rows = some_rows(ledger, register, entries, after);
                let read = rows.as_ref().map_or(entries, |(read, _)| *read);
                if sender.send(rows).is_err() {
                    // Nobody wants more of them.
                    return;
                }
                after = read;
            }
        });
        while let Ok(rows) = receiver.recv() {
            let (read, rows) = rows?;
            rows.iter().try_for_each(|row| each(read, row))?;
        }
        Ok(())
    })
}

/// The rows of the next entries, and the number of the last of these.
fn some_rows(
    ledger: &Ledger,
    register: &Register<'_>,
    entries: u64,
    after: u64,
) -> Result<(u64, Vec<Vec<Cell>>), Failure> {
    let snapshot = ledger.snapshot()?;
    let mut families: HashMap<AssetRef, Rc<Told>> = HashMap::new();
    let (mut rows, mut last) = (Vec::new(), entries);
    snapshot.each_entry(after, (entries, READ_TOGETHER), |entry, digest, begun| {
        last = entry.number;
        if let Some(told) = told(&snapshot, register, &entry, begun, &mut families, entries)? {
            rows.extend(register.row(&entry, digest, &told));
        }
        Ok(())
    })?;
    Ok((last, rows))
}

/// A family with the reasons of its voids.
fn with_reasons(snapshot: &Snapshot<'_>, register: &Register<'_>, family: Family) -> Result<Told, Error> {
    let voids = family.records().iter().filter_map(|record| record.voided);
    let reasons = voids.map(|entry| Ok((entry, snapshot.reason(entry)?.unwrap_or_default())));
    let reasons = reasons.collect::<Result<_, Error>>()?;
    Ok(register.told(family, reasons)?)
}

/// What is to be told of the family that an entry's action concerns.
fn told(
    snapshot: &Snapshot<'_>,
    register: &Register<'_>,
    entry: &Entry,
    begun: Option<Family>,
    families: &mut HashMap<AssetRef, Rc<Told>>,
    entries: u64,
) -> Result<Option<Rc<Told>>, Error> {
    let (Body::Act(act) | Body::Correction { act, .. }) = &entry.body else { return Ok(None) };
    let root = act.target.asset().root();
    let found = match begun {
        // Most families have one entry, and are not asked for again.
        Some(family) if family.records().len() == 1 => {
            return with_reasons(snapshot, register, family).map(|told| Some(Rc::new(told)));
        }
        Some(family) => Some(family),
        None => match families.get(&root) {
            Some(known) => return Ok(Some(Rc::clone(known))),
            None => snapshot.family(&root, entries)?,
        },
    };
    let Some(family) = found else { return Ok(None) };
    let told = Rc::new(with_reasons(snapshot, register, family)?);
    families.insert(root, Rc::clone(&told));
    Ok(Some(told))
}

/// The links of the whole ledger, whatever a report is about.
fn links(snapshot: &Snapshot<'_>, known: &Known) -> Result<Links, Failure> {
    let mut linking = Linking::default();
    fold(snapshot, Families::Woven, known.entries(), &mut linking, Linking::default)?;
    Ok(linking.finish())
}
