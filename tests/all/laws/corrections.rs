use impound::journal::Refusal;
use impound::report::Scope;

use crate::book::{Book, lines, totals};

#[test]
fn reports_use_the_latest_reading_and_both_stay_visible() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    book.correct(5, &[("amount", "10 EUR")]).unwrap();
    assert_eq!(totals(&book.holdings("stage", &Scope::default()), "assets"), ["1 [10.00 10.00]"]);
    let rows = book.register(&Scope::default());
    assert_eq!(lines(&rows, "entry status corrects amount"), ["5 corrected - 100.00 EUR", "6 current 5 10.00 EUR"]);
}

#[test]
fn a_correction_can_be_corrected_and_both_name_the_action() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    book.correct(5, &[("amount", "10 EUR")]).unwrap();
    book.correct(6, &[("in", "NL")]).unwrap();
    assert_eq!(
        lines(&book.register(&Scope::default()), "entry status corrects jurisdictions amount"),
        ["5 corrected - DE 100.00 EUR", "6 corrected 5 DE 10.00 EUR", "7 current 5 NL 10.00 EUR",]
    );
}

#[test]
fn a_report_at_an_entry_is_as_it_was_known_then() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    book.correct(5, &[("amount", "10 EUR")]).unwrap();
    book.void(5).unwrap();
    let held = |number| totals(&book.at_entry(number).holdings("stage", &Scope::default()), "assets");
    assert!(held(4).is_empty());
    assert_eq!(held(5), ["1 [100.00 100.00]"]);
    assert_eq!(held(6), ["1 [10.00 10.00]"]);
    assert!(held(7).is_empty());
}

#[test]
fn a_void_action_counts_as_not_having_happened_and_its_number_is_not_reused() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[]).unwrap();
    book.later("seize", &asset, "2024-06-26", &[]).unwrap();
    book.void(6).unwrap();
    assert_eq!(book.stage(&asset), "frozen");
    book.void(5).unwrap();
    assert_eq!(lines(&book.register(&Scope::default()), "entry status"), ["5 voided", "6 voided"]);
    assert_eq!(book.new_asset("freeze", "2024-06-25", "DE", &[]).unwrap(), "c:2");
    assert_eq!(book.later("seize", &asset, "2024-06-26", &[]).unwrap_err().to_string(), "c:1 is not in the ledger");
}

#[test]
fn a_correction_that_would_make_a_later_action_impossible_is_refused() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE,NL", &[("amount", "100 EUR")]).unwrap();
    book.later("seize", &asset, "2024-06-26", &[]).unwrap();
    book.item("seize", &asset, "2024-06-27", &[("in", "NL"), ("amount", "80 EUR")]).unwrap();
    let refused = |book: &mut Book, entry, flags: &[(&str, &str)]| book.correct(entry, flags).unwrap_err().to_string();
    assert_eq!(
        refused(&mut book, 5, &[("amount", "50 EUR")]),
        "entry 7: c:1 amounts to 50.00 EUR, its items would come to at least 80.00 EUR"
    );
    assert_eq!(
        refused(&mut book, 5, &[("on", "2024-07-01")]),
        "entry 6: seize on 2024-06-26 would precede the action that it follows on c:1, of 2024-07-01"
    );
    assert_eq!(refused(&mut book, 5, &[("in", "DE")]), "entry 7: NL is not among the places of c:1: DE");
    assert_eq!(book.void(5).unwrap_err().to_string(), "entry 6: c:1 is not in the ledger");
    assert!(book.correct(5, &[("amount", "80 EUR")]).is_ok());
}

#[test]
fn what_an_item_takes_from_its_asset_follows_corrections_of_the_asset() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE,NL", &[("amount", "100 EUR")]).unwrap();
    book.item("freeze", &asset, "2024-06-25", &[]).unwrap();
    book.correct(5, &[("in", "FR"), ("kind", "cash")]).unwrap();
    assert_eq!(
        lines(&book.holdings("jurisdiction,kind", &Scope::default()), "jurisdiction kind assets"),
        ["FR cash 2"]
    );
}

#[test]
fn a_voided_entry_can_be_neither_voided_nor_corrected() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06-25", "DE", &[]).unwrap();
    book.void(5).unwrap();
    assert_eq!(book.void(5).unwrap_err().to_string(), "entry 5 was voided by entry 6");
    assert_eq!(book.correct(5, &[("in", "NL")]).unwrap_err().to_string(), "entry 5 was voided by entry 6");
    assert_eq!(book.void(4).unwrap_err().to_string(), "entry 4 records no action");
}

#[test]
fn a_later_action_does_not_change_the_row_of_an_earlier_entry() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    let item = book.item("freeze", &asset, "2024-06-25", &[]).unwrap();
    let before = book.register(&Scope::default());
    book.later("revalue", &item, "2024-06-26", &[("amount", "1.5 ETH")]).unwrap();
    assert_eq!(book.register(&Scope::default())[..2], before[..]);
}

#[test]
fn a_refused_correction_says_that_a_later_entry_depends_on_it() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[]).unwrap();
    book.later("seize", &asset, "2024-06-26", &[]).unwrap();
    let fault = book.void(5).unwrap_err();
    assert!(matches!(fault, Refusal::Depended { entry: 6, .. }), "{fault:?}");
}

#[test]
fn a_reinstated_action_has_its_last_reading_again() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    book.correct(5, &[("amount", "90 EUR")]).unwrap();
    book.void(5).unwrap();
    assert_eq!(book.reinstate(6).unwrap_err().to_string(), "entry 6 records no action");
    book.reinstate(5).unwrap();
    assert_eq!(book.stage(&asset), "frozen");
    assert_eq!(
        lines(&book.register(&Scope::default()), "entry status amount"),
        ["5 corrected 100.00 EUR", "6 current 90.00 EUR"]
    );
    let held = |number| totals(&book.at_entry(number).holdings("stage", &Scope::default()), "assets");
    assert_eq!((held(7), held(8)), (vec![], vec!["1 [90.00 90.00]".to_owned()]));
    assert_eq!(book.reinstate(5).unwrap_err().to_string(), "entry 5 is not void");
    book.void(5).unwrap();
    book.reinstate(5).unwrap();
    book.later("seize", &asset, "2024-06-26", &[]).unwrap();
    assert_eq!(book.stage(&asset), "seized");
}

#[test]
fn an_action_that_can_no_longer_follow_is_not_reinstated() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    book.later("seize", &asset, "2024-06-26", &[]).unwrap();
    book.void(6).unwrap();
    book.later("release", &asset, "2024-06-27", &[]).unwrap();
    book.later("freeze", &asset, "2024-06-28", &[]).unwrap();
    book.reinstate(6).unwrap();
    book.void(6).unwrap();
    book.later("dispose", &asset, "2024-07-01", &[("how", "sold")]).unwrap();
    book.void(5).unwrap_err();
    let mut other = Book::new();
    let asset = other.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    let item = other.item("release", &asset, "2024-06-26", &[("amount", "80 EUR")]).unwrap();
    other.void(6).unwrap();
    other.item("release", &asset, "2024-06-26", &[("amount", "70 EUR")]).unwrap();
    other.reinstate(6).unwrap_err();
    assert_eq!(
        lines(&other.register(&Scope::default()), "entry status"),
        ["5 current", "6 voided", "8 current"],
        "{item}"
    );
}
