//! Converting a whole report into one currency: which set of rates, of which day, and which of its rates to read.

use std::collections::{BTreeSet, HashSet};

use jiff::civil;

use crate::domain::{Fault, RateSet, Unit};
use crate::exchange::{Exchange, Requested, Series};
use crate::journal::Tally;
use crate::journal::kept::Kept;
use crate::report::units::Units;
use crate::report::{Converting, Document, Meta, Totals};

use super::Error;
use super::families::fold;
use super::known::recorded_on;
use super::question::{Convert, Known, Query, RateOn, Report};
use super::source::{EachTotal, Families, Rates, Source};

/// How a report converts, before any rate is read.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    convert: &'a Convert,
    set: Option<RateSet>,
    /// `None` if each action has its own.
    day: Option<civil::Date>,
    up_to: u64,
}

impl<'a> Plan<'a> {
    /// How a report converts; `None` if it does not.
    ///
    /// # Errors
    /// No set fits the request, or several do and none is named.
    pub(super) fn of<S: Source>(
        source: &S,
        report: Report,
        query: &'a Query,
        known: &Known,
    ) -> Result<Option<Plan<'a>>, S::Error> {
        let Some(convert) = &query.convert else { return Ok(None) };
        check(report)?;
        let up_to = known.entries();
        let is_flow = matches!(report, Report::Actions | Report::Readings);
        let day = match convert.on {
            RateOn::Day(day) => Some(day),
            // The published total had a day of its own, and nobody says which one is meant.
            _ if report == Report::Bridge => return Err(Error::OneRateDay("a bridge").into()),
            RateOn::Action if report == Report::Rollforward => return Err(Error::OneRateDay("a roll-forward").into()),
            _ if report == Report::Rollforward => Some(query.scope.period.ok_or(Error::NoPeriod)?.1),
            RateOn::Action => None,
            RateOn::Usual if is_flow => None,
            RateOn::Usual | RateOn::AsOf => Some(query.scope.as_of.map_or_else(|| recorded_on(source, up_to), Ok)?),
        };
        Ok(Some(Plan { convert, set: chosen(source, convert, up_to)?, day, up_to }))
    }

    /// Adds to a report's metadata how it converts.
    pub(super) fn note(&self, meta: Meta) -> Meta {
        let day = self.day.map_or("action".to_owned(), |day| day.to_string());
        self.note_on(meta, &day)
    }

    /// The same, with the day of the rates in the given words.
    pub(super) fn note_on(&self, mut meta: Meta, day: &str) -> Meta {
        let filters = [
            ("convert", Some(self.convert.to.to_string())),
            ("rates", self.set.as_ref().map(|set| set.name.clone())),
            ("rate_on", Some(day.to_owned())),
            ("rounding", Some(self.convert.rounding.as_str().to_owned())),
        ];
        meta.filters.extend(filters.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
        meta
    }

    /// Reads all rates of the set.
    pub(super) fn whole<S: Source>(&self, source: &S) -> Result<Converting, S::Error> {
        let rates = self.rates(None, (civil::Date::MIN, civil::Date::MAX));
        let mut series = self.set.clone().map(Series::of);
        if let (Some(series), Some(rates)) = (&mut series, rates) {
            source.each_rate(rates, &mut |rate| {
                series.add(rate);
                Ok(())
            })?;
        }
        Ok(self.with(series))
    }

    /// Reads only the rates that kept totals need on one day; `None` if these totals do not suffice, because a
    /// crypto-asset's value counts on a day of its own.
    fn for_kept<S: Source>(
        &self,
        source: &S,
        kept: &'static Kept,
        day: civil::Date,
    ) -> Result<Option<(Converting, KeptTotals)>, S::Error> {
        let mut woven = Units::default();
        fold(source, Families::Woven, Some(self.up_to), &mut woven, Units::default)?;
        let mut rows = Vec::new();
        source.each_total(kept, &mut |key, tally| {
            rows.push((key.to_owned(), tally));
            Ok(())
        })?;
        let (mut units, mut worth) = (woven.all, BTreeSet::new());
        for codes in KeptTotals::codes(kept, &rows)? {
            let (of_row, is_worth) = Totals::units_kept(codes)?;
            worth.extend(of_row.first().copied().filter(|_| is_worth));
            units.extend(of_row);
        }
        let since = self.set.as_ref().map_or(day, |set| Series::first_that_can_hold(set.holds, day));
        let needed = |units: &BTreeSet<Unit>| -> BTreeSet<Unit> {
            units.iter().copied().chain([self.convert.to]).flat_map(Exchange::needed).collect()
        };
        let at_any_time = if woven.worths.is_empty() { BTreeSet::new() } else { needed(&woven.worths) };
        let mut series = self.set.clone().map(Series::of);
        for unit in needed(&units).union(&at_any_time) {
            let all = (civil::Date::MIN, civil::Date::MAX);
            let days = if at_any_time.contains(unit) { all } else { (since, day) };
            if let (Some(series), Some(rates)) = (&mut series, self.rates(Some(*unit), days)) {
                source.each_rate(rates, &mut |rate| {
                    series.add(rate);
                    Ok(())
                })?;
            }
        }
        let converting = self.with(series);
        let all = worth.iter().all(|crypto| converting.exchange.converts(*crypto, Requested::Day(day)));
        Ok(all.then_some((converting, KeptTotals { kept, rows: Some(rows) })))
    }

    fn rates(&self, currency: Option<Unit>, (from, to): (civil::Date, civil::Date)) -> Option<Rates<'_>> {
        let set = self.set.as_ref()?.name.as_str();
        Some(Rates { set, currency, from, to, up_to: self.up_to })
    }

    fn with(&self, series: Option<Series>) -> Converting {
        let exchange = Exchange::new(self.convert.to, self.convert.rounding, series);
        Converting { exchange, day: self.day, explained: self.convert.explained }
    }

    /// Checks that a set was found if one was needed.
    ///
    /// # Errors
    /// No set fits, and some amounts need one.
    pub(super) fn check<S: Source>(&self, source: &S, converting: &Converting) -> Result<(), S::Error> {
        if self.set.is_some() || !converting.exchange.lacks_a_set() {
            return Ok(());
        }
        let known = source.rate_sets(self.up_to)?.into_iter().map(|set| set.name).collect();
        Err(Error::NoRatesFit { to: self.convert.to, known }.into())
    }
}

/// The rates and the day with which a question about stock converts; `None` if it does not.
///
/// # Errors
/// No set fits the request, or several do and none is named; or the ledger cannot be read.
#[cfg(feature = "html")]
pub(crate) fn converting<S: Source>(source: &S, query: &Query, known: &Known) -> Result<Option<Converting>, S::Error> {
    let plan = Plan::of(source, Report::Holdings, query, known)?;
    plan.map(|plan| plan.whole(source)).transpose()
}

/// The kept totals that a report is made of.
pub(super) struct KeptTotals {
    pub(super) kept: &'static Kept,
    /// Its rows, where they were read already.
    rows: Option<Vec<(String, Tally)>>,
}

impl KeptTotals {
    /// Passes them to `each`, in key order.
    ///
    /// # Errors
    /// The ledger cannot be read, or `each` fails.
    pub(super) fn each<S: Source>(&self, source: &S, each: &mut EachTotal<'_, S::Error>) -> Result<(), S::Error> {
        match &self.rows {
            Some(rows) => rows.iter().try_for_each(|(key, tally)| each(key, *tally)),
            None => source.each_total(self.kept, each),
        }
    }

    /// The different units of their rows: of the amounts, and of the values.
    pub(super) fn codes<'r>(kept: &Kept, rows: &'r [(String, Tally)]) -> Result<HashSet<[&'r str; 2]>, Fault> {
        rows.iter().map(|(key, _)| kept.place(key).map(|place| [place.currency, place.value_currency])).collect()
    }
}

/// How a report converts, and its metadata.
pub(super) type Told<'a> = (Option<&'a Plan<'a>>, Meta);

/// The document, provided that a set of rates was found if one was needed.
///
/// # Errors
/// None was found.
pub(super) fn checked<S: Source>(
    source: &S,
    plan: Option<&Plan<'_>>,
    converting: Option<&Converting>,
    document: Document,
) -> Result<Document, S::Error> {
    if let (Some(plan), Some(converting)) = (plan, converting) {
        plan.check(source, converting)?;
    }
    Ok(document)
}

/// Checks that a report converts.
fn check(report: Report) -> Result<(), Error> {
    match report {
        Report::Register => Err(Error::NothingToConvert(report.name())),
        _ => Ok(()),
    }
}

/// The rates that a report needs, and the kept totals that it can still use.
pub(super) fn with_kept<S: Source>(
    source: &S,
    plan: Option<&Plan<'_>>,
    kept: Option<&'static Kept>,
) -> Result<(Option<Converting>, Option<KeptTotals>), S::Error> {
    let Some(plan) = plan else { return Ok((None, kept.map(|kept| KeptTotals { kept, rows: None }))) };
    if let (Some(kept), Some(day)) = (kept, plan.day)
        && let Some((converting, kept)) = plan.for_kept(source, kept, day)?
    {
        return Ok((Some(converting), Some(kept)));
    }
    Ok((Some(plan.whole(source)?), None))
}

/// The named set, or otherwise the only one that fits; `None` if none does.
fn chosen<S: Source>(source: &S, convert: &Convert, up_to: u64) -> Result<Option<RateSet>, S::Error> {
    let sets = source.rate_sets(up_to)?;
    let names = |sets: &[RateSet]| sets.iter().map(|set| set.name.clone()).collect();
    if let Some(asked) = &convert.rates {
        let Some(set) = sets.iter().find(|set| set.name == *asked) else {
            return Err(Error::NoRates { asked: asked.clone(), known: names(&sets) }.into());
        };
        if !fits(source, set, convert.to, up_to)? {
            return Err(Error::RatesLack { set: asked.clone(), to: convert.to }.into());
        }
        return Ok(Some(set.clone()));
    }
    let mut fitting = Vec::new();
    for set in sets {
        if fits(source, &set, convert.to, up_to)? {
            fitting.push(set);
        }
    }
    if fitting.len() > 1 {
        return Err(Error::SeveralRates { to: convert.to, sets: names(&fitting) }.into());
    }
    Ok(fitting.pop())
}

/// Whether a set can convert into a unit: its base or one of its currencies is that unit, or what law has put in its
/// place.
fn fits<S: Source>(source: &S, set: &RateSet, to: Unit, up_to: u64) -> Result<bool, S::Error> {
    for unit in Exchange::needed(to) {
        if unit == set.base {
            return Ok(true);
        }
        let mut has = false;
        let (from, until) = (civil::Date::MIN, civil::Date::MAX);
        let rates = Rates { set: &set.name, currency: Some(unit), from, to: until, up_to };
        source.each_rate(rates, &mut |_| {
            has = true;
            Ok(())
        })?;
        if has {
            return Ok(true);
        }
    }
    Ok(false)
}
