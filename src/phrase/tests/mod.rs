//! Phrases of every language, written for these tests.

mod trial;

use super::*;

pub(super) fn canonical(phrase: &str) -> String {
    match read(phrase, Hints::default()) {
        Ok(reading) => reading.amount.to_string(),
        Err(refusal) => format!("refused: {}", refusal.fault),
    }
}

fn reads(cases: &[(&str, &str)]) {
    for (phrase, amount) in cases {
        assert_eq!(canonical(phrase), *amount, "{phrase}");
    }
}

#[test]
fn english_and_french_phrases_are_read() {
    reads(&[
        ("Plus de 5 millions d'euros", ">5000000.00 EUR"),
        ("more than €5M", ">5000000.00 EUR"),
        ("EUR 120 million", "120000000.00 EUR"),
    ]);
}
