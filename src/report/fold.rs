//! How families become a report, on one thread or several.

use crate::domain::Fault;
use crate::journal::Family;

/// A report that families can be added to in any order, including in separate copies merged later.
pub(crate) trait Fold: Sized {
    /// Adds a family.
    ///
    /// # Errors
    /// A figure that does not fit.
    fn add(&mut self, family: &Family) -> Result<(), Fault>;

    /// Adds everything from another copy.
    ///
    /// # Errors
    /// A figure that does not fit.
    fn merge(&mut self, other: Self) -> Result<(), Fault>;
}
