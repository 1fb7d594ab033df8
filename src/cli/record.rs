//! `impound freeze`, `seize`, `confiscate`, `release`, `return`, `dispose` and `revalue`: an action on an asset.

use crate::domain::{Action, Amount, CaseRef, Fault, Places};
use crate::journal::{Aim, Details, Draft, Handle, Particular};
use crate::store::{Mode, Request};

use super::failure::{Exit, Failure};
use super::money::Money;
use super::near;
use super::particulars::{Answering, Description, Insisting, Particulars, fill, one, parsed};
use super::session::Session;
use super::words::flag_of;

/// When it was done, and who says so.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "The action")]
pub(super) struct Evidence {
    /// When: 2024-06-25, 2024-06, 2024, ../2024-06-28 (on or before), 2023-12/2024-06 (between), 2024-06~ (about)
    #[arg(long, value_name = "DATE")]
    on: String,

    /// A source that says so, and where in it: EPPO-2024-06, or EPPO-2024-06#page 3; at least one
    #[arg(long, value_name = "REF[#WHERE]", required = true)]
    source: Vec<String>,
}

/// Which asset.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Which asset")]
pub(super) struct Which {
    /// The case of a new asset, or of an item that is in another case than its asset
    #[arg(long, value_name = "CASE")]
    case: Option<String>,

    /// The asset of which this is a part, such as one State's share of a pool: coco:1, or @REF
    #[arg(long, value_name = "ASSET")]
    part_of: Option<String>,

    /// An asset that is in the ledger: coco:1, coco:1.2, or @REF for the one that the entry with --ref REF created
    #[arg(long, value_name = "ASSET", conflicts_with_all = ["part_of", "case"])]
    asset: Option<String>,
}

/// A measure on a new asset, on a part of one, or on one that is in the ledger.
#[derive(Debug, clap::Args)]
pub(super) struct Measure {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    description: Description,
    #[command(flatten)]
    insisting: Insisting,
    #[command(flatten)]
    evidence: Evidence,
    #[command(flatten)]
    particulars: Particulars,
    #[command(flatten)]
    answering: Answering,
}

/// A measure's end by disposal.
#[derive(Debug, clap::Args)]
pub(super) struct Disposing {
    /// How: sold, destroyed, assigned (to public or social use), transferred (to another State) or lost
    #[arg(long, value_name = "HOW")]
    how: String,
    #[command(flatten)]
    measure: Measure,
}

/// A new value of an asset that is in the ledger.
#[derive(Debug, clap::Args)]
pub(super) struct Revaluing {
    /// The asset: coco:1, coco:1.2, or @REF for the one that the entry with --ref REF created
    #[arg(long, value_name = "ASSET")]
    asset: String,
    #[command(flatten)]
    evidence: Evidence,
    #[command(flatten)]
    particulars: Particulars,
    #[command(flatten)]
    answering: Answering,
}

/// Records a measure.
///
/// # Errors
/// A value or a rule that says no, or a ledger that cannot be written.
pub(super) fn run(action: Action, measure: Measure, session: &mut Session<'_>) -> Result<Exit, Failure> {
    record(action, None, measure, session)
}

/// Records a disposal.
///
/// # Errors
/// As for [`run`].
pub(super) fn dispose(disposing: Disposing, session: &mut Session<'_>) -> Result<Exit, Failure> {
    record(Action::Dispose, Some(disposing.how), disposing.measure, session)
}

/// Records a revaluation.
///
/// # Errors
/// As for [`run`].
pub(super) fn revalue(revaluing: Revaluing, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let Revaluing { asset, evidence, particulars, answering } = revaluing;
    let mut details = evidence.details(session)?;
    let money = particulars.fill(&mut details, &mut session.answers)?;
    let target = Aim::Existing(handle("--asset", &asset)?);
    append(Draft { action: Action::Revalue, target, details }, &money, answering, session)
}

fn record(action: Action, how: Option<String>, measure: Measure, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let Measure { which, evidence, description, insisting, particulars, answering } = measure;
    let target = which.aim(action, &description)?;
    let mut details = evidence.details(session)?;
    fill(&mut details, Particular::How, one(how), &mut session.answers)?;
    details.twice = insisting.twice();
    description.fill(&mut details, &mut session.answers)?;
    let money = particulars.fill(&mut details, &mut session.answers)?;
    append(Draft { action, target, details }, &money, answering, session)
}

fn append(mut draft: Draft, money: &Money, answering: Answering, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let bare = money.bare_currency();
    if bare.is_some() && matches!(draft.target, Aim::Existing(_)) {
        return Err(no_amount());
    }
    full(&draft.details)?;
    let mut ledger = session.open(Mode::Write)?;
    if let Aim::New(case) | Aim::Item(_, Some(case)) = &draft.target
        && ledger.case(case)?.is_none()
        && let Some(fault) = near::meant(&ledger, case)?
    {
        return Err(fault.into());
    }
    let stated = draft.details.places.clone();
    let places = || match (stated, &draft.target) {
        (Some(places), _) => Ok(places),
        (None, Aim::New(_)) => Ok(Places::unstated()),
        (None, Aim::Item(asset, _) | Aim::Existing(asset) | Aim::Named(asset, _)) => Ok(ledger.places_of(asset)?),
    };
    draft.details.amount = money.read(places, || match &draft.target {
        Aim::New(_) => Ok(None),
        Aim::Item(asset, _) | Aim::Existing(asset) | Aim::Named(asset, _) => Ok(ledger.unit_of(asset)?),
    })?;
    // A new asset of which only the currency is known.
    if bare.is_some() {
        draft.details.amount = Some(Amount::Unstated(bare));
    }
    let receipt = session.append(&mut ledger, Request::Act(Box::new(draft)), answering.keep())?;
    answering.give(session, &receipt)?;
    Ok(Exit::Done)
}

/// Refuses an empty value of a flag that may be repeated: an unset shell variable states nothing. (A correction removes
/// a list that way.)
fn full(details: &Details) -> Result<(), Failure> {
    match Particular::kept().find(|particular| details.is_emptied(*particular)) {
        Some(particular) => {
            let fault = Fault::new("the value is empty").hint("give a value, or leave the flag out");
            Err(fault.at(flag_of(particular)).into())
        }
        None => Ok(()),
    }
}

/// The refusal of a currency that no amount is in.
pub(super) fn no_amount() -> Failure {
    Failure::usage("--currency without --amount", "give the amount, or leave the currency out")
}

impl Evidence {
    fn details(self, session: &mut Session<'_>) -> Result<Details, Failure> {
        let mut details = Details::default();
        fill(&mut details, Particular::Date, vec![self.on], &mut session.answers)?;
        fill(&mut details, Particular::Sources, self.source, &mut session.answers)?;
        Ok(details)
    }
}

impl Which {
    fn aim(self, action: Action, description: &Description) -> Result<Aim, Failure> {
        let case = parsed("--case", self.case, CaseRef::parse)?;
        match (self.asset, self.part_of, case) {
            (Some(asset), _, _) => handle("--asset", &asset).map(Aim::Existing),
            (None, Some(part_of), case) => Ok(Aim::Item(handle("--part-of", &part_of)?, case)),
            (None, None, Some(case)) if action.starts_new() => {
                complete(description)?;
                Ok(Aim::New(case))
            }
            (None, None, _) if action.starts_new() => Err(Failure::usage(
                "no asset is given",
                "give --case for a new asset, --part-of for a part of one, or --asset for one that is in the ledger",
            )),
            (None, None, _) => Err(Failure::usage(
                format!("a new asset cannot begin with {action}: no asset is given"),
                "give --asset for one that is in the ledger, or --part-of for a part of one",
            )),
        }
    }
}

/// Checks that a new asset says where and what it is.
fn complete(description: &Description) -> Result<(), Failure> {
    let missing = description.missing();
    if missing.is_empty() {
        return Ok(());
    }
    let hint = "add --in PLACES (--in unstated where the source does not say) and --kind KIND (--kind other)";
    Err(Failure::usage(format!("a new asset needs {}", missing.join(" and ")), hint))
}

fn handle(flag: &str, given: &str) -> Result<Handle, Failure> {
    Handle::parse(given).map_err(|fault| fault.at(flag).into())
}
