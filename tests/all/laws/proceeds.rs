//! Proceeds take the place of the asset sold: in stock as money, and in no flow of seizures.

use impound::domain::day;
use impound::report::Scope;
use proptest::prelude::*;

use crate::book::{Book, lines, totals};

const SOLD: [(&str, &str); 3] = [("how", "sold"), ("proceeds", "120 EUR"), ("costs", "20.50 EUR")];

fn sold() -> (Book, String) {
    let mut book = Book::new();
    let car = [("amount", "150 EUR"), ("kind", "vehicle")];
    let asset = book.new_asset("seize", "2024-06-25", "DE", &car).unwrap();
    book.later("dispose", &asset, "2024-08-01", &SOLD).unwrap();
    (book, asset)
}

fn stock(book: &Book, scope: &Scope) -> Vec<String> {
    totals(&book.holdings("kind,stage,jurisdiction", scope), "kind stage jurisdiction assets")
}

fn flow(book: &Book) -> Vec<String> {
    totals(&book.actions("kind,action", &Scope::default()), "kind action actions")
}

#[test]
fn proceeds_less_costs_replace_what_was_sold_at_its_stage_and_are_in_no_flow() {
    let (mut book, _) = sold();
    assert_eq!(stock(&book, &Scope::default()), ["cash seized DE 1 [99.50 99.50]"]);
    let before = Scope { as_of: Some(day("2024-07-31").unwrap()), ..Scope::default() };
    assert_eq!(stock(&book, &before), ["vehicle seized DE 1 [150.00 150.00]"]);
    assert_eq!(flow(&book), ["vehicle dispose 1 [150.00 150.00]", "vehicle seize 1 [150.00 150.00]"]);
    assert_eq!(
        lines(&book.register(&Scope::default()), "asset action proceeds costs derived_from"),
        ["c:1 seize - - -", "c:1 dispose 120.00 EUR 20.50 EUR c:1.1 from c:1"]
    );
    // Only later actions on the money are actions.
    book.later("confiscate", "c:1.1", "2024-09-01", &[]).unwrap();
    assert_eq!(stock(&book, &Scope::default()), ["cash confiscated DE 1 [99.50 99.50]"]);
    assert_eq!(flow(&book)[0], "cash confiscate 1 [99.50 99.50]");
}

#[test]
fn proceeds_are_outside_the_equation() {
    let mut book = Book::new();
    let asset = book.new_asset("seize", "2024-06-25", "DE,NL", &[("amount", "100 EUR"), ("kind", "goods")]).unwrap();
    let mut part = SOLD.to_vec();
    part.extend([("amount", "40 EUR"), ("in", "NL")]);
    let part = book.item("dispose", &asset, "2024-07-01", &part).unwrap();
    assert_eq!(part, "c:1.1");
    assert_eq!(
        stock(&book, &Scope::default()),
        ["cash seized NL 1 [99.50 99.50]", "goods seized DE+NL 1 [60.00 60.00]"]
    );
    assert_eq!(book.pools().iter().map(|pool| pool.bounds("itemised_")).collect::<Vec<_>>(), ["[40.00 40.00]"]);
    // A restated whole includes the part that was sold, not its proceeds.
    book.later("revalue", &asset, "2024-07-02", &[("amount", "90 EUR"), ("of", "whole")]).unwrap();
    assert_eq!(stock(&book, &Scope::default())[1], "goods seized DE+NL 1 [50.00 50.00]");
    let item = book.item("return", "c:1.1.1", "2024-07-03", &[("amount", "9.50 EUR")]).unwrap();
    assert_eq!(item, "c:1.1.1.1");
    assert_eq!(stock(&book, &Scope::default())[0], "cash seized NL 1 [90.00 90.00]");
}

#[test]
fn later_actions_on_the_money_depend_on_the_sale() {
    let (mut book, _) = sold();
    book.later("confiscate", "c:1.1", "2024-09-01", &[]).unwrap();
    assert_eq!(book.void(6).unwrap_err().to_string(), "entry 7: c:1.1 is not in the ledger");
    let fault = book.correct(6, &[("how", "destroyed")]).unwrap_err();
    assert_eq!(fault.to_string(), "only what is sold has proceeds");
    assert!(book.correct(6, &[("on", "2024-10")]).is_err(), "the money came before it was confiscated");
    book.correct(6, &[("proceeds", "130 EUR")]).unwrap();
    assert_eq!(stock(&book, &Scope::default()), ["cash confiscated DE 1 [109.50 109.50]"]);
    assert!(book.later("release", "c:1.1", "2024-08-30", &[]).is_err());
}

#[test]
fn a_number_is_given_only_once_even_if_the_sale_is_voided() {
    let (mut book, asset) = sold();
    book.void(6).unwrap();
    assert_eq!(stock(&book, &Scope::default()), ["vehicle seized DE 1 [150.00 150.00]"]);
    assert_eq!(book.item("seize", &asset, "2024-08-01", &[("amount", "1 EUR")]).unwrap(), "c:1.2");
    book.later("dispose", &asset, "2024-08-01", &SOLD).unwrap();
    assert_eq!(lines(&book.register(&Scope::default()), "derived_from").last().unwrap(), "c:1.3 from c:1");
    assert!(book.reinstate(6).is_err());
}

#[test]
fn proceeds_of_a_sale_can_be_added_later() {
    let mut book = Book::new();
    let asset = book.new_asset("seize", "2024-06-25", "DE", &[("kind", "vehicle")]).unwrap();
    book.later("dispose", &asset, "2024-08-01", &[("how", "sold")]).unwrap();
    assert!(stock(&book, &Scope::default()).is_empty());
    book.correct(6, &[("proceeds", "120 EUR")]).unwrap();
    assert_eq!(stock(&book, &Scope::default()), ["cash seized DE 1 [120.00 120.00]"]);
}

#[test]
fn only_a_sale_has_proceeds_and_they_are_money() {
    let (mut book, _) = sold();
    let asset = book.new_asset("seize", "2024-06-25", "FR", &[("kind", "vehicle")]).unwrap();
    let mut refused =
        |action: &str, flags: &[(&str, &str)]| book.later(action, &asset, "2024-08-01", flags).unwrap_err().to_string();
    assert_eq!(refused("dispose", &[("how", "lost"), ("proceeds", "1 EUR")]), "only what is sold has proceeds");
    assert_eq!(
        refused("dispose", &[("how", "sold"), ("costs", "1 EUR")]),
        "costs is about the proceeds of a sale, but none are given"
    );
    assert_eq!(
        refused("dispose", &[("how", "sold"), ("proceeds", "non-valued")]),
        "proceeds and costs are sums of money, never non-valued"
    );
    assert_eq!(
        refused("dispose", &[("how", "sold"), ("proceeds", "5 EUR"), ("costs", "6 EUR")]),
        "the costs, 6.00 EUR, are more than the proceeds, 5.00 EUR"
    );
    assert_eq!(
        refused("confiscate", &[("derived_from", "c:2.1 from c:2")]),
        "derived_from c:2.1 from c:2 belongs to dispose, not to confiscate"
    );
    assert_eq!(
        refused("dispose", &[("how", "sold"), ("proceeds", "5 EUR"), ("derived_from", "c:1.5 from c:1")]),
        "c:1.5 cannot be an item of c:2"
    );
}

#[test]
fn a_sale_on_an_uncertain_day_is_undated_in_both_rows() {
    let mut book = Book::new();
    let asset = book.new_asset("seize", "2024-06-25", "DE", &[("amount", "150 EUR"), ("kind", "vehicle")]).unwrap();
    book.later("dispose", &asset, "2024-08", &SOLD).unwrap();
    let day = Scope { as_of: Some(day("2024-08-15").unwrap()), ..Scope::default() };
    assert_eq!(lines(&book.holdings("kind", &day), "kind assets undated"), ["cash 0 1", "vehicle 1 1"]);
}

proptest! {
    #[test]
    fn holdings_from_a_sale_are_its_proceeds_less_its_costs(
        begun in 0..3_usize, worth in 0..1000_u32, proceeds in 0..1000_u32, costs in 0..1000_u32, part: bool,
    ) {
        let mut book = Book::new();
        let action = ["freeze", "seize", "confiscate"][begun];
        let worth = format!("{} EUR", worth + 1);
        let asset = book.new_asset(action, "2024-01-01", "DE", &[("amount", &worth), ("kind", "art")]).unwrap();
        let flows = book.actions("action", &Scope::default()).len();
        let (all, less) = (format!("{proceeds} EUR"), format!("{costs} EUR"));
        let sale = [("how", "sold"), ("proceeds", all.as_str()), ("costs", &less), ("amount", &worth)];
        let done = if part {
            book.item("dispose", &asset, "2024-02-01", &sale).map(|_| ())
        } else {
            book.later("dispose", &asset, "2024-02-01", &sale).map(|_| ())
        };
        prop_assert_eq!(done.is_ok(), costs <= proceeds);
        if costs <= proceeds {
            let left = format!("[{0}.00 {0}.00]", proceeds - costs);
            let stage = ["frozen", "seized", "confiscated"][begun];
            prop_assert_eq!(stock(&book, &Scope::default()), [format!("cash {stage} DE 1 {left}")]);
            prop_assert_eq!(book.actions("action", &Scope::default()).len(), flows + 1);
        }
    }
}
