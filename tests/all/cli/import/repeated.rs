use super::{desk, imports, put, refused, register};

#[test]
fn a_second_import_of_the_same_file_records_nothing() {
    let desk = desk(
        "a.csv",
        "case,action,date,amount,currency,asset\nc,freeze,2024-01,5,EUR,\nc,seize,2024-02,,,c:1\nc,freeze,2024-01,,,c:7\n",
    );
    imports(&desk, "a.csv", "--open-missing");
    let before = desk.files();
    assert_eq!(
        imports(&desk, "a.csv", "--open-missing"),
        "[desk]/a.csv  3 rows: 0 recorded, 3 recorded before\nnothing new: the ledger is unchanged\n"
    );
    assert!(before == desk.files());
}

#[test]
fn the_same_file_under_another_name_is_the_same_rows() {
    let desk = desk("a.csv", "case,action,date\nc,freeze,2024\n");
    imports(&desk, "a.csv", "--open-missing");
    put(&desk, "b.csv", "case,action,date\nc,freeze,2024\n");
    let said = imports(&desk, "b.csv", "--open-missing");
    assert!(said.contains("0 recorded, 1 recorded before"), "{said}");
    assert_eq!(register(&desk, "asset").len(), 1);
}

#[test]
fn a_row_with_the_same_reference_and_other_content_is_a_fault_that_names_the_entry() {
    let desk = desk("a.csv", "ref,case,action,date\nr1,c,freeze,2024\n");
    imports(&desk, "a.csv", "--open-missing");
    put(&desk, "b.csv", "ref,case,action,date\nr1,c,freeze,2025\n");
    let said = refused(&desk, "b.csv", "--open-missing");
    assert!(said.contains("line 2\n  entry 4 has the same reference and other content (a.csv "), "{said}");
}

#[test]
fn rows_of_an_overlapping_file_are_known_by_their_key_and_listed_with_their_entries() {
    let map = "name = \"A\"\n[table]\nkey = [\"No\"]\n[columns]\ncase = { constant = \"c\" }\naction = { constant = \"seize\" }\ndate = \"Day\"\n";
    let desk = desk("jan.csv", "No,Day\n1,2024-01-05\n2,2024-01-06\n");
    put(&desk, "m.toml", map);
    imports(&desk, "jan.csv", "--open-missing --map [desk]/m.toml");
    put(&desk, "feb.csv", "No,Day\n2,2024-01-06\n3,2024-02-01\n");
    assert_eq!(
        imports(&desk, "feb.csv", "--map [desk]/m.toml"),
        "[desk]/feb.csv  2 rows: 1 recorded, 1 recorded before\n  line 2 is entry 5 already\nentries  1 action, 0 cases, 1 source\nreceipt  9 entries, root [digest]\n"
    );
    assert_eq!(register(&desk, "ref date"), ["A:1 | 2024-01-05", "A:2 | 2024-01-06", "A:3 | 2024-02-01"]);
}

#[test]
fn a_reference_used_twice_in_a_file_names_its_first_row() {
    let desk = desk("a.csv", "ref,case,action,date\nr1,c,freeze,2024\nr1,c,freeze,2025\n");
    let said = refused(&desk, "a.csv", "--open-missing");
    assert!(
        said.contains("line 3\n  entry 4 has the same reference and other content (a.csv ") && said.contains("#row 2)"),
        "{said}"
    );
    put(&desk, "b.csv", "ref,case,action,date\nr1,c,freeze,2024\nr1,c,freeze,2024\n");
    let said = imports(&desk, "b.csv", "--open-missing");
    assert!(
        said.contains("1 recorded, 1 recorded before\n  line 3 is entry 4 already (b.csv ")
            && said.contains("#row 2)\n"),
        "{said}"
    );
}
