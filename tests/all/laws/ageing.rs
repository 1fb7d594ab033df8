//! What is frozen or seized, by how long ago it reached that stage.

use impound::domain::day;
use impound::query::{Query, Report};
use impound::report::{Bands, Scope, dimension};

use crate::book::Book;

fn aged(book: &Book, by: &str, on: &str) -> Vec<String> {
    let by_keys = by.replace(',', " ");
    let by = dimension::parse_list(by, Report::Ageing.dimensions()).unwrap();
    let scope = Scope { as_of: day(on).ok(), ..Scope::default() };
    let rows = book.ask(Report::Ageing, &Query { by, scope, ..Query::default() });
    let told =
        |row: &crate::book::Row| format!("{} {}", row.get(&format!("{by_keys} band assets undated")), row.bounds(""));
    rows.iter().map(told).collect()
}

#[test]
fn days_are_counted_from_the_one_on_which_the_asset_reached_its_stage() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-01-01", "DE", &[("amount", "100 EUR")]).unwrap();
    book.new_asset("freeze", "2023-01-01", "DE", &[("amount", ">7 EUR")]).unwrap();
    assert_eq!(
        aged(&book, "stage", "2024-01-31"),
        ["frozen 0–30 1 0 [100.00 100.00]", "frozen 366–1825 1 0 (7.00 +inf)"]
    );
    assert_eq!(aged(&book, "stage", "2024-02-01")[0], "frozen 31–90 1 0 [100.00 100.00]");
    assert_eq!(aged(&book, "stage", "2040-02-01"), ["frozen over 1825 2 0 (107.00 +inf)"]);
    book.later("seize", &asset, "2024-06-01", &[]).unwrap();
    // An action that leaves the stage unchanged leaves the age unchanged.
    book.later("revalue", &asset, "2024-06-20", &[("amount", "90 EUR")]).unwrap();
    assert_eq!(aged(&book, "stage", "2024-06-30")[1], "seized 0–30 1 0 [90.00 90.00]");
}

#[test]
fn an_asset_confiscated_or_no_longer_held_does_not_age() {
    let mut book = Book::new();
    for action in ["confiscate", "release"] {
        let asset = book.new_asset("seize", "2024-01-01", "DE", &[("amount", "100 EUR")]).unwrap();
        book.later(action, &asset, "2024-02-01", &[]).unwrap();
    }
    assert!(aged(&book, "stage", "2024-06-30").is_empty());
}

#[test]
fn an_asset_whose_days_lie_in_two_bands_is_undated() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-01", "DE", &[("amount", "1 EUR")]).unwrap();
    book.new_asset("freeze", "../2024-01-01", "DE", &[("amount", "2 EUR")]).unwrap();
    assert_eq!(aged(&book, "currency", "2024-02-10"), ["EUR undated 2 0 [3.00 3.00]"]);
    assert_eq!(aged(&book, "currency", "2024-03-05"), ["EUR 31–90 1 0 [1.00 1.00]", "EUR undated 1 0 [2.00 2.00]"]);
    assert_eq!(aged(&book, "currency", "2031-01-01"), ["EUR over 1825 2 0 [3.00 3.00]"]);
}

#[test]
fn an_action_that_follows_narrows_the_days() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024", "DE", &[("amount", "100 EUR")]).unwrap();
    book.item("seize", &asset, "2024-01-20", &[("amount", "1 EUR")]).unwrap();
    assert_eq!(aged(&book, "stage", "2024-12-31")[0], "frozen 181–365 1 0 [99.00 99.00]");
}

#[test]
fn a_part_that_only_gives_a_place_is_as_old_as_its_asset_and_so_are_proceeds() {
    let mut book = Book::new();
    let flags = [("amount", "100 EUR"), ("kind", "goods")];
    let asset = book.new_asset("seize", "2023-01-01", "DE,FR", &flags).unwrap();
    book.item("seize", &asset, "2024-06-01", &[("amount", "30 EUR"), ("in", "FR")]).unwrap();
    let sale = [("how", "sold"), ("proceeds", "50 EUR"), ("amount", "60 EUR"), ("in", "DE")];
    book.item("dispose", &asset, "2024-06-10", &sale).unwrap();
    assert_eq!(
        aged(&book, "kind", "2024-06-30"),
        ["cash 366–1825 1 0 [50.00 50.00]", "goods 366–1825 2 0 [40.00 40.00]"]
    );
    // A lost asset that was found counts from the day on which it was found.
    book.later("dispose", &asset, "2024-06-11", &[("how", "lost")]).unwrap();
    book.later("recover", &asset, "2024-06-12", &[]).unwrap();
    assert_eq!(aged(&book, "kind", "2024-06-30")[1], "goods 0–30 1 0 [10.00 10.00]");
}

#[test]
fn an_asset_of_undecided_stage_is_undated_in_both_rows() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-01-01", "DE", &[("amount", "100 EUR")]).unwrap();
    book.later("seize", &asset, "2024-06", &[]).unwrap();
    assert_eq!(aged(&book, "stage", "2024-06-15"), ["frozen 91–180 1 1 [100.00 100.00]", "seized undated 0 1 none"]);
}

#[test]
fn bands_can_be_chosen_and_the_usual_day_is_that_of_the_last_entry() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06-30", "DE", &[("amount", "100 EUR")]).unwrap();
    book.new_asset("freeze", "2024-07-02", "DE", &[("amount", "5 EUR")]).unwrap();
    let query = Query { bands: Bands::parse("0,1,2").unwrap(), ..Query::default() };
    let rows = book.ask(Report::Ageing, &query);
    // Entries are recorded on 2024-07-01; an action on the day after has no age yet.
    let told: Vec<String> = rows.iter().map(|row| row.get("stage currency band lower")).collect();
    assert_eq!(told, ["frozen EUR 1 100.00", "frozen EUR undated 5.00"]);
}

#[test]
fn assets_that_overlap_count_as_in_every_row_of_stock() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06-01", "DE", &[("amount", "100 EUR")]).unwrap();
    book.new_asset("freeze", "2024-06-02", "DE", &[("amount", "70 EUR"), ("overlap", "c:1")]).unwrap();
    assert_eq!(aged(&book, "stage", "2024-06-30"), ["frozen 0–30 2 0 [100.00 170.00]"]);
}
