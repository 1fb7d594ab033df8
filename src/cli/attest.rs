//! `impound attest`: somebody looked at what is kept of an asset.

use crate::domain::{Date, Fault, Moment, SourceCitation};
use crate::journal::{Attestation, Refusal, rules};
use crate::store::{Mode, Request};

use super::advice::{self, Said};
use super::failure::{Exit, Failure};
use super::money::Money;
use super::particulars::{Answering, Dating, Once, needed_words};
use super::record::handle;
use super::session::Session;

/// Record that somebody looked at what is kept of an asset, and what was there
///
/// This is not an action and changes no amount. `report attestations` shows the latest look at each asset, how old that
/// is, and by how much it differs from the ledger; a difference is recorded by an action of its own.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  impound attest coco:4 --amount \"49999.5 BTC\" --on 2025-01-31T09:00:00Z --at-block 881600 \\
    --how \"balance of the wallet at the block\" --source CUSTODY-7")]
pub(super) struct Attest {
    /// The asset: coco:1, coco:1.2, or @REF for the one that the entry with --ref REF created
    #[arg(value_name = "ASSET")]
    asset: String,

    /// What was there, as the source writes it or exactly: "49999.5 BTC", ">5000000.00 EUR"
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    amount: String,

    /// When somebody looked: 2025-01-31, or the instant 2025-01-31T09:00:00Z; kept as written
    #[arg(long, value_name = "WHEN")]
    on: String,

    /// How they found out, in words; they cannot be erased, so name no person
    #[arg(long, value_name = "TEXT")]
    how: String,

    /// A source that says so, and where in it: EPPO-2024-06, or EPPO-2024-06#page 3; at least one
    #[arg(long, value_name = "REF", required = true)]
    source: Vec<String>,

    /// The block of the chain at which it was looked at
    #[arg(long, value_name = "N")]
    at_block: Option<u64>,

    #[command(flatten)]
    dating: Dating,

    #[command(flatten)]
    once: Once,

    #[command(flatten)]
    answering: Answering,
}

/// Records an attestation.
///
/// # Errors
/// A value is invalid, a rule refuses the entry, or the ledger cannot be written.
pub(super) fn run(args: Attest, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let named = handle("ASSET", &args.asset)?;
    let at = Moment::parse(&args.on).map_err(|fault| fault.at("--on"))?;
    let how = needed_words("how", args.how, &mut session.answers)?;
    let sources = args.source.iter().map(|source| SourceCitation::parse(source)).collect::<Result<_, Fault>>();
    let sources = sources.map_err(|fault| fault.at("--source"))?;
    let money = Money::new(Some(session.answers.resolve("amount", args.amount)), None, None)?;
    let ledger = session.open(Mode::Read)?;
    let refused = |refusal: Refusal| Failure::from(advice::of_entry(&refusal, Said::Typed));
    let asset = rules::find(&ledger.state_of(&named)?, &named).map_err(refused)?;
    let read = money.read(|| Ok(ledger.places_of(&named)?), || Ok(ledger.unit_of(&named)?))?;
    let amount = read.ok_or_else(|| Fault::new("the amount is empty").at("--amount"))?;
    drop(ledger);
    let (dating, day) = (args.dating, Date::parse(&at.day().to_string())?);
    let attestation = Attestation { asset, amount, at, how, at_block: args.at_block, sources };
    let request = args.once.of(Request::Attest(attestation))?;
    args.answering.record_if(session, request, |today| dating.check("--on", Some(&day), today))
}
