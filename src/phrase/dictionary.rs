//! All lexicons in one table, from each word to its meanings and their languages.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use unicode_normalization::char::is_combining_mark;

use super::lexicon::{self, Lexicon};
use super::meaning::Meaning;
use super::token::{Kind, Token, Tokens, fold, fold_into};

/// A set of languages, one bit each in the order of [`lexicon::ALL`].
pub(super) type Languages = u64;

/// Symbols and abbreviations common to all languages.
pub(super) const EVERY: Languages = Languages::MAX;

/// The longest word tried as a number written in one word, in bytes.
const LONGEST_COMPOUND: usize = 64;

/// A word group that begins with the word looked up.
pub(super) struct Sense {
    pub(super) languages: Languages,
    pub(super) meaning: Meaning,
    tail: Box<[Box<str>]>,
}

/// A part of a number written in one word.
struct Morpheme {
    languages: Languages,
    meaning: Meaning,
}

/// A table by word. The words come from our own lexicons, so nobody can make them collide, and a hash that is fast on
/// short words is enough.
type ByWord<T> = HashMap<Box<str>, T, BuildHasherDefault<ShortHash>>;

pub(super) struct Dictionary {
    senses: ByWord<Vec<Sense>>,
    morphemes: ByWord<Vec<Morpheme>>,
    longest_morpheme: usize,
    /// The first two bytes of each morpheme, to skip most words quickly.
    beginnings: Vec<bool>,
    /// Languages that write numbers in one word.
    compounding: Languages,
}

static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(Dictionary::build);

/// The one dictionary, built at first use.
pub(super) fn dictionary() -> &'static Dictionary {
    &DICTIONARY
}

impl Sense {
    /// Where the word group starting at `at` ends, if its first word is there; `None` if the rest differs.
    pub(super) fn length_at(&self, tokens: &Tokens, at: usize) -> Option<usize> {
        let mut next = at + 1;
        for word in &self.tail {
            let mut token = tokens.list.get(next)?;
            if joins_words(token, tokens.list.get(next + 1)) {
                next += 1;
                token = tokens.list.get(next)?;
            }
            // `A$` is an Australian dollar; in `a $5m house` the dollar may be any.
            let letter = next == at + 1 && token.kind == Kind::Symbol && tokens.key(&tokens.list[at]).len() == 1;
            if tokens.key(token) != &**word || (letter && token.spaced) {
                return None;
            }
            next += 1;
        }
        Some(next - at)
    }
}

/// Whether a mark may stand inside a word group: `jusqu'à`, `vingt-deux`, `több, mint`.
fn joins_words(token: &Token, next: Option<&Token>) -> bool {
    let word_follows = next.is_some_and(|next| matches!(next.kind, Kind::Word | Kind::Symbol));
    let inside = !token.spaced && next.is_some_and(|next| !next.spaced);
    match token.kind {
        Kind::Mark('\'' | '-' | ',' | '.') => word_follows,
        // `c:a`, `ש"ח`, `n/a`
        Kind::Mark(':' | '"' | '/') => word_follows && inside,
        _ => false,
    }
}

impl Dictionary {
    fn build() -> Dictionary {
        let mut built = Dictionary {
            senses: ByWord::default(),
            morphemes: ByWord::default(),
            longest_morpheme: 0,
            beginnings: vec![false; 1 << 16],
            compounding: 0,
        };
        built.add(&lexicon::COMMON, EVERY);
        for (bit, lexicon) in lexicon::ALL.iter().enumerate() {
            built.add(lexicon, 1 << bit);
        }
        for known in built.senses.values_mut() {
            known.sort_by(|one, other| one.tail.first().cmp(&other.tail.first()));
        }
        built
    }

    fn add(&mut self, lexicon: &Lexicon, languages: Languages) {
        for (meaning, spelling) in lexicon.words() {
            let mut words = spelling.split_whitespace().map(|word| fold(word).into_boxed_str());
            let Some(first) = words.next() else { continue };
            let tail: Box<[Box<str>]> = words.collect();
            if lexicon.compounds && tail.is_empty() && builds_numbers(meaning) {
                self.longest_morpheme = self.longest_morpheme.max(first.len());
                if let Some(beginning) = beginning(&first) {
                    self.beginnings[beginning] = true;
                }
                let known = self.morphemes.entry(first.clone()).or_default();
                add_to(
                    known,
                    languages,
                    |m| m.meaning == meaning,
                    |m| &mut m.languages,
                    || Morpheme { languages, meaning },
                );
            }
            let known = self.senses.entry(first).or_default();
            let same = |s: &Sense| s.meaning == meaning && s.tail == tail;
            add_to(known, languages, same, |s| &mut s.languages, || Sense { languages, meaning, tail: tail.clone() });
        }
        if lexicon.compounds {
            self.compounding |= languages;
        }
    }

    /// The length in bytes of the longest known word that `text` begins with, for scripts without spaces between
    /// words.
    pub(super) fn first_word(&self, text: &str) -> Option<usize> {
        // The longest is Thai for the Australian dollar: 17 letters and signs.
        const LONGEST: usize = 20;
        let mut folded = String::new();
        let mut longest = None;
        for (at, c) in text.char_indices().take(LONGEST) {
            if !(c.is_alphabetic() || is_combining_mark(c)) {
                break;
            }
            let end = at + c.len_utf8();
            folded.clear();
            fold_into(&text[..end], &mut folded);
            if self.senses.contains_key(folded.as_str()) {
                longest = Some(end);
            }
        }
        longest
    }

    /// The word groups that begin with a word: single words first, then by second word.
    pub(super) fn senses(&self, word: &str) -> &[Sense] {
        self.senses.get(word).map_or(&[], Vec::as_slice)
    }

    /// The word groups that may start at a token: those of one word, and those whose second word follows.
    pub(super) fn senses_at(&self, tokens: &Tokens, at: usize) -> (&[Sense], &[Sense]) {
        let known = self.senses(tokens.key(&tokens.list[at]));
        let (alone, groups) = known.split_at(known.partition_point(|sense| sense.tail.is_empty()));
        let joined = tokens.list.get(at + 1).is_some_and(|token| joins_words(token, tokens.list.get(at + 2)));
        let Some(next) = tokens.list.get(if joined { at + 2 } else { at + 1 }) else { return (alone, &[]) };
        let second = Some(tokens.key(next));
        let begins = groups.partition_point(|sense| sense.tail.first().map(AsRef::as_ref) < second);
        let ends = groups.partition_point(|sense| sense.tail.first().map(AsRef::as_ref) <= second);
        (alone, &groups[begins..ends])
    }

    /// Splits a word into the numbers that compose it (`fünfhunderttausend`: five, hundred, thousand) and appends them
    /// to `parts`. Returns the languages that can split it, if they agree.
    pub(super) fn compound(&self, word: &str, parts: &mut Vec<Meaning>) -> Languages {
        if word.len() > LONGEST_COMPOUND || !self.begins_number(word) {
            return 0;
        }
        let (edges, able) = self.edges(word);
        let (mut languages, mut rest) = (0, able);
        while rest != 0 {
            let bit = 1 << rest.trailing_zeros();
            rest &= rest - 1;
            let found = path(&edges, word.len(), bit);
            if found.len() > 1 && found.first() != Some(&Meaning::And) && found.last() != Some(&Meaning::And) {
                if languages == 0 {
                    parts.extend_from_slice(&found);
                }
                if *parts == found {
                    languages |= bit;
                }
            }
        }
        languages
    }

    /// The morphemes reachable from the start of a word, and the languages that reach its end.
    fn edges(&self, word: &str) -> (Vec<Edge>, Languages) {
        let mut edges = Vec::new();
        let mut reach = [0; LONGEST_COMPOUND + 1];
        reach[0] = self.compounding;
        for at in 0..word.len() {
            if reach[at] == 0 {
                continue;
            }
            for end in self.cuts(word, at) {
                for morpheme in self.morphemes.get(&word[at..end]).map_or(&[][..], Vec::as_slice) {
                    let languages = morpheme.languages & reach[at];
                    if languages != 0 {
                        reach[end] |= languages;
                        edges.push(Edge { at, end, languages, meaning: morpheme.meaning });
                    }
                }
            }
        }
        (edges, reach[word.len()])
    }

    fn begins_number(&self, word: &str) -> bool {
        beginning(word).is_some_and(|beginning| self.beginnings[beginning])
            && self.cuts(word, 0).any(|end| end < word.len() && self.morphemes.contains_key(&word[..end]))
    }

    fn cuts<'w>(&self, word: &'w str, from: usize) -> impl Iterator<Item = usize> + use<'w> {
        let last = word.len().min(from + self.longest_morpheme);
        (from + 1..=last).filter(|end| word.is_char_boundary(*end))
    }
}

/// A morpheme and its place in a word.
struct Edge {
    at: usize,
    end: usize,
    languages: Languages,
    meaning: Meaning,
}

/// The morphemes of one language from the start of a word to its end, with the longest possible last one.
fn path(edges: &[Edge], length: usize, language: Languages) -> Vec<Meaning> {
    // The edge that reaches each place from the start; later edges begin later and are shorter.
    let mut from: [Option<usize>; LONGEST_COMPOUND + 1] = [None; LONGEST_COMPOUND + 1];
    for (index, edge) in edges.iter().enumerate() {
        let reachable = edge.at == 0 || from[edge.at].is_some();
        if edge.languages & language != 0 && reachable && from[edge.end].is_none() {
            from[edge.end] = Some(index);
        }
    }
    let (mut parts, mut at) = (Vec::new(), length);
    while let Some(edge) = from[at].map(|index| &edges[index]) {
        parts.push(edge.meaning);
        at = edge.at;
    }
    parts.reverse();
    parts
}

/// The first two bytes of a word as a number; a morpheme of one byte has none.
fn beginning(word: &str) -> Option<usize> {
    let bytes = word.as_bytes();
    Some(usize::from(*bytes.first()?) << 8 | usize::from(*bytes.get(1)?))
}

/// FNV-1a.
struct ShortHash(u64);

impl Default for ShortHash {
    fn default() -> ShortHash {
        ShortHash(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for ShortHash {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Where a word group has its meaning: one that follows a figure or precedes a year may mean something else before a
/// figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Slot {
    Front,
    Behind,
    Year,
}

/// The slot in which a meaning applies.
pub(super) fn slot(meaning: Meaning) -> Slot {
    match meaning {
        Meaning::BoundAfter(_) | Meaning::ChangeAfter | Meaning::BetweenAfter | Meaning::EachAfter => Slot::Behind,
        Meaning::Dating => Slot::Year,
        _ => Slot::Front,
    }
}

/// Whether a word of this meaning tells nothing about the amount.
pub(super) fn says_nothing(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::Plain | Meaning::Thing | Meaning::Filler | Meaning::Describing | Meaning::Land(_))
}

fn builds_numbers(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Count(_)
            | Meaning::Hundred(_)
            | Meaning::Scale(..)
            | Meaning::Part(_)
            | Meaning::AndPart(_)
            | Meaning::And
    )
}

fn add_to<T>(
    known: &mut Vec<T>,
    languages: Languages,
    same: impl Fn(&T) -> bool,
    set: impl Fn(&mut T) -> &mut Languages,
    new: impl FnOnce() -> T,
) {
    match known.iter_mut().find(|entry| same(entry)) {
        Some(entry) if languages == EVERY => *set(entry) = EVERY,
        Some(entry) => *set(entry) |= languages,
        None => known.push(new()),
    }
}
