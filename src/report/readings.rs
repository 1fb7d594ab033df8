//! Readings: what each source states about an action with several readings, side by side. Nothing is added up.

use std::collections::HashMap;

use crate::domain::{Amount, AssetRef, Fault, Places};
use crate::journal::{Body, Family, Measure, Particular, Record, Said, Statement, Statements};

use super::converted::{Converting, Days};
use super::document::{Cell, Column, Document, Meta};
use super::listed::{Listed, Way};
use super::register::{amount_cells, joined};
use super::scope::{Scope, When};

/// The report under construction: one row for each statement of an action with readings.
#[derive(Debug)]
pub(crate) struct Readings<'a> {
    scope: &'a Scope,
    rows: Vec<((AssetRef, u64, u64), Vec<Cell>)>,
    amounts: Listed<'a>,
}

/// The records of the entries that hold the statements' wording, by entry number.
pub(crate) type Words = HashMap<u64, Body>;

impl<'a> Readings<'a> {
    /// An empty report.
    pub(crate) fn new(scope: &'a Scope) -> Readings<'a> {
        Readings { scope, rows: Vec::new(), amounts: Listed::new([Column::text("reading")]) }
    }

    /// The same report with its amounts in one currency.
    pub(crate) fn converting(self, converting: Option<&'a Converting>) -> Readings<'a> {
        Readings { amounts: self.amounts.converting(converting), ..self }
    }

    /// Adds a family, with the records of its [`sources`].
    ///
    /// # Errors
    /// A converted figure too great for an amount.
    pub(crate) fn add(&mut self, family: &Family, words: &Words) -> Result<(), Fault> {
        for (record, statements) in stated(family) {
            let asset = record.step.target.asset();
            let found = family.standing().asset(asset);
            let happened = self.scope.as_of.is_none_or(|day| record.step.date.is_by(day));
            let admitted = found.is_some_and(|asset| self.scope.admits(asset));
            if !admitted || !happened || self.scope.when(&record.step.date) == When::Out {
                continue;
            }
            let case = found.map_or(String::new(), |asset| asset.case.to_string());
            for statement in statements.valid() {
                // An action's own statement comes first.
                let key = (asset.clone(), record.entry, statement.entry);
                let cells = row(&case, record, (statements, statement), (words, &mut self.amounts))?;
                self.rows.push((key, cells));
            }
        }
        Ok(())
    }

    /// Finishes the report.
    ///
    /// # Errors
    /// None in practice: its rows match its columns.
    pub(crate) fn finish(mut self, meta: Meta) -> Result<Document, Fault> {
        self.rows.sort_by(|(a, _), (b, _)| a.cmp(b));
        let columns = vec![
            Column::text("case"),
            Column::text("asset"),
            Column::code("action"),
            Column::number("entry"),
            Column::number("reading"),
            Column::code("adopted"),
            Column::code("date").of_dates(),
            Column::code("jurisdictions").called("places"),
            Column::code("currency").as_data_only(),
            Column::code("amount").as_data_only(),
            Column::bounds(""),
            Column::code("value").where_said(),
            Column::code("count").where_said(),
            Column::code("count_of").where_said(),
            Column::text("as_written").where_said(),
            Column::text("sources"),
            Column::text("note").where_said(),
        ];
        let document = Document::single(meta, columns, self.rows.into_iter().map(|(_, cells)| cells).collect())?;
        self.amounts.finish(document)
    }
}

/// The entries whose wording the report needs for a family.
pub(crate) fn sources(family: &Family) -> Vec<u64> {
    let statements = stated(family).flat_map(|(_, statements)| statements.valid());
    statements.flat_map(|statement| [statement.entry, statement.latest]).collect()
}

/// The actions with readings that are not voided.
fn stated(family: &Family) -> impl Iterator<Item = (&Record, &Statements)> {
    let valid = family.records().iter().filter(|record| record.voided.is_none());
    let stated = valid.filter_map(|record| Some((record, record.statements.as_deref()?)));
    stated.filter(|(_, statements)| statements.valid().nth(1).is_some())
}

fn row(
    case: &str,
    record: &Record,
    (statements, statement): (&Statements, &Statement),
    (words, amounts): (&Words, &mut Listed<'_>),
) -> Result<Vec<Cell>, Fault> {
    let stated = &statement.stated;
    // A source that states no day is taken to speak of the action's.
    let on = Some(stated.date.as_ref().unwrap_or(&record.step.date));
    let reading = Cell::text(statement.latest.max(statement.entry).to_string());
    let of = |measure| match measure {
        Measure::Amount => stated.amount,
        Measure::Value => stated.value,
        Measure::Count => None,
    };
    let unit = |measure| of(measure).and_then(Amount::unit);
    let way = amounts.way_of(unit, Days { action: on, worth: on })?;
    let value_way = amounts.way(unit(Measure::Value), on)?;
    let mut converted = |figure, of: Option<Amount>, way: Option<&Way>| {
        of.map(|amount| amounts.amount((std::slice::from_ref(&reading), figure), amount, way)).transpose()
    };
    let counts = way.as_ref().map_or(Measure::Amount, |way| way.counts);
    let amount = converted("amount", of(counts), way.as_ref())?;
    let value = converted("value", stated.value, value_way.as_ref())?;
    let said = |particular| said(words, statement, particular);
    let mut row = vec![
        Cell::text(case),
        Cell::text(record.step.target.asset().to_string()),
        Cell::code(record.step.action.as_str()),
        Cell::Count(record.entry),
        Cell::Count(statement.latest.max(statement.entry)),
        Cell::code(if statements.adopted() == statement.entry { "true" } else { "false" }),
        Cell::code(stated.date.as_ref().map_or("", |date| date.text())),
        Cell::code(stated.places.as_ref().map_or(String::new(), Places::codes)),
    ];
    row.extend(amount_cells(amount));
    row.push(value.map_or(said(Particular::Value), |value| Cell::code(value.to_string())));
    row.extend([Particular::Count, Particular::CountOf].map(said));
    row.extend([said(Particular::AsWritten), said(Particular::Sources), said(Particular::Note)]);
    Ok(row)
}

/// A statement's value in its own wording.
fn said(words: &Words, statement: &Statement, particular: Particular) -> Cell {
    let of = |entry: u64| match words.get(&entry) {
        Some(Body::Reading(reading)) => reading.said(particular),
        Some(body) => body.act().map_or(Said::Nothing, |act| act.said(particular)),
        None => Said::Nothing,
    };
    // A remark belongs to the reading; a correction of the action does not change it.
    match of(if particular == Particular::Note { statement.entry } else { statement.latest }) {
        Said::Text(text) => Cell::text(text),
        Said::Sources(sources) => Cell::text(joined(sources.iter())),
        Said::Word(word) => Cell::code(word),
        Said::Number(number) => Cell::code(number.to_string()),
        Said::Amount(amount) => Cell::code(amount.to_string()),
        _ => Cell::Absent,
    }
}
