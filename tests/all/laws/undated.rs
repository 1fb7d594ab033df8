//! What a report cannot decide for a day, because a date is a range, is counted as `undated`.

use impound::domain::day;
use impound::report::Scope;

use crate::book::{Book, totals};

fn on(date: &str) -> Scope {
    Scope { as_of: day(date).ok(), ..Scope::default() }
}

fn stages(book: &Book, date: &str) -> Vec<String> {
    totals(&book.holdings("stage", &on(date)), "stage assets undated")
}

#[test]
fn an_asset_possibly_frozen_by_the_day_is_undated_and_not_counted() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024", "DE", &[("amount", "100 EUR")]).unwrap();
    assert!(stages(&book, "2023-12-31").is_empty());
    assert_eq!(stages(&book, "2024-12-30"), ["frozen 0 1 none"]);
    assert_eq!(stages(&book, "2024-12-31"), ["frozen 1 0 [100.00 100.00]"]);
    let rows = book.jurisdictions(&on("2024-12-30"));
    assert_eq!(rows[0].get("jurisdiction currency assets pools undated range_lower range_upper"), "DE EUR 0 0 1 - -");
}

#[test]
fn an_asset_of_undecided_stage_is_undated_in_both_the_counting_row_and_the_other() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-01-01", "DE", &[("amount", "100 EUR")]).unwrap();
    book.later("seize", &asset, "2024-03-10/2024-03-20", &[("authority", "AG Köln")]).unwrap();
    assert_eq!(stages(&book, "2024-03-09"), ["frozen 1 0 [100.00 100.00]"]);
    assert_eq!(stages(&book, "2024-03-15"), ["frozen 1 1 [100.00 100.00]", "seized 0 1 none"]);
    assert_eq!(stages(&book, "2024-03-20"), ["seized 1 0 [100.00 100.00]"]);
    // It is in the row of its currency whatever its stage.
    assert_eq!(
        totals(&book.holdings("currency", &on("2024-03-15")), "currency assets undated"),
        ["EUR 1 0 [100.00 100.00]"]
    );
    assert_eq!(book.jurisdictions(&on("2024-03-15"))[0].get("jurisdiction assets undated"), "DE 1 0");
    assert_eq!(
        totals(&book.holdings("authority", &on("2024-03-15")), "authority assets undated"),
        ["- 1 1 [100.00 100.00]", "AG Köln 0 1 none"]
    );
}

#[test]
fn an_asset_possibly_released_by_the_day_is_undated_where_it_is_counted() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-01-01", "DE", &[("amount", "100 EUR")]).unwrap();
    book.later("release", &asset, "2024-03", &[]).unwrap();
    assert_eq!(stages(&book, "2024-03-15"), ["frozen 1 1 [100.00 100.00]"]);
    assert!(stages(&book, "2024-03-31").is_empty());
}

#[test]
fn without_a_day_nothing_is_undated() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024", "DE", &[("amount", "100 EUR")]).unwrap();
    let all = Scope::default();
    assert_eq!(totals(&book.holdings("stage", &all), "assets undated"), ["1 0 [100.00 100.00]"]);
    assert_eq!(book.jurisdictions(&all)[0].get("assets undated"), "1 0");
}

#[test]
fn no_choice_of_days_puts_an_action_before_one_that_it_follows() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-03-12", "DE", &[("amount", "100 EUR")]).unwrap();
    book.later("seize", &asset, "2024", &[]).unwrap();
    // The seizure was not before the freeze.
    assert!(stages(&book, "2024-03-11").is_empty());
    assert_eq!(stages(&book, "2024-03-12"), ["frozen 1 1 [100.00 100.00]", "seized 0 1 none"]);
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024", "DE", &[("amount", "100 EUR")]).unwrap();
    book.later("seize", &asset, "2024-03-12", &[]).unwrap();
    // The freeze was not after the seizure, and nothing else can have preceded it.
    assert_eq!(stages(&book, "2024-03-11"), ["frozen 0 1 none"]);
    assert_eq!(stages(&book, "2024-03-12"), ["seized 1 0 [100.00 100.00]"]);
}

#[test]
fn of_two_undecided_actions_the_second_never_counts_without_the_first() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024", "DE", &[("amount", "100 EUR")]).unwrap();
    book.later("seize", "c:1", "2024", &[]).unwrap();
    book.later("confiscate", "c:1", "2024", &[]).unwrap();
    assert_eq!(stages(&book, "2024-06-30"), ["confiscated 0 1 none", "frozen 0 1 none", "seized 0 1 none"]);
}

#[test]
fn an_undecided_carving_leaves_its_asset_in_its_row_and_its_item_undated() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-01-01", "DE", &[("amount", "100 EUR")]).unwrap();
    book.item("seize", &asset, "2024-03-10/2024-03-20", &[("amount", "30 EUR")]).unwrap();
    assert_eq!(stages(&book, "2024-03-15"), ["frozen 1 0 [100.00 100.00]", "seized 0 1 none"]);
    assert_eq!(stages(&book, "2024-03-20"), ["frozen 1 0 [70.00 70.00]", "seized 1 0 [30.00 30.00]"]);
}

#[test]
fn a_carving_that_may_have_left_nothing_makes_its_asset_undated() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-01-01", "DE", &[("amount", "100 EUR")]).unwrap();
    book.item("seize", &asset, "2024-02-01", &[("amount", "70 EUR")]).unwrap();
    book.item("seize", &asset, "2024-03-10/2024-03-20", &[("amount", "30 EUR")]).unwrap();
    assert_eq!(stages(&book, "2024-03-15"), ["frozen 1 1 [30.00 30.00]", "seized 1 1 [70.00 70.00]"]);
}

#[test]
fn an_item_may_have_been_carved_at_any_point_of_its_assets_history_but_in_order() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-01-01", "DE", &[("amount", "100 EUR")]).unwrap();
    let item = book.item("seize", &asset, "2024-03-10/2024-03-20", &[("amount", "30 EUR")]).unwrap();
    book.later("confiscate", &item, "2024-03-10/2024-03-20", &[]).unwrap();
    book.later("seize", &asset, "2024-03-10/2024-03-20", &[]).unwrap();
    assert_eq!(stages(&book, "2024-03-15"), ["confiscated 0 1 none", "frozen 1 1 [100.00 100.00]", "seized 0 2 none"]);
}

#[test]
fn an_item_carved_by_the_day_had_begun_by_it_whatever_its_own_date() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-01-01/2024-12-31", "DE", &[("amount", "100 EUR")]).unwrap();
    book.item("seize", &asset, "2024-03-12", &[("amount", "30 EUR")]).unwrap();
    assert_eq!(stages(&book, "2024-03-11"), ["frozen 0 1 none"]);
    assert_eq!(stages(&book, "2024-03-12"), ["frozen 1 0 [70.00 70.00]", "seized 1 0 [30.00 30.00]"]);
}

#[test]
fn an_unplaced_asset_is_undated_wherever_it_is_a_pool() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024", "unstated", &[("amount", "100 EUR")]).unwrap();
    book.new_asset("freeze", "2024-01-01", "FR", &[("amount", "5 EUR")]).unwrap();
    let rows = book.jurisdictions(&Scope { with_unplaced: true, ..on("2024-06-30") });
    let rows: Vec<String> = rows.iter().map(|row| row.get("jurisdiction assets pools undated range_upper")).collect();
    assert_eq!(rows, ["- 0 0 1 -", "FR 1 0 1 5.00"]);
}

/// An asset of 100 with an item of 40, of which 20 were left on one day, and later 30 of both together.
fn restated(item: &str, whole: &str) -> Result<Book, impound::journal::Refusal> {
    let mut book = Book::new();
    let kind = [("amount", "100 EUR"), ("kind", "securities")];
    let asset = book.new_asset("freeze", "2024-01-01", "DE", &kind)?;
    let part = book.item("freeze", &asset, "2024-01-02", &[("amount", "40 EUR")])?;
    book.later("revalue", &part, item, &[("amount", "20 EUR")])?;
    book.later("revalue", &asset, whole, &[("amount", "30 EUR"), ("of", "whole")])?;
    Ok(book)
}

#[test]
fn a_restated_whole_follows_what_was_done_to_its_items_before() {
    let fault = restated("2024-06-01", "2024-03-01").err().unwrap();
    assert!(fault.to_string().contains("precede the action that it follows on c:1.1, of 2024-06-01"), "{fault}");
    let book = restated("2024", "2024-03-01").unwrap();
    assert_eq!(stages(&book, "2024-02-28"), ["frozen 2 0 [100.00 100.00]"]);
    assert_eq!(stages(&book, "2024-03-01"), ["frozen 2 0 [30.00 30.00]"]);
    assert_eq!(stages(&restated("2024-06-01", "2024").unwrap(), "2024-03-01"), ["frozen 2 0 [100.00 100.00]"]);
}

#[test]
fn an_item_carved_before_its_whole_is_restated_has_begun_with_it() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-01-01", "DE", &[("amount", "100 EUR")]).unwrap();
    let item = book.item("seize", &asset, "2024-01-02", &[("amount", "40 EUR")]).unwrap();
    book.later("confiscate", &item, "2024", &[]).unwrap();
    book.later("revalue", &asset, "2024-03/2024-04", &[("amount", "50 EUR"), ("of", "whole")]).unwrap();
    assert_eq!(
        stages(&book, "2024-03-15"),
        ["confiscated 0 1 none", "frozen 1 0 [60.00 60.00]", "seized 1 1 [40.00 40.00]"]
    );
    assert_eq!(stages(&book, "2024-04-30"), ["confiscated 1 0 [40.00 40.00]", "frozen 1 0 [10.00 10.00]"]);
}
