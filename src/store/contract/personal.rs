//! Personal data, and what entries say of them.

use super::*;
use crate::journal::{Handling, Personal};
use crate::store::table::PERSONAL;

fn datum(data: &str, salt: u8) -> Personal {
    Personal::commit(data, [salt; 32])
}

/// Three entries: the first holds a datum, the second another, and the third the same as the first.
pub(super) fn fill(place: &mut Place) -> [Personal; 3] {
    let data = [datum("name:Ada Example", 1), datum("iban:LT12", 2), datum("name:Ada Example", 3)];
    let held: Vec<(u64, Personal)> = (1..).zip(data.clone()).collect();
    place.write(|tx| {
        add(tx, &[b"one", b"two", b"three"])?;
        tx.add(&[], &held)
    });
    data
}

fn handled(place: &Place, commitment: Digest) -> Vec<(u64, Handling)> {
    place.known(&Asked { handled: vec![commitment], ..Asked::default() }).handled.remove(0)
}

fn bearing(place: &Place, data: &str) -> Vec<(u64, Digest)> {
    let mut found = place.known(&Asked { bearing: vec![data], ..Asked::default() }).bearing.remove(0);
    found.sort_unstable();
    found
}

pub(super) fn a_datum_is_known_by_its_commitment(place: &mut Place) {
    let [first, second, _] = fill(place);
    let asked = vec![second.commitment, Digest([0; 32]), first.commitment];
    let known = place.known(&Asked { data: asked, ..Asked::default() }).data;
    assert_eq!(known, [Some(second), None, Some(first)]);
}

pub(super) fn data_are_found_by_their_content(place: &mut Place) {
    let [first, second, third] = fill(place);
    assert_eq!(bearing(place, "name:Ada Example"), [(1, first.commitment), (3, third.commitment)]);
    assert_eq!(bearing(place, "iban:LT12"), [(2, second.commitment)]);
    assert_eq!(bearing(place, "iban:LT1"), []);
    assert_eq!(bearing(place, "NAME:Ada Example"), []);
}

pub(super) fn long_data_are_found_like_short_data(place: &mut Place) {
    for (entry, length) in (1..).zip([999, 1000, 1001, 5000]) {
        let long = datum(&"é".repeat(length), 1);
        place.write(|tx| {
            add(tx, &[b"an entry"])?;
            tx.add(&[], &[(entry, long.clone())])
        });
        assert_eq!(bearing(place, &long.data), [(entry, long.commitment)], "{length}");
    }
}

pub(super) fn a_commitment_is_made_once(place: &mut Place) {
    let [first, ..] = fill(place);
    place.refused(|tx| tx.add(&[], &[(2, first)]));
}

pub(super) fn a_datum_needs_an_existing_entry(place: &mut Place) {
    fill(place);
    place.refused(|tx| tx.add(&[], &[(4, datum("name:Nobody", 9))]));
}

pub(super) fn statements_about_a_datum_come_in_entry_order(place: &mut Place) {
    let [first, second, _] = fill(place);
    let said = [(4, Handling::Restricted), (5, Handling::Unrestricted), (10, Handling::Erased)];
    for (entry, handling) in said {
        place.apply(&[Change::Handled(first.commitment, entry, handling)]);
    }
    assert_eq!(handled(place, first.commitment), said);
    assert_eq!(handled(place, second.commitment), []);
}

pub(super) fn no_statement_about_a_datum_follows_its_erasure(place: &mut Place) {
    let [first, ..] = fill(place);
    place.apply(&[Change::Handled(first.commitment, 4, Handling::Erased)]);
    place.refused(|tx| tx.apply(&[Change::Handled(first.commitment, 5, Handling::Unrestricted)]));
}

pub(super) fn statements_about_a_datum_come_from_ever_later_entries(place: &mut Place) {
    let [first, ..] = fill(place);
    place.apply(&[Change::Handled(first.commitment, 4, Handling::Restricted)]);
    place.refused(|tx| tx.apply(&[Change::Handled(first.commitment, 4, Handling::Unrestricted)]));
    place.refused(|tx| tx.apply(&[Change::Handled(first.commitment, 3, Handling::Unrestricted)]));
}

pub(super) fn erased_data_are_found_nowhere(place: &mut Place) {
    let [first, ..] = fill(place);
    place.write(|tx| {
        tx.apply(&[Change::Handled(first.commitment, 4, Handling::Erased)])?;
        tx.erase(&[first.commitment])
    });
    assert_eq!(place.known(&Asked { data: vec![first.commitment], ..Asked::default() }).data, [None]);
    assert_eq!(bearing(place, &first.data).len(), 1);
    let left = place.rows(&PERSONAL);
    assert!(left.len() == 2 && !left.iter().any(|row| row.contains(&first.commitment.to_string())), "{left:?}");
    assert_eq!(handled(place, first.commitment), [(4, Handling::Erased)]);
}

pub(super) fn data_are_erased_only_if_an_entry_says_so(place: &mut Place) {
    let [first, ..] = fill(place);
    place.refused(|tx| tx.erase(&[first.commitment]));
    place.apply(&[Change::Handled(first.commitment, 4, Handling::Restricted)]);
    place.refused(|tx| tx.erase(&[first.commitment]));
}

pub(super) fn only_the_data_named_are_erased(place: &mut Place) {
    let [first, second, third] = fill(place);
    place.write(|tx| {
        for datum in [&first, &third] {
            tx.apply(&[Change::Handled(datum.commitment, 4, Handling::Erased)])?;
        }
        tx.erase(&[first.commitment, third.commitment])
    });
    let all = vec![first.commitment, second.commitment, third.commitment];
    assert_eq!(place.known(&Asked { data: all, ..Asked::default() }).data, [None, Some(second), None]);
    // Another entry may hold the erased datum again, behind another commitment.
    let again = datum(&first.data, 7);
    place.write(|tx| tx.add(&[], &[(3, again.clone())]));
    assert_eq!(bearing(place, &first.data), [(3, again.commitment)]);
}
