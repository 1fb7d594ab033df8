//! What is stated about a file before it is read, what is detected, and malformed rows.

use std::fmt;

use crate::domain::Fault;
use crate::journal::Digest;

/// What the importer states about a file; the rest is detected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The kind of file.
    pub format: Option<Format>,
    /// The encoding of a CSV, by any name in the Encoding Standard: `windows-1252`, `latin1`, `utf-16le`.
    pub encoding: Option<String>,
    /// The field delimiter of a CSV: an ASCII character.
    pub delimiter: Option<char>,
}

/// A kind of file that holds tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text with delimited fields.
    Csv,
    /// Office Open XML, as Excel has written it since 2007.
    Xlsx,
    /// OpenDocument, as LibreOffice writes it.
    Ods,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 3] = [Format::Csv, Format::Xlsx, Format::Ods];

    /// Its name in a map file and a report: `csv`, `xlsx`, `ods`.
    pub fn name(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Xlsx => "xlsx",
            Format::Ods => "ods",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How an encoding is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The importer stated it.
    Told,
    /// A byte-order mark says so.
    Mark,
    /// The whole file is valid UTF-8, as text in other encodings hardly ever is.
    Valid,
    /// It is the most probable older encoding by letter frequency, and needs checking.
    Guessed,
}

/// What was detected in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detected {
    /// The kind of file.
    pub format: Format,
    /// The encoding of a CSV, by its name in the Encoding Standard.
    pub encoding: Option<&'static str>,
    /// How the encoding is known.
    pub encoding_by: Option<Origin>,
    /// Whether it begins with a byte-order mark.
    pub bom: bool,
    /// The field delimiter of a CSV.
    pub delimiter: Option<char>,
    /// The names of its sheets in order, including hidden ones; a CSV has one, without a name.
    pub sheets: Vec<String>,
    /// Those that the spreadsheet hides.
    pub hidden: Vec<String>,
    /// Its size in bytes.
    pub size: u64,
    /// The SHA-256 of its bytes.
    pub digest: Digest,
}

/// What is malformed in a row, whatever its cells mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// Where the row begins: its line in a CSV, its number in a sheet; both from 1.
    pub line: u64,
    /// What is wrong, without the line.
    pub fault: Fault,
}
