//! A bridge leads from a published total to the same total as known later, and its lines add up.

use std::collections::BTreeMap;

use impound::domain::day;
use impound::query::{self, Bridged, Naming, Query, Report, Sums};
use impound::report::{Measures, Scope, Taken, dimension};
use proptest::prelude::*;

use crate::book::{Book, Row};

use super::random::{self, World};

const COUNTS: [&str; 5] = ["exact", "bounded", "unstated", "non_valued", "undated"];

/// The bridge from an entry to now, by one dimension besides the currency.
fn from_entry(of: Sums, by: &str, from: u64) -> Query {
    let by = dimension::parse_list(by, Report::of(of).dimensions()).unwrap();
    Query { by, bridged: Bridged { of, from, naming: Naming::Entries }, ..Query::default() }
}

/// The non-empty lines of a bridge of holdings: key, line, assets, bounds and entries.
fn told(book: &Book, by: &str, from: u64) -> Vec<String> {
    let rows = book.ask(Report::Bridge, &from_entry(Sums::Holdings, by, from));
    let all = rows.iter().map(|row| {
        let entries = &row.0["entries"];
        let entries = if entries.is_empty() { String::new() } else { format!(" by {entries}") };
        format!("{} {} {}{entries}", row.get(&format!("{by} line")), row.get("assets"), change(row))
    });
    all.filter(|line| line.contains(" as_") || ![" 0 0.00", " 0 0"].iter().any(|none| line.ends_with(none))).collect()
}

/// Bounds that may lie below zero.
fn change(row: &Row) -> String {
    let end = |name: &str, mark: &str, none: &str| {
        let (figure, inclusive) = (&row.0[name], &row.0[&format!("{name}_inclusive")]);
        let mark = if inclusive == "false" { mark } else { "" };
        if figure.is_empty() { none.to_owned() } else { format!("{mark}{figure}") }
    };
    let (lower, upper) = (end("lower", ">", "-inf"), end("upper", "<", "+inf"));
    let about = if row.0["approximate"] == "true" { "~" } else { "" };
    if lower == upper { format!("{about}{lower}") } else { format!("{about}{lower}..{upper}") }
}

#[test]
fn each_cause_has_a_line_of_its_own() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06-01", "DE", &[("amount", "100 EUR")]).unwrap();
    let second = book.new_asset("freeze", "2024-06-02", "DE", &[("amount", "50 EUR")]).unwrap();
    book.new_asset("freeze", "2024-06-03", "DE", &[("amount", "7 EUR")]).unwrap();
    let published = book.entries();
    book.new_asset("freeze", "2024-07-01", "DE", &[("amount", "20 EUR")]).unwrap();
    book.new_asset("freeze", "2024-07-02", "DE", &[("amount", "3 EUR")]).unwrap();
    book.correct(5, &[("amount", "90 EUR")]).unwrap();
    book.void(7).unwrap();
    book.later("revalue", &second, "2024-06-05", &[("amount", "60 EUR")]).unwrap();
    book.reading(5, &[("amount", "95 EUR")]).unwrap();
    book.adopt(5, 13).unwrap();
    assert_eq!(
        told(&book, "jurisdiction", published),
        [
            "DE as_published 3 157.00",
            "DE late 1 30.00 by 8;12",
            "DE new 1 3.00 by 9",
            "DE corrected 0 -10.00 by 10",
            "DE voided -1 -7.00 by 11",
            "DE adopted 0 5.00 by 14",
            "DE as_now 4 178.00",
        ]
    );
    book.reinstate(7).unwrap();
    assert!(told(&book, "jurisdiction", published).contains(&"DE reinstated 1 7.00 by 15".to_owned()));
}

#[test]
fn a_move_leaves_one_row_and_enters_the_other() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-01", "DE", &[("amount", ">100 EUR")]).unwrap();
    let published = book.entries();
    book.later("seize", &asset, "2024-06-20", &[]).unwrap();
    assert_eq!(
        told(&book, "stage", published),
        [
            "frozen as_published 1 >100.00..+inf",
            "frozen late -1 -inf..<-100.00 by 6",
            "frozen as_now 0 0.00",
            "seized as_published 0 0.00",
            "seized late 1 >100.00..+inf by 6",
            "seized as_now 1 >100.00..+inf",
        ]
    );
    // In a row that includes both stages it cancels, although its amount is unknown.
    assert_eq!(told(&book, "currency", published), ["EUR as_published 1 >100.00..+inf", "EUR as_now 1 >100.00..+inf"]);
}

#[test]
fn a_released_part_takes_exactly_itself_from_an_unbounded_amount() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-01", "DE", &[("amount", ">100 EUR")]).unwrap();
    let published = book.entries();
    book.item("release", &asset, "2024-06-20", &[("amount", "30 EUR")]).unwrap();
    assert_eq!(
        told(&book, "stage", published),
        ["frozen as_published 1 >100.00..+inf", "frozen late 0 -30.00 by 6", "frozen as_now 1 >70.00..+inf"]
    );
    // After a correction of the part, the rest of the asset is still the same unknown.
    let published = book.entries();
    book.correct(6, &[("amount", "20 EUR")]).unwrap();
    assert_eq!(
        told(&book, "stage", published),
        ["frozen as_published 1 >70.00..+inf", "frozen corrected 0 10.00 by 7", "frozen as_now 1 >80.00..+inf"]
    );
}

#[test]
fn a_correction_that_leaves_a_total_unchanged_is_in_no_line() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06-01", "DE", &[("amount", "~100 EUR")]).unwrap();
    book.new_asset("freeze", "2024-06-01", "FR", &[("amount", "unstated EUR")]).unwrap();
    let published = book.entries();
    book.correct(5, &[("authority", "LG Berlin")]).unwrap();
    book.correct(6, &[("authority", "TJ Paris")]).unwrap();
    assert_eq!(
        told(&book, "jurisdiction", published),
        ["DE as_published 1 ~100.00", "DE as_now 1 ~100.00", "FR as_published 1 0.00..+inf", "FR as_now 1 0.00..+inf",]
    );
}

#[test]
fn a_correction_replaces_one_unknown_by_another() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06-01", "DE", &[("amount", "10..20 EUR")]).unwrap();
    let published = book.entries();
    book.correct(5, &[("amount", "14..15 EUR")]).unwrap();
    assert_eq!(
        told(&book, "stage", published),
        ["frozen as_published 1 10.00..20.00", "frozen corrected 0 -6.00..5.00 by 6", "frozen as_now 1 14.00..15.00"]
    );
}

#[test]
fn the_effect_of_a_link_has_a_line_of_its_own() {
    let mut book = Book::new();
    let first = book.new_asset("freeze", "2024-06-01", "DE", &[("amount", "100 EUR")]).unwrap();
    let published = book.entries();
    book.new_asset("seize", "2024-06-02", "DE", &[("amount", "60 EUR"), ("overlap", &first)]).unwrap();
    assert_eq!(
        told(&book, "jurisdiction", published),
        [
            "DE as_published 1 100.00",
            "DE late 1 60.00 by 6",
            "DE overlaps 0 -60.00..0.00 by 6",
            "DE as_now 2 100.00..160.00",
        ]
    );
    let linked = book.entries();
    book.correct(6, &[("amount", "150 EUR")]).unwrap();
    assert_eq!(
        told(&book, "jurisdiction", linked),
        [
            "DE as_published 2 100.00..160.00",
            "DE corrected 0 90.00 by 7",
            "DE overlaps 0 -40.00..0.00",
            "DE as_now 2 150.00..250.00",
        ]
    );
    let corrected = book.entries();
    book.void(6).unwrap();
    assert_eq!(
        told(&book, "jurisdiction", corrected),
        [
            "DE as_published 2 150.00..250.00",
            "DE voided -1 -150.00 by 8",
            "DE overlaps 0 0.00..100.00 by 8",
            "DE as_now 1 100.00",
        ]
    );
}

#[test]
fn a_bridge_of_actions_covers_a_period_and_carried_amounts() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-02-01", "DE", &[("amount", "100 EUR")]).unwrap();
    let published = book.entries();
    book.later("seize", &asset, "2024-03-01", &[]).unwrap();
    book.later("confiscate", &asset, "2025-03-01", &[]).unwrap();
    let scope = Scope { period: Some((day("2024-01-01").unwrap(), day("2024-12-31").unwrap())), ..Scope::default() };
    let rows = book.ask(Report::Bridge, &Query { scope, ..from_entry(Sums::Actions, "action", published) });
    let told: Vec<String> = rows
        .iter()
        .filter(|row| row.0["line"].starts_with("as_") || row.0["actions"] != "0")
        .map(|row| format!("{} {}", row.get("action period line actions carried"), change(row)))
        .collect();
    assert_eq!(
        told,
        [
            "freeze 2024-01-01/2024-12-31 as_published 1 0 100.00",
            "freeze 2024-01-01/2024-12-31 as_now 1 0 100.00",
            "seize 2024-01-01/2024-12-31 as_published 0 0 0.00",
            "seize 2024-01-01/2024-12-31 late 1 1 100.00",
            "seize 2024-01-01/2024-12-31 as_now 1 1 100.00",
        ]
    );
}

#[test]
fn a_bridge_of_values_or_of_all_that_sources_state_is_refused() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06-01", "DE", &[("amount", "100 EUR")]).unwrap();
    let known = query::known(&book, &Query::default()).unwrap();
    let refused = |asked: Query| query::document(&book, Report::Bridge, &asked, &known).unwrap_err().to_string();
    let hull = Scope { readings: Taken::Hull, ..Scope::default() };
    assert!(refused(Query { scope: hull, ..Query::default() }).contains("not of all that sources state"));
    let counts = Measures { counts: true, ..Measures::default() };
    assert!(refused(Query { measures: counts, ..Query::default() }).contains("not of values or counts"));
}

/// A step of a random ledger: the command, its target among the existing ones, and two figures.
type Step = (u8, prop::sample::Index, u8, u8);

/// Whether sources state more than exact amounts.
#[derive(Clone, Copy, PartialEq)]
enum Amounts {
    Exact,
    Any,
}

fn amount(amounts: Amounts, size: u8, how: u8) -> String {
    let (size, by) = (u32::from(size), u32::from(how / 8 % 5));
    match if amounts == Amounts::Exact { 0 } else { how % 8 } {
        0 | 1 => format!("{size} EUR"),
        2 => format!(">{size} EUR"),
        3 => format!("<={size} EUR"),
        4 => format!("{size}..{} EUR", size + by),
        5 => format!("~{size} EUR"),
        6 => format!("{size} USD"),
        _ => "unstated EUR".to_owned(),
    }
}

const PLACES: [&str; 4] = ["DE", "NL", "DE,NL", "unstated"];
const DAYS: [&str; 5] = ["2024-03-01", "2024-03", "../2024-05-01", "2024-06-28", "2024-07-02"];

/// Records something, if the rules allow it.
fn play(book: &mut Book, assets: &mut Vec<String>, amounts: Amounts, (what, which, size, how): Step) {
    let stated = amount(amounts, size, how);
    let place = PLACES[usize::from(size) % PLACES.len()];
    let date = DAYS[usize::from(how) % DAYS.len()];
    let action = ["freeze", "seize", "confiscate", "release", "revalue"][usize::from(how / 5) % 5];
    let asset = (!assets.is_empty()).then(|| assets[which.index(assets.len())].clone());
    let entry = 5 + which.index(usize::try_from(book.entries()).unwrap()) as u64;
    let flags = vec![("amount", stated.as_str())];
    let mut both = flags.clone();
    both.extend([("of", if size % 2 == 0 { "whole" } else { "rest" }), ("whole", "true")]);
    match (what % 12, asset) {
        (0..=2, _) => assets.extend(book.new_asset(action, date, place, &flags)),
        (3, Some(asset)) if amounts == Amounts::Any => {
            let flags = [flags[0], ("overlap", &asset)];
            assets.extend(book.new_asset(action, date, place, &flags));
        }
        (3 | 4, Some(asset)) => assets.extend(book.item(action, &asset, date, &flags)),
        (5, Some(asset)) => drop(book.later(action, &asset, date, &both)),
        (6, Some(asset)) => drop(book.later(action, &asset, date, &[])),
        (7, _) => drop(book.correct(entry, &flags)),
        (8, _) => drop(book.correct(entry, &[("on", date), ("in", place)])),
        (9, _) => drop(book.void(entry)),
        (10, _) => drop(book.reinstate(entry)),
        (11, _) if book.reading(entry, &flags).is_ok() => {
            let reading = book.entries();
            drop(book.adopt(entry, reading));
        }
        _ => {}
    }
}

/// A figure in hundredths; `None` if there is none.
fn minor(row: &Row, name: &str) -> Option<i64> {
    let text = &row.0[name];
    (!text.is_empty()).then(|| {
        let (whole, part) = text.split_once('.').unwrap_or((text, "00"));
        format!("{whole}{part}").parse().unwrap()
    })
}

fn holds(book: &Book, of: Sums, by: &str, scope: &Scope, from: u64, amounts: Amounts) -> Result<(), TestCaseError> {
    let what = if of == Sums::Holdings { "assets" } else { "actions" };
    let counts = COUNTS.map(|count| if count == "undated" && of == Sums::Actions { "carried" } else { count });
    let bridge = book.ask(Report::Bridge, &Query { scope: scope.clone(), ..from_entry(of, by, from) });
    let (by, scope) = (from_entry(of, by, from).by, scope.clone());
    let mut dimensions: Vec<&str> = by.iter().map(|dimension| dimension.name()).collect();
    dimensions.extend(scope.period.filter(|_| of == Sums::Actions).map(|_| "period"));
    let dimensions = dimensions.join(" ");
    let mut rows: BTreeMap<String, Vec<&Row>> = BTreeMap::new();
    bridge.iter().for_each(|row| rows.entry(row.get(&dimensions)).or_default().push(row));
    for (at_entry, line) in [(Some(from), 0), (None, 8)] {
        let report =
            book.ask(Report::of(of), &Query { by: by.clone(), scope: scope.clone(), at_entry, ..Query::default() });
        for row in &report {
            let known = rows.get(&row.get(&dimensions)).map(|lines| lines[line]);
            prop_assert!(known.is_some(), "{row:?} is missing");
            for (column, value) in &row.0 {
                // A row without a value in the report has none in the bridge, unless another line has one.
                let empty =
                    value.is_empty() && ["0", "0.00", "true", "false"].contains(&known.unwrap().0[column].as_str());
                prop_assert!(known.unwrap().0[column] == *value || empty, "{column}: {row:?} {known:?}");
            }
        }
        let counted =
            rows.values().filter(|lines| lines[line].0[what] != "0" || lines[line].0[counts[4]] != "0").count();
        prop_assert_eq!(counted, report.iter().filter(|row| row.0[what] != "0" || row.0[counts[4]] != "0").count());
    }
    for lines in rows.values() {
        prop_assert_eq!(lines.len(), 9);
        for column in counts.into_iter().chain([what]) {
            let figures: Vec<i64> = lines.iter().map(|row| row.0[column].parse().unwrap()).collect();
            prop_assert_eq!(figures[..8].iter().sum::<i64>(), figures[8], "{} {:?}", column, lines);
        }
        if lines[8].0["lower"].is_empty() {
            continue;
        }
        let sum = |name: &str| lines[..8].iter().map(|row| minor(row, name)).sum::<Option<i64>>();
        let (lower, upper) = (sum("lower"), sum("upper"));
        let (least, most) = (minor(lines[8], "lower").unwrap(), minor(lines[8], "upper"));
        prop_assert!(lower.is_none_or(|lower| lower <= least), "{lower:?} {least} {lines:?}");
        prop_assert!(upper.is_none_or(|upper| most.is_some_and(|most| upper >= most)), "{upper:?} {most:?} {lines:?}");
        if amounts == Amounts::Exact {
            prop_assert_eq!((lower, upper), (Some(least), most), "{:?}", lines);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn the_lines_of_a_bridge_add_up(
        steps in prop::collection::vec(any::<Step>(), 1..30),
        from in any::<prop::sample::Index>(),
        exact in any::<bool>(),
    ) {
        let amounts = if exact { Amounts::Exact } else { Amounts::Any };
        let (mut book, mut assets) = (Book::new(), Vec::new());
        for step in steps {
            play(&mut book, &mut assets, amounts, step);
        }
        let from = 1 + from.index(usize::try_from(book.entries()).unwrap()) as u64;
        let on = Scope { as_of: Some(day("2024-06-30").unwrap()), ..Scope::default() };
        let period = Some((day("2024-03-01").unwrap(), day("2024-06-30").unwrap()));
        let period = Scope { period, stated: true, ..Scope::default() };
        for by in ["jurisdiction,stage", "currency"] {
            holds(&book, Sums::Holdings, by, &Scope::default(), from, amounts)?;
            holds(&book, Sums::Holdings, by, &on, from, amounts)?;
        }
        for by in ["jurisdiction,action", "action"] {
            holds(&book, Sums::Actions, by, &Scope::default(), from, amounts)?;
            holds(&book, Sums::Actions, by, &period, from, Amounts::Any)?;
        }
    }
    #[test]
    fn what_truly_changed_lies_within_the_lines(
        before in prop::collection::vec(any::<random::Step>(), 1..15),
        after in prop::collection::vec(any::<random::Step>(), 1..12),
    ) {
        let (mut book, mut world) = (Book::new(), World::default());
        let held = |world: &World| {
            let mut held: BTreeMap<String, i64> = BTreeMap::new();
            for truth in world.truths.iter().filter(|t| ["frozen", "seized", "confiscated"].contains(&t.stage)) {
                *held.entry(format!("{} {}", truth.place, truth.stage)).or_default() += truth.worth * 100;
            }
            held
        };
        before.into_iter().for_each(|step| world.play(&mut book, step));
        let (then, from) = (held(&world), book.entries());
        after.into_iter().for_each(|step| world.play(&mut book, step));
        let now = held(&world);
        let bridge = book.ask(Report::Bridge, &from_entry(Sums::Holdings, "jurisdiction,stage", from));
        for lines in bridge.chunks(9) {
            let key = lines[0].get("jurisdiction stage");
            let change = now.get(&key).unwrap_or(&0) - then.get(&key).unwrap_or(&0);
            let sum = |name: &str| lines[1..8].iter().map(|row| minor(row, name)).sum::<Option<i64>>();
            prop_assert!(sum("lower").is_none_or(|lower| lower <= change), "{change} {lines:?}");
            prop_assert!(sum("upper").is_none_or(|upper| change <= upper), "{change} {lines:?}");
        }
    }
}
