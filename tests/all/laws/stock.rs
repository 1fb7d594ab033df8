use impound::report::Scope;

use crate::book::{Book, lines, totals};

fn as_of(day: &str) -> Scope {
    Scope { as_of: Some(impound::domain::day(day).unwrap()), ..Scope::default() }
}

#[test]
fn a_freeze_and_then_a_seizure_of_the_same_asset_is_a_movement_not_a_sum() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    book.later("seize", &asset, "2024-07-01", &[]).unwrap();
    assert_eq!(
        totals(&book.holdings("jurisdiction,stage", &Scope::default()), "jurisdiction stage currency assets"),
        ["DE seized EUR 1 [100.00 100.00]"]
    );
    assert_eq!(totals(&book.holdings("stage", &as_of("2024-06-30")), "stage assets"), ["frozen 1 [100.00 100.00]"]);
}

#[test]
fn an_action_has_happened_by_a_date_if_its_whole_range_has() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06", "DE", &[("amount", "100 EUR")]).unwrap();
    assert_eq!(lines(&book.holdings("stage", &as_of("2024-06-29")), "assets undated"), ["0 1"]);
    assert_eq!(lines(&book.holdings("stage", &as_of("2024-06-30")), "assets undated"), ["1 0"]);
    assert!(book.holdings("stage", &as_of("2024-05-31")).is_empty());
}

#[test]
fn an_action_has_happened_if_a_later_one_that_follows_it_has() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024", "DE", &[("amount", "100 EUR")]).unwrap();
    book.later("seize", &asset, "2024-03-01", &[]).unwrap();
    assert_eq!(totals(&book.holdings("stage", &as_of("2024-06-30")), "stage"), ["seized [100.00 100.00]"]);
    assert_eq!(lines(&book.holdings("stage", &as_of("2024-02-28")), "stage assets undated"), ["frozen 0 1"]);
}

#[test]
fn an_action_followed_by_a_carving_has_happened_with_it_and_so_has_a_carving_followed_by_an_action() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-01-01", "DE", &[("amount", "100 EUR")]).unwrap();
    book.item("release", &asset, "2024-03-10/2024-03-20", &[("amount", "10 EUR")]).unwrap();
    let held = |book: &Book, day: &str| totals(&book.holdings("stage", &as_of(day)), "stage assets");
    assert_eq!(held(&book, "2024-03-19"), ["frozen 1 [100.00 100.00]"]);
    book.later("seize", &asset, "2024-03-18", &[]).unwrap();
    assert_eq!(held(&book, "2024-03-17"), ["frozen 1 [100.00 100.00]"]);
    assert_eq!(held(&book, "2024-03-19"), ["seized 1 [90.00 90.00]"]);
    let other = book.new_asset("freeze", "2023", "DE", &[("amount", "7 EUR")]).unwrap();
    book.item("seize", &other, "2023-02-01", &[("amount", "3 EUR")]).unwrap();
    assert_eq!(held(&book, "2023-02-01"), ["frozen 1 [4.00 4.00]", "seized 1 [3.00 3.00]"]);
}

#[test]
fn a_released_returned_or_disposed_asset_is_no_longer_held() {
    for (action, flags) in [("release", vec![]), ("return", vec![]), ("dispose", vec![("how", "sold")])] {
        let mut book = Book::new();
        let asset = book.new_asset("seize", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
        book.later(action, &asset, "2024-07-01", &flags).unwrap();
        assert!(book.holdings("stage", &Scope::default()).is_empty(), "{action}");
        assert_eq!(book.holdings("stage", &as_of("2024-06-30")).len(), 1);
    }
}

#[test]
fn a_pool_is_never_split_between_its_jurisdictions_nor_repeated() {
    let mut book = Book::new();
    book.new_asset("seize", "2024-06-25", "HU,LT,DE,NL", &[("amount", ">5000000 EUR")]).unwrap();
    assert_eq!(
        totals(&book.holdings("jurisdiction", &Scope::default()), "jurisdiction currency assets exact bounded"),
        ["DE+HU+LT+NL EUR 1 0 1 (5000000.00 +inf)"]
    );
}

#[test]
fn a_pool_adds_zero_below_and_everything_above_to_each_candidate() {
    let mut book = Book::new();
    book.new_asset("seize", "2024-06-25", "DE,NL", &[("amount", "100 EUR")]).unwrap();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", ">=7 EUR")]).unwrap();
    let rows = book.jurisdictions(&Scope::default());
    assert_eq!(lines(&rows, "jurisdiction currency assets pools"), ["DE EUR 1 1", "NL EUR 0 1"]);
    assert_eq!((rows[0].bounds(""), rows[0].bounds("range_")), ("[7.00 +inf)".into(), "[7.00 +inf)".into()));
    assert_eq!((rows[1].bounds(""), rows[1].bounds("range_")), ("none".into(), "[0.00 100.00]".into()));
}

#[test]
fn the_range_of_a_jurisdiction_treats_an_item_and_its_rest_as_alternatives() {
    let mut book = Book::new();
    let pool = book.new_asset("seize", "2024-06-25", "DE,NL", &[("amount", "100 EUR")]).unwrap();
    book.item("seize", &pool, "2024-06-26", &[("in", "DE")]).unwrap();
    book.item("seize", &pool, "2024-06-26", &[("in", "NL"), ("amount", "30 EUR")]).unwrap();
    let rows = book.jurisdictions(&Scope::default());
    assert_eq!((rows[0].get("jurisdiction"), rows[0].bounds("range_")), ("DE".into(), "[0.00 70.00]".into()));
    assert_eq!((rows[1].get("jurisdiction"), rows[1].bounds("range_")), ("NL".into(), "[30.00 100.00]".into()));
}

#[test]
fn jurisdictions_include_only_what_is_frozen_or_seized() {
    let mut book = Book::new();
    let asset = book.new_asset("seize", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    book.later("confiscate", &asset, "2024-07-01", &[]).unwrap();
    assert!(book.jurisdictions(&Scope::default()).is_empty());
    assert_eq!(book.holdings("stage", &Scope::default()).len(), 1);
}

#[test]
fn an_unstated_place_has_its_own_row() {
    let mut book = Book::new();
    book.new_asset("seize", "2024-06-25", "unstated", &[("amount", "100 EUR")]).unwrap();
    assert_eq!(
        totals(&book.holdings("jurisdiction", &Scope::default()), "jurisdiction assets"),
        ["- 1 [100.00 100.00]"]
    );
    assert_eq!(totals(&book.jurisdictions(&Scope::default()), "jurisdiction"), ["- [100.00 100.00]"]);
}

/// What a report of jurisdictions says about assets in no range, and each row with its range.
fn ranges(book: &Book, scope: &Scope) -> (Option<u64>, Vec<String>) {
    let rows = book.jurisdictions(scope);
    let rows = rows
        .iter()
        .map(|row| format!("{} {}", row.get("jurisdiction currency assets pools undated"), row.bounds("range_")));
    (book.jurisdictions_document(scope).meta().unplaced, rows.collect())
}

#[test]
fn assets_without_a_stated_place_are_in_no_range_and_are_counted() {
    let mut book = Book::new();
    book.new_asset("seize", "2024-06-25", "unstated", &[("amount", "100 EUR")]).unwrap();
    book.new_asset("seize", "2024-06-25", "unstated", &[("amount", "7 BTC")]).unwrap();
    book.new_asset("confiscate", "2024-06-25", "unstated", &[("amount", "7 BTC")]).unwrap();
    book.new_asset("seize", "2024-06-25", "DE,NL", &[("amount", "10 EUR")]).unwrap();
    book.new_asset("freeze", "2024-06-25", "FR", &[("amount", ">=5 EUR")]).unwrap();
    let rows = [
        "- BTC 1 0 0 none",
        "- EUR 1 0 0 none",
        "DE EUR 0 1 0 [0.00 10.00]",
        "FR EUR 1 0 0 [5.00 +inf)",
        "NL EUR 0 1 0 [0.00 10.00]",
    ];
    assert_eq!(ranges(&book, &Scope::default()), (Some(2), rows.map(str::to_owned).to_vec()));
}

#[test]
fn unplaced_assets_can_be_treated_as_a_pool_over_every_jurisdiction_of_the_report() {
    let mut book = Book::new();
    book.new_asset("seize", "2024-06-25", "unstated", &[("amount", "100 EUR")]).unwrap();
    book.new_asset("seize", "2024-06-25", "unstated", &[("amount", "7 USD")]).unwrap();
    book.new_asset("seize", "2024-06-25", "DE,NL", &[("amount", "10 EUR")]).unwrap();
    book.new_asset("freeze", "2024-06-25", "FR", &[("amount", ">=5 EUR")]).unwrap();
    let with = Scope { with_unplaced: true, ..Scope::default() };
    let rows = [
        "- EUR 1 0 0 none",
        "- USD 1 0 0 none",
        "DE EUR 0 2 0 [0.00 110.00]",
        "DE USD 0 1 0 [0.00 7.00]",
        "FR EUR 1 1 0 [5.00 +inf)",
        "FR USD 0 1 0 [0.00 7.00]",
        "NL EUR 0 2 0 [0.00 110.00]",
        "NL USD 0 1 0 [0.00 7.00]",
    ];
    assert_eq!(ranges(&book, &with), (Some(2), rows.map(str::to_owned).to_vec()));
    // The filter limits the possible places, but unplaced assets do not extend it.
    let places = impound::domain::Places::parse("NL").ok();
    let rows = ["NL EUR 0 2 0 [0.00 110.00]", "NL USD 0 1 0 [0.00 7.00]"];
    assert_eq!(ranges(&book, &Scope { places, ..with }), (Some(2), rows.map(str::to_owned).to_vec()));
}

#[test]
fn a_share_of_an_unplaced_asset_and_its_rest_are_alternatives_in_a_range_too() {
    let mut book = Book::new();
    let asset = book.new_asset("seize", "2024-06-25", "unstated", &[("amount", "100 EUR")]).unwrap();
    book.item("seize", &asset, "2024-06-26", &[("in", "DE")]).unwrap();
    book.new_asset("seize", "2024-06-25", "NL", &[("amount", "1 EUR")]).unwrap();
    let with = Scope { with_unplaced: true, ..Scope::default() };
    let rows = ["- EUR 1 0 0 none", "DE EUR 1 1 0 [0.00 100.00]", "NL EUR 1 1 0 [1.00 101.00]"];
    assert_eq!(ranges(&book, &with), (Some(1), rows.map(str::to_owned).to_vec()));
}

#[test]
fn the_empty_currency_is_for_non_valued_assets_and_amounts_that_name_none() {
    let mut book = Book::new();
    book.new_asset("seize", "2024-06-25", "FR", &[("amount", "non-valued")]).unwrap();
    let rows = book.holdings("jurisdiction", &Scope::default());
    assert_eq!(totals(&rows, "currency assets exact bounded unstated non_valued"), ["- 1 0 0 0 1 none"]);
    book.new_asset("seize", "2024-06-25", "FR", &[]).unwrap();
    let rows = book.holdings("jurisdiction", &Scope::default());
    assert_eq!(totals(&rows, "currency assets exact bounded unstated non_valued"), ["- 2 0 0 1 1 [0 +inf)"]);
}

#[test]
fn a_rest_of_exactly_zero_is_no_longer_in_stock() {
    let mut book = Book::new();
    let asset = book.new_asset("seize", "2024-06-25", "DE,NL", &[("amount", "100 EUR")]).unwrap();
    book.item("seize", &asset, "2024-06-26", &[("in", "DE"), ("amount", "60 EUR")]).unwrap();
    assert_eq!(lines(&book.holdings("jurisdiction", &Scope::default()), "jurisdiction assets"), ["DE 1", "DE+NL 1"]);
    book.item("seize", &asset, "2024-06-27", &[("in", "NL"), ("amount", "40 EUR")]).unwrap();
    assert_eq!(lines(&book.holdings("jurisdiction", &Scope::default()), "jurisdiction assets"), ["DE 1", "NL 1"]);
    let pools = book.pools();
    assert_eq!(pools[0].bounds("residual_"), "[0.00 0.00]");
    assert_eq!(pools[0].bounds("itemised_"), "[100.00 100.00]");
}

#[test]
fn items_carved_before_a_pools_rest_was_restated_stay_itemised() {
    let pool = |of: &str| {
        let mut book = Book::new();
        let asset = book.new_asset("seize", "2024-06-25", "DE,NL", &[("amount", "10 EUR")]).unwrap();
        book.item("seize", &asset, "2024-06-26", &[("in", "DE"), ("amount", "4 EUR")]).unwrap();
        book.later("revalue", &asset, "2024-06-27", &[("amount", "12 EUR"), ("of", of)]).unwrap();
        book.item("seize", &asset, "2024-06-28", &[("in", "NL"), ("amount", "1 EUR")]).unwrap();
        let row = &book.pools()[0];
        [row.bounds(""), row.bounds("itemised_"), row.bounds("residual_")]
    };
    assert_eq!(pool("rest"), ["[16.00 16.00]", "[5.00 5.00]", "[11.00 11.00]"]);
    assert_eq!(pool("whole"), ["[12.00 12.00]", "[5.00 5.00]", "[7.00 7.00]"]);
}

#[test]
fn the_value_of_a_pools_items_in_another_currency_is_unknown() {
    let mut book = Book::new();
    let asset = book.new_asset("seize", "2024-06-25", "DE,NL", &[("amount", "10 EUR")]).unwrap();
    book.item("seize", &asset, "2024-06-26", &[("in", "DE"), ("amount", "4 EUR")]).unwrap();
    book.later("revalue", &asset, "2024-06-27", &[("amount", "12 USD"), ("of", "rest")]).unwrap();
    let row = &book.pools()[0];
    assert_eq!(
        [row.bounds(""), row.bounds("itemised_"), row.bounds("residual_")],
        ["[12.00 +inf)", "[0.00 +inf)", "[12.00 12.00]"]
    );
}

#[test]
fn a_rest_can_be_exactly_zero_even_if_its_asset_has_no_amount_of_its_own() {
    let mut book = Book::new();
    let asset = book.new_asset("seize", "2024-06-25", "DE", &[("amount", "10 JPY")]).unwrap();
    let item = book.item("seize", &asset, "2024-06-26", &[]).unwrap();
    book.item("confiscate", &item, "2024-06-26", &[("amount", ">=10 JPY")]).unwrap();
    assert_eq!(totals(&book.holdings("stage", &Scope::default()), "stage assets"), ["confiscated 1 [10 10]"]);
}

#[test]
fn a_zero_amount_that_was_never_carved_stays_in_stock() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "0 EUR")]).unwrap();
    assert_eq!(totals(&book.holdings("stage", &Scope::default()), "assets exact"), ["1 1 [0.00 0.00]"]);
}

#[test]
fn different_currencies_never_add() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "1 EUR")]).unwrap();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "2 BTC")]).unwrap();
    assert_eq!(
        totals(&book.holdings("jurisdiction", &Scope::default()), "currency"),
        ["BTC [2.00000000 2.00000000]", "EUR [1.00 1.00]"]
    );
}

#[test]
fn pools_show_what_is_itemised_and_what_is_left() {
    let mut book = Book::new();
    let pool = book.new_asset("seize", "2024-06-25", "HU,LT,DE,NL", &[("amount", ">5000000 EUR")]).unwrap();
    let rows = book.pools();
    assert_eq!(
        lines(&rows, "asset case candidates basis stage currency sources"),
        ["c:1 c DE+HU+LT+NL stated seized EUR s"]
    );
    assert_eq!(
        (rows[0].bounds("itemised_"), rows[0].bounds("residual_")),
        ("[0.00 0.00]".into(), "(5000000.00 +inf)".into())
    );
    book.item("seize", &pool, "2024-09-01", &[("in", "NL"), ("amount", "1200000 EUR")]).unwrap();
    let rows = book.pools();
    assert_eq!(rows[0].bounds(""), "(5000000.00 +inf)");
    assert_eq!(rows[0].bounds("itemised_"), "[1200000.00 1200000.00]");
    assert_eq!(rows[0].bounds("residual_"), "(3800000.00 +inf)");
}

#[test]
fn items_carved_before_the_rest_was_restated_stay_itemised() {
    let mut book = Book::new();
    let pool = book.new_asset("seize", "2024-06-25", "DE,NL", &[("amount", "100 EUR")]).unwrap();
    book.item("seize", &pool, "2024-06-26", &[("in", "NL"), ("amount", "30 EUR")]).unwrap();
    let figures = |book: &Book| {
        let rows = book.pools();
        ["", "itemised_", "residual_"].map(|prefix| rows[0].bounds(prefix)).join(" ")
    };
    assert_eq!(figures(&book), "[100.00 100.00] [30.00 30.00] [70.00 70.00]");
    book.later("revalue", &pool, "2024-06-27", &[("amount", ">=50 EUR"), ("of", "rest")]).unwrap();
    assert_eq!(figures(&book), "[80.00 +inf) [30.00 30.00] [50.00 +inf)");
    book.item("seize", &pool, "2024-06-28", &[("in", "DE"), ("amount", "20 EUR")]).unwrap();
    assert_eq!(figures(&book), "[80.00 +inf) [50.00 50.00] [30.00 +inf)");
    book.later("revalue", &pool, "2024-06-29", &[("amount", "60 EUR"), ("of", "rest")]).unwrap();
    book.later("revalue", &pool, "2024-06-29", &[("amount", "40 EUR"), ("of", "rest")]).unwrap();
    assert_eq!(figures(&book), "[90.00 90.00] [50.00 50.00] [40.00 40.00]");
    book.later("revalue", &pool, "2024-06-30", &[("amount", "120 EUR"), ("of", "whole")]).unwrap();
    assert_eq!(figures(&book), "[120.00 120.00] [50.00 50.00] [70.00 70.00]");
    // Whatever was carved in another currency is unstated in this one.
    book.later("revalue", &pool, "2024-06-30", &[("amount", "70 USD"), ("of", "rest")]).unwrap();
    assert_eq!(figures(&book), "[70.00 +inf) [0.00 +inf) [70.00 70.00]");
}
