//! The results of an import: rows, entries, and the amounts that went in and came out.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::{Action, Amount, Bounds, Unit};
use crate::intake::account::Misread;
use crate::intake::{Account, Column, Found, Notices, Place};
use crate::journal::Count;

use super::super::failure::shortened;
use super::super::words::counted;

/// What became of the rows.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Rows that recorded something.
    pub(super) recorded: u64,
    /// Rows that were wholly recorded before.
    pub(super) repeated: u64,
    /// Rows that were refused.
    pub(super) faulty: u64,
    /// Entries of actions.
    pub(super) entries: u64,
    /// Cases that were opened.
    pub(super) cases: u64,
    /// Sources that were added, the file among them.
    pub(super) sources: u64,
    /// The first rows that were recorded before.
    pub(super) known: Vec<Known>,
    /// Rows that repeat a row of an earlier file.
    pub(super) earlier: u64,
    /// The first of them, each with the entry of the earlier row.
    pub(super) seen_before: Vec<(Place, u64)>,
    /// What else there is to report about the file.
    pub(super) notices: Notices,
    /// What the file contains, by sheet.
    pub(super) sheets: Vec<(Option<Arc<str>>, Account)>,
    /// What was recorded from it.
    pub(super) out: BTreeMap<Flow, Out>,
    /// How many faults each of impound's own columns has; under `None`, rows as a whole.
    pub(super) faults: BTreeMap<Option<Column>, u64>,
    /// The faults, by kind.
    pub(super) kinds: Kinds,
}

/// A row that was recorded before.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// Its place.
    pub(super) place: Place,
    /// The entry that records it.
    pub(super) entry: u64,
    /// The entry that has since voided its action.
    pub(super) voided: Option<u64>,
    /// The row of this same file that was recorded as that entry, if any.
    pub(super) row: Option<String>,
}

/// The keys of totals: the source column, the action, and the currency.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Flow {
    /// The column; `None` if no column gives the amount.
    pub(super) column: Option<Arc<str>>,
    /// The action.
    pub(super) action: &'static str,
    /// The code of the currency; `None` if the amounts name none.
    pub(super) currency: Option<&'static str>,
}

/// Amounts that were recorded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Out {
    /// Their currency.
    pub(super) unit: Option<Unit>,
    /// How many.
    pub(super) amounts: u64,
    /// How many of them are not stated.
    pub(super) unstated: u64,
    /// How many of them are non-valued.
    pub(super) non_valued: u64,
    /// What the stated ones come to; `None` if that cannot be represented.
    pub(super) sum: Option<Bounds>,
}

/// Faults, counted by what is wrong.
#[derive(Debug, Default)]
pub(super) struct Kinds(BTreeMap<String, u64>);

/// How many kinds of faults are counted apart.
const MOST_KINDS: usize = 100;

/// The number of faults from which they are summed up.
const MANY: u64 = 10;

impl Tally {
    /// Adds the contents of some rows of a sheet.
    pub(super) fn stood(&mut self, sheet: Option<Arc<str>>, account: &Account) {
        match self.sheets.iter_mut().find(|(known, _)| *known == sheet) {
            Some((_, known)) => known.merge(account),
            None => self.sheets.push((sheet, account.clone())),
        }
    }

    /// The contents of the whole file.
    pub(super) fn whole(&self) -> Account {
        let mut whole = Account::default();
        self.sheets.iter().for_each(|(_, account)| whole.merge(account));
        whole
    }

    /// The rows that count.
    pub(super) fn rows(&self) -> u64 {
        self.sheets.iter().map(|(_, account)| account.rows).sum()
    }

    /// The counts that the ledger keeps of an import.
    pub(super) fn counts(&self) -> Vec<Count> {
        let whole = self.whole();
        let mut counts = vec![count("rows read", whole.rows + whole.left_out())];
        counts.extend(by_rule(&whole));
        counts.extend([
            count("rows recorded", self.recorded),
            count("rows recorded before", self.repeated),
            count("rows known from an earlier file", self.earlier),
            count("rows rejected", self.faulty),
        ]);
        counts.extend(self.faults.iter().map(|(column, faults)| count(&format!("faults in {}", of(*column)), *faults)));
        counts
            .extend([count("figures rounded", whole.rounded), count("cells not understood", whole.not_understood.all)]);
        let why = |(why, cells): (&Misread, &u64)| count(&format!("cells with {}", why.as_str()), *cells);
        counts.extend(whole.misread.iter().map(why));
        counts
    }

    /// Adds a recorded amount.
    pub(super) fn add(&mut self, column: Option<&Arc<str>>, action: Action, amount: Option<Amount>) {
        let Some(amount) = amount else { return };
        let unit = amount.unit();
        let flow = Flow { column: column.cloned(), action: action.as_str(), currency: unit.map(Unit::code) };
        let sum = Some(Bounds::NOTHING);
        let out = self.out.entry(flow).or_insert(Out { unit, amounts: 0, unstated: 0, non_valued: 0, sum });
        out.amounts += 1;
        match amount {
            Amount::Stated(_, bounds) => out.sum = out.sum.and_then(|sum| sum.plus(bounds).ok()),
            Amount::Unstated(_) => out.unstated += 1,
            Amount::NonValued => out.non_valued += 1,
        }
    }
}

/// The name under which faults are counted: a column's, or that of rows as a whole.
pub(super) fn of(column: Option<Column>) -> &'static str {
    column.map_or("rows as a whole", Column::as_str)
}

/// How many rules are counted apart; a map may have many thousands.
const MOST_RULES: usize = 50;

/// The rows that rules left out, with the most frequent rules counted apart.
fn by_rule(whole: &Account) -> Vec<Count> {
    let mut rules: Vec<(&Arc<str>, u64)> = whole.skipped.iter().map(|(rule, rows)| (rule, *rows)).collect();
    rules.sort_by_key(|(_, rows)| std::cmp::Reverse(*rows));
    let others = rules.split_off(rules.len().min(MOST_RULES));
    let mut counts: Vec<Count> =
        rules.into_iter().map(|(rule, rows)| count(&format!("rows skipped by {rule}"), rows)).collect();
    if !others.is_empty() {
        let rules = counted(others.len() as u64, "other rule", "other rules");
        counts.push(count(&format!("rows skipped by {rules}"), others.iter().map(|(_, rows)| rows).sum()));
    }
    counts
}

fn count(of: &str, number: u64) -> Count {
    Count { of: of.to_owned(), number }
}

impl Kinds {
    /// Adds a fault.
    pub(super) fn add(&mut self, found: &Found) {
        let column = found.column.as_ref().map_or(String::new(), |column| format!("column {column}: "));
        let kind = format!("{column}{}", without_quotes(found.fault.what()));
        if self.0.len() < MOST_KINDS || self.0.contains_key(&kind) {
            *self.0.entry(kind).or_default() += 1;
        } else {
            *self.0.entry("others".to_owned()).or_default() += 1;
        }
    }

    /// Many faults in a few lines, the most frequent kind first; `None` if there are few.
    pub(super) fn summed_up(&self) -> Option<String> {
        let all: u64 = self.0.values().sum();
        if all < MANY {
            return None;
        }
        let mut kinds: Vec<(&String, &u64)> = self.0.iter().collect();
        kinds.sort_by(|(_, one), (_, other)| other.cmp(one));
        let each: Vec<String> =
            kinds.iter().map(|(kind, times)| format!("  {times} of {}\n", shortened(kind))).collect();
        Some(format!("impound: {}:\n{}", counted(all, "fault", "faults"), each.concat()))
    }
}

/// A message without its quotations, so that faults of one kind read the same.
fn without_quotes(what: &str) -> String {
    let mut kind = String::new();
    let mut rest = what;
    while let Some((before, quoted)) = rest.split_once('“') {
        kind.push_str(before);
        kind.push_str("“…”");
        rest = quoted.split_once('”').map_or("", |(_, behind)| behind);
    }
    kind + rest
}
