//! The words of amounts, one file per language.
//!
//! An entry is a meaning and its words, divided by `|`; a word group is written with spaces. Accents and capitals do
//! not matter. A word ending in `~` stands for itself with each of the language's endings. A new language is a new
//! file, one line in [`ALL`] and its tests.

pub(super) mod common;
mod en;
mod fr;
mod words;

pub(super) use words::Lexicon;

/// The lexicons of languages, in the order of their bits.
pub(super) const ALL: &[&Lexicon] = &[&en::LEXICON, &fr::LEXICON];
