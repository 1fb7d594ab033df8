//! Any text is read or refused: never a panic, never a position outside the text, and a reading reads as itself again.
//!
//! The first byte selects the language and the currency; the rest is the phrase.

#![no_main]

use std::sync::LazyLock;

use impound::domain::Unit;
use impound::phrase::{Hints, Language, read};
use libfuzzer_sys::fuzz_target;

static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| Language::all().collect());

/// Currencies of three, two and no decimals, a word of several currencies, and a crypto-asset.
const CURRENCIES: [&str; 5] = ["KWD", "EUR", "JPY", "SEK", "BTC"];

fuzz_target!(|data: &[u8]| {
    let Some((&choice, text)) = data.split_first() else { return };
    let phrase = String::from_utf8_lossy(text);
    let choice = usize::from(choice);
    let language = LANGUAGES.get(choice % LANGUAGES.len()).copied();
    let currency = CURRENCIES.get(choice / LANGUAGES.len()).and_then(|code| Unit::parse(code).ok());
    holds(&phrase, Hints::default());
    holds(&phrase, Hints { language, ..Hints::default() });
    holds(&phrase, Hints { language, currency, ..Hints::default() });
});

/// Holds for every phrase.
fn holds(phrase: &str, hints: Hints<'_>) {
    match read(phrase, hints) {
        Ok(reading) => {
            for word in &reading.words {
                let text = phrase.get(word.start..word.end);
                assert!(text.is_some_and(|text| !text.is_empty()), "{phrase:?}: no such place: {word:?}");
            }
            let text = reading.amount.to_string();
            let again = read(&text, Hints::default()).map(|again| again.amount);
            assert_eq!(again.as_ref(), Ok(&reading.amount), "{phrase:?} is {text}, which reads as something else");
        }
        Err(refusal) => {
            assert!(phrase.get(refusal.span.clone()).is_some(), "{phrase:?}: no such place: {refusal:?}");
            assert!(!refusal.fault.what().is_empty() && refusal.fault.to_do().is_some(), "{phrase:?}: {refusal:?}");
            for amount in &refusal.readings {
                let again = read(&amount.to_string(), Hints::default()).map(|again| again.amount);
                assert_eq!(again.as_ref(), Ok(amount), "{phrase:?}: a reading shown reads as something else");
            }
        }
    }
}
