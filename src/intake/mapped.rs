//! Rows of another agency's table, read by a map: one row can tell of several actions, on several assets.

use std::borrow::Cow;

use crate::domain::{EntryRef, Fault, Unit};

use super::column::Column;
use super::draft::{Drafted, Reader, Values};
use super::found::Found;
use super::map::{Around, Block, Expression, Fate, Figure, Header, Heading, Line, Map, Rows, Slot, Style, Turn};
use super::table::Row;

/// A map whose columns are found in a table.
#[derive(Clone, Debug)]
pub struct Mapped {
    rows: Rows,
    key: Option<(String, Vec<Slot>)>,
    blocks: Vec<Block<Slot>>,
    /// What faults call the columns that an action is made of, by action and column.
    labels: Vec<Block<Heading>>,
}

/// Whether rows have the numbers that the map means by them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbering {
    /// They do.
    Own,
    /// They are a list of rejects, whose rows had other numbers.
    OfRejects,
}

/// The actions of a row, and what makes the next of them refer to the first.
struct Told {
    reference: Option<EntryRef>,
    drafts: Vec<Drafted>,
    /// The references of the entries with which the row's assets begin, and their units.
    assets: Vec<(EntryRef, Option<Unit>)>,
    faults: Vec<Found>,
}

impl Mapped {
    /// Finds a map's columns in a header.
    ///
    /// # Errors
    /// A column that the table does not have.
    pub fn new(map: &Map, header: &Header, numbering: Numbering) -> Result<Mapped, Fault> {
        let by_number = |rule: &&super::map::Rule<Heading>| numbering == Numbering::Own || !rule.is_of_numbers();
        let skip: Vec<_> = map.skip.iter().filter(by_number).cloned().collect();
        let end: Vec<_> = map.end.iter().filter(by_number).cloned().collect();
        let rows = Rows::bind((&skip, &end, &map.table.carry), header)?;
        let key = map.table.key.as_ref().map(|(name, headings)| {
            let slots = headings.iter().map(|heading| header.slot(heading)).collect::<Result<_, Fault>>()?;
            Ok((name.clone(), slots))
        });
        let blocks = map.actions.iter().map(|block| block.bind(header)).collect::<Result<_, Fault>>()?;
        Ok(Mapped { rows, key: key.transpose()?, blocks, labels: map.actions.clone() })
    }

    /// Says whether a row counts, and fills in what is carried down to it.
    pub fn fate(&mut self, row: &mut Row, around: Around<'_>) -> Fate {
        self.rows.fate(row, around)
    }

    /// The actions that a row tells of; `default` makes the reference of a row that has none of its own.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn drafts(
        &self,
        row: &Row,
        around: Around<'_>,
        reader: &mut Reader,
        default: &EntryRef,
    ) -> Result<Vec<Drafted>, Vec<Found>> {
        let line = around.line(row);
        let mut told = Told { reference: None, drafts: Vec::new(), assets: Vec::new(), faults: Vec::new() };
        told.reference = self.reference(line, default, &mut told.faults);
        let mut none = told.faults.is_empty();
        for number in 0..self.blocks.len() {
            none &= !self.action(number, line, reader, &mut told);
        }
        if none {
            let fault = Fault::new("the row tells of no action");
            told.faults.push(Found::of_row(fault.hint("fill its date, or skip such rows by a rule of the map")));
        }
        if told.faults.is_empty() { Ok(told.drafts) } else { Err(told.faults) }
    }

    /// The row's own reference: its column's, its key, or the default.
    fn reference(&self, line: Line<'_>, default: &EntryRef, faults: &mut Vec<Found>) -> Option<EntryRef> {
        let own = self.blocks.first().and_then(|block| block.column(Turn::First, Column::Ref));
        let read = match (own, &self.key) {
            (Some(own), _) => own.text(line).and_then(|text| text.as_deref().map(EntryRef::parse).transpose()),
            (None, Some((name, slots))) => keyed(name, slots, line).map(Some),
            (None, None) => Ok(None),
        };
        match read {
            Ok(reference) => Some(reference.unwrap_or_else(|| default.clone())),
            Err(fault) => {
                let what = if own.is_some() { self.label(0, Column::Ref) } else { "key".to_owned() };
                faults.push(Found::at(what, &own.map_or(String::new(), |own| own.raw(line)), fault));
                None
            }
        }
    }

    /// Drafts one action, if the row tells of it; says whether it does.
    fn action(&self, number: usize, line: Line<'_>, reader: &mut Reader, told: &mut Told) -> bool {
        let block = &self.blocks[number];
        let turn = if told.assets.is_empty() { Turn::First } else { Turn::Later };
        let met = match &block.when {
            Some(when) => when.is_met(line),
            None => self.blocks.len() == 1 || !is_blank(block.column(turn, Column::Date), line),
        };
        if !met {
            return false;
        }
        let before = told.faults.len();
        let values = self.values(number, turn, line, &mut told.faults);
        let currency = values.get(Column::Currency).and_then(|code| Unit::parse(code).ok());
        let figures = self.figures(number, turn, line, currency, &mut told.faults);
        let drafting = Drafting { number, turn, line, faulty: told.faults.len() > before };
        match turn {
            Turn::First => self.begin(drafting, values, figures, reader, told),
            Turn::Later => self.follow(drafting, values, figures, reader, told),
        }
        true
    }

    /// The first action of a row, which begins an asset for each amount.
    fn begin(&self, at: Drafting<'_>, values: Values<'_>, figures: Vec<Figure>, reader: &mut Reader, told: &mut Told) {
        let each: Vec<Option<Figure>> = match figures.is_empty() {
            true => vec![None],
            false => figures.into_iter().map(Some).collect(),
        };
        for (part, figure) in each.into_iter().enumerate() {
            let reference =
                told.reference.as_ref().and_then(|base| suffixed(base, at.number, part, told.faults.as_mut()));
            let drafted = self.draft(at, values.clone(), figure, reference.as_ref(), reader, &mut told.faults);
            let (Some(drafted), Some(reference)) = (drafted, reference) else { continue };
            told.assets.push((reference, drafted.draft.details.amount.and_then(crate::domain::Amount::unit)));
            told.drafts.push(drafted);
        }
    }

    /// A later action of a row, on each asset that the first began.
    fn follow(&self, at: Drafting<'_>, values: Values<'_>, figures: Vec<Figure>, reader: &mut Reader, told: &mut Told) {
        if !(figures.is_empty() || figures.len() == told.assets.len()) {
            let what = format!("{} amounts for {} assets", figures.len(), told.assets.len());
            let hint = "a later action has an amount for each asset that the first began, or none";
            told.faults.push(Found::at(self.label(at.number, Column::Amount), "", Fault::new(what).hint(hint)));
            return;
        }
        let mut figures = figures.into_iter();
        for (part, (first, unit)) in told.assets.clone().into_iter().enumerate() {
            let mut values = values.clone();
            if values.get(Column::Asset).is_none() {
                values.set(Column::Asset, Cow::Owned(format!("@{first}")));
            }
            let reference =
                told.reference.as_ref().and_then(|base| suffixed(base, at.number, part, told.faults.as_mut()));
            let drafted = self.draft(at, values, figures.next(), reference.as_ref(), reader, &mut told.faults);
            let Some(mut drafted) = drafted else { continue };
            // What the row's first action is in is known here; the ledger does not know it yet.
            let settled = if unit.is_some() { drafted.settle(unit) } else { Ok(()) };
            match settled {
                Ok(()) => told.drafts.push(drafted),
                Err(fault) => told.faults.push(Found::at(self.label(at.number, Column::Amount), "", fault)),
            }
        }
    }

    fn draft(
        &self,
        at: Drafting<'_>,
        mut values: Values<'_>,
        figure: Option<Figure>,
        reference: Option<&EntryRef>,
        reader: &mut Reader,
        faults: &mut Vec<Found>,
    ) -> Option<Drafted> {
        if let Some(figure) = figure {
            values.set(Column::Amount, Cow::Owned(figure.text));
            if values.get(Column::AsWritten).is_none() {
                values.set(Column::AsWritten, Cow::Owned(figure.as_written.unwrap_or_default()));
            }
        }
        values.set(Column::Ref, Cow::Owned(reference.map_or(String::new(), ToString::to_string)));
        match reader.draft(&values) {
            Ok(drafted) => Some(drafted).filter(|_| !at.faulty),
            Err(found) => {
                let expression = |column| self.blocks[at.number].column(at.turn, column);
                let raw = |column| expression(column).map_or(String::new(), |expression| expression.raw(at.line));
                // A column whose cell is a fault already is also missing; that is said once.
                let said: Vec<String> = faults.iter().filter_map(|fault| fault.column.clone()).collect();
                let found = found.into_iter().map(|(column, fault)| (self.label(at.number, column), column, fault));
                let new = found.filter(|(label, ..)| !said.contains(label));
                faults.extend(new.map(|(label, column, fault)| Found::at(label, &raw(column), fault)));
                None
            }
        }
    }

    /// What the columns of an action hold in a row, but for the amount.
    fn values(&self, number: usize, turn: Turn, line: Line<'_>, faults: &mut Vec<Found>) -> Values<'static> {
        let mut values = Values::default();
        for (column, expression) in self.blocks[number].columns(turn) {
            if let (Column::Amount, Style::Amount(_, language)) = (column, &expression.style) {
                values.language = *language;
                continue;
            }
            match expression.text(line) {
                Ok(text) => values.set(column, Cow::Owned(text.unwrap_or_default())),
                Err(fault) => faults.push(Found::at(self.label(number, column), &expression.raw(line), fault)),
            }
        }
        values
    }

    fn figures(
        &self,
        number: usize,
        turn: Turn,
        line: Line<'_>,
        currency: Option<Unit>,
        faults: &mut Vec<Found>,
    ) -> Vec<Figure> {
        let Some(expression) = self.blocks[number].column(turn, Column::Amount) else { return Vec::new() };
        expression.figures(line, currency).unwrap_or_else(|fault| {
            faults.push(Found::at(self.label(number, Column::Amount), &expression.raw(line), fault));
            Vec::new()
        })
    }

    /// What a fault calls a column: as the file does, and what it is made into.
    fn label(&self, number: usize, column: Column) -> String {
        let block = self.labels.get(number);
        let expression = block.and_then(|block| block.column(Turn::First, column));
        match expression.and_then(Expression::label) {
            Some(label) => format!("{label} → {column}"),
            None => column.as_str().to_owned(),
        }
    }
}

/// The action that is being drafted.
#[derive(Clone, Copy)]
struct Drafting<'a> {
    number: usize,
    turn: Turn,
    line: Line<'a>,
    /// Whether a fault of it is known, so that what comes of it is of no use.
    faulty: bool,
}

fn is_blank(date: Option<&Expression<Slot>>, line: Line<'_>) -> bool {
    // A date that is a fault is not blank.
    date.is_none_or(|date| date.text(line).is_ok_and(|text| text.is_none()))
}

fn keyed(name: &str, slots: &[Slot], line: Line<'_>) -> Result<EntryRef, Fault> {
    let mut reference = name.to_owned();
    for slot in slots {
        let cell = line.text(*slot)?;
        if cell.is_empty() {
            return Err(Fault::new("a column of the row's key is blank")
                .hint("fill it, or choose other columns as key in the map"));
        }
        reference.push(':');
        reference.push_str(&cell);
    }
    EntryRef::parse(&reference)
}

/// The reference of one of several entries of a row: the action's number and the asset's, where they are not the first.
fn suffixed(base: &EntryRef, number: usize, part: usize, faults: &mut Vec<Found>) -> Option<EntryRef> {
    if number == 0 && part == 0 {
        return Some(base.clone());
    }
    let mut text = base.to_string();
    if number > 0 {
        text.push_str(&format!("/{}", number + 1));
    }
    if part > 0 {
        text.push_str(&format!("+{}", part + 1));
    }
    match EntryRef::parse(&text) {
        Ok(reference) => Some(reference),
        Err(fault) => {
            faults.push(Found::at("ref", &text, fault));
            None
        }
    }
}
