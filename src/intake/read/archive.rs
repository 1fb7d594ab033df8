//! What a spreadsheet's archive contains and would inflate to, checked before any parser sees it.
//!
//! First the archive's own declarations are checked; since they may be false, everything is then inflated once and
//! counted. Nothing is written, and no name in it becomes a path.

use std::collections::HashSet;
use std::io::{self, Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::claims::{SharedTexts, Tables, Watch, look_over};
use super::told::Format;
use crate::domain::Fault;
use crate::domain::text;

/// The most bytes of a spreadsheet file. A sheet of 23,106 rows and eleven columns has two million.
pub(crate) const LARGEST_ARCHIVE: u64 = 128 << 20;

/// The most parts in its archive; a workbook has about ten, plus one for each sheet and picture.
pub const MOST_PARTS: usize = 10_000;

/// The most bytes that all parts together may inflate to. A sheet of 23,106 rows and eleven columns has about twenty
/// million.
pub(crate) const MOST_INFLATED: u64 = 512 << 20;

/// The most bytes of a part other than a sheet, which is held in memory.
pub(crate) const LARGEST_PART: u64 = 128 << 20;

/// How many times its compressed size a part may inflate to, beyond [`RATIO_FROM`]; sheets in real workbooks reach
/// five to forty times.
pub(crate) const HIGHEST_RATIO: u64 = 200;

/// The number of inflated bytes from which the ratio counts: small parts that are mostly blank are harmless.
pub(crate) const RATIO_FROM: u64 = 10 << 20;

/// Inspects an archive and says what kind of spreadsheet it is.
///
/// # Errors
/// It is damaged, locked, not a spreadsheet, or would exceed a bound.
pub(super) fn inspect(bytes: &[u8]) -> Result<Format, Fault> {
    // The directory is counted before it is read: each entry takes memory.
    let parts = bytes.windows(4).filter(|window| *window == b"PK\x01\x02").count();
    if parts > MOST_PARTS {
        return Err(over(format!("its archive has {parts} parts; at most {MOST_PARTS} are read")));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    refuse_doubles(bytes, &archive)?;
    let format = format(&mut archive)?;
    let mut all = 0;
    for index in 0..archive.len() {
        all = inflate(&mut archive, index, all)?;
    }
    Ok(format)
}

/// The kind of spreadsheet in an archive that has been inspected.
///
/// # Errors
/// It is not a spreadsheet.
pub(super) fn kind(bytes: &[u8]) -> Result<Format, Fault> {
    format(&mut ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?)
}

/// Refuses two parts with the same name: programs differ in which one they show.
fn refuse_doubles(bytes: &[u8], archive: &ZipArchive<Cursor<&[u8]>>) -> Result<(), Fault> {
    /// The bytes of a directory entry before its name.
    const ENTRY: usize = 46;
    let start = usize::try_from(archive.central_directory_start()).unwrap_or(usize::MAX);
    let mut rest = bytes.get(start..).unwrap_or_default();
    let mut names = HashSet::new();
    while rest.starts_with(b"PK\x01\x02") && rest.len() >= ENTRY {
        let length = |at: usize| usize::from(u16::from_le_bytes([rest[at], rest[at + 1]]));
        let (name, extra, comment) = (length(28), length(30), length(32));
        let name = String::from_utf8_lossy(rest.get(ENTRY..ENTRY + name).unwrap_or_default()).into_owned();
        if !names.insert(normal(&name)) {
            return Err(Fault::new(format!("its archive has the part {} twice", text::quote(&name)))
                .hint("get the file again, or open it in a spreadsheet program and save it again"));
        }
        rest = rest.get(ENTRY + length(28) + extra + comment..).unwrap_or_default();
    }
    Ok(())
}

/// The kind of spreadsheet, by the parts that each kind must have.
fn format(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Format, Fault> {
    let names: Vec<String> =
        archive.file_names_raw().map(|name| String::from_utf8_lossy(name).to_ascii_lowercase()).collect();
    let has = |name: &str| names.iter().any(|other| other == name);
    let refused = |what: &str, hint: &str| Err(Fault::new(format!("it is {what}")).hint(hint));
    if has("mimetype") {
        let mut kind = String::new();
        let part = archive.by_name("mimetype").map_err(|error| damaged(&error))?;
        let read = part.take(100).read_to_string(&mut kind);
        return match (read.is_ok(), kind.trim()) {
            (true, "application/vnd.oasis.opendocument.spreadsheet") => Ok(Format::Ods),
            _ => refused("an OpenDocument file, but no spreadsheet", "save the table as a spreadsheet or as CSV"),
        };
    }
    if !has("[content_types].xml") {
        return refused("an archive, not a spreadsheet", "unpack it and import the file inside");
    }
    if names.iter().any(|name| name.ends_with("workbook.bin")) {
        return refused("a binary workbook (XLSB)", "open it in a spreadsheet program and save it as XLSX");
    }
    match names.iter().any(|name| name.starts_with("word/") || name.starts_with("ppt/")) {
        true => refused("a text document or a presentation", "save the table as XLSX or as CSV"),
        false => Ok(Format::Xlsx),
    }
}

/// Inflates one part and returns the total so far.
fn inflate(archive: &mut ZipArchive<Cursor<&[u8]>>, index: usize, before: u64) -> Result<u64, Fault> {
    let part = archive.by_index(index).map_err(|error| damaged(&error))?;
    let raw = String::from_utf8_lossy(part.name_raw()).into_owned();
    let bound = Bound { name: text::quote(&raw), packed: part.compressed_size(), before, most: most(&raw) };
    bound.check(part.size())?;
    let mut counted = Counted { part, bound, size: 0, refused: None };
    let looked_over = match watch(&raw) {
        Some(mut watch) => look_over(&mut counted, &mut *watch),
        None => io::copy(&mut counted, &mut io::sink()).map(drop).map_err(|error| damaged(&ZipError::Io(error))),
    };
    match counted.refused {
        Some(fault) => Err(fault),
        None => looked_over.map(|()| before + counted.size),
    }
}

/// A part whose bytes are counted as they are read. It keeps the reason for an early end, which a parser would report
/// as its own.
struct Counted<R> {
    part: R,
    bound: Bound,
    size: u64,
    refused: Option<Fault>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.part.read(buffer).map_err(|error| damaged(&ZipError::Io(error)));
        let counted = read.and_then(|read| {
            self.size += read as u64;
            self.bound.check(self.size).map(|()| read)
        });
        counted.map_err(|fault| {
            let error = io::Error::other(fault.what().to_owned());
            self.refused = Some(fault);
            error
        })
    }
}

/// The most bytes in a part: sheets are read row by row, everything else is held in memory.
fn most(name: &str) -> u64 {
    let is_sheet = name.to_ascii_lowercase().contains("/worksheets/");
    if is_sheet { MOST_INFLATED } else { LARGEST_PART }
}

struct Bound {
    name: String,
    packed: u64,
    before: u64,
    most: u64,
}

impl Bound {
    fn check(&self, size: u64) -> Result<(), Fault> {
        let Bound { name, packed, before, most } = self;
        if size > *most {
            return Err(over(format!("its part {name} inflates to more than {most} bytes")));
        }
        if size > RATIO_FROM && size / HIGHEST_RATIO > *packed {
            return Err(over(format!("its part {name} inflates to more than {HIGHEST_RATIO} times its size")));
        }
        match before.saturating_add(size) > MOST_INFLATED {
            true => Err(over(format!("its parts inflate to more than {MOST_INFLATED} bytes"))),
            false => Ok(()),
        }
    }
}

/// The watcher of a part with this name, if the parser would trust its numbers.
fn watch(name: &str) -> Option<Box<dyn Watch>> {
    let name = name.to_ascii_lowercase();
    match () {
        () if name.ends_with("sharedstrings.xml") => Some(Box::new(SharedTexts)),
        () if name.ends_with("content.xml") || name.ends_with("manifest.xml") => Some(Box::new(Tables::default())),
        () => None,
    }
}

/// A name normalised for comparison: programs differ in case and in slashes.
pub(super) fn normal(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

fn over(what: String) -> Fault {
    Fault::new(what).hint("if the file is not hostile, save its sheet as CSV, which has no such limit")
}

pub(super) fn damaged(error: &ZipError) -> Fault {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Fault::new("it is locked with a password")
            .hint("open it in a spreadsheet program, take the password off, and save it again"),
        _ => Fault::new(format!("its archive is damaged: {error}"))
            .hint("get the file again, or open it in a spreadsheet program and save it again"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watched(content: &str) -> Result<(), Fault> {
        look_over(content.as_bytes(), &mut Tables::default())
    }

    fn row(cells: &str) -> String {
        format!("<table:table><table:table-row>{cells}</table:table-row></table:table>")
    }

    #[test]
    fn blank_cells_up_to_the_end_of_a_row_are_not_counted() {
        let blank = "<table:table-cell table:number-columns-repeated=\"16384\"/>";
        assert_eq!(watched(&row(blank).repeat(2000)), Ok(()));
    }

    #[test]
    fn a_repeated_text_counts_once_per_repetition() {
        let cell = format!(
            "<table:table-cell table:number-columns-repeated=\"16384\" office:value-type='string'>{}</table:table-cell>",
            "x".repeat(70_000)
        );
        let fault = watched(&row(&cell)).unwrap_err();
        assert_eq!(fault.what(), "its cells would come to more than 1073741824 bytes");
    }

    #[test]
    fn a_cell_far_to_the_right_counts_the_blank_ones_before_it() {
        let cells = "<table:table-cell table:number-columns-repeated=\"16000\"/><table:table-cell office:value=\"1\"/>";
        let rows = format!("<table:table-row>{cells}</table:table-row>").repeat(400);
        let fault = watched(&format!("<table:table>{rows}</table:table>")).unwrap_err();
        assert!(fault.what().starts_with("a sheet has 400 rows of up to 16001 cells"), "{fault}");
    }

    #[test]
    fn a_number_that_only_some_readers_understand_is_refused() {
        let cell = "<table:table-cell table:number-columns-repeated=\"&#49;0\"/>";
        assert!(watched(&row(cell)).unwrap_err().what().contains("not a whole number"));
    }

    #[test]
    fn unbalanced_or_truncated_tags_are_refused() {
        for text in ["<a><b></a></b>", "<a>", "</a>", "<a", "<a><!-- </a>", "<!DOCTYPE a><a/>"] {
            assert!(watched(text).is_err(), "{text}");
        }
        for text in ["<?xml version='1.0'?><a b='>'><!-- </x> --><![CDATA[</y>]]></a >", "", "<a/>"] {
            assert_eq!(watched(text), Ok(()), "{text}");
        }
    }
}
