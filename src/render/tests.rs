//! Complete outputs of made-up reports in every format.

use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::{Format, Options, Writes, write};
use crate::domain::Unit;
use crate::report::document::{Bounds, Cell, Column, Digits, Document, End, Frame, Grid, Meta, Section, unguard};

fn meta(title: &str, filters: &[(&str, &str)]) -> Meta {
    Meta {
        entry: 12,
        digest: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef".to_owned(),
        filters: filters.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        ..Meta::titled(title)
    }
}

fn amount(lower: End, upper: Option<End>, approximate: bool, decimals: u32) -> Cell {
    let bounds = Box::new(Bounds::between(lower, upper).map(|bounds| bounds.or_approximate(approximate)).unwrap());
    Cell::Bounds { bounds, digits: Digits::exactly(decimals), unit: None, stated: false }
}

/// A report of stock: a sum of each shape, and one place with nothing of value.
fn holdings() -> Document {
    let columns = vec![
        Column::code("jurisdiction"),
        Column::code("stage"),
        Column::code("currency"),
        Column::count("assets"),
        Column::count("non_valued"),
        Column::bounds(""),
    ];
    let row = |place: &str, stage: &str, unit: &str, assets, non_valued, amount| {
        let words = [Cell::code(place), Cell::code(stage), Cell::code(unit)];
        words.into_iter().chain([Cell::Count(assets), Cell::Count(non_valued), amount]).collect::<Vec<Cell>>()
    };
    let (three, four, five) = (300_000_000, 400_000_000, 500_000_000);
    let rows = vec![
        row("", "frozen", "", 1, 0, Cell::bounds(Some(Bounds::UNSTATED), None)),
        row("DE", "frozen", "EUR", 3, 0, amount(End::above(five), None, false, 2)),
        row("DE", "seized", "", 2, 2, Cell::bounds(None, None)),
        row("DE+HU", "frozen", "EUR", 12, 0, amount(End::above(three), Some(End::below(four)), false, 2)),
        row("FR", "frozen", "BTC", 1, 0, amount(End::at(150_000_001), Some(End::at(150_000_001)), true, 8)),
        row("JP", "frozen", "JPY", 1, 0, amount(End::ZERO, Some(End::at(1200)), false, 0)),
        row("LT", "frozen", "EUR", 1, 0, amount(End::at(five), Some(End::at(five)), false, 2)),
    ];
    Document::single(meta("holdings on 2024-12-31", &[("as_of", "2024-12-31"), ("case", "coco")]), columns, rows)
        .unwrap()
}

/// Rows with long and hostile free text.
fn remarks() -> Document {
    let columns = vec![
        Column::count("entry"),
        Column::text("description"),
        Column::code("currency"),
        Column::code("amount").as_data_only(),
        Column::ends("residual_"),
        Column::code("certain"),
        Column::ends("fee_"),
    ];
    let exact = |minor| amount(End::at(minor), Some(End::at(minor)), false, 2);
    let fee = |minor| exact(minor).with_unit(Unit::parse("EUR").ok());
    let rows = vec![
        vec![
            Cell::Count(1),
            Cell::text("=HYPERLINK(\"http://x\")"),
            Cell::code("EUR"),
            Cell::code("5.00 EUR"),
            exact(500),
            Cell::code("yes"),
            fee(123_456),
        ],
        vec![
            Cell::Count(10),
            Cell::text("a villa by the lake, with its boathouse\u{1b}[2J and \u{202e}two boats"),
            Cell::code("EUR"),
            Cell::code("1200000.00 EUR"),
            exact(120_000_000),
            Cell::code("no"),
            Cell::Absent,
        ],
        vec![Cell::Count(11), Cell::Absent, Cell::Absent, Cell::Absent, Cell::Absent, Cell::Absent, fee(99)],
    ];
    Document::single(meta("remarks", &[]), columns, rows).unwrap()
}

fn written(document: &Document, format: Format, options: Options) -> String {
    let mut bytes = Vec::new();
    write(document, format, options, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn table(document: &Document, width: Option<usize>) -> String {
    written(document, Format::Table, Options { width, ..Options::default() })
}

fn no_rows() -> Document {
    Document::single(meta("pools", &[("in", "HU")]), vec![Column::code("asset"), Column::ends("itemised_")], vec![])
        .unwrap()
}

#[test]
fn a_table_aligns_amounts_at_their_points() {
    assert_eq!(
        table(&holdings(), None),
        "\
holdings on 2024-12-31

jurisdiction  stage   currency  assets  non valued                amount
─────────────────────────────────────────────────────────────────────────────────────────
              frozen                 1           0            not stated
DE            frozen  EUR            3           0  > 5,000,000.00
DE            seized                 2           2
DE+HU         frozen  EUR           12           0  > 3,000,000.00       – < 4,000,000.00
FR            frozen  BTC            1           0  ~         1.50000001
JP            frozen  JPY            1           0  ≤     1,200
LT            frozen  EUR            1           0    5,000,000.00

ledger at entry 12, 0123456789abcdef; as of 2024-12-31; case coco
"
    );
}

#[test]
fn a_narrow_table_wraps_headings_and_text_and_escapes_control_characters() {
    assert_eq!(
        table(&remarks(), Some(78)),
        "\
remarks

entry  description               currency      residual  certain       fee
──────────────────────────────────────────────────────────────────────────────
    1  =HYPERLINK(\"http://x\")    EUR               5.00  yes      1,234.56 EUR
   10  a villa by the lake,      EUR       1,200,000.00  no
       with its
       boathouse\\u{1b}[2J and
       \\u{202e}two boats
   11                                                                 0.99 EUR

ledger at entry 12, 0123456789abcdef
"
    );
    let wrapped = table(&holdings(), Some(85));
    assert!(wrapped.contains("assets     non                amount\n"), "{wrapped}");
    assert!(wrapped.contains("valued\n"), "{wrapped}");
}

#[test]
fn what_is_too_wide_for_its_terminal_is_written_as_records_with_every_word_and_amount_whole() {
    assert_eq!(
        table(&remarks(), Some(30)),
        "\
remarks

entry        1
description  =HYPERLINK(\"http://x\")
currency     EUR
residual     5.00
certain      yes
fee          1,234.56 EUR

entry        10
description  a villa by the
             lake, with its
             boathouse\\u{1b}[2J
             and \\u{202e}two
             boats
currency     EUR
residual     1,200,000.00
certain      no

entry        11
fee          0.99 EUR

ledger at entry 12,
0123456789abcdef
"
    );
}

#[test]
fn a_report_without_rows_says_so() {
    assert_eq!(table(&no_rows(), Some(80)), "pools\n\nno rows\n\nledger at entry 12, 0123456789abcdef; in HU\n");
    let header = "asset,itemised_lower,itemised_lower_inclusive,itemised_upper,itemised_upper_inclusive\n";
    assert_eq!(written(&no_rows(), Format::Csv, Options::default()), header);
    let json = written(&no_rows(), Format::Json, Options::default());
    assert!(json.ends_with("  \"rows\": []\n}\n"), "{json}");
}

/// A statement whose first and last lines a table always shows.
fn statement() -> Document {
    let columns = vec![
        Column::dimension("line").lasting(&["opening", "closing"]),
        Column::count("assets"),
        Column::code("entries"),
        Column::bounds(""),
    ];
    let row = |line: &str, assets, entries: &str, amount| {
        vec![Cell::code(line), Cell::Count(assets), Cell::code(entries), amount]
    };
    let nothing = || amount(End::ZERO, Some(End::ZERO), false, 2);
    let rows = vec![
        row("opening", 0, "", nothing()),
        row("new", 1, "", nothing()),
        row("moved_in", 0, "", nothing()),
        row("released", 0, "", Cell::Absent),
        row("corrected", 0, "7;9", nothing()),
        row("restated", 0, "", amount(End::ZERO, Some(End::ZERO), true, 2)),
        row("closing", 0, "", nothing()),
    ];
    Document::single(meta("a statement", &[]), columns, rows).unwrap()
}

#[test]
fn a_table_leaves_out_empty_lines_of_a_statement_and_says_how_many() {
    assert_eq!(
        table(&statement(), None),
        "\
a statement

line       assets  entries  amount
──────────────────────────────────
opening         0             0.00
new             1             0.00
corrected       0  7;9        0.00
restated        0           ~ 0.00
closing         0             0.00

ledger at entry 12, 0123456789abcdef; 2 empty lines left out
"
    );
    let csv = written(&statement(), Format::Csv, Options::default());
    assert_eq!(csv.lines().count(), 8, "{csv}");
}

#[test]
fn titles_and_headings_are_bold_only_if_colour_is_enabled() {
    let plain = table(&remarks(), Some(78));
    let bold = written(&remarks(), Format::Table, Options { width: Some(78), color: true, ..Options::default() });
    assert!(bold.starts_with("\u{1b}[1mremarks\u{1b}[0m\n\n\u{1b}[1mentry  description"), "{bold}");
    assert_eq!(bold.matches('\u{1b}').count(), 4);
    assert_eq!(bold.replace("\u{1b}[1m", "").replace("\u{1b}[0m", ""), plain);
    assert!(!plain.contains('\u{1b}'));
}

#[test]
fn filters_and_titles_are_escaped_too() {
    let document =
        Document::single(meta("a\u{1b}b", &[("case", "c\u{202e}d")]), vec![Column::count("assets")], vec![]).unwrap();
    let expected = "a\\u{1b}b\n\nno rows\n\nledger at entry 12, 0123456789abcdef; case c\\u{202e}d\n";
    assert_eq!(table(&document, None), expected);
}

#[test]
fn a_csv_has_one_field_per_end_and_leaves_absent_ones_empty() {
    assert_eq!(
        written(&holdings(), Format::Csv, Options::default()),
        "\
jurisdiction,stage,currency,assets,non_valued,lower,lower_inclusive,upper,upper_inclusive,approximate
,frozen,,1,0,0,true,,,false
DE,frozen,EUR,3,0,5000000.00,false,,,false
DE,seized,,2,2,,,,,
DE+HU,frozen,EUR,12,0,3000000.00,false,4000000.00,false,false
FR,frozen,BTC,1,0,1.50000001,true,1.50000001,true,true
JP,frozen,JPY,1,0,0,true,1200,true,false
LT,frozen,EUR,1,0,5000000.00,true,5000000.00,true,false
"
    );
}

#[test]
fn a_csv_guards_free_text_unless_it_is_raw() {
    let guarded = written(&remarks(), Format::Csv, Options::default());
    assert!(guarded.contains(
        "\n1,\"'=HYPERLINK(\"\"http://x\"\")\",EUR,5.00 EUR,5.00,true,5.00,true,yes,1234.56,true,1234.56,true\n"
    ));
    let raw = written(&remarks(), Format::Csv, Options { raw: true, ..Options::default() });
    assert!(raw.contains("\n1,\"=HYPERLINK(\"\"http://x\"\")\",EUR,"));
    assert_eq!(guarded.replace('\'', ""), raw);
}

#[test]
fn a_csv_guards_no_codes_and_quotes_only_where_needed() {
    let columns = vec![Column::code("date"), Column::text("note")];
    let verbatim = Cell::Verbatim("a,b\nc\r\"d\"".to_owned());
    let rows = vec![vec![Cell::code("-0044-03"), verbatim], vec![Cell::Absent, Cell::Absent]];
    let document = Document::single(meta("dates", &[]), columns, rows).unwrap();
    let csv = written(&document, Format::Csv, Options::default());
    assert_eq!(csv, "date,note\n-0044-03,\"a,b\nc\r\"\"d\"\"\"\n,\n");
}

#[test]
fn a_csv_escapes_control_characters_except_in_verbatim_text() {
    let rows = vec![vec![Cell::text("a\u{1b}b")], vec![Cell::Verbatim("a\u{1b}b".to_owned())]];
    let document = Document::single(meta("notes", &[]), vec![Column::text("note")], rows).unwrap();
    let csv = written(&document, Format::Csv, Options::default());
    assert_eq!(csv, "note\na\\u{1b}b\na\u{1b}b\n");
}

#[test]
fn a_byte_order_mark_comes_first_if_requested() {
    let plain = written(&holdings(), Format::Csv, Options::default());
    let marked = written(&holdings(), Format::Csv, Options { bom: true, ..Options::default() });
    assert_eq!(marked, format!("\u{feff}{plain}"));
}

#[test]
fn json_has_the_fields_of_the_csv_in_order_and_amounts_as_strings() {
    let columns = vec![
        Column::code("jurisdiction"),
        Column::count("assets"),
        Column::code("certain"),
        Column::bounds(""),
        Column::ends("range_"),
    ];
    let rows = vec![
        vec![
            Cell::code("DE"),
            Cell::Count(2),
            Cell::code("no"),
            amount(End::above(500), None, true, 2),
            amount(End::at(100), Some(End::below(200)), false, 2),
        ],
        vec![Cell::Absent; 5],
    ];
    let document =
        Document::single(meta("places", &[("as_of", "2024-12-31"), ("case", "c\u{202e}\u{e0041}")]), columns, rows);
    assert_eq!(
        written(&document.unwrap(), Format::Json, Options::default()),
        r#"{
  "meta": {
    "title": "places",
    "head": {
      "entry": 12,
      "digest": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    },
    "filters": {
      "as_of": "2024-12-31",
      "case": "c\u202e\udb40\udc41"
    },
    "version": "0.1.0"
  },
  "rows": [
    {
      "jurisdiction": "DE",
      "assets": 2,
      "certain": "no",
      "lower": "5.00",
      "lower_inclusive": false,
      "upper": null,
      "upper_inclusive": null,
      "approximate": true,
      "range_lower": "1.00",
      "range_lower_inclusive": true,
      "range_upper": "2.00",
      "range_upper_inclusive": false
    },
    {
      "jurisdiction": null,
      "assets": null,
      "certain": null,
      "lower": null,
      "lower_inclusive": null,
      "upper": null,
      "upper_inclusive": null,
      "approximate": null,
      "range_lower": null,
      "range_lower_inclusive": null,
      "range_upper": null,
      "range_upper_inclusive": null
    }
  ]
}
"#
    );
}

/// A report of two sections, the second of which has no rows.
fn in_sections() -> Document {
    let section = |heading: &str, rows| {
        let columns = vec![Column::dimension("stage"), Column::count("assets")];
        Section::Grid(Grid::new(Frame::new(heading, columns).unwrap(), rows).unwrap())
    };
    let rows = vec![vec![Cell::code("frozen"), Cell::Count(3)], vec![Cell::code("seized"), Cell::Count(12)]];
    Document::new(meta("two", &[]), vec![section("at the start", rows), section("at the end", vec![])]).unwrap()
}

#[test]
fn a_table_has_each_section_under_its_heading() {
    assert_eq!(
        table(&in_sections(), None),
        "\
two

at the start

stage   assets
──────────────
frozen       3
seized      12

at the end

no rows

ledger at entry 12, 0123456789abcdef
"
    );
}

#[test]
fn json_has_each_section_with_its_heading() {
    let json = written(&in_sections(), Format::Json, Options::default());
    let sections = json.split_once("\n  },\n").unwrap().1;
    assert_eq!(
        sections,
        r#"  "sections": [
    {
      "heading": "at the start",
      "rows": [
        {
          "stage": "frozen",
          "assets": 3
        },
        {
          "stage": "seized",
          "assets": 12
        }
      ]
    },
    {
      "heading": "at the end",
      "rows": []
    }
  ]
}
"#
    );
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
    let empty = written(&Document::new(meta("none", &[]), vec![]).unwrap(), Format::Json, Options::default());
    assert!(empty.ends_with("  \"sections\": []\n}\n"), "{empty}");
}

#[test]
fn a_csv_of_several_sections_is_refused_before_anything_is_written() {
    let mut bytes = Vec::new();
    let options = Options { bom: true, ..Options::default() };
    let error = write(&in_sections(), Format::Csv, options, &mut bytes).unwrap_err();
    assert_eq!(error.to_string(), "a CSV holds one table, and this report has 2");
    assert_eq!(bytes, b"");
}

#[test]
fn a_row_outside_a_section_is_refused_in_every_format() {
    for format in Format::ALL {
        let mut bytes = Vec::new();
        let outline = holdings().outline();
        let mut sink = format.begin(&outline, Options::default(), &mut bytes).unwrap();
        assert!(sink.row(&[Cell::Absent]).is_err(), "{format:?}");
    }
}

#[test]
fn a_streaming_format_writes_each_row_before_the_next() {
    struct Counted<'a>(&'a std::cell::Cell<usize>);
    impl std::io::Write for Counted<'_> {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.set(self.0.get() + bytes.len());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    for format in Format::ALL {
        let (document, written) = (holdings(), std::cell::Cell::new(0));
        let mut out = Counted(&written);
        let outline = document.outline();
        let mut sink = format.begin(&outline, Options::default(), &mut out).unwrap();
        sink.section(&outline.sections()[0]).unwrap();
        // More than a buffer can contain.
        for row in document.rows().collect::<Vec<_>>().into_iter().cycle().take(1_000) {
            sink.row(row).unwrap();
        }
        let expected = if written.get() > 0 { Writes::EachRow } else { Writes::AtTheEnd };
        assert_eq!(format.writes(), expected, "{format:?}");
    }
}

#[test]
fn names_and_extensions_are_unique_to_their_format() {
    assert_eq!(Format::ALL.first(), Some(&Format::default()));
    for format in Format::ALL {
        assert_eq!(Format::named(format.name()), Some(*format));
        assert_eq!(Format::of_ending(format.ending()), Some(*format));
    }
    assert_eq!((Format::named("pdf"), Format::of_ending("")), (None, None));
}

#[test]
fn text_too_long_for_the_drawing_library_is_still_written() {
    let rows = vec![vec![Cell::text("x".repeat(70_000)), Cell::Count(1)]];
    let document =
        Document::single(meta("long", &[]), vec![Column::text("note"), Column::count("assets")], rows).unwrap();
    for width in [None, Some(80)] {
        assert_eq!(table(&document, width).matches('x').count(), 70_000);
    }
}

#[test]
fn an_error_of_the_stream_is_reported_in_every_format() {
    for format in Format::ALL.iter().copied() {
        let mut full: &mut [u8] = &mut [0; 10];
        let error = write(&holdings(), format, Options::default(), &mut full).unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::WriteZero, "{format:?}");
    }
}

proptest! {
    #[test]
    fn a_table_keeps_its_width_and_loses_no_amount(
        texts in prop::collection::vec("(\\PC| ){0,40}", 1..5),
        minors in prop::collection::vec(0_i128..10_i128.pow(14), 5),
        width in 70_usize..140,
    ) {
        let columns = vec![Column::code("place"), Column::text("description"), Column::text("note"), Column::ends("")];
        let rows = texts.iter().zip(&minors).map(|(text, minor)| vec![
            Cell::code("DE"),
            Cell::text(text.as_str()),
            Cell::text(text.chars().rev().collect::<String>()),
            amount(End::above(*minor), Some(End::at(minor + 1)), true, 2),
        ]);
        let document = Document::single(meta("any", &[]), columns, rows.collect()).unwrap();
        let drawn = table(&document, Some(width));
        prop_assert!(drawn.lines().all(|line| line.width() <= width), "{}", drawn);
        for row in document.rows() {
            let whole = super::strip::alone(&row[3]).unwrap().split_off(4);
            let (lower, upper) = whole.split_once(" – ").unwrap();
            prop_assert!(drawn.lines().any(|line| line.contains(lower) && line.contains(upper)), "{whole} in {drawn}");
        }
        prop_assert_eq!(drawn, table(&document, Some(width)));
    }

    #[test]
    fn json_reads_back_as_the_original_text(text in "(\\PC|[\u{0}-\u{1f}\u{7f}-\u{9f}\u{200b}\u{202e}\u{e0041}]){1,20}") {
        let document = Document::single(meta("any", &[]), vec![Column::text("note")], vec![vec![Cell::text(text.as_str())]]).unwrap();
        let json = written(&document, Format::Json, Options::default());
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(read["rows"][0]["note"].as_str(), Some(text.as_str()));
    }

    #[test]
    fn a_csv_reads_back_as_the_original_text(text in "(\\PC|['=\u{0}-\u{1f}]){1,20}") {
        let document = Document::single(meta("any", &[]), vec![Column::text("note")], vec![vec![Cell::Verbatim(text.clone())]]).unwrap();
        let csv = written(&document, Format::Csv, Options::default());
        let mut reader = ::csv::Reader::from_reader(csv.as_bytes());
        let record = reader.records().next().unwrap().unwrap();
        prop_assert_eq!(unguard(&record[0]).into_owned(), text.as_str());
    }
}
