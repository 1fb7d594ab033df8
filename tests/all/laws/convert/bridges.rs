//! Bridges in one currency: they lead between the totals of one rate day, and their lines add up, as they are and as they are printed.

use std::collections::BTreeMap;

use impound::domain::day;
use impound::exchange::Rounding;
use impound::query::{Bridged, Convert, Naming, Query, Report, Sums};
use impound::report::Scope;
use proptest::prelude::*;
use proptest::sample::Index;

use super::fraction::Fraction;
use super::random::{Truth, date, played, step};
use super::{add_set, book, by_action, converted, frozen, on, query, recalculated, to};
use crate::book::{Book, Row, rows};

const LINES: [&str; 10] =
    ["as_published", "late", "new", "corrected", "voided", "reinstated", "adopted", "overlaps", "rounding", "as_now"];

fn from_entry(of: Sums, by: &str, from: u64, convert: Convert) -> Query {
    Query { bridged: Bridged { of, from, naming: Naming::Entries }, ..query(Report::of(of), by, convert) }
}

/// The lines of a bridge in which something is, and the amounts of the rates used of each line.
fn bridge(book: &Book, query: &Query) -> Vec<Row> {
    converted(book, Report::Bridge, query)
}

fn told(rows: &[Row]) -> Vec<String> {
    let line = |row: &Row| {
        let end =
            |name: &str, none: &str| Some(row.0[name].clone()).filter(|end| !end.is_empty()).unwrap_or(none.into());
        let (lower, upper) = (end("lower", "-inf"), end("upper", "+inf"));
        let about = if row.0["approximate"] == "true" { "~" } else { "" };
        let amount = if lower == upper { format!("{about}{lower}") } else { format!("{about}{lower}..{upper}") };
        let entries = if row.0["entries"].is_empty() { String::new() } else { format!(" by {}", row.0["entries"]) };
        format!("{} {amount}{entries}", row.get("currency line assets unconverted"))
    };
    let all = rows.iter().map(line);
    all.filter(|line| line.contains(" as_") || !line.contains(" 0 0 0.00")).collect()
}

#[test]
fn each_line_is_an_exact_sum_and_a_line_of_its_own_tells_what_rounding_leaves() {
    let mut book = book();
    frozen(&mut book, "2024-06-01", "1000.00 USD");
    frozen(&mut book, "2024-06-01", "100.00 EUR");
    let published = book.entries();
    frozen(&mut book, "2024-06-01", "1000.00 USD");
    book.correct(5, &[("amount", "2000.00 USD")]).unwrap();
    frozen(&mut book, "2024-06-01", "5.00 CHF");
    // 1000 / 1.0705 = 934.1429…, and 3000 / 1.0705 = 2802.4287….
    assert_eq!(
        told(&bridge(&book, &from_entry(Sums::Holdings, "currency", published, on("EUR", "2024-06-28")))),
        [
            "CHF as_published 0 0 0.00",
            "CHF late 1 0 5.00 by 9",
            "CHF as_now 1 0 5.00",
            "EUR as_published 2 0 1034.14",
            "EUR late 1 1 934.14 by 7;9",
            "EUR corrected 0 0 934.14 by 8",
            "EUR rounding 0 0 0.01",
            "EUR as_now 3 1 2902.43",
        ]
    );
}

#[test]
fn what_only_moves_cancels_in_the_target_however_little_is_known_of_it() {
    let mut book = book();
    let asset = frozen(&mut book, "2024-06-01", ">1070.50 USD");
    let published = book.entries();
    book.item("release", &asset, "2024-06-20", &[("amount", "107.05 USD")]).unwrap();
    assert_eq!(
        told(&bridge(&book, &from_entry(Sums::Holdings, "currency", published, on("EUR", "2024-06-28")))),
        ["EUR as_published 1 0 1000.00..+inf", "EUR late 0 0 -100.00 by 6", "EUR as_now 1 0 900.00..+inf",]
    );
}

#[test]
fn both_totals_take_the_rates_of_one_day_that_has_to_be_given() {
    let mut book = book();
    frozen(&mut book, "2024-06-26", "1070.50 USD");
    let published = book.entries();
    frozen(&mut book, "2024-06-27", "107.05 USD");
    for convert in [to("EUR"), by_action("EUR")] {
        let refused = book.refuses(Report::Bridge, &from_entry(Sums::Holdings, "currency", published, convert));
        assert_eq!(refused, "a bridge converts all amounts at the rates of one day, so that its lines add up");
    }
    let lines = |rate_day| {
        let asked = from_entry(Sums::Holdings, "currency", published, on("EUR", rate_day));
        bridge(&book, &asked).iter().map(|row| row.0["lower"].clone()).collect::<Vec<_>>()
    };
    let (late, early) = (lines("2024-06-28"), lines("2024-06-26"));
    assert_eq!((late[0].as_str(), late[1].as_str(), late[9].as_str()), ("1000.00", "100.00", "1100.00"));
    // 1070.50 / 1.0694 = 1001.028…, 107.05 / 1.0694 = 100.102…, together 1101.131….
    assert_eq!((early[0].as_str(), early[1].as_str(), early[9].as_str()), ("1001.03", "100.10", "1101.13"));
}

#[test]
fn a_crypto_asset_counts_with_its_value_and_goes_out_and_in_where_days_are_not_known() {
    let mut book = book();
    let wallet = [("amount", "2.00000000 BTC"), ("value", "80000.00 USD"), ("kind", "crypto-asset")];
    let asset = book.new_asset("freeze", "2024-02-01/2024-02-02", "DE", &wallet).unwrap();
    let published = book.entries();
    let asked = || from_entry(Sums::Holdings, "stage", published, on("EUR", "2024-06-28"));
    // 80000 / 1.0883 = 73509.142… and 80000 / 1.0814 = 73978.176…. What nothing changes is in no line.
    book.correct(5, &[("authority", "LG Berlin")]).unwrap();
    assert_eq!(
        told(&bridge(&book, &asked())),
        ["EUR as_published 1 0 ~73509.14..73978.18", "EUR as_now 1 0 ~73509.14..73978.18"]
    );
    // Each of the two values may be of either day, so that they are not set off against each other.
    book.correct(5, &[("value", "90000.00 USD")]).unwrap();
    assert_eq!(
        told(&bridge(&book, &asked())),
        [
            "EUR as_published 1 0 ~73509.14..73978.18",
            "EUR corrected 0 0 ~8719.60..9716.31 by 7",
            "EUR as_now 1 0 ~82697.78..83225.45",
        ]
    );
    // 107.05 / 1.0705 = 100: from now on it has an amount that has a rate.
    book.later("revalue", &asset, "2024-06-27", &[("amount", "107.05 USD"), ("whole", "true")]).unwrap();
    let rows = bridge(&book, &asked());
    assert_eq!(told(&rows)[0], "EUR as_published 1 0 ~73509.14..73978.18");
    assert_eq!(told(&rows).last().unwrap(), "EUR as_now 1 0 100.00");
}

#[test]
fn what_links_change_is_told_in_the_target() {
    let mut book = book();
    let one = frozen(&mut book, "2024-06-01", "1000.00 USD");
    let published = book.entries();
    book.new_asset("freeze", "2024-06-01", "DE", &[("amount", "900.00 GBP"), ("overlap", one.as_str())]).unwrap();
    // 1000 / 1.0705 = 934.142… is less than 900 / 0.84638 = 1063.352…, so that it is the one that is left out.
    assert_eq!(
        told(&bridge(&book, &from_entry(Sums::Holdings, "currency", published, on("EUR", "2024-06-28")))),
        [
            "EUR as_published 1 0 934.14",
            "EUR late 1 0 1063.35 by 6",
            "EUR overlaps 0 0 -934.15..0.00 by 6",
            "EUR rounding 0 0 0.01",
            "EUR as_now 2 0 1063.35..1997.50",
        ]
    );
    // In a currency that is not converted it is told in that.
    let mut book = self::book();
    let one = frozen(&mut book, "2024-06-01", "10.00 CHF");
    let published = book.entries();
    book.new_asset("freeze", "2024-06-01", "DE", &[("amount", "9.00 CHF"), ("overlap", one.as_str())]).unwrap();
    let rows = bridge(&book, &from_entry(Sums::Holdings, "currency", published, on("EUR", "2024-06-28")));
    assert_eq!(told(&rows)[2], "CHF overlaps 0 0 -9.00..0.00 by 6");
}

#[test]
fn a_bridge_of_actions_converts_what_is_carried_too() {
    let mut book = book();
    let asset = frozen(&mut book, "2024-06-01", "1070.50 USD");
    let published = book.entries();
    book.later("seize", &asset, "2024-06-20", &[]).unwrap();
    let rows = bridge(&book, &from_entry(Sums::Actions, "action", published, on("EUR", "2024-06-28")));
    let told = rows.iter().filter(|row| row.0["actions"] != "0");
    assert_eq!(
        told.map(|row| row.get("action line actions carried unconverted lower upper")).collect::<Vec<_>>(),
        [
            "freeze as_published 1 0 0 1000.00 1000.00",
            "freeze as_now 1 0 0 1000.00 1000.00",
            "seize late 1 1 0 1000.00 1000.00",
            "seize as_now 1 1 0 1000.00 1000.00",
        ]
    );
}

#[test]
fn rates_that_were_recorded_later_convert_both_totals() {
    let mut book = Book::new();
    frozen(&mut book, "2024-06-01", "1070.50 USD");
    let published = book.entries();
    frozen(&mut book, "2024-06-01", "107.05 USD");
    add_set(&mut book, "ecb", "EUR", impound::domain::Holds::Days(4), &[("USD", "2024-06-28", "1.0705")]);
    book.rates[0].1[0].entry = book.entries();
    let rows = bridge(&book, &from_entry(Sums::Holdings, "currency", published, on("EUR", "2024-06-28")));
    assert_eq!((rows[0].0["lower"].as_str(), rows[9].0["lower"].as_str()), ("1000.00", "1100.00"));
}

/// Hundredths; `None` where there is no end.
fn cents(row: &Row, name: &str) -> Option<i64> {
    let text = &row.0[name];
    (!text.is_empty()).then(|| text.replace('.', "").parse().unwrap())
}

/// The lines of each row of a bridge, by the key of the row.
fn by_row(rows: &[Row], dimensions: &str) -> BTreeMap<String, Vec<Row>> {
    let mut lines: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    rows.iter().for_each(|row| lines.entry(row.get(dimensions)).or_default().push(row.clone()));
    lines
}

/// Checks that as many are counted in all lines as in the last, and that their amounts come to it as they are printed.
fn add_up(lines: &[Row], what: &str, more: &str) -> Result<(), TestCaseError> {
    prop_assert_eq!(lines.iter().map(|row| row.0["line"].as_str()).collect::<Vec<_>>(), LINES);
    for count in [what, "exact", "bounded", "unstated", "non_valued", more, "unconverted"] {
        let figures: Vec<i64> = lines.iter().map(|row| row.0[count].parse().unwrap()).collect();
        prop_assert_eq!(figures[..9].iter().sum::<i64>(), figures[9], "{} {:?}", count, lines);
    }
    // What is not converted may have other decimals.
    if lines[9].0["lower"].is_empty() || ["BTC", "-", ""].contains(&lines[9].0["currency"].as_str()) {
        return Ok(());
    }
    let sum = |name: &str| lines[..9].iter().map(|row| cents(row, name)).sum::<Option<i64>>();
    let (least, most) = (cents(&lines[9], "lower").unwrap(), cents(&lines[9], "upper"));
    prop_assert!(sum("lower").is_none_or(|lower| lower <= least), "{:?}", lines);
    prop_assert!(sum("upper").is_none_or(|upper| most.is_some_and(|most| most <= upper)), "{:?}", lines);
    let is_exact = |row: &Row| !row.0["lower"].is_empty() && row.0["lower"] == row.0["upper"];
    if lines.iter().all(is_exact) {
        prop_assert_eq!((sum("lower"), sum("upper")), (Some(least), most), "{:?}", lines);
    }
    for end in ["lower", "upper"] {
        prop_assert!(cents(&lines[8], end).unwrap().abs() <= 10, "{:?}", lines[8]);
    }
    Ok(())
}

/// What each line of a row comes to before it is rounded, from the rates used alone.
fn exactly(used: &[Row], lines: &[Row], dimensions: &str) -> BTreeMap<String, [Option<Fraction>; 2]> {
    let of = |line: &Row| {
        let key = line.get(&format!("{dimensions} line"));
        let parts: Vec<&Row> = used.iter().filter(|part| part.get(&format!("{dimensions} line")) == key).collect();
        (line.0["line"].clone(), recalculated::sum(&parts))
    };
    lines.iter().map(of).collect()
}

/// Checks of a row in the target that the lines come exactly to the last before any is rounded, or reach beyond it.
fn add_up_exactly(exact: &BTreeMap<String, [Option<Fraction>; 2]>) -> Result<(), TestCaseError> {
    let sum = |side: usize| {
        LINES[..8].iter().map(|line| exact[*line][side].clone()).reduce(|one, other| Some(one?.plus(&other?))).flatten()
    };
    let ([lower, upper], [least, most]) = ([sum(0), sum(1)], exact["as_now"].clone());
    let (least, is_exact) = (least.unwrap(), exact.values().all(|[lower, upper]| lower.is_some() && lower == upper));
    if is_exact {
        prop_assert!(lower.as_ref() == Some(&least) && upper == most);
    }
    prop_assert!(lower.is_none_or(|lower| lower <= least));
    prop_assert!(upper.is_none_or(|upper| most.is_some_and(|most| most <= upper)));
    Ok(())
}

/// Checks that a bridge leads from and to what the report itself gives.
fn leads_between(
    (book, of, by): (&Book, Sums, &str),
    bridge: &BTreeMap<String, Vec<Row>>,
    asked: &Query,
) -> Result<(), TestCaseError> {
    let of = Report::of(of);
    for (at_entry, line) in [(Some(asked.bridged.from), 0), (None, 9)] {
        for row in converted(book, of, &Query { at_entry, ..asked.clone() }) {
            let Some(lines) = bridge.get(&row.get(by)) else {
                return Err(TestCaseError::fail(format!("{row:?} is missing")));
            };
            for (column, value) in &row.0 {
                let known = &lines[line].0[column];
                // What has no value in the report has none there, unless it has one in another line.
                let empty = value.is_empty() && ["0", "0.00", "true", "false"].contains(&known.as_str());
                prop_assert!(known == value || empty, "{column}: {row:?} {:?}", lines[line]);
            }
        }
    }
    Ok(())
}

/// Something that happens to an asset of a ledger later.
type Later = (Index, u8, u32);

fn happen(book: &mut Book, assets: &[String], (which, what, on): Later) {
    if assets.is_empty() {
        return;
    }
    let (asset, on) = (&assets[which.index(assets.len())], date(on, on));
    let entry = 5 + which.index(usize::try_from(book.entries()).unwrap()) as u64;
    // What the rules do not allow is refused.
    drop(match what {
        0 => book.later("seize", asset, &on, &[]).map(|_| ()),
        1 => book.later("release", asset, &on, &[]).map(|_| ()),
        2 => book.later("revalue", asset, &on, &[("value", "77.00 USD")]).map(|_| ()),
        3 => book.later("revalue", asset, &on, &[("amount", "5.00 EUR")]).map(|_| ()),
        4 => book.correct(entry, &[("amount", "9.99 GBP")]),
        5 => book.correct(entry, &[("value", "50.00..60.00 USD")]),
        6 => book.correct(entry, &[("on", &date(3, 5))]),
        7 => book.void(entry),
        8 => book.reinstate(entry),
        _ => book.reading(entry, &[("amount", "1.00..3.00 USD")]).and_then(|()| book.adopt(entry, book.entries())),
    });
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_lines_of_a_converted_bridge_add_up(
        steps in prop::collection::vec(step(), 1..12),
        later in prop::collection::vec((any::<Index>(), 0..10_u8, 4..20_u32), 0..10),
        from in any::<Index>(),
        day_of in 3..19_u32,
        (dollars, which, is_held) in (any::<bool>(), 0..4_usize, any::<bool>()),
    ) {
        let (mut book, truths) = played(&steps);
        let assets: Vec<String> = truths.into_iter().map(|truth| truth.asset).collect();
        later.into_iter().for_each(|later| happen(&mut book, &assets, later));
        let from = 1 + from.index(usize::try_from(book.entries()).unwrap()) as u64;
        let target = if dollars { "USD" } else { "EUR" };
        let (of, what, more) =
            if is_held { (Sums::Holdings, "assets", "undated") } else { (Sums::Actions, "actions", "carried") };
        let by = [["currency", "stage,jurisdiction"], ["action", "action,jurisdiction"]][usize::from(!is_held)][which % 2];
        let scope = Scope {
            as_of: day("2024-06-12").ok().filter(|_| is_held && which < 2),
            stated: !is_held && which < 2,
            ..Scope::default()
        };
        let asked = Query { scope, ..from_entry(of, by, from, on(target, &date(day_of, day_of))) };
        let document = book.report(Report::Bridge, &asked);
        let (told, used) = (rows(&document), rows(&document.rates_used().unwrap().unwrap()));
        let frame = document.outline().sections()[0].clone();
        let names = frame.field_names()[..frame.key_fields()].to_vec();
        recalculated::check(&told, &used, &names, Rounding::HalfUp);
        let dimensions = names[..names.len() - 1].join(" ");
        let lines = by_row(&told, &dimensions);
        leads_between((&book, of, &dimensions), &lines, &asked)?;
        for lines in lines.values() {
            add_up(lines, what, more)?;
            if lines[0].0["currency"] == target && !lines[9].0["lower"].is_empty() {
                add_up_exactly(&exactly(&used, lines, &dimensions))?;
            }
        }
    }

    #[test]
    fn what_truly_changed_lies_within_the_converted_lines(
        mut steps in prop::collection::vec(step(), 2..14),
        until in any::<Index>(),
        day_of in 3..19_u32,
        dollars in any::<bool>(),
    ) {
        // Of what is linked nobody knows how much of it is the same.
        steps.iter_mut().for_each(|step| step.linked = None);
        let target = if dollars { "USD" } else { "EUR" };
        let (before, then) = played(&steps[..1 + until.index(steps.len() - 1)]);
        let (book, now) = played(&steps);
        let convert = on(target, &date(day_of, day_of));
        let document = book.report(Report::Bridge, &from_entry(Sums::Holdings, "stage", before.entries(), convert));
        let (told, used) = (rows(&document), rows(&document.rates_used().unwrap().unwrap()));
        for lines in by_row(&told, "stage currency").values().filter(|lines| lines[0].0["currency"] == target) {
            let held = |truths: &[Truth]| {
                let of_row = truths.iter().filter(|truth| truth.stage == lines[0].0["stage"]);
                let amounts = of_row.filter_map(|truth| truth.converted(target, Some(day_of)));
                amounts.fold(Fraction::whole(0), |sum, amount| sum.plus(&amount))
            };
            let change = held(&now).plus(&held(&then).negated());
            let exact = exactly(&used, lines, "stage currency");
            let sum = |side: usize| {
                let parts = LINES[1..8].iter().map(|line| exact[*line][side].clone());
                parts.reduce(|one, other| Some(one?.plus(&other?))).flatten()
            };
            if !lines[9].0["lower"].is_empty() {
                prop_assert!(sum(0).is_none_or(|lower| lower <= change), "{:?}", lines);
                prop_assert!(sum(1).is_none_or(|upper| change <= upper), "{:?}", lines);
            }
        }
    }
}
