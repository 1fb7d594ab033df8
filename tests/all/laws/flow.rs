use impound::domain::day;
use impound::report::Scope;

use crate::book::{Book, lines, totals};

fn period(from: &str, to: &str) -> Scope {
    Scope { period: Some((day(from).unwrap(), day(to).unwrap())), ..Scope::default() }
}

#[test]
fn the_amount_of_each_action_keeps_its_own_date() {
    let mut book = Book::new();
    let vehicle = [("amount", "100 EUR"), ("kind", "vehicle")];
    let asset = book.new_asset("freeze", "2023-06-25", "DE", &vehicle).unwrap();
    book.later("seize", &asset, "2024-01-10", &[("amount", "90 EUR")]).unwrap();
    book.later("confiscate", &asset, "2024-05-10", &[]).unwrap();
    book.later("dispose", &asset, "2025-02-01", &[("amount", "120 EUR"), ("how", "sold")]).unwrap();
    assert_eq!(
        totals(&book.actions("year,action", &Scope::default()), "year action currency actions"),
        [
            "2023 freeze EUR 1 [100.00 100.00]",
            "2024 confiscate EUR 1 [90.00 90.00]",
            "2024 seize EUR 1 [90.00 90.00]",
            "2025 dispose EUR 1 [120.00 120.00]",
        ]
    );
}

#[test]
fn an_action_without_an_amount_counts_with_the_rest_of_the_asset_at_that_time() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    book.later("seize", &asset, "2024-06-26", &[]).unwrap();
    book.item("release", &asset, "2024-06-27", &[("amount", "30 EUR")]).unwrap();
    book.later("confiscate", &asset, "2024-06-28", &[]).unwrap();
    assert_eq!(
        totals(&book.actions("action", &Scope::default()), "action"),
        ["confiscate [70.00 70.00]", "freeze [100.00 100.00]", "release [30.00 30.00]", "seize [100.00 100.00]",]
    );
}

#[test]
fn an_item_carved_by_the_current_action_of_its_asset_is_not_a_further_action() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE,NL", &[("amount", "100 EUR")]).unwrap();
    book.item("freeze", &asset, "2024-06-26", &[("in", "NL"), ("amount", "10 EUR")]).unwrap();
    book.item("seize", &asset, "2024-06-26", &[("in", "DE"), ("amount", "20 EUR")]).unwrap();
    book.item("release", &asset, "2024-06-26", &[("in", "DE"), ("amount", "5 EUR")]).unwrap();
    assert_eq!(
        totals(&book.actions("jurisdiction,action", &Scope::default()), "jurisdiction action actions"),
        ["DE release 1 [5.00 5.00]", "DE seize 1 [20.00 20.00]", "DE+NL freeze 1 [100.00 100.00]",]
    );
}

#[test]
fn an_item_outside_its_assets_equation_is_an_action_of_its_own() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    let silent = book.new_asset("freeze", "2024-06-25", "DE", &[]).unwrap();
    book.item("freeze", &asset, "2024-06-26", &[("amount", "3 BTC")]).unwrap();
    book.item("freeze", &asset, "2024-06-26", &[("amount", "non-valued")]).unwrap();
    book.item("freeze", &asset, "2024-06-26", &[]).unwrap();
    book.item("freeze", &silent, "2024-06-26", &[("amount", "5 USD")]).unwrap();
    assert_eq!(
        totals(&book.actions("action", &Scope::default()), "currency actions unstated non_valued"),
        ["- 2 1 1 [0 +inf)", "BTC 1 0 0 [3.00000000 3.00000000]", "EUR 1 0 0 [100.00 100.00]", "USD 1 0 0 [5.00 5.00]"]
    );
}

#[test]
fn a_sum_of_actions_on_the_parts_of_an_asset_uses_the_equation_too() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "120 EUR")]).unwrap();
    book.item("seize", &asset, "2024-06-26", &[]).unwrap();
    book.later("seize", &asset, "2024-06-27", &[]).unwrap();
    assert_eq!(
        totals(&book.actions("action", &Scope::default()), "action actions"),
        ["freeze 1 [120.00 120.00]", "seize 2 [120.00 120.00]",]
    );
}

#[test]
fn an_action_that_straddles_a_border_is_undated_never_dropped() {
    let mut book = Book::new();
    book.new_asset("freeze", "2023-12/2024-02", "DE", &[("amount", "1 EUR")]).unwrap();
    book.new_asset("freeze", "2024-02-03", "DE", &[("amount", "2 EUR")]).unwrap();
    book.new_asset("freeze", "2024-05/2024-06", "DE", &[("amount", "4 EUR")]).unwrap();
    book.new_asset("freeze", "../2024-06-28", "DE", &[("amount", "8 EUR")]).unwrap();
    let all = Scope::default();
    assert_eq!(totals(&book.actions("year", &all), "year actions"), ["2024 2 [6.00 6.00]", "undated 2 [9.00 9.00]"]);
    assert_eq!(
        totals(&book.actions("quarter", &all), "quarter"),
        ["2024-Q1 [2.00 2.00]", "2024-Q2 [4.00 4.00]", "undated [9.00 9.00]"]
    );
    assert_eq!(totals(&book.actions("month", &all), "month"), ["2024-02 [2.00 2.00]", "undated [13.00 13.00]"]);
}

#[test]
fn a_period_includes_what_lies_in_it_and_separates_what_crosses_its_ends() {
    let mut book = Book::new();
    book.new_asset("freeze", "2023-12/2024-02", "DE", &[("amount", "1 EUR")]).unwrap();
    book.new_asset("freeze", "2024-02-03", "DE", &[("amount", "2 EUR")]).unwrap();
    book.new_asset("freeze", "2023-11", "DE", &[("amount", "4 EUR")]).unwrap();
    let scope = period("2024-01-01", "2024-06-30");
    assert_eq!(
        totals(&book.actions("action", &scope), "action period actions"),
        ["freeze 2024-01-01/2024-06-30 1 [2.00 2.00]", "freeze undated 1 [1.00 1.00]",]
    );
    assert_eq!(totals(&book.actions("year", &scope), "year"), ["2024 [2.00 2.00]", "undated [1.00 1.00]"]);
}

#[test]
fn a_period_can_be_open_at_either_end() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-02-03", "DE", &[("amount", "2 EUR")]).unwrap();
    let until = Scope { period: Some((jiff::civil::Date::MIN, day("2024-06-30").unwrap())), ..Scope::default() };
    assert_eq!(lines(&book.actions("action", &until), "period actions"), ["../2024-06-30 1"]);
    let from = Scope { period: Some((day("2024-01-01").unwrap(), jiff::civil::Date::MAX)), ..Scope::default() };
    assert_eq!(lines(&book.actions("action", &from), "period actions"), ["2024-01-01/.. 1"]);
}

#[test]
fn a_revaluation_is_an_action_that_changes_no_stage() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    book.later("revalue", &asset, "2024-07-25", &[("amount", "80 EUR")]).unwrap();
    assert_eq!(book.stage(&asset), "frozen");
    assert_eq!(lines(&book.actions("action", &Scope::default()), "action lower"), ["freeze 100.00", "revalue 80.00"]);
}

#[test]
fn an_action_has_its_own_authority_and_an_asset_the_latest_one_named() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "1 EUR"), ("authority", "AG Köln")]).unwrap();
    book.later("seize", &asset, "2024-07-25", &[("authority", "StA Köln")]).unwrap();
    book.later("revalue", &asset, "2024-08-25", &[("amount", "2 EUR")]).unwrap();
    assert_eq!(lines(&book.actions("authority", &Scope::default()), "authority"), ["-", "AG Köln", "StA Köln"]);
    assert_eq!(lines(&book.holdings("authority", &Scope::default()), "authority"), ["StA Köln"]);
}

#[test]
fn a_flow_is_always_broken_down_by_action() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR"), ("kind", "vehicle")]).unwrap();
    book.later("revalue", &asset, "2024-07-25", &[("amount", "90 EUR")]).unwrap();
    book.later("release", &asset, "2024-08-25", &[]).unwrap();
    assert_eq!(
        totals(&book.actions("jurisdiction", &Scope::default()), "jurisdiction action currency actions carried"),
        ["DE freeze EUR 1 0 [100.00 100.00]", "DE release EUR 1 1 [90.00 90.00]", "DE revalue EUR 1 0 [90.00 90.00]"]
    );
}

#[test]
fn an_amount_that_the_action_itself_does_not_state_is_carried_and_told_apart() {
    let mut book = Book::new();
    let stated = book.new_asset("seize", "2024-06-25", "DE", &[("amount", "18500 EUR")]).unwrap();
    let bounded = book.new_asset("seize", "2024-06-25", "DE", &[("amount", ">10 EUR")]).unwrap();
    let unstated = book.new_asset("seize", "2024-06-25", "DE", &[("amount", "unstated EUR")]).unwrap();
    let worthless = book.new_asset("seize", "2024-06-25", "DE", &[("amount", "non-valued")]).unwrap();
    let restated = book.new_asset("seize", "2024-06-25", "DE", &[("amount", "7 EUR")]).unwrap();
    book.later("confiscate", &bounded, "2024-07-25", &[("amount", "unstated")]).unwrap();
    book.later("confiscate", &restated, "2024-07-25", &[("amount", "7 EUR")]).unwrap();
    for asset in [&stated, &unstated, &worthless] {
        book.later("confiscate", asset, "2024-07-25", &[]).unwrap();
    }
    let columns = "action currency actions exact bounded unstated non_valued carried";
    assert_eq!(
        totals(&book.actions("action", &Scope::default()), columns),
        [
            "confiscate - 1 0 0 0 1 0 none",
            "confiscate EUR 4 2 1 1 0 2 (18517.00 +inf)",
            "seize - 1 0 0 0 1 0 none",
            "seize EUR 4 2 1 1 0 0 (18517.00 +inf)",
        ]
    );
    let stated = Scope { stated: true, ..Scope::default() };
    assert_eq!(
        totals(&book.actions("action", &stated), columns),
        [
            "confiscate - 1 0 0 0 1 0 none",
            "confiscate EUR 4 1 0 3 0 0 [7.00 +inf)",
            "seize - 1 0 0 0 1 0 none",
            "seize EUR 4 2 1 1 0 0 (18517.00 +inf)",
        ]
    );
}

#[test]
fn an_item_that_is_outside_its_assets_equation_is_an_action_of_its_own() {
    let mut book = Book::new();
    let pool = book.new_asset("freeze", "2024-06-25", "DE,NL", &[]).unwrap();
    book.item("freeze", &pool, "2024-06-26", &[("in", "NL"), ("amount", "10 EUR")]).unwrap();
    book.item("freeze", &pool, "2024-06-26", &[("in", "NL"), ("amount", "unstated EUR")]).unwrap();
    book.item("freeze", &pool, "2024-06-26", &[("in", "NL"), ("amount", "non-valued")]).unwrap();
    book.item("freeze", &pool, "2024-06-26", &[("in", "DE")]).unwrap();
    assert_eq!(
        totals(&book.actions("jurisdiction", &Scope::default()), "jurisdiction currency actions unstated non_valued"),
        ["DE+NL - 1 1 0 [0 +inf)", "NL - 1 0 1 none", "NL EUR 2 1 0 [10.00 +inf)"]
    );
    let mut book = Book::new();
    let pool = book.new_asset("freeze", "2024-06-25", "DE,NL", &[("amount", "100 EUR")]).unwrap();
    book.item("freeze", &pool, "2024-06-26", &[("in", "NL"), ("amount", "10 EUR")]).unwrap();
    book.item("freeze", &pool, "2024-06-26", &[("in", "NL"), ("amount", "10 USD")]).unwrap();
    assert_eq!(
        totals(&book.actions("jurisdiction", &Scope::default()), "jurisdiction currency actions"),
        ["DE+NL EUR 1 [100.00 100.00]", "NL USD 1 [10.00 10.00]"]
    );
}

#[test]
fn a_date_without_a_beginning_lies_wholly_in_a_period_without_one() {
    let mut book = Book::new();
    book.new_asset("freeze", "../2024-01-05", "DE", &[("amount", "1 EUR")]).unwrap();
    book.new_asset("freeze", "../2024-02-16", "DE", &[("amount", "2 EUR")]).unwrap();
    book.new_asset("freeze", "2024-02", "DE", &[("amount", "4 EUR")]).unwrap();
    let until = Scope { period: Some((jiff::civil::Date::MIN, day("2024-02-15").unwrap())), ..Scope::default() };
    assert_eq!(
        totals(&book.actions("action", &until), "period actions"),
        ["../2024-02-15 1 [1.00 1.00]", "undated 2 [6.00 6.00]"]
    );
    assert_eq!(
        totals(&book.actions("action", &period("2024-01-01", "2024-02-29")), "period actions"),
        ["2024-01-01/2024-02-29 1 [4.00 4.00]", "undated 2 [3.00 3.00]"]
    );
}
