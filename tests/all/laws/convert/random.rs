//! Random ledgers made from true amounts and days: the true totals lie within the reported bounds.

use std::collections::BTreeMap;

use impound::domain::{Holds, day};
use impound::query::Report;
use impound::report::{Measures, Scope, Values};
use num_bigint::BigInt;
use proptest::prelude::*;
use proptest::sample::Index;

use super::fraction::Fraction;
use super::{actions, add_set, by_action, converted, holdings, on, query, to};
use crate::book::{Book, Row};

/// The units of assets; the last one never has a rate.
const UNITS: [&str; 6] = ["EUR", "USD", "GBP", "DEM", "BTC", "CHF"];

/// The days of June 2024 on which there are rates, with those of USD and GBP.
const RATES: [(u32, &str, &str); 6] = [
    (3, "1.0842", "0.85365"),
    (4, "1.0865", "0.85028"),
    (5, "1.0872", "0.85100"),
    (12, "1.0765", "0.84295"),
    (13, "1.0784", "0.84350"),
    (14, "1.0686", "0.84100"),
];

/// One asset, or an item of an earlier one.
#[derive(Clone, Debug)]
pub(super) struct Step {
    unit: Index,
    worth: u32,
    form: u8,
    first: u32,
    length: u32,
    true_day: Index,
    part_of: Option<Index>,
    pub(super) linked: Option<Index>,
    seizes: bool,
}

pub(super) fn step() -> impl Strategy<Value = Step> {
    let what = (any::<Index>(), 1..200_000_u32, 0..8_u8, any::<bool>());
    let when = (1..16_u32, prop_oneof![Just(0), Just(0), 1..4_u32], any::<Index>());
    let whose = (prop::option::weighted(0.3, any::<Index>()), prop::option::weighted(0.3, any::<Index>()));
    (what, when, whose).prop_map(|((unit, worth, form, seizes), (first, length, true_day), (part_of, linked))| Step {
        unit,
        worth,
        form,
        first,
        length,
        true_day,
        part_of,
        linked,
        seizes,
    })
}

/// The truth about an asset.
#[derive(Clone, Debug)]
pub(super) struct Truth {
    pub(super) asset: String,
    unit: &'static str,
    /// In hundredths; for a crypto-asset, its worth in hundredths of USD.
    worth: i64,
    first: u32,
    last: u32,
    day: u32,
    pub(super) stage: &'static str,
    /// The assets that are perhaps the same money.
    group: usize,
    is_item: bool,
}

/// The rate of a unit that holds on a day of June, for 1 euro.
fn rate(unit: &str, on: u32) -> Option<Fraction> {
    let held = RATES.iter().rev().find(|(day, ..)| *day <= on && on - day <= 4);
    match unit {
        "EUR" => Some(Fraction::whole(1)),
        "DEM" => Some(Fraction::parse("1.95583")),
        "USD" => held.map(|(_, usd, _)| Fraction::parse(usd)),
        "GBP" => held.map(|(_, _, gbp)| Fraction::parse(gbp)),
        _ => None,
    }
}

impl Truth {
    /// The true amount in the target, at the rate of a day, or of its own day; `None` if one of the days has no rate.
    pub(super) fn converted(&self, target: &str, on: Option<u32>) -> Option<Fraction> {
        let own = (self.first..=self.last, self.day);
        let (unit, (mut asked, day)) = match (self.unit, on) {
            // A value counts on its own day.
            ("BTC", _) => ("USD", own),
            (unit, Some(day)) => (unit, (day..=day, day)),
            (unit, None) => (unit, own),
        };
        let amount = Fraction::whole(self.worth).over(&Fraction::whole(100));
        if unit == target {
            return Some(amount);
        }
        if !asked.all(|day| rate(unit, day).is_some() && rate(target, day).is_some()) {
            return None;
        }
        Some(amount.over(&rate(unit, day)?).times(&rate(target, day)?))
    }
}

/// Hundredths as an amount, stated in one of several true ways.
fn said(worth: i64, form: u8) -> Option<String> {
    let text = |cents: i64| format!("{}.{:02}", cents / 100, cents % 100);
    Some(match form {
        0 | 1 => text(worth),
        2 => format!(">{}", text(worth - 1)),
        3 => format!(">={}", text(worth / 2)),
        4 => format!("<{}", text(worth + 1)),
        5 => format!("{}..{}", text(worth - worth / 3), text(worth + 500)),
        6 => format!("<={}", text(worth)),
        _ => return None,
    })
}

pub(super) fn date(first: u32, last: u32) -> String {
    if first == last { format!("2024-06-{first:02}") } else { format!("2024-06-{first:02}/2024-06-{last:02}") }
}

/// A book of what the steps state, as far as the rules admit it, and the truth behind it.
pub(super) fn played(steps: &[Step]) -> (Book, Vec<Truth>) {
    let mut book = Book::new();
    let mut rates = Vec::new();
    let days = RATES.map(|(day, usd, gbp)| (date(day, day), usd, gbp));
    for (day, usd, gbp) in &days {
        rates.extend([("USD", day.as_str(), *usd), ("GBP", day.as_str(), *gbp)]);
    }
    add_set(&mut book, "ecb", "EUR", Holds::Days(4), &rates);
    let mut truths: Vec<Truth> = Vec::new();
    for step in steps {
        let action = if step.seizes { "seize" } else { "freeze" };
        let whole = step.part_of.as_ref().filter(|_| !truths.is_empty()).map(|of| of.index(truths.len()));
        let whole = whole.filter(|at| truths[*at].unit != "BTC" && truths[*at].worth > 1);
        let first = whole.map_or(step.first, |at| step.first.max(truths[at].last));
        let (last, mut flags) = (first + step.length, Vec::new());
        let day = first + step.true_day.index(step.length as usize + 1) as u32;
        let linked = step.linked.as_ref().filter(|_| whole.is_none()).filter(|_| !truths.is_empty());
        let linked = linked.map(|other| other.index(truths.len()));
        let (unit, worth) = match whole {
            Some(at) => (truths[at].unit, i64::from(step.worth).min(truths[at].worth - 1)),
            None => (UNITS[step.unit.index(UNITS.len())], i64::from(step.worth)),
        };
        let amount = match (said(worth, step.form), unit) {
            (Some(said), "BTC") => {
                flags.push(("value", format!("{said} USD")));
                "0.50000000 BTC".to_owned()
            }
            (Some(said), unit) => format!("{said} {unit}"),
            (None, "BTC") => continue,
            (None, unit) => format!("unstated {unit}"),
        };
        flags.push(("amount", amount));
        flags.extend(linked.map(|other| ("overlap", truths[other].asset.clone())));
        let flags: Vec<(&str, &str)> = flags.iter().map(|(flag, value)| (*flag, value.as_str())).collect();
        let made = match whole {
            Some(at) => book.item(action, &truths[at].asset.clone(), &date(first, last), &flags),
            None => book.new_asset(action, &date(first, last), "DE", &flags),
        };
        let Ok(asset) = made else { continue };
        let group = match (whole, linked) {
            (Some(at), _) => truths[at].group,
            (None, Some(other)) => truths[other].group,
            (None, None) => truths.len(),
        };
        if let Some(at) = whole {
            truths[at].worth -= worth;
        }
        let stage = if step.seizes { "seized" } else { "frozen" };
        truths.push(Truth { asset, unit, worth, first, last, day, stage, group, is_item: whole.is_some() });
    }
    (book, truths)
}

/// Checks that a figure lies within a row's bounds, or rounds to them.
fn lies_within(row: &Row, [least, most]: [&Fraction; 2]) -> Result<(), TestCaseError> {
    let cents = |name: &str| row.0[name].replace('.', "").parse::<BigInt>().unwrap();
    if row.0["lower"] == row.0["upper"] {
        prop_assert_eq!(cents("lower"), least.cents("half-up"), "{:?}", row);
        prop_assert_eq!(cents("upper"), most.cents("half-up"), "{:?}", row);
        return Ok(());
    }
    let lower = Fraction::parse(&row.0["lower"]);
    prop_assert!(lower <= *least && (row.0["lower_inclusive"] == "true" || lower < *least), "{:?} {:?}", row, least);
    if !row.0["upper"].is_empty() {
        let upper = Fraction::parse(&row.0["upper"]);
        prop_assert!(*most <= upper && (row.0["upper_inclusive"] == "true" || *most < upper), "{:?} {:?}", row, most);
    }
    Ok(())
}

/// Checks the converted rows of a report against the truth; `key` gives an asset's row.
fn check(
    rows: &[Row],
    column: &str,
    truths: &[Truth],
    (target, on): (&str, Option<u32>),
    key: impl Fn(&Truth) -> &'static str,
) -> Result<(), TestCaseError> {
    for row in rows.iter().filter(|row| row.0["currency"] == target) {
        let of_row = || truths.iter().filter(|truth| key(truth) == row.0[column]);
        let mut groups: BTreeMap<usize, BTreeMap<&str, Fraction>> = BTreeMap::new();
        let mut unconverted = 0;
        for truth in of_row() {
            let Some(worth) = truth.converted(target, on) else {
                unconverted += 1;
                continue;
            };
            let family = truth.asset.split('.').next().unwrap();
            let sum = groups.entry(truth.group).or_default().entry(family).or_insert_with(|| Fraction::whole(0));
            *sum = sum.plus(&worth);
        }
        prop_assert_eq!(row.0["unconverted"].parse::<usize>().unwrap(), unconverted);
        let (mut least, mut most) = (Fraction::whole(0), Fraction::whole(0));
        for families in groups.values() {
            let greatest = families.values().cloned().reduce(|one, other| if other > one { other } else { one });
            least = least.plus(&greatest.unwrap());
            most = families.values().fold(most, |sum, worth| sum.plus(worth));
        }
        if row.0["lower"].is_empty() {
            prop_assert!(groups.is_empty(), "{:?}", row);
        } else {
            lies_within(row, [&least, &most])?;
        }
    }
    Ok(())
}

/// The total of a row whose assets are all exact and unlinked, computed plainly.
fn reckoned(rows: &[Row], truths: &[Truth], (target, on): (&str, Option<u32>)) -> Result<(), TestCaseError> {
    let all = truths.iter().filter_map(|truth| truth.converted(target, on));
    let sum = all.fold(Fraction::whole(0), |sum, worth| sum.plus(&worth));
    let row = rows.iter().find(|row| row.0["currency"] == target && row.0["exact"] != "0");
    if let Some(row) = row.filter(|row| row.0["bounded"] == "0" && row.0["unstated"] == "0") {
        let cents = row.0["lower"].replace('.', "").parse::<BigInt>().unwrap();
        prop_assert_eq!(cents, sum.cents("half-up"));
        prop_assert_eq!(&row.0["lower"], &row.0["upper"]);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Each report is also made from kept totals if they suffice, and every figure is recalculated from the rates used.
    #[test]
    fn what_it_truly_comes_to_lies_within_what_is_reported(
        steps in prop::collection::vec(step(), 1..14),
        day_of in 3..19_u32,
        dollars in any::<bool>(),
        which in 0..7_u8,
    ) {
        let (book, truths) = played(&steps);
        let target = if dollars { "USD" } else { "EUR" };
        let stage = |truth: &Truth| truth.stage;
        let all = |_: &Truth| "bank-account";
        let rate_on = date(day_of, day_of);
        check(&holdings(&book, "stage", on(target, &rate_on)), "stage", &truths, (target, Some(day_of)), stage)?;
        check(&holdings(&book, "kind", on(target, &rate_on)), "kind", &truths, (target, Some(day_of)), all)?;
        check(&holdings(&book, "stage", by_action(target)), "stage", &truths, (target, None), stage)?;
        check(&holdings(&book, "kind", by_action(target)), "kind", &truths, (target, None), all)?;
        let scope = Scope { as_of: day("2024-06-30").ok(), ..Scope::default() };
        let late = super::Query { scope, ..query(Report::Holdings, "kind", on(target, &rate_on)) };
        check(&converted(&book, Report::Holdings, &late), "kind", &truths, (target, Some(day_of)), all)?;
        // For flows, lists and values, each figure is recalculated.
        let day_of = || on(target, &rate_on);
        match which {
            0 => drop(actions(&book, "action", to(target))),
            1 => drop(actions(&book, "action", day_of())),
            2 => drop(converted(&book, Report::Jurisdictions, &query(Report::Jurisdictions, "", day_of()))),
            3 => drop(converted(&book, Report::Jurisdictions, &query(Report::Jurisdictions, "", by_action(target)))),
            4 => drop(converted(&book, Report::Pools, &query(Report::Pools, "", by_action(target)))),
            _ => {
                let values = if which == 5 { Values::Beside } else { Values::Alone };
                let measures = Measures { values, counts: true };
                converted(&book, Report::Holdings, &super::Query { measures, ..query(Report::Holdings, "kind", day_of()) });
            }
        }
    }

    #[test]
    fn exact_amounts_come_to_what_a_plain_sum_says(
        steps in prop::collection::vec(step(), 1..14),
        day_of in 3..19_u32,
    ) {
        let alone = |step: &Step| Step { part_of: None, linked: None, form: 0, length: 0, ..step.clone() };
        let (book, truths) = played(&steps.iter().map(alone).collect::<Vec<_>>());
        prop_assert!(truths.iter().all(|truth| !truth.is_item));
        for target in ["EUR", "USD"] {
            let rate_on = date(day_of, day_of);
            reckoned(&holdings(&book, "kind", on(target, &rate_on)), &truths, (target, Some(day_of)))?;
            reckoned(&holdings(&book, "kind", by_action(target)), &truths, (target, None))?;
        }
    }
}
