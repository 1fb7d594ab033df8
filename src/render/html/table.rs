//! A grid as a table with caption, headings and scopes, in a box that scrolls by itself.

use maud::{Markup, html};

use super::super::{amounts, strip};
use crate::report::document::{Cell, Column, Digits, Grid, Role, scaled_text};

/// What stands in a column that the grid does not have, for each row.
pub(crate) type CellOf<'a> = dyn Fn(&[Cell]) -> Markup + 'a;

/// A table before it is markup.
pub(crate) struct Table<'a> {
    grid: &'a Grid,
    caption: Markup,
    number: usize,
    most: usize,
    rest: Option<Markup>,
    beside: Option<(&'static str, &'a CellOf<'a>)>,
    hides: &'a [&'static str],
    anchor: Option<char>,
    blank: &'static str,
    columns: Shown,
}

/// Which columns a table shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// Those that the report shows people.
    Usual,
    /// Of those, the ones that say something.
    Filled,
}

impl<'a> Table<'a> {
    /// A table of all rows of a grid, under its heading.
    pub(crate) fn of(grid: &'a Grid) -> Table<'a> {
        let caption = html! { (grid.frame().heading()) };
        Table {
            grid,
            caption,
            number: 0,
            most: usize::MAX,
            rest: None,
            beside: None,
            hides: &[],
            anchor: None,
            blank: "",
            columns: Shown::Usual,
        }
    }

    /// The same table with the number that makes its name unique on the page.
    pub(crate) fn numbered(self, number: usize) -> Table<'a> {
        Table { number, ..self }
    }

    /// The same table under another caption.
    pub(crate) fn captioned(self, caption: Markup) -> Table<'a> {
        Table { caption, ..self }
    }

    /// The same table with this many rows at most, and then one that says what is left out.
    pub(crate) fn at_most(self, most: usize, rest: Markup) -> Table<'a> {
        Table { most, rest: Some(rest), ..self }
    }

    /// The same table with a last column that the grid does not have.
    pub(crate) fn beside(self, heading: &'static str, cell: &'a CellOf<'a>) -> Table<'a> {
        Table { beside: Some((heading, cell)), ..self }
    }

    /// The same table without the columns of these fields.
    pub(crate) fn without(self, hides: &'a [&'static str]) -> Table<'a> {
        Table { hides, ..self }
    }

    /// The same table with a name for each row: this letter and the number in its first cell.
    pub(crate) fn anchored(self, letter: char) -> Table<'a> {
        Table { anchor: Some(letter), ..self }
    }

    fn name_of(&self, row: &[Cell]) -> Option<String> {
        match (self.anchor, row.first()) {
            (Some(letter), Some(Cell::Count(number))) => Some(format!("{letter}{number}")),
            _ => None,
        }
    }

    /// The same table with words for a blank first cell, so that every row has a heading.
    pub(crate) fn blank_as(self, blank: &'static str) -> Table<'a> {
        Table { blank, ..self }
    }

    /// The same table without columns in which nothing stands.
    pub(crate) fn filled(self) -> Table<'a> {
        Table { columns: Shown::Filled, ..self }
    }

    /// How many elements a row takes.
    pub(crate) fn width(&self) -> usize {
        self.columns().len() + 1 + usize::from(self.beside.is_some())
    }

    fn columns(&self) -> Vec<(usize, &Column)> {
        let hidden =
            |column: &Column| column.fields().first().is_some_and(|field| self.hides.contains(&field.as_str()));
        let is_blank =
            |at: usize| self.grid.rows().iter().all(|row| row.get(at).is_none_or(|cell| *cell == Cell::Absent));
        let shown = strip::shown(self.grid).filter(|(_, column)| !hidden(column));
        shown.filter(|(at, _)| self.columns == Shown::Usual || !is_blank(*at)).collect()
    }
}

impl maud::Render for Table<'_> {
    fn render(&self) -> Markup {
        let columns = self.columns();
        let name = format!("t{}", self.number);
        let all = self.grid.rows().len();
        let shown = all.min(self.most);
        html! {
            div.scroll role="region" tabindex="0" aria-labelledby=(name) {
                table {
                    caption id=(name) { (self.caption) }
                    thead { tr {
                        @for (_, column) in &columns {
                            th class=[class_of(column.role())] scope="col" { (column.heading()) }
                        }
                        @if let Some((heading, _)) = self.beside { th scope="col" { (heading) } }
                    } }
                    tbody {
                        @for row in &self.grid.rows()[..shown] {
                            tr id=[self.name_of(row)] {
                                @for (place, (at, column)) in columns.iter().enumerate() {
                                    (cell(row.get(*at).unwrap_or(&Cell::Absent), column.role(), (place == 0).then_some(self.blank)))
                                }
                                @if let Some((_, beside)) = self.beside { td { (beside(row)) } }
                            }
                        }
                        @if all == 0 {
                            tr { th scope="row" colspan=(columns.len() + usize::from(self.beside.is_some())) { "No rows" } }
                        }
                        @if shown < all {
                            tr { th scope="row" colspan=(columns.len() + usize::from(self.beside.is_some())) {
                                (grouped(all - shown)) " more rows"
                                @if let Some(rest) = &self.rest { ": " (rest) }
                            } }
                        }
                    }
                }
            }
        }
    }
}

/// A cell; `heads` is what stands in it if it heads the row and is blank.
fn cell(cell: &Cell, role: Role, heads: Option<&str>) -> Markup {
    let text = text_of(cell);
    html! {
        @if let Some(blank) = heads {
            th class=[class_of(role)] scope="row" { @if text.is_empty() { (blank) } @else { (text) } }
        } @else {
            td class=[class_of(role)] { (text) }
        }
    }
}

/// Figures stand on the right; text of people wraps.
fn class_of(role: Role) -> Option<&'static str> {
    match role {
        role if role.is_numeric() => Some("r"),
        role if role.is_free_text() => Some("x"),
        _ => None,
    }
}

/// A cell as people read it; empty if absent. A minus is one.
pub(crate) fn text_of(cell: &Cell) -> String {
    let text = strip::alone(cell).unwrap_or_default();
    if matches!(cell, Cell::Change(_) | Cell::Difference { .. }) { text.replace('-', "\u{2212}") } else { text }
}

/// A scaled number with its thousands apart.
pub(crate) fn figure(scaled: i128, digits: Digits) -> String {
    let text = scaled_text(scaled, digits);
    let point = text.find('.').unwrap_or(text.len());
    format!("{}{}", amounts::grouped(&text[..point]), &text[point..])
}

/// A number of things with its thousands apart.
pub(crate) fn grouped(count: usize) -> String {
    amounts::grouped(&count.to_string())
}
