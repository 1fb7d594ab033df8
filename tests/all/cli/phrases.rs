//! `--amount` in words, and where its currency comes from.

use super::desk::Desk;

#[test]
fn an_amount_without_a_currency_takes_that_of_its_asset() {
    let desk = Desk::new();
    desk.does(
        "freeze --case coco --in DE --kind cash --amount \"5 million dollars\" --currency CAD --on 2024 --source S1",
    );
    assert!(
        desk.does("release --part-of coco:1 --amount \"half a million\" --on 2024 --source S1")
            .contains("released: part of coco:1, 500000.00 CAD")
    );
    assert!(
        desk.does("seize --asset coco:1 --amount 1000 --of rest --whole --on 2024 --source S1")
            .contains("seized: 1000.00 CAD")
    );
    assert!(desk.does("correct 4 --amount 6000000 --reason x").contains("6000000.00 CAD"));
}

#[test]
fn an_amount_without_a_currency_is_refused_where_none_is_known() {
    let desk = Desk::new();
    desk.refuses(
        "freeze --case coco --in DE --kind cash --amount 5 --on 2024 --source S1",
        1,
        "impound: --amount: “5” names no currency\n    5\n    ^\n  hint: write the currency beside the figure, such as 5000000.00 EUR, or give --currency\n",
    );
    desk.does("freeze --case coco --in DE --kind cash --on 2024 --source S1");
    desk.refuses(
        "seize --asset coco:1 --amount \"5 million\" --on 2024 --source S1",
        1,
        "impound: --amount: the phrase names no currency\n    5 million\n    ^^^^^^^^^\n  hint: write the currency beside the figure, such as 5000000.00 EUR, or give --currency\n",
    );
}

#[test]
fn a_currency_that_contradicts_the_amount_is_refused() {
    let desk = Desk::new();
    desk.refuses(
        "freeze --case coco --in DE --kind cash --amount \"5 EUR\" --currency USD --on 2024 --source S1",
        1,
        "impound: --amount: the amount is in EUR, but the currency given with it is USD\n    5 EUR\n    ^^^^^\n  hint: leave one of them out, or make them agree\n",
    );
}

#[test]
fn a_dollar_in_a_place_with_its_own_is_questioned() {
    let desk = Desk::new();
    let hint = "  hint: say which one with --currency, or write its code beside the figure\n";
    desk.refuses(
        "freeze --case coco --in SG --kind cash --amount \"$5 million\" --on 2024 --source S1",
        1,
        &format!("impound: --amount: Singapore has a currency of this name too: SGD or USD?\n    $5 million\n    ^^^^^^^^^^\n{hint}"),
    );
    desk.does("freeze --case coco --in SG --kind cash --on 2024 --source S1");
    let said =
        "impound: --amount: Singapore has a currency of this name too: SGD or USD?\n    $5 million\n    ^^^^^^^^^^\n";
    desk.refuses("seize --asset coco:1 --amount \"$5 million\" --on 2024 --source S1", 1, &format!("{said}{hint}"));
    assert!(
        desk.does("seize --asset coco:1 --amount \"$5 million\" --currency SGD --on 2024 --source S1")
            .contains("5000000.00 SGD")
    );
}

#[test]
fn a_word_that_is_not_understood_is_shown_with_a_caret() {
    let desk = Desk::new();
    desk.refuses(
        "freeze --case coco --in DE --kind cash --amount \"EUR 5 gazillion\" --on 2024 --source S1",
        1,
        "impound: --amount: “gazillion” beside the figure is not understood\n    EUR 5 gazillion\n          ^^^^^^^^^\n  hint: leave it out if it says nothing about the amount, or write the amount in canonical text, such as >=5000000.00 EUR\n",
    );
}
