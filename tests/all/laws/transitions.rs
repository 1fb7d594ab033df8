use impound::domain::{Action, Stage};
use impound::journal::Refusal;

use crate::book::{Book, Flags};

/// Every stage, how an asset gets there, and what may follow (frozen → seized, confiscated, released, returned,
/// disposed; seized → confiscated, released, returned, disposed; confiscated → returned, disposed; released → frozen,
/// seized; any stage but the last three → revalued, transferred).
const STAGES: [(&str, &[&str], &[&str]); 6] = [
    ("frozen", &["freeze"], &["seize", "confiscate", "release", "return", "dispose", "revalue", "transfer"]),
    ("seized", &["seize"], &["confiscate", "release", "return", "dispose", "revalue", "transfer"]),
    ("confiscated", &["confiscate"], &["return", "dispose", "revalue", "transfer"]),
    ("released", &["freeze", "release"], &["freeze", "seize"]),
    ("returned", &["freeze", "return"], &[]),
    ("disposed", &["freeze", "dispose"], &[]),
];

const ACTIONS: [&str; 9] =
    ["freeze", "seize", "confiscate", "release", "return", "dispose", "revalue", "transfer", "recover"];

/// Actions that an item cannot begin with, unless its asset was lost.
const NO_ITEM: [&str; 3] = ["revalue", "transfer", "recover"];

fn flags(action: &str) -> Flags<'static> {
    match action {
        "dispose" => &[("how", "sold")],
        "revalue" => &[("amount", "1 EUR")],
        "transfer" => &[("to", "FR")],
        _ => &[],
    }
}

fn at(way: &[&str]) -> (Book, String) {
    let mut book = Book::new();
    let asset = book.new_asset(way[0], "2024-01-01", "DE", &[]).unwrap();
    for action in &way[1..] {
        book.later(action, &asset, "2024-01-01", flags(action)).unwrap();
    }
    (book, asset)
}

#[test]
fn each_stage_allows_exactly_what_the_rules_name() {
    for (stage, way, allowed) in STAGES {
        for action in ACTIONS {
            let (mut book, asset) = at(way);
            assert_eq!(book.stage(&asset), stage);
            let done = book.later(action, &asset, "2024-01-02", flags(action));
            assert_eq!(done.is_ok(), allowed.contains(&action), "{action} from {stage}: {done:?}");
        }
    }
}

#[test]
fn a_refusal_names_the_stage_and_what_is_allowed() {
    let (mut book, asset) = at(&["freeze", "release"]);
    let fault = book.later("confiscate", &asset, "2024-02-01", &[]).unwrap_err();
    assert_eq!(fault.to_string(), "c:1 is released: confiscate is not allowed");
    assert_eq!(allowed_instead(&fault), ["freeze", "seize"]);
    let (mut book, asset) = at(&["freeze", "return"]);
    let fault = book.later("seize", &asset, "2024-02-01", &[]).unwrap_err();
    assert!(allowed_instead(&fault).is_empty());
}

/// The actions allowed by an asset that refuses another.
fn allowed_instead(refusal: &Refusal) -> Vec<&'static str> {
    let Refusal::NotAllowed { allowed, .. } = refusal else { panic!("{refusal:?}") };
    allowed.iter().copied().map(Action::as_str).collect()
}

#[test]
fn a_new_asset_begins_with_freeze_seize_or_confiscate_an_item_also_with_what_lifts_them() {
    for action in ACTIONS {
        let mut book = Book::new();
        let begun = book.new_asset(action, "2024-01-01", "DE", flags(action));
        assert_eq!(begun.is_ok(), ["freeze", "seize", "confiscate"].contains(&action), "{action}: {begun:?}");
        let (mut book, asset) = at(&["freeze"]);
        let mut own = vec![("amount", "1 EUR")];
        own.extend(flags(action).iter().filter(|(flag, _)| *flag == "how"));
        assert_eq!(book.item(action, &asset, "2024-01-01", &own).is_ok(), !NO_ITEM.contains(&action), "{action}");
    }
}

#[test]
fn an_item_begins_with_the_action_that_brought_its_asset_to_its_stage_or_one_that_the_stage_allows() {
    for (stage, way, allowed) in STAGES {
        let brought = way.last().copied().unwrap();
        for action in ACTIONS {
            let (mut book, asset) = at(way);
            let mut own = vec![("amount", "1 EUR")];
            own.extend(flags(action).iter().filter(|(flag, _)| *flag == "how"));
            let may = !NO_ITEM.contains(&action) && (action == brought || allowed.contains(&action));
            let done = book.item(action, &asset, "2024-01-01", &own);
            assert_eq!(done.is_ok(), may, "a part begins with {action} where its asset is {stage}: {done:?}");
        }
    }
    let (mut book, asset) = at(&["seize", "confiscate"]);
    let fault = book.item("release", &asset, "2024-01-01", &[("amount", "1 EUR")]).unwrap_err();
    assert_eq!(fault.to_string(), "c:1 is confiscated: a part of it cannot begin with release");
    assert!(matches!(fault, Refusal::NotAllowedOfPart { stage: Stage::Confiscated, action: Action::Release, .. }));
}

#[test]
fn a_sold_asset_cannot_be_frozen_in_part() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-01-01", "DE", &[("amount", "120 EUR")]).unwrap();
    book.later("dispose", &asset, "2024-02-01", &[("how", "sold"), ("amount", "120 EUR")]).unwrap();
    let fault = book.item("freeze", &asset, "2024-03-01", &[("amount", "20 EUR")]).unwrap_err();
    assert_eq!(fault.to_string(), "c:1 is disposed: a part of it cannot begin with freeze");
}

#[test]
fn an_action_dated_wholly_before_any_that_it_follows_is_refused() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-01", "DE", &[]).unwrap();
    book.later("seize", &asset, "2024", &[]).unwrap();
    let fault = book.later("release", &asset, "2024-03-01", &[]).unwrap_err();
    assert_eq!(
        fault.to_string(),
        "release on 2024-03-01 would precede the action that it follows on c:1, of 2024-06-01"
    );
    book.later("release", &asset, "2024-06-01", &[]).unwrap();
    let fault = book.correct(7, &[("on", "2024-05")]).unwrap_err();
    assert_eq!(fault.to_string(), "release on 2024-05 would precede the action that it follows on c:1, of 2024-06-01");
    assert!(matches!(fault, Refusal::TooEarly { action: Action::Release, .. }));
}

#[test]
fn a_carving_is_ordered_like_any_action_on_the_asset_both_ways() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-01-01", "DE", &[("amount", "100 EUR")]).unwrap();
    book.item("release", &asset, "2024-06-01", &[("amount", "10 EUR")]).unwrap();
    let fault = book.later("seize", &asset, "2024-03-01", &[]).unwrap_err();
    assert_eq!(fault.to_string(), "seize on 2024-03-01 would precede the action that it follows on c:1, of 2024-06-01");
    book.later("seize", &asset, "2024-07-01", &[]).unwrap();
    let fault = book.correct(7, &[("on", "2024-03-01")]).unwrap_err();
    assert_eq!(fault.to_string(), "seize on 2024-03-01 would precede the action that it follows on c:1, of 2024-06-01");
    let fault = book.item("release", &asset, "2024-06-30", &[("amount", "10 EUR")]).unwrap_err();
    assert_eq!(
        fault.to_string(),
        "release on 2024-06-30 would precede the action that it follows on c:1, of 2024-07-01"
    );
    let fault = book.correct(6, &[("on", "2024-08-01")]).unwrap_err();
    assert_eq!(
        fault.to_string(),
        "entry 7: seize on 2024-07-01 would precede the action that it follows on c:1, of 2024-08-01"
    );
}

#[test]
fn a_measure_does_not_end_before_it_begins() {
    let (mut book, asset) = at(&["freeze"]);
    let fault = book.later("seize", &asset, "2024-06-25", &[("until", "2024-05")]).unwrap_err();
    assert_eq!(fault.to_string(), "until 2024-05 is before the action itself, on 2024-06-25");
    book.later("seize", &asset, "2024-06-25", &[("until", "2024-06")]).unwrap();
    assert!(book.correct(6, &[("until", "2024-06-24")]).is_err() && book.correct(6, &[("on", "2024-07-01")]).is_err());
}

#[test]
fn an_action_dated_wholly_before_the_one_that_it_follows_is_refused() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[]).unwrap();
    let fault = book.later("seize", &asset, "2024-06-24", &[]).unwrap_err();
    assert_eq!(fault.to_string(), "seize on 2024-06-24 would precede the action that it follows on c:1, of 2024-06-25");
    assert!(book.item("seize", &asset, "2024-05", &[]).is_err());
    assert!(book.later("seize", &asset, "2024-06", &[]).is_ok(), "the month holds the day");
    assert!(book.later("release", &asset, "../2024-06-26", &[]).is_ok(), "on or before may be after");
}

#[test]
fn a_revaluation_states_an_amount_and_a_disposal_says_how() {
    let (mut book, asset) = at(&["freeze"]);
    assert_eq!(
        book.later("revalue", &asset, "2024-06-25", &[]).unwrap_err().to_string(),
        "a revaluation must state an amount or a value"
    );
    let fault = book.later("dispose", &asset, "2024-06-25", &[]).unwrap_err();
    assert_eq!(fault.to_string(), "the way of disposal is missing");
    let fault = book.later("seize", &asset, "2024-06-25", &[("how", "sold")]).unwrap_err();
    assert_eq!(fault.to_string(), "how sold belongs to dispose, not to seize");
}

#[test]
fn an_existing_asset_is_not_described_again() {
    let (mut book, asset) = at(&["freeze"]);
    let fault = book.later("seize", &asset, "2024-06-25", &[("in", "NL")]).unwrap_err();
    assert_eq!(fault.to_string(), "jurisdictions describes a new asset or item, but c:1 exists already");
}

#[test]
fn a_missing_case_source_or_asset_cannot_be_named() {
    let mut book = Book::new();
    assert_eq!(book.later("seize", "c:1", "2024-06-25", &[]).unwrap_err().to_string(), "c:1 is not in the ledger");
    assert_eq!(book.item("seize", "c:1", "2024-06-25", &[]).unwrap_err().to_string(), "c:1 is not in the ledger");
    let fault = book.new_asset("seize", "2024-06-25", "DE", &[("case", "x")]).unwrap_err();
    assert_eq!(fault.to_string(), "there is no case x");
    assert_eq!(book.later("seize", "@r", "2024-06-25", &[]).unwrap_err().to_string(), "no entry has the reference r");
}

#[test]
fn an_asset_can_be_named_by_the_reference_of_the_entry_that_created_it() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06-25", "DE", &[("ref", "letter 7")]).unwrap();
    assert_eq!(book.later("seize", "@letter 7", "2024-06-26", &[("ref", "letter 8")]).unwrap(), "c:1");
    let fault = book.later("release", "@letter 8", "2024-06-26", &[]).unwrap_err();
    assert_eq!(fault.to_string(), "entry 6, which has the reference letter 8, created no asset");
}
