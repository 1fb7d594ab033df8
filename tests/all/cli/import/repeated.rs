use super::{desk, import, imports, put, refused, register};

#[test]
fn a_second_import_of_the_same_file_records_nothing() {
    let desk = desk("a.csv", "case,action,date,amount,currency,asset\nc,freeze,2024-01,5,EUR,\nc,seize,2024-02,,,c:1\nc,freeze,2024-01,,,c:7\n");
    imports(&desk, "a.csv", "--open-missing");
    let before = desk.files();
    assert_eq!(
        imports(&desk, "a.csv", "--open-missing"),
        "[desk]/a.csv  3 rows: 0 recorded, 3 recorded before\nnothing new: the ledger is as it was\n"
    );
    assert!(before == desk.files());
}

#[test]
fn the_same_file_under_another_name_is_the_same_rows() {
    let desk = desk("a.csv", "case,action,date\nc,freeze,2024\n");
    imports(&desk, "a.csv", "--open-missing");
    put(&desk, "b.csv", "case,action,date\nc,freeze,2024\n");
    let said = import(&desk, "b.csv", "--open-missing");
    // The citation of the file's row is another, which the rules may or may not take for other content.
    assert!(said.code == 0 || said.err.contains("has the same reference and other content"), "{}", said.err);
    assert_eq!(register(&desk, "asset").len(), 1);
}

#[test]
fn a_row_with_the_same_reference_and_other_content_is_a_fault_that_names_the_entry() {
    let desk = desk("a.csv", "ref,case,action,date\nr1,c,freeze,2024\n");
    imports(&desk, "a.csv", "--open-missing");
    put(&desk, "b.csv", "ref,case,action,date\nr1,c,freeze,2025\n");
    let said = refused(&desk, "b.csv", "--open-missing");
    assert!(said.contains("line 2\n  entry 4 has the same reference and other content\n"), "{said}");
}
