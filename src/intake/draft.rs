//! Turns what a row says, column by column, into what to record; finds all its faults at once.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::{Action, Amount, CaseRef, Date, Fault, Places, SourceCitation, Unit, text};
use crate::journal::personal::is_withheld;
use crate::journal::{Aim, Details, Draft, Handle};

use super::amount::{self, Manner, Said, Words};
use super::column::{COLUMNS, Column, SEPARATOR};
use super::map::Part;

/// What a row says: a text for each column, or none.
#[derive(Clone, Debug)]
pub(crate) struct Values<'a> {
    texts: [Option<Cow<'a, str>>; COLUMNS],
    /// How the amount is written.
    pub(crate) manner: Manner,
    /// The currency sign beside the amount in its cell, if several currencies share it.
    pub(crate) sign: Option<String>,
}

/// A row that says nothing.
impl Default for Values<'_> {
    fn default() -> Self {
        Values { texts: [const { None }; COLUMNS], manner: Manner::default(), sign: None }
    }
}

/// An action ready to be recorded, except perhaps for what only the ledger knows about its amount.
#[derive(Clone, Debug)]
pub struct Drafted {
    /// The action.
    pub draft: Draft,
    /// What only the ledger can say about its amount.
    pub pending: Option<Pending>,
    /// The column the amount was made from, if any.
    pub column: Option<Arc<str>>,
    /// What to make of an amount that is certainly less than the asset's.
    pub part: Part,
}

/// What of an amount depends on its asset.
#[derive(Clone, Debug)]
pub enum Pending {
    /// The amount is in the asset's unit.
    Amount(Words),
    /// The amount is as read, unless a place of the asset has its own currency with the sign of these words.
    Sign(Words),
    /// No amount is stated, only a currency, which counts for an asset that has none.
    Currency(Unit),
}

impl Drafted {
    /// Whether it needs the asset's unit.
    pub fn asks_for_unit(&self) -> bool {
        matches!(self.pending, Some(Pending::Amount(_) | Pending::Currency(_)))
    }

    /// Whether it needs the asset's places.
    pub fn asks_for_places(&self) -> bool {
        matches!(self.pending, Some(Pending::Sign(_)))
    }

    /// Fills in what depends on the asset's unit, given if it has one.
    ///
    /// # Errors
    /// The amount cannot be expressed in that unit.
    pub fn settle(&mut self, unit: Option<Unit>) -> Result<(), Fault> {
        match self.pending.take() {
            Some(Pending::Amount(words)) => self.draft.details.amount = Some(words.in_unit(unit)?),
            Some(Pending::Currency(own)) if unit.is_none() => {
                self.draft.details.amount = Some(Amount::Unstated(Some(own)));
            }
            Some(Pending::Currency(_)) | None => {}
            sign @ Some(Pending::Sign(_)) => self.pending = sign,
        }
        Ok(())
    }

    /// Checks what depends on the asset's places.
    ///
    /// # Errors
    /// One of them has its own currency with the sign by which the amount was read.
    pub fn settle_places(&mut self, places: &Places) -> Result<(), Fault> {
        match self.pending.take() {
            Some(Pending::Sign(words)) => words.hold_in(places.as_slice()),
            other => {
                self.pending = other;
                Ok(())
            }
        }
    }
}

/// Reads rows; recurring texts are read only once.
#[derive(Debug)]
pub(crate) struct Reader {
    /// The amount column of a table with impound's own columns.
    amount: Arc<str>,
    dates: Known<Date>,
    places: Known<Places>,
    sources: Known<Vec<SourceCitation>>,
}

impl Default for Reader {
    fn default() -> Reader {
        let amount = Arc::from(Column::Amount.as_str());
        Reader { amount, dates: Known::default(), places: Known::default(), sources: Known::default() }
    }
}

/// Texts already read and their readings, up to a limit.
#[derive(Debug)]
struct Known<T>(HashMap<String, T>);

impl<T> Default for Known<T> {
    fn default() -> Known<T> {
        Known(HashMap::new())
    }
}

/// The most texts remembered.
const REMEMBERED: usize = 4_096;

/// A fault and the column it concerns.
pub(crate) type ColumnFault = (Column, Fault);

impl<'a> Values<'a> {
    /// Sets a column; a blank text counts as absent.
    pub(crate) fn set(&mut self, column: Column, text: Cow<'a, str>) {
        self.texts[column.index()] = if text.is_empty() { None } else { Some(text) };
    }

    /// The text of a column.
    pub(crate) fn get(&self, column: Column) -> Option<&str> {
        self.texts[column.index()].as_deref()
    }
}

impl Reader {
    /// Reads what a row says.
    ///
    /// # Errors
    /// Everything that is wrong with the row.
    pub(crate) fn draft(&mut self, values: &Values<'_>) -> Result<Drafted, Vec<ColumnFault>> {
        let mut faults = Vec::new();
        let case = required(values, Column::Case, &mut faults, CaseRef::parse);
        let action = required(values, Column::Action, &mut faults, Action::parse);
        let date = required(values, Column::Date, &mut faults, |text| self.dates.read(text, Date::parse));
        let target = case.and_then(|case| aim(values, case, &mut faults));
        let mut details = self.details(values, &mut faults);
        let pending;
        (details.amount, pending) = money(values, target.as_ref(), details.places.as_ref(), &mut faults);
        details.value = worth(values, target.as_ref(), details.places.as_ref(), &mut faults);
        details.date = date;
        match (action, target) {
            (Some(action), Some(target)) if faults.is_empty() => {
                let column = values.get(Column::Amount).map(|_| Arc::clone(&self.amount));
                Ok(Drafted { draft: Draft { action, target, details }, pending, column, part: Part::Whole })
            }
            _ => Err(faults),
        }
    }

    /// The particulars but for the date, the amount and the value.
    fn details(&mut self, values: &Values<'_>, faults: &mut Vec<ColumnFault>) -> Details {
        // The import lists unusual dates instead; nobody could confirm each one.
        let mut details = Details { unusual_date: true, ..Details::default() };
        let apart = [Column::Amount, Column::Value];
        for column in Column::kept().chain([Column::Ref]).filter(|column| !apart.contains(column)) {
            if let Some(text) = values.get(column)
                && let Err(fault) = self.particular(column, text, values.manner, &mut details)
            {
                faults.push((column, fault));
            }
        }
        details.as_written = details.as_written.or_else(|| words_of_amount(values));
        details
    }

    fn particular(&mut self, column: Column, text: &str, manner: Manner, details: &mut Details) -> Result<(), Fault> {
        match column {
            Column::Proceeds => details.proceeds = Some(sum(text, manner)?),
            Column::Costs => details.costs = Some(sum(text, manner)?),
            Column::Jurisdictions => details.places = Some(self.places.read(text, Places::parse)?),
            Column::Until => details.until = Some(self.dates.read(text, Date::parse)?),
            Column::Sources => details.sources = Some(self.sources.read(text, citations)?),
            column if column.is_personal() => {
                // In place of withheld data a register shows words, which are not data.
                let data: Vec<&str> = several(text).filter(|part| !is_withheld(part)).collect();
                if !data.is_empty() {
                    details.read(column, &data)?;
                }
            }
            column if column.is_list() => details.read(column, &several(text).collect::<Vec<_>>())?,
            column => details.read(column, &[text])?,
        }
        Ok(())
    }
}

impl<T: Clone> Known<T> {
    fn read(&mut self, text: &str, parse: impl FnOnce(&str) -> Result<T, Fault>) -> Result<T, Fault> {
        if let Some(known) = self.0.get(text) {
            return Ok(known.clone());
        }
        let read = parse(text)?;
        if self.0.len() >= REMEMBERED {
            self.0.clear();
        }
        self.0.insert(text.to_owned(), read.clone());
        Ok(read)
    }
}

fn required<T>(
    values: &Values<'_>,
    column: Column,
    faults: &mut Vec<ColumnFault>,
    parse: impl FnOnce(&str) -> Result<T, Fault>,
) -> Option<T> {
    if values.get(column).is_none() {
        faults.push((column, Fault::new(format!("the {column} is missing")).hint("every row has one")));
    }
    optional(values, column, faults, parse)
}

fn optional<T>(
    values: &Values<'_>,
    column: Column,
    faults: &mut Vec<ColumnFault>,
    parse: impl FnOnce(&str) -> Result<T, Fault>,
) -> Option<T> {
    match parse(values.get(column)?) {
        Ok(value) => Some(value),
        Err(fault) => {
            faults.push((column, fault));
            None
        }
    }
}

/// A sum that names its own currency.
fn sum(text: &str, manner: Manner) -> Result<Amount, Fault> {
    match amount::read(text, None, manner, &[])? {
        Said::Amount(amount) => Ok(amount),
        Said::BySharedSign(..) | Said::InOwnUnit(_) => {
            Err(Fault::new(format!("{} does not say which currency it is in", text::quote(text)))
                .hint("write its code after the figure: 18500.00 EUR"))
        }
    }
}

/// The values of a cell that may hold several.
fn several(text: &str) -> impl Iterator<Item = &str> {
    text.split(SEPARATOR).map(str::trim).filter(|part| !part.is_empty())
}

fn citations(text: &str) -> Result<Vec<SourceCitation>, Fault> {
    several(text).map(SourceCitation::parse).collect()
}

/// The asset that a row refers to.
fn aim(values: &Values<'_>, case: CaseRef, faults: &mut Vec<ColumnFault>) -> Option<Aim> {
    let before = faults.len();
    let asset = optional(values, Column::Asset, faults, Handle::parse);
    let part_of = optional(values, Column::PartOf, faults, Handle::parse);
    if faults.len() > before {
        return None;
    }
    match (asset, part_of) {
        (None, None) => Some(Aim::New(case)),
        (None, Some(part_of)) => {
            // An item belongs to its asset's case unless it names another.
            let same = matches!(&part_of, Handle::Asset(asset) if asset.parent().is_none() && *asset.case() == case);
            Some(Aim::Item(part_of, Some(case).filter(|_| !same)))
        }
        (Some(asset), None) => Some(Aim::Named(asset, case)),
        (Some(Handle::Asset(asset)), Some(Handle::Asset(part_of))) if asset.parent().as_ref() == Some(&part_of) => {
            Some(Aim::Named(Handle::Asset(asset), case))
        }
        (Some(_), Some(_)) => {
            let fault = Fault::new("part_of is not the parent of the item in the column asset");
            faults.push((Column::PartOf, fault.hint("leave one of them out: coco:1.2 is an item of coco:1")));
            None
        }
    }
}

/// What a row says about the amount: the amount itself, or what only the ledger can complete.
fn money(
    values: &Values<'_>,
    target: Option<&Aim>,
    places: Option<&Places>,
    faults: &mut Vec<ColumnFault>,
) -> (Option<Amount>, Option<Pending>) {
    let currency = optional(values, Column::Currency, faults, Unit::parse);
    let Some(amount) = values.get(Column::Amount) else {
        return match (currency, target) {
            (Some(unit), Some(Aim::New(_) | Aim::Item(..))) => (Some(Amount::Unstated(Some(unit))), None),
            (Some(unit), Some(_)) => (None, Some(Pending::Currency(unit))),
            _ => (None, None),
        };
    };
    let known = places.map_or(&[][..], Places::as_slice);
    let is_new = matches!(target, Some(Aim::New(_)));
    // The asset's place is in the row, or known only to the ledger.
    let has_places = is_new || places.is_some();
    let fault = match amount::read(amount, currency, values.manner, known) {
        Ok(Said::Amount(amount)) => match values.sign.as_deref().map(Words::of_sign) {
            Some(sign) if has_places => match sign.hold_in(known) {
                Ok(()) => return (Some(amount), None),
                Err(fault) => fault,
            },
            sign => return (Some(amount), sign.map(Pending::Sign)),
        },
        Ok(Said::BySharedSign(amount, words)) => {
            return (Some(amount), Some(Pending::Sign(words)).filter(|_| !has_places));
        }
        Ok(Said::InOwnUnit(_)) if is_new => Fault::new(format!("{} names no currency", text::quote(amount)))
            .hint("write it after the figure, or fill the column currency"),
        Ok(Said::InOwnUnit(words)) => return (None, Some(Pending::Amount(words))),
        Err(fault) => fault,
    };
    faults.push((Column::Amount, fault));
    (None, None)
}

/// What a row says of the value, which names its own currency.
fn worth(
    values: &Values<'_>,
    target: Option<&Aim>,
    places: Option<&Places>,
    faults: &mut Vec<ColumnFault>,
) -> Option<Amount> {
    let text = values.get(Column::Value)?;
    let has_places = places.is_some() || matches!(target, Some(Aim::New(_)));
    let fault = match amount::read(text, None, values.manner, places.map_or(&[][..], Places::as_slice)) {
        Ok(Said::Amount(value)) => return Some(value),
        Ok(Said::BySharedSign(value, _)) if has_places => return Some(value),
        Ok(Said::BySharedSign(..)) => Fault::new(format!("{} may be of several currencies", text::quote(text)))
            .hint("write the code of the one meant after the figure: 500 USD"),
        Ok(Said::InOwnUnit(_)) => Fault::new(format!("{} names no currency", text::quote(text)))
            .hint("write it after the figure: 500 EUR; in a map, wrap = \"{} EUR\""),
        Err(fault) => fault,
    };
    faults.push((Column::Value, fault));
    None
}

/// The source's own words if they have no column: the amount itself, if it is in words.
fn words_of_amount(values: &Values<'_>) -> Option<String> {
    // What is too long to keep cannot be read either, and is a fault of the amount.
    values
        .get(Column::Amount)
        .filter(|amount| !amount::is_canonical(amount))
        .and_then(|amount| text::clean(amount).ok())
}
