//! Lists in one currency: each amount stands alone, and a crypto-asset counts with its value as it does in totals.

use std::collections::BTreeMap;

use impound::domain::{Amount, AssetRef, Listed, day};
use impound::query::{Convert, Largest, List, Query, Report};
use impound::report::Scope;
use proptest::prelude::*;

use super::random::{date, played, step};
use super::{book, by_action, converted, frozen, on, query, to};
use crate::book::{Book, Row};

fn wallet<'a>(flags: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let wallet = [("amount", "2.00000000 BTC"), ("value", "80000.00 USD"), ("kind", "crypto-asset")];
    wallet.into_iter().chain(flags.iter().copied()).collect()
}

fn pools(book: &Book, convert: Convert) -> Vec<String> {
    let row = |row: &Row| {
        format!("{} {} {} {}", row.0["currency"], row.bounds(""), row.bounds("itemised_"), row.bounds("residual_"))
    };
    converted(book, Report::Pools, &query(Report::Pools, "", convert)).iter().map(row).collect()
}

#[test]
fn a_pool_of_a_crypto_asset_counts_with_its_value_at_the_day_of_that() {
    let mut book = book();
    let pool = book.new_asset("freeze", "2024-02-01", "DE,FR", &wallet(&[])).unwrap();
    // 80000 / 1.0814 = 73978.176…, whatever the day of the report.
    let whole = "EUR [73978.18 73978.18] [0.00 0.00] [73978.18 73978.18]";
    assert_eq!(pools(&book, on("EUR", "2024-06-28")), [whole]);
    assert_eq!(pools(&book, by_action("EUR")), [whole]);
    // An item takes its part of the value: 20000 / 1.0814 = 18494.544… and 60000 / 1.0814 = 55483.632….
    let item = [("in", "DE"), ("amount", "0.50000000 BTC"), ("value", "20000.00 USD")];
    book.item("freeze", &pool, "2024-02-01", &item).unwrap();
    assert_eq!(
        pools(&book, on("EUR", "2024-06-28")),
        ["EUR [73978.18 73978.18] [18494.54 18494.54] [55483.63 55483.63]"]
    );
    // Without a value there is nothing that could be converted.
    let mut book = self::book();
    book.new_asset("freeze", "2024-02-01", "DE,FR", &[("amount", "2.00000000 BTC"), ("kind", "crypto-asset")]).unwrap();
    assert_eq!(
        pools(&book, on("EUR", "2024-06-28")),
        ["BTC [2.00000000 2.00000000] [0.00000000 0.00000000] [2.00000000 2.00000000]"]
    );
}

#[test]
fn what_a_source_states_of_a_crypto_asset_counts_with_the_value_that_it_states() {
    let mut book = book();
    book.new_asset("freeze", "2024-02-01", "DE", &wallet(&[])).unwrap();
    let reads = book.entries();
    book.reading(reads, &[("amount", "1.50000000 BTC"), ("value", "60000.00 USD"), ("on", "2024-02-02")]).unwrap();
    book.reading(reads, &[("amount", "1.00000000 BTC")]).unwrap();
    let rows = |convert| {
        let rows = converted(&book, Report::Readings, &query(Report::Readings, "", convert));
        rows.iter().map(|row| row.get("currency amount value").replace(' ', "|")).collect::<Vec<_>>()
    };
    // 60000 / 1.0883 = 55131.856…; a source that names no value is not converted.
    assert_eq!(
        rows(to("EUR")),
        ["EUR|73978.18|EUR|73978.18|EUR", "EUR|55131.86|EUR|55131.86|EUR", "BTC|1.00000000|BTC|-",]
    );
    // The value as such takes the day that is asked for: 80000 / 1.0705 = 74731.433….
    assert_eq!(rows(on("EUR", "2024-06-28"))[0], "EUR|73978.18|EUR|74731.43|EUR");
}

/// A reconciliation with lines that name assets, on a day.
fn reconciled(book: &Book, lines: &[(&str, &str)], convert: Convert) -> Vec<Row> {
    let line = |(asset, amount): &(&str, &str)| Listed {
        place: format!("line of {asset}"),
        asset: AssetRef::parse(asset).ok(),
        amount: Some(Amount::parse(amount, None).unwrap()),
        reference: None,
        identifiers: Vec::new(),
    };
    let list = List { name: "list".to_owned(), lines: lines.iter().map(line).collect(), custodian: None };
    let scope = Scope { as_of: day("2024-06-28").ok(), ..Scope::default() };
    converted(book, Report::Reconcile, &Query { scope, list, ..query(Report::Reconcile, "", convert) })
}

#[test]
fn both_sides_of_a_reconciliation_are_converted_and_compared_as_they_are() {
    let mut book = book();
    let own = frozen(&mut book, "2024-06-26", "1070.50 USD");
    let other = frozen(&mut book, "2024-06-26", "1070.50 USD");
    let francs = frozen(&mut book, "2024-06-26", "5.00 CHF");
    let wallet = book.new_asset("freeze", "2024-02-01", "DE", &wallet(&[])).unwrap();
    let list = [
        (own.as_str(), "963.45 USD"),
        (other.as_str(), "1000.00 EUR"),
        (francs.as_str(), "4.00 CHF"),
        (wallet.as_str(), "2.00000000 BTC"),
    ];
    let told = |convert| {
        let rows = reconciled(&book, &list, convert);
        let row = |row: &Row| {
            let columns = "status asset currency lower listed_currency listed_lower difference_lower";
            row.get(columns)
        };
        rows.iter().map(row).collect::<Vec<_>>()
    };
    // 963.45 / 1.0705 = 900; what is in another currency differs, though it comes to the same.
    assert_eq!(
        told(to("EUR")),
        [
            "differs c:1 EUR 1000.00 EUR 900.00 -100.00",
            "differs c:2 EUR 1000.00 EUR 1000.00 0.00",
            "differs c:3 CHF 5.00 CHF 4.00 -1.00",
            "matched c:4 EUR 73978.18 BTC 2.00000000 -",
        ]
    );
    // 1070.50 / 1.0694 = 1001.028…, of the day on which it was stated; the list is of 28 June. Their difference of 107.05 is converted
    // as the asset's amount is: 107.05 / 1.0694 = 100.102….
    assert_eq!(told(by_action("EUR"))[0], "differs c:1 EUR 1001.03 EUR 900.00 -100.10");
}

#[test]
fn a_coverage_counts_what_has_no_rate() {
    let mut book = book();
    for amount in ["1070.50 USD", "5.00 EUR", "5.00 CHF", "unstated USD", "unstated", "2.00000000 BTC"] {
        frozen(&mut book, "2024-06-26", amount);
    }
    book.new_asset("freeze", "2024-02-01", "DE", &wallet(&[("authority", "LG Berlin")])).unwrap();
    let rows = |by, convert| {
        let rows = converted(&book, Report::Coverage, &query(Report::Coverage, by, convert));
        rows.iter().map(|row| row.get("assets exact unstated unconverted")).collect::<Vec<_>>()
    };
    assert_eq!(rows("", on("EUR", "2024-06-28")), ["7 5 2 3"]);
    assert_eq!(rows("authority", on("EUR", "2024-06-28")), ["6 4 2 3", "1 1 0 0"]);
    // On a day without a rate only what is in euro, and what has a value of a day with one.
    assert_eq!(rows("", on("EUR", "2020-01-01")), ["7 5 2 5"]);
    assert!(!book.ask(Report::Coverage, &Query::default())[0].0.contains_key("unconverted"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_asset_comes_to_the_same_in_a_list_as_among_the_largest(
        steps in prop::collection::vec(step(), 1..14),
        day_of in 3..19_u32,
        (dollars, of_action) in (any::<bool>(), any::<bool>()),
    ) {
        let (book, truths) = played(&steps);
        // What is carved or linked is one line of the largest.
        let is_alone = |asset: &str| {
            let family = |other: &str| other.split('.').next().unwrap() == asset;
            truths.iter().filter(|truth| family(&truth.asset)).count() == 1
        };
        let target = if dollars { "USD" } else { "EUR" };
        let convert = || if of_action { by_action(target) } else { on(target, &date(day_of, day_of)) };
        let scope = Scope { as_of: day("2024-06-30").ok(), ..Scope::default() };
        let largest = Query { largest: Largest { top: 99, unit: None }, scope, ..query(Report::Concentration, "", convert()) };
        let largest: BTreeMap<String, Row> = book
            .ask(Report::Concentration, &largest)
            .into_iter()
            .filter(|row| row.0["line"] == "largest")
            .map(|row| (row.0["asset"].clone(), row))
            .collect();
        let rows = reconciled_on(&book, "2024-06-30", convert());
        for row in rows.iter().filter(|row| is_alone(&row.0["asset"])) {
            let asset = &row.0["asset"];
            if !largest.keys().any(|names| names.split('+').any(|name| name == asset)) {
                prop_assert_ne!(&row.0["currency"], target);
            } else if let Some(line) = largest.get(asset) {
                prop_assert_eq!((row.0["currency"].as_str(), row.bounds("")), (target, line.bounds("")));
            }
        }
    }
}

/// All that is held on a day beside a list of nothing.
fn reconciled_on(book: &Book, day_of: &str, convert: Convert) -> Vec<Row> {
    let scope = Scope { as_of: day(day_of).ok(), ..Scope::default() };
    converted(book, Report::Reconcile, &Query { scope, ..query(Report::Reconcile, "", convert) })
}
