//! Figures in words and signs, as the page has them.

use jiff::civil;

use super::chart::Bar;
use crate::domain::{Bounds, Digits};
use crate::render::html::{figure, grouped, text_of};
use crate::report::document::Cell;

/// How an amount that no source gives is written.
const NOT_STATED: &str = "not stated";

/// How the amount of something without a money value is written.
const NO_VALUE: &str = "no money value";

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day as sentences write it: `15 April 2026`.
pub(super) fn day(day: civil::Date) -> String {
    let month = usize::try_from(day.month() - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default();
    format!("{} {month} {}", day.day(), day.year())
}

/// A number of things, in the singular or the plural.
pub(super) fn counted(count: u64, one: &str, several: &str) -> String {
    format!("{} {}", number(count), if count == 1 { one } else { several })
}

/// A number with its thousands apart.
pub(super) fn number(count: u64) -> String {
    grouped(usize::try_from(count).unwrap_or(usize::MAX))
}

/// Parts of a sentence: `a, b and c`.
pub(super) fn listed(mut parts: Vec<String>) -> String {
    match parts.pop() {
        None => String::new(),
        Some(last) if parts.is_empty() => last,
        Some(last) => format!("{} and {last}", parts.join(", ")),
    }
}

/// Bounds in signs: `> 5,000.00`, `3,000.00 – 4,000.00`.
pub(super) fn bounds(bounds: Bounds, digits: Digits) -> String {
    text_of(&Cell::Bounds { bounds: Box::new(bounds), digits, unit: None, stated: true })
}

/// A bar in signs: what stands beside it.
pub(super) fn signs(bar: &Bar, digits: Digits) -> String {
    let mut parts = Vec::new();
    parts.extend(bar.bounds.filter(|_| bar.stated > 0).map(|known| bounds(known, digits)));
    if bar.unstated + bar.apart > 0 {
        parts.push(format!("{NOT_STATED} ({})", number(bar.unstated + bar.apart)));
    }
    if bar.non_valued > 0 && parts.is_empty() {
        parts.push(if bar.non_valued > 1 {
            format!("{NO_VALUE} ({})", number(bar.non_valued))
        } else {
            NO_VALUE.to_owned()
        });
    }
    let mut text = parts.join(" + ");
    if bar.disputed.is_some() {
        text.push_str(" disputed");
    }
    text
}

/// A bar in a sentence: `more than 5,000.00 EUR; no upper end`.
pub(super) fn sentence(bar: &Bar, digits: Digits, unit: &str) -> String {
    let mut text = match bar.bounds {
        Some(known) if bar.stated > 0 => {
            let (before, after) =
                (around(known, digits, unit), if known.upper().is_none() { "; no upper end" } else { "" });
            format!("{before}{after}")
        }
        _ if bar.unstated > 0 => format!("{}, amount not stated: 0 or more", counted(bar.unstated, "asset", "assets")),
        _ if bar.non_valued > 0 => {
            format!("{}, no money value: counted, in no total", counted(bar.non_valued, "asset", "assets"))
        }
        _ => "nothing".to_owned(),
    };
    if bar.stated > 0 && bar.unstated > 0 {
        text.push_str(&format!("; {} of them not stated", number(bar.unstated)));
    }
    if bar.stated > 0 && bar.apart > 0 {
        text.push_str(&format!("; {} whose amount is not stated", counted(bar.apart, "more asset", "more assets")));
    }
    if let Some(over) = bar.disputed {
        text.push_str(&format!("; sources disagree: {} over all readings", bounds(over, digits)));
    }
    text
}

/// Bounds in words, with their unit: `between 3,000.00 and 4,000.00 EUR`.
pub(super) fn around(bounds: Bounds, digits: Digits, unit: &str) -> String {
    let about = if bounds.approximate() { "about " } else { "" };
    let money = |scaled: i128| format!("{} {unit}", figure(scaled, digits)).trim_end().to_owned();
    let lower = money(bounds.lower().scaled());
    let is_zero = bounds.lower().scaled() == 0 && bounds.lower().inclusive();
    match bounds.upper() {
        Some(_) if bounds.is_exact() && bounds.approximate() => format!("about {lower}"),
        Some(_) if bounds.is_exact() => format!("{lower} exactly"),
        Some(upper) if is_zero => {
            format!("{} {about}{}", if upper.inclusive() { "at most" } else { "less than" }, money(upper.scaled()))
        }
        Some(upper) => {
            let figure = figure(bounds.lower().scaled(), digits);
            let upper_text = money(upper.scaled());
            match (bounds.lower().inclusive(), upper.inclusive()) {
                (true, true) => format!("between {about}{figure} and {upper_text}"),
                (false, true) => format!("more than {about}{figure} and at most {upper_text}"),
                (true, false) => format!("at least {about}{figure} and less than {upper_text}"),
                (false, false) => format!("more than {about}{figure} and less than {upper_text}"),
            }
        }
        None => format!("{} {about}{lower}", if bounds.lower().inclusive() { "at least" } else { "more than" }),
    }
}

/// What is certain of a total, and whether it has an upper end: what stands at the head of a group.
pub(super) fn certain(bar: &Bar, digits: Digits) -> String {
    let Some(bounds) = bar.bounds.filter(|_| bar.stated + bar.unstated > 0) else { return NO_VALUE.to_owned() };
    let nothing = bounds.lower().scaled() == 0 && bounds.lower().inclusive();
    match bounds.upper() {
        None if nothing => "nothing certain, no upper end".to_owned(),
        Some(upper) if nothing && upper.scaled() > 0 => {
            let word = if upper.inclusive() { "at most" } else { "less than" };
            format!("nothing certain, {word} {}", figure(upper.scaled(), digits))
        }
        _ => around(bounds, digits, "").trim_end_matches(" exactly").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::End;

    const CENTS: Digits = Digits::exactly(2);

    fn known(lower: End, upper: Option<End>) -> Bounds {
        Bounds::between(lower, upper).unwrap()
    }

    fn said(lower: End, upper: Option<End>) -> String {
        sentence(&Bar::of(known(lower, upper)), CENTS, "EUR")
    }

    #[test]
    fn every_kind_of_bounds_has_its_words() {
        let (three, five) = (300_000, 500_000);
        assert_eq!(said(End::at(five), Some(End::at(five))), "5,000.00 EUR exactly");
        assert_eq!(said(End::above(five), None), "more than 5,000.00 EUR; no upper end");
        assert_eq!(said(End::at(five), None), "at least 5,000.00 EUR; no upper end");
        assert_eq!(said(End::ZERO, Some(End::below(five))), "less than 5,000.00 EUR");
        assert_eq!(said(End::ZERO, Some(End::at(five))), "at most 5,000.00 EUR");
        assert_eq!(said(End::at(three), Some(End::at(five))), "between 3,000.00 and 5,000.00 EUR");
        assert_eq!(said(End::above(three), Some(End::below(five))), "more than 3,000.00 and less than 5,000.00 EUR");
        let about = Bar::of(known(End::at(five), Some(End::at(five))).about());
        assert_eq!(sentence(&about, CENTS, "EUR"), "about 5,000.00 EUR");
    }

    #[test]
    fn what_is_not_stated_is_counted_beside_what_is() {
        let some = Bar { unstated: 2, ..Bar::of(known(End::above(500_000), None)) };
        assert_eq!(signs(&some, CENTS), "> 5,000.00 + not stated (2)");
        assert_eq!(sentence(&some, CENTS, "EUR"), "more than 5,000.00 EUR; no upper end; 2 of them not stated");
        let none = Bar { bounds: Some(Bounds::UNSTATED), unstated: 1, ..Bar::default() };
        assert_eq!(signs(&none, CENTS), "not stated (1)");
        assert_eq!(sentence(&none, CENTS, "EUR"), "1 asset, amount not stated: 0 or more");
        assert_eq!(signs(&Bar::of(Bounds::UNSTATED), CENTS), "≥ 0.00");
    }

    #[test]
    fn what_has_no_money_value_and_what_is_disputed_say_so() {
        let domain = Bar { non_valued: 1, ..Bar::default() };
        assert_eq!(signs(&domain, CENTS), "no money value");
        let five = known(End::at(500_000), Some(End::at(500_000)));
        let disputed = Bar { disputed: Some(known(End::at(400_000), None)), ..Bar::of(five) };
        assert_eq!(signs(&disputed, CENTS), "5,000.00 disputed");
        assert!(sentence(&disputed, CENTS, "EUR").ends_with("; sources disagree: ≥ 4,000.00 over all readings"));
    }

    #[test]
    fn the_head_of_a_group_tells_what_is_certain() {
        let head = |lower, upper| certain(&Bar::of(known(lower, upper)), CENTS);
        assert_eq!(head(End::ZERO, None), "nothing certain, no upper end");
        assert_eq!(head(End::ZERO, Some(End::at(500))), "nothing certain, at most 5.00");
        assert_eq!(head(End::at(500), Some(End::at(500))), "5.00");
        assert_eq!(certain(&Bar { non_valued: 1, ..Bar::default() }, CENTS), "no money value");
    }

    #[test]
    fn days_and_lists_are_those_of_a_sentence() {
        assert_eq!(day(civil::date(2026, 4, 15)), "15 April 2026");
        assert_eq!(listed(vec!["a".into(), "b".into(), "c".into()]), "a, b and c");
        assert_eq!(listed(vec!["a".into()]), "a");
        assert_eq!(counted(1_000, "asset", "assets"), "1,000 assets");
    }
}
