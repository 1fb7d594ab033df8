//! Values and counts each follow the rules of amounts.

use impound::query::Report;
use impound::report::{Measures, Scope, Values};
use proptest::prelude::*;

use crate::book::{Book, Row, lines};

const BESIDE: Measures = Measures { values: Values::Beside, counts: false };
const ALONE: Measures = Measures { values: Values::Alone, counts: false };
const ALL: Measures = Measures { values: Values::Beside, counts: true };

fn holdings(book: &Book, measures: Measures) -> Vec<Row> {
    book.measured(Report::Holdings, "stage", &Scope::default(), measures)
}

fn actions(book: &Book, measures: Measures) -> Vec<Row> {
    book.measured(Report::Actions, "action", &Scope::default(), measures)
}

/// Each row's units, and the bounds of its amounts and values.
fn units(rows: &[Row]) -> Vec<String> {
    let line =
        |row: &Row| format!("{} {} {}", row.get("currency value_currency"), row.bounds(""), row.bounds("value_"));
    rows.iter().map(line).collect()
}

#[test]
fn a_value_never_displaces_an_amount_and_is_never_added_to_it() {
    let mut book = Book::new();
    let flags = [("amount", "50000 BTC"), ("value", "2100000000 EUR")];
    let asset = book.new_asset("seize", "2024-01-15", "DE", &flags).unwrap();
    book.later("revalue", &asset, "2024-06-01", &[("value", "~3000000000 EUR")]).unwrap();
    assert_eq!(book.amount("c:1"), "50000.00000000 BTC");
    assert_eq!(
        units(&holdings(&book, BESIDE)),
        ["BTC EUR [50000.00000000 50000.00000000] ~[3000000000.00 3000000000.00]"]
    );
    assert_eq!(
        units(&actions(&book, BESIDE)),
        [
            "BTC EUR [50000.00000000 50000.00000000] ~[3000000000.00 3000000000.00]",
            "BTC EUR [50000.00000000 50000.00000000] [2100000000.00 2100000000.00]"
        ]
    );
}

#[test]
fn an_amount_in_a_currency_doubles_as_the_value_and_the_later_of_the_two_wins() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-01-15", "DE", &[("amount", "100 EUR"), ("kind", "vehicle")]).unwrap();
    let value = |book: &Book| units(&holdings(book, BESIDE));
    assert_eq!(value(&book), ["EUR EUR [100.00 100.00] [100.00 100.00]"]);
    book.later("revalue", &asset, "2024-02-01", &[("value", "90 USD")]).unwrap();
    assert_eq!(value(&book), ["EUR USD [100.00 100.00] [90.00 90.00]"]);
    book.later("revalue", &asset, "2024-03-01", &[("amount", "120 EUR")]).unwrap();
    assert_eq!(value(&book), ["EUR EUR [120.00 120.00] [120.00 120.00]"]);
    book.later("revalue", &asset, "2024-04-01", &[("amount", "3 BTC"), ("whole", "true")]).unwrap();
    assert_eq!(value(&book), ["BTC EUR [3.00000000 3.00000000] [120.00 120.00]"]);
    book.later("seize", &asset, "2024-05-01", &[("amount", "130 EUR"), ("value", "80 EUR"), ("whole", "true")])
        .unwrap();
    assert_eq!(value(&book), ["EUR EUR [130.00 130.00] [80.00 80.00]"]);
}

#[test]
fn a_flow_carries_values_like_amounts() {
    let mut book = Book::new();
    let flags = [("amount", "5 BTC"), ("value", "100 EUR")];
    let asset = book.new_asset("freeze", "2024-01-15", "DE", &flags).unwrap();
    book.later("seize", &asset, "2024-02-01", &[]).unwrap();
    let rows = actions(&book, BESIDE);
    assert_eq!(lines(&rows, "action carried value_exact value_unstated"), ["freeze 0 1 0", "seize 1 1 0"]);
    let stated = Scope { stated: true, ..Scope::default() };
    let rows = book.measured(Report::Actions, "action", &stated, BESIDE);
    assert_eq!(lines(&rows, "action value_exact value_unstated"), ["freeze 1 0", "seize 0 1"]);
}

#[test]
fn a_report_of_values_alone_counts_each_asset_once_in_any_unit() {
    let mut book = Book::new();
    book.new_asset("seize", "2024-01-15", "DE", &[("amount", "5 BTC"), ("value", ">100 EUR")]).unwrap();
    book.new_asset("seize", "2024-01-15", "DE", &[("amount", "20 EUR")]).unwrap();
    book.new_asset("seize", "2024-01-15", "DE", &[("amount", "non-valued")]).unwrap();
    book.new_asset("seize", "2024-01-15", "DE", &[("amount", "7 ETH")]).unwrap();
    let rows = holdings(&book, ALONE);
    let line = |row: &Row| {
        format!(
            "{} {}",
            row.get("value_currency assets value_exact value_bounded value_unstated value_non_valued"),
            row.bounds("value_")
        )
    };
    assert_eq!(rows.iter().map(line).collect::<Vec<_>>(), ["- 2 0 0 1 1 [0 +inf)", "EUR 2 1 1 0 0 (120.00 +inf)"]);
    assert!(rows.iter().all(|row| !row.0.contains_key("currency") && !row.0.contains_key("lower")));
}

#[test]
fn values_and_counts_are_carved_like_amounts_and_a_refusal_names_the_measure() {
    let mut book = Book::new();
    let flags = [("amount", "100 BTC"), ("value", "1000 EUR"), ("count", "83"), ("count_of", "accounts")];
    let asset = book.new_asset("freeze", "2024-01-15", "DE,NL", &flags).unwrap();
    let part = [("amount", "40 BTC"), ("count", "30"), ("count_of", "accounts"), ("in", "NL")];
    book.item("freeze", &asset, "2024-01-16", &part).unwrap();
    let rows = book.measured(Report::Holdings, "jurisdiction", &Scope::default(), ALL);
    let told = |rows: &[Row]| {
        let line = |row: &Row| {
            format!(
                "{} {} {}",
                row.get("jurisdiction count_of count count_upper"),
                row.bounds(""),
                row.bounds("value_")
            )
        };
        rows.iter().map(line).collect::<Vec<_>>()
    };
    assert_eq!(
        told(&rows),
        [
            "DE+NL accounts 53 53 [60.00000000 60.00000000] [0.00 1000.00]",
            "NL accounts 30 30 [40.00000000 40.00000000] [0.00 1000.00]"
        ]
    );
    let all = holdings(&book, ALL);
    assert_eq!(lines(&all, "assets count count_upper value_unstated"), ["2 83 83 1"]);
    assert_eq!(all[0].bounds("value_"), "[1000.00 1000.00]");
    for (flags, refused) in [
        (
            [("amount", "10 BTC"), ("value", "1001 EUR")],
            "c:1 is valued at 1000.00 EUR, its items would come to at least 1001.00 EUR",
        ),
        (
            [("amount", "70 BTC"), ("value", "1 EUR")],
            "c:1 amounts to 100.00000000 BTC, its items would come to at least 110.00000000 BTC",
        ),
    ] {
        assert_eq!(book.item("freeze", &asset, "2024-01-17", &flags).unwrap_err().to_string(), refused);
    }
    let many = [("amount", "1 BTC"), ("count", ">53"), ("count_of", "accounts")];
    let refused = book.item("freeze", &asset, "2024-01-17", &many).unwrap_err();
    assert_eq!(refused.to_string(), "c:1 counts 83 accounts, its items would come to at least 84 accounts");
    assert_eq!(book.measured(Report::Holdings, "jurisdiction", &Scope::default(), ALL), rows);
}

#[test]
fn an_amount_that_only_doubles_as_a_value_causes_no_refusal() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-01-15", "DE", &[("amount", "50 EUR")]).unwrap();
    book.later("revalue", &asset, "2024-02-01", &[("amount", "120 BTC"), ("whole", "true")]).unwrap();
    book.item("freeze", &asset, "2024-03-01", &[("amount", "70 EUR")]).unwrap();
    assert_eq!(
        units(&holdings(&book, BESIDE)),
        ["BTC EUR [0.00000000 120.00000000] [0.00 50.00]", "EUR EUR [70.00 70.00] [70.00 70.00]"]
    );
    let dear = [("amount", "1 BTC"), ("value", "51 EUR")];
    assert!(book.item("freeze", &asset, "2024-03-01", &dear).is_err());
}

#[test]
fn a_value_of_a_carved_asset_must_say_what_it_is_of() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-01-15", "DE", &[("amount", "10 BTC"), ("value", "1000 EUR")]).unwrap();
    book.item("seize", &asset, "2024-01-16", &[("amount", "4 BTC"), ("value", "400 EUR")]).unwrap();
    let refused = book.later("revalue", &asset, "2024-02-01", &[("value", "900 EUR")]).unwrap_err();
    let question = "c:1 has items: is the value 900.00 EUR all of it with them, or what is left beside them?";
    assert_eq!(refused.to_string(), question);
    book.later("revalue", &asset, "2024-02-01", &[("value", "900 EUR"), ("of", "whole")]).unwrap();
    assert_eq!(
        units(&holdings(&book, BESIDE)),
        ["BTC EUR [6.00000000 6.00000000] [500.00 500.00]", "BTC EUR [4.00000000 4.00000000] [400.00 400.00]"]
    );
}

#[test]
fn possible_overlaps_count_with_the_greatest_lower_bound_in_each_measure() {
    let mut book = Book::new();
    let flags = [("value", "100 EUR"), ("count", "8..10"), ("count_of", "vehicles")];
    book.new_asset("seize", "2024-01-15", "DE", &flags).unwrap();
    let other = [("value", "60 EUR"), ("count", ">8"), ("count_of", "vehicles"), ("overlap", "c:1")];
    book.new_asset("seize", "2024-01-15", "DE", &other).unwrap();
    let rows = holdings(&book, ALL);
    assert_eq!(lines(&rows, "assets count count_upper"), ["2 9 -"]);
    assert_eq!(rows[0].bounds("value_"), "[100.00 160.00]");
}

#[test]
fn an_asset_that_was_never_counted_has_no_count_rather_than_zero() {
    let mut book = Book::new();
    book.new_asset("seize", "2024-01-15", "DE", &[("amount", "5 EUR")]).unwrap();
    let rows = holdings(&book, Measures { counts: true, ..Measures::default() });
    assert_eq!(lines(&rows, "count_of count count_upper count_approximate assets"), ["- - - - 1"]);
}

#[test]
fn a_value_needs_a_currency_and_a_count_says_what_is_counted() {
    let mut book = Book::new();
    for (flags, refused) in [
        (&[("value", "5 BTC")][..], "value is in BTC, which is not a currency"),
        (&[("value", "non-valued")], "value is non-valued, which is not a value"),
        (&[("count", "5")], "count does not say what is counted"),
        (&[("count_of", "pieces")], "count_of pieces does not say how many there are"),
        (&[("count", "0"), ("count_of", "pieces")], "count is 0, but an asset begins here"),
    ] {
        assert_eq!(book.new_asset("seize", "2024-01-15", "DE", flags).unwrap_err().to_string(), refused);
    }
    let asset = book.new_asset("seize", "2024-01-15", "DE", &[]).unwrap();
    let refused = book.later("revalue", &asset, "2024-02-01", &[]).unwrap_err();
    assert_eq!(refused.to_string(), "a revaluation must state an amount or a value");
}

/// One step: the action, its asset, how much is stated, and in which form.
type Step = (u8, prop::sample::Index, u8, u8);

/// Plays steps on a ledger whose sources state figures as `say` formats them; returns which were refused.
fn play(book: &mut Book, steps: &[Step], say: impl Fn(&str) -> Vec<(&'static str, String)>) -> Vec<bool> {
    const ACTIONS: [&str; 5] = ["freeze", "seize", "confiscate", "release", "revalue"];
    let mut assets: Vec<String> = Vec::new();
    let step = |(what, which, size, how): &Step| {
        // A new asset with a count of zero is refused.
        let size = u16::from(*size) + 1;
        let figure = match how % 6 {
            0 | 1 => size.to_string(),
            2 => format!(">={size}"),
            3 => format!("<={size}"),
            4 => format!("{size}..{}", size + 7),
            _ => format!("~{size}"),
        };
        let mut said = say(&figure);
        let action = ACTIONS[usize::from(how / 6) % ACTIONS.len()];
        let of = if what & 16 == 0 { "whole" } else { "rest" };
        let (begins, carves) = (what % 4 == 0 || assets.is_empty(), what % 4 == 1);
        if !begins && !carves {
            said.push(("of", of.to_owned()));
        }
        let flags: Vec<(&str, &str)> = said.iter().map(|(flag, text)| (*flag, text.as_str())).collect();
        let at = || &assets[which.index(assets.len())];
        let done = if begins {
            book.new_asset(ACTIONS[usize::from(how / 6) % 3], "2024", "DE", &flags)
        } else if carves {
            book.item(action, at(), "2024", &flags)
        } else {
            book.later(action, at(), "2024", &flags).map(|_| String::new())
        };
        let refused = done.is_err();
        assets.extend(done.ok().filter(|asset| !asset.is_empty()));
        refused
    };
    steps.iter().map(step).collect()
}

/// The totals in a measure.
fn figures(rows: &[Row], prefix: &str) -> Vec<String> {
    let counts: String = ["exact", "bounded", "unstated"].map(|count| format!("{prefix}{count}")).join(" ");
    rows.iter().map(|row| format!("{} {}", row.get(&counts), row.bounds(prefix))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn values_and_counts_total_the_same_as_amounts_with_the_same_figures(
        steps in prop::collection::vec(any::<Step>(), 1..25),
    ) {
        let [mut plain, mut apart] = [Book::new(), Book::new()];
        let of = |figure: &str, unit: &str| format!("{figure} {unit}");
        let first = play(&mut plain, &steps, |figure| vec![("amount", of(figure, "EUR"))]);
        let second = play(&mut apart, &steps, |figure| vec![
            ("amount", of(figure, "LTC")),
            ("value", of(figure, "EUR")),
            ("count", figure.to_owned()),
            ("count_of", "pieces".to_owned()),
        ]);
        prop_assert_eq!(first, second);
        for report in [Report::Holdings, Report::Actions] {
            let by = if report == Report::Holdings { "stage" } else { "action" };
            let amounts = plain.measured(report, by, &Scope::default(), Measures::default());
            let all = apart.measured(report, by, &Scope::default(), ALL);
            prop_assert_eq!(figures(&all, "value_"), figures(&amounts, ""));
            prop_assert_eq!(figures(&plain.measured(report, by, &Scope::default(), BESIDE), "value_"), figures(&amounts, ""));
            for (amount, counted) in amounts.iter().zip(&all) {
                let whole = |end: &str| amount.0[end].trim_end_matches(".00").to_owned();
                prop_assert_eq!(&counted.0["count"], &whole("lower"));
                prop_assert_eq!(&counted.0["count_upper"], &whole("upper"));
                prop_assert_eq!(&counted.0["count_approximate"], &amount.0["approximate"]);
            }
        }
    }
}
