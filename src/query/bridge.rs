//! Bridges from published totals to the same totals as known later.

use crate::journal::kept::Of;
use crate::report::bridge::Span;
use crate::report::counted::Counting;
use crate::report::{Bridge, Document, Measures};

use super::Error;
use super::asked::{Bridged, Naming, Sums};
use super::convert::{Told, checked};
use super::families::{damaged, fold_lines, read_root};
use super::known::{links_at, recorded_on};
use super::question::{Known, Query, Report};
use super::source::Source;

/// Makes the report.
///
/// # Errors
/// It would lead backwards, something other than adopted amounts is asked for, a total does not fit, or the ledger
/// cannot be read.
pub(super) fn bridge<S: Source>(
    source: &S,
    query: &Query,
    known: &Known,
    (plan, meta): Told<'_>,
) -> Result<Document, S::Error> {
    let Bridged { of, from, naming } = query.bridged;
    let up_to = known.entries();
    if !(1..=up_to).contains(&from) {
        return Err(Error::NoBridge { from, up_to }.into());
    }
    if query.scope.readings.is_hull() {
        return Err(Error::NotBridged("all that sources state").into());
    }
    if query.measures != Measures::default() {
        return Err(Error::NotBridged("values or counts").into());
    }
    let counted = match of {
        Sums::Holdings => Of::Stock,
        Sums::Actions => Of::Flow,
    };
    // Both totals take the rates as the later one knows them.
    let converting = plan.map(|plan| plan.whole(source)).transpose()?;
    let counting = Counting::new(counted, query.breakdown(Report::of(of)), &query.scope);
    let counting = counting.converting(converting.as_ref());
    let links = [links_at(source, from)?, links_at(source, up_to)?];
    let span = Span { after: from, up_to, published: recorded_on(source, from)? };
    let blank = || Bridge::new(&counting, span, links.each_ref());
    let mut report = blank();
    fold_lines(source, known.families(&query.scope), &mut report, blank, |report, root, lines| {
        let root = read_root(root)?;
        Ok(report.add_lines(&root, lines).map_err(|fault| damaged(&root, &fault))??)
    })?;
    let document = report.finish(meta, naming == Naming::Entries)?;
    checked(source, plan, converting.as_ref(), document)
}
