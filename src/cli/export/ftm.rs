//! `impound export ftm`: the ledger as FollowTheMoney has it.

use std::borrow::Cow;
use std::path::PathBuf;

use serde::Serialize;

use crate::domain::CaseRef;
use crate::ftm::{self, Asked, Designation, Filed};
use crate::query::{self, PersonalData, Query};
use crate::report::Scope;
use crate::store::{Ledger, Mode, spare};

use crate::cli::answer::Answer;
use crate::cli::asked::no_answer;
use crate::cli::bar::Bar;
use crate::cli::failure::{Exit, Failure};
use crate::cli::files::{self, Unwritten};
use crate::cli::near;
use crate::cli::particulars::parsed;
use crate::cli::session::Session;
use crate::cli::words;

/// Write cases, assets, actions and sources as FollowTheMoney entities, one JSON object a line
///
/// For tools of investigative analysis that read FollowTheMoney, such as Aleph, OpenSanctions and yente. Amounts are numbers only
/// where they are exact; bounds, pools and ranges of dates, which the format cannot express, stand in the summary of
/// each entity. Corrected readings and voided actions are left out.
///
/// The same ledger gives the same bytes and the same ids. The file is never overwritten, and only you can read it: chmod it
/// for others.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  impound export ftm coco.ftm.json --case coco
  impound export ftm all.ftm.json --ftm-as sanction
  Check the entities with FollowTheMoney's own tool:
    ftm validate -i coco.ftm.json -o /dev/null")]
pub(in crate::cli) struct Ftm {
    /// The file, which must not exist yet
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Only this case, with what it rests on
    #[arg(long, value_name = "CASE")]
    case: Option<String>,

    /// What an action on an asset is: a risk, with topics; or a sanction, for tools that know no risks
    #[arg(long, value_name = "SCHEMA", default_value = "risk")]
    ftm_as: As,

    /// Show personal data: identifiers and the persons affected
    #[arg(long)]
    personal: bool,

    #[command(flatten)]
    answer: Answer,
}

/// What an action is.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum As {
    Risk,
    Sanction,
}

/// The answer as JSON.
#[derive(Serialize)]
struct Object<'a> {
    output: Cow<'a, str>,
    entities: u64,
    entries: u64,
    root: String,
}

/// Writes the entities.
///
/// # Errors
/// The file exists, there is no such case, a figure does not fit, or the ledger or the file cannot be read or written.
pub(super) fn run(args: &Ftm, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let path = session.ledger_path()?.0;
    files::refuse_existing(&args.file, "it is never overwritten: name another file, or move it away")?;
    spare(&args.file, &path)?;
    let asked = args.asked()?;
    let ledger = session.open(Mode::Read)?;
    if let Some(case) = &asked.query.scope.case
        && let Some(fault) = near::meant(&ledger, case)?
    {
        return Err(fault.at("--case").into());
    }
    let known = query::known(&ledger.snapshot()?, &asked.query).map_err(no_answer)?;
    let filed = filed(&ledger, known.entries(), &asked)?;
    let bar = Bar::of_entries(known.entries(), session.shows_progress());
    let entities = files::make_new(&args.file, &path, |out| {
        let mut entities = 0;
        ftm::each_line(&ledger, &known, &asked, &filed, |read, line| {
            bar.at(read);
            entities += 1;
            writeln!(out, "{line}").map_err(Unwritten::from)
        })?;
        Ok(entities)
    })?;
    drop(bar);
    let (output, root) = (args.file.to_string_lossy(), known.frontier.root().to_string());
    let object = Object { output, entities, entries: known.entries(), root };
    args.answer.confirm(session, &object, || {
        let counted = words::counted(entities, "entity", "entities");
        format!("{counted} of {}: {}\n", words::entries(known.entries()), words::path(&args.file))
    })?;
    Ok(Exit::Done)
}

impl Ftm {
    /// What the entities are about.
    fn asked(&self) -> Result<Asked, Failure> {
        let scope = Scope { case: parsed("--case", self.case.clone(), CaseRef::parse)?, ..Scope::default() };
        let personal = if self.personal { PersonalData::Shown } else { PersonalData::Hidden };
        let designation = match self.ftm_as {
            As::Risk => Designation::Risk,
            As::Sanction => Designation::Sanction,
        };
        Ok(Asked { query: Query { scope, personal, ..Query::default() }, designation })
    }
}

/// What the ledger says of itself, its cases and its sources at an entry.
fn filed(ledger: &Ledger, last: u64, asked: &Asked) -> Result<Filed, Failure> {
    let case = asked.query.scope.case.as_ref();
    let cases = ledger.cases(Some(last))?.into_iter().map(|known| (known.entry, known.file));
    Ok(Filed {
        origin: ledger.origin()?,
        cases: cases.filter(|(_, file)| case.is_none_or(|case| file.case == *case)).collect(),
        sources: ledger.sources(Some(last))?.into_iter().map(|known| (known.entry, known.file)).collect(),
    })
}
