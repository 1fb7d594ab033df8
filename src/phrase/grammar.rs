//! The one grammar over all languages: which mention of a phrase is its amount, and what its bounds are.

use std::ops::Range;

use super::figure::{Figure, FigureKind, figures, is_year};
use super::item::{Item, What};
use super::meaning::{Choice, Meaning, Money};
use super::mention::{Mention, Words, mentions};
use super::numeral::DecimalMark;
use super::refusal::Refusal;
use super::stray::is_cut_out;
use super::token::TWO_DOTS;
use crate::domain::amount::agreed;
use crate::domain::{Amount, Bounds, Decimal, End, Fault, Unit};

/// A phrase read in one language with one decimal mark.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    pub(super) amount: Amount,
    pub(super) mention: Mention,
}

/// Reads a phrase of one amount. The flag beside: which item has another reading under the other decimal mark.
pub(super) fn sentence(
    items: &[Item],
    mark: DecimalMark,
    currency: Option<Unit>,
) -> (Result<Sentence, Refusal>, Option<usize>) {
    let figures = figures(items, mark);
    let reader = Reader { items, mentions: mentions(items, &figures), currency };
    match reader.the_mention() {
        Err(refusal) => (Err(refusal), None),
        Ok(mention) => {
            let either = mention.figure.either.or(mention.upper.and_then(|upper| upper.either));
            (reader.amount(mention).map(|amount| Sentence { amount, mention: mention.clone() }), either)
        }
    }
}

struct Reader<'i> {
    items: &'i [Item],
    mentions: Vec<Mention>,
    currency: Option<Unit>,
}

impl Reader<'_> {
    /// The one mention that is the phrase's amount.
    fn the_mention(&self) -> Result<&Mention, Refusal> {
        let outside = self.least_depth();
        let mut amounts = self.mentions.iter().filter(|m| m.is_money() && self.depth(m) == outside);
        match (amounts.next(), amounts.next()) {
            (Some(_), Some(second)) => Err(Refusal::new(
                self.span(second.start, second.end),
                "the phrase names two amounts",
                "record each amount as an entry of its own",
            )),
            (Some(mention), None) => {
                self.undisturbed(mention)?;
                self.undisturbed_behind(mention).map(|()| mention)
            }
            (None, _) => self.without_currency(),
        }
    }

    /// The brackets around the outermost money: what stands deeper is a conversion or an aside.
    fn least_depth(&self) -> u16 {
        let money = self.mentions.iter().filter(|m| m.is_money());
        money.map(|m| self.depth(m)).min().unwrap_or(0)
    }

    fn depth(&self, mention: &Mention) -> u16 {
        self.items[mention.figure.start].depth
    }

    /// Refuses an amount that another number leans on: “5 and 7 million euros”, “976 $100”.
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

    /// Refuses an amount that leans on a number behind it: “5 euros or 6”, “€5 50”.
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
            Some(What::Unknown { .. } | What::Means(Meaning::Plain)) => true,
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
            "two numbers stand beside each other, and which one is the amount is not said",
            "give the amount alone, its digits grouped in threes or not at all",
        )
    }

    /// Whether a mention is a plain number: no range, no year, not “one” in words.
    fn is_bare(&self, mention: &Mention) -> bool {
        let figure = &mention.figure;
        let article = figure.value() == Decimal::parse("1").ok() && self.items[figure.start].meaning().is_some();
        let number = figure.value().is_some() || figure.kind == FigureKind::Cents;
        number && figure.money.is_none() && !article && !is_year(self.items, figure)
    }

    /// Whether what stands between a number and a sum says that there are so many such sums: “3 payments of 5 EUR”.
    fn repeats(&self, between: Range<usize>) -> bool {
        const REACH: usize = 3;
        let Some((last, things)) = self.items.get(between).and_then(<[Item]>::split_last) else { return false };
        let joined = |item: &Item| matches!(item.what, What::Mark(_) | What::Means(Meaning::And | Meaning::Or));
        last.meaning() == Some(Meaning::Sums) && things.len() < REACH && !things.iter().any(joined)
    }

    fn same_depth(&self, one: &Mention, other: &Mention) -> bool {
        self.depth(one) == self.depth(other)
    }

    /// Whether nothing stands between two numbers but what may make one of them or a range.
    fn leans(&self, from: usize, to: usize) -> bool {
        self.items.get(from..to).unwrap_or_default().iter().all(|item| match item.what {
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

    /// The amount of a phrase that names no currency: the only number, if `--currency` is given; else why there is none.
    fn without_currency(&self) -> Result<&Mention, Refusal> {
        let whole = self.span(0, self.items.len());
        let Some(first) = self.mentions.first() else {
            return Err(self.no_figure(whole));
        };
        if let Some(pieces) = self.mentions.iter().find(|m| m.figure.kind == FigureKind::Pieces) {
            return Err(Refusal::new(
                self.span(pieces.start, pieces.end),
                "the phrase counts banknotes, coins or the like, or names a denomination",
                "give their total value as the amount, and the count with --quantity",
            ));
        }
        if let Some(percent) = self.mentions.iter().find(|m| m.figure.kind == FigureKind::Percent) {
            return Err(Refusal::new(
                self.span(percent.start, percent.end),
                "a percentage is no amount",
                "give the amount itself, or unstated",
            ));
        }
        let numbers = || self.mentions.iter().filter(|m| !is_year(self.items, &m.figure));
        let only = if numbers().count() == 1 { numbers().next() } else { None };
        let sized = only.filter(|mention| !self.counts_things(mention));
        match (sized, self.currency) {
            (Some(mention), Some(_)) => Ok(mention),
            (Some(mention), None) if mention.figure.value().is_some() => Err(Refusal::new(
                self.span(mention.start, mention.end),
                "the phrase names no currency",
                "write the currency beside the figure, or give --currency",
            )),
            (Some(mention), None) => Err(self.refused_kind(&mention.figure).unwrap_or_else(|| self.no_figure(whole))),
            _ => {
                let vague = self.mentions.iter().find(|m| m.figure.kind == FigureKind::Vague);
                Err(match vague {
                    Some(vague) => self.vague(&vague.figure),
                    None => Refusal::new(
                        self.span(first.start, first.end),
                        "the number counts things, and no currency stands beside it",
                        "give a count with --quantity, and an amount with its currency",
                    ),
                })
            }
        }
    }

    fn no_figure(&self, whole: Range<usize>) -> Refusal {
        let vague = self.items.iter().find(|item| item.meaning() == Some(Meaning::Vague));
        match vague {
            Some(item) => Refusal::new(item.start..item.end, "a vague size is no amount", "write unstated"),
            None => {
                Refusal::new(whole, "the phrase holds no amount", "write an amount such as 5000000.00 EUR, or unstated")
            }
        }
    }

    /// Whether a bare number is followed by a word that may be what it counts.
    fn counts_things(&self, mention: &Mention) -> bool {
        let unknown = |at: usize| self.items.get(at).is_some_and(|item| matches!(item.what, What::Unknown { .. }));
        let of = matches!(
            self.items.get(mention.end).and_then(Item::meaning),
            Some(Meaning::Of | Meaning::OfAny | Meaning::Describing)
        );
        unknown(mention.end) || (of && unknown(mention.end + 1))
    }

    fn amount(&self, mention: &Mention) -> Result<Amount, Refusal> {
        self.refuse_words(mention)?;
        for figure in [Some(&mention.figure), mention.upper.as_ref()].into_iter().flatten() {
            if let Some(refusal) = self.refused_kind(figure) {
                return Err(refusal);
            }
        }
        if is_cut_out(self.items, mention) {
            return Err(Refusal::new(
                self.span(mention.figure.start.saturating_sub(1), mention.end + 1),
                "the figure stands against something that may belong to it",
                "give the amount alone, a blank before and behind it",
            ));
        }
        let unit = self.unit(mention)?;
        let (lower, upper) = self.values(mention)?;
        let ends = self.ends(mention, lower, upper, unit)?;
        let words = mention.around;
        let rough = mention.figure.rough || mention.upper.is_some_and(|upper| upper.rough);
        let approximate = words.about || rough || (words.estimate && !words.bounded());
        let refused = || {
            Refusal::new(
                self.span(mention.start, mention.end),
                "no amount lies between these bounds",
                "give the lower bound first",
            )
        };
        if words.noun_over {
            return Err(self.for_or_over(mention, unit, lower));
        }
        Bounds::between(ends.0, ends.1, approximate).map(|bounds| Amount::Stated(unit, bounds)).ok_or_else(refused)
    }

    /// Refuses what words around a mention make of it, where that is no amount.
    fn refuse_words(&self, mention: &Mention) -> Result<(), Refusal> {
        let words = &mention.around;
        let (what, hint) = if words.change {
            ("the phrase names a difference or a change, not an amount", "give the amount itself, or unstated")
        } else if words.negative || self.in_accounting_brackets(mention) {
            ("the amount is or may be negative, and amounts are zero or more", "write it without the sign")
        } else if words.each {
            (
                "the phrase names the sum for each of several, not their total",
                "work the total out, and give it, or unstated",
            )
        } else if words.doubt {
            ("the words before the figure make it say something else", "give the amount alone, in canonical text")
        } else if words.open {
            (
                "the phrase says from where the amount runs, not to where",
                "write >= before the amount if it is the least",
            )
        } else if contradictory(words) || (mention.upper.is_some() && words.bounded()) {
            ("the bounds that the phrase gives contradict each other", "give one lower and one upper bound")
        } else {
            return Ok(());
        };
        Err(Refusal::new(self.span(mention.start, mention.end), what, hint))
    }

    /// A phrase that is nothing but an amount in brackets is how accountants write a negative one.
    fn in_accounting_brackets(&self, mention: &Mention) -> bool {
        let all = mention.start == 1 && mention.end + 1 == self.items.len();
        all && self.items[0].is_mark('(') && mention.around == Words::default()
    }

    fn refused_kind(&self, figure: &Figure) -> Option<Refusal> {
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
            "a vague size is no amount",
            "write unstated, with the currency if it is named",
        )
    }

    fn unit(&self, mention: &Mention) -> Result<Unit, Refusal> {
        let span = self.span(mention.start, mention.end);
        let money = match (mention.figure.money, mention.upper.and_then(|upper| upper.money)) {
            (Some(one), Some(other)) => one.with(other).map(Some).ok_or_else(|| {
                Refusal::new(span.clone(), "the two ends are in different currencies", "give both in one currency")
            })?,
            (one, other) => one.or(other),
        };
        let missing = || {
            Refusal::new(span.clone(), "the phrase names no currency", "write it beside the figure, or give --currency")
        };
        match money {
            None => self.currency.ok_or_else(missing),
            Some(money) => unit_of(money, self.currency).map_err(|fault| Refusal::of_fault(span.clone(), fault)),
        }
    }

    /// The lower and upper value; the lower one takes the upper one's scale where it has none of its own.
    fn values(&self, mention: &Mention) -> Result<(Decimal, Option<Decimal>), Refusal> {
        let span = self.span(mention.start, mention.end);
        let none =
            || Refusal::new(span.clone(), "the phrase holds no amount", "write an amount such as 5000000.00 EUR");
        let lower = mention.figure.value().ok_or_else(none)?;
        let Some(upper_figure) = &mention.upper else { return Ok((lower, None)) };
        let upper = upper_figure.value().ok_or_else(none)?;
        if upper_figure.power == 0 && shares_thousands(&mention.figure, lower, upper_figure, upper) {
            return Err(Refusal::new(
                span,
                "whether the lower figure means thousands, as the upper one does, is not said",
                "write both figures with all their digits",
            ));
        }
        if mention.figure.power > 0 || upper_figure.power == 0 {
            return Ok((lower, Some(upper)));
        }
        let own_figures = self.items.get(mention.figure.end).is_some_and(|item| item.is_mark(TWO_DOTS));
        match lower.times_ten_to(upper_figure.power) {
            Ok(scaled) if !own_figures && scaled <= upper => Ok((scaled, Some(upper))),
            // “between €500,000 and €1.2 million”: scaled it would be above the upper one.
            _ if mention.figure.money.is_some() => Ok((lower, Some(upper))),
            _ => Err(Refusal::new(
                span,
                "which of the two figures the scale word counts for is not said",
                "write it with both figures",
            )),
        }
    }

    fn ends(
        &self,
        mention: &Mention,
        lower: Decimal,
        upper: Option<Decimal>,
        unit: Unit,
    ) -> Result<(End, Option<End>), Refusal> {
        let minor = |value: Decimal, figure: &Figure| {
            value.minor(unit).map_err(|fault| Refusal::of_fault(self.span(figure.start, figure.end), fault))
        };
        let low = minor(lower, &mention.figure)?;
        let words = &mention.around;
        Ok(match (upper, &mention.upper) {
            (Some(upper), Some(figure)) => (End::at(low), Some(End::at(minor(upper, figure)?))),
            _ if words.more => (End::above(low), None),
            _ if words.at_least => (End::at(low), None),
            _ if words.at_most => (End::ZERO, Some(End::at(low))),
            _ if words.less => (End::ZERO, Some(End::below(low))),
            _ => (End::at(low), Some(End::at(low))),
        })
    }

    /// German “Vertrag über 5 Euro” is for 5, “Beträge über 5 Euro” are more.
    fn for_or_over(&self, mention: &Mention, unit: Unit, value: Decimal) -> Refusal {
        let span = self.span(mention.start, mention.end);
        let both = value.minor(unit).ok().and_then(|minor| {
            let exact = Bounds::between(End::at(minor), Some(End::at(minor)), false)?;
            let more = Bounds::between(End::above(minor), None, false)?;
            Some([Amount::Stated(unit, exact), Amount::Stated(unit, more)])
        });
        match both {
            Some(readings) => Refusal::ambiguous(span, "über", readings),
            None => Refusal::new(span, "“über” may mean “for” or “more than”", "write the amount in canonical text"),
        }
    }

    fn span(&self, start: usize, end: usize) -> Range<usize> {
        let first = self.items.get(start).map_or(0, |item| item.start);
        let last = end.checked_sub(1).and_then(|last| self.items.get(last)).map_or(first, |item| item.end);
        first..last.max(first)
    }
}

/// Whether the lower figure of a range may share the thousands of the upper one: “between 400 and 500 000 euros”.
fn shares_thousands(figure: &Figure, lower: Decimal, upper_figure: &Figure, upper: Decimal) -> bool {
    let one_currency = figure.money.is_none() || (upper_figure.money.is_none() && !figure.money_behind);
    let round = upper.to_string().split('.').next().is_some_and(|whole| whole.ends_with("000"));
    let fits = lower.times_ten_to(3).is_ok_and(|scaled| scaled <= upper);
    figure.power == 0 && one_currency && round && fits && Some(lower) != Decimal::parse("0").ok()
}

/// Whether bounds stand together that do not go together; “at least over” is more than.
fn contradictory(words: &Words) -> bool {
    (words.more || words.at_least) && (words.less || words.at_most) || (words.less && words.at_most)
}

/// The one unit of a currency word, with what `--currency` says.
fn unit_of(money: Money, given: Option<Unit>) -> Result<Unit, Fault> {
    if let Some(given) = given
        && money.codes().any(|code| code == given.code())
    {
        return Ok(given);
    }
    if money.choice == Choice::Asked {
        let codes: Vec<&str> = money.codes().collect();
        return Err(Fault::new(format!("several currencies bear this name: {}", codes.join(", ")))
            .hint("name the one that is meant with --currency"));
    }
    let unit = Unit::parse(money.first)?;
    agreed(Some(unit), given).map(|both| both.unwrap_or(unit))
}
