//! Recalculates every converted figure from the rates that a report says it used, and from nothing else.

use std::collections::BTreeMap;

use impound::exchange::Rounding;

use super::fraction::Fraction;
use crate::book::Row;

/// The field prefixes of each figure, by its name in the rates used.
const FIGURES: [(&str, &str); 7] = [
    ("", ""),
    ("amount", ""),
    ("value", "value_"),
    ("allocated", ""),
    ("range", "range_"),
    ("itemised", "itemised_"),
    ("residual", "residual_"),
];

/// Checks every row that has lines, and that every line belongs to a row.
pub fn check(rows: &[Row], used: &[Row], dimensions: &[String], rounding: Rounding) {
    let mut figures: BTreeMap<(Vec<String>, String), Vec<&Row>> = BTreeMap::new();
    for line in used {
        let named = |name: &String| line.0.get(name).cloned();
        let key = dimensions.iter().map(|name| named(name).or_else(|| named(&"reading".to_owned())).unwrap()).collect();
        let figure = line.0.get("figure").cloned().unwrap_or_default();
        figures.entry((key, figure)).or_default().push(line);
    }
    for ((key, figure), lines) in figures {
        let of = |row: &&Row| dimensions.iter().map(|name| row.0[name].clone()).collect::<Vec<_>>() == key;
        let Some(row) = rows.iter().find(of).or_else(|| rows.iter().find(|row| row.0.get("reading") == key.first()))
        else {
            panic!("{key:?} is in no row");
        };
        let prefix = FIGURES.iter().find(|(name, _)| *name == figure).unwrap().1;
        let prefix = if row.0.contains_key("lower") { prefix } else { "value_" };
        let field = |name: &str| row.0[&format!("{prefix}{name}")].as_str();
        let [lower, upper] = sum(&lines);
        let is_equal = upper.as_ref() == lower.as_ref() && field("lower_inclusive") == "true";
        let rule = match (lines[0].get("rule").as_str(), is_equal) {
            ("exact", _) => "exact",
            (rule, true) => {
                assert_eq!(rule, rounding.as_str());
                "equal"
            }
            (rule, false) => {
                assert_eq!(rule, "outward");
                "outward"
            }
        };
        assert_eq!(printed(&lower.unwrap(), rule, "down"), Some(field("lower").to_owned()), "{key:?} {figure}");
        let upper = upper.map_or(Some(String::new()), |upper| printed(&upper, rule, "up"));
        assert_eq!(upper, Some(field("upper").to_owned()), "{key:?} {figure}");
    }
}

/// The sums of the lines' ends; no upper one if a line has none.
fn sum(lines: &[&Row]) -> [Option<Fraction>; 2] {
    let mut lower = Fraction::whole(0);
    let mut upper = Some(Fraction::whole(0));
    for line in lines {
        if !line.0["converted_lower"].is_empty() {
            lower = lower.plus(&at_rate(&line.0["lower"], line));
        }
        if line.0["upper"].is_empty() {
            upper = None;
        } else if !line.0["converted_upper"].is_empty() {
            upper = upper.map(|upper| upper.plus(&at_rate(&line.0["upper"], line)));
        }
    }
    [Some(lower), upper]
}

/// An amount at the rate of its line.
fn at_rate(amount: &str, line: &Row) -> Fraction {
    let mut rate = Fraction::whole(1);
    let mut divides = false;
    for figure in line.0["rate"].split_inclusive(['*', '/']) {
        let number = Fraction::parse(figure.trim_end_matches(['*', '/']));
        rate = if divides { rate.over(&number) } else { rate.times(&number) };
        divides = figure.ends_with('/');
    }
    let amount = Fraction::parse(amount);
    let first = line.0["orientation"].split(' ').next().unwrap();
    if first == line.0["from"] { amount.over(&rate) } else { amount.times(&rate) }
}

/// A figure as it must be printed; the targets of these tests have two decimals.
fn printed(figure: &Fraction, rule: &str, outward: &str) -> Option<String> {
    if rule == "exact" {
        let text = figure.times(&Fraction::whole(1_000_000)).cents("down").to_string();
        let text = format!("{text:0>9}");
        let (whole, decimals) = text.split_at(text.len() - 8);
        let kept = decimals.trim_end_matches('0');
        return Some(format!("{whole}.{kept:0<2}"));
    }
    let cents = figure.cents(if rule == "equal" { "half-up" } else { outward }).to_string();
    let cents = format!("{cents:0>3}");
    let (whole, decimals) = cents.split_at(cents.len() - 2);
    Some(format!("{whole}.{decimals}"))
}
