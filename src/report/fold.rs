//! How families become a report: one after the other, by several threads at once.

use crate::domain::Fault;
use crate::journal::Family;

/// A report to which families are added, in whatever order: some here, some there, and then together.
pub(crate) trait Fold: Sized {
    /// Adds a family.
    ///
    /// # Errors
    /// A figure that does not fit.
    fn add(&mut self, family: &Family) -> Result<(), Fault>;

    /// Adds what was added to another.
    ///
    /// # Errors
    /// A figure that does not fit.
    fn merge(&mut self, other: Self) -> Result<(), Fault>;
}
