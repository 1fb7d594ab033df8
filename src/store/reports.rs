//! A ledger's reports, one call each.

use crate::query::{self, Known, Query, Report, States};
use crate::report::document::Cell;
use crate::report::{Document, Outline, Register};

use super::{Error, Ledger, Snapshot};

impl States for Ledger {
    type Error = Error;
    type State<'a> = Snapshot<'a>;

    fn state(&self) -> Result<Snapshot<'_>, Error> {
        self.snapshot()
    }
}

impl Ledger {
    /// What is held: the stock, each asset once, at its stage.
    ///
    /// # Errors
    /// [`Error::NoAnswer`] if the ledger does not contain what was asked for; a total does not fit; or the file cannot
    /// be read. The same holds for the other reports.
    pub fn holdings(&self, query: &Query) -> Result<Document, Error> {
        self.report(Report::Holdings, query)
    }

    /// What was done: the flow, each action with the amount of its own date.
    ///
    /// # Errors
    /// As for [`Ledger::holdings`].
    pub fn actions(&self, query: &Query) -> Result<Document, Error> {
        self.report(Report::Actions, query)
    }

    /// What is frozen or seized in each jurisdiction alone, and the range that pools leave open.
    ///
    /// # Errors
    /// As for [`Ledger::holdings`].
    pub fn jurisdictions(&self, query: &Query) -> Result<Document, Error> {
        self.report(Report::Jurisdictions, query)
    }

    /// Amounts stated for several jurisdictions together.
    ///
    /// # Errors
    /// As for [`Ledger::holdings`].
    pub fn pools(&self, query: &Query) -> Result<Document, Error> {
        self.report(Report::Pools, query)
    }

    /// Facts of cases other than money, as each source claims them.
    ///
    /// # Errors
    /// As for [`Ledger::holdings`].
    pub fn claims(&self, query: &Query) -> Result<Document, Error> {
        self.report(Report::Claims, query)
    }

    /// The latest look at each asset that somebody looked at.
    ///
    /// # Errors
    /// As for [`Ledger::holdings`].
    pub fn attestations(&self, query: &Query) -> Result<Document, Error> {
        self.report(Report::Attestations, query)
    }

    /// What each source states of actions that several sources describe.
    ///
    /// # Errors
    /// As for [`Ledger::holdings`].
    pub fn readings(&self, query: &Query) -> Result<Document, Error> {
        self.report(Report::Readings, query)
    }

    /// How the stock at the beginning of a period became that at its end; the period has both ends.
    ///
    /// # Errors
    /// As for [`Ledger::holdings`]; or [`Error::Damaged`] if the lines do not explain the closing stock.
    pub fn rollforward(&self, query: &Query) -> Result<Document, Error> {
        self.report(Report::Rollforward, query)
    }

    /// How many assets in stock have which particulars.
    ///
    /// # Errors
    /// As for [`Ledger::holdings`].
    pub fn coverage(&self, query: &Query) -> Result<Document, Error> {
        self.report(Report::Coverage, query)
    }

    /// What is frozen or seized, by how long ago it reached that stage.
    ///
    /// # Errors
    /// As for [`Ledger::holdings`].
    pub fn ageing(&self, query: &Query) -> Result<Document, Error> {
        self.report(Report::Ageing, query)
    }

    /// From totals as they were published, as [`Query::bridged`] says, to the same as they are known at the query's entry.
    ///
    /// # Errors
    /// As for [`Ledger::holdings`].
    pub fn bridge(&self, query: &Query) -> Result<Document, Error> {
        self.report(Report::Bridge, query)
    }

    /// The largest of what is held, as [`Query::largest`] says, and the total without them.
    ///
    /// # Errors
    /// As for [`Ledger::holdings`].
    pub fn concentration(&self, query: &Query) -> Result<Document, Error> {
        self.report(Report::Concentration, query)
    }

    /// A custodian's list, [`Query::list`], beside what is held.
    ///
    /// # Errors
    /// As for [`Ledger::holdings`].
    pub fn reconciliation(&self, query: &Query) -> Result<Document, Error> {
        self.report(Report::Reconcile, query)
    }

    /// Every entry that records an action, row by row, with the document's outline; `each` also receives the number of
    /// entries read. Personal data are shown only if supplied.
    ///
    /// # Errors
    /// As for [`Ledger::holdings`], or an error from `each`.
    pub fn register<E: From<Error>>(
        &mut self,
        query: &Query,
        each: impl FnMut(u64, &[Cell]) -> Result<(), E>,
    ) -> Result<Outline, E> {
        let known = query::known(&self.snapshot()?, query)?;
        let outline = Register::outline(query.meta(Report::Register, &known)).map_err(Error::from)?;
        query::each_row(self, query, &known, each)?;
        Ok(outline)
    }

    /// Every asset as it is now, row by row, with the document's outline; `each` also receives the number of entries read.
    /// Of the scope only the case counts.
    ///
    /// # Errors
    /// As for [`Ledger::holdings`], or an error from `each`.
    pub fn assets<E: From<Error>>(
        &self,
        query: &Query,
        each: impl FnMut(u64, &[Cell]) -> Result<(), E>,
    ) -> Result<Outline, E> {
        let known = query::known(&self.snapshot()?, query)?;
        let outline = query::asset_outline(query, &known).map_err(Error::from)?;
        query::each_asset(self, query, &known, each)?;
        Ok(outline)
    }

    fn report(&self, report: Report, query: &Query) -> Result<Document, Error> {
        let state = self.snapshot()?;
        let known: Known = query::known(&state, query)?;
        query::document(&state, report, query, &known)
    }
}
