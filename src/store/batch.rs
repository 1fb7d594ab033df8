//! Many rows in one transaction: each wholly or not at all, and in the end all of it or nothing.

use std::borrow::Cow;

use jiff::civil;

use crate::domain::{Action, Amount, AssetRef, CaseRef, Places, SourceRef, Unit};
use crate::journal::likeness::Alike;
use crate::journal::{Aim, Body, Draft, Entry, Handle, State, codec, rules};

use super::ahead::Ahead;
use super::append::{Done, Keep, Writer, asset_of};
use super::earlier::{Again, Earlier, Found};
use super::engine::{Engine, Writes, Writing};
use super::foresight::Foresight;
use super::load::{self, Names, Trust};
use super::recorder::{Recorder, Salts};
use super::refusal::Refusal;
use super::request::Request;
use super::{Error, table};

/// A transaction into which rows are recorded.
pub struct Batch<'a> {
    ahead: &'a Ahead<'a>,
    writer: Writer<'a>,
    salts: &'a mut Salts,
    /// Assets that are named before they are there, each with the row that names it.
    awaited: Vec<(u64, AssetRef)>,
    /// What becomes of rows that an earlier file had.
    again: Again,
    earlier: Earlier,
    /// How many entries there were before.
    begun: u64,
}

/// What became of one request of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The entry.
    pub entry: u64,
    /// The asset that it concerns; none for a case or a source.
    pub asset: Option<AssetRef>,
    /// Whether it was in the ledger already.
    pub repeated: bool,
    /// What in the ledger a new asset looks like.
    pub alike: Vec<Alike>,
    /// What it cites, where an earlier row of this batch recorded it.
    pub row: Option<String>,
    /// The action and the amount that it states; none for a case or a source.
    pub said: Option<(Action, Option<Amount>)>,
    /// The entry that has voided its action since then.
    pub voided: Option<u64>,
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What became of each of its requests; nothing where it was left out.
    pub recorded: Vec<Recorded>,
    /// The first entry of the row of an earlier file that it says the same as, or begins as.
    pub earlier: Option<u64>,
}

/// A row that names an asset which no row has created in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Awaited {
    /// The row, as [`Batch::record`] was told.
    pub row: u64,
    /// The asset.
    pub asset: AssetRef,
}

/// Gives a transaction to `work`, and keeps what was recorded in it if `work` says so.
pub(super) fn batch<T, E: From<Error>>(
    engine: &mut dyn Engine,
    recorder: &mut Recorder,
    work: impl FnOnce(&mut Batch<'_>) -> Result<(T, Keep), E>,
) -> Result<T, E> {
    let ahead = Ahead::of(engine.write(Writes::Many)?);
    let writer = Writer::begin(&ahead, recorder, Trust::Lines)?;
    let begun = writer.size();
    let (again, earlier) = (Again::default(), Earlier::default());
    let mut batch =
        Batch { ahead: &ahead, writer, salts: &mut recorder.salts, awaited: Vec::new(), again, earlier, begun };
    let (done, keep) = work(&mut batch)?;
    if keep == Keep::Entry {
        batch.writer.finish()?;
        Box::new(ahead).commit()?;
    }
    Ok(done)
}

impl Batch<'_> {
    /// Whether a case is in the ledger, or was opened in this batch.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn has_case(&self, case: &CaseRef) -> Result<bool, Error> {
        Ok(self.writer.tables.state().case(case).is_some() || load::has_case(self.writer.tx, case)?)
    }

    /// Whether a source is in the ledger, or was added in this batch.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn has_source(&self, source: &SourceRef) -> Result<bool, Error> {
        Ok(self.writer.tables.state().source(source).is_some() || load::has_source(self.writer.tx, source)?)
    }

    /// The references of all cases in the ledger, those opened in this batch among them.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn cases(&self) -> Result<Vec<String>, Error> {
        load::references(self.writer.tx, &table::CASE_FILE)
    }

    /// The references of all sources in the ledger, those added in this batch among them.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn sources(&self) -> Result<Vec<String>, Error> {
        load::references(self.writer.tx, &table::SOURCE)
    }

    /// The currency of an asset, if it has one; `None` also where it is not in the ledger.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn unit_of(&self, handle: &Handle) -> Result<Option<Unit>, Error> {
        let handle = self.writer.settled_name(handle)?;
        Ok(load::asset_in(&*self.state_of(&handle)?, &handle).and_then(|asset| asset.value.unit()))
    }

    /// The candidate jurisdictions of an asset; none also where it is not in the ledger.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn places_of(&self, handle: &Handle) -> Result<Places, Error> {
        let handle = self.writer.settled_name(handle)?;
        Ok(load::asset_in(&*self.state_of(&handle)?, &handle).map(|asset| asset.places.clone()).unwrap_or_default())
    }

    /// Whether a draft is of a part of an asset that is in the ledger.
    ///
    /// # Errors
    /// The file cannot be read, or a figure that does not fit.
    pub fn is_of_a_part(&self, draft: &Draft) -> Result<bool, Error> {
        let (Aim::Existing(handle) | Aim::Named(handle, _)) = &draft.target else { return Ok(false) };
        let settled = self.writer.settled_name(handle)?;
        let state = self.state_of(&settled)?;
        if settled == *handle {
            return Ok(rules::is_of_a_part(&state, draft)?);
        }
        Ok(rules::is_of_a_part(&state, &Draft { target: Aim::Existing(settled), ..draft.clone() })?)
    }

    /// The state with an asset in it: that of the batch where it has the asset's family already, so that many rows about one
    /// asset do not each read all that is known of it.
    fn state_of(&self, handle: &Handle) -> Result<Cow<'_, State>, Error> {
        let known = self.writer.tables.state();
        if rules::find(known, handle).is_ok() {
            return Ok(Cow::Borrowed(known));
        }
        let state = load::state_of(self.writer.tx, Trust::Lines, handle)?;
        Ok(Cow::Owned(state))
    }

    /// Asks what the next rows name, all of it together; rows that it was not asked for are recorded all the same, one after the
    /// other.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn foresee<'d>(&mut self, drafts: impl IntoIterator<Item = &'d Draft>) -> Result<(), Error> {
        let mut foresight = Foresight::default();
        drafts.into_iter().for_each(|draft| foresight.add(draft));
        foresight.ask(self.ahead, &mut self.writer.tables)
    }

    /// The UTC day on which the rows are recorded.
    ///
    /// # Errors
    /// The recorder's clock tells no day.
    pub fn today(&self) -> Result<civil::Date, Error> {
        self.writer.today()
    }

    /// Records all that a row asks for, or nothing of it. `row` is any number by which the caller knows the row.
    ///
    /// # Errors
    /// [`Error::Refused`]: the batch is as it was before the row, and goes on. Any other: it cannot go on.
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
                // To leave it out would lose what is new, to record it would double what is not.
                return Err(Refusal::GoesOnOtherwise { entry }.into());
            }
            _ => {}
        }
        self.writer.settle()?;
        Ok(Row { recorded, earlier: earlier.entry() })
    }

    /// Takes back what was recorded of a row.
    fn take_back(&mut self, awaited: usize) {
        self.awaited.truncate(awaited);
        self.writer.take_back();
    }

    /// Says what becomes of rows that an earlier file had.
    pub fn set_again(&mut self, again: Again) {
        self.again = again;
    }

    /// The rows that name assets which are still not there: each is to be refused, and so is the batch.
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
            for handle in draft.details.may_overlap.iter().flatten() {
                if let Handle::Asset(asset) = handle
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
        // Looked at once the whole row is recorded.
        new.extend(Some(entry).filter(|_| !repeated && self.again != Again::Recorded));
        Ok(Recorded { entry: number, asset, repeated, voided: undone, alike, row, said })
    }
}

impl Writer<'_> {
    /// Whether an asset is in the ledger, its first action not voided.
    fn has_asset(&self, asset: &AssetRef) -> Result<bool, Error> {
        match self.tables.state().family(asset) {
            Some(_) => Ok(self.tables.state().has_asset(asset)),
            None => load::has_asset(self.tx, asset),
        }
    }

    /// An asset by its own reference, where the entry that created it still waits to be written: no table knows yet
    /// which asset an item's entry concerns.
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

    /// Adds to names the assets of entries that still wait to be written.
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
