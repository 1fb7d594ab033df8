//! A cell is read as shown, in XLSX and ODS; if that is uncertain, it cannot be read.

use impound::intake::{Cell, NoticeKind};
use jiff::civil::date;

use super::book::{Book, archive, ods, ods_of};
use super::{open, read};

/// The cells of the first row of a sheet.
#[track_caller]
fn row(bytes: Vec<u8>) -> Vec<Cell> {
    read(bytes).remove(0).unwrap().cells
}

/// The result of a cell: its text, or a word for what it is.
fn said(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) | Cell::Number(text) | Cell::Period(text) => text.clone(),
        Cell::Money(number, sign) => format!("{number} {sign}"),
        Cell::Unclear(unclear) => format!("? {}", unclear.fault.what()),
        other => format!("{other:?}"),
    }
}

/// A sheet with one row of these cells, from `A1`.
fn xlsx(cells: &str) -> Vec<Cell> {
    row(Book { sheets: &[&format!("<row r=\"1\">{cells}</row>")], ..Book::default() }.bytes())
}

/// A part with formats of these codes: the first cell format is general, the second has the first code, and so on.
fn styles(codes: &[&str], fonts: &str, xfs: &str) -> String {
    let formats: String = (164..)
        .zip(codes)
        .map(|(id, code)| format!(r#"<numFmt numFmtId="{id}" formatCode="{}"/>"#, code.replace('"', "&quot;")))
        .collect();
    let cells: String = (164..).zip(codes).map(|(id, _)| format!(r#"<xf numFmtId="{id}"/>"#)).collect();
    format!(
        "<styleSheet><numFmts>{formats}</numFmts><fonts><font/>{fonts}</fonts>\
         <cellXfs><xf numFmtId=\"0\"/>{cells}{xfs}</cellXfs></styleSheet>"
    )
}

/// A number displayed with a format.
fn formatted(code: &str, value: &str) -> String {
    let sheet = format!(r#"<row r="1"><c r="A1" s="1"><v>{value}</v></c></row>"#);
    said(&row(Book { sheets: &[&sheet], styles: &styles(&[code], "", ""), ..Book::default() }.bytes())[0])
}

#[test]
fn a_formula_that_was_never_calculated_is_not_blank() {
    for cell in [
        r#"<c r="A1"><f>SUM(1,2)</f></c>"#,
        r#"<c r="A1"><f>SUM(1,2)</f><v></v></c>"#,
        r#"<c r="A1" t="str"><f>B1</f><v/></c>"#,
        r#"<c r="A1"><f t="shared" si="0"/></c>"#,
    ] {
        assert!(said(&xlsx(cell)[0]).contains("never calculated"), "{cell}");
    }
    let cells = r#"<table:table-cell table:formula="of:=[.B1]"/><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>"#;
    let cells = row(ods(&format!("<table:table-row>{cells}</table:table-row>")));
    assert!(said(&cells[0]).contains("never calculated"), "{cells:?}");
}

#[test]
fn a_formula_with_an_empty_result_is_blank_in_a_calculated_workbook() {
    let sheet = r#"<row r="1"><c r="A1" t="str"><f>IF(B1="","",B1)</f><v></v></c><c r="B1"><v>1</v></c></row>"#;
    let of = |properties| row(Book { sheets: &[sheet], properties, ..Book::default() }.bytes())[0].clone();
    assert_eq!(of(r#"<calcPr calcId="191029"/>"#), Cell::Empty);
    assert!(matches!(of(r#"<calcPr calcId="124519" fullCalcOnLoad="1"/>"#), Cell::Unclear(_)));
}

#[test]
fn additions_by_a_number_format_are_read_or_refused() {
    assert!(formatted("#,##0.00 \"Mio. €\"", "5").contains("adds words or a scale"));
    assert!(formatted("#,##0,", "5000").contains("shows a thousandth or less"));
    assert!(formatted(";;;", "5").contains("hides what is stored"));
    assert_eq!(formatted("#,##0 \"k€\"", "500"), "500 k€");
    assert_eq!(formatted("0%", "0.5"), "50%");
    assert_eq!(formatted("[$$-409]#,##0.00", "500"), "500 $");
    assert_eq!(formatted("#,##0.00", "500"), "500");
    assert_eq!(formatted("mmm\\-yy", "45444"), "2024-06");
    assert_eq!(formatted("yyyy", "45444"), "2024");
    assert!(formatted("d mmm", "45444").contains("only a part of the day"));
}

#[test]
fn raised_and_struck_digits_do_not_merge_into_a_figure() {
    let rich = |properties: &str, text: &str| {
        let run = format!("<r><t>5000</t></r><r><rPr>{properties}</rPr><t>{text}</t></r>");
        said(&xlsx(&format!(r#"<c r="A1" t="inlineStr"><is>{run}</is></c>"#))[0])
    };
    assert_eq!(rich(r#"<vertAlign val="superscript"/>"#, "1"), "5000¹");
    assert_eq!(rich(r#"<vertAlign val="subscript"/>"#, "1"), "5000₁");
    assert!(rich(r#"<vertAlign val="superscript"/>"#, "a").contains("raised or lowered letters"));
    assert!(rich("<strike/>", "00").contains("struck through"));
    assert_eq!(rich(r#"<strike val="0"/>"#, "00"), "500000");
    let font = r#"<font><strike/></font>"#;
    let styles = styles(&[], font, r#"<xf numFmtId="0" fontId="1"/>"#);
    let sheet = r#"<row r="1"><c r="A1" s="1"><v>500</v></c></row>"#;
    let cell = &row(Book { sheets: &[sheet], styles: &styles, ..Book::default() }.bytes())[0];
    assert!(said(cell).contains("“500” is struck through"), "{cell:?}");
}

#[test]
fn the_phonetic_hint_of_a_text_is_not_part_of_it() {
    let cell = r#"<c r="A1" t="inlineStr"><is><t>東京</t><rPh sb="0" eb="2"><t>とうきょう</t></rPh></is></c>"#;
    assert_eq!(said(&xlsx(cell)[0]), "東京");
}

#[test]
fn an_error_concerns_only_its_cell_and_the_rows_below_are_read() {
    let sheet = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="A3" t="e"><v>#SPILL!</v></c><c r="B3"><v>2</v></c></row>
        <row r="4"><c r="A4"><v>x</v></c></row><row r="5"><c r="A5"><v>3</v></c></row>"#;
    let rows = read(Book { sheets: &[sheet], ..Book::default() }.bytes());
    let rows: Vec<_> = rows.into_iter().map(|row| row.unwrap()).collect();
    assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), [1, 3, 4, 5]);
    assert_eq!(rows[1].cells, [Cell::Error("#SPILL!".to_owned()), Cell::Number("2".to_owned())]);
    assert_eq!(said(&rows[2].cells[0]), "? “x” is not a number");
}

#[test]
fn hidden_rows_and_columns_and_cells_merged_with_those_above_are_noted() {
    let sheet = r#"<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>2</v></c></row><row r="2" hidden="1"><c r="A2"><v>1</v></c></row>
        <row r="3"><c r="B3"><v>1</v></c></row>"#;
    let (before, after) =
        (r#"<cols><col min="2" max="3" hidden="1"/></cols>"#, r#"<mergeCells><mergeCell ref="A2:A3"/></mergeCells>"#);
    let opened = open(Book { sheets: &[sheet], before, after, ..Book::default() }.bytes()).unwrap();
    let mut rows = opened.rows("A").unwrap();
    assert_eq!(rows.by_ref().count(), 3);
    let notices = rows.notices();
    let found: Vec<_> = notices.iter().map(|n| (n.kind, n.count, n.rows.clone(), n.detail.clone())).collect();
    assert_eq!(
        found,
        [
            (NoticeKind::HiddenRows, 1, vec![2], None),
            (NoticeKind::MergedCells, 1, vec![3], None),
            (NoticeKind::HiddenColumns, 2, vec![], Some("B, C".to_owned())),
        ]
    );
}

#[test]
fn an_ods_shows_numbers_and_days_as_its_texts_and_styles_say() {
    let styles = r#"<office:automatic-styles>
        <number:number-style style:name="N1"><number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/><number:text> Mio. €</number:text></number:number-style>
        <number:date-style style:name="N2"><number:month number:textual="true"/><number:text>-</number:text><number:year/></number:date-style>
        <style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>
        <style:style style:name="ce2" style:family="table-cell" style:data-style-name="N2"/>
        <style:style style:name="ce3" style:family="table-cell"><style:text-properties style:text-line-through-style="solid"/></style:style>
        <style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
        </office:automatic-styles>"#;
    let cells = r#"<table:table-cell office:value-type="float" office:value="5"><text:p>5,00 Mio. €</text:p></table:table-cell>
        <table:table-cell table:style-name="ce1" office:value-type="float" office:value="5"/>
        <table:table-cell office:value-type="float" office:value="5000"><text:p>5</text:p></table:table-cell>
        <table:table-cell office:value-type="currency" office:currency="USD" office:value="500"><text:p>$500.00</text:p></table:table-cell>
        <table:table-cell office:value-type="percentage" office:value="0.5"><text:p>50%</text:p></table:table-cell>
        <table:table-cell office:value-type="float" office:value="0" table:formula="of:=1/0" calcext:value-type="error"><text:p>Err:502</text:p></table:table-cell>
        <table:table-cell table:style-name="ce2" office:value-type="date" office:date-value="2024-06-01"><text:p>Jun-24</text:p></table:table-cell>
        <table:table-cell office:value-type="date" office:date-value="2024-06-01"><text:p>2024</text:p></table:table-cell>
        <table:table-cell office:value-type="date" office:date-value="2024-06-25"><text:p>25.06.24</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><text:p>5000<text:span text:style-name="T1">1</text:span></text:p></table:table-cell>
        <table:table-cell table:style-name="ce3" office:value-type="float" office:value="5"><text:p>5</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><text:p>a<text:s text:c="2"/>b</text:p><text:p>c</text:p><office:annotation><text:p>remark</text:p></office:annotation></table:table-cell>
        <table:covered-table-cell office:value-type="float" office:value="900"><text:p>900</text:p></table:covered-table-cell>"#;
    let content = format!(
        "<office:document-content>{styles}<office:body><office:spreadsheet><table:table table:name=\"A\">\
         <table:table-row>{cells}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let cells = row(ods_of(&content));
    let told: Vec<String> = cells.iter().map(said).collect();
    assert_eq!(told[0], "5,00 Mio. €");
    assert!(told[1].contains("adds words or a scale"), "{}", told[1]);
    assert!(told[2].contains("holds “5000” and shows “5”"), "{}", told[2]);
    assert_eq!(told[3..5], ["500 USD", "50%"]);
    assert_eq!(cells[5], Cell::Error("Err:502".to_owned()));
    assert_eq!(told[6..8], ["2024-06", "2024"]);
    assert_eq!(cells[8], Cell::Date(date(2024, 6, 25)));
    assert_eq!(told[9], "5000¹");
    assert!(told[10].contains("struck through"), "{}", told[10]);
    assert_eq!(told[11], "a  b\nc");
    assert!(told[12].contains("covered by a merged one"), "{}", told[12]);
}

#[test]
fn hidden_rows_columns_and_sheets_of_an_ods_are_noted() {
    let styles = r#"<office:automatic-styles><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles>"#;
    let cell = r#"<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>"#;
    let content = format!(
        "<office:document-content>{styles}<office:body><office:spreadsheet><table:table table:name=\"A\">\
         <table:table-column table:visibility=\"collapse\"/><table:table-row>{cell}</table:table-row>\
         <table:table-row table:visibility=\"filter\" table:number-rows-repeated=\"2\">{cell}</table:table-row></table:table>\
         <table:table table:name=\"B\" table:style-name=\"ta2\"><table:table-row>{cell}</table:table-row></table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let opened = open(ods_of(&content)).unwrap();
    assert_eq!(opened.detected().hidden, ["B"]);
    let mut rows = opened.rows("A").unwrap();
    assert_eq!(rows.by_ref().map(|row| row.unwrap().line).collect::<Vec<_>>(), [1, 2, 3]);
    let found: Vec<_> = rows.notices().into_iter().map(|n| (n.kind, n.count)).collect();
    assert_eq!(found, [(NoticeKind::HiddenRows, 2), (NoticeKind::HiddenColumns, 1)]);
    assert_eq!(opened.rows("B").unwrap().count(), 1);
}

#[test]
fn a_book_with_the_same_part_or_the_same_sheet_twice_is_refused() {
    let content = "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"A\"/>\
        <table:table table:name=\"a\"/></office:spreadsheet></office:body></office:document-content>";
    assert!(open(ods_of(content)).unwrap_err().what().ends_with("two of its sheets are one: “a”"));
    let sheet = r#"<row r="1"><c r="A1"><v>1</v></c></row>"#;
    let mut bytes = Book { sheets: &[sheet, sheet], ..Book::default() }.bytes();
    let (one, other) = (b"xl/worksheets/sheet1.xml", b"xl/worksheets/sheet0.xml");
    while let Some(at) = bytes.windows(one.len()).position(|name| name == one) {
        bytes[at..at + one.len()].copy_from_slice(other);
    }
    assert!(open(bytes).unwrap_err().what().ends_with("has the part “xl/worksheets/sheet0.xml” twice"));
}

#[test]
fn a_repetition_that_only_some_readers_understand_is_refused() {
    let cell = r#"<table:table-cell office:value-type="string"><text:p>x<text:s text:c="&#49;048575"/></text:p></table:table-cell>"#;
    let fault = open(ods(&format!("<table:table-row>{cell}</table:table-row>"))).unwrap_err();
    assert!(fault.what().ends_with("gives text:c as something that is not a whole number"), "{fault}");
    let blanks = r#"<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x<text:s text:c="1048575"/></text:p></table:table-cell>"#;
    let fault = open(ods(&format!("<table:table-row>{blanks}</table:table-row>"))).unwrap_err();
    assert!(fault.what().contains("its cells would come to more than"), "{fault}");
}

#[test]
fn a_text_shared_by_all_cells_of_a_row_is_stored_once() {
    let cells: String = (0..16_384).map(|_| r#"<c t="s"><v>0</v></c>"#.to_owned()).collect();
    let shared = format!("<si><t>{}</t></si>", "x".repeat(1 << 20));
    let sheet = format!(r#"<row r="1">{cells}</row><row r="2"><c r="A2"><v>2</v></c></row>"#);
    let rows = read(Book { sheets: &[&sheet], shared: &shared, ..Book::default() }.bytes());
    assert!(rows[0].is_err() && rows[1].is_ok());
}

#[test]
fn many_formats_with_one_long_code_take_little_memory() {
    let code = format!("0{}", "\"x\"".repeat(10_000));
    let xfs = r#"<xf numFmtId="164"/>"#.repeat(100_000);
    let styles = styles(&[&code], "", &xfs);
    let sheet = r#"<row r="1"><c r="A1" s="99999"><v>5</v></c></row>"#;
    assert!(matches!(row(Book { sheets: &[sheet], styles: &styles, ..Book::default() }.bytes())[0], Cell::Unclear(_)));
}

#[test]
fn an_archive_without_the_parts_that_it_names_is_refused() {
    let root =
        r#"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let bytes = archive(&[("[Content_Types].xml", "<Types/>"), ("_rels/.rels", root)]);
    assert!(open(bytes).unwrap_err().what().ends_with("its part “xl/workbook.xml” is missing"));
}
