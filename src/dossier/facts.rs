//! All figures of a dossier, taken from one state of a ledger.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil;

use super::asked::{Asked, Filed};
use super::asset::{self, Known as Asset};
use super::behind::{Behind, Units, entries};
use super::chart::Charted;
use super::course::{Course, Stop};
use super::figures::Figures;
use super::order;
use crate::domain::{AssetRef, CaseRef, Unit};
use crate::journal::Dimension;
use crate::query::{self, Convert, Families, Known, PersonalData, Query, RateOn, Report, Source};
use crate::report::document::RateUsed;
use crate::report::listed::Listed;
use crate::report::{Document, Scope, Taken, listing};

/// The breakdowns that the page shows.
pub(super) const HELD: &[Dimension] = &[Dimension::Currency];
pub(super) const STAGES: &[Dimension] = &[Dimension::Stage, Dimension::Currency];
pub(super) const PLACED: &[Dimension] = &[Dimension::Jurisdiction, Dimension::Stage, Dimension::Currency];
pub(super) const PLACES: &[Dimension] = &[Dimension::Jurisdiction, Dimension::Currency];
pub(super) const KINDS: &[Dimension] = &[Dimension::Kind, Dimension::Currency];

/// What a dossier shows.
#[derive(Debug)]
pub(super) struct Facts {
    pub(super) filed: Filed,
    pub(super) entry: u64,
    pub(super) root: String,
    pub(super) version: String,
    pub(super) case: Option<CaseRef>,
    /// The day of the page: the one asked for, else that on which the last entry was recorded.
    pub(super) day: civil::Date,
    /// Whether that day was asked for.
    pub(super) of_day: OfDay,
    /// The first day of the period.
    pub(super) from: civil::Date,
    pub(super) convert: Option<Unit>,
    /// The day of the rates at which stocks through time and a roll-forward are converted.
    pub(super) rate_day: civil::Date,
    pub(super) personal: PersonalData,
    pub(super) charts: Vec<Charted>,
    pub(super) coverage: Document,
    pub(super) held: Document,
    pub(super) stages: Document,
    pub(super) placed: Document,
    pub(super) places: Document,
    pub(super) ranges: Document,
    pub(super) kinds: Document,
    /// Of what is disputed, the same over all readings.
    pub(super) over_readings: Option<[Document; 2]>,
    /// For each chart of places what lies in those that it does not show, and how many they are.
    pub(super) others: Vec<Option<(usize, Document)>>,
    pub(super) course: Vec<(Stop, Document)>,
    pub(super) rolled: [Document; 2],
    /// What is held after each line of the first of them.
    pub(super) running: Document,
    pub(super) pools: Document,
    pub(super) readings: Document,
    pub(super) looks: Document,
    pub(super) register: Document,
    pub(super) assets: Vec<Asset>,
    pub(super) asset_table: Document,
    pub(super) sources: Document,
    pub(super) behind: Behind,
}

/// What the day of the page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OfDay {
    /// That of the last entry.
    Head,
    /// The one asked for.
    Asked,
}

/// What the families of a case tell one by one.
struct Told {
    assets: Vec<Asset>,
    behind: Behind,
    course: Course,
}

/// A question, what is known, and where it is asked.
struct Desk<'a, S> {
    source: &'a S,
    known: &'a Known,
    query: &'a Query,
}

impl<S: Source> Desk<'_, S> {
    fn report(&self, report: Report, query: &Query) -> Result<Document, S::Error> {
        query::document(self.source, report, query, self.known)
    }

    fn holdings(&self, by: &[Dimension]) -> Result<Document, S::Error> {
        self.report(Report::Holdings, &Query { by: by.to_vec(), ..self.query.clone() })
    }

    fn over_readings(&self, by: &[Dimension]) -> Result<Document, S::Error> {
        let scope = Scope { readings: Taken::Hull, ..self.query.scope.clone() };
        self.report(Report::Holdings, &Query { by: by.to_vec(), scope, ..self.query.clone() })
    }

    fn unconverted(&self, report: Report) -> Result<Document, S::Error> {
        self.report(report, &Query { convert: None, ..self.query.clone() })
    }

    /// What is held in all places but some, whatever their number.
    fn elsewhere(&self, but: &[String]) -> Result<Document, S::Error> {
        let apart = Some(but.iter().cloned().collect());
        let scope = Scope { apart, ..self.query.scope.clone() };
        self.report(Report::Holdings, &Query { by: STAGES.to_vec(), scope, ..self.query.clone() })
    }

    /// The question of a period's roll-forward.
    fn rolled(&self, by: &[Dimension], (from, to): (civil::Date, civil::Date)) -> Query {
        let scope = Scope { as_of: None, period: Some((from, to)), ..self.query.scope.clone() };
        Query { by: by.to_vec(), scope, convert: on_day(self.query, to), ..self.query.clone() }
    }

    /// The stock at the end of each day.
    fn course(&self, stops: Vec<Stop>, day: civil::Date) -> Result<Vec<(Stop, Document)>, S::Error> {
        let query = Query { by: STAGES.to_vec(), convert: on_day(self.query, day), ..self.query.clone() };
        let days: Vec<civil::Date> = stops.iter().map(|stop| stop.day).collect();
        Ok(stops.into_iter().zip(query::course(self.source, &query, &days, self.known)?).collect())
    }

    /// Walks the families once; assets are converted in a list.
    fn told(&self, day: civil::Date, list: &mut Listed<'_>) -> Result<Told, S::Error> {
        let scope = &self.query.scope;
        let units = if self.query.convert.is_some() { Units::Converted } else { Units::Own };
        let mut told = Told { assets: Vec::new(), behind: Behind::new(units), course: Course::default() };
        let which = scope.case.as_ref().map_or(Families::All, Families::OfCase);
        query::each_family(self.source, which, Some(self.known.entries()), |family| {
            let standing = scope.standing(&family)?;
            let mut is_of_case = false;
            for asset in standing.assets().iter().filter(|asset| scope.admits(asset)) {
                is_of_case = true;
                let known = Asset::of(&standing, asset, list)?;
                if known.is_held {
                    told.behind.add(asset, &entries(&family, asset));
                }
                told.assets.push(known);
            }
            if is_of_case {
                told.course.add(&family, day);
            }
            Ok(())
        })?;
        told.assets.sort_by(|one, other| one.asset.cmp(&other.asset));
        Ok(told)
    }

    /// The sources that the case cites.
    fn sources(&self, filed: &Filed, documents: &[&Document]) -> Result<Document, S::Error> {
        let case = self.query.scope.case.as_ref();
        let mut cited: BTreeSet<String> = BTreeSet::new();
        for row in documents.iter().flat_map(|document| Figures::of(document).rows()) {
            let each = row.text("sources").split(';');
            cited.extend(each.map(|cited| cited.split('#').next().unwrap_or_default().to_owned()));
        }
        for (entry, _) in query::asserted(self.source, case, self.known.entries())? {
            let event = entry.body.case_event().into_iter().flat_map(|event| &event.sources);
            let claim = entry.body.claim().map(|claim| &claim.source);
            cited.extend(event.chain(claim).map(|cited| cited.source().to_string()));
        }
        let sources =
            filed.sources.iter().filter(|(_, source)| case.is_none() || cited.contains(source.source.as_str()));
        let sources: Vec<_> = sources.cloned().collect();
        let meta = self.query.meta(Report::Register, self.known);
        let head = &self.known.frontier;
        Ok(listing::sources(listing::meta("Sources", head, &meta.version), &sources)?)
    }
}

/// The same conversion with all rates of one day: the one that was asked for, or else this one.
fn on_day(query: &Query, day: civil::Date) -> Option<Convert> {
    let on = RateOn::Day(rate_day(query, day));
    query.convert.clone().map(|convert| Convert { on, explained: false, ..convert })
}

/// The day of all rates: the one that was asked for, or else this one.
fn rate_day(query: &Query, day: civil::Date) -> civil::Date {
    match query.convert.as_ref().map(|convert| convert.on) {
        Some(RateOn::Day(asked)) => asked,
        _ => day,
    }
}

impl Facts {
    /// Takes them.
    ///
    /// # Errors
    /// A total does not fit, no rates fit, or the ledger cannot be read.
    pub(super) fn of<S: Source>(source: &S, known: &Known, asked: &Asked, filed: Filed) -> Result<Facts, S::Error> {
        let query = &asked.query;
        let desk = Desk { source, known, query };
        let day = query.scope.as_of.map_or_else(|| query::recorded_on(source, known.entries()), Ok)?;
        let from = asked.from.unwrap_or_else(|| day.first_of_year()).min(day);
        let meta = query.meta(Report::Register, known);
        let convert = query.convert.as_ref().map(|convert| convert.to);
        let converting = query::converting(source, query, known)?;
        let mut list = asset::list().converting(converting.as_ref());
        let Told { assets, behind, course } = desk.told(day, &mut list)?;
        let [held, places, ranges] =
            [desk.holdings(HELD)?, desk.holdings(PLACES)?, desk.report(Report::Jurisdictions, query)?];
        let charts = order::charted(&held, convert.map(Unit::code));
        let others = charts.iter().map(|charted| {
            let all = order::places(&places, &ranges, charted);
            let Some((shown, others)) = all.split_at_checked(order::MOST) else { return Ok(None) };
            let others = others.len();
            if others == 0 { Ok(None) } else { desk.elsewhere(shown).map(|held| Some((others, held))) }
        });
        let others = others.collect::<Result<Vec<_>, S::Error>>()?;
        let readings = desk.report(Report::Readings, query)?;
        let is_disputed = Figures::of(&readings).rows().next().is_some();
        let over = || Ok::<_, S::Error>([desk.over_readings(PLACED)?, desk.over_readings(KINDS)?]);
        let over_readings = is_disputed.then(over).transpose()?;
        let register = desk.unconverted(Report::Register)?;
        let looks = desk.report(Report::Attestations, query)?;
        let rolled = [HELD, STAGES].map(|by| desk.rolled(by, (from, day)));
        let asset_meta = crate::report::Meta { title: "Assets".to_owned(), ..meta.clone() };
        Ok(Facts {
            entry: known.entries(),
            root: known.frontier.root().to_string(),
            version: meta.version,
            case: query.scope.case.clone(),
            day,
            of_day: if query.scope.as_of.is_some() { OfDay::Asked } else { OfDay::Head },
            from,
            convert,
            rate_day: rate_day(query, day),
            personal: query.personal,
            coverage: desk.unconverted(Report::Coverage)?,
            stages: desk.holdings(STAGES)?,
            placed: desk.holdings(PLACED)?,
            kinds: desk.holdings(KINDS)?,
            course: desk.course(course.stops(day), day)?,
            running: query::running(source, &rolled[0], known)?,
            rolled: [desk.report(Report::Rollforward, &rolled[0])?, desk.report(Report::Rollforward, &rolled[1])?],
            pools: desk.report(Report::Pools, query)?,
            sources: desk.sources(&filed, &[&register, &readings, &looks])?,
            asset_table: asset::table(asset_meta, (&assets, list), &register)?,
            held,
            places,
            ranges,
            charts,
            others,
            readings,
            over_readings,
            register,
            looks,
            assets,
            behind,
            filed,
        })
    }

    /// The rates that any figure of the page used, each once.
    pub(super) fn rates(&self) -> BTreeSet<RateUsed> {
        let documents = [
            &self.held,
            &self.stages,
            &self.placed,
            &self.kinds,
            &self.ranges,
            &self.pools,
            &self.looks,
            &self.asset_table,
        ];
        let documents = documents.into_iter().chain(&self.rolled).chain(self.course.iter().map(|(_, held)| held));
        documents.flat_map(|document| document.outline().rates().to_vec()).collect()
    }

    /// The assets that are linked as perhaps the same money, each with those that it is linked to.
    pub(super) fn linked(&self) -> BTreeMap<&AssetRef, BTreeSet<&AssetRef>> {
        let mut linked: BTreeMap<&AssetRef, BTreeSet<&AssetRef>> = BTreeMap::new();
        for asset in &self.assets {
            for other in &asset.overlaps {
                linked.entry(&asset.asset).or_default().insert(other);
                linked.entry(other).or_default().insert(&asset.asset);
            }
        }
        linked
    }
}
