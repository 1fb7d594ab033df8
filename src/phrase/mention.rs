//! Mentions: a figure, or two that make a range, with the bound words around it.

use std::ops::Range;

use super::figure::{Figure, FigureKind};
use super::item::{Item, What};
use super::meaning::{Bound, Meaning, Money};
use super::token::TWO_DOTS;

/// A figure or range with its bound words.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// The first of its items, bound words included; the last is before `end`.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The first item of the meaningless words that lead up to it: “a total of”.
    pub(super) reach: usize,
    /// Where the previous mention ends.
    pub(super) after: usize,
    pub(super) figure: Figure,
    /// The upper figure of a range.
    pub(super) upper: Option<Figure>,
    pub(super) around: Words,
}

/// What the words around a figure say.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Words {
    pub(super) more: bool,
    pub(super) at_least: bool,
    pub(super) less: bool,
    pub(super) at_most: bool,
    pub(super) about: bool,
    pub(super) estimate: bool,
    /// Opens a range that is never closed: “from 5 million”.
    pub(super) open: bool,
    /// “Over” after a noun, which may be a contract for that sum.
    pub(super) noun_over: bool,
    /// A difference, not an amount.
    pub(super) change: bool,
    /// Words that change what the figure says: “not”, “half of”.
    pub(super) doubt: bool,
    pub(super) negative: bool,
    /// The sum of each of several things or payments.
    pub(super) each: bool,
    between: bool,
    /// The item of a distant estimate word.
    pub(super) far: Option<usize>,
}

impl Words {
    fn bound(&mut self, bound: Bound) {
        match bound {
            Bound::More => self.more = true,
            Bound::AtLeast => self.at_least = true,
            Bound::Less => self.less = true,
            Bound::AtMost => self.at_most = true,
        }
    }

    /// Whether a bound word goes with the figure.
    pub(super) fn bounded(&self) -> bool {
        self.more || self.at_least || self.less || self.at_most
    }
}

/// Combines figures into mentions.
pub(super) fn mentions(items: &[Item], figures: &[Figure]) -> Vec<Mention> {
    let mut found = Vec::with_capacity(figures.len());
    let (mut index, mut limit) = (0, 0);
    while let Some(figure) = figures.get(index) {
        let (start, reach, mut around) = words_before(items, figure.start, limit);
        let next = figures.get(index + 1);
        let joined = next.and_then(|next| join(items, figure, next, &around).map(|about| (next, about)));
        let upper = joined.map(|(next, _)| *next);
        around.about |= joined.is_some_and(|(_, about)| about);
        around.open &= upper.is_none();
        let last = upper.unwrap_or(*figure);
        index += if upper.is_some() { 2 } else { 1 };
        let next_start = figures.get(index).map_or(items.len(), |next| next.start);
        around.doubt |= around.between && upper.is_none();
        let end = words_behind(items, last.end, next_start, upper.is_some(), &mut around);
        around.each |= each_beside(items, limit..start, end..next_start);
        around.doubt |= !around.bounded() && bound_left_hanging(items, limit..reach);
        found.push(Mention { start, end, reach, after: limit, figure: *figure, upper, around });
        limit = end;
    }
    found
}

/// Reads the words before a figure, backwards: where those with a meaning begin, where the others begin, and what they
/// say.
fn words_before(items: &[Item], figure: usize, limit: usize) -> (usize, usize, Words) {
    let mut words = Words::default();
    let (mut at, mut start) = (figure, figure);
    while at > limit {
        let item = &items[at - 1];
        match item.what {
            What::Means(Meaning::Bound(bound)) => words.bound(bound),
            What::Means(Meaning::UpTo) => words.bound(Bound::AtMost),
            What::Means(Meaning::MoreUnlessNoun) => {
                let noun = at >= 2 && matches!(items[at - 2].what, What::Unknown { capital: true, .. });
                words.noun_over |= noun;
                words.bound(Bound::More);
            }
            What::Means(Meaning::About | Meaning::AboutAfter) => words.about = true,
            What::Means(Meaning::Estimate) => words.estimate = true,
            What::Means(Meaning::Between) => words.between = true,
            What::Means(Meaning::From) => words.open = true,
            What::Means(Meaning::Change) => words.change = true,
            What::Means(
                Meaning::Doubt
                | Meaning::Part(_)
                | Meaning::AndPart(_)
                | Meaning::Hundred(_)
                | Meaning::Scale(..)
                | Meaning::Percent,
            ) => words.doubt = true,
            What::Mark(mark @ ('<' | '>' | '≤' | '≥')) if stands_alone(items, at - 1) => {
                words.bound(compared(mark))
            }
            What::Mark('=') if stands_alone(items, at - 1) => {}
            What::Mark('+') => words.change = true,
            What::Mark('-') => {
                // A dash before a figure may be a minus sign; at the start of the phrase, even with a space.
                let divides = at >= 2 && !item.spaced && !matches!(items[at - 2].what, What::Mark(_));
                let divides = divides && !matches!(items[at - 2].meaning(), Some(Meaning::About | Meaning::AboutAfter));
                words.negative |= at == 1 || (!items[at].spaced && !divides);
                break;
            }
            What::Mark(mark) if !is_punctuation(mark) => words.doubt = true,
            What::Means(
                Meaning::Filler
                | Meaning::Article
                | Meaning::Of
                | Meaning::OfAny
                | Meaning::To
                | Meaning::Describing
                | Meaning::Sums,
            ) => {
                at -= 1;
                continue;
            }
            _ => break,
        }
        at -= 1;
        start = at;
        if words.change || words.doubt {
            break;
        }
    }
    estimate_before(items, at, limit, &mut words);
    (start, at, words)
}

/// Whether a nearby word in the same clause says that the sum is for each of several.
fn each_beside(items: &[Item], before: Range<usize>, behind: Range<usize>) -> bool {
    const REACH: usize = 4;
    let before = items.get(before).unwrap_or_default().iter().rev().take(REACH);
    let behind = items.get(behind).unwrap_or_default().iter().take(REACH);
    before.take_while(|item| in_clause(item)).any(|item| item.meaning() == Some(Meaning::Each))
        || behind.take_while(|item| in_clause(item)).any(|item| matches!(item.behind, Some((Meaning::EachAfter, _))))
}

fn in_clause(item: &Item) -> bool {
    !matches!(item.what, What::Mark(',' | '.' | ';' | ':' | '(' | ')') | What::Digits(_))
}

/// Whether a comma clause or meaningless words separate a leading bound word from its figure: “more than, say, 5 EUR”,
/// “over their 5 EUR”.
fn bound_left_hanging(items: &[Item], before: Range<usize>) -> bool {
    const REACH: usize = 8;
    let items = items.get(before).unwrap_or_default();
    let items = &items[items.len().saturating_sub(REACH)..];
    items.iter().enumerate().any(|(at, item)| {
        let bound = matches!(
            item.meaning(),
            Some(Meaning::Bound(_) | Meaning::UpTo | Meaning::MoreUnlessNoun | Meaning::About | Meaning::AboutAfter)
        );
        let rest = &items[at + 1..];
        let parted = rest.first().is_some_and(|next| matches!(next.what, What::Mark(',' | '-' | '(' | '…' | ':')));
        let nothing = |item: &Item| matches!(item.what, What::Mark(_)) || item.meaning().is_some_and(leads_on);
        bound && (parted || rest.iter().all(nothing))
    })
}

/// Whether a word may stand between a bound and its figure.
fn leads_on(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Plain | Meaning::Filler | Meaning::Article | Meaning::Of | Meaning::OfAny | Meaning::Describing
    )
}

/// Whether a sign of comparison really is one, and not the end of a tag or part of an arrow.
fn stands_alone(items: &[Item], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &items[before]) else { return true };
    let about = matches!(before.meaning(), Some(Meaning::About | Meaning::AboutAfter));
    before.end < items[at].start || about || matches!(before.what, What::Mark('(' | ':' | TWO_DOTS))
}

fn compared(mark: char) -> Bound {
    match mark {
        '<' => Bound::Less,
        '≤' => Bound::AtMost,
        '≥' => Bound::AtLeast,
        _ => Bound::More,
    }
}

/// Marks that separate a figure from what precedes it, without changing it.
fn is_punctuation(mark: char) -> bool {
    matches!(mark, ',' | '.' | ';' | ':' | '(' | ')' | '/' | '!' | '?' | '…' | '•' | '·' | '●' | '▪' | '|')
        || mark == TWO_DOTS
        || mark == '\u{FFFD}'
}

/// Looks further back for “estimated” in the same clause.
fn estimate_before(items: &[Item], from: usize, limit: usize, words: &mut Words) {
    let clause =
        items.get(limit..from).unwrap_or_default().iter().enumerate().rev().take_while(|(_, item)| in_clause(item));
    let mut estimates = clause.filter(|(_, item)| item.meaning() == Some(Meaning::Estimate));
    if let Some((index, _)) = estimates.next() {
        words.estimate = true;
        words.far = words.far.or(Some(limit + index));
    }
}

/// Whether two figures make a range, and if so, whether “about” stands between them.
fn join(items: &[Item], lower: &Figure, upper: &Figure, around: &Words) -> Option<bool> {
    let (divider, rest) = match items.get(lower.end..upper.start)? {
        // `tíz- és húszmillió között`
        [hyphen, and, rest @ ..] if hyphen.is_mark('-') && and.meaning() == Some(Meaning::And) => (and, rest),
        gap => gap.split_first()?,
    };
    let mut about = false;
    for item in rest {
        match item.meaning()? {
            Meaning::About | Meaning::AboutAfter => about = true,
            Meaning::Filler | Meaning::Of | Meaning::Article => {}
            _ => return None,
        }
    }
    let closed_behind =
        items.get(upper.end).is_some_and(|item| matches!(item.behind, Some((Meaning::BetweenAfter, _))));
    let divides = match divider.what {
        What::Means(Meaning::To | Meaning::UpTo) => true,
        What::Means(Meaning::And) => around.between || closed_behind,
        // “From 5 up to 7 million”.
        What::Means(Meaning::Bound(Bound::AtMost)) => around.open,
        What::Mark('-' | TWO_DOTS | '…') => true,
        _ => false,
    };
    let kinds = lower.value().is_some() && upper.value().is_some();
    // The currency of a range precedes or follows it; one after the lower figure alone makes another amount.
    let one_currency = !lower.money_behind || upper.money.is_some();
    (divides && kinds && one_currency).then_some(about)
}

/// Reads the words after a figure and returns where they end.
fn words_behind(items: &[Item], from: usize, next_figure: usize, ranged: bool, words: &mut Words) -> usize {
    let mut end = from;
    while let Some(item) = items.get(end) {
        let group_end = item.behind.map_or(item.end, |(_, group_end)| group_end);
        let next = end + items[end..].iter().take_while(|item| item.start < group_end).count();
        let figure_follows = next >= next_figure && next_figure < items.len();
        match (item.behind, item.what) {
            (Some((Meaning::ChangeAfter, _)), _) => words.change = true,
            (Some((Meaning::BoundAfter(bound), _)), _) if !figure_follows => words.bound(bound),
            // “Between” with one figure: the other was not understood.
            (Some((Meaning::BetweenAfter, _)), _) => words.doubt |= !ranged,
            (_, What::Means(Meaning::AboutAfter)) if !figure_follows => words.about = true,
            (_, What::Means(Meaning::Estimate)) if !figure_follows => words.estimate = true,
            (_, What::Mark('+')) if !item.spaced || next == items.len() => words.bound(Bound::AtLeast),
            _ => break,
        }
        // A word group may reach into the next figure, which then keeps its words.
        end = next.min(next_figure);
        if end == next_figure {
            break;
        }
    }
    estimate_behind(items, end, next_figure, words);
    end
}

/// Looks for “estimated” a few words later in the same clause: `auf 5 Mio. Euro wird er geschätzt`.
fn estimate_behind(items: &[Item], from: usize, next_figure: usize, words: &mut Words) {
    const REACH: usize = 4;
    for (at, item) in items.iter().enumerate().take(next_figure.min(from + REACH)).skip(from) {
        match item.what {
            What::Means(Meaning::Estimate) => {
                words.estimate = true;
                words.far = words.far.or(Some(at));
            }
            What::Mark(_) | What::Digits(_) => break,
            _ => {}
        }
    }
}

impl Mention {
    /// Whether the mention is, or may be, money.
    pub(super) fn is_money(&self) -> bool {
        let kind = |figure: &Figure| !matches!(figure.kind, FigureKind::Pieces | FigureKind::Percent);
        self.money().is_some() && kind(&self.figure) && self.upper.as_ref().is_none_or(kind)
    }

    /// The currency of its figures: for a range, what both ends say together.
    pub(super) fn money(&self) -> Option<Money> {
        let upper = self.upper.and_then(|upper| upper.money);
        match (self.figure.money, upper) {
            (Some(one), Some(other)) => one.with(other).or(Some(one)),
            (one, other) => one.or(other),
        }
    }

    /// Whether the ends of the range have contradictory currencies.
    pub(super) fn is_in_two_currencies(&self) -> bool {
        let upper = self.upper.and_then(|upper| upper.money);
        matches!((self.figure.money, upper), (Some(one), Some(other)) if one.with(other).is_none())
    }
}
