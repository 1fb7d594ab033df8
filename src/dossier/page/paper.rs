//! What all sections share: the figures, the numbers of tables, and how many elements are left.

use std::cell::Cell;
use std::collections::BTreeSet;

use maud::{Markup, html};

use super::super::facts::Facts;
use super::super::figures::{self, Figures};
use crate::domain::{Digits, Jurisdiction, Unit};
use crate::render::html::{CellOf, Table, grouped};
use crate::report::Document;

/// The most rows of a table.
const MOST_ROWS: usize = 500;

/// Up to this many rows a table is open.
const OPEN: usize = 15;

/// The most elements that tables and links may take together, which leaves some for the entries, charts and text.
const ELEMENTS: usize = 11_000;

/// The most elements that the table of entries may take.
const ENTRIES: usize = 4_400;

/// The columns of the register that the page leaves out.
const HIDDEN: &[&str] =
    &["part_of", "quantity", "order", "until", "how", "of", "whole", "may_overlap", "note", "basis", "to"];

/// The most numbers or ranges of entries beside a figure; more are folded.
const UNFOLDED: usize = 40;

/// The most that are listed at all.
const LISTED: usize = 200;

/// A page while it is written.
pub(super) struct Paper<'a> {
    pub(super) facts: &'a Facts,
    tables: Cell<usize>,
    elements: Cell<usize>,
    /// The entries that the appendix lists.
    listed: BTreeSet<u64>,
}

/// The heading of a column that the report does not have, and what stands in it.
pub(super) type Beside<'b> = (&'static str, &'b CellOf<'b>);

/// Where the rows are that a table leaves out.
const ELSEWHERE: &str = "the report has them, and so has its workbook";

/// Which columns a table has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Columns {
    /// Those of the report.
    All,
    /// Those in which something stands.
    Filled,
}

/// A table about to be laid.
pub(super) struct Laid<'t> {
    pub(super) document: &'t Document,
    pub(super) caption: Markup,
    pub(super) columns: Columns,
}

impl<'a> Paper<'a> {
    /// An empty page.
    pub(super) fn of(facts: &'a Facts) -> Paper<'a> {
        let width = figures::grid(&facts.register).map_or(1, |grid| Table::of(grid).without(HIDDEN).filled().width());
        let rows = Figures::of(&facts.register).rows().take(MOST_ROWS.min(ENTRIES / width));
        let listed = rows.map(|row| row.count("entry")).collect();
        Paper { facts, tables: Cell::new(0), elements: Cell::new(ELEMENTS), listed }
    }

    /// The number of the next table.
    fn number(&self) -> usize {
        self.tables.set(self.tables.get() + 1);
        self.tables.get()
    }

    /// A table in its own right: open where it is short.
    pub(super) fn table(&self, laid: Laid<'_>) -> Markup {
        let rows = figures::grid(laid.document).map_or(0, |grid| grid.rows().len());
        let (number, table) = self.laid(laid, None);
        if rows <= OPEN {
            return table;
        }
        html! { details { summary { "Table " (number) ": " (grouped(rows)) " rows" } (table) } }
    }

    /// The table of a chart, which is closed.
    pub(super) fn behind_chart(&self, laid: Laid<'_>, beside: Option<Beside<'_>>) -> Markup {
        let (number, table) = self.laid(laid, beside);
        html! { details { summary { "Table " (number) ": the same in figures" } (table) } }
    }

    /// The table of entries, whose rows have names.
    pub(super) fn entries(&self, caption: Markup) -> Markup {
        let number = self.number();
        let Some(grid) = figures::grid(&self.facts.register) else { return html! {} };
        let caption = html! { "Table " (number) ". " (caption) };
        let table = Table::of(grid).numbered(number).captioned(caption).without(HIDDEN).filled().anchored('n');
        let table = table.at_most(self.listed.len(), html! { (ELSEWHERE) });
        html! { details { summary { "Table " (number) ": the entries" } (table) } }
    }

    fn laid(&self, laid: Laid<'_>, beside: Option<Beside<'_>>) -> (usize, Markup) {
        let number = self.number();
        let Some(grid) = figures::grid(laid.document) else { return (number, html! {}) };
        let caption = html! { "Table " (number) ". " (laid.caption) };
        let table = Table::of(grid).numbered(number).captioned(caption);
        let table = match beside {
            Some((heading, cell)) => table.beside(heading, cell),
            None => table,
        };
        let table = table.blank_as(if grid.frame().field_names().first().is_some_and(|name| name == "jurisdiction") {
            "not stated"
        } else {
            "none"
        });
        let table = if laid.columns == Columns::Filled { table.filled() } else { table };
        let width = table.width();
        let most = MOST_ROWS.min(self.elements.get() / width);
        self.elements.set(self.elements.get() - grid.rows().len().min(most) * width);
        (number, html! { (table.at_most(most, html! { (ELSEWHERE) })) })
    }

    /// The numbers of entries, as ranges, with links to those that the appendix lists.
    pub(super) fn numbers(&self, entries: &BTreeSet<u64>) -> Markup {
        let ranges = ranges(entries);
        let list = |ranges: &[(u64, u64)]| {
            html! {
                @for (at, (first, last)) in ranges.iter().enumerate() {
                    @if at > 0 { ", " }
                    (self.link(*first))
                    @if last > first { (if last - first == 1 { ", " } else { "–" }) (self.link(*last)) }
                }
            }
        };
        if ranges.len() <= UNFOLDED {
            return list(&ranges);
        }
        let shown = ranges.len().min(LISTED);
        html! {
            details {
                summary { (grouped(entries.len())) " entries" }
                (list(&ranges[..shown]))
                @if shown < ranges.len() { " and more, to " (entries.last().copied().unwrap_or_default()) }
            }
        }
    }

    /// The number of an entry, as a link if the appendix lists it.
    pub(super) fn link(&self, entry: u64) -> Markup {
        if self.listed.contains(&entry) && self.elements.get() > 0 {
            self.elements.set(self.elements.get() - 1);
            return html! { a href=(format!("#n{entry}")) { (entry) } };
        }
        html! { (entry) }
    }

    /// How many entries the appendix lists at most.
    pub(super) fn listed(&self) -> usize {
        self.listed.len()
    }
}

/// Numbers as ranges of neighbours.
fn ranges(entries: &BTreeSet<u64>) -> Vec<(u64, u64)> {
    let mut ranges: Vec<(u64, u64)> = Vec::new();
    for entry in entries {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *entry => *last = *entry,
            _ => ranges.push((*entry, *entry)),
        }
    }
    ranges
}

/// The digits of a unit, by its code.
pub(super) fn digits(unit: &str) -> Digits {
    Unit::parse(unit).map_or(Digits::exactly(0), Unit::digits)
}

/// The name of a place: `DE Germany`.
pub(super) fn place(code: &str) -> String {
    Jurisdiction::parse(code).map_or(code.to_owned(), |place| format!("{code} {}", place.name()))
}

/// The colour of a stage.
pub(super) fn colour(stage: &str) -> &'static str {
    match stage {
        "frozen" => "frz",
        "seized" => "sei",
        "confiscated" => "con",
        _ => "neu",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_a_range() {
        assert_eq!(ranges(&BTreeSet::from([4, 5, 6, 8, 11, 12])), [(4, 6), (8, 8), (11, 12)]);
        assert_eq!(ranges(&BTreeSet::new()), []);
    }
}
