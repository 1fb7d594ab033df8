//! The register: one row for each entry that records an action, with every particular.

use std::collections::{HashMap, HashSet};

use crate::domain::term::subject_text;
use crate::domain::{Amount, AssetKind, AssetRef, Basis, Fault, Places, Unit};
use crate::journal::{
    Act, Asset, Digest, Disclosure, Effect, Entry, Family, Form, Particular, Said, SealedIdentifier, SealedSubject,
    Status, Target,
};

use super::document::{Cell, Column, Document, Frame, Grid, Meta, Outline, Section};
use super::scope::{Scope, When};

/// The number of cells in a row, so that making one does not reallocate.
const CELLS: usize = 48;

/// Makes the register's rows, entry by entry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Register<'a> {
    scope: &'a Scope,
    /// The personal data to show, if any may be shown.
    personal: Option<&'a Disclosure>,
}

/// A family and, if the report has a day, the actions that had happened by then.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    family: Family,
    happened: Option<HashSet<u64>>,
}

impl Told {
    /// The entries that voided its actions, whose reasons the rows show.
    pub(crate) fn voids(&self) -> impl Iterator<Item = u64> + '_ {
        self.family.records().iter().filter_map(|record| record.voided)
    }
}

impl<'a> Register<'a> {
    /// A register, with personal data only if given.
    pub(crate) fn new(scope: &'a Scope, personal: Option<&'a Disclosure>) -> Register<'a> {
        Register { scope, personal }
    }

    /// The register without its rows.
    ///
    /// # Errors
    /// None in practice: its columns are fixed.
    pub(crate) fn outline(meta: Meta) -> Result<Outline, Fault> {
        let frame = frame(&meta)?;
        Outline::new(meta, vec![frame])
    }

    /// The register with all its rows.
    ///
    /// # Errors
    /// None in practice: its rows match its columns.
    pub(crate) fn document(meta: Meta, rows: Vec<Vec<Cell>>) -> Result<Document, Fault> {
        let grid = Grid::new(frame(&meta)?, rows)?;
        Document::new(meta, vec![Section::Grid(grid)])
    }

    /// What the register shows about a family's entries.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(crate) fn told(&self, family: Family) -> Result<Told, Fault> {
        Ok(Told { happened: self.scope.as_of.map(|day| family.happened_by(day)).transpose()?, family })
    }

    /// The row of an entry, if it records an action that the report covers; `told` is the family that the action
    /// concerns, and `reasons` are those for its voids, by voiding entry.
    pub(crate) fn row(
        &self,
        entry: &Entry,
        digest: Digest,
        told: &Told,
        reasons: &HashMap<u64, String>,
    ) -> Option<Vec<Cell>> {
        let family = &told.family;
        let Effect::Act { act, corrects } = entry.body.effect() else { return None };
        let record = family.record(entry.number);
        if self.scope.current && record.is_none_or(|record| record.status(entry.number) != Status::Current) {
            return None;
        }
        let asset = family.standing().asset(act.target.asset());
        let action = corrects.unwrap_or(entry.number);
        let happened = self.had_happened(act, action, told);
        let covered = |asset: &Asset| self.scope.covers(&asset.case, asset.places_at(action));
        let admitted = asset.map_or_else(|| self.admits_voided(act), covered);
        let counts = happened && admitted && self.scope.when(&act.date) != When::Out;
        counts.then(|| {
            let mut row = self.cells(entry, act, (told, asset), corrects);
            row.extend([
                corrects.map_or(Cell::Absent, Cell::Count),
                Cell::text(reason(entry, told, reasons)),
                Cell::code(entry.stamp.clock.clone().unwrap_or_default()),
                Cell::code(digest.to_string()),
            ]);
            row
        })
    }

    /// Whether an action had happened by the report's day. A voided action happened on no day; its entry belongs to the
    /// day that it named.
    fn had_happened(&self, act: &Act, action: u64, told: &Told) -> bool {
        let (Some(day), Some(happened)) = (self.scope.as_of, &told.happened) else { return true };
        let voided = || told.family.record(action).is_some_and(|record| record.voided.is_some());
        happened.contains(&action) || (voided() && act.date.is_by(day))
    }

    /// Whether the scope covers an asset whose first action was voided. It has no state; its case and places are those
    /// named by the entry.
    fn admits_voided(&self, act: &Act) -> bool {
        let (named, unstated) = (act.places.as_ref(), Places::unstated());
        // An entry that leaves the place to its asset matches no requested place.
        (named.is_some() || self.scope.places.is_none()) && self.scope.covers(case_of(act), named.unwrap_or(&unstated))
    }

    fn cells(
        &self,
        entry: &Entry,
        act: &Act,
        (told, asset): (&Told, Option<&Asset>),
        corrects: Option<u64>,
    ) -> Vec<Cell> {
        let family = &told.family;
        let status = family.record(entry.number).map(|record| record.status(entry.number).as_str());
        // The asset's place at the action; for a transfer, its destination.
        let action = corrects.unwrap_or(entry.number);
        let places = act.places.as_ref().or(asset.map(|asset| asset.places_at(action)));
        let basis = act.basis.filter(|_| act.target.begins());
        let basis = basis.or(asset.and_then(|asset| asset.basis_at(action)));
        let basis = basis.filter(|_| places.is_some_and(|places| !places.is_unstated()));
        let kind = act.kind.or(asset.map(|asset| asset.kind));
        let amount = stated(act, action, family);
        let mut row = Vec::with_capacity(CELLS);
        row.extend([
            Cell::Count(entry.number),
            Cell::code(entry.stamp.recorded_at.clone()),
            Cell::text(entry.stamp.recorded_by.clone()),
            Cell::code(status.unwrap_or_default()),
            Cell::text(asset.map_or_else(|| case_of(act), |asset| &asset.case).to_string()),
            Cell::text(act.target.asset().to_string()),
            Cell::text(part_of(&act.target).map_or(String::new(), ToString::to_string)),
            Cell::code(act.action.as_str()),
            Cell::code(act.date.text()),
        ]);
        for particular in Particular::kept() {
            match particular {
                // What an action does not restate is taken from its asset.
                Particular::Jurisdictions => row.push(Cell::code(places.map_or(String::new(), Places::codes))),
                Particular::Basis => row.push(Cell::code(basis.map_or("", Basis::as_str))),
                Particular::Kind => row.push(Cell::code(kind.map_or("", AssetKind::as_str))),
                Particular::Amount => row.extend(amount_cells(amount)),
                Particular::Note => row.extend([reference(entry), self.cell(act.said(particular))]),
                other => row.push(self.cell(act.said(other))),
            }
        }
        row
    }

    /// An action's value for a particular.
    fn cell(&self, said: Said<'_>) -> Cell {
        match said {
            Said::Nothing => Cell::Absent,
            Said::Text(text) => Cell::text(text),
            Said::Word(word) => Cell::code(word),
            Said::Date(date) => Cell::code(date.text()),
            Said::Places(places) if places.is_unstated() => Cell::code("unstated"),
            Said::Places(places) => Cell::code(places.codes()),
            Said::Amount(amount) => Cell::code(amount.to_string()),
            Said::Number(number) => Cell::code(number.to_string()),
            Said::Derivation(derivation) => Cell::text(derivation.to_string()),
            Said::Assets(assets) => Cell::text(joined(assets.iter())),
            Said::Sources(sources) => Cell::text(joined(sources.iter())),
            Said::Identifiers(identifiers) => Cell::text(self.identifiers(identifiers)),
            Said::Subjects(subjects) => Cell::text(self.subjects(subjects)),
        }
    }

    fn identifiers(&self, sealed: &[SealedIdentifier]) -> String {
        joined(sealed.iter().filter_map(|identifier| Some(self.personal?.identifier(identifier))))
    }

    fn subjects(&self, sealed: &[SealedSubject]) -> String {
        let subject = |sealed: &SealedSubject| Some(subject_text(sealed.role, &self.personal?.name(sealed)));
        joined(sealed.iter().filter_map(subject))
    }
}

/// The amount that an action states; if it begins an asset, at least that the amount is not stated.
fn stated(act: &Act, action: u64, family: &Family) -> Option<Amount> {
    match act.amount {
        None | Some(Amount::Unstated(None)) if act.target.begins() => {
            // An item that names no currency has its asset's.
            Some(Amount::Unstated(family.standing().deed(action).and_then(|deed| deed.value.unit())))
        }
        amount => amount,
    }
}

/// The reasons why an entry corrects an action and why its reading was voided.
fn reason(entry: &Entry, told: &Told, reasons: &HashMap<u64, String>) -> String {
    let voided = told.family.record(entry.number).filter(|record| record.status(entry.number) == Status::Voided);
    let voided = voided.and_then(|record| reasons.get(&record.voided?));
    entry.body.reason().into_iter().chain(voided.map(String::as_str)).collect::<Vec<_>>().join("; ")
}

/// Rows of so many columns that people read each as a record.
fn frame(meta: &Meta) -> Result<Frame, Fault> {
    Ok(Frame::new(meta.title.as_str(), columns())?.in_records())
}

/// The columns. What another one says too is left out of what people read.
fn columns() -> Vec<Column> {
    let mut columns = vec![
        Column::number("entry"),
        Column::code("recorded_at"),
        Column::text("recorded_by"),
        Column::code("status").unless(Status::Current.as_str()),
        Column::text(Particular::Case.as_str()),
        Column::text(Particular::Asset.as_str()),
        Column::text(Particular::PartOf.as_str()),
        Column::code(Particular::Action.as_str()),
        Column::code(Particular::Date.as_str()).of_dates(),
    ];
    for particular in Particular::kept() {
        match particular {
            Particular::Amount => columns.extend([
                Column::code(Particular::Currency.as_str()).as_data_only(),
                column(particular).as_data_only(),
                Column::bounds(""),
            ]),
            Particular::Note => {
                columns.extend([Column::text(Particular::Ref.as_str()), column(particular)]);
            }
            other => columns.push(column(other)),
        }
    }
    columns.extend([Column::number("corrects"), Column::text("reason"), Column::code("clock"), Column::code("hash")]);
    columns
}

/// The column of a particular.
fn column(particular: Particular) -> Column {
    let column = match particular.form() {
        Some(Form::Text | Form::Derivation | Form::Assets | Form::Sources | Form::Identifiers | Form::Subjects) => {
            Column::text(particular.as_str())
        }
        Some(Form::Date) => Column::code(particular.as_str()).of_dates(),
        Some(Form::Word(_) | Form::Flag | Form::Places | Form::Amount | Form::Number) | None => {
            Column::code(particular.as_str())
        }
    };
    if particular == Particular::Jurisdictions { column.called("places") } else { column }
}

fn reference(entry: &Entry) -> Cell {
    Cell::text(entry.reference.as_ref().map_or(String::new(), ToString::to_string))
}

pub(super) fn amount_cells(amount: Option<Amount>) -> [Cell; 3] {
    let unit = amount.and_then(Amount::unit);
    let text = match amount {
        None => String::new(),
        Some(Amount::Unstated(_)) => "unstated".to_owned(),
        Some(amount) => amount.to_string(),
    };
    let currency = unit.map_or(String::new(), |unit: Unit| unit.code().to_owned());
    let bounds = amount.and_then(Amount::bounds);
    let bounds = match amount {
        Some(Amount::Stated(..)) => Cell::stated(bounds, unit).with_unit(unit),
        _ => Cell::bounds(bounds, unit),
    };
    [Cell::code(currency), Cell::code(text), bounds]
}

fn case_of(act: &Act) -> &crate::domain::CaseRef {
    match &act.target {
        Target::Item { case: Some(case), .. } => case,
        target => target.asset().case(),
    }
}

fn part_of(target: &Target) -> Option<&AssetRef> {
    match target {
        Target::Item { part_of, .. } => Some(part_of),
        _ => None,
    }
}

pub(super) fn joined(words: impl Iterator<Item = impl ToString>) -> String {
    words.map(|word| word.to_string()).collect::<Vec<_>>().join(";")
}
