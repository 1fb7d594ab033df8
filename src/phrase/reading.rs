//! Which language and decimal mark to read a phrase with, and the result.

use super::canonical::{canonical, trimmed};
use super::grammar::{Given, Sentence, sentence};
use super::hints::Hints;
use super::item::{Item, Senses, Votes, What};
use super::language::Language;
use super::lexicon;
use super::meaning::{Bound, Letter, Meaning};
use super::numeral::DecimalMark;
use super::refusal::Refusal;
use super::token::TWO_DOTS;
use crate::domain::{Amount, Unit};

/// A part of the phrase on which the reading is based.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its start in the phrase, in bytes.
    pub start: usize,
    /// Its end.
    pub end: usize,
    /// What it was taken to mean: `more than`, `× 1 000 000`, `EUR`.
    pub meaning: String,
}

/// The amount of a phrase and the meaning of its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The amount.
    pub amount: Amount,
    /// The parts of the phrase it was read from, in order.
    pub words: Vec<Word>,
    /// Whether its currency is only the best known of several that share its sign or name. A place of the record may
    /// have its own, and then the user must be asked which is meant.
    pub shared: bool,
}

/// The votes (two for a word, one for a plain one) that a language needs before three digits after a separator are
/// read as its decimals; such digits are thousands far more often.
const SURE: u16 = 3;

/// Reads the amount of a phrase: canonical text, or words of any language with a lexicon.
///
/// # Errors
/// No amount, two amounts, no currency, a vague size, a count, a share, a difference, or two readings.
pub fn read(phrase: &str, hints: Hints<'_>) -> Result<Reading, Refusal> {
    if let Some(answer) = canonical(phrase, hints) {
        let place = trimmed(phrase);
        let word = |amount: Amount| Word { start: place.start, end: place.end, meaning: amount.to_string() };
        return answer.map(|amount| Reading { amount, words: vec![word(amount)], shared: false });
    }
    let senses = Senses::of(phrase);
    let mut found: Option<Reading> = None;
    let mut read_before: Vec<(Vec<Item>, Option<DecimalMark>)> = Vec::new();
    let mut candidates = candidates(&senses.votes(), hints.language);
    let languages = candidates.iter().filter_map(|(bit, _)| *bit).fold(0, |set, bit| set | 1 << bit);
    if senses.alike(languages) {
        candidates.truncate(1);
    }
    for (language, decided) in candidates {
        let items = senses.items(language);
        let mark = decided.mark();
        if read_before.iter().any(|(known, with)| *with == mark && *known == items) {
            continue;
        }
        let attempt = Attempt { phrase, items: &items, hints, decided };
        let reading = attempt.read()?;
        match &mut found {
            Some(other) if other.amount != reading.amount => {
                return Err(Refusal::ambiguous(attempt.span(), phrase.trim(), [other.amount, reading.amount]));
            }
            Some(other) => other.shared |= reading.shared,
            None => found = Some(reading),
        }
        read_before.push((items, mark));
    }
    found.ok_or_else(|| {
        Refusal::new(0..phrase.len(), "the phrase contains no amount", "write an amount such as 5000000.00 EUR")
    })
}

/// What is known about the decimal mark.
#[derive(Clone, Copy, PartialEq)]
enum Decided {
    /// The user named the language.
    Told(DecimalMark),
    /// This many votes favour a language.
    Words(DecimalMark, u16),
    Open,
}

impl Decided {
    fn mark(self) -> Option<DecimalMark> {
        match self {
            Decided::Told(mark) | Decided::Words(mark, _) => Some(mark),
            Decided::Open => None,
        }
    }
}

/// The languages to try: the one that was named, or those that know the most words, or no particular one.
fn candidates(votes: &Votes, told: Option<Language>) -> Vec<(Option<usize>, Decided)> {
    if let Some(language) = told {
        return vec![(Some(language.bit()), Decided::Told(language.lexicon().mark))];
    }
    let most = votes.iter().copied().max().unwrap_or(0);
    if most == 0 {
        return vec![(None, Decided::Open)];
    }
    // A single word hardly favours a language over one where it counts for less, except English, which is everywhere.
    let english = votes.first() == Some(&most);
    let least = if most <= 2 && !english { most.max(2) - 1 } else { most };
    let best = || votes.iter().take(lexicon::ALL.len()).enumerate().filter(|(_, count)| **count >= least);
    let mark_of = |bit: usize| lexicon::ALL[bit].mark;
    let mut marks = best().map(|(bit, _)| mark_of(bit));
    let first = marks.next();
    let agreed = first.filter(|first| marks.all(|mark| mark == *first));
    let decided = agreed.map_or(Decided::Open, |mark| Decided::Words(mark, most));
    best().map(|(bit, _)| (Some(bit), decided)).collect()
}

/// One language's reading of the phrase.
struct Attempt<'a> {
    phrase: &'a str,
    items: &'a [Item],
    hints: Hints<'a>,
    decided: Decided,
}

impl Attempt<'_> {
    fn read(&self) -> Result<Reading, Refusal> {
        let faint = matches!(self.decided, Decided::Open | Decided::Words(_, 0..=1));
        let given =
            Given { currency: self.hints.currency, places: self.hints.places, precision: self.hints.precision, faint };
        let (comma, either) = sentence(self.phrase, self.items, DecimalMark::Comma, given);
        let Some(either) = either else { return comma.map(|sentence| self.reading(&sentence, DecimalMark::Comma)) };
        let (point, _) = sentence(self.phrase, self.items, DecimalMark::Point, given);
        let place = self.items[either];
        let text = &self.phrase[place.start..place.end];
        // The mark in the digits: as the decimal mark it gives decimals, otherwise thousands.
        let own = if text.contains('.') || text.contains('\u{66B}') { DecimalMark::Point } else { DecimalMark::Comma };
        let (decimal, grouped) = match own {
            DecimalMark::Point => (point, comma),
            DecimalMark::Comma => (comma, point),
        };
        let other = match own {
            DecimalMark::Point => DecimalMark::Comma,
            DecimalMark::Comma => DecimalMark::Point,
        };
        match (decimal, grouped) {
            (Ok(decimal), Ok(grouped)) if decimal.amount == grouped.amount => Ok(self.reading(&grouped, other)),
            (Ok(decimal), Ok(grouped)) => {
                let decided = if writes_points(decimal.amount) { self.decided.only_told() } else { self.decided };
                match decided {
                    Decided::Told(mark) if mark == own => Ok(self.reading(&decimal, own)),
                    Decided::Words(mark, votes) if mark == own && votes >= SURE => Ok(self.reading(&decimal, own)),
                    Decided::Told(mark) | Decided::Words(mark, _) if mark != own => Ok(self.reading(&grouped, other)),
                    _ => Err(Refusal::ambiguous(place.start..place.end, text, [decimal.amount, grouped.amount])),
                }
            }
            // The language says decimals, but the currency has fewer: either may be wrong.
            (Err(_), Ok(grouped)) if self.decided == Decided::Told(own) => {
                Err(self.contradicted(&place, text, &grouped))
            }
            (Err(_), Ok(grouped)) => Ok(self.reading(&grouped, other)),
            (Ok(decimal), Err(_)) => Ok(self.reading(&decimal, own)),
            (Err(_), Err(refusal)) => Err(refusal),
        }
    }

    fn contradicted(&self, place: &Item, text: &str, grouped: &Sentence) -> Refusal {
        let language = self.hints.language.map_or("the language", Language::name);
        let mut refusal = Refusal::new(
            place.start..place.end,
            format!(
                "“{text}” has three decimals in {language}, more than the currency has; otherwise it is {}",
                grouped.amount
            ),
            "write the figure without a separator, or leave the language out",
        );
        refusal.readings = vec![grouped.amount];
        refusal
    }

    fn span(&self) -> std::ops::Range<usize> {
        let start = self.items.first().map_or(0, |item| item.start);
        start..self.items.last().map_or(start, |item| item.end)
    }

    fn reading(&self, sentence: &Sentence, mark: DecimalMark) -> Reading {
        let mention = &sentence.mention;
        let places = (mention.start..mention.end).chain(mention.around.far);
        let mut words: Vec<Word> = places.filter_map(|at| self.word(at, mark, sentence)).collect();
        words.sort_by_key(|word| word.start);
        let shared = mention.money().is_some_and(|money| money.is_by_custom(self.hints.currency.map(Unit::code)));
        Reading { amount: sentence.amount, words, shared }
    }

    fn word(&self, at: usize, mark: DecimalMark, sentence: &Sentence) -> Option<Word> {
        let (item, mention, amount) = (self.items.get(at)?, &sentence.mention, sentence.amount);
        let meaning = match item.what {
            What::Digits(literal) => literal.value(mark)?.to_string(),
            What::Means(meaning) if at < mention.figure.start || item.behind.is_none() => explained(meaning, amount)?,
            What::Means(_) | What::Unknown { .. } => explained(item.behind?.0, amount)?,
            What::Mark(mark) => mark_explained(mark)?.to_owned(),
        };
        Some(Word { start: item.start, end: item.end, meaning })
    }
}

impl Decided {
    /// Trusts only what the user said: the currency's home writes numbers differently from the language's.
    fn only_told(self) -> Decided {
        if let Decided::Told(_) = self { self } else { Decided::Open }
    }
}

/// Currencies of countries that write a point where most speakers of their language write a comma.
fn writes_points(amount: Amount) -> bool {
    const POINTS: &[&str] = &["CHF", "MXN", "GTQ", "HNL", "NIO", "DOP", "PEN", "PAB"];
    amount.unit().is_some_and(|unit| POINTS.contains(&unit.code()))
}

fn explained(meaning: Meaning, amount: Amount) -> Option<String> {
    Some(match meaning {
        Meaning::Bound(bound) | Meaning::BoundAfter(bound) => bound_explained(bound).to_owned(),
        Meaning::MoreUnlessNoun => bound_explained(Bound::More).to_owned(),
        Meaning::About | Meaning::AboutAfter => "about".to_owned(),
        Meaning::Estimate => "estimated".to_owned(),
        Meaning::Between | Meaning::BetweenAfter => "between".to_owned(),
        Meaning::From => "from".to_owned(),
        Meaning::To => "to".to_owned(),
        Meaning::UpTo => "up to".to_owned(),
        Meaning::And => "and".to_owned(),
        Meaning::Count(count) => count.to_string(),
        Meaning::Roughly(count) => format!("about {count}"),
        Meaning::Hundred(_) => scale_explained(2),
        Meaning::Scale(power, _) | Meaning::Letter(Letter { power, .. }) => scale_explained(power),
        Meaning::Part(hundredths) => format!("{} hundredths", hundredths),
        Meaning::AndPart(hundredths) => format!("and {} hundredths", hundredths),
        Meaning::Money(_) => amount.unit()?.code().to_owned(),
        _ => return None,
    })
}

fn bound_explained(bound: Bound) -> &'static str {
    match bound {
        Bound::More => "more than",
        Bound::AtLeast => "at least",
        Bound::Less => "less than",
        Bound::AtMost => "up to",
    }
}

fn mark_explained(mark: char) -> Option<&'static str> {
    Some(match mark {
        '>' => "more than",
        '<' => "less than",
        '≥' | '+' => "at least",
        '≤' => "up to",
        '-' | TWO_DOTS | '…' => "to",
        _ => return None,
    })
}

/// `× 1 000 000`
fn scale_explained(power: u32) -> String {
    let mut text = "× 1".to_owned();
    for place in (0..power).rev() {
        if place % 3 == 2 {
            text.push(' ');
        }
        text.push('0');
    }
    text
}
