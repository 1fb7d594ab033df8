//! A custodian's list beside what the ledger holds.

use std::collections::BTreeMap;

use crate::report::Document;
use crate::report::reconciliation::{Masks, Reconciliation};

use super::convert::{Told, checked};
use super::families::fold;
use super::question::{Known, PersonalData, Query};
use super::source::{Source, Span};

/// The number of entries held at a time while their identifiers and references are read.
const TOGETHER: usize = 4_096;

/// Makes the report.
///
/// # Errors
/// A figure does not fit, or the ledger cannot be read.
pub(super) fn reconciliation<S: Source>(
    source: &S,
    query: &Query,
    known: &Known,
    (plan, meta): Told<'_>,
) -> Result<Document, S::Error> {
    let (scope, list) = (&query.scope, &query.list);
    let converting = plan.map(|plan| plan.whole(source)).transpose()?;
    let blank = || Reconciliation::new(scope, list.custodian.as_deref()).converting(converting.as_ref());
    let mut report = blank();
    fold(source, known.families(scope), Some(known.entries()), &mut report, blank)?;
    let numbers: Vec<u64> = report.entries().into_iter().collect();
    for some in numbers.chunks(TOGETHER) {
        let mut entries = BTreeMap::new();
        for number in some {
            let span = Span { after: number.saturating_sub(1), up_to: *number, limit: Some(1) };
            source.each_entry(span, &mut |entry, _, _| {
                entries.insert(entry.number, entry);
                Ok(())
            })?;
        }
        report.name(&entries);
    }
    let shown = source.disclosure(&report.commitments())?;
    let masks = match query.personal {
        PersonalData::Hidden => Masks::Masked,
        PersonalData::Shown => Masks::Full,
    };
    let document = report.finish(meta, &list.lines, (&shown, masks))?;
    checked(source, plan, converting.as_ref(), document)
}
