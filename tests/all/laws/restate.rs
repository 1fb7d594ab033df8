use std::collections::BTreeSet;

use impound::domain::{Amount, AssetRef, Bounds};
use impound::journal::refusal::Reckoning;
use impound::journal::{Measure, Refusal};
use impound::report::Scope;
use proptest::prelude::*;

use crate::book::{Book, totals};

/// An asset of 10, of which 4 were carved, in these places.
fn carved(places: &str) -> (Book, String) {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", places, &[("amount", "10 EUR")]).unwrap();
    book.item("seize", &asset, "2024-06-26", &[("amount", "4 EUR")]).unwrap();
    (book, asset)
}

fn held(book: &Book) -> Vec<String> {
    totals(&book.holdings("currency", &Scope::default()), "assets")
}

#[test]
fn a_later_amount_of_a_carved_asset_must_say_what_it_is_of() {
    let (mut book, asset) = carved("DE");
    let fault = book.later("revalue", &asset, "2024-07-01", &[("amount", "12 EUR")]).unwrap_err();
    assert_eq!(fault.to_string(), "c:1 has items: is 12.00 EUR all of it with them, or what is left beside them?");
    let come_to = |refusal: &Refusal, left: Option<&str>, together: &str| {
        let Refusal::BothReadings(readings) = refusal else { panic!("{refusal:?}") };
        let amount = |text| Amount::parse(text, None).unwrap();
        let (items, together) = (amount("4.00 EUR"), amount(together));
        assert_eq!(readings.reckoning, Some(Reckoning { left: left.map(amount), items, together }));
    };
    come_to(&fault, Some("8.00 EUR"), "16.00 EUR");
    let fault = book.later("revalue", &asset, "2024-07-01", &[("amount", "3 EUR")]).unwrap_err();
    come_to(&fault, None, "7.00 EUR");
    book.later("seize", &asset, "2024-07-01", &[("amount", "unstated")]).unwrap();
    let fault = book.later("confiscate", &asset, "2024-07-01", &[("of", "rest")]).unwrap_err();
    assert_eq!(fault.to_string(), "of rest says how much an amount is of, but no amount is given");
}

#[test]
fn of_whole_restates_the_asset_with_its_items() {
    let (mut book, asset) = carved("DE");
    book.later("revalue", &asset, "2024-07-01", &[("amount", "12 EUR"), ("of", "whole")]).unwrap();
    assert_eq!((book.amount("c:1").as_str(), book.amount("c:1.1").as_str()), ("8.00 EUR", "4.00 EUR"));
    assert_eq!(held(&book), ["2 [12.00 12.00]"]);
    assert_eq!(
        totals(&book.actions("action", &Scope::default()), "action"),
        ["freeze [10.00 10.00]", "revalue [8.00 8.00]", "seize [4.00 4.00]"]
    );
    let fault = book.later("revalue", &asset, "2024-07-02", &[("amount", "3 EUR"), ("of", "whole")]).unwrap_err();
    assert_eq!(fault.to_string(), "c:1 amounts to 3.00 EUR, its items would come to at least 4.00 EUR");
}

#[test]
fn of_rest_restates_the_rest() {
    let (mut book, asset) = carved("DE,NL");
    book.later("revalue", &asset, "2024-07-01", &[("amount", "12 EUR"), ("of", "rest")]).unwrap();
    assert_eq!((book.amount("c:1").as_str(), book.amount("c:1.1").as_str()), ("12.00 EUR", "4.00 EUR"));
    assert_eq!(held(&book), ["2 [16.00 16.00]"]);
    let fault = book.item("seize", &asset, "2024-07-02", &[("amount", "13 EUR")]).unwrap_err();
    assert_eq!(fault.to_string(), "c:1 amounts to 12.00 EUR, its items would come to at least 13.00 EUR");
    let standing = book.state.family(&AssetRef::parse("c:1").unwrap()).unwrap().standing();
    let pool = standing.asset(&AssetRef::parse("c:1").unwrap()).unwrap();
    let sum = |of: Vec<_>| standing.parts().sum(&of).unwrap().lower().scaled();
    assert_eq!(
        sum(standing.itemised(pool, Measure::Amount).unwrap()),
        400_000_000,
        "the items carved before stay itemised"
    );
    assert_eq!(sum(standing.with_items(pool, Measure::Amount).unwrap()), 1_600_000_000);
}

#[test]
fn items_count_in_a_restated_whole_with_their_amounts_at_that_moment_whatever_their_stage() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "10 EUR")]).unwrap();
    let item = book.item("seize", &asset, "2024-06-26", &[("amount", "4 EUR")]).unwrap();
    book.item("release", &asset, "2024-06-26", &[("amount", "1 EUR")]).unwrap();
    book.later("revalue", &item, "2024-06-27", &[("amount", "6 EUR")]).unwrap();
    book.later("revalue", &asset, "2024-06-28", &[("amount", "20 EUR"), ("of", "whole")]).unwrap();
    assert_eq!(book.amount("c:1"), "13.00 EUR");
    book.later("revalue", &item, "2024-06-29", &[("amount", "2 EUR")]).unwrap();
    assert_eq!((book.amount("c:1").as_str(), book.amount("c:1.1").as_str()), ("13.00 EUR", "2.00 EUR"));
}

#[test]
fn any_sum_over_a_restated_whole_and_its_items_uses_the_new_equation() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    book.item("seize", &asset, "2024-06-26", &[]).unwrap();
    book.item("seize", &asset, "2024-06-26", &[]).unwrap();
    book.later("revalue", &asset, "2024-06-28", &[("amount", "150 EUR"), ("of", "whole")]).unwrap();
    assert_eq!(held(&book), ["3 [150.00 150.00]"]);
    // Both items together are at most the 100 from which they were carved.
    assert_eq!(book.amount("c:1"), "50.00..150.00 EUR");
    assert_eq!(
        totals(&book.holdings("stage", &Scope::default()), "stage assets"),
        ["frozen 1 [50.00 150.00]", "seized 2 [0.00 100.00]"]
    );
}

#[test]
fn a_restatement_tightens_nothing_earlier() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    book.item("seize", &asset, "2024-06-26", &[]).unwrap();
    book.later("revalue", &asset, "2024-06-28", &[("amount", "20 EUR"), ("of", "whole")]).unwrap();
    assert_eq!(book.amount("c:1.1"), "unstated EUR");
    assert_eq!(
        totals(&book.holdings("stage", &Scope::default()), "stage"),
        ["frozen [0.00 20.00]", "seized [0.00 20.00]"]
    );
    assert_eq!(
        totals(&book.actions("action", &Scope::default()), "action"),
        ["freeze [100.00 100.00]", "revalue [0.00 20.00]", "seize [0.00 100.00]"]
    );
}

#[test]
fn an_item_in_another_currency_is_unstated_in_a_restated_whole() {
    let mut book = Book::new();
    let asset = book.new_asset("freeze", "2024-06-25", "DE", &[("amount", "100 EUR")]).unwrap();
    book.item("seize", &asset, "2024-06-26", &[("amount", "3 BTC")]).unwrap();
    book.item("seize", &asset, "2024-06-26", &[("amount", "5 EUR")]).unwrap();
    book.later("revalue", &asset, "2024-06-28", &[("amount", "120 EUR"), ("of", "whole")]).unwrap();
    assert_eq!(
        totals(&book.holdings("currency,stage", &Scope::default()), "currency stage"),
        ["BTC seized [3.00000000 3.00000000]", "EUR frozen [0.00 115.00]", "EUR seized [5.00 5.00]"]
    );
}

#[test]
fn a_rest_restated_as_zero_is_no_longer_in_stock() {
    for (amount, of) in [("0 EUR", "rest"), ("4 EUR", "whole")] {
        let (mut book, asset) = carved("DE");
        book.later("revalue", &asset, "2024-07-01", &[("amount", amount), ("of", of)]).unwrap();
        assert_eq!(held(&book), ["1 [4.00 4.00]"]);
    }
}

#[test]
fn money_is_compared_with_what_its_amount_is_of() {
    for (amount, of, refused) in [
        ("6 EUR", "rest", false),
        ("5 EUR", "rest", true),
        ("10 EUR", "rest", true),
        ("10 EUR", "whole", false),
        ("6 EUR", "whole", true),
        ("11 EUR", "whole", true),
    ] {
        let (mut book, asset) = carved("DE");
        let done = book.later("seize", &asset, "2024-07-01", &[("amount", amount), ("of", of)]);
        assert_eq!(done.is_err(), refused, "{amount} of the {of}: {done:?}");
    }
}

#[test]
fn a_void_carving_leaves_a_restated_asset_as_it_is() {
    let (mut book, asset) = carved("DE");
    book.later("revalue", &asset, "2024-07-01", &[("amount", "12 EUR"), ("of", "whole")]).unwrap();
    book.void(6).unwrap();
    assert_eq!((book.amount("c:1").as_str(), held(&book)), ("12.00 EUR", vec!["1 [12.00 12.00]".to_owned()]));
    book.correct(7, &[("amount", "unstated")]).unwrap();
    assert_eq!(book.amount("c:1"), "10.00 EUR");
}

/// A step: 0 to 2 carve, 3 restates the rest, 4 the whole; the asset; and the bounds in units.
type Step = (u8, prop::sample::Index, i64, i64);

/// Every way in which the current amounts of the assets can be filled in.
#[derive(Default)]
struct Fillings {
    /// The asset that each was carved out of.
    parents: Vec<Option<usize>>,
    rests: BTreeSet<Vec<i64>>,
}

impl Fillings {
    fn is_of(&self, item: usize, asset: usize) -> bool {
        std::iter::successors(Some(item), |at| self.parents[*at]).any(|at| at == asset)
    }

    fn each(&mut self, of: impl Fn(&[i64]) -> Vec<Vec<i64>>) -> BTreeSet<Vec<i64>> {
        self.rests.iter().flat_map(|rests| of(rests)).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn every_filling_lies_within_what_is_known_after_restatements(
        first in 0..5_i64, steps in prop::collection::vec((0..5_u8, any::<prop::sample::Index>(), 0..4_i64, 0..3_i64), 1..6),
    ) {
        fill(first, &steps, Depth::Any)?;
    }

    #[test]
    fn no_tighter_bounds_exist_after_restatements_of_one_asset(
        first in 0..5_i64, steps in prop::collection::vec((0..5_u8, any::<prop::sample::Index>(), 0..4_i64, 0..3_i64), 1..6),
    ) {
        fill(first, &steps, Depth::OnlyTheFirst)?;
    }
}

/// Which assets are carved and restated.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    /// Any asset; sums are sound.
    Any,
    /// Only the first; sums are also as tight as possible.
    OnlyTheFirst,
}

fn fill(first: i64, steps: &[Step], depth: Depth) -> Result<(), TestCaseError> {
    let mut book = Book::new();
    let mut names = vec![book.new_asset("freeze", "2024", "DE", &[("amount", &format!("{first} EUR"))]).unwrap()];
    let mut known = Fillings { parents: vec![None], rests: [vec![first]].into() };
    for (what, which, least, more) in steps {
        let at = if depth == Depth::Any { which.index(names.len()) } else { 0 };
        let amount = format!("{least}..{} EUR", least + more);
        let within = *least..=least + more;
        let (rests, done) = if *what < 3 && names.len() < 5 {
            let rests = known.each(|rests| {
                let out = within.clone().filter(|out| *out <= rests[at]);
                out.map(|out| {
                    let mut rests = rests.to_vec();
                    rests[at] -= out;
                    rests.push(out);
                    rests
                })
                .collect()
            });
            (rests, book.item("freeze", &names[at], "2024", &[("amount", &amount)]))
        } else {
            let of = if what % 2 == 1 { "rest" } else { "whole" };
            let items: Vec<usize> = (0..names.len()).filter(|item| *item != at && known.is_of(*item, at)).collect();
            let rests = known.each(|rests| {
                let items: i64 = if of == "rest" { 0 } else { items.iter().map(|item| rests[*item]).sum() };
                let anew = within.clone().map(|whole| whole - items).filter(|rest| *rest >= 0);
                anew.map(|rest| {
                    let mut rests = rests.to_vec();
                    rests[at] = rest;
                    rests
                })
                .collect()
            });
            (rests, book.later("revalue", &names[at], "2024", &[("amount", &amount), ("of", of)]))
        };
        match done {
            Ok(asset) => {
                if rests.iter().any(|rests| rests.len() > names.len()) {
                    known.parents.push(Some(at));
                    names.push(asset);
                }
                prop_assert!(depth == Depth::Any || !rests.is_empty(), "admitted what cannot be");
                if rests.is_empty() {
                    return Ok(());
                }
                known.rests = rests;
            }
            Err(fault) => prop_assert!(rests.is_empty(), "{fault}: {:?} could be", rests),
        }
    }
    compare(&book, &names, &known, depth)
}

/// Compares what is known of each sum over some of the assets with all fillings.
fn compare(book: &Book, names: &[String], known: &Fillings, depth: Depth) -> Result<(), TestCaseError> {
    let standing = book.state.family(&AssetRef::parse("c:1").unwrap()).unwrap().standing();
    for some in 1..1_usize << names.len() {
        let among = |at: &usize| some & (1 << at) != 0;
        let assets = names.iter().enumerate().filter(|(at, _)| among(at)).map(|(_, name)| name);
        let rests: Vec<_> = assets
            .map(|name| {
                let asset = standing.asset(&AssetRef::parse(name).unwrap()).unwrap();
                standing.rest(asset).unwrap()
            })
            .collect();
        let bounds: Bounds = standing.parts().sum(&rests).unwrap();
        let sums: BTreeSet<i128> = known
            .rests
            .iter()
            .map(|filling| {
                filling
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| among(at))
                    .map(|(_, rest)| i128::from(*rest) * 100_000_000)
                    .sum()
            })
            .collect();
        let (least, most) = (*sums.first().unwrap(), *sums.last().unwrap());
        let (lower, upper) = (bounds.lower().scaled(), bounds.upper().unwrap().scaled());
        prop_assert!(
            lower <= least && most <= upper,
            "{some:b} of {names:?}: {least}..{most} outside {lower}..{upper}"
        );
        if depth == Depth::OnlyTheFirst {
            prop_assert_eq!((lower, upper), (least, most), "{:b} of {:?}", some, names);
        }
    }
    Ok(())
}
