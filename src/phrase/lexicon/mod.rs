//! The words of amounts, one file per language.
//!
//! An entry is a meaning and its words, divided by `|`; a word group is written with spaces. Accents and capitals do
//! not matter. A word ending in `~` stands for itself with each of the language's endings. A new language is a new
//! file, one line in [`ALL`] and its tests.

use super::meaning::Meaning;
use super::numeral::DecimalMark;

mod ar;
mod be;
mod bg;
pub(super) mod common;
mod cs;
mod da;
mod de;
mod el;
mod en;
mod es;
mod et;
mod fi;
mod fr;
mod hr;
mod hu;
mod it;
mod lb;
mod lt;
mod lv;
mod nb;
mod nl;
mod pl;
mod pt;
mod ro;
mod ru;
mod sk;
mod sl;
mod sv;
mod tr;
mod uk;

/// What a lexicon is written with.
mod words {
    pub(super) use super::super::meaning::Meaning::*;
    pub(super) use super::super::meaning::*;
    pub(super) use super::super::numeral::DecimalMark;
    pub(super) use super::Lexicon;
}

/// The lexicons of languages, in the order of their bits.
pub(super) const ALL: &[&Lexicon] = &[
    &en::LEXICON,
    &fr::LEXICON,
    &de::LEXICON,
    &nl::LEXICON,
    &hu::LEXICON,
    &lt::LEXICON,
    &bg::LEXICON,
    &it::LEXICON,
    &es::LEXICON,
    &ro::LEXICON,
    &pl::LEXICON,
    &ru::LEXICON,
    &sv::LEXICON,
    &lv::LEXICON,
    &pt::LEXICON,
    &el::LEXICON,
    &cs::LEXICON,
    &be::LEXICON,
    &uk::LEXICON,
    &da::LEXICON,
    &lb::LEXICON,
    &ar::LEXICON,
    &sk::LEXICON,
    &hr::LEXICON,
    &sl::LEXICON,
    &nb::LEXICON,
    &fi::LEXICON,
    &et::LEXICON,
    &tr::LEXICON,
];

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
        let Some(stem) = word.strip_suffix('~').filter(|stem| !stem.is_empty()) else { return each(word) };
        each(stem);
        for ending in self.endings {
            each(&format!("{stem}{ending}"));
        }
    }
}
