//! `impound asset`.

use crate::domain::{CaseRef, Fault};
use crate::journal::{Asset as Standpoint, Standing};
use crate::query::{self, Families};
use crate::store::{Ledger, Mode};

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
    let rows = rows(&ledger, case.as_ref())?;
    session.print(&columns(rows))?;
    Ok(Exit::Done)
}

/// One row for each asset of a case (of all: `None`), an asset before its items.
///
/// # Errors
/// The ledger cannot be read, or a figure does not fit.
pub(super) fn rows(ledger: &Ledger, case: Option<&CaseRef>) -> Result<Vec<Vec<String>>, Failure> {
    let mut found = Vec::new();
    let which = case.map_or(Families::All, Families::OfCase);
    query::each_family(&ledger.snapshot()?, which, None, |family| {
        let standing = family.standing();
        for asset in standing.assets().iter().filter(|asset| case.is_none_or(|case| asset.case == *case)) {
            found.push((asset.asset.clone(), row(asset, standing)?));
        }
        Ok(())
    })?;
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(found.into_iter().map(|(_, row)| row).collect())
}

/// An asset in one row: reference, kind, places, stage, amount.
///
/// # Errors
/// A figure that does not fit.
pub(super) fn row(asset: &Standpoint, standing: &Standing) -> Result<Vec<String>, Fault> {
    Ok(vec![
        asset.asset.to_string(),
        asset.kind.to_string(),
        words::places(&asset.places),
        asset.stage.to_string(),
        amount(asset, standing)?,
    ])
}

/// What an asset amounts to now, or what is left of it.
///
/// # Errors
/// A figure that does not fit.
pub(super) fn amount(asset: &Standpoint, standing: &Standing) -> Result<String, Fault> {
    let amount = words::amount(standing.amount(asset)?);
    Ok(if asset.carved { format!("{amount} (what is left)") } else { amount })
}
