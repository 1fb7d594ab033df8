//! Statements in one currency: each comes to what the totals of the same day come to.

use impound::domain::day;
use impound::query::{Query, Report};
use impound::report::{Bands, Scope};

use super::{book, by_action, converted, frozen, on, query, to};
use crate::book::{Book, Row, totals};

fn as_of(day_of: &str) -> Scope {
    Scope { as_of: day(day_of).ok(), ..Scope::default() }
}

fn aged(book: &Book, bands: &str, query: Query) -> Vec<Row> {
    converted(book, Report::Ageing, &Query { bands: Bands::parse(bands).unwrap(), ..query })
}

#[test]
fn what_is_aged_is_converted_band_by_band() {
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
    // 423.19 / 0.84500 = 500.816…; on 1 June there is no rate for dollars.
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
fn a_crypto_asset_is_aged_with_its_value_and_one_whose_day_is_not_known_is_undated_in_the_target() {
    let mut book = book();
    let wallet = [("amount", "2.00000000 BTC"), ("value", "80000.00 USD"), ("kind", "crypto-asset")];
    book.new_asset("freeze", "2024-02-01", "DE", &wallet).unwrap();
    frozen(&mut book, "2024-06-28/2024-07-02", "1070.50 USD");
    let asked = Query { scope: as_of("2024-06-30"), ..query(Report::Ageing, "stage", on("EUR", "2024-06-28")) };
    let rows = aged(&book, "300", asked);
    // 80000 / 1.0814 = 73978.176…, of the day of the value.
    assert_eq!(
        totals(&rows, "currency band assets undated unconverted"),
        ["EUR 0–300 1 0 0 [73978.18 73978.18]", "EUR undated 0 1 0 none"]
    );
}
