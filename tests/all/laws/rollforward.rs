//! A roll-forward explains the closing stock by the opening stock and the actions in between.

mod running;

use std::collections::{BTreeMap, BTreeSet};

use impound::domain::day;
use impound::query::{Query, Report};
use impound::report::{Measures, Scope, Taken, Values, dimension};
use proptest::prelude::*;

use crate::book::{Book, Flags, Row};

const LINES: [&str; 12] = [
    "opening",
    "new",
    "moved_in",
    "restated_in",
    "recovered",
    "moved_out",
    "restated_out",
    "released",
    "returned",
    "disposed",
    "closing",
    "check",
];

fn asked(by: &str, from: &str, to: &str) -> Query {
    let by = dimension::parse_list(by, Report::Rollforward.dimensions()).unwrap();
    let scope = Scope { period: Some((day(from).unwrap(), day(to).unwrap())), ..Scope::default() };
    Query { by, scope, ..Query::default() }
}

fn rolled(book: &Book, by: &str, from: &str, to: &str) -> Vec<Row> {
    book.ask(Report::Rollforward, &asked(by, from, to))
}

/// The lines of the second half of 2024 that are not empty, except the check.
fn told(book: &Book, by: &str) -> Vec<String> {
    let rows = rolled(book, by, "2024-07-01", "2024-12-31");
    let keys = by.replace(',', " ");
    let told = rows.iter().filter(|row| row.get("assets") != "0");
    told.map(|row| format!("{} {} {}", row.get(&keys), row.get("line assets"), row.bounds(""))).collect()
}

/// An asset of the first half of 2024.
fn frozen(amount: &str) -> (Book, String) {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-03-01", "DE", &[("amount", amount), ("kind", "goods")]).unwrap();
    (book, asset)
}

#[test]
fn every_row_of_stock_has_every_line_and_empty_lines_are_exactly_zero() {
    let (mut book, _) = frozen("100 EUR");
    book.new_asset("seize", "2024-08-01", "FR", &[("amount", "non-valued")]).unwrap();
    let rows = rolled(&book, "jurisdiction,stage", "2024-07-01", "2024-12-31");
    assert_eq!(rows.len(), 24);
    assert_eq!(rows[..12].iter().map(|row| row.get("line")).collect::<Vec<_>>(), LINES);
    let of = |at: usize| {
        format!("{} {}", rows[at].get("jurisdiction stage currency line assets exact"), rows[at].bounds(""))
    };
    assert_eq!(of(0), "DE frozen EUR opening 1 1 [100.00 100.00]");
    assert_eq!(of(1), "DE frozen EUR new 0 0 [0.00 0.00]");
    assert_eq!(of(10), "DE frozen EUR closing 1 1 [100.00 100.00]");
    assert_eq!(of(11), "DE frozen EUR check 0 0 [0.00 0.00]");
    // If nothing has a value, there is no amount.
    assert_eq!(of(12), "FR seized - opening 0 0 none");
    assert_eq!(of(13), "FR seized - new 1 0 none");
    assert_eq!(of(23), "FR seized - check 0 0 none");
}

#[test]
fn an_asset_that_begins_or_is_taken_again_after_a_release_is_new() {
    let (mut book, asset) = frozen("100 EUR");
    book.later("release", &asset, "2024-07-10", &[]).unwrap();
    book.later("seize", &asset, "2024-07-20", &[]).unwrap();
    book.new_asset("freeze", "2024-08-01", "DE", &[("amount", ">5 EUR")]).unwrap();
    assert_eq!(
        told(&book, "stage,currency"),
        [
            "frozen EUR opening 1 [100.00 100.00]",
            "frozen EUR new 1 (5.00 +inf)",
            "frozen EUR released 1 [100.00 100.00]",
            "frozen EUR closing 1 (5.00 +inf)",
            "seized EUR new 1 [100.00 100.00]",
            "seized EUR closing 1 [100.00 100.00]",
        ]
    );
}

#[test]
fn a_change_of_stage_place_or_keeper_goes_out_of_one_row_and_into_another() {
    let (mut book, asset) = frozen("~100 EUR");
    book.later("seize", &asset, "2024-07-10", &[]).unwrap();
    book.later("transfer", &asset, "2024-07-20", &[("to", "IT"), ("custodian", "ANBSC")]).unwrap();
    assert_eq!(
        told(&book, "jurisdiction,stage"),
        [
            "DE frozen opening 1 ~[100.00 100.00]",
            "DE frozen moved_out 1 ~[100.00 100.00]",
            "DE seized moved_in 1 ~[100.00 100.00]",
            "DE seized moved_out 1 ~[100.00 100.00]",
            "IT seized moved_in 1 ~[100.00 100.00]",
            "IT seized closing 1 ~[100.00 100.00]",
        ]
    );
    assert_eq!(
        told(&book, "custodian"),
        [
            "- opening 1 ~[100.00 100.00]",
            "- moved_out 1 ~[100.00 100.00]",
            "ANBSC moved_in 1 ~[100.00 100.00]",
            "ANBSC closing 1 ~[100.00 100.00]",
        ]
    );
    // In a row that covers both, nothing moves.
    assert_eq!(told(&book, "currency"), ["EUR opening 1 ~[100.00 100.00]", "EUR closing 1 ~[100.00 100.00]"]);
}

#[test]
fn an_asset_that_leaves_the_places_or_the_case_of_the_report_moves_out() {
    let (mut book, asset) = frozen("100 EUR");
    book.later("transfer", &asset, "2024-07-20", &[("to", "IT")]).unwrap();
    let mut query = asked("currency", "2024-07-01", "2024-12-31");
    query.scope.places = impound::domain::Places::parse("DE").ok();
    let rows = book.ask(Report::Rollforward, &query);
    let told: Vec<String> = rows.iter().map(|row| row.get("line assets")).filter(|line| !line.ends_with('0')).collect();
    assert_eq!(told, ["opening 1", "moved_out 1"]);
}

#[test]
fn a_change_of_amount_is_the_old_one_out_and_the_new_one_in() {
    let (mut book, asset) = frozen(">100 EUR");
    book.later("revalue", &asset, "2024-07-10", &[("amount", "150 EUR")]).unwrap();
    book.later("seize", &asset, "2024-07-20", &[("amount", "120..130 USD")]).unwrap();
    // The same figure again changes nothing.
    book.later("revalue", &asset, "2024-07-21", &[("amount", "125 USD")]).unwrap();
    book.later("confiscate", &asset, "2025-01-01", &[("amount", "125 USD")]).unwrap();
    assert_eq!(
        told(&book, "stage,currency"),
        [
            "frozen EUR opening 1 (100.00 +inf)",
            "frozen EUR restated_in 1 [150.00 150.00]",
            "frozen EUR restated_out 2 (250.00 +inf)",
            "frozen USD restated_in 1 [120.00 130.00]",
            "frozen USD moved_out 1 [120.00 130.00]",
            "seized USD moved_in 1 [120.00 130.00]",
            "seized USD restated_in 1 [125.00 125.00]",
            "seized USD restated_out 1 [120.00 130.00]",
            "seized USD closing 1 [125.00 125.00]",
        ]
    );
    let later = rolled(&book, "stage,currency", "2025-01-01", "2025-12-31");
    assert!(later.iter().all(|row| !row.get("line").starts_with("restated") || row.get("assets") == "0"));
}

#[test]
fn a_carving_takes_the_whole_out_and_brings_the_rest_and_the_item_in() {
    let (mut book, asset) = frozen("100 EUR");
    book.item("seize", &asset, "2024-07-10", &[("amount", "30 EUR")]).unwrap();
    assert_eq!(
        told(&book, "stage"),
        [
            "frozen opening 1 [100.00 100.00]",
            "frozen moved_in 1 [70.00 70.00]",
            "frozen moved_out 1 [100.00 100.00]",
            "frozen closing 1 [70.00 70.00]",
            "seized moved_in 1 [30.00 30.00]",
            "seized closing 1 [30.00 30.00]",
        ]
    );
    assert_eq!(
        told(&book, "currency"),
        [
            "EUR opening 1 [100.00 100.00]",
            "EUR moved_in 2 [100.00 100.00]",
            "EUR moved_out 1 [100.00 100.00]",
            "EUR closing 2 [100.00 100.00]",
        ]
    );
}

#[test]
fn a_released_part_moves_in_where_its_asset_is_and_leaves_from_there() {
    for (action, line, flags) in [
        ("release", "released", vec![]),
        ("return", "returned", vec![]),
        ("dispose", "disposed", vec![("how", "destroyed")]),
    ] {
        let (mut book, asset) = frozen("100 EUR");
        let mut flags: Vec<(&str, &str)> = flags;
        flags.extend([("amount", "30 EUR"), ("authority", "North")]);
        book.item(action, &asset, "2024-07-10", &flags).unwrap();
        assert_eq!(
            told(&book, "stage,authority"),
            [
                "frozen - opening 1 [100.00 100.00]".to_owned(),
                "frozen - moved_in 2 [100.00 100.00]".to_owned(),
                "frozen - moved_out 1 [100.00 100.00]".to_owned(),
                format!("frozen - {line} 1 [30.00 30.00]"),
                "frozen - closing 1 [70.00 70.00]".to_owned(),
            ]
        );
    }
}

#[test]
fn items_of_unknown_amounts_leave_nothing_unexplained() {
    let (mut book, asset) = frozen("100 EUR");
    book.item("seize", &asset, "2024-07-10", &[]).unwrap();
    book.item("release", &asset, "2024-07-11", &[("amount", "<=40 EUR")]).unwrap();
    assert_eq!(
        told(&book, "currency"),
        [
            "EUR opening 1 [100.00 100.00]",
            // The rest and the item, together 100; then the rest and the released part, of less than that.
            "EUR moved_in 4 [100.00 200.00]",
            "EUR moved_out 2 [100.00 200.00]",
            "EUR released 1 [0.00 40.00]",
            "EUR closing 2 [60.00 100.00]",
        ]
    );
}

#[test]
fn a_part_that_leaves_exactly_nothing_takes_its_asset_out() {
    let (mut book, asset) = frozen("100 EUR");
    let item = book.item("seize", &asset, "2024-07-10", &[]).unwrap();
    // Now nothing is left of the item, nor of its asset, although no action concerned that.
    book.item("confiscate", &item, "2024-07-11", &[("amount", "100 EUR")]).unwrap();
    assert_eq!(
        told(&book, "stage"),
        [
            "confiscated moved_in 1 [100.00 100.00]",
            "confiscated closing 1 [100.00 100.00]",
            "frozen opening 1 [100.00 100.00]",
            "frozen moved_in 1 [0.00 0.00]",
            "frozen moved_out 2 [100.00 100.00]",
            "seized moved_in 1 [100.00 100.00]",
            "seized moved_out 1 [100.00 100.00]",
        ]
    );
    book.later("revalue", &asset, "2024-07-12", &[("amount", "7 EUR"), ("of", "rest")]).unwrap();
    assert!(told(&book, "stage").contains(&"frozen restated_in 1 [7.00 7.00]".to_owned()));
}

#[test]
fn a_sold_asset_moves_out_and_its_proceeds_move_in() {
    let sale: Flags = &[("how", "sold"), ("proceeds", "90 EUR"), ("costs", "5 EUR")];
    let (mut book, asset) = frozen("100 EUR");
    book.later("dispose", &asset, "2024-07-10", sale).unwrap();
    assert_eq!(
        told(&book, "kind"),
        [
            "cash moved_in 1 [85.00 85.00]",
            "cash closing 1 [85.00 85.00]",
            "goods opening 1 [100.00 100.00]",
            "goods moved_out 1 [100.00 100.00]",
        ]
    );
    let (mut book, asset) = frozen("100 EUR");
    book.later("dispose", &asset, "2024-07-10", &[("how", "sold")]).unwrap();
    assert_eq!(told(&book, "kind")[1], "goods disposed 1 [100.00 100.00]");
    let (mut book, asset) = frozen("100 EUR");
    book.item("dispose", &asset, "2024-07-10", &[sale, &[("amount", "40 EUR")]].concat()).unwrap();
    assert_eq!(
        told(&book, "kind"),
        [
            "cash moved_in 1 [85.00 85.00]",
            "cash closing 1 [85.00 85.00]",
            "goods opening 1 [100.00 100.00]",
            "goods moved_in 2 [100.00 100.00]",
            "goods moved_out 2 [140.00 140.00]",
            "goods closing 1 [60.00 60.00]",
        ]
    );
}

#[test]
fn a_lost_asset_that_is_found_is_recovered() {
    let (mut book, asset) = frozen("100 EUR");
    book.later("dispose", &asset, "2024-07-10", &[("how", "lost")]).unwrap();
    book.later("recover", &asset, "2024-07-20", &[]).unwrap();
    assert_eq!(
        told(&book, "stage"),
        [
            "frozen opening 1 [100.00 100.00]",
            "frozen recovered 1 [100.00 100.00]",
            "frozen disposed 1 [100.00 100.00]",
            "frozen closing 1 [100.00 100.00]",
        ]
    );
}

#[test]
fn a_restated_whole_restates_its_items_where_they_are_not_exact() {
    let (mut book, asset) = frozen("100 EUR");
    book.item("seize", &asset, "2024-03-02", &[("amount", "30 EUR")]).unwrap();
    book.item("confiscate", &asset, "2024-03-02", &[]).unwrap();
    book.later("revalue", &asset, "2024-07-10", &[("amount", "50 EUR"), ("of", "whole")]).unwrap();
    assert_eq!(
        told(&book, "stage"),
        [
            "confiscated opening 1 [0.00 70.00]",
            "confiscated restated_in 1 [0.00 20.00]",
            "confiscated restated_out 1 [0.00 70.00]",
            "confiscated closing 1 [0.00 20.00]",
            "frozen opening 1 [0.00 70.00]",
            "frozen restated_in 1 [0.00 20.00]",
            "frozen restated_out 1 [0.00 70.00]",
            "frozen closing 1 [0.00 20.00]",
            "seized opening 1 [30.00 30.00]",
            "seized closing 1 [30.00 30.00]",
        ]
    );
}

#[test]
fn a_step_is_dated_as_stock_is() {
    let (mut book, asset) = frozen("100 EUR");
    book.later("seize", &asset, "2024-06/2024-08", &[]).unwrap();
    let moved = |book: &Book, from: &str, to: &str| {
        let rows = rolled(book, "stage", from, to);
        let of_line = |line: &str| rows.iter().filter(|row| row.get("line") == line).collect::<Vec<_>>();
        ["moved_out", "closing"]
            .map(|line| of_line(line).iter().map(|row| row.get("assets undated")).collect::<Vec<_>>())
    };
    let of = |all: [&str; 2]| all.map(str::to_owned).to_vec();
    // Its range ends in August.
    assert_eq!(moved(&book, "2024-06-01", "2024-07-31"), [of(["0 -", "0 -"]), of(["1 1", "0 1"])]);
    assert_eq!(moved(&book, "2024-08-01", "2024-08-31"), [of(["1 -", "0 -"]), of(["0 0", "1 0"])]);
    // A release in July shows that it was over by then.
    book.later("release", &asset, "2024-07-15", &[]).unwrap();
    assert_eq!(moved(&book, "2024-06-01", "2024-07-31")[0], of(["1 -", "0 -"]));
}

#[test]
fn entries_out_of_the_order_of_their_days_are_replayed_in_it() {
    let (mut book, asset) = frozen("100 EUR");
    let item = book.item("seize", &asset, "2024-03-02", &[("amount", "30 EUR")]).unwrap();
    book.later("confiscate", &asset, "2024-09-01", &[]).unwrap();
    book.later("revalue", &item, "2024-06-01", &[("amount", "25 EUR")]).unwrap();
    book.later("confiscate", &item, "2024-09-02", &[]).unwrap();
    assert_eq!(
        told(&book, "stage"),
        [
            "confiscated moved_in 2 [95.00 95.00]",
            "confiscated closing 2 [95.00 95.00]",
            "frozen opening 1 [70.00 70.00]",
            "frozen moved_out 1 [70.00 70.00]",
            "seized opening 1 [25.00 25.00]",
            "seized moved_out 1 [25.00 25.00]",
        ]
    );
    // A restated whole counts an item according to the entries before it, whatever the item's day; the effect is shown.
    let (mut book, asset) = frozen("100 EUR");
    let item = book.item("seize", &asset, "2024-03-02", &[("amount", "30 EUR")]).unwrap();
    book.later("revalue", &asset, "2024-09-01", &[("amount", "40 EUR"), ("of", "whole")]).unwrap();
    book.later("revalue", &item, "2024-06-01", &[("amount", "45 EUR")]).unwrap();
    assert_eq!(
        told(&book, "stage"),
        [
            "frozen opening 1 [70.00 70.00]",
            "frozen restated_in 1 [10.00 10.00]",
            "frozen restated_out 1 [70.00 70.00]",
            "frozen closing 1 [10.00 10.00]",
            "seized opening 1 [45.00 45.00]",
            "seized closing 1 [45.00 45.00]",
        ]
    );
}

#[test]
fn the_check_ignores_links_that_the_other_lines_count() {
    let (mut book, _) = frozen("100 EUR");
    book.new_asset("freeze", "2024-08-01", "DE", &[("amount", "70 EUR"), ("overlap", "c:1")]).unwrap();
    book.new_asset("freeze", "2024-08-01", "DE", &[("amount", "60 EUR"), ("overlap", "c:1")]).unwrap();
    assert_eq!(
        told(&book, "stage"),
        ["frozen opening 1 [100.00 100.00]", "frozen new 2 [70.00 130.00]", "frozen closing 3 [100.00 230.00]",]
    );
    let rows = rolled(&book, "stage", "2024-07-01", "2024-12-31");
    assert_eq!(rows[11].bounds(""), "[0.00 0.00]");
}

#[test]
fn a_roll_forward_needs_both_ends_and_covers_adopted_amounts() {
    let (book, _) = frozen("100 EUR");
    let good = asked("stage", "2024-07-01", "2024-12-31");
    let refused = |change: &dyn Fn(&mut Query)| {
        let mut query = good.clone();
        change(&mut query);
        book.refuses(Report::Rollforward, &query)
    };
    let needs = "a roll-forward needs a first and a last day";
    assert_eq!(refused(&|query| query.scope.period = None), needs);
    assert_eq!(
        refused(&|query| query.scope.period = Some((jiff::civil::Date::MIN, day("2024-01-01").unwrap()))),
        needs
    );
    let tells = |what: &str| format!("a roll-forward covers adopted amounts over a period, not {what}");
    assert_eq!(
        refused(&|query| query.measures = Measures { values: Values::Beside, counts: false }),
        tells("a value or a count")
    );
    assert_eq!(refused(&|query| query.measures.counts = true), tells("a value or a count"));
    assert_eq!(refused(&|query| query.scope.readings = Taken::Hull), tells("what other sources state"));
    assert_eq!(refused(&|query| query.scope.as_of = day("2024-08-01").ok()), tells("the stock of one day"));
}

/// One command of a random story.
type Told = (u8, prop::sample::Index, u8, u8, u8, u8);

const DAYS: [&str; 12] = [
    "2024-01-15",
    "2024-02-01",
    "2024-03-10",
    "2024-03-31",
    "2024-04-01",
    "2024-05-20",
    "2024-02/2024-04",
    "2024-04",
    "../2024-03-15",
    "2024-03-30/2024-04-02",
    "2024-06-30",
    "2024",
];

const PLACES: [&str; 4] = ["DE", "FR", "DE+FR", "unstated"];

fn amount(how: u8, size: u8) -> Option<String> {
    Some(match how % 10 {
        0 | 1 => format!("{size} EUR"),
        2 => format!(">{size} EUR"),
        3 => format!("<={size} EUR"),
        4 => format!("{size}..{} EUR", u16::from(size) + 20),
        5 => format!("~{size} EUR"),
        6 => format!("{size} USD"),
        7 => "non-valued".to_owned(),
        _ => return None,
    })
}

/// Records what the rules allow, and leaves out the rest.
fn story(book: &mut Book, steps: &[Told]) {
    let mut assets: Vec<String> = Vec::new();
    for (what, which, day, how, size, more) in steps {
        let date = DAYS[usize::from(*day) % DAYS.len()];
        let stated = amount(*how, *size);
        let mut flags: Vec<(&str, &str)> = stated.iter().map(|amount| ("amount", amount.as_str())).collect();
        if more % 3 == 0 {
            flags.push(("authority", ["North", "South"][usize::from(more / 3) % 2]));
        }
        if more % 7 == 0 {
            flags.push(("custodian", ["A", "B"][usize::from(more / 7) % 2]));
        }
        let known = |assets: &[String]| assets[which.index(assets.len())].clone();
        let action = ["freeze", "seize", "confiscate", "release", "return", "dispose"][usize::from(*more) % 6];
        if action == "dispose" && what % 10 > 1 {
            flags.push(("how", ["sold", "lost", "destroyed"][usize::from(*how) % 3]));
            if how % 3 == 0 {
                flags.push(("proceeds", "50..60 EUR"));
            }
        }
        match what % 10 {
            _ if assets.is_empty() => assets.extend(book.new_asset("freeze", date, "DE+FR", &flags)),
            0 | 1 => {
                flags.push(("kind", ["goods", "cash"][usize::from(*how) % 2]));
                let other = known(&assets);
                if more % 5 == 0 {
                    flags.push(("overlap", &other));
                }
                let place = PLACES[usize::from(*size) % PLACES.len()];
                assets.extend(book.new_asset(["freeze", "seize"][usize::from(*more) % 2], date, place, &flags));
            }
            2..=4 => {
                if how % 4 == 0 {
                    flags.push(("in", "DE"));
                }
                let date = if more % 2 == 0 { date } else { "2024-04-01" };
                assets.extend(book.item(action, &known(&assets), date, &flags));
            }
            5 | 6 => {
                let of = if size % 2 == 0 { "whole" } else { "rest" };
                let carved = book.later(action, &known(&assets), date, &flags).is_err();
                if carved && stated.is_some() {
                    flags.extend([("of", of), ("whole", "true")]);
                    let _ = book.later(action, &known(&assets), date, &flags);
                }
            }
            7 => {
                let of = if size % 2 == 0 { "whole" } else { "rest" };
                flags.push(("of", of));
                let _ = book.later("revalue", &known(&assets), date, &flags);
                flags.pop();
                let _ = book.later("revalue", &known(&assets), date, &flags);
            }
            8 => {
                let _ = book.later("transfer", &known(&assets), date, &[("to", PLACES[usize::from(*size) % 3])]);
                let _ = book.later("recover", &known(&assets), date, &[]);
            }
            _ => {
                let entry = 5 + which.index(usize::try_from(book.entries()).unwrap()) as u64;
                let _ = match more % 3 {
                    0 => book.void(entry),
                    1 => book.correct(entry, &[("on", date)]),
                    _ => book.correct(entry, &flags),
                };
            }
        }
    }
}

/// The counts of a row of stock, and its amount if it counts anything.
fn stock(row: &Row) -> String {
    let bounds = if row.get("assets") == "0" { String::new() } else { row.bounds("") };
    format!("{} {bounds}", row.get("assets exact bounded unstated non_valued undated"))
}

/// The figures of a line, by dimensions, if it counts anything.
fn of_line(rows: &[Row], keys: &str, line: &str) -> BTreeMap<String, String> {
    let of_line = rows.iter().filter(|row| row.get("line") == line && row.get("assets undated") != "0 0");
    of_line.map(|row| (row.get(keys), stock(row))).collect()
}

/// The holdings of a day.
fn held(book: &Book, by: &str, keys: &str, date: &str) -> BTreeMap<String, String> {
    let scope = Scope { as_of: day(date).ok(), ..Scope::default() };
    book.holdings(by, &scope).iter().map(|row| (row.get(keys), stock(row))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn opening_with_what_came_in_and_without_what_went_out_is_closing(
        steps in prop::collection::vec(any::<Told>(), 1..30),
    ) {
        let mut book = Book::new();
        story(&mut book, &steps);
        for by in ["jurisdiction,stage,currency", "currency", "authority,kind,currency", "custodian,case,stage,currency"] {
            let keys = by.replace(',', " ");
            let first = rolled(&book, by, "2024-02-15", "2024-03-31");
            let second = rolled(&book, by, "2024-04-01", "2024-06-30");
            for (rows, before, last) in [(&first, "2024-02-14", "2024-03-31"), (&second, "2024-03-31", "2024-06-30")] {
                for check in rows.iter().filter(|row| row.get("line") == "check") {
                    prop_assert_eq!(check.get("assets exact bounded unstated non_valued"), "0 0 0 0 0");
                    prop_assert!(["none", "[0.00 0.00]", "[0 0]"].contains(&check.bounds("").as_str()));
                }
                prop_assert_eq!(of_line(rows, &keys, "opening"), held(&book, by, &keys, before));
                prop_assert_eq!(of_line(rows, &keys, "closing"), held(&book, by, &keys, last));
                counted(rows, &keys)?;
            }
            prop_assert_eq!(of_line(&second, &keys, "opening"), of_line(&first, &keys, "closing"));
        }
    }
}

/// Checks that the numbers of assets add up, too.
fn counted(rows: &[Row], keys: &str) -> Result<(), TestCaseError> {
    let sign = |line: &str| match line {
        "opening" | "new" | "moved_in" | "restated_in" | "recovered" => 1,
        "check" => 0,
        _ => -1,
    };
    let all: BTreeSet<String> = rows.iter().map(|row| row.get(keys)).collect();
    for key in all {
        let of_row = rows.iter().filter(|row| row.get(keys) == key);
        let net: i64 = of_row.map(|row| sign(&row.get("line")) * row.get("assets").parse::<i64>().unwrap()).sum();
        prop_assert_eq!(net, 0, "{}", key);
    }
    Ok(())
}
