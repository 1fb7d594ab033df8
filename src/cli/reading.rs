//! `impound reading` and `impound adopt`: what another source says of an action, and which statement counts.

use crate::journal::{Details, Particular};
use crate::store::{Mode, Request};

use super::failure::{Exit, Failure};
use super::money::Money;
use super::particulars::{Answering, Dating, Once, fill, needed_words, one};
use super::record::no_amount;
use super::session::Session;

/// Record what another source says of an action that is in the ledger
///
/// The action counts as before: its own statement stays adopted until `impound adopt` adopts another. `report readings` puts
/// the statements side by side, and `--readings hull` on other reports counts from the least to the greatest of them.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  impound reading 12 --source EUROPOL-7#2 --amount \"4.8 million euros\"
  impound reading 12 --source PRESS-3 --on 2024-06-27 --in HU,LT")]
pub(super) struct Reading {
    /// The number of an entry that records the action
    #[arg(value_name = "ENTRY", value_parser = super::particulars::entry_number)]
    entry: u64,

    /// The source that says so, and where in it: EPPO-2024-06, or EPPO-2024-06#page 3
    #[arg(long, value_name = "REF[#WHERE]")]
    source: String,

    /// When, as this source has it: 2024-06-25, 2024-06, 2024, ../2024-06-28 (on or before), 2024-06~ (about)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,

    /// Where the asset is, as this source has it: HU, or HU,LT,DE,NL
    #[arg(long = "in", value_name = "PLACES")]
    places: Option<String>,

    /// The amount, as this source writes it or exactly: "more than €5M", ">5000000.00 EUR"
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    amount: Option<String>,

    /// The currency or crypto-asset, if the amount does not name it: EUR, BTC
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,

    /// The language of the amount, if its words leave it open: fr, de
    #[arg(long, value_name = "LANGUAGE")]
    lang: Option<String>,

    /// What the source estimates it at, in a currency: "about 2 billion euros"
    #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
    value: Option<String>,

    /// How many things there are, as this source counts them: 83, ">110", 8..10
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    count: Option<String>,

    /// What is counted, if not what the action counts: accounts, vehicles, properties
    #[arg(long, value_name = "THINGS")]
    count_of: Option<String>,

    /// The source's own words for the amount
    #[arg(long, value_name = "TEXT")]
    as_written: Option<String>,

    /// A remark
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,

    #[command(flatten)]
    dating: Dating,

    #[command(flatten)]
    once: Once,

    #[command(flatten)]
    answering: Answering,
}

/// Let another source's reading of an action count, or another claim about one thing
///
/// Sources disagree; the record is not mistaken. (If it is, `impound correct` corrects it.) The action is read from now on as the
/// adopted source states it, and as its own entry does where that source is silent. The other statements stay beside it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  impound adopt 15 --reason \"the certificate of the bank\"
  impound adopt 12 --reason \"the certificate was withdrawn\"")]
pub(super) struct Adopt {
    /// The number of the entry that records the reading or the claim; of the action's own entry to let that count again
    #[arg(value_name = "ENTRY", value_parser = super::particulars::entry_number)]
    entry: u64,

    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: String,

    #[command(flatten)]
    once: Once,

    #[command(flatten)]
    answering: Answering,
}

/// Records a reading.
///
/// # Errors
/// A value is invalid, a rule refuses the entry, or the ledger cannot be written.
pub(super) fn run(args: Reading, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let (entry, mut details) = (args.entry, Details::default());
    let answers = &mut session.answers;
    let amount = args.amount.map(|amount| answers.resolve("amount", amount));
    let value = args.value.map(|value| answers.resolve("value", value));
    let money = Money::new(amount, args.currency.as_deref(), args.lang.as_deref())?.with_value(value);
    if money.bare_currency().is_some() {
        return Err(no_amount());
    }
    let words = args.as_written.or_else(|| money.words().map(str::to_owned));
    let given = [
        (Particular::Sources, Some(args.source)),
        (Particular::Date, args.on),
        (Particular::Jurisdictions, args.places),
        (Particular::AsWritten, words),
        (Particular::Count, args.count),
        (Particular::CountOf, args.count_of),
        (Particular::Note, args.note),
    ];
    given.into_iter().try_for_each(|(particular, given)| fill(&mut details, particular, one(given), answers))?;
    let (dating, date) = (args.dating, details.date.clone());
    details.unusual_date = true;
    let ledger = session.open(Mode::Read)?;
    let stated = details.places.clone();
    let places = || stated.clone().map_or_else(|| Ok(ledger.places_of_entry(entry)?), Ok);
    details.value = money.read_value(places)?;
    details.amount = money.read(places, || Ok(ledger.unit_of_entry(entry)?))?;
    drop(ledger);
    let request = args.once.of(Request::Reading { entry, details: Box::new(details) })?;
    args.answering.record_if(session, request, |today| dating.check("--on", date.as_ref(), today))
}

/// Records that a reading or a claim is adopted.
///
/// # Errors
/// A value is invalid, a rule refuses the entry, or the ledger cannot be written.
pub(super) fn adopt(args: Adopt, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let reason = needed_words("reason", args.reason, &mut session.answers)?;
    let request = args.once.of(Request::Adopt { entry: args.entry, reason })?;
    args.answering.record(session, request)
}
