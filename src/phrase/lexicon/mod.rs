//! The words of amounts, one TOML file per language; the README.md here describes their layout.
//!
//! `build.rs` turns them into tables, so nothing is parsed at run time.

use super::meaning::{Alone, Bound, Choice, Letter, Meaning, Money, Side};
use super::numeral::DecimalMark;

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
    /// Meanings and their words, divided by `|`.
    entries: &'static [(Meaning, &'static str)],
}

impl Lexicon {
    /// Every word with its meaning; a word group is written with spaces.
    pub(super) fn words(&self) -> impl Iterator<Item = (Meaning, &'static str)> {
        self.entries.iter().flat_map(|(meaning, words)| words.split('|').map(|word| (*meaning, word)))
    }
}

include!(concat!(env!("OUT_DIR"), "/lexicons.rs"));
