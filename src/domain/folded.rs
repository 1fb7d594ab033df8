//! Words as a search compares them: case and accents aside, whatever the script.
//!
//! A text becomes a row of words. Scripts that leave no blanks between words, such as Chinese or Thai, become one word for each
//! run of characters, of which any part may be asked for.

use unicode_normalization::UnicodeNormalization;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word {
    text: String,
    script: Script,
}

/// How a word was separated from its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Script {
    /// By blanks or punctuation.
    Spaced,
    /// It is a run of characters that may be several words.
    Unspaced,
}

/// The fewest letters that may be asked for from within a word.
const FEWEST_WITHIN: usize = 3;

impl Word {
    /// Its characters.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it may be several words.
    pub fn is_run(&self) -> bool {
        self.script == Script::Unspaced
    }

    /// Whether it may be asked for from within another word: it has several letters and no digit.
    pub fn is_within_words(&self) -> bool {
        self.is_run() || (self.is_of_letters() && self.text.chars().count() >= FEWEST_WITHIN)
    }

    /// Whether it has letters only.
    pub fn is_of_letters(&self) -> bool {
        self.text.chars().all(char::is_alphabetic)
    }

    /// Whether it is a part of another word that a search finds: its beginning, or, of letters, any part.
    pub fn is_part_of(&self, other: &Word) -> bool {
        other.text.starts_with(&self.text) || (self.is_within_words() && other.text.contains(&self.text))
    }

    /// Whether another word ends with it.
    fn ends(&self, other: &Word) -> bool {
        other.text == self.text || (self.is_within_words() && other.text.ends_with(&self.text))
    }

    /// Whether another word begins with it.
    fn begins(&self, other: &Word) -> bool {
        other.text.starts_with(&self.text)
    }
}

/// The words of a text.
pub fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut current: Option<Word> = None;
    for c in folded(text).chars() {
        let script = if !c.is_alphanumeric() {
            words.extend(current.take());
            continue;
        } else if is_unspaced(c) {
            Script::Unspaced
        } else {
            Script::Spaced
        };
        match &mut current {
            Some(word) if word.script == script => word.text.push(c),
            _ => words.extend(current.replace(Word { text: c.into(), script })),
        }
    }
    words.extend(current);
    words
}

/// Whether a text has these words next to each other; the first may be the end of a longer word and the last the beginning of
/// one, and a single one any part that [`Word::is_part_of`] allows.
pub fn holds(text: &[Word], asked: &[Word]) -> bool {
    let (first, rest) = match asked {
        [] => return false,
        [one] => return text.iter().any(|word| one.is_part_of(word)),
        [first, rest @ ..] => (first, rest),
    };
    let Some((last, middle)) = rest.split_last() else { return false };
    text.windows(asked.len()).any(|found| {
        let (before, after) = (&found[0], &found[found.len() - 1]);
        first.ends(before) && last.begins(after) && found[1..found.len() - 1] == *middle
    })
}

/// A text without case, accents, vowel points and ligatures.
fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut plain = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_mark(*c)).flat_map(char::to_lowercase).filter(|c| !is_mark(*c)) {
        match c {
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'þ' => plain.push_str("th"),
            'ø' => plain.push('o'),
            'đ' | 'ð' => plain.push('d'),
            'ł' => plain.push('l'),
            'ħ' => plain.push('h'),
            'ı' => plain.push('i'),
            'ς' => plain.push('σ'),
            other => plain.push(other),
        }
    }
    // Syllables of Hangul were taken apart, too.
    plain.nfc().collect()
}

/// Whether a character is an accent, a vowel point or the like; the vowel signs of Indic scripts are letters and stay.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// Whether a character is of a script that leaves no blanks between words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3005}'..='\u{3007}'
        | '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.text).collect()
    }

    fn found(text: &str, asked: &str) -> bool {
        holds(&words(text), &words(asked))
    }

    #[test]
    fn words_have_neither_case_nor_accents_in_any_script() {
        for (text, plain) in [
            ("Société Générale, ZÜRICH", vec!["societe", "generale", "zurich"]),
            ("Straße Łódź Øre İzmir ﬁn", vec!["strasse", "lodz", "ore", "izmir", "fin"]),
            ("Москва, ЙОГУРТ", vec!["москва", "иогурт"]),
            ("ΟΔΟΣ Αθήνα", vec!["οδοσ", "αθηνα"]),
            ("مُحَمَّد", vec!["محمد"]),
            ("שָׁלוֹם", vec!["שלום"]),
            ("서울 은행", vec!["서울", "은행"]),
            ("東京の銀行 iPhone12", vec!["東京の銀行", "iphone12"]),
            ("12 KLs 34/24", vec!["12", "kls", "34", "24"]),
            (" –,;", vec![]),
        ] {
            assert_eq!(split(text), plain, "{text}");
        }
    }

    #[test]
    fn a_word_is_found_by_its_beginning_and_by_any_part_of_three_letters() {
        assert!(found("Girokonto bei der Sparkasse", "konto"));
        assert!(found("Girokonto", "giro"));
        assert!(found("Girokonto", "gi"));
        assert!(!found("Girokonto", "ro"));
        assert!(found("invoice 20240917", "2024"));
        assert!(!found("invoice 20240917", "0917"));
        assert!(found("東京の銀行", "銀行"));
        assert!(found("東京の銀行", "行"));
        assert!(!found("東京の銀行", "京銀"));
    }

    #[test]
    fn words_asked_for_together_stand_next_to_each_other() {
        assert!(found("Banque de Lyon", "banque de lyon"));
        assert!(found("Banque de Lyon", "anque de ly"));
        assert!(!found("Banque de Lyon", "banque lyon"));
        assert!(found("file 12 KLs 34/24", "KLs 34/24"));
        assert!(!found("file 12 KLs 34/24", "34/25"));
        assert!(!found("", ""));
        assert!(!found("a", "a b"));
    }
}
