//! Stored rates of exchange: reading them for reports, and checking them against the digests in their entries.

use std::collections::BTreeMap;

#[cfg(feature = "cli")]
use jiff::civil;

use crate::domain::{Decimal, Quote, Rate, RateSet, Unit};
use crate::journal::{AddedRates, Lines};
use crate::query::{EachRate, Rates};

use super::engine::{Reading, StoredRate};
use super::field::Field;
use super::{Error, load, table};

/// The length of a day in text.
const DAY: usize = "2024-06-28".len();

/// The most lines passed on together.
const RUN: usize = 1_000;

/// The sets added up to an entry, by name.
pub(super) fn sets(reading: &dyn Reading, up_to: u64) -> Result<Vec<RateSet>, Error> {
    let mut first: Vec<(String, u64)> = Vec::new();
    reading.rows(&table::RATE_SET, &mut |row| {
        let (set, entry) = (row[0].text()?, row[1].number()?);
        if entry <= up_to && first.last().is_none_or(|(known, _)| known != set) {
            first.push((set.to_owned(), entry));
        }
        Ok(())
    })?;
    first.into_iter().map(|(_, entry)| Ok(load::added_rates(reading, entry)?.set)).collect()
}

/// What each entry adds, up to a given one: its number and its content, by set, then in order.
pub(super) fn added(reading: &dyn Reading, up_to: u64) -> Result<Vec<(u64, AddedRates)>, Error> {
    let mut entries = Vec::new();
    reading.rows(&table::RATE_SET, &mut |row| {
        entries.extend(Some(row[1].number()?).filter(|entry| *entry <= up_to));
        Ok(())
    })?;
    entries.into_iter().map(|entry| Ok((entry, load::added_rates(reading, entry)?))).collect()
}

/// Passes rates to `each`: for each currency and day, the one of the latest entry.
pub(super) fn each(reading: &dyn Reading, rates: &Rates<'_>, each: &mut EachRate<'_, Error>) -> Result<(), Error> {
    let mut held: Option<Rate> = None;
    reading.rates(rates, &mut |stored| {
        let rate = read(&stored).ok_or_else(|| unreadable(rates.set, &stored))?;
        let Some(before) = held.replace(rate) else { return Ok(()) };
        let is_changed = held.as_ref().is_some_and(|rate| (rate.currency, rate.day) == (before.currency, before.day));
        if is_changed { Ok(()) } else { each(before) }
    })?;
    held.map_or(Ok(()), each)
}

/// Passes every line of rates up to an entry to `each`, with the name of its set: by set, currency, day and entry.
#[cfg(feature = "cli")]
pub(super) fn each_line(
    reading: &dyn Reading,
    up_to: u64,
    each: &mut dyn FnMut(&str, Rate) -> Result<(), Error>,
) -> Result<(), Error> {
    for RateSet { name, .. } in sets(reading, up_to)? {
        let all = Rates { set: &name, currency: None, from: civil::Date::MIN, to: civil::Date::MAX, up_to };
        reading.rates(&all, &mut |stored| each(&name, read(&stored).ok_or_else(|| unreadable(&name, &stored))?))?;
    }
    Ok(())
}

/// Takes some lines that an entry adds to a set.
type EachRun<'a> = dyn FnMut(&str, u64, &[Quote]) -> Result<(), Error> + 'a;

/// Passes all stored lines to `each`, in their order: each time some that one entry adds to a set.
pub(super) fn each_run(reading: &dyn Reading, each: &mut EachRun<'_>) -> Result<(), Error> {
    let (mut of, mut run) = ((String::new(), 0), Vec::new());
    let mut pass = |(set, entry): &(String, u64), run: &mut Vec<Quote>| {
        let passed = std::mem::take(run);
        if passed.is_empty() { Ok(()) } else { each(set, *entry, &passed) }
    };
    reading.rows(&table::RATE, &mut |row| {
        let (set, entry) = (row[0].text()?, row[3].number()?);
        let stored = StoredRate { currency: row[1].text()?, date: row[2].text()?, entry, rate: row[4].text()? };
        let Rate { currency, day, rate, .. } = read(&stored).ok_or_else(|| unreadable(set, &stored))?;
        if run.len() == RUN || (of.0.as_str(), of.1) != (set, entry) {
            pass(&of, &mut run)?;
            of = (set.to_owned(), entry);
        }
        run.push(Quote { currency, day, rate });
        Ok(())
    })?;
    pass(&of, &mut run)
}

fn read(stored: &StoredRate<'_>) -> Option<Rate> {
    let currency = Unit::parse(stored.currency).ok().filter(|unit| unit.code() == stored.currency)?;
    let day = stored.date.parse().ok().filter(|_| stored.date.len() == DAY)?;
    Some(Rate { currency, day, rate: Decimal::parse(stored.rate).ok()?, entry: stored.entry })
}

fn unreadable(set: &str, StoredRate { currency, date, .. }: &StoredRate<'_>) -> Error {
    let [set, currency, date] = [set, currency, date].map(crate::domain::text::escape);
    Error::damaged_somewhere(format!("the rate of {currency} on {date} in the set {set} is not what impound writes"))
}

/// Compares the lines of each entry with the number and the digest that it states, and lists every difference.
pub(super) fn verify(
    reading: &dyn Reading,
    added: &BTreeMap<u64, AddedRates>,
    found: &mut Vec<String>,
) -> Result<(), Error> {
    let mut stored: Vec<(u64, Quote)> = Vec::new();
    reading.rows(&table::RATE, &mut |row| {
        let (set, entry) = (row[0].text()?, row[3].number()?);
        let line = StoredRate { currency: row[1].text()?, date: row[2].text()?, entry, rate: row[4].text()? };
        let place = || format!("rate {}", row[..4].iter().map(Field::shown).collect::<Vec<_>>().join(" "));
        if added.get(&entry).is_none_or(|added| added.set.name != set) {
            found.push(format!("{}: the entry adds no rates to this set", place()));
        } else if let Some(Rate { currency, day, rate, .. }) = read(&line) {
            stored.push((entry, Quote { currency, day, rate }));
        } else {
            found.push(format!("{}: {} is not what impound writes", place(), row[4].shown()));
        }
        Ok(())
    })?;
    stored.sort_unstable_by_key(|(entry, quote)| (*entry, Lines::order(quote)));
    let mut stored = stored.into_iter().peekable();
    for (entry, added) in added {
        let mut lines = Lines::default();
        while let Some((_, quote)) = stored.next_if(|(of, _)| of == entry) {
            lines.add(&quote);
        }
        let ((count, digest), set) = (lines.finish(), &added.set.name);
        if count != added.count() {
            found.push(format!("rates {set}: entry {entry} has {} lines, {count} are stored", added.count()));
        } else if digest != added.lines {
            found.push(format!(
                "rates {set}: the lines of entry {entry} have the SHA-256 {digest}, the entry says {}",
                added.lines
            ));
        }
    }
    Ok(())
}
