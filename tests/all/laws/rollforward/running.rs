//! What is held after each line of a roll-forward.

use std::collections::BTreeMap;

use impound::query;
use proptest::prelude::*;

use super::{Told, asked, frozen, rolled, story};
use crate::book::{Book, Row, rows};

const AFTER: [&str; 9] =
    ["opening", "new", "recovered", "restated_out", "restated_in", "moved_out", "released", "returned", "disposed"];

fn running(book: &Book, by: &str, from: &str, to: &str) -> Vec<Row> {
    let query = asked(by, from, to);
    let known = query::known(book, &query).unwrap();
    rows(&query::running(book, &query, &known).unwrap())
}

/// What is held after each line of the second half of 2024 that changes it.
fn told(book: &Book) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    let mut last = String::new();
    for row in running(book, "currency", "2024-07-01", "2024-12-31") {
        if row.bounds("") != last {
            told.push(format!("{} {}", row.get("line"), row.bounds("")));
        }
        last = row.bounds("");
    }
    told
}

#[test]
fn it_begins_with_the_opening_and_takes_each_line_in_turn() {
    let (mut book, asset) = frozen("100 EUR");
    book.new_asset("freeze", "2024-08-01", "DE", &[("amount", "30..50 EUR")]).unwrap();
    book.later("revalue", &asset, "2024-07-10", &[("amount", "60 EUR")]).unwrap();
    book.later("release", &asset, "2024-07-20", &[]).unwrap();
    assert_eq!(running(&book, "currency", "2024-07-01", "2024-12-31").len(), AFTER.len());
    assert_eq!(
        told(&book),
        [
            "opening [100.00 100.00]",
            "new [130.00 150.00]",
            "restated_out [30.00 50.00]",
            "restated_in [90.00 110.00]",
            "released [30.00 50.00]"
        ]
    );
}

#[test]
fn an_unknown_goes_out_as_the_one_that_came_in() {
    let (mut book, asset) = frozen(">100 EUR");
    book.new_asset("freeze", "2024-08-01", "DE", &[("amount", "40 EUR")]).unwrap();
    book.later("release", &asset, "2024-07-20", &[]).unwrap();
    // Ends that were subtracted would leave no lower end at all.
    assert_eq!(told(&book), ["opening (100.00 +inf)", "new (140.00 +inf)", "released [40.00 40.00]"]);
}

#[test]
fn what_is_carved_leaves_the_total_until_a_part_of_it_is_released() {
    let (mut book, asset) = frozen("100 EUR");
    book.item("seize", &asset, "2024-07-10", &[]).unwrap();
    book.item("release", &asset, "2024-07-11", &[("amount", "<=40 EUR")]).unwrap();
    assert_eq!(told(&book), ["opening [100.00 100.00]", "released [60.00 100.00]"]);
}

#[test]
fn a_sale_moves_what_its_proceeds_come_to() {
    let (mut book, asset) = frozen("100 EUR");
    book.later("dispose", &asset, "2024-07-10", &[("how", "sold"), ("proceeds", "90 EUR"), ("costs", "5 EUR")])
        .unwrap();
    assert_eq!(told(&book), ["opening [100.00 100.00]", "moved_out [85.00 85.00]"]);
}

#[test]
fn an_asset_that_was_carved_before_it_was_restated_changes_with_what_moved() {
    let (mut book, asset) = frozen("100 EUR");
    book.item("seize", &asset, "2024-07-10", &[("amount", "30 EUR")]).unwrap();
    book.later("revalue", &asset, "2024-07-12", &[("amount", "50 EUR"), ("of", "rest")]).unwrap();
    assert_eq!(told(&book), ["opening [100.00 100.00]", "moved_out [80.00 80.00]"]);
}

#[test]
fn entries_out_of_the_order_of_their_days_lead_to_the_closing_too() {
    let (mut book, asset) = frozen("100 EUR");
    let item = book.item("seize", &asset, "2024-03-02", &[("amount", "30 EUR")]).unwrap();
    book.later("revalue", &asset, "2024-09-01", &[("amount", "40 EUR"), ("of", "whole")]).unwrap();
    book.later("revalue", &item, "2024-06-01", &[("amount", "45 EUR")]).unwrap();
    assert_eq!(told(&book), ["opening [115.00 115.00]", "restated_out [45.00 45.00]", "restated_in [55.00 55.00]"]);
}

/// The figures of each row by its dimensions and its line; empty where there is nothing.
fn by_line(rows: &[Row], keys: &str) -> BTreeMap<(String, String), String> {
    let told =
        |row: &Row| Some(row.bounds("")).filter(|told| !["none", "[0 0]", "[0.00 0.00]"].contains(&told.as_str()));
    rows.iter().map(|row| ((row.get(keys), row.get("line")), told(row).unwrap_or_default())).collect()
}

/// A figure in hundredths; `None` if it is not known exactly.
fn exact(bounds: &str) -> Option<i64> {
    if bounds.is_empty() {
        return Some(0);
    }
    let (lower, upper) = bounds.strip_prefix('[')?.strip_suffix(']')?.split_once(' ')?;
    let (whole, cents) = lower.split_once('.')?;
    (lower == upper).then(|| format!("{whole}{cents}").parse().unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn it_leads_from_the_opening_to_the_closing(steps in prop::collection::vec(any::<Told>(), 1..30)) {
        let mut book = Book::new();
        story(&mut book, &steps);
        for by in ["jurisdiction,stage,currency", "currency"] {
            let keys = by.replace(',', " ");
            let (from, to) = ("2024-02-15", "2024-04-30");
            let lines = by_line(&rolled(&book, by, from, to), &keys);
            let after = by_line(&running(&book, by, from, to), &keys);
            for ((row, line), opening) in lines.iter().filter(|((_, line), _)| line == "opening") {
                let of = |line: &str| &lines[&(row.clone(), line.to_owned())];
                // What only passes through a row is held there after no line.
                let at = |line: &str| after.get(&(row.clone(), line.to_owned())).cloned().unwrap_or_default();
                prop_assert_eq!(&at(line), opening);
                prop_assert_eq!(&at("disposed"), of("closing"));
                for (line, before, sign) in [
                    ("new", "opening", 1),
                    ("recovered", "new", 1),
                    ("released", "moved_out", -1),
                    ("returned", "released", -1),
                    ("disposed", "returned", -1),
                ] {
                    // Links count less than the sum, and only below.
                    if let (Some(before), Some(line), Some(after)) = (exact(&at(before)), exact(of(line)), exact(&at(line))) {
                        prop_assert_eq!(before + sign * line, after);
                    }
                }
            }
        }
    }
}
