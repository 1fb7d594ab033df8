//! Lines of rates as CSV, to accompany a journal whose entries hold their digests.

use std::collections::BTreeMap;
use std::io::Write;

use crate::domain::{Decimal, Quote, Unit};
use crate::journal::{AddedRates, Frontier};
use crate::render::{Format, Options};
use crate::report::{Outline, listing};
use crate::store::{Anew, Error, Ledger, Remedy};

use crate::cli::failure::Failure;
use crate::cli::files::Unwritten;
use crate::cli::words::PROGRAM;

/// The name of the table.
pub(super) const RATES: &str = "rates";

/// Writes every line up to a head, and returns the outline of the table.
///
/// # Errors
/// The ledger cannot be read, or the lines cannot be written.
pub(super) fn write(ledger: &Ledger, head: &Frontier, out: &mut dyn Write) -> Result<Outline, Unwritten> {
    let title = "Rates: the lines of the sets of rates, with those that a later entry changed";
    let outline = listing::rates(listing::meta(title, head, PROGRAM)).map_err(Failure::from)?;
    let mut sink = Format::Csv.begin(&outline, Options::default(), out)?;
    outline.sections().iter().try_for_each(|frame| sink.section(frame))?;
    let mut unwritten = None;
    let read = ledger.snapshot().map_err(Failure::from)?.each_line_of_rates(head.size(), &mut |set, rate| {
        sink.row(&listing::rate(set, &rate)).map_err(|error| {
            unwritten = Some(error);
            // The writer reports the actual cause.
            Error::environment("the lines cannot be written", Remedy::TryAgain)
        })
    });
    match (unwritten, read) {
        (Some(error), _) => Err(error.into()),
        (None, Err(error)) => Err(Failure::from(error).into()),
        (None, Ok(())) => {
            sink.finish()?;
            Ok(outline)
        }
    }
}

/// The most bytes in a line: a name, a day, a code, a figure, a number, and the separators.
const LONGEST_LINE: u64 = 256;

/// The most bytes in the lines that some entries count, with their header.
pub(super) fn longest(added: &BTreeMap<u64, AddedRates>) -> u64 {
    let lines: u64 = added.values().map(AddedRates::count).fold(1, u64::saturating_add);
    lines.saturating_mul(LONGEST_LINE)
}

/// Adds the lines of a CSV to the entries, and lists those that do not fit.
///
/// # Errors
/// Memory ran out.
pub(super) fn add(csv: &[u8], added: &BTreeMap<u64, AddedRates>, entries: &mut Anew) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    let mut lines: BTreeMap<u64, Vec<Quote>> = BTreeMap::new();
    let mut reader = csv::Reader::from_reader(csv);
    for (number, record) in (2_u64..).zip(reader.records()) {
        let line = record.ok().and_then(|record| read(&record));
        let Some((set, entry, quote)) = line else {
            found.push(format!("{RATES}.csv, line {number}: it is not a line of rates as impound writes it"));
            continue;
        };
        match added.get(&entry).filter(|added| added.set.name == set) {
            Some(_) => lines.entry(entry).or_default().push(quote),
            None => found.push(format!("{RATES}.csv, line {number}: entry {entry} adds no rates to this set")),
        }
    }
    for (entry, quotes) in lines {
        let Some(added) = added.get(&entry) else { continue };
        match entries.quote(&added.set.name, entry, &quotes) {
            Err(Error::Damaged { .. }) => found.push(format!("{RATES}.csv: entry {entry} has two lines of one day")),
            other => other?,
        }
    }
    Ok(found)
}

fn read(record: &csv::StringRecord) -> Option<(String, u64, Quote)> {
    let [set, date, currency, rate, entry] = [0, 1, 2, 3, 4].map(|at| record.get(at));
    let quote =
        Quote { currency: Unit::parse(currency?).ok()?, day: date?.parse().ok()?, rate: Decimal::parse(rate?).ok()? };
    Some((set?.to_owned(), entry?.parse().ok()?, quote))
}
