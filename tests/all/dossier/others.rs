//! What a report has beside the places that are shown.

use std::collections::BTreeSet;

use impound::domain::CaseRef;
use impound::query::{self, Query, Report};
use impound::report::document::Cell;
use impound::report::{Dimension, Scope};
use impound::store::{Ledger, Mode};

use super::everything;

/// The rows of the holdings by place, without some places, of a case or of all.
fn rows(ledger: &Ledger, apart: &[&str], case: Option<&str>) -> Vec<Vec<Cell>> {
    let apart: Option<BTreeSet<String>> =
        (!apart.is_empty()).then(|| apart.iter().map(|&place| place.to_owned()).collect());
    let case = case.map(|case| CaseRef::parse(case).unwrap());
    let scope = Scope { apart, case, ..Scope::default() };
    let query = Query { by: vec![Dimension::Jurisdiction, Dimension::Currency], scope, ..Query::default() };
    let state = ledger.snapshot().unwrap();
    let known = query::known(&state, &query).unwrap();
    query::document(&state, Report::Holdings, &query, &known).unwrap().rows().cloned().collect()
}

#[test]
fn the_other_places_are_all_but_those_shown() {
    let desk = everything();
    let ledger = Ledger::open(&desk.directory().join("ledger.db"), Mode::Read).unwrap();
    let shown = ["DE", "FR", "DE+HU+LT+NL", ""];
    let is_other = |row: &Vec<Cell>| match &row[0] {
        Cell::Code(place) => !shown.contains(&place.as_str()),
        _ => false,
    };
    // Kept totals answer for the whole ledger, families for a case.
    for case in [None, Some("coco")] {
        let all = rows(&ledger, &[], case);
        let others: Vec<Vec<Cell>> = all.iter().filter(|row| is_other(row)).cloned().collect();
        assert!(others.len() > 3 && others.len() < all.len());
        assert_eq!(rows(&ledger, &shown, case), others, "{case:?}");
    }
}
