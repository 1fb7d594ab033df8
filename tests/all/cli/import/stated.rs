//! Amounts with more decimals than their currency has, from a file to a copy of the ledger and an auditor's pack.

use super::super::desk::Desk;
use super::{desk, import, imports, put, refused, register, report};

const MAP: &str = "[columns]\ncase = { constant = \"c\" }\naction = \"A\"\ndate = \"D\"\njurisdictions = { constant = \"DE,NL\" }\n\
    asset = \"X\"\ncurrency = { constant = \"EUR\" }\nkind = { constant = \"cash\" }\n\
    amount = { from = \"V\", decimal = \".\", decimals = \"as stated\", otherwise = \"phrase\" }\n[check]\nsum.\"V\" = \"29.4535\"\n";

const TABLE: &str = "A,D,X,V\nfreeze,2024-01-05,,12.345\nfreeze,2024-01-05,,0.0085\nfreeze,2024-01-05,,5.00\nfreeze,2024-01-05,,12.1000\n\
    freeze,2024-01-05,,>1.0005 EUR\nfreeze,2024-01-05,,~2.5..<3.00005 EUR\n";

/// A ledger of such amounts, and what its import says.
fn stated() -> (Desk, String) {
    let desk = desk("a.csv", TABLE);
    put(&desk, "m.toml", MAP);
    let said = imports(&desk, "a.csv", "--map [desk]/m.toml --open-missing");
    (desk, said)
}

#[test]
fn every_decimal_is_kept_from_the_file_to_the_sum() {
    let (desk, said) = stated();
    assert!(said.contains("in   V  4 figures, 29.4535, 2 other cells\n"), "{said}");
    assert!(said.contains("out  V  freeze  6 amounts  ~>32.954 EUR\n"), "{said}");
    assert_eq!(
        register(&desk, "amount lower upper as_written"),
        [
            "12.345 EUR | 12.345 | 12.345 | -",
            "0.0085 EUR | 0.0085 | 0.0085 | -",
            "5.00 EUR | 5.00 | 5.00 | -",
            "12.10 EUR | 12.10 | 12.10 | 12.1000",
            ">1.0005 EUR | 1.0005 | - | -",
            "~2.50..<3.00005 EUR | 2.50 | 3.00005 | -"
        ]
    );
    let sums = "assets exact lower lower_inclusive upper approximate";
    assert_eq!(report(&desk, "holdings --by currency", sums), ["6 4 32.954 false - true".replace(' ', " | ")]);
    let table = desk.does("report holdings --by currency");
    assert!(table.contains("~ > 32.954"), "{table}");
    let json = desk.does("report holdings --by currency --format json");
    assert!(json.contains("\"32.954\""), "{json}");
    assert!(desk.does("show 4").contains("12.345 EUR"));
}

#[test]
fn typed_amounts_add_up_with_them_and_have_no_more_decimals_than_the_currency() {
    let (desk, _) = stated();
    desk.does("source add S1 --title \"A release\"");
    desk.does("seize --part-of c:1 --in NL --amount \"0.01 EUR\" --on 2024-02 --source S1");
    assert_eq!(
        report(&desk, "pools", "asset lower itemised_lower residual_lower")[0],
        "c:1 | 12.345 | 0.01 | 12.335",
        "what is left of it"
    );
    let refused = desk.run("seize --part-of c:1 --in NL --amount \"0.005 EUR\" --on 2024-02 --source S1");
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("--amount: 0.005 has 3 decimals, EUR has 2\n"), "{}", refused.err);
    let taken = desk.run("release --part-of c:2 --amount \"0.01 EUR\" --on 2024-02 --source S1");
    assert!(
        taken.err.contains("c:2 amounts to 0.0085 EUR, its items would come to at least 0.01 EUR"),
        "{}",
        taken.err
    );
    let grown = desk.run("seize --asset c:2 --amount \"0.01 EUR\" --on 2024-02 --source S1");
    assert!(grown.err.contains("c:2 amounts to 0.0085 EUR, which is less than 0.01 EUR"), "{}", grown.err);
}

#[test]
fn a_correction_of_another_particular_leaves_the_amount_as_it_was() {
    let (desk, _) = stated();
    let entry = register(&desk, "entry")[0].clone();
    desk.does(&format!("correct {entry} --reason misread --on 2024-01-04"));
    desk.does(&format!("correct {entry} --reason misread --note \"by the court\""));
    assert_eq!(register(&desk, "asset date amount status").last().unwrap(), "c:1 | 2024-01-04 | 12.345 EUR | current");
    let refused = desk.run(&format!("correct {entry} --reason misread --amount \"12.346 EUR\""));
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("12.346 has 3 decimals, EUR has 2"), "{}", refused.err);
    assert!(desk.does("verify").ends_with("no differences\n"));
}

#[test]
fn a_register_brings_them_back_and_a_table_filled_in_by_hand_does_not() {
    let (desk, _) = stated();
    let text = desk.does("report register --personal --format csv");
    let copy = super::desk("register.csv", &text);
    assert_eq!(import(&copy, "register.csv", "--open-missing").code, 0);
    assert_eq!(register(&copy, "asset amount"), register(&desk, "asset amount"));
    for (what, columns) in [
        ("holdings --by jurisdiction,currency", "jurisdiction assets exact lower upper lower_inclusive"),
        ("actions --by action,currency", "action actions exact lower upper lower_inclusive"),
        ("pools", "asset lower upper residual_lower residual_upper"),
    ] {
        assert_eq!(report(&desk, what, columns), report(&copy, what, columns), "{what}");
    }
    assert!(copy.does("verify").ends_with("no differences\n"));
    assert!(imports(&copy, "register.csv", "").contains("0 recorded, 6 recorded before"));
    let filled_in = super::desk("own.csv", "case,action,date,amount\nc,freeze,2024,12.345 EUR\n");
    let said = refused(&filled_in, "own.csv", "--open-missing");
    assert!(said.contains("12.345 has 3 decimals, EUR has 2"), "{said}");
}

#[test]
fn a_pack_of_them_follows_from_its_journal_and_stored_totals_are_derived_again() {
    let (desk, _) = stated();
    let pack = desk.path("pack");
    desk.does(&format!("export pack {}", pack.display()));
    assert!(desk.does(&format!("verify-pack {}", pack.display())).ends_with("as they were written\n"));
    let holdings = std::fs::read_to_string(pack.join("holdings.csv")).unwrap();
    assert!(holdings.contains("32.954"), "{holdings}");
    let before = desk.does("report holdings --by currency --format csv");
    desk.does("rederive");
    assert_eq!(desk.does("report holdings --by currency --format csv"), before);
    assert!(desk.does("verify").ends_with("no differences\n"));
}
