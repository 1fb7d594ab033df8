//! CSV: the fields, their lines, and malformed contents.

use impound::intake::read::{LONGEST_RECORD, Origin, Told};
use proptest::prelude::*;

use super::{open, open_told, plain, read, rows};

#[test]
fn rows_have_the_line_number_shown_by_a_text_editor() {
    let text = "a,b\n\n\"two\nlines\",x\r\n\r\ny,\"\"\"z\"\"\"\n";
    let expected: &[(u64, &[&str])] = &[(1, &["a", "b"]), (3, &["two\nlines", "x"]), (6, &["y", "\"z\""])];
    assert_eq!(plain(read(text)), rows(expected));
}

#[test]
fn rows_may_differ_in_length_and_the_last_may_lack_a_line_end() {
    let expected: &[(u64, &[&str])] = &[(1, &["a", "b"]), (2, &["c"]), (3, &["d", "", "e", ""]), (4, &["f", ""])];
    assert_eq!(plain(read("a,b\nc\nd,,e,\nf,")), rows(expected));
    assert_eq!(plain(read("a,\"b\"")), rows(&[(1, &["a", "b"])]));
}

#[test]
fn carriage_returns_end_lines_if_there_are_no_line_feeds() {
    assert_eq!(plain(read("a,b\rc,d\r")), rows(&[(1, &["a", "b"]), (2, &["c", "d"])]));
}

#[test]
fn a_lone_carriage_return_among_line_feeds_is_only_a_fault_of_its_row() {
    let expected: &[(u64, &[&str])] = &[
        (1, &["a", "b"]),
        (2, &["! a carriage return stands alone, while lines end with a line feed"]),
        (3, &["e", "f"]),
    ];
    assert_eq!(plain(read("a,b\nc\rx,d\ne,f\n")), rows(expected));
}

#[test]
fn an_unclosed_quotation_mark_is_named_with_its_line_and_nothing_after_it_is_read() {
    let expected: &[(u64, &[&str])] = &[
        (1, &["a", "b"]),
        (2, &["! the quotation mark that opens field 2 on line 2 is not closed before the end of the file"]),
    ];
    assert_eq!(plain(read("a,b\nc,\"d\ne,f\ng,h\n")), rows(expected));
}

#[test]
fn an_unclosed_quotation_mark_ended_by_a_later_one_is_named_with_the_line_where_it_opened() {
    let found = read("a,b\nc,\"d\ne,\"f\"\ng,h\n");
    assert_eq!(found.len(), 2);
    let fault = found[1].clone().unwrap_err();
    assert_eq!(fault.line, 2);
    let what = "text follows the quotation mark that closes field 2, which was opened on line 2";
    assert_eq!(fault.fault.what(), what);
    assert!(fault.fault.to_do().unwrap().ends_with("nothing after it was read"));
}

#[test]
fn undoubled_quotation_marks_are_only_a_fault_of_their_line() {
    let expected: &[(u64, &[&str])] =
        &[(1, &["a", "b"]), (2, &["! text follows the quotation mark that closes field 1"]), (3, &["c", "d \"e\""])];
    assert_eq!(plain(read("a,b\n\"x \"y\" z\",1\nc,d \"e\"\n")), rows(expected));
}

#[test]
fn a_zero_byte_is_a_fault_of_its_row() {
    let long = "some words of text,and some more\n".repeat(20);
    let found = plain(read(format!("{long}a\0b,c\nd,e\n")));
    assert_eq!(found[20..], rows(&[(21, &["! it holds a zero byte (U+0000)"]), (22, &["d", "e"])]));
}

#[test]
fn a_field_of_a_hundred_mebibytes_is_refused_with_little_memory() {
    let big = "x".repeat(100 << 20);
    let expected: &[(u64, &[&str])] = &[(1, &["a", "b"]), (2, &["! it has more than 1048576 bytes"]), (3, &["c", "d"])];
    assert_eq!(plain(read(format!("a,b\n{big},y\nc,d\n"))), rows(expected));
    let found = read(format!("a,b\n\"{big}\",y\nc,d\n"));
    assert!(found[1].as_ref().unwrap_err().fault.what().ends_with("is not closed within 1048576 bytes"));
    assert_eq!(found.len(), 2);
    let most = "x".repeat(LONGEST_RECORD - 3);
    assert_eq!(plain(read(format!("a,b\n{most},y\n")))[1].1[0].len(), LONGEST_RECORD - 3);
}

#[test]
fn the_delimiter_is_the_one_that_splits_the_rows_alike() {
    for (text, delimiter) in [
        ("a,b\nc,d\n", ','),
        ("a;b\n1,5;2\n3,5;4\n", ';'),
        ("a\tb, c\nd\te\n", '\t'),
        ("a|b\n\"x,y\"|z\n", '|'),
        ("Name;Amount\n\"A, B; and C\";1,5\nD;2,5\n", ';'),
        ("a title, of one line\na;b;c\nd;e;f\ng;h;i\n", ';'),
        ("only one column\nx\n", ','),
        ("sep=|\na,b|c\n", '|'),
    ] {
        assert_eq!(open(text).unwrap().detected().delimiter, Some(delimiter), "{text:?}");
    }
}

#[test]
fn an_uncertain_delimiter_is_asked_for() {
    let fault = open("a,b;c\nd,e;f\n").unwrap_err();
    let both = "its fields may be separated by semicolons (“a,b” “c”) or by commas (“a” “b;c”)";
    assert!(fault.what().ends_with(both), "{fault}");
    let told = Told { delimiter: Some(';'), ..Told::default() };
    let opened = open_told("a,b;c\nd,e;f\n", &told).unwrap();
    assert_eq!(plain(opened.rows("").unwrap().collect()), rows(&[(1, &["a,b", "c"]), (2, &["d,e", "f"])]));
    assert!(open_told("a\n", &Told { delimiter: Some('€'), ..Told::default() }).is_err());
}

#[test]
fn delimiters_that_split_all_rows_alike_are_asked_about_whatever_the_number_of_fields() {
    for text in ["1,5;2,5\n3,5;4,5\n", "1500,50;x\n2500,75;y\n"] {
        let fault = open(text).unwrap_err();
        assert!(fault.what().contains("semicolons") && fault.what().contains("commas"), "{fault}");
    }
}

#[test]
fn blanks_before_a_quotation_mark_are_not_part_of_the_field() {
    let expected: &[(u64, &[&str])] = &[(1, &["EUR", "1,500", " x", "d \"e\""])];
    assert_eq!(plain(read("EUR, \"1,500\", x,d \"e\"\n")), rows(expected));
}

#[test]
fn a_first_line_that_names_the_delimiter_is_not_a_row() {
    for first in ["sep=;", "\"sep=;\"", "SEP=;"] {
        let expected: &[(u64, &[&str])] = &[(2, &["a", "b"]), (3, &["c", "d"])];
        assert_eq!(plain(read(format!("{first}\na;b\nc;d\n"))), rows(expected));
    }
}

#[test]
fn every_encoding_gives_the_same_text() {
    let utf16 = |text: &str, mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| {
        mark.into_iter().chain(text.encode_utf16().flat_map(bytes)).collect::<Vec<u8>>()
    };
    let text = "nom;ville\nGünther Écluse;Besançon\n";
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    for (bytes, encoding, by, bom) in [
        (text.as_bytes().to_vec(), "UTF-8", Origin::Valid, false),
        (format!("\u{feff}{text}").into_bytes(), "UTF-8", Origin::Mark, true),
        (utf16(text, [0xff, 0xfe], u16::to_le_bytes), "UTF-16LE", Origin::Mark, true),
        (utf16(text, [0xfe, 0xff], u16::to_be_bytes), "UTF-16BE", Origin::Mark, true),
        (latin, "windows-1252", Origin::Guessed, false),
    ] {
        let opened = open(bytes).unwrap();
        let detected = opened.detected();
        assert_eq!((detected.encoding, detected.encoding_by, detected.bom), (Some(encoding), Some(by), bom));
        let expected: &[(u64, &[&str])] = &[(1, &["nom", "ville"]), (2, &["Günther Écluse", "Besançon"])];
        assert_eq!(plain(opened.rows("").unwrap().collect()), rows(expected), "{encoding}");
    }
}

#[test]
fn utf_16_without_a_mark_is_asked_for_and_read_if_stated() {
    let bytes: Vec<u8> = "a,b\nc,d\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let fault = open(&bytes).unwrap_err();
    assert!(fault.what().ends_with("it looks like utf-16le without a byte-order mark"), "{fault}");
    let told = Told { encoding: Some("utf-16le".to_owned()), ..Told::default() };
    let opened = open_told(&bytes, &told).unwrap();
    assert_eq!(plain(opened.rows("").unwrap().collect()), rows(&[(1, &["a", "b"]), (2, &["c", "d"])]));
}

#[test]
fn a_byte_invalid_in_the_stated_encoding_is_only_a_fault_of_its_row() {
    let told = Told { encoding: Some("utf-8".to_owned()), ..Told::default() };
    let opened = open_told(b"a,b\nc\xe9,d\ne,f\n", &told).unwrap();
    let expected: &[(u64, &[&str])] =
        &[(1, &["a", "b"]), (2, &["! E9 at byte 6 of the file is not valid UTF-8"]), (3, &["e", "f"])];
    assert_eq!(plain(opened.rows("").unwrap().collect()), rows(expected));
}

#[test]
fn a_byte_of_another_encoding_is_found_far_into_the_file() {
    let mut bytes = "Name;Betrag\n".repeat(200_000).into_bytes();
    bytes.extend_from_slice(b"M\xfcller;5\n");
    let opened = open(&bytes).unwrap();
    assert_eq!(opened.detected().encoding, Some("windows-1252"));
    let last = opened.rows("").unwrap().last().unwrap().unwrap();
    assert_eq!(plain(vec![Ok(last)]), rows(&[(200_001, &["Müller", "5"])]));
}

#[test]
fn an_encoding_that_is_unknown_or_contradicted_by_the_mark_is_refused() {
    let told = |label: &str| Told { encoding: Some(label.to_owned()), ..Told::default() };
    assert!(open_told("a\n", &told("klingon")).unwrap_err().what().ends_with("no encoding is called “klingon”"));
    assert!(open_told("\u{feff}a\n", &told("windows-1252")).unwrap_err().what().contains("byte-order mark says UTF-8"));
}

#[test]
fn characters_that_span_two_pieces_of_a_file_are_whole() {
    let text = "ä€𝄞,b\n".repeat(100_000);
    let found = read(format!("x{text}"));
    assert_eq!(found.len(), 100_000);
    assert!(found[1..].iter().all(|row| plain(vec![row.clone()])[0].1 == ["ä€𝄞", "b"]));
}

proptest! {
    #[test]
    fn the_output_of_a_csv_writer_is_read_back(
        table in prop::collection::vec(prop::collection::vec("[a\",;\n é'|\t]{0,6}", 2..4), 1..8),
    ) {
        let mut writer = csv::WriterBuilder::new().flexible(true).quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
        table.iter().for_each(|row| writer.write_record(row).unwrap());
        let bytes = writer.into_inner().unwrap();
        let told = Told { delimiter: Some(','), ..Told::default() };
        let opened = open_told(bytes, &told).unwrap();
        let found: Vec<Vec<String>> = plain(opened.rows("").unwrap().collect()).into_iter().map(|row| row.1).collect();
        prop_assert_eq!(found, table);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 1..400)) {
        let told = Told { encoding: Some("utf-8".to_owned()), delimiter: Some(','), ..Told::default() };
        if let Ok(opened) = open_told(&bytes, &told) {
            let lines = plain(opened.rows("").unwrap().collect());
            prop_assert!(lines.is_sorted_by_key(|row| row.0));
        }
        if let Ok(opened) = open(&bytes) {
            prop_assert!(opened.rows(&opened.detected().sheets[0]).unwrap().count() <= bytes.len());
        }
    }
}
