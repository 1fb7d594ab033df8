//! `impound use`.

use serde::Serialize;

use crate::domain::{CaseRef, Fault, SourceRef};
use crate::store::{Ledger, Mode};

use super::answer::Answer;
use super::defaults::{self, Defaults};
use super::failure::{Exit, Failure};
use super::layout::Sheet;
use super::near;
use super::particulars::parsed;
use super::session::Session;

/// Choose the case and the source with which `impound add` begins to ask
///
/// The choice is yours alone: it is kept in your configuration directory, for this ledger, and no other command looks at it. Without a
/// flag, shows what is chosen.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  impound use --case coco --source EPPO-2024-06
  impound use
  impound use --clear")]
pub(super) struct Use {
    /// The case; the source stays as it is chosen
    #[arg(long, value_name = "CASE")]
    case: Option<String>,

    /// The source; the case stays as it is chosen
    #[arg(long, value_name = "REF")]
    source: Option<String>,

    /// Choose neither
    #[arg(long, conflicts_with_all = ["case", "source"])]
    clear: bool,

    #[command(flatten)]
    answer: Answer,
}

/// The answer as JSON.
#[derive(Serialize)]
struct Object<'a> {
    case: Option<&'a str>,
    source: Option<&'a str>,
}

/// Keeps or shows the choice.
///
/// # Errors
/// The case or the source is not in the ledger, or the choice cannot be kept or read.
pub(super) fn run(args: Use, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let case = parsed("--case", args.case, CaseRef::parse)?;
    let source = parsed("--source", args.source, SourceRef::parse)?;
    let ledger = session.open(Mode::Read)?;
    let chosen = if args.clear {
        let nothing = Defaults::default();
        defaults::keep(&nothing, &ledger, session)?;
        nothing
    } else if case.is_none() && source.is_none() {
        defaults::defaults(&ledger, session)?
    } else {
        check(&ledger, case.as_ref(), source.as_ref())?;
        let before = defaults::defaults(&ledger, session)?;
        let chosen = Defaults {
            case: case.map(|case| case.to_string()).or(before.case),
            source: source.map(|source| source.to_string()).or(before.source),
        };
        defaults::keep(&chosen, &ledger, session)?;
        chosen
    };
    let object = Object { case: chosen.case.as_deref(), source: chosen.source.as_deref() };
    args.answer.give(session, &object, || text(&chosen))?;
    Ok(Exit::Done)
}

/// Refuses what is not in the ledger.
fn check(ledger: &Ledger, case: Option<&CaseRef>, source: Option<&SourceRef>) -> Result<(), Failure> {
    if let Some(case) = case
        && ledger.case(case)?.is_none()
    {
        return Err(near::no_case(ledger, case)?.at("--case").into());
    }
    if let Some(source) = source
        && ledger.source(source)?.is_none()
    {
        let fault = Fault::new(format!("there is no source {source}"));
        return Err(fault.hint("`impound source list` shows the sources").at("--source").into());
    }
    Ok(())
}

fn text(chosen: &Defaults) -> String {
    if *chosen == Defaults::default() {
        return "nothing is chosen\n".to_owned();
    }
    let mut sheet = Sheet::default();
    sheet.line_if("case", chosen.case.as_ref());
    sheet.line_if("source", chosen.source.as_ref());
    sheet.text()
}
