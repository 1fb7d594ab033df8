//! Takes in a file, table by table and row by row: everything that counts, as drafts or as faults.

use std::sync::Arc;

use crate::domain::{EntryRef, Fault, SourceCitation, SourceRef, text};

use super::account::Account;
use super::cell::{Guarded, is_blank, is_rounded, repeated};
use super::draft::{Drafted, Reader};
use super::found::{Found, Place, few};
use super::map::{Around, Check, Fate, Header, HeaderRow, Map};
use super::mapped::{Mapped, Numbering};
use super::notice::{Notice, NoticeKind, Notices};
use super::origin::Rejected;
use super::own::{Corrections, FAULT, Own, Turnout};
use super::read::{Format, Opened, Origin, RowFault};
use super::table::{Cell, Row};

/// A file to be imported.
pub struct Intake<'a> {
    opened: &'a Opened,
    map: Option<&'a Map>,
    /// The file's name, as entries cite it.
    name: String,
    source: SourceRef,
    /// The prefix of references for rows that have none of their own.
    prefix: String,
    cells: Cells,
}

/// Whether rows come with their cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cells {
    /// They do, so that rejected rows can be written out.
    Kept,
    /// They do not.
    Dropped,
}

/// Some rows, and what was skipped before them.
#[derive(Debug, Default)]
pub struct Chunk {
    /// The headings of the table that begins with this chunk.
    pub begins: Option<Vec<String>>,
    /// The rows.
    pub rows: Vec<Taken>,
    /// Their sheet; `None` in a CSV.
    pub sheet: Option<Arc<str>>,
    /// The contents of these rows, and of the excluded rows between them.
    pub account: Account,
    /// Roughly how many bytes of the file these rows took.
    pub bytes: u64,
    /// Remarks on single rows that are not faults.
    pub remarks: Vec<String>,
    /// New notices about the file since the last chunk.
    pub notices: Notices,
}

/// A row that counts.
#[derive(Debug)]
pub struct Taken {
    /// Where it is.
    pub place: Place,
    /// The actions it contains, or what is wrong with it.
    pub drafts: Result<Vec<Drafted>, Vec<Found>>,
    /// Its cells, if they are kept.
    pub cells: Vec<Cell>,
}

/// The name in summaries of a register's corrected or voided rows.
const NOT_IN_FORCE: &str = "not current";

/// The most rows in a chunk.
const CHUNK: usize = 1_000;

/// The most bytes of rows in a chunk.
const CHUNK_BYTES: u64 = 4 << 20;

/// The longest form of a file's name in a source's reference, which has at most 100 characters.
const LONGEST_NAME: usize = 80;

/// How many hexadecimal digits of a file's SHA-256 distinguish it from others of its name.
const DIGITS_OF_SOURCE: usize = 8;

/// How many of its hexadecimal digits begin its rows' references.
const DIGITS_OF_ROW: usize = 16;

impl<'a> Intake<'a> {
    /// The intake of an open file.
    ///
    /// # Errors
    /// The file's name cannot become a source's reference.
    pub fn new(opened: &'a Opened, name: &str, map: Option<&'a Map>, cells: Cells) -> Result<Intake<'a>, Fault> {
        let detected = opened.detected();
        let digest = detected.digest.to_string();
        let name = plain(name, LONGEST_NAME);
        let source = SourceRef::parse(&format!("{name} {}", &digest[..DIGITS_OF_SOURCE]))?;
        let prefix = digest[..DIGITS_OF_ROW].to_owned();
        Ok(Intake { opened, map, name, source, prefix, cells })
    }

    /// The source that the file becomes.
    pub fn source(&self) -> &SourceRef {
        &self.source
    }

    /// The totals that the map states for the file.
    pub fn check(&self) -> Option<&Check> {
        self.map.map(|map| &map.check)
    }

    /// The file's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Passes on all rows of the selected tables, in chunks, until `give` wants no more.
    ///
    /// # Errors
    /// A table does not match the map or impound's own columns.
    pub fn take(&self, give: &mut dyn FnMut(Chunk) -> Wanted) -> Result<(), Fault> {
        let mut reader = Reader::default();
        let chosen = self.sheets()?;
        let mut first = Chunk { notices: self.notices(&chosen), ..Chunk::default() };
        for (number, sheet) in chosen {
            let chunk = std::mem::take(&mut first);
            let mut table = Table {
                intake: self,
                number,
                sheet: &sheet,
                chunk,
                width: 0,
                fault: None,
                empty: Account::default(),
                give,
            };
            let taken = table.take(&mut reader).map_err(|fault| match self.is_csv() {
                true => fault,
                false => fault.at(format!("sheet {}", text::quote(&sheet))),
            })?;
            if taken == Wanted::NoMore {
                break;
            }
        }
        Ok(())
    }

    /// The open file.
    pub(super) fn opened(&self) -> &Opened {
        self.opened
    }

    /// The map, if there is one.
    pub(super) fn map(&self) -> Option<&Map> {
        self.map
    }

    /// The selected sheets, with their numbers from 1.
    ///
    /// # Errors
    /// None matches the map.
    pub(super) fn sheets(&self) -> Result<Vec<(usize, Arc<str>)>, Fault> {
        let detected = self.opened.detected();
        let all = (1..).zip(detected.sheets.iter().map(|sheet| Arc::from(sheet.as_str())));
        let patterns = self.map.and_then(|map| map.table.sheets.as_ref()).filter(|_| !self.is_csv());
        let chosen: Vec<(usize, Arc<str>)> = match patterns {
            Some(patterns) => all.filter(|(_, sheet)| patterns.meet(sheet)).collect(),
            None => {
                all.filter(|(_, sheet)| !detected.hidden.iter().any(|hidden| **hidden == **sheet)).take(1).collect()
            }
        };
        if chosen.is_empty() {
            let names: Vec<String> = detected.sheets.iter().map(|sheet| text::quote(sheet)).collect();
            return Err(Fault::new("no sheet of the file matches the map")
                .hint(format!("its sheets are {}; say which in the map: sheets", names.join(", "))));
        }
        Ok(chosen)
    }

    /// The notices known before any row is read.
    fn notices(&self, chosen: &[(usize, Arc<str>)]) -> Notices {
        let (detected, mut notices) = (self.opened.detected(), Notices::default());
        if detected.encoding_by == Some(Origin::Guessed) {
            let encoding = detected.encoding.map(str::to_owned);
            notices.add(Notice::of(NoticeKind::GuessedEncoding, None, encoding, 1));
        }
        let is_hidden = |sheet: &str| detected.hidden.iter().any(|hidden| hidden == sheet);
        let is_read = |sheet: &str| chosen.iter().any(|(_, chosen)| **chosen == *sheet);
        for (_, sheet) in chosen.iter().filter(|(_, sheet)| is_hidden(sheet)) {
            notices.add(Notice::of(NoticeKind::HiddenSheet, Some(Arc::clone(sheet)), None, 1));
        }
        for (kind, hidden) in [(NoticeKind::UnreadSheets, false), (NoticeKind::HiddenSheets, true)] {
            let unread = detected.sheets.iter().filter(|sheet| is_hidden(sheet) == hidden && !is_read(sheet));
            let names: Vec<String> = unread.map(|sheet| text::quote(sheet)).collect();
            if !names.is_empty() {
                notices.add(Notice::of(kind, None, Some(listed(&names)), names.len() as u64));
            }
        }
        notices
    }

    /// The header, whether the rows have their own numbers, and the first row if it turned out not to be a header.
    ///
    /// # Errors
    /// No row is what the map says, or there is none.
    pub(super) fn header(
        &self,
        rows: &mut impl Iterator<Item = Result<Row, RowFault>>,
    ) -> Result<(Header, Numbering, Option<Row>), Fault> {
        let wanted = self.map.map_or(&HeaderRow::First, |map| &map.table.header);
        let mut is_first = true;
        for row in rows {
            let row = row.map_err(|RowFault { line, fault }| fault.at(Place { sheet: None, line }))?;
            let header = Header::new(row.cells.iter().map(|cell| repeated(cell).trim().to_owned()).collect());
            let rejects = self.is_csv() && header.headings().last().is_some_and(|last| last == FAULT);
            if is_first && rejects && self.map.is_some() {
                return Ok((header, Numbering::OfRejects, None));
            }
            is_first = false;
            match wanted {
                HeaderRow::None => return Ok((Header::default(), Numbering::Own, Some(row))),
                HeaderRow::Numbered(number) if row.line < *number => {}
                HeaderRow::Numbered(number) if row.line > *number => break,
                HeaderRow::Holding(names) if !header.has_all(names) => {}
                _ => return Ok((header, Numbering::Own, None)),
            }
        }
        Err(match wanted {
            HeaderRow::Numbered(number) => Fault::new(format!("row {number}, which should name the columns, is blank"))
                .hint("correct header in the map"),
            HeaderRow::Holding(names) => {
                let names: Vec<String> = names.iter().map(|name| text::quote(name)).collect();
                Fault::new(format!("no row names the columns {}", names.join(", "))).hint("correct header in the map")
            }
            HeaderRow::First | HeaderRow::None => {
                Fault::new("the table is empty").hint("its first row must name the columns")
            }
        })
    }

    /// Whether the file is a CSV.
    pub(super) fn is_csv(&self) -> bool {
        self.opened.detected().format == Format::Csv
    }

    /// Whether its texts may carry the formula guard.
    pub(super) fn guarded(&self) -> Guarded {
        if self.is_csv() { Guarded::Perhaps } else { Guarded::Never }
    }
}

/// Whether more rows are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// They are.
    More,
    /// They are not.
    NoMore,
}

/// A sheet being taken in.
struct Table<'a, 'b> {
    intake: &'a Intake<'a>,
    number: usize,
    sheet: &'a Arc<str>,
    chunk: Chunk,
    /// How many columns the header names.
    width: usize,
    /// The column in which a list of rejects says what is wrong.
    fault: Option<usize>,
    /// An empty account of its columns.
    empty: Account,
    give: &'b mut dyn FnMut(Chunk) -> Wanted,
}

/// How the rows of a table are read.
enum Layout {
    Own(Own, Corrections),
    Mapped(Box<Mapped>),
}

impl Layout {
    fn account(&self) -> Account {
        match self {
            Layout::Own(own, _) => own.account(),
            Layout::Mapped(mapped) => mapped.account(),
        }
    }
}

impl Table<'_, '_> {
    fn take(&mut self, reader: &mut Reader) -> Result<Wanted, Fault> {
        let mut rows = self.intake.opened.rows(self.sheet)?;
        let (header, numbering, first) = self.intake.header(&mut rows)?;
        self.chunk.begins = Some(header.headings().to_vec());
        self.width = header.headings().len();
        self.fault = self.width.checked_sub(1).filter(|at| header.headings()[*at] == FAULT);
        let mut layout = self.layout(&header, numbering)?;
        self.empty = Account { of_rejects: numbering == Numbering::OfRejects, ..layout.account() };
        self.chunk.account = self.empty.clone();
        self.chunk.sheet = self.place(0).sheet;
        let mut ended: Option<Arc<str>> = None;
        for row in first.into_iter().map(Ok).chain(rows.by_ref()) {
            match (row, &ended) {
                (Ok(row), None) => ended = self.row(row, &mut layout, reader)?,
                // Rows below a table are not examined, but they are counted, so that nobody has to guess how many
                // there are.
                (Ok(row), Some(rule)) => self.skip(&row, rule, &layout),
                (Err(_), Some(rule)) => self.chunk.account.skip(rule),
                (Err(RowFault { line, fault }), None) => {
                    self.chunk.account.rows += 1;
                    self.push(line, Err(vec![Found::of_row(fault)]), Vec::new());
                }
            }
            let is_full = self.chunk.rows.len() >= CHUNK || self.chunk.bytes >= CHUNK_BYTES;
            if is_full && self.hand_over() == Wanted::NoMore {
                return Ok(Wanted::NoMore);
            }
        }
        let sheet = (!self.intake.is_csv()).then(|| Arc::clone(self.sheet));
        let notices = rows.notices().into_iter().map(|notice| Notice { sheet: sheet.clone(), ..notice });
        self.chunk.notices.extend(notices);
        Ok(self.hand_over())
    }

    fn hand_over(&mut self) -> Wanted {
        let next = Chunk { account: self.empty.clone(), sheet: self.chunk.sheet.clone(), ..Chunk::default() };
        (self.give)(std::mem::replace(&mut self.chunk, next))
    }

    /// Counts a row that a rule excludes.
    fn skip(&mut self, row: &Row, rule: &Arc<str>, layout: &Layout) {
        let around = Around { file: &self.intake.name, sheet: self.sheet, guarded: self.intake.guarded() };
        match layout {
            Layout::Own(..) => self.chunk.account.skip(rule),
            Layout::Mapped(mapped) => mapped.skip(row, around, rule, &mut self.chunk.account),
        }
    }

    fn layout(&self, header: &Header, numbering: Numbering) -> Result<Layout, Fault> {
        if let Some(map) = self.intake.map {
            return Ok(Layout::Mapped(Box::new(Mapped::new(map, header, numbering)?)));
        }
        let own = Own::new(header, self.intake.guarded())?;
        let corrections = match own.has_corrections() {
            true => own.corrections(|| self.intake.opened.rows(self.sheet))?,
            false => Corrections::default(),
        };
        Ok(Layout::Own(own, corrections))
    }

    /// Takes a row; returns the rule that ends the table, if one does.
    fn row(&mut self, mut row: Row, layout: &mut Layout, reader: &mut Reader) -> Result<Option<Arc<str>>, Fault> {
        self.chunk.bytes += row.size();
        self.measure(&row);
        match layout {
            Layout::Own(own, corrections) => {
                let row = match own.turnout(&row, corrections) {
                    Turnout::Counts => row,
                    Turnout::Replaced(other) => other,
                    Turnout::Skipped => {
                        self.chunk.account.skip(&Arc::from(NOT_IN_FORCE));
                        return Ok(None);
                    }
                };
                own.count(&row, &mut self.chunk.account);
                let mut notices = Vec::new();
                let drafts = own.values(&row, corrections, &mut notices).and_then(|values| {
                    let draft = reader.draft(&values);
                    let found = |(column, fault): (super::Column, Fault)| {
                        Found::at(column, values.get(column).unwrap_or_default(), fault)
                    };
                    draft.map(|draft| vec![draft]).map_err(|faults| faults.into_iter().map(found).collect())
                });
                let place = self.place(row.line);
                self.chunk.remarks.extend(notices.into_iter().map(|notice| format!("{place}: {notice}")));
                self.finish(row, drafts)
            }
            Layout::Mapped(mapped) => {
                let intake = self.intake;
                let around = Around { file: &intake.name, sheet: self.sheet, guarded: intake.guarded() };
                match mapped.fate(&mut row, around) {
                    Ok(Fate::Counts) => {}
                    Ok(Fate::Skipped(rule)) => {
                        mapped.skip(&row, around, &rule, &mut self.chunk.account);
                        return Ok(None);
                    }
                    Ok(Fate::Ends(rule)) => {
                        mapped.skip(&row, around, &rule, &mut self.chunk.account);
                        return Ok(Some(rule));
                    }
                    Err(fault) => {
                        self.chunk.account.rows += 1;
                        self.push(row.line, Err(vec![Found::of_row(fault)]), row.cells);
                        return Ok(None);
                    }
                }
                let default = self.reference(row.line)?;
                let drafts = mapped.drafts(&row, around, reader, &default, &mut self.chunk.account);
                self.finish(row, drafts)
            }
        }
    }

    /// Notes a row whose number of fields differs from the header's; in a sheet none can be missing.
    fn measure(&mut self, row: &Row) {
        let kind = match row.cells.len() {
            fewer if fewer < self.width => NoticeKind::ShortRows,
            more if more > self.width && row.cells[self.width..].iter().any(|cell| !is_blank(cell)) => {
                NoticeKind::LongRows
            }
            _ => return,
        };
        if self.intake.is_csv() && self.width > 0 {
            self.chunk.notices.add(Notice::of_row(kind, None, row.line));
        }
    }

    /// Notes identifiers that a spreadsheet has turned into a rounded number.
    fn note_rounded(&mut self, line: u64, drafts: &[Drafted]) {
        let identifiers = drafts.iter().filter_map(|drafted| drafted.draft.details.identifiers.as_ref()).flatten();
        let rounded: Vec<_> = identifiers.filter(|identifier| is_rounded(identifier.value())).collect();
        let Some(first) = rounded.first() else { return };
        let sheet = (!self.intake.is_csv()).then(|| Arc::clone(self.sheet));
        // Identifiers are personal data: the value is not repeated.
        let scheme = Some(format!("{}:1.23E+16", first.scheme()));
        let count = rounded.len() as u64;
        let kind = NoticeKind::RoundedIdentifiers;
        self.chunk.notices.add(Notice { kind, sheet, detail: scheme, rows: vec![line], count });
    }

    /// Adds a row with its citation, and with a reference if it has none.
    fn finish(&mut self, row: Row, mut drafts: Result<Vec<Drafted>, Vec<Found>>) -> Result<Option<Arc<str>>, Fault> {
        if let Ok(drafts) = &mut drafts {
            let fault = self.fault.and_then(|at| row.cells.get(at)).map(repeated);
            let citation = self.citation(row.line, fault.as_deref().and_then(Rejected::read))?;
            for Drafted { draft, .. } in drafts {
                draft.details.sources.get_or_insert_default().push(citation.clone());
                if draft.details.reference.is_none() {
                    draft.details.reference = Some(self.reference(row.line)?);
                }
            }
        }
        if let Ok(drafts) = &drafts {
            self.note_rounded(row.line, drafts);
        }
        self.push(row.line, drafts, row.cells);
        Ok(None)
    }

    fn push(&mut self, line: u64, drafts: Result<Vec<Drafted>, Vec<Found>>, cells: Vec<Cell>) {
        let cells = if self.intake.cells == Cells::Kept { cells } else { Vec::new() };
        let place = self.place(line);
        let drafts = drafts.map_err(few);
        self.chunk.rows.push(Taken { place, drafts, cells });
    }

    fn place(&self, line: u64) -> Place {
        Place { sheet: (!self.intake.is_csv()).then(|| Arc::clone(self.sheet)), line }
    }

    /// The default reference of a row: the file's digest, the sheet's number if there are several, the row.
    fn reference(&self, line: u64) -> Result<EntryRef, Fault> {
        let prefix = &self.intake.prefix;
        match self.has_several_sheets() {
            true => EntryRef::parse(&format!("{prefix}:{}:{line}", self.number)),
            false => EntryRef::parse(&format!("{prefix}:{line}")),
        }
    }

    /// The row as its entries cite it; a row of a list of rejects cites its original place.
    fn citation(&self, line: u64, origin: Option<Rejected>) -> Result<SourceCitation, Fault> {
        let origin = origin.map_or(String::new(), |origin| format!(" from {origin}"));
        let place = match self.has_several_sheets() {
            true => format!("{} row {line}{origin}", plain(self.sheet, LONGEST_NAME)),
            false => format!("row {line}{origin}"),
        };
        SourceCitation::within(self.intake.source.clone(), &place)
    }

    fn has_several_sheets(&self) -> bool {
        self.intake.opened.detected().sheets.len() > 1
    }
}

/// Names in a list of limited length.
fn listed(names: &[String]) -> String {
    const LISTED: usize = 10;
    let more = names.len().saturating_sub(LISTED);
    let listed = names[..names.len() - more].join(", ");
    if more == 0 { listed } else { format!("{listed} and {more} more") }
}

/// A name without characters that a reference cannot contain, cut to `longest` characters.
fn plain(name: &str, longest: usize) -> String {
    let kept = |c: char| if text::is_unseen(c) || matches!(c, '#' | ';' | ',' | '"') { '_' } else { c };
    let plain: String = name.trim().trim_start_matches('@').chars().map(kept).take(longest).collect();
    if plain.trim().is_empty() { "file".to_owned() } else { plain.trim().to_owned() }
}
