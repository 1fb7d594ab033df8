//! `impound due`.

use crate::domain::{CaseRef, Fault, date, day, text};
use crate::query::{self, Source};
use crate::report::{Ends, Meta, listing};
use crate::store::Mode;

use super::failure::{Exit, Failure};
use super::near;
use super::particulars::parsed;
use super::session::Session;
use super::words::PROGRAM;
use super::written::Written;

/// List what ends soon and what is late: measures with an end, and looks at assets that have to be repeated
///
/// An asset that is held is listed if its measure (--until) ends within some days, or has ended. Where the end is a range of days, the first
/// of them counts, and it is late when the last is over. With --attested-within, so are assets whose latest look (`impound attest`) is older. What is
/// late comes first.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  impound due --within 2w
  impound due --case coco --attested-within 180d --format csv --output due.csv")]
pub(super) struct Due {
    /// How far ahead to look, in days or weeks: 30d, 6w
    #[arg(long, value_name = "DAYS", default_value = "30d")]
    within: String,

    /// Also list assets that were last looked at longer ago than this: 180d, 26w
    #[arg(long, value_name = "DAYS")]
    attested_within: Option<String>,

    /// Count days from this day instead of today (UTC)
    #[arg(long, value_name = "DATE")]
    on: Option<String>,

    /// Only this case
    #[arg(long, value_name = "CASE")]
    case: Option<String>,

    #[command(flatten)]
    written: Written,
}

/// Lists it.
///
/// # Errors
/// A value is invalid, the case is not in the ledger, or the ledger cannot be read.
pub(super) fn run(args: Due, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let on = match parsed("--on", args.on.clone(), day)? {
        Some(day) => day,
        None => date::day_of_clock(&session.context.now())?,
    };
    let case = parsed("--case", args.case.clone(), CaseRef::parse)?;
    let within = parsed("--within", Some(args.within.clone()), days)?.unwrap_or_default();
    let attested_within = parsed("--attested-within", args.attested_within.clone(), days)?;
    let path = session.ledger_path()?.0;
    let ledger = session.open(Mode::Read)?;
    if let Some(case) = &case
        && ledger.case(case)?.is_none()
    {
        return Err(near::no_case(&ledger, case)?.at("--case").into());
    }
    // Before the state is read: a ledger is read once at a time.
    let verified = session.last_verified(&ledger);
    let state = ledger.snapshot()?;
    let filters = [
        ("on", Some(on.to_string())),
        ("within", Some(args.within)),
        ("attested_within", args.attested_within),
        ("case", args.case),
    ];
    let filters = filters.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect();
    let title = "Due: what ends soon, and what is late";
    let meta = listing::meta(title, &state.head()?, PROGRAM);
    let meta = Meta { filters, verified, ..meta };
    let document = query::due(&state, &Ends { on, within, attested_within, case }, meta)?;
    drop(state);
    drop(ledger);
    args.written.write(&document, &path, session)
}

/// Reads a number of days: `30d`, `30`, `6w`.
fn days(given: &str) -> Result<i32, Fault> {
    let given = given.trim();
    let (figure, unit) = match given.strip_suffix(['d', 'D']) {
        Some(figure) => (figure, 1),
        None => given.strip_suffix(['w', 'W']).map_or((given, 1), |figure| (figure, 7)),
    };
    let is_figure = !figure.is_empty() && figure.bytes().all(|byte| byte.is_ascii_digit());
    let days = figure.parse::<i32>().ok().filter(|_| is_figure).and_then(|figure| figure.checked_mul(unit));
    days.filter(|days| *days <= LONGEST).ok_or_else(|| {
        let fault = Fault::new(format!("{} is not a number of days", text::quote(given)));
        fault.hint(format!("give days or weeks, such as 30d or 6w, at most {LONGEST}d"))
    })
}

/// The most days that are looked ahead: a century.
const LONGEST: i32 = 36_525;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_weeks_are_read_and_nothing_else() {
        assert_eq!([days("30d"), days("30"), days("6w"), days(" 0D ")].map(Result::unwrap), [30, 30, 42, 0]);
        for given in ["", "d", "-1d", "1m", "1.5d", "+3", "40000d", "9999999999w", "३d"] {
            assert!(days(given).is_err(), "{given}");
        }
    }
}
