use impound::domain::AssetRef;
use impound::report::Scope;

use crate::book::{Book, totals};

#[test]
fn what_is_perhaps_the_same_money_counts_with_the_greatest_lower_bound_and_the_sum_of_the_upper() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", ">40..60 EUR"), ("overlap", "c:1")]).unwrap();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "7 EUR")]).unwrap();
    assert_eq!(totals(&book.holdings("stage", &Scope::default()), "assets"), ["3 [107.00 167.00]"]);
}

#[test]
fn overlaps_reach_through_one_another_within_a_row() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "50 EUR"), ("overlap", "c:1")]).unwrap();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "70 EUR"), ("overlap", "c:2")]).unwrap();
    assert_eq!(totals(&book.holdings("stage", &Scope::default()), "assets"), ["3 [100.00 220.00]"]);
}

#[test]
fn a_later_action_may_add_what_is_perhaps_the_same_money() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "50 EUR")]).unwrap();
    assert_eq!(totals(&book.holdings("currency", &Scope::default()), "assets"), ["2 [150.00 150.00]"]);
    book.later("seize", &asset, "2024-06-26", &[("overlap", "c:1")]).unwrap();
    assert_eq!(totals(&book.holdings("currency", &Scope::default()), "assets"), ["2 [100.00 150.00]"]);
    book.later("confiscate", &asset, "2024-06-27", &[("overlap", "c:1")]).unwrap();
    assert_eq!(totals(&book.holdings("currency", &Scope::default()), "assets"), ["2 [100.00 150.00]"]);
    let reference = AssetRef::parse(&asset).unwrap();
    let known = book.state.families().values().find_map(|family| family.standing().asset(&reference).cloned());
    assert_eq!(known.unwrap().may_overlap.len(), 1);
}

#[test]
fn only_assets_that_the_row_adds_up_link() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    book.new_asset("freeze", "2024-06-25", "NL", &[("amount", "50 EUR"), ("overlap", "c:1")]).unwrap();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "70 EUR"), ("overlap", "c:2")]).unwrap();
    assert_eq!(
        totals(&book.holdings("jurisdiction", &Scope::default()), "jurisdiction"),
        ["DE [170.00 170.00]", "NL [50.00 50.00]"]
    );
}

#[test]
fn a_carved_asset_and_its_items_are_one_for_overlaps() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    book.item("seize", &asset, "2024-06-26", &[("amount", "30 EUR")]).unwrap();
    book.new_asset("seize", "2024-06-25", "DE", &[("amount", "50 EUR"), ("overlap", "c:1")]).unwrap();
    assert_eq!(
        totals(&book.holdings("stage", &Scope::default()), "stage assets"),
        ["frozen 1 [70.00 70.00]", "seized 2 [50.00 80.00]"]
    );
    assert_eq!(totals(&book.holdings("currency", &Scope::default()), "assets"), ["3 [100.00 150.00]"]);
}

#[test]
fn an_asset_cannot_overlap_with_itself_or_with_what_is_not_there() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[]).unwrap();
    let fault = book.later("seize", &asset, "2024-06-25", &[("overlap", "c:1")]).unwrap_err();
    assert_eq!(fault.what(), "c:1 cannot overlap with itself");
    let fault = book.later("seize", &asset, "2024-06-25", &[("overlap", "c:9")]).unwrap_err();
    assert_eq!(fault.what(), "c:9 is not in the ledger");
}
