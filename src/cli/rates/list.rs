//! `impound rates list`: the sets of a ledger, and the built-in ones.

use std::collections::BTreeSet;

use jiff::civil;
use serde::Serialize;

use crate::domain::{Unit, fixed};
use crate::journal::AddedRates;
use crate::query::{Rates, Source};
use crate::store::{Ledger, Mode};

use crate::cli::answer::Answer;
use crate::cli::failure::{Exit, Failure};
use crate::cli::layout::headed;
use crate::cli::session::Session;

use super::known::{FIXED, REDENOMINATED, up_to};

/// List the sets of rates: name, base, days, currencies, lines, entries, how long a rate holds, publisher, sources
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  impound rates list")]
pub(in crate::cli) struct List {
    /// As known when this entry was the last
    #[arg(long, value_name = "N")]
    at_entry: Option<u64>,

    #[command(flatten)]
    answer: Answer,
}

/// The sets as JSON.
#[derive(Serialize)]
struct Sets {
    sets: Vec<Listed>,
}

/// A set in the list.
#[derive(Serialize)]
struct Listed {
    set: String,
    publisher: Option<String>,
    base: Option<&'static str>,
    first: String,
    last: String,
    currencies: usize,
    lines: u64,
    entries: Vec<u64>,
    holds: String,
    sources: Vec<String>,
    built_in: bool,
}

/// Lists the sets.
///
/// # Errors
/// The ledger cannot be read.
pub(super) fn run(args: &List, session: &mut Session<'_>) -> Result<Exit, Failure> {
    let ledger = session.open(Mode::Read)?;
    let up_to = up_to(&ledger, args.at_entry)?;
    let mut sets: Vec<Listed> = Vec::new();
    for (entry, added) in ledger.added_rates(Some(up_to))? {
        match sets.last_mut().filter(|set| set.set == added.set.name) {
            Some(set) => set.grow(entry, &added),
            None => sets.push(Listed::of(entry, &added)),
        }
    }
    for set in &mut sets {
        set.currencies = currencies(&ledger, &set.set, up_to)?;
    }
    sets.extend(built_in());
    let object = Sets { sets };
    args.answer.give(session, &object, || {
        let headings = ["set", "base", "days", "", "", "", "each holds", "publisher", "sources"];
        headed(headings, object.sets.iter().map(Listed::row).collect())
    })?;
    Ok(Exit::Done)
}

/// The number of currencies in a set.
fn currencies(ledger: &Ledger, set: &str, up_to: u64) -> Result<usize, Failure> {
    let mut found: BTreeSet<Unit> = BTreeSet::new();
    let all = Rates { set, currency: None, from: civil::Date::MIN, to: civil::Date::MAX, up_to };
    ledger.snapshot()?.each_rate(all, &mut |rate| {
        found.insert(rate.currency);
        Ok(())
    })?;
    Ok(found.len())
}

/// The built-in sets.
fn built_in() -> Vec<Listed> {
    let listed = |set: &str, base, holds: &str, days: Vec<civil::Date>| Listed {
        set: set.to_owned(),
        publisher: None,
        base,
        first: days.iter().min().map(ToString::to_string).unwrap_or_default(),
        last: days.iter().max().map(ToString::to_string).unwrap_or_default(),
        currencies: days.len(),
        lines: days.len() as u64,
        entries: Vec::new(),
        holds: holds.to_owned(),
        sources: Vec::new(),
        built_in: true,
    };
    vec![
        listed(FIXED, Some("EUR"), "for good", fixed::all_euro().map(|(_, fixed)| fixed.since).collect()),
        listed(REDENOMINATED, None, "for good", fixed::all_redenominated().map(|(_, new)| new.since).collect()),
    ]
}

impl Listed {
    fn of(entry: u64, added: &AddedRates) -> Listed {
        let mut listed = Listed {
            set: added.set.name.clone(),
            publisher: None,
            base: Some(added.set.base.code()),
            first: added.first.to_string(),
            last: added.last.to_string(),
            currencies: 0,
            lines: 0,
            entries: Vec::new(),
            holds: added.set.holds.to_string(),
            sources: Vec::new(),
            built_in: false,
        };
        listed.grow(entry, added);
        listed
    }

    /// Extends the set by what one more entry adds.
    fn grow(&mut self, entry: u64, added: &AddedRates) {
        self.publisher.clone_from(&added.publisher);
        self.first = added.first.to_string().min(std::mem::take(&mut self.first));
        self.last = added.last.to_string().max(std::mem::take(&mut self.last));
        self.lines += added.added;
        self.entries.push(entry);
        for source in added.sources.iter().map(ToString::to_string) {
            if !self.sources.contains(&source) {
                self.sources.push(source);
            }
        }
    }

    fn row(&self) -> Vec<String> {
        let entries = match self.entries[..] {
            [] => "built in".to_owned(),
            [entry] => format!("entry {entry}"),
            [first, .., last] => format!("{} entries, {first} to {last}", self.entries.len()),
        };
        vec![
            self.set.clone(),
            self.base.map_or(String::new(), |base| format!("1 {base}")),
            format!("{} to {}", self.first, self.last),
            format!("{} currencies", self.currencies),
            format!("{} lines", self.lines),
            entries,
            self.holds.clone(),
            self.publisher.clone().unwrap_or_default(),
            self.sources.join("; "),
        ]
    }
}
