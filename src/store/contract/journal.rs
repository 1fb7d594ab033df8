//! The entries and the head.

use super::*;
use crate::query::Span;
use crate::store::Remedy;

const THREE: [&[u8]; 3] = [b"one", b"", b"\0three\xff"];

fn read(place: &Place, span: Span) -> Vec<(u64, Vec<u8>)> {
    let mut read = Vec::new();
    place.read(|reading| {
        reading.entries(span, &mut |number, bytes| {
            read.push((number, bytes.to_vec()));
            Ok(())
        })
    });
    read
}

fn numbers(place: &Place, after: u64, up_to: u64, limit: Option<u64>) -> Vec<u64> {
    read(place, Span { after, up_to, limit }).into_iter().map(|(number, _)| number).collect()
}

pub(super) fn a_new_ledger_has_the_head_of_an_empty_tree(place: &mut Place) {
    assert_eq!(place.read(|reading| reading.head()), Some(head_over(&[])));
    assert_eq!(place.read(|reading| reading.last()), 0);
    assert_eq!(place.all().len(), 1);
}

pub(super) fn entries_are_read_byte_for_byte(place: &mut Place) {
    place.write(|tx| add(tx, &THREE));
    let expected: Vec<(u64, Vec<u8>)> = (1..).zip(THREE.map(<[u8]>::to_vec)).collect();
    assert_eq!(read(place, Span::first(3)), expected);
    let known = place.known(&Asked { entries: vec![3, 1, 2], ..Asked::default() }).entries;
    assert_eq!(known, [2, 0, 1].map(|at: usize| Some(THREE[at].to_vec())));
    assert_eq!(place.rows(&crate::store::table::ENTRY), ["1 | 6f6e65", "2 | ", "3 | 007468726565ff"]);
}

pub(super) fn many_entries_are_added_together(place: &mut Place) {
    let texts: Vec<String> = (1..=100).map(|number| format!("entry {number}")).collect();
    place.write(|tx| add(tx, &texts.iter().map(String::as_bytes).collect::<Vec<_>>()));
    assert_eq!(read(place, Span::first(100)).iter().map(|(_, bytes)| bytes.len()).sum::<usize>(), 792);
    assert_eq!(place.read(|reading| reading.last()), 100);
}

pub(super) fn an_entry_that_leaves_a_gap_is_refused(place: &mut Place) {
    place.refused(|tx| tx.add(&[(2, b"two")], &[]));
    place.write(|tx| add(tx, &[b"one"]));
    place.refused(|tx| tx.add(&[(2, b"two"), (4, b"four")], &[]));
}

pub(super) fn an_entry_is_never_written_twice(place: &mut Place) {
    place.write(|tx| add(tx, &[b"one"]));
    place.refused(|tx| tx.add(&[(1, b"another")], &[]));
    place.refused(|tx| tx.add(&[(1, b"one")], &[]));
}

pub(super) fn a_missing_entry_is_not_found(place: &mut Place) {
    place.write(|tx| add(tx, &THREE));
    let known = place.known(&Asked { entries: vec![0, 4, u64::MAX, 2], ..Asked::default() }).entries;
    assert_eq!(known, [None, None, None, Some(Vec::new())]);
}

pub(super) fn a_span_starts_after_an_entry(place: &mut Place) {
    place.write(|tx| add(tx, &THREE));
    assert_eq!(numbers(place, 1, 3, None), [2, 3]);
    assert_eq!(numbers(place, 0, 3, None), [1, 2, 3]);
}

pub(super) fn a_span_ends_with_an_entry(place: &mut Place) {
    place.write(|tx| add(tx, &THREE));
    assert_eq!(numbers(place, 0, 2, None), [1, 2]);
    assert_eq!(numbers(place, 2, 2, None), [0; 0]);
}

pub(super) fn a_span_keeps_to_its_limit(place: &mut Place) {
    place.write(|tx| add(tx, &THREE));
    assert_eq!(numbers(place, 1, 3, Some(1)), [2]);
    assert_eq!(numbers(place, 0, 3, Some(0)), [0; 0]);
    assert_eq!(numbers(place, 0, 2, Some(7)), [1, 2]);
}

pub(super) fn a_span_beyond_the_end_is_empty(place: &mut Place) {
    place.write(|tx| add(tx, &THREE));
    assert_eq!(numbers(place, 3, 9, None), [0; 0]);
    assert_eq!(numbers(place, 2, 9, None), [3]);
    assert_eq!(numbers(place, 9, 3, None), [0; 0]);
}

pub(super) fn entries_come_with_the_families_they_begin(place: &mut Place) {
    place.write(|tx| add(tx, &THREE));
    place.apply(&[begun("c:1", 2)]);
    let mut read = Vec::new();
    place.read(|reading| {
        reading.begun(Span::first(3), &mut |bytes, family| {
            read.push((bytes.to_vec(), family.map(|(root, lines)| format!("{root} {lines}"))));
            Ok(())
        })
    });
    let families = [None, Some("c:1 line 2".to_owned()), None];
    assert_eq!(read, THREE.map(<[u8]>::to_vec).into_iter().zip(families).collect::<Vec<_>>());
}

pub(super) fn the_head_is_replaced(place: &mut Place) {
    place.write(|tx| add(tx, &[b"one"]));
    let sealed = Head { seal: vec![7; 33], ..head_over(&[b"one"]) };
    place.write(|tx| tx.lead(&sealed));
    assert_eq!(place.read(|reading| reading.head()), Some(sealed));
}

pub(super) fn the_head_never_counts_fewer_entries(place: &mut Place) {
    place.write(|tx| add(tx, &THREE));
    place.refused(|tx| tx.lead(&head_over(&THREE[..2])));
}

pub(super) fn the_root_never_changes_at_the_same_size(place: &mut Place) {
    place.write(|tx| add(tx, &THREE));
    place.refused(|tx| tx.lead(&Head { size: 3, ..head_over(&THREE[..2]) }));
}

pub(super) fn the_head_must_count_the_stored_entries(place: &mut Place) {
    place.write(|tx| add(tx, &[b"one"]));
    place.refused(|tx| tx.lead(&head_over(&THREE)));
}

pub(super) fn a_sound_engine_finds_nothing_wrong(place: &mut Place) {
    place.write(|tx| add(tx, &THREE));
    let check = place.engine.read().unwrap().check();
    assert_eq!(check.map_or(Ok(Vec::new()), |check| check()), Ok(Vec::new()));
}

pub(super) fn the_settings_give_the_number_of_entries(place: &mut Place) {
    place.write(|tx| add(tx, &THREE));
    let settings = place.engine.settings().unwrap();
    assert_eq!(settings.entries, 3);
    assert!(settings.held.iter().all(|setting| setting.value == setting.wanted), "{settings:?}");
}

pub(super) fn an_error_from_each_stops_the_reading(place: &mut Place) {
    place.write(|tx| add(tx, &THREE));
    let mut read = 0;
    let ended = place.engine.read().unwrap().entries(Span::first(3), &mut |_, _| {
        read += 1;
        Err(Error::environment("enough", Remedy::Repeat))
    });
    assert_eq!(ended, Err(Error::environment("enough", Remedy::Repeat)));
    assert_eq!(read, 1);
}
