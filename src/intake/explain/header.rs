//! Finds the row of a table that names its columns, and rows that are not data.

use crate::intake::table::{Cell, Row};

use super::look::{self, Look, sample};

/// Words that begin a line of totals.
const TOTALS: [&str; 18] = [
    "total",
    "subtotal",
    "sub-total",
    "grand total",
    "sum",
    "somme",
    "sous-total",
    "summe",
    "gesamt",
    "zwischensumme",
    "insgesamt",
    "totale",
    "somma",
    "suma",
    "totaal",
    "razem",
    "ogółem",
    "итого",
];

/// What a row that is not data seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Odd {
    Total,
    NumbersOnly,
    Alone,
    HeaderAgain,
}

/// The row most likely to name the columns: the first with nothing but different words, about as wide as the table.
pub(super) fn find(rows: &[Row]) -> Option<usize> {
    let width = rows.iter().map(|row| filled(row).count()).max()?;
    rows.iter().position(|row| {
        let names: Vec<_> = filled(row).map(|cell| sample(cell).to_lowercase()).collect();
        let words = filled(row).filter(|cell| look::look(cell) == Some(Look::Text)).count();
        let different = names.iter().enumerate().all(|(at, name)| !names[..at].contains(name));
        let short = names.iter().all(|name| name.chars().count() <= 80);
        words == names.len() && different && short && words * 10 >= width * 6 && (words > 1 || width == 1)
    })
}

/// What a row below the header seems to be, if not data; `usual` is the usual number of filled cells in a row.
pub(super) fn odd(row: &Row, header: &[String], usual: usize) -> Option<Odd> {
    let first = filled(row).next().map(|cell| sample(cell).to_lowercase())?;
    let is_total = filled(row).filter(|cell| matches!(cell, Cell::Text(_))).any(|cell| is_total(&sample(cell)));
    let is_again = header.len() > 1
        && row.cells.iter().zip(header).all(|(cell, name)| sample(cell) == name.as_str())
        && header.first().is_some_and(|name| name.to_lowercase() == first);
    match () {
        () if is_again => Some(Odd::HeaderAgain),
        () if is_total => Some(Odd::Total),
        () if usual > 2 && filled(row).count() == 1 => Some(Odd::Alone),
        () if usual > 2 && filled(row).all(|cell| matches!(look::look(cell), Some(Look::Number(_)))) => {
            Some(Odd::NumbersOnly)
        }
        () => None,
    }
}

fn is_total(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let ends = |rest: &str| !rest.starts_with(char::is_alphabetic);
    TOTALS.iter().any(|word| text.strip_prefix(word).is_some_and(ends)) && text.chars().count() <= 40
}

/// The cells of a row that are not blank.
pub(super) fn filled(row: &Row) -> impl Iterator<Item = &Cell> {
    row.cells.iter().filter(|cell| !sample(cell).is_empty())
}
