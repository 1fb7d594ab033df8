//! The arguments of individual reports, and the failures of questions without an answer.

use std::path::PathBuf;

use crate::domain::identifier::without_identifiers;
use crate::domain::{Fault, Unit};
use crate::intake::{Cells, Found, Intake, Listing, Map};
use crate::query::{self, Bridged, Largest, List, Naming, Sums};
use crate::report::{Measures, Taken, Values};
use crate::store::Error;

use super::advice;
use super::failure::Failure;
use super::import::{open, read_map};
use super::near;
use super::particulars::parsed;
use super::session::Session;
use super::words::{counted, path};

/// The arguments of a bridge.
#[derive(Debug, clap::Args)]
pub(super) struct Bridging {
    /// The report whose totals were published: holdings or actions
    #[arg(value_name = "holdings|actions", value_parser = ["holdings", "actions"])]
    of: String,

    /// The last entry that the later total knows, if it is not the ledger's last
    #[arg(long, value_name = "M")]
    pub(super) to_entry: Option<u64>,

    /// What to break the totals down by, as in the report itself
    #[arg(long, value_name = "D[,D…]")]
    pub(super) by: Option<String>,

    /// Count an action only with an amount that it states itself (actions)
    #[arg(long)]
    stated: bool,

    /// Name the entries under each line
    #[arg(long)]
    entries: bool,
}

/// The arguments of a concentration.
#[derive(Debug, clap::Args)]
pub(super) struct Concentrating {
    /// How many of the largest
    #[arg(long, value_name = "K", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
    top: u32,

    /// The currency or crypto-asset, if more than one is held: EUR, BTC
    #[arg(long, value_name = "CODE", conflicts_with = "convert")]
    currency: Option<String>,
}

/// The arguments of a reconciliation.
#[derive(Debug, clap::Args)]
pub(super) struct Reconciling {
    /// The list: a CSV, XLSX or ODS file
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// A map in TOML: which of the list's columns name an asset, and which one has its amount
    #[arg(long, value_name = "MAP.toml")]
    map: Option<PathBuf>,

    /// Only assets that this office keeps
    #[arg(long, value_name = "NAME")]
    custodian: Option<String>,

    /// Encoding of a CSV, if detection gets it wrong: utf-8, windows-1252, utf-16le
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,

    /// Field delimiter of a CSV, if detection gets it wrong
    #[arg(long, value_name = "SIGN")]
    delimiter: Option<char>,
}

/// What totals add up besides amounts.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(super) struct Added {
    /// Add what assets are worth: a second total beside that of the amounts, by its currency
    #[arg(long, conflicts_with = "values_only")]
    values: bool,

    /// The same in place of the amounts, so that each asset stands once, whatever it is
    #[arg(long)]
    values_only: bool,

    /// Add how many things there are: accounts, vehicles and others, each by itself
    #[arg(long)]
    counts: bool,
}

/// What counts if sources disagree.
#[derive(Debug, clap::Args)]
pub(super) struct Disputes {
    /// What counts where sources disagree: what is adopted, or each amount from the least to the greatest that a source states
    #[arg(long, value_name = "adopted|hull", default_value = "adopted", value_parser = ["adopted", "hull"])]
    readings: String,
}

impl Disputes {
    /// What counts.
    pub(super) fn taken(&self) -> Taken {
        if self.readings == "hull" { Taken::Hull } else { Taken::Adopted }
    }
}

impl Added {
    /// What is added up.
    pub(super) fn measures(self) -> Measures {
        let values = match (self.values, self.values_only) {
            (_, true) => Values::Alone,
            (true, false) => Values::Beside,
            (false, false) => Values::LeftOut,
        };
        Measures { values, counts: self.counts }
    }
}

impl Bridging {
    fn sums(&self) -> Sums {
        if self.of == "actions" { Sums::Actions } else { Sums::Holdings }
    }

    /// Whether an action counts only with an amount that it states itself.
    ///
    /// # Errors
    /// It is asked of holdings.
    pub(super) fn stated(&self) -> Result<bool, Failure> {
        if self.stated && self.sums() == Sums::Holdings {
            return Err(Failure::usage("--stated is for actions, not for what is held", "leave --stated out"));
        }
        Ok(self.stated)
    }

    /// Where the bridge starts.
    ///
    /// # Errors
    /// No entry is given.
    pub(super) fn bridged(&self, from: Option<u64>) -> Result<Bridged, Failure> {
        let from = from.ok_or_else(|| {
            let hint = "give --at-entry N: the published report names it in its last line, and in its data as head";
            Failure::usage("a bridge needs the last entry that the published total knew", hint)
        })?;
        let naming = if self.entries { Naming::Entries } else { Naming::Silent };
        Ok(Bridged { of: self.sums(), from, naming })
    }
}

impl Concentrating {
    /// The arguments as the query layer takes them.
    ///
    /// # Errors
    /// An unknown currency.
    pub(super) fn largest(&self) -> Result<Largest, Failure> {
        let unit = parsed("--currency", self.currency.clone(), Unit::parse)?;
        Ok(Largest { top: usize::try_from(self.top).unwrap_or(usize::MAX), unit })
    }
}

impl Reconciling {
    /// Reads the list.
    ///
    /// # Errors
    /// A file or a map cannot be read, or some lines are wrong, after all of these were listed.
    pub(super) fn list(self, session: &mut Session<'_>) -> Result<List, Failure> {
        let map = self.map.as_deref().map(|file| read_map(file, Map::of_list)).transpose()?;
        let map = map.as_ref().map(|(map, _)| map);
        let opened = open(&self.file, (self.encoding.as_deref(), self.delimiter), map, session)?;
        let name = self.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let masked = |fault: Fault| fault.reworded(|text| without_identifiers(text).into_owned());
        let listing = Intake::new(&opened, &name, map, Cells::Dropped).and_then(|intake| intake.list());
        let Listing { rows, faults } = listing.map_err(|fault| masked(fault).at(path(&self.file)))?;
        if faults.is_empty() {
            return Ok(List { name, lines: rows, custodian: self.custodian });
        }
        for (place, found) in &faults {
            let found: Found = found.masked();
            let what = without_identifiers(&format!("{name}, {place}: {found}")).into_owned();
            let hint = advice::filed(&found.fault);
            let fault = Fault::new(what);
            session.complain(&hint.map_or(fault.clone(), |hint| fault.hint(hint)).into())?;
        }
        let number = u64::try_from(faults.len()).unwrap_or(u64::MAX);
        let what =
            format!("{}: {} in the list: nothing is compared", path(&self.file), counted(number, "fault", "faults"));
        Err(Fault::new(what).hint("correct the lines, or let a map read them").into())
    }
}

/// The failure of a question without an answer, with the flag to blame.
pub(super) fn no_answer(error: Error) -> Failure {
    match &error {
        Error::NoAnswer(query::Error::NoEntry { last, .. }) => {
            let hint = format!("the entries of this ledger are 1 to {last}");
            Fault::new(error.to_string()).hint(hint).at("--at-entry").into()
        }
        Error::NoAnswer(query::Error::NoBridge { .. }) => Fault::new(error.to_string())
            .hint("give an earlier --at-entry or a later --to-entry")
            .at("--at-entry")
            .into(),
        Error::NoAnswer(query::Error::SeveralUnits(_)) => Fault::new(error.to_string())
            .hint("say which with --currency, or convert all with --convert")
            .at("--currency")
            .into(),
        Error::NoAnswer(query::Error::NoCase(_)) => {
            Fault::new(error.to_string()).hint("`impound case list` shows the cases").at("--case").into()
        }
        Error::NoAnswer(query::Error::NoRates { asked, known }) => {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let hint = near::or_meant(asked, &known, "`impound rates list` shows the sets");
            Fault::new(error.to_string()).hint(hint).at("--rates").into()
        }
        Error::NoAnswer(query::Error::SeveralRates { .. }) => {
            Fault::new(error.to_string()).hint("name one of them with --rates").at("--convert").into()
        }
        Error::NoAnswer(query::Error::RatesLack { .. } | query::Error::NoRatesFit { .. }) => {
            let hint = "add rates with `impound rates add`, or convert into a currency that a set has";
            Fault::new(error.to_string()).hint(hint).at("--convert").into()
        }
        Error::NoAnswer(query::Error::OneRateDay(_)) => {
            Fault::new(error.to_string()).hint("give one day with --rate-on").at("--rate-on").into()
        }
        _ => error.into(),
    }
}
