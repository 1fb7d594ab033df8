//! The rows of a report, field by field.

use super::chart::{Bar, Charted};
use crate::domain::{Bounds, Digits};
use crate::report::Document;
use crate::report::document::{Cell, Grid, Section};

/// A report as rows whose fields have names.
#[derive(Clone, Copy)]
pub(super) struct Figures<'a> {
    grid: Option<&'a Grid>,
}

/// One row.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    grid: &'a Grid,
    /// The cells, in the order of the columns.
    pub(super) cells: &'a [Cell],
}

impl<'a> Figures<'a> {
    /// The rows of a report's table.
    pub(super) fn of(document: &'a Document) -> Figures<'a> {
        Figures { grid: grid(document) }
    }

    /// The rows, in order.
    pub(super) fn rows(self) -> impl Iterator<Item = Row<'a>> {
        let grid = self.grid;
        grid.into_iter().flat_map(|grid| grid.rows().iter().map(move |cells| Row { grid, cells }))
    }

    /// The units that its rows name, each once, those of most assets first.
    pub(super) fn units(self) -> Vec<String> {
        let mut units: Vec<(String, u64)> = Vec::new();
        for row in self.rows().filter(|row| !row.text("currency").is_empty()) {
            let (unit, assets) = (row.text("currency"), row.count("assets"));
            match units.iter_mut().find(|(known, _)| *known == unit) {
                Some((_, count)) => *count += assets,
                None => units.push((unit.to_owned(), assets)),
            }
        }
        units.sort_by(|(one, assets), (other, others)| others.cmp(assets).then_with(|| one.cmp(other)));
        units.into_iter().map(|(unit, _)| unit).collect()
    }
}

/// The bars of rows that differ in their unit only: what is known in a unit, with what is not stated and names none beside it; and
/// what has no money value.
pub(super) fn bars(rows: &[Row<'_>], charted: &Charted) -> Vec<Bar> {
    let of = |unit: &str| rows.iter().find(|row| row.text("currency") == unit).map(|row| row.bar());
    let own = of(&charted.unit);
    let bare = Some("").filter(|_| charted.is_first && !charted.unit.is_empty()).and_then(of);
    let non_valued = own.into_iter().chain(bare).map(|bar| bar.non_valued).sum();
    let known = match (own, bare) {
        (Some(own), bare) => Some(Bar { apart: bare.map_or(0, |bare| bare.unstated), ..own }),
        (None, bare) => bare,
    };
    let known = known.map(|bar| Bar { non_valued: 0, ..bar }).filter(|bar| bar.stated + bar.unstated > 0);
    let counted = Some(Bar { non_valued, ..Bar::default() }).filter(|_| non_valued > 0);
    known.into_iter().chain(counted).collect()
}

/// The table of a report; every report of a dossier has one.
pub(super) fn grid(document: &Document) -> Option<&Grid> {
    document.sections().first().map(|Section::Grid(grid)| grid)
}

impl<'a> Row<'a> {
    /// The cell of the column that begins with a field.
    pub(super) fn cell(self, field: &str) -> &'a Cell {
        let at =
            self.grid.columns().iter().position(|column| column.fields().first().is_some_and(|name| name == field));
        at.and_then(|at| self.cells.get(at)).unwrap_or(&Cell::Absent)
    }

    /// A field's text; empty if absent.
    pub(super) fn text(self, field: &str) -> &'a str {
        match self.cell(field) {
            Cell::Text(text) | Cell::Verbatim(text) | Cell::Code(text) => text,
            _ => "",
        }
    }

    /// A field's count; 0 if absent.
    pub(super) fn count(self, field: &str) -> u64 {
        match self.cell(field) {
            Cell::Count(count) => *count,
            _ => 0,
        }
    }

    /// The bounds in the column that begins with a field, and their digits.
    pub(super) fn bounds(self, field: &str) -> Option<(Bounds, Digits)> {
        match self.cell(field) {
            Cell::Bounds { bounds, digits, .. } => Some((**bounds, *digits)),
            _ => None,
        }
    }

    /// Its total as a bar.
    pub(super) fn bar(self) -> Bar {
        Bar {
            bounds: self.bounds("lower").map(|(bounds, _)| bounds),
            stated: self.count("exact") + self.count("bounded"),
            unstated: self.count("unstated"),
            non_valued: self.count("non_valued"),
            ..Bar::default()
        }
    }
}
