//! Forms: each row asks a report, and says so if none can answer.

use std::collections::BTreeSet;

use jiff::civil;

use crate::domain::{Action, CaseRef, Fault, Number};
use crate::journal::breakdown::UNDATED;
use crate::journal::{Dimension, Family, Record};
use crate::report::document::{Cell, Column, Role};
use crate::report::form::{Answer, Ask, Counted, Form, FormRow, Reported, Summed};
use crate::report::rates_used::RatesUsed;
use crate::report::scope::When;
use crate::report::{Document, Measures, Scope, Section, Values};

use super::Error;
use super::answer::document;
use super::convert::Plan;
use super::families::each_family;
use super::question::{Convert, Known, Query, RateOn, Report};
use super::source::{Families, Source, Span};

/// The word for a row that a report answers.
const GIVEN: &str = "given";

/// The word for a row that no report can answer.
const NOT_AVAILABLE: &str = "not available";

/// The word for actions that lie across an end of the year.
const ACROSS: &str = "not wholly in the year";

/// One line of a form: what it is of, how many, how much.
#[derive(Default)]
struct Line {
    of: Vec<String>,
    count: Option<Cell>,
    currency: Option<Cell>,
    amount: Option<Cell>,
}

/// Fills in a form for a year.
///
/// # Errors
/// A total that does not fit, or a ledger that cannot be read.
pub fn form<S: Source>(source: &S, form: &Form, year: i16, query: &Query, known: &Known) -> Result<Document, S::Error> {
    let days = Year::of(year)?;
    let plan = Plan::of(source, Report::Actions, query, known)?;
    let mut used = RatesUsed::new([Column::text_dimension("row"), Column::text("detail"), Column::code("currency")]);
    let mut rows = Vec::new();
    for row in &form.rows {
        match &row.answer {
            Answer::NotAvailable(why) => rows.push(cells(row, NOT_AVAILABLE, Line::default(), why)),
            Answer::Asked(ask) => {
                let lines = days.answer(source, (row, ask), (query, known), &mut used)?;
                rows.extend(lines.into_iter().map(|line| cells(row, GIVEN, line, "")));
            }
        }
    }
    let told = [("form", &form.name), ("form_version", &form.version), ("act", &form.act), ("year", &year.to_string())];
    let mut meta = query.described(Report::Holdings, &form.title, known);
    meta.filters.splice(0..0, told.map(|(name, value)| (name.to_owned(), value.clone())));
    let columns = vec![
        Column::text_dimension("row"),
        Column::text("label"),
        Column::code("answer"),
        Column::text("detail").where_said(),
        Column::number_of("number"),
        Column::code("currency").where_said(),
        Column::bounds(""),
        Column::text("unavailable_because").where_said(),
    ];
    let Some(plan) = plan else { return Ok(Document::single(meta, columns, rows)?) };
    let document = Document::single(plan.note_on(meta, &day_of_rates(query)), columns, rows)?;
    Ok(used.of(document)?)
}

/// The day of a form's rates, in words: some rows are about actions, others about holdings.
fn day_of_rates(query: &Query) -> String {
    match query.convert.as_ref().map(|convert| convert.on) {
        Some(RateOn::Day(day)) => day.to_string(),
        Some(RateOn::Action) => "action".to_owned(),
        Some(RateOn::AsOf) => "as-of".to_owned(),
        Some(RateOn::Usual) | None => "action,as-of".to_owned(),
    }
}

fn cells(row: &FormRow, answer: &str, line: Line, reason: &str) -> Vec<Cell> {
    vec![
        Cell::text(row.id.as_str()),
        Cell::text(row.label.as_str()),
        Cell::code(answer),
        Cell::text(line.of.join(", ")),
        line.count.unwrap_or(Cell::Absent),
        line.currency.unwrap_or(Cell::Absent),
        line.amount.unwrap_or(Cell::Absent),
        Cell::text(reason),
    ]
}

/// A year's days.
struct Year {
    before: civil::Date,
    first: civil::Date,
    last: civil::Date,
}

impl Year {
    fn of(year: i16) -> Result<Year, Fault> {
        let day = |year, month, day| civil::Date::new(year, month, day).ok();
        let days = day(year.saturating_sub(1), 12, 31).zip(day(year, 1, 1)).zip(day(year, 12, 31));
        let ((before, first), last) = days.ok_or_else(|| Fault::new(format!("there is no year {year}")))?;
        Ok(Year { before, first, last })
    }

    fn scope(&self, of: Reported, asked: &Scope) -> Scope {
        let (as_of, period) = match of {
            Reported::Actions => (None, Some((self.first, self.last))),
            Reported::HoldingsAtEnd => (Some(self.last), None),
            Reported::HoldingsAtStart => (Some(self.before), None),
        };
        Scope { as_of, period, ..asked.clone() }
    }

    /// The lines of a row: one for each combination of its dimensions and each currency.
    fn answer<S: Source>(
        &self,
        source: &S,
        (row, ask): (&FormRow, &Ask),
        (query, known): (&Query, &Known),
        used: &mut RatesUsed,
    ) -> Result<Vec<Line>, S::Error> {
        let scope = self.scope(ask.of, &query.scope);
        if ask.count == Some(Counted::Orders) {
            return orders(source, ask, &scope, known);
        }
        let values = if ask.amount == Some(Summed::Value) { Values::Alone } else { Values::LeftOut };
        let measures = Measures { values, ..Measures::default() };
        let report = if ask.of == Reported::Actions { Report::Actions } else { Report::Holdings };
        // The rates used are taken from the report that answers the line.
        let of_row = |convert: Convert| Convert { on: self.rate_on(convert.on, ask.of), explained: true, ..convert };
        let convert = query.convert.clone().map(of_row);
        let question = Query { by: ask.dimensions(), measures, scope, convert, ..query.clone() };
        let answered = document(source, report, &question, known)?;
        if ask.count == Some(Counted::Cases) { cases(ask, &answered) } else { rows((row, ask), &answered, used) }
    }

    /// In each row, stock is taken on one day; for actions, that day is the year's last.
    fn rate_on(&self, asked: RateOn, of: Reported) -> RateOn {
        if (asked, of) == (RateOn::AsOf, Reported::Actions) { RateOn::Day(self.last) } else { asked }
    }
}

/// A row of a report that a form asks, by the names of its columns.
struct Answered<'a> {
    row: &'a [Cell],
    cells: Vec<(&'a Column, String, &'a Cell)>,
}

impl Answered<'_> {
    fn text(&self, name: &str) -> &str {
        self.cells.iter().find(|(_, known, _)| known == name).map_or("", |(_, _, cell)| words(cell))
    }

    /// The first column in this role.
    fn first(&self, role: impl Fn(Role) -> bool) -> Option<&Cell> {
        self.cells.iter().find(|(column, ..)| role(column.role())).map(|(_, _, cell)| *cell)
    }

    fn counted(&self) -> u64 {
        match self.first(|role| role == Role::Count) {
            Some(Cell::Count(count)) => *count,
            _ => 0,
        }
    }

    /// How many are counted in other rows because they have no rate.
    fn unconverted(&self) -> u64 {
        match self.cells.iter().find(|(_, name, _)| name == "unconverted") {
            Some((.., Cell::Count(count))) => *count,
            _ => 0,
        }
    }

    /// What a line of the form is of: its value in each dimension that the form names.
    fn of(&self, ask: &Ask) -> Vec<String> {
        let wanted = ask.wanted.iter().map(|(dimension, _)| dimension);
        let by = ask.by.iter().filter(|by| wanted.clone().all(|wanted| wanted != *by));
        let named = wanted.clone().chain(by).filter(|dimension| **dimension != Dimension::Currency);
        let mut of: Vec<String> = named.map(|dimension| self.text(dimension.name()).to_owned()).collect();
        if ask.of == Reported::Actions && self.text("period") == UNDATED {
            of.push(ACROSS.to_owned());
        }
        let unconverted = self.unconverted();
        of.extend((unconverted > 0).then(|| format!("{unconverted} not converted")));
        of.retain(|word| !word.is_empty());
        of
    }
}

fn words(cell: &Cell) -> &str {
    match cell {
        Cell::Text(text) | Cell::Verbatim(text) | Cell::Code(text) => text,
        _ => "",
    }
}

/// The rows of a report that count for a form.
fn chosen<'a>(ask: &'a Ask, answered: &'a Document) -> impl Iterator<Item = Answered<'a>> + 'a {
    let grids = answered.sections().iter().map(|Section::Grid(grid)| grid);
    let rows = grids.flat_map(|grid| grid.rows().iter().map(|row| (grid.columns(), row)));
    let rows = rows.map(|(columns, row)| {
        let named = columns.iter().zip(row);
        let named = named.map(|(column, cell)| (column, column.fields().swap_remove(0), cell));
        Answered { row, cells: named.collect() }
    });
    rows.filter(|row| {
        let is_wanted = |(dimension, values): &(Dimension, Vec<String>)| {
            values.iter().any(|value| value == row.text(dimension.name()))
        };
        ask.wanted.iter().all(is_wanted)
    })
}

fn rows<E: From<Fault>>(
    (form_row, ask): (&FormRow, &Ask),
    answered: &Document,
    used: &mut RatesUsed,
) -> Result<Vec<Line>, E> {
    let mut lines = Vec::new();
    for row in chosen(ask, answered) {
        let currency = if ask.amount == Some(Summed::Value) { "value_currency" } else { "currency" };
        if ask.amount.is_some() {
            let detail = Cell::text(row.of(ask).join(", "));
            let key = [Cell::text(form_row.id.as_str()), detail, Cell::code(row.text(currency))];
            used.copy(&key, (answered, row.row));
        }
        lines.push(Line {
            of: row.of(ask),
            count: Some(exactly(row.counted())?),
            currency: Some(Cell::code(row.text(currency))),
            amount: ask.amount.and(row.first(|role| matches!(role, Role::Amount(_))).cloned()),
        });
    }
    if lines.is_empty() {
        lines.push(Line { count: Some(exactly(0)?), ..Line::default() });
    }
    Ok(lines)
}

/// The number of cases that have rows that count. A case counts as wholly in the year if one of its actions does.
fn cases<E: From<Fault>>(ask: &Ask, answered: &Document) -> Result<Vec<Line>, E> {
    let (mut certain, mut perhaps) = (BTreeSet::new(), BTreeSet::new());
    for row in chosen(ask, answered).filter(|row| row.counted() > 0) {
        let across = ask.of == Reported::Actions && row.text("period") == UNDATED;
        let cases = if across { &mut perhaps } else { &mut certain };
        cases.insert(row.text("case").to_owned());
    }
    let most = certain.union(&perhaps).count();
    Ok(vec![Line { count: Some(between(certain.len() as u64, most as u64)?), ..Line::default() }])
}

/// The number of orders that the actions carried out. An action that names none may belong to an order that another
/// names, or to one of its own; an action across an end of the year may or may not be in it.
fn orders<S: Source>(source: &S, ask: &Ask, scope: &Scope, known: &Known) -> Result<Vec<Line>, S::Error> {
    let wanted = |dimension, word: &str| {
        let mut asked = ask.wanted.iter().filter(|(of, _)| *of == dimension);
        asked.all(|(_, values)| values.iter().any(|value| value == word))
    };
    let mut found = Orders::default();
    let which = scope.case.as_ref().map_or(Families::All, Families::OfCase);
    each_family(source, which, Some(known.entries()), |family| {
        for (entry, case, action, is_certain) in carried_out(&family, scope)? {
            if wanted(Dimension::Action, action.as_str()) && wanted(Dimension::Case, case.as_str()) {
                found.add(&case, order(source, entry)?, is_certain);
            }
        }
        Ok(())
    })?;
    Ok(vec![Line { count: Some(found.count()?), ..Line::default() }])
}

/// The actions of a family in the period, each with the entry whose reading is in force, its asset's case, and whether
/// it lies wholly in the period.
fn carried_out(family: &Family, scope: &Scope) -> Result<Vec<(u64, CaseRef, Action, bool)>, Fault> {
    let standing = scope.standing(family)?;
    let actions = scope.deeds(&standing).map(|(deed, asset, when)| {
        let latest = family.record(deed.entry).map_or(deed.entry, Record::latest);
        (latest, asset.case.clone(), deed.action, when == When::In)
    });
    Ok(actions.collect())
}

/// The order that an entry's action names.
fn order<S: Source>(source: &S, number: u64) -> Result<Option<String>, S::Error> {
    let mut order = None;
    let mut is_there = false;
    let span = Span { after: number.saturating_sub(1), up_to: number, limit: Some(1) };
    source.each_entry(span, &mut |entry, _, _| {
        is_there = true;
        order = entry.body.act().and_then(|act| act.order.clone());
        Ok(())
    })?;
    if is_there { Ok(order) } else { Err(Error::Damaged(format!("entry {number} is not there")).into()) }
}

/// Orders, each identified by its case and its own reference.
#[derive(Default)]
struct Orders {
    certain: BTreeSet<(CaseRef, String)>,
    perhaps: BTreeSet<(CaseRef, String)>,
    /// Actions that name no order, and how many of them lie wholly in the period.
    unnamed: u64,
    unnamed_certain: u64,
}

impl Orders {
    fn add(&mut self, case: &CaseRef, order: Option<String>, is_certain: bool) {
        match order {
            Some(order) => {
                let orders = if is_certain { &mut self.certain } else { &mut self.perhaps };
                orders.insert((case.clone(), order));
            }
            None => {
                self.unnamed += 1;
                self.unnamed_certain += u64::from(is_certain);
            }
        }
    }

    fn count(&self) -> Result<Cell, Fault> {
        let named = self.certain.union(&self.perhaps).count() as u64;
        let least = (self.certain.len() as u64).max(u64::from(self.unnamed_certain > 0));
        between(least, named + self.unnamed)
    }
}

fn exactly(count: u64) -> Result<Cell, Fault> {
    between(count, count)
}

/// The cell of a number from `least` to `most`.
fn between(least: u64, most: u64) -> Result<Cell, Fault> {
    let text = if least == most { least.to_string() } else { format!("{least}..{most}") };
    Ok(Cell::number(Number::parse(&text)?))
}
