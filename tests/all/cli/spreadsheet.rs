//! `report --format xlsx|md`: every report as a workbook, read back by three readers, and the endings that choose a format.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, Reader, Xlsx};
use impound::cli::Terminal;
use impound::intake::Cell;
use impound::intake::read::{Opened, Told};
use rust_decimal::Decimal;

use super::desk::Desk;
use crate::harness;

/// Every report, with what it asks of the example.
const REPORTS: [&str; 17] = [
    "holdings",
    "holdings --by case,jurisdiction,kind --values --counts",
    "holdings --convert EUR",
    "actions --by action,year",
    "jurisdictions",
    "pools",
    "claims",
    "attestations",
    "readings",
    "register --personal",
    "rollforward --from 2024-01-01 --to 2025-12-31",
    "coverage",
    "ageing",
    "bridge holdings --at-entry 12",
    "concentration --currency EUR",
    "form directive-2014-42 --year 2025",
    "reconcile {list} --as-of 2026-01-01",
];

fn desk() -> harness::Desk {
    let desk = crate::examples::entered(crate::examples::CARAVEL);
    std::fs::write(list(&desk), "asset,amount\ncaravel:1,5.00 EUR\n").unwrap();
    desk
}

fn list(desk: &harness::Desk) -> PathBuf {
    desk.directory().join("list.csv")
}

/// Writes a report to a file with this ending.
fn written(desk: &harness::Desk, report: &str, ending: &str) -> PathBuf {
    let file = desk.directory().join(format!("report.{ending}"));
    let report = report.replace("{list}", list(desk).to_str().unwrap());
    desk.done(&format!("report {report} --raw --output {}", file.display()));
    file
}

/// The header and the rows of a CSV, by column.
fn csv(file: &Path) -> (Vec<String>, Vec<BTreeMap<String, String>>) {
    let mut reader = csv::Reader::from_path(file).unwrap();
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let row = |row: csv::StringRecord| names.iter().cloned().zip(row.iter().map(str::to_owned)).collect();
    let rows = reader.records().map(|record| row(record.unwrap())).collect();
    (names, rows)
}

/// The same of a workbook's second sheet; cells as text.
fn sheet(file: &Path) -> Vec<BTreeMap<String, String>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(std::fs::read(file).unwrap())).unwrap();
    let names = book.sheet_names();
    assert_eq!((names.len(), names[0].as_str()), (2, "Read me"));
    for name in &names {
        let formulas = book.worksheet_formula(name).unwrap();
        assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()), "{name}");
    }
    let sheet = book.worksheet_range(&names[1]).unwrap();
    let mut rows = sheet.rows();
    let header: Vec<String> = rows.next().unwrap().iter().map(Data::to_string).collect();
    rows.map(|row| header.iter().cloned().zip(row.iter().map(Data::to_string)).collect()).collect()
}

fn is_same(one: &str, other: &str) -> bool {
    let figure = |text: &str| text.parse::<Decimal>().ok();
    one == other || (figure(one).is_some() && figure(one) == figure(other))
}

#[test]
fn a_workbook_of_every_report_has_every_value_of_its_csv() {
    let desk = desk();
    let mut exact = 0;
    for report in REPORTS {
        let (names, rows) = csv(&written(&desk, report, "csv"));
        let sheet = sheet(&written(&desk, report, "xlsx"));
        assert_eq!(sheet.len(), rows.len(), "{report}");
        for (row, cells) in rows.iter().zip(&sheet) {
            for name in &names {
                assert!(is_same(&cells[name], &row[name]), "{report}: {name} is {:?} and {:?}", cells[name], row[name]);
            }
            if row.get("lower").is_some_and(|lower| !lower.is_empty() && row.get("upper") == Some(lower)) {
                let about = if row.get("approximate").is_some_and(|about| about == "true") { "~" } else { "" };
                assert_eq!(cells["exact_text"], format!("{about}{}", row["lower"]), "{report}");
                exact += 1;
            }
        }
    }
    assert!(exact > 20, "{exact} exact amounts");
}

#[test]
fn our_own_reader_takes_a_workbook() {
    let desk = desk();
    for report in REPORTS {
        let (names, rows) = csv(&written(&desk, report, "csv"));
        let opened = Opened::open(&written(&desk, report, "xlsx"), &Told::default()).unwrap();
        let sheets = opened.detected().sheets.clone();
        let read: Vec<Vec<Cell>> = opened.rows(&sheets[1]).unwrap().map(|row| row.unwrap().cells).collect();
        assert_eq!(read.len(), rows.len() + 1, "{report}");
        let is_text = |cell: &Cell, text: &str| *cell == Cell::Text(text.to_owned());
        for name in &names {
            let at = read[0].iter().position(|cell| is_text(cell, name)).unwrap();
            for (cells, row) in read[1..].iter().zip(&rows) {
                let read = match cells.get(at) {
                    None | Some(Cell::Empty) => String::new(),
                    Some(Cell::Text(text) | Cell::Number(text)) => text.clone(),
                    Some(Cell::Flag(flag)) => flag.to_string(),
                    Some(other) => panic!("{report}: {name} is {other:?}"),
                };
                assert!(is_same(&read, &row[name]), "{report}: {name} is {read:?} and {:?}", row[name]);
            }
        }
    }
}

#[test]
fn libreoffice_opens_a_workbook() {
    if !crate::tools::at_hand("soffice", "a workbook in LibreOffice") {
        return;
    }
    let desk = desk();
    let book = written(&desk, "holdings --by jurisdiction,stage,kind", "xlsx");
    let (names, rows) = csv(&written(&desk, "holdings --by jurisdiction,stage,kind", "csv"));
    let (profile, out) = (desk.directory().join("profile"), desk.directory().join("converted"));
    let said = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        // Comma, quotation mark, UTF-8, from the first line, values as stored, and every sheet to a file of its own.
        .args([
            "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1",
        ])
        .arg("--outdir")
        .args([&out, &book])
        .output()
        .unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let (read_names, read) = csv(&out.join("report-Holdings.csv"));
    assert!(names.iter().all(|name| read_names.contains(name)), "{read_names:?}");
    assert_eq!(read.len(), rows.len());
    for (row, cells) in rows.iter().zip(&read) {
        for name in &names {
            let cell = cells[name].replace("TRUE", "true").replace("FALSE", "false");
            assert!(is_same(&cell, &row[name]), "{name} is {cell:?} and {:?}", row[name]);
        }
    }
}

#[test]
fn the_ending_of_the_file_chooses_the_format_and_another_is_refused() {
    let desk = Desk::new();
    for (ending, begins) in [
        ("csv", "jurisdiction,"),
        ("json", "{"),
        ("md", "# Holdings"),
        ("html", "<!DOCTYPE html>"),
        ("txt", "Holdings:"),
        ("XLSX", "PK"),
    ] {
        let file = desk.path(&format!("report.{ending}"));
        desk.does(&format!("report holdings --output {}", file.display()));
        assert!(std::fs::read(&file).unwrap().starts_with(begins.as_bytes()), "{ending}");
    }
    desk.refuses(
        "report holdings --output [desk]/report.pdf",
        2,
        "impound: --output: “.pdf” is not a report format\n  \
         hint: end the name in .csv, .html, .json, .md, .txt or .xlsx, or say --format csv|html|json|md|table|xlsx\n",
    );
}

#[test]
fn a_workbook_is_not_written_to_a_terminal() {
    let mut desk = Desk::new();
    desk.set_terminal(Terminal { output: true, width: Some(80), ..Terminal::default() });
    desk.refuses(
        "report holdings --format xlsx",
        2,
        "impound: --format: a terminal cannot show xlsx\n  \
         hint: name a file with --output, which ends in .xlsx, or send it through a pipe\n",
    );
    desk.does("report holdings --format md");
    desk.does("report holdings --format xlsx --output [desk]/report.xlsx");
}

#[test]
fn the_same_ledger_and_the_same_arguments_give_the_same_workbook() {
    let desk = desk();
    for report in REPORTS {
        let bytes = || std::fs::read(written(&desk, report, "xlsx")).unwrap();
        assert_eq!(bytes(), bytes(), "{report}");
    }
}
