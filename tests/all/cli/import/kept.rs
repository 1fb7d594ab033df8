//! What the ledger keeps of an import: the map, which can be erased, and the counts.

use super::{Desk, desk, import, imports, put, refused};

/// Characters that must come back: a byte-order mark, both line ends, a tab, a quotation mark, what a spreadsheet could
/// run.
const MAP: &str = "\u{feff}# as agreed with Quirina \"Q\" Vandersloot;=cmd\r\n[[skip]]\nwhere = { S = \"\" }\n[columns]\n\
    \tcase = { constant = \"c\" }\naction = { constant = \"seize\" }\ndate = \"S\"\ncurrency = { constant = \"EUR\" }\n\
    amount = { from = \"V\", decimal = \".\", otherwise = \"unstated\", match = '^[^?]*$', values = { \"n*\" = \"unstated\" } }\n\
    note = { from = \"T\" }\n";

const ROWS: &str = "S,V,T\n2024,5,\n2025,unknown,\n2025,not,\n2024,what?,\n,,\n";

/// A desk with a file that was imported by the map: entry 2 adds it, entry 8 says how.
fn imported() -> Desk {
    let desk = desk("a.csv", ROWS);
    put(&desk, "m.toml", MAP);
    imports(&desk, "a.csv", "--open-missing --map [desk]/m.toml");
    desk
}

const MAP_OF: &str = "show 8 --map";

fn erase(desk: &Desk, entry: u64) {
    let said = desk.run(&format!("erase {entry} --reason over --authority CNIL"));
    assert_eq!(said.code, 0, "{}", said.err);
}

/// Whether any file at the desk contains a text, apart from the map itself.
fn holds(desk: &Desk, text: &str) -> bool {
    let elsewhere = |path: &std::path::Path| path.extension().is_none_or(|extension| extension != "toml");
    desk.files()
        .iter()
        .any(|(path, bytes)| elsewhere(path) && bytes.windows(text.len()).any(|window| window == text.as_bytes()))
}

#[test]
fn the_reasons_are_counted_and_no_cell_is_repeated() {
    let desk = imported();
    let list = desk.does("source list");
    let reference = list.lines().nth(1).unwrap().split("  ").next().unwrap().trim().to_owned();
    for said in [desk.does(&format!("source show \"{reference}\"")), desk.does("show 8")] {
        for line in [
            "rows read: 5\n",
            "rows skipped by [[skip]] of line 2: 1\n",
            "cells not understood: 3\n",
            "cells with no number as the map describes it: 1\n",
            "cells with no match for the map's pattern: 1\n",
            "cells with no amount by a pattern in the map's values: 1\n",
            "SHA-256 [digest]\n",
            "impound show 8 --map\n",
        ] {
            assert!(said.contains(line), "{line}: {said}");
        }
        assert!(!said.contains("unknown") && !said.contains("what?"), "{said}");
    }
    assert!(desk.does("verify").contains("no differences"));
}

#[test]
fn faults_are_counted_by_impounds_columns_not_by_names_from_the_file() {
    let rows = "Tag,V\n2024,5\nYESTERDAY,6\nADA,x\n2024,y\n";
    let desk = desk("a.csv", rows);
    let map = "[columns]\ncase = { constant = \"c\" }\naction = { constant = \"seize\" }\ndate = \"Tag\"\n\
        currency = { constant = \"EUR\" }\namount = { from = \"V\", decimal = \".\" }\n";
    put(&desk, "m.toml", map);
    let said = import(&desk, "a.csv", "--open-missing --map [desk]/m.toml --json --rejects [desk]/bad.csv");
    let object: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(object["faults_in"], serde_json::json!({ "date": 2, "amount": 2 }), "{}", said.out);
    let shown = desk.does("show 5");
    assert!(shown.contains("rows rejected: 3\n"), "{shown}");
    assert!(shown.contains("faults in date: 2\n") && shown.contains("faults in amount: 2\n"), "{shown}");
    assert!(!shown.contains("Tag") && !shown.contains("YESTERDAY") && !shown.contains("ADA"), "{shown}");
}

#[test]
fn the_number_of_rules_that_are_named_is_limited() {
    let rules: String = (2..62).map(|row| format!("[[skip]]\nrows = [{row}]\n")).collect();
    let desk = desk("a.csv", &format!("S\n{}", "2024\n".repeat(70)));
    let map =
        format!("{rules}[columns]\ncase = {{ constant = \"c\" }}\naction = {{ constant = \"seize\" }}\ndate = \"S\"\n");
    put(&desk, "m.toml", &map);
    imports(&desk, "a.csv", "--open-missing --map [desk]/m.toml");
    let shown = desk.does("show 14");
    assert_eq!(shown.matches("rows skipped by [[skip]] of line").count(), 50, "{shown}");
    assert!(shown.contains("rows skipped by 10 other rules: 10\n"), "{shown}");
}

#[test]
fn the_map_comes_back_byte_for_byte_until_it_is_erased() {
    let desk = imported();
    assert_eq!(desk.does(MAP_OF), MAP);
    assert!(holds(&desk, "Vandersloot"), "the test looks for what is there");
    erase(&desk, 8);
    assert!(!holds(&desk, "Vandersloot") && !holds(&desk, "as agreed"));
    let shown = desk.does("show 8");
    assert!(shown.contains("SHA-256 [digest]\n") && shown.contains("[erased 2024-07-01]\n"), "{shown}");
    let refusal = "impound: the map of entry 8 is not shown: [erased 2024-07-01]\n  hint: its SHA-256 is [digest]\n";
    desk.refuses(MAP_OF, 1, refusal);
    assert!(desk.does("verify").contains("no differences"));
    let said = desk.does("show 9");
    assert!(said.contains("erases       1 personal data of entry 2\n"), "{said}");
    let again = "impound: the personal data of entry 2 were erased by entry 9\n  hint: `impound show 9` says why\n";
    desk.refuses("erase 2 --reason over --authority CNIL", 1, again);
    desk.does("rederive");
    assert!(desk.does("verify").contains("no differences"));
}

#[test]
fn a_map_is_restricted_by_any_entry_about_its_source() {
    let desk = imported();
    desk.does("restrict 2 --reason contested");
    let refusal = "impound: the map of entry 8 is not shown: [restricted]\n  hint: its SHA-256 is [digest]\n";
    desk.refuses(MAP_OF, 1, refusal);
    assert!(holds(&desk, "Vandersloot"), "it is evidence");
    desk.does("unrestrict 8 --reason settled");
    assert_eq!(desk.does(MAP_OF), MAP);
    assert!(desk.does("verify").contains("no differences"));
}

#[test]
fn an_edit_of_the_source_keeps_its_map() {
    let desk = imported();
    let list = desk.does("source list");
    let reference = list.lines().nth(1).unwrap().split("  ").next().unwrap().trim().to_owned();
    desk.does(&format!("source edit \"{reference}\" --title Seizures"));
    assert_eq!(desk.does("show 9 --map"), MAP);
    erase(&desk, 9);
    assert!(!holds(&desk, "Vandersloot"));
    assert!(desk.does("verify").contains("no differences"));
}

/// A desk with a file of two rows, imported one after the other by two maps; entries 5 and 8 say how.
fn imported_twice(first: &str, second: &str) -> Desk {
    let desk = desk("a.csv", "S,C,V\n2024,c,5\n2024,d,6\n");
    desk.does("case open c --title T --lead DE");
    put(&desk, "m.toml", first);
    assert_eq!(import(&desk, "a.csv", "--map [desk]/m.toml --rejects [desk]/bad.csv").code, 1);
    desk.does("case open d --title T --lead DE");
    put(&desk, "m.toml", second);
    imports(&desk, "a.csv", "--map [desk]/m.toml");
    assert_eq!((desk.does("show 5 --map"), desk.does("show 8 --map")), (first.to_owned(), second.to_owned()));
    desk
}

const SMALL: &str = "[columns]\ncase = \"C\"\naction = { constant = \"seize\" }\ndate = \"S\"\n# by Quirina\n";

#[test]
fn a_map_that_later_imports_more_of_a_file_is_kept_once() {
    let desk = imported_twice(SMALL, SMALL);
    erase(&desk, 5);
    assert!(desk.does("show 9").contains("erases       1 personal data of entry 3\n"));
    assert!(!holds(&desk, "by Quirina"), "there was no second copy");
    assert!(desk.run("show 8 --map").err.contains("[erased 2024-07-01]"));
    assert!(desk.does("verify").contains("no differences"));
}

#[test]
fn an_erasure_removes_every_map_of_a_file() {
    let desk = imported_twice(SMALL, &SMALL.replace("Quirina", "Ottoline"));
    erase(&desk, 3);
    assert!(desk.does("show 9").contains("erases       2 personal data of entry 3\n"));
    assert!(!holds(&desk, "by Quirina") && !holds(&desk, "by Ottoline"));
    assert!(desk.does("verify").contains("no differences"));
}

#[test]
fn the_same_map_of_another_file_is_another_datum_and_an_erasure_names_it() {
    let desk = imported();
    put(&desk, "b.csv", "S,V,T\n2023,7,\n");
    imports(&desk, "b.csv", "--map [desk]/m.toml");
    let said = desk.run("erase 2 --reason over --authority CNIL");
    assert!(said.err.contains("entry 11 holds some of the same data: erase them there too"), "{}", said.err);
    assert_eq!(desk.does("show 11 --map"), MAP);
    erase(&desk, 11);
    assert!(!holds(&desk, "Vandersloot"));
}

#[test]
fn a_backup_and_a_pack_with_personal_data_hold_the_map_and_other_packs_do_not() {
    let desk = imported();
    desk.does("backup [desk]/copy.db");
    assert_eq!(desk.does("--ledger [desk]/copy.db show 8 --map"), MAP);
    for (name, flags, has) in [("bare", "", false), ("full", "--personal", true)] {
        desk.does(&format!("export pack [desk]/{name} {flags}"));
        let files =
            std::fs::read_dir(desk.path(name)).unwrap().map(|file| std::fs::read(file.unwrap().path()).unwrap());
        let text: String = files.map(|bytes| String::from_utf8(bytes).unwrap()).collect();
        assert_eq!(text.contains("Vandersloot"), has, "{name}");
        assert_eq!(desk.run(&format!("verify-pack [desk]/{name}")).code, 0, "{name}");
    }
    let list = std::fs::read(desk.path("full").join("personal.csv")).unwrap();
    let data: Vec<String> =
        csv::Reader::from_reader(list.as_slice()).records().map(|row| row.unwrap()[2].to_owned()).collect();
    assert_eq!(data, [MAP.replace(";=", ";'=")]);
}

#[test]
fn verify_checks_the_map_against_its_commitment() {
    for (sql, said) in [
        (
            "DROP TRIGGER personal_stays; UPDATE personal SET data = 'x'",
            "the data are not those that entry 8 committed to",
        ),
        ("DROP TRIGGER personal_remains; DELETE FROM personal", "the data of entry 8 are missing"),
    ] {
        let desk = imported();
        let connection = rusqlite::Connection::open(desk.path("ledger.db")).unwrap();
        let trigger = sql.split([' ', ';']).nth(2).unwrap();
        let again: String =
            connection.query_row("SELECT sql FROM sqlite_schema WHERE name = ?1", [trigger], |row| row.get(0)).unwrap();
        connection.execute_batch(&format!("{sql}; {again};")).unwrap();
        drop(connection);
        let found = desk.run("verify");
        assert!(found.code == 3 && found.out.contains(said), "{found:?}");
    }
}

#[test]
fn a_map_that_is_too_large_is_refused_and_the_largest_is_kept() {
    let desk = desk("a.csv", "S\n2024\n");
    let map = "[columns]\ncase = { constant = \"c\" }\naction = { constant = \"seize\" }\ndate = \"S\"\n# ";
    let largest = format!("{map}{}", "\"".repeat((1 << 20) - map.len()));
    put(&desk, "m.toml", &format!("{largest}x"));
    let said = refused(&desk, "a.csv", "--open-missing --map [desk]/m.toml");
    assert!(said.contains("is not a map: not a file of at most 1048576 bytes"), "{said}");
    put(&desk, "m.toml", &largest);
    imports(&desk, "a.csv", "--open-missing --map [desk]/m.toml");
    assert!(desk.does("show 5 --map") == largest);
    desk.does("export pack [desk]/full --personal");
    assert_eq!(desk.run("verify-pack [desk]/full").code, 0);
    erase(&desk, 5);
    assert!(!holds(&desk, "\"\"\"\""), "no page of it is left");
}

#[test]
fn an_entry_without_a_map_says_so() {
    let desk = imported();
    let hint = "  hint: `impound source show REF` names the entry that keeps the map, if there was one\n";
    desk.refuses("show 2 --map", 1, &format!("impound: entry 2 keeps no map\n{hint}"));
    desk.refuses("show 4 --map", 1, &format!("impound: entry 4 does not say how a file was imported\n{hint}"));
    let said = desk.run("show c --map");
    assert_eq!(said.code, 2, "{}", said.err);
}

#[test]
fn a_map_cannot_steer_the_terminal_that_it_is_printed_on() {
    let mut desk = desk("a.csv", "S\n2024\n");
    let map =
        "[columns]\ncase = { constant = \"c\" }\naction = { constant = \"seize\" }\ndate = \"S\"\n\t# a\u{202e}b\n";
    put(&desk, "m.toml", map);
    imports(&desk, "a.csv", "--open-missing --map [desk]/m.toml");
    assert_eq!(desk.does("show 5 --map"), map);
    desk.set_terminal(impound::cli::Terminal { output: true, ..impound::cli::Terminal::default() });
    assert_eq!(desk.does("show 5 --map"), map.replace('\u{202e}', "\\u{202e}"));
}
