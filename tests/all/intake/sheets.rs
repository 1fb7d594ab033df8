//! XLSX and ODS: the contents of cells, and what archives must not do.

use impound::intake::Cell;
use impound::intake::read::{Format, MOST_PARTS, Opened, Told};
use jiff::civil::date;

use super::book::{Book, archive, ods, ods_of};
use super::{open, plain, read, rows};

fn cells(book: &Book<'_>) -> Vec<(u64, Vec<Cell>)> {
    read(book.bytes()).into_iter().map(|row| row.unwrap()).map(|row| (row.line, row.cells)).collect()
}

/// Why a cell cannot be read.
#[track_caller]
fn why(cell: &Cell) -> &str {
    match cell {
        Cell::Unclear(unclear) => unclear.fault.what(),
        other => panic!("{other:?} can be read"),
    }
}

fn number(text: &str) -> Cell {
    Cell::Number(text.to_owned())
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

#[test]
fn a_number_is_the_shortest_decimal_without_an_exponent() {
    let sheet = r#"<row r="1"><c r="A1"><v>1.1999003E7</v></c><c r="B1"><v>1234.0999999999999</v></c><c r="C1"><v>5</v></c></row>"#;
    let expected = vec![(1, vec![number("11999003"), number("1234.1"), number("5")])];
    assert_eq!(cells(&Book { sheets: &[sheet], ..Book::default() }), expected);
}

#[test]
fn texts_are_read_wherever_they_are_stored() {
    let sheet = r#"<row r="2"><c r="B2" t="s"><v>1</v></c><c r="C2" t="inlineStr"><is><t>in &amp; line</t></is></c>
        <c r="E2" t="str"><f>A1</f><v>reckoned</v></c><c r="F2"><f>1+1</f><v>2</v></c></row>"#;
    let shared = "<si><t>none</t></si><si><r><t xml:space='preserve'>rich </t></r><r><t>text</t></r></si>";
    let expected =
        vec![(2, vec![Cell::Empty, text("rich text"), text("in & line"), Cell::Empty, text("reckoned"), number("2")])];
    assert_eq!(cells(&Book { sheets: &[sheet], shared, ..Book::default() }), expected);
}

#[test]
fn booleans_errors_and_days_are_as_the_sheet_shows_them() {
    let sheet = r#"<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="e"><v>#REF!</v></c><c r="C1" s="1"><v>45468</v></c>
        <c r="D1" s="2"><v>45468.5</v></c><c r="E1" s="3"><v>1.25</v></c><c r="F1" s="1"><v>60</v></c></row>"#;
    let noon = Cell::DateTime(date(2024, 6, 25).at(12, 0, 0, 0));
    let of_1900 = vec![
        Cell::Flag(true),
        Cell::Error("#REF!".to_owned()),
        Cell::Date(date(2024, 6, 25)),
        noon,
        text("30:00:00"),
        text("1900-02-29"),
    ];
    assert_eq!(cells(&Book { sheets: &[sheet], ..Book::default() }), [(1, of_1900)]);
    let properties = r#"<workbookPr date1904="1"/>"#;
    let later = &cells(&Book { sheets: &[sheet], properties, ..Book::default() })[0].1;
    assert_eq!((&later[2], &later[5]), (&Cell::Date(date(2028, 6, 26)), &Cell::Date(date(1904, 3, 1))));
}

#[test]
fn merged_cells_have_their_value_in_the_first_and_covered_cells_are_not_read() {
    let sheet = r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>
        <row r="2"><c r="A2"><v>3</v></c><c r="B2"><v>4</v></c></row><row r="3"><c r="A3"><v>5</v></c></row>"#;
    let after = r#"<mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>"#;
    let expected =
        vec![(1, vec![number("1"), number("2")]), (2, vec![Cell::Empty, number("4")]), (3, vec![number("5")])];
    let covered = sheet.replace("<v>3</v>", "");
    assert_eq!(cells(&Book { sheets: &[&covered], after, ..Book::default() }), expected);
    let found = cells(&Book { sheets: &[sheet], after, ..Book::default() });
    assert_eq!(why(&found[1].1[0]), "the cell is covered by a merged one and still holds “3”");
}

#[test]
fn a_merged_region_with_reversed_ends_causes_no_failure() {
    let sheet = r#"<row r="1"><c r="A1"><v>1</v></c></row>"#;
    for region in ["AA1:A2", "A9:A1", "B2:A1"] {
        let after = &format!(r#"<mergeCells count="1"><mergeCell ref="{region}"/></mergeCells>"#);
        let rows = read(Book { sheets: &[sheet], after, ..Book::default() }.bytes());
        assert!(rows.len() == 1 && rows[0].as_ref().is_ok_and(|row| row.cells == [number("1")]) || rows[0].is_err());
    }
}

#[test]
fn hidden_sheets_are_listed_and_readable() {
    let first = r#"<row r="1"><c r="A1"><v>1</v></c></row>"#;
    let second = r#"<row r="7"><c r="A7"><v>2</v></c></row>"#;
    let opened = open(Book { sheets: &[first, second], ..Book::default() }.bytes()).unwrap();
    let detected = opened.detected();
    assert_eq!((detected.format, &detected.sheets[..]), (Format::Xlsx, &["A".to_owned(), "B".to_owned()][..]));
    assert_eq!(detected.hidden, ["B"]);
    assert_eq!(opened.rows("B").unwrap().next().unwrap().unwrap().line, 7);
    assert_eq!(opened.rows("C").unwrap_err().to_do(), Some("its sheets are “A”, “B”"));
}

#[test]
fn rows_and_cells_out_of_order_are_refused_and_not_reordered() {
    for sheet in [
        r#"<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>"#,
        r#"<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>"#,
        r#"<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>"#,
    ] {
        let last = read(Book { sheets: &[sheet], ..Book::default() }.bytes()).pop().unwrap();
        assert!(last.unwrap_err().fault.what().ends_with("not in order"), "{sheet}");
    }
}

#[test]
fn a_cell_in_the_last_corner_takes_no_memory() {
    let sheet = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#;
    let found = cells(&Book { sheets: &[sheet], ..Book::default() });
    assert_eq!((found[1].0, found[1].1.len()), (1_048_576, 16_384));
}

#[test]
fn a_truncated_sheet_gives_its_rows_and_then_a_fault() {
    let sheet = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>"#;
    let found = plain(read(Book { sheets: &[sheet], ..Book::default() }.bytes()));
    assert!(found.last().unwrap().1[0].starts_with("! the workbook cannot be read"), "{found:?}");
}

#[test]
fn an_ods_gives_the_same_rows() {
    let bytes = ods(r#"<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
        <table:table-row><table:table-cell/><table:table-cell office:value-type="float" office:value="12.50"><text:p>12,50</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><text:p>a &lt; b</text:p></table:table-cell>
        <table:table-cell office:value-type="date" office:date-value="2024-06-25"/><table:table-cell office:value-type="boolean" office:boolean-value="true"/></table:table-row>
        <table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>"#
        .replace("\n        ", "").as_str());
    let opened = open(&bytes).unwrap();
    assert_eq!(opened.detected().format, Format::Ods);
    let row = opened.rows("A").unwrap().next().unwrap().unwrap();
    assert_eq!(row.line, 3);
    let expected = [Cell::Empty, number("12.5"), text("a < b"), Cell::Date(date(2024, 6, 25)), Cell::Flag(true)];
    assert_eq!(row.cells, expected);
}

#[test]
fn an_ods_that_is_truncated_or_repeats_without_end_is_refused_before_parsing() {
    let cut = ods_of("<office:document-content><table:table table:name=\"A\"><table:table-row>");
    assert!(open(cut).unwrap_err().what().ends_with("is cut off"));
    let cells = r#"<table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>"#;
    let fault = open(ods(&format!("<table:table-row>{cells}</table:table-row>").repeat(400))).unwrap_err();
    assert!(fault.what().contains("its cells would come to more than 1073741824 bytes"), "{fault}");
}

#[test]
fn an_archive_that_inflates_beyond_the_bounds_is_refused() {
    let blank = " ".repeat(20 << 20);
    let fault = open(Book { sheets: &[&blank], ..Book::default() }.bytes()).unwrap_err();
    assert!(fault.what().ends_with("“xl/worksheets/sheet0.xml” inflates to more than 200 times its size"), "{fault}");
    let many: Vec<(String, &str)> = (0..=MOST_PARTS).map(|i| (format!("p{i}"), "")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(name, content)| (name.as_str(), *content)).collect();
    assert!(open(archive(&many)).unwrap_err().what().contains("has 10001 parts"));
}

#[test]
fn an_archive_that_lies_about_the_size_of_a_part_is_counted_anyway() {
    let blank = " ".repeat(20 << 20);
    let mut bytes = Book { sheets: &[&blank], ..Book::default() }.bytes();
    let true_size = u32::try_from(blank.len() + "<worksheet><sheetData></sheetData></worksheet>".len()).unwrap();
    let places: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, w)| **w == true_size.to_le_bytes()).map(|(at, _)| at).collect();
    assert!(!places.is_empty());
    places.iter().for_each(|at| bytes[*at..at + 4].copy_from_slice(&1000_u32.to_le_bytes()));
    let fault = open(bytes).unwrap_err();
    assert!(fault.what().contains("inflates to more than") || fault.what().contains("damaged"), "{fault}");
}

#[test]
fn a_claim_of_many_shared_texts_is_not_trusted() {
    let sheets = &[r#"<row r="1"><c r="A1"><v>1</v></c></row>"#][..];
    let shared_attributes = r#" count="1" uniqueCount="99999999999999""#;
    let fault = open(Book { sheets, shared_attributes, ..Book::default() }.bytes()).unwrap_err();
    assert!(fault.what().contains("it claims 99999999999999 shared texts"), "{fault}");
}

#[test]
fn a_text_that_is_too_long_is_a_fault_of_its_row() {
    let long = format!("<si><t>{}</t></si>", "x".repeat(2 << 20));
    let sheet = r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>"#;
    let found = plain(read(Book { sheets: &[sheet], shared: &long, ..Book::default() }.bytes()));
    assert_eq!(found, rows(&[(1, &["! it has more than 1048576 bytes"]), (2, &["Number(\"2\")"])]));
}

#[test]
fn archives_that_are_not_spreadsheets_are_named_for_what_they_are() {
    for (parts, what) in [
        (&[("a.csv", "a,b")][..], "it is an archive, not a spreadsheet"),
        (&[("[Content_Types].xml", ""), ("word/document.xml", "")], "it is a text document or a presentation"),
        (&[("[Content_Types].xml", ""), ("xl/workbook.bin", "")], "it is a binary workbook (XLSB)"),
        (&[("mimetype", "application/vnd.oasis.opendocument.text")], "it is an OpenDocument file, but no spreadsheet"),
    ] {
        let fault = open(archive(parts)).unwrap_err();
        assert!(fault.what().ends_with(what), "{fault}");
    }
    let bytes = Book { sheets: &[""], ..Book::default() }.bytes();
    assert!(open(&bytes[..bytes.len() / 2]).unwrap_err().what().contains("its archive is damaged"));
}

#[test]
fn no_flipped_byte_of_a_workbook_makes_the_reader_panic() {
    let sheet = r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>"#;
    let good = Book { sheets: &[sheet], shared: "<si><t>x</t></si>", ..Book::default() }.bytes();
    let folder = tempfile::tempdir().unwrap();
    let mut refused = 0;
    for at in (0..good.len()).step_by(7) {
        let mut bytes = good.clone();
        bytes[at] ^= 0x15;
        let path = folder.path().join("b.xlsx");
        std::fs::write(&path, &bytes).unwrap();
        match Opened::open(&path, &Told::default()) {
            Ok(opened) => opened.detected().sheets.iter().for_each(|sheet| {
                assert!(opened.rows(sheet).unwrap().count() < 3);
            }),
            Err(_) => refused += 1,
        }
    }
    assert!(refused > 20, "{refused}");
}
