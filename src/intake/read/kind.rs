//! What a file is, by its first bytes.

use crate::domain::Fault;

/// The container of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An archive, such as a spreadsheet.
    Zip,
    /// Possibly text.
    Other,
}

/// First bytes of files that are not readable tables, with what they are and what to do.
const REFUSED: [(&[u8], &str, &str); 9] = [
    (b"%PDF", "a PDF", "ask the publisher for the table itself, or extract it to CSV and check it"),
    (b"\x1f\x8b", "compressed with gzip", UNPACK),
    (b"BZh", "compressed with bzip2", UNPACK),
    (b"\xfd7zXZ\0", "compressed with xz", UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", UNPACK),
    (b"Rar!", "a RAR archive", UNPACK),
    (b"SQLite format 3\0", "an SQLite database", "export the table to CSV"),
    (b"\x89PNG", "a picture", "ask the publisher for the table itself"),
    (b"\xff\xd8\xff", "a picture", "ask the publisher for the table itself"),
];

const UNPACK: &str = "unpack it and import the file inside";

/// Beginnings of marked-up text, in lower case.
const MARKUP: [&[u8]; 5] = [b"<!doctype", b"<html", b"<?xml", b"<table", b"{\\rtf"];

/// The container of Microsoft's older formats, also used for a workbook locked with a password.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

impl Kind {
    /// Identifies a file by its first bytes.
    ///
    /// # Errors
    /// The file is of a kind that contains no readable table; the hint says what to do.
    pub(super) fn of(head: &[u8]) -> Result<Kind, Fault> {
        if let Some((_, what, hint)) = REFUSED.iter().find(|(mark, ..)| head.starts_with(mark)) {
            return Err(Fault::new(format!("it is {what}, not a table")).hint(*hint));
        }
        if head.starts_with(COMPOUND) {
            return Err(compound(head));
        }
        let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        if MARKUP.iter().any(|mark| text.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark))) {
            return Err(Fault::new("it is marked-up text (HTML, XML or RTF), whatever its name says")
                .hint("open it in a spreadsheet program and save it as XLSX or CSV"));
        }
        let is_zip = head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06");
        Ok(if is_zip { Kind::Zip } else { Kind::Other })
    }
}

fn compound(head: &[u8]) -> Fault {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    match head.windows(name.len()).any(|window| window == name) {
        true => Fault::new("it is a workbook locked with a password")
            .hint("open it in a spreadsheet program, take the password off, and save it as XLSX"),
        false => Fault::new("it is in Microsoft's old binary format (XLS), or locked with a password")
            .hint("open it in a spreadsheet program and save it as XLSX without a password"),
    }
}
