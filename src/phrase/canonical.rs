//! Canonical amount text, read as it stands and never as words.

use std::ops::Range;

use super::hints::Hints;
use super::numeral::DecimalMark;
use super::refusal::Refusal;
use crate::domain::Amount;

/// More digits in a row than any figure can hold.
const MOST_DIGITS: usize = 27;

/// Reads a phrase in canonical text; `None` for any other phrase.
pub(super) fn canonical(phrase: &str, hints: Hints<'_>) -> Option<Result<Amount, Refusal>> {
    let text = phrase.trim();
    if !Amount::is_canonical_text(text) && !shortened(text).is_some_and(|short| Amount::is_canonical_text(&short)) {
        return None;
    }
    let exact = Amount::parse_with(hints.precision, text, hints.currency);
    let grouped = thousands(text).and_then(|text| Amount::parse(&text, hints.currency).ok());
    let writes_commas = hints.language.is_some_and(|language| language.lexicon().mark == DecimalMark::Comma);
    let span = trimmed(phrase);
    Some(match (exact, grouped) {
        // As it is printed, it is never anything else.
        (Ok(exact), Some(amount)) if writes_commas && exact.to_string() != text => {
            Err(Refusal::ambiguous(span, text, [exact, amount]))
        }
        (Ok(exact), _) => Ok(exact),
        (_, Some(amount)) if writes_commas => Ok(amount),
        (Err(fault), Some(amount)) => Err(Refusal::too_many_decimals(span, &fault, amount)),
        (Err(fault), None) => Err(Refusal::of_fault(span, fault)),
    })
}

/// The range of a phrase without the blanks around it.
pub(super) fn trimmed(phrase: &str) -> Range<usize> {
    let start = phrase.len() - phrase.trim_start().len();
    start..start + phrase.trim().len()
}

/// Drops the point from every figure if all of them could be thousands, with three digits behind the point:
/// `1.000..2.000 EUR` becomes `1000..2000 EUR`.
fn thousands(text: &str) -> Option<String> {
    let (figures, code) = text.split_once(' ').map_or((text, None), |(figures, code)| (figures, Some(code)));
    let ends: Option<Vec<String>> = figures.split("..").map(without_point).collect();
    let joined = ends?.join("..");
    let grouped = joined != figures;
    grouped.then(|| code.map_or_else(|| joined.clone(), |code| format!("{joined} {code}")))
}

fn without_point(end: &str) -> Option<String> {
    let Some((whole, rest)) = end.split_once('.') else { return Some(end.to_owned()) };
    let digits = whole.trim_start_matches(['~', '<', '>', '=']);
    let grouped = (1..=3).contains(&digits.len()) && !digits.starts_with('0') && rest.len() == 3;
    grouped.then(|| format!("{whole}{rest}"))
}

/// Cuts every run of digits that no figure can hold, so that the text's shape still tells whether it is canonical.
fn shortened(text: &str) -> Option<String> {
    let begins = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '~' | '<' | '>'));
    if !begins || text.len() <= MOST_DIGITS {
        return None;
    }
    let (mut short, mut run) = (String::with_capacity(text.len()), 0);
    for c in text.chars() {
        run = if c.is_ascii_digit() { run + 1 } else { 0 };
        if run <= 1 {
            short.push(c);
        }
    }
    Some(short)
}
