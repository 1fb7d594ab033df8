//! Ledgers made at random from true amounts: the truth always lies within the reported bounds.

use std::collections::BTreeMap;

use impound::report::Scope;
use proptest::prelude::*;

use crate::book::{Book, Row};

/// One step: the action, its asset, the true part, and how much of the truth is stated.
pub(super) type Step = (u8, prop::sample::Index, u8, u8, u8);

/// The truth about an asset: its real worth, and what was done to it.
pub(super) struct Truth {
    asset: String,
    pub(super) place: String,
    pub(super) stage: &'static str,
    pub(super) worth: i64,
}

/// What an action really concerned.
struct Done {
    place: String,
    action: &'static str,
    worth: i64,
}

/// What a source may say about a true amount.
fn told(worth: i64, how: u8, by: u8) -> Option<String> {
    let by = i64::from(by % 7);
    Some(match how % 8 {
        0 | 1 => format!("{worth} EUR"),
        2 => format!(">={} EUR", (worth - by).max(0)),
        3 if worth > 0 => format!(">{} EUR", (worth - 1 - by).max(0)),
        4 => format!("<={} EUR", worth + by),
        5 => format!("{}..{} EUR", (worth - by).max(0), worth + by),
        6 => format!("<{} EUR", worth + 1 + by),
        _ => return None,
    })
}

const PLACES: [&str; 5] = ["DE", "NL", "DE+NL", "FR", "DE+FR+NL"];
const ACTIONS: [(&str, &str); 6] = [
    ("freeze", "frozen"),
    ("seize", "seized"),
    ("confiscate", "confiscated"),
    ("release", "released"),
    ("return", "returned"),
    ("revalue", ""),
];

/// Whether an item may begin with an action at its asset's stage.
fn allows(stage: &str, action: &str) -> bool {
    let same = ACTIONS.iter().any(|(known, leads)| *known == action && *leads == stage);
    same || match stage {
        "frozen" => action != "freeze",
        "seized" => ["confiscate", "release", "return"].contains(&action),
        "confiscated" => action == "return",
        "released" => ["freeze", "seize"].contains(&action),
        _ => false,
    }
}

#[derive(Default)]
pub(super) struct World {
    pub(super) truths: Vec<Truth>,
    done: Vec<Done>,
}

impl World {
    pub(super) fn play(&mut self, book: &mut Book, (what, which, size, how, by): Step) {
        let amount = |worth| told(worth, how, by);
        let flags = |amount: &Option<String>| amount.clone().map(|amount| ("amount", amount));
        let (action, stage) = ACTIONS[usize::from(by) % ACTIONS.len()];
        match what % 4 {
            0 => {
                let (action, stage) = ACTIONS[usize::from(by) % 3];
                let (place, worth) = (PLACES[usize::from(size) % PLACES.len()].to_owned(), i64::from(size));
                let stated = flags(&amount(worth).or_else(|| Some("unstated EUR".to_owned())));
                let stated: Vec<_> = stated.iter().map(|(flag, amount)| (*flag, amount.as_str())).collect();
                let asset = book.new_asset(action, "2024-01-01", &place, &stated).unwrap();
                self.done.push(Done { place: place.clone(), action, worth });
                self.truths.push(Truth { asset, place, stage, worth });
            }
            1 if !self.truths.is_empty() && action != "revalue" => {
                let from = which.index(self.truths.len());
                let place = self.truths[from].place.split('+').next().unwrap().to_owned();
                let worth = self.truths[from].worth * i64::from(size % 5) / 4;
                let stated = flags(&amount(worth).or_else(|| Some("unstated EUR".to_owned())));
                let mut stated: Vec<_> = stated.iter().map(|(flag, amount)| (*flag, amount.as_str())).collect();
                stated.push(("in", &place));
                // A true statement contradicts nothing, so only the stage can be a reason for refusal.
                let Ok(asset) = book.item(action, &self.truths[from].asset, "2024-01-01", &stated) else {
                    assert!(!allows(self.truths[from].stage, action), "{action} from {}", self.truths[from].stage);
                    return;
                };
                self.truths[from].worth -= worth;
                if self.truths[from].stage != stage {
                    self.done.push(Done { place: place.clone(), action, worth });
                }
                self.truths.push(Truth { asset, place, stage, worth });
            }
            _ if !self.truths.is_empty() => {
                let at = which.index(self.truths.len());
                let worth = if how % 3 == 0 { i64::from(size) } else { self.truths[at].worth };
                let below = format!("{}.", self.truths[at].asset);
                let items = self.truths.iter().filter(|other| other.asset.starts_with(&below)).map(|item| item.worth);
                let of = if how / 3 % 2 == 0 { "whole" } else { "rest" };
                let stated_of = worth + if of == "whole" { items.sum() } else { 0 };
                let mut stated = if how % 3 == 0 { amount(stated_of) } else { None };
                if action == "revalue" && stated.is_none() {
                    stated = Some(format!("{stated_of} EUR"));
                }
                if stated.is_none() && worth != self.truths[at].worth {
                    return;
                }
                let stated = flags(&stated);
                let mut stated: Vec<_> = stated.iter().map(|(flag, amount)| (*flag, amount.as_str())).collect();
                if !stated.is_empty() {
                    stated.extend([("of", of), ("whole", "true")]);
                }
                let truth = &mut self.truths[at];
                if book.later(action, &truth.asset, "2024-01-01", &stated).is_ok() {
                    (truth.stage, truth.worth) = (if stage.is_empty() { truth.stage } else { stage }, worth);
                    self.done.push(Done { place: truth.place.clone(), action, worth });
                }
            }
            _ => {}
        }
    }
}

fn within(row: &Row, worth: i64) -> bool {
    let of = |name: &str| row.0[name].clone();
    let minor = |text: String| text.replace('.', "").parse::<i64>().unwrap();
    let (lower, worth) = (minor(of("lower")), worth * 100);
    let above = if of("lower_inclusive") == "true" { lower <= worth } else { lower < worth };
    let below = match (of("upper"), of("upper_inclusive") == "true") {
        (upper, _) if upper.is_empty() => true,
        (upper, true) => worth <= minor(upper),
        (upper, false) => worth < minor(upper),
    };
    above && below
}

fn check(rows: &[Row], truth: &BTreeMap<String, (i64, i64)>, columns: &str, what: &str) -> Result<(), TestCaseError> {
    // A rest of exactly zero is in no row, so the truth may count more assets than a row, but never a different sum.
    for row in rows {
        let key = row.get(columns);
        let Some((count, worth)) = truth.get(&key) else {
            return Err(TestCaseError::fail(format!("{what}: nothing is truly {key}")));
        };
        prop_assert!(within(row, *worth), "{what}: {key} is truly {worth}, not {}", row.bounds(""));
        let counted: i64 = row.get(if what == "actions" { "actions" } else { "assets" }).parse().unwrap();
        prop_assert!(counted <= *count, "{what}: {key} counts {counted} of {count}");
        let kinds: i64 =
            ["exact", "bounded", "unstated", "non_valued"].iter().map(|c| row.0[*c].parse::<i64>().unwrap()).sum();
        prop_assert_eq!(kinds, counted);
    }
    for (key, (_, worth)) in truth {
        let reported = rows.iter().any(|row| row.get(columns) == *key);
        prop_assert!(reported || *worth == 0, "{what}: {key} is truly {worth} and not reported");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn the_truth_lies_within_what_is_reported(steps in prop::collection::vec(any::<Step>(), 1..25)) {
        let (mut book, mut world) = (Book::new(), World::default());
        for step in steps {
            world.play(&mut book, step);
        }
        for (by, key) in [
            ("jurisdiction,stage", (|truth: &Truth| format!("{} {}", truth.place, truth.stage)) as fn(&Truth) -> String),
            ("stage", |truth| truth.stage.to_owned()),
            ("currency", |_| "EUR".to_owned()),
        ] {
            let mut held: BTreeMap<String, (i64, i64)> = BTreeMap::new();
            for truth in world.truths.iter().filter(|t| ["frozen", "seized", "confiscated"].contains(&t.stage)) {
                let row = held.entry(key(truth)).or_default();
                *row = (row.0 + 1, row.1 + truth.worth);
            }
            check(&book.holdings(by, &Scope::default()), &held, &by.replace(',', " "), "holdings")?;
        }
        for (by, key) in [
            ("jurisdiction,action", (|done: &Done| format!("{} {}", done.place, done.action)) as fn(&Done) -> String),
            ("action", |done| done.action.to_owned()),
        ] {
            let mut flow: BTreeMap<String, (i64, i64)> = BTreeMap::new();
            for done in &world.done {
                let row = flow.entry(key(done)).or_default();
                *row = (row.0 + 1, row.1 + done.worth);
            }
            let rows = book.actions(by, &Scope::default());
            check(&rows, &flow, &by.replace(',', " "), "actions")?;
            let counted: i64 = rows.iter().map(|row| row.get("actions").parse::<i64>().unwrap()).sum();
            prop_assert_eq!(counted, world.done.len() as i64);
        }
    }
}
