//! Paths, days and sums, by hand.

use super::*;
use crate::domain::{Amount, Bounds, Decimal, Holds, Rate, RateSet, day};

fn unit(code: &str) -> Unit {
    Unit::parse(code).unwrap()
}

fn series(base: &str, holds: Holds, rates: &[(&str, &str, &str)]) -> Series {
    let mut series = Series::of(RateSet { name: "set".into(), base: unit(base), holds });
    for (number, (code, on, rate)) in (10..).zip(rates) {
        let rate = Decimal::parse(rate).unwrap();
        series.add(Rate { currency: unit(code), day: day(on).unwrap(), rate, entry: number });
    }
    series
}

fn daily() -> Series {
    series(
        "EUR",
        Holds::Days(4),
        &[
            ("GBP", "2024-06-27", "0.84500"),
            ("GBP", "2024-06-28", "0.84638"),
            ("USD", "2024-06-27", "1.0696"),
            ("USD", "2024-06-28", "1.0705"),
            ("HRK", "2022-12-30", "7.5365"),
            ("BGN", "2024-06-28", "1.9558"),
            ("TRY", "2024-06-28", "35.1868"),
        ],
    )
}

fn to(target: &str) -> Exchange {
    Exchange::new(unit(target), Rounding::HalfUp, Some(daily()))
}

fn on(text: &str) -> Requested {
    Requested::of(&crate::domain::Date::parse(text).unwrap())
}

/// The rate, its orientation, its day and its set.
fn way(exchange: &Exchange, from: &str, date: &str) -> String {
    let Some(conversion) = exchange.conversion(unit(from), on(date)) else { return "none".into() };
    let path = conversion.least();
    let day = path.date().map_or("-".into(), |day| day.to_string());
    format!("{} {} {day} {}", path.rate(), path.orientation((unit(from), exchange.target())), path.set())
}

fn sum(exchange: &Exchange, amounts: &[(&str, &str)]) -> (String, String) {
    let mut sum = Sum::default();
    let mut about = false;
    for (amount, date) in amounts {
        let amount = Amount::recorded(amount).unwrap();
        let conversion = exchange.conversion(amount.unit().unwrap(), on(date)).unwrap();
        let bounds = amount.bounds().unwrap();
        about |= conversion.is_about();
        sum.add(bounds.lower(), bounds.upper(), &conversion);
    }
    let (bounds, rule) = sum.finish().rounded(exchange).unwrap();
    (Amount::Stated(exchange.target(), bounds.or_approximate(about)).to_string(), rule.to_string())
}

#[test]
fn one_path_leads_from_a_unit_to_the_target_on_a_day() {
    let euro = to("EUR");
    assert_eq!(way(&euro, "EUR", "2024-06-28"), "1 EUR per EUR - ");
    assert_eq!(way(&euro, "USD", "2024-06-28"), "1.0705 USD per EUR 2024-06-28 set");
    assert_eq!(way(&to("USD"), "EUR", "2024-06-28"), "1.0705 USD per EUR 2024-06-28 set");
    assert_eq!(way(&to("GBP"), "USD", "2024-06-28"), "0.84638/1.0705 GBP per USD 2024-06-28 set");
    assert_eq!(way(&euro, "DEM", "2001-05-01"), "1.95583 DEM per EUR 1999-01-01 fixed");
    assert_eq!(way(&to("FRF"), "DEM", "2001-05-01"), "6.55957/1.95583 FRF per DEM 1999-01-01 fixed");
    assert_eq!(way(&to("USD"), "DEM", "2024-06-28"), "1.0705/1.95583 USD per DEM 2024-06-28 fixed+set");
    assert_eq!(way(&to("TRY"), "TRL", "2024-06-28"), "1000000 TRL per TRY 2005-01-01 fixed");
    assert_eq!(way(&euro, "TRL", "2024-06-28"), "1000000*35.1868 TRL per EUR 2024-06-28 fixed+set");
    assert_eq!(way(&to("TRL"), "EUR", "2024-06-28"), "35.1868*1000000 TRL per EUR 2024-06-28 fixed+set");
}

#[test]
fn the_day_decides_between_the_daily_and_the_fixed_rate() {
    let euro = to("EUR");
    assert_eq!(way(&euro, "HRK", "2022-12-31"), "7.5365 HRK per EUR 2022-12-30 set");
    assert_eq!(way(&euro, "HRK", "2023-01-01"), "7.53450 HRK per EUR 2023-01-01 fixed");
    assert_eq!(way(&euro, "BGN", "2024-06-28"), "1.9558 BGN per EUR 2024-06-28 set");
    assert_eq!(way(&euro, "DEM", "1998-12-31"), "none");
}

#[test]
fn a_rate_holds_as_long_as_its_set_says() {
    let days =
        |holds| Exchange::new(unit("EUR"), Rounding::HalfUp, Some(series("EUR", holds, &[("USD", "2024-06-01", "2")])));
    let holds = |holds, date| days(holds).converts(unit("USD"), on(date));
    assert!(holds(Holds::Days(4), "2024-06-05") && !holds(Holds::Days(4), "2024-06-06"));
    assert!(!holds(Holds::Days(4), "2024-05-31"));
    assert!(holds(Holds::Month, "2024-06-30") && !holds(Holds::Month, "2024-07-01"));
    assert!(holds(Holds::UntilNext, "2030-01-01") && !holds(Holds::UntilNext, "2024-05-31"));
}

#[test]
fn a_cross_rate_takes_both_rates_of_one_day() {
    let rates = [("GBP", "2024-06-27", "0.8"), ("USD", "2024-06-27", "1.1"), ("USD", "2024-06-28", "1.2")];
    let pounds = Exchange::new(unit("GBP"), Rounding::HalfUp, Some(series("EUR", Holds::Days(4), &rates)));
    assert_eq!(way(&pounds, "USD", "2024-06-28"), "0.8/1.1 GBP per USD 2024-06-27 set");
    let apart = [("GBP", "2024-06-26", "0.8"), ("USD", "2024-06-28", "1.2")];
    let pounds = Exchange::new(unit("GBP"), Rounding::HalfUp, Some(series("EUR", Holds::Days(4), &apart)));
    assert_eq!(way(&pounds, "USD", "2024-06-28"), "none");
}

#[test]
fn a_range_of_days_takes_the_least_and_the_greatest_rate() {
    let euro = to("EUR");
    // 100 / 1.0705 = 93.414…, 100 / 1.0696 = 93.492….
    assert_eq!(sum(&euro, &[("100.00 USD", "2024-06-27/2024-06-30")]), ("~93.41..93.50 EUR".into(), "outward".into()));
    assert_eq!(way(&euro, "USD", "2024-06-26/2024-06-28"), "none");
    assert_eq!(way(&euro, "USD", "../2024-06-28"), "none");
    // Without a rate of a set, every day gives the same.
    assert_eq!(sum(&euro, &[("1.95583 DEM", "2001")]), ("1.00 EUR".into(), "half-up".into()));
    assert_eq!(sum(&euro, &[("1.00 EUR", "2001")]), ("1.00 EUR".into(), "exact".into()));
}

#[test]
fn a_fixed_rate_is_never_inverted() {
    // Multiplying by an inverse of six figures would give 1.19 too much.
    assert_eq!(sum(&to("EUR"), &[("10000000.00 BGN", "2026-01-01")]).0, "5112918.81 EUR");
}

#[test]
fn a_sum_is_rounded_once_and_bounds_outward() {
    let euro = to("EUR");
    let sums = |amounts: &[(&str, &str)]| sum(&euro, amounts).0;
    // Each is 0.4671… cents and would be rounded to zero.
    assert_eq!(sums(&[("0.005 USD", "2024-06-28"); 3]), "0.01 EUR");
    assert_eq!(sums(&[(">100.00 USD", "2024-06-28")]), ">93.41 EUR");
    assert_eq!(sums(&[("<100.00 USD", "2024-06-28")]), "<93.42 EUR");
    assert_eq!(sums(&[("100.00 USD", "2024-06-28"), (">=1.00 EUR", "2024-06-28")]), ">=94.41 EUR");
    // Amounts that need no rate keep their figures.
    assert_eq!(sum(&euro, &[("1.2345 EUR", "2024-06-28"); 2]), ("2.469 EUR".into(), "exact".into()));
    assert_eq!(sums(&[("1.2345 EUR", "2024-06-28"), ("1.95583 DEM", "2024-06-28")]), "2.23 EUR");
}

#[test]
fn a_figure_that_is_too_great_is_named() {
    let lira = Exchange::new(unit("TRL"), Rounding::HalfUp, Some(daily()));
    let most = Amount::recorded("79228162514264337593543950.00 EUR").unwrap().bounds().unwrap();
    let conversion = lira.conversion(unit("EUR"), on("2024-06-28")).unwrap();
    let fault = lira.converted(most, &conversion).unwrap_err();
    assert!(fault.what().ends_with(" TRL is too great for an amount"), "{fault}");
    assert!(lira.converted(Bounds::NOTHING, &conversion).is_ok());
}

#[test]
fn a_difference_below_zero_is_rounded_outward_too() {
    let (euro, ends) = (to("EUR"), |lower, upper| crate::domain::Difference { lower, upper, approximate: false });
    let conversion = euro.conversion(unit("USD"), on("2024-06-28")).unwrap();
    let hundred = 100 * 100_000_000;
    let at = |scaled| Some(crate::domain::End::at(scaled));
    let converted = |lower, upper| euro.converted_difference(ends(lower, upper), &conversion).unwrap();
    let cents = |cents: i128| at(cents * 1_000_000);
    assert_eq!(converted(at(-hundred), at(-hundred)), ends(cents(-9341), cents(-9341)));
    assert_eq!(converted(at(-hundred), at(hundred)), ends(cents(-9342), cents(9342)));
    assert_eq!(converted(at(-2 * hundred), at(-hundred)), ends(cents(-18683), cents(-9341)));
}
