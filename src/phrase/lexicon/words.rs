//! What a lexicon is written with.

pub(super) use super::super::meaning::Meaning::*;
pub(super) use super::super::meaning::*;
pub(super) use super::super::numeral::DecimalMark;

/// The words of one language.
#[derive(Debug)]
pub(in crate::phrase) struct Lexicon {
    /// BCP-47 primary tag.
    pub(in crate::phrase) tag: &'static str,
    /// The language's English name.
    pub(in crate::phrase) name: &'static str,
    pub(in crate::phrase) mark: DecimalMark,
    /// Whether numbers are written in one word: “fünfhunderttausend”.
    pub(in crate::phrase) compounds: bool,
    /// Endings that a word marked `~` takes, beside none.
    pub(in crate::phrase) endings: &'static [&'static str],
    /// Countries by their code, and the words for what is theirs: `CA canadian; HK hong kong, hongkongese`.
    pub(in crate::phrase) lands: &'static str,
    /// Numbers in words: the first number, the step, and the words; forms of one number divided by `/`.
    pub(in crate::phrase) numbers: &'static [(u32, u32, &'static str)],
    pub(in crate::phrase) entries: &'static [(Meaning, &'static str)],
}

impl Lexicon {
    /// Calls `each` with every spelling of every entry, endings attached.
    pub(in crate::phrase) fn spell(&self, mut each: impl FnMut(Meaning, &str)) {
        for (first, step, words) in self.numbers {
            for (number, forms) in (0..).zip(words.split_whitespace()) {
                for form in forms.split('/') {
                    self.with_endings(form, |word| each(Meaning::Count(first + step * number), word));
                }
            }
        }
        for land in self.lands.split(';') {
            let Some((code, words)) = land.trim().split_once(' ') else { continue };
            words.split(',').for_each(|word| each(Meaning::Land(code), word.trim()));
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
