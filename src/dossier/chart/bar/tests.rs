//! Each mark of the grammar.

use maud::Render;

use super::*;
use crate::domain::{Digits, End};

/// From 0 to 12 in steps of 2.
fn axis() -> Axis {
    Axis::over([10], Digits::exactly(0))
}

fn at(figure: i128) -> Place {
    axis().place(figure)
}

fn bounds(lower: End, upper: Option<End>) -> Bounds {
    Bounds::between(lower, upper).unwrap()
}

fn marks(lower: End, upper: Option<End>) -> Vec<Mark> {
    Bar::of(bounds(lower, upper)).marks(axis())
}

#[test]
fn an_exact_amount_is_solid() {
    assert_eq!(marks(End::at(6), Some(End::at(6))), [Mark::Solid(Place::ZERO, at(6))]);
    assert_eq!(marks(End::ZERO, Some(End::ZERO)), [Mark::Included(Place::ZERO)]);
}

#[test]
fn more_than_and_at_least_are_solid_with_an_arrow() {
    let solid = Mark::Solid(Place::ZERO, at(6));
    assert_eq!(marks(End::above(6), None), [solid, Mark::Open(at(6)), Mark::Excluded(at(6))]);
    assert_eq!(marks(End::at(6), None), [solid, Mark::Open(at(6)), Mark::Included(at(6))]);
}

#[test]
fn less_than_and_at_most_are_hatched_from_the_beginning() {
    let hatched = Mark::Hatched(Place::ZERO, at(6));
    assert_eq!(marks(End::ZERO, Some(End::below(6))), [hatched, Mark::Excluded(at(6))]);
    assert_eq!(marks(End::ZERO, Some(End::at(6))), [hatched, Mark::Included(at(6))]);
}

#[test]
fn a_range_is_solid_and_then_hatched() {
    assert_eq!(
        marks(End::above(3), Some(End::at(6))),
        [Mark::Solid(Place::ZERO, at(3)), Mark::Hatched(at(3), at(6)), Mark::Excluded(at(3)), Mark::Included(at(6))]
    );
}

#[test]
fn the_ends_of_a_narrow_range_are_not_marked() {
    let axis = Axis::over([1000], Digits::exactly(0));
    let narrow = Bar::of(bounds(End::at(500), Some(End::at(510)))).marks(axis);
    assert_eq!(narrow, [Mark::Solid(Place::ZERO, axis.place(500)), Mark::Hatched(axis.place(500), axis.place(510))]);
}

#[test]
fn about_is_frayed() {
    let about = |lower, upper| Bar::of(bounds(lower, upper).about()).marks(axis());
    let solid = Mark::Solid(Place::ZERO, at(6));
    assert_eq!(about(End::at(6), Some(End::at(6))), [solid, Mark::Frayed(at(6))]);
    assert_eq!(about(End::at(6), None), [solid, Mark::Open(at(6)), Mark::Frayed(at(6))]);
    assert_eq!(about(End::ZERO, Some(End::at(6))), [Mark::Hatched(Place::ZERO, at(6)), Mark::Frayed(at(6))]);
}

#[test]
fn what_is_not_stated_is_a_dot_with_a_broken_arrow() {
    let unstated = Bar { bounds: Some(Bounds::UNSTATED), unstated: 2, ..Bar::default() };
    assert_eq!(unstated.marks(axis()), [Mark::NotStated(Place::ZERO), Mark::Included(Place::ZERO)]);
}

#[test]
fn behind_a_bar_what_is_not_stated_is_a_broken_arrow() {
    let both = |bounds| Bar { unstated: 1, ..Bar::of(bounds) }.marks(axis());
    let solid = Mark::Solid(Place::ZERO, at(6));
    assert_eq!(both(bounds(End::at(6), None)), [solid, Mark::NotStated(at(6))]);
    assert_eq!(both(bounds(End::above(6), None)), [solid, Mark::NotStated(at(6)), Mark::Excluded(at(6))]);
    assert_eq!(both(bounds(End::at(6), None).about()), [solid, Mark::NotStatedBehind(at(6)), Mark::Frayed(at(6))]);
}

#[test]
fn what_is_not_stated_and_names_no_unit_is_a_broken_arrow_beside_the_bar() {
    let beside = |bounds| Bar { apart: 1, ..Bar::of(bounds) }.marks(axis());
    let solid = Mark::Solid(Place::ZERO, at(6));
    assert_eq!(beside(bounds(End::at(6), Some(End::at(6)))), [solid, Mark::NotStated(at(6))]);
    assert_eq!(
        beside(bounds(End::ZERO, Some(End::at(6)))),
        [Mark::Hatched(Place::ZERO, at(6)), Mark::NotStated(at(6)), Mark::Included(at(6))]
    );
    assert_eq!(
        beside(bounds(End::at(6), Some(End::at(6))).about()),
        [solid, Mark::NotStatedBehind(at(6)), Mark::Frayed(at(6))]
    );
    assert_eq!(beside(bounds(End::at(6), None)), [solid, Mark::NotStated(at(6))]);
}

#[test]
fn zero_or_more_is_not_the_same_as_not_stated() {
    assert_eq!(marks(End::ZERO, None), [Mark::Open(Place::ZERO), Mark::Included(Place::ZERO)]);
}

#[test]
fn what_has_no_money_value_is_a_diamond() {
    let domain = Bar { non_valued: 1, ..Bar::default() };
    assert_eq!(domain.marks(axis()), [Mark::Diamond]);
}

#[test]
fn a_share_of_a_pool_is_a_frame_up_to_what_is_left() {
    assert_eq!(share(bounds(End::at(3), Some(End::at(6))), axis()), [Mark::Framed(at(6))]);
    assert_eq!(share(bounds(End::above(3), None), axis()), [Mark::Framed(at(3)), Mark::FramedOpen(at(3))]);
}

#[test]
fn a_line_under_the_bar_spans_all_readings() {
    let exact = bounds(End::at(6), Some(End::at(6)));
    let disputed = |over| Bar { disputed: Some(over), ..Bar::of(exact) }.marks(axis());
    let solid = Mark::Solid(Place::ZERO, at(6));
    assert_eq!(disputed(bounds(End::at(5), Some(End::at(8)))), [solid, Mark::Disputed(at(5), at(8))]);
    assert_eq!(disputed(bounds(End::at(5), None)), [solid, Mark::DisputedOpen(at(5), at(6))]);
}

#[test]
fn a_part_too_small_to_scale_is_two_pixels_wide() {
    let axis = Axis::over([1_000_000], Digits::exactly(0));
    let drawn = Bar::of(bounds(End::at(1), Some(End::at(1)))).marks(axis)[0].render().into_string();
    assert_eq!(drawn, "<rect class=\"b\" x=\"0%\" y=\"6\" width=\"2\" height=\"12\"></rect>");
}

#[test]
fn a_bar_of_a_waterfall_begins_where_it_is_told_to_and_is_joined_to_its_neighbours() {
    let range = Bar { from: 4, joins: [Some(4), Some(7)], ..Bar::of(bounds(End::at(2), Some(End::at(4)))) };
    assert_eq!(range.ends().collect::<Vec<_>>(), [6, 8, 4, 7]);
    let ends = [Mark::Included(at(6)), Mark::Included(at(8)), Mark::Above(at(4)), Mark::Below(at(7))];
    assert_eq!(range.marks(axis()), [&[Mark::Solid(at(4), at(6)), Mark::Hatched(at(6), at(8))][..], &ends].concat());
    let unstated = Bar { from: 4, bounds: Some(Bounds::UNSTATED), unstated: 1, ..Bar::default() };
    assert_eq!(unstated.marks(axis()), [Mark::NotStated(at(4)), Mark::Included(at(4))]);
}
