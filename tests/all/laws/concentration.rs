//! The largest holdings: what makes one line, its share, and the total without them.

use impound::domain::Unit;
use impound::query::{Largest, Query, Report};
use impound::report::Scope;
use proptest::prelude::*;

use crate::book::{Book, Row};

fn query(top: usize, unit: &str) -> Query {
    Query { largest: Largest { top, unit: Some(Unit::parse(unit).unwrap()) }, ..Query::default() }
}

fn told(book: &Book, top: usize) -> Vec<String> {
    let rows = book.ask(Report::Concentration, &query(top, "EUR"));
    rows.iter()
        .map(|row| format!("{} {} {}", row.get("line asset assets"), row.bounds(""), row.bounds("share_")))
        .collect()
}

#[test]
fn the_largest_come_first_each_with_its_share_and_the_rest_is_the_total_without_them() {
    let mut book = Book::new();
    for amount in ["30 EUR", "50 EUR", "20 EUR"] {
        book.new_asset("freeze", "2024-06-01", "DE", &[("amount", amount)]).unwrap();
    }
    assert_eq!(
        told(&book, 2),
        [
            "largest c:2 1 [50.00 50.00] [50.00 50.00]",
            "largest c:1 1 [30.00 30.00] [30.00 30.00]",
            "rest - 1 [20.00 20.00] [20.00 20.00]",
            "total - 3 [100.00 100.00] none",
            "elsewhere - 0 none none",
        ]
    );
}

#[test]
fn an_asset_with_its_items_is_one_line_and_so_are_linked_families() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-01", "DE", &[("amount", "100 EUR")]).unwrap();
    book.item("freeze", &asset, "2024-06-01", &[]).unwrap();
    let other = book.new_asset("freeze", "2024-06-02", "DE", &[("amount", "60 EUR")]).unwrap();
    book.new_asset("freeze", "2024-06-03", "DE", &[("amount", "80 EUR"), ("overlap", &other)]).unwrap();
    assert_eq!(
        told(&book, 1),
        [
            "largest c:1 2 [100.00 100.00] [41.66 55.56]",
            "rest - 2 [80.00 140.00] [44.44 58.34]",
            "total - 4 [180.00 240.00] none",
            "elsewhere - 0 none none",
        ]
    );
    assert_eq!(told(&book, 5)[1], "largest c:2+c:3 2 [80.00 140.00] [44.44 58.34]");
}

#[test]
fn without_an_upper_end_a_share_reaches_a_hundred_and_the_others_reach_down_to_nothing() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06-01", "DE", &[("amount", ">=60 EUR")]).unwrap();
    book.new_asset("freeze", "2024-06-01", "DE", &[("amount", "40 EUR")]).unwrap();
    assert_eq!(
        told(&book, 2)[..2],
        ["largest c:1 1 [60.00 +inf) [60.00 100.00]", "largest c:2 1 [40.00 40.00] [0.00 40.00]"]
    );
}

#[test]
fn equal_lines_are_ordered_by_reference() {
    let mut book = Book::new();
    for _ in 0..11 {
        book.new_asset("freeze", "2024-06-01", "DE", &[("amount", "5 EUR")]).unwrap();
    }
    let rows = book.ask(Report::Concentration, &query(3, "EUR"));
    let names: Vec<String> = rows[..3].iter().map(|row| row.get("rank asset")).collect();
    assert_eq!(names, ["1 c:1", "2 c:2", "3 c:3"]);
}

#[test]
fn holdings_in_another_currency_or_in_none_are_counted_elsewhere() {
    let mut book = Book::new();
    book.new_asset("freeze", "2024-06-01", "DE", &[("amount", "5 EUR")]).unwrap();
    book.new_asset("freeze", "2024-06-01", "DE", &[("amount", "5 USD")]).unwrap();
    book.new_asset("freeze", "2024-06-01", "DE", &[("amount", "non-valued")]).unwrap();
    book.new_asset("freeze", "2024-06-01", "DE", &[]).unwrap();
    assert_eq!(told(&book, 1)[3], "elsewhere - 3 none none");
    let known = impound::query::known(&book, &Query::default()).unwrap();
    let asked = impound::query::document(&book, Report::Concentration, &Query::default(), &known);
    assert!(asked.unwrap_err().to_string().contains("several currencies: EUR, USD"));
}

fn minor(row: &Row, name: &str) -> Option<i64> {
    let text = &row.0[name];
    (!text.is_empty()).then(|| text.replace('.', "").parse().unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn the_lines_and_the_rest_add_up_to_the_total(
        assets in prop::collection::vec((0..60_u32, 0..6_u8, any::<prop::sample::Index>()), 0..14),
        top in 1..6_usize,
    ) {
        let mut book = Book::new();
        let mut names: Vec<String> = Vec::new();
        for (size, how, which) in assets {
            let amount = match how {
                0 | 1 => format!("{size} EUR"),
                2 => format!(">{size} EUR"),
                3 => format!("{size}..{} EUR", size + 9),
                4 => "unstated EUR".to_owned(),
                _ => format!("~{size} EUR"),
            };
            let other = if names.is_empty() || size % 3 > 0 { None } else { Some(&names[which.index(names.len())]) };
            let mut flags = vec![("amount", amount.as_str())];
            flags.extend(other.map(|other| ("overlap", other.as_str())));
            let name = book.new_asset("freeze", "2024-06-01", "DE", &flags).unwrap();
            if size % 4 == 0 {
                let _: Result<String, _> = book.item("freeze", &name, "2024-06-01", &[("amount", "unstated EUR")]);
            }
            names.push(name);
        }
        let rows = book.ask(Report::Concentration, &query(top, "EUR"));
        let (lines, total) = (&rows[..rows.len() - 2], &rows[rows.len() - 2]);
        prop_assert!(lines.len() <= top + 1);
        for column in ["assets", "exact", "bounded", "unstated"] {
            let sum: i64 = lines.iter().map(|row| row.0[column].parse::<i64>().unwrap()).sum();
            prop_assert_eq!(sum.to_string(), total.0[column].clone());
        }
        for end in ["lower", "upper"] {
            let known = |row: &&Row| !row.0["lower"].is_empty();
            let sum: Option<i64> = lines.iter().filter(known).map(|row| minor(row, end)).sum();
            prop_assert_eq!(sum, if names.is_empty() { Some(0) } else { minor(total, end) });
        }
        // This is also the total of the holdings.
        let held = book.holdings("currency", &Scope::default());
        prop_assert_eq!(held.first().map(|row| row.bounds("")), Some(total.bounds("")).filter(|_| !names.is_empty()));
        let lowers: Vec<_> = lines[..lines.len() - 1].iter().map(|row| minor(row, "lower")).collect();
        prop_assert!(lowers.is_sorted_by(|one, other| one >= other));
        for row in lines {
            let (Some(least), Some(most)) = (minor(row, "share_lower"), minor(row, "share_upper")) else { continue };
            prop_assert!(0 <= least && least <= most && most <= 10_000, "{row:?}");
        }
    }
}
