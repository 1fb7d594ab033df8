//! How many of the assets held have which particulars.

use impound::domain::day;
use impound::query::{Query, Report};
use impound::report::{Scope, dimension};

use crate::book::Book;

const COLUMNS: &str = "assets exact bounded unstated non_valued exact_day place_stated place_inferred place_unstated \
                       with_authority with_order with_identifier with_passage";

fn covered(book: &Book, by: &str, scope: Scope) -> Vec<String> {
    let list =
        if by.is_empty() { Vec::new() } else { dimension::parse_list(by, Report::Coverage.dimensions()).unwrap() };
    let rows = book.ask(Report::Coverage, &Query { by: list, scope, ..Query::default() });
    rows.iter().map(|row| row.get(format!("{} {COLUMNS}", by.replace(',', " ")).trim())).collect()
}

#[test]
fn each_particular_is_counted_once_for_each_asset_in_stock() {
    let mut book = Book::new();
    assert_eq!(covered(&book, "", Scope::default()), ["0 0 0 0 0 0 0 0 0 0 0 0 0"]);
    book.new_asset(
        "freeze",
        "2024-01-01",
        "DE",
        &[("amount", "100 EUR"), ("order", "7/24"), ("identifiers", "plate:AB1")],
    )
    .unwrap();
    book.new_asset("freeze", "2024-01", "FR", &[("amount", ">100 EUR"), ("basis", "inferred"), ("authority", "North")])
        .unwrap();
    book.new_asset("seize", "2024-01-03~", "unstated", &[("sources", "s#p. 4")]).unwrap();
    book.new_asset("seize", "2024-01-03", "DE", &[("amount", "non-valued"), ("case", "d")]).unwrap();
    let gone = book.new_asset("seize", "2024-01-03", "DE", &[("amount", "1 EUR"), ("order", "8/24")]).unwrap();
    book.later("release", &gone, "2024-02-01", &[]).unwrap();
    assert_eq!(covered(&book, "", Scope::default()), ["4 1 1 1 1 2 2 1 1 1 1 1 1"]);
    assert_eq!(
        covered(&book, "case", Scope::default()),
        ["c 3 1 1 1 0 1 1 1 1 1 1 1 1", "d 1 0 0 0 1 1 1 0 0 0 0 0 0"]
    );
    assert_eq!(covered(&book, "authority", Scope::default())[1], "North 1 0 1 0 0 0 0 1 0 1 0 0 0");
    // On an earlier day, the asset released since is counted, too, and the one of January may be.
    let scope = || Scope { as_of: day("2024-01-30").ok(), ..Scope::default() };
    assert_eq!(covered(&book, "", scope()), ["4 2 0 1 1 3 3 0 1 0 2 1 1"]);
    let rows = book.ask(Report::Coverage, &Query { scope: scope(), ..Query::default() });
    assert_eq!(rows[0].get("undated"), "1");
}

#[test]
fn any_action_in_force_counts_and_a_voided_one_does_not() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024", "DE", &[("amount", "100 EUR")]).unwrap();
    book.later("seize", &asset, "2024-06-01", &[("order", "7/24"), ("sources", "s#p. 4")]).unwrap();
    assert_eq!(covered(&book, "", Scope::default()), ["1 1 0 0 0 1 1 0 0 0 1 0 1"]);
    book.correct(6, &[("on", "2024-06")]).unwrap();
    assert_eq!(covered(&book, "", Scope::default()), ["1 1 0 0 0 0 1 0 0 0 1 0 1"]);
    book.void(6).unwrap();
    assert_eq!(covered(&book, "", Scope::default()), ["1 1 0 0 0 0 1 0 0 0 0 0 0"]);
}

#[test]
fn an_item_has_what_its_own_actions_say_and_proceeds_what_the_sale_says() {
    let mut book = Book::new();
    let flags = [("amount", "100 EUR"), ("kind", "goods"), ("order", "7/24")];
    let asset = book.new_asset("seize", "2024-01-01", "DE", &flags).unwrap();
    book.item("seize", &asset, "2024-01-02", &[("amount", "30 EUR")]).unwrap();
    assert_eq!(covered(&book, "", Scope::default()), ["2 2 0 0 0 2 2 0 0 0 1 0 0"]);
    let sale = [("how", "sold"), ("proceeds", "50 EUR"), ("sources", "s#p. 4")];
    book.later("dispose", &asset, "2024-06-10", &sale).unwrap();
    assert_eq!(covered(&book, "", Scope::default()), ["2 2 0 0 0 2 2 0 0 0 0 0 1"]);
}
