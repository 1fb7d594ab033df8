//! Columns whose figures are added up, as the file counts them.

use std::sync::Arc;

use super::number::NumberStyle;

/// A column whose figures are added up.
#[derive(Clone, Debug)]
pub(crate) struct Metered<C> {
    /// The column.
    pub column: C,
    /// What it is called.
    pub name: Arc<str>,
    /// How its figures are written.
    pub style: Arc<NumberStyle>,
    /// What stands between several figures of a cell.
    pub split: Arc<[String]>,
    /// Whether amounts are made of it, so that no figure in it may be lost.
    pub of_amounts: bool,
}
