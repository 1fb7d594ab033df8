//! Figures: a number with the currency beside it, wherever one stands in the phrase.

use super::item::{Item, What};
use super::meaning::{Meaning, Money, Side};
use super::number::{Around, Found, Number, number_at};
use super::numeral::{DecimalMark, Literal};
use super::token::TWO_DOTS;
use crate::domain::Decimal;

/// A number in the phrase, with its currency if it has one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    /// Its items, currency included: from `start` up to `end`.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: FigureKind,
    pub(super) money: Option<Money>,
    /// The currency stands behind the number.
    pub(super) money_behind: bool,
    pub(super) rough: bool,
    /// The digits that have two readings.
    pub(super) either: Option<usize>,
    /// The power of ten of its first scale word; 0 if none.
    pub(super) power: u32,
}

/// The currency words that may stand in front of one figure (`US dollar USD 5`).
const MOST_IN_FRONT: usize = 3;

/// What a figure is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum FigureKind {
    Value(Decimal),
    /// A size that is no figure: “several million”.
    Vague,
    /// Digits that are no figure.
    Malformed,
    /// More digits than a figure holds.
    TooLarge,
    /// Two currencies beside one number.
    TwoCurrencies,
    /// Banknotes, coins, machines; the currency only describes them.
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

/// Finds every figure, in one pass.
pub(super) fn figures(items: &[Item], mark: DecimalMark) -> Vec<Figure> {
    let mut found = Vec::new();
    let (mut at, mut opened, mut shared_from) = (0, false, None);
    while at < items.len() {
        let finder = Finder { items, mark, opened, inherits: shared_from == Some(at) };
        match finder.figure_at(at) {
            Some(figure) => {
                at = figure.end.max(at + 1);
                opened = false;
                // In `$1-2m` the currency in front counts for both.
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

/// Whether the item can stand between the two figures of a range.
fn divides(items: &[Item], at: usize) -> bool {
    items.get(at).is_some_and(|item| {
        matches!(item.what, What::Means(Meaning::To | Meaning::UpTo | Meaning::And) | What::Mark('-' | TWO_DOTS | '…'))
    })
}

struct Finder<'i> {
    items: &'i [Item],
    mark: DecimalMark,
    opened: bool,
    /// The currency in front of the figure before counts for this one.
    inherits: bool,
}

impl Finder<'_> {
    fn meaning(&self, at: usize) -> Option<Meaning> {
        self.items.get(at).and_then(Item::meaning)
    }

    fn money(&self, at: usize) -> Option<Money> {
        match self.meaning(at) {
            Some(Meaning::Money(money)) => Some(money),
            _ => None,
        }
    }

    fn number(&self, at: usize, prefixed: bool) -> Option<Found> {
        number_at(self.items, at, Around { mark: self.mark, prefixed: prefixed || self.inherits, opened: self.opened })
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
        if scale_in_front == 0 && in_front.is_some() && self.lettered(start) && self.digits_at(number_start) {
            let end = number_start + 1;
            return Some(self.of_kind(start, end, FigureKind::Malformed, in_front.and_then(Result::ok)));
        }
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

    /// Digits that are no figure, with the currency behind them.
    fn no_figure(&self, start: usize, end: usize, kind: FigureKind) -> Figure {
        let money = self.money(end).filter(|_| !self.digits_at(end + 1));
        self.of_kind(start, end + usize::from(money.is_some()), kind, money)
    }

    /// A scale word in front of the currency in front of the digits: `M€ 5`, `Mio. EUR 5`.
    fn scale_in_front(&self, at: usize) -> Option<u32> {
        let power = match self.meaning(at)? {
            Meaning::Scale(power, _) | Meaning::Letter(power) => power,
            _ => return None,
        };
        let digits = self.items.get(at + 2).is_some_and(|item| matches!(item.what, What::Digits(_)));
        (self.money(at + 1).is_some_and(|money| money.side == Side::Either) && digits).then_some(power)
    }

    /// The currency in front of a number, `Err` if two contradict each other, and where the number begins.
    fn money_in_front(&self, start: usize) -> (Option<Result<Money, Money>>, usize) {
        let mut at = start;
        let mut money: Option<Result<Money, Money>> = None;
        while at < start + MOST_IN_FRONT
            && let Some(next) = self.money(at).filter(|money| money.side == Side::Either)
        {
            money = Some(match money {
                None => Ok(next),
                Some(Ok(known)) => known.with(next).ok_or(known),
                Some(Err(known)) => Err(known),
            });
            at += 1;
        }
        if money.is_some() && self.items.get(at).is_some_and(|item| item.is_mark(':')) {
            at += 1;
        }
        (money, at)
    }

    fn of_kind(&self, start: usize, end: usize, kind: FigureKind, money: Option<Money>) -> Figure {
        Figure { start, end, kind, money, money_behind: false, rough: false, either: None, power: 0 }
    }

    /// A vague word and the size that it makes vague: “several hundred million euros”.
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

    /// A vague figure from `start`, whose size goes on at `at`.
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
        let money = self.money(at);
        self.of_kind(start, at + usize::from(money.is_some()), FigureKind::Vague, money)
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
        if figure.kind == FigureKind::Value(number.value) && self.runs_on(&figure, number.next) {
            figure.kind = FigureKind::Malformed;
        }
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

    /// Takes the currency behind the number, and what may stand between.
    fn money_behind(&self, figure: &mut Figure) {
        let mut at = figure.end;
        while self.between_number_and_money(at, figure) {
            at += 1;
        }
        let in_brackets = self.items.get(at).is_some_and(|item| item.is_mark('('))
            && self.money(at + 1).is_some()
            && self.items.get(at + 2).is_some_and(|item| item.is_mark(')'));
        if in_brackets {
            at += 1;
        }
        let Some(mut money) = self.money(at) else { return };
        if !in_brackets && self.belongs_to_next(at, figure) {
            return;
        }
        let before_digits = self.digits_at(at + 1);
        if before_digits && money.side == Side::Either && !in_brackets {
            // `12 EUR 500`: the currency may belong to either number.
            figure.kind = FigureKind::Malformed;
        }
        figure.money_behind = true;
        loop {
            match figure.money.map_or(Some(money), |known| known.with(money)) {
                Some(both) => figure.money = Some(both),
                None => figure.kind = FigureKind::TwoCurrencies,
            }
            at += 1;
            match self.money(at) {
                Some(next) if !in_brackets && !self.belongs_to_next(at, figure) => money = next,
                _ => break,
            }
        }
        figure.end = at + usize::from(in_brackets);
        // `5 EUR million`
        if let Some(Meaning::Scale(power, _)) = self.meaning(figure.end) {
            self.scale_by(figure, power);
            figure.end += 1;
        }
    }

    fn between_number_and_money(&self, at: usize, figure: &Figure) -> bool {
        match self.items.get(at).map(|item| item.what) {
            // “$5 billion in Bitcoin” has its currency.
            Some(What::Means(Meaning::OfAny | Meaning::Describing)) => figure.money.is_none(),
            Some(What::Means(Meaning::Of)) => figure.money.is_none() && figure.power > 0,
            // A sign that was lost in a wrong encoding.
            Some(What::Mark('?' | '\u{FFFD}')) => true,
            _ => false,
        }
    }

    /// Whether a currency between two numbers belongs to the second.
    fn belongs_to_next(&self, at: usize, figure: &Figure) -> bool {
        let (Some(item), Some(money)) = (self.items.get(at), self.money(at)) else { return false };
        let Some(next) = self.items.get(at + 1) else { return false };
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

    /// Whether letters stand against the symbol, which make another currency of it: `N$`.
    fn lettered(&self, symbol: usize) -> bool {
        let (Some(item), Some(before)) =
            (self.items.get(symbol), symbol.checked_sub(1).and_then(|at| self.items.get(at)))
        else {
            return false;
        };
        self.money(symbol).is_some() && before.lettered && before.end == item.start
    }

    /// Whether letters that mean nothing here are glued to the digits, or a word that looks like an unknown scale
    /// follows: the figure would be read too small.
    fn runs_on(&self, figure: &Figure, number_end: usize) -> bool {
        let Some(item) = self.items.get(number_end) else { return false };
        if figure.money.is_none() && !self.inherits {
            return false;
        }
        let after_digits = number_end > 0 && matches!(self.items[number_end - 1].what, What::Digits(_));
        let glued = after_digits && !item.spaced;
        match item.what {
            What::Unknown { like_scale: true, .. } if figure.power == 0 => true,
            What::Unknown { .. } | What::Means(Meaning::Letter(_) | Meaning::Plain) => {
                glued && number_end == figure.end
            }
            What::Mark('/' | ':' | '*' | '^') => glued && self.digits(number_end + 1),
            What::Digits(_) => glued,
            _ => false,
        }
    }

    fn digits(&self, at: usize) -> bool {
        self.items.get(at).is_some_and(|item| matches!(item.what, What::Digits(_)) && !item.spaced)
    }

    /// What stands right behind a figure and makes it something else: banknotes, percent, cents.
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

/// Whether a figure is plainly a year: four digits, 1900 to 2099, and no currency.
pub(super) fn is_year(items: &[Item], figure: &Figure) -> bool {
    let digits = items.get(figure.start).map(|item| (item.what, item.end - item.start));
    let Some((What::Digits(Literal::Sure(value)), 4)) = digits else { return false };
    let century = |year: &str| Decimal::parse(year).ok();
    figure.money.is_none() && Some(value) >= century("1900") && Some(value) < century("2100")
}
