//! The stock of several days, taken in one pass over the families.

use jiff::civil;

use crate::domain::Fault;
use crate::journal::Family;
use crate::journal::kept::Of;
use crate::report::{Converting, Document, Fold, Links, Scope, Totals};

use super::convert::{Plan, checked};
use super::families::fold;
use super::known::links_at;
use super::question::{Known, Query, Report};
use super::source::Source;

/// What is held at the end of each of some days: for each day the holdings that a question on that day gets.
///
/// # Errors
/// A total does not fit, no rates fit, or the ledger cannot be read.
pub fn course<S: Source>(
    source: &S,
    query: &Query,
    days: &[civil::Date],
    known: &Known,
) -> Result<Vec<Document>, S::Error> {
    let queries: Vec<Query> = days.iter().map(|day| on(query, *day)).collect();
    let Some(first) = queries.first() else { return Ok(Vec::new()) };
    let plan = Plan::of(source, Report::Holdings, first, known)?;
    let converting = plan.as_ref().map(|plan| plan.whole(source)).transpose()?;
    let links = links_at(source, known.entries())?;
    let blank = || Course::new(&queries, &links, converting.as_ref());
    let mut course = blank();
    fold(source, known.families(&query.scope), Some(known.entries()), &mut course, blank)?;
    let finished = course.0.into_iter().zip(&queries).map(|(totals, query)| {
        let meta = query.meta(Report::Holdings, known);
        let meta = plan.as_ref().map_or(meta.clone(), |plan| plan.note(meta));
        checked(source, plan.as_ref(), converting.as_ref(), totals.finish(meta)?)
    });
    finished.collect()
}

/// The same question about one day.
fn on(query: &Query, day: civil::Date) -> Query {
    Query { scope: Scope { as_of: Some(day), ..query.scope.clone() }, ..query.clone() }
}

/// The holdings of each day, while families are added to them.
struct Course<'a>(Vec<Totals<'a>>);

impl<'a> Course<'a> {
    fn new(queries: &'a [Query], links: &'a Links, converting: Option<&'a Converting>) -> Course<'a> {
        let totals = queries.iter().map(|query| {
            let by = (query.breakdown(Report::Holdings), query.measures);
            Totals::new(Of::Stock, by, &query.scope, links).converting(converting)
        });
        Course(totals.collect())
    }
}

impl Fold for Course<'_> {
    fn add(&mut self, family: &Family) -> Result<(), Fault> {
        self.0.iter_mut().try_for_each(|totals| totals.add(family))
    }

    fn merge(&mut self, other: Self) -> Result<(), Fault> {
        self.0.iter_mut().zip(other.0).try_for_each(|(totals, other)| totals.merge(other))
    }
}
