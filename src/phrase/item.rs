//! A phrase as the grammar sees it: figures, meanings, unknown words and marks, read in one language.

use super::dictionary::{Dictionary, EVERY, Languages, Slot, dictionary, says_nothing, slot};
use super::lexicon;
use super::meaning::{Choice, Meaning, Money, Side, scale};
use super::numeral::Literal;
use super::token::{Kind, Token, Tokens, runs_together};
use crate::domain::Unit;

/// What one place of the phrase contains.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum What {
    Digits(Literal),
    Means(Meaning),
    /// A word in no lexicon.
    Unknown {
        /// Written with a capital, like German nouns.
        capital: bool,
    },
    Mark(char),
}

/// One place of the phrase.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Item {
    pub(super) what: What,
    /// What the words from here mean directly after a figure, if that differs, and where they end.
    pub(super) behind: Option<(Meaning, usize)>,
    /// Where a word group that dates the number after it ends; 0 if none begins here.
    pub(super) dating: usize,
    pub(super) start: usize,
    pub(super) end: usize,
    /// A space or the start of the phrase precedes it.
    pub(super) spaced: bool,
    /// Ends in letters.
    pub(super) lettered: bool,
    /// A word of a script without spaces between words.
    pub(super) runs_on: bool,
    /// Part of a number written in one word.
    pub(super) inner: bool,
    /// How many brackets are open around it.
    pub(super) depth: u16,
}

impl Item {
    pub(super) fn meaning(&self) -> Option<Meaning> {
        match self.what {
            What::Means(meaning) => Some(meaning),
            _ => None,
        }
    }

    pub(super) fn is_mark(&self, mark: char) -> bool {
        self.what == What::Mark(mark)
    }
}

/// Currencies whose codes may carry a scale in front: `TEUR`, `MSEK`.
const BOOKED: &[&str] = &[
    "EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "ISK", "PLN", "CZK", "HUF", "RON", "BGN", "HRK", "LTL", "LVL",
    "DEM", "kr",
];

/// The most languages that a set holds.
const MOST_LANGUAGES: usize = Languages::BITS as usize;

/// How much of a phrase each language recognises.
pub(super) type Votes = [u16; MOST_LANGUAGES];

/// A word group matched at a token.
#[derive(Clone, Copy)]
struct Match {
    languages: Languages,
    length: usize,
    meaning: Meaning,
}

/// A number written in one word, matched at a token.
struct Compound {
    languages: Languages,
    parts: Vec<Meaning>,
}

/// Everything the lexicons know about the tokens of a phrase.
pub(super) struct Senses<'p> {
    phrase: &'p str,
    tokens: Tokens,
    matches: Vec<Match>,
    /// For each token, the end of its matches in `matches`.
    ends: Vec<usize>,
    compounds: Vec<(usize, Compound)>,
}

impl<'p> Senses<'p> {
    pub(super) fn of(phrase: &'p str) -> Senses<'p> {
        let tokens = Tokens::of(phrase, |text| dictionary().first_word(text));
        let count = tokens.list.len();
        let mut senses = Senses {
            phrase,
            tokens,
            matches: Vec::with_capacity(count * 8),
            ends: Vec::with_capacity(count),
            compounds: Vec::new(),
        };
        let dictionary = dictionary();
        for at in 0..count {
            if matches!(senses.tokens.list[at].kind, Kind::Word | Kind::Symbol) {
                senses.look_up(dictionary, at);
            }
            senses.ends.push(senses.matches.len());
        }
        senses
    }

    fn look_up(&mut self, dictionary: &Dictionary, at: usize) {
        let token = self.tokens.list[at];
        let key = self.tokens.key(&token);
        let (alone, groups) = dictionary.senses_at(&self.tokens, at);
        for sense in alone.iter().chain(groups) {
            if let Some(length) = sense.length_at(&self.tokens, at) {
                self.matches.push(Match { languages: sense.languages, length, meaning: sense.meaning });
            }
        }
        if alone.is_empty() && token.kind == Kind::Word && dictionary.senses(key).is_empty() {
            let mut parts = Vec::new();
            let languages = dictionary.compound(key, &mut parts);
            if languages != 0 {
                self.compounds.push((at, Compound { languages, parts }));
            }
        }
    }

    fn matches_at(&self, at: usize) -> &[Match] {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.matches[start..self.ends[at]]
    }

    /// How much of the phrase each language recognises, by bit: two for a word, one for a word that says little.
    pub(super) fn votes(&self) -> Votes {
        let mut votes = [0_u16; MOST_LANGUAGES];
        for at in 0..self.tokens.list.len() {
            let matches = self.matches_at(at);
            if matches.is_empty() {
                continue;
            }
            let letters = self.tokens.key(&self.tokens.list[at]).chars().take(3).count();
            let mut here = [0_u16; MOST_LANGUAGES];
            for found in matches.iter().filter(|m| m.languages != EVERY && tells_language(m.meaning, m.length, letters))
            {
                let weak = says_little(found.meaning);
                let weight = if weak { 1 } else { 2 } * u16::try_from(found.length).unwrap_or(u16::MAX / 2);
                each_bit(found.languages, |bit| here[bit] = here[bit].max(weight));
            }
            for (sum, weight) in votes.iter_mut().zip(here) {
                *sum = sum.saturating_add(weight);
            }
        }
        for (_, compound) in &self.compounds {
            each_bit(compound.languages, |bit| votes[bit] = votes[bit].saturating_add(4));
        }
        votes
    }

    /// Whether several languages read every word of the phrase the same way.
    pub(super) fn alike(&self, languages: Languages) -> bool {
        let same = |known: Languages| known & languages == 0 || known & languages == languages;
        self.matches.iter().all(|found| same(found.languages))
            && self.compounds.iter().all(|(_, compound)| same(compound.languages))
    }

    /// The phrase as one language reads it, or with `None`, as no particular language.
    pub(super) fn items(&self, language: Option<usize>) -> Vec<Item> {
        let own = language.map_or(0, |bit| 1 << bit);
        let mut items = Vec::with_capacity(self.tokens.list.len());
        let (mut at, mut depth) = (0, 0_u16);
        let mut compounds = self.compounds.iter().peekable();
        while let Some(token) = self.tokens.list.get(at) {
            if let Kind::Mark(mark) = token.kind {
                depth = match mark {
                    '(' => depth.saturating_add(1),
                    ')' => depth.saturating_sub(1),
                    _ => depth,
                };
            }
            while compounds.next_if(|(place, _)| *place < at).is_some() {}
            if let Some(both) = self.in_books(at, token, depth) {
                items.extend(both);
                at += 1;
                continue;
            }
            let here = compounds.peek().filter(|(place, _)| *place == at).map(|(_, compound)| compound);
            let compound = here.filter(|compound| own == 0 || compound.languages & own != 0);
            if let Some(compound) = compound {
                items.extend(
                    compound
                        .parts
                        .iter()
                        .map(|part| Item { inner: true, ..self.item(at, 1, What::Means(*part), depth) }),
                );
                at += 1;
                continue;
            }
            let (item, length) = self.read_token(at, token, own, depth);
            if !self.is_silent(at, items.last()) {
                items.push(item);
            }
            at += length;
        }
        items
    }

    fn read_token(&self, at: usize, token: &Token, own: Languages, depth: u16) -> (Item, usize) {
        let unknown = What::Unknown { capital: token.capital };
        match token.kind {
            Kind::Digits(literal) => (self.item(at, 1, What::Digits(literal), depth), 1),
            Kind::Mark(mark) => (self.item(at, 1, What::Mark(mark), depth), 1),
            Kind::Word | Kind::Symbol => {
                let matches = self.matches_at(at);
                let known =
                    || self.letter(at).or_else(|| chosen(matches, own, Slot::Front)).or_else(|| self.code(token));
                let apart = self.names_year(at) || self.letters_sign(at);
                let front = if apart { None } else { known() };
                // An upper-case code is a code, even if some language has a meaningless word spelled like it: `ILS`.
                let idle = |m: &Match| says_nothing(m.meaning);
                let front = front.filter(|m| !idle(m)).or_else(|| self.code(token)).or(front);
                let behind = chosen(matches, own, Slot::Behind);
                let dating = chosen(matches, own, Slot::Year).map_or(0, |m| self.tokens.list[at + m.length - 1].end);
                // “Each year” is a rate; “each” alone is not.
                let longer = |m: &Match| m.meaning == Meaning::EachAfter && front.is_some_and(|f| f.length > m.length);
                let behind = behind.filter(|m| !longer(m));
                let behind = behind.map(|m| (m.meaning, self.tokens.list[at + m.length - 1].end));
                let dating = if front.is_none_or(|m| may_date(m.meaning)) { dating } else { 0 };
                let unknown = if dating == 0 { unknown } else { What::Means(Meaning::Thing) };
                let (what, length) = front.map_or((unknown, 1), |m| (What::Means(m.meaning), m.length));
                (Item { behind, dating, ..self.item(at, length, what, depth) }, length)
            }
        }
    }

    /// Whether a letter after four digits makes them a year: Lithuanian “2023 m.”.
    fn names_year(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.tokens.list.get(before));
        let digits = before.is_some_and(|token| {
            let text = &self.phrase[token.start..token.end];
            text.len() == 4 && (text.starts_with("19") || text.starts_with("20"))
        });
        let dates = |m: &Match| m.meaning == Meaning::Dating;
        let token = &self.tokens.list[at];
        digits && token.spaced && self.tokens.key(token).chars().count() == 1 && self.matches_at(at).iter().any(dates)
    }

    /// Whether a separate capital before a sign may make it another currency: `S $5`, but not `A $5 house`.
    fn letters_sign(&self, at: usize) -> bool {
        let (token, next) = (&self.tokens.list[at], self.tokens.list.get(at + 1));
        let text = &self.phrase[token.start..token.end];
        let capital = text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        let sign = next.is_some_and(|next| {
            next.spaced && next.kind == Kind::Symbol && matches!(&self.phrase[next.start..next.end], "$" | "£")
        });
        capital && sign && (at > 0 || text != "A")
    }

    /// A multiplying letter directly after digits, unless the language has a word of its own there.
    fn letter(&self, at: usize) -> Option<Match> {
        let before = self.tokens.list.get(at.checked_sub(1)?)?;
        let letter = self.matches_at(at).iter().find(|m| matches!(m.meaning, Meaning::Letter(_)) && m.length == 1);
        letter.copied().filter(|_| matches!(before.kind, Kind::Digits(_)))
    }

    fn item(&self, at: usize, length: usize, what: What, depth: u16) -> Item {
        let (first, last) = (&self.tokens.list[at], &self.tokens.list[at + length - 1]);
        Item {
            what,
            behind: None,
            dating: 0,
            start: first.start,
            end: last.end,
            spaced: first.spaced,
            lettered: last.kind == Kind::Word,
            runs_on: self.phrase[first.start..].starts_with(runs_together),
            inner: false,
            depth,
        }
    }

    /// An upper-case code: `EUR`, `USDT`.
    fn code(&self, token: &Token) -> Option<Match> {
        let text = &self.phrase[token.start..token.end];
        if text == "Ft" {
            // The forint; in lower case it may be feet.
            let money = Money { first: "HUF", others: &[], choice: Choice::First, side: Side::Either };
            return Some(Match { languages: EVERY, length: 1, meaning: Meaning::Money(money) });
        }
        let code = (3..=5).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase()) && text != "TON";
        let unit = code.then(|| Unit::parse(text).ok()).flatten()?;
        // English words in capitals that often precede a number: “TOP 10”.
        let word =
            matches!(text, "ALL" | "TOP" | "TRY" | "CUP" | "PEN" | "MOP" | "LINK" | "DOT" | "SOL" | "VET" | "PAX");
        let side = if word { Side::Behind } else { Side::Either };
        let money = Money { first: unit.code(), others: &[], choice: Choice::First, side };
        Some(Match { languages: EVERY, length: 1, meaning: Meaning::Money(money) })
    }

    /// A scale and a currency in one word, as in the column headings of accounts: `TEUR`, `MSEK`, `eFt`.
    fn in_books(&self, at: usize, token: &Token, depth: u16) -> Option<[Item; 2]> {
        let text = &self.phrase[token.start..token.end];
        let (first, code) = (text.get(..1)?, text.get(1..)?);
        let forint = code == "Ft";
        let code = if forint { "HUF" } else { BOOKED.iter().copied().find(|booked| *booked == code)? };
        let power = match first {
            "M" | "m" => 6,
            "T" | "t" | "K" | "k" if code != "kr" || first == "t" => 3,
            // Hungarian “ezer”.
            "E" | "e" if forint => 3,
            _ => return None,
        };
        let money = match code {
            "kr" => shared_crowns(),
            code => Money { first: code, others: &[], choice: Choice::First, side: Side::Either },
        };
        let split = token.start + first.len();
        let scale = Item { end: split, ..self.item(at, 1, What::Means(scale(power)), depth) };
        let money = Item { start: split, spaced: false, ..self.item(at, 1, What::Means(Meaning::Money(money)), depth) };
        Some([scale, money])
    }

    /// Whether a full stop between a symbol or code and digits may be a decimal point with no digits before it: `€.5`.
    fn loses_whole(&self, at: usize) -> bool {
        let digits = self.tokens.list.get(at + 1).is_some_and(|t| !t.spaced && matches!(t.kind, Kind::Digits(_)));
        let before = at.checked_sub(1).map(|before| self.tokens.list[before]);
        digits && before.is_some_and(|token| token.kind == Kind::Symbol || self.code(&token).is_some())
    }

    /// Whether the grammar ignores a mark: an apostrophe, a quotation mark, a full stop after an abbreviation, a
    /// hyphen inside a word.
    fn is_silent(&self, at: usize, before: Option<&Item>) -> bool {
        let token = &self.tokens.list[at];
        match token.kind {
            Kind::Mark('\'' | '"' | '“' | '”' | '„' | '«' | '»') => true,
            Kind::Mark('.') => {
                !token.spaced && before.is_some_and(|item| matches!(item.what, What::Means(_))) && !self.loses_whole(at)
            }
            Kind::Mark('-') => {
                let next = self.tokens.list.get(at + 1);
                let glued =
                    |kind: fn(Kind) -> bool| !token.spaced && next.is_some_and(|next| !next.spaced && kind(next.kind));
                let prefix = |item: &Item| item.lettered && item.meaning().is_some_and(may_be_prefixed);
                before.is_some_and(|item| !matches!(item.what, What::Mark(_))) && glued(|kind| kind == Kind::Word)
                    // Hebrew “כ-5”.
                    || before.is_some_and(prefix) && glued(|kind| matches!(kind, Kind::Digits(_)))
            }
            _ => false,
        }
    }
}

/// Whether a hyphen may tie a word of this meaning to a figure.
fn may_be_prefixed(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Bound(_) | Meaning::UpTo | Meaning::About | Meaning::AboutAfter | Meaning::Of | Meaning::To
    )
}

/// Crowns in one word with their scale: `mkr`, `tkr`.
fn shared_crowns() -> Money {
    Money { first: "SEK", others: &["NOK", "DKK", "ISK"], choice: Choice::Asked, side: Side::Either }
}

fn each_bit(languages: Languages, mut each: impl FnMut(usize)) {
    let mut rest = languages;
    while rest != 0 {
        each(rest.trailing_zeros() as usize);
        rest &= rest - 1;
    }
}

/// Whether knowing this word is evidence for a language; short names of currencies and numbers exist in many.
fn tells_language(meaning: Meaning, words: usize, letters: usize) -> bool {
    match meaning {
        // “Billion” is 10⁹ in English and 10¹² elsewhere, so it says nothing about the others.
        Meaning::Scale(12, _) => false,
        Meaning::Money(_) | Meaning::Pieces | Meaning::Count(_) => words > 1 || letters > 2,
        _ => words > 1 || letters > 1 || !says_little(meaning),
    }
}

/// Whether a word of this meaning may date a year after it: a word that is not part of a figure.
fn may_date(meaning: Meaning) -> bool {
    !matches!(meaning, Meaning::Letter(_) | Meaning::Scale(..) | Meaning::Count(_) | Meaning::Money(_))
}

/// Whether a word of this meaning is weaker evidence for a language than other words.
fn says_little(meaning: Meaning) -> bool {
    says_nothing(meaning) || meaning == Meaning::Dating
}

/// What begins at a token in one language: its own words first, then those of every language, then those of other
/// languages if all that know the word agree.
fn chosen(matches: &[Match], own: Languages, place: Slot) -> Option<Match> {
    let of_slot = || matches.iter().filter(|m| slot(m.meaning) == place).copied();
    let ours = of_slot().filter(|m| m.languages & own != 0 || m.languages == EVERY);
    let best = ours.max_by_key(|m| (m.length, m.languages != EVERY));
    if let Some(own) = best {
        // A longer negating group of another language says more than the own word.
        let negates = |m: &Match| changes_meaning(m.meaning) && m.length > own.length;
        return of_slot().find(negates).or(best);
    }
    let foreign = of_slot().max_by_key(|m| m.length)?;
    let mut longest = of_slot().filter(|m| m.length == foreign.length);
    // A word that negates in any language is never skipped.
    if let Some(doubt) = longest.clone().find(|m| changes_meaning(m.meaning)) {
        return Some(doubt);
    }
    let bounds = place == Slot::Front && longest.clone().any(|m| bounds_a_figure(m.meaning));
    if let Some(nothing) = longest.clone().find(|m| says_nothing(m.meaning))
        && longest.clone().all(|m| says_nothing(m.meaning))
    {
        let thing = longest.find(|m| m.meaning == Meaning::Thing);
        return Some(thing.unwrap_or(Match { meaning: lands_only(nothing.meaning), ..nothing }));
    }
    let alone = longest.all(|m| m.meaning == foreign.meaning);
    if alone && crosses_languages(foreign) {
        return Some(foreign);
    }
    // A bound word of another language is not skipped either, but its meaning is not trusted.
    bounds.then_some(Match { meaning: Meaning::Doubt, ..foreign })
}

/// What a word without meaning is in a phrase of another language: a country's name, or nothing.
fn lands_only(meaning: Meaning) -> Meaning {
    if matches!(meaning, Meaning::Land(_)) { meaning } else { Meaning::Plain }
}

/// Whether a word makes a sum mean something else.
fn changes_meaning(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::Doubt | Meaning::Each | Meaning::EachAfter)
}

fn bounds_a_figure(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Bound(_) | Meaning::UpTo | Meaning::MoreUnlessNoun | Meaning::About | Meaning::AboutAfter
    )
}

/// Whether a word of another language keeps its meaning: skipping it would make a figure wrong.
fn crosses_languages(found: Match) -> bool {
    match found.meaning {
        Meaning::Scale(..) | Meaning::Money(_) | Meaning::Percent | Meaning::Dating => true,
        Meaning::Bound(_) | Meaning::BoundAfter(_) | Meaning::About | Meaning::Vague => found.length > 1,
        _ => false,
    }
}

/// The bit of a language's lexicon, from its tag.
pub(super) fn bit_of(tag: &str) -> Option<usize> {
    lexicon::ALL.iter().position(|lexicon| lexicon.tag == tag)
}
