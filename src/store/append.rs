//! Appending, in one transaction: load what the command concerns, check it against the rules, insert, fold and project.

use std::cell::OnceCell;

use jiff::civil;

use crate::domain::{Amount, AssetRef, EntryRef, Quote, date};
use crate::journal::likeness::Alike;
use crate::journal::{self, Act, Body, Digest, Entry, Frontier, Genesis, Personal, Stamp, codec};

use super::ahead::Ahead;
use super::engine::{Engine, Head, Writes, Writing};
use super::foresight::Foresight;
use super::load::{self, Trust};
use super::quoted::ComparedRates;
use super::recorder::Recorder;
use super::refusal::Refusal;
use super::remedy::Remedy;
use super::request::Request;
use super::seal::Seal;
use super::subtrees::Tree;
use super::tables::Tables;
use super::tree::{Chunk, Growth};
use super::{Error, held};

/// How a ledger begins.
#[derive(Clone, Copy, Debug)]
pub struct Beginning<'a> {
    /// The ledger's name, a part of its checkpoints' origin.
    pub name: &'a str,
    /// The program that begins it.
    pub program: &'a str,
}

/// Whether to keep what is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Keep it.
    Entry,
    /// Check everything, but keep nothing.
    Nothing,
}

/// What was recorded.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// The entry.
    pub entry: Entry,
    /// The asset it concerns; `None` for a case or a source.
    pub asset: Option<AssetRef>,
    /// The entry's digest, a leaf of the tree.
    pub digest: Digest,
    /// The number of entries and the tree over them.
    pub head: Frontier,
    /// Whether an earlier command with the same reference already recorded it.
    pub repeated: bool,
    /// The entry that has since voided the repeated entry's action, or reversed its void.
    pub undone: Option<u64>,
    /// After an erasure, the entries of other actions that hold the same data.
    pub elsewhere: Vec<u64>,
    /// The asset's amount before, if the action certainly takes it at a different amount.
    pub before: Option<Amount>,
    /// For rates of exchange, how the file compares with the set before.
    pub rates: Option<ComparedRates>,
}

/// Writes the entry that begins a ledger into its empty tables.
pub(super) fn genesis(tx: &dyn Writing, begun: &Beginning<'_>, recorder: &mut Recorder) -> Result<Receipt, Error> {
    let ledger = Digest(recorder.salts.draw());
    let stamp = recorder.stamp(recorder.time(tx.clock()?), tx.login()?.as_deref())?;
    let body = Body::Genesis(Genesis { ledger, name: begun.name.to_owned(), program: begun.program.to_owned() });
    let tables = Tables::new(tx, Trust::Entries, Seal::over_nothing(tx));
    let unsettled = Chunk::default();
    let mut writer = Writer {
        tx,
        begun: 0,
        size: 0,
        unsettled,
        settled: 0,
        personal: Vec::new(),
        rates: Vec::new(),
        erased: Vec::new(),
        tree: Growth::Here(Tree::default()),
        stamp,
        unlikely: None,
        today: OnceCell::new(),
        tables,
    };
    let done = writer.record(body, None, Vec::new())?;
    writer.settle()?;
    let receipt = writer.receipt(done)?;
    writer.finish()?;
    Ok(receipt)
}

/// Records the requests in order, or finds that they are already recorded; all or nothing. If the commit fails, returns
/// its error beside what it would have kept.
pub(super) fn append(
    engine: &mut dyn Engine,
    requests: &[Request],
    recorder: &mut Recorder,
    keep: Keep,
) -> Result<(Vec<Receipt>, Result<(), Error>), Error> {
    let ahead = Ahead::of(engine.write(Writes::Few)?);
    // Asked first, so that an engine can answer it together with the wait for other writers.
    let mut foresight = Foresight::default();
    requests.iter().for_each(|request| foresight.add_request(request));
    foresight.look(&ahead)?;
    let mut receipts = Vec::new();
    let mut writer = Writer::begin(&ahead, recorder, Trust::Entries)?;
    for request in requests {
        let done = writer.request(request.clone(), &mut || recorder.salts.draw())?;
        writer.settle()?;
        receipts.push(writer.receipt(done)?);
    }
    writer.finish()?;
    // What was already recorded is committed as well: it may not yet be kept as safely as the engine promises.
    let kept = if keep == Keep::Entry { Box::new(ahead).commit() } else { Ok(()) };
    Ok((receipts, kept))
}

/// The outcome of a request.
#[derive(Debug)]
pub(super) struct Done {
    /// The entry that records it.
    pub(super) entry: Entry,
    /// The asset it concerns; `None` for a case or a source.
    pub(super) asset: Option<AssetRef>,
    /// Whether it was already in the ledger.
    pub(super) repeated: bool,
    /// The entry that has since reversed what the repeated entry says.
    pub(super) undone: Option<u64>,
    /// After an erasure, the entries of other actions that hold the same data.
    pub(super) elsewhere: Vec<u64>,
    /// What in the ledger a new asset looks like.
    pub(super) alike: Vec<Alike>,
    /// The asset's amount before, if the action certainly takes it at a different amount.
    pub(super) before: Option<Amount>,
    /// For rates of exchange, how the file compares with the set before.
    pub(super) rates: Option<ComparedRates>,
}

impl Done {
    /// A newly recorded entry.
    fn of(entry: Entry, asset: Option<AssetRef>) -> Done {
        let (elsewhere, alike) = (Vec::new(), Vec::new());
        Done { entry, asset, repeated: false, undone: None, elsewhere, alike, before: None, rates: None }
    }

    /// An entry that was already in the ledger.
    pub(super) fn before(entry: Entry, asset: Option<AssetRef>, undone: Option<u64>) -> Done {
        Done { repeated: true, undone, ..Done::of(entry, asset) }
    }
}

/// Records requests in one transaction.
pub(super) struct Writer<'a> {
    pub(super) tx: &'a dyn Writing,
    /// The number of entries at the start.
    begun: u64,
    /// The number of entries now.
    size: u64,
    /// Entries not yet in the tree.
    pub(super) unsettled: Chunk,
    /// How many of those are settled; the rest can still be rolled back.
    settled: usize,
    /// The personal data behind their commitments.
    pub(super) personal: Vec<(u64, Personal)>,
    /// Lines of rates, each list with the entry that adds it and the name of its set.
    pub(super) rates: Vec<(u64, String, Vec<Quote>)>,
    /// Commitments whose data are erased once everything is written, each with the entry that says so.
    pub(super) erased: Vec<(u64, Digest)>,
    /// The tree over all other entries.
    tree: Growth,
    stamp: Stamp,
    /// Why nothing can be recorded now: the clock is implausible.
    unlikely: Option<Refusal>,
    /// The day of recording, once asked for.
    today: OnceCell<civil::Date>,
    pub(super) tables: Tables<'a>,
}

impl<'a> Writer<'a> {
    pub(super) fn begin(tx: &'a dyn Writing, recorder: &Recorder, trust: Trust) -> Result<Writer<'a>, Error> {
        let frontier = held::head(tx)?;
        let missing = || Error::damaged(format!("entry {} is missing", frontier.size()));
        let last = load::entry(tx, frontier.size())?.ok_or_else(missing)?;
        // Recorded times follow the entry numbers; if the clock was set back, the entry keeps its time separately.
        let time = recorder.time(tx.clock()?);
        let (said, unlikely) = (recorder.stamp(time, tx.login()?.as_deref())?, recorder.unlikely(time, &last));
        let before = last.stamp.recorded_at;
        let stamp = match said.recorded_at < before {
            true => Stamp { clock: Some(said.recorded_at), recorded_at: before, ..said },
            false => said,
        };
        let size = frontier.size();
        let mut tables = Tables::new(tx, trust, Seal::of_head(tx)?);
        // Only an import has enough entries to justify threads.
        let tree = match trust {
            Trust::Entries => Growth::Here(Tree::on(frontier)),
            Trust::Lines => {
                tables.count_beside();
                Growth::beside(frontier)
            }
        };
        Ok(Writer {
            tx,
            begun: size,
            size,
            unsettled: Chunk::default(),
            settled: 0,
            tree,
            personal: Vec::new(),
            rates: Vec::new(),
            erased: Vec::new(),
            stamp,
            unlikely,
            today: OnceCell::new(),
            tables,
        })
    }

    /// Numbers an entry and writes everything that follows from it.
    pub(super) fn record(
        &mut self,
        body: Body,
        reference: Option<EntryRef>,
        personal: Vec<Personal>,
    ) -> Result<Done, Error> {
        if let Some(unlikely) = &self.unlikely {
            return Err(unlikely.clone().into());
        }
        let entry = Entry { number: self.size + 1, stamp: self.stamp.clone(), reference, body };
        let bytes = codec::encode(&entry)?;
        // The journal keeps every entry for ever, so it must not accept bytes that it cannot read back. A tree on
        // another thread checks this itself.
        if matches!(self.tree, Growth::Here(_)) && codec::decode(&bytes)? != entry {
            return Err(Refusal::ReadOtherwise.into());
        }
        self.tables.follow(&entry)?;
        self.personal.extend(personal.into_iter().map(|datum| (entry.number, datum)));
        self.size += 1;
        self.unsettled.push(entry.number, &bytes);
        let asset = asset_of(&entry);
        Ok(Done::of(entry, asset))
    }

    /// The number of entries.
    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// The receipt for a settled request.
    fn receipt(&self, done: Done) -> Result<Receipt, Error> {
        let Done { entry, asset, repeated, undone, elsewhere, before, rates, .. } = done;
        let digest = Digest::of_leaf(&codec::encode(&entry)?);
        let head = match &self.tree {
            Growth::Here(tree) => tree.edge.clone(),
            Growth::Beside(_) => return Err(Error::environment("the tree is still growing", Remedy::AskForHead)),
        };
        Ok(Receipt { entry, asset, digest, head, repeated, undone, elsewhere, before, rates })
    }

    /// Writes everything held back, and the head if anything was recorded. Returns the tree over all entries.
    pub(super) fn finish(mut self) -> Result<Frontier, Error> {
        self.settle()?;
        self.write_out()?;
        let seal = self.tables.finish()?;
        if !self.erased.is_empty() {
            self.tx.erase(&self.erased.iter().map(|(_, commitment)| *commitment).collect::<Vec<_>>())?;
        }
        let tree = self.tree.finish()?;
        self.tx.apply(&tree.changes())?;
        if tree.edge.size() > self.begun {
            self.tx.lead(&Head::over(&tree.edge, seal))?;
        }
        Ok(tree.edge)
    }

    /// Settles everything recorded since the last call: it can no longer be rolled back.
    pub(super) fn settle(&mut self) -> Result<(), Error> {
        self.settled = self.unsettled.len();
        // Rates have many lines, and later rates are compared with the stored ones.
        if self.unsettled.is_full() || !self.rates.is_empty() || matches!(self.tree, Growth::Here(_)) {
            self.write_out()?;
        }
        self.tables.settle()
    }

    /// Writes the settled entries and adds them to the tree.
    fn write_out(&mut self) -> Result<(), Error> {
        let settled = std::mem::take(&mut self.unsettled);
        self.tx.add(&settled.entries().collect::<Vec<_>>(), &self.personal)?;
        self.personal.clear();
        for (entry, set, quotes) in std::mem::take(&mut self.rates) {
            self.tx.quote(&set, entry, &quotes)?;
        }
        self.settled = 0;
        self.tree.add(settled);
        Ok(())
    }

    /// The UTC day of recording, by the recorder's clock.
    pub(super) fn today(&self) -> Result<civil::Date, Error> {
        if let Some(today) = self.today.get() {
            return Ok(*today);
        }
        let today = date::day_of_clock(self.stamp.clock())?;
        Ok(*self.today.get_or_init(|| today))
    }

    /// Notes assets that are named before they exist.
    pub(super) fn expect(&mut self, assets: &[AssetRef]) {
        self.tables.expect(assets);
    }

    /// The action, as an entry reads it.
    pub(super) fn reading(&self, number: u64) -> Result<Act, Error> {
        self.entry(number)?.and_then(|entry| entry.body.act().cloned()).ok_or_else(|| no_action(number))
    }

    /// Rolls back everything recorded since the last [`Writer::settle`].
    pub(super) fn take_back(&mut self) {
        self.size -= (self.unsettled.len() - self.settled) as u64;
        self.unsettled.truncate(self.settled);
        let size = self.size;
        self.personal.retain(|(entry, _)| *entry <= size);
        self.rates.retain(|(entry, ..)| *entry <= size);
        self.erased.retain(|(entry, _)| *entry <= size);
        self.tables.take_back();
    }

    /// An entry, written or not.
    pub(super) fn entry(&self, number: u64) -> Result<Option<Entry>, Error> {
        match self.unsettled.find(number) {
            Some(bytes) => Ok(Some(codec::decode(bytes)?)),
            None => load::entry(self.tx, number),
        }
    }
}

pub(super) fn no_action(entry: u64) -> Error {
    journal::Refusal::NoAction(entry).into()
}

pub(super) fn asset_of(entry: &Entry) -> Option<AssetRef> {
    entry.body.asset().cloned()
}
