//! What a file has that is no fault, and that the summary of its import says.

use super::{desk, imports};

#[test]
fn rows_with_fewer_fields_than_the_header_are_said() {
    let content = "case,action,date,kind,amount,currency\nc,seize,2024-06-25,cash,100,EUR\nc,seize,2024-06-25,cash\n";
    let said = imports(&desk("short.csv", content), "short.csv", "--open-missing");
    assert!(said.contains("note: 1 row has fewer fields than the header (row 3)"), "{said}");
}

#[test]
fn a_guessed_encoding_is_said() {
    let desk = desk("guessed.csv", "");
    let content = b"case,action,date,description\nc,seize,2024-06-25,G\xfcnther \xc9cluse\n";
    std::fs::write(desk.path("guessed.csv"), content).unwrap();
    let said = imports(&desk, "guessed.csv", "--open-missing");
    assert!(said.contains("note: the encoding was guessed: windows-1252"), "{said}");
}

#[test]
fn identifiers_that_a_spreadsheet_has_rounded_are_said_and_not_repeated() {
    let content =
        "case,action,date,identifiers\nc,seize,2024-06-25,serial:1.23457E+16\nc,seize,2024-06-25,other:7E+5x\n";
    let said = imports(&desk("big.csv", content), "big.csv", "--open-missing");
    assert!(said.contains("note: 1 identifier looks like a number that a spreadsheet rounded"), "{said}");
    assert!(said.contains("(row 2)") && !said.contains("1.23457"), "{said}");
}
