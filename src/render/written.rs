//! Documents for the tests of formats, and what each format makes of them.

use super::{Format, Options, write};
use crate::report::document::{Bounds, Cell, Column, Digits, Document, End, Meta, RateUsed, Verified};

pub(super) fn meta(title: &str) -> Meta {
    Meta {
        title: title.to_owned(),
        entry: 12,
        digest: "0123456789abcdef".repeat(4),
        filters: vec![("as_of".to_owned(), "2024-12-31".to_owned()), ("stated".to_owned(), "true".to_owned())],
        verified: Verified::UpTo(9),
        version: "0.1.0".to_owned(),
        unplaced: None,
    }
}

pub(super) fn document(columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Document {
    Document::single(meta("Holdings: what is held"), columns, rows).unwrap()
}

/// An amount in minor units with two decimals.
pub(super) fn amount(lower: End, upper: Option<End>) -> Cell {
    let bounds = Box::new(Bounds::between(lower, upper).unwrap());
    Cell::Bounds { bounds, digits: Digits::exactly(2), unit: None, stated: true }
}

/// A rate that nothing was converted by.
pub(super) fn rate() -> RateUsed {
    RateUsed {
        from: "USD",
        requested: "2024-06-28".to_owned(),
        date: "2024-06-27".to_owned(),
        rate: "1.0705".to_owned(),
        orientation: "USD per EUR".to_owned(),
        set: "a|b".to_owned(),
        entry: "3".to_owned(),
    }
}

pub(super) fn bytes(document: &Document, format: Format) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(document, format, Options::default(), &mut bytes).unwrap();
    bytes
}
