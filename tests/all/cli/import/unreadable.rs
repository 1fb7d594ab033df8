//! Unreadable cells in columns that a map tests.

use super::{desk, import, imports, put, refused, register};
use crate::intake::book::Book;

const FLAGS: &str = "--open-missing --map [desk]/m.toml";

/// A workbook with the columns S, T, U and these rows; `#` is a formula that failed, `?` one that was never calculated.
fn workbook(rows: &[[&str; 3]]) -> Vec<u8> {
    let cell = |at: String, text: &str| match text {
        "#" => format!(r#"<c r="{at}" t="e"><f>1/0</f><v>#DIV/0!</v></c>"#),
        "?" => format!(r#"<c r="{at}"><f>SUM(1,2)</f></c>"#),
        text => format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#),
    };
    let row = |(number, cells): (usize, &[&str; 3])| {
        let cells: String =
            "ABC".chars().zip(cells).map(|(column, text)| cell(format!("{column}{number}"), text)).collect();
        format!(r#"<row r="{number}">{cells}</row>"#)
    };
    let sheet: String = (1..).zip([["S", "T", "U"]].iter().chain(rows)).map(row).collect();
    Book { sheets: &[&sheet], ..Book::default() }.bytes()
}

const COLUMNS: &str = "[columns]\ncase = { constant = \"c\" }\nkind = { constant = \"cash\" }\ndate = { constant = \"2024\" }\n\
    action = { constant = \"seize\" }\ndescription = \"U\"\n";

#[test]
fn a_condition_on_an_unreadable_cell_is_a_fault_of_its_row() {
    let desk = desk("a.csv", "");
    for (rule, place) in [
        ("[[action]]\nwhen = { S = \"x\" }\n", ""),
        ("[[action]]\nunless = { S = \"x\" }\n", ""),
        ("[[action]]\nwhen = { S = { match = \"x\" } }\n", ""),
        ("[[action]]\nwhen = { T = { \"=\" = \"S\" } }\n", ""),
        ("[[action]]\nwhen = { S = \"y\" }\n[[action]]\nelse = true\n", ""),
        ("[[skip]]\nwhere = { S = \"x\" }\n", "[[skip]] of line 1: "),
        ("[[end]]\nwhere = { S = \"x\" }\n", "[[end]] of line 1: "),
    ] {
        let is_action = rule.starts_with("[[action]]");
        put(&desk, "m.toml", &if is_action { format!("{COLUMNS}{rule}") } else { format!("{rule}{COLUMNS}") });
        for (cell, wrong) in [("#", "the cell's formula failed: “#DIV/0!”"), ("?", "never calculated")] {
            std::fs::write(desk.path("a.xlsx"), workbook(&[[cell, "a", "one"]])).unwrap();
            let said = refused(&desk, "a.xlsx", FLAGS);
            assert!(said.contains(&format!("row 2\n  {place}column “S”: ")) && said.contains(wrong), "{rule}{said}");
            assert!(said.contains("1 faulty row of 1"), "{said}");
        }
    }
}

#[test]
fn an_unreadable_cell_is_accepted_if_another_decides() {
    let desk = desk("a.csv", "");
    std::fs::write(desk.path("a.xlsx"), workbook(&[["#", "a", "one"], ["x", "b", "two"]])).unwrap();
    put(&desk, "m.toml", &format!("[[skip]]\nwhere = {{ S = \"x\", T = \"b\" }}\n{COLUMNS}"));
    imports(&desk, "a.xlsx", FLAGS);
    assert_eq!(register(&desk, "description"), ["one"]);
}

#[test]
fn a_carried_value_comes_from_the_row_above_even_if_that_row_is_faulty() {
    let desk = desk("a.csv", "");
    std::fs::write(desk.path("a.xlsx"), workbook(&[["a", "A", "one"], ["#", "B", "two"], ["a", "", "three"]])).unwrap();
    let map = format!("[table]\ncarry = [\"T\"]\n[[end]]\nwhere = {{ S = \"Total\" }}\n{COLUMNS}note = \"T\"\n");
    put(&desk, "m.toml", &map);
    let said = import(&desk, "a.xlsx", &format!("{FLAGS} --rejects [desk]/r.csv"));
    assert_eq!(said.code, 1);
    assert_eq!(register(&desk, "description note"), ["one | A", "three | B"]);
}
