//! The arguments of statements: roll-forward, coverage and ageing.

use crate::report::Bands;

use super::failure::Failure;

/// The end of the help of the roll-forward.
pub(super) const ROLLFORWARD: &str = "Examples:
  impound report rollforward --from 2024-01-01 --to 2024-06-30
  impound report rollforward --from 2024 --to 2024 --by stage --format csv --output 2024.csv

Opening is the end of the day before --from, closing the end of --to. If the lines do not explain the
closing stock, the ledger contradicts itself: there is no report, and the exit code is 3.";

/// The end of the help of the coverage.
pub(super) const COVERAGE: &str = "Examples:
  impound report coverage --by authority
  impound report coverage --as-of 2024-06-30 --case coco

Personal data are counted, never shown: an identifier that was erased counts like any other.
--convert also counts how many have no rate.";

/// The end of the help of the ageing.
pub(super) const AGEING: &str = "Examples:
  impound report ageing --as-of 2024-12-31
  impound report ageing --bands 90,365 --by case,stage

Without --as-of the day is that on which the last entry was recorded (UTC). An asset whose days lie in no
single band is in the band `undated`.";

/// The arguments of a roll-forward, and those that it refuses with a reason.
#[derive(Debug, clap::Args)]
pub(super) struct Rolled {
    /// What to break the stock down by: case, jurisdiction, stage, kind, currency, authority, custodian. The currency is
    /// always one of them
    #[arg(long, value_name = "D[,D…]", default_value = "jurisdiction,stage")]
    by: Option<String>,

    /// Refused: what an asset was estimated at changes without an action
    #[arg(long, hide = true)]
    values: bool,

    /// Refused likewise
    #[arg(long, hide = true)]
    values_only: bool,

    /// Refused: things are not amounts
    #[arg(long, hide = true)]
    counts: bool,

    /// Refused but for what is adopted
    #[arg(long, hide = true, value_parser = ["adopted", "hull"])]
    readings: Option<String>,
}

impl Rolled {
    /// The dimensions of the stock.
    ///
    /// # Errors
    /// The request includes something that a roll-forward does not cover.
    pub(super) fn by(self) -> Result<Option<String>, Failure> {
        let hint = "use `impound report holdings` for the stock of a day with values, counts and all readings";
        if self.values || self.values_only || self.counts {
            return Err(Failure::usage("a roll-forward adds amounts, not values or counts", hint));
        }
        if self.readings.is_some_and(|readings| readings != "adopted") {
            return Err(Failure::usage("a roll-forward counts what is adopted, not every reading", hint));
        }
        Ok(self.by)
    }
}

/// The arguments of a coverage.
#[derive(Debug, clap::Args)]
pub(super) struct Covered {
    /// What to break the counts down by: case, authority; one row for all without it
    #[arg(long, value_name = "D[,D…]")]
    pub(super) by: Option<String>,
}

/// The arguments of an ageing.
#[derive(Debug, clap::Args)]
pub(super) struct Aged {
    /// What to break the totals down by: case, jurisdiction, stage, kind, currency, authority, custodian. The currency is
    /// always one of them
    #[arg(long, value_name = "D[,D…]", default_value = "stage")]
    pub(super) by: Option<String>,

    /// The last day of each band, each more than the one before; a further band is for all that is older
    #[arg(long, value_name = "DAYS[,DAYS…]", default_value = "30,90,180,365,1825")]
    bands: String,
}

impl Aged {
    /// The bands.
    ///
    /// # Errors
    /// They are not increasing numbers of days.
    pub(super) fn bands(&self) -> Result<Bands, Failure> {
        Bands::parse(&self.bands).map_err(|fault| Failure::Usage(fault.at("--bands")))
    }
}

/// Checks the period of a roll-forward.
///
/// # Errors
/// An end is missing, or a day is given instead.
pub(super) fn check_period(ends: [&Option<String>; 2], as_of: Option<&String>) -> Result<(), Failure> {
    let hint = "give the first day of the period with --from and the last with --to";
    if as_of.is_some() {
        return Err(Failure::usage(
            "--as-of is for the stock of one day; a roll-forward goes from one to another",
            hint,
        ));
    }
    if ends.iter().any(|end| end.is_none()) {
        return Err(Failure::usage("a roll-forward needs both ends of its period", hint));
    }
    Ok(())
}
