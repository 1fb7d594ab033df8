//! A table of exchange rates is no table of assets.

use crate::domain::{Fault, Unit};

use super::column::Explained;

/// How many columns must be named for a currency.
const CURRENCIES: usize = 5;

/// The refusal of a table that has a column of days and, for each of many currencies, a column of numbers.
pub(super) fn refusal(columns: &[Explained]) -> Option<Fault> {
    let named = columns.iter().filter(|column| {
        column.name.len() == 3
            && column.name.chars().all(|c| c.is_ascii_uppercase())
            && Unit::parse(&column.name).is_ok()
    });
    let days = columns.iter().any(|column| column.seen.days * 2 > column.seen.filled());
    (days && named.count() >= CURRENCIES).then(|| {
        Fault::new("this looks like a table of exchange rates, not of assets").hint(
            "impound keeps amounts in their own currency and converts nothing: import the assets themselves, and keep \
             this file as a source if a conversion elsewhere rests on it",
        )
    })
}
