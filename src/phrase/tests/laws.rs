//! Laws that hold for every phrase.

use std::collections::HashMap;

use proptest::prelude::*;
use unicode_normalization::is_nfc;

use super::super::dictionary::{Slot, dictionary, slot};
use super::super::lexicon::{self, Lexicon};
use super::super::meaning::Meaning;
use super::super::token::{Kind, Token, Tokens, fold};
use super::*;
use crate::domain::{Bounds, End, Precision, Unit};

/// Every spelling in every lexicon, and what may separate words.
fn vocabulary() -> Vec<String> {
    let marks = [
        "5",
        "1.500",
        "1,800",
        "2 000 000",
        "0,5",
        "2023",
        "13.08.2024",
        "-",
        "–",
        "(",
        ")",
        ",",
        ".",
        "'",
        "+",
        "<",
        ">=",
        "/",
        "%",
    ];
    let mut words: Vec<String> = marks.map(str::to_owned).to_vec();
    for lexicon in lexicons() {
        words.extend(lexicon.words().map(|(_, word)| word.to_owned()));
    }
    words
}

fn soup() -> impl Strategy<Value = String> {
    let word = proptest::sample::select(vocabulary());
    let gap = proptest::sample::select(vec![" ", "", "\u{A0}", "-"]);
    proptest::collection::vec((word, gap), 0..14)
        .prop_map(|parts| parts.into_iter().map(|(word, gap)| word + gap).collect())
}

/// Amounts of every shape, in units with few and with many decimals, as precise as allowed.
fn amounts(precision: Precision) -> impl Strategy<Value = Amount> {
    let unit = proptest::sample::select(vec!["EUR", "JPY", "KWD", "BTC", "ETH", "BGN"]);
    let figure = prop_oneof![0_i128..5_000_000, 0_i128..79_000_000_000_000_000_000_000];
    (unit, figure.clone(), figure, 0..7, any::<bool>()).prop_map(move |(code, a, b, shape, approximate)| {
        let unit = Unit::parse(code).unwrap();
        let one = match precision {
            Precision::OfUnit => 10_i128.pow(unit.scale() - unit.decimals()),
            Precision::AsStated => 1,
        };
        let (low, high) = (a.min(b) * one, a.max(b) * one);
        let (lower, upper) = match shape {
            0 => (End::at(low), Some(End::at(low))),
            1 => (End::above(low), None),
            2 => (End::at(low), None),
            3 => (End::ZERO, Some(End::below(high + one))),
            4 => (End::ZERO, Some(End::at(high))),
            5 => (End::at(low), Some(End::at(high + one))),
            _ => (End::above(low), Some(End::below(high + one))),
        };
        Bounds::between(lower, upper)
            .map(|bounds| bounds.or_approximate(approximate))
            .map_or(Amount::Unstated(Some(unit)), |bounds| Amount::Stated(unit, bounds))
    })
}

/// Every place that an answer names lies within the phrase, on character boundaries.
fn places_are_sound(phrase: &str, hints: Hints) {
    match read(phrase, hints) {
        Ok(reading) => {
            for word in &reading.words {
                assert!(phrase.get(word.start..word.end).is_some_and(|text| !text.is_empty()), "{phrase:?}: {word:?}");
            }
            assert!(reading.words.windows(2).all(|pair| pair[0].start <= pair[1].start));
        }
        Err(refusal) => assert!(phrase.get(refusal.span.clone()).is_some(), "{phrase:?}: {refusal:?}"),
    }
}

fn some_hints() -> impl Strategy<Value = Hints<'static>> {
    let languages: Vec<Option<Language>> = Language::all().map(Some).chain([None, None]).collect();
    let currencies = vec![None, Unit::parse("EUR").ok(), Unit::parse("KWD").ok(), Unit::parse("SEK").ok()];
    (proptest::sample::select(languages), proptest::sample::select(currencies)).prop_map(|(language, currency)| Hints {
        language,
        currency,
        ..Hints::default()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(phrase in any::<String>(), hints in some_hints()) {
        places_are_sound(&phrase, hints);
    }

    #[test]
    fn any_mixture_of_words_is_read_or_refused(phrase in soup(), hints in some_hints()) {
        places_are_sound(&phrase, hints);
    }

    #[test]
    fn every_canonical_text_reads_as_itself(amount in amounts(Precision::OfUnit)) {
        let text = amount.to_string();
        prop_assert_eq!(read(&text, Hints::default()).map(|reading| reading.amount), Ok(amount));
    }

    #[test]
    fn every_recorded_text_reads_as_itself_under_precision_as_stated(amount in amounts(Precision::AsStated)) {
        let text = amount.to_string();
        let hints = Hints { precision: Precision::AsStated, ..Hints::default() };
        prop_assert_eq!(read(&text, hints).map(|reading| reading.amount), Ok(amount));
        prop_assert_eq!(Amount::recorded(&text), Ok(amount));
        // Read from a person's input, it is the same amount or refused.
        prop_assert!(read(&text, Hints::default()).is_ok_and(|reading| reading.amount == amount)
            || Amount::parse(&text, None).is_err());
    }
}

#[test]
fn no_lexicon_gives_a_word_two_meanings() {
    let mut twice = Vec::new();
    for lexicon in lexicons() {
        let mut known: HashMap<(String, Slot), Meaning> = HashMap::new();
        for (meaning, word) in lexicon.words() {
            let folded: Vec<String> = word.split(' ').map(fold).collect();
            let before = known.insert((folded.join(" "), slot(meaning)), meaning);
            if let Some(before) = before.filter(|before| *before != meaning) {
                twice.push(format!("{}: “{word}” is both {before:?} and {meaning:?}", file_of(lexicon)));
            }
        }
    }
    assert!(twice.is_empty(), "{}", twice.join("\n"));
}

/// A phrase is looked up by words, which end at marks and at changes of script.
#[test]
fn every_lexicon_word_is_spelled_as_a_phrase_can_contain_it() {
    let mut lost = Vec::new();
    for lexicon in lexicons() {
        for (_, word) in lexicon.words() {
            let apart = |part: &str| {
                let tokens = Tokens::of(part, |text| dictionary().first_word(text));
                !matches!(tokens.list.as_slice(), [Token { kind: Kind::Word | Kind::Symbol, .. }])
            };
            if !is_nfc(word) || word.split(' ').any(apart) {
                lost.push(format!(
                    "{}: “{word}” is not in NFC, too long, or cut in a phrase (by marks, digits or other words)",
                    file_of(lexicon)
                ));
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

fn lexicons() -> impl Iterator<Item = &'static Lexicon> {
    lexicon::ALL.iter().copied().chain([&lexicon::COMMON])
}

fn file_of(lexicon: &Lexicon) -> String {
    format!("src/phrase/lexicon/{}.toml", lexicon.tag)
}

/// Whether a word before a figure changes the amount or puts it elsewhere.
fn changes_a_figure(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Bound(_)
            | Meaning::UpTo
            | Meaning::MoreUnlessNoun
            | Meaning::About
            | Meaning::AboutAfter
            | Meaning::Doubt
            | Meaning::Change
    )
}

#[test]
fn a_word_that_changes_a_figure_is_skipped_only_if_plain_in_another_language() {
    const PLAIN_ELSEWHERE: &[&str] = &["pro", "mai", "pa", "net"];
    let exact = Amount::parse("7 EUR", None).ok();
    let mut lost = Vec::new();
    for (lexicon, language) in lexicon::ALL.iter().zip(Language::all()) {
        for (meaning, spelling) in lexicon.words() {
            for language in [None, Some(language)].into_iter().filter(|_| changes_a_figure(meaning)) {
                let phrase = format!("{spelling} 7 EUR");
                let hints = Hints { language, ..Hints::default() };
                if language.is_none() && PLAIN_ELSEWHERE.contains(&spelling) {
                    continue;
                }
                if read(&phrase, hints).ok().map(|reading| reading.amount) == exact {
                    lost.push(format!("{phrase} ({}, told: {})", lexicon.tag, language.is_some()));
                }
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn every_currency_word_names_existing_codes() {
    for lexicon in lexicons() {
        for (meaning, word) in lexicon.words() {
            if let Meaning::Money(money) = meaning {
                assert!(money.codes().all(|code| Unit::parse(code).is_ok()), "{}: “{word}”", file_of(lexicon));
            }
        }
    }
}

#[test]
fn reading_takes_time_linear_in_the_length_of_the_phrase() {
    // Quadratic time would take minutes here.
    for part in [
        "€",
        "5 ",
        "1 111",
        "a ",
        "several ",
        "several the ",
        "estimated ",
        "and ",
        "one and ",
        "(",
        "5 of ",
        "? ",
        "EUR 5 to ",
        "more than ",
        "between ",
        "5,",
        "1.",
        "-",
        "% of ",
        "hundred ",
        "million ",
        "x",
        "ж",
        "5 euros and ",
        "5 ? ",
        "fünfund",
        "’",
        "more than 5 million euros, ",
    ] {
        let phrase = part.repeat(100_000 / part.len());
        places_are_sound(&phrase, Hints::default());
    }
}
