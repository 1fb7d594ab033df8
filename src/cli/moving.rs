//! `impound transfer` and `recover`: an asset moves elsewhere, or is recovered after it was lost.

use crate::domain::{Action, Fault};
use crate::journal::{Aim, Details, Draft, Particular};

use super::failure::{Exit, Failure};
use super::like;
use super::money::Sale;
use super::particulars::{Answering, Particulars, fill, one};
use super::record::{self, Evidence, handle};
use super::session::Session;
use super::words::flag_of;

/// Record that a held asset went to another jurisdiction or to another keeper; its stage stays
///
/// Reports use the place of the day: `--as-of` a day before it shows the asset where it was. An asset that leaves for good,
/// handed over to another State, is `dispose --how transferred`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  impound transfer coco:7 --to IT --custodian ANBSC --on 2024-11-04 --source ORDER-19
  Another keeper at the same place:
    impound transfer coco:7 --custodian \"Guardia di Finanza, Bari\" --on 2025-01-10 --source ORDER-24")]
pub(super) struct Transferring {
    #[command(flatten)]
    whole: Whole,

    /// Where it goes: IT, or IT,FR for one of several, or `unstated`; codes or names
    #[arg(long, value_name = "PLACES", help_heading = "The action")]
    to: Option<String>,

    /// Whether the source says where, or you concluded it: stated (the default) or inferred
    #[arg(long = "in-basis", value_name = "BASIS", help_heading = "The action")]
    basis: Option<String>,

    #[command(flatten)]
    evidence: Evidence,
    #[command(flatten)]
    particulars: Particulars,
    #[command(flatten)]
    answering: Answering,
}

/// Record that a lost asset was recovered, at the stage that it had
///
/// Only what was disposed of with `--how lost` can be recovered.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  impound recover coco:7 --on 2025-02-11 --source POLICE-3
  A part of it:
    impound recover --part-of coco:7 --amount \"40000 EUR\" --on 2025-02-11 --source POLICE-3")]
pub(super) struct Recovering {
    #[command(flatten)]
    whole: Whole,

    /// The asset of which this is a part
    #[arg(long, value_name = "ASSET", help_heading = "Which asset", conflicts_with_all = ["named", "asset"])]
    part_of: Option<String>,

    #[command(flatten)]
    evidence: Evidence,
    #[command(flatten)]
    particulars: Particulars,
    #[command(flatten)]
    answering: Answering,
}

/// An asset that is in the ledger, all of it.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Which asset")]
struct Whole {
    /// The asset: coco:1, coco:1.2, or @REF for the one that the entry with --ref REF created
    #[arg(value_name = "ASSET")]
    named: Option<String>,

    /// The asset, as the other actions name it
    #[arg(long, value_name = "ASSET", conflicts_with = "named")]
    asset: Option<String>,
}

impl Whole {
    fn aim(self, hint: &'static str) -> Result<Aim, Failure> {
        let given = self.named.map(|asset| ("ASSET", asset)).or(self.asset.map(|asset| ("--asset", asset)));
        let (flag, asset) = given.ok_or_else(|| Failure::usage("no asset is given", hint))?;
        handle(flag, &asset).map(Aim::Existing)
    }
}

/// Records a transfer.
///
/// # Errors
/// A value is invalid, a rule refuses the entry, or the ledger cannot be written.
pub(super) fn transfer(args: Transferring, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let target = args.whole.aim("name it: `impound transfer coco:1 --to IT`")?;
    // An unset shell variable gives an empty value, which does not state that the source is silent.
    if args.to.as_ref().is_some_and(|places| places.trim().is_empty()) {
        let fault = Fault::new("the place is empty").hint("write `unstated` where the source does not say where");
        return Err(fault.at(flag_of(Particular::To)).into());
    }
    let given = [(Particular::To, one(args.to)), (Particular::Basis, one(args.basis))];
    record(Action::Transfer, target, given, (args.evidence, args.particulars, args.answering), session)
}

/// Records a recovery.
///
/// # Errors
/// As for [`transfer`].
pub(super) fn recover(args: Recovering, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let target = match args.part_of {
        Some(part_of) => Aim::Item(handle("--part-of", &part_of)?, None),
        None => args.whole.aim("name it: `impound recover coco:1`, or --part-of for a part of one")?,
    };
    record(Action::Recover, target, [], (args.evidence, args.particulars, args.answering), session)
}

fn record<const N: usize>(
    action: Action,
    target: Aim,
    given: [(Particular, Vec<String>); N],
    (evidence, particulars, answering): (Evidence, Particulars, Answering),
    session: &mut Session<'_>,
) -> Result<Exit, Failure> {
    let like = evidence.like.map(|entry| like::read(entry, session)).transpose()?;
    let mut details = like.map_or_else(|| Ok(Details::default()), |like| like.details(action, &target))?;
    evidence.fill(&mut details, session)?;
    given
        .into_iter()
        .try_for_each(|(particular, given)| fill(&mut details, particular, given, &mut session.answers))?;
    let money = particulars.fill(&mut details, &mut session.answers)?;
    record::append(Draft { action, target, details }, (money, Sale::default()), answering, session)
}
