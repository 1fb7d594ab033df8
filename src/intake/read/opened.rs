//! An open file, what it is, and the rows of its sheets.

use std::path::Path;

use encoding_rs::Encoding;

use super::archive::LARGEST_ARCHIVE;
use super::decode::Text;
use super::delimiter;
use super::encoding;
use super::file::{Source, unreadable};
use super::kind::Kind;
use super::record::{FirstLine, Records};
use super::sheet::{Parser, SheetRows, Workbook};
use super::split::LineEnd;
use super::told::{Detected, Format, RowFault, Told};
use crate::domain::Fault;
use crate::domain::text;
use crate::intake::notice::Notices;
use crate::intake::table::Row;

/// An open file of tables.
#[derive(Debug)]
pub struct Opened {
    source: Source,
    detected: Detected,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Csv { encoding: &'static Encoding, mark: usize, delimiter: u8, end: LineEnd, first: FirstLine },
    Book(Workbook),
}

impl Opened {
    /// Opens a file, reads it once for its digest, and detects what it is, unless stated.
    ///
    /// # Errors
    /// It is not a file, cannot be read or is not a table; its encoding or delimiter is too uncertain; or it is a
    /// spreadsheet that is damaged, locked, or larger than allowed. The fault names the path.
    pub fn open(path: &Path, told: &Told) -> Result<Opened, Fault> {
        Opened::open_by(path, told, Parser::Here)
    }

    /// The same, with a choice of who parses spreadsheets.
    ///
    /// # Errors
    /// As for [`Opened::open`].
    pub fn open_by(path: &Path, told: &Told, parser: Parser) -> Result<Opened, Fault> {
        let place = text::escape(&path.to_string_lossy()).into_owned();
        Source::open(path).and_then(|source| Opened::of(source, told, parser)).map_err(|fault| fault.at(place))
    }

    fn of(source: Source, told: &Told, parser: Parser) -> Result<Opened, Fault> {
        match (Kind::of(&source.head)?, told.format) {
            (Kind::Other, None | Some(Format::Csv)) => Opened::csv(source, told),
            (Kind::Other, Some(format)) => {
                Err(Fault::new(format!("it is text, not {format}")).hint("leave the format out, or say that it is csv"))
            }
            (Kind::Zip, Some(Format::Csv)) => Err(Fault::new("it is an archive, as spreadsheets are, not csv")
                .hint("leave the format out, or say which spreadsheet it is")),
            (Kind::Zip, told) => Opened::book(source, told, parser),
        }
    }

    fn book(source: Source, told: Option<Format>, parser: Parser) -> Result<Opened, Fault> {
        let book = Workbook::open(source.whole(LARGEST_ARCHIVE)?, parser)?;
        let format = book.format;
        if let Some(told) = told.filter(|told| *told != format) {
            return Err(Fault::new(format!("it is {format}, not {told}")).hint("leave the format out"));
        }
        let names = |keep: fn(bool) -> bool| {
            book.sheets.iter().filter(|(_, is_hidden)| keep(*is_hidden)).map(|(name, _)| name.clone()).collect()
        };
        let detected = Detected {
            format,
            encoding: None,
            encoding_by: None,
            bom: false,
            delimiter: None,
            sheets: names(|_| true),
            hidden: names(|is_hidden| is_hidden),
            size: source.size,
            digest: source.digest,
        };
        Ok(Opened { source, detected, content: Content::Book(book) })
    }

    fn csv(source: Source, told: &Told) -> Result<Opened, Fault> {
        let found = encoding::find(&source, told.encoding.as_deref())?;
        let sample = sample(&source, found.encoding, found.mark)?;
        let announced = delimiter::announced(&sample);
        let delimiter = match (told.delimiter, announced) {
            (Some(sign), _) => ascii(sign)?,
            (None, Some(sign)) => sign,
            (None, None) => delimiter::find(&sample)?,
        };
        let first = if announced.is_some() { FirstLine::Announcement } else { FirstLine::Record };
        let detected = Detected {
            format: Format::Csv,
            encoding: Some(found.encoding.name()),
            encoding_by: Some(found.by),
            bom: found.mark > 0,
            delimiter: Some(char::from(delimiter)),
            sheets: vec![String::new()],
            hidden: Vec::new(),
            size: source.size,
            digest: source.digest,
        };
        let (encoding, mark, end) = (found.encoding, found.mark, LineEnd::of(&sample));
        Ok(Opened { source, detected, content: Content::Csv { encoding, mark, delimiter, end, first } })
    }

    /// What the file is.
    pub fn detected(&self) -> &Detected {
        &self.detected
    }

    /// The rows of a sheet, from its beginning; the single sheet of a CSV is called `""`. Blank rows are left out;
    /// every other row has its own number.
    ///
    /// # Errors
    /// No sheet has the name, or it cannot be read.
    pub fn rows(&self, sheet: &str) -> Result<Rows, Fault> {
        let at = self.detected.sheets.iter().position(|name| name == sheet);
        let at = at.ok_or_else(|| self.no_sheet(sheet))?;
        match &self.content {
            &Content::Csv { encoding, mark, delimiter, end, first } => {
                let text = Text::new(&self.source, encoding, mark).map_err(|error| unreadable(&error))?;
                Ok(Rows { kind: Kinds::Csv(Box::new(Records::new(text, delimiter, end, first))) })
            }
            Content::Book(book) => Ok(Rows { kind: Kinds::Sheet(Box::new(book.rows(at)?)) }),
        }
    }

    fn no_sheet(&self, sheet: &str) -> Fault {
        let names: Vec<String> = self.detected.sheets.iter().map(|name| text::quote(name)).collect();
        match self.detected.format {
            Format::Csv => Fault::new(format!("a CSV has no sheet {}", text::quote(sheet))).hint("leave the sheet out"),
            _ => Fault::new(format!("there is no sheet {}", text::quote(sheet)))
                .hint(format!("its sheets are {}", names.join(", "))),
        }
    }
}

/// The rows of a sheet, in order. After a fault comes the next row, or the end, if the damage makes it impossible to
/// tell where rows begin; the fault then says so.
#[derive(Debug)]
pub struct Rows {
    kind: Kinds,
}

#[derive(Debug)]
enum Kinds {
    Csv(Box<Records>),
    Sheet(Box<SheetRows>),
}

impl Rows {
    /// Notices about the sheet, complete once its rows are over; they do not name the sheet.
    pub fn notices(&mut self) -> Notices {
        match &mut self.kind {
            Kinds::Csv(_) => Notices::default(),
            Kinds::Sheet(rows) => std::mem::take(&mut rows.notices),
        }
    }
}

impl Iterator for Rows {
    type Item = Result<Row, RowFault>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.kind {
            Kinds::Csv(records) => records.next(),
            Kinds::Sheet(rows) => rows.next(),
        }
    }
}

/// The beginning of a file as text.
fn sample(source: &Source, encoding: &'static Encoding, mark: usize) -> Result<String, Fault> {
    let mut text = Text::new(source, encoding, mark).map_err(|error| unreadable(&error))?;
    text.more().map_err(|error| unreadable(&error))?;
    Ok(text.window().to_owned())
}

fn ascii(sign: char) -> Result<u8, Fault> {
    match u8::try_from(sign) {
        Ok(byte) if byte.is_ascii() && !matches!(byte, b'"' | b'\r' | b'\n' | 0) => Ok(byte),
        _ => Err(Fault::new(format!("{} cannot separate fields", text::quote(&sign.to_string())))
            .hint("say , ; | or a tab, as the file has it")),
    }
}
