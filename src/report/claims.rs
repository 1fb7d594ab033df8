//! Claims: non-monetary facts about cases, each as one source states it. Claims about the same thing are listed side by
//! side and never added up.

use crate::domain::Fault;
use crate::journal::Claim;

use super::document::{Cell, Column, Document, Meta};
use super::rates_used::RatesUsed;
use super::scope::Scope;

/// The report under construction: one row for each claim.
#[derive(Debug)]
pub struct Claims<'a> {
    scope: &'a Scope,
    rows: Vec<(u64, Claim, bool)>,
}

impl<'a> Claims<'a> {
    /// An empty report.
    pub fn new(scope: &'a Scope) -> Claims<'a> {
        Claims { scope, rows: Vec::new() }
    }

    /// Adds a claim with its entry and whether it is adopted, if the report covers it.
    pub fn add(&mut self, entry: u64, claim: &Claim, is_adopted: bool) {
        let is_by = self.scope.as_of.is_none_or(|day| claim.date.is_by(day));
        if is_by && self.scope.is_of_case(&claim.case) {
            self.rows.push((entry, claim.clone(), is_adopted));
        }
    }

    /// Finishes the report.
    ///
    /// # Errors
    /// None in practice: its rows match its columns.
    pub fn finish(mut self, meta: Meta) -> Result<Document, Fault> {
        self.rows.sort_by(|(entry, one, _), (other, another, _)| {
            (&one.case, &one.about, entry).cmp(&(&another.case, &another.about, other))
        });
        let columns = vec![
            Column::text_dimension("case"),
            Column::text_dimension("about"),
            Column::bounds("count_"),
            Column::text("text").where_said(),
            Column::code("date").of_dates(),
            Column::text("source"),
            Column::text("locator"),
            Column::code("adopted").unless("false"),
            Column::number("entry"),
        ];
        Document::single(meta, columns, self.rows.iter().map(row).collect())
    }
}

/// Claims in one currency are the same: they are no money, and use no rate.
///
/// # Errors
/// None in practice: there is nothing to tell.
pub(crate) fn without_rates(document: Document) -> Result<Document, Fault> {
    RatesUsed::new([Column::text_dimension("case"), Column::text_dimension("about")]).of(document)
}

fn row((entry, claim, is_adopted): &(u64, Claim, bool)) -> Vec<Cell> {
    vec![
        Cell::text(claim.case.as_str()),
        Cell::text(claim.about.as_str()),
        claim.count.map_or(Cell::Absent, Cell::number),
        Cell::text(claim.text.as_deref().unwrap_or_default()),
        Cell::code(claim.date.to_string()),
        Cell::text(claim.source.source().as_str()),
        Cell::text(claim.source.place().unwrap_or_default()),
        Cell::code(if *is_adopted { "true" } else { "false" }),
        Cell::Count(*entry),
    ]
}
