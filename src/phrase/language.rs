//! The languages in which phrases are read.

use std::fmt;

use super::item::bit_of;
use super::lexicon::{self, Lexicon};
use crate::domain::Fault;

/// A language that has a lexicon.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Language(u8);

impl Language {
    /// Reads a BCP-47 tag by its primary subtag: `fr`, `fr-CH`.
    ///
    /// # Errors
    /// The language has no lexicon; the hint lists those that do.
    pub fn parse(tag: &str) -> Result<Language, Fault> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase();
        bit_of(&primary).and_then(|bit| u8::try_from(bit).ok()).map(Language).ok_or_else(|| {
            let tags: Vec<&str> = lexicon::ALL.iter().map(|lexicon| lexicon.tag).collect();
            Fault::new(format!("the language “{tag}” is not supported"))
                .hint(format!("give one of {}, or leave the language out", tags.join(", ")))
        })
    }

    /// Every language that has a lexicon.
    pub fn all() -> impl Iterator<Item = Language> {
        (0_u8..).zip(lexicon::ALL).map(|(bit, _)| Language(bit))
    }

    /// The tag: `fr`.
    pub fn tag(self) -> &'static str {
        self.lexicon().tag
    }

    /// The language's English name: `French`.
    pub fn name(self) -> &'static str {
        self.lexicon().name
    }

    pub(super) fn bit(self) -> usize {
        usize::from(self.0)
    }

    pub(super) fn lexicon(self) -> &'static Lexicon {
        lexicon::ALL[self.bit()]
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Language({})", self.tag())
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}
