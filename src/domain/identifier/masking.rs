//! Masks identifiers in messages: a terminal's output may end up in a log, so only the two ends of each are shown.

use std::borrow::Cow;

use super::{bitcoin, digits, ether};

/// The fewest and most characters of an IBAN, not counting blanks.
const IBAN: std::ops::RangeInclusive<usize> = 15..=34;

/// The fewest digits of a presumed IBAN.
const DIGITS: usize = 8;

/// The fewest characters of a crypto-asset address.
const ADDRESS: usize = 26;

/// Enough of a value to recognise it among others at hand; a very short one is not shortened.
pub(crate) fn masked(value: &str) -> Cow<'_, str> {
    let length = value.chars().count();
    if length <= 8 {
        return Cow::Borrowed(value);
    }
    let head = value.chars().take(4);
    Cow::Owned(head.chain(['…']).chain(value.chars().skip(length - 2)).collect())
}

/// A message with every account number and address masked, including those with wrong check digits.
pub fn without_identifiers(message: &str) -> Cow<'_, str> {
    if message.len() < *IBAN.start() {
        return Cow::Borrowed(message);
    }
    let mut shown = String::new();
    let (mut copied, mut at) = (0, 0);
    while let Some(word) = next_word(message, at) {
        at = match identifier_at(message, word.clone()) {
            Some(end) => {
                shown.push_str(&message[copied..word.start]);
                shown.push_str(&masked(&message[word.start..end]));
                copied = end;
                end
            }
            None => word.end,
        };
    }
    if copied == 0 {
        return Cow::Borrowed(message);
    }
    shown.push_str(&message[copied..]);
    Cow::Owned(shown)
}

/// The next run of ASCII letters and digits that adjoins no other letter.
fn next_word(message: &str, from: usize) -> Option<std::ops::Range<usize>> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric();
    let bytes = message.as_bytes();
    let start = from + bytes[from..].iter().position(is_part)?;
    let end = bytes[start..].iter().position(|byte| !is_part(byte)).map_or(bytes.len(), |length| start + length);
    Some(start..end)
}

/// The end of the identifier that begins with this word, if it is one.
fn identifier_at(message: &str, word: std::ops::Range<usize>) -> Option<usize> {
    let text = &message[word.clone()];
    let is_address = || bitcoin::normal(text).is_ok() || ether::normal(text).is_ok();
    if is_iban(text) || (text.len() >= ADDRESS && is_address()) {
        return Some(word.end);
    }
    // In groups of four, the last of which may be shorter.
    let (mut end, mut last) = (word.end, word);
    let mut letters = message[last.clone()].to_owned();
    let mut longest = None;
    while last.len() == 4 && letters.len() < *IBAN.end() {
        let Some(next) = next_word(message, end) else { break };
        if next.len() > 4 || !matches!(&message[end..next.start], " " | "\u{a0}" | "\u{202f}" | "-") {
            break;
        }
        letters.push_str(&message[next.clone()]);
        (end, last) = (next.end, next);
        if is_iban(&letters) {
            longest = Some(end);
        }
    }
    longest
}

/// Whether letters and digits have the form of an IBAN; lower case is accepted only with correct check digits.
fn is_iban(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
    let [first, second, third, fourth, ..] = bytes else { return false };
    IBAN.contains(&bytes.len())
        && digits >= DIGITS
        && [first, second].iter().all(|byte| byte.is_ascii_alphabetic())
        && [third, fourth].iter().all(|byte| byte.is_ascii_digit())
        && (bytes.iter().all(|byte| !byte.is_ascii_lowercase()) || digits::iban(text).is_ok())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_identifiers_in_a_message_are_masked() {
        for (message, shown) in [
            ("“DE89370400440532013000” is not a known kind of asset", "“DE89…00” is not a known kind of asset"),
            ("paid from DE89 3704 0044 0532 0130 00, 2024", "paid from DE89…00, 2024"),
            ("DE88370400440532013000: wrong check digits", "DE88…00: wrong check digits"),
            ("iban:de89370400440532013000", "iban:de89…00"),
            ("to 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa.", "to 1A1z…Na."),
            ("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", "0x5a…ed"),
            ("entry 12 of ab123456789012345678:17 says the same", "entry 12 of ab123456789012345678:17 says the same"),
            ("use one of freeze, seize, confiscate, release", "use one of freeze, seize, confiscate, release"),
            (
                "“1.234.567.890,00” and 2024-01-01 and 100000000000000 EUR",
                "“1.234.567.890,00” and 2024-01-01 and 100000000000000 EUR",
            ),
        ] {
            assert_eq!(without_identifiers(message), shown);
        }
        assert_eq!(masked("HU4211"), "HU4211");
    }

    proptest! {
        #[test]
        fn no_text_causes_a_panic(message in "(\\PC|[A-Z0-9 ]|DE89 3704){0,60}") {
            let _ = without_identifiers(&message);
        }
    }
}
