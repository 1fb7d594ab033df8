//! The reader as a whole; each lexicon has its own examples.

mod accounted;
mod laws;
mod strict;
mod sums;
mod trial;

use super::*;
use crate::domain::{Amount, Unit};

/// The amount of a short text with a mark, figures and a code, such as `> 5000000 EUR`; `!` marks a refusal.
fn expected(text: &str) -> Option<Amount> {
    (text != "!").then(|| {
        let (figures, code) = text.rsplit_once(' ').unwrap();
        Amount::parse(&format!("{} {code}", figures.replace(' ', "")), None).unwrap()
    })
}

fn answer(phrase: &str, hints: Hints) -> Result<Amount, String> {
    read(phrase, hints).map(|reading| reading.amount).map_err(|refusal| refusal.fault.to_string())
}

/// Examples are read with their language named, and without, where they may be refused but never read differently.
#[test]
fn the_examples_of_every_lexicon_are_read_or_refused() {
    let mut faults = Vec::new();
    for (tag, examples) in lexicon::EXAMPLES {
        let told = Hints { language: Some(Language::parse(tag).unwrap()), ..Hints::default() };
        for (phrase, amount) in *examples {
            let (needs_language, amount) = amount.strip_prefix('?').map_or((false, *amount), |amount| (true, amount));
            let expected = expected(amount);
            let with = answer(phrase, told);
            if with.as_ref().ok() != expected.as_ref() {
                faults.push(format!("{tag}.toml: {phrase}: {with:?} instead of {amount}"));
            }
            let without = answer(phrase, Hints::default());
            if without.as_ref().ok() != expected.as_ref().filter(|_| !needs_language) {
                faults.push(format!("{tag}.toml: {phrase} (language unnamed): {without:?} instead of {amount}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn with_currency(code: &str) -> Hints<'static> {
    Hints { currency: Unit::parse(code).ok(), ..Hints::default() }
}

fn told(tag: &str) -> Hints<'static> {
    Hints { language: Language::parse(tag).ok(), ..Hints::default() }
}

fn refusal(phrase: &str, hints: Hints) -> Refusal {
    match read(phrase, hints) {
        Err(refusal) => refusal,
        Ok(reading) => panic!("{phrase} was read as {}", reading.amount),
    }
}

#[test]
fn a_reading_gives_the_meaning_of_each_word() {
    let phrase = "seized more than €2.5 million in cash";
    let words = read(phrase, Hints::default()).unwrap().words;
    let shown: Vec<(&str, &str)> = words.iter().map(|w| (&phrase[w.start..w.end], w.meaning.as_str())).collect();
    assert_eq!(shown, [("more than", "more than"), ("€", "EUR"), ("2.5", "2.5"), ("million", "× 1 000 000")]);
}

#[test]
fn a_supplied_currency_fills_a_gap_and_must_agree() {
    assert_eq!(answer("more than 5 million", with_currency("EUR")).unwrap().to_string(), ">5000000.00 EUR");
    assert_eq!(answer("500 kr", with_currency("NOK")).unwrap().to_string(), "500.00 NOK");
    assert_eq!(answer("$5 million", with_currency("CAD")).unwrap().to_string(), "5000000.00 CAD");
    assert_eq!(answer("5 млн руб.", with_currency("RUB")).unwrap().to_string(), "5000000.00 RUB");
    assert_eq!(
        answer("€5 million", with_currency("USD")).unwrap_err(),
        "the amount is in EUR, but the currency given with it is USD"
    );
    let counted = refusal("43 cars", with_currency("EUR"));
    assert_eq!(counted.fault.what(), "the number counts things, and no currency stands beside it");
}

#[test]
fn a_single_separator_is_decided_by_currency_then_language_or_refused() {
    let text = |phrase, hints| answer(phrase, hints).map(|amount| amount.to_string());
    assert_eq!(text("5.000 euros", Hints::default()).unwrap(), "5000.00 EUR");
    assert_eq!(text("1.500 million EUR", told("de")).unwrap(), "1500000000.00 EUR");
    assert_eq!(text("1.500 million EUR", told("en")).unwrap(), "1500000.00 EUR");
    assert_eq!(text("12,500 KWD", told("en")).unwrap(), "12500.000 KWD");
    assert_eq!(text("1.500 KWD", Hints::default()).unwrap(), "1.500 KWD", "canonical text is read as itself");
    let two = refusal("1.500 million EUR", Hints::default());
    assert_eq!(two.fault.what(), "“1.500” has two readings, 1500000.00 EUR and 1500000000.00 EUR");
    assert_eq!((two.readings.len(), two.span), (2, 0..5));
    assert_eq!(refusal("12,500 KWD", Hints::default()).readings.len(), 2);
    assert_eq!(refusal("50.000 bitcoins", Hints::default()).readings.len(), 2);
    assert_eq!(text("50.000 BTC", Hints::default()).unwrap(), "50.00000000 BTC", "so here too");
    assert_eq!(refusal("1.500 Millionen Franken", Hints::default()).readings.len(), 2, "Switzerland writes points");
}

#[test]
fn every_refusal_gives_its_reason_and_place() {
    for (phrase, place, what) in [
        ("worth several million euros", "several million euros", "a vague size is not an amount"),
        ("€5 million and $3 million", "$3 million", "the phrase names two amounts"),
        ("5 million in cash", "5 million", "the phrase names no currency"),
        ("seized 43 cars", "43", "the number counts things, and no currency stands beside it"),
        ("fell 30%", "30%", "a percentage is not an amount"),
        (
            "an increase of €5 million",
            "an increase of €5 million",
            "the phrase names a difference or a change, not an amount",
        ),
        ("300 euro notes", "300 euro notes", "the phrase counts banknotes, coins or the like, or names a denomination"),
        ("paid 500 kr", "500 kr", "several currencies have this name: SEK, NOK, DKK, ISK"),
        ("is €5,000 USD", "€5,000 USD", "two currencies stand beside one figure"),
        ("€12,34,5", "€12,34,5", "these digits and words do not make one figure"),
        ("5.001 million JPY", "5.001", "“5.001” has two readings, 5001000 JPY and 5001000000 JPY"),
        ("5.55 yen", "5.55 yen", "5.55 has 2 decimals, JPY has 0"),
        (
            "between €5 million and €3 million",
            "between €5 million and €3 million",
            "no amount lies between these bounds",
        ),
        ("nothing at all", "nothing at all", "the phrase contains no amount"),
        ("", "", "the phrase contains no amount"),
    ] {
        let refusal = refusal(phrase, Hints::default());
        assert_eq!((refusal.fault.what(), &phrase[refusal.span.clone()]), (what, place), "{phrase}");
        assert!(refusal.fault.to_do().is_some() || refusal.fault.advice().is_some(), "{phrase}: no word on what to do");
    }
}

#[test]
fn canonical_text_is_read_before_words() {
    for text in ["unstated", "unstated EUR", "non-valued", ">=5.00 EUR", "3.00..<4.00 EUR", "~5000000.00 EUR"] {
        assert_eq!(answer(text, Hints::default()).unwrap().to_string(), text);
    }
    assert_eq!(answer(" >5 EUR ", Hints::default()).unwrap().to_string(), ">5.00 EUR");
}

#[test]
fn a_language_is_recognised_by_its_primary_tag() {
    assert_eq!(Language::parse("fr-CH").unwrap().tag(), "fr");
    assert_eq!(Language::parse("PT_br").unwrap().name(), "Portuguese");
    let fault = Language::parse("tlh").unwrap_err();
    assert_eq!(fault.what(), "the language “tlh” is not supported");
    assert!(fault.to_do().unwrap().starts_with("give one of en, fr, de"));
}

#[test]
fn a_language_that_contradicts_the_currency_is_not_trusted() {
    let refusal = refusal("EUR 5.000", told("en"));
    assert_eq!(refusal.readings.iter().map(Amount::to_string).collect::<Vec<_>>(), ["5000.00 EUR"]);
}
