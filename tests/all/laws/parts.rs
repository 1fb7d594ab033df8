use impound::report::Scope;

use crate::book::{Book, totals};

#[test]
fn an_asset_of_exactly_120_whose_items_are_unstated_still_totals_exactly_120() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE,NL", &[("amount", "120 EUR")]).unwrap();
    book.item("freeze", &asset, "2024-06-26", &[("in", "DE")]).unwrap();
    book.item("seize", &asset, "2024-06-27", &[("in", "NL")]).unwrap();
    let all = Scope::default();
    assert_eq!(totals(&book.holdings("currency", &all), "assets exact bounded unstated"), ["3 0 1 2 [120.00 120.00]"]);
    assert_eq!(
        totals(&book.holdings("stage", &all), "stage assets"),
        ["frozen 2 [0.00 120.00]", "seized 1 [0.00 120.00]"]
    );
}

#[test]
fn the_rest_is_between_what_its_items_leave_at_least_and_at_most() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100..120 EUR")]).unwrap();
    book.item("seize", &asset, "2024-06-26", &[("amount", ">30..40 EUR")]).unwrap();
    assert_eq!(book.amount("c:1"), "60.00..<90.00 EUR");
}

#[test]
fn an_item_takes_its_assets_case_places_kind_and_currency_unless_it_names_its_own() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE,NL", &[("amount", ">5 EUR"), ("kind", "cash")]).unwrap();
    book.item("freeze", &asset, "2024-06-26", &[]).unwrap();
    book.item("freeze", &asset, "2024-06-26", &[("in", "NL"), ("kind", "vehicle"), ("case", "d")]).unwrap();
    let rows = book.register(&Scope::default());
    let shown: Vec<String> = rows.iter().map(|row| row.get("asset part_of case jurisdictions kind currency")).collect();
    assert_eq!(shown, ["c:1 - c DE+NL cash EUR", "c:1.1 c:1 c DE+NL cash EUR", "c:1.2 c:1 d NL vehicle EUR"]);
}

#[test]
fn an_items_own_places_must_be_among_the_assets() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE,NL", &[]).unwrap();
    let fault = book.item("freeze", &asset, "2024-06-26", &[("in", "FR")]).unwrap_err();
    assert_eq!(fault.to_string(), "FR is not among the places of c:1: DE+NL");
    let anywhere = book.new_asset("freeze", "2024-06-25", "unstated", &[]).unwrap();
    assert_eq!(book.item("freeze", &anywhere, "2024-06-26", &[("in", "FR")]).unwrap(), "c:2.1");
}

#[test]
fn an_unsatisfiable_carving_is_refused_with_the_figures() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "<=100 EUR")]).unwrap();
    book.item("seize", &asset, "2024-06-26", &[("amount", "70 EUR")]).unwrap();
    let fault = book.item("seize", &asset, "2024-06-27", &[("amount", ">30 EUR")]).unwrap_err();
    assert_eq!(fault.to_string(), "c:1 amounts to <=100.00 EUR, its items would come to more than 100.00 EUR");
    assert_eq!(book.item("seize", &asset, "2024-06-27", &[("amount", ">=30 EUR")]).unwrap(), "c:1.2");
}

#[test]
fn an_item_in_another_currency_counts_as_what_it_is_and_is_unstated_in_the_equation() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    book.item("freeze", &asset, "2024-06-26", &[("amount", "3 BTC")]).unwrap();
    book.item("freeze", &asset, "2024-06-26", &[("amount", "non-valued")]).unwrap();
    assert_eq!(
        totals(&book.holdings("currency", &Scope::default()), "currency assets"),
        ["- 1 none", "BTC 1 [3.00000000 3.00000000]", "EUR 1 [0.00 100.00]"]
    );
}

#[test]
fn an_item_is_carved_out_of_the_rest_last_stated() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    book.item("seize", &asset, "2024-06-26", &[("amount", "30 EUR")]).unwrap();
    book.later("revalue", &asset, "2024-07-01", &[("amount", "55 EUR"), ("of", "rest")]).unwrap();
    assert_eq!(book.amount("c:1"), "55.00 EUR");
    assert_eq!(totals(&book.holdings("currency", &Scope::default()), "assets"), ["2 [85.00 85.00]"]);
    let fault = book.item("seize", &asset, "2024-07-02", &[("amount", "60 EUR")]).unwrap_err();
    assert_eq!(fault.to_string(), "c:1 amounts to 55.00 EUR, its items would come to at least 60.00 EUR");
}

#[test]
fn an_items_later_amount_does_not_change_what_it_took_from_its_asset() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    let item = book.item("seize", &asset, "2024-06-26", &[("amount", "30 EUR")]).unwrap();
    book.later("revalue", &item, "2024-07-01", &[("amount", "45 EUR")]).unwrap();
    assert_eq!((book.amount("c:1"), book.amount("c:1.1")), ("70.00 EUR".into(), "45.00 EUR".into()));
    assert_eq!(totals(&book.holdings("currency", &Scope::default()), "assets"), ["2 [115.00 115.00]"]);
}

#[test]
fn items_of_items_share_the_equation() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    let item = book.item("seize", &asset, "2024-06-26", &[]).unwrap();
    assert_eq!(book.item("seize", &item, "2024-06-27", &[("amount", "80 EUR")]).unwrap(), "c:1.1.1");
    let fault = book.item("seize", &asset, "2024-06-27", &[("amount", "30 EUR")]).unwrap_err();
    assert_eq!(fault.to_string(), "c:1 amounts to 100.00 EUR, its items would come to at least 110.00 EUR");
    assert_eq!(totals(&book.holdings("currency", &Scope::default()), "assets"), ["3 [100.00 100.00]"]);
}

#[test]
fn a_part_of_an_asset_can_be_released_returned_or_disposed_of_with_its_amount() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    book.item("release", &asset, "2024-06-26", &[("amount", "30 EUR")]).unwrap();
    book.item("return", &asset, "2024-06-26", &[("amount", "20 EUR")]).unwrap();
    book.item("dispose", &asset, "2024-06-26", &[("amount", "10 EUR"), ("how", "sold")]).unwrap();
    assert_eq!(totals(&book.holdings("stage", &Scope::default()), "stage assets"), ["frozen 1 [40.00 40.00]"]);
    let fault = book.item("release", &asset, "2024-06-26", &[]).unwrap_err();
    assert_eq!(fault.to_string(), "it is unclear how much of c:1 this concerns");
}

#[test]
fn items_go_no_deeper_than_can_be_counted() {
    let mut book = Book::new();
    let mut asset = book.new_asset("freeze", "2024-06-25", "DE", &[]).unwrap();
    for _ in 1..32 {
        asset = book.item("freeze", &asset, "2024-06-25", &[]).unwrap();
    }
    let fault = book.item("freeze", &asset, "2024-06-25", &[]).unwrap_err();
    assert!(fault.to_string().contains("32 items deep"), "{fault}");
}

#[test]
fn an_asset_of_many_items_finds_each_of_them() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    for number in 1..=30 {
        let item = book.item("freeze", &asset, "2024-06-25", &[("amount", "1 EUR")]).unwrap();
        assert_eq!(item, format!("c:1.{number}"));
    }
    for number in 1..=30 {
        book.later("seize", &format!("c:1.{number}"), "2024-06-26", &[]).unwrap();
    }
    let fault = book.later("seize", "c:1.31", "2024-06-26", &[]).unwrap_err();
    assert_eq!(fault.to_string(), "c:1.31 is not in the ledger");
    assert_eq!(
        totals(&book.holdings("stage", &Scope::default()), "stage assets"),
        ["frozen 1 [70.00 70.00]", "seized 30 [30.00 30.00]"]
    );
}
