//! Transactions: all or nothing.

use super::*;
use crate::store::table::{DERIVED, ENTRY, PERSONAL};

pub(super) fn a_dropped_transaction_writes_nothing(place: &mut Place) {
    place.write(|tx| add(tx, &[b"one"]));
    let before = place.all();
    let tx = place.engine.write(Writes::Few).unwrap();
    add(&*tx, &[b"two"]).unwrap();
    tx.apply(&[Change::CaseOpened(case("c"), opened(2, 0)), begun("c:1", 2)]).unwrap();
    assert_ne!(all(&*tx).unwrap(), before);
    drop(tx);
    assert_eq!(place.all(), before);
}

pub(super) fn a_committed_transaction_can_be_read(place: &mut Place) {
    let written = place.write(|tx| {
        add(tx, &[b"one"])?;
        tx.apply(&[Change::CaseOpened(case("c"), opened(1, 0))])?;
        all(tx)
    });
    assert_eq!(place.all(), written);
}

pub(super) fn a_writer_reads_what_it_has_written(place: &mut Place) {
    place.write(|tx| {
        add(tx, &[b"one"])?;
        tx.apply(&[begun("c:1", 1)])?;
        tx.apply(&[Change::FamilyFollowed(asset("c:1"), kin(1), "more".to_owned())])?;
        let (root, known) = (asset("c:1"), vec![1]);
        let known = tx.known(&Asked { families: vec![&root], entries: known, ..Asked::default() })?;
        assert_eq!(known.families[0].as_ref().unwrap().lines, "line 1\nmore");
        assert_eq!(known.entries, [Some(b"one".to_vec())]);
        assert_eq!(tx.last()?, 1);
        Ok(())
    });
}

pub(super) fn a_dropped_transaction_does_not_affect_the_next(place: &mut Place) {
    let tx = place.engine.write(Writes::Few).unwrap();
    add(&*tx, &[b"dropped"]).unwrap();
    drop(tx);
    place.write(|tx| add(tx, &[b"kept"]));
    assert_eq!(place.rows(&ENTRY), ["1 | 6b657074"]);
}

pub(super) fn a_large_write_works_like_a_small_one(place: &mut Place) {
    let tx = place.engine.write(Writes::Many).unwrap();
    add(&*tx, &[b"one", b"two"]).unwrap();
    tx.commit().unwrap();
    assert_eq!(place.rows(&ENTRY).len(), 2);
}

pub(super) fn emptying_deletes_all_derived_facts_and_nothing_else(place: &mut Place) {
    personal::fill(place);
    place.apply(&[
        Change::CaseOpened(case("c"), opened(1, 1)),
        Change::OfCase(case("c"), 1, 1),
        Change::SourceAdded(source("s"), Filed::by(1)),
        Change::Referred(reference("r"), 1),
        begun("c:1", 1),
        Change::Guest(case("d"), 1),
        Change::Likened(-3, 1),
        Change::Total(0, "key\u{1f}EUR".to_owned(), sums::tally(5)),
        Change::Node(4, vec![1; 33]),
        Change::Subtree(crate::journal::Subtree { level: 8, number: 0 }, Digest([1; 32])),
        Change::Handled(Digest([9; 32]), 1, crate::journal::Handling::Restricted),
    ]);
    assert!(DERIVED.iter().all(|table| !place.rows(table).is_empty()));
    let kept = [place.rows(&ENTRY), place.rows(&PERSONAL), vec![format!("{:?}", place.read(|reading| reading.head()))]];
    place.write(|tx| tx.empty());
    assert!(DERIVED.iter().all(|table| place.rows(table).is_empty()));
    let left = [place.rows(&ENTRY), place.rows(&PERSONAL), vec![format!("{:?}", place.read(|reading| reading.head()))]];
    assert_eq!(left, kept);
    // The emptied tables can be filled again.
    place.apply(&[Change::CaseOpened(case("c"), opened(1, 1)), begun("c:1", 1)]);
    assert_eq!(place.rows(&crate::store::table::CASE_FILE), ["c | 1 | 1 | 1"]);
}
