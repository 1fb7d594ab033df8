use impound::domain::{Action, AssetRef};
use impound::journal::Refusal;
use impound::journal::refusal::Difference;

use crate::book::{Book, Flags};

const TAKES: [&str; 5] = ["seize", "confiscate", "release", "return", "dispose"];

/// The outcome of an action on an asset of a kind and an amount.
fn after(kind: &str, has: &str, action: &str, flags: Flags) -> Result<String, String> {
    let mut book = Book::new();
    let begun = if has.is_empty() { vec![("kind", kind)] } else { vec![("kind", kind), ("amount", has)] };
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &begun).unwrap();
    let mut flags = flags.to_vec();
    flags.extend((action == "dispose").then_some(("how", "sold")));
    book.later(action, &asset, "2024-06-26", &flags).map_err(|fault| fault.to_string())?;
    Ok(book.amount(&asset))
}

#[test]
fn money_does_not_shrink_or_grow_by_itself() {
    for kind in ["cash", "bank-account", "crypto-asset", "receivable"] {
        for action in TAKES {
            let less = after(kind, "100 EUR", action, &[("amount", "40 EUR")]);
            assert_eq!(less.unwrap_err(), "c:1 amounts to 100.00 EUR, which is more than 40.00 EUR", "{kind} {action}");
            let more = after(kind, "100 EUR", action, &[("amount", ">100 EUR")]);
            assert_eq!(
                more.unwrap_err(),
                "c:1 amounts to 100.00 EUR, which is less than >100.00 EUR",
                "{kind} {action}"
            );
            assert_eq!(after(kind, "100 EUR", action, &[("amount", "100 EUR")]), Ok("100.00 EUR".to_owned()));
            let whole = [("amount", "40 EUR"), ("whole", "true")];
            assert_eq!(after(kind, "100 EUR", action, &whole), Ok("40.00 EUR".to_owned()));
        }
    }
}

/// By which action money would differ, and how.
fn differs(refusal: &Refusal) -> (Action, Difference) {
    let Refusal::MoneyDiffers(differs) = refusal else { panic!("{refusal:?}") };
    assert_eq!(differs.asset, AssetRef::parse("c:1").unwrap());
    (differs.action, differs.difference)
}

#[test]
fn money_that_is_certainly_less_points_to_a_part_or_the_whole() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "1000000 EUR")]).unwrap();
    let fault = book.later("release", &asset, "2024-06-26", &[("amount", "250000 EUR")]).unwrap_err();
    assert_eq!(differs(&fault), (Action::Release, Difference::Less));
    let fault = book.later("return", &asset, "2024-06-26", &[("amount", "2000000 EUR")]).unwrap_err();
    assert_eq!(differs(&fault), (Action::Return, Difference::More));
}

#[test]
fn an_uncertain_difference_is_recorded() {
    for (has, amount) in [
        ("~100 EUR", "40 EUR"),
        ("100 EUR", "~40 EUR"),
        ("100 EUR", "<=100 EUR"),
        ("100 EUR", ">=100 EUR"),
        (">=50 EUR", "60 EUR"),
        ("unstated EUR", "60 EUR"),
        ("", "60 EUR"),
        ("50..100 EUR", "50 EUR"),
    ] {
        assert!(after("cash", has, "seize", &[("amount", amount)]).is_ok(), "{has}, then {amount}");
    }
    for (has, amount) in [("50..100 EUR", "<50 EUR"), ("50..<100 EUR", "100 EUR"), (">50 EUR", "<=50 EUR")] {
        assert!(after("cash", has, "seize", &[("amount", amount)]).is_err(), "{has}, then {amount}");
    }
}

#[test]
fn another_currency_needs_confirmation_and_an_unstated_amount_changes_nothing() {
    for has in ["100 EUR", "unstated EUR", "~100 EUR"] {
        assert!(after("cash", has, "seize", &[("amount", "100 USD")]).is_err(), "{has}");
        let whole = [("amount", "100 USD"), ("whole", "true")];
        assert_eq!(after("cash", has, "seize", &whole), Ok("100.00 USD".to_owned()));
    }
    assert_eq!(after("cash", "100 EUR", "seize", &[("amount", "unstated")]), Ok("100.00 EUR".to_owned()));
}

#[test]
fn other_kinds_may_be_worth_less_or_more_and_money_may_be_revalued_and_refrozen() {
    for amount in ["40 EUR", "140 EUR", "40 USD"] {
        assert!(after("vehicle", "100 EUR", "confiscate", &[("amount", amount)]).is_ok());
        assert!(after("cash", "100 EUR", "revalue", &[("amount", amount)]).is_ok());
    }
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    book.later("release", &asset, "2024-06-26", &[]).unwrap();
    book.later("freeze", &asset, "2024-06-27", &[("amount", "40 EUR")]).unwrap();
}

#[test]
fn an_item_has_at_most_what_its_asset_leaves_it() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    let item = book.item("seize", &asset, "2024-06-26", &[]).unwrap();
    let fault = book.later("confiscate", &item, "2024-06-27", &[("amount", "101 EUR")]).unwrap_err();
    assert_eq!(fault.to_string(), "c:1.1 amounts to <=100.00 EUR, which is less than 101.00 EUR");
    book.later("confiscate", &item, "2024-06-27", &[("amount", "99 EUR")]).unwrap();
}

#[test]
fn a_correction_cannot_make_money_shrink_or_grow_either() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    book.later("seize", &asset, "2024-06-26", &[("amount", "100 EUR")]).unwrap();
    let fault = book.correct(5, &[("amount", "120 EUR")]).unwrap_err();
    assert_eq!(fault.to_string(), "entry 6: c:1 amounts to 120.00 EUR, which is more than 100.00 EUR");
    assert!(book.correct(6, &[("amount", "90 EUR")]).is_err());
    book.correct(6, &[("amount", "90 EUR"), ("whole", "true")]).unwrap();
    book.correct(5, &[("amount", "120 EUR")]).unwrap();
    assert_eq!(book.amount(&asset), "90.00 EUR");
}

#[test]
fn whole_applies_only_to_an_existing_asset() {
    let mut book = Book::new();
    let fault = book.new_asset("freeze", "2024-06-25", "DE", &[("whole", "true")]).unwrap_err();
    assert_eq!(fault.to_string(), "whole is for an asset already in the ledger, but c:1 begins here");
}
