//! A question: which report, about what, as known when.

use jiff::civil;

use crate::domain::{Places, Unit};
use crate::exchange::Rounding;
use crate::journal::Frontier;
use crate::report::document::Verified;
use crate::report::{Bands, Dimension, Measures, Meta, Scope, Values, dimension};

use super::asked::{Bridged, Largest, List, Sums};
use super::source::Families;

/// The program that makes the reports.
const PROGRAM: &str = concat!("impound ", env!("CARGO_PKG_VERSION"));

/// The reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Report {
    /// What is held: the stock, each asset once, at its stage.
    Holdings,
    /// What was done: the flow, each action with the amount of its own date.
    Actions,
    /// What is frozen or seized in each jurisdiction alone, and the range that the pools leave open.
    Jurisdictions,
    /// Amounts stated for several jurisdictions together.
    Pools,
    /// Non-monetary facts about cases, as each source claims them.
    Claims,
    /// The latest inspection of each asset that was inspected.
    Attestations,
    /// What each source states about actions that have readings.
    Readings,
    /// Every entry that records an action, with every particular.
    Register,
    /// How the stock at the beginning of a period became that at its end.
    Rollforward,
    /// How many assets in stock have which particulars.
    Coverage,
    /// What is frozen or seized, by how long ago it reached that stage.
    Ageing,
    /// From a total as it was published to the same as it is known later.
    Bridge,
    /// The largest holdings, each with its share, and the total without them.
    Concentration,
    /// A custodian's list beside what the ledger holds.
    Reconcile,
}

impl Report {
    /// The reports of a pack, in its order: each covers everything that the ledger holds about its subject. A pack also
    /// has the roll-forward of a year; a report that needs a currency or an earlier entry is included on request.
    pub const PACKED: [Report; 8] = [
        Report::Register,
        Report::Holdings,
        Report::Actions,
        Report::Jurisdictions,
        Report::Pools,
        Report::Claims,
        Report::Attestations,
        Report::Readings,
    ];

    /// The reports that can be made over several ledgers.
    pub const CONSOLIDATED: [Report; 3] = [Report::Holdings, Report::Actions, Report::Jurisdictions];

    /// The report that has these totals.
    pub fn of(sums: Sums) -> Report {
        match sums {
            Sums::Holdings => Report::Holdings,
            Sums::Actions => Report::Actions,
        }
    }

    /// The report's name in commands and files.
    pub fn name(self) -> &'static str {
        match self {
            Report::Holdings => "holdings",
            Report::Actions => "actions",
            Report::Jurisdictions => "jurisdictions",
            Report::Pools => "pools",
            Report::Claims => "claims",
            Report::Attestations => "attestations",
            Report::Readings => "readings",
            Report::Register => "register",
            Report::Rollforward => "rollforward",
            Report::Coverage => "coverage",
            Report::Ageing => "ageing",
            Report::Bridge => "bridge",
            Report::Concentration => "concentration",
            Report::Reconcile => "reconcile",
        }
    }

    /// What the report shows, in one line.
    pub fn title(self) -> &'static str {
        match self {
            Report::Holdings => "Holdings: what is held, each asset once, at its stage",
            Report::Actions => "Actions: what was done, each with the amount of its own date",
            Report::Jurisdictions => "Jurisdictions: what is frozen or seized, alone and in pools",
            Report::Pools => "Pools: amounts stated for several jurisdictions together",
            Report::Claims => "Claims: facts of cases other than money, as each source states them",
            Report::Attestations => "Attestations: of each asset the latest look at what is kept of it",
            Report::Readings => "Readings: what each source states of an action, side by side",
            Report::Register => "Register: every entry that records an action",
            Report::Rollforward => "Roll-forward: how the opening stock became the closing stock",
            Report::Coverage => "Coverage: how many of the assets held have which particulars",
            Report::Ageing => "Ageing: what is frozen or seized, by days since it reached that stage",
            Report::Bridge => "Bridge: from totals as published to the same as known later, by cause",
            Report::Concentration => "Concentration: the largest of what is held, and the total without them",
            Report::Reconcile => "Reconciliation: a custodian's list beside what the ledger holds",
        }
    }

    /// The dimensions that the report can be broken down by; empty if its rows are fixed.
    pub fn dimensions(self) -> &'static [Dimension] {
        match self {
            Report::Holdings | Report::Rollforward | Report::Ageing => dimension::OF_STOCK,
            Report::Coverage => dimension::OF_COVERAGE,
            Report::Actions => dimension::OF_FLOW,
            Report::Jurisdictions
            | Report::Pools
            | Report::Claims
            | Report::Attestations
            | Report::Readings
            | Report::Register
            | Report::Bridge
            | Report::Concentration
            | Report::Reconcile => &[],
        }
    }

    /// The default dimensions.
    pub fn usual(self) -> &'static [Dimension] {
        match self {
            Report::Holdings | Report::Rollforward => &[Dimension::Jurisdiction, Dimension::Stage, Dimension::Currency],
            Report::Ageing => &[Dimension::Stage, Dimension::Currency],
            Report::Actions => &[Dimension::Jurisdiction, Dimension::Action, Dimension::Currency],
            Report::Jurisdictions
            | Report::Pools
            | Report::Claims
            | Report::Attestations
            | Report::Readings
            | Report::Register
            | Report::Coverage
            | Report::Bridge
            | Report::Concentration
            | Report::Reconcile => &[],
        }
    }
}

/// Whether a register shows identifiers and the names of persons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PersonalData {
    /// Only that they exist.
    #[default]
    Hidden,
    /// All that no entry withholds, according to the journal at the time of reading.
    Shown,
}

/// How a report converts amounts.
#[derive(Clone, Debug)]
pub struct Convert {
    /// The unit.
    pub to: Unit,
    /// The set of rates; if none is named, exactly one must fit.
    pub rates: Option<String>,
    /// The day whose rates are used.
    pub on: RateOn,
    /// How a figure with equal bounds is rounded.
    pub rounding: Rounding,
    /// Whether totals keep what each figure is made of, for
    /// [`Document::rates_used`](crate::report::Document::rates_used); the rates themselves are always kept. A report of
    /// a million actions, each at the rate of its own day, is half as large without.
    pub explained: bool,
}

/// The day whose rates are used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RateOn {
    /// For actions, their own day; for holdings, the day of the report.
    #[default]
    Usual,
    /// The day of the action whose amount counts.
    Action,
    /// The day of the stock; if none is given, the one on which the report's last entry was recorded.
    AsOf,
    /// This one.
    Day(civil::Date),
}

/// A question to a ledger. The default asks about everything as known now.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// The dimensions of totals, as read by [`dimension::parse_list`]; empty for the report's default.
    pub by: Vec<Dimension>,
    /// What totals add up in addition to amounts.
    pub measures: Measures,
    /// What the report is about.
    pub scope: Scope,
    /// As known when this entry was the last; `None` means now.
    pub at_entry: Option<u64>,
    /// How its amounts are converted.
    pub convert: Option<Convert>,
    /// The filters as the user worded them, by name: `("as_of", "2024-06")`. The report quotes them.
    pub worded: Vec<(&'static str, String)>,
    /// The personal data that a register shows.
    pub personal: PersonalData,
    /// How far the reader of the report has verified the ledger.
    pub verified: Verified,
    /// The bands of an ageing.
    pub bands: Bands,
    /// Where a bridge starts; it ends with what is known at `at_entry`.
    pub bridged: Bridged,
    /// How many lines a concentration has, and in which currency.
    pub largest: Largest,
    /// The list to reconcile.
    pub list: List,
}

impl Query {
    /// The dimensions of a report.
    pub fn breakdown(&self, report: Report) -> &[Dimension] {
        if self.by.is_empty() { report.usual() } else { &self.by }
    }

    /// The report's metadata for a known state.
    pub fn meta(&self, report: Report, known: &Known) -> Meta {
        let by = self.breakdown(if report == Report::Bridge { Report::of(self.bridged.of) } else { report });
        let by = if by.is_empty() { Vec::new() } else { self.measures.breakdown(by) };
        let by: Vec<&str> = by.iter().map(|dimension| dimension.name()).collect();
        let by = (!by.is_empty()).then(|| ("by", by.join(",")));
        let mut meta = self.described(report, report.title(), known);
        meta.filters.splice(0..0, by.map(|(name, value)| (name.to_owned(), value)));
        meta
    }

    /// The metadata of a report under another title.
    pub(super) fn described(&self, report: Report, title: &str, known: &Known) -> Meta {
        Meta {
            title: title.to_owned(),
            entry: known.frontier.size(),
            digest: known.frontier.root().to_string(),
            filters: self.filters(report).map(|(name, value)| (name.to_owned(), value)).collect(),
            version: PROGRAM.to_owned(),
            verified: self.verified,
            unplaced: None,
        }
    }

    /// The filters by name, as worded by the user or else as values.
    fn filters(&self, report: Report) -> impl Iterator<Item = (&'static str, String)> {
        let scope = &self.scope;
        let bridged = Some(self.bridged).filter(|_| report == Report::Bridge);
        let at_entry = bridged.map(|bridged| bridged.from).or(self.at_entry);
        let chosen = |chosen: bool| chosen.then(|| "true".to_owned());
        let [from, to] = scope.ends().map(|end| end.map(|day| day.to_string()));
        let largest = Some(self.largest).filter(|_| report == Report::Concentration);
        let list = Some(&self.list).filter(|_| report == Report::Reconcile);
        let filters = [
            ("list", list.map(|list| list.name.clone())),
            ("custodian", list.and_then(|list| list.custodian.clone())),
            ("top", largest.map(|largest| largest.top.to_string())),
            ("currency", largest.and_then(|largest| largest.unit).map(|unit| unit.code().to_owned())),
            ("as_of", scope.as_of.map(|day| day.to_string())),
            ("from", from),
            ("to", to),
            ("of", bridged.map(|bridged| Report::of(bridged.of).name().to_owned())),
            ("at_entry", at_entry.map(|entry| entry.to_string())),
            ("to_entry", self.at_entry.filter(|_| bridged.is_some()).map(|entry| entry.to_string())),
            ("case", scope.case.as_ref().map(ToString::to_string)),
            ("in", scope.places.as_ref().map(words)),
            ("stated", chosen(scope.stated)),
            ("values", chosen(self.measures.values == Values::Beside)),
            ("values_only", chosen(self.measures.values == Values::Alone)),
            ("counts", chosen(self.measures.counts)),
            ("with_unplaced", chosen(scope.with_unplaced)),
            ("current", chosen(scope.current)),
            ("readings", scope.readings.is_hull().then(|| "hull".to_owned())),
        ];
        let worded = |name| self.worded.iter().find(|(worded, _)| *worded == name).map(|(_, words)| words.clone());
        filters.into_iter().filter_map(move |(name, value)| Some((name, worded(name).or(value)?)))
    }
}

/// Places in the form used to ask for them.
fn words(places: &Places) -> String {
    if places.is_unstated() { "unstated".to_owned() } else { places.codes().replace('+', ",") }
}

/// The part of the journal that a report knows: the tree over the entries up to its last one, and whether later ones
/// follow.
#[derive(Clone, Debug)]
pub struct Known {
    /// The tree over the entries that the report knows.
    pub frontier: Frontier,
    /// Whether these are all entries, so that kept totals apply to them.
    pub all: bool,
}

impl Known {
    /// The number of the last entry that the report knows.
    pub fn entries(&self) -> u64 {
        self.frontier.size()
    }

    /// The families to read for anything not covered by kept totals.
    pub(super) fn families<'a>(&self, scope: &'a Scope) -> Families<'a> {
        scope.case.as_ref().map_or(Families::All, Families::OfCase)
    }
}
