use super::desk::Desk;

#[test]
fn phrases_are_answered_with_their_amount_and_the_meaning_of_each_word() {
    let desk = Desk::empty();
    assert_eq!(
        desk.does("amount \"more than €5M\" unstated"),
        "more than €5M
  >5000000.00 EUR
  “more than”  more than
  “€”          EUR
  “5”          5
  “M”          × 1 000 000
unstated
  unstated
  “unstated”  unstated
"
    );
}

#[test]
fn lines_are_answered_in_order_whatever_they_contain() {
    let desk = Desk::empty();
    let input =
        b"more than \xe2\x82\xac5M\r\n\n\xff\xfe\nnon-valued\nunstated EUR\n3..<4 BTC\n\x1b[2J\n~5 EUR".to_vec();
    let outcome = desk.run_args(&input, vec!["amount".into(), "--format".into(), "json".into()]);
    assert_eq!(outcome.code, 1);
    assert_eq!(outcome.err, "");
    assert_eq!(
        outcome.out,
        r#"{"phrase":"more than €5M","lower":"5000000.00","lower_inclusive":false,"upper":null,"upper_inclusive":null,"approximate":false,"currency":"EUR","canonical":">5000000.00 EUR"}
{"phrase":"","error":"the phrase contains no amount"}
{"phrase":"��","error":"the line is not text in UTF-8"}
{"phrase":"non-valued","lower":null,"lower_inclusive":null,"upper":null,"upper_inclusive":null,"approximate":null,"currency":null,"canonical":"non-valued"}
{"phrase":"unstated EUR","lower":"0.00","lower_inclusive":true,"upper":null,"upper_inclusive":null,"approximate":false,"currency":"EUR","canonical":"unstated EUR"}
{"phrase":"3..<4 BTC","lower":"3.00000000","lower_inclusive":true,"upper":"4.00000000","upper_inclusive":false,"approximate":false,"currency":"BTC","canonical":"3.00000000..<4.00000000 BTC"}
{"phrase":"\u001b[2J","error":"the text holds U+001B, a control character, as character 1"}
{"phrase":"~5 EUR","lower":"5.00","lower_inclusive":true,"upper":"5.00","upper_inclusive":true,"approximate":true,"currency":"EUR","canonical":"~5.00 EUR"}
"#
    );
}

#[test]
fn a_refused_phrase_is_marked_and_the_others_are_answered() {
    let desk = Desk::empty();
    let outcome = desk.run("amount nothing \"5 EUR\"");
    assert_eq!(outcome.code, 1);
    assert_eq!(outcome.out, "5 EUR\n  5.00 EUR\n  “5 EUR”  5.00 EUR\n");
    assert_eq!(
        outcome.err,
        "impound: the phrase contains no amount\n    nothing\n    ^^^^^^^\n  hint: write an amount such as 5000000.00 EUR, or unstated\n"
    );
}

#[test]
fn hints_apply_and_unknown_ones_are_refused() {
    let desk = Desk::empty();
    assert!(desk.does("amount 5 --currency JPY").contains("  5 JPY\n"));
    desk.refuses(
        "amount 5 --currency XX",
        1,
        "impound: --currency: “XX” is not a currency or crypto-asset that impound knows\n  hint: use an ISO 4217 code such as EUR, historic ones included, or a ticker such as BTC\n",
    );
    assert_eq!(desk.run("amount 5 --format yaml").code, 2);
}

#[test]
fn a_line_of_any_length_gets_one_answer() {
    let desk = Desk::empty();
    let input = [vec![b'5'; 200_000], b"\n5 EUR\n".to_vec()].concat();
    let outcome = desk.run_args(&input, vec!["amount".into(), "--format".into(), "json".into()]);
    assert_eq!(outcome.out.lines().count(), 2);
    assert!(outcome.out.lines().next().unwrap().ends_with("\"error\":\"the text has more than 10000 characters\"}"));
}
