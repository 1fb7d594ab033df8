//! `impound report form`: the figures that an act asks for, and what no ledger can say.

use super::desk::Desk;

/// A ledger with two freezes under one order, one under none, a seizure, a confiscation, and an action across the year's end.
fn desk() -> Desk {
    let desk = Desk::new();
    let act = |line: &str| drop(desk.does(&format!("{line} --source S1")));
    act("freeze --case coco --in DE --kind cash --amount \"100 EUR\" --on 2023-02-01 --order A1");
    act("freeze --case coco --in HU --kind cash --amount \">200 EUR\" --on 2023-02-02 --order A1");
    act("freeze --case coco --in HU --kind cash --amount \"300 USD\" --on 2023-02-03");
    act("seize --case coco --in LT --kind vehicle --value \"7000 EUR\" --on 2023-03-01 --order B2");
    act("confiscate --asset coco:1 --on 2023-12-01 --order C3");
    act("freeze --case coco --in NL --kind cash --amount \"9 EUR\" --on 2023-12/2024-01 --order D4");
    act("freeze --case coco --in NL --kind cash --amount \"5 EUR\" --on 2022-05-01 --order E5");
    desk
}

/// The rows of a form as CSV that belong to one row of the act.
fn rows(csv: &str, id: &str) -> Vec<String> {
    let rows = csv.lines().filter(|line| line.starts_with(id));
    rows.map(|line| line.split_once(",given,").map_or(line, |(_, rest)| rest).to_owned()).collect()
}

#[test]
fn a_form_asks_the_reports_row_by_row() {
    let csv = desk().does("report form directive-2014-42 --year 2023 --format csv");
    assert_eq!(
        csv.lines().next().unwrap(),
        "row,label,answer,detail,number,number_upper,number_approximate,currency,lower,lower_inclusive,upper,\
         upper_inclusive,approximate,unavailable_because"
    );
    // A1 and B2; the third freeze names no order, so it may be under A1 or its own, and D4 may be in 2024.
    assert_eq!(rows(&csv, "11(1)(a)"), [",2,4,false,,,,,,,"]);
    assert_eq!(rows(&csv, "11(1)(b)"), [",1,1,false,,,,,,,"]);
    assert_eq!(
        rows(&csv, "11(1)(c)"),
        [
            "freeze,2,2,false,EUR,300.00,false,,,false,",
            "freeze,1,1,false,USD,300.00,true,300.00,true,false,",
            "\"freeze, not wholly in the year\",1,1,false,EUR,9.00,true,9.00,true,false,",
            "seize,1,1,false,EUR,7000.00,true,7000.00,true,false,",
        ]
    );
    assert_eq!(rows(&csv, "11(1)(d)"), ["confiscate,1,1,false,EUR,100.00,true,100.00,true,false,"]);
}

#[test]
fn a_line_names_what_it_is_of_once() {
    let desk = desk();
    let head = "name = \"ours\"\nversion = \"1\"\ntitle = \"Ours\"\nact = \"a memo\"\n";
    let row = "[[row]]\nid = \"held\"\nlabel = \"l\"\nreport = \"holdings\"\ncount = \"rows\"\n";
    let asked = "where = { stage = [\"seized\", \"confiscated\"] }\nby = [\"stage\"]\n";
    std::fs::write(desk.path("ours.toml"), format!("{head}{row}{asked}")).unwrap();
    let csv = desk.does("report form [desk]/ours.toml --year 2023 --format csv");
    assert_eq!(rows(&csv, "held"), ["confiscated,1,1,false,EUR,,,,,,", "seized,1,1,false,,,,,,,"]);
    std::fs::write(desk.path("ours.toml"), head).unwrap();
    desk.refuses(
        "report form [desk]/ours.toml --year 2023",
        1,
        "impound: [desk]/ours.toml: line 1: missing field `row`\n  \
         hint: docs/how-to/forms.md says what a form and its rows have\n",
    );
}

#[test]
fn a_figure_that_no_ledger_can_give_is_not_available_and_never_zero() {
    let csv = desk().does("report form regulation-2018-1805 --year 2023 --format csv");
    let refused: Vec<&str> = csv.lines().filter(|line| line.starts_with("\"35(1), refused")).collect();
    assert_eq!(refused.len(), 2);
    for line in refused {
        assert!(line.contains(",not available,,,,,,,,,,,"), "{line}");
        assert!(line.ends_with("\"the ledger records orders that were executed, not those refused\""), "{line}");
    }
    assert!(csv.contains("cases with property returned, to whomever\",given,,0,0,false,"), "{csv}");
    let table = desk().does("report form regulation-2018-1805 --year 2023");
    assert!(table.contains("not available"), "{table}");
}

#[test]
fn a_year_unknown_to_the_ledger_has_no_amounts() {
    let csv = desk().does("report form directive-2014-42 --year 2020 --format csv");
    assert_eq!(rows(&csv, "11(1)(a)"), [",0,0,false,,,,,,,"]);
    assert_eq!(rows(&csv, "11(1)(c)"), [",0,0,false,,,,,,,"]);
}

#[test]
fn a_custom_form_needs_only_a_file() {
    let desk = desk();
    let file = desk.path("ours.toml");
    let form = r#"
name = "ours"
version = "3"
title = "What is held"
act = "an instruction of the office"

[[row]]
id = "1"
label = "held at the year's end, by State"
report = "holdings"
by = ["jurisdiction"]
where = { stage = ["frozen", "confiscated"] }
count = "rows"
amount = "amount"

[[row]]
id = "2"
label = "held when the year began"
report = "holdings"
at = "start"
count = "rows"

[[row]]
id = "3"
label = "cases with a freeze"
report = "actions"
where = { action = ["freeze"] }
count = "cases"
"#;
    std::fs::write(&file, form).unwrap();
    let csv = desk.does(&format!("report form {} --year 2023 --format csv", file.display()));
    let of = |id: &str| csv.lines().filter(|line| line.starts_with(id)).count();
    assert_eq!((of("1,"), of("2,"), of("3,")), (4, 1, 1), "{csv}");
    assert!(csv.contains("2,held when the year began,given,,1,1,false,EUR,,,,,,"), "{csv}");
    assert!(csv.contains("3,cases with a freeze,given,,1,1,false,"), "{csv}");
    let json = desk.does(&format!("report form {} --year 2023 --format json --case coco", file.display()));
    for said in
        ["\"form\":\"ours\"", "\"form_version\":\"3\"", "\"act\":\"an instruction of the office\"", "\"year\":\"2023\""]
    {
        assert!(json.replace("\": \"", "\":\"").contains(said), "{said} in {json}");
    }
}

#[test]
fn a_fault_of_a_form_is_named_with_its_row() {
    let desk = desk();
    let refused = desk.run("report form directive-2014-24 --year 2023");
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("no form is called") && refused.err.contains("directive-2014-42"), "{}", refused.err);
    let file = desk.path("bad.toml");
    std::fs::write(&file, "name = \"a\"\nversion = \"1\"\ntitle = \"A\"\nact = \"B\"\n[[row]]\nid = \"7\"\nlabel = \"l\"\nreport = \"flows\"\n").unwrap();
    let refused = desk.run(&format!("report form {} --year 2023", file.display()));
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("row “7”") && refused.err.contains("actions, holdings"), "{}", refused.err);
    assert_eq!(desk.run("report form directive-2014-42").code, 2);
    assert_eq!(desk.run("report form directive-2014-42 --year 2023 --as-of 2023-01-01").code, 2);
}
