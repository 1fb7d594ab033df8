use impound::domain::{Amount, Bounds, Unit};
use impound::report::Scope;
use proptest::prelude::*;

use crate::book::{Book, totals};

#[test]
fn an_unstated_amount_is_counted_adds_nothing_below_and_leaves_the_upper_end_open() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "5 EUR")]).unwrap();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "unstated EUR")]).unwrap();
    assert_eq!(
        totals(&book.holdings("stage", &Scope::default()), "assets exact bounded unstated non_valued"),
        ["2 1 0 1 0 [5.00 +inf)"]
    );
}

#[test]
fn one_exclusive_bound_makes_a_total_exclusive_and_one_about_makes_it_about() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", ">5 EUR")]).unwrap();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "~7 EUR")]).unwrap();
    assert_eq!(totals(&book.holdings("stage", &Scope::default()), "exact bounded"), ["1 1 ~(12.00 +inf)"]);
}

#[test]
fn eighteen_decimals_and_twenty_seven_digits_add_up_exactly() {
    let mut book = Book::new();
    for amount in ["120000000.123456789012345678 ETH", "0.000000000000000001 ETH"] {
        book.new_asset("seize", "2024-06-25", "DE", &[("amount", amount)]).unwrap();
    }
    let sum = "120000000.123456789012345679";
    assert_eq!(totals(&book.holdings("stage", &Scope::default()), "currency"), [format!("ETH [{sum} {sum}]")]);
}

#[test]
fn a_total_beyond_the_largest_single_figure_is_still_exact() {
    let mut book = Book::new();
    for _ in 0..3 {
        book.new_asset("seize", "2024-06-25", "DE", &[("amount", "79000000000.000000000000000001 ETH")]).unwrap();
    }
    let rows = book.holdings("stage", &Scope::default());
    assert_eq!(rows[0].get("lower"), "237000000000.000000000000000003");
}

#[test]
fn fractions_of_a_cent_add_up_to_cents() {
    let mut book = Book::new();
    for amount in ["12.345 EUR", "0.005 EUR"] {
        book.new_asset("seize", "2024-06-25", "DE", &[("amount", amount)]).unwrap();
    }
    assert_eq!(totals(&book.holdings("stage", &Scope::default()), "exact"), ["2 [12.35 12.35]"]);
    book.new_asset("seize", "2024-06-25", "DE", &[("amount", ">0.00000001 EUR")]).unwrap();
    assert_eq!(totals(&book.holdings("stage", &Scope::default()), "exact"), ["2 (12.35000001 +inf)"]);
}

#[test]
fn the_rest_of_an_asset_keeps_its_fraction_of_a_cent() {
    let mut book = Book::new();
    let asset = book.new_asset("seize", "2024-06-25", "DE", &[("amount", "1 EUR")]).unwrap();
    book.item("release", &asset, "2024-06-26", &[("amount", "0.3335 EUR")]).unwrap();
    let stages = totals(&book.holdings("stage", &Scope::default()), "stage");
    assert_eq!(stages, ["seized [0.6665 0.6665]"]);
    let fault = book.item("release", &asset, "2024-06-26", &[("amount", "0.66651 EUR")]).unwrap_err();
    assert_eq!(fault.to_string(), "c:1 amounts to 1.00 EUR, its items would come to at least 1.00001 EUR");
}

#[test]
fn a_thousand_of_the_greatest_amounts_add_up_and_an_overflow_names_the_figures() {
    let greatest = Amount::parse("792281625142643375935439503.35 EUR", None).unwrap().bounds().unwrap();
    let unit = Unit::parse("EUR").unwrap();
    let mut sum = Bounds::NOTHING;
    for _ in 0..1000 {
        sum = sum.plus(greatest).unwrap();
    }
    assert_eq!(Amount::Stated(unit, sum).to_string(), "792281625142643375935439503350.00 EUR");
    let fault = loop {
        match sum.plus(greatest) {
            Ok(more) => sum = more,
            Err(fault) => break fault,
        }
    };
    let (one, other) = (sum.lower().scaled(), greatest.lower().scaled());
    assert_eq!(fault.to_string(), format!("{one} + {other} smallest units do not fit a total"));
}

proptest! {
    #[test]
    fn an_amount_without_extra_decimals_is_written_as_usual(
        minor in 0_i128..79_228_162_514_264_337_593_543_950_336,
        code in prop::sample::select(vec!["EUR", "JPY", "KWD", "CLF", "BTC", "ETH"]),
        sign in prop::sample::select(vec!["", ">", ">=", "<=", "~"]),
    ) {
        let decimals = Unit::parse(code).unwrap().decimals() as usize;
        let digits = format!("{minor:0>width$}", width = decimals + 1);
        let (whole, fraction) = digits.split_at(digits.len() - decimals);
        let point = if decimals == 0 { "" } else { "." };
        let zero = minor == 0 && sign == "<=";
        let text = format!("{}{whole}{point}{fraction} {code}", if zero { "" } else { sign });
        let by_hand = Amount::parse(&text, None).unwrap();
        prop_assert_eq!(by_hand.to_string(), text.as_str());
        prop_assert_eq!(Amount::recorded(&text), Ok(by_hand));
    }

    #[test]
    fn amounts_of_any_precision_add_up_like_their_figures(
        figures in prop::collection::vec((0_u64..1 << 60, 0_u32..7), 1..6),
        code in prop::sample::select(vec!["EUR", "JPY", "KWD"]),
    ) {
        let unit = Unit::parse(code).unwrap();
        let mut book = Book::new();
        let mut sum = 0_i128;
        for (figure, finer) in figures {
            // A decimal with this many digits, constructed by hand.
            let decimals = (unit.decimals() + finer) as usize;
            let digits = format!("{figure:0>width$}", width = decimals + 1);
            let (whole, fraction) = digits.split_at(digits.len() - decimals);
            let point = if decimals == 0 { "" } else { "." };
            let amount = format!("{whole}{point}{fraction} {code}");
            book.new_asset("seize", "2024-06-25", "DE", &[("amount", &amount)]).unwrap();
            sum += i128::from(figure) * 10_i128.pow(6 - finer);
        }
        let digits = format!("{sum:0>width$}", width = unit.decimals() as usize + 7);
        let (whole, fraction) = digits.split_at(digits.len() - unit.decimals() as usize - 6);
        let (written, beyond) = fraction.split_at(unit.decimals() as usize);
        let fraction = format!("{written}{}", beyond.trim_end_matches('0'));
        let point = if fraction.is_empty() { "" } else { "." };
        let rows = book.holdings("stage", &Scope::default());
        prop_assert_eq!(rows[0].get("lower"), format!("{whole}{point}{fraction}"));
    }
}
