//! The order of places and kinds in charts: by lower end, then upper (none first), then code.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::chart::{Bar, Charted};
use super::figures::Figures;
use crate::report::Document;

/// How many places a chart shows before the others are taken together.
pub(super) const MOST: usize = 12;

/// The units to chart: those of most assets first, at most four.
pub(super) fn charted(held: &Document, first: Option<&str>) -> Vec<Charted> {
    let mut units = Figures::of(held).units();
    if let Some(first) = first {
        units.retain(|unit| unit != first);
        units.insert(0, first.to_owned());
    }
    if units.is_empty() {
        units.push(String::new());
    }
    units.truncate(4);
    units.into_iter().enumerate().map(|(at, unit)| Charted { unit, is_first: at == 0 }).collect()
}

/// Where a group stands: by lower end, then upper, none first.
pub(super) fn rank(bar: &Bar) -> (Reverse<i128>, Reverse<i128>) {
    let lower = bar.bounds.map_or(-1, |bounds| bounds.lower().scaled());
    let upper = bar.bounds.map_or(-1, |bounds| bounds.upper().map_or(i128::MAX, |upper| upper.scaled()));
    (Reverse(lower), Reverse(upper))
}

/// The places of a chart in its order: not stated, pools, places, those that only a pool may lie in included.
pub(super) fn places(places: &Document, ranges: &Document, charted: &Charted) -> Vec<String> {
    let mut found: BTreeMap<String, Bar> = BTreeMap::new();
    for row in Figures::of(places).rows().filter(|row| charted.takes(row.text("currency"))) {
        let bar = row.bar();
        let known = found.entry(row.text("jurisdiction").to_owned()).or_insert(bar);
        // The row that names the unit tells where the place stands.
        if row.text("currency") == charted.unit {
            *known = bar;
        }
    }
    let ranges = Figures::of(ranges).rows().filter(|row| row.count("pools") > 0);
    for row in ranges.filter(|row| row.text("currency") == charted.unit) {
        found.entry(row.text("jurisdiction").to_owned()).or_default();
    }
    let class = |place: &str| if place.is_empty() { 0 } else { 2 - u8::from(place.contains('+')) };
    let mut order: Vec<(String, Bar)> = found.into_iter().collect();
    order.sort_by_key(|(place, bar)| (class(place), rank(bar), place.clone()));
    order.into_iter().map(|(place, _)| place).collect()
}
