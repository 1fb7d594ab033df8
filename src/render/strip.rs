//! The columns of a table before they are drawn: their texts and permitted widths.

use unicode_width::UnicodeWidthStr;

use super::amounts;
use super::wrap::{self, wrapped};
use crate::report::document::{Cell, Column, Grid, Role, Spare, escape};

/// Spaces between two columns.
pub(super) const GAP: usize = 2;

/// The narrowest that a column of free text may become before rows are written as records instead.
const NARROWEST_TEXT: usize = 8;

/// The widest any column may be, since the drawing library counts in 16 bits.
pub(super) const WIDEST: usize = 60_000;

/// One column as shown in a table.
#[derive(Clone)]
pub(super) struct Strip {
    pub(super) heading: String,
    pub(super) role: Role,
    pub(super) texts: Vec<String>,
    spare: Option<Spare>,
}

/// The narrowest and the natural width of a strip.
#[derive(Clone, Copy)]
struct Span {
    least: usize,
    natural: usize,
}

/// The columns that tables show, each with the texts of all rows, amounts aligned.
pub(super) fn of(grid: &Grid) -> Vec<Strip> {
    shown(grid).map(|(index, column)| Strip::of(grid, index, column)).collect()
}

/// The columns that tables show, with their positions.
pub(super) fn shown(grid: &Grid) -> impl Iterator<Item = (usize, &Column)> {
    let cells = |index: usize| grid.rows().iter().filter_map(move |row| row.get(index));
    grid.columns().iter().enumerate().filter(move |(index, column)| column.is_shown(cells(*index)))
}

/// The columns that records show in place of a table that is too wide: what it would spare is left out.
pub(super) fn in_records(grid: &Grid) -> impl Iterator<Item = (usize, &Column)> {
    let is_zero = |cell: &Cell| matches!(cell, Cell::Absent | Cell::Count(0) | Cell::Change(0));
    let cells = |at: usize| grid.rows().iter().filter_map(move |row| row.get(at));
    shown(grid).filter(move |(at, column)| match column.spare() {
        None => true,
        Some(Spare::IfZero) => !cells(*at).all(is_zero),
        Some(Spare::First | Spare::Then) => false,
    })
}

/// One cell of a column as people read it on its own; `None` if there is nothing to read.
pub(super) fn text(column: &Column, cell: &Cell) -> Option<String> {
    alone(cell).or_else(|| column.absent().map(str::to_owned))
}

/// One cell as people read it on its own; `None` if absent.
pub(super) fn alone(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Absent => None,
        Cell::Text(text) | Cell::Verbatim(text) | Cell::Code(text) => Some(escape(text).into_owned()),
        Cell::Count(count) => Some(count.to_string()),
        Cell::Change(change) => Some(amounts::signed(&change.to_string())),
        Cell::Bounds { .. } | Cell::Difference { .. } => amounts::alone(cell),
    }
}

/// The strips that a table within `room` shows, with their widths; free text is wrapped. `None` if they do not fit.
///
/// What can be spared goes first. Then free text wraps, then headings, and nothing else. No word is broken.
pub(super) fn fitting(mut strips: Vec<Strip>, room: usize) -> Option<(Vec<Strip>, Vec<usize>)> {
    let steps: [fn(&Strip) -> bool; 4] = [
        |_| true,
        |strip| strip.spare != Some(Spare::First),
        |strip| strip.spare != Some(Spare::Then),
        |strip| strip.spare != Some(Spare::IfZero) || !strip.counts_nothing(),
    ];
    for stays in steps {
        strips.retain(stays);
        let widths: Vec<usize> = strips.iter().map(|strip| strip.span().natural).collect();
        if widths.iter().sum::<usize>() + gaps(&strips) <= room {
            return Some((strips, widths));
        }
    }
    let widths = widths(&strips, room)?;
    for (strip, width) in strips.iter_mut().zip(&widths).filter(|(strip, _)| strip.role.is_free_text()) {
        for text in strip.texts.iter_mut().filter(|text| text.width() > *width) {
            *text = wrapped(text, *width).join("\n");
        }
    }
    Some((strips, widths))
}

/// The width of each strip within `room`: free text wraps first, then headings, and nothing else. `None` if it does
/// not all fit.
fn widths(strips: &[Strip], room: usize) -> Option<Vec<usize>> {
    let room = room.checked_sub(gaps(strips))?;
    let spans: Vec<Span> = strips.iter().map(Strip::span).collect();
    let rigid: Vec<Span> = strips.iter().zip(&spans).map(|(strip, span)| strip.rigid(*span)).collect();
    let firm: Vec<Span> = strips.iter().zip(&spans).map(|(strip, span)| strip.firm(*span)).collect();
    share(&rigid, room).or_else(|| share(&firm, room))
}

fn gaps(strips: &[Strip]) -> usize {
    GAP * strips.len().saturating_sub(1)
}

impl Strip {
    fn of(grid: &Grid, index: usize, column: &Column) -> Strip {
        let cells = grid.rows().iter().filter_map(|row| row.get(index));
        let (heading, role, spare) = (column.heading(), column.role(), column.spare());
        if matches!(role, Role::Amount(_)) {
            let amounts::Aligned { texts, heading } = amounts::aligned(&heading, cells);
            return Strip { heading, role, texts, spare };
        }
        Strip { heading, role, texts: cells.map(|cell| text(column, cell).unwrap_or_default()).collect(), spare }
    }

    fn counts_nothing(&self) -> bool {
        self.texts.iter().all(|text| text.is_empty() || text == "0")
    }

    fn span(&self) -> Span {
        let texts = self.texts.iter().map(|text| text.width()).max().unwrap_or(0);
        let word = self.heading.split(' ').map(str::width).max().unwrap_or(0);
        let least = if self.role.is_free_text() { texts.min(NARROWEST_TEXT).max(self.longest_word()) } else { texts };
        Span { least: least.max(word).min(WIDEST), natural: texts.max(self.heading.width()).min(WIDEST) }
    }

    fn longest_word(&self) -> usize {
        self.texts.iter().flat_map(|text| wrap::words(text)).map(str::width).max().unwrap_or(0)
    }

    /// The span while only free text may shrink.
    fn rigid(&self, span: Span) -> Span {
        if self.role.is_free_text() { span } else { Span { least: span.natural, ..span } }
    }

    /// The span once free text is as narrow as possible and headings may shrink too.
    fn firm(&self, span: Span) -> Span {
        if self.role.is_free_text() { Span { natural: span.least, ..span } } else { span }
    }
}

/// Gives each span its minimum width and an even share of the remaining `room`, but no more than it needs.
fn share(spans: &[Span], room: usize) -> Option<Vec<usize>> {
    let mut widths: Vec<usize> = spans.iter().map(|span| span.least).collect();
    let mut left = room.checked_sub(widths.iter().sum())?;
    loop {
        let before = left;
        for (width, span) in widths.iter_mut().zip(spans) {
            if *width < span.natural && left > 0 {
                *width += 1;
                left -= 1;
            }
        }
        if left == before {
            return Some(widths);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::document::Ends;

    fn strip(heading: &str, role: Role, texts: &[&str]) -> Strip {
        Strip {
            heading: heading.to_owned(),
            role,
            texts: texts.iter().map(|text| (*text).to_owned()).collect(),
            spare: None,
        }
    }

    fn strips() -> Vec<Strip> {
        vec![
            strip("non valued", Role::Count, &["1", "22"]),
            strip("description", Role::Words, &["a very long description of an asset"]),
            strip("note", Role::Words, &["short"]),
        ]
    }

    #[test]
    fn with_enough_room_every_column_has_its_natural_width() {
        assert_eq!(widths(&strips(), usize::MAX), Some(vec![10, 35, 5]));
        assert_eq!(widths(&strips(), 54), Some(vec![10, 35, 5]));
    }

    #[test]
    fn free_text_shrinks_before_headings() {
        assert_eq!(widths(&strips(), 40), Some(vec![10, 21, 5]));
        assert_eq!(widths(&strips(), 30), Some(vec![10, 11, 5]));
        assert_eq!(widths(&strips(), 29), Some(vec![9, 11, 5]));
        assert_eq!(widths(&strips(), 26), Some(vec![6, 11, 5]));
    }

    #[test]
    fn what_can_be_spared_goes_before_anything_wraps() {
        let mut strips = strips();
        strips.extend([strip("exact", Role::Count, &["1", "0"]), strip("unstated", Role::Count, &["0", ""])]);
        strips[3].spare = Some(Spare::First);
        strips[4].spare = Some(Spare::IfZero);
        let headings = |room| {
            let (strips, _) = fitting(strips.clone(), room).unwrap();
            strips.into_iter().map(|strip| strip.heading).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(headings(71), "non valued description note exact unstated");
        assert_eq!(headings(70), "non valued description note unstated");
        assert_eq!(headings(63), "non valued description note");
        assert_eq!(headings(26), "non valued description note");
    }

    #[test]
    fn a_table_that_does_not_fit_is_reported_and_never_cut() {
        assert_eq!(widths(&strips(), 25), None);
        assert_eq!(widths(&strips(), 0), None);
        assert_eq!(widths(&[strip("amount", Role::Amount(Ends::Four), &["5,000,000.00"])], 11), None);
    }
}
