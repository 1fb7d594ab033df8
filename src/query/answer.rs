//! From one state of a ledger to a finished report.

use std::collections::BTreeSet;

use crate::domain::{CaseRef, Fault};
use crate::journal::kept::Of;
use crate::journal::{Assertions, Entry, Record};
use crate::report::claims;
use crate::report::pools::Citations;
use crate::report::readings::{self, Words};
use crate::report::{
    Attestations, Claims, Converting, Document, Jurisdictions, Linking, Pools, Readings, Register, Scope, Totals,
};

use super::Error;
use super::bridge::bridge;
use super::concentration::concentration;
use super::convert::{KeptTotals, Plan, Told, checked, with_kept};
use super::families::{each_family, fold};
use super::known::{links_at, recorded_on};
use super::question::{Known, Query, Report};
use super::reconciliation::reconciliation;
use super::register;
use super::source::{Families, Source, Span};
use super::statements;

/// The state of the ledger that a report on this question may use.
///
/// # Errors
/// The entry does not exist, the case did not exist by then, or the ledger cannot be read.
pub fn known<S: Source>(source: &S, query: &Query) -> Result<Known, S::Error> {
    let head = source.head()?;
    let last = head.size();
    let asked = query.at_entry.unwrap_or(last);
    if !(1..=last).contains(&asked) {
        return Err(Error::NoEntry { asked, last }.into());
    }
    if let Some(case) = &query.scope.case
        && source.opened(case)?.is_none_or(|opened| opened > asked)
    {
        return Err(Error::NoCase(case.clone()).into());
    }
    let all = asked == last;
    Ok(Known { frontier: if all { head } else { source.tree_at(asked)? }, all })
}

/// Makes a report from a known state. The report is held in memory as a whole; a ledger in a store can write a large
/// register row by row instead.
///
/// # Errors
/// A total does not fit, or the ledger cannot be read.
pub fn document<S: Source>(source: &S, report: Report, query: &Query, known: &Known) -> Result<Document, S::Error> {
    let (scope, meta) = (&query.scope, query.meta(report, known));
    let plan = Plan::of(source, report, query, known)?;
    let plan = plan.as_ref();
    let meta = plan.map_or(meta.clone(), |plan| plan.note(meta));
    match report {
        Report::Holdings => totals(source, Of::Stock, (report, query), known, (plan, meta)),
        Report::Actions => totals(source, Of::Flow, (report, query), known, (plan, meta)),
        Report::Jurisdictions => jurisdictions(source, scope, known, (plan, meta)),
        Report::Pools => pools(source, scope, known, (plan, meta)),
        Report::Claims => claims(source, scope, known, (plan, meta)),
        Report::Attestations => attestations(source, scope, known, (plan, meta)),
        Report::Readings => readings(source, scope, known, (plan, meta)),
        Report::Rollforward => statements::rollforward(source, query, known, (plan, meta)),
        Report::Coverage => statements::coverage(source, query, known, (plan, meta)),
        Report::Ageing => statements::ageing(source, query, known, (plan, meta)),
        Report::Bridge => bridge(source, query, known, (plan, meta)),
        Report::Concentration => concentration(source, query, known, plan),
        Report::Reconcile => reconciliation(source, query, known, (plan, meta)),
        Report::Register => {
            let rows = register::rows(source, query, known.entries())?;
            Ok(Register::document(meta, rows)?)
        }
    }
}

fn totals<S: Source>(
    source: &S,
    of: Of,
    (report, query): (Report, &Query),
    known: &Known,
    (plan, meta): Told<'_>,
) -> Result<Document, S::Error> {
    let scope = &query.scope;
    let by = (query.breakdown(report), query.measures);
    let totals = Totals::new(of, by, scope, Linking::default());
    let (converting, kept) = with_kept(source, plan, totals.kept().filter(|_| known.all))?;
    let converting = converting.as_ref();
    let mut totals = totals.converting(converting);
    let document = if let Some(kept) = kept {
        kept.each(source, &mut |key, tally| Ok(totals.add_kept(kept.kept, key, tally)?))?;
        // Links concern woven families only.
        let blank = totals.blank();
        fold(source, Families::Woven, Some(known.entries()), &mut totals, || blank.blank())?;
        totals.finish(meta)?
    } else {
        let links = links_at(source, known.entries())?;
        let blank = || Totals::new(of, by, scope, &links).converting(converting);
        let mut totals = blank();
        fold(source, known.families(scope), Some(known.entries()), &mut totals, blank)?;
        totals.finish(meta)?
    };
    checked(source, plan, converting, document)
}

fn jurisdictions<S: Source>(
    source: &S,
    scope: &Scope,
    known: &Known,
    (plan, meta): Told<'_>,
) -> Result<Document, S::Error> {
    let mut named = BTreeSet::new();
    let kept = Jurisdictions::new(scope, Linking::default(), &named).kept().filter(|_| known.all);
    let (converting, kept) = with_kept(source, plan, kept)?;
    let how = (kept.as_ref(), converting.as_ref());
    if scope.with_unplaced {
        // Only the finished report tells which jurisdictions it names.
        named = made(source, (scope, known), how, &named, |report| report.names())?;
    }
    let document = made(source, (scope, known), how, &named, |report| report.finish(meta))?;
    checked(source, plan, converting.as_ref(), document)
}

/// Makes a jurisdictions report from everything it covers and passes it to `then`.
fn made<S: Source, T>(
    source: &S,
    (scope, known): (&Scope, &Known),
    (kept, converting): (Option<&KeptTotals>, Option<&Converting>),
    named: &BTreeSet<String>,
    then: impl FnOnce(Jurisdictions<'_>) -> Result<T, Fault>,
) -> Result<T, S::Error> {
    let mut report = Jurisdictions::new(scope, Linking::default(), named).converting(converting);
    if let Some(kept) = kept {
        kept.each(source, &mut |key, tally| Ok(report.add_kept(kept.kept, key, tally)?))?;
        let blank = report.blank();
        fold(source, Families::Woven, Some(known.entries()), &mut report, || blank.blank())?;
        return Ok(then(report)?);
    }
    let links = links_at(source, known.entries())?;
    let blank = || Jurisdictions::new(scope, &links, named).converting(converting);
    let mut report = blank();
    fold(source, known.families(scope), Some(known.entries()), &mut report, blank)?;
    Ok(then(report)?)
}

fn pools<S: Source>(source: &S, scope: &Scope, known: &Known, (plan, meta): Told<'_>) -> Result<Document, S::Error> {
    let converting = plan.map(|plan| plan.whole(source)).transpose()?;
    let mut report = Pools::new(scope).converting(converting.as_ref());
    let which = scope.case.as_ref().map_or(Families::Pools, Families::OfCase);
    each_family(source, which, Some(known.entries()), |family| {
        let mut citations = Citations::new();
        for entry in family.records().iter().map(Record::latest) {
            citations.insert(entry, source.cited(entry)?);
        }
        Ok(report.add(&family, &citations)?)
    })?;
    checked(source, plan, converting.as_ref(), report.finish(meta)?)
}

fn claims<S: Source>(source: &S, scope: &Scope, known: &Known, (plan, meta): Told<'_>) -> Result<Document, S::Error> {
    let mut report = Claims::new(scope);
    for (entry, is_adopted) in asserted(source, scope.case.as_ref(), known.entries())? {
        if let Some(claim) = entry.body.claim() {
            report.add(entry.number, claim, is_adopted);
        }
    }
    let document = report.finish(meta)?;
    Ok(if plan.is_some() { claims::without_rates(document)? } else { document })
}

fn readings<S: Source>(source: &S, scope: &Scope, known: &Known, (plan, meta): Told<'_>) -> Result<Document, S::Error> {
    let converting = plan.map(|plan| plan.whole(source)).transpose()?;
    let mut report = Readings::new(scope).converting(converting.as_ref());
    // Families with readings are woven.
    let which = scope.case.as_ref().map_or(Families::Woven, Families::OfCase);
    each_family(source, which, Some(known.entries()), |family| {
        let mut words = Words::new();
        for number in readings::sources(&family) {
            let span = Span { after: number.saturating_sub(1), up_to: number, limit: Some(1) };
            source.each_entry(span, &mut |entry, _, _| {
                words.insert(entry.number, entry.body);
                Ok(())
            })?;
        }
        Ok(report.add(&family, &words)?)
    })?;
    checked(source, plan, converting.as_ref(), report.finish(meta)?)
}

fn attestations<S: Source>(
    source: &S,
    scope: &Scope,
    known: &Known,
    (plan, meta): Told<'_>,
) -> Result<Document, S::Error> {
    let converting = plan.map(|plan| plan.whole(source)).transpose()?;
    let mut report = Attestations::new(scope).converting(converting.as_ref());
    // An item may belong to another case than the asset in its reference.
    for (entry, _) in asserted(source, None, known.entries())? {
        if let Some(look) = entry.body.attestation() {
            report.add(entry.number, look);
        }
    }
    let roots = report.roots();
    if !roots.is_empty() {
        let until = scope.as_of.map_or_else(|| recorded_on(source, known.entries()), Ok)?;
        for root in roots {
            if let Some(family) = source.family(&root, known.entries())? {
                report.add_family(&family, until)?;
            }
        }
    }
    checked(source, plan, converting.as_ref(), report.finish(meta)?)
}

/// The claims and events of a case (`None`: of all) up to an entry that are not voided, each with whether it is an
/// adopted claim; those of one case in order.
///
/// # Errors
/// The ledger cannot be read, or it contradicts itself.
pub fn asserted<S: Source>(source: &S, case: Option<&CaseRef>, up_to: u64) -> Result<Vec<(Entry, bool)>, S::Error> {
    let mut assertions = Assertions::default();
    source.each_of_case(case, up_to, &mut |entry| {
        let number = entry.number;
        let contradicted = |refusal| Error::Damaged(format!("entry {number} contradicts those before it: {refusal}"));
        Ok(assertions.follow(entry).map_err(contradicted)?)
    })?;
    Ok(assertions.valid().collect())
}
