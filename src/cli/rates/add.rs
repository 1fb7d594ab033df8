//! `impound rates add`: adds the lines of a file to a set.

use std::path::PathBuf;

use jiff::civil;
use serde_json::{Map, Value, json};

use crate::domain::{Date, Fault, Holds, Quote, RateSet, SourceCitation, Unit};
use crate::intake::exchange::{self, Asked, Place, RateFormat, RatesFile, Refused};
use crate::store::{ComparedRates, Ledger, Mode, NewRates, Receipt, Request};

use crate::cli::failure::{Exit, Failure};
use crate::cli::layout::columns;
use crate::cli::particulars::{Answering, Dating, Once, parsed};
use crate::cli::recorded::More;
use crate::cli::session::Session;
use crate::cli::words;

use super::known::{FIXED, REDENOMINATED};

/// Add rates of exchange from a publisher's file to a set, for example the reference rates of the European Central Bank
///
/// The format is recognised by the columns. A later file of the same set adds only its new lines. A line that it
/// changes is listed, and the earlier rate is kept with the entry since which it held; a line that it lacks stays. A
/// file without a new line records nothing, not even another source. The file itself is not kept: add it as a source.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  impound source add ECB-2024 --title \"Reference rates\" --publisher \"European Central Bank\" --file eurofxref-hist.csv
  impound rates add eurofxref-hist.csv --name ecb --source ECB-2024
  A table of your own, with the columns date, currency and rate:
    impound rates add court.csv --name court --source ORDER-7 --base EUR --valid 0

Formats: ecb (1 EUR, holds 4 days), ecb-sdmx (the same from the data portal), inforeuro (1 EUR, a month),
treasury (1 USD, until the next), hmrc (1 GBP, a month), table.")]
pub(in crate::cli) struct Add {
    /// The file, a CSV
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The name of the set, which its first file creates: ecb
    #[arg(long, value_name = "NAME")]
    name: String,

    /// A source that says so, and where in it; at least one
    #[arg(long, value_name = "REF[#WHERE]", required = true)]
    source: Vec<String>,

    /// The format, if the columns do not reveal it: ecb, ecb-sdmx, inforeuro, treasury, hmrc or table
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,

    /// For a table: the currency that each rate is for 1 of
    #[arg(long, value_name = "CUR")]
    base: Option<String>,

    /// For a table: how many days after its own a rate holds
    #[arg(long, value_name = "DAYS")]
    valid: Option<u16>,

    /// The month of monthly rates, if the file does not say it
    #[arg(long, value_name = "MONTH")]
    month: Option<String>,

    #[command(flatten)]
    dating: Dating,

    #[command(flatten)]
    once: Once,

    #[command(flatten)]
    answering: Answering,
}

/// Adds the rates of a file.
///
/// # Errors
/// A value is invalid, a rule refuses it, or a file cannot be read or written.
pub(super) fn run(args: Add, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let name = set_name(&args.name).map_err(|fault| fault.at("--name"))?;
    let sources = args.source.iter().map(|source| SourceCitation::parse(source)).collect::<Result<Vec<_>, _>>();
    let sources = sources.map_err(|fault| fault.at("--source"))?;
    let asked = Asked {
        format: parsed("--format", args.format, RateFormat::parse)?,
        base: parsed("--base", args.base, Unit::parse)?,
        valid: args.valid,
        month: parsed("--month", args.month, month)?,
    };
    let file = match exchange::read(&args.file, &asked) {
        Ok(file) => file,
        Err(refused) => return refuse(refused, session),
    };
    let RatesFile { format, base, holds, digest, size, quotes, passed, ends } = file;
    let publisher = match format.publisher() {
        Some(publisher) => Some(publisher.to_owned()),
        None => publisher_of(&session.open(Mode::Read)?, &sources)?,
    };
    let (set, format) = (RateSet { name, base, holds }, format.name().to_owned());
    let new = NewRates { set, publisher, format, file: digest, size, sources, quotes };
    let request = args.once.of(Request::Rates(Box::new(new)))?;
    let mut ledger = session.open(Mode::Write)?;
    let may = |today| plausible(&ends, holds, args.dating, today);
    let receipt = session.append_if(&mut ledger, request, args.answering.keep(), may)?;
    let more = more(&receipt, &passed);
    args.answering.give_more(session, &receipt, &more)?;
    Ok(Exit::Done)
}

/// The name of a set, which must not be that of a built-in one.
fn set_name(given: &str) -> Result<String, Fault> {
    let name = RateSet::parse_name(given)?;
    if [FIXED, REDENOMINATED].contains(&name.as_str()) {
        return Err(Fault::new(format!("{name} is the name of rates that are built in")).hint("choose another name"));
    }
    Ok(name)
}

/// The first day of a month.
fn month(given: &str) -> Result<civil::Date, Fault> {
    let date = Date::parse(given)?;
    let span = date.first().map(|first| (first, date.last()));
    let month = span.filter(|(first, last)| *first == last.first_of_month() && *last == first.last_of_month());
    month
        .map(|(first, _)| first)
        .ok_or_else(|| Fault::new(format!("{date} is not a month")).hint("write it as 2024-06"))
}

/// Questions the earliest and the latest day of a file, unless the user accepts them.
fn plausible(ends: &[Place; 2], holds: Holds, dating: Dating, today: civil::Date) -> Result<(), Fault> {
    let next_month = today.last_of_month().tomorrow().ok();
    // Rates of a month are published before it begins.
    let is_due = |day: civil::Date| holds == Holds::Month && Some(day) == next_month;
    ends.iter().filter(|end| !is_due(end.day)).try_for_each(|end| {
        let place = end.to_string();
        dating.check(&place, Some(&Date::parse(&end.day.to_string())?), today)
    })
}

/// The publisher of the first source that names one.
fn publisher_of(ledger: &Ledger, sources: &[SourceCitation]) -> Result<Option<String>, Failure> {
    for citation in sources {
        let publisher = ledger.source(citation.source())?.and_then(|known| known.file.publisher);
        if publisher.is_some() {
            return Ok(publisher);
        }
    }
    Ok(None)
}

/// Lists every fault of a file, up to a maximum.
fn refuse(refused: Refused, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let Refused { mut faults, more } = refused;
    if more > 0 {
        let more = words::counted(more, "more fault", "more faults");
        faults.push(Fault::new(format!("{more}; nothing was recorded")));
    }
    let last = faults.pop();
    for fault in faults {
        session.complain(&fault.into())?;
    }
    last.map_or(Ok(Exit::Refused), |fault| Err(fault.into()))
}

/// What is reported beside the entry: the lines that the file changes, those that it lacks, and those that were
/// skipped.
fn more(receipt: &Receipt, passed: &[(String, u64)]) -> More {
    let compared = receipt.rates.clone().unwrap_or_default();
    let ComparedRates { added, changed, lacking, changed_first, lacking_first, unrecorded } = &compared;
    let line = |quote: &Quote| json!({ "date": quote.day.to_string(), "currency": quote.currency.code(), "rate": quote.rate.to_string() });
    let changed_line = |(quote, before): &(Quote, crate::domain::Decimal)| {
        let mut line = line(quote);
        line["before"] = before.to_string().into();
        line
    };
    let passed_over: Vec<Value> = passed.iter().map(|(why, lines)| json!({ "why": why, "lines": lines })).collect();
    let mut fields = Map::new();
    fields.insert("added".to_owned(), (*added).into());
    fields.insert("changed".to_owned(), (*changed).into());
    fields.insert("lacking".to_owned(), (*lacking).into());
    fields.insert("changed_first".to_owned(), changed_first.iter().map(changed_line).collect());
    fields.insert("lacking_first".to_owned(), lacking_first.iter().map(line).collect());
    fields.insert("passed_over".to_owned(), passed_over.into());
    fields.insert("sources_not_recorded".to_owned(), unrecorded.iter().map(ToString::to_string).collect());
    let mut rows: Vec<[String; 2]> = Vec::new();
    if receipt.repeated && receipt.rates.is_some() {
        rows.push(["new".to_owned(), "none of its lines".to_owned()]);
    }
    let set = receipt.entry.body.rates().map_or("", |added| added.set.name.as_str());
    let known = |source: &SourceCitation| format!("{source} is not recorded: the set {set} has all lines of the file");
    rows.extend(labelled("source", unrecorded.iter().map(known).collect(), unrecorded.len() as u64));
    let was = |(quote, before): &(Quote, crate::domain::Decimal)| {
        format!("{} on {}: {} instead of {before}", quote.currency, quote.day, quote.rate)
    };
    let named = |quote: &Quote| format!("{} on {}: {} stays", quote.currency, quote.day, quote.rate);
    rows.extend(labelled("changed", changed_first.iter().map(was).collect(), *changed));
    rows.extend(labelled("lacking", lacking_first.iter().map(named).collect(), *lacking));
    let reasons = passed.iter().map(|(why, lines)| format!("{}: {why}", words::counted(*lines, "line", "lines")));
    rows.extend(labelled("passed over", reasons.collect(), passed.len() as u64));
    let lines = columns(rows.into_iter().map(Vec::from).collect());
    More { lines, fields }
}

/// The most lines of one kind that are listed in words; JSON lists more.
const NAMED: usize = 5;

/// The first of many items, with the label before them.
fn labelled(label: &str, mut first: Vec<String>, of: u64) -> Vec<[String; 2]> {
    let label_at = |at: usize| if at == 0 { label.to_owned() } else { String::new() };
    first.truncate(NAMED);
    let more = of.saturating_sub(first.len() as u64);
    first.extend((more > 0).then(|| format!("{more} more")));
    first.into_iter().enumerate().map(|(at, said)| [label_at(at), said]).collect()
}
