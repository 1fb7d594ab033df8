use super::{desk, import, imports, put, refused, register};

const MIXED: &str = "case,action,date,note\nc,freeze,2024,good\nc,frozen,2024,'=bad\nc,freeze,2025,good too\n";

#[test]
fn good_rows_are_recorded_and_bad_ones_written_out_to_be_mended_and_imported() {
    let desk = desk("a.csv", MIXED);
    let said = import(&desk, "a.csv", "--open-missing --rejects [desk]/bad.csv");
    assert_eq!(said.code, 1);
    assert!(said.err.contains("line 3\n  column action: “frozen” is not a known action"), "{}", said.err);
    assert!(said.out.starts_with("[desk]/a.csv  3 rows: 2 recorded, 1 rejected\n"), "{}", said.out);
    let bad = std::fs::read_to_string(desk.path("bad.csv")).unwrap();
    let fault = "c,frozen,2024,'=bad,line 3: column action: “frozen” is not a known action; in a.csv ";
    assert!(bad.starts_with(&format!("case,action,date,note,fault\n{fault}")), "{bad}");
    put(&desk, "mended.csv", &bad.replace("c,frozen", "c,freeze"));
    imports(&desk, "mended.csv", "");
    assert_eq!(register(&desk, "note"), ["good", "good too", "=bad"]);
    // A mended row also cites the row that was rejected.
    let sources = register(&desk, "sources");
    assert!(
        sources[2].starts_with("mended.csv ")
            && sources[2].contains("#row 2 from a.csv ")
            && sources[2].ends_with(" line 3"),
        "{sources:?}"
    );
    let files: Vec<_> = desk.files().into_keys().filter(|path| path.to_str().unwrap().contains("unfinished")).collect();
    assert!(files.is_empty(), "{files:?}");
}

#[test]
fn a_list_of_rejects_never_replaces_another_file() {
    let desk = desk("a.csv", MIXED);
    put(&desk, "bad.csv", "mine");
    let said = refused(&desk, "a.csv", "--open-missing --rejects [desk]/bad.csv");
    assert!(said.starts_with("impound: --rejects: [desk]/bad.csv exists already\n"), "{said}");
}

#[test]
fn without_rejects_no_list_is_written() {
    let desk = desk("a.csv", "case,action,date\nc,freeze,2024\n");
    imports(&desk, "a.csv", "--open-missing --rejects [desk]/bad.csv");
    assert!(!desk.path("bad.csv").exists());
}

#[test]
fn rejects_of_a_map_with_a_header_further_down_are_imported_with_the_same_map() {
    let desk = desk("a.csv", "Report;;\n;;\nGroup;Day;What\nCARS;;\n;03.02.2024;Audi\n;33.02.2024;Opel\n");
    let map = "[table]\nheader = 3\ncarry = [\"Group\"]\n[[skip]]\nrows = [1, 2]\n[[skip]]\nwhere = { What = \"\" }\n\
               [columns]\ncase = { constant = \"c\" }\naction = { constant = \"seize\" }\ndescription = \"What\"\n\
               date = { from = \"Day\", formats = [\"%d.%m.%Y\"] }\nkind = { from = \"Group\", values = { cars = \"vehicle\" } }\n";
    put(&desk, "m.toml", map);
    let said = import(&desk, "a.csv", "--open-missing --map [desk]/m.toml --rejects [desk]/bad.csv");
    assert_eq!(said.code, 1, "{}", said.err);
    let bad = std::fs::read_to_string(desk.path("bad.csv")).unwrap();
    assert!(bad.starts_with("Group,Day,What,fault\nCARS,33.02.2024,Opel,"), "{bad}");
    put(&desk, "mended.csv", &bad.replace("CARS,33.", "CARS,13."));
    imports(&desk, "mended.csv", "--map [desk]/m.toml");
    assert_eq!(
        register(&desk, "date kind description"),
        ["2024-02-03 | vehicle | Audi", "2024-02-13 | vehicle | Opel"]
    );
}

#[test]
fn a_row_that_is_rejected_twice_still_cites_its_original_place() {
    // A source's reference contains its file's name, and browsers add brackets to names.
    let name = format!("{} (2).csv", "n".repeat(70));
    let desk = desk(&name, MIXED);
    let quoted = |file: &str, flags: &str| desk.run(&format!("import \"[desk]/{file}\" {flags}"));
    assert_eq!(quoted(&name, "--open-missing --rejects [desk]/one.csv").code, 1);
    let one = std::fs::read_to_string(desk.path("one.csv")).unwrap();
    put(&desk, "two.csv", &one.replace("c,frozen", "c,froze"));
    assert_eq!(quoted("two.csv", "--rejects [desk]/three.csv").code, 1);
    let three = std::fs::read_to_string(desk.path("three.csv")).unwrap();
    assert!(three.contains("line 3: column action: “froze” is not a known action; in nnnn"), "{three}");
    put(&desk, "four.csv", &three.replace("c,froze,", "c,freeze,"));
    assert_eq!(quoted("four.csv", "").code, 0);
    let sources = register(&desk, "sources");
    let cited = sources.last().unwrap();
    assert!(cited.starts_with("four.csv ") && cited.contains("#row 2 from nnnn"), "{cited}");
    assert!(cited.contains("n (2).csv ") && cited.ends_with(" line 3"), "{cited}");
}

#[test]
fn a_row_that_was_mended_and_mapped_cites_both_its_rows() {
    let desk = desk("a.csv", "Day,What\n03.02.2024,Audi\n33.02.2024,Opel\n");
    let map = "[columns]\ncase = { constant = \"c\" }\naction = { constant = \"seize\" }\ndescription = \"What\"\n\
               date = { from = \"Day\", formats = [\"%d.%m.%Y\"] }\n";
    put(&desk, "m.toml", map);
    assert_eq!(import(&desk, "a.csv", "--open-missing --map [desk]/m.toml --rejects [desk]/bad.csv").code, 1);
    let bad = std::fs::read_to_string(desk.path("bad.csv")).unwrap();
    put(&desk, "mended.csv", &bad.replace("33.", "13."));
    imports(&desk, "mended.csv", "--map [desk]/m.toml");
    let shown = desk.does("show 7");
    assert!(shown.contains("mended.csv ") && shown.contains("#row 2 from a.csv "), "{shown}");
    assert!(shown.contains(" line 3\n"), "{shown}");
}
