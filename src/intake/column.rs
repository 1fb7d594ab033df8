//! The columns of impound's own table: what a row can say of an action.

use std::fmt;

use crate::domain::Fault;
use crate::domain::term::vocabulary;

vocabulary! {
    /// A column that a person fills in, or that a map fills from another agency's.
    Column, "column that impound imports":
    /// The row's own reference.
    Ref = "ref",
    /// The case.
    Case = "case",
    /// What was done.
    Action = "action",
    /// When.
    Date = "date",
    /// Where the asset is.
    Jurisdictions = "jurisdictions",
    /// Whether a source says where.
    Basis = "basis",
    /// What the asset is.
    Kind = "kind",
    /// What it is, in words.
    Description = "description",
    /// How many or how much of it, in words.
    Quantity = "quantity",
    /// Its identifiers.
    Identifiers = "identifiers",
    /// The persons affected.
    Subjects = "subjects",
    /// The amount.
    Amount = "amount",
    /// Its currency, where it names none.
    Currency = "currency",
    /// The source's own words for the amount.
    AsWritten = "as_written",
    /// The authority that acted.
    Authority = "authority",
    /// The order on which it acted.
    Order = "order",
    /// Until when the measure lasts.
    Until = "until",
    /// How the asset was disposed of.
    How = "how",
    /// The asset that the action was done to.
    Asset = "asset",
    /// The asset that this one is carved out of.
    PartOf = "part_of",
    /// Of how much of an asset with items the amount is.
    Of = "of",
    /// Whether all of the asset is meant, at this amount.
    Whole = "whole",
    /// Other assets that are perhaps the same money.
    MayOverlap = "may_overlap",
    /// The sources.
    Sources = "sources",
    /// A remark.
    Note = "note",
}

/// How many there are.
pub const COLUMNS: usize = Column::ALL.len();

/// What stands between several values of one cell.
pub const SEPARATOR: char = ';';

impl Column {
    /// Those that a row must fill.
    pub const REQUIRED: [Column; 3] = [Column::Case, Column::Action, Column::Date];

    /// Those that say what an asset is, and so are said once, of the action with which it begins.
    pub const OF_THE_ASSET: [Column; 7] = [
        Column::Jurisdictions,
        Column::Basis,
        Column::Kind,
        Column::Description,
        Column::Quantity,
        Column::Identifiers,
        Column::PartOf,
    ];

    /// Whether a cell of it can hold several values.
    pub fn is_list(self) -> bool {
        matches!(self, Column::Identifiers | Column::Subjects | Column::MayOverlap | Column::Sources)
    }

    /// Whether it holds a date.
    pub fn is_date(self) -> bool {
        matches!(self, Column::Date | Column::Until)
    }

    /// Its place among all.
    pub fn index(self) -> usize {
        self as usize
    }
}

/// The name among `known` that is closest to one that nobody knows, if one is close.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    const FAR: usize = 3;
    // A name that nobody could have meant is not compared letter by letter.
    let near = |known: &str| known.len().abs_diff(name.len()) <= FAR;
    let measured = known.filter(|known| near(known)).map(|known| (strsim::levenshtein(name, known), known));
    measured.filter(|(apart, known)| *apart <= FAR.min(known.len() / 2)).min().map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_stands_where_its_index_says() {
        assert_eq!(COLUMNS, 25);
        assert!(Column::ALL.iter().enumerate().all(|(at, column)| column.index() == at));
    }

    #[test]
    fn a_name_that_is_mistyped_is_known_by_its_nearest() {
        let known = || Column::ALL.iter().map(|column| column.as_str());
        assert_eq!(nearest("jurisdiction", known()), Some("jurisdictions"));
        assert_eq!(nearest("ammount", known()), Some("amount"));
        assert_eq!(nearest("population", known()), None);
        assert_eq!(nearest("", known()), None);
    }
}
