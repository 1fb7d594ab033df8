//! The reports by the model: stock, flow, jurisdictions and pools.

use std::collections::{BTreeMap, BTreeSet};

use super::amount::Range;
use super::days::{Day, Days, civil, day, end_of_month, written};
use super::fold::{Act, Asset, State, Worth};
use super::journal::{Action, Journal, STAGES};
use super::links::Links;
use super::stock::{happened, undated};
use super::total::{Cells, Part, Total, ends};

/// A question to a report.
#[derive(Clone, Debug, Default)]
pub struct Question {
    pub by: Vec<&'static str>,
    pub as_of: Option<Day>,
    pub from: Option<Day>,
    pub to: Option<Day>,
    pub at_entry: Option<u64>,
    pub case: Option<&'static str>,
    /// The jurisdictions asked for; an empty set asks for unplaced assets.
    pub places: Option<BTreeSet<&'static str>>,
    pub stated: bool,
    pub with_unplaced: bool,
}

/// A report: rows by their dimensions.
#[derive(Debug, Default)]
pub struct Report {
    pub dimensions: Vec<String>,
    pub rows: BTreeMap<Vec<String>, Cells>,
}

/// The data that answer a question.
struct Book {
    standing: Vec<Action>,
    /// Everything in force, whatever its day.
    all: State,
    /// What has happened by the day.
    held: State,
    links: Links,
}

const HELD: [&str; 3] = ["frozen", "seized", "confiscated"];

impl Book {
    fn open(journal: &Journal, question: &Question) -> Book {
        let standing = journal.standing(question.at_entry);
        let all = State::of(&standing);
        let held = State::of(&happened(&standing, question.as_of));
        let births: BTreeMap<String, Option<String>> = journal
            .standing(None)
            .into_iter()
            .chain(journal.voided())
            .filter_map(|action| Some((action.asset, action.birth?.parent)))
            .collect();
        // A voided item counts for its family; a root that is no longer an asset links nothing.
        let links =
            Links::of(&standing, |asset| Some(root(&births, asset)).filter(|root| all.assets.contains_key(root)));
        Book { standing, all, held, links }
    }

    fn part<'a>(state: &'a State, asset: &'a Asset, worth: &Worth, carried: bool) -> Part<'a> {
        Part {
            root: &asset.root,
            system: &state.systems[&asset.root],
            worth: worth.clone(),
            carried,
            only_stated: false,
        }
    }
}

fn root(births: &BTreeMap<String, Option<String>>, asset: &str) -> String {
    match births.get(asset) {
        Some(Some(parent)) => root(births, parent),
        _ => asset.to_owned(),
    }
}

impl Question {
    fn asks_for(&self, asset: &Asset) -> bool {
        let placed = match &self.places {
            None => true,
            Some(places) if places.is_empty() => asset.places.is_empty(),
            Some(places) => !asset.places.is_disjoint(places),
        };
        placed && self.case.is_none_or(|case| case == asset.case)
    }
}

fn joined(asset: &Asset) -> String {
    asset.places.iter().copied().collect::<Vec<_>>().join("+")
}

fn dimension(name: &str, asset: &Asset) -> String {
    match name {
        "case" => asset.case.to_owned(),
        "jurisdiction" => joined(asset),
        "stage" => asset.stage.to_owned(),
        "kind" => asset.kind.to_owned(),
        "authority" => asset.authority.unwrap_or_default().to_owned(),
        "currency" => asset.worth.currency().unwrap_or_default().to_owned(),
        _ => unreachable!("{name}"),
    }
}

/// What is held.
pub fn holdings(journal: &Journal, question: &Question) -> Report {
    let book = Book::open(journal, question);
    let dimensions = with(&question.by, &["currency"]);
    let place = |state: &State, name: &str, asset: &Asset| -> Vec<Vec<String>> {
        let counted = HELD.contains(&asset.stage) && !state.is_used_up(name) && question.asks_for(asset);
        counted.then(|| dimensions.iter().map(|name| dimension(name, asset)).collect()).into_iter().collect()
    };
    let undated = undated(&book.standing, &book.all, question.as_of, place);
    let mut rows: BTreeMap<Vec<String>, Vec<Part>> = undated.keys().map(|key| (key.clone(), Vec::new())).collect();
    for (name, asset) in &book.held.assets {
        for key in place(&book.held, name, asset) {
            rows.entry(key).or_default().push(Book::part(&book.held, asset, &asset.worth, false));
        }
    }
    let cells = |key: &Vec<String>, parts: &[Part]| -> Cells {
        let total = Total::of(parts, &book.links);
        let mut cells = total.counts("assets");
        cells.push(("undated".to_owned(), undated.get(key).copied().unwrap_or(0).to_string()));
        cells.extend(ends("", total.range, &key[currency_of(&dimensions)]));
        cells.push(total.approximate());
        cells
    };
    let rows = rows.into_iter().map(|(key, parts)| (key.clone(), cells(&key, &parts))).collect();
    Report { dimensions, rows }
}

/// The requested dimensions, followed by those that a report always has.
fn with(by: &[&str], always: &[&str]) -> Vec<String> {
    let missing = always.iter().filter(|name| !by.contains(*name));
    by.iter().chain(missing).map(|name| (*name).to_owned()).collect()
}

/// The position of the currency among the dimensions.
fn currency_of(dimensions: &[String]) -> usize {
    dimensions.iter().position(|name| name == "currency").unwrap()
}

const TIMES: [&str; 3] = ["year", "quarter", "month"];

/// What was done.
pub fn actions(journal: &Journal, question: &Question) -> Report {
    let book = Book::open(journal, question);
    let mut dimensions = with(&question.by, &["action", "currency"]);
    let timed = question.by.iter().any(|name| TIMES.contains(name));
    let period = question.from.is_some() || question.to.is_some();
    if period && !timed {
        dimensions.push("period".to_owned());
    }
    let mut rows: BTreeMap<Vec<String>, Vec<Part>> = BTreeMap::new();
    for act in &book.held.acts {
        let asset = &book.held.assets[&act.action.asset];
        let Some(within) = lies(act.action.days, question) else { continue };
        if act.locates || !question.asks_for(asset) {
            continue;
        }
        let mut part = Book::part(&book.held, asset, &act.worth, !act.own);
        part.only_stated = question.stated;
        let key = dimensions.iter().map(|name| flow_dimension(name, asset, act, within, question)).collect();
        rows.entry(key).or_default().push(part);
    }
    let cells = |key: &[String], parts: &[Part]| -> Cells {
        let total = Total::of(parts, &book.links);
        let mut cells = total.counts("actions");
        cells.push(("carried".to_owned(), total.carried.to_string()));
        cells.extend(ends("", total.range, &key[currency_of(&dimensions)]));
        cells.push(total.approximate());
        cells
    };
    let rows = rows.into_iter().map(|(key, parts)| (key.clone(), cells(&key, &parts))).collect();
    Report { dimensions, rows }
}

/// Whether days lie wholly in the period or across its border; `None` if they lie outside.
fn lies(days: Days, question: &Question) -> Option<bool> {
    let (from, to) = (question.from.unwrap_or(Day::MIN), question.to.unwrap_or(Day::MAX));
    let first = days.first.unwrap_or(Day::MIN);
    let outside = days.last < from || first > to;
    (!outside).then_some(from <= first && days.last <= to)
}

fn flow_dimension(name: &str, asset: &Asset, act: &Act, within: bool, question: &Question) -> String {
    let undated = || "undated".to_owned();
    match name {
        "action" => act.action.verb.to_owned(),
        "authority" => act.action.authority.unwrap_or_default().to_owned(),
        "currency" => act.worth.currency().unwrap_or_default().to_owned(),
        "period" if within => {
            let end = |end: Option<Day>| end.map_or("..".to_owned(), written);
            format!("{}/{}", end(question.from), end(question.to))
        }
        "period" => undated(),
        "year" | "quarter" | "month" if within => span(name, act.action.days).unwrap_or_else(undated),
        "year" | "quarter" | "month" => undated(),
        _ => dimension(name, asset),
    }
}

/// The year, quarter or month that contains all of the days.
fn span(name: &str, days: Days) -> Option<String> {
    let (year, month, _) = civil(days.last);
    let quarter = (month - 1) / 3;
    let (first, last, told) = match name {
        "year" => (1, 12, format!("{year:04}")),
        "quarter" => (quarter * 3 + 1, quarter * 3 + 3, format!("{year:04}-Q{}", quarter + 1)),
        _ => (month, month, format!("{year:04}-{month:02}")),
    };
    let within = day(year, first, 1) <= days.first? && days.last <= end_of_month(year, last);
    within.then_some(told)
}

/// What is allocated to each jurisdiction, and what may be.
pub fn jurisdictions(journal: &Journal, question: &Question) -> Report {
    let book = Book::open(journal, question);
    let asked = |place: &str| question.places.as_ref().is_none_or(|places| places.is_empty() || places.contains(place));
    // Unplaced assets may lie in the places asked for.
    let anywhere = Question { places: None, ..question.clone() };
    let concerned = |state: &State, name: &str, asset: &Asset| {
        let asked = if asset.places.is_empty() && question.with_unplaced { &anywhere } else { question };
        ["frozen", "seized"].contains(&asset.stage) && !state.is_used_up(name) && asked.asks_for(asset)
    };
    let names = |state: &State, name: &str, asset: &Asset| -> Vec<&'static str> {
        let places = asset.places.iter().copied().filter(|place| asked(place));
        if concerned(state, name, asset) { places.collect() } else { Vec::new() }
    };
    let mut named: BTreeSet<&str> =
        book.held.assets.iter().flat_map(|(name, asset)| names(&book.held, name, asset)).collect();
    named.extend(undated(&book.standing, &book.all, question.as_of, names).keys());
    named.extend(question.places.iter().flatten());
    let place = |state: &State, name: &str, asset: &Asset| -> Vec<Vec<String>> {
        if !concerned(state, name, asset) {
            return Vec::new();
        }
        let mut places: Vec<&str> = asset.places.iter().copied().filter(|place| asked(place)).collect();
        if asset.places.is_empty() {
            if question.places.as_ref().is_none_or(BTreeSet::is_empty) {
                places.push("");
            }
            if question.with_unplaced {
                places.extend(&named);
            }
        }
        places.iter().map(|place| vec![(*place).to_owned(), dimension("currency", asset)]).collect()
    };
    let undated = undated(&book.standing, &book.all, question.as_of, place);
    let mut rows: BTreeMap<Vec<String>, [Vec<Part>; 2]> =
        undated.keys().map(|key| (key.clone(), Default::default())).collect();
    for (name, asset) in &book.held.assets {
        for key in place(&book.held, name, asset) {
            let alone = joined(asset) == key[0];
            let row = rows.entry(key).or_default();
            row[usize::from(!alone)].push(Book::part(&book.held, asset, &asset.worth, false));
        }
    }
    let cells = |key: &[String], parts: &[Vec<Part>; 2]| -> Cells {
        let [alone, pools] = parts;
        let (total, both) = (Total::of(alone, &book.links), Total::of(&[&alone[..], &pools[..]].concat(), &book.links));
        let least = total.range.unwrap_or(Range::NOTHING).lower;
        let range = both.range.map(|range| Range { lower: least, ..range });
        let mut cells = vec![("assets".to_owned(), total.number().to_string())];
        cells.extend(ends("", total.range, &key[1]));
        cells.push(("pools".to_owned(), pools.len().to_string()));
        cells.push(("undated".to_owned(), undated.get(key).copied().unwrap_or(0).to_string()));
        cells.extend(ends("range_", range.filter(|_| !key[0].is_empty()), &key[1]));
        cells
    };
    let rows = rows.into_iter().map(|(key, parts)| (key.clone(), cells(&key, &parts))).collect();
    Report { dimensions: vec!["jurisdiction".to_owned(), "currency".to_owned()], rows }
}

/// The pools, and how much of them is in items.
pub fn pools(journal: &Journal, question: &Question) -> Report {
    let book = Book::open(journal, question);
    let mut rows = BTreeMap::new();
    for (name, asset) in &book.held.assets {
        if asset.places.len() < 2 || !question.asks_for(asset) {
            continue;
        }
        let currency = dimension("currency", asset);
        let key = [name, asset.case, &joined(asset), "stated", asset.stage, &currency].map(ToString::to_string);
        let valued = match &asset.worth {
            Worth::NonValued => None,
            Worth::Valued { sum, .. } => Some((sum.plus(&asset.itemised, 1), &asset.itemised, sum)),
        };
        let range = |sum| book.held.range(name, sum);
        let mut cells = ends("", valued.as_ref().map(|(whole, ..)| range(whole)), &currency);
        cells.extend(ends("itemised_", valued.as_ref().map(|(_, items, _)| range(items)), &currency));
        cells.extend(ends("residual_", valued.as_ref().map(|(.., rest)| range(rest)), &currency));
        rows.insert(key.to_vec(), cells);
    }
    let dimensions = ["asset", "case", "candidates", "basis", "stage", "currency"].map(str::to_owned).to_vec();
    Report { dimensions, rows }
}

#[test]
fn each_held_stage_is_reached_by_an_action() {
    assert!(HELD.iter().all(|held| STAGES.iter().any(|(_, stage)| stage == held)));
}
