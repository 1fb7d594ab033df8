//! `impound correct`.

use crate::journal::{Details, Particular};
use crate::store::{Mode, Request};

use super::failure::{Exit, Failure};
use super::money::Sale;
use super::particulars::{Answering, Description, Particulars, fill, needed_words, one};
use super::record::no_amount;
use super::session::Session;

/// Correct how an entry reads an action
///
/// What you give replaces the earlier value; "" removes a text or a list. The entry stays as it is; a new one says how
/// its action is read from now on, and why. Reports use the latest reading.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  impound correct 12 --reason \"the annex gives the exact sum\" --amount \"5120000.50 EUR\"")]
pub(super) struct Correct {
    /// The number of an entry that records the action
    #[arg(value_name = "ENTRY", value_parser = super::particulars::entry_number)]
    entry: u64,

    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: String,

    #[command(flatten)]
    description: Description,

    /// When: 2024-06-25, 2024-06, 2024, ../2024-06-28 (on or before), 2023-12/2024-06 (between), 2024-06~ (about)
    #[arg(long, value_name = "DATE", help_heading = "The action")]
    on: Option<String>,

    /// The sources that say so, instead of those given before
    #[arg(long, value_name = "REF[#WHERE]", help_heading = "The action")]
    source: Vec<String>,

    /// How it was disposed of: sold, destroyed, assigned, transferred or lost
    #[arg(long, value_name = "HOW", help_heading = "The action")]
    how: Option<String>,

    /// Where the transfer brought it: HU, or HU,LT for a pool, or `unstated`
    #[arg(long, value_name = "PLACES", help_heading = "The action")]
    to: Option<String>,

    #[command(flatten)]
    sale: Sale,

    #[command(flatten)]
    particulars: Particulars,

    #[command(flatten)]
    answering: Answering,

    // Refused with a word on what to do, rather than as flags that nobody knows.
    #[arg(long, hide = true, conflicts_with_all = ["part_of", "asset"])]
    case: Option<String>,
    #[arg(long, hide = true, conflicts_with = "asset")]
    part_of: Option<String>,
    #[arg(long, hide = true)]
    asset: Option<String>,
}

/// Records a correction.
///
/// # Errors
/// A value is invalid, a rule refuses the entry, or the ledger cannot be written.
pub(super) fn run(args: Correct, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let entry = args.entry;
    if args.case.or(args.part_of).or(args.asset).is_some() {
        let hint = format!("void it and record the action again: `impound void {entry} --reason …`");
        return Err(Failure::usage(format!("a correction cannot change which asset entry {entry} concerns"), hint));
    }
    let reason = needed_words("reason", args.reason, &mut session.answers)?;
    let mut details = Details::default();
    let given = [
        (Particular::Date, one(args.on)),
        (Particular::Sources, args.source),
        (Particular::How, one(args.how)),
        (Particular::To, one(args.to)),
    ];
    for (particular, given) in given {
        fill(&mut details, particular, given, &mut session.answers)?;
    }
    args.description.fill(&mut details, &mut session.answers)?;
    let money = args.particulars.fill(&mut details, &mut session.answers)?;
    if money.bare_currency().is_some() {
        return Err(no_amount());
    }
    let unchanged = Details { unusual_date: details.unusual_date, ..Details::default() };
    if !money.is_given() && !args.sale.is_given() && details == unchanged {
        let hint = "say what to change, such as --amount or --on";
        return Err(Failure::usage(format!("no change is given for entry {entry}"), hint));
    }
    let mut ledger = session.open(Mode::Write)?;
    let stated = details.places.clone();
    let places = || stated.clone().map_or_else(|| Ok(ledger.places_of_entry(entry)?), Ok);
    details.value = money.read_value(places)?;
    args.sale.fill(&mut details, &money, places)?;
    details.amount = money.read(places, || Ok(ledger.unit_of_entry(entry)?))?;
    let request = Request::Correct { entry, reason, details: Box::new(details) };
    let receipt = session.append(&mut ledger, request, args.answering.keep())?;
    args.answering.give(session, &receipt)?;
    Ok(Exit::Done)
}
