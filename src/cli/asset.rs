//! `impound asset`.

use serde::Serialize;

use crate::domain::{Amount, AssetKind, AssetRef, CaseRef, Fault, Places, Stage};
use crate::journal::{Asset as Standpoint, Standing};
use crate::query::{self, Families};
use crate::store::{Mode, Snapshot};

use super::answer::Answer;
use super::failure::{Exit, Failure};
use super::layout::columns;
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

/// Runs a command on assets.
///
/// # Errors
/// A case that is not in the ledger, or a ledger that cannot be read.
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
    args.answer.give(session, &object, || columns(lines.iter().map(Line::cells).collect()))?;
    Ok(Exit::Done)
}

/// One line for each asset of a case (of all: `None`), an asset before its items.
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

/// An asset as it stands now, as JSON; amounts are canonical text.
#[derive(Serialize)]
pub(super) struct Object {
    asset: String,
    kind: &'static str,
    jurisdictions: String,
    stage: &'static str,
    amount: String,
    carved: bool,
}

/// An asset as it stands now, in a list.
pub(super) struct Line {
    pub(super) asset: AssetRef,
    pub(super) kind: AssetKind,
    pub(super) places: Places,
    pub(super) stage: Stage,
    /// What it amounts to, or what is left of it.
    pub(super) amount: Amount,
    /// Whether something was carved out of it.
    pub(super) carved: bool,
}

impl Line {
    /// An asset of a standing.
    ///
    /// # Errors
    /// A figure that does not fit.
    pub(super) fn of(asset: &Standpoint, standing: &Standing) -> Result<Line, Fault> {
        Ok(Line {
            asset: asset.asset.clone(),
            kind: asset.kind,
            places: asset.places.clone(),
            stage: asset.stage,
            amount: standing.amount(asset)?,
            carved: asset.carved,
        })
    }

    /// In one row: reference, kind, places, stage, amount.
    pub(super) fn cells(&self) -> Vec<String> {
        vec![
            self.asset.to_string(),
            self.kind.to_string(),
            words::places(&self.places),
            self.stage.to_string(),
            self.amount_in_words(),
        ]
    }

    /// As JSON.
    pub(super) fn object(&self) -> Object {
        Object {
            asset: self.asset.to_string(),
            kind: self.kind.as_str(),
            jurisdictions: self.places.codes(),
            stage: self.stage.as_str(),
            amount: self.amount.to_string(),
            carved: self.carved,
        }
    }

    /// What it amounts to now, or what is left of it.
    pub(super) fn amount_in_words(&self) -> String {
        let amount = words::amount(self.amount);
        if self.carved { format!("{amount} (what is left)") } else { amount }
    }
}
