//! Recalculates every converted figure from the rates that a report says it used, and from nothing else.

use std::collections::BTreeMap;

use impound::exchange::Rounding;

use super::fraction::Fraction;
use crate::book::Row;

/// The field prefixes of each figure, by its name in the rates used.
const FIGURES: [(&str, &str); 8] = [
    ("", ""),
    ("amount", ""),
    ("value", "value_"),
    ("allocated", ""),
    ("range", "range_"),
    ("itemised", "itemised_"),
    ("residual", "residual_"),
    ("listed", "listed_"),
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
        let [lower, upper] = sum(&lines);
        if !row.0.contains_key(&format!("{prefix}lower")) {
            // A reading tells the value as an amount is written, here an exact one.
            let text = &row.0[&figure];
            assert!(
                lower == upper && text.starts_with(&format!("{} ", printed(&lower.unwrap(), "equal", "down"))),
                "{text}"
            );
            continue;
        }
        let field = |name: &str| row.0[&format!("{prefix}{name}")].as_str();
        let is_equal = upper.is_some() && upper == lower && field("lower_inclusive") == "true";
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
        for (end, name, way) in [(lower, "lower", "down"), (upper, "upper", "up")] {
            let again = end.map_or(String::new(), |figure| printed(&figure, rule, way));
            assert_eq!(again, field(name), "{key:?} {figure}");
        }
    }
}

/// The ends to which lines add up; none on a side where a line has none.
pub fn sum(lines: &[&Row]) -> [Option<Fraction>; 2] {
    ["lower", "upper"].map(|end| {
        let given = |line: &&&Row| !line.0[&format!("converted_{end}")].is_empty();
        let has_end = lines.iter().all(|line| !line.0[end].is_empty());
        let amounts = lines.iter().filter(given).map(|line| at_rate(&line.0[end], line));
        has_end.then(|| amounts.fold(Fraction::whole(0), |sum, amount| sum.plus(&amount)))
    })
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

/// A figure as it must be printed; targets of these tests have two decimals. Below zero the size is rounded the other way.
fn printed(figure: &Fraction, rule: &str, outward: &str) -> String {
    if figure.is_negative() {
        let outward = if outward == "down" { "up" } else { "down" };
        let size = printed(&figure.negated(), rule, outward);
        let is_zero = !size.contains(|sign: char| sign.is_ascii_digit() && sign != '0');
        return if is_zero { size } else { format!("-{size}") };
    }
    if rule == "exact" {
        let text = figure.times(&Fraction::whole(1_000_000)).cents("down").to_string();
        let text = format!("{text:0>9}");
        let (whole, decimals) = text.split_at(text.len() - 8);
        let kept = decimals.trim_end_matches('0');
        return format!("{whole}.{kept:0<2}");
    }
    let cents = figure.cents(if rule == "equal" { "half-up" } else { outward }).to_string();
    let cents = format!("{cents:0>3}");
    let (whole, decimals) = cents.split_at(cents.len() - 2);
    format!("{whole}.{decimals}")
}
