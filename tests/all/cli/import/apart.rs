//! A child process parses spreadsheets under limits: tested with the program itself.

use std::io::Write;
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::intake::book::{Book, ods};

/// Runs the program in a folder with a ledger of its own.
fn run(folder: &TempDir, words: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_impound"))
        .args(words)
        .current_dir(folder.path())
        .env("IMPOUND_LEDGER", folder.path().join("ledger.db"))
        .env("XDG_STATE_HOME", folder.path())
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// What the program says about a workbook.
fn imported(bytes: &[u8]) -> (Option<i32>, String, String) {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(&folder, &["init"]).0, Some(0));
    std::fs::write(folder.path().join("book"), bytes).unwrap();
    run(&folder, &["import", "book", "--open-missing"])
}

fn texts(row: usize, cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|text| format!(r#"<c t="inlineStr"><is><t>{text}</t></is></c>"#)).collect();
    format!(r#"<row r="{row}">{cells}</row>"#)
}

#[test]
fn a_child_reads_a_sheet_as_this_process_does() {
    let rows = [
        texts(1, &["case", "action", "date", "description", "amount", "currency"]),
        texts(2, &["c", "seize", "2024-06-25", "Günther", "5000", "EUR"]),
        texts(3, &["c", "seize", "2024-06-31", "x", "1", "EUR"]),
    ];
    let good = Book { sheets: &[&rows[..2].concat()], ..Book::default() }.bytes();
    let (code, out, err) = imported(&good);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{out}");
    assert!(out.contains("1 row: 1 recorded"), "{out}");
    let (code, _, err) = imported(&Book { sheets: &[&rows.concat()], ..Book::default() }.bytes());
    assert_eq!(code, Some(1));
    assert!(err.contains("sheet “A”, row 3") && err.contains("2024-06-31"), "{err}");
    let (code, _, err) = imported(b"PK\x03\x04 and no more");
    assert_eq!(code, Some(1));
    assert!(err.contains("its archive is damaged"), "{err}");
}

#[test]
fn a_spreadsheet_that_would_take_all_memory_is_refused_with_a_message() {
    let blanks = r#"<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x<text:s text:c="1048575"/></text:p></table:table-cell>"#;
    for bytes in [
        ods(&format!("<table:table-row>{blanks}</table:table-row>")),
        ods(&format!("<table:table-row>{}</table:table-row>", blanks.replace("1048575", "&#49;048575"))),
    ] {
        let (code, out, err) = imported(&bytes);
        assert_eq!((code, out.as_str()), (Some(1), ""), "{err}");
        assert!(err.contains("hint:"), "{err}");
    }
}

#[test]
fn the_child_explains_a_refusal_in_one_line() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_impound"))
        .arg("parse-spreadsheet")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"no spreadsheet").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8(output.stdout).unwrap().contains("Refused"));
}
