//! The words of amounts, one file per language.
//!
//! An entry is a meaning and its words, divided by `|`; a word group is written with spaces. Accents and capitals do
//! not matter. A word ending in `~` stands for itself with each of the language's endings. A new language is a new
//! file, one line in [`ALL`] and its tests.

use super::meaning::Meaning;
use super::numeral::DecimalMark;

pub(super) mod common;
mod en;
mod fr;

/// The lexicons of languages, in the order of their bits.
pub(super) const ALL: &[&Lexicon] = &[&en::LEXICON, &fr::LEXICON];

/// The words of one language.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// BCP-47 primary tag.
    pub(super) tag: &'static str,
    /// The language's English name.
    pub(super) name: &'static str,
    pub(super) mark: DecimalMark,
    /// Whether numbers are written in one word: “fünfhunderttausend”.
    pub(super) compounds: bool,
    /// Endings that a word marked `~` takes, beside none.
    pub(super) endings: &'static [&'static str],
    /// Numbers in words: the first number, the step, and the words; forms of one number divided by `/`.
    pub(super) numbers: &'static [(u32, u32, &'static str)],
    pub(super) entries: &'static [(Meaning, &'static str)],
}

impl Lexicon {
    /// Calls `each` with every spelling of every entry, endings attached.
    pub(super) fn spell(&self, mut each: impl FnMut(Meaning, &str)) {
        for (first, step, words) in self.numbers {
            for (number, forms) in (0..).zip(words.split_whitespace()) {
                for form in forms.split('/') {
                    self.with_endings(form, |word| each(Meaning::Count(first + step * number), word));
                }
            }
        }
        for (meaning, words) in self.entries {
            for word in words.split('|') {
                self.with_endings(word.trim(), |word| each(*meaning, word));
            }
        }
    }

    fn with_endings(&self, word: &str, mut each: impl FnMut(&str)) {
        let Some(stem) = word.strip_suffix('~') else { return each(word) };
        each(stem);
        for ending in self.endings {
            each(&format!("{stem}{ending}"));
        }
    }
}
