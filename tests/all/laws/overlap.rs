use impound::domain::day;
use impound::domain::{AssetRef, CaseRef};
use impound::report::Scope;

use crate::book::{Book, totals};

#[test]
fn possibly_the_same_money_counts_with_the_greatest_lower_bound_and_the_sum_of_the_upper() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", ">40..60 EUR"), ("overlap", "c:1")]).unwrap();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "7 EUR")]).unwrap();
    assert_eq!(totals(&book.holdings("stage", &Scope::default()), "assets"), ["3 [107.00 167.00]"]);
}

#[test]
fn overlaps_extend_through_one_another_within_a_row() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "50 EUR"), ("overlap", "c:1")]).unwrap();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "70 EUR"), ("overlap", "c:2")]).unwrap();
    assert_eq!(totals(&book.holdings("stage", &Scope::default()), "assets"), ["3 [100.00 220.00]"]);
}

#[test]
fn a_later_action_may_add_a_link() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "50 EUR")]).unwrap();
    assert_eq!(totals(&book.holdings("currency", &Scope::default()), "assets"), ["2 [150.00 150.00]"]);
    book.later("seize", &asset, "2024-06-26", &[("overlap", "c:1")]).unwrap();
    assert_eq!(totals(&book.holdings("currency", &Scope::default()), "assets"), ["2 [100.00 150.00]"]);
    book.later("confiscate", &asset, "2024-06-27", &[("overlap", "c:1")]).unwrap();
    assert_eq!(totals(&book.holdings("currency", &Scope::default()), "assets"), ["2 [100.00 150.00]"]);
    let reference = AssetRef::parse(&asset).unwrap();
    let known = book.state.families().find_map(|family| family.standing().asset(&reference).cloned());
    assert_eq!(known.unwrap().may_overlap.len(), 1);
}

#[test]
fn links_extend_through_the_whole_ledger_and_not_only_through_assets_in_the_row() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    book.new_asset("freeze", "2024-06-25", "NL", &[("amount", "50 EUR"), ("overlap", "c:1"), ("case", "d")]).unwrap();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "70 EUR"), ("overlap", "d:1")]).unwrap();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "7 EUR")]).unwrap();
    let all = Scope::default();
    assert_eq!(
        totals(&book.holdings("jurisdiction", &all), "jurisdiction"),
        ["DE [107.00 177.00]", "NL [50.00 50.00]"]
    );
    assert_eq!(totals(&book.holdings("currency", &all), "currency"), ["EUR [107.00 227.00]"]);
    assert_eq!(
        totals(&book.actions("jurisdiction", &all), "action"),
        ["freeze [107.00 177.00]", "freeze [50.00 50.00]"]
    );
    let case = Scope { case: CaseRef::parse("c").ok(), ..Scope::default() };
    assert_eq!(totals(&book.holdings("case", &case), "case"), ["c [107.00 177.00]"]);
    let rows = book.jurisdictions(&all);
    assert_eq!((rows[0].bounds(""), rows[0].bounds("range_")), ("[107.00 177.00]".into(), "[107.00 177.00]".into()));
}

#[test]
fn a_link_holds_for_every_day_whatever_the_date_of_its_action() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "50 EUR")]).unwrap();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "60 EUR")]).unwrap();
    let before = book.entries();
    book.later("seize", "c:2", "2024-09-01", &[("overlap", "c:1")]).unwrap();
    let then = Scope { as_of: day("2024-06-30").ok(), ..Scope::default() };
    assert_eq!(totals(&book.holdings("stage", &then), "stage"), ["frozen [60.00 110.00]"]);
    assert_eq!(totals(&book.actions("action", &then), "action"), ["freeze [60.00 110.00]"]);
    // A link not yet known does not count.
    assert_eq!(totals(&book.at_entry(before).holdings("stage", &then), "stage"), ["frozen [110.00 110.00]"]);
}

#[test]
fn only_a_reading_in_force_links() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "50 EUR")]).unwrap();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "60 EUR"), ("overlap", "c:1")]).unwrap();
    let linking = book.entries();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "5 EUR")]).unwrap();
    let sums = |book: &Book| totals(&book.holdings("currency", &Scope::default()), "assets");
    assert_eq!(sums(&book), ["3 [65.00 115.00]"]);
    book.correct(linking, &[("overlap", "c:3")]).unwrap();
    assert_eq!(sums(&book), ["3 [110.00 115.00]"]);
    assert_eq!(sums(&book.at_entry(book.entries() - 1)), ["3 [65.00 115.00]"]);
    book.later("seize", "c:3", "2024-06-26", &[("overlap", "c:1")]).unwrap();
    assert_eq!(sums(&book), ["3 [60.00 115.00]"]);
    book.void(book.entries()).unwrap();
    assert_eq!(sums(&book), ["3 [110.00 115.00]"]);
}

#[test]
fn a_voided_asset_links_nothing() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "50 EUR")]).unwrap();
    let between = book.entries();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "60 EUR"), ("overlap", "c:1")]).unwrap();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "70 EUR"), ("overlap", "c:1")]).unwrap();
    assert_eq!(totals(&book.holdings("currency", &Scope::default()), "assets"), ["3 [70.00 180.00]"]);
    book.void(between).unwrap();
    assert_eq!(totals(&book.holdings("currency", &Scope::default()), "assets"), ["2 [130.00 130.00]"]);
}

#[test]
fn an_asset_and_its_own_items_are_not_linked() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    let item = book.item("seize", &asset, "2024-06-26", &[("amount", "30 EUR")]).unwrap();
    book.item("seize", &asset, "2024-06-26", &[("amount", "20 EUR"), ("overlap", &item)]).unwrap();
    assert_eq!(
        totals(&book.holdings("stage", &Scope::default()), "stage"),
        ["frozen [50.00 50.00]", "seized [50.00 50.00]"]
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
fn an_asset_cannot_overlap_with_itself_or_a_missing_asset() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[]).unwrap();
    let fault = book.later("seize", &asset, "2024-06-25", &[("overlap", "c:1")]).unwrap_err();
    assert_eq!(fault.to_string(), "c:1 cannot overlap with itself");
    let fault = book.later("seize", &asset, "2024-06-25", &[("overlap", "c:9")]).unwrap_err();
    assert_eq!(fault.to_string(), "c:9 is not in the ledger");
}
