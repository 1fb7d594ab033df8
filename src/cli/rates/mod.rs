//! `impound rates`: sets of rates of exchange.

mod add;
mod known;
mod list;
mod show;

use super::failure::{Exit, Failure};
use super::session::Session;

/// Add rates of exchange, or look at them
#[derive(Debug, clap::Subcommand)]
pub(super) enum Rates {
    Add(add::Add),
    List(list::List),
    Show(show::Show),
}

/// Runs a command on rates.
///
/// # Errors
/// A value is invalid, a rule refuses it, or a file cannot be read or written.
pub(super) fn run(rates: Rates, session: &mut Session<'_>) -> Result<Exit, Failure> {
    match rates {
        Rates::Add(args) => add::run(args, session),
        Rates::List(args) => list::run(&args, session),
        Rates::Show(args) => show::run(args, session),
    }
}
