//! One report over several ledgers.
//!
//! Kept totals add. Families that may be the same money are found across all ledgers first: an asset that another ledger
//! names is in the kept totals of its own ledger, so it is taken out of them and folded with the others.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil;

use crate::domain::{AssetElsewhere, AssetRef, Origin};
use crate::exchange::Requested;
use crate::journal::kept::{self, KEPT, Kept, Of};
use crate::journal::tally::{self, ByKey};
use crate::journal::{Family, Tally};
use crate::report::document::LedgerUsed;
use crate::report::{Converting, Document, Jurisdictions, Linking, Links, Meta, Totalled, Totals};

use super::Error;
use super::convert::{KeptTotals, Plan, checked};
use super::families::fold;
use super::known::recorded_on;
use super::question::{Convert, Known, Query, RateOn, Report};
use super::source::{Families, Source, Span};

/// A ledger to consolidate.
#[derive(Debug)]
pub struct Part<'a, S> {
    /// Which ledger.
    pub origin: Origin,
    /// One state of it.
    pub source: &'a S,
    /// The entries of it that count.
    pub known: Known,
}

/// A report over several ledgers.
#[derive(Clone, Debug)]
pub struct Consolidated {
    /// The report.
    pub document: Document,
    /// The assets that one of these ledgers names in another, and that are not there.
    pub unresolved: Vec<Unresolved>,
}

/// Assets of one ledger that another ledger names as perhaps the same money, and that are not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unresolved {
    /// The ledger that names them.
    pub by: Origin,
    /// The first of them.
    pub first: AssetElsewhere,
    /// How many there are.
    pub assets: u64,
    /// Why they are not there.
    pub missing: Missing,
}

/// What is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// The ledger is not among those that are consolidated.
    Ledger,
    /// The ledger has no such asset.
    Asset,
    /// The ledger has the asset, but not this item of it. It counts as the asset does, because an asset and its items
    /// count as one.
    Item,
}

/// Makes a report over several ledgers, each as known at its own entry. Rates are those of the first.
///
/// # Errors
/// There is no ledger, or one of them twice; the report or a filter is of one ledger only; no ledger has the case; a total
/// does not fit; or a ledger cannot be read.
pub fn consolidated<S: Source>(parts: &[Part<'_, S>], report: Report, query: &Query) -> Result<Consolidated, S::Error> {
    check(parts, report, query)?;
    let Some(first) = parts.first() else { return Err(Error::NoLedger.into()) };
    require_case(parts, query)?;
    let query = &on_one_day(parts, report, query)?;
    let Found { links, named, unresolved } = found(parts)?;
    let plan = Plan::of(first.source, report, query, &first.known)?;
    let meta = query.meta(report, &first.known);
    let meta = plan.as_ref().map_or(meta.clone(), |plan| plan.note(meta));
    let converting = plan.as_ref().map(|plan| plan.whole(first.source)).transpose()?;
    let across = Across { parts, query, named: &named, converting: converting.as_ref() };
    let document = match report {
        Report::Jurisdictions => jurisdictions(&across, &links, meta)?,
        Report::Actions => totals(&across, Of::Flow, (report, &links), meta)?,
        _ => totals(&across, Of::Stock, (report, &links), meta)?,
    };
    let document = checked(first.source, plan.as_ref(), converting.as_ref(), document)?;
    let used = parts.iter().map(|part| used(part, &unresolved)).collect::<Result<_, _>>()?;
    Ok(Consolidated { document: document.of_ledgers(used), unresolved })
}

/// What a report over several ledgers reads.
struct Across<'p, 'a, S> {
    parts: &'p [Part<'a, S>],
    query: &'p Query,
    /// Of each ledger, the families that are in its kept totals but may be the same money as others.
    named: &'p [Vec<Family>],
    converting: Option<&'p Converting>,
}

fn totals<S: Source>(
    across: &Across<'_, '_, S>,
    of: Of,
    (report, links): (Report, &[Links]),
    meta: Meta,
) -> Result<Document, S::Error> {
    let Across { parts, query, converting, .. } = *across;
    let (names, by) = (names(parts), (query.breakdown(report), query.measures));
    let blank = |at: usize| {
        let totals = Totals::new(of, by, &query.scope, &links[at]);
        totals.of_ledger(number(at), names[at]).converting(converting)
    };
    Ok(across.made(&blank)?.finish(meta)?)
}

fn jurisdictions<S: Source>(across: &Across<'_, '_, S>, links: &[Links], meta: Meta) -> Result<Document, S::Error> {
    let Across { query, converting, .. } = *across;
    let scope = &query.scope;
    let mut named = BTreeSet::new();
    if scope.with_unplaced {
        // Only the finished report tells which jurisdictions it names.
        let blank =
            |at: usize| Jurisdictions::new(scope, &links[at], &named).of_ledger(number(at)).converting(converting);
        named = across.made(&blank)?.names()?;
    }
    let blank = |at: usize| Jurisdictions::new(scope, &links[at], &named).of_ledger(number(at)).converting(converting);
    Ok(across.made(&blank)?.finish(meta)?)
}

/// The number of a ledger in keys: there is no room for that many ledgers.
fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl<S: Source> Across<'_, '_, S> {
    /// Makes a report from everything that the ledgers hold; `blank` makes the empty report of one of them.
    fn made<R: Totalled + Send>(&self, blank: &(impl Fn(usize) -> R + Sync)) -> Result<R, S::Error> {
        let mut all = blank(0);
        for (at, (part, named)) in self.parts.iter().zip(self.named).enumerate() {
            let mut report = blank(at);
            self.fill(&mut report, (part, named), || blank(at))?;
            all.merge(report)?;
        }
        Ok(all)
    }

    /// Adds everything that one ledger holds.
    fn fill<R: Totalled + Send>(
        &self,
        report: &mut R,
        (Part { source, known, .. }, named): (&Part<'_, S>, &[Family]),
        blank: impl Fn() -> R + Sync,
    ) -> Result<(), S::Error> {
        if let Some(kept) = report.kept().filter(|_| known.all) {
            let rows = rows(*source, kept, named)?;
            if suffices(self.converting, kept, &rows)? {
                rows.iter().try_for_each(|(key, tally)| report.add_kept(kept, key, *tally))?;
                fold(*source, Families::Woven, Some(known.entries()), report, blank)?;
                return Ok(named.iter().try_for_each(|family| report.add(family))?);
            }
        }
        fold(*source, known.families(&self.query.scope), Some(known.entries()), report, blank)
    }
}

/// Checks that the report can be made over these ledgers.
fn check<S>(parts: &[Part<'_, S>], report: Report, query: &Query) -> Result<(), Error> {
    if !Report::CONSOLIDATED.contains(&report) {
        return Err(Error::OfOneLedger(report.name()));
    }
    if query.at_entry.is_some() {
        return Err(Error::OfOneLedger("an entry's number"));
    }
    let mut seen = BTreeSet::new();
    match parts.iter().find(|part| !seen.insert(&part.origin)) {
        Some(twice) => Err(Error::LedgerTwice(twice.origin.clone())),
        None => Ok(()),
    }
}

/// The ledgers as rows name them: by name, and those that share a name by origin.
fn names<'p, S>(parts: &'p [Part<'_, S>]) -> Vec<&'p str> {
    let is_shared = |name: &str| parts.iter().filter(|part| part.origin.name() == name).count() > 1;
    let name = |part: &'p Part<'_, S>| match is_shared(part.origin.name()) {
        true => part.origin.as_str(),
        false => part.origin.name(),
    };
    parts.iter().map(name).collect()
}

/// Checks that one of the ledgers has the case that is asked for.
fn require_case<S: Source>(parts: &[Part<'_, S>], query: &Query) -> Result<(), S::Error> {
    let Some(case) = &query.scope.case else { return Ok(()) };
    for part in parts {
        if part.source.opened(case)?.is_some_and(|opened| opened <= part.known.entries()) {
            return Ok(());
        }
    }
    Err(Error::NoCase(case.clone()).into())
}

/// The question with the day of the rates, where that follows from the last entries: the latest day of all ledgers.
fn on_one_day<S: Source>(parts: &[Part<'_, S>], report: Report, query: &Query) -> Result<Query, S::Error> {
    let mut query = query.clone();
    let follows = match query.convert.as_ref().map(|convert| convert.on) {
        Some(RateOn::Usual) => report != Report::Actions,
        Some(RateOn::AsOf) => true,
        _ => false,
    };
    if !follows || query.scope.as_of.is_some() {
        return Ok(query);
    }
    let mut latest = civil::Date::MIN;
    for part in parts {
        latest = latest.max(recorded_on(part.source, part.known.entries())?);
    }
    query.convert = query.convert.map(|convert| Convert { on: RateOn::Day(latest), ..convert });
    Ok(query)
}

/// The links between the families of all ledgers.
struct Found {
    /// Those of each ledger.
    links: Vec<Links>,
    /// Of each ledger, the families that only other ledgers name: they are in its kept totals.
    named: Vec<Vec<Family>>,
    unresolved: Vec<Unresolved>,
}

/// Finds the links between the families of all ledgers.
fn found<S: Source>(parts: &[Part<'_, S>]) -> Result<Found, S::Error> {
    let mut linkings = Vec::with_capacity(parts.len());
    for part in parts {
        let mut linking = Linking::default();
        fold(part.source, Families::Woven, Some(part.known.entries()), &mut linking, Linking::default)?;
        linkings.push(linking);
    }
    let number = |origin: &Origin| parts.iter().position(|part| part.origin == *origin);
    let mut wanted: Vec<BTreeSet<AssetRef>> = vec![BTreeSet::new(); parts.len()];
    for other in linkings.iter().flat_map(|linking| linking.elsewhere().map(|(_, other)| other)) {
        if let Some(at) = number(&other.origin) {
            wanted[at].insert(other.asset.clone());
        }
    }
    let (mut named, mut absent) = (Vec::with_capacity(parts.len()), Vec::with_capacity(parts.len()));
    for ((part, linking), wanted) in parts.iter().zip(&mut linkings).zip(wanted) {
        let (families, missing) = noted(part, linking, wanted)?;
        named.push(families);
        absent.push(missing);
    }
    let missing = |other: &AssetElsewhere| match number(&other.origin) {
        None => Some(Missing::Ledger),
        Some(at) => absent[at].get(&other.asset).copied(),
    };
    let unresolved = parts.iter().zip(&linkings).flat_map(|(part, linking)| unresolved(&part.origin, linking, missing));
    let unresolved = unresolved.collect();
    Ok(Found { links: Linking::across(linkings, number), named, unresolved })
}

/// The assets that others name and a ledger does not have.
type Absent = BTreeMap<AssetRef, Missing>;

/// Notes the families of a ledger that others name, and returns those that are in its kept totals, and which assets it
/// does not have.
fn noted<S: Source>(
    part: &Part<'_, S>,
    linking: &mut Linking,
    wanted: BTreeSet<AssetRef>,
) -> Result<(Vec<Family>, Absent), S::Error> {
    let mut by_root: BTreeMap<AssetRef, Vec<AssetRef>> = BTreeMap::new();
    wanted.into_iter().for_each(|asset| by_root.entry(asset.root()).or_default().push(asset));
    let woven: BTreeSet<AssetRef> =
        linking.families().iter().filter(|woven| by_root.contains_key(woven)).cloned().collect();
    let (mut families, mut absent) = (Vec::new(), BTreeMap::new());
    for (root, assets) in by_root {
        let is_woven = woven.contains(&root);
        if is_woven && assets == [root.clone()] {
            continue;
        }
        let family = part.source.family(&root, part.known.entries())?;
        let has = |asset: &AssetRef| family.as_ref().is_some_and(|family| family.standing().asset(asset).is_some());
        let missing = if has(&root) { Missing::Item } else { Missing::Asset };
        absent.extend(assets.into_iter().filter(|asset| !has(asset)).map(|asset| (asset, missing)));
        // One whose first action was voided has no assets, and links nothing.
        families.extend(family.filter(|family| !is_woven && linking.note(family).is_some()));
    }
    Ok((families, absent))
}

/// The assets that a ledger names in vain, by their ledger.
fn unresolved(by: &Origin, linking: &Linking, missing: impl Fn(&AssetElsewhere) -> Option<Missing>) -> Vec<Unresolved> {
    let mut found: BTreeMap<(&Origin, Missing), BTreeSet<&AssetElsewhere>> = BTreeMap::new();
    for (_, other) in linking.elsewhere() {
        if let Some(missing) = missing(other) {
            found.entry((&other.origin, missing)).or_default().insert(other);
        }
    }
    let told = found.into_iter().filter_map(|((_, missing), others)| {
        let first = (*others.first()?).clone();
        Some(Unresolved { by: by.clone(), first, assets: others.len() as u64, missing })
    });
    told.collect()
}

/// The rows of a kept breakdown without the families that are folded.
fn rows<S: Source>(source: &S, kept: &Kept, folded: &[Family]) -> Result<Vec<(String, Tally)>, S::Error> {
    let mut out: ByKey<Tally> = ByKey::default();
    for family in folded {
        kept::additions(family, 0, |at, key, tally| match KEPT.get(at) {
            Some(of) if of == kept => tally::add(&mut out, key, tally),
            _ => Ok(()),
        })?;
    }
    let mut rows = Vec::new();
    source.each_total(kept, &mut |key, tally| {
        let tally = out.get(key).map_or(Ok(tally), |out| tally.minus(*out))?;
        if tally != Tally::default() {
            rows.push((key.to_owned(), tally));
        }
        Ok(())
    })?;
    Ok(rows)
}

/// Whether kept totals can be converted: all at the rates of one day, and no crypto-asset at a value that has a day of its
/// own.
fn suffices(converting: Option<&Converting>, kept: &Kept, rows: &[(String, Tally)]) -> Result<bool, Error> {
    let Some(converting) = converting else { return Ok(true) };
    let Some(day) = converting.day else { return Ok(false) };
    for codes in KeptTotals::codes(kept, rows).map_err(|fault| Error::Damaged(fault.to_string()))? {
        let (units, is_worth) = Totals::units_kept(codes).map_err(|fault| Error::Damaged(fault.to_string()))?;
        let converts = |unit| converting.exchange.converts(unit, Requested::Day(day));
        if is_worth && !units.first().copied().is_some_and(converts) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What the report says of a ledger.
fn used<S: Source>(part: &Part<'_, S>, unresolved: &[Unresolved]) -> Result<LedgerUsed, S::Error> {
    let entries = part.known.entries();
    let mut recorded_at = String::new();
    let span = Span { after: entries.saturating_sub(1), up_to: entries, limit: Some(1) };
    part.source.each_entry(span, &mut |entry, _, _| {
        recorded_at = entry.stamp.recorded_at;
        Ok(())
    })?;
    let (origin, root) = (part.origin.to_string(), part.known.frontier.root().to_string());
    let counts = |unresolved: &&Unresolved| unresolved.missing == Missing::Item;
    let of_ledger = unresolved.iter().filter(|unresolved| unresolved.by == part.origin && !counts(unresolved));
    let unresolved = of_ledger.map(|unresolved| unresolved.assets).sum();
    Ok(LedgerUsed { origin, entries, root, recorded_at, unresolved })
}
