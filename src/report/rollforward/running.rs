//! The running stock of a roll-forward: what is held after each of its lines.
//!
//! The lines of a statement do not follow one another in time, so neither does the running stock. From the opening on, it takes
//! what came in; from the closing back, it adds again what left. In between, what was restated is exchanged, and then what moved.
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

/// The lines after which the stock is given. Everything that moved goes out and comes in at once, under the line of what went out.
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

/// The standings that give the amounts of a family's lines, behind that of its opening.
const WALKED: usize = 1;
const COUNTED: usize = 2;

/// The report under construction. Its rows are those of the roll-forward, its lines what is held after each.
#[derive(Debug)]
pub(crate) struct Running<'a>(Rollforward<'a>);

/// An amount in stock, and the standing that gives it.
type Held<'l> = (usize, &'l Posting);

/// An unknown in a row.
type Unknown<'l> = (&'l str, &'l super::walk::Unknown);

/// How often there are unknowns.
type Unknowns<'l> = BTreeMap<Unknown<'l>, u64>;

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
    // Only the same parts can be added up by the equation of an asset and its items.
    let are_alike = lines[WALKED].0.parts() == lines[COUNTED].0.parts();
    let with = |held: Vec<Held<'l>>, more: Vec<Held<'l>>| {
        let is_same = more.is_empty();
        let by = |of: usize| if is_same || (of == COUNTED && !are_alike) { of } else { WALKED };
        held.into_iter().chain(more).map(|(of, posting)| (by(of), posting)).collect::<Vec<_>>()
    };
    let mut held = in_line(lines, Line::Opening);
    let mut after = vec![(Line::Opening, held.clone())];
    for line in [Line::New, Line::Recovered] {
        held = with(held, in_line(lines, line));
        after.push((line, held.clone()));
    }
    let (out, into) = restated(lines, &held);
    held = without(held, out);
    after.push((Line::RestatedOut, held.clone()));
    after.push((Line::RestatedIn, with(held, into)));
    let mut held = in_line(lines, Line::Closing);
    let mut before = vec![(Line::Disposed, held.clone())];
    for (line, earlier) in
        [(Line::Disposed, Line::Returned), (Line::Returned, Line::Released), (Line::Released, Line::MovedOut)]
    {
        held = with(held, in_line(lines, line));
        before.push((earlier, held.clone()));
    }
    after.extend(before.into_iter().rev());
    after
}

/// What stands in a line.
fn in_line<'l>(lines: &'l Lines<'_>, line: Line) -> Vec<Held<'l>> {
    let postings =
        lines.iter().enumerate().flat_map(|(of, (_, postings))| postings.iter().map(move |posting| (of, posting)));
    postings.filter(|(_, posting)| posting.line == line).collect()
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
fn restated<'l>(lines: &'l Lines<'_>, held: &[Held<'l>]) -> (Unknowns<'l>, Vec<Held<'l>>) {
    let restated_in = in_line(lines, Line::RestatedIn);
    let (mut out, mut into) = (counted(&in_line(lines, Line::RestatedOut)), counted(&restated_in));
    // What was restated twice is neither held before nor after.
    for (unknown, times) in &mut out {
        if let Some(again) = into.get_mut(unknown) {
            let both = (*again).min(*times);
            (*times, *again) = (*times - both, *again - both);
        }
    }
    let present = counted(held);
    let is_absent = |(unknown, times): &(&Unknown<'_>, &u64)| present.get(*unknown).is_none_or(|held| held < *times);
    let absent = out.iter().filter(|(_, times)| **times > 0).filter(is_absent);
    let absent: BTreeSet<&AssetRef> = absent.map(|((_, unknown), _)| &unknown.asset).collect();
    out.retain(|(_, unknown), _| !absent.contains(&unknown.asset));
    let comes = |(_, posting): &Held<'l>| match into.get_mut(&key(posting)) {
        Some(times) if *times > 0 && !absent.contains(&posting.unknown.asset) => {
            *times -= 1;
            true
        }
        _ => false,
    };
    (out, restated_in.into_iter().filter(comes).collect())
}

fn counted<'l>(held: &[Held<'l>]) -> Unknowns<'l> {
    let mut counted = Unknowns::new();
    for (_, posting) in held {
        *counted.entry(key(posting)).or_default() += 1;
    }
    counted
}

/// An unknown in its row.
fn key(posting: &Posting) -> Unknown<'_> {
    (&posting.placed.row, &posting.unknown)
}
