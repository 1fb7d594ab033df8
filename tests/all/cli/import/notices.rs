//! What the summary of an import says about a file besides its faults.

use super::{desk, imports, refused};

#[test]
fn rows_with_fewer_fields_than_the_header_are_reported() {
    let content = "case,action,date,kind,amount,currency\nc,seize,2024-06-25,cash,100,EUR\nc,seize,2024-06-25,cash\n";
    let said = imports(&desk("short.csv", content), "short.csv", "--open-missing");
    assert!(said.contains("note: 1 row has fewer fields than the header (row 3)"), "{said}");
}

#[test]
fn a_guessed_encoding_is_reported() {
    let desk = desk("guessed.csv", "");
    let content = b"case,action,date,description\nc,seize,2024-06-25,G\xfcnther \xc9cluse\n";
    std::fs::write(desk.path("guessed.csv"), content).unwrap();
    let said = imports(&desk, "guessed.csv", "--open-missing");
    assert!(said.contains("note: the encoding was guessed: windows-1252"), "{said}");
}

#[test]
fn identifiers_that_a_spreadsheet_has_rounded_are_counted_and_not_repeated() {
    let content =
        "case,action,date,identifiers\nc,seize,2024-06-25,serial:1.23457E+16\nc,seize,2024-06-25,other:7E+5x\n";
    let said = imports(&desk("big.csv", content), "big.csv", "--open-missing");
    assert!(said.contains("note: 1 identifier looks like a number that a spreadsheet rounded"), "{said}");
    assert!(said.contains("(row 2)") && !said.contains("1.23457"), "{said}");
}

#[test]
fn line_breaks_in_cells_are_blanks_and_never_join_figures() {
    let head = "case,action,date,kind,description,amount,currency\r\n";
    let text = format!("{head}c,seize,2024-06-25,cash,\"line one\r\nline two\",1,EUR\r\n");
    let broken = desk("lines.csv", &text);
    imports(&broken, "lines.csv", "--open-missing");
    assert_eq!(super::register(&broken, "description"), ["line one line two"]);
    for amount in ["1500\n2000", "5\n000", "500 EUR\n2000 EUR"] {
        let content = format!("{head}c,seize,2024-06-25,cash,x,\"{amount}\",EUR\r\n");
        let said = refused(&desk("lines.csv", &content), "lines.csv", "--open-missing");
        assert!(said.contains("has figures on several lines"), "{said}");
    }
}

#[test]
fn places_are_read_without_their_conjunctions() {
    let content = "case,action,date,jurisdictions\nc,seize,2024-06-25,DE and FR\nc,seize,2024-06-25,HU LT DE and NL\n";
    let places = desk("places.csv", content);
    imports(&places, "places.csv", "--open-missing");
    assert_eq!(super::register(&places, "jurisdictions"), ["DE+FR", "DE+HU+LT+NL"]);
    let content = "case,action,date,jurisdictions\nc,seize,2024-06-25,\"Taiwan, China\"\n";
    let said = refused(&desk("places.csv", content), "places.csv", "--open-missing");
    assert!(said.contains("may be one place or two"), "{said}");
}

#[test]
fn the_faults_and_fields_of_a_row_are_limited() {
    let content = format!("case,action,date\nc,seize,2024-06-25{}\n", ",x".repeat(100));
    let said = refused(&desk("wide.csv", &content), "wide.csv", "--open-missing");
    assert!(said.contains("80 more faults"), "{said}");
    let content = format!("case,action,date\nc,seize,2024-06-25{}\n", ",".repeat(20_000));
    let said = refused(&desk("wide.csv", &content), "wide.csv", "--open-missing");
    assert!(said.contains("it has 20003 fields; at most 16384 are read"), "{said}");
}
