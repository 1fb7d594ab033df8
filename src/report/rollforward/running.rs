//! The running stock of a roll-forward: what is held after each of its lines.
//!
//! The lines of a statement do not follow one another in time, so neither does the running stock. From the opening on, it takes
//! what came in; from the closing back, it takes again what left. In between, what was restated is exchanged, and then what moved.
//! Each sum is over unknowns, as the lines are, so it never counts an amount that another line has replaced.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{AssetRef, Fault};
use crate::journal::Family;

use super::line::Line;
use super::walk::Posting;
use super::{Lines, Rolled, Rollforward, by_row, dimensions, figures, unit_of};
use crate::report::converted;
use crate::report::dimension::column;
use crate::report::document::{Column, Document, Meta};
use crate::report::fold::Fold;
use crate::report::total::Keyed;

/// The lines after which the stock is told. What moved is exchanged at once: its line is that of what went out.
const AFTER: [Line; 9] = [
    Line::Opening,
    Line::New,
    Line::Recovered,
    Line::RestatedOut,
    Line::RestatedIn,
    Line::MovedOut,
    Line::Released,
    Line::Returned,
    Line::Disposed,
];

/// The standings that give the amounts of a family's lines.
const OPENED: usize = 0;
const WALKED: usize = 1;
const COUNTED: usize = 2;

/// The report under construction. Its rows are those of the roll-forward, its lines what is held after each.
#[derive(Debug)]
pub(crate) struct Running<'a>(Rollforward<'a>);

/// An amount in stock, and the standing that gives it.
type Held<'l> = (usize, &'l Posting);

/// Unknowns, each in its row.
type Unknowns<'l> = BTreeMap<(&'l str, &'l super::walk::Unknown), u64>;

impl<'a> Running<'a> {
    /// The running stock of an empty roll-forward.
    pub(crate) fn new(of: Rollforward<'a>) -> Running<'a> {
        Running(of)
    }

    /// The report: for each row of the roll-forward in which anything is held, a row for each line.
    ///
    /// # Errors
    /// A total that does not fit.
    pub(crate) fn finish(self, meta: Meta) -> Result<Document, Fault> {
        let Rollforward { by, links, rows, converting, .. } = self.0;
        let mut columns: Vec<Column> = by.iter().map(|dimension| column(*dimension)).collect();
        columns.extend([Column::dimension("line"), Column::bounds("")]);
        let totals = converted::totals(rows, &links.finish(), converting, |_, _| Ok(()))?;
        let mut cells = Vec::new();
        for (row, of_row) in by_row(&totals) {
            let (unit, has_amount) = (unit_of(by, row)?, of_row.iter().any(|(_, total)| total.tally.valued > 0));
            for line in AFTER {
                let total = of_row.iter().find(|(key, _)| key.ends_with(line.letter())).map(|(_, total)| *total);
                let [_, amount] = figures(line, &total.unwrap_or_default(), unit, has_amount)?;
                cells.push(dimensions(by, row, line).into_iter().chain(amount).collect());
            }
        }
        Document::single(meta, columns, cells)
    }
}

impl Fold for Running<'_> {
    fn add(&mut self, family: &Family) -> Result<(), Fault> {
        let report = &mut self.0;
        let linked = report.links.number(family);
        match report.rolled(family)? {
            Rolled::Still(standing) => {
                let keyed = report.standing_still(&standing, &AFTER)?;
                report.rows.add(&standing, linked, keyed)
            }
            Rolled::Changed(lines) => {
                let mut keyed: [Keyed; 3] = Default::default();
                for (line, held) in after_each(&lines) {
                    for (of, posting) in held {
                        keyed[of].push((report.keyed(&posting.placed, line), posting.addend));
                    }
                }
                let mut each = lines.iter().zip(keyed);
                each.try_for_each(|((standing, _), keyed)| report.rows.add(standing, linked, keyed))
            }
        }
    }

    fn merge(&mut self, other: Self) -> Result<(), Fault> {
        self.0.merge(other.0)
    }
}

/// What is in stock of a family after each line.
fn after_each<'l>(lines: &'l Lines<'_>) -> Vec<(Line, Vec<Held<'l>>)> {
    let [(_, opening), (walked, postings), (counted, closing)] = lines;
    let of = |line: Line| postings.iter().filter(move |posting| posting.line == line).map(|posting| (WALKED, posting));
    let mut held: Vec<Held<'_>> = opening.iter().map(|posting| (OPENED, posting)).collect();
    let mut after = vec![(Line::Opening, held.clone())];
    for line in [Line::New, Line::Recovered] {
        held = with(held, of(line).collect());
        after.push((line, held.clone()));
    }
    let (out, into) = restated(postings, &held);
    if !out.is_empty() {
        held = without(with(held, Vec::new()), out);
    }
    after.push((Line::RestatedOut, held.clone()));
    after.push((Line::RestatedIn, with(held, into)));
    // Only the same parts can be added up by the equation of an asset and its items.
    let are_alike = walked.parts() == counted.parts();
    let mut held: Vec<Held<'_>> = closing.iter().map(|posting| (COUNTED, posting)).collect();
    let mut before = vec![(Line::Disposed, held.clone())];
    for (line, earlier) in
        [(Line::Disposed, Line::Returned), (Line::Returned, Line::Released), (Line::Released, Line::MovedOut)]
    {
        let left: Vec<Held<'_>> = of(line).collect();
        held = if are_alike { with(held, left) } else { held.into_iter().chain(left).collect() };
        before.push((earlier, held.clone()));
    }
    after.extend(before.into_iter().rev());
    after
}

/// The same with more, all by the standing at the end of the period.
fn with<'l>(held: Vec<Held<'l>>, more: Vec<Held<'l>>) -> Vec<Held<'l>> {
    if more.is_empty() { held } else { held.into_iter().chain(more).map(|(_, posting)| (WALKED, posting)).collect() }
}

/// The same without some unknowns, each as often as it is named.
fn without<'l>(held: Vec<Held<'l>>, mut out: Unknowns<'l>) -> Vec<Held<'l>> {
    let stays = |(_, posting): &Held<'l>| match out.get_mut(&key(posting)) {
        Some(times) if *times > 0 => {
            *times -= 1;
            false
        }
        _ => true,
    };
    held.into_iter().filter(stays).collect()
}

/// What restating takes out of what is held, and what it brings in. Where an asset was carved first, both are left to what moved.
fn restated<'l>(postings: &'l [Posting], held: &[Held<'l>]) -> (Unknowns<'l>, Vec<Held<'l>>) {
    let of = |line: Line| postings.iter().filter(move |posting| posting.line == line);
    let [mut out, mut into] = [Line::RestatedOut, Line::RestatedIn].map(|line| counted(of(line)));
    // What was restated twice is neither held before nor after.
    for (unknown, times) in &mut out {
        let again = into.get_mut(unknown);
        let both = again.as_ref().map_or(0, |again| (**again).min(*times));
        *times -= both;
        if let Some(again) = again {
            *again -= both;
        }
    }
    out.retain(|_, times| *times > 0);
    let present = counted(held.iter().map(|(_, posting)| *posting));
    let is_present =
        |unknown: &(&str, &super::walk::Unknown), times: u64| present.get(unknown).is_some_and(|held| *held >= times);
    let absent: BTreeSet<&AssetRef> = out
        .iter()
        .filter(|(unknown, times)| !is_present(unknown, **times))
        .map(|((_, unknown), _)| &unknown.asset)
        .collect();
    out.retain(|(_, unknown), _| !absent.contains(&unknown.asset));
    let into = of(Line::RestatedIn).filter(|posting| match into.get_mut(&key(posting)) {
        Some(times) if *times > 0 && !absent.contains(&posting.unknown.asset) => {
            *times -= 1;
            true
        }
        _ => false,
    });
    (out, into.map(|posting| (WALKED, posting)).collect())
}

fn counted<'l>(postings: impl Iterator<Item = &'l Posting>) -> Unknowns<'l> {
    let mut counted = Unknowns::new();
    for posting in postings {
        *counted.entry(key(posting)).or_default() += 1;
    }
    counted
}

fn key(posting: &Posting) -> (&str, &super::walk::Unknown) {
    (&posting.placed.row, &posting.unknown)
}
