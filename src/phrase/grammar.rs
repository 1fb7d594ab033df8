//! The one grammar for all languages: which mention is the phrase's amount, or why none is.

use std::ops::Range;

use super::figure::{Figure, FigureKind, are_years, figures, is_year};
use super::item::{Item, What};
use super::meaning::{Meaning, Money};
use super::mention::{Mention, Words, mentions};
use super::numeral::DecimalMark;
use super::refusal::Refusal;
use super::token::TWO_DOTS;
use super::touch::{Stray, Why};
use crate::domain::{Advice, Amount, Decimal, Fault, Jurisdiction, Precision, Unit};

/// A phrase read in one language with one decimal mark.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    pub(super) amount: Amount,
    pub(super) mention: Mention,
}

/// Reads a phrase that states one amount. Also returns the item that reads differently under the other decimal mark.
pub(super) fn sentence(
    phrase: &str,
    items: &[Item],
    mark: DecimalMark,
    given: Given<'_>,
) -> (Result<Sentence, Refusal>, Option<usize>) {
    let figures = figures(items, mark, given.currency.map(Unit::code));
    let reader = Reader { phrase, items, mentions: mentions(items, &figures), given };
    match reader.the_mention() {
        Err(refusal) => (Err(refusal), None),
        Ok(mention) => {
            let either = mention.figure.either.or(mention.upper.and_then(|upper| upper.either));
            (reader.amount(mention).map(|amount| Sentence { amount, mention: mention.clone() }), either)
        }
    }
}

/// What is supplied with a phrase.
#[derive(Clone, Copy)]
pub(super) struct Given<'a> {
    /// The currency of an amount that names none, or the one meant where several share a name.
    pub(super) currency: Option<Unit>,
    /// The places of the record, which may have their own dollar.
    pub(super) places: &'a [Jurisdiction],
    /// How many decimals the amount may have.
    pub(super) precision: Precision,
    /// The words hardly reveal the phrase's language.
    pub(super) faint: bool,
}

/// A phrase whose amount is being looked for.
pub(super) struct Reader<'i> {
    phrase: &'i str,
    pub(super) items: &'i [Item],
    mentions: Vec<Mention>,
    pub(super) given: Given<'i>,
}

impl Reader<'_> {
    /// The single mention that is the phrase's amount.
    fn the_mention(&self) -> Result<&Mention, Refusal> {
        if self.in_accounting_brackets() {
            return Err(Refusal::new(self.span(0, self.items.len()), NEGATIVE.0, NEGATIVE.1));
        }
        let outside = self.least_depth();
        let mut amounts = self.mentions.iter().filter(|m| m.is_money() && self.depth(m) == outside);
        match (amounts.next(), amounts.next()) {
            (Some(first), Some(second)) => Err(self.two_amounts(first, second)),
            (Some(mention), None) => {
                self.alone(mention)?;
                self.undisturbed(mention)?;
                self.undisturbed_behind(mention).map(|()| mention)
            }
            (None, _) => self.without_currency(),
        }
    }

    fn two_amounts(&self, first: &Mention, second: &Mention) -> Refusal {
        let code = |mention: &Mention| mention.figure.money.or(mention.upper.and_then(|upper| upper.money));
        let same = code(first).zip(code(second)).is_none_or(|(one, other)| one.with(other).is_some());
        let hint = if same {
            "give the one that is meant, or their sum; record them apart only if they are different assets"
        } else {
            "give the one that the source states first: the other is most likely the same sum, converted"
        };
        Refusal::new(self.span(second.start, second.end), "the phrase names two amounts", hint)
    }

    /// Refuses an amount beside a possible second one: money in brackets that is not a conversion (another currency,
    /// or the same value), or a bare number that has a scale or precedes the brackets around the amount.
    fn alone(&self, mention: &Mention) -> Result<(), Refusal> {
        let depth = self.depth(mention);
        for other in self.mentions.iter().filter(|other| other.figure.start != mention.figure.start) {
            let money = other.is_money();
            let deeper = self.depth(other) > depth;
            let converted = || {
                let same = mention.money().zip(other.money()).is_some_and(|(one, other)| one.with(other).is_some());
                !same
                    || (mention.figure.value(), mention.upper.and_then(|upper| upper.value()))
                        == (other.figure.value(), other.upper.and_then(|upper| upper.value()))
            };
            let second = if money {
                deeper && !converted()
            } else {
                let outside = self.depth(other) < depth && other.figure.start < mention.figure.start;
                let scaled = other.figure.power > 0 && self.depth(other) == depth && !self.counts_things(other);
                self.is_bare(other) && (scaled || (outside && !self.counts_known_things(other)))
            };
            if second {
                return Err(self.two_amounts(mention, other));
            }
        }
        Ok(())
    }

    /// How many brackets enclose the outermost money; anything deeper is a conversion or an aside.
    fn least_depth(&self) -> u16 {
        let money = self.mentions.iter().filter(|m| m.is_money());
        money.map(|m| self.depth(m)).min().unwrap_or(0)
    }

    fn depth(&self, mention: &Mention) -> u16 {
        self.items[mention.figure.start].depth
    }

    /// Refuses an amount that belongs with another number: “5 and 7 million euros”, “976 $100”.
    fn undisturbed(&self, mention: &Mention) -> Result<(), Refusal> {
        let Some(before) = self.mentions.iter().take_while(|m| m.figure.start < mention.figure.start).last() else {
            return Ok(());
        };
        let span = self.span(before.start, mention.end);
        if before.figure.kind == FigureKind::Percent {
            let linked = self.items[before.end..mention.start]
                .iter()
                .all(|i| matches!(i.meaning(), Some(Meaning::Of | Meaning::Filler)));
            let of = Refusal::new(span, "the phrase names a share of an amount", "work the amount out, and give it");
            return if linked { Err(of) } else { Ok(()) };
        }
        if self.is_bare(before) && self.repeats(before.end..mention.start) {
            return Err(Refusal::new(
                span,
                "the phrase names a sum and how many times it was paid, not their total",
                "work the total out, and give it",
            ));
        }
        if self.is_bare(before) && self.leans(before.end, mention.figure.start) && self.same_depth(before, mention) {
            return Err(self.two_numbers(span));
        }
        Ok(())
    }

    /// Refuses an amount that belongs with a number after it: “5 euros or 6”, “€5 50”.
    fn undisturbed_behind(&self, mention: &Mention) -> Result<(), Refusal> {
        let Some(next) = self.mentions.iter().find(|m| m.figure.start >= mention.end) else { return Ok(()) };
        let last = mention.upper.as_ref().unwrap_or(&mention.figure).end;
        let gap = self.items.get(last..next.figure.start).unwrap_or_default();
        let ranges = gap.iter().any(|item| {
            let or_to = matches!(item.meaning(), Some(Meaning::To | Meaning::UpTo | Meaning::Or));
            or_to || matches!(item.what, What::Mark('-' | TWO_DOTS | '…'))
        });
        let counted = match self.items.get(next.end).map(|item| item.what) {
            None | Some(What::Mark(_) | What::Digits(_)) => false,
            Some(What::Unknown { .. } | What::Means(Meaning::Plain | Meaning::Thing)) => true,
            Some(What::Means(_)) => !ranges,
        };
        if !counted
            && self.is_bare(next)
            && self.leans(mention.end, next.figure.start)
            && self.same_depth(mention, next)
        {
            return Err(self.two_numbers(self.span(mention.start, next.end)));
        }
        Ok(())
    }

    fn two_numbers(&self, span: Range<usize>) -> Refusal {
        Refusal::new(
            span,
            "two numbers stand beside each other, and it is unclear which one is the amount",
            "give the amount alone, its digits grouped in threes or not at all",
        )
    }

    /// Whether a mention is a plain number: not a range, a year or “one” in words.
    fn is_bare(&self, mention: &Mention) -> bool {
        let figure = &mention.figure;
        let article = figure.value() == Decimal::parse("1").ok() && self.items[figure.start].meaning().is_some();
        let number = figure.value().is_some() || figure.kind == FigureKind::Cents;
        let years = mention.upper.is_some_and(|upper| are_years(self.items, figure, &upper));
        number && figure.money.is_none() && !article && !years && !is_year(self.items, figure)
    }

    /// Whether the words between a number and a sum multiply the sum: “3 payments of 5 EUR”.
    fn repeats(&self, between: Range<usize>) -> bool {
        const REACH: usize = 3;
        let Some((last, things)) = self.items.get(between).and_then(<[Item]>::split_last) else { return false };
        let joined = |item: &Item| matches!(item.what, What::Mark(_) | What::Means(Meaning::And | Meaning::Or));
        last.meaning() == Some(Meaning::Sums) && things.len() < REACH && !things.iter().any(joined)
    }

    fn same_depth(&self, one: &Mention, other: &Mention) -> bool {
        self.depth(one) == self.depth(other)
    }

    /// Whether two numbers stand together, with nothing between but words that join them or one word without meaning.
    fn leans(&self, from: usize, to: usize) -> bool {
        let between = self.items.get(from..to).unwrap_or_default();
        let idle = |meaning| matches!(meaning, Meaning::Plain | Meaning::Article | Meaning::Of | Meaning::OfAny);
        let alone = matches!(between, [word] if word.meaning().is_some_and(idle));
        alone
            || between.iter().all(|item| match item.what {
                What::Mark(mark) => !matches!(mark, '(' | ')' | '!' | '?'),
                What::Means(
                    Meaning::And
                    | Meaning::Or
                    | Meaning::To
                    | Meaning::UpTo
                    | Meaning::From
                    | Meaning::Between
                    | Meaning::Bound(_)
                    | Meaning::About
                    | Meaning::AboutAfter
                    | Meaning::Doubt
                    | Meaning::Filler,
                ) => true,
                _ => item.behind.is_some(),
            })
    }

    /// The amount of a phrase that names no currency: its only number, if a currency is supplied; otherwise the reason
    /// for refusing.
    fn without_currency(&self) -> Result<&Mention, Refusal> {
        let whole = self.span(0, self.items.len());
        let Some(first) = self.mentions.first() else {
            return Err(self.no_figure(whole));
        };
        if let Some(pieces) = self.mentions.iter().find(|m| m.figure.kind == FigureKind::Pieces) {
            return Err(Refusal::advised(
                self.span(pieces.start, pieces.end),
                "the phrase counts banknotes, coins or the like, or names a denomination",
                Advice::GiveQuantity { of_money: true },
            ));
        }
        if let Some(percent) = self.mentions.iter().find(|m| m.figure.kind == FigureKind::Percent) {
            return Err(Refusal::new(
                self.span(percent.start, percent.end),
                "a percentage is not an amount",
                "give the amount itself, or unstated",
            ));
        }
        let numbers = || self.mentions.iter().filter(|m| !is_year(self.items, &m.figure));
        let only = if numbers().count() == 1 { numbers().next() } else { None };
        let sized = only.filter(|mention| !self.counts_things(mention));
        match (sized, self.given.currency) {
            (Some(mention), Some(_)) => Ok(mention),
            (Some(mention), None) if mention.figure.value().is_some() => Err(Refusal::advised(
                self.span(mention.start, mention.end),
                "the phrase names no currency",
                Advice::GiveCurrency,
            )),
            (Some(mention), None) => Err(self.refused_kind(&mention.figure).unwrap_or_else(|| self.no_figure(whole))),
            _ => {
                let vague = self.mentions.iter().find(|m| m.figure.kind == FigureKind::Vague);
                let mut bare = numbers().filter(|mention| self.is_bare(mention) && !self.counts_things(mention));
                Err(match (vague, bare.next().zip(bare.next())) {
                    (Some(vague), _) => self.vague(&vague.figure),
                    (None, Some((one, other))) => self.two_numbers(self.span(one.start, other.end)),
                    (None, None) => Refusal::advised(
                        self.span(first.start, first.end),
                        "the number counts things, and no currency stands beside it",
                        Advice::GiveQuantity { of_money: false },
                    ),
                })
            }
        }
    }

    fn no_figure(&self, whole: Range<usize>) -> Refusal {
        let vague = self.items.iter().find(|item| item.meaning() == Some(Meaning::Vague));
        match vague {
            Some(item) => Refusal::new(item.start..item.end, "a vague size is not an amount", "write unstated"),
            None => Refusal::new(
                whole,
                "the phrase contains no amount",
                "write an amount such as 5000000.00 EUR, or unstated",
            ),
        }
    }

    /// Whether a word that may be a counted thing follows a bare number.
    fn counts_things(&self, mention: &Mention) -> bool {
        let unknown = |at: usize| self.items.get(at).is_some_and(|item| is_thing(item.what));
        let of = matches!(
            self.items.get(mention.end).and_then(Item::meaning),
            Some(Meaning::Of | Meaning::OfAny | Meaning::Describing)
        );
        unknown(mention.end) || (of && unknown(mention.end + 1))
    }

    /// Whether a bare number counts something known as a thing, hence not a currency.
    fn counts_known_things(&self, mention: &Mention) -> bool {
        self.items.get(mention.end).and_then(Item::meaning) == Some(Meaning::Thing)
    }

    pub(super) fn of_stray(&self, mention: &Mention, stray: &Stray) -> Refusal {
        let span = self.span(stray.items.start, stray.items.end);
        let word = self.phrase.get(span.clone()).unwrap_or_default();
        if let (Why::Land | Why::NotUnderstood, Some(money)) = (stray.why, mention.money())
            && !money.others.is_empty()
            && (stray.why == Why::Land || (mention.figure.money_behind && stray.items.start == mention.figure.end))
        {
            let fault = Fault::new(format!("“{word}” may say which currency is meant: {}", listed(money)))
                .advise(Advice::ChooseCurrency { or_code: true });
            return Refusal::of_fault(span, fault);
        }
        let (what, hint) = match stray.why {
            Why::NotUnderstood | Why::Land => (
                format!("“{word}” beside the figure is not understood"),
                "leave it out if it says nothing about the amount, or write the amount in canonical text, such as \
                 >=5000000.00 EUR",
            ),
            Why::Glued => (
                format!("“{word}” touches the figure and may belong to it"),
                "give the amount alone, with a blank before and after it",
            ),
            Why::Aside => (
                format!("“{word}” may qualify the figure from a distance"),
                "write scale and bounds beside the figure, such as >=5000000.00 EUR",
            ),
            Why::Thing => (
                format!("the number may be that of a thing, “{word}”, and no currency stands beside it"),
                "write the currency beside the amount, or give the amount alone",
            ),
        };
        Refusal::new(span, what, hint)
    }

    /// Refuses a mention that the words around it make something other than an amount.
    pub(super) fn refuse_words(&self, mention: &Mention) -> Result<(), Refusal> {
        let words = &mention.around;
        let (what, hint) = if words.change {
            ("the phrase names a difference or a change, not an amount", "give the amount itself, or unstated")
        } else if words.negative {
            NEGATIVE
        } else if words.each {
            (
                "the phrase names the sum for each of several, not their total",
                "work the total out, and give it, or unstated",
            )
        } else if words.doubt {
            ("the words before the figure change what it means", "give the amount alone, in canonical text")
        } else if words.open {
            ("the phrase gives a start but no end to the range", "write >= before the amount if it is the least")
        } else if contradictory(words) || (mention.upper.is_some() && words.bounded()) {
            ("the bounds that the phrase gives contradict each other", "give one lower and one upper bound")
        } else {
            return Ok(());
        };
        Err(Refusal::new(self.span(mention.start, mention.end), what, hint))
    }

    /// Whether the phrase is only a bracketed figure and a currency, which is how accountants write a negative amount.
    fn in_accounting_brackets(&self) -> bool {
        let Some(open) = self.items.iter().position(|item| item.is_mark('(')) else { return false };
        let Some(close) = self.items.iter().position(|item| item.is_mark(')')) else { return false };
        let money = |item: &Item| matches!(item.what, What::Means(Meaning::Money(_)));
        let figure =
            |item: &Item| matches!(item.what, What::Digits(_) | What::Means(Meaning::Scale(..) | Meaning::Letter(_)));
        let inside = self.items.get(open + 1..close).unwrap_or_default();
        inside.iter().any(|item| matches!(item.what, What::Digits(_)))
            && inside.iter().all(|item| money(item) || figure(item))
            && self.items[..open].iter().chain(&self.items[close + 1..]).all(money)
    }

    pub(super) fn refused_kind(&self, figure: &Figure) -> Option<Refusal> {
        let span = self.span(figure.start, figure.end);
        let (what, hint) = match figure.kind {
            FigureKind::Vague => return Some(self.vague(figure)),
            FigureKind::Malformed => (
                "these digits and words do not make one figure",
                "group the digits in threes or not at all, and give the amount alone",
            ),
            FigureKind::TooLarge => (
                "the figure has more digits than a figure can hold (79228162514264337593543950335 minor units)",
                "record it as several assets, or with a lower bound that fits",
            ),
            FigureKind::TwoCurrencies => ("two currencies stand beside one figure", "name one of them"),
            FigureKind::Cents => {
                ("the amount is given in hundredths of a currency", "write it with decimals, such as 10.50 EUR")
            }
            FigureKind::Value(_) | FigureKind::Pieces | FigureKind::Percent => return None,
        };
        Some(Refusal::new(span, what, hint))
    }

    fn vague(&self, figure: &Figure) -> Refusal {
        Refusal::new(
            self.span(figure.start, figure.end),
            "a vague size is not an amount",
            "write unstated, with the currency if it is named",
        )
    }

    pub(super) fn span(&self, start: usize, end: usize) -> Range<usize> {
        let first = self.items.get(start).map_or(0, |item| item.start);
        let last = end.checked_sub(1).and_then(|last| self.items.get(last)).map_or(first, |item| item.end);
        first..last.max(first)
    }
}

/// Whether bounds contradict each other; “at least over” means more than.
fn contradictory(words: &Words) -> bool {
    (words.more || words.at_least) && (words.less || words.at_most) || (words.less && words.at_most)
}

/// The codes that a currency word can stand for.
pub(super) fn listed(money: Money) -> String {
    money.codes().collect::<Vec<_>>().join(", ")
}

/// Whether an item may be a thing that a number counts.
fn is_thing(what: What) -> bool {
    matches!(what, What::Unknown { .. } | What::Means(Meaning::Thing))
}

/// Why a negative amount is refused, and what to do about it.
const NEGATIVE: (&str, &str) =
    ("the amount is or may be negative, and amounts are zero or more", "write it without the sign");
