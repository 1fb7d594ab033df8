//! The same rows in another file: saved again, with other line ends or another column.

use super::{desk, import, imports, put, refused, register, report};

const ROWS: &str = "case,action,date,jurisdictions,kind,description,amount,currency\n\
    c,seize,2024-06-25,DE,cash,one,100,EUR\nc,seize,2024-06-26,DE,cash,two,200,EUR\n";

#[test]
fn a_file_with_other_line_ends_is_refused_and_names_the_entries() {
    let desk = desk("a.csv", ROWS);
    imports(&desk, "a.csv", "--open-missing");
    put(&desk, "b.csv", &ROWS.replace('\n', "\r\n"));
    let said = refused(&desk, "b.csv", "");
    assert!(said.contains("b.csv, line 2: entry 4 says the same\n"), "{said}");
    assert!(said.contains("b.csv: 2 rows say what a row of an earlier file says: nothing is recorded"), "{said}");
    assert!(imports(&desk, "b.csv", "--anyway").contains("2 recorded"));
    assert_eq!(register(&desk, "amount").len(), 4);
}

#[test]
fn only_new_rows_are_recorded_if_known_ones_are_skipped() {
    let desk = desk("a.csv", ROWS);
    imports(&desk, "a.csv", "--open-missing");
    put(
        &desk,
        "b.csv",
        &format!("{ROWS}c,seize,2024-06-25,DE,cash,one,100,EUR\nc,seize,2024-06-27,DE,cash,three,300,EUR\n"),
    );
    let said = imports(&desk, "b.csv", "--skip-known");
    assert!(said.contains("4 rows: 2 recorded, 2 known from an earlier file"), "{said}");
    // As often as the earlier file had it, and no more.
    assert_eq!(
        register(&desk, "description amount"),
        ["one | 100.00 EUR", "two | 200.00 EUR", "one | 100.00 EUR", "three | 300.00 EUR"]
    );
}

#[test]
fn a_row_of_several_actions_is_known_as_a_whole() {
    let map = "[columns]\ncase = { constant = \"c\" }\nkind = { constant = \"cash\" }\ncurrency = { constant = \"EUR\" }\n\
        [[action]]\naction = { constant = \"seize\" }\ndate = \"S\"\namount = \"V\"\n\
        [[action]]\naction = { constant = \"confiscate\" }\ndate = \"F\"\n";
    let rows = "S,F,V\n2024-01-01,2024-02-01,5\n2024-01-02,,6\n";
    let desk = desk("a.csv", rows);
    put(&desk, "m.toml", map);
    imports(&desk, "a.csv", "--open-missing --map [desk]/m.toml");
    put(&desk, "b.csv", &rows.replace('\n', "\r\n"));
    let said = imports(&desk, "b.csv", "--map [desk]/m.toml --skip-known");
    assert!(said.contains("2 rows: 0 recorded, 2 known from an earlier file"), "{said}");
    put(&desk, "c.csv", "S,F,V\n2024-01-02,2024-03-01,6\n");
    let said = import(&desk, "c.csv", "--map [desk]/m.toml --skip-known");
    assert!(
        said.err.contains("the row begins as one of an earlier file (entry 6), but continues differently"),
        "{}",
        said.err
    );
}

#[test]
fn a_voided_row_is_not_known_until_it_is_reinstated() {
    let desk = desk("a.csv", ROWS);
    imports(&desk, "a.csv", "--open-missing");
    desk.does("void 4 --reason \"of another case\"");
    put(&desk, "b.csv", &ROWS.replace('\n', "\r\n"));
    let said = refused(&desk, "b.csv", "");
    assert!(said.contains("b.csv, line 3: entry 5 says the same\n") && !said.contains("line 2"), "{said}");
    let dry = imports(&desk, "b.csv", "--skip-known --dry-run");
    assert!(dry.contains("1 known from an earlier file"), "{dry}");
    desk.does("reinstate 4 --reason \"it is of this one\"");
    let said = refused(&desk, "b.csv", "");
    assert!(said.contains("b.csv, line 2: entry 4 says the same\n"), "{said}");
    desk.does("void 4 --reason \"of another case\"");
    let said = imports(&desk, "b.csv", "--skip-known");
    assert!(said.contains("2 rows: 1 recorded, 1 known from an earlier file"), "{said}");
    assert_eq!(report(&desk, "holdings", "assets exact"), ["2 | 2"]);
    // The row is known again, by what was just recorded of it.
    put(&desk, "c.csv", &format!("{ROWS}\n"));
    assert!(imports(&desk, "c.csv", "--skip-known").contains("0 recorded, 2 known from an earlier file"));
}

#[test]
fn a_row_with_one_voided_action_is_questioned() {
    let map = "[columns]\ncase = { constant = \"c\" }\nkind = { constant = \"cash\" }\n\
        [[action]]\naction = { constant = \"seize\" }\ndate = \"S\"\n\
        [[action]]\naction = { constant = \"confiscate\" }\ndate = \"F\"\n";
    let desk = desk("a.csv", "S,F\n2024-01-01,2024-02-01\n");
    put(&desk, "m.toml", map);
    imports(&desk, "a.csv", "--open-missing --map [desk]/m.toml");
    desk.does("void 5 --reason \"the appeal is open\"");
    put(&desk, "b.csv", "S,F\r\n2024-01-01,2024-02-01\r\n");
    let said = import(&desk, "b.csv", "--map [desk]/m.toml --skip-known");
    assert!(said.err.contains("the row begins as one of an earlier file (entry 4)"), "{}", said.err);
}

#[test]
fn rows_with_their_own_references_are_known_by_them() {
    let rows = "ref,case,action,date\nr1,c,freeze,2024\nr2,c,freeze,2024\n";
    let desk = desk("a.csv", rows);
    imports(&desk, "a.csv", "--open-missing");
    put(&desk, "b.csv", &rows.replace("r2", "r3"));
    assert!(imports(&desk, "b.csv", "").contains("1 recorded, 1 recorded before"));
}

#[test]
fn the_source_of_an_import_keeps_its_map_and_what_was_counted() {
    let desk = desk("a.csv", "S,V\n2024,5\n2025,unknown\n,\n");
    let map = "[[skip]]\nwhere = { S = \"\" }\n[columns]\ncase = { constant = \"c\" }\naction = { constant = \"seize\" }\ndate = \"S\"\n\
        currency = { constant = \"EUR\" }\namount = { from = \"V\", decimal = \".\", otherwise = \"unstated\" }\n";
    put(&desk, "m.toml", map);
    imports(&desk, "a.csv", "--open-missing --map [desk]/m.toml");
    let list = desk.does("source list");
    let reference = list.lines().nth(1).unwrap().split("  ").next().unwrap().trim().to_owned();
    let said = desk.does(&format!("source show \"{reference}\""));
    for line in [
        "map",
        "rows read: 3",
        "rows skipped by [[skip]] of line 1: 1",
        "rows recorded: 2",
        "cells not understood: 1",
        "figures rounded: 0",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    assert!(!said.contains("unknown"), "{said}");
    assert!(desk.does("verify").contains("no differences"));
}
