//! Columns whose figures are added up, as the file counts them.

use std::sync::Arc;

use super::number::NumberStyle;

/// A column whose figures are added up.
#[derive(Clone, Debug)]
pub(crate) struct Metered<C> {
    /// The column.
    pub(crate) column: C,
    /// What it is called.
    pub(crate) name: Arc<str>,
    /// How its figures are written.
    pub(crate) style: Arc<NumberStyle>,
    /// What stands between several figures of a cell.
    pub(crate) split: Arc<[String]>,
    /// Whether amounts are made of it, so that no figure in it may be lost.
    pub(crate) of_amounts: bool,
}
