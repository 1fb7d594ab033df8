//! The largest of what is held.

use crate::domain::Unit;
use crate::report::Document;
use crate::report::concentration::{Compared, Concentration, Units};

use super::Error;
use super::asked::Largest;
use super::convert::{Plan, checked};
use super::families::fold;
use super::known::links_at;
use super::question::{Known, Query, Report};
use super::source::Source;

/// Makes the report.
///
/// # Errors
/// Several currencies are held and none is asked for; a total does not fit; or the ledger cannot be read.
pub(super) fn concentration<S: Source>(
    source: &S,
    query: &Query,
    known: &Known,
    plan: Option<&Plan<'_>>,
) -> Result<Document, S::Error> {
    let (scope, entries, Largest { top, unit }) = (&query.scope, known.entries(), query.largest);
    let (unit, compared) = match (plan, unit) {
        (Some(_), Some(unit)) => return Err(Error::OneCurrency(unit).into()),
        (Some(plan), None) => (None, Some(Compared::Converted(plan.whole(source)?))),
        (None, Some(unit)) => (Some(unit), Some(Compared::in_unit(unit))),
        (None, None) => {
            let unit = only_unit(source, query, known)?;
            (unit, unit.map(Compared::in_unit))
        }
    };
    let links = links_at(source, entries)?;
    let blank = || Concentration::new(scope, &links, compared.as_ref(), top);
    let mut report = blank();
    fold(source, known.families(scope), Some(entries), &mut report, blank)?;
    let named = Query { largest: Largest { unit, top }, ..query.clone() };
    let meta = named.meta(Report::Concentration, known);
    let document = report.finish(plan.map_or(meta.clone(), |plan| plan.note(meta)))?;
    match &compared {
        Some(Compared::Converted(converting)) => checked(source, plan, Some(converting), document),
        _ => Ok(document),
    }
}

/// The unit of everything held; `None` if nothing has one.
fn only_unit<S: Source>(source: &S, query: &Query, known: &Known) -> Result<Option<Unit>, S::Error> {
    let blank = || Units::new(&query.scope);
    let mut units = blank();
    fold(source, known.families(&query.scope), Some(known.entries()), &mut units, blank)?;
    let units = units.finish();
    match units.len() {
        0 => Ok(None),
        1 => Ok(units.first().map(|code| Unit::parse(code)).transpose()?),
        _ => Err(Error::SeveralUnits(units.into_iter().map(str::to_owned).collect()).into()),
    }
}
