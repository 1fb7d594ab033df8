//! A map cannot lose money: what a column of amounts contains is recorded, is a fault, or is counted in the summary.

use super::{desk, import, imports, put, refused, register};

/// A map with a case, a day and a place, plus `rest`.
fn map(rest: &str) -> String {
    format!(
        "[columns]\ncase = {{ constant = \"c\" }}\njurisdictions = {{ constant = \"CA\" }}\nkind = {{ constant = \"other\" }}\n{rest}\n"
    )
}

fn with(table: &str, rest: &str) -> super::Desk {
    let desk = desk("a.csv", table);
    put(&desk, "m.toml", &map(rest));
    desk
}

const FLAGS: &str = "--open-missing --map [desk]/m.toml";

/// Two actions, each with its own date.
const TWO: &str = "[[action]]\naction = { constant = \"seize\" }\ndate = \"S\"\namount = { from = \"V\", decimal = \".\" }\n\
    [[action]]\naction = { constant = \"confiscate\" }\ndate = \"F\"\namount = { from = \"W\", decimal = \".\" }\n";

#[test]
fn an_amount_that_several_actions_would_share_is_refused() {
    let rest = "amount = \"V\"\n[[action]]\naction = { constant = \"seize\" }\ndate = \"S\"\n[[action]]\naction = { constant = \"return\" }\ndate = \"F\"";
    let desk = with("V,S,F\n5 EUR,2024,2025\n", rest);
    let said = refused(&desk, "a.csv", FLAGS);
    assert!(said.contains("line 5: amount is in [columns], but there are several [[action]]"), "{said}");
}

#[test]
fn an_amount_beside_a_blank_date_is_a_fault_unless_another_action_takes_it() {
    let desk = with("V,W,S,F\n500,250,2024-01-01,\n", &format!("currency = {{ constant = \"CAD\" }}\n{TWO}"));
    let said = refused(&desk, "a.csv", FLAGS);
    assert!(
        said.contains("column W → amount, “250”: the row has an amount, but the date of its action is blank"),
        "{said}"
    );
    put(&desk, "a.csv", "V,W,S,F\n500,,2024-01-01,\n500,0.00,2024-01-01,\n");
    imports(&desk, "a.csv", FLAGS);
    put(&desk, "m.toml", &map(&format!("currency = {{ constant = \"CAD\" }}\n{}", TWO.replace("\"W\"", "\"V\""))));
    put(&desk, "b.csv", "V,W,S,F\n700,,2024-01-01,\n");
    imports(&desk, "b.csv", FLAGS);
    assert_eq!(register(&desk, "amount"), ["500.00 CAD", "500.00 CAD", "700.00 CAD"]);
}

/// Amounts mixed with words, which the map reads as `otherwise`.
fn otherwise(word: &str) -> String {
    format!(
        "action = {{ constant = \"seize\" }}\ndate = {{ constant = \"2024\" }}\ncurrency = {{ constant = \"CAD\" }}\n\
         amount = {{ from = \"V\", decimal = \".\", otherwise = \"{word}\" }}"
    )
}

#[test]
fn a_cell_that_holds_money_is_never_replaced_by_otherwise() {
    for word in ["unstated", "non-valued", "absent"] {
        for cell in ["€820 EUR", "$1000 CAD", ".60 USD", "5200 CAD (in $200 and $5000)", "\"1,500\"", "(500)"] {
            let desk = with(&format!("V\n{cell}\n"), &otherwise(word));
            let said = refused(&desk, "a.csv", FLAGS);
            assert!(said.contains("holds money that the map does not read"), "{word} {cell} {said}");
        }
    }
    let star = otherwise("refuse").replace("otherwise = \"refuse\"", "values = { \"*\" = \"unstated\" }");
    assert!(refused(&with("V\n€820 EUR\n", &star), "a.csv", FLAGS).contains("holds money"));
}

#[test]
fn cells_that_are_not_understood_are_counted_and_listed() {
    let desk = with("V\n5.50\nunknown\nunknown\nsee note 3\n", &otherwise("unstated"));
    let said = imports(&desk, "a.csv", FLAGS);
    assert!(said.contains("in   V  1 figure, 5.50, 3 other cells\n"), "{said}");
    assert!(said.contains("3 amount cells were not understood, and replaced by the map's otherwise\n"), "{said}");
    assert!(
        said.contains("  3 with no number as the map describes it\n  1 of “see note 3”\n  2 of “unknown”\n"),
        "{said}"
    );
    assert!(said.contains("out  V  seize  4 amounts  5.50 CAD, 3 not stated\n"), "{said}");
}

#[test]
fn words_in_a_column_of_thousands_are_refused() {
    let rest = otherwise("phrase").replace("decimal = \".\"", "decimal = \".\", times = 1000");
    let desk = with("V\n5\nmore than 5\n", &rest);
    let said = refused(&desk, "a.csv", FLAGS);
    assert!(said.contains("“more than 5”: the column is counted in 10^3"), "{said}");
    let desk = with("V\n5\n", &rest.replace("decimal = \".\", ", "").replace(", otherwise = \"phrase\"", ""));
    assert!(refused(&desk, "a.csv", FLAGS).contains("does not say how numbers are written"));
}

#[test]
fn a_split_does_not_cut_inside_brackets() {
    let rest = otherwise("phrase").replace("decimal", "split = [\" and \"], decimal");
    let desk = with("V\n5200 CAD (bundles of $200 CAD and $5000 CAD)\n", &rest);
    let said = import(&desk, "a.csv", FLAGS);
    assert!(said.code == 1 || register(&desk, "amount") == ["5200.00 CAD"], "{}", said.out);
    let desk = with("V\n200 CAD and 5000 CAD\n", &rest);
    imports(&desk, "a.csv", FLAGS);
    assert_eq!(register(&desk, "amount"), ["200.00 CAD", "5000.00 CAD"]);
}

#[test]
fn a_line_break_between_figures_is_a_fault_or_a_split() {
    let rest = otherwise("refuse").replace("decimal = \".\"", "decimal = \".\", thousands = \" \"");
    let desk = with("V\n\"5\n000\"\n", &rest);
    assert!(refused(&desk, "a.csv", FLAGS).contains("a line break separates two figures"));
    put(&desk, "m.toml", &map(&rest.replace("thousands", "split = \"\\n\", thousands")));
    imports(&desk, "a.csv", FLAGS);
    assert_eq!(register(&desk, "amount"), ["5.00 CAD", "0.00 CAD"]);
}

#[test]
fn a_figure_that_no_action_takes_is_counted() {
    let rest = format!(
        "currency = {{ constant = \"CAD\" }}\n{}",
        TWO.replace(
            "action = { constant = \"confiscate\" }",
            "when = { F = \"20*\" }\naction = { constant = \"confiscate\" }"
        )
    );
    let desk = with("V,W,S,F\n500,250,2024-01-01,no\n500,300,2024-01-01,2024-02-01\n", &rest);
    let said = imports(&desk, "a.csv", FLAGS);
    assert!(said.contains("in   W  2 figures, 550\n     used by no action: 1 figure, 250\n"), "{said}");
    assert!(said.contains("300.00 CAD") && said.contains("1000.00 CAD"), "{said}");
}

#[test]
fn the_figures_of_skipped_rows_are_added_up_and_the_rules_named() {
    let rest =
        format!("{}\n[[skip]]\nwhere = {{ K = \"Total\" }}\n[[end]]\nwhere = {{ K = \"End\" }}", otherwise("refuse"));
    let desk = with("K,V\nx,5\nTotal,5\nEnd,\ny,7\n", &rest);
    let said = imports(&desk, "a.csv", FLAGS);
    assert!(said.starts_with("[desk]/a.csv  1 row: 1 recorded, 3 skipped\n"), "{said}");
    assert!(said.contains("  2 skipped by [[end]] of line 11\n  1 skipped by [[skip]] of line 9\n"), "{said}");
    assert!(said.contains("in   V  1 figure, 5\n     in skipped rows: 2 figures, 12\n"), "{said}");
}

#[test]
fn a_file_that_fails_its_check_is_refused_with_both_figures() {
    let check = |rows: u64, sum: &str| format!("{}\n[check]\nrows = {rows}\nsum.V = \"{sum}\"", otherwise("refuse"));
    let desk = with("V\n5\n7.25\n", &check(3, "12.24"));
    let said = refused(&desk, "a.csv", FLAGS);
    assert!(said.contains("[check]: the map says 3 rows, the file has 2 that count\n"), "{said}");
    assert!(said.contains("[check]: the map says that “V” comes to 12.24, in the file it is 12.25\n"), "{said}");
    put(&desk, "m.toml", &map(&check(2, "12.25")));
    imports(&desk, "a.csv", FLAGS);
    put(&desk, "m.toml", &map(&format!("{}\n[check]\nsum.V = 12.25", otherwise("refuse"))));
    assert!(refused(&desk, "a.csv", FLAGS).contains("a sum in quotes, such as"));
}

#[test]
fn the_answer_in_json_has_every_count() {
    let desk = with("V\n5.50\nunknown\n", &otherwise("unstated"));
    let said = imports(&desk, "a.csv", &format!("{FLAGS} --json"));
    let object: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(object["rows"]["recorded"], 2);
    assert_eq!(object["columns"][0]["sum"], "5.50");
    assert_eq!(object["amounts"][0]["sum"], "5.50 CAD");
    assert_eq!(object["not_understood"]["“unknown”"], 1);
    assert_eq!(object["not_understood_by"], serde_json::json!({ "no number as the map describes it": 1 }));
    assert_eq!(object["faults_in"], serde_json::json!({}));
}

#[test]
fn zeros_beyond_a_currencys_decimals_are_accepted() {
    let desk = with("V\n12.500\n", &otherwise("refuse"));
    imports(&desk, "a.csv", FLAGS);
    assert_eq!(register(&desk, "amount"), ["12.50 CAD"]);
}

#[test]
fn a_year_has_four_digits() {
    let rest = otherwise("refuse")
        .replace("date = { constant = \"2024\" }", "date = { from = \"D\", formats = [\"%d/%m/%Y\"] }");
    let desk = with("V,D\n5,25/06/24\n", &rest);
    assert!(refused(&desk, "a.csv", FLAGS).contains("“25/06/24” is not a date of the form %d/%m/%Y"));
}

#[test]
fn a_wrong_constant_is_reported_once_with_its_line() {
    let desk = with("V\n5\n6\n", &otherwise("refuse").replace("\"seize\"", "\"seized\""));
    let said = refused(&desk, "a.csv", FLAGS);
    assert!(said.starts_with("impound: [desk]/m.toml: line 5: action: “seized” is not a known action"), "{said}");
    let kinds = otherwise("refuse") + "\nbasis = { from = \"V\", values = { x = \"guessed\" } }";
    let said = refused(&with("V\n5\n", &kinds), "a.csv", FLAGS);
    assert!(said.contains("m.toml: line 9: basis: “guessed” is not a known basis"), "{said}");
}

#[test]
fn many_faults_are_summed_up_by_kind() {
    let rows: String = (0..12).map(|row| format!("x{row}\n")).collect();
    let said = refused(&with(&format!("V\n{rows}"), &otherwise("refuse")), "a.csv", FLAGS);
    assert!(said.contains("impound: 12 faults:\n  12 of column V → amount: “…” is not a number"), "{said}");
}

#[test]
fn a_first_row_that_a_rule_refuses_is_one_fault() {
    let desk = desk(
        "a.csv",
        "ref,case,action,date,jurisdictions,kind,amount,currency,asset\nB,c,release,2024-05-01,,,,,c:99\nA,c,seize,2024-01-01,FR,cash,100,EUR,\nD,c,seize,2024-01-01,FR,cash,200,EUR,\n",
    );
    let said = refused(&desk, "a.csv", "--open-missing");
    assert!(said.contains("line 2\n") && !said.contains("line 3"), "{said}");
    assert!(said.contains("1 faulty row of 3"), "{said}");
    let said = import(&desk, "a.csv", "--open-missing --rejects [desk]/bad.csv");
    assert!(said.out.contains("3 rows: 2 recorded, 1 rejected"), "{} {}", said.out, said.err);
    assert_eq!(register(&desk, "ref"), ["A", "D"]);
}

#[test]
fn an_item_of_an_earlier_row_is_known_after_a_row_that_a_rule_refused() {
    let table = "ref,case,action,date,jurisdictions,kind,amount,currency,asset,part_of\n\
        A,c,seize,2024-01-01,FR,cash,100,EUR,,\nI,c,seize,2024-01-02,,,10,,,@A\n\
        X,c,release,2024-05-01,,,,,c:99,\nR,c,release,2024-05-01,,,,,@I,\n";
    let desk = desk("a.csv", table);
    let said = import(&desk, "a.csv", "--open-missing --rejects [desk]/bad.csv");
    assert!(said.out.contains("4 rows: 3 recorded, 1 rejected"), "{} {}", said.out, said.err);
    assert_eq!(register(&desk, "ref asset"), ["A | c:1", "I | c:1.1", "R | c:1.1"]);
}

#[test]
fn a_dry_run_needs_no_ledger() {
    let desk = super::Desk::empty();
    put(&desk, "a.csv", "case,action,date\nc,freeze,2024\n");
    let said = imports(&desk, "a.csv", "--open-missing --dry-run");
    assert!(said.contains("1 would be recorded") && said.contains("dry run: nothing was recorded"), "{said}");
    assert_eq!(import(&desk, "a.csv", "--open-missing").code, 4);
}
