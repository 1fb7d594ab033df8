//! The quarterly reporting rates of the US Treasury: country and currency in words, without a code.
//!
//! An amendment within the quarter is a further line with a later day. A table of names gives the codes; a name that it
//! lacks is skipped and reported.

use std::collections::HashMap;

use jiff::civil;

use crate::domain::{Unit, text};

use super::gather::{Gather, Lines, Twice};
use super::header::{Cells, Header, iso_day};

/// The columns that are read.
pub(super) const COLUMNS: &[&str] = &["record_date", "country_currency_desc", "exchange_rate", "effective_date"];

/// The names: country and currency, code, and the first and last day of that meaning, if the same words have meant
/// another code.
const NAMES: &str = include_str!("treasury.csv");

/// A code that a name means from one day to another.
#[derive(Debug)]
struct Meaning {
    code: Unit,
    from: Option<civil::Date>,
    to: Option<civil::Date>,
}

/// The positions of the columns, and the meanings of the names.
pub(super) struct Treasury {
    name: usize,
    rate: usize,
    day: usize,
    names: HashMap<String, Vec<Meaning>>,
}

impl Treasury {
    pub(super) fn new(header: &Header) -> Treasury {
        let at = |column: usize| COLUMNS.get(column).and_then(|name| header.find(name)).unwrap_or_default();
        let mut names: HashMap<String, Vec<Meaning>> = HashMap::new();
        for (name, meaning) in meanings() {
            names.entry(name).or_default().push(meaning);
        }
        Treasury { name: at(1), rate: at(2), day: at(3), names }
    }

    fn code(&self, name: &str, day: civil::Date) -> Option<Unit> {
        let meant =
            |meaning: &&Meaning| meaning.from.is_none_or(|from| from <= day) && meaning.to.is_none_or(|to| day <= to);
        self.names.get(&folded(name))?.iter().find(meant).map(|meaning| meaning.code)
    }
}

impl Lines for Treasury {
    fn line(&mut self, header: &Header, cells: &Cells<'_>, into: &mut Gather) {
        let day = match cells.text(self.day).and_then(|written| iso_day(&written)) {
            Ok(day) => day,
            Err(fault) => return into.fault(cells.line, Some(header.name(self.day)), fault),
        };
        match cells.text(self.name) {
            Err(fault) => into.fault(cells.line, Some(header.name(self.name)), fault),
            Ok(name) => match self.code(&name, day) {
                Some(unit) => into.rate(header, cells, self.rate, (unit, day)),
                None => into.pass(format!("no code is known for {}", text::quote(&name))),
            },
        }
    }

    fn twice(&self) -> Twice {
        Twice::PassedOver
    }
}

/// A name in the form looked up: publishers change capitals and spaces.
fn folded(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn meanings() -> impl Iterator<Item = (String, Meaning)> {
    NAMES.lines().skip(1).filter_map(|line| {
        let mut fields = line.split(';');
        let (name, code) = (fields.next()?, Unit::parse(fields.next()?).ok()?);
        let mut day = || fields.next().and_then(|day| day.parse().ok());
        Some((folded(name), Meaning { code, from: day(), to: day() }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_names_is_read_and_none_means_two_codes_on_a_day() {
        let all: Vec<(String, Meaning)> = meanings().collect();
        assert_eq!(all.len(), NAMES.lines().count() - 1);
        for (at, (name, meaning)) in all.iter().enumerate() {
            for (_, other) in all[at + 1..].iter().filter(|(other, _)| other == name) {
                let apart = |one: &Meaning, next: &Meaning| one.to.zip(next.from).is_some_and(|(to, from)| to < from);
                assert!(apart(meaning, other) || apart(other, meaning), "{name}: {meaning:?} {other:?}");
            }
        }
        for line in NAMES.lines().skip(1) {
            let days = line.split(';').skip(2).filter(|day| !day.is_empty());
            assert!(days.clone().all(|day| iso_day(day).is_ok()), "{line}");
        }
    }
}
