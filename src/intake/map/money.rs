//! Whether a text that a map does not understand contains money, so that it must not be read as anything else.

use crate::domain::{Amount, Unit};
use crate::phrase::{self, Hints};

use super::number::NumberStyle;

/// How many words beside a figure to examine: “5 million dollars”.
const WORDS_BESIDE: usize = 2;

/// Characters allowed within a figure, besides digits.
const WITHIN: [char; 8] = ['.', ',', '\'', '’', ' ', '\u{a0}', '\u{202f}', '_'];

/// Characters allowed between a figure and its currency, or around a figure without anything else.
const BESIDE: [char; 12] = ['.', ',', ' ', '\u{a0}', '\u{202f}', '(', ')', '-', '\u{2212}', '\u{2013}', '+', ':'];

/// Whether a text has a figure beside a currency, or is only a figure.
pub(super) fn stands_in(text: &str, style: &NumberStyle) -> bool {
    if !text.contains(|c: char| c.is_numeric()) {
        return false;
    }
    is_all_figure(text) || touches_currency(text, style) || is_amount(text)
}

/// Whether a text is only a figure, with a sign before or after it, or in brackets.
fn is_all_figure(text: &str) -> bool {
    let inner = text.trim_matches(|c: char| BESIDE.contains(&c));
    !inner.is_empty() && inner.chars().all(|c| c.is_numeric() || WITHIN.contains(&c))
}

/// Whether the words themselves are an amount that names its currency.
fn is_amount(text: &str) -> bool {
    phrase::read(text, Hints::default()).is_ok_and(|reading| matches!(reading.amount, Amount::Stated(..)))
}

fn touches_currency(text: &str, style: &NumberStyle) -> bool {
    let is_currency = |word: &str| is_currency(word, style);
    let mut from = 0;
    while let Some(start) = text[from..].find(char::is_numeric).map(|at| from + at) {
        let end =
            text[start..].find(|c: char| !(c.is_numeric() || WITHIN.contains(&c))).map_or(text.len(), |at| start + at);
        let behind = std::iter::successors(next_word(&text[end..]), |(_, rest)| next_word(rest));
        let before = std::iter::successors(last_word(&text[..start]), |(_, rest)| last_word(rest));
        if behind.take(WORDS_BESIDE).any(|(word, _)| is_currency(word))
            || before.take(1).any(|(word, _)| is_currency(word))
        {
            return true;
        }
        from = end;
    }
    false
}

/// Whether a word or sign is a currency: the map's own, a code, or one that people write.
fn is_currency(word: &str, style: &NumberStyle) -> bool {
    let of_map = || style.symbols.iter().any(|(symbol, _)| symbol.eq_ignore_ascii_case(word));
    let is_code = || word.len() >= 3 && word.bytes().all(|b| b.is_ascii_uppercase()) && Unit::parse(word).is_ok();
    of_map() || is_code() || is_amount(&format!("5 {word}"))
}

/// The first word or sign of a text, and the rest.
fn next_word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches(|c: char| BESIDE.contains(&c));
    let first = text.chars().next().filter(|c| !c.is_numeric())?;
    let end = if first.is_alphabetic() {
        text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len())
    } else {
        first.len_utf8()
    };
    Some(text.split_at(end))
}

/// The last word or sign of a text, and the rest.
fn last_word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_end_matches(|c: char| BESIDE.contains(&c));
    let last = text.chars().next_back().filter(|c| !c.is_numeric())?;
    let is_of_word = |c: char| !c.is_alphabetic();
    let start = match last.is_alphabetic() {
        true => text.rfind(is_of_word).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8)),
        false => text.len() - last.len_utf8(),
    };
    let (rest, word) = text.split_at(start);
    Some((word, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_beside_a_currency_or_on_its_own_is_money() {
        let style = NumberStyle::default();
        for money in [
            "€820 EUR",
            "$1000 CAD",
            ".60 USD",
            "5200 CAD (bundles of $200 CAD and $5000 CAD)",
            "1 car, 5 euros",
            "1.234,56",
            "(500)",
            "1 000",
            "about 5 million dollars",
            "EUR820",
            "US$ 5",
            "-5,00",
        ] {
            assert!(stands_in(money, &style), "{money}");
        }
        for other in
            ["unknown", "Apple iPhone 12", "2007 BMW 328", "see note 3", "2 cars", "12-34", "n/a", "land 12 ha"]
        {
            assert!(!stands_in(other, &style), "{other}");
        }
    }
}
