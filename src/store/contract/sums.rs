//! Kept totals and nodes of the seal. SQL adds nothing up: values are read back as written.

use super::*;
use crate::domain::End;
use crate::journal::Tally;
use crate::journal::kept::KEPT;
use crate::store::table::{SEAL, TOTAL};

/// A total with the same number in each of its figures.
pub(super) fn tally(number: i64) -> Tally {
    Tally {
        exact: number,
        bounded: number + 1,
        unstated: number + 2,
        non_valued: number + 3,
        carried: number + 4,
        valued: number + 5,
        lower: End::restore(i128::from(number), number),
        upper: End::restore(i128::from(number) * 2, -number),
        endless: number + 6,
        approximate: number + 7,
    }
}

fn total(kept: usize, key: &str, tally: Tally) -> Change {
    Change::Total(kept, key.to_owned(), tally)
}

fn kept(place: &Place, kept: usize) -> Vec<(String, Tally)> {
    let mut found = Vec::new();
    place.read(|reading| {
        reading.breakdown(&KEPT[kept], &mut |key, tally| {
            found.push((key.to_owned(), tally));
            Ok(())
        })
    });
    found
}

fn asked(place: &Place, keys: &[(usize, &str)]) -> Vec<Tally> {
    place.read(|reading| reading.totals(keys))
}

pub(super) fn a_total_is_kept_to_the_last_digit(place: &mut Place) {
    let most = i128::from(u64::MAX) * 1_000_000_007 + 1;
    let tally = Tally { lower: End::restore(-most, 3), upper: End::restore(most, -4), ..tally(1 << 40) };
    place.apply(&[total(0, "a\u{1f}seized\u{1f}EUR", tally)]);
    assert_eq!(asked(place, &[(0, "a\u{1f}seized\u{1f}EUR")]), [tally]);
    assert_eq!(kept(place, 0), [("a\u{1f}seized\u{1f}EUR".to_owned(), tally)]);
    assert!(place.rows(&TOTAL)[0].contains(&format!(" | {most} | 4 | ")), "{:?}", place.rows(&TOTAL));
}

pub(super) fn a_total_is_replaced(place: &mut Place) {
    place.apply(&[total(0, "EUR", tally(1)), total(0, "USD", tally(2))]);
    place.apply(&[total(0, "EUR", tally(9))]);
    assert_eq!(asked(place, &[(0, "EUR"), (0, "USD")]), [tally(9), tally(2)]);
}

pub(super) fn an_empty_total_has_no_row(place: &mut Place) {
    place.apply(&[total(0, "EUR", tally(1)), total(0, "EUR", Tally::default()), total(0, "USD", Tally::default())]);
    assert_eq!(place.rows(&TOTAL), [""; 0]);
}

pub(super) fn a_total_without_a_row_is_empty(place: &mut Place) {
    assert_eq!(asked(place, &[(0, "EUR"), (3, "")]), [Tally::default(); 2]);
}

pub(super) fn several_totals_can_be_read_at_once(place: &mut Place) {
    let many: Vec<String> = (0..1_500).map(|number| format!("authority {number}\u{1f}EUR")).collect();
    let changes: Vec<Change> = (1..).zip(&many).map(|(number, key)| total(1, key, tally(number))).collect();
    place.apply(&changes);
    let keys: Vec<(usize, &str)> = many.iter().rev().map(|key| (1, key.as_str())).collect();
    let expected: Vec<Tally> = (1..=1_500).rev().map(tally).collect();
    assert_eq!(asked(place, &keys), expected);
}

pub(super) fn a_breakdown_comes_in_key_order(place: &mut Place) {
    let keys = ["ж\u{1f}EUR", "Z\u{1f}EUR", "a\u{1f}EUR", "\u{1f}EUR", "a\u{1f}\u{1f}EUR", "é\u{1f}EUR"];
    for key in keys {
        place.apply(&[total(2, key, tally(1))]);
    }
    let mut sorted = keys;
    sorted.sort_unstable();
    assert_eq!(kept(place, 2).iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>(), sorted);
}

pub(super) fn breakdowns_are_kept_apart(place: &mut Place) {
    let all: Vec<Change> = (0..KEPT.len()).map(|at| total(at, "EUR", tally(i64::try_from(at).unwrap()))).collect();
    place.apply(&all);
    for at in 0..KEPT.len() {
        assert_eq!(kept(place, at), [("EUR".to_owned(), tally(i64::try_from(at).unwrap()))]);
    }
    let mut names: Vec<&str> = KEPT.iter().map(|kept| kept.name).collect();
    names.sort_unstable();
    let listed = place.rows(&TOTAL);
    assert!(listed.iter().zip(&names).all(|(row, name)| row.starts_with(name)), "{listed:?}");
}

fn node(place: &Place, node: i64) -> Option<Vec<u8>> {
    place.known(&Asked { nodes: vec![node], ..Asked::default() }).nodes.remove(0)
}

pub(super) fn a_node_is_kept_and_replaced(place: &mut Place) {
    assert_eq!(node(place, 70), None);
    place.apply(&[Change::Node(70, vec![1, 0, 255]), Change::Node(3, vec![3])]);
    place.apply(&[Change::Node(70, vec![2; 5000])]);
    assert_eq!(node(place, 70), Some(vec![2; 5000]));
    assert_eq!(place.rows(&SEAL)[0], "3 | 03");
}

pub(super) fn an_empty_node_has_no_row(place: &mut Place) {
    place.apply(&[Change::Node(70, vec![1]), Change::Node(70, Vec::new()), Change::Node(71, Vec::new())]);
    assert_eq!(node(place, 70), None);
    assert_eq!(place.rows(&SEAL), [""; 0]);
}

pub(super) fn sealing_a_row_again_replaces_its_value(place: &mut Place) {
    use crate::store::seal::Seal;
    use crate::store::sealed::{Sealed, name};
    place.write(|tx| {
        let mut seal = Seal::over_nothing(tx);
        seal.set(Sealed::Family, "c:1", [1; 8])?;
        seal.open([name(Sealed::Family, "c:1")])?;
        assert_eq!(seal.get(Sealed::Family, "c:1")?, Some([1; 8]));
        seal.set(Sealed::Family, "c:1", [2; 8])?;
        assert_eq!(seal.get(Sealed::Family, "c:1")?, Some([2; 8]));
        let top = seal.finish(|nodes| tx.apply(nodes))?;
        tx.lead(&Head { seal: top, ..head_over(&[]) })?;
        assert_eq!(Seal::of_head(tx)?.get(Sealed::Family, "c:1")?, Some([2; 8]));
        Ok(())
    });
}
