//! `impound export parquet`: typed tables for engines that scale out.

use std::path::PathBuf;

use crate::cli::answer::Answer;
use crate::cli::failure::{Exit, Failure};
use crate::cli::session::Session;

#[cfg(feature = "parquet")]
mod tables;

/// Write the register, the assets, actions and holdings as Apache Parquet, for DuckDB, Spark, Trino and other engines
///
/// Needs a build with the feature `parquet`. Amounts are DECIMAL(38,18) and, beside that, exact text; a figure that has more than 20
/// digits before the point is NULL as a decimal, and a note says how many there are. Nothing is rounded. Dates are text, and
/// DATE for their first and last day.
///
/// register has every entry that records an action, assets every asset as it is now; actions and holdings are the reports of these
/// names. Until it is complete, the directory is called .DIR.unfinished; nothing is ever overwritten. Only you can
/// read it: chmod it for others.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  impound export parquet tables
  duckdb -c \"SELECT currency, sum(lower) FROM 'tables/assets.parquet' WHERE additive GROUP BY ALL\"")]
pub(in crate::cli) struct Parquet {
    /// The directory, which must not exist yet
    #[arg(value_name = "DIR")]
    directory: PathBuf,

    /// Show personal data: add the columns identifiers and subjects
    #[arg(long)]
    personal: bool,

    #[command(flatten)]
    answer: Answer,
}

/// Writes the tables.
///
/// # Errors
/// The directory's name is taken, a total does not fit, or the ledger or a file cannot be read or written.
#[cfg(feature = "parquet")]
pub(super) fn run(args: &Parquet, session: &mut Session<'_>) -> Result<Exit, Failure> {
    tables::run(&args.directory, args.personal, args.answer, session)
}

/// Refuses: this program cannot write them.
///
/// # Errors
/// Always.
#[cfg(not(feature = "parquet"))]
pub(super) fn run(args: &Parquet, _: &mut Session<'_>) -> Result<Exit, Failure> {
    let Parquet { directory: _, personal: _, answer: Answer { json: _ } } = args;
    Err(Failure::usage("this program cannot write Parquet", "use a build with the feature `parquet`"))
}
