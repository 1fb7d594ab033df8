use impound::report::Scope;

use crate::book::{Book, totals};

#[test]
fn not_stated_is_counted_adds_nothing_below_and_leaves_the_upper_end_open() {
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
fn a_total_beyond_what_one_figure_can_be_is_still_exact() {
    let mut book = Book::new();
    for _ in 0..3 {
        book.new_asset("seize", "2024-06-25", "DE", &[("amount", "79000000000.000000000000000001 ETH")]).unwrap();
    }
    let rows = book.holdings("stage", &Scope::default());
    assert_eq!(rows[0].get("lower"), "237000000000.000000000000000003");
}
