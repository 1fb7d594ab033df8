//! The amount that a mention states: unit and bounds.

use super::figure::Figure;
use super::grammar::{Given, Reader, listed};
use super::meaning::{Choice, Money};
use super::mention::Mention;
use super::refusal::Refusal;
use super::token::TWO_DOTS;
use super::touch::stray;
use crate::domain::amount::agreed;
use crate::domain::{Advice, Amount, Bounds, Decimal, End, Fault, Unit};

impl Reader<'_> {
    /// The amount of a mention.
    ///
    /// # Errors
    /// Something near it is not understood, or makes it something other than an amount.
    pub(super) fn amount(&self, mention: &Mention) -> Result<Amount, Refusal> {
        self.refuse_words(mention)?;
        for figure in [Some(&mention.figure), mention.upper.as_ref()].into_iter().flatten() {
            if let Some(refusal) = self.refused_kind(figure) {
                return Err(refusal);
            }
        }
        if let Some(stray) = stray(self.items, mention, self.given.faint) {
            return Err(self.of_stray(mention, &stray));
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
        Bounds::between(ends.0, ends.1)
            .map(|bounds| Amount::Stated(unit, bounds.or_approximate(approximate)))
            .ok_or_else(refused)
    }

    fn unit(&self, mention: &Mention) -> Result<Unit, Refusal> {
        let span = self.span(mention.start, mention.end);
        if mention.is_in_two_currencies() {
            let what = "the two ends are in different currencies";
            return Err(Refusal::new(span, what, "give both in one currency"));
        }
        let missing = || Refusal::advised(span.clone(), "the phrase names no currency", Advice::GiveCurrency);
        match mention.money() {
            None => self.given.currency.ok_or_else(missing),
            Some(money) => unit_of(money, self.given).map_err(|fault| Refusal::of_fault(span.clone(), fault)),
        }
    }

    /// The lower and upper values; a lower one without a scale takes the upper one's.
    fn values(&self, mention: &Mention) -> Result<(Decimal, Option<Decimal>), Refusal> {
        let span = self.span(mention.start, mention.end);
        let none =
            || Refusal::new(span.clone(), "the phrase contains no amount", "write an amount such as 5000000.00 EUR");
        let lower = mention.figure.value().ok_or_else(none)?;
        let Some(upper_figure) = &mention.upper else { return Ok((lower, None)) };
        let upper = upper_figure.value().ok_or_else(none)?;
        if upper_figure.power == 0 && shares_thousands(&mention.figure, lower, upper_figure, upper) {
            return Err(Refusal::new(
                span,
                "it is unclear whether the lower figure means thousands, as the upper one does",
                "write both figures with all their digits",
            ));
        }
        if mention.figure.power > 0 || upper_figure.power == 0 {
            return Ok((lower, Some(upper)));
        }
        let own_figures = self.items.get(mention.figure.end).is_some_and(|item| item.is_mark(TWO_DOTS));
        match lower.times_ten_to(upper_figure.power) {
            Ok(scaled) if !own_figures && scaled <= upper => Ok((scaled, Some(upper))),
            // “between €500,000 and €1.2 million”: scaled, the lower would exceed the upper.
            _ if mention.figure.money.is_some() => Ok((lower, Some(upper))),
            _ => Err(Refusal::new(
                span,
                "it is unclear which of the two figures the scale word applies to",
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
        let scaled = |value: Decimal, figure: &Figure| {
            let refused = |fault| Refusal::of_fault(self.span(figure.start, figure.end), fault);
            value.scaled(unit, self.given.precision).map_err(refused)
        };
        let low = scaled(lower, &mention.figure)?;
        let words = &mention.around;
        Ok(match (upper, &mention.upper) {
            (Some(upper), Some(figure)) => (End::at(low), Some(End::at(scaled(upper, figure)?))),
            _ if words.more => (End::above(low), None),
            _ if words.at_least => (End::at(low), None),
            _ if words.at_most => (End::ZERO, Some(End::at(low))),
            _ if words.less => (End::ZERO, Some(End::below(low))),
            _ => (End::at(low), Some(End::at(low))),
        })
    }

    /// German “Vertrag über 5 Euro” means *for* 5; “Beträge über 5 Euro” means more than 5.
    fn for_or_over(&self, mention: &Mention, unit: Unit, value: Decimal) -> Refusal {
        let span = self.span(mention.start, mention.end);
        let both = value.scaled(unit, self.given.precision).ok().and_then(|scaled| {
            let exact = Bounds::between(End::at(scaled), Some(End::at(scaled)))?;
            let more = Bounds::between(End::above(scaled), None)?;
            Some([Amount::Stated(unit, exact), Amount::Stated(unit, more)])
        });
        match both {
            Some(readings) => Refusal::ambiguous(span, "über", readings),
            None => Refusal::new(span, "“über” may mean “for” or “more than”", "write the amount in canonical text"),
        }
    }
}

/// Whether the lower figure of a range may share the thousands of the upper one: “between 400 and 500 000 euros”.
fn shares_thousands(figure: &Figure, lower: Decimal, upper_figure: &Figure, upper: Decimal) -> bool {
    let one_currency = figure.money.is_none() || (upper_figure.money.is_none() && !figure.money_behind);
    let round = upper.to_string().split('.').next().is_some_and(|whole| whole.ends_with("000"));
    let fits = lower.times_ten_to(3).is_ok_and(|scaled| scaled <= upper);
    figure.power == 0 && one_currency && round && fits && Some(lower) != Decimal::parse("0").ok()
}

/// The single unit meant by a currency word, given the currency supplied and the places of the record.
fn unit_of(money: Money, given: Given<'_>) -> Result<Unit, Fault> {
    if let Some(given) = given.currency
        && money.codes().any(|code| code == given.code())
    {
        return Ok(given);
    }
    if money.choice == Choice::Asked {
        return Err(Fault::new(format!("several currencies have this name: {}", listed(money)))
            .advise(Advice::ChooseCurrency { or_code: false }));
    }
    if let Some(place) = given.places.iter().find(|place| money.is_anothers(place.code())) {
        let own = money.of_land(place.code()).first;
        return Err(Fault::new(format!("{} has a currency of this name too: {own} or {}?", place.name(), money.first))
            .advise(Advice::ChooseCurrency { or_code: true }));
    }
    let unit = Unit::parse(money.first)?;
    agreed(Some(unit), given.currency).map(|both| both.unwrap_or(unit))
}
