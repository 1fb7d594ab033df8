//! `impound rates show`: the rates of a currency, or the rate that holds on a day.

use jiff::civil;
use serde::Serialize;

use crate::domain::{Fault, Holds, Rate, RateSet, Unit, day, fixed, text};
use crate::query::{Rates, Source};
use crate::store::{Ledger, Mode};

use crate::cli::answer::Answer;
use crate::cli::failure::{Exit, Failure};
use crate::cli::layout::headed;
use crate::cli::near;
use crate::cli::session::Session;

use super::known::{FIXED, REDENOMINATED, up_to};

/// What to do if a set has no rate.
const ADD: &str = "add a file that has it with `impound rates add`";

/// Show the rates of a currency, or the one that holds on a day, with its own day and why it holds
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  impound rates show ecb USD
  impound rates show ecb USD 2024-06-29
  impound rates show fixed DEM")]
pub(in crate::cli) struct Show {
    /// The set; fixed and redenominated are built in
    #[arg(value_name = "NAME")]
    name: String,

    /// The currency or crypto-asset
    #[arg(value_name = "CUR")]
    currency: String,

    /// The day on which it should hold
    #[arg(value_name = "DATE")]
    date: Option<String>,

    /// As known when this entry was the last
    #[arg(long, value_name = "N")]
    at_entry: Option<u64>,

    #[command(flatten)]
    answer: Answer,
}

/// Rates as JSON.
#[derive(Serialize)]
struct Series {
    set: String,
    base: &'static str,
    currency: &'static str,
    holds: String,
    rates: Vec<Line>,
}

/// A rate in a series.
#[derive(Serialize)]
struct Line {
    date: String,
    rate: String,
    entry: u64,
}

/// The rate on a day as JSON.
#[derive(Serialize)]
struct OfDay {
    set: String,
    base: &'static str,
    currency: &'static str,
    requested: String,
    date: String,
    rate: String,
    entry: Option<u64>,
    why: String,
}

/// Shows rates.
///
/// # Errors
/// There is no such set or rate, or the ledger cannot be read.
pub(super) fn run(args: Show, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let currency = Unit::parse(&args.currency)?;
    let date = args.date.as_deref().map(day).transpose().map_err(|fault| fault.at("DATE"))?;
    match args.name.as_str() {
        FIXED => {
            let built_in = fixed::euro(currency).ok_or_else(|| none_built_in(currency, "was replaced by the euro"))?;
            let euro = Unit::parse("EUR")?;
            let rate = (euro, built_in.rate.to_string(), built_in.since, built_in.act);
            built(FIXED, currency, rate, date, args.answer, session)
        }
        REDENOMINATED => {
            let new = fixed::redenominated(currency);
            let new = new.ok_or_else(|| none_built_in(currency, "was redenominated"))?;
            let rate = (new.into, new.divide_by.to_string(), new.since, new.act);
            built(REDENOMINATED, currency, rate, date, args.answer, session)
        }
        name => {
            let ledger = session.open(Mode::Read)?;
            let up_to = up_to(&ledger, args.at_entry)?;
            let sets = ledger.snapshot()?.rate_sets(up_to)?;
            let known: Vec<&str> = sets.iter().map(|set| set.name.as_str()).chain([FIXED, REDENOMINATED]).collect();
            let none = || {
                let what = format!("there is no set of rates {}", text::quote(name));
                Fault::new(what).hint(near::or_meant(name, &known, "`impound rates list` shows the sets"))
            };
            let set = sets.iter().find(|set| set.name == name).cloned().ok_or_else(none)?;
            match date {
                Some(date) => of_day(&ledger, (&set, currency, date, up_to), args.answer, session),
                None => series(&ledger, (&set, currency, up_to), args.answer, session),
            }
        }
    }
}

fn none_built_in(currency: Unit, what: &str) -> Fault {
    Fault::new(format!("{currency} is not a currency that {what}")).hint("`impound rates list` shows the sets")
}

/// A built-in rate.
fn built(
    set: &str,
    currency: Unit,
    (base, rate, since, act): (Unit, String, civil::Date, &str),
    date: Option<civil::Date>,
    answer: Answer,
    session: &mut Session<'_>,
) -> Result<Exit, Failure> {
    if let Some(date) = date.filter(|date| *date < since) {
        let what = format!("{currency} was replaced on {since}: there is no such rate on {date}");
        return Err(Fault::new(what).hint("before that day a set of daily or monthly rates has one").into());
    }
    let of_day = OfDay {
        set: set.to_owned(),
        base: base.code(),
        currency: currency.code(),
        requested: date.unwrap_or(since).to_string(),
        date: since.to_string(),
        rate,
        entry: None,
        why: format!("it holds since {since} for good: {act}"),
    };
    of_day.give(answer, session)
}

fn series(
    ledger: &Ledger,
    (set, currency, up_to): (&RateSet, Unit, u64),
    answer: Answer,
    session: &mut Session<'_>,
) -> Result<Exit, Failure> {
    let all = Rates { set: &set.name, currency: Some(currency), from: civil::Date::MIN, to: civil::Date::MAX, up_to };
    let mut rates = Vec::new();
    ledger.snapshot()?.each_rate(all, &mut |Rate { day, rate, entry, .. }| {
        rates.push(Line { date: day.to_string(), rate: rate.to_string(), entry });
        Ok(())
    })?;
    if rates.is_empty() {
        return Err(Fault::new(format!("the set {} has no rate for {currency}", set.name)).hint(ADD).into());
    }
    let (name, holds) = (set.name.clone(), set.holds.to_string());
    let series = Series { set: name, base: set.base.code(), currency: currency.code(), holds, rates };
    answer.give(session, &series, || {
        let row = |line: &Line| vec![line.date.clone(), line.rate.clone(), format!("entry {}", line.entry)];
        let head = format!("{currency} for 1 {}, each holds {}\n", set.base, set.holds.told());
        head + &headed(["date", "rate", ""], series.rates.iter().map(row).collect())
    })?;
    Ok(Exit::Done)
}

/// The rate that holds on a day.
fn of_day(
    ledger: &Ledger,
    (set, currency, date, up_to): (&RateSet, Unit, civil::Date, u64),
    answer: Answer,
    session: &mut Session<'_>,
) -> Result<Exit, Failure> {
    let earlier = Rates { set: &set.name, currency: Some(currency), from: civil::Date::MIN, to: date, up_to };
    let mut last = None;
    ledger.snapshot()?.each_rate(earlier, &mut |rate| {
        last = Some(rate);
        Ok(())
    })?;
    let none = format!("the set {} has no rate for {currency} that holds on {date}", set.name);
    let Rate { day, rate, entry, .. } = last.ok_or_else(|| Fault::new(none.clone()).hint(ADD))?;
    if !set.holds.reaches(day, date) {
        let what = format!("{none}: the last one before it is for {day}, and holds {}", set.holds.told());
        return Err(Fault::new(what).hint(ADD).into());
    }
    let of_day = OfDay {
        set: set.name.clone(),
        base: set.base.code(),
        currency: currency.code(),
        requested: date.to_string(),
        date: day.to_string(),
        rate: rate.to_string(),
        entry: Some(entry),
        why: why(set.holds, day, date),
    };
    of_day.give(answer, session)
}

/// Why the rate of one day holds on another.
fn why(holds: Holds, of: civil::Date, on: civil::Date) -> String {
    if of == on {
        return "it is for that day".to_owned();
    }
    let weekday = on.strftime("%A");
    match holds {
        Holds::Days(_) => format!("no rate on {weekday} {on}: that of {of} holds, {}", holds.told()),
        Holds::Month => format!("that of {of} holds to the end of its month"),
        Holds::UntilNext => format!("no rate on {weekday} {on}: that of {of} holds until the next one"),
    }
}

impl OfDay {
    fn give(&self, answer: Answer, session: &mut Session<'_>) -> Result<Exit, Failure> {
        answer.give(session, self, || {
            let entry = self.entry.map_or(String::new(), |entry| format!(", entry {entry}"));
            let OfDay { set, base, currency, rate, requested, why, .. } = self;
            format!("1 {base} = {rate} {currency} on {requested} ({set}{entry})\n{why}\n")
        })?;
        Ok(Exit::Done)
    }
}
