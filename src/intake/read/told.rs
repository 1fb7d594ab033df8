//! What is said of a file before it is read, what is found, and what is wrong with a row's form.

use std::fmt;

use crate::domain::Fault;
use crate::journal::Digest;

/// What the person who imports says about a file; the rest is detected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The kind of file.
    pub format: Option<Format>,
    /// The encoding of a CSV, by any of the names in the Encoding Standard: `windows-1252`, `latin1`, `utf-16le`.
    pub encoding: Option<String>,
    /// The sign between the fields of a CSV: an ASCII character.
    pub delimiter: Option<char>,
}

/// A kind of file that holds tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text with a delimiter between its fields.
    Csv,
    /// Office Open XML, as Excel has written it since 2007.
    Xlsx,
    /// OpenDocument, as LibreOffice writes it.
    Ods,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 3] = [Format::Csv, Format::Xlsx, Format::Ods];

    /// Its name, as a map file and a report have it: `csv`, `xlsx`, `ods`.
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

/// How an encoding came to be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The person who imports said so.
    Told,
    /// A byte-order mark says so.
    Mark,
    /// The whole file is valid UTF-8, which text in another encoding hardly ever is.
    Valid,
    /// The most probable of the older encodings, by the frequency of its letters: to be looked at.
    Guessed,
}

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detected {
    /// The kind of file.
    pub format: Format,
    /// The encoding of a CSV by its name in the Encoding Standard.
    pub encoding: Option<&'static str>,
    /// How the encoding is known.
    pub encoding_by: Option<Origin>,
    /// Whether a byte-order mark begins it.
    pub bom: bool,
    /// The sign between the fields of a CSV.
    pub delimiter: Option<char>,
    /// The names of its sheets in their order, hidden ones too; a CSV has one, without a name.
    pub sheets: Vec<String>,
    /// Those of them that the spreadsheet hides.
    pub hidden: Vec<String>,
    /// Its size in bytes.
    pub size: u64,
    /// The SHA-256 of its bytes.
    pub digest: Digest,
}

/// What is wrong with the form of a row, whatever its cells mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// Where the row begins: in a CSV its line, in a sheet the row's number; both from 1.
    pub line: u64,
    /// What is wrong, without the line.
    pub fault: Fault,
}
