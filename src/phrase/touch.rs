//! What touches a figure: every word, sign and scale that adjoins a mention must be understood, or the phrase is
//! refused and shows it. A figure is never cut out of a longer word: `1_000`, `.5`, `5^6`, `5e3`.

use std::ops::Range;

use super::figure::Figure;
use super::item::{Item, What};
use super::meaning::Meaning;
use super::mention::Mention;
use super::token::NO_COMPARISON;
use crate::domain::Decimal;

/// Something beside a figure that may change it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stray {
    /// Its items.
    pub(super) items: Range<usize>,
    pub(super) why: Why,
}

/// Why it may change the figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Why {
    /// No lexicon knows it, or not at this place.
    NotUnderstood,
    /// It touches the figure without a blank.
    Glued,
    /// An aside comments on the figure: `5 EUR (thousands)`.
    Aside,
    /// The number may count or identify it.
    Thing,
    /// It may name the country of a currency whose name is shared.
    Land,
}

/// The most words in an aside that may be a scale or a bound; anything longer is a remark.
const SHORT_ASIDE: usize = 3;

/// The first thing beside a mention that is not understood.
pub(super) fn stray(items: &[Item], mention: &Mention, faint: bool) -> Option<Stray> {
    let last = mention.upper.as_ref().unwrap_or(&mention.figure);
    let touch = Touch { items, mention, faint };
    touch.before().or_else(|| touch.behind(last)).or_else(|| touch.nameless())
}

struct Touch<'i> {
    items: &'i [Item],
    mention: &'i Mention,
    /// The phrase's language is uncertain.
    faint: bool,
}

impl Touch<'_> {
    fn what(&self, at: usize) -> Option<What> {
        self.items.get(at).map(|item| item.what)
    }

    fn stray(&self, items: Range<usize>, why: Why) -> Option<Stray> {
        Some(Stray { items, why })
    }

    /// Whether an item touches the one before it, with no space between.
    fn touches(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.items.get(before));
        before.zip(self.items.get(at)).is_some_and(|(before, item)| before.end == item.start)
    }

    fn is_digits(&self, at: usize) -> bool {
        matches!(self.what(at), Some(What::Digits(_)))
    }

    fn before(&self) -> Option<Stray> {
        let first = self.mention.figure.start;
        if self.touches(first) && self.glued_before(first - 1) {
            return self.stray(first - 1..first, Why::Glued);
        }
        let at = self.mention.reach.checked_sub(1).filter(|at| *at >= self.mention.after)?;
        match self.items[at].what {
            What::Mark(')') => self.aside(self.opening(at)? + 1..at),
            // What precedes the words that bound or introduce the figure touches those, not the figure.
            _ if self.mention.reach < first => None,
            What::Unknown { .. } => self.stray(at..at + 1, Why::NotUnderstood),
            // An abbreviation, or the end of a sentence.
            What::Mark('.' | '/') if self.is_unknown(at.checked_sub(1)?) && !self.items[at].spaced => {
                self.stray(at - 1..at + 1, Why::NotUnderstood)
            }
            What::Means(meaning) if makes_figures(meaning) => self.stray(at..at + 1, Why::NotUnderstood),
            _ => None,
        }
    }

    /// Whether the item that directly precedes a figure may belong to it.
    fn glued_before(&self, at: usize) -> bool {
        let digits_first = self.is_digits(at + 1);
        let follows = self.touches(at);
        let follows_digits = follows && self.is_digits(at - 1);
        match self.items[at].what {
            What::Mark('(' | '<' | '>' | '=' | '≤' | '≥' | '+' | '*' | '×') => false,
            What::Mark('-') => follows && digits_first,
            What::Mark(',' | '.' | '/' | ';') => digits_first || follows_digits,
            What::Mark(':' | '!' | '?' | ')' | '|' | '…' | '•' | '·') => {
                follows_digits || (digits_first && !follows)
            }
            What::Mark(_) | What::Digits(_) | What::Unknown { .. } => true,
            What::Means(_) => !self.items[at].runs_on && (self.items[at].lettered || at < self.mention.start),
        }
    }

    fn behind(&self, figure: &Figure) -> Option<Stray> {
        let at = figure.end;
        let item = self.items.get(at)?;
        let touching = self.touches(at);
        let understood = at < self.mention.end;
        if let Some(said) = self.said_aside(at) {
            return self.stray(said, Why::Aside);
        }
        let glued = match item.what {
            // A minus after the figure, as some accounting programs write it.
            What::Mark('-') if at + 1 == self.items.len() => true,
            What::Mark('<' | '>' | '≤' | '≥' | '±' | NO_COMPARISON) => !understood,
            What::Mark(mark) => touching && self.runs_into(at, mark),
            What::Digits(_) | What::Means(Meaning::Count(_) | Meaning::Money(_)) => touching,
            // `£000s`, `5e`
            What::Means(Meaning::Plain | Meaning::Thing | Meaning::Filler | Meaning::Describing) => {
                touching && self.is_digits(at - 1) && !item.runs_on
            }
            What::Means(Meaning::Part(_)) => touching || item.end - item.start == '½'.len_utf8(),
            _ => false,
        };
        if glued {
            return self.stray(at..at + 1, Why::Glued);
        }
        self.beside_behind(self.mention.end)
    }

    /// What follows a mention and its bound words.
    fn beside_behind(&self, at: usize) -> Option<Stray> {
        let item = self.items.get(at)?;
        let ends = at + 1 == self.items.len();
        let figure = self.mention.upper.as_ref().unwrap_or(&self.mention.figure);
        let money = self.mention.figure.money.or(figure.money);
        match item.what {
            _ if item.behind.is_some() => None,
            What::Unknown { .. } => self.stray(at..at + 1, Why::NotUnderstood),
            // “€70/kg” is a price; “€70/year” is a rate, which keeps its number.
            What::Means(Meaning::Plain | Meaning::Thing | Meaning::Filler) if self.may_be_scale(at, figure) => {
                self.stray(at..at + 1, Why::NotUnderstood)
            }
            What::Mark('/') if self.is_thing(at + 1) => self.stray(at..at + 2, Why::NotUnderstood),
            What::Mark('(') => self.aside(at + 1..self.closing(at)),
            // `€5. m`
            What::Mark('.' | ',') if self.is_scale(at + 1) => self.stray(at..at + 2, Why::NotUnderstood),
            What::Means(Meaning::Land(land)) if money.is_some_and(|money| money.is_anothers(land)) => {
                self.stray(at..at + 1, Why::Land)
            }
            // “Dollars of Ruritania” names a country; “in” only says where they were.
            What::Means(Meaning::Of | Meaning::OfAny) if item.dating == 0 && figure.money_behind => {
                let word = self.items.get(figure.end - 1).is_some_and(|item| item.lettered);
                let shared = money.is_some_and(|money| !money.others.is_empty());
                let land = matches!(self.what(at + 1), Some(What::Unknown { capital: true }));
                if word && shared && land { self.stray(at + 1..at + 2, Why::Land) } else { None }
            }
            What::Means(
                Meaning::Doubt | Meaning::About | Meaning::Bound(_) | Meaning::UpTo | Meaning::MoreUnlessNoun,
            ) if ends || self.touches(at) => self.stray(at..at + 1, Why::NotUnderstood),
            What::Means(Meaning::Part(_)) if ends => self.stray(at..at + 1, Why::NotUnderstood),
            What::Means(Meaning::Part(_) | Meaning::Money(_) | Meaning::Vague | Meaning::Pieces) => None,
            What::Means(meaning) if makes_figures(meaning) => self.stray(at..at + 1, Why::NotUnderstood),
            // “12 in” is a length.
            What::Means(Meaning::Of | Meaning::OfAny) if ends && money.is_none() => {
                self.stray(at..at + 1, Why::NotUnderstood)
            }
            _ => None,
        }
    }

    /// Whether a short word after a number with a leading currency may be a scale in the phrase's own language,
    /// unknown to us, although some other language has it without meaning: `CNY 5 wan`, `THB 5 lan`.
    fn may_be_scale(&self, at: usize, figure: &Figure) -> bool {
        const SHORT: usize = 3;
        let item = &self.items[at];
        let place = figure.money.is_some() && !figure.money_behind && figure.power == 0 && at == figure.end;
        self.faint && place && item.end - item.start <= SHORT
    }

    /// Without a currency beside the figure, nothing before it may be a thing that the number identifies: `Lot 12`.
    fn nameless(&self) -> Option<Stray> {
        if self.mention.is_money() {
            return None;
        }
        let figure = &self.mention.figure;
        if figure.value() == Decimal::parse("0").ok() && !self.is_digits(figure.start) {
            return self.stray(figure.start..figure.end, Why::NotUnderstood);
        }
        let names =
            |item: &Item| matches!(item.what, What::Unknown { .. } | What::Means(Meaning::Thing | Meaning::Land(_)));
        let at = self.items[..figure.start].iter().rposition(names)?;
        let why = if self.is_unknown(at) { Why::NotUnderstood } else { Why::Thing };
        self.stray(at..at + 1, why)
    }

    fn is_thing(&self, at: usize) -> bool {
        let dates = self.items.get(at).is_some_and(|item| item.dating != 0);
        self.is_unknown(at) || (self.what(at) == Some(What::Means(Meaning::Thing)) && !dates)
    }

    fn is_scale(&self, at: usize) -> bool {
        matches!(self.what(at), Some(What::Means(Meaning::Letter(_) | Meaning::Scale(..))))
    }

    fn is_unknown(&self, at: usize) -> bool {
        matches!(self.what(at), Some(What::Unknown { .. }))
    }

    /// The bracket that the one at `at` closes.
    fn opening(&self, at: usize) -> Option<usize> {
        self.items[..at].iter().rposition(|item| item.is_mark('('))
    }

    /// The bracket that closes the one at `at`, or the end.
    fn closing(&self, at: usize) -> usize {
        self.items[at..].iter().position(|item| item.is_mark(')')).map_or(self.items.len(), |length| at + length)
    }

    /// What an aside in brackets says about the figure beside it; an amount in brackets is judged as an amount.
    fn aside(&self, inside: Range<usize>) -> Option<Stray> {
        let items = self.items.get(inside.clone())?;
        let number = |item: &Item| match item.what {
            What::Digits(literal) => !literal.is_zero(),
            What::Means(meaning) => matches!(meaning, Meaning::Count(_)),
            _ => false,
        };
        if items.is_empty() || items.iter().any(number) {
            return None;
        }
        let says = |item: &Item| match item.what {
            What::Means(meaning) => {
                item.behind.is_some() || makes_figures(meaning) || bounds(meaning) || meaning == Meaning::Doubt
            }
            What::Digits(_) => true,
            What::Unknown { .. } => item.behind.is_some(),
            What::Mark(_) => false,
        };
        if items.iter().any(says) {
            return self.stray(inside, Why::Aside);
        }
        let unknown = items.iter().position(|item| matches!(item.what, What::Unknown { .. }))?;
        let words = items.iter().filter(|item| !matches!(item.what, What::Mark(_))).count();
        let at = inside.start + unknown;
        if words <= SHORT_ASIDE { self.stray(at..at + 1, Why::NotUnderstood) } else { None }
    }

    /// A scale or bound word for the figure, set aside at the end: `5 EUR in thousands`, `5 EUR, approx.`.
    fn said_aside(&self, at: usize) -> Option<Range<usize>> {
        let opens = |item: &&Item| {
            item.is_mark('(') || item.is_mark(',') || matches!(item.meaning(), Some(Meaning::Of | Meaning::OfAny))
        };
        let opened = self.items[at..].iter().take(2).take_while(opens).count();
        let item = self.items.get(at + opened).filter(|_| opened > 0)?;
        let group_end = item.behind.map_or(item.end, |(_, group_end)| group_end);
        let next = self.items[at + opened + 1..].iter().find(|next| next.start >= group_end);
        let closed = next.is_none_or(|next| next.is_mark(')'));
        let says = match item.what {
            What::Means(Meaning::Scale(..) | Meaning::Hundred(_) | Meaning::Vague | Meaning::Letter(_)) => true,
            What::Means(meaning) if bounds(meaning) || meaning == Meaning::Doubt => true,
            What::Digits(literal) => literal.is_zero(),
            _ => item.behind.is_some(),
        };
        (closed && says).then_some(at + opened..at + opened + 1)
    }

    /// Whether the marks from `at`, which touch a figure, are not punctuation, or lead to more digits.
    fn runs_into(&self, at: usize, mark: char) -> bool {
        let mut next = at + 1;
        while self.touches(next) && matches!(self.items[next].what, What::Mark(_)) {
            next += 1;
        }
        let goes_on = self.touches(next);
        match mark {
            '-' => !goes_on || self.is_digits(next),
            '(' | ')' | ',' | '.' | ';' | ':' | '!' | '?' | '/' | '+' | '\u{FFFD}' => goes_on && self.is_digits(next),
            '…' | '*' => goes_on,
            _ => true,
        }
    }
}

/// Whether a word of this meaning changes the figure that it belongs to.
fn makes_figures(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Letter(_)
            | Meaning::Scale(..)
            | Meaning::Hundred(_)
            | Meaning::Part(_)
            | Meaning::AndPart(_)
            | Meaning::Money(_)
            | Meaning::Cent
            | Meaning::Percent
            | Meaning::Vague
            | Meaning::Pieces
    )
}

fn bounds(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Bound(_)
            | Meaning::UpTo
            | Meaning::MoreUnlessNoun
            | Meaning::About
            | Meaning::AboutAfter
            | Meaning::Estimate
    )
}
