//! ODS: the sheets of a spreadsheet, and what their cells show.

use std::collections::HashSet;
use std::io::Read;

use quick_xml::events::BytesStart;

use super::desk::{AGAIN, Cells, Desk, LAST_COLUMN, LAST_ROW, Stopped};
use super::format::unclear;
use super::merged::{Merged, Region};
use super::ods_cell::{Parsed, skip};
use super::ods_styles::{Open, Styles};
use super::parts::Parts;
use super::rich::Look;
use super::xlsx::covered;
use super::xml::{Next, Xml, attribute, number};
use crate::domain::{Fault, text};
use crate::intake::notice::NoticeKind;
use crate::intake::table::Cell;

/// The part that holds all cells.
const CONTENT: &str = "content.xml";

/// The names of the sheets, and whether each is hidden.
///
/// # Errors
/// The file cannot be read or contradicts itself.
pub(super) fn sheets(mut parts: Parts) -> Result<Vec<(String, bool)>, Fault> {
    refuse_locked(&mut parts)?;
    let mut styles = styles(&mut parts)?;
    let mut walk = Walk::new(parts.needed(CONTENT)?);
    let (mut sheets, mut names) = (Vec::new(), HashSet::new());
    while let Some((name, style)) = walk.table(&mut styles)? {
        if !names.insert(name.to_lowercase()) {
            return Err(Fault::new(format!("two of its sheets are one: {}", text::quote(&name))).hint(AGAIN));
        }
        sheets.push((name, styles.is_hidden(&style)));
    }
    Ok(sheets)
}

/// Reads a sheet, counted from 0.
///
/// # Errors
/// The rest cannot be read, or the receiver wants no more rows.
pub(super) fn read(mut parts: Parts, sheet: usize, desk: &mut Desk<'_>) -> Result<(), Stopped> {
    let mut styles = styles(&mut parts)?;
    let mut walk = Walk::new(parts.needed(CONTENT)?);
    for _ in 0..=sheet {
        if walk.table(&mut styles)?.is_none() {
            return Err(Fault::new("there is no such sheet").into());
        }
    }
    let mut reading = Reading {
        styles,
        merged: Merged::default(),
        columns: Vec::new(),
        hidden_filled: Vec::new(),
        width: 0,
        line: 1,
        hidden: 0,
    };
    reading.sheet(&mut walk.xml, desk)
}

/// Refuses a spreadsheet whose manifest says that parts are locked with a password.
fn refuse_locked(parts: &mut Parts) -> Result<(), Fault> {
    let Some(mut xml) = parts.xml("META-INF/manifest.xml")? else { return Ok(()) };
    loop {
        match xml.next()? {
            Next::Opens(tag) if tag.name().as_ref() == "manifest:encryption-data" => {
                return Err(Fault::new("it is locked with a password")
                    .hint("take the password off in a spreadsheet program and save it again"));
            }
            Next::Over => return Ok(()),
            _ => {}
        }
    }
}

/// The styles common to all sheets.
fn styles(parts: &mut Parts) -> Result<Styles, Fault> {
    let mut styles = Styles::default();
    if let Some(mut xml) = parts.xml("styles.xml")? {
        styles.read(&mut xml)?;
    }
    Ok(styles)
}

/// Moves through the content from one sheet to the next.
struct Walk<R: Read> {
    xml: Xml<R>,
    open: Open,
    depth: usize,
    /// The depth of the spreadsheet's own tag.
    spreadsheet: Option<usize>,
}

impl<R: Read> Walk<R> {
    fn new(xml: Xml<R>) -> Walk<R> {
        Walk { xml, open: Open::default(), depth: 0, spreadsheet: None }
    }

    /// Moves to the next sheet and returns its name and style.
    fn table(&mut self, styles: &mut Styles) -> Result<Option<(String, String)>, Fault> {
        loop {
            match self.xml.next()? {
                Next::Opens(tag) => {
                    self.depth += 1;
                    match tag.name().as_ref() {
                        "office:spreadsheet" => self.spreadsheet = Some(self.depth),
                        "table:table" if self.spreadsheet == Some(self.depth - 1) => {
                            let said = |name: &str| Ok::<String, Fault>(attribute(&tag, name)?.unwrap_or_default());
                            return Ok(Some((said("table:name")?, said("table:style-name")?)));
                        }
                        _ if self.spreadsheet.is_none() => styles.opens(&tag, &mut self.open)?,
                        _ => {}
                    }
                }
                Next::Text(text) => Styles::says(&text, &mut self.open),
                Next::Closes(name) => {
                    self.depth = self.depth.saturating_sub(1);
                    styles.closes(&name, &mut self.open);
                }
                Next::Over => return Ok(None),
                Next::Other => {}
            }
        }
    }
}

/// A run of identical columns.
#[derive(Clone, Debug)]
struct Columns {
    to: usize,
    style: Option<String>,
    is_hidden: bool,
}

/// A sheet being read.
struct Reading {
    styles: Styles,
    merged: Merged,
    columns: Vec<Columns>,
    hidden_filled: Vec<bool>,
    /// The number of columns described.
    width: usize,
    /// The number of the next row.
    line: u64,
    /// The number of open groups that are hidden.
    hidden: usize,
}

impl Reading {
    fn sheet<R: Read>(&mut self, xml: &mut Xml<R>, desk: &mut Desk<'_>) -> Result<(), Stopped> {
        let failed = |fault: Fault| Fault::new(format!("the spreadsheet cannot be read: {}", fault.what())).hint(AGAIN);
        // Whether each open group is hidden.
        let mut groups = Vec::new();
        loop {
            match xml.next().map_err(failed)? {
                Next::Opens(tag) => match tag.name().as_ref() {
                    "table:table-row" => {
                        let row = Row::begin(&tag, self.line, self.hidden > 0)?;
                        self.row(row, xml, desk)?;
                    }
                    "table:table-column" => self.column(&tag)?,
                    "table:table-row-group" | "table:table-column-group" => {
                        let is_hidden = attribute(&tag, "table:display")?.as_deref() == Some("false");
                        self.hidden += usize::from(is_hidden);
                        groups.push(is_hidden);
                    }
                    "table:shapes" | "office:forms" => skip(xml)?,
                    _ => {}
                },
                Next::Closes(name) => match name.as_ref() {
                    "table:table-row-group" | "table:table-column-group" => {
                        self.hidden -= usize::from(groups.pop().unwrap_or(false));
                    }
                    "table:table" => break,
                    _ => {}
                },
                Next::Over => break,
                _ => {}
            }
        }
        let filled: Vec<usize> = (0..).zip(&self.hidden_filled).filter(|(_, is)| **is).map(|(at, _)| at).collect();
        desk.note_columns(NoticeKind::HiddenColumns, &filled);
        Ok(())
    }

    fn column(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault> {
        let repeated = number(tag, "table:number-columns-repeated")?.unwrap_or(1);
        let repeated = usize::try_from(repeated).unwrap_or(LAST_COLUMN);
        if self.width >= LAST_COLUMN {
            return Ok(());
        }
        self.width = self.width.saturating_add(repeated).min(LAST_COLUMN);
        let shows = attribute(tag, "table:visibility")?;
        let is_hidden = self.hidden > 0 || shows.is_some_and(|shows| shows != "visible");
        let style = attribute(tag, "table:default-cell-style-name")?;
        self.columns.push(Columns { to: self.width, style, is_hidden });
        Ok(())
    }

    fn column_at(&self, column: usize) -> Option<&Columns> {
        let at = self.columns.partition_point(|columns| columns.to <= column);
        self.columns.get(at)
    }

    fn row<R: Read>(&mut self, mut row: Row, xml: &mut Xml<R>, desk: &mut Desk<'_>) -> Result<(), Stopped> {
        let failed = |fault: Fault| Fault::new(format!("the spreadsheet cannot be read: {}", fault.what())).hint(AGAIN);
        desk.line = row.line;
        let hanging = self.merged.row(row.line - 1)?;
        loop {
            match xml.next().map_err(failed)? {
                Next::Opens(tag) => match tag.name().as_ref() {
                    name @ ("table:table-cell" | "table:covered-table-cell") => {
                        let is_covered = name == "table:covered-table-cell";
                        let mut parsed = Parsed::begin(&tag, is_covered)?;
                        parsed.read(xml, &self.styles).map_err(failed)?;
                        self.cells(&parsed, &mut row)?;
                    }
                    _ => skip(xml)?,
                },
                Next::Closes(_) | Next::Over => break,
                _ => {}
            }
        }
        if hanging > 0 && row.cells.len() > 0 {
            desk.note(NoticeKind::MergedCells, row.line, hanging);
        }
        self.end_row(row, desk)
    }

    fn end_row(&mut self, row: Row, desk: &mut Desk<'_>) -> Result<(), Stopped> {
        self.line = row.line.saturating_add(row.repeated);
        if row.cells.len() == 0 {
            return Ok(());
        }
        if self.line > LAST_ROW + 1 {
            return Err(Fault::new(format!("the sheet has more than {LAST_ROW} rows")).hint(AGAIN).into());
        }
        for line in row.line..self.line {
            if desk.row(line, row.cells.clone())? && row.is_hidden {
                desk.note(NoticeKind::HiddenRows, line, 1);
            }
        }
        Ok(())
    }

    /// Adds what a cell, or a run of identical ones, shows.
    fn cells(&mut self, parsed: &Parsed, row: &mut Row) -> Result<(), Fault> {
        let first = row.column;
        row.column = row.column.saturating_add(parsed.repeated);
        let mut cell = self.shown(parsed, first);
        if parsed.spanned.0 > 1 {
            let left = usize::try_from(first).unwrap_or(LAST_COLUMN);
            let right = left.saturating_add(usize::try_from(parsed.spanned.1.max(1) - 1).unwrap_or(LAST_COLUMN));
            let top = row.line - 1;
            let bottom = top.saturating_add(parsed.spanned.0 - 1);
            self.merged.add(Region { top, left, bottom, right });
        }
        if cell == Cell::Empty {
            return Ok(());
        }
        if parsed.is_covered {
            cell = covered(&cell);
        }
        if row.column > LAST_COLUMN as u64 {
            return Err(Fault::new(format!("the row has more than {LAST_COLUMN} cells")).hint(AGAIN));
        }
        let (first, last) =
            (usize::try_from(first).unwrap_or(LAST_COLUMN), usize::try_from(row.column).unwrap_or(LAST_COLUMN));
        row.cells.pad(first);
        for column in first..last {
            if self.column_at(column).is_some_and(|column| column.is_hidden) {
                self.hidden_filled.resize(self.hidden_filled.len().max(column + 1), false);
                self.hidden_filled[column] = true;
            }
            row.cells.push(cell.clone());
        }
        Ok(())
    }

    /// What a cell shows.
    fn shown(&mut self, parsed: &Parsed, column: u64) -> Cell {
        if parsed.has_table {
            return unclear("", Fault::new("the cell holds a table of its own").hint("take its cells out of it"));
        }
        let column = usize::try_from(column).unwrap_or(LAST_COLUMN);
        let style = parsed.style.clone().or_else(|| self.column_at(column).and_then(|column| column.style.clone()));
        let style = style.unwrap_or_else(|| "Default".to_owned());
        let format = self.styles.format(&style);
        let cell = parsed.cell(format.as_deref());
        let look = self.styles.look("table-cell", &style);
        match cell {
            Cell::Empty | Cell::Unclear(_) | Cell::Error(_) => cell,
            _ if look == Look::default() => cell,
            _ => super::rich::dressed(&cell, look),
        }
    }
}

/// A row being read.
struct Row {
    line: u64,
    repeated: u64,
    is_hidden: bool,
    cells: Cells,
    /// The number of its next cell, from 0.
    column: u64,
}

impl Row {
    fn begin(tag: &BytesStart<'_>, line: u64, is_hidden: bool) -> Result<Row, Fault> {
        let shows = attribute(tag, "table:visibility")?;
        Ok(Row {
            line,
            repeated: number(tag, "table:number-rows-repeated")?.unwrap_or(1),
            is_hidden: is_hidden || shows.is_some_and(|shows| shows != "visible"),
            cells: Cells::default(),
            column: 0,
        })
    }
}
