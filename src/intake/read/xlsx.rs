//! XLSX: the sheets of a workbook, and what their cells show.

use std::collections::HashSet;
use std::io::Read;

use quick_xml::events::BytesStart;

use super::desk::{AGAIN, Cells, Desk, LAST_COLUMN, LAST_ROW, Stopped};
use super::format::unclear;
use super::merged::{Merged, Region};
use super::parts::Parts;
use super::rich::{Look, Rich, dressed};
use super::styles::{SharedTexts, Styles, rich, unescaped};
use super::value;
use super::xml::{Next, Xml, attribute, is_on, local, number};
use crate::domain::{Fault, text};
use crate::intake::epoch::Epoch;
use crate::intake::notice::NoticeKind;
use crate::intake::table::Cell;

/// A sheet with cells.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) is_hidden: bool,
    /// The part that contains its cells.
    part: String,
}

/// What a workbook says about itself.
struct Book {
    parts: Parts,
    sheets: Vec<Sheet>,
    epoch: Epoch,
    /// Whether a program has calculated its formulas.
    is_reckoned: bool,
    shared: Option<String>,
    styles: Option<String>,
}

/// The sheets of a workbook.
///
/// # Errors
/// The file cannot be read or contradicts itself.
pub(super) fn sheets(parts: Parts) -> Result<Vec<Sheet>, Fault> {
    Ok(Book::open(parts)?.sheets)
}

/// Reads a sheet, counted from 0.
///
/// # Errors
/// The rest cannot be read, or the receiver wants no more rows.
pub(super) fn read(parts: Parts, sheet: usize, desk: &mut Desk<'_>) -> Result<(), Stopped> {
    let mut book = Book::open(parts)?;
    let part = match book.sheets.get(sheet) {
        Some(sheet) => sheet.part.clone(),
        None => return Err(Fault::new("there is no such sheet").into()),
    };
    let shared = match &book.shared {
        Some(part) => book.parts.xml(part)?.map(|mut xml| SharedTexts::read(&mut xml)).transpose()?.unwrap_or_default(),
        None => SharedTexts::default(),
    };
    let styles = match &book.styles {
        Some(part) => book.parts.xml(part)?.map(|mut xml| Styles::read(&mut xml)).transpose()?.unwrap_or_default(),
        None => Styles::default(),
    };
    let merged = Merged::new(regions(&mut book.parts, &part)?)?;
    let mut reading = Reading {
        shared,
        styles,
        merged,
        epoch: book.epoch,
        is_reckoned: book.is_reckoned,
        hidden: Vec::new(),
        hidden_filled: Vec::new(),
        are_rows_hidden: false,
    };
    reading.sheet(&mut book.parts.needed(&part)?, desk)
}

impl Book {
    fn open(mut parts: Parts) -> Result<Book, Fault> {
        let root = parts.relations("")?.into_iter().find(|relation| relation.kind == "officeDocument");
        let name = root.map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target);
        let relations = parts.relations(&name)?;
        let of_kind = |kind: &str| relations.iter().find(|relation| relation.kind == kind).map(|r| r.target.clone());
        let (shared, styles) = (of_kind("sharedStrings"), of_kind("styles"));
        let mut book = Book {
            shared: shared.or_else(|| Some("xl/sharedStrings.xml".to_owned())),
            styles: styles.or_else(|| Some("xl/styles.xml".to_owned())),
            parts,
            sheets: Vec::new(),
            epoch: Epoch::Of1900,
            is_reckoned: false,
        };
        let mut listed: Vec<(String, bool, String)> = Vec::new();
        let mut xml = book.parts.needed(&name)?;
        loop {
            match xml.next()? {
                Next::Opens(tag) => match local(tag.name().as_ref()) {
                    "workbookPr" if is_on(&tag, "date1904")? => book.epoch = Epoch::Of1904,
                    // Programs that do not calculate ask the next one to.
                    "calcPr" => book.is_reckoned = !is_on(&tag, "fullCalcOnLoad")?,
                    "sheet" => {
                        let state = attribute(&tag, "state")?;
                        let is_hidden = state.is_some_and(|state| state != "visible");
                        let name = attribute(&tag, "name")?.unwrap_or_default();
                        listed.push((
                            name,
                            is_hidden,
                            attribute(&tag, "r:id")?.or(prefixed_id(&tag)?).unwrap_or_default(),
                        ));
                    }
                    _ => {}
                },
                Next::Over => break,
                _ => {}
            }
        }
        drop(xml);
        for (name, is_hidden, id) in listed {
            let Some(relation) = relations.iter().find(|relation| relation.id == id) else { continue };
            if relation.kind == "worksheet" {
                book.sheets.push(Sheet { name, is_hidden, part: relation.target.clone() });
            }
        }
        book.check()?;
        Ok(book)
    }

    /// Refuses sheets with the same name or the same cells, which could be mistaken for each other.
    fn check(&self) -> Result<(), Fault> {
        let (mut names, mut parts) = (HashSet::new(), HashSet::new());
        for sheet in &self.sheets {
            if !names.insert(sheet.name.to_lowercase()) || !parts.insert(super::archive::normal(&sheet.part)) {
                let what = format!("two of its sheets are one: {}", text::quote(&sheet.name));
                return Err(Fault::new(what).hint(AGAIN));
            }
        }
        Ok(())
    }
}

/// The relation of a sheet, whatever the prefix of relations is.
fn prefixed_id(tag: &BytesStart<'_>) -> Result<Option<String>, Fault> {
    for attribute in tag.attributes().with_checks(false).flatten() {
        if attribute.key.prefix().is_some() && attribute.key.local_name().as_ref() == "id" {
            return self::attribute(tag, attribute.key.as_ref());
        }
    }
    Ok(None)
}

/// The merged regions of a sheet, which follow its cells.
fn regions(parts: &mut Parts, part: &str) -> Result<Vec<Region>, Fault> {
    let mut regions = Vec::new();
    if !mentions(parts, part, b"mergeCell")? {
        return Ok(regions);
    }
    let mut xml = parts.needed(part)?;
    loop {
        match xml.next() {
            Ok(Next::Opens(tag)) if local(tag.name().as_ref()) == "mergeCell" => {
                let place = attribute(&tag, "ref")?.unwrap_or_default();
                let (first, last) = place.split_once(':').unwrap_or((&place, &place));
                let (Some((top, left)), Some((bottom, right))) = (position(first), position(last)) else {
                    return Err(
                        Fault::new(format!("it merges {}, which are not cells", text::quote(&place))).hint(AGAIN)
                    );
                };
                regions.push(Region {
                    top: top.min(bottom),
                    left: left.min(right),
                    bottom: top.max(bottom),
                    right: left.max(right),
                });
            }
            // Malformed contents are reported with the row where they occur.
            Ok(Next::Over) | Err(_) => return Ok(regions),
            _ => {}
        }
    }
}

/// Whether a part contains certain bytes.
fn mentions(parts: &mut Parts, part: &str, word: &[u8]) -> Result<bool, Fault> {
    let Some(mut bytes) = parts.bytes(part)? else { return Ok(false) };
    let mut window = vec![0; 64 << 10];
    let mut kept = 0;
    loop {
        let Ok(read) = bytes.read(&mut window[kept..]) else { return Ok(true) };
        if read == 0 {
            return Ok(false);
        }
        let filled = kept + read;
        if window[..filled].windows(word.len()).any(|bytes| bytes == word) {
            return Ok(true);
        }
        kept = filled.min(word.len() - 1);
        window.copy_within(filled - kept..filled, 0);
    }
}

/// The row and the column of a reference such as `AB12`, counted from 0.
fn position(reference: &str) -> Option<(u64, usize)> {
    let reference = reference.replace('$', "");
    let length = reference.find(|c: char| !c.is_ascii_alphabetic())?;
    let (letters, digits) = reference.split_at(length);
    let row: u64 = digits.parse().ok().filter(|row| (1..=LAST_ROW).contains(row))?;
    let mut column = 0_usize;
    for letter in letters.bytes() {
        column = column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1;
        if column > LAST_COLUMN {
            return None;
        }
    }
    Some((row - 1, column.checked_sub(1)?))
}

/// A sheet being read.
struct Reading {
    shared: SharedTexts,
    styles: Styles,
    merged: Merged,
    epoch: Epoch,
    is_reckoned: bool,
    /// Which columns are hidden.
    hidden: Vec<bool>,
    /// Which hidden columns have contents.
    hidden_filled: Vec<bool>,
    /// Whether rows are hidden by default.
    are_rows_hidden: bool,
}

/// The row being read.
#[derive(Default)]
struct Open {
    line: u64,
    is_hidden: bool,
    cells: Cells,
}

/// What a cell's tags contain.
struct Parsed {
    kind: Option<String>,
    style: usize,
    has_formula: bool,
    /// The contents of `v`.
    value: Option<String>,
    inline: Option<Rich>,
}

impl Reading {
    fn sheet<R: Read>(&mut self, xml: &mut Xml<R>, desk: &mut Desk<'_>) -> Result<(), Stopped> {
        let mut row = Open::default();
        let failed = |fault: Fault| Fault::new(format!("the workbook cannot be read: {}", fault.what())).hint(AGAIN);
        loop {
            match xml.next().map_err(failed)? {
                Next::Opens(tag) => match local(tag.name().as_ref()) {
                    "row" => {
                        let line = number(&tag, "r")?.unwrap_or(row.line + 1);
                        desk.line = line;
                        if line <= row.line || line > LAST_ROW {
                            return Err(Fault::new("the rows of the sheet are not in order").hint(AGAIN).into());
                        }
                        row = Open { line, is_hidden: self.is_hidden(&tag)?, cells: Cells::default() };
                        let hanging = self.merged.row(line - 1)?;
                        if hanging > 0 {
                            desk.note(NoticeKind::MergedCells, line, hanging);
                        }
                    }
                    "c" if row.line > 0 => {
                        let column = column(&tag, &row)?;
                        let parsed = Parsed::begin(&tag)?.read(xml).map_err(failed)?;
                        self.cell(column, &parsed, &mut row);
                    }
                    "col" => self.column(&tag)?,
                    "sheetFormatPr" => self.are_rows_hidden = is_on(&tag, "zeroHeight")?,
                    _ => {}
                },
                Next::Closes(name) if local(&name) == "row" => self.end_row(&mut row, desk)?,
                Next::Over => break,
                _ => {}
            }
        }
        let filled: Vec<usize> = (0..).zip(&self.hidden_filled).filter(|(_, is)| **is).map(|(at, _)| at).collect();
        desk.note_columns(NoticeKind::HiddenColumns, &filled);
        Ok(())
    }

    fn is_hidden(&self, tag: &BytesStart<'_>) -> Result<bool, Fault> {
        let height = attribute(tag, "ht")?;
        let has_none = height.as_deref().is_some_and(|height| height.parse::<f64>().is_ok_and(|h| h.to_bits() == 0));
        Ok(is_on(tag, "hidden")? || has_none || self.are_rows_hidden && height.is_none())
    }

    fn column(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault> {
        let has_none =
            attribute(tag, "width")?.is_some_and(|width| width.parse::<f64>().is_ok_and(|w| w.to_bits() == 0));
        if !(is_on(tag, "hidden")? || has_none) {
            return Ok(());
        }
        let at = |at: Option<u64>| at.and_then(|at| usize::try_from(at).ok()).map(|at| at.clamp(1, LAST_COLUMN) - 1);
        if let (Some(first), Some(last)) = (at(number(tag, "min")?), at(number(tag, "max")?))
            && first <= last
        {
            self.hidden.resize(self.hidden.len().max(last + 1), false);
            self.hidden[first..=last].fill(true);
        }
        Ok(())
    }

    fn end_row(&mut self, row: &mut Open, desk: &mut Desk<'_>) -> Result<(), Stopped> {
        let cells = std::mem::take(&mut row.cells);
        if desk.row(row.line, cells)? && row.is_hidden {
            desk.note(NoticeKind::HiddenRows, row.line, 1);
        }
        Ok(())
    }

    fn cell(&mut self, column: usize, parsed: &Parsed, row: &mut Open) {
        row.cells.pad(column);
        let mut cell = self.shown(parsed);
        if cell != Cell::Empty && self.merged.covers(column) {
            cell = covered(&cell);
        }
        if cell != Cell::Empty && self.hidden.get(column) == Some(&true) {
            self.hidden_filled.resize(self.hidden_filled.len().max(column + 1), false);
            self.hidden_filled[column] = true;
        }
        row.cells.push(cell);
    }

    /// What a cell shows.
    fn shown(&mut self, parsed: &Parsed) -> Cell {
        let look = self.styles.look(parsed.style);
        let cell = self.plain(parsed);
        match cell {
            Cell::Empty | Cell::Unclear(_) | Cell::Error(_) => cell,
            _ if look == Look::default() => cell,
            _ => dressed(&cell, look),
        }
    }

    fn plain(&mut self, parsed: &Parsed) -> Cell {
        let format = self.styles.format(parsed.style);
        let value = parsed.value.as_deref().unwrap_or_default();
        let is_text = parsed.kind.as_deref() == Some("str");
        let is_reckoned = is_text && parsed.value.is_some() && self.is_reckoned;
        if parsed.has_formula && value.is_empty() && !is_reckoned {
            return unclear("", unreckoned());
        }
        if let Some(inline) = &parsed.inline {
            return inline.cell(|text| format.text(text));
        }
        match (parsed.kind.as_deref().unwrap_or("n"), value) {
            ("str", value) => {
                let text = unescaped(value);
                if text.is_empty() { Cell::Empty } else { format.text(&text) }
            }
            (_, "") => Cell::Empty,
            ("s", at) => match at.trim().parse().ok().and_then(|at| self.shared.get(at)) {
                Some(text) => text.cell(|text| format.text(text)),
                None => unclear(at, Fault::new("the cell refers to a shared text that is not there").hint(AGAIN)),
            },
            ("b", flag) => Cell::Flag(matches!(flag.trim(), "1" | "true")),
            ("e", error) => Cell::Error(error.to_owned()),
            ("d", day) => format.day(value::iso(day)),
            ("inlineStr", text) => format.text(text),
            (_, number) => match number.trim().parse::<f64>() {
                Ok(value) => format.number(value, self.epoch),
                Err(_) => unclear(number, Fault::new(format!("{} is not a number", text::quote(number))).hint(AGAIN)),
            },
        }
    }
}

impl Parsed {
    fn begin(tag: &BytesStart<'_>) -> Result<Parsed, Fault> {
        let style = number(tag, "s")?.and_then(|style| usize::try_from(style).ok()).unwrap_or(0);
        Ok(Parsed { kind: attribute(tag, "t")?, style, has_formula: false, value: None, inline: None })
    }

    /// Reads to the end of the cell.
    fn read<R: Read>(mut self, xml: &mut Xml<R>) -> Result<Parsed, Fault> {
        let mut is_value = false;
        loop {
            match xml.next()? {
                Next::Opens(tag) => match local(tag.name().as_ref()) {
                    "f" => self.has_formula = true,
                    "v" => {
                        is_value = true;
                        self.value.get_or_insert_default();
                    }
                    "is" => self.inline = Some(rich(xml, "is")?),
                    _ => {}
                },
                Next::Text(text) if is_value => {
                    if let Some(value) = self.value.as_mut().filter(|v| v.len() <= super::record::LONGEST_RECORD) {
                        value.push_str(&text);
                    }
                }
                Next::Closes(name) => match local(&name) {
                    "v" => is_value = false,
                    "c" => return Ok(self),
                    _ => {}
                },
                Next::Over => return Ok(self),
                _ => {}
            }
        }
    }
}

/// The column of a cell, which must follow those before it.
fn column(tag: &BytesStart<'_>, row: &Open) -> Result<usize, Fault> {
    let disorder = || Fault::new("the cells of the row are not in order").hint(AGAIN);
    let Some(reference) = attribute(tag, "r")? else { return Ok(row.cells.len()) };
    let (at, column) = position(&reference).ok_or_else(disorder)?;
    if at + 1 != row.line || column < row.cells.len() {
        return Err(disorder());
    }
    Ok(column)
}

/// A cell hidden under a merged one.
pub(super) fn covered(cell: &Cell) -> Cell {
    let stored = crate::intake::cell::repeated(cell);
    let what = format!("the cell is covered by a merged one and still holds {}", text::quote(&stored));
    unclear(&stored, Fault::new(what).hint("split the merged cells, and empty those that mean nothing"))
}

/// The fault of a formula without a value.
pub(super) fn unreckoned() -> Fault {
    Fault::new("the cell's formula was never calculated, so the file does not say what it shows")
        .hint("open the file in a spreadsheet program and save it again")
}
