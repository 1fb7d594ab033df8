//! `impound rates`: sets of rates of exchange.

mod add;
mod list;
mod show;

use crate::query;
use crate::store::{Error, Ledger};

use super::failure::{Exit, Failure};
use super::session::Session;

/// The name under which the irrevocably fixed rates of former national currencies are listed.
const FIXED: &str = "fixed";

/// The name under which currencies are listed that another replaced at a round number.
const REDENOMINATED: &str = "redenominated";

/// Add rates of exchange, or look at those that were added
#[derive(Debug, clap::Subcommand)]
pub(super) enum Rates {
    Add(add::Add),
    List(list::List),
    Show(show::Show),
}

/// Runs a command on rates.
///
/// # Errors
/// A value or a rule that says no, or a file that cannot be read or written.
pub(super) fn run(rates: Rates, session: &mut Session<'_>) -> Result<Exit, Failure> {
    match rates {
        Rates::Add(args) => add::run(args, session),
        Rates::List(args) => list::run(&args, session),
        Rates::Show(args) => show::run(args, session),
    }
}

/// The entry up to which rates are asked for: the one that was given, which must exist, else the last.
fn up_to(ledger: &Ledger, asked: Option<u64>) -> Result<u64, Failure> {
    let last = ledger.head()?.size();
    match asked {
        Some(asked) if !(1..=last).contains(&asked) => Err(Error::from(query::Error::NoEntry { asked, last }).into()),
        asked => Ok(asked.unwrap_or(last)),
    }
}
