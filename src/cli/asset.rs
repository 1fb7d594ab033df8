//! `impound asset`.

use serde::Serialize;

use crate::domain::{Amount, AssetKind, AssetRef, CaseRef, Date, Fault, Places, Stage};
use crate::journal::{Asset as Standpoint, Measure, Standing};
use crate::query::{self, Families};
use crate::store::{Mode, Snapshot};

use super::answer::Answer;
use super::failure::{Exit, Failure};
use super::layout::headed;
use super::near;
use super::particulars::parsed;
use super::session::Session;
use super::words;

/// Look at the assets
#[derive(Debug, clap::Subcommand)]
pub(super) enum Asset {
    /// List the assets and items: reference, kind, places, stage, and what they amount to now
    #[command(after_help = "Example:
  impound asset list --case coco")]
    List(List),
}

/// The flags of `asset list`.
#[derive(Debug, clap::Args)]
pub(super) struct List {
    /// Only those of this case
    #[arg(long, value_name = "CASE")]
    case: Option<String>,

    #[command(flatten)]
    answer: Answer,
}

/// Runs an `asset` command.
///
/// # Errors
/// The case is not in the ledger, or the ledger cannot be read.
pub(super) fn run(asset: Asset, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let Asset::List(args) = asset;
    let case = parsed("--case", args.case, CaseRef::parse)?;
    let ledger = session.open(Mode::Read)?;
    if let Some(case) = &case
        && ledger.case(case)?.is_none()
    {
        return Err(near::no_case(&ledger, case)?.at("--case").into());
    }
    let lines = lines(&ledger.snapshot()?, case.as_ref())?;
    let object = Listed { assets: lines.iter().map(Line::object).collect() };
    args.answer.give(session, &object, || {
        headed(["asset", "kind", "places", "stage", "amount", "", "", ""], lines.iter().map(Line::cells).collect())
    })?;
    Ok(Exit::Done)
}

/// One line for each asset of a case, or of all cases if `None`; an asset comes before its items.
///
/// # Errors
/// The ledger cannot be read, or a figure does not fit.
pub(super) fn lines(state: &Snapshot<'_>, case: Option<&CaseRef>) -> Result<Vec<Line>, Failure> {
    let mut found = Vec::new();
    let which = case.map_or(Families::All, Families::OfCase);
    query::each_family(state, which, None, |family| {
        let standing = family.standing();
        for asset in standing.assets().iter().filter(|asset| case.is_none_or(|case| asset.case == *case)) {
            found.push(Line::of(asset, standing)?);
        }
        Ok(())
    })?;
    found.sort_by(|one: &Line, other| one.asset.cmp(&other.asset));
    Ok(found)
}

/// A list as JSON.
#[derive(Serialize)]
struct Listed {
    assets: Vec<Object>,
}

/// The present state of an asset as JSON; amounts are canonical text.
#[derive(Serialize)]
pub(super) struct Object {
    asset: String,
    kind: &'static str,
    jurisdictions: String,
    stage: &'static str,
    amount: String,
    value: Option<String>,
    count: Option<String>,
    carved: bool,
    until: Option<String>,
}

/// The present state of an asset, as one line of a list.
pub(super) struct Line {
    pub(super) asset: AssetRef,
    pub(super) kind: AssetKind,
    pub(super) places: Places,
    pub(super) stage: Stage,
    /// Its amount, or what is left of it.
    pub(super) amount: Amount,
    /// What it is worth, if a source says.
    pub(super) value: Option<Amount>,
    /// Whether the value is shown apart from the amount.
    apart: bool,
    /// How many things it is, if a source counts them.
    pub(super) count: Option<Amount>,
    /// Whether items were carved out of it.
    pub(super) carved: bool,
    /// When the measure that holds it ends.
    pub(super) until: Option<Date>,
}

impl Line {
    /// The line for an asset.
    ///
    /// # Errors
    /// A figure does not fit.
    pub(super) fn of(asset: &Standpoint, standing: &Standing) -> Result<Line, Fault> {
        let stated = |measure| match standing.measured(asset, measure) {
            Ok(amount @ Amount::Stated(..)) => Ok(Some(amount)),
            Ok(_) => Ok(None),
            Err(fault) => Err(fault),
        };
        Ok(Line {
            asset: asset.asset.clone(),
            kind: asset.kind,
            places: asset.places.clone(),
            stage: asset.stage,
            amount: standing.amount(asset)?,
            value: stated(Measure::Value)?,
            apart: asset.measured(Measure::Value) != asset.value,
            count: stated(Measure::Count)?,
            carved: asset.carved,
            until: asset.until.as_deref().cloned().filter(|_| asset.stage.held()),
        })
    }

    /// One row: reference, kind, places, stage, amount, and any value, count and term.
    pub(super) fn cells(&self) -> Vec<String> {
        vec![
            self.asset.to_string(),
            self.kind.to_string(),
            words::places(&self.places),
            self.stage.to_string(),
            self.amount_in_words(),
            self.value_in_words().map(|value| format!("valued at {value}")).unwrap_or_default(),
            self.count_in_words().unwrap_or_default(),
            self.until.as_ref().map(|until| format!("until {until}")).unwrap_or_default(),
        ]
    }

    /// What it is worth, if shown apart from the amount.
    pub(super) fn value_in_words(&self) -> Option<String> {
        let told = |value: &Amount| self.apart && *value != self.amount;
        self.value.filter(told).map(|value| self.left(words::amount(value)))
    }

    /// How many things it is.
    pub(super) fn count_in_words(&self) -> Option<String> {
        self.count.map(|count| self.left(count.to_string()))
    }

    fn left(&self, amount: String) -> String {
        if self.carved { format!("{amount} (what is left)") } else { amount }
    }

    /// As JSON.
    pub(super) fn object(&self) -> Object {
        Object {
            asset: self.asset.to_string(),
            kind: self.kind.as_str(),
            jurisdictions: self.places.codes(),
            stage: self.stage.as_str(),
            amount: self.amount.to_string(),
            value: self.value.as_ref().map(Amount::to_string),
            count: self.count.as_ref().map(Amount::to_string),
            carved: self.carved,
            until: self.until.as_ref().map(|until| until.text().to_owned()),
        }
    }

    /// Its amount now, or what is left of it.
    pub(super) fn amount_in_words(&self) -> String {
        self.left(words::amount(self.amount))
    }
}
