//! Cases, sources and references.

use super::*;
use crate::store::table::{CASE_ENTRY, CASE_FILE, REFERENCE, SOURCE};

fn known_case(place: &Place, name: &str) -> Option<Case> {
    place.known(&Asked { cases: vec![&case(name)], ..Asked::default() }).cases[0]
}

fn known_source(place: &Place, name: &str) -> Option<Filed> {
    place.known(&Asked { sources: vec![&source(name)], ..Asked::default() }).sources[0]
}

fn known_reference(place: &Place, name: &str) -> Option<u64> {
    place.known(&Asked { references: vec![&reference(name)], ..Asked::default() }).references[0]
}

pub(super) fn a_case_is_known_once_it_is_opened(place: &mut Place) {
    assert_eq!(known_case(place, "c"), None);
    place.apply(&[Change::CaseOpened(case("c"), opened(2, 0))]);
    assert_eq!(known_case(place, "c"), Some(opened(2, 0)));
}

pub(super) fn a_case_is_changed(place: &mut Place) {
    place.apply(&[Change::CaseOpened(case("c"), opened(2, 0)), Change::CaseOpened(case("d"), opened(3, 0))]);
    let edited = Case { filed: Filed { entry: 2, latest: 9 }, assets: u32::MAX };
    place.apply(&[Change::CaseKnown(case("c"), edited)]);
    assert_eq!(known_case(place, "c"), Some(edited));
    assert_eq!(known_case(place, "d"), Some(opened(3, 0)));
}

pub(super) fn a_case_is_never_opened_twice(place: &mut Place) {
    place.apply(&[Change::CaseOpened(case("c"), opened(2, 0))]);
    place.refused(|tx| tx.apply(&[Change::CaseOpened(case("c"), opened(3, 0))]));
}

pub(super) fn a_source_is_known_once_it_is_added(place: &mut Place) {
    assert_eq!(known_source(place, "s"), None);
    place.apply(&[Change::SourceAdded(source("s"), Filed::by(2))]);
    assert_eq!(known_source(place, "s"), Some(Filed::by(2)));
}

pub(super) fn a_source_is_changed(place: &mut Place) {
    place.apply(&[Change::SourceAdded(source("s"), Filed::by(2)), Change::SourceAdded(source("t"), Filed::by(3))]);
    place.apply(&[Change::SourceKnown(source("s"), Filed { entry: 2, latest: 5 })]);
    assert_eq!(known_source(place, "s"), Some(Filed { entry: 2, latest: 5 }));
    assert_eq!(known_source(place, "t"), Some(Filed::by(3)));
}

pub(super) fn a_source_is_never_added_twice(place: &mut Place) {
    place.apply(&[Change::SourceAdded(source("s"), Filed::by(2))]);
    place.refused(|tx| tx.apply(&[Change::SourceAdded(source("s"), Filed::by(2))]));
}

pub(super) fn a_reference_is_known_with_its_entry(place: &mut Place) {
    assert_eq!(known_reference(place, "r"), None);
    place.apply(&[Change::Referred(reference("r"), 7)]);
    assert_eq!(known_reference(place, "r"), Some(7));
}

pub(super) fn a_reference_is_never_used_twice(place: &mut Place) {
    place.apply(&[Change::Referred(reference("r"), 7)]);
    place.refused(|tx| tx.apply(&[Change::Referred(reference("r"), 8)]));
}

pub(super) fn names_are_answered_in_the_order_asked(place: &mut Place) {
    place.apply(&[
        Change::CaseOpened(case("a"), opened(1, 0)),
        Change::CaseOpened(case("b"), opened(2, 0)),
        Change::SourceAdded(source("a"), Filed::by(3)),
        Change::Referred(reference("a"), 4),
        begun("a:1", 5),
    ]);
    let (cases, sources) = (["b", "none", "a", "b"].map(case), ["none", "a"].map(source));
    let (references, roots) = (["a", "none"].map(reference), ["a:2", "a:1"].map(asset));
    let known = place.known(&Asked {
        cases: cases.iter().collect(),
        sources: sources.iter().collect(),
        references: references.iter().collect(),
        families: roots.iter().collect(),
        begun: vec![5, 4],
        ..Asked::default()
    });
    assert_eq!(
        known.cases.iter().map(|known| known.map(|case| case.filed.entry)).collect::<Vec<_>>(),
        [Some(2), None, Some(1), Some(2)]
    );
    assert_eq!(known.sources, [None, Some(Filed::by(3))]);
    assert_eq!(known.references, [Some(4), None]);
    assert_eq!(known.families.iter().map(Option::is_some).collect::<Vec<_>>(), [false, true]);
    assert_eq!(known.begun, [Some("a:1".to_owned()), None]);
}

pub(super) fn only_requested_names_are_answered(place: &mut Place) {
    place.apply(&[Change::CaseOpened(case("c"), opened(1, 0))]);
    let known = place.known(&Asked::default());
    assert!(known.cases.is_empty() && known.sources.is_empty() && known.references.is_empty());
    assert!(known.families.is_empty() && known.begun.is_empty() && known.entries.is_empty());
    assert!(known.handled.is_empty() && known.data.is_empty() && known.bearing.is_empty());
    assert!(known.alike.is_empty() && known.nodes.is_empty());
}

pub(super) fn cases_and_sources_are_listed_in_order_of_reference(place: &mut Place) {
    place.apply(&[
        Change::CaseOpened(case("b"), opened(1, 3)),
        Change::CaseOpened(case("a"), opened(2, 0)),
        Change::SourceAdded(source("t"), Filed::by(4)),
        Change::SourceAdded(source("s"), Filed { entry: 3, latest: 5 }),
        Change::Referred(reference("z"), 1),
        Change::Referred(reference("y"), 2),
    ]);
    assert_eq!(place.rows(&CASE_FILE), ["a | 2 | 2 | 0", "b | 1 | 1 | 3"]);
    assert_eq!(place.rows(&SOURCE), ["s | 3 | 5", "t | 4 | 4"]);
    assert_eq!(place.rows(&REFERENCE), ["y | 2", "z | 1"]);
}

pub(super) fn names_are_compared_byte_for_byte(place: &mut Place) {
    let names = ["Case", "case", "ćase", "cа", "ca", "10", "9", "a.b"];
    for (entry, name) in (1..).zip(names) {
        place.apply(&[Change::Referred(reference(name), entry)]);
    }
    for (entry, name) in (1..).zip(names) {
        assert_eq!(known_reference(place, name), Some(entry), "{name}");
    }
    let mut sorted = names;
    sorted.sort_unstable();
    let listed: Vec<String> =
        place.rows(&REFERENCE).iter().map(|row| row.split(" | ").next().unwrap().to_owned()).collect();
    assert_eq!(listed, sorted);
}

pub(super) fn assertions_are_listed_in_order_of_case_reference(place: &mut Place) {
    place.apply(&[Change::OfCase(case("b"), 1, 1), Change::OfCase(case("a"), 3, 2), Change::OfCase(case("a"), 2, 2)]);
    assert_eq!(place.rows(&CASE_ENTRY), ["a | 2 | 2", "a | 3 | 2", "b | 1 | 1"]);
    place.refused(|tx| tx.apply(&[Change::OfCase(case("a"), 2, 2)]));
}
