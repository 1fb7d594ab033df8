//! An asset that moves, is lost and is recovered: its amount stays, and its place follows the day.

use impound::domain::{Action, Stage, day};
use impound::journal::Refusal;
use impound::report::Scope;
use proptest::prelude::*;

use crate::book::{Book, Flags, lines, totals};

fn on(date: &str) -> Scope {
    Scope { as_of: Some(day(date).unwrap()), ..Scope::default() }
}

fn yacht() -> (Book, String) {
    let mut book = Book::new();
    let flags: Flags = &[("amount", "900 EUR"), ("kind", "vessel"), ("custodian", "Port of Kiel")];
    let asset = book.new_asset("seize", "2024-06-25", "DE", flags).unwrap();
    (book, asset)
}

#[test]
fn a_report_shows_an_asset_where_it_was_on_the_day() {
    let (mut book, asset) = yacht();
    book.later("transfer", &asset, "2024-08-01", &[("to", "IT"), ("custodian", "ANBSC")]).unwrap();
    book.later("confiscate", &asset, "2024-09-01", &[]).unwrap();
    let stock = |scope: &Scope| totals(&book.holdings("jurisdiction,stage", scope), "jurisdiction stage");
    assert_eq!(stock(&on("2024-07-31")), ["DE seized [900.00 900.00]"]);
    assert_eq!(stock(&on("2024-08-01")), ["IT seized [900.00 900.00]"]);
    assert_eq!(stock(&Scope::default()), ["IT confiscated [900.00 900.00]"]);
    let kept = |scope: &Scope| lines(&book.holdings("custodian", scope), "custodian currency assets");
    assert_eq!(kept(&on("2024-07-31")), ["Port of Kiel EUR 1"]);
    assert_eq!(kept(&Scope::default()), ["ANBSC EUR 1"]);
    // Earlier actions belong to the place where they happened; a transfer belongs to its destination.
    assert_eq!(
        totals(&book.actions("jurisdiction,action", &Scope::default()), "jurisdiction action carried"),
        ["DE seize 0 [900.00 900.00]", "IT confiscate 1 [900.00 900.00]", "IT transfer 1 [900.00 900.00]"]
    );
    assert_eq!(
        lines(&book.register(&Scope::default()), "action jurisdictions to custodian"),
        ["seize DE - Port of Kiel", "transfer IT IT ANBSC", "confiscate IT - -"]
    );
}

#[test]
fn the_fold_records_where_an_asset_has_been() {
    let (mut book, asset) = yacht();
    book.later("transfer", &asset, "2024-08-01", &[("to", "IT")]).unwrap();
    book.later("confiscate", &asset, "2024-09-01", &[("custodian", "ANBSC")]).unwrap();
    let asset = impound::domain::AssetRef::parse(&asset).unwrap();
    let found = book.state.family(&asset).unwrap().standing().asset(&asset).unwrap();
    let stays = found
        .stays()
        .iter()
        .map(|stay| format!("{} {} {}", stay.until, stay.places.codes(), stay.custodian.as_deref().unwrap_or("-")));
    assert_eq!(stays.collect::<Vec<_>>(), ["6 DE Port of Kiel", "7 IT Port of Kiel"]);
    assert_eq!((found.places_at(5).codes(), found.places_at(6).codes()), ("DE".to_owned(), "IT".to_owned()));
}

#[test]
fn a_voided_transfer_never_happened_and_a_corrected_one_leads_elsewhere() {
    let (mut book, asset) = yacht();
    book.later("transfer", &asset, "2024-08-01", &[("to", "IT")]).unwrap();
    let places = |book: &Book| lines(&book.holdings("jurisdiction", &Scope::default()), "jurisdiction");
    book.correct(6, &[("to", "FR,IT")]).unwrap();
    assert_eq!(places(&book), ["FR+IT"]);
    book.void(6).unwrap();
    assert_eq!(places(&book), ["DE"]);
    book.reinstate(6).unwrap();
    assert_eq!(places(&book), ["FR+IT"]);
    assert_eq!(lines(&book.pools(), "asset candidates"), ["c:1 FR+IT"]);
}

#[test]
fn a_transfer_needs_a_place_or_a_keeper_and_cannot_move_a_rest() {
    let (mut book, asset) = yacht();
    let fault = book.later("transfer", &asset, "2024-08-01", &[]).unwrap_err();
    assert_eq!(fault.to_string(), "the transfer brings the asset neither to another place nor to another keeper");
    let fault = book.later("confiscate", &asset, "2024-08-01", &[("to", "IT")]).unwrap_err();
    assert_eq!(fault.to_string(), "to IT belongs to transfer, not to confiscate");
    let item = book.item("seize", &asset, "2024-07-01", &[("amount", "100 EUR")]).unwrap();
    let fault = book.later("transfer", &asset, "2024-08-01", &[("to", "IT")]).unwrap_err();
    assert_eq!(fault.to_string(), "c:1 has items: what is left of it cannot be transferred");
    book.later("transfer", &item, "2024-08-01", &[("to", "IT")]).unwrap();
    assert_eq!(
        totals(&book.holdings("jurisdiction", &Scope::default()), "jurisdiction"),
        ["DE [800.00 800.00]", "IT [100.00 100.00]"]
    );
    let released = book.item("release", &asset, "2024-08-01", &[("amount", "1 EUR")]).unwrap();
    assert!(book.later("transfer", &released, "2024-08-01", &[("to", "IT")]).is_err());
}

#[test]
fn an_item_lies_where_its_asset_lies_when_it_is_carved() {
    let (mut book, asset) = yacht();
    book.later("transfer", &asset, "2024-08-01", &[("to", "IT")]).unwrap();
    assert!(book.item("seize", &asset, "2024-08-02", &[("amount", "1 EUR"), ("in", "DE")]).is_err());
    let item = book.item("seize", &asset, "2024-08-02", &[("amount", "1 EUR")]).unwrap();
    assert_eq!(
        lines(&book.holdings("jurisdiction,custodian", &Scope::default()), "jurisdiction custodian assets"),
        ["IT Port of Kiel 2"]
    );
    assert_eq!(book.stage(&item), "seized");
}

#[test]
fn a_transfer_on_an_uncertain_day_is_undated_at_both_places() {
    let (mut book, asset) = yacht();
    book.later("transfer", &asset, "2024-08", &[("to", "IT")]).unwrap();
    assert_eq!(
        lines(&book.holdings("jurisdiction", &on("2024-08-15")), "jurisdiction assets undated"),
        ["DE 1 1", "IT 0 1"]
    );
}

#[test]
fn only_a_lost_asset_is_recovered_and_at_its_former_stage() {
    for (begin, stage) in [("freeze", Stage::Frozen), ("seize", Stage::Seized), ("confiscate", Stage::Confiscated)] {
        let mut book = Book::new();
        let asset = book.new_asset(begin, "2024-01-01", "DE", &[("amount", "120 EUR")]).unwrap();
        book.later("dispose", &asset, "2024-02-01", &[("how", "lost")]).unwrap();
        assert!(book.holdings("stage", &Scope::default()).is_empty());
        let fault = book.later("release", &asset, "2024-02-02", &[]).unwrap_err();
        let Refusal::NotAllowed { allowed, .. } = fault else { panic!("{fault}") };
        assert_eq!(allowed, [Action::Recover]);
        book.later("recover", &asset, "2024-03-01", &[]).unwrap();
        assert_eq!(totals(&book.holdings("stage", &Scope::default()), "stage"), [format!("{stage} [120.00 120.00]")]);
        let mut flow = ["dispose 1 1".to_owned(), format!("{begin} 1 0"), "recover 1 1".to_owned()];
        flow.sort();
        assert_eq!(lines(&book.actions("action", &Scope::default()), "action actions carried"), flow);
        assert!(book.later("recover", &asset, "2024-03-02", &[]).is_err());
        assert!(book.correct(6, &[("how", "destroyed")]).is_err(), "its recovery rests on the loss");
    }
}

#[test]
fn part_of_a_lost_asset_can_be_recovered() {
    let mut book = Book::new();
    let asset = book.new_asset("seize", "2024-01-01", "DE", &[("amount", "120 EUR")]).unwrap();
    book.later("dispose", &asset, "2024-02-01", &[("how", "lost")]).unwrap();
    book.item("recover", &asset, "2024-03-01", &[("amount", "50 EUR")]).unwrap();
    assert_eq!(totals(&book.holdings("stage", &Scope::default()), "stage"), ["seized [50.00 50.00]"]);
    let lost = book.item("dispose", &asset, "2024-03-01", &[("amount", "20 EUR"), ("how", "lost")]).unwrap();
    book.later("recover", &lost, "2024-04-01", &[]).unwrap();
    assert_eq!(totals(&book.holdings("stage", &Scope::default()), "stage"), ["seized [70.00 70.00]"]);
}

const PLACES: [&str; 4] = ["DE", "IT", "FR,IT", "unstated"];

proptest! {
    #[test]
    fn a_transfer_changes_only_totals_by_place(
        begun in prop::collection::vec((0..3_usize, 0..4_usize, 1..100_u32), 1..6),
        moves in prop::collection::vec((any::<prop::sample::Index>(), 0..4_usize), 0..8),
    ) {
        let mut book = Book::new();
        let mut assets = Vec::new();
        for (action, place, amount) in begun {
            let action = ["freeze", "seize", "confiscate"][action];
            let amount = format!(">={amount} EUR");
            assets.push(book.new_asset(action, "2024-01-01", PLACES[place], &[("amount", &amount)]).unwrap());
        }
        let before = (totals(&book.holdings("stage", &Scope::default()), "stage assets"), book.jurisdictions(&Scope::default()).len());
        for (which, place) in &moves {
            book.later("transfer", &assets[which.index(assets.len())], "2024-02-01", &[("to", PLACES[*place])]).unwrap();
        }
        prop_assert_eq!(totals(&book.holdings("stage", &Scope::default()), "stage assets"), before.0);
        let january = on("2024-01-31");
        let undone = book.at_entry(4 + assets.len() as u64);
        prop_assert_eq!(
            totals(&book.holdings("jurisdiction", &january), "jurisdiction assets"),
            totals(&undone.holdings("jurisdiction", &Scope::default()), "jurisdiction assets")
        );
        let carried = book.actions("action", &Scope::default()).iter().filter(|row| row.get("action") == "transfer").count();
        prop_assert_eq!(carried, usize::from(!moves.is_empty()));
    }
}
