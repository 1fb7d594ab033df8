//! Figures: each number in the phrase with the currency beside it.

use super::item::{Item, What};
use super::meaning::{Choice, Meaning, Money, Side};
use super::number::{Around, Found, Number, number_at};
use super::numeral::{DecimalMark, Literal};
use super::token::TWO_DOTS;
use crate::domain::Decimal;

/// A number in the phrase, with its currency if it has one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    /// The first of its items, currency included; the last is before `end`.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: FigureKind,
    pub(super) money: Option<Money>,
    /// The currency follows the number.
    pub(super) money_behind: bool,
    pub(super) rough: bool,
    /// The item whose digits have two readings.
    pub(super) either: Option<usize>,
    /// The power of ten of its first scale word; 0 if none.
    pub(super) power: u32,
}

/// The most currency words that may precede one figure (`US dollar USD 5`).
const MOST_IN_FRONT: usize = 3;

/// What a figure is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum FigureKind {
    Value(Decimal),
    /// A size that is not an exact figure: “several million”.
    Vague,
    /// Digits that do not form a figure.
    Malformed,
    /// More digits than a figure holds.
    TooLarge,
    /// Two currencies beside one number.
    TwoCurrencies,
    /// Banknotes, coins or machines, which the currency only describes.
    Pieces,
    Percent,
    /// Hundredths of a currency.
    Cents,
}

impl Figure {
    pub(super) fn value(&self) -> Option<Decimal> {
        match self.kind {
            FigureKind::Value(value) => Some(value),
            _ => None,
        }
    }
}

/// Finds every figure in one pass; `given` is the currency supplied with the phrase.
pub(super) fn figures(items: &[Item], mark: DecimalMark, given: Option<&'static str>) -> Vec<Figure> {
    let named = || {
        items.iter().find_map(|item| match item.meaning() {
            Some(Meaning::Money(money)) => Some(money.first),
            _ => None,
        })
    };
    let code = given.or_else(named);
    let mut found = Vec::new();
    let (mut at, mut opened, mut shared_from) = (0, false, None);
    while at < items.len() {
        let finder = Finder { items, mark, opened, inherits: shared_from == Some(at), code };
        match finder.figure_at(at) {
            Some(figure) => {
                at = figure.end.max(at + 1);
                opened = false;
                // In `$1-2m` the leading currency counts for both.
                let shares = figure.money.is_some() && !figure.money_behind && divides(items, at);
                shared_from = shares.then_some(at + 1);
                found.push(figure);
            }
            None => {
                opened |= items[at].meaning() == Some(Meaning::Between);
                at += 1;
            }
        }
    }
    found
}

/// Whether an item may join two figures into a range.
fn divides(items: &[Item], at: usize) -> bool {
    items.get(at).is_some_and(|item| {
        matches!(item.what, What::Means(Meaning::To | Meaning::UpTo | Meaning::And) | What::Mark('-' | TWO_DOTS | '…'))
    })
}

struct Finder<'i> {
    items: &'i [Item],
    mark: DecimalMark,
    opened: bool,
    /// The currency before the previous figure counts for this one too.
    inherits: bool,
    /// The currency of the phrase.
    code: Option<&'static str>,
}

impl Finder<'_> {
    fn meaning(&self, at: usize) -> Option<Meaning> {
        self.items.get(at).and_then(Item::meaning)
    }

    /// The currency word or sign at `at`, with the country next to it, and the place after them.
    fn money(&self, at: usize) -> Option<(Money, usize)> {
        let word = |at: usize| match self.meaning(at) {
            Some(Meaning::Money(money)) => Some((money, self.items.get(at).is_some_and(|item| item.lettered))),
            _ => None,
        };
        if let Some(Meaning::Land(land)) = self.meaning(at) {
            let (money, is_word) = word(at + 1)?;
            // “Hong Kong dollars” names the currency; “in Hong Kong $5” may mean another.
            return Some((if is_word { money.of_land(land) } else { asked_in(money, land) }, at + 2));
        }
        let (money, is_word) = word(at)?;
        match (self.meaning(at + 1), self.meaning(at + 2)) {
            (Some(Meaning::Land(land)), _) if is_word => Some((money.of_land(land), at + 2)),
            (
                Some(Meaning::Of | Meaning::OfAny | Meaning::From | Meaning::Plain | Meaning::Filler),
                Some(Meaning::Land(land)),
            ) if is_word && money.is_anothers(land) => Some((asked_in(money, land), at + 3)),
            _ => Some((money, at + 1)),
        }
    }

    fn number(&self, at: usize, prefixed: bool) -> Option<Found> {
        let prefixed = prefixed || self.inherits;
        number_at(self.items, at, Around { mark: self.mark, prefixed, opened: self.opened, code: self.code })
    }

    fn figure_at(&self, start: usize) -> Option<Figure> {
        if self.meaning(start) == Some(Meaning::Vague) {
            return self.vague_at(start);
        }
        let (at, scale_in_front) = match self.scale_in_front(start) {
            Some(power) => (start + 1, power),
            None => (start, 0),
        };
        let (in_front, number_start) = self.money_in_front(at);
        if scale_in_front > 0 && (in_front.is_none() || number_start == at) {
            return self.bare_figure(start);
        }
        let Some(in_front) = in_front else { return self.bare_figure(start) };
        match self.number(number_start, in_front.is_ok())? {
            Found::Vague(end) => Some(self.of_kind(start, end, FigureKind::Vague, in_front.ok())),
            Found::Malformed(end) => Some(self.of_kind(start, end, FigureKind::Malformed, in_front.ok())),
            Found::TooLarge(end) => Some(self.of_kind(start, end, FigureKind::TooLarge, in_front.ok())),
            Found::Number(number) => Some(self.with_number(start, number, Some(in_front), scale_in_front)),
        }
    }

    fn bare_figure(&self, start: usize) -> Option<Figure> {
        match self.number(start, false)? {
            Found::Vague(end) => Some(self.vague_from(start, end)),
            Found::Malformed(end) => Some(self.no_figure(start, end, FigureKind::Malformed)),
            Found::TooLarge(end) => Some(self.no_figure(start, end, FigureKind::TooLarge)),
            Found::Number(number) => Some(self.with_number(start, number, None, 0)),
        }
    }

    /// Digits that do not form a figure, with the currency that follows them.
    fn no_figure(&self, start: usize, end: usize, kind: FigureKind) -> Figure {
        match self.money(end).filter(|_| !self.digits_at(end + 1)) {
            Some((money, next)) => self.of_kind(start, next, kind, Some(money)),
            None => self.of_kind(start, end, kind, None),
        }
    }

    /// A scale word before the currency before the digits: `M€ 5`, `Mio. EUR 5`.
    fn scale_in_front(&self, at: usize) -> Option<u32> {
        let power = match self.meaning(at)? {
            Meaning::Scale(power, _) => power,
            Meaning::Letter(letter) if self.code.is_some_and(|code| letter.counts_in(code)) => letter.power,
            _ => return None,
        };
        let (money, next) = self.money(at + 1)?;
        (money.side == Side::Either && self.digits_at(next)).then_some(power)
    }

    /// The currency before a number (`Err` if two contradict each other), and where the whole begins.
    fn money_in_front(&self, start: usize) -> (Option<Result<Money, Money>>, usize) {
        let mut at = start;
        let mut money: Option<Result<Money, Money>> = None;
        while at < start + MOST_IN_FRONT
            && let Some((next, behind)) = self.money(at).filter(|(money, _)| money.side == Side::Either)
        {
            money = Some(match money {
                None => Ok(next),
                Some(Ok(known)) => known.with(next).ok_or(known),
                Some(Err(known)) => Err(known),
            });
            at = behind;
        }
        if money.is_some() && self.items.get(at).is_some_and(|item| item.is_mark(':')) {
            at += 1;
        }
        (money, at)
    }

    fn of_kind(&self, start: usize, end: usize, kind: FigureKind, money: Option<Money>) -> Figure {
        Figure { start, end, kind, money, money_behind: false, rough: false, either: None, power: 0 }
    }

    /// A vague word with the size it blurs: “several hundred million euros”.
    fn vague_at(&self, start: usize) -> Option<Figure> {
        let mut at = start + 1;
        while matches!(self.meaning(at), Some(Meaning::Of | Meaning::OfAny | Meaning::Filler | Meaning::Describing)) {
            at += 1;
        }
        let counted = match self.meaning(at) {
            Some(Meaning::Money(_)) => true,
            Some(meaning) => matches!(meaning, Meaning::Vague | Meaning::Hundred(_) | Meaning::Scale(..)),
            None => self.items.get(at).is_some_and(|item| matches!(item.what, What::Digits(_))),
        };
        let number = matches!(self.meaning(at), Some(Meaning::Count(_))) && self.number(at, false).is_some();
        (counted || number).then(|| self.vague_from(start, at))
    }

    /// A vague figure from `start`; its size continues at `at`.
    fn vague_from(&self, start: usize, mut at: usize) -> Figure {
        loop {
            at = match self.meaning(at) {
                Some(Meaning::Vague | Meaning::Of | Meaning::OfAny | Meaning::Hundred(_) | Meaning::Scale(..)) => {
                    at + 1
                }
                Some(Meaning::Describing) => at + 1,
                _ => match self.number(at, false) {
                    Some(Found::Number(number)) => number.next,
                    Some(Found::Vague(next) | Found::Malformed(next) | Found::TooLarge(next)) => next,
                    None => break,
                },
            };
        }
        match self.money(at) {
            Some((money, next)) => self.of_kind(start, next, FigureKind::Vague, Some(money)),
            None => self.of_kind(start, at, FigureKind::Vague, None),
        }
    }

    fn with_number(
        &self,
        start: usize,
        number: Number,
        in_front: Option<Result<Money, Money>>,
        scale_in_front: u32,
    ) -> Figure {
        let mut figure = Figure {
            start,
            end: number.next,
            kind: FigureKind::Value(number.value),
            money: in_front.map(|money| money.unwrap_or_else(|known| known)),
            money_behind: false,
            rough: number.rough,
            either: number.either,
            power: number.power,
        };
        if matches!(in_front, Some(Err(_))) {
            figure.kind = FigureKind::TwoCurrencies;
        }
        self.scale_by(&mut figure, scale_in_front);
        self.money_behind(&mut figure);
        self.thing_behind(&mut figure);
        figure
    }

    fn scale_by(&self, figure: &mut Figure, power: u32) {
        if power > 0
            && let FigureKind::Value(value) = figure.kind
        {
            let scaled = if figure.power == 0 { value.times_ten_to(power).ok() } else { None };
            figure.kind = scaled.map_or(FigureKind::Malformed, FigureKind::Value);
            figure.power = power;
        }
    }

    /// Takes the currency after the number and any words allowed between.
    fn money_behind(&self, figure: &mut Figure) {
        let mut at = figure.end;
        while self.between_number_and_money(at, figure) {
            at += 1;
        }
        if let Some((money, power, end)) = self.in_brackets(at) {
            self.scale_by(figure, power);
            self.add_money(figure, money);
            (figure.end, figure.money_behind) = (end, true);
            return;
        }
        let Some((mut money, mut next)) = self.money(at) else { return };
        if self.belongs_to_next(at, figure) {
            return;
        }
        if self.digits_at(next) && money.side == Side::Either {
            // In `12 EUR 500` the currency may belong to either number.
            figure.kind = FigureKind::Malformed;
        }
        figure.money_behind = true;
        loop {
            self.add_money(figure, money);
            at = next;
            match self.money(at) {
                Some(further) if !self.belongs_to_next(at, figure) => (money, next) = further,
                _ => break,
            }
        }
        figure.end = at;
        // `5 EUR million`
        if let Some(Meaning::Scale(power, _)) = self.meaning(figure.end) {
            self.scale_by(figure, power);
            figure.end += 1;
        }
    }

    fn add_money(&self, figure: &mut Figure, money: Money) {
        match figure.money.map_or(Some(money), |known| known.with(money)) {
            Some(both) => figure.money = Some(both),
            None => figure.kind = FigureKind::TwoCurrencies,
        }
    }

    /// A currency in brackets, with any scale: `5 (EUR)`, `500 (€000)`, `500 (Mio. €)`. Returns the currency, the
    /// power of ten and the place after them.
    fn in_brackets(&self, at: usize) -> Option<(Money, u32, usize)> {
        if !self.items.get(at)?.is_mark('(') {
            return None;
        }
        let (before, at) = self.scale_at(at + 1);
        let (money, at) = self.money(at)?;
        let (after, at) = self.scale_at(at);
        let closed = self.items.get(at)?.is_mark(')') && (before == 0 || after == 0);
        closed.then_some((money, before + after, at + 1))
    }

    /// The power of ten named at a place in a column heading (0 if none), and the place after it.
    fn scale_at(&self, at: usize) -> (u32, usize) {
        let thousands =
            |item: &Item| item.end - item.start == 3 && matches!(item.what, What::Digits(literal) if literal.is_zero());
        match self.meaning(at) {
            Some(Meaning::Scale(power, _)) => (power, at + 1),
            Some(Meaning::Letter(letter)) if self.code.is_some_and(|code| letter.counts_in(code)) => {
                (letter.power, at + 1)
            }
            None if self.items.get(at).is_some_and(thousands) => (3, at + 1),
            _ => (0, at),
        }
    }

    fn between_number_and_money(&self, at: usize, figure: &Figure) -> bool {
        match self.items.get(at).map(|item| item.what) {
            // “$5 billion in Bitcoin” already has its currency.
            Some(What::Means(Meaning::OfAny | Meaning::Describing)) => figure.money.is_none(),
            Some(What::Means(Meaning::Of)) => figure.money.is_none() && figure.power > 0,
            // A sign lost to a wrong encoding.
            Some(What::Mark('?' | '\u{FFFD}')) => true,
            _ => false,
        }
    }

    /// Whether a currency between two numbers belongs to the second.
    fn belongs_to_next(&self, at: usize, figure: &Figure) -> bool {
        let (Some(item), Some((money, behind))) = (self.items.get(at), self.money(at)) else { return false };
        let Some(next) = self.items.get(behind) else { return false };
        let number_follows = matches!(next.what, What::Digits(_));
        let letters = item.end - item.start > 3 && money.others.is_empty();
        if money.side == Side::Behind || !number_follows {
            return false;
        }
        let (with_last, with_next) = (!item.spaced, !next.spaced);
        let has_own = figure.money.is_some();
        has_own || (with_next && !with_last) || (with_last == with_next && !letters && self.is_year(figure))
    }

    fn is_year(&self, figure: &Figure) -> bool {
        is_year(self.items, figure)
    }

    fn digits_at(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|item| matches!(item.what, What::Digits(_)))
    }

    /// Notes what directly follows a figure and makes it something else: banknotes, percent, cents.
    fn thing_behind(&self, figure: &mut Figure) {
        let describing = usize::from(self.meaning(figure.end) == Some(Meaning::Describing));
        let kind = match self.meaning(figure.end + describing) {
            Some(Meaning::Pieces) => FigureKind::Pieces,
            Some(Meaning::Percent) => FigureKind::Percent,
            Some(Meaning::Cent) => FigureKind::Cents,
            _ => return,
        };
        figure.kind = kind;
        figure.end += 1 + describing;
    }
}

/// A currency that a nearby country may turn into another.
fn asked_in(money: Money, land: &str) -> Money {
    if money.is_anothers(land) { Money { choice: Choice::Asked, ..money } } else { money }
}

/// Whether a figure is a year: four digits, 1900 to 2099, without a currency, and after a dating word (“in”, “March”),
/// in brackets, before a colon, or beside another year.
pub(super) fn is_year(items: &[Item], figure: &Figure) -> bool {
    if !looks_like_year(items, figure.start) || figure.money.is_some() || figure.end != figure.start + 1 {
        return false;
    }
    // “2023 year”, the order of some languages.
    let named = items
        .get(figure.end)
        .is_some_and(|item| item.dating != 0 && (item.what == What::Means(Meaning::Thing) || !item.spaced));
    let colon = items.get(figure.end).is_some_and(|item| item.is_mark(':') && !item.spaced);
    colon || named || is_dated(items, figure.start)
}

/// Whether the words before four digits make them a year, across earlier years too: “in 2019, 2020 and 2021”.
fn is_dated(items: &[Item], at: usize) -> bool {
    const MOST_YEARS: usize = 8;
    let mut at = at;
    for _ in 0..MOST_YEARS {
        let Some(before) = at.checked_sub(1) else { return false };
        let item = &items[before];
        // In “March of 2024” the month dates the number.
        let links = matches!(item.meaning(), Some(Meaning::Of | Meaning::OfAny | Meaning::Filler | Meaning::Article));
        let dates = dates_at(items, before) || (links && before > 0 && dates_at(items, before - 1));
        if dates || item.is_mark('(') {
            return true;
        }
        let links =
            matches!(item.what, What::Mark('-' | ',' | '/') | What::Means(Meaning::And | Meaning::To | Meaning::UpTo));
        match before.checked_sub(1).filter(|year| links && looks_like_year(items, *year)) {
            Some(year) => at = year,
            None => return false,
        }
    }
    false
}

/// Whether a word group that dates the number after it ends with this item.
fn dates_at(items: &[Item], at: usize) -> bool {
    (at.saturating_sub(3)..=at).any(|from| items[from].dating == items[at].end)
}

fn looks_like_year(items: &[Item], at: usize) -> bool {
    let Some((What::Digits(Literal::Sure(value)), 4)) = items.get(at).map(|item| (item.what, item.end - item.start))
    else {
        return false;
    };
    let century = |year: &str| Decimal::parse(year).ok();
    Some(value) >= century("1900") && Some(value) < century("2100")
}

/// Whether a range of two bare numbers is a range of years: “from 2019 to 2021”.
pub(super) fn are_years(items: &[Item], lower: &Figure, upper: &Figure) -> bool {
    let bare = |figure: &Figure| figure.money.is_none() && figure.end == figure.start + 1;
    [lower, upper].iter().all(|figure| bare(figure) && looks_like_year(items, figure.start))
}
