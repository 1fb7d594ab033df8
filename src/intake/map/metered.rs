//! Columns whose figures are summed, in the file's own unit of count.

use std::sync::Arc;

use super::number::NumberStyle;

/// A column whose figures are summed.
#[derive(Clone, Debug)]
pub(crate) struct Metered<C> {
    /// The column.
    pub(crate) column: C,
    /// Its name.
    pub(crate) name: Arc<str>,
    /// The notation of its figures.
    pub(crate) style: Arc<NumberStyle>,
    /// Separators between several figures in a cell.
    pub(crate) split: Arc<[String]>,
    /// Whether amounts are made from it, so that none of its figures may be lost.
    pub(crate) of_amounts: bool,
}
