//! What a pack contains besides what every pack has, as its data package says.

use jiff::civil;
use serde_json::{Map, Value, json};

use crate::journal::Frontier;
use crate::query::{self, Bridged, Convert, Naming, PersonalData, Query, RateOn, Report, Source, Sums};
use crate::report::Scope;
use crate::store::Ledger;

use crate::cli::convert::{self, Conversion};
use crate::cli::failure::Failure;

use super::rates::RATES;

/// The list of personal data, each with the salt of its commitment; only in a pack that shows personal data.
pub(super) const PERSONAL: &str = "personal";

/// The roll-forward of a year.
pub(super) const ROLLFORWARD: &str = "rollforward";

/// The reports in one currency, each with its table and the table of the rates used. Each report has its own, because
/// the lines begin with its dimensions.
pub(super) const CONVERTED: [(Report, &str, &str); 3] = [
    (Report::Holdings, "holdings-converted", "holdings-rates-used"),
    (Report::Actions, "actions-converted", "actions-rates-used"),
    (Report::Jurisdictions, "jurisdictions-converted", "jurisdictions-rates-used"),
];

/// The roll-forward of a year in one currency.
pub(super) const ROLLED: (&str, &str) = ("rollforward-converted", "rollforward-rates-used");

/// The bridges from an earlier pack.
pub(super) const BRIDGES: [(Sums, &str); 2] = [(Sums::Holdings, "bridge-holdings"), (Sums::Actions, "bridge-actions")];

/// The same in one currency.
pub(super) const BRIDGED: [(Sums, &str, &str); 2] = [
    (Sums::Holdings, "bridge-holdings-converted", "bridge-holdings-rates-used"),
    (Sums::Actions, "bridge-actions-converted", "bridge-actions-rates-used"),
];

/// The years for which there can be a roll-forward.
pub(super) const YEARS: std::ops::RangeInclusive<i64> = 1900..=9998;

/// What a pack should contain.
#[derive(Clone, Debug)]
pub(super) struct Selection {
    /// Whether it shows personal data.
    pub(super) personal: PersonalData,
    /// The year of its roll-forward; `None` before that is [settled](Selection::settled).
    pub(super) year: Option<i16>,
    /// How amounts are converted in the reports in one currency.
    pub(super) convert: Option<Convert>,
    /// The last entry of the earlier pack.
    pub(super) since: Option<u64>,
    /// The day on which the pack's last entry was recorded (UTC); `None` before that is [settled](Selection::settled).
    pub(super) recorded: Option<civil::Date>,
}

impl Selection {
    /// Reads a data package. Anything not as impound writes it counts as not asked for, and then differs from the
    /// derived data package.
    pub(super) fn of(package: Option<&Value>, personal: PersonalData) -> Selection {
        let asked = package.and_then(|package| package.get("asked"));
        let of = |name: &str| asked.and_then(|asked| asked.get(name));
        let year = of("year").and_then(Value::as_i64).filter(|year| YEARS.contains(year));
        let convert = Conversion::of(|name| of(name).and_then(Value::as_str).map(str::to_owned));
        Selection {
            personal,
            year: year.and_then(|year| i16::try_from(year).ok()),
            convert: convert.read().ok().flatten(),
            since: of("since").and_then(|since| since.get("entry")).and_then(Value::as_u64),
            recorded: None,
        }
    }

    /// The same with a year: if none was asked for, that in which the last entry was recorded (UTC).
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub(super) fn settled(self, ledger: &Ledger, head: &Frontier) -> Result<Selection, Failure> {
        let last = query::recorded_on(&ledger.snapshot()?, head.size())?;
        Ok(Selection { year: self.year.or(Some(last.year())), recorded: Some(last), ..self })
    }

    /// The description of it in the data package.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub(super) fn asked(&self, ledger: &Ledger) -> Result<Value, Failure> {
        let mut asked = Map::new();
        asked.extend(self.year.map(|year| ("year".to_owned(), json!(year))));
        let words = self.convert.iter().flat_map(convert::words);
        asked.extend(words.map(|(name, word)| (name.to_owned(), json!(word))));
        if let Some(entry) = self.since {
            let root = ledger.snapshot()?.tree_at(entry)?.root().to_string();
            asked.insert("since".to_owned(), json!({ "entry": entry, "root": root }));
        }
        Ok(asked.into())
    }

    /// The names of the tables of the pack.
    pub(super) fn tables(&self) -> Vec<&'static str> {
        let mut names = all_packs();
        names.extend((self.personal == PersonalData::Shown).then_some(PERSONAL));
        names.extend(self.convert.iter().flat_map(|_| converted()));
        names.extend(self.since.iter().flat_map(|_| BRIDGES.map(|(_, name)| name)));
        names.extend(self.since.and(self.convert.as_ref()).iter().flat_map(|_| bridged_in_one_currency()));
        names
    }

    /// The names of the tables that a pack may have.
    pub(super) fn all_tables() -> Vec<&'static str> {
        let bridges = BRIDGES.map(|(_, name)| name);
        let names = all_packs().into_iter().chain([PERSONAL]).chain(converted()).chain(bridges);
        names.chain(bridged_in_one_currency()).collect()
    }

    /// The query of a report about everything.
    pub(super) fn everything(&self) -> Query {
        Query { personal: self.personal, ..Query::default() }
    }

    /// The query of the roll-forward.
    pub(super) fn rolled(&self) -> Query {
        let days = self.day(1, 1).zip(self.day(12, 31));
        Query { scope: Scope { period: days, ..Scope::default() }, ..Query::default() }
    }

    /// The question of the roll-forward in one currency: at the rates of the day that is asked for, else of the last day of the year,
    /// or of the last entry if the year has not ended by then.
    pub(super) fn rolled_in(&self, convert: &Convert) -> Query {
        let last = self.day(12, 31).min(self.recorded);
        Query { convert: Some(on_one_day(convert, last)), ..self.rolled() }
    }

    /// The question of a bridge in one currency: at the rates of the day that is asked for, else of that of the pack's holdings.
    pub(super) fn bridged_in(&self, convert: &Convert, (of, from): (Sums, u64)) -> Query {
        Query { convert: Some(on_one_day(convert, self.recorded)), ..bridged(of, from) }
    }

    /// A day of the year.
    fn day(&self, month: i8, day: i8) -> Option<civil::Date> {
        self.year.and_then(|year| civil::Date::new(year, month, day).ok())
    }
}

/// The query of a bridge from the last entry of an earlier pack.
pub(super) fn bridged(of: Sums, from: u64) -> Query {
    Query { bridged: Bridged { of, from, naming: Naming::Entries }, ..Query::default() }
}

/// The same conversion at the rates of one day, unless each action's own day is asked for, which statements refuse.
fn on_one_day(convert: &Convert, day: Option<civil::Date>) -> Convert {
    let on = match (convert.on, day) {
        (RateOn::Usual | RateOn::AsOf, Some(day)) => RateOn::Day(day),
        (on, _) => on,
    };
    Convert { on, ..convert.clone() }
}

/// The names of the tables that every pack has.
fn all_packs() -> Vec<&'static str> {
    let reports = Report::PACKED.into_iter().map(Report::name);
    reports.chain([ROLLFORWARD, "cases", "events", "sources", RATES]).collect()
}

fn converted() -> impl Iterator<Item = &'static str> {
    let (rolled, used) = ROLLED;
    CONVERTED.into_iter().flat_map(|(_, report, used)| [report, used]).chain([rolled, used])
}

fn bridged_in_one_currency() -> impl Iterator<Item = &'static str> {
    BRIDGED.into_iter().flat_map(|(_, bridge, used)| [bridge, used])
}
