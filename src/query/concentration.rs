//! The largest of what is held.

use crate::domain::Unit;
use crate::report::Document;
use crate::report::concentration::{Concentration, Units};

use super::Error;
use super::asked::Largest;
use super::families::fold;
use super::known::links_at;
use super::question::{Known, Query, Report};
use super::source::Source;

/// Makes the report.
///
/// # Errors
/// Several currencies are held and none is asked for; a total does not fit; or the ledger cannot be read.
pub(super) fn concentration<S: Source>(source: &S, query: &Query, known: &Known) -> Result<Document, S::Error> {
    let (scope, entries) = (&query.scope, known.entries());
    let unit = match query.largest.unit {
        Some(unit) => Some(unit),
        None => only_unit(source, query, known)?,
    };
    let links = links_at(source, entries)?;
    let blank = || Concentration::new(scope, &links, unit, query.largest.top);
    let mut report = blank();
    fold(source, known.families(scope), Some(entries), &mut report, blank)?;
    let named = Query { largest: Largest { unit, ..query.largest }, ..query.clone() };
    Ok(report.finish(named.meta(Report::Concentration, known))?)
}

/// The unit of all that is held; none where nothing has one.
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
