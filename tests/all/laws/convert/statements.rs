//! Statements in one currency: each agrees with the totals of the same day.

use impound::domain::day;
use impound::query::{Convert, Largest, Query, Report};
use impound::report::{Bands, Scope};
use proptest::prelude::*;

use super::random::{date, played, step};
use super::{book, by_action, converted, frozen, on, query, recalculated, to};
use crate::book::{Book, Row, rows, totals};

fn as_of(day_of: &str) -> Scope {
    Scope { as_of: day(day_of).ok(), ..Scope::default() }
}

fn aged(book: &Book, bands: &str, query: Query) -> Vec<Row> {
    converted(book, Report::Ageing, &Query { bands: Bands::parse(bands).unwrap(), ..query })
}

#[test]
fn an_ageing_is_converted_band_by_band() {
    let mut book = book();
    frozen(&mut book, "2024-06-01", "1070.50 USD");
    frozen(&mut book, "2024-06-01", "1000.00 EUR");
    frozen(&mut book, "2024-06-27", "423.19 GBP");
    frozen(&mut book, "2024-06-27", "5.00 CHF");
    let asked = |convert| Query { scope: as_of("2024-06-30"), ..query(Report::Ageing, "stage", convert) };
    let rows = aged(&book, "7,60", asked(to("EUR")));
    assert_eq!(
        totals(&rows, "currency band assets unconverted"),
        ["CHF 0–7 1 0 [5.00 5.00]", "EUR 0–7 1 1 [500.00 500.00]", "EUR 8–60 2 0 [2000.00 2000.00]"]
    );
    // 423.19 / 0.84500 = 500.816…; 1 June has no rate for dollars.
    let rows = aged(&book, "7,60", asked(by_action("EUR")));
    assert_eq!(
        totals(&rows, "currency band assets unconverted"),
        [
            "CHF 0–7 1 0 [5.00 5.00]",
            "EUR 0–7 1 1 [500.82 500.82]",
            "EUR 8–60 1 1 [1000.00 1000.00]",
            "USD 8–60 1 0 [1070.50 1070.50]",
        ]
    );
}

#[test]
fn a_crypto_asset_ages_with_its_value_and_is_undated_in_the_target_if_its_day_is_unknown() {
    let mut book = book();
    let wallet = [("amount", "2.00000000 BTC"), ("value", "80000.00 USD"), ("kind", "crypto-asset")];
    book.new_asset("freeze", "2024-02-01", "DE", &wallet).unwrap();
    frozen(&mut book, "2024-06-28/2024-07-02", "1070.50 USD");
    let asked = Query { scope: as_of("2024-06-30"), ..query(Report::Ageing, "stage", on("EUR", "2024-06-28")) };
    let rows = aged(&book, "300", asked);
    // 80000 / 1.0814 = 73978.176…, at the rate of the value's day.
    assert_eq!(
        totals(&rows, "currency band assets undated unconverted"),
        ["EUR 0–300 1 0 0 [73978.18 73978.18]", "EUR undated 0 1 0 none"]
    );
}

/// The largest holdings; each of their figures is recalculated.
fn largest(book: &Book, top: usize, query: &Query) -> Vec<Row> {
    let query = Query { largest: Largest { top, unit: None }, ..query.clone() };
    let document = book.report(Report::Concentration, &query);
    let (told, used) = (rows(&document), rows(&document.rates_used().unwrap().unwrap()));
    let key = ["line", "currency", "rank", "asset"].map(str::to_owned);
    recalculated::check(&told, &used, &key, query.convert.as_ref().unwrap().rounding);
    told
}

fn lines(rows: &[Row]) -> Vec<String> {
    let line = |row: &Row| format!("{} {} {}", row.get("line asset assets"), row.bounds(""), row.bounds("share_"));
    rows.iter().map(line).collect()
}

#[test]
fn the_largest_are_compared_in_the_target() {
    let mut book = book();
    frozen(&mut book, "2024-06-01", "1000.00 USD");
    frozen(&mut book, "2024-06-01", "900.00 GBP");
    frozen(&mut book, "2024-06-01", "1000.00 EUR");
    frozen(&mut book, "2024-06-01", "1.00 CHF");
    // 900 / 0.84638 = 1063.352…, 1000, and 1000 / 1.0705 = 934.142…, together 2997.495….
    assert_eq!(
        lines(&largest(&book, 2, &query(Report::Concentration, "", on("EUR", "2024-06-28")))),
        [
            "largest c:2 1 [1063.35 1063.35] [35.47 35.48]",
            "largest c:3 1 [1000.00 1000.00] [33.36 33.37]",
            "rest - 1 [934.14 934.14] [31.16 31.17]",
            "total - 3 [2997.50 2997.50] none",
            "elsewhere - 1 none none",
        ]
    );
}

#[test]
fn linked_families_count_with_the_greatest_in_the_target_and_shares_use_exact_figures() {
    let mut book = book();
    let one = frozen(&mut book, "2024-06-01", "1000.00 USD");
    let linked = [("amount", "900.00 GBP"), ("overlap", one.as_str())];
    book.new_asset("freeze", "2024-06-01", "DE", &linked).unwrap();
    frozen(&mut book, "2024-06-01", "0.01 USD");
    let told = lines(&largest(&book, 1, &query(Report::Concentration, "", on("EUR", "2024-06-28"))));
    // 0.01 / 1.0705 = 0.00934…, less than one in ten thousand, but more than nothing.
    assert_eq!(told[..2], ["largest c:1+c:2 2 [1063.35 1997.50] [99.99 100.00]", "rest - 1 [0.01 0.01] [0.00 0.01]"]);
}

fn rolled(book: &Book, (from, to): (&str, &str), by: &str, convert: Convert) -> Vec<Row> {
    let scope = Scope { period: Some((day(from).unwrap(), day(to).unwrap())), ..Scope::default() };
    converted(book, Report::Rollforward, &Query { scope, ..query(Report::Rollforward, by, convert) })
}

/// The lines of a roll-forward that are not empty.
fn moved(rows: &[Row]) -> Vec<String> {
    let told = rows.iter().filter(|row| row.get("assets unconverted") != "0 0");
    told.map(|row| format!("{} {}", row.get("currency line assets unconverted"), row.bounds(""))).collect()
}

#[test]
fn a_roll_forward_converts_all_lines_at_the_rates_of_one_day() {
    let mut book = book();
    let asset = frozen(&mut book, "2024-06-26", "1070.50 USD");
    frozen(&mut book, "2024-06-27", "5.00 CHF");
    book.later("revalue", &asset, "2024-06-28", &[("amount", "2141.00 USD")]).unwrap();
    let period = ("2024-06-27", "2024-06-28");
    let told = [
        "CHF new 1 0 [5.00 5.00]",
        "CHF closing 1 0 [5.00 5.00]",
        "EUR opening 1 0 [1000.00 1000.00]",
        "EUR new 0 1 [0.00 0.00]",
        "EUR restated_in 1 0 [2000.00 2000.00]",
        "EUR restated_out 1 0 [1000.00 1000.00]",
        "EUR closing 1 1 [2000.00 2000.00]",
    ];
    // The default day is the last one.
    assert_eq!(moved(&rolled(&book, period, "stage", to("EUR"))), told);
    let rows = rolled(&book, period, "stage", on("EUR", "2024-06-27"));
    assert_eq!(moved(&rows)[6], "EUR closing 1 1 [2001.68 2001.68]");
    let check = rows.iter().find(|row| row.get("currency line") == "EUR check").unwrap();
    assert_eq!((check.get("assets unconverted"), check.bounds("")), ("0 0".to_owned(), "[0.00 0.00]".to_owned()));
}

#[test]
fn a_crypto_asset_is_restated_when_its_value_is() {
    let mut book = book();
    let wallet = [("amount", "2.00000000 BTC"), ("value", "80000.00 USD"), ("kind", "crypto-asset")];
    let asset = book.new_asset("freeze", "2024-02-01", "DE", &wallet).unwrap();
    book.later("revalue", &asset, "2024-06-27", &[("value", "80000.00 USD")]).unwrap();
    // 80000 / 1.0814 = 73978.176… and 80000 / 1.0696 = 74794.315…: each value counts on its own day.
    assert_eq!(
        moved(&rolled(&book, ("2024-06-27", "2024-06-28"), "stage", to("EUR"))),
        [
            "EUR opening 1 0 [73978.18 73978.18]",
            "EUR restated_in 1 0 [74794.32 74794.32]",
            "EUR restated_out 1 0 [73978.18 73978.18]",
            "EUR closing 1 0 [74794.32 74794.32]",
        ]
    );
}

fn cents(row: &Row, name: &str) -> Option<i64> {
    Some(row.0[name].replace('.', "")).filter(|text| !text.is_empty()).map(|text| text.parse().unwrap())
}

fn held(book: &Book, day_of: &str, by: &str, convert: Convert) -> Vec<Row> {
    converted(book, Report::Holdings, &Query { scope: as_of(day_of), ..query(Report::Holdings, by, convert) })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_largest_and_the_rest_add_up_to_what_is_held(
        steps in prop::collection::vec(step(), 1..14),
        day_of in 3..19_u32,
        top in 1..6_usize,
        dollars in any::<bool>(),
    ) {
        let (book, _) = played(&steps);
        let target = if dollars { "USD" } else { "EUR" };
        let convert = on(target, &date(day_of, day_of));
        let told = largest(&book, top, &query(Report::Concentration, "", convert.clone()));
        let (lines, total) = (&told[..told.len() - 2], &told[told.len() - 2]);
        let all = converted(&book, Report::Holdings, &query(Report::Holdings, "currency", convert));
        match all.iter().find(|row| row.0["currency"] == target && row.0["assets"] != "0") {
            Some(row) => {
                let of = |row: &Row| (row.get("assets exact bounded unstated"), row.bounds(""));
                prop_assert_eq!(of(row), of(total));
            }
            None => prop_assert_eq!(total.get("assets lower upper"), "0 0.00 0.00"),
        }
        for end in ["lower", "upper"] {
            let sum: Option<i64> = lines.iter().map(|row| cents(row, end)).sum();
            let most = i64::try_from(lines.len()).unwrap();
            match (sum, cents(total, end)) {
                // Each figure is rounded once.
                (Some(sum), Some(total)) => prop_assert!((sum - total).abs() <= most, "{} {}", sum, total),
                (sum, total) => prop_assert_eq!(sum, total),
            }
        }
        let lowers: Vec<_> = lines[..lines.len() - 1].iter().map(|row| cents(row, "lower")).collect();
        prop_assert!(lowers.is_sorted_by(|one, other| one >= other));
    }

    #[test]
    fn opening_and_closing_are_what_is_held_on_their_days(
        steps in prop::collection::vec(step(), 1..10),
        later in prop::collection::vec((any::<prop::sample::Index>(), 0..4_u8, 4..20_u32), 0..6),
        day_of in 3..19_u32,
        dollars in any::<bool>(),
    ) {
        let (mut book, truths) = played(&steps);
        let target = if dollars { "USD" } else { "EUR" };
        // Every asset of a random ledger may have been refused.
        for (which, what, on) in later.into_iter().filter(|_| !truths.is_empty()) {
            let asset = &truths[which.index(truths.len())].asset;
            let on = date(on, on);
            // Actions that the asset does not allow are refused.
            drop(match what {
                0 => book.later("seize", asset, &on, &[]),
                1 => book.later("release", asset, &on, &[]),
                2 => book.later("revalue", asset, &on, &[("value", "77.00 USD")]),
                _ => book.later("revalue", asset, &on, &[("amount", "5.00 EUR")]),
            });
        }
        let convert = on(target, &date(day_of, day_of));
        let rows = rolled(&book, ("2024-06-09", "2024-06-17"), "stage", convert.clone());
        for (line, day_of) in [("opening", "2024-06-08"), ("closing", "2024-06-17")] {
            let held = held(&book, day_of, "stage", convert.clone());
            for row in rows.iter().filter(|row| row.0["line"] == line) {
                let counts = "assets exact bounded unstated undated unconverted";
                match held.iter().find(|held| held.get("stage currency") == row.get("stage currency")) {
                    Some(held) => {
                        prop_assert_eq!(held.get(counts), row.get(counts));
                        if held.0["assets"] != "0" {
                            prop_assert_eq!(held.bounds(""), row.bounds(""));
                        }
                    }
                    None => prop_assert_eq!(row.get(counts), "0 0 0 0 0 0"),
                }
            }
            let known = |held: &Row| rows.iter().any(|row| held.get("stage currency") == row.get("stage currency"));
            prop_assert!(held.iter().all(known));
        }
        // The greatest of linked families counts, in each line separately, so these lines do not add up.
        let is_linked = steps.iter().any(|step| step.linked.is_some());
        for lines in rows.chunks(12).filter(|_| !is_linked) {
            let exact = lines.iter().all(|row| row.get("bounded unstated") == "0 0" && !row.0["lower"].is_empty());
            let sign = |row: &Row| match row.0["line"].as_str() {
                "opening" | "new" | "moved_in" | "restated_in" | "recovered" => 1,
                "check" => 0,
                _ => -1,
            };
            if exact {
                let left: i64 = lines.iter().map(|row| sign(row) * cents(row, "lower").unwrap()).sum();
                prop_assert!(left.abs() <= 11, "{left}");
            }
        }
    }
}
