//! Rows of another agency's table, read by a map: one row can contain several actions on several assets.

use std::borrow::Cow;
use std::sync::Arc;

use crate::domain::{Amount, Bounds, Decimal, EntryRef, Fault, Unit};
use crate::journal::{Aim, Handle};

use super::account::{self, Account, Misread};
use super::column::Column;
use super::draft::{Drafted, Reader, Values};
use super::found::Found;
use super::map::{
    Around, Block, Exactness, Expression, Fate, Figure, Header, Heading, Line, Map, Metered, Part, Rows, Slot, Source,
    Style, Told, Turn, keyed,
};
use super::table::Row;

/// A map with its columns located in a table.
#[derive(Clone, Debug)]
pub(crate) struct Mapped {
    rows: Rows,
    key: Option<(String, Vec<Slot>)>,
    blocks: Vec<Block<Slot>>,
    /// The names of source columns in faults, by action and column.
    labels: Vec<Block<Heading>>,
    /// The names of the actions' amounts in summaries.
    amounts: Vec<Option<Arc<str>>>,
    /// The columns whose figures are summed.
    metered: Vec<Metered<Slot>>,
}

/// Whether rows have the numbers that the map refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numbering {
    /// They do.
    Own,
    /// They come from a list of rejects and had other numbers.
    OfRejects,
}

/// The actions of a row, and what the later ones need to refer to the first.
#[derive(Default)]
struct Actions {
    reference: Option<EntryRef>,
    drafts: Vec<Drafted>,
    /// The assets that begin in the row.
    assets: Vec<Begun>,
    faults: Vec<Found>,
    /// The cells used for amounts.
    taken: Vec<Slot>,
    /// The actions skipped because their date is blank.
    undated: Vec<usize>,
    rounded: u64,
    not_understood: Vec<(Misread, String)>,
}

/// An asset that begins in a row.
#[derive(Clone)]
struct Begun {
    /// The reference of the entry that begins it.
    reference: EntryRef,
    unit: Option<Unit>,
    /// What it has after the row's actions so far, if stated.
    has: Option<Bounds>,
}

impl Mapped {
    /// Locates a map's columns in a header.
    ///
    /// # Errors
    /// The table lacks a column.
    pub(crate) fn new(map: &Map, header: &Header, numbering: Numbering) -> Result<Mapped, Fault> {
        let by_number = |rule: &&super::map::Rule<Heading>| numbering == Numbering::Own || !rule.is_of_numbers();
        let skip: Vec<_> = map.skip.iter().filter(by_number).cloned().collect();
        let end: Vec<_> = map.end.iter().filter(by_number).cloned().collect();
        let rows = Rows::bind((&skip, &end, &map.table.carry), header)?;
        let key = map.table.key.as_ref().map(|(name, headings)| {
            let slots = headings.iter().map(|heading| header.slot(heading)).collect::<Result<_, Fault>>()?;
            Ok((name.clone(), slots))
        });
        let blocks = map.actions.iter().map(|block| block.bind(header)).collect::<Result<_, Fault>>()?;
        let amount = |block: &Block<Heading>| Some(Arc::from(block.column(Turn::First, Column::Amount)?.label()?));
        let amounts = map.actions.iter().map(amount).collect();
        // A sheet may lack a column that is only checked; then its sum is missing too.
        let metered = map.metered().into_iter().filter_map(|Metered { column, name, style, split, of_amounts }| {
            let column = header.slot(&column).ok()?;
            Some(Metered { column, name, style, split, of_amounts })
        });
        let metered = metered.collect();
        Ok(Mapped { rows, key: key.transpose()?, blocks, labels: map.actions.clone(), amounts, metered })
    }

    /// An empty account of the table.
    pub(crate) fn account(&self) -> Account {
        let columns = self
            .metered
            .iter()
            .map(|metered| account::Column::new(Arc::clone(&metered.name), metered.style.power, metered.of_amounts));
        Account { columns: columns.collect(), ..Account::default() }
    }

    /// Adds an excluded row to the account.
    pub(crate) fn skip(&self, row: &Row, around: Around<'_>, rule: &Arc<str>, account: &mut Account) {
        account.skip(rule);
        let line = around.line(row);
        for (metered, column) in self.metered.iter().zip(&mut account.columns) {
            line.figures(metered).into_iter().flatten().for_each(|figure| column.skipped.add(figure));
        }
    }

    /// Decides whether a row counts, and fills in the cells carried down to it.
    ///
    /// # Errors
    /// A rule compares cells that cannot be compared, or depends on one that cannot be read.
    pub(crate) fn fate(&mut self, row: &mut Row, around: Around<'_>) -> Result<Fate, Fault> {
        self.rows.fate(row, around)
    }

    /// The actions in a row, which is added to the account; `default` is the reference of a row that has none.
    ///
    /// # Errors
    /// Everything that is wrong with the row.
    pub(crate) fn drafts(
        &self,
        row: &Row,
        around: Around<'_>,
        reader: &mut Reader,
        default: &EntryRef,
        account: &mut Account,
    ) -> Result<Vec<Drafted>, Vec<Found>> {
        let line = around.line(row);
        let mut told = Actions::default();
        told.reference = self.reference(line, default, &mut told.faults);
        let mut none = told.faults.is_empty();
        let mut any = false;
        for number in 0..self.blocks.len() {
            let is_told = self.action(number, any, line, reader, &mut told);
            none &= !is_told;
            any |= is_told;
        }
        self.refuse_undated(line, &mut told);
        if none && told.faults.is_empty() {
            let fault = Fault::new("the row records no action");
            told.faults.push(Found::of_row(fault.hint("fill its date, or skip such rows by a rule of the map")));
        }
        self.add_up(line, &told, account);
        if told.faults.is_empty() { Ok(told.drafts) } else { Err(told.faults) }
    }

    /// Adds a row that counts to the account.
    fn add_up(&self, line: Line<'_>, told: &Actions, account: &mut Account) {
        account.rows += 1;
        for (metered, column) in self.metered.iter().zip(&mut account.columns) {
            let taken = told.taken.contains(&metered.column);
            for figure in line.figures(metered) {
                let Some(figure) = figure else {
                    column.others += 1;
                    continue;
                };
                column.counted.add(figure);
                if metered.of_amounts && !taken {
                    column.left_out.add(figure);
                }
            }
        }
        if told.faults.is_empty() {
            account.rounded += told.rounded;
            told.not_understood.iter().for_each(|(why, text)| account.misread(*why, text));
        }
    }

    /// Refuses a row with an amount beside a blank date, since no action would take it.
    fn refuse_undated(&self, line: Line<'_>, told: &mut Actions) {
        for number in std::mem::take(&mut told.undated) {
            let Some(amount) = self.blocks[number].column(Turn::First, Column::Amount) else { continue };
            let is_taken = chosen(amount, line).is_some_and(|slot| told.taken.contains(&slot));
            if is_taken || !amount.holds_figure(line) {
                continue;
            }
            let is_money = |figure: &Figure| {
                let digits = figure.text.split(' ').next().unwrap_or_default();
                let nothing = digits == "unstated" || digits == "non-valued";
                !nothing && Decimal::parse(digits) != Ok(Decimal::ZERO)
            };
            let fault = match amount.figures(line, None) {
                Ok(figures) if !figures.each.iter().any(is_money) => continue,
                Ok(_) => Fault::new("the row has an amount, but the date of its action is blank")
                    .hint("fill the date, or say by when which rows tell of the action"),
                Err(fault) => fault,
            };
            told.faults.push(self.found(number, Column::Amount, &amount.raw(line), fault));
        }
    }

    /// The row's own reference: its column, its key, or the default.
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
                faults.push(match own {
                    Some(own) => self.found(0, Column::Ref, &own.raw(line), fault),
                    None => Found::at(Column::Ref, "", fault).called("key"),
                });
                None
            }
        }
    }

    /// Drafts one action if the row contains it, and says whether it does. `any` says whether there was an earlier
    /// one.
    fn action(&self, number: usize, any: bool, line: Line<'_>, reader: &mut Reader, told: &mut Actions) -> bool {
        let block = &self.blocks[number];
        let turn = if told.assets.is_empty() { Turn::First } else { Turn::Later };
        match self.is_told(number, any, turn, line, told) {
            Ok(true) => {}
            Ok(false) => return false,
            Err(fault) => {
                told.faults.push(Found::of_row(fault));
                return true;
            }
        }
        let before = told.faults.len();
        let values = self.values(number, turn, line, &mut told.faults);
        let currency = values.get(Column::Currency).and_then(|code| Unit::parse(code).ok());
        told.taken.extend(block.column(turn, Column::Amount).and_then(|amount| chosen(amount, line)));
        let figures = self.figures(number, turn, line, currency, told);
        let drafting = Drafting { number, turn, line, faulty: told.faults.len() > before };
        match turn {
            Turn::First => self.begin(drafting, values, figures, reader, told),
            Turn::Later => self.follow(drafting, values, figures, reader, told),
        }
        true
    }

    /// Whether a row contains an action.
    fn is_told(&self, number: usize, any: bool, turn: Turn, line: Line<'_>, told: &mut Actions) -> Result<bool, Fault> {
        let block = &self.blocks[number];
        if let Some(unless) = &block.unless
            && unless.is_met(line)?
        {
            return Ok(false);
        }
        match &block.told {
            Told::Always => Ok(true),
            Told::Else => Ok(!any),
            Told::When(when) => when.is_met(line),
            Told::WhereDated => {
                let is_dated = !is_blank(block.column(turn, Column::Date), line);
                if !is_dated {
                    told.undated.push(number);
                }
                Ok(is_dated)
            }
        }
    }

    /// The first action of a row, which begins one asset for each amount.
    fn begin(
        &self,
        at: Drafting<'_>,
        values: Values<'_>,
        figures: Vec<Figure>,
        reader: &mut Reader,
        told: &mut Actions,
    ) {
        let each: Vec<Option<Figure>> = match figures.is_empty() {
            true => vec![None],
            false => figures.into_iter().map(Some).collect(),
        };
        if each.len() > 1
            && let Some(column) = [Column::Value, Column::Count].into_iter().find(|of| values.get(*of).is_some())
        {
            // Each asset would have all of it.
            let fault = Fault::new(format!("the row has one {column} and {} amounts", each.len()));
            let fault = fault.hint("leave it out, or tell of each amount in a row of its own");
            told.faults.push(self.found(at.number, column, "", fault));
        }
        for (part, figure) in each.into_iter().enumerate() {
            let reference =
                told.reference.as_ref().and_then(|base| suffixed(base, at.number, part, told.faults.as_mut()));
            let drafted = self.draft(at, values.clone(), figure, reference.as_ref(), reader, &mut told.faults);
            let (Some(drafted), Some(reference)) = (drafted, reference) else { continue };
            let amount = drafted.draft.details.amount;
            told.assets.push(Begun { reference, unit: amount.and_then(Amount::unit), has: amount.and_then(stated) });
            told.drafts.push(drafted);
        }
    }

    /// A later action of a row, on each asset that the first one began.
    fn follow(
        &self,
        at: Drafting<'_>,
        values: Values<'_>,
        figures: Vec<Figure>,
        reader: &mut Reader,
        told: &mut Actions,
    ) {
        if !(figures.is_empty() || figures.len() == told.assets.len()) {
            let what = format!("{} amounts for {} assets", figures.len(), told.assets.len());
            let hint = "a later action has an amount for each asset that the first began, or none";
            told.faults.push(self.found(at.number, Column::Amount, "", Fault::new(what).hint(hint)));
            return;
        }
        let mut figures = figures.into_iter();
        for part in 0..told.assets.len() {
            let Begun { reference: first, unit, .. } = told.assets[part].clone();
            let mut values = values.clone();
            if values.get(Column::Asset).is_none() {
                values.set(Column::Asset, Cow::Owned(format!("@{first}")));
            }
            let reference =
                told.reference.as_ref().and_then(|base| suffixed(base, at.number, part, told.faults.as_mut()));
            let drafted = self.draft(at, values, figures.next(), reference.as_ref(), reader, &mut told.faults);
            let Some(mut drafted) = drafted else { continue };
            // The unit of the row's first action is known here, but not yet to the ledger.
            let settled = if unit.is_some() { drafted.settle(unit) } else { Ok(()) };
            match settled {
                Ok(()) => {
                    carve(&mut drafted, &mut told.assets[part]);
                    told.drafts.push(drafted);
                }
                Err(fault) => told.faults.push(self.found(at.number, Column::Amount, "", fault)),
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
            values.sign = figure.sign;
            values.manner.writer = figure.writer;
            values.set(Column::Amount, Cow::Owned(figure.text));
            if values.get(Column::AsWritten).is_none() {
                values.set(Column::AsWritten, Cow::Owned(figure.as_written.unwrap_or_default()));
            }
        }
        values.set(Column::Ref, Cow::Owned(reference.map_or(String::new(), ToString::to_string)));
        match reader.draft(&values) {
            Ok(mut drafted) => {
                drafted.column = self.amounts[at.number].as_ref().filter(|_| drafted.column.is_some()).cloned();
                drafted.part = self.blocks[at.number].part;
                Some(drafted).filter(|_| !at.faulty)
            }
            Err(found) => {
                let expression = |column| self.blocks[at.number].column(at.turn, column);
                let raw = |column| expression(column).map_or(String::new(), |expression| expression.raw(at.line));
                // A faulty column also counts as missing; one message is enough.
                let said: Vec<String> = faults.iter().filter_map(|fault| fault.column.clone()).collect();
                let new = found.into_iter().filter(|(column, _)| !said.contains(&self.label(at.number, *column)));
                faults.extend(new.map(|(column, fault)| self.found(at.number, column, &raw(column), fault)));
                None
            }
        }
    }

    /// What the columns of an action contain in a row, except the amount.
    fn values(&self, number: usize, turn: Turn, line: Line<'_>, faults: &mut Vec<Found>) -> Values<'static> {
        let mut values = Values::default();
        for (column, expression) in self.blocks[number].columns(turn) {
            if let (Column::Amount, Style::Amount(_, language)) = (column, &expression.style) {
                values.manner.language = *language;
                continue;
            }
            match expression.text(line) {
                Ok(text) => values.set(column, Cow::Owned(text.unwrap_or_default())),
                Err(fault) => faults.push(self.found(number, column, &expression.raw(line), fault)),
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
        told: &mut Actions,
    ) -> Vec<Figure> {
        let Some(expression) = self.blocks[number].column(turn, Column::Amount) else { return Vec::new() };
        match expression.figures(line, currency) {
            Ok(figures) => {
                let rounded = figures.each.iter().filter(|figure| figure.exactness == Exactness::Rounded);
                told.rounded += rounded.count() as u64;
                told.not_understood.extend(figures.not_understood);
                figures.each
            }
            Err(fault) => {
                told.faults.push(self.found(number, Column::Amount, &expression.raw(line), fault));
                Vec::new()
            }
        }
    }

    /// A fault in a column of an action, named as in the file, with the column it fills.
    fn found(&self, number: usize, column: Column, value: &str, fault: Fault) -> Found {
        Found::at(column, value, fault).called(self.label(number, column))
    }

    fn label(&self, number: usize, column: Column) -> String {
        let block = self.labels.get(number);
        let expression = block.and_then(|block| block.column(Turn::First, column));
        match expression.and_then(Expression::label) {
            Some(label) => format!("{label} → {column}"),
            None => column.as_str().to_owned(),
        }
    }
}

/// The action being drafted.
#[derive(Clone, Copy)]
struct Drafting<'a> {
    number: usize,
    turn: Turn,
    line: Line<'a>,
    /// Whether it has a fault already, so that its result is useless.
    faulty: bool,
}

/// The cell that an expression uses: the first that is not blank.
fn chosen(expression: &Expression<Slot>, line: Line<'_>) -> Option<Slot> {
    let Source::Cells(slots) = &expression.source else { return None };
    slots.iter().copied().find(|slot| line.text(*slot).is_ok_and(|text| !text.is_empty()))
}

fn stated(amount: Amount) -> Option<Bounds> {
    match amount {
        Amount::Stated(_, bounds) => Some(bounds),
        Amount::Unstated(_) | Amount::NonValued => None,
    }
}

/// Turns an action on one of the row's assets into one on a part of it if the map says so and the amount is certainly
/// less than the asset has; then updates what the asset has.
fn carve(drafted: &mut Drafted, asset: &mut Begun) {
    let part = std::mem::take(&mut drafted.part);
    let Some(Amount::Stated(unit, bounds)) = drafted.draft.details.amount else { return };
    let less = asset.has.filter(|has| asset.unit == Some(unit) && bounds.is_certainly_less_than(*has));
    match (part, less, &drafted.draft.target) {
        (Part::WhenLess, Some(has), Aim::Named(from, _)) if *from == Handle::CreatedBy(asset.reference.clone()) => {
            drafted.draft.target = Aim::Item(from.clone(), None);
            asset.has = has.less(bounds).ok().flatten();
        }
        _ => asset.has = Some(bounds),
    }
}

fn is_blank(date: Option<&Expression<Slot>>, line: Line<'_>) -> bool {
    // A faulty date is not blank.
    date.is_none_or(|date| date.text(line).is_ok_and(|text| text.is_none()))
}

/// The reference of one of a row's entries, with the number of the action and the asset if not the first.
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
            faults.push(Found::at(Column::Ref, &text, fault));
            None
        }
    }
}
