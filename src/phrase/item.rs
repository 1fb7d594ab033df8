//! A phrase as the grammar sees it: figures, meanings, unknown words and marks, read in one language.

use super::dictionary::{Dictionary, EVERY, Languages, dictionary, is_behind};
use super::lexicon;
use super::meaning::{Choice, Meaning, Money, Side, scale};
use super::numeral::Literal;
use super::token::{Kind, Token, Tokens};
use crate::domain::Unit;

/// What one place of the phrase holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum What {
    Digits(Literal),
    Means(Meaning),
    /// A word that no lexicon has.
    Unknown {
        /// Written with a capital, as German writes nouns.
        capital: bool,
        /// Begins as the scale words of many languages do, and may be one, misspelt or unknown.
        like_scale: bool,
    },
    Mark(char),
}

/// One place of the phrase.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Item {
    pub(super) what: What,
    /// What the words from here mean directly behind a figure, where that is something of its own, and where they end.
    pub(super) behind: Option<(Meaning, usize)>,
    pub(super) start: usize,
    pub(super) end: usize,
    /// A space, or the start of the phrase, stands before it.
    pub(super) spaced: bool,
    /// Ends in letters.
    pub(super) lettered: bool,
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

/// How the scale words of Europe's languages begin.
const SCALE_BEGINNINGS: &[&str] = &[
    "mil", "mld", "mrd", "mlj", "mln", "bil", "bln", "tril", "tau", "tys", "tis", "мил", "міл", "мiл", "мил", "млн",
    "млр", "тыс", "тис", "хил",
];

/// The currencies whose codes are written with a scale in front: `TEUR`, `MSEK`.
const BOOKED: &[&str] = &[
    "EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "ISK", "PLN", "CZK", "HUF", "RON", "BGN", "HRK", "LTL", "LVL",
    "DEM",
];

/// A word group found at a token.
#[derive(Clone, Copy)]
struct Match {
    languages: Languages,
    length: usize,
    meaning: Meaning,
}

/// A number written in one word, found at a token.
struct Compound {
    languages: Languages,
    parts: Vec<Meaning>,
}

/// Everything that the lexicons know about the tokens of a phrase.
pub(super) struct Senses<'p> {
    phrase: &'p str,
    tokens: Tokens,
    matches: Vec<Match>,
    /// The end of each token's matches in `matches`.
    ends: Vec<usize>,
    compounds: Vec<(usize, Compound)>,
}

impl<'p> Senses<'p> {
    pub(super) fn of(phrase: &'p str) -> Senses<'p> {
        let tokens = Tokens::of(phrase);
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
        let known = dictionary.senses(key);
        for sense in known {
            if let Some(length) = sense.length_at(&self.tokens, at) {
                self.matches.push(Match { languages: sense.languages, length, meaning: sense.meaning });
            }
        }
        if known.is_empty() && token.kind == Kind::Word {
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

    /// How much of the phrase each language knows, by bit: two for a word, one for a word that says little.
    pub(super) fn votes(&self) -> [u16; 32] {
        let mut votes = [0_u16; 32];
        for at in 0..self.tokens.list.len() {
            let matches = self.matches_at(at);
            if matches.is_empty() {
                continue;
            }
            let letters = self.tokens.key(&self.tokens.list[at]).chars().take(3).count();
            let mut here = [0_u16; 32];
            for found in matches.iter().filter(|m| m.languages != EVERY && tells_language(m.meaning, m.length, letters))
            {
                let weak = matches!(found.meaning, Meaning::Plain | Meaning::Filler | Meaning::Describing);
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

    /// Whether several languages read every word of the phrase alike.
    pub(super) fn alike(&self, languages: Languages) -> bool {
        let same = |known: Languages| known & languages == 0 || known & languages == languages;
        self.matches.iter().all(|found| same(found.languages))
            && self.compounds.iter().all(|(_, compound)| same(compound.languages))
    }

    /// The phrase as one language reads it; `None`: as no language in particular.
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
        let key = self.tokens.key(token);
        // Thousands and milliards in some books.
        let letter = token.spaced && matches!(key, "t" | "g");
        let like_scale = letter || SCALE_BEGINNINGS.iter().any(|begin| key.starts_with(begin));
        let unknown = What::Unknown { capital: token.capital, like_scale };
        match token.kind {
            Kind::Digits(literal) => (self.item(at, 1, What::Digits(literal), depth), 1),
            Kind::Mark(mark) => (self.item(at, 1, What::Mark(mark), depth), 1),
            Kind::Word | Kind::Symbol => {
                let matches = self.matches_at(at);
                let front = chosen(matches, own, false).or_else(|| self.code(token));
                let behind = chosen(matches, own, true);
                // “Each year” is a rate, “each” alone is not.
                let longer = |m: &Match| m.meaning == Meaning::EachAfter && front.is_some_and(|f| f.length > m.length);
                let behind = behind.filter(|m| !longer(m));
                let behind = behind.map(|m| (m.meaning, self.tokens.list[at + m.length - 1].end));
                let (what, length) = front.map_or((unknown, 1), |m| (What::Means(m.meaning), m.length));
                (Item { behind, ..self.item(at, length, what, depth) }, length)
            }
        }
    }

    fn item(&self, at: usize, length: usize, what: What, depth: u16) -> Item {
        let (first, last) = (&self.tokens.list[at], &self.tokens.list[at + length - 1]);
        Item {
            what,
            behind: None,
            start: first.start,
            end: last.end,
            spaced: first.spaced,
            lettered: last.kind == Kind::Word,
            inner: false,
            depth,
        }
    }

    /// A code in capitals: `EUR`, `USDT`.
    fn code(&self, token: &Token) -> Option<Match> {
        let text = &self.phrase[token.start..token.end];
        if text == "Ft" {
            // The forint; in small letters it may be feet.
            let money = Money { first: "HUF", others: &[], choice: Choice::First, side: Side::Either };
            return Some(Match { languages: EVERY, length: 1, meaning: Meaning::Money(money) });
        }
        let code = (3..=5).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase()) && text != "TON";
        let unit = code.then(|| Unit::parse(text).ok()).flatten()?;
        // English words in capitals, which often stand before a number: “TOP 10”.
        let word =
            matches!(text, "ALL" | "TOP" | "TRY" | "CUP" | "PEN" | "MOP" | "LINK" | "DOT" | "SOL" | "VET" | "PAX");
        let side = if word { Side::Behind } else { Side::Either };
        let money = Money { first: unit.code(), others: &[], choice: Choice::First, side };
        Some(Match { languages: EVERY, length: 1, meaning: Meaning::Money(money) })
    }

    /// A scale and a currency in one word, as books head their columns: `TEUR`, `MSEK`, `eFt`.
    fn in_books(&self, at: usize, token: &Token, depth: u16) -> Option<[Item; 2]> {
        let text = &self.phrase[token.start..token.end];
        let (first, code) = (text.get(..1)?, text.get(1..)?);
        let forint = code == "Ft";
        let code = if forint { "HUF" } else { BOOKED.iter().copied().find(|booked| *booked == code)? };
        let power = match first {
            "M" | "m" => 6,
            "T" | "t" | "K" | "k" => 3,
            // Hungarian “ezer”.
            "E" | "e" if forint => 3,
            _ => return None,
        };
        let money = Money { first: code, others: &[], choice: Choice::First, side: Side::Either };
        let split = token.start + first.len();
        let scale = Item { end: split, ..self.item(at, 1, What::Means(scale(power)), depth) };
        let money = Item { start: split, spaced: false, ..self.item(at, 1, What::Means(Meaning::Money(money)), depth) };
        Some([scale, money])
    }

    /// Whether a full stop between a symbol or code and digits may be a decimal point without digits before it: `€.5`.
    fn loses_whole(&self, at: usize) -> bool {
        let digits = self.tokens.list.get(at + 1).is_some_and(|t| !t.spaced && matches!(t.kind, Kind::Digits(_)));
        let before = at.checked_sub(1).map(|before| self.tokens.list[before]);
        digits && before.is_some_and(|token| token.kind == Kind::Symbol || self.code(&token).is_some())
    }

    /// Whether a mark says nothing to the grammar: an apostrophe or a quotation mark, a full stop behind an
    /// abbreviation, a hyphen inside a word.
    fn is_silent(&self, at: usize, before: Option<&Item>) -> bool {
        let token = &self.tokens.list[at];
        match token.kind {
            Kind::Mark('\'' | '"' | '“' | '”' | '„' | '«' | '»') => true,
            Kind::Mark('.') => {
                !token.spaced && before.is_some_and(|item| matches!(item.what, What::Means(_))) && !self.loses_whole(at)
            }
            Kind::Mark('-') => {
                let next = self.tokens.list.get(at + 1);
                let glued = !token.spaced && next.is_some_and(|next| !next.spaced && next.kind == Kind::Word);
                glued && before.is_some_and(|item| !matches!(item.what, What::Mark(_)))
            }
            _ => false,
        }
    }
}

fn each_bit(languages: Languages, mut each: impl FnMut(usize)) {
    let mut rest = languages;
    while rest != 0 {
        each(rest.trailing_zeros() as usize);
        rest &= rest - 1;
    }
}

/// Whether knowing this word speaks for a language: short names of currencies and numbers are words of many.
fn tells_language(meaning: Meaning, words: usize, letters: usize) -> bool {
    match meaning {
        // “Billion” is 10⁹ in English and 10¹² elsewhere: it does not speak for elsewhere.
        Meaning::Scale(12, _) => false,
        Meaning::Money(_) | Meaning::Pieces | Meaning::Count(_) => words > 1 || letters > 2,
        _ => true,
    }
}

/// What a token begins, in one language: its own words first, then those of every language, then those of any other
/// if all others that know the word agree on it.
fn chosen(matches: &[Match], own: Languages, behind: bool) -> Option<Match> {
    let of_side = || matches.iter().filter(|m| is_behind(m.meaning) == behind).copied();
    let ours = of_side().filter(|m| m.languages & own != 0 || m.languages == EVERY);
    let best = ours.max_by_key(|m| (m.length, m.languages != EVERY));
    if let Some(own) = best {
        // A longer word group of another language that negates says what the own word does not.
        let negates = |m: &Match| changes_meaning(m.meaning) && m.length > own.length;
        return of_side().find(negates).or(best);
    }
    let foreign = of_side().max_by_key(|m| m.length)?;
    let mut longest = of_side().filter(|m| m.length == foreign.length);
    // A word that negates in any language is not passed over.
    if let Some(doubt) = longest.clone().find(|m| changes_meaning(m.meaning)) {
        return Some(doubt);
    }
    let bounds = !behind && longest.clone().any(|m| bounds_a_figure(m.meaning));
    let alone = longest.all(|m| m.meaning == foreign.meaning);
    if alone && crosses_languages(foreign) {
        return Some(foreign);
    }
    // Nor is a bound word of another language, though it is not taken at its meaning.
    bounds.then_some(Match { meaning: Meaning::Doubt, ..foreign })
}

/// Whether a word makes of a sum another than it says.
fn changes_meaning(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::Doubt | Meaning::Each | Meaning::EachAfter)
}

fn bounds_a_figure(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Bound(_) | Meaning::UpTo | Meaning::MoreUnlessNoun | Meaning::About | Meaning::AboutAfter
    )
}

/// Whether a word of another language may be taken at its meaning: what would make a figure wrong if it were passed over.
fn crosses_languages(found: Match) -> bool {
    match found.meaning {
        Meaning::Scale(..) | Meaning::Money(_) | Meaning::Percent => true,
        Meaning::Bound(_) | Meaning::BoundAfter(_) | Meaning::About | Meaning::Vague => found.length > 1,
        _ => false,
    }
}

/// The bit of a language's lexicon, by its tag.
pub(super) fn bit_of(tag: &str) -> Option<usize> {
    lexicon::ALL.iter().position(|lexicon| lexicon.tag == tag)
}
