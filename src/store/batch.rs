//! Many rows in one transaction: each row is recorded whole or not at all, and finally so is the batch.

use std::borrow::Cow;
use std::thread;

use jiff::civil;

use crate::domain::{Action, Amount, AssetRef, CaseRef, Places, SourceRef, Unit};
use crate::journal::likeness::Alike;
use crate::journal::{Aim, Body, Draft, Entry, Frontier, Handle, Overlapped, State, codec, rules};

use super::ahead::Ahead;
use super::apart::Apart;
use super::append::{Done, Keep, Writer, asset_of};
use super::earlier::{Again, Earlier, Found};
use super::engine::{Engine, Writing};
use super::foresight::Foresight;
use super::load::{self, Names, Trust};
use super::recorder::{Recorder, Salts};
use super::refusal::Refusal;
use super::request::Request;
use super::{Error, Remedy, attempt, table};

/// A transaction that records rows.
pub struct Batch<'a> {
    ahead: &'a Ahead<'a>,
    writer: Writer<'a>,
    salts: &'a mut Salts,
    /// Assets named before they exist, each with the row that names it.
    awaited: Vec<(u64, AssetRef)>,
    /// What to do with rows that an earlier file already had.
    again: Again,
    earlier: Earlier,
    /// The number of entries at the start.
    begun: u64,
}

/// The outcome of one request of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The entry.
    pub entry: u64,
    /// The asset it concerns; `None` for a case or a source.
    pub asset: Option<AssetRef>,
    /// Whether it was already in the ledger.
    pub repeated: bool,
    /// What in the ledger a new asset looks like.
    pub alike: Vec<Alike>,
    /// The row it cites, if an earlier row of this batch recorded it.
    pub row: Option<String>,
    /// The action and its stated amount; `None` for a case or a source.
    pub said: Option<(Action, Option<Amount>)>,
    /// The entry that has since voided its action.
    pub voided: Option<u64>,
}

/// The outcome of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The outcome of each of its requests; empty if the row was left out.
    pub recorded: Vec<Recorded>,
    /// The first entry of the earlier file's row that this row repeats, or begins like.
    pub earlier: Option<u64>,
}

/// A row that names an asset that no row created in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Awaited {
    /// The row's number, as passed to [`Batch::record`].
    pub row: u64,
    /// The asset.
    pub asset: AssetRef,
}

/// Runs `work` in a transaction, and keeps what it recorded if `work` says so. What it records is written meanwhile, on
/// another thread.
pub(super) fn batch<T, E: From<Error>>(
    engine: &mut dyn Engine,
    recorder: &mut Recorder,
    work: impl FnOnce(&mut Batch<'_>) -> Result<(T, Keep), E>,
) -> Result<T, E> {
    let (done, kept) = thread::scope(|scope| {
        let ahead = Ahead::beside(Apart::begin(scope, &mut *engine)?);
        match recorded(&ahead, recorder, work) {
            Ok((done, Some(tree))) => Ok((done, Box::new(ahead).commit().map_err(|failed| (failed, tree)))),
            // A failure to write is the reason for what followed.
            other => ahead.end().map_err(E::from).and_then(|()| other.map(|(done, _)| (done, Ok(())))),
        }
    })?;
    if let Err((failed, tree)) = kept {
        attempt::look_up(engine, failed, &tree).map_err(|error| error.if_unknown(Remedy::RepeatImport))?;
    }
    Ok(done)
}

/// What `work` returns, and the tree over all entries if they are to be kept.
fn recorded<T, E: From<Error>>(
    ahead: &Ahead<'_>,
    recorder: &mut Recorder,
    work: impl FnOnce(&mut Batch<'_>) -> Result<(T, Keep), E>,
) -> Result<(T, Option<Frontier>), E> {
    let writer = Writer::begin(ahead, recorder, Trust::Lines)?;
    let begun = writer.size();
    let (again, earlier) = (Again::default(), Earlier::default());
    let mut batch = Batch { ahead, writer, salts: &mut recorder.salts, awaited: Vec::new(), again, earlier, begun };
    let (done, keep) = work(&mut batch)?;
    let tree = if keep == Keep::Entry { Some(batch.writer.finish()?) } else { None };
    Ok((done, tree))
}

impl Batch<'_> {
    /// Whether a case is in the ledger or was opened in this batch.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn has_case(&self, case: &CaseRef) -> Result<bool, Error> {
        Ok(self.writer.tables.state().case(case).is_some() || load::has_case(self.writer.tx, case)?)
    }

    /// Whether a source is in the ledger or was added in this batch.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn has_source(&self, source: &SourceRef) -> Result<bool, Error> {
        Ok(self.writer.tables.state().source(source).is_some() || load::has_source(self.writer.tx, source)?)
    }

    /// The references of all cases in the ledger, including those opened in this batch.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn cases(&self) -> Result<Vec<String>, Error> {
        load::references(self.writer.tx, &table::CASE_FILE)
    }

    /// The references of all sources in the ledger, including those added in this batch.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn sources(&self) -> Result<Vec<String>, Error> {
        load::references(self.writer.tx, &table::SOURCE)
    }

    /// The currency of an asset; `None` if it has none or is not in the ledger.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn unit_of(&self, handle: &Handle) -> Result<Option<Unit>, Error> {
        let handle = self.writer.settled_name(handle)?;
        Ok(load::asset_in(&*self.state_of(&handle)?, &handle).and_then(|asset| asset.value.unit()))
    }

    /// The candidate jurisdictions of an asset; empty if it is not in the ledger.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn places_of(&self, handle: &Handle) -> Result<Places, Error> {
        let handle = self.writer.settled_name(handle)?;
        Ok(load::asset_in(&*self.state_of(&handle)?, &handle).map(|asset| asset.places.clone()).unwrap_or_default())
    }

    /// Whether a draft concerns a part of an asset that is in the ledger.
    ///
    /// # Errors
    /// The file cannot be read, or a figure does not fit.
    pub fn is_of_a_part(&self, draft: &Draft) -> Result<bool, Error> {
        let (Aim::Existing(handle) | Aim::Named(handle, _)) = &draft.target else { return Ok(false) };
        let settled = self.writer.settled_name(handle)?;
        let state = self.state_of(&settled)?;
        if settled == *handle {
            return Ok(rules::is_of_a_part(&state, draft)?);
        }
        Ok(rules::is_of_a_part(&state, &Draft { target: Aim::Existing(settled), ..draft.clone() })?)
    }

    /// The state containing an asset: the batch's own if it already holds the asset's family, so that many rows about
    /// one asset do not each reload it.
    fn state_of(&self, handle: &Handle) -> Result<Cow<'_, State>, Error> {
        let known = self.writer.tables.state();
        if rules::find(known, handle).is_ok() {
            return Ok(Cow::Borrowed(known));
        }
        let state = load::state_of(self.writer.tx, Trust::Lines, handle)?;
        Ok(Cow::Owned(state))
    }

    /// Looks up the names in the next rows, all at once. Rows that were not announced are recorded just the same, but
    /// with a lookup each.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn foresee<'d>(&mut self, drafts: impl IntoIterator<Item = &'d Draft>) -> Result<(), Error> {
        self.announce(Foresight::of(drafts))?;
        self.reach()
    }

    /// Begins to look up the names in later rows, while those before them are recorded.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn announce(&mut self, names: Foresight) -> Result<(), Error> {
        names.announce(self.ahead, &self.writer.tables)
    }

    /// Goes on to the rows announced first, once their names are looked up.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn reach(&mut self) -> Result<(), Error> {
        let sealed = self.ahead.reach()?;
        self.writer.tables.seal.open(sealed)
    }

    /// The UTC day on which the rows are recorded.
    ///
    /// # Errors
    /// The recorder's clock gives no valid day.
    pub fn today(&self) -> Result<civil::Date, Error> {
        self.writer.today()
    }

    /// Records everything a row asks for, or nothing. `row` is any number by which the caller knows the row.
    ///
    /// # Errors
    /// [`Error::Refused`]: the batch is as it was before the row, and can continue. Any other error: it cannot
    /// continue.
    pub fn record(&mut self, row: u64, requests: Vec<Request>) -> Result<Row, Error> {
        let awaited = self.awaited.len();
        let mut recorded = Vec::with_capacity(requests.len());
        let mut new = Vec::new();
        for request in requests {
            match self.request(row, request, &mut new) {
                Ok(done) => recorded.push(done),
                Err(error) => {
                    self.take_back(awaited);
                    return Err(error);
                }
            }
        }
        let earlier = match self.again {
            Again::Recorded => Found::None,
            Again::Said | Again::LeftOut => self.earlier.find(self.writer.tx, self.begun, &new)?,
        };
        match earlier {
            Found::Whole(_) if self.again == Again::LeftOut => {
                self.take_back(awaited);
                return Ok(Row { recorded: Vec::new(), earlier: earlier.entry() });
            }
            Found::Begun(entry) if self.again == Again::LeftOut => {
                self.take_back(awaited);
                // Leaving the row out would lose the new part; recording it would duplicate the old.
                return Err(Refusal::GoesOnOtherwise { entry }.into());
            }
            _ => {}
        }
        self.writer.settle()?;
        Ok(Row { recorded, earlier: earlier.entry() })
    }

    /// Rolls back what was recorded of a row.
    fn take_back(&mut self, awaited: usize) {
        self.awaited.truncate(awaited);
        self.writer.take_back();
    }

    /// Sets what to do with rows that an earlier file already had.
    pub fn set_again(&mut self, again: Again) {
        self.again = again;
    }

    /// The rows that name assets which still do not exist; they and the whole batch must be refused.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn awaited(&self) -> Result<Vec<Awaited>, Error> {
        let mut missing = Vec::new();
        for (row, asset) in &self.awaited {
            if !self.writer.has_asset(asset)? {
                missing.push(Awaited { row: *row, asset: asset.clone() });
            }
        }
        Ok(missing)
    }

    fn request(&mut self, row: u64, mut request: Request, new: &mut Vec<Entry>) -> Result<Recorded, Error> {
        if let Request::Act(draft) = &mut request {
            self.writer.name_own_assets(&mut draft.details)?;
            for handle in draft.details.may_overlap.iter().flatten() {
                if let Overlapped::Here(Handle::Asset(asset)) = handle
                    && !self.writer.has_asset(asset)?
                {
                    draft.details.yet_to_come.push(asset.clone());
                    self.awaited.push((row, asset.clone()));
                }
            }
            self.writer.expect(&draft.details.yet_to_come);
        }
        let Done { entry, asset, repeated, undone, alike, .. } =
            self.writer.request(request, &mut || self.salts.draw())?;
        let said = entry.body.act().map(|act| (act.action, act.amount));
        let number = entry.number;
        let row = match &entry.body {
            Body::Act(act) if repeated && number > self.begun => act.sources.last().map(ToString::to_string),
            _ => None,
        };
        // Compared with earlier files once the whole row is recorded.
        new.extend(Some(entry).filter(|_| !repeated && self.again != Again::Recorded));
        Ok(Recorded { entry: number, asset, repeated, voided: undone, alike, row, said })
    }
}

impl Writer<'_> {
    /// Whether an asset is in the ledger and its first action is not voided.
    fn has_asset(&self, asset: &AssetRef) -> Result<bool, Error> {
        match self.tables.state().family(asset) {
            Some(_) => Ok(self.tables.state().has_asset(asset)),
            None => load::has_asset(self.tx, asset),
        }
    }

    /// Replaces a handle by the asset's own reference if the entry that created the asset is unwritten: no table yet
    /// says which asset that entry concerns.
    pub(super) fn settled_name(&self, handle: &Handle) -> Result<Handle, Error> {
        let Handle::CreatedBy(reference) = handle else { return Ok(handle.clone()) };
        let number = match self.tables.state().reference(reference) {
            Some(number) => Some(number),
            None => load::entry_of(self.tx, reference)?,
        };
        let entry = number.and_then(|number| self.unsettled.find(number));
        let asset = entry.map(codec::decode).transpose()?.as_ref().and_then(asset_of);
        Ok(asset.map_or_else(|| handle.clone(), Handle::Asset))
    }

    /// Adds the assets of unwritten entries to the names.
    pub(super) fn add_unwritten(&self, names: &mut Names) -> Result<(), Error> {
        for at in 0..names.assets.len() {
            let settled = self.settled_name(&names.assets[at])?;
            if settled != names.assets[at] {
                names.assets.push(settled);
            }
        }
        Ok(())
    }
}
