//! Reports in one currency, each rule as a sentence; expected figures are computed by hand.

mod bridges;
mod fraction;
mod lists;
mod random;
mod recalculated;
mod statements;

use impound::domain::{CaseRef, Decimal, Holds, Rate, RateSet, Unit, day};
use impound::exchange::Rounding;
use impound::query::{Convert, Query, RateOn, Report, known};
use impound::report::{Measures, Scope, Taken, Values, dimension};

use crate::book::{Book, Row, lines, rows, totals};

fn unit(code: &str) -> Unit {
    Unit::parse(code).unwrap()
}

/// Adds a set of rates, recorded by an entry before all others.
fn add_set(book: &mut Book, name: &str, base: &str, holds: Holds, rates: &[(&str, &str, &str)]) {
    let mut rates: Vec<Rate> = rates
        .iter()
        .map(|(code, on, rate)| {
            let rate = Decimal::parse(rate).unwrap();
            Rate { currency: unit(code), day: day(on).unwrap(), rate, entry: 2 }
        })
        .collect();
    rates.sort_by_key(|rate| (rate.currency.code(), rate.day));
    book.rates.push((RateSet { name: name.to_owned(), base: unit(base), holds }, rates));
}

/// A book with daily rates around the end of June 2024.
fn book() -> Book {
    let mut book = Book::new();
    let rates = [
        ("USD", "2024-06-26", "1.0694"),
        ("USD", "2024-06-27", "1.0696"),
        ("USD", "2024-06-28", "1.0705"),
        ("GBP", "2024-06-27", "0.84500"),
        ("GBP", "2024-06-28", "0.84638"),
        ("BGN", "2024-06-28", "1.9558"),
        ("TRY", "2024-06-28", "35.1868"),
        ("USD", "2024-02-01", "1.0814"),
        ("USD", "2024-02-02", "1.0883"),
    ];
    add_set(&mut book, "ecb", "EUR", Holds::Days(4), &rates);
    book
}

fn to(target: &str) -> Convert {
    Convert { to: unit(target), rates: None, on: RateOn::Usual, rounding: Rounding::HalfUp, explained: true }
}

fn on(target: &str, rate_day: &str) -> Convert {
    Convert { on: RateOn::Day(day(rate_day).unwrap()), ..to(target) }
}

fn by_action(target: &str) -> Convert {
    Convert { on: RateOn::Action, ..to(target) }
}

fn query(report: Report, by: &str, convert: Convert) -> Query {
    let by = if by.is_empty() { Vec::new() } else { dimension::parse_list(by, report.dimensions()).unwrap() };
    Query { by, convert: Some(convert), ..Query::default() }
}

/// The rows of a report; each of their figures must follow from the rates used.
fn converted(book: &Book, report: Report, query: &Query) -> Vec<Row> {
    let document = book.report(report, query);
    let (rows_of, used) = (rows(&document), rows(&document.rates_used().unwrap().unwrap()));
    let keys = document.outline().sections()[0].key_fields();
    let names = document.outline().sections()[0].field_names();
    recalculated::check(&rows_of, &used, &names[..keys], query.convert.as_ref().unwrap().rounding);
    rows_of
}

fn holdings(book: &Book, by: &str, convert: Convert) -> Vec<Row> {
    converted(book, Report::Holdings, &query(Report::Holdings, by, convert))
}

fn actions(book: &Book, by: &str, convert: Convert) -> Vec<Row> {
    converted(book, Report::Actions, &query(Report::Actions, by, convert))
}

fn frozen(book: &mut Book, date: &str, amount: &str) -> String {
    book.new_asset("freeze", date, "DE", &[("amount", amount)]).unwrap()
}

#[test]
fn amounts_in_seven_units_come_to_one() {
    let mut book = book();
    for amount in ["1000.00 EUR", "1955.83 DEM", "1000.00 BGN", "753.45 HRK", "1070.50 USD", "423.19 GBP"] {
        frozen(&mut book, "2024-06-01", amount);
    }
    frozen(&mut book, "2024-06-01", "35186800.00 TRL");
    let wallet = [("amount", "2.00000000 BTC"), ("value", "80000.00 USD"), ("kind", "crypto-asset")];
    book.new_asset("freeze", "2024-02-01", "DE", &wallet).unwrap();
    // EUR 1000 + DEM 1955.83 / 1.95583 = 1000 + BGN 1000 / 1.9558 = 511.299…, because in 2024 the lev has no fixed rate
    // + HRK 753.45 / 7.5345 = 100 + USD 1070.50 / 1.0705 = 1000 + GBP 423.19 / 0.84638 = 500
    // + TRL 35186800 / 1000000 / 35.1868 = 1 + the value of 2 BTC, 80000 USD of 1 February, / 1.0814 = 73978.176…
    // = 4112.299… + 73978.176… = 78090.476….
    let rows = holdings(&book, "stage", on("EUR", "2024-06-30"));
    assert_eq!(totals(&rows, "stage currency assets exact unconverted"), ["frozen EUR 8 8 0 [78090.48 78090.48]"]);
    // Fixed rates depend on the day, too: on 31 December 1998 there are none.
    let rows = holdings(&book, "stage", on("EUR", "1998-12-31"));
    let own = |code: &str| rows.iter().find(|row| row.get("currency") == code).unwrap().get("assets unconverted");
    assert_eq!((own("EUR"), own("DEM"), own("USD")), ("2 6".into(), "1 0".into(), "1 0".into()));
}

#[test]
fn the_date_of_conversion_decides_between_the_daily_and_the_fixed_rate() {
    let mut book = book();
    add_set(&mut book, "late", "EUR", Holds::Days(4), &[("BGN", "2026-01-02", "1.9558")]);
    frozen(&mut book, "2024-06-01", "10000000.00 BGN");
    let named = |set: &str, day| Convert { rates: Some(set.to_owned()), ..on("EUR", day) };
    // 10000000 / 1.9558 = 5112997.239…; by the fixed rate 10000000 / 1.95583 = 5112918.811….
    let daily = holdings(&book, "stage", named("ecb", "2024-06-28"));
    assert_eq!(totals(&daily, "currency"), ["EUR [5112997.24 5112997.24]"]);
    let fixed = holdings(&book, "stage", named("late", "2026-01-02"));
    assert_eq!(totals(&fixed, "currency"), ["EUR [5112918.81 5112918.81]"]);
}

#[test]
fn unconverted_amounts_have_rows_of_their_own_and_are_counted_beside_the_converted() {
    let mut book = book();
    frozen(&mut book, "2024-06-01", "100.00 CHF");
    frozen(&mut book, "2024-06-01", "unstated");
    frozen(&mut book, "2024-06-01", "unstated USD");
    frozen(&mut book, "2024-06-01", "1.00000000 BTC");
    book.new_asset("seize", "2024-06-01", "DE", &[("amount", "non-valued")]).unwrap();
    let rows = holdings(&book, "stage", on("EUR", "2024-06-28"));
    assert_eq!(
        totals(&rows, "stage currency assets unstated unconverted"),
        [
            "frozen - 1 1 0 [0 +inf)",
            "frozen BTC 1 0 0 [1.00000000 1.00000000]",
            "frozen CHF 1 0 0 [100.00 100.00]",
            "frozen EUR 1 1 3 [0.00 +inf)",
            "seized - 1 0 0 none",
            "seized EUR 0 0 1 none",
        ]
    );
}

#[test]
fn stock_takes_the_day_of_the_report_and_flow_that_of_the_action() {
    let mut book = book();
    frozen(&mut book, "2024-06-26", "1000.00 USD");
    frozen(&mut book, "2024-06-28", "1000.00 USD");
    let as_of = |day_of: &str| {
        let scope = Scope { as_of: day(day_of).ok(), ..Scope::default() };
        converted(&book, Report::Holdings, &Query { scope, ..query(Report::Holdings, "stage", to("EUR")) })
    };
    // 2000 / 1.0705 = 1868.285…; on 27 June one of them, 1000 / 1.0696 = 934.928….
    assert_eq!(totals(&as_of("2024-06-30"), "currency"), ["EUR [1868.29 1868.29]"]);
    assert_eq!(totals(&as_of("2024-06-27"), "currency"), ["EUR [934.93 934.93]"]);
    // Without a day, the rates are those of the day on which the last entry was recorded, 1 July.
    let rows = holdings(&book, "stage", to("EUR"));
    assert_eq!(totals(&rows, "currency"), ["EUR [1868.29 1868.29]"]);
    // 1000 / 1.0694 = 935.103… and 1000 / 1.0705 = 934.142…, together 1869.245….
    let flow = actions(&book, "action", to("EUR"));
    assert_eq!(totals(&flow, "action currency"), ["freeze EUR [1869.25 1869.25]"]);
    let flow = actions(&book, "action", Convert { on: RateOn::AsOf, ..to("EUR") });
    assert_eq!(totals(&flow, "action currency"), ["freeze EUR [1868.29 1868.29]"]);
    let stock = holdings(&book, "stage", by_action("EUR"));
    assert_eq!(totals(&stock, "currency"), ["EUR [1869.25 1869.25]"]);
}

#[test]
fn stock_at_the_day_of_the_action_uses_the_action_that_stated_the_amount() {
    let mut book = book();
    let asset = frozen(&mut book, "2024-06-26", "1000.00 USD");
    book.later("seize", &asset, "2024-06-28", &[]).unwrap();
    assert_eq!(totals(&holdings(&book, "stage", by_action("EUR")), "stage"), ["seized [935.10 935.10]"]);
    book.later("revalue", &asset, "2024-06-28", &[("amount", "2000.00 USD")]).unwrap();
    assert_eq!(totals(&holdings(&book, "stage", by_action("EUR")), "stage"), ["seized [1868.29 1868.29]"]);
}

#[test]
fn the_filters_name_the_rates_and_their_day() {
    let mut book = book();
    frozen(&mut book, "2024-06-26", "1000.00 USD");
    let filters = |report, convert| {
        let document = book.report(report, &query(report, "", convert));
        let all = document.meta().filters.iter().map(|(name, value)| format!("{name}={value}"));
        all.filter(|filter| !filter.starts_with("by=")).collect::<Vec<_>>().join(" ")
    };
    let stock = filters(Report::Holdings, to("EUR"));
    assert_eq!(stock, "convert=EUR rates=ecb rate_on=2024-07-01 rounding=half-up");
    let flow = filters(Report::Actions, Convert { rounding: Rounding::Down, ..to("USD") });
    assert_eq!(flow, "convert=USD rates=ecb rate_on=action rounding=down");
}

#[test]
fn a_date_range_takes_the_least_and_the_greatest_rate_of_its_days() {
    let mut book = book();
    frozen(&mut book, "2024-06-26/2024-06-28", "1000.00 USD");
    frozen(&mut book, "../2024-06-28", "500.00 USD");
    frozen(&mut book, "2024-06-25/2024-06-28", "300.00 USD");
    // 1000 / 1.0705 = 934.142… to 1000 / 1.0694 = 935.103…; the other dates are unknown, or have a day without a rate.
    let rows = actions(&book, "action", to("EUR"));
    assert_eq!(
        totals(&rows, "currency actions exact bounded unconverted"),
        ["EUR 1 0 1 2 ~[934.14 935.11]", "USD 2 2 0 0 [800.00 800.00]"]
    );
}

#[test]
fn a_fixed_rate_is_the_same_on_every_day_of_a_range() {
    let mut book = book();
    frozen(&mut book, "2001", "1955.83 DEM");
    frozen(&mut book, "2001", "1.00 EUR");
    assert_eq!(totals(&actions(&book, "action", to("EUR")), "exact"), ["2 [1001.00 1001.00]"]);
}

#[test]
fn a_cross_rate_goes_through_one_set_on_one_day() {
    let mut book = book();
    frozen(&mut book, "2024-06-01", "100.00 GBP");
    frozen(&mut book, "2024-06-01", "195583.00 DEM");
    // 100 / 0.84638 × 1.0705 = 126.479…; 195583 / 1.95583 × 1.0705 = 107050.
    let rows = holdings(&book, "kind", on("USD", "2024-06-28"));
    assert_eq!(totals(&rows, "currency"), ["USD [107176.48 107176.48]"]);
}

#[test]
fn a_crypto_asset_is_converted_by_a_set_that_has_it_or_else_by_its_value() {
    let mut book = book();
    let wallet = [("amount", "2.00000000 BTC"), ("value", "80000.00 USD"), ("kind", "crypto-asset")];
    let asset = book.new_asset("freeze", "2024-02-01", "DE", &wallet).unwrap();
    // 80000 / 1.0814 = 73978.176…, at the rate of the value's day, whatever the day of the report.
    let first = ["EUR 1 [73978.18 73978.18]"];
    assert_eq!(totals(&holdings(&book, "stage", on("EUR", "2024-06-28")), "currency assets"), first);
    assert_eq!(totals(&actions(&book, "action", to("EUR")), "currency actions"), first);
    // A later action without a value leaves the value its day; a later value has its own.
    book.later("seize", &asset, "2024-06-26", &[]).unwrap();
    assert_eq!(totals(&holdings(&book, "kind", on("EUR", "2024-06-28")), "currency assets"), first);
    book.later("revalue", &asset, "2024-02-02/2024-02-03", &[("value", "90000.00 USD")]).unwrap_err();
    book.later("revalue", &asset, "2024-06-27", &[("value", "90000.00 USD")]).unwrap();
    // 90000 / 1.0696 = 84143.605….
    let rows = holdings(&book, "kind", on("EUR", "2024-06-28"));
    assert_eq!(totals(&rows, "currency assets"), ["EUR 1 [84143.61 84143.61]"]);
    // A set that has the crypto-asset takes precedence: 2 × 60000 / 1.
    add_set(&mut book, "crypto", "EUR", Holds::Days(4), &[("BTC", "2024-06-28", "0.00001600")]);
    let rows = holdings(&book, "kind", Convert { rates: Some("crypto".into()), ..on("EUR", "2024-06-28") });
    assert_eq!(totals(&rows, "currency assets"), ["EUR 1 [125000.00 125000.00]"]);
}

#[test]
fn disputed_amounts_are_converted_from_the_least_to_the_greatest() {
    let mut book = book();
    frozen(&mut book, "2024-06-26", "1070.50 USD");
    book.reading(book.entries(), &[("amount", "2141.00 USD")]).unwrap();
    let hull = Scope { readings: Taken::Hull, ..Scope::default() };
    let asked = |book: &Book, report, by| {
        converted(book, report, &Query { scope: hull.clone(), ..query(report, by, on("EUR", "2024-06-28")) })
    };
    let rows = asked(&book, Report::Holdings, "stage");
    assert_eq!(totals(&rows, "currency disputed unconverted"), ["EUR 1 0 [1000.00 2000.00]"]);
    // A value that one source states at a later action may be for that day or for the earlier one.
    let mut book = self::book();
    let wallet = [("amount", "2.00000000 BTC"), ("value", "80000.00 USD"), ("kind", "crypto-asset")];
    let asset = book.new_asset("freeze", "2024-02-01", "DE", &wallet).unwrap();
    book.later("seize", &asset, "2024-02-02", &[]).unwrap();
    book.reading(book.entries(), &[("value", "90000.00 USD")]).unwrap();
    // 80000 / 1.0883 = 73509.142… and 90000 / 1.0814 = 83225.448….
    let rows = asked(&book, Report::Holdings, "stage");
    assert_eq!(totals(&rows, "currency exact bounded"), ["EUR 0 1 ~[73509.14 83225.45]"]);
}

#[test]
fn an_unstated_amount_is_unstated_in_the_target_too() {
    let mut book = book();
    let asset = frozen(&mut book, "2024-06-26", "1069.40 USD");
    book.later("seize", &asset, "2024-06-28", &[]).unwrap();
    // 1069.40 / 1.0705 = 998.972….
    let rows = actions(&book, "action", to("EUR"));
    assert_eq!(
        totals(&rows, "action exact unstated carried"),
        ["freeze 1 0 0 [1000.00 1000.00]", "seize 1 0 1 [998.97 998.97]"]
    );
    let scope = Scope { stated: true, ..Scope::default() };
    let rows = converted(&book, Report::Actions, &Query { scope, ..query(Report::Actions, "action", to("EUR")) });
    assert_eq!(
        totals(&rows, "action exact unstated carried"),
        ["freeze 1 0 0 [1000.00 1000.00]", "seize 0 1 0 [0.00 +inf)"]
    );
}

#[test]
fn items_at_one_rate_share_the_equation_of_their_asset() {
    let mut book = book();
    let asset = frozen(&mut book, "2024-06-26", "1070.50 USD");
    book.item("seize", &asset, "2024-06-26", &[("in", "DE")]).unwrap();
    // Whatever the item is, the two together are 1070.50 USD.
    let rows = holdings(&book, "currency", on("EUR", "2024-06-28"));
    assert_eq!(totals(&rows, "currency assets"), ["EUR 2 [1000.00 1000.00]"]);
    // If the rates differ, each has bounds of its own: at the least nothing, at the most the whole at its rate.
    let mut book = self::book();
    let asset = frozen(&mut book, "2024-06-26", "1069.40 USD");
    book.item("seize", &asset, "2024-06-28", &[("in", "DE")]).unwrap();
    // 1069.40 / 1.0694 = 1000 and 1069.40 / 1.0705 = 998.972….
    let rows = holdings(&book, "currency", by_action("EUR"));
    assert_eq!(totals(&rows, "currency assets"), ["EUR 2 [0.00 1998.98]"]);
}

#[test]
fn linked_families_are_compared_in_the_target() {
    let mut book = book();
    frozen(&mut book, "2024-06-01", "1000.00 USD"); // 934.142…
    book.new_asset("freeze", "2024-06-01", "DE", &[("amount", "900.00 GBP"), ("overlap", "c:1")]).unwrap(); // 1063.352…
    book.new_asset("freeze", "2024-06-01", "DE", &[("amount", "1000.00 EUR"), ("overlap", "c:2")]).unwrap();
    frozen(&mut book, "2024-06-01", "1.00 EUR");
    // The pounds are the most: 1063.352… + 1 to 934.142… + 1063.352… + 1000 + 1 = 2998.494….
    let rows = holdings(&book, "stage", on("EUR", "2024-06-28"));
    assert_eq!(totals(&rows, "currency assets"), ["EUR 4 [1064.35 2998.50]"]);
}

#[test]
fn a_linked_family_counts_with_all_its_parts_whatever_their_days() {
    let mut book = book();
    let asset = frozen(&mut book, "2024-06-26", "2000.00 USD");
    book.item("seize", &asset, "2024-06-28", &[("amount", "1000.00 USD")]).unwrap();
    book.new_asset("freeze", "2024-06-01", "DE", &[("amount", "1500.00 EUR"), ("overlap", "c:1")]).unwrap();
    // 1000 / 1.0694 + 1000 / 1.0705 = 935.103… + 934.142… = 1869.245…, more than 1500.
    let rows = holdings(&book, "kind", by_action("EUR"));
    assert_eq!(totals(&rows, "currency assets"), ["EUR 3 [1869.24 3369.25]"]);
}

#[test]
fn jurisdictions_add_pools_of_several_currencies() {
    let mut book = book();
    frozen(&mut book, "2024-06-01", "1000.00 EUR");
    book.new_asset("freeze", "2024-06-01", "DE,FR", &[("amount", "1070.50 USD")]).unwrap();
    book.new_asset("freeze", "2024-06-01", "DE,FR", &[("amount", "423.19 GBP")]).unwrap();
    book.new_asset("freeze", "2024-06-01", "FR", &[("amount", "5.00 CHF")]).unwrap();
    book.new_asset("freeze", "2024-06-01", "unstated", &[("amount", "100.00 USD")]).unwrap();
    let report = Report::Jurisdictions;
    let rows = converted(&book, report, &query(report, "", on("EUR", "2024-06-28")));
    let shown = |row: &Row| {
        let (own, range) = (row.bounds(""), row.bounds("range_"));
        format!("{} {own} {range}", row.get("jurisdiction currency assets pools unconverted"))
    };
    assert_eq!(
        rows.iter().map(shown).collect::<Vec<_>>(),
        [
            "- EUR 1 0 0 [93.41 93.41] none",
            "DE EUR 1 2 0 [1000.00 1000.00] [1000.00 2500.00]",
            "FR CHF 1 0 0 [5.00 5.00] [5.00 5.00]",
            "FR EUR 0 2 1 none [0.00 1500.00]",
        ]
    );
    let scope = Scope { with_unplaced: true, ..Scope::default() };
    let all = Query { scope, ..query(report, "", on("EUR", "2024-06-28")) };
    let rows = converted(&book, report, &all);
    assert_eq!(rows[1].bounds("range_"), "[1000.00 2593.42]");
}

#[test]
fn lists_convert_each_amount_by_itself() {
    let mut book = book();
    let pool = book.new_asset("freeze", "2024-06-26", "DE,FR", &[("amount", "1070.50 USD")]).unwrap();
    book.item("freeze", &pool, "2024-06-26", &[("amount", "107.05 USD"), ("in", "DE")]).unwrap();
    let entry = book.entries() - 1;
    book.new_asset("freeze", "2024-06-26", "DE,FR", &[("amount", "5.00 CHF")]).unwrap();
    let rows = converted(&book, Report::Pools, &query(Report::Pools, "", on("EUR", "2024-06-28")));
    let all = |row: &Row| ["", "itemised_", "residual_"].map(|figure| row.bounds(figure)).join(" ");
    assert_eq!(rows[0].get("currency"), "EUR");
    assert_eq!(all(&rows[0]), "[1000.00 1000.00] [100.00 100.00] [900.00 900.00]");
    assert_eq!((rows[1].get("currency"), rows[1].bounds("")), ("CHF".into(), "[5.00 5.00]".into()));
    book.reading(entry, &[("amount", "2141.00 USD"), ("on", "2024-06-28")]).unwrap();
    let rows = converted(&book, Report::Readings, &query(Report::Readings, "", to("EUR")));
    // 1070.50 / 1.0694 = 1001.028… on the day of the action, 2141 / 1.0705 on the day of the reading.
    assert_eq!(lines(&rows, "currency amount"), ["EUR 1001.03 EUR", "EUR 2000.00 EUR"]);
}

#[test]
fn values_are_converted_beside_amounts_or_alone() {
    let mut book = book();
    frozen(&mut book, "2024-06-01", "1070.50 USD");
    let wallet = [("amount", "2.00000000 BTC"), ("value", "423.19 GBP"), ("kind", "crypto-asset")];
    book.new_asset("freeze", "2024-06-27", "DE", &wallet).unwrap();
    frozen(&mut book, "2024-06-01", "5.00 CHF");
    let asked = |values| {
        let measures = Measures { values, counts: false };
        converted(
            &book,
            Report::Holdings,
            &Query { measures, ..query(Report::Holdings, "stage", on("EUR", "2024-06-28")) },
        )
    };
    let shown = |row: &Row| {
        let counts = row.get("currency value_currency assets unconverted value_unconverted");
        format!("{counts} {} {}", row.bounds(""), row.bounds("value_"))
    };
    // 423.19 / 0.84500 = 500.816… on the day of the value, which counts as the amount; as a value, 500 on the day of the report.
    assert_eq!(
        asked(Values::Beside).iter().map(shown).collect::<Vec<_>>(),
        ["CHF CHF 1 0 0 [5.00 5.00] [5.00 5.00]", "EUR EUR 2 1 1 [1500.82 1500.82] [1500.00 1500.00]"]
    );
    let alone = asked(Values::Alone);
    assert_eq!(lines(&alone, "value_currency assets unconverted"), ["CHF 1 0", "EUR 2 1"]);
    assert_eq!(alone[1].bounds("value_"), "[1500.00 1500.00]");
}

#[test]
fn undated_assets_count_in_the_printed_row() {
    let mut book = book();
    frozen(&mut book, "2024-06-26", "100.00 USD");
    book.later("seize", "c:1", "2024-06-27/2024-06-29", &[("amount", "200.00 GBP"), ("whole", "true")]).unwrap();
    let scope = Scope { as_of: day("2024-06-28").ok(), ..Scope::default() };
    let asked = |by| {
        converted(&book, Report::Holdings, &Query { scope: scope.clone(), ..query(Report::Holdings, by, to("EUR")) })
    };
    assert_eq!(lines(&asked("stage"), "stage currency assets undated"), ["frozen EUR 1 1", "seized EUR 0 1"]);
    // In euro it counts in the row on any day.
    assert_eq!(lines(&asked("kind"), "currency assets undated"), ["EUR 1 0"]);
}

#[test]
fn a_conversion_without_exactly_one_fitting_set_is_refused() {
    let mut book = book();
    frozen(&mut book, "2024-06-26", "100.00 USD");
    let refused = |book: &Book, convert: Convert| {
        let query = query(Report::Holdings, "stage", convert);
        let known = known(book, &query).unwrap();
        impound::query::document(book, Report::Holdings, &query, &known).unwrap_err().to_string()
    };
    let named = |set: &str, target| Convert { rates: Some(set.to_owned()), ..to(target) };
    assert_eq!(refused(&book, named("fed", "EUR")), "there is no set of rates “fed”; recorded: ecb");
    assert_eq!(refused(&book, named("ecb", "CHF")), "the set of rates “ecb” has no CHF");
    assert_eq!(refused(&book, to("CHF")), "no set of rates can convert into CHF; recorded: ecb");
    add_set(&mut book, "hmrc", "GBP", Holds::Month, &[("USD", "2024-07-01", "1.27"), ("EUR", "2024-07-01", "1.18")]);
    assert_eq!(refused(&book, to("EUR")), "several sets of rates can convert into EUR: ecb, hmrc");
    // 100 / 1.27 × 1.18 = 92.913….
    assert_eq!(totals(&holdings(&book, "stage", named("hmrc", "EUR")), "currency"), ["EUR [92.91 92.91]"]);
    let mut bare = Book::new();
    frozen(&mut bare, "2024-06-26", "195583.00 DEM");
    assert_eq!(totals(&holdings(&bare, "stage", to("EUR")), "currency"), ["EUR [100000.00 100000.00]"]);
    frozen(&mut bare, "2024-06-26", "1.00 USD");
    assert_eq!(refused(&bare, to("EUR")), "no set of rates can convert into EUR; none is recorded");
}

#[test]
fn amounts_already_in_the_target_keep_their_figures() {
    let mut book = book();
    frozen(&mut book, "2024-06-26", "1.2345 EUR");
    let case = Query {
        scope: Scope { case: CaseRef::parse("c").ok(), ..Scope::default() },
        ..query(Report::Holdings, "stage", on("EUR", "2024-06-28"))
    };
    assert_eq!(totals(&converted(&book, Report::Holdings, &case), "currency"), ["EUR [1.2345 1.2345]"]);
    frozen(&mut book, "2024-06-26", "1.0705 USD");
    assert_eq!(totals(&converted(&book, Report::Holdings, &case), "currency"), ["EUR [2.23 2.23]"]);
}
