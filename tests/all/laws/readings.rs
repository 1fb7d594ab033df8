//! Sources that disagree: the adopted statement counts, and the hull contains every choice among the statements.

use impound::journal::Refusal;
use impound::query::Report;
use impound::report::{Measures, Scope, Taken, Values};
use proptest::prelude::*;
use proptest::sample::select;

use crate::book::{Book, Row, lines, totals};

fn hull() -> Scope {
    Scope { readings: Taken::Hull, ..Scope::default() }
}

#[test]
fn a_reading_changes_nothing_until_it_is_adopted() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    book.reading(5, &[("amount", ">120 EUR")]).unwrap();
    let held = |book: &Book, scope: &Scope| totals(&book.holdings("stage", scope), "stage assets");
    assert_eq!(held(&book, &Scope::default()), ["frozen 1 [100.00 100.00]"]);
    assert_eq!(held(&book, &hull()), ["frozen 1 [100.00 +inf)"]);
    assert_eq!(lines(&book.holdings("stage", &hull()), "disputed exact bounded"), ["1 0 1"]);
    book.adopt(5, 6).unwrap();
    assert_eq!(held(&book, &Scope::default()), ["frozen 1 (120.00 +inf)"]);
    assert_eq!(held(&book, &hull()), ["frozen 1 [100.00 +inf)"]);
    assert_eq!(book.adopt(5, 6), Err(Refusal::AdoptedAlready(6)));
    assert_eq!(book.void(6), Err(Refusal::ReadingAdopted(6)));
    book.adopt(5, 5).unwrap();
    book.void(6).unwrap();
    assert_eq!(held(&book, &hull()), ["frozen 1 [100.00 100.00]"]);
    assert_eq!(book.void(6), Err(Refusal::Voided { entry: 6, by: 9 }));
    book.reinstate(6).unwrap();
    assert_eq!(held(&book, &hull()), ["frozen 1 [100.00 +inf)"]);
    assert_eq!(held(&book.at_entry(6), &Scope::default()), ["frozen 1 [100.00 100.00]"]);
}

#[test]
fn an_adoption_that_would_make_a_later_action_impossible_is_refused() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    book.item("seize", &asset, "2024-06-26", &[("amount", "80 EUR")]).unwrap();
    book.reading(5, &[("amount", "70 EUR")]).unwrap();
    assert!(matches!(book.adopt(5, 7), Err(Refusal::Depended { entry: 6, .. })));
    assert_eq!(totals(&book.holdings("currency", &hull()), "assets disputed"), ["2 1 [80.00 100.00]"]);
}

#[test]
fn a_correction_changes_the_adopted_statement() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    book.reading(5, &[("amount", "120 EUR")]).unwrap();
    book.correct(5, &[("amount", "90 EUR")]).unwrap();
    let held = |book: &Book| totals(&book.holdings("currency", &hull()), "assets");
    assert_eq!(held(&book), ["1 [90.00 120.00]"]);
    book.adopt(5, 6).unwrap();
    book.correct(5, &[("amount", "110 EUR")]).unwrap();
    assert_eq!(held(&book), ["1 [90.00 110.00]"]);
    book.adopt(5, 5).unwrap();
    assert_eq!(totals(&book.holdings("currency", &Scope::default()), "assets"), ["1 [90.00 90.00]"]);
    assert_eq!(held(&book), ["1 [90.00 110.00]"]);
}

#[test]
fn unstated_amounts_widen_nothing_and_other_currencies_count_as_adopted() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    book.reading(5, &[("amount", "unstated")]).unwrap();
    assert_eq!(totals(&book.holdings("currency", &hull()), "disputed"), ["0 [100.00 100.00]"]);
    book.reading(5, &[("amount", "90 USD")]).unwrap();
    book.reading(5, &[("in", "FR"), ("on", "2024-06-26")]).unwrap();
    assert_eq!(
        totals(&book.holdings("jurisdiction", &hull()), "jurisdiction currency disputed"),
        ["DE EUR 1 [100.00 100.00]"]
    );
}

/// A source's statement: its form and its figure.
type Told = (u8, u8);

fn told((how, much): Told) -> String {
    let much = u32::from(much % 40);
    match how % 8 {
        0..=2 => format!("{much} EUR"),
        3 => format!(">={much} EUR"),
        4 => format!("<{} EUR", much + 1),
        5 => format!("{much}..{} EUR", much + 5),
        6 => format!(">{much} EUR"),
        _ => "unstated EUR".to_owned(),
    }
}

/// The actions of a small ledger: an asset, two items of it, a second asset that may be the same, and a later action on
/// that.
#[derive(Clone, Debug)]
struct Plan {
    told: Vec<Vec<Told>>,
    linked: bool,
    later: bool,
}

fn plan() -> impl Strategy<Value = Plan> {
    let told = prop::collection::vec(prop::collection::vec(any::<Told>(), 1..3), 5);
    (told, any::<bool>(), any::<bool>()).prop_map(|(told, linked, later)| Plan { told, linked, later })
}

impl Plan {
    /// The ledger in which each action states one of its sources' figures for `of` and has no readings.
    fn chosen(&self, of: &'static str, amounts: &[String]) -> Result<Book, Refusal> {
        let mut book = Book::new();
        let asset = book.new_asset("freeze", "2024-01-01", "DE,FR", &[(of, &amounts[0])])?;
        book.item("seize", &asset, "2024-01-01", &[(of, &amounts[1]), ("in", "DE")])?;
        book.item("freeze", &asset, "2024-01-01", &[(of, &amounts[2])])?;
        let mut flags = vec![(of, amounts[3].as_str())];
        flags.extend(self.linked.then_some(("overlap", asset.as_str())));
        let other = book.new_asset("freeze", "2024-01-01", "DE", &flags)?;
        if self.later {
            let whole = (of == "amount").then_some(("whole", "true"));
            let flags: Vec<_> = [(of, amounts[4].as_str())].into_iter().chain(whole).collect();
            book.later("seize", &other, "2024-01-01", &flags)?;
        }
        Ok(book)
    }

    fn choices(&self) -> Vec<Vec<String>> {
        let mut choices = vec![Vec::new()];
        for told_of in &self.told {
            let all: Vec<String> = told_of.iter().map(|one| told(*one)).collect();
            // A source that states no amount contradicts none.
            let stated = |text: &String| if text.starts_with('u') { all[0].clone() } else { text.clone() };
            let longer = |before: &Vec<String>| {
                all.iter().map(|one| [before.clone(), vec![stated(one)]].concat()).collect::<Vec<_>>()
            };
            choices = choices.iter().flat_map(longer).collect();
        }
        choices
    }
}

/// The two ends of a row, doubled so that an exclusive end can lie next to its figure.
fn ends(row: &Row, of: &str) -> (i64, i64) {
    let end = |end: &str, beside: i64| {
        let figure: i64 = row.0[&format!("{of}{end}")].replace('.', "").parse().unwrap();
        2 * figure + if row.0[&format!("{of}{end}_inclusive")] == "true" { 0 } else { beside }
    };
    let upper = if row.0[&format!("{of}upper")].is_empty() { i64::MAX } else { end("upper", -1) };
    (end("lower", 1), upper)
}

fn reports(book: &Book, scope: &Scope, of: &'static str) -> Vec<(String, (i64, i64))> {
    let (values, prefix) = if of == "value" { (Values::Alone, "value_") } else { (Values::LeftOut, "") };
    let measures = Measures { values, counts: false };
    let mut all = Vec::new();
    for (report, by) in [
        (Report::Holdings, "stage"),
        (Report::Holdings, "jurisdiction"),
        (Report::Holdings, "currency"),
        (Report::Actions, "action"),
    ] {
        let rows = book.measured(report, by, scope, measures);
        let named = if by == "currency" && of == "value" { "value_currency" } else { by };
        all.extend(rows.iter().map(|row| (format!("{by} {}", row.get(named)), ends(row, prefix))));
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn every_choice_among_statements_lies_within_the_hull(plan in plan(), of in select(&["amount", "value"])) {
        let own: Vec<String> = plan.told.iter().map(|all| told(all[0])).collect();
        let Ok(mut book) = plan.chosen(of, &own) else { return Ok(()) };
        for (entry, all) in (5..).zip(&plan.told).take(if plan.later { 5 } else { 4 }) {
            for other in &all[1..] {
                book.reading(entry, &[(of, &told(*other))]).unwrap();
            }
        }
        let hull = reports(&book, &hull(), of);
        for choice in plan.choices() {
            // Not every choice is consistent.
            let Ok(chosen) = plan.chosen(of, &choice) else { continue };
            for (key, (lower, upper)) in reports(&chosen, &Scope::default(), of) {
                let found = hull.iter().find(|(of, _)| *of == key);
                let Some((_, (least, most))) = found else { panic!("{choice:?}: nothing is {key}") };
                prop_assert!(*least <= lower && upper <= *most, "{choice:?}: {key} {lower} {upper}: {least} {most}");
            }
        }
    }

    #[test]
    fn the_hull_follows_from_the_widest_intervals(one in 0..30_u32, two in 0..30_u32, item in 0..30_u32, other in 0..30_u32) {
        let made = |amounts: [&str; 2], readings: [Option<&str>; 2]| -> Result<Vec<String>, Refusal> {
            let mut book = Book::new();
            let asset = book.new_asset("freeze", "2024-01-01", "DE", &[("amount", amounts[0])])?;
            book.item("seize", &asset, "2024-01-01", &[("amount", amounts[1])])?;
            for (entry, reading) in (5..).zip(readings) {
                reading.map_or(Ok(()), |amount| book.reading(entry, &[("amount", amount)]))?;
            }
            Ok(["currency", "stage"].iter().flat_map(|by| totals(&book.holdings(by, &hull()), "assets")).collect())
        };
        let exact = |figure: u32| format!("{figure} EUR");
        let between = |a: u32, b: u32| if a == b { exact(a) } else { format!("{}..{} EUR", a.min(b), a.max(b)) };
        let [one_, two_, item_, other_] = [one, two, item, other].map(exact);
        let spoken = made([&one_, &item_], [Some(&two_), Some(&other_)]);
        if let Ok(spoken) = spoken {
            prop_assert_eq!(Ok(spoken), made([&between(one, two), &between(item, other)], [None, None]));
        }
    }
}
