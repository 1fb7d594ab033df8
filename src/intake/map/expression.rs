//! How one of impound's columns is made: from one cell, several, or a constant, and with what changes.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use regex::Regex;

use crate::domain::{Decimal, Fault, text};
use crate::intake::cell::{Guarded, in_one_line, shown};
use crate::intake::table::{Cell, Row};
use crate::phrase::Language;

use super::day::DateStyle;
use super::heading::{Header, Heading, Slot};
use super::metered::Metered;
use super::number::NumberStyle;
use super::pattern::{self, Pattern, folded};
use super::template::Template;

/// How a column is made; `C` is how a cell is named: by heading or by position.
#[derive(Clone, Debug)]
pub(crate) struct Expression<C = Heading> {
    /// Where the text comes from.
    pub(crate) source: Source<C>,
    /// The part to extract.
    pub(crate) matches: Option<Arc<Matching>>,
    /// The table that replaces values.
    pub(crate) values: Option<Arc<ValueTable>>,
    /// The result for a text that is in no table of values, or cannot be read.
    pub(crate) otherwise: Fallback,
    /// The result for a blank cell.
    pub(crate) blank: Fallback,
    /// What to put before and after the result.
    pub(crate) wrap: Option<(String, String)>,
    /// Separators between several values in one cell.
    pub(crate) split: Vec<String>,
    /// The notation of the text.
    pub(crate) style: Style,
}

/// Where the text of an expression comes from.
#[derive(Clone, Debug)]
pub(crate) enum Source<C> {
    /// The first of some cells that is not blank.
    Cells(Vec<C>),
    /// Cells joined.
    Template(Template<C>),
    /// The same text for every row.
    Constant(String),
}

/// What to do with a cell that is blank or unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fallback {
    /// A fault.
    Refuse,
    /// Treats the column as missing.
    Absent,
    /// Keeps the cell as it is.
    Keep,
    /// Uses this text.
    Value(String),
}

/// The notation of a text.
#[derive(Clone, Debug)]
pub(crate) enum Style {
    /// Impound's own notation.
    Plain,
    /// A date in certain formats.
    Date(Arc<DateStyle>),
    /// An amount.
    Amount(Arc<NumberStyle>, Option<Language>),
}

/// A table that replaces values.
#[derive(Clone, Debug, Default)]
pub(crate) struct ValueTable {
    plain: HashMap<String, String>,
    /// Values with stars, most specific first.
    patterns: Vec<(Pattern, String)>,
}

/// One row, with everything its expressions may name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'a> {
    /// Its cells.
    pub(crate) cells: &'a [Cell],
    /// Its number.
    pub(crate) number: u64,
    /// The sheet's name, or an empty text.
    pub(crate) sheet: &'a str,
    /// The file's name.
    pub(crate) file: &'a str,
    /// Whether texts may carry the formula guard.
    pub(crate) guarded: Guarded,
}

/// The names of a table that its rows may use.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Around<'a> {
    /// The file's name.
    pub(crate) file: &'a str,
    /// The sheet's name, or an empty text.
    pub(crate) sheet: &'a str,
    /// Whether texts may carry the formula guard.
    pub(crate) guarded: Guarded,
}

impl<'a> Around<'a> {
    /// A row of the table.
    pub(crate) fn line(self, row: &'a Row) -> Line<'a> {
        Line { cells: &row.cells, number: row.line, sheet: self.sheet, file: self.file, guarded: self.guarded }
    }
}

/// A regular expression that a cell must match, and what to take from it.
#[derive(Clone, Debug)]
pub(crate) struct Matching {
    /// The expression.
    pub(crate) regex: Regex,
    /// The replacement made from its captures, `$1`; otherwise the first capture, or the whole match.
    pub(crate) give: Option<String>,
}

/// A cell's text, and the kind of cell.
pub(super) struct Given<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) kind: Kind,
    /// The currency sign that a spreadsheet shows with the number.
    pub(super) sign: Option<&'a str>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
    Date,
}

impl<'a> Given<'a> {
    fn text(text: Cow<'a, str>) -> Given<'a> {
        Given { text, kind: Kind::Text, sign: None }
    }
}

impl ValueTable {
    /// A table of these values.
    ///
    /// # Errors
    /// Too many patterns to search for.
    pub(crate) fn new(rows: impl IntoIterator<Item = (String, String)>) -> Result<ValueTable, Fault> {
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
        pattern::bounded(table.patterns.iter().map(|(pattern, _)| pattern))?;
        table.patterns.sort_by(|a, b| b.0.weight().cmp(&a.0.weight()).then_with(|| a.1.cmp(&b.1)));
        Ok(table)
    }

    /// The replacement of a text, if the table has one, and whether it is listed literally rather than matched by a
    /// pattern.
    pub(crate) fn find(&self, text: &str) -> Option<(&str, bool)> {
        let text = folded(text);
        let pattern = || self.patterns.iter().find(|(pattern, _)| pattern.meets_folded(&text));
        let plain = self.plain.get(&text).map(|to| (to.as_str(), true));
        plain.or_else(|| pattern().map(|(_, to)| (to.as_str(), false)))
    }

    /// All possible replacements.
    pub(crate) fn outcomes(&self) -> impl Iterator<Item = &str> {
        self.plain.values().chain(self.patterns.iter().map(|(_, to)| to)).map(String::as_str)
    }
}

impl Matching {
    /// What is extracted from a matching text.
    fn taken<'a>(&self, text: &'a str) -> Option<Cow<'a, str>> {
        let captures = self.regex.captures(text)?;
        if let Some(give) = &self.give {
            let mut taken = String::new();
            captures.expand(give, &mut taken);
            return Some(Cow::Owned(taken.trim().to_owned()));
        }
        let first = (1..captures.len()).find_map(|group| captures.get(group));
        first
            .or_else(|| captures.get(0).filter(|_| captures.len() == 1))
            .map(|taken| Cow::Borrowed(taken.as_str().trim()))
    }
}

impl Expression<Heading> {
    /// The same expression, with its columns located in a header.
    ///
    /// # Errors
    /// The table lacks a column.
    pub(crate) fn bind(&self, header: &Header) -> Result<Expression<Slot>, Fault> {
        let slot = |heading: &Heading| header.slot(heading);
        let source = match &self.source {
            Source::Cells(cells) => Source::Cells(cells.iter().map(slot).collect::<Result<_, _>>()?),
            Source::Template(template) => Source::Template(template.map(&slot)?),
            Source::Constant(text) => Source::Constant(text.clone()),
        };
        Ok(Expression {
            source,
            matches: self.matches.clone(),
            values: self.values.clone(),
            otherwise: self.otherwise.clone(),
            blank: self.blank.clone(),
            wrap: self.wrap.clone(),
            split: self.split.clone(),
            style: self.style.clone(),
        })
    }

    /// The name of the text's source in faults.
    pub(crate) fn label(&self) -> Option<String> {
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
    /// The column's value in a row, if it has one.
    ///
    /// # Errors
    /// The map does not say what to do with the cell.
    pub(crate) fn text(&self, line: Line<'_>) -> Result<Option<String>, Fault> {
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

    /// The unprocessed text in the row, for a message.
    pub(crate) fn raw(&self, line: Line<'_>) -> String {
        self.given(line).map(|given| given.text.into_owned()).unwrap_or_default()
    }

    pub(super) fn given<'a>(&'a self, line: Line<'a>) -> Result<Given<'a>, Fault> {
        match &self.source {
            Source::Constant(text) => Ok(Given::text(Cow::Borrowed(text))),
            Source::Template(template) => {
                let text = template.filled(|slot| line.given(*slot).map(|given| given.text.into_owned()))?;
                Ok(Given::text(Cow::Owned(text)))
            }
            Source::Cells(slots) => {
                for slot in slots {
                    let given = line.given(*slot)?;
                    if !given.text.is_empty() {
                        let whole = self.split.iter().any(|separator| separator.contains(['\n', '\r']));
                        return if whole { line.unbroken(*slot) } else { Ok(given) };
                    }
                }
                Ok(Given::text(Cow::Borrowed("")))
            }
        }
    }

    pub(super) fn of_blank(&self) -> Result<Option<String>, Fault> {
        match &self.blank {
            Fallback::Refuse => Err(Fault::new("the cell is blank").hint("fill it, or set blank = … in the map")),
            Fallback::Value(text) => Ok(Some(text.clone())),
            Fallback::Absent | Fallback::Keep => Ok(None),
        }
    }

    /// The values in a cell; a single one if the map names no separator.
    pub(super) fn parts<'a>(&'a self, given: &'a Given<'a>) -> Vec<&'a str> {
        let parts = match given.kind {
            Kind::Text if !self.split.is_empty() => cut(&given.text, &self.split),
            _ => vec![given.text.as_ref()],
        };
        parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
    }

    /// What the map extracts from a value.
    pub(super) fn extracted<'a>(&self, part: &'a str) -> Result<Cow<'a, str>, Fault> {
        let Some(matching) = &self.matches else { return Ok(Cow::Borrowed(part)) };
        matching.taken(part).ok_or_else(|| {
            Fault::new(format!("{} does not match {}", text::quote(part), text::quote(matching.regex.as_str())))
                .hint("correct the cell or match in the map, or set otherwise = … there")
        })
    }

    fn one(&self, whole: &str, kind: Kind) -> Result<Option<String>, Fault> {
        let read = self.extracted(whole).and_then(|part| {
            if let Some((value, _)) = self.values.as_ref().and_then(|values| values.find(&part)) {
                return Ok(Cow::Owned(value.to_owned()));
            }
            match &self.style {
                Style::Date(style) if kind != Kind::Date => style.read(&part).map(Cow::Owned),
                Style::Date(_) => Ok(part),
                _ if self.values.is_some() => Err(in_no_table(&part)),
                _ => Ok(part),
            }
        });
        match (read, &self.otherwise) {
            (Ok(text), _) => Ok(self.wrapped(&text)),
            (Err(fault), Fallback::Refuse) => Err(fault),
            (Err(_), Fallback::Absent) => Ok(None),
            (Err(_), Fallback::Keep) => Ok(self.wrapped(whole)),
            (Err(_), Fallback::Value(text)) => Ok(self.wrapped(text)),
        }
    }
}

impl<C> Expression<C> {
    /// A text with what the map puts around it; `None` if blank.
    pub(super) fn wrapped(&self, text: &str) -> Option<String> {
        match &self.wrap {
            _ if text.is_empty() => None,
            Some((before, behind)) => Some(format!("{before}{text}{behind}")),
            None => Some(text.to_owned()),
        }
    }
}

impl<'a> Line<'a> {
    pub(super) fn given(self, slot: Slot) -> Result<Given<'a>, Fault> {
        self.unbroken(slot).map(|given| Given { text: in_one_line(given.text), ..given })
    }

    /// The same, but with the cell's line breaks kept.
    fn unbroken(self, slot: Slot) -> Result<Given<'a>, Fault> {
        let cell = match slot {
            Slot::Cell(at) => self.cells.get(at).unwrap_or(&Cell::Empty),
            Slot::Sheet => return Ok(Given::text(Cow::Borrowed(self.sheet))),
            Slot::File => return Ok(Given::text(Cow::Borrowed(self.file))),
            Slot::Row => return Ok(Given::text(Cow::Owned(self.number.to_string()))),
        };
        let kind = match cell {
            Cell::Number(_) | Cell::Money(..) => Kind::Number,
            Cell::Date(_) | Cell::DateTime(_) | Cell::Period(_) => Kind::Date,
            _ => Kind::Text,
        };
        let sign = if let Cell::Money(_, sign) = cell { Some(sign.as_str()) } else { None };
        let text = match cell {
            Cell::Money(number, _) => Cow::Borrowed(number.as_str()),
            // Only the date is wanted; a time of day is dropped, as with every format.
            Cell::DateTime(time) => Cow::Owned(time.date().to_string()),
            cell => shown(cell, self.guarded)?,
        };
        Ok(Given { text, kind, sign })
    }

    /// The figures of a cell in the file's own unit of count; `None` for a part that is not one. A blank cell and a
    /// formula error have no parts.
    pub(crate) fn figures(self, metered: &Metered<Slot>) -> Vec<Option<Decimal>> {
        let Ok(given) = self.unbroken(metered.column) else { return Vec::new() };
        let figure = |text: &str| match given.kind {
            Kind::Number => Decimal::parse(text).ok(),
            Kind::Text => metered.style.counted(text),
            Kind::Date => None,
        };
        let parts = match given.kind {
            Kind::Text => cut(&given.text, &metered.split),
            _ => vec![given.text.as_ref()],
        };
        parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).map(figure).collect()
    }

    /// The text of a cell.
    ///
    /// # Errors
    /// A formula error.
    pub(crate) fn text(self, slot: Slot) -> Result<Cow<'a, str>, Fault> {
        self.given(slot).map(|given| given.text)
    }
}

/// The parts between separators; separators within brackets do not count: “5,200 (200 and 5,000)”.
fn cut<'a>(text: &'a str, separators: &[String]) -> Vec<&'a str> {
    const OPEN: [char; 4] = ['(', '[', '{', '（'];
    const CLOSE: [char; 4] = [')', ']', '}', '）'];
    // If brackets are not balanced, they are ignored.
    let opened = text.matches(OPEN).count() == text.matches(CLOSE).count();
    if separators.is_empty() {
        return vec![text];
    }
    let (mut parts, mut begun, mut depth, mut at) = (Vec::new(), 0, 0_usize, 0);
    while let Some(c) = text[at..].chars().next() {
        let separator = separators.iter().find(|separator| text[at..].starts_with(separator.as_str()));
        match separator.filter(|_| depth == 0 || !opened) {
            Some(separator) => {
                parts.push(&text[begun..at]);
                at += separator.len();
                begun = at;
            }
            None => {
                depth =
                    if OPEN.contains(&c) { depth + 1 } else { depth.saturating_sub(usize::from(CLOSE.contains(&c))) };
                at += c.len_utf8();
            }
        }
    }
    parts.push(&text[begun..]);
    parts
}

fn in_no_table(part: &str) -> Fault {
    Fault::new(format!("{} is not among the values that the map knows", text::quote(part)))
        .hint("add it to values in the map, or set otherwise = … there")
}
