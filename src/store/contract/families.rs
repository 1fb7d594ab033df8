//! Families, guests and likenesses.

use super::*;
use crate::query::Families;
use crate::store::engine::{ALIKE, Stored};
use crate::store::table::{FAMILY, GUEST};

fn known(place: &Place, root: &str) -> Option<Stored> {
    place.known(&Asked { families: vec![&asset(root)], ..Asked::default() }).families.remove(0)
}

fn given(place: &Place, which: Families<'_>) -> Vec<String> {
    let mut given = Vec::new();
    place.read(|reading| {
        reading.families(which, &mut |root, lines| {
            assert!(lines.starts_with("line "), "{lines}");
            given.push(root.to_owned());
            Ok(())
        })
    });
    given
}

fn alike(place: &Place, likeness: i64, after: u64) -> Vec<u64> {
    place.known(&Asked { alike: vec![(likeness, after)], ..Asked::default() }).alike.remove(0)
}

pub(super) fn a_family_is_known_by_its_root(place: &mut Place) {
    let pool = Kin { pool: true, ..kin(5) };
    place.apply(&[Change::FamilyBegun(asset("c:2"), pool, "line\ttab".to_owned()), begun("c:1", 6)]);
    let stored = Stored { entry: 5, lines: "line\ttab".to_owned(), woven: false, pool: true };
    assert_eq!(known(place, "c:2"), Some(stored));
    assert_eq!(known(place, "c:3"), None);
}

pub(super) fn a_family_is_known_by_its_first_entry(place: &mut Place) {
    place.apply(&[begun("c:2", 5), begun("d:1", 6)]);
    let known = place.known(&Asked { begun: vec![6, 7, 5, u64::MAX], ..Asked::default() }).begun;
    assert_eq!(known, [Some("d:1".to_owned()), None, Some("c:2".to_owned()), None]);
}

pub(super) fn a_further_line_is_appended(place: &mut Place) {
    place.apply(&[begun("c:1", 1), begun("c:2", 2)]);
    let kin = Kin { woven: true, pool: true, ..kin(1) };
    place.apply(&[Change::FamilyFollowed(asset("c:1"), kin, "3\tseize".to_owned())]);
    place.apply(&[Change::FamilyFollowed(asset("c:1"), kin, "4".to_owned())]);
    let stored = Stored { entry: 1, lines: "line 1\n3\tseize\n4".to_owned(), woven: true, pool: true };
    assert_eq!(known(place, "c:1"), Some(stored));
    assert_eq!(known(place, "c:2").unwrap().lines, "line 2");
}

pub(super) fn a_family_becomes_woven_and_keeps_its_lines(place: &mut Place) {
    place.apply(&[begun("c:1", 1), begun("c:2", 2), Change::FamilyWoven(asset("c:1"), Kin { woven: true, ..kin(1) })]);
    assert_eq!(known(place, "c:1").map(|stored| (stored.woven, stored.lines)), Some((true, "line 1".to_owned())));
    assert!(!known(place, "c:2").unwrap().woven);
}

pub(super) fn a_family_is_never_begun_twice(place: &mut Place) {
    place.apply(&[begun("c:1", 1)]);
    place.refused(|tx| tx.apply(&[begun("c:1", 2)]));
    place.refused(|tx| tx.apply(&[begun("c:2", 1)]));
}

pub(super) fn families_come_in_the_order_of_their_first_entries(place: &mut Place) {
    place.apply(&[begun("b:1", 3), begun("a:1", 12), begun("a:10", 4), begun("a:2", 5)]);
    assert_eq!(given(place, Families::All), ["b:1", "a:10", "a:2", "a:1"]);
    assert_eq!(place.rows(&FAMILY)[0], "b:1 | 3 | line 3 | 0 | 0");
}

pub(super) fn woven_families_can_be_read_alone(place: &mut Place) {
    let woven = Change::FamilyBegun(asset("a:2"), Kin { woven: true, ..kin(2) }, "line 2".to_owned());
    place.apply(&[begun("a:1", 1), woven, begun("a:3", 3)]);
    place.apply(&[Change::FamilyWoven(asset("a:3"), kin(3))]);
    assert_eq!(given(place, Families::Woven), ["a:2", "a:3"]);
}

pub(super) fn families_with_a_pool_can_be_read_alone(place: &mut Place) {
    let pool = Change::FamilyBegun(asset("a:2"), Kin { pool: true, ..kin(2) }, "line 2".to_owned());
    place.apply(&[begun("a:1", 1), pool]);
    assert_eq!(given(place, Families::Pools), ["a:2"]);
}

pub(super) fn a_case_is_not_confused_with_one_that_begins_alike(place: &mut Place) {
    place.apply(&[begun("coco:1", 1), begun("coco2:1", 2), begun("co:1", 3), begun("coco:12", 4), begun("Coco:1", 5)]);
    assert_eq!(given(place, Families::OfCase(&case("coco"))), ["coco:1", "coco:12"]);
    assert_eq!(given(place, Families::OfCase(&case("none"))), [""; 0]);
}

pub(super) fn a_guest_is_found_under_its_case(place: &mut Place) {
    place.apply(&[begun("a:1", 1), begun("b:1", 2), begun("c:1", 3), Change::Guest(case("b"), 1)]);
    let mut given = given(place, Families::OfCase(&case("b")));
    given.sort_unstable();
    given.dedup();
    assert_eq!(given, ["a:1", "b:1"]);
}

pub(super) fn a_guest_is_noted_once(place: &mut Place) {
    place.apply(&[begun("a:1", 1), Change::Guest(case("b"), 1), Change::Guest(case("b"), 1)]);
    assert_eq!(place.rows(&GUEST), ["b | 1"]);
}

pub(super) fn likenesses_come_in_the_order_of_their_entries(place: &mut Place) {
    place.apply(&[Change::Likened(7, 9), Change::Likened(7, 3), Change::Likened(8, 1), Change::Likened(7, 10)]);
    assert_eq!(alike(place, 7, 0), [3, 9, 10]);
    assert_eq!(alike(place, 9, 0), [0; 0]);
}

pub(super) fn likenesses_can_be_read_after_an_entry(place: &mut Place) {
    place.apply(&[Change::Likened(7, 9), Change::Likened(7, 3), Change::Likened(7, 10)]);
    assert_eq!(alike(place, 7, 3), [9, 10]);
    assert_eq!(alike(place, 7, 10), [0; 0]);
}

pub(super) fn only_some_of_many_alike_are_returned_at_once(place: &mut Place) {
    let many: Vec<Change> = (1..=40).map(|entry| Change::Likened(7, entry)).collect();
    place.apply(&many);
    let first = alike(place, 7, 0);
    assert_eq!(first, (1..=ALIKE as u64).collect::<Vec<_>>());
    assert_eq!(alike(place, 7, *first.last().unwrap())[0], ALIKE as u64 + 1);
}

pub(super) fn a_likeness_can_be_any_number(place: &mut Place) {
    for likeness in [i64::MIN, -1, 0, 1, i64::MAX] {
        place.apply(&[Change::Likened(likeness, 1)]);
        assert_eq!(alike(place, likeness, 0), [1]);
    }
    let listed = place.rows(&crate::store::table::LIKENESS);
    assert_eq!(listed.first().map(String::as_str), Some("-9223372036854775808 | 1"));
    place.refused(|tx| tx.apply(&[Change::Likened(0, 1)]));
}
