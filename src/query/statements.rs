//! Statements: reports over a period, of ages, and of what is known of the assets.

use jiff::civil;

use crate::report::{Ageing, Coverage, Document, Links, Measures, Rollforward, Said};

use super::Error;
use super::families::fold;
use super::question::{Known, Query, Report};
use super::source::{Source, Span};

/// How the stock at the beginning of a period became that at its end.
pub(super) fn rollforward<S: Source>(
    source: &S,
    query: &Query,
    known: &Known,
    links: &Links,
) -> Result<Document, S::Error> {
    let scope = &query.scope;
    let days = days(query)?;
    let by = query.breakdown(Report::Rollforward);
    let blank = || Rollforward::new(by, scope, days, links);
    let mut report = blank();
    fold(source, known.families(scope), Some(known.entries()), &mut report, blank)?;
    if let Some(what) = report.unexplained() {
        return Err(Error::Damaged(what).into());
    }
    Ok(report.finish(query.meta(Report::Rollforward, known))?)
}

/// The day before the period of a roll-forward, and its last day.
fn days(query: &Query) -> Result<[civil::Date; 2], Error> {
    let scope = &query.scope;
    let [Some(from), Some(to)] = scope.ends() else { return Err(Error::NoPeriod) };
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

/// How many assets have what.
pub(super) fn coverage<S: Source>(source: &S, query: &Query, known: &Known) -> Result<Document, S::Error> {
    let mut said = Said::default();
    source.each_entry(Span::first(known.entries()), &mut |entry, _, _| {
        said.note(&entry);
        Ok(())
    })?;
    let by = query.breakdown(Report::Coverage);
    let blank = || Coverage::new(by, &query.scope, &said);
    let mut report = blank();
    fold(source, known.families(&query.scope), Some(known.entries()), &mut report, blank)?;
    Ok(report.finish(query.meta(Report::Coverage, known))?)
}

/// What is frozen or seized, by its age on a day.
pub(super) fn ageing<S: Source>(
    source: &S,
    query: &Query,
    known: &Known,
    (day, links): (civil::Date, &Links),
) -> Result<Document, S::Error> {
    let by = (query.breakdown(Report::Ageing), &query.bands);
    let blank = || Ageing::new(by, &query.scope, day, links);
    let mut report = blank();
    fold(source, known.families(&query.scope), Some(known.entries()), &mut report, blank)?;
    let mut meta = query.meta(Report::Ageing, known);
    meta.filters.push(("bands".to_owned(), query.bands.to_string()));
    meta.filters.push(("aged_on".to_owned(), day.to_string()));
    Ok(report.finish(meta)?)
}
