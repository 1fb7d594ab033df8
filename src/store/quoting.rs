//! Recording rates of exchange: the lines of a file that are new or changed become one entry.

use jiff::civil;

use crate::domain::{Decimal, EntryRef, Fault, Quote, Rate, RateSet, SourceCitation, Unit};
use crate::journal::{AddedRates, Digest, Lines};
use crate::query::Rates;

use super::append::{Done, Writer};
use super::load::{self, Names};
use super::quoted::{ComparedRates, NewRates};
use super::{Error, rates};

/// How many lines of each kind are listed one by one.
const NAMED: usize = 20;

impl Writer<'_> {
    /// Adds the new and changed lines of a file, or finds that there are none.
    pub(super) fn add_rates(&mut self, new: NewRates, reference: Option<EntryRef>) -> Result<Done, Error> {
        let NewRates { set, publisher, format, file, size, sources, mut quotes } = new;
        let (first, last) = put_in_order(&mut quotes, &set)?;
        let named = sources.iter().map(|citation| citation.source().clone()).collect();
        self.tables.load(&Names { sources: named, rate_sets: vec![set.name.clone()], ..Names::default() })?;
        self.tables.state().check_rate_set(&set)?;
        if let Some(before) = self.recorded(reference.as_ref())? {
            // The publisher follows from the format, or from what is known of the sources by now.
            let same = before.body.rates().is_some_and(|added| {
                (&added.set, &added.format, &added.file, &added.sources) == (&set, &format, &file, &sources)
            });
            return self.repeat(before, same);
        }
        if self.rates.iter().any(|(_, waiting, _)| *waiting == set.name) {
            // Rates earlier in the same step are not stored yet, so there is nothing to compare with.
            let what = format!("rates of the set {} are recorded in the same step", set.name);
            return Err(Fault::new(what).hint("record them one after the other").into());
        }
        let entries = load::entries_with_rates(self.tx, &set.name)?;
        let span = Rates { set: &set.name, currency: None, from: first, to: last, up_to: self.size() };
        let compared = compare(|each| rates::each(self.tx, &span, each), &mut quotes)?;
        if let Some(latest) = entries.last().filter(|_| quotes.is_empty()) {
            self.tables.state().check_sources(&sources)?;
            let added = self.added_by(&entries)?;
            let of_file = added.iter().rev().find(|(_, added)| added.file == file);
            let before = of_file.map_or(*latest, |(entry, _)| *entry);
            let before = self.entry(before)?.ok_or_else(|| Error::damaged(format!("entry {before} is missing")))?;
            let is_named = |source: &SourceCitation| added.iter().any(|(_, added)| added.sources.contains(source));
            let unrecorded = sources.into_iter().filter(|source| !is_named(source)).collect();
            let compared = ComparedRates { unrecorded, ..compared };
            return Ok(Done { rates: Some(compared), ..self.repeat(before, true)? });
        }
        let ComparedRates { added, changed, lacking, .. } = compared;
        let lines = digest_of(&quotes);
        let name = set.name.clone();
        let body =
            AddedRates { set, publisher, format, first, last, added, changed, lacking, lines, file, size, sources };
        let done = self.record(body.into(), reference, Vec::new())?;
        self.rates.push((done.entry.number, name, quotes));
        Ok(Done { rates: Some(compared), ..done })
    }

    /// What each of some entries adds to its set.
    fn added_by(&self, entries: &[u64]) -> Result<Vec<(u64, AddedRates)>, Error> {
        entries.iter().map(|entry| Ok((*entry, load::added_rates(self.tx, *entry)?))).collect()
    }
}

/// Sorts lines as they are stored, removes repetitions, and returns the first and last day.
fn put_in_order(quotes: &mut Vec<Quote>, set: &RateSet) -> Result<(civil::Date, civil::Date), Fault> {
    quotes.sort_unstable();
    quotes.dedup();
    let one = Decimal::parse("1")?;
    for quote in quotes.iter() {
        let is_wrong = quote.rate == Decimal::ZERO || (quote.currency == set.base && quote.rate != one);
        if is_wrong {
            let what = format!("1 {} on {} cannot be {} {}", set.base, quote.day, quote.rate, quote.currency);
            return Err(Fault::new(what).hint("correct the figure, or name the base that the file has"));
        }
    }
    if let Some([one, other]) = quotes.array_windows().find(|[one, other]| key(one) == key(other)) {
        let Quote { currency, day, rate } = one;
        return Err(Fault::new(format!("two rates of {currency} on {day}: {rate} and {}", other.rate))
            .hint("keep the one that the publisher gives"));
    }
    let days = || quotes.iter().map(|quote| quote.day);
    days().min().zip(days().max()).ok_or_else(|| Fault::new("there are no rates"))
}

fn key(quote: &Quote) -> (Unit, civil::Date) {
    (quote.currency, quote.day)
}

/// Keeps the lines that are new or changed; `stored` gives the stored lines of their days in the same order.
fn compare(
    stored: impl FnOnce(&mut dyn FnMut(Rate) -> Result<(), Error>) -> Result<(), Error>,
    quotes: &mut Vec<Quote>,
) -> Result<ComparedRates, Error> {
    let mut compared = ComparedRates::default();
    let mut kept = vec![true; quotes.len()];
    let mut at = 0;
    stored(&mut |Rate { currency, day, rate: before, .. }| {
        while quotes.get(at).is_some_and(|quote| key(quote) < (currency, day)) {
            at += 1;
        }
        match quotes.get(at).filter(|quote| key(quote) == (currency, day)) {
            None => {
                compared.lacking += 1;
                if compared.lacking_first.len() < NAMED {
                    compared.lacking_first.push(Quote { currency, day, rate: before });
                }
            }
            Some(quote) if quote.rate == before => kept[at] = false,
            Some(quote) => {
                compared.changed += 1;
                if compared.changed_first.len() < NAMED {
                    compared.changed_first.push((*quote, before));
                }
            }
        }
        Ok(())
    })?;
    let mut kept = kept.into_iter();
    quotes.retain(|_| kept.next().unwrap_or(true));
    compared.added = quotes.len() as u64 - compared.changed;
    Ok(compared)
}

/// The digest of lines as an entry states it.
fn digest_of(quotes: &[Quote]) -> Digest {
    let mut sorted: Vec<&Quote> = quotes.iter().collect();
    sorted.sort_unstable_by_key(|quote| Lines::order(quote));
    let mut lines = Lines::default();
    sorted.into_iter().for_each(|quote| lines.add(quote));
    lines.finish().1
}
