//! `impound freeze`, `seize`, `confiscate`, `release`, `return`, `dispose` and `revalue`: an action on an asset.

use crate::domain::{Action, Amount, CaseRef, Fault, Places};
use crate::journal::{Aim, Details, Draft, Handle, Particular};
use crate::store::{Mode, Request};

use super::failure::{Exit, Failure};
use super::like::{self, Like};
use super::money::{Money, Sale};
use super::particulars::{Answering, Description, Insisting, Particulars, entry_number, fill, one, parsed};
use super::session::Session;
use super::words::flag_of;

/// When it was done, and who says so.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "The action")]
pub(super) struct Evidence {
    /// When: 2024-06-25, 2024-06, 2024, ../2024-06-28 (on or before), 2023-12/2024-06 (between), 2024-06~ (about)
    #[arg(long, value_name = "DATE", required_unless_present = "like")]
    on: Option<String>,

    /// A source that says so, and where in it: EPPO-2024-06, or EPPO-2024-06#page 3; at least one
    #[arg(long, value_name = "REF[#WHERE]", required_unless_present = "like")]
    source: Vec<String>,

    /// Take everything that is not given here from the action of this entry, except its reference, its amount and the
    /// identifiers of its asset
    #[arg(long, value_name = "ENTRY", value_parser = entry_number)]
    pub(super) like: Option<u64>,
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
    sale: Sale,
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
/// A value is invalid, a rule refuses the entry, or the ledger cannot be written.
pub(super) fn run(action: Action, measure: Measure, session: &mut Session<'_>) -> Result<Exit, Failure> {
    record(action, None, (measure, Sale::default()), session)
}

/// Records a disposal.
///
/// # Errors
/// As for [`run`].
pub(super) fn dispose(disposing: Disposing, session: &mut Session<'_>) -> Result<Exit, Failure> {
    record(Action::Dispose, Some(disposing.how), (disposing.measure, disposing.sale), session)
}

/// Records a revaluation.
///
/// # Errors
/// As for [`run`].
pub(super) fn revalue(revaluing: Revaluing, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let Revaluing { asset, evidence, particulars, answering } = revaluing;
    let target = Aim::Existing(handle("--asset", &asset)?);
    let like = evidence.like.map(|entry| like::read(entry, session)).transpose()?;
    let mut details = like.map_or_else(|| Ok(Details::default()), |like| like.details(Action::Revalue, &target))?;
    evidence.fill(&mut details, session)?;
    let money = particulars.fill(&mut details, &mut session.answers)?;
    append(Draft { action: Action::Revalue, target, details }, (money, Sale::default()), answering, session)
}

fn record(
    action: Action,
    how: Option<String>,
    (measure, sale): (Measure, Sale),
    session: &mut Session<'_>,
) -> Result<Exit, Failure> {
    let Measure { which, evidence, description, insisting, particulars, answering } = measure;
    let like = evidence.like.map(|entry| like::read(entry, session)).transpose()?;
    let target = which.aim(action, like.as_ref())?;
    let mut details = like.map_or_else(|| Ok(Details::default()), |like| like.details(action, &target))?;
    evidence.fill(&mut details, session)?;
    fill(&mut details, Particular::How, one(how), &mut session.answers)?;
    details.twice = insisting.twice();
    description.fill(&mut details, &mut session.answers)?;
    if let Aim::New(_) = target {
        complete(&details)?;
    }
    let money = particulars.fill(&mut details, &mut session.answers)?;
    append(Draft { action, target, details }, (money, sale), answering, session)
}

/// Records the request, once its amount is read.
///
/// # Errors
/// As for [`run`].
pub(super) fn append(
    mut draft: Draft,
    (money, sale): (Money, Sale),
    answering: Answering,
    session: &mut Session<'_>,
) -> Result<Exit, Failure> {
    let bare = money.bare_currency();
    if bare.is_some() && matches!(draft.target, Aim::Existing(_)) {
        return Err(no_amount());
    }
    full(&draft.details)?;
    let mut ledger = session.open(Mode::Write)?;
    let stated = draft.details.places.clone();
    let places = || match (&stated, &draft.target) {
        (Some(places), _) => Ok(places.clone()),
        (None, Aim::New(_)) => Ok(Places::unstated()),
        (None, Aim::Item(asset, _) | Aim::Existing(asset) | Aim::Named(asset, _)) => Ok(ledger.places_of(asset)?),
    };
    let value = money.read_value(places)?;
    sale.fill(&mut draft.details, &money, places)?;
    draft.details.amount = money.read(places, || match &draft.target {
        Aim::New(_) => Ok(None),
        Aim::Item(asset, _) | Aim::Existing(asset) | Aim::Named(asset, _) => Ok(ledger.unit_of(asset)?),
    })?;
    draft.details.value = value.or(draft.details.value);
    // Only the currency of the new asset is known.
    if bare.is_some() {
        draft.details.amount = Some(Amount::Unstated(bare));
    }
    let receipt = session.append(&mut ledger, Request::Act(Box::new(draft)), answering.keep())?;
    answering.give(session, &receipt)?;
    Ok(Exit::Done)
}

/// Refuses an empty value of a repeatable flag: an unset shell variable states nothing. (In a correction, an empty
/// value removes a list.)
fn full(details: &Details) -> Result<(), Failure> {
    match Particular::kept().find(|particular| details.is_emptied(*particular)) {
        Some(particular) => {
            let fault = Fault::new("the value is empty").hint("give a value, or leave the flag out");
            Err(fault.at(flag_of(particular)).into())
        }
        None => Ok(()),
    }
}

/// The refusal of a currency without an amount.
pub(super) fn no_amount() -> Failure {
    Failure::usage("--currency without --amount", "give the amount, or leave the currency out")
}

impl Evidence {
    /// Reads the flags into the details.
    ///
    /// # Errors
    /// An invalid value, with its flag.
    pub(super) fn fill(self, details: &mut Details, session: &mut Session<'_>) -> Result<(), Failure> {
        fill(details, Particular::Date, one(self.on), &mut session.answers)?;
        fill(details, Particular::Sources, self.source, &mut session.answers)
    }
}

impl Which {
    fn aim(self, action: Action, like: Option<&Like>) -> Result<Aim, Failure> {
        let case = parsed("--case", self.case, CaseRef::parse)?;
        let given = self.asset.is_some() || self.part_of.is_some() || case.is_some();
        if let Some(target) = like.filter(|_| !given).and_then(|like| like.target(action)) {
            return Ok(target);
        }
        match (self.asset, self.part_of, case) {
            (Some(asset), _, _) => handle("--asset", &asset).map(Aim::Existing),
            (None, Some(part_of), case) => Ok(Aim::Item(handle("--part-of", &part_of)?, case)),
            (None, None, Some(case)) if action.starts_new() => Ok(Aim::New(case)),
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
fn complete(details: &Details) -> Result<(), Failure> {
    let needed = [("--in", details.places.is_none()), ("--kind", details.kind.is_none())];
    let missing: Vec<&str> = needed.into_iter().filter(|(_, missing)| *missing).map(|(flag, _)| flag).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let hint = "add --in PLACES (--in unstated where the source does not say) and --kind KIND (--kind other)";
    Err(Failure::usage(format!("a new asset needs {}", missing.join(" and ")), hint))
}

/// The asset that a flag or an argument names.
///
/// # Errors
/// The value is neither an asset's reference nor `@` with an entry's reference.
pub(super) fn handle(flag: &str, given: &str) -> Result<Handle, Failure> {
    Handle::parse(given).map_err(|fault| fault.at(flag).into())
}
