//! What one of impound's columns is made of: a cell, several, or a constant, and what becomes of it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::{Fault, Unit, text};
use crate::intake::cell::{Guarded, shown};
use crate::intake::table::{Cell, Row};
use crate::phrase::Language;

use super::day::DateStyle;
use super::heading::{Header, Heading, Slot};
use super::number::{Exactness, NumberStyle};
use super::pattern::{Pattern, folded};
use super::template::Template;

/// What a column is made of; `C` is how a cell is named: by its heading, or by where it stands.
#[derive(Clone, Debug)]
pub struct Expression<C = Heading> {
    /// Where the text comes from.
    pub source: Source<C>,
    /// What its values become.
    pub values: Option<Arc<ValueTable>>,
    /// What becomes of a text that is in no table of values, or that cannot be read.
    pub otherwise: Fallback,
    /// What becomes of a blank cell.
    pub blank: Fallback,
    /// What stands before and behind what came of it.
    pub wrap: Option<(String, String)>,
    /// What stands between several values of one cell.
    pub split: Vec<String>,
    /// How it is written.
    pub style: Style,
}

/// Where the text of an expression comes from.
#[derive(Clone, Debug)]
pub enum Source<C> {
    /// The first of some cells that is not blank.
    Cells(Vec<C>),
    /// Cells joined.
    Template(Template<C>),
    /// The same text for every row.
    Constant(String),
}

/// What becomes of a cell that has nothing in it, or nothing that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fallback {
    /// A fault.
    Refuse,
    /// As if the column were not there.
    Absent,
    /// The cell as it is.
    Keep,
    /// This text.
    Value(String),
}

/// How a text is written.
#[derive(Clone, Debug)]
pub enum Style {
    /// As impound writes it.
    Plain,
    /// As a date of certain forms.
    Date(Arc<DateStyle>),
    /// As an amount.
    Amount(Arc<NumberStyle>, Option<Language>),
}

/// What values become.
#[derive(Clone, Debug, Default)]
pub struct ValueTable {
    plain: HashMap<String, String>,
    /// Those with stars, the heaviest first.
    patterns: Vec<(Pattern, String)>,
}

/// One row, with what its expressions may name.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Its cells.
    pub cells: &'a [Cell],
    /// Its number.
    pub number: u64,
    /// The sheet's name, or nothing.
    pub sheet: &'a str,
    /// The file's name.
    pub file: &'a str,
    /// Whether texts may be guarded.
    pub guarded: Guarded,
}

/// Where a table is, as its rows may name it.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The file's name.
    pub file: &'a str,
    /// The sheet's name, or nothing.
    pub sheet: &'a str,
    /// Whether texts may be guarded.
    pub guarded: Guarded,
}

impl<'a> Around<'a> {
    /// A row of the table.
    pub fn line(self, row: &'a Row) -> Line<'a> {
        Line { cells: &row.cells, number: row.line, sheet: self.sheet, file: self.file, guarded: self.guarded }
    }
}

/// An amount as a cell gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Canonical text, or words that are still to be read.
    pub text: String,
    /// The cell's own text, where that is another.
    pub as_written: Option<String>,
}

/// A cell's text, and what kind of cell it was.
struct Given<'a> {
    text: Cow<'a, str>,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Date,
}

impl ValueTable {
    /// The table of these values.
    pub fn new(rows: impl IntoIterator<Item = (String, String)>) -> ValueTable {
        let mut table = ValueTable::default();
        for (from, to) in rows {
            let pattern = Pattern::parse(&from);
            match pattern.plain() {
                Some(text) => {
                    table.plain.insert(text.to_owned(), to);
                }
                None => table.patterns.push((pattern, to)),
            }
        }
        table.patterns.sort_by(|a, b| b.0.weight().cmp(&a.0.weight()).then_with(|| a.1.cmp(&b.1)));
        table
    }

    /// What a text becomes, where the table has it.
    pub fn get(&self, text: &str) -> Option<&str> {
        let text = folded(text);
        let pattern = || self.patterns.iter().find(|(pattern, _)| pattern.meets_folded(&text)).map(|(_, to)| to);
        self.plain.get(&text).or_else(pattern).map(String::as_str)
    }
}

impl Expression<Heading> {
    /// The expression that is one column as it stands.
    pub fn column(heading: Heading) -> Expression {
        Expression {
            source: Source::Cells(vec![heading]),
            values: None,
            otherwise: Fallback::Refuse,
            blank: Fallback::Absent,
            wrap: None,
            split: Vec::new(),
            style: Style::Plain,
        }
    }

    /// The same with its columns found in a header.
    ///
    /// # Errors
    /// A column that the table does not have.
    pub fn bind(&self, header: &Header) -> Result<Expression<Slot>, Fault> {
        let slot = |heading: &Heading| header.slot(heading);
        let source = match &self.source {
            Source::Cells(cells) => Source::Cells(cells.iter().map(slot).collect::<Result<_, _>>()?),
            Source::Template(template) => Source::Template(template.map(&slot)?),
            Source::Constant(text) => Source::Constant(text.clone()),
        };
        Ok(Expression {
            source,
            values: self.values.clone(),
            otherwise: self.otherwise.clone(),
            blank: self.blank.clone(),
            wrap: self.wrap.clone(),
            split: self.split.clone(),
            style: self.style.clone(),
        })
    }

    /// What a fault calls the place where the text comes from.
    pub fn label(&self) -> Option<String> {
        let named =
            |cells: &mut dyn Iterator<Item = &Heading>| cells.map(ToString::to_string).collect::<Vec<_>>().join(" + ");
        match &self.source {
            Source::Cells(cells) => Some(named(&mut cells.iter())),
            Source::Template(template) => Some(named(&mut template.cells())),
            Source::Constant(_) => None,
        }
    }
}

impl Expression<Slot> {
    /// What the column holds in a row; nothing where it says nothing.
    ///
    /// # Errors
    /// The cell is none that the map knows what to do with.
    pub fn text(&self, line: Line<'_>) -> Result<Option<String>, Fault> {
        let given = self.given(line)?;
        if given.text.is_empty() {
            return self.of_blank();
        }
        let mut texts = Vec::new();
        for part in self.parts(&given) {
            texts.extend(self.one(part, given.kind)?);
        }
        Ok((!texts.is_empty()).then(|| texts.join(";")))
    }

    /// The amounts that the column holds in a row, in its currency where they name none.
    ///
    /// # Errors
    /// As for [`Expression::text`].
    pub fn figures(&self, line: Line<'_>, currency: Option<Unit>) -> Result<Vec<Figure>, Fault> {
        let given = self.given(line)?;
        if given.text.is_empty() {
            return Ok(self.of_blank()?.map(|text| Figure { text, as_written: None }).into_iter().collect());
        }
        let mut figures = Vec::new();
        for part in self.parts(&given) {
            figures.extend(self.figure(part, given.kind, currency)?);
        }
        Ok(figures)
    }

    /// What stands in the row where the text comes from, for a message.
    pub fn raw(&self, line: Line<'_>) -> String {
        self.given(line).map(|given| given.text.into_owned()).unwrap_or_default()
    }

    fn given<'a>(&'a self, line: Line<'a>) -> Result<Given<'a>, Fault> {
        match &self.source {
            Source::Constant(text) => Ok(Given { text: Cow::Borrowed(text), kind: Kind::Text }),
            Source::Template(template) => {
                let text = template.filled(|slot| line.given(*slot).map(|given| given.text.into_owned()))?;
                Ok(Given { text: Cow::Owned(text), kind: Kind::Text })
            }
            Source::Cells(slots) => {
                for slot in slots {
                    let given = line.given(*slot)?;
                    if !given.text.is_empty() {
                        return Ok(given);
                    }
                }
                Ok(Given { text: Cow::Borrowed(""), kind: Kind::Text })
            }
        }
    }

    fn of_blank(&self) -> Result<Option<String>, Fault> {
        match &self.blank {
            Fallback::Refuse => Err(Fault::new("the cell is blank").hint("fill it, or say blank = … in the map")),
            Fallback::Value(text) => Ok(Some(text.clone())),
            Fallback::Absent | Fallback::Keep => Ok(None),
        }
    }

    /// The several values of a cell; one where the map does not say what stands between them.
    fn parts<'a>(&'a self, given: &'a Given<'a>) -> Vec<&'a str> {
        let mut parts = vec![given.text.as_ref()];
        for separator in self.split.iter().filter(|_| given.kind == Kind::Text) {
            parts = parts.into_iter().flat_map(|part| part.split(separator.as_str())).collect();
        }
        parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
    }

    fn one(&self, part: &str, kind: Kind) -> Result<Option<String>, Fault> {
        if let Some(value) = self.values.as_ref().and_then(|values| values.get(part)) {
            return Ok(self.wrapped(value));
        }
        let read = match &self.style {
            Style::Date(style) if kind != Kind::Date => style.read(part),
            Style::Date(_) => Ok(part.to_owned()),
            _ if self.values.is_some() => Err(in_no_table(part)),
            _ => Ok(part.to_owned()),
        };
        match (read, &self.otherwise) {
            (Ok(text), _) => Ok(self.wrapped(&text)),
            (Err(fault), Fallback::Refuse) => Err(fault),
            (Err(_), Fallback::Absent) => Ok(None),
            (Err(_), Fallback::Keep) => Ok(self.wrapped(part)),
            (Err(_), Fallback::Value(text)) => Ok(self.wrapped(text)),
        }
    }

    fn figure(&self, part: &str, kind: Kind, currency: Option<Unit>) -> Result<Option<Figure>, Fault> {
        let written = || Some(part.to_owned());
        let figure = |text: &str, as_written| {
            let plain = text == "unstated" || text == "non-valued";
            let text = if plain { Some(text.to_owned()) } else { self.wrapped(text) };
            text.map(|text| Figure { text, as_written })
        };
        if let Some(value) = self.values.as_ref().and_then(|values| values.get(part)) {
            return Ok(figure(value, written()));
        }
        let read = match &self.style {
            Style::Amount(style, _) if kind == Kind::Number => style.figure(part, currency),
            Style::Amount(style, _) if style.is_told() => style.read(part, currency),
            // Canonical text or words, which are read with the rest of the row.
            _ => return Ok(figure(part, None)),
        };
        match (read, &self.otherwise) {
            (Ok(number), _) => {
                let digits = number.text.split(' ').next().unwrap_or_default();
                let same = number.exactness == Exactness::Exact && digits == part;
                Ok(figure(&number.text, written().filter(|_| !same)))
            }
            (Err(fault), Fallback::Refuse) => Err(fault),
            (Err(_), Fallback::Absent) => Ok(None),
            (Err(_), Fallback::Keep) => Ok(Some(Figure { text: part.to_owned(), as_written: None })),
            (Err(_), Fallback::Value(text)) => Ok(figure(text, written())),
        }
    }

    fn wrapped(&self, text: &str) -> Option<String> {
        match &self.wrap {
            _ if text.is_empty() => None,
            Some((before, behind)) => Some(format!("{before}{text}{behind}")),
            None => Some(text.to_owned()),
        }
    }
}

impl<'a> Line<'a> {
    fn given(self, slot: Slot) -> Result<Given<'a>, Fault> {
        let cell = match slot {
            Slot::Cell(at) => self.cells.get(at).unwrap_or(&Cell::Empty),
            Slot::Sheet => return Ok(Given { text: Cow::Borrowed(self.sheet), kind: Kind::Text }),
            Slot::File => return Ok(Given { text: Cow::Borrowed(self.file), kind: Kind::Text }),
            Slot::Row => return Ok(Given { text: Cow::Owned(self.number.to_string()), kind: Kind::Text }),
        };
        let kind = match cell {
            Cell::Number(_) => Kind::Number,
            Cell::Date(_) | Cell::DateTime(_) => Kind::Date,
            _ => Kind::Text,
        };
        let text = match cell {
            // A date is asked for; what it reads of the time of day is left out, as for every format.
            Cell::DateTime(time) => Cow::Owned(time.date().to_string()),
            cell => shown(cell, self.guarded)?,
        };
        Ok(Given { text: in_one_line(text), kind })
    }

    /// The text of a cell.
    ///
    /// # Errors
    /// A formula's failure.
    pub fn text(self, slot: Slot) -> Result<Cow<'a, str>, Fault> {
        self.given(slot).map(|given| given.text)
    }
}

/// The text with its line breaks and tabs as blanks: another agency's cells have them for their looks.
fn in_one_line(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains(['\n', '\r', '\t']) {
        return text;
    }
    Cow::Owned(
        text.split(['\n', '\r', '\t']).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "),
    )
}

fn in_no_table(part: &str) -> Fault {
    Fault::new(format!("{} is none of the values that the map knows", text::quote(part)))
        .hint("add it to values in the map, or say otherwise = … there")
}
