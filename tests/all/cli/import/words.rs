//! The words of maps for rows and cells: unless, else, match, comparisons, parts.

use super::{desk, imports, put, refused, register};

const FLAGS: &str = "--open-missing --map [desk]/m.toml";

fn read(table: &str, columns: &str, rest: &str, shown: &str) -> Vec<String> {
    let desk = desk("a.csv", table);
    let map =
        format!("[columns]\ncase = {{ constant = \"c\" }}\nkind = {{ constant = \"cash\" }}\n{columns}\n{rest}\n");
    put(&desk, "m.toml", &map);
    imports(&desk, "a.csv", FLAGS);
    register(&desk, shown)
}

#[test]
fn unless_excludes_an_action_and_else_applies_if_no_other_action_does() {
    let rest = "[[action]]\nwhen = { S = \"*conf*\" }\nunless = { S = [\"*revoked*\", \"*annulled*\"] }\naction = { constant = \"confiscate\" }\n\
        [[action]]\nelse = true\naction = { constant = \"seize\" }\n";
    let table = "S\nconfirmed\nconfirmed: revoked\nother\n";
    assert_eq!(read(table, "date = { constant = \"2024\" }", rest, "action"), ["confiscate", "seize", "seize"]);
    let desk = desk("a.csv", table);
    let map = "[columns]\ncase = \"S\"\ndate = \"S\"\n[[action]]\nelse = true\naction = { constant = \"seize\" }\n";
    put(&desk, "m.toml", map);
    assert!(refused(&desk, "a.csv", FLAGS).contains("the first action has else"));
}

#[test]
fn a_regular_expression_takes_a_part_of_a_cell() {
    let columns = "action = { constant = \"seize\" }\ndate = { from = \"T\", match = '(\\d{4})-(\\d\\d)', give = \"$1-$2\" }\n\
        order = { from = \"T\", match = 'order ([A-Z]+ \\d+)', otherwise = \"absent\" }\n\
        amount = { from = \"T\", match = '[\\d,]+ EUR', decimal = \".\", thousands = \",\" }\n";
    let table = "T\n\"2024-05, order AB 12: 1,500 EUR\"\n\"20 EUR in 2023-01\"\n";
    assert_eq!(
        read(table, columns, "", "date order amount as_written"),
        [
            "2024-05 | AB 12 | 1500.00 EUR | 2024-05, order AB 12: 1,500 EUR",
            "2023-01 | - | 20.00 EUR | 20 EUR in 2023-01"
        ]
    );
    let desk = desk("a.csv", "T\nx\n");
    for (pattern, wrong) in [("(", "is not a regular expression"), ("\\\\w{1000000}", "is not a regular expression")] {
        put(&desk, "m.toml", &format!("[columns]\ncase = {{ from = \"T\", match = \"{pattern}\" }}\n"));
        assert!(refused(&desk, "a.csv", FLAGS).contains(wrong), "{pattern}");
    }
}

#[test]
fn two_columns_are_compared_as_numbers_days_or_texts() {
    let columns = "action = { constant = \"seize\" }\ndate = { from = \"D\", formats = [\"%d.%m.%Y\"] }\n\
        amount = { from = \"V\", decimal = \",\", thousands = \".\" }\ncurrency = { constant = \"EUR\" }";
    let table = "D,R,V,W\n01.02.2024,03.01.2024,\"1.000,00\",\"999,00\"\n01.02.2024,03.03.2024,5,\n01.02.2024,03.03.2024,5,\"5,0\"\n";
    let read = |condition: &str| read(table, columns, &format!("[[skip]]\nwhere = {{ {condition} }}"), "amount").len();
    assert_eq!(read("R = { \"<\" = \"D\" }"), 2);
    assert_eq!(read("V = { \">\" = \"W\" }"), 2);
    assert_eq!(read("V = { \"=\" = \"W\" }"), 2);
    assert_eq!(read("V = { \"!=\" = \"W\" }"), 1);
    let desk = desk("a.csv", "D,R\n2024-01-01,x\n");
    put(
        &desk,
        "m.toml",
        "[[skip]]\nwhere = { R = { \"<\" = \"D\" } }\n[columns]\ncase = \"R\"\naction = { constant = \"seize\" }\ndate = \"D\"\n",
    );
    let said = refused(&desk, "a.csv", FLAGS);
    assert!(said.contains("[[skip]] of line 1: “x” and “2024-01-01” cannot be compared"), "{said}");
}

#[test]
fn a_part_is_carved_out_where_the_amount_is_certainly_less() {
    let columns = "currency = { constant = \"EUR\" }";
    let rest = "[[action]]\naction = { constant = \"seize\" }\ndate = \"S\"\namount = { from = \"V\", decimal = \".\" }\n\
        [[action]]\npart = \"when less\"\naction = { constant = \"confiscate\" }\ndate = \"F\"\namount = { from = \"W\", decimal = \".\" }\n";
    let table = "S,V,F,W\n2024-01-01,1000,2024-02-01,400\n2024-01-01,1000,2024-02-01,1000\n";
    assert_eq!(
        read(table, columns, rest, "asset action amount"),
        [
            "c:1 | seize | 1000.00 EUR",
            "c:1.1 | confiscate | 400.00 EUR",
            "c:2 | seize | 1000.00 EUR",
            "c:2 | confiscate | 1000.00 EUR"
        ]
    );
}

#[test]
fn the_example_of_actions_in_the_manual_does_what_it_says() {
    let manual = include_str!("../../../../examples/maps/README.md");
    let (_, rest) = manual.split_once("in a file that names no other measure:\n\n```toml\n").unwrap();
    let blocks = rest.split_once("```").unwrap().0;
    let table = "Measure,Day,Value,Estimate,Forfeited,Remark\nSeizure,2024-01-05,1000,,400,order of 2024-06\n\
        seized,2024-01-06,50,,50,annulled: order of 2024-07\n,2024-01-07,,70,,\n";
    assert_eq!(
        read(table, "currency = { constant = \"EUR\" }", blocks, "asset action date amount"),
        [
            "c:1 | seize | 2024-01-05 | 1000.00 EUR",
            "c:1.1 | confiscate | 2024-06 | 400.00 EUR",
            "c:2 | seize | 2024-01-06 | 50.00 EUR",
            "c:3 | freeze | 2024-01-07 | 70.00 EUR"
        ]
    );
}

#[test]
fn a_hostile_map_is_refused() {
    let desk = desk("a.csv", "T\nx\n");
    let cells = "{T}".repeat(200);
    let stars = "a*".repeat(40);
    let many: String = (0..2_000).map(|n| format!("\"{n}*\" = \"x\"\n")).collect();
    for map in [
        format!("[columns]\ncase = {{ template = \"{cells}\" }}\n"),
        format!("[[skip]]\nwhere = {{ T = \"{stars}\" }}\n"),
        format!("[values.v]\n{many}"),
        "[[action]]\ncase = \"T\"\n".repeat(100),
    ] {
        put(&desk, "m.toml", &map);
        let said = refused(&desk, "a.csv", FLAGS);
        assert!(said.starts_with("impound: [desk]/m.toml: "), "{said}");
    }
}
