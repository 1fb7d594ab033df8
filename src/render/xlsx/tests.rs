//! Workbooks, read back by a reader that is not ours.

use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};
use proptest::prelude::*;

use super::super::written::{amount, bytes, document, meta, rate};
use super::super::{Format, Options};
use super::sheet::FEW_ROWS;
use super::*;
use crate::report::document::{Bounds, Column, Digits, Document, End, Grid, Section as Part};

fn opened(document: &Document) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes(document, Format::Xlsx))).unwrap()
}

fn sheet(document: &Document, name: &str) -> Range<Data> {
    opened(document).worksheet_range(name).unwrap()
}

/// What a column holds below its header.
fn column(sheet: &Range<Data>, name: &str) -> Vec<Data> {
    let header = sheet.rows().next().unwrap();
    let at =
        header.iter().position(|head| *head == Data::String(name.to_owned())).unwrap_or_else(|| panic!("no {name}"));
    sheet.rows().skip(1).map(|row| row[at].clone()).collect()
}

fn text(text: &str) -> Data {
    Data::String(text.to_owned())
}

/// Two bounds, an exact amount, and one that no source states.
fn amounts() -> Document {
    let columns = vec![Column::dimension("stage"), Column::count("exact"), Column::bounds("")];
    let unstated = Cell::bounds(Some(Bounds::UNSTATED), None);
    let rows = [
        amount(End::above(500_000_000), None),
        amount(End::at(300), Some(End::below(400))),
        amount(End::at(123), Some(End::at(123))),
        unstated,
        Cell::Absent,
    ];
    let rows = (1..).zip(rows).map(|(number, amount)| vec![Cell::code("frozen"), Cell::Count(number), amount]);
    document(columns, rows.collect())
}

#[test]
fn an_amount_has_a_readable_column_one_for_each_end_and_an_exact_one() {
    let sheet = sheet(&amounts(), "Holdings");
    let readable = ["> 5,000,000.00", "3.00 – < 4.00", "1.23", "not stated"].map(text).into_iter().chain([Data::Empty]);
    assert_eq!(column(&sheet, "amount"), readable.collect::<Vec<_>>());
    let number = |number: &str| Data::Float(number.parse().unwrap());
    assert_eq!(column(&sheet, "lower"), [number("5000000"), number("3"), number("1.23"), number("0"), Data::Empty]);
    assert_eq!(column(&sheet, "upper"), [Data::Empty, number("4"), number("1.23"), Data::Empty, Data::Empty]);
    let flag = Data::Bool;
    assert_eq!(column(&sheet, "upper_inclusive"), [Data::Empty, flag(false), flag(true), Data::Empty, Data::Empty]);
    let exact = [">5000000.00", "3.00..<4.00", "1.23", "unstated"].map(text).into_iter().chain([Data::Empty]);
    assert_eq!(column(&sheet, "exact_text"), exact.collect::<Vec<_>>());
    assert_eq!(column(&sheet, "exact")[0], number("1"));
}

#[test]
fn a_column_with_a_figure_of_sixteen_digits_is_text_in_every_row() {
    let columns = vec![Column::bounds(""), Column::ends("range_")];
    let exact = |minor| amount(End::at(minor), Some(End::at(minor)));
    let rows = vec![vec![exact(100), exact(100)], vec![exact(1_234_567_890_123_456), exact(200)]];
    let sheet = sheet(&document(columns, rows), "Holdings");
    assert_eq!(column(&sheet, "lower"), ["1.00", "12345678901234.56"].map(text));
    assert_eq!(column(&sheet, "upper"), ["1.00", "12345678901234.56"].map(text));
    assert_eq!(column(&sheet, "range_lower"), [Data::Float("1".parse().unwrap()), Data::Float("2".parse().unwrap())]);
    assert_eq!(column(&sheet, "range"), ["1.00", "2.00"].map(text));
    assert_eq!(column(&sheet, "range_exact_text"), ["1.00", "2.00"].map(text));
}

#[test]
fn the_readable_column_yields_its_name_to_a_field() {
    let columns = vec![Column::code("amount"), Column::bounds(""), Column::number_of("count")];
    let three = Cell::Bounds {
        bounds: Box::new(Bounds::between(End::at(3), None).unwrap()),
        digits: Digits::exactly(0),
        unit: None,
        stated: true,
    };
    let rows = vec![vec![Cell::code(">1.00 EUR"), amount(End::above(100), None), three]];
    let sheet = sheet(&document(columns, rows), "Holdings");
    assert_eq!(column(&sheet, "amount"), [text(">1.00 EUR")]);
    assert_eq!(column(&sheet, "amount_readable"), [text("> 1.00")]);
    assert_eq!(column(&sheet, "count_readable"), [text("≥ 3")]);
    assert_eq!(column(&sheet, "count_exact_text"), [text(">=3")]);
}

#[test]
fn a_date_has_its_text_and_its_first_and_last_day() {
    let columns = vec![Column::code("date").of_dates()];
    let dates = ["2024-06", "../2024-06-28", "1899-12-31", "2024-06-28~"];
    let rows = dates.iter().map(|date| vec![Cell::code(*date)]).collect();
    let sheet = sheet(&document(columns, rows), "Holdings");
    assert_eq!(column(&sheet, "date"), dates.map(text));
    let day = |cell: &Data| match cell {
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => format!("{other}"),
    };
    let days = |name| column(&sheet, name).iter().map(day).collect::<Vec<_>>();
    assert_eq!(days("date_first"), ["2024-06-01", "", "1899-12-31", "2024-06-28"]);
    assert_eq!(days("date_last"), ["2024-06-30", "2024-06-28", "1899-12-31", "2024-06-28"]);
}

#[test]
fn the_first_sheet_says_where_the_figures_come_from_and_what_each_column_is() {
    let document = amounts().with_rates(None, vec![rate()]).of_ledger("impound/unit7/0123".to_owned());
    let mut book = opened(&document);
    assert_eq!(book.sheet_names(), ["Read me", "Holdings"]);
    let sheet = book.worksheet_range("Read me").unwrap();
    let lines: Vec<String> =
        sheet.rows().map(|row| row.iter().map(Data::to_string).collect::<Vec<_>>().join("|")).collect();
    let lines: Vec<&str> = lines.iter().map(|line| line.trim_end_matches('|')).collect();
    let digest = "0123456789abcdef".repeat(4);
    let expected = [
        "Holdings: what is held",
        "ledger|impound/unit7/0123",
        "head|entry 12",
        &format!("root|{digest}"),
        "verified|up to entry 9",
        "as of|2024-12-31",
        "stated|yes",
        "version|0.1.0",
        "Holdings|5|Holdings: what is held",
        "Holdings|upper|Upper end; empty where there is none",
        "USD|2024-06-28|1.0705|USD per EUR|a|b|2024-06-27|3",
    ];
    for line in expected {
        assert!(lines.contains(&line), "{line} in {lines:#?}");
    }
    // Every column has a meaning.
    let meanings =
        lines.iter().skip_while(|line| **line != "sheet|column|meaning").skip(1).take_while(|line| !line.is_empty());
    assert!(meanings.clone().count() > 5);
    assert!(meanings.clone().all(|line| line.split('|').count() == 3), "{lines:#?}");
}

#[test]
fn each_section_has_a_sheet_and_an_empty_one_has_its_header() {
    let section = |heading: &str, rows| {
        let columns = vec![Column::dimension("stage"), Column::count("assets")];
        Part::Grid(Grid::new(Frame::new(heading, columns).unwrap(), rows).unwrap())
    };
    let rows = vec![vec![Cell::code("frozen"), Cell::Count(3)]];
    let sections = vec![section("Start", rows), section("Start: again", vec![])];
    let mut book = opened(&Document::new(meta("two"), sections).unwrap());
    assert_eq!(book.sheet_names(), ["Read me", "Start", "Start 2"]);
    let empty = book.worksheet_range("Start 2").unwrap();
    assert_eq!(empty.rows().collect::<Vec<_>>(), [[text("stage"), text("assets")]]);
}

#[test]
fn two_runs_give_the_same_bytes() {
    let document = amounts();
    assert_eq!(bytes(&document, Format::Xlsx), bytes(&document, Format::Xlsx));
}

#[test]
fn text_that_looks_like_something_else_is_text() {
    let hostile = [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "'x",
        "<r>x</r>",
        "<r><t>_x0041_</t></r>",
        "_x0041_",
        "_x005F_x0041_",
        "http://x.example/",
        " a ",
        "1e5",
        "TRUE",
        "&amp;",
        "a\u{301}",
    ];
    for length in [hostile.len(), FEW_ROWS + 1] {
        let notes = || hostile.iter().copied().cycle().take(length);
        let rows = notes().map(|note| vec![Cell::Text(note.to_owned())]).collect();
        let document = document(vec![Column::text("note")], rows);
        assert_eq!(column(&sheet(&document, "Holdings"), "note"), notes().map(text).collect::<Vec<_>>());
        let mut book = opened(&document);
        assert!(book.worksheet_formula("Holdings").unwrap().cells().all(|(_, _, formula)| formula.is_empty()));
    }
}

#[test]
fn a_long_sheet_is_like_a_short_one() {
    let day = |row: usize| Cell::code(format!("2024-06-{:02}", row % 28 + 1));
    let exact = |minor| amount(End::at(minor), Some(End::at(minor)));
    let row = |row: usize| {
        vec![day(row), exact(123_456), Cell::Count(7), if row == 0 { exact(10_i128.pow(17)) } else { exact(1) }]
    };
    let columns =
        || vec![Column::code("date").of_dates(), Column::bounds(""), Column::count("assets"), Column::ends("range_")];
    let of = |rows: usize| sheet(&document(columns(), (0..rows).map(row).collect()), "Holdings");
    let (short, long) = (of(100), of(FEW_ROWS + 1));
    assert_eq!(long.height(), FEW_ROWS + 2);
    assert!(long.rows().zip(short.rows()).all(|(long, short)| long == short));
    let several = |rows: usize| {
        let grid =
            |rows: usize| Grid::new(Frame::new("Sheet", columns()).unwrap(), (0..rows).map(row).collect()).unwrap();
        let document = Document::new(meta("two"), [rows, 3, rows].map(|rows| Part::Grid(grid(rows))).into()).unwrap();
        assert_eq!(bytes(&document, Format::Xlsx), bytes(&document, Format::Xlsx));
        let mut book = opened(&document);
        ["Sheet", "Sheet 2", "Sheet 3"].map(|name| book.worksheet_range(name).unwrap().height())
    };
    assert_eq!(several(FEW_ROWS + 1), [FEW_ROWS + 2, 4, FEW_ROWS + 2]);
}

#[test]
fn a_text_that_no_cell_holds_is_refused_and_never_cut() {
    let document = document(vec![Column::text("note")], vec![vec![Cell::text("𝕏".repeat(16_384))]]);
    let mut bytes = Vec::new();
    let error = super::super::write(&document, Format::Xlsx, Options::default(), &mut bytes).unwrap_err();
    assert_eq!(error.to_string(), "a cell holds 32767 characters, and “note” of row 1 has more");
    assert_eq!((error.kind(), bytes.len()), (io::ErrorKind::Unsupported, 0));
}

#[test]
fn a_row_that_no_sheet_holds_is_refused_and_never_dropped() {
    let document = document(vec![Column::count("assets")], Vec::new());
    let outline = document.outline();
    let mut bytes = Vec::new();
    let mut sink = Format::Xlsx.begin(&outline, Options::default(), &mut bytes).unwrap();
    sink.section(&outline.sections()[0]).unwrap();
    for _ in 0..MOST_ROWS {
        sink.row(&[Cell::Absent]).unwrap();
    }
    let error = sink.row(&[Cell::Absent]).unwrap_err();
    assert_eq!(error.to_string(), "a sheet holds 1048575 rows, and “Holdings: what is held” has more");
    assert_eq!(error.kind(), io::ErrorKind::Unsupported);
}

proptest! {
    #[test]
    fn every_text_comes_back_as_it_is_shown(texts in prop::collection::vec("(\\PC|[_x0-9A-F<>&/r]){1,30}", 1..6)) {
        let rows = texts.iter().map(|text| vec![Cell::Text(text.clone())]).collect();
        let sheet = sheet(&document(vec![Column::text("note")], rows), "Holdings");
        let shown = texts.iter().map(|shown| text(&crate::report::document::escape(shown))).collect::<Vec<_>>();
        prop_assert_eq!(column(&sheet, "note"), shown);
    }

    #[test]
    fn every_amount_comes_back_exactly(minors in prop::collection::vec(0_i128..10_i128.pow(17), 1..5)) {
        let rows = minors.iter().map(|minor| vec![amount(End::at(*minor), Some(End::at(*minor)))]).collect();
        let sheet = sheet(&document(vec![Column::bounds("")], rows), "Holdings");
        let exact = |cell: &Data| cell.to_string().parse::<rust_decimal::Decimal>().unwrap();
        for ((minor, lower), exactly) in minors.iter().zip(column(&sheet, "lower")).zip(column(&sheet, "exact_text")) {
            let figure = rust_decimal::Decimal::from_i128_with_scale(*minor, 2);
            prop_assert_eq!(exact(&lower), figure);
            prop_assert_eq!(exactly, text(&figure.to_string()));
        }
    }
}
