//! The names of dimensions on the command line, and the content of their columns.

use crate::domain::Fault;
pub use crate::journal::Dimension;

use super::document::{Cell, Column};

use Dimension::{
    Action, Authority, Case, Currency, Custodian, Jurisdiction, Kind, Ledger, Month, Quarter, Stage, Year,
};

/// The dimensions of stock.
pub const OF_STOCK: &[Dimension] = &[Case, Jurisdiction, Stage, Kind, Currency, Authority, Custodian];

/// The dimensions of flow.
pub const OF_FLOW: &[Dimension] = &[Case, Jurisdiction, Action, Kind, Currency, Authority, Year, Quarter, Month];

/// What a coverage can be broken down by.
pub const OF_COVERAGE: &[Dimension] = &[Case, Authority];

/// Reads `jurisdiction,stage`: dimensions from `known`, each at most once. Action and currency are added if missing,
/// because a freeze and a later seizure concern one thing, and different currencies are never added up.
///
/// # Errors
/// A word is not among `known` or occurs twice.
pub fn parse_list(text: &str, known: &[Dimension]) -> Result<Vec<Dimension>, Fault> {
    let mut list = Vec::new();
    for word in text.split(',').map(str::trim) {
        let found = known.iter().find(|dimension| dimension.name() == word).ok_or_else(|| {
            let known: Vec<&str> = known.iter().map(|dimension| dimension.name()).collect();
            Fault::new(format!("“{word}” is not a dimension of this report"))
                .hint(format!("name some of {}, separated by commas", known.join(", ")))
        })?;
        if list.contains(found) {
            return Err(Fault::new(format!("“{word}” is named twice")).hint("name it once"));
        }
        list.push(*found);
    }
    let missing = [Action, Currency].into_iter().filter(|always| known.contains(always) && !list.contains(always));
    list.extend(missing.collect::<Vec<_>>());
    Ok(list)
}

/// The column of a dimension.
pub(crate) fn column(dimension: Dimension) -> Column {
    match dimension {
        Case | Authority | Custodian | Ledger => Column::text_dimension(dimension.name()),
        Jurisdiction => place(),
        _ => Column::dimension(dimension.name()),
    }
}

/// The column of jurisdictions: what has none has no stated place.
pub(super) fn place() -> Column {
    Column::dimension(Jurisdiction.name()).absent_as("(not stated)")
}

/// The cell for a value; absent if empty.
pub fn cell(dimension: Dimension, value: &str) -> Cell {
    match dimension {
        Case | Authority | Custodian | Ledger => Cell::text(value),
        _ => Cell::code(value),
    }
}
