//! The columns of a sheet: those of the CSV, and beside an amount or a date what a spreadsheet makes readable.

use std::borrow::Cow;

use jiff::civil;

use super::number::number;
use crate::render::strip;
use crate::report::document::{
    Cell, Column, Date, Difference, Digits, End, Field, Frame, Role, canonical, describe, escape, scaled_text,
};

/// What the canonical text of an amount says that no source states.
const UNSTATED: &str = "unstated";

/// One column of a sheet.
pub(super) struct SheetColumn {
    pub(super) name: String,
    /// The column of the section that it comes from.
    pub(super) at: usize,
    part: Part,
}

/// What a column of a sheet shows of a cell.
#[derive(Clone, Copy)]
enum Part {
    /// One of the fields of the CSV.
    Field(usize),
    /// An amount as people read it.
    Readable,
    /// An amount as exact text.
    Exact,
    /// The first day of a date.
    First,
    /// The last day of a date.
    Last,
}

/// What a cell of a sheet holds.
#[derive(Debug, PartialEq)]
pub(super) enum Value<'a> {
    Nothing,
    Text(Cow<'a, str>),
    /// Text that is aligned like a number.
    Aligned(Cow<'a, str>),
    /// A figure, which is a number if a sheet can hold it.
    Figure(Cow<'a, str>),
    Flag(bool),
    Day(civil::Date),
}

/// The columns of a section's sheet.
pub(super) fn columns(frame: &Frame) -> Vec<SheetColumn> {
    let names = frame.field_names();
    let mut columns = Vec::new();
    for (at, column) in frame.columns().iter().enumerate() {
        let of = |name: String, part: Part| SheetColumn { name, at, part };
        let fields = column.fields().into_iter().enumerate().map(|(index, name)| of(name, Part::Field(index)));
        if matches!(column.role(), Role::Amount(_)) {
            let [readable, exact] = beside_amount(column, &names);
            columns.push(of(readable, Part::Readable));
            columns.extend(fields);
            columns.push(of(exact, Part::Exact));
        } else {
            columns.extend(fields);
        }
        if column.is_of_dates() {
            let name = column.fields().concat();
            columns.extend([of(format!("{name}_first"), Part::First), of(format!("{name}_last"), Part::Last)]);
        }
    }
    columns
}

/// The names of the two columns beside an amount's fields: what people read, and the exact text.
fn beside_amount(column: &Column, taken: &[String]) -> [String; 2] {
    let first = column.fields().into_iter().next().unwrap_or_default();
    let prefix = first.strip_suffix("lower").map_or(format!("{first}_"), str::to_owned);
    let readable = if prefix.is_empty() { "amount" } else { prefix.trim_end_matches('_') };
    let readable =
        if taken.iter().any(|name| name == readable) { format!("{readable}_readable") } else { readable.to_owned() };
    [readable, format!("{prefix}exact_text")]
}

/// Whether a sheet gives back every figure of a cell as it is.
pub(super) fn is_of_numbers(column: &Column, cell: &Cell) -> bool {
    column.role().is_numeric() && column.fields_of(cell).iter().all(fits)
}

fn fits(field: &Field<'_>) -> bool {
    match field {
        Field::Figure(figure) => number(figure).is_some(),
        Field::Count(count) => number(&count.to_string()).is_some(),
        Field::Change(change) => number(&change.to_string()).is_some(),
        _ => true,
    }
}

/// The UTF-16 units of the longest text that a cell shows.
pub(super) fn units(cell: &Cell) -> usize {
    match cell {
        Cell::Text(text) | Cell::Code(text) => escape(text).encode_utf16().count(),
        Cell::Verbatim(text) => text.encode_utf16().count(),
        _ => 0,
    }
}

impl SheetColumn {
    /// What it shows of a row.
    pub(super) fn value<'a>(&self, frame: &Frame, row: &'a [Cell]) -> Value<'a> {
        let (Some(column), Some(cell)) = (frame.columns().get(self.at), row.get(self.at)) else {
            return Value::Nothing;
        };
        match self.part {
            Part::Field(index) => column.fields_of(cell).into_iter().nth(index).map_or(Value::Nothing, Value::of),
            Part::Readable => strip::alone(cell).map_or(Value::Nothing, |text| Value::Aligned(Cow::Owned(text))),
            Part::Exact => exact(cell).map_or(Value::Nothing, |text| Value::Aligned(Cow::Owned(text))),
            Part::First => date(cell).and_then(|date| date.first()).map_or(Value::Nothing, Value::Day),
            Part::Last => date(cell).map_or(Value::Nothing, |date| Value::Day(date.last())),
        }
    }

    /// Whether it belongs to what identifies a row.
    pub(super) fn is_key(&self, frame: &Frame) -> bool {
        self.at < frame.key_fields()
    }

    /// What it means, for the first sheet.
    pub(super) fn meaning(&self, frame: &Frame) -> String {
        let Some(column) = frame.columns().get(self.at) else { return String::new() };
        let names = column.fields();
        match self.part {
            Part::Field(_) => describe(&self.name).map_or(String::new(), |(_, meaning)| meaning),
            Part::Readable => format!("The columns {} in words and signs", names.join(", ")),
            Part::Exact => format!("The columns {} as exact text, whatever the number of digits", names.join(", ")),
            Part::First => format!("The first day of {}; empty where it has none", names.concat()),
            Part::Last => format!("The last day of {}", names.concat()),
        }
    }
}

impl<'a> Value<'a> {
    fn of(field: Field<'a>) -> Value<'a> {
        let figure = |text: String| Value::Figure(Cow::Owned(text));
        match field {
            Field::Absent => Value::Nothing,
            Field::Text(text) | Field::Code(text) => Value::Text(escape(text)),
            Field::Verbatim(text) => Value::Text(Cow::Borrowed(text)),
            Field::Count(count) => figure(count.to_string()),
            Field::Change(change) => figure(change.to_string()),
            Field::Flag(flag) => Value::Flag(flag),
            Field::Figure(text) => figure(text),
        }
    }

    /// The same value where the figures of a column are text.
    pub(super) fn into_text(self) -> Value<'a> {
        match self {
            Value::Figure(text) => Value::Aligned(text),
            other => other,
        }
    }
}

fn date(cell: &Cell) -> Option<Date> {
    match cell {
        Cell::Code(text) => Date::parse(text).ok(),
        _ => None,
    }
}

/// An amount as exact text, without its unit.
fn exact(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Bounds { bounds, stated: false, .. } if bounds.lower() == End::ZERO && bounds.upper().is_none() => {
            Some(UNSTATED.to_owned())
        }
        Cell::Bounds { bounds, digits, .. } => Some(canonical(**bounds, *digits)),
        Cell::Difference { ends, digits } => difference(**ends, *digits),
        _ => None,
    }
}

/// A difference in the form of an amount; nothing if nothing is known of it.
fn difference(ends: Difference, digits: Digits) -> Option<String> {
    let about = if ends.approximate { "~" } else { "" };
    let figure = |end: End| scaled_text(end.scaled(), digits);
    let [least, most] = [(ends.lower, ">"), (ends.upper, "<")]
        .map(|(end, mark)| end.map(|end| (figure(end), if end.inclusive() { "" } else { mark })));
    let text = match (least, most) {
        (None, None) => return None,
        (Some((least, mark)), None) => format!("{}{least}", if mark.is_empty() { ">=" } else { mark }),
        (None, Some((most, mark))) => format!("{}{most}", if mark.is_empty() { "<=" } else { mark }),
        (Some(_), Some((most, _))) if ends.lower == ends.upper => most,
        (Some((least, above)), Some((most, below))) => format!("{above}{least}..{below}{most}"),
    };
    Some(format!("{about}{text}"))
}
