//! The mechanism as a whole; each lexicon tests its own words.

mod laws;
mod trial;

use super::*;
use crate::domain::Amount;

/// The amount of a short text: a mark, figures and a code, such as `> 5000000 EUR`; `!` stands for a refusal.
fn expected(text: &str) -> Option<Amount> {
    (text != "!").then(|| {
        let (figures, code) = text.rsplit_once(' ').unwrap();
        Amount::parse(&format!("{} {code}", figures.replace(' ', "")), None).unwrap()
    })
}

fn answer(phrase: &str, hints: Hints) -> Result<Amount, String> {
    read(phrase, hints).map(|reading| reading.amount).map_err(|refusal| refusal.fault.to_string())
}

/// Reads phrases of one language as such, and unnamed, where they may be refused but not read otherwise.
pub(super) fn reads_in(tag: &str, cases: &[(&str, &str)]) {
    let told = Hints { language: Language::parse(tag).ok(), ..Hints::default() };
    let mut faults = Vec::new();
    for (phrase, amount) in cases {
        let (needs_language, amount) = amount.strip_prefix('?').map_or((false, *amount), |amount| (true, amount));
        let expected = expected(amount);
        let with = answer(phrase, told);
        if with.as_ref().ok() != expected.as_ref() {
            faults.push(format!("{phrase}: {with:?} instead of {amount}"));
        }
        let without = answer(phrase, Hints::default());
        if without.as_ref().ok() != expected.as_ref().filter(|_| !needs_language) {
            faults.push(format!("{phrase} (language unnamed): {without:?} instead of {amount}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
