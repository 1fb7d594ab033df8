//! Statements: reports over a period, on ages, and on what is known about assets.

use jiff::civil;

use crate::report::{Ageing, Coverage, Document, Measures, Rollforward, Running, Said};

use super::Error;
use super::convert::{Plan, Told, checked};
use super::families::fold;
use super::known::{links_at, recorded_on};
use super::question::{Known, Query, Report};
use super::source::{Source, Span};

/// How the stock at the beginning of a period became the stock at its end.
pub(super) fn rollforward<S: Source>(
    source: &S,
    query: &Query,
    known: &Known,
    (plan, meta): Told<'_>,
) -> Result<Document, S::Error> {
    let scope = &query.scope;
    let days = days(query)?;
    let by = query.breakdown(Report::Rollforward);
    let links = links_at(source, known.entries())?;
    let converting = plan.map(|plan| plan.whole(source)).transpose()?;
    let blank = || Rollforward::new(by, scope, days, &links).converting(converting.as_ref());
    let mut report = blank();
    fold(source, known.families(scope), Some(known.entries()), &mut report, blank)?;
    if let Some(what) = report.unexplained() {
        return Err(Error::Damaged(what).into());
    }
    checked(source, plan, converting.as_ref(), report.finish(meta)?)
}

/// What is held after each line of a roll-forward, from its opening to its closing. Everything that moved goes out and comes in at
/// once, under `moved_out`.
///
/// # Errors
/// As for a roll-forward.
pub fn running<S: Source>(source: &S, query: &Query, known: &Known) -> Result<Document, S::Error> {
    let scope = &query.scope;
    let days = days(query)?;
    let by = query.breakdown(Report::Rollforward);
    let plan = Plan::of(source, Report::Rollforward, query, known)?;
    let links = links_at(source, known.entries())?;
    let converting = plan.as_ref().map(|plan| plan.whole(source)).transpose()?;
    let blank = || Running::new(Rollforward::new(by, scope, days, &links).converting(converting.as_ref()));
    let mut report = blank();
    fold(source, known.families(scope), Some(known.entries()), &mut report, blank)?;
    let mut meta = query.meta(Report::Rollforward, known);
    "Running stock: what is held after each line of the roll-forward".clone_into(&mut meta.title);
    let meta = plan.as_ref().map_or(meta.clone(), |plan| plan.note(meta));
    checked(source, plan.as_ref(), converting.as_ref(), report.finish(meta)?)
}

/// The day before the period of a roll-forward, and its last day.
fn days(query: &Query) -> Result<[civil::Date; 2], Error> {
    let scope = &query.scope;
    let (from, to) = scope.period.ok_or(Error::NoPeriod)?;
    let refused = [
        (query.measures != Measures::default(), "a value or a count"),
        (scope.readings.is_hull(), "what other sources state"),
        (scope.as_of.is_some(), "the stock of one day"),
    ];
    if let Some((_, what)) = refused.into_iter().find(|(is_asked, _)| *is_asked) {
        return Err(Error::NotRolled(what));
    }
    let before = from.yesterday().map_err(|_| Error::NoPeriod)?;
    Ok([before, to])
}

/// How many assets have which particulars.
pub(super) fn coverage<S: Source>(
    source: &S,
    query: &Query,
    known: &Known,
    (plan, meta): Told<'_>,
) -> Result<Document, S::Error> {
    let mut said = Said::default();
    source.each_entry(Span::first(known.entries()), &mut |entry, _, _| {
        said.note(&entry);
        Ok(())
    })?;
    let by = query.breakdown(Report::Coverage);
    let converting = plan.map(|plan| plan.whole(source)).transpose()?;
    let blank = || Coverage::new(by, &query.scope, &said).converting(converting.as_ref());
    let mut report = blank();
    fold(source, known.families(&query.scope), Some(known.entries()), &mut report, blank)?;
    checked(source, plan, converting.as_ref(), report.finish(meta)?)
}

/// What is frozen or seized, by its age on a day.
pub(super) fn ageing<S: Source>(
    source: &S,
    query: &Query,
    known: &Known,
    (plan, mut meta): Told<'_>,
) -> Result<Document, S::Error> {
    let (by, scope) = ((query.breakdown(Report::Ageing), &query.bands), &query.scope);
    let day = scope.as_of.map_or_else(|| recorded_on(source, known.entries()), Ok)?;
    let links = links_at(source, known.entries())?;
    let converting = plan.map(|plan| plan.whole(source)).transpose()?;
    let blank = || Ageing::new(by, scope, day, &links).converting(converting.as_ref());
    let mut report = blank();
    fold(source, known.families(scope), Some(known.entries()), &mut report, blank)?;
    let told = [("bands", query.bands.to_string()), ("aged_on", day.to_string())];
    meta.filters.extend(told.map(|(name, value)| (name.to_owned(), value)));
    let document = report.finish(meta)?;
    checked(source, plan, converting.as_ref(), document)
}
