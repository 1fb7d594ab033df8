//! Things that are not a file, not a table, or changing while read.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use impound::intake::read::{Format, Opened, Told};

use super::{file, open, open_told};

fn refused(path: &Path) -> String {
    let fault = Opened::open(path, &Told::default()).unwrap_err();
    assert!(fault.what().starts_with(&*path.to_string_lossy()), "the path is named: {fault}");
    fault.what()[path.to_string_lossy().len()..].to_owned()
}

#[test]
fn anything_but_a_file_is_named_for_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(refused(folder.path()), ": it is a folder, not a file");
    assert_eq!(refused(Path::new("/dev/null")), ": it is a device, not a file");
    let pipe = folder.path().join("pipe");
    let kind = rustix::fs::FileType::Fifo;
    rustix::fs::mknodat(rustix::fs::CWD, &pipe, kind, rustix::fs::Mode::RUSR, 0).unwrap();
    assert_eq!(refused(&pipe), ": it is a pipe, not a file");
    let missing = refused(&folder.path().join("missing"));
    assert!(missing.starts_with(": it cannot be read: No such file"), "{missing}");
    assert_eq!(refused(file("").path()), ": it is empty");
}

#[test]
fn a_file_that_changes_while_being_read_says_so_at_its_end() {
    let file = file("a,b\nc,d\n");
    let opened = Opened::open(file.path(), &Told::default()).unwrap();
    OpenOptions::new().append(true).open(file.path()).unwrap().write_all(b"e,f\n").unwrap();
    let last = opened.rows("").unwrap().last().unwrap().unwrap_err();
    assert_eq!(last.fault.what(), "the file changed while it was read");
}

#[test]
fn the_digest_is_that_of_the_bytes() {
    let detected = open("a,b\n").unwrap().detected().clone();
    assert_eq!(detected.size, 4);
    assert_eq!(detected.digest, impound::journal::Digest::of(b"a,b\n"));
}

#[test]
fn files_that_are_not_tables_are_named_for_what_they_are() {
    for (bytes, what) in [
        (&b"%PDF-1.7 "[..], "a PDF"),
        (b"\x1f\x8b\x08\0", "gzip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on", "XLS"),
        (b"<html><table>", "marked-up text"),
        (b"\xef\xbb\xbf  <?xml version=\"1.0\"?>", "marked-up text"),
        (b"SQLite format 3\0", "SQLite"),
        (b"\x01\x02\x03\x04\x05\x06 abc", "neither text"),
    ] {
        let fault = open(bytes).unwrap_err();
        assert!(fault.what().contains(what), "{fault}");
        assert!(fault.to_do().is_some(), "{fault}");
    }
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let fault = open([b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &locked].concat()).unwrap_err();
    assert!(fault.what().ends_with("it is a workbook locked with a password"), "{fault}");
}

#[test]
fn a_stated_format_that_the_file_does_not_have_is_refused() {
    let told = Told { format: Some(Format::Xlsx), ..Told::default() };
    assert!(open_told("a,b\n", &told).unwrap_err().what().ends_with("it is text, not xlsx"));
    let opened = open("a,b\n").unwrap();
    assert!(opened.rows("2024").unwrap_err().what().contains("no sheet “2024”"));
}
